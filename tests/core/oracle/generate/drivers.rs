//! Random drivers of every kind.

use super::{Maker, Port};
use crate::support::systems::{
    CI_22955, Motor, RAU_34832, SONION_2356, armature, case, electrostatic, origin,
};
use earwright::design::{
    Insert, InsertKind, PartId, PartKind, Section,
    can::{Coils, Spouts, Units},
    document::CurvePoint,
    driver::{Armature, CaseVent, Coil, Measured, MovingCoil, Piezo, Planar, SecondMode},
    ear::EarModel,
};
use rand::RngExt;

impl Maker {
    /// A driver with whatever is behind it; gives it and the port its sound leaves by.
    pub(super) fn driver(&mut self, number: usize) -> (PartId, Port) {
        let prefix = format!("D{number}");
        let (kind, port) = match self.r.random_range(0..12) {
            0..=2 => (PartKind::MovingCoil(self.moving_coil()), "front"),
            3 => (PartKind::Planar(self.planar()), "front"),
            4 => {
                let mut d = electrostatic();
                d.wall_exchange = self.chance(0.4);
                d.ratio *= self.within(0.3, 3.0);
                d.coupling *= self.within(0.5, 2.0);
                d.mass *= self.within(0.5, 2.0);
                d.compliance *= self.within(0.5, 2.0);
                d.spout_length = self.or_none(0.5e-3, 4e-3);
                (PartKind::Electrostatic(d), "spout")
            }
            5 => (PartKind::Piezo(self.piezo()), "front"),
            6 => (PartKind::Measured(self.measured()), "spout"),
            _ => (PartKind::Armature(self.armature()), "spout"),
        };
        let has_rear = !matches!(kind, PartKind::Measured(_));
        let part = self.part(&prefix, kind);
        if has_rear {
            self.behind((part, "rear"));
        }
        (part, (part, port))
    }

    fn case_vent(&mut self, probability: f64) -> Option<CaseVent> {
        self.chance(probability).then(|| CaseVent {
            length: self.within(0.2e-3, 2e-3),
            bore: self.within(0.08e-3, 0.6e-3),
            resistance: self.or_none(1e6, 1e10),
        })
    }

    fn coil(&mut self) -> Coil {
        let inductance = self.or_none(5e-6, 2e-4);
        match self.r.random_range(0..4) {
            0 => Coil::Plain { inductance },
            1 => Coil::SemiInductance {
                inductance,
                semi_inductance: self.within(1e-3, 0.05),
            },
            2 => Coil::Lr2 {
                inductance,
                second_inductance: self.within(1e-5, 3e-4),
                second_resistance: self.within(1.0, 20.0),
            },
            _ => Coil::Leach {
                factor: self.within(1e-3, 0.05),
                exponent: self.r.random_range(0.3..0.9),
            },
        }
    }

    fn moving_coil(&mut self) -> MovingCoil {
        // Of an in-ear, or of a headphone.
        let large = self.chance(0.2);
        let scale: f64 = if large { 15.0 } else { 1.0 };
        MovingCoil {
            origin: origin(),
            re: self.within(8.0, 64.0),
            coil: self.coil(),
            bl: self.within(0.2, 1.5),
            mms: self.within(10e-6, 80e-6) * scale.sqrt(),
            cms: self.within(0.3e-3, 5e-3) * scale.sqrt(),
            rms: self.within(2e-3, 0.05),
            sd: self.within(0.3e-4, 0.9e-4) * scale,
            front_volume: self.within(20e-9, 150e-9) * scale.powi(2),
            back_volume: self.within(100e-9, 900e-9) * scale.powf(1.5),
            wall_exchange: self.chance(0.4),
            front_vent: self.case_vent(0.2),
            rear_vent: self.case_vent(0.4),
            case: case(),
            ..MovingCoil::blank()
        }
    }

    fn planar(&mut self) -> Planar {
        Planar {
            origin: origin(),
            re: self.within(8.0, 40.0),
            bl: self.within(0.3, 2.0),
            mms: self.within(40e-6, 300e-6),
            cms: self.within(0.5e-3, 20e-3),
            rms: self.within(5e-3, 0.2),
            sd: self.within(0.8e-4, 10e-4),
            front_volume: self.or_none(100e-9, 5e-6),
            back_volume: self.within(200e-9, 20e-6),
            wall_exchange: self.chance(0.4),
            case: case(),
            ..Planar::blank()
        }
    }

