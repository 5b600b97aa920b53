//! A receiver fitted to noisy curves in three fixtures at once, and an impedance found from levels.

use crate::support::identify::noisy;
use crate::support::systems::{Motor, armature};
use crate::timing::{figure, time};
use earwright::{
    design::{CurvePoint, PartKind, ear::EarModel},
    network::{Solver, log_grid},
    tuning::{
        identify::{Data, Fixture, Model, Options, Take, Trace, identify_takes},
        level_impedance::{self, Run, level_impedance},
    },
};
use num_complex::Complex64;
use std::ops::ControlFlow;

/// Points of each curve.
const POINTS: usize = 512;

fn take(driver: &PartKind, fixture: Fixture, seed: u64) -> Take {
    let f = log_grid(POINTS, 20.0, 20_000.0);
    let solution = Solver::default().solve(&fixture.design(driver.clone()), &f);
    let trace = |values: Vec<Complex64>, size: fn(Complex64) -> f64| Trace {
        points: (f.iter().zip(values))
            .map(|(f, z)| CurvePoint {
                f: *f,
                value: size(z),
                phase_deg: Some(z.arg().to_degrees()),
            })
            .collect(),
        voltage: None,
    };
    let data = Data {
        response: (solution.drum_pressure).map(|p| trace(p, |p| 20.0 * (p.norm() / 20e-6).log10())),
        impedance: solution.input_impedance.map(|z| trace(z, Complex64::norm)),
    };
    Take::new("load", noisy(data, 0.5, 0.01, seed), fixture)
}

/// Prints the figures: the slowest of three.
pub fn run() {
    let motor = Motor([26.4, 2.004e-3, 0.8, 1.868e5, 5.733e4, 1.5e7, 2.174e-13]);
    let driver = PartKind::Armature(armature(&motor, [3.762, 30.0], 3.622e10, [1.6, 1.006]));
    let fixtures = [
        Fixture::coupler_711(0.1)
            .with_tube(4.5e-3, 1.4e-3)
            .with_tube(11e-3, 1.9e-3),
        Fixture {
            ear: EarModel::TwoCc,
            ..Fixture::coupler_711(0.2)
                .with_tube(10e-3, 1e-3)
                .with_damper(1.5e8)
        },
        Fixture {
            source_resistance: 22.0,
            ..Fixture::coupler_711(0.1).with_tube(3e-3, 2e-3)
        },
    ];
    let mut options = Options::new(Model::ARMATURE);
    options.response_band = (20.0, 20_000.0);
    let slowest = [1, 2, 3].map(|seed| {
        let takes = fixtures.clone().map(|fixture| take(&driver, fixture, seed));
        time(|| identify_takes(&takes, &options, &mut |_| ControlFlow::Continue(())).unwrap())
    });
    let slowest = slowest.into_iter().fold(0.0, f64::max);
    figure("identify-three-loads.seconds", slowest, "bar ≤ 3");
    levels(&driver);
}

/// Six files at 48 points an octave.
fn levels(driver: &PartKind) {
    let runs: Vec<Run> = [0.0, 10.0, 20.0, 50.0, 75.0, 100.0]
        .into_iter()
        .zip(1..)
        .map(|(resistance, seed)| {
            let fixture = Fixture {
                source_resistance: resistance,
                ..Fixture::coupler_711(0.1)
            };
            let data = noisy(take(driver, fixture, seed).data, 0.1, 0.0, seed);
            Run {
                name: format!("{resistance} ohm"),
                resistance,
                points: data.response.map(|trace| trace.points).unwrap_or_default(),
            }
        })
        .collect();
    let options = level_impedance::Options::default();
    let slowest = [(); 3].map(|()| time(|| level_impedance(&runs, &options).unwrap()));
    let slowest = slowest.into_iter().fold(0.0, f64::max);
    figure("level-impedance.seconds", slowest, "bar ≤ 0.5");
}
