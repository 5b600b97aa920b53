//! Random complete systems: sound designs with values as they occur.

mod acoustics;
mod drivers;
mod electrics;
mod tubes;

use crate::support::systems::{Bench, EAR, SOURCE};
use earwright::design::{
    Design, Part, PartId, PartKind,
    air::Air,
    drive::Drive,
    ear::{Ear, EarModel},
    electrical::Source,
};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// What a random system may have.
#[derive(Clone, Copy, Debug)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "switches that are independent of each other"
)]
pub(super) struct Scope {
    /// Inserts exactly on the borders of sections and on ends.
    pub(super) borders: bool,
    /// Bores that differ by next to nothing.
    pub(super) near_bores: bool,
    /// Cans with a spout for every unit where masses of junctions are computed.
    pub(super) separate_spouts: bool,
    /// Cones and horns.
    pub(super) cones: bool,
}

impl Scope {
    /// Everything.
    pub(super) const FULL: Self = Self {
        borders: true,
        near_bores: true,
        separate_spouts: true,
        cones: true,
    };
}

/// A port of a part.
pub(super) type Port = (PartId, &'static str);

/// A design under construction.
struct Maker {
    bench: Bench,
    r: ChaCha8Rng,
    /// Draws what systems were given later: all else in them stays what it was.
    later: ChaCha8Rng,
    scope: Scope,
}

/// A random system.
pub(super) fn system(seed: u64, scope: Scope) -> Design {
    let mut maker = Maker {
        bench: Bench::new(),
        r: ChaCha8Rng::seed_from_u64(seed),
        later: ChaCha8Rng::seed_from_u64(seed ^ 0x1a7e),
        scope,
    };
    maker.setting();
    let count = maker.r.random_range(1..=5);
    let drivers: Vec<(PartId, Port)> = (0..count).map(|n| maker.driver(n)).collect();
    let parts: Vec<PartId> = drivers.iter().map(|driver| driver.0).collect();
    maker.wire_up(&parts);
    let mouths = drivers.iter().map(|driver| driver.1).collect();
    maker.join_up(mouths);
    // The first is heard, whatever else is.
    for part in parts.into_iter().skip(1) {
        let is_muted = maker.chance(0.1);
        let part = maker.bench.design.parts.find_mut(|p| p.id == part);
        part.expect("a driver").muted = is_muted;
    }
    maker.bench.design
}

impl Maker {
    fn chance(&mut self, probability: f64) -> bool {
        self.r.random_bool(probability)
    }

    /// Evenly over the logarithm.
    fn within(&mut self, low: f64, high: f64) -> f64 {
        let at: f64 = self.r.random_range(0.0..1.0);
        low * (high / low).powf(at)
    }

    /// One of these.
    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.r.random_range(0..of.len())]
    }

    /// A name nothing has yet.
    fn name(&self, prefix: &str) -> String {
        format!("{prefix} {}", self.bench.design.next_id)
    }

    /// Adds a part under a name of its own.
    fn part(&mut self, prefix: &str, kind: PartKind) -> PartId {
        let name = self.name(prefix);
        self.bench.part(&name, kind)
    }

    /// Takes a part out of the way now and then.
    fn bypass(&mut self, part: PartId, probability: f64) {
        let bypassed = self.chance(probability);
        let part = self.bench.design.parts.find_mut(|p| p.id == part);
        part.expect("a part just added").bypassed = bypassed;
    }

    /// Air, drive, source, ear and masses.
    fn setting(&mut self) {
        let air = if self.chance(0.5) {
            Air::Climate {
                temperature_c: self.r.random_range(-10.0..45.0),
                pressure: self.r.random_range(70e3..106e3),
            }
        } else {
            Air::Constants {
                density: self.within(1.0, 1.3),
                speed_of_sound: self.within(325.0, 360.0),
                viscosity: self.within(1.6e-5, 2e-5),
                gamma: self.within(1.38, 1.42),
                prandtl: self.within(0.65, 0.75),
            }
        };
        let drive = if self.chance(0.7) {
            Drive::Voltage {
                emf: self.within(0.01, 3.0),
            }
        } else {
            Drive::Power {
                power: self.within(1e-4, 1e-2),
                resistance: self.within(8.0, 300.0),
            }
        };
        let source = Source {
            output_resistance: self.or_none(0.1, 30.0),
            cable_resistance: self.or_none(0.05, 1.0),
            cable_inductance: self.or_none(1e-7, 3e-6),
            cable_capacitance: self.or_none(5e-11, 1e-9),
            max_voltage: 0.0,
            max_current: 0.0,
        };
        let ear = self.ear();
        self.bench.design.air = air;
        self.bench.design.drive = drive;
        self.bench.design.junction_masses = self.chance(0.5);
        self.set(SOURCE, PartKind::Source(source));
        self.set(EAR, PartKind::Ear(ear));
    }

    fn set(&mut self, part: PartId, kind: PartKind) {
        let part: Option<&mut Part> = self.bench.design.parts.find_mut(|p| p.id == part);
        part.expect("a part of every design").kind = kind;
    }

    /// A value, or 0 half of the time.
    fn or_none(&mut self, low: f64, high: f64) -> f64 {
        let value = self.within(low, high);
        if self.chance(0.5) { value } else { 0.0 }
    }

    fn ear(&mut self) -> Ear {
        let model = self.model();
        let model = match self.later.random_range(0..16) {
            0 => EarModel::Iec711Damped,
            // As people have them.
            1 | 2 => EarModel::CanalOfSize {
                canal_length: self.later.random_range(25e-3..38e-3),
                canal_volume: self.later.random_range(0.65e-6..1.65e-6),
            },
            _ => model,
        };
        let (deepest, shallowest) = model.depths();
        let insertion = if self.later.random_bool(0.5) && deepest < shallowest {
            self.later.random_range(deepest..shallowest)
        } else {
            0.0
        };
        Ear { model, insertion }
    }

    fn model(&mut self) -> EarModel {
        match self.r.random_range(0..14) {
            0..=3 => EarModel::Iec711Lumped,
            4 => EarModel::Iec711Distributed,
            5 => EarModel::Type33,
            6 => EarModel::Type43,
            7 => EarModel::HuddeEngel {
                canal_length: self.within(10e-3, 30e-3),
                canal_diameter: self.within(6e-3, 9e-3),
            },
            8 => EarModel::RealCanal,
            9 => EarModel::OuterEar {
                concha_depth: self.within(5e-3, 15e-3),
                concha_diameter: self.within(15e-3, 25e-3),
            },
            10 => EarModel::TwoCc,
            11 => EarModel::PointFourCc,
            12 => EarModel::Anechoic {
                bore: self.within(1e-3, 8e-3),
            },
            _ => EarModel::FlatPlate {
                bore: self.within(1e-3, 8e-3),
            },
        }
    }
}