    fn armature(&mut self) -> Armature {
        let motors: [&Motor; 3] = [&CI_22955, &SONION_2356, &RAU_34832];
        let motor = motors[self.r.random_range(0..3)];
        let volumes = [self.within(1.0, 10.0), self.within(8.0, 150.0)];
        let spout = [self.within(0.5, 8.0), self.within(0.8, 1.8)];
        let mut d = armature(motor, volumes, self.within(3e9, 1e11), spout);
        d.re *= self.within(0.5, 2.0);
        d.tau *= self.within(0.7, 1.4);
        d.mass *= self.within(0.7, 1.4);
        d.compliance *= self.within(0.7, 1.4);
        if self.chance(0.3) {
            d.semi_inductance = None;
        }
        if self.chance(0.3) {
            d.relief = None;
        }
        d.wall_exchange = self.chance(0.4);
        d.vent = self.case_vent(0.2);
        if self.chance(0.3) {
            d.internal_damper = Some(self.within(100e5, 3000e5));
        }
        if self.chance(0.1) {
            d.spout_length = 0.0;
        }
        if self.chance(0.4) {
            d.second_mode = Some(SecondMode {
                pin_compliance: d.compliance * self.within(0.02, 0.5),
                mass: d.mass * self.within(0.05, 0.5),
                resistance: self.or_none(1e6, 1e8),
            });
        }
        if self.chance(0.3) {
            let masses = self.bench.design.junction_masses;
            let may_be_separate = self.scope.separate_spouts || !masses;
            d.units = Some(Units {
                count: self.pick(&[2, 2, 3, 4]),
                coils: self.pick(&[Coils::Parallel, Coils::Series]),
                spouts: if may_be_separate && self.chance(0.5) {
                    Spouts::Separate
                } else {
                    Spouts::Shared
                },
            });
        }
        d
    }

    fn piezo(&mut self) -> Piezo {
        Piezo {
            origin: origin(),
            capacitance: self.within(5e-9, 2e-7),
            loss_factor: self.or_none(0.005, 0.05),
            series_resistance: self.or_none(1.0, 100.0),
            coupling: self.within(0.5, 30.0),
            mass: self.within(1e3, 3e4),
            resistance: self.within(1e6, 2e8),
            compliance: self.within(5e-15, 5e-13),
            front_volume: self.or_none(5e-9, 50e-9),
            back_volume: self.within(20e-9, 200e-9),
            wall_exchange: self.chance(0.4),
            case: case(),
            rated_voltage: 0.0,
        }
    }

    /// Curves that are no driver's, but could be.
    fn measured(&mut self) -> Measured {
        let count = self.r.random_range(2..=14);
        let mut response = Vec::new();
        let mut impedance = Vec::new();
        for n in 0..count {
            let f = 30.0 * 500_f64.powf(f64::from(n) / f64::from(count));
            let phase: f64 = self.r.random_range(-180.0..180.0);
            response.push(CurvePoint {
                f,
                value: self.r.random_range(75.0..115.0),
                phase_deg: self.chance(0.8).then_some(phase),
            });
            impedance.push(CurvePoint {
                f: f * 1.1,
                value: self.within(8.0, 200.0),
                phase_deg: self.chance(0.8).then_some(phase / 3.0),
            });
        }
        let bore = self.within(1e-3, 2e-3);
        let fixture = vec![
            Section {
                length: self.within(2e-3, 6e-3),
                bore_in: bore,
                bore_out: bore,
            },
            Section {
                length: self.within(4e-3, 12e-3),
                bore_in: bore * 1.2,
                bore_out: bore * 1.2,
            },
        ];
        let damper = Insert {
            position: fixture[0].length * 0.5,
            kind: InsertKind::Damper {
                name: String::new(),
                resistance: self.within(100e5, 2000e5),
                mass: 0.0,
            },
            bypassed: false,
        };
        Measured {
            origin: origin(),
            response,
            impedance,
            voltage: self.within(0.05, 1.0),
            source_resistance: self.or_none(0.1, 20.0),
            fixture,
            fixture_inserts: if self.chance(0.5) {
                vec![damper]
            } else {
                Vec::new()
            },
            coupler: self
                .pick(&[EarModel::Iec711Lumped, EarModel::TwoCc, EarModel::Type33])
                .into(),
            source_volume: self.within(2e-9, 60e-9),
            case: case(),
            rated_voltage: 0.0,
        }
    }
}
