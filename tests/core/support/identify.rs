//! Measurements that never were: a design solved by the network, with noise.

use crate::support::systems::{Bench, EAR, SOURCE, tube_mm};
use earwright::{
    design::{CurvePoint, PartKind},
    network::{Solver, log_grid},
    tuning::identify::{Data, Fixture, Trace},
};
use std::sync::Arc;

/// Normal deviates, the same every time: sums of twelve uniform ones.
pub struct Noise(u64);

impl Noise {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> f64 {
        let mut sum = -6.0;
        for _ in 0..12 {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            sum += (self.0 >> 11) as f64 / (1_u64 << 53) as f64;
        }
        sum
    }
}

/// The fixture every measurement here is taken in: 0.1 V, 4.5 × Ø1.4 and 11 × Ø1.9 mm, a 711.
pub fn fixture() -> Fixture {
    Fixture::coupler_711(0.1)
        .with_tube(4.5e-3, 1.4e-3)
        .with_tube(11e-3, 1.9e-3)
}

/// Response and impedance of a driver in [`fixture`], with phase and without noise, as the network
/// computes them.
pub fn measured(part: PartKind, points: usize) -> Data {
    let f: Arc<[f64]> = log_grid(points, 20.0, 20_000.0);
    let mut bench = Bench::new();
    let port = match part {
        PartKind::MovingCoil(_) => "front",
        _ => "spout",
    };
    let open = matches!(&part, PartKind::MovingCoil(d) if d.back_volume == 0.0);
    let driver = bench.part("Driver", part);
    bench.terminals(driver, (SOURCE, "+"), false);
    let mut tube = tube_mm(4.5, 1.4);
    tube.sections.extend(tube_mm(11.0, 1.9).sections);
    bench.tube(tube, (driver, port), (EAR, "canal"));
    if open {
        // As open as a rear can be.
        let vent = bench.vent_mm("Rear", 0.01, 30.0, 0.0);
        bench.joint((driver, "rear"), (vent, "in"));
    }
    let solution = Solver::default().solve(&bench.design, &f);
    let trace = |values: &[num_complex::Complex64], level: bool| Trace {
        points: f
            .iter()
            .zip(values)
            .map(|(&f, z)| CurvePoint {
                f,
                value: if level {
                    20.0 * (z.norm() / 20e-6).log10()
                } else {
                    z.norm()
                },
                phase_deg: Some(z.arg().to_degrees()),
            })
            .collect(),
        voltage: None,
    };
    Data {
        response: solution.drum_pressure.as_deref().map(|p| trace(p, true)),
        impedance: solution.input_impedance.as_deref().map(|z| trace(z, false)),
    }
}

/// The same with noise: `db` on the level and as much on its phase, `part` on the impedance and its
/// phase.
pub fn noisy(mut data: Data, db: f64, part: f64, seed: u64) -> Data {
    let mut noise = Noise::new(seed);
    if let Some(trace) = &mut data.response {
        for point in &mut trace.points {
            point.value += db * noise.next();
            let degrees = (db / 8.686).to_degrees();
            point.phase_deg = point.phase_deg.map(|p| p + degrees * noise.next());
        }
    }
    if let Some(trace) = &mut data.impedance {
        for point in &mut trace.points {
            point.value *= 1.0 + part * noise.next();
            let degrees = part.to_degrees();
            point.phase_deg = point.phase_deg.map(|p| p + degrees * noise.next());
        }
    }
    data
}

/// The same without any phase.
pub fn without_phase(mut data: Data) -> Data {
    for trace in [&mut data.response, &mut data.impedance]
        .into_iter()
        .flatten()
    {
        for point in &mut trace.points {
            point.phase_deg = None;
        }
    }
    data
}
