//! Numbers of the design itself: air, drive and target.

use super::{Visit, amount, ohm};
use crate::{
    design::{
        air::Air,
        drive::Drive,
        parameter::{ParameterInfo, Parameters, Step},
        target::{Target, TargetSetting},
    },
    quantity::Unit,
};

impl Parameters for Air {
    fn visit(&mut self, visit: Visit<'_>) {
        match self {
            Self::Climate {
                temperature_c,
                pressure,
            } => {
                visit(
                    &amount("temperature_c", "T", "Temperature", &Unit::CELSIUS, 100.0)
                        .at_least(-60.0)
                        .stepped(Step::Tenth),
                    temperature_c,
                );
                visit(
                    &amount("pressure", "P", "Static pressure", &Unit::PASCAL, 1e6).at_least(1e3),
                    pressure,
                );
            }
            Self::Constants {
                density,
                speed_of_sound,
                viscosity,
                gamma,
                prandtl,
            } => {
                visit(
                    &amount("density", "ρ", "Density", &Unit::DENSITY, 100.0).at_least(1e-3),
                    density,
                );
                visit(
                    &amount("speed_of_sound", "c", "Speed of sound", &Unit::SPEED, 5e3)
                        .at_least(10.0),
                    speed_of_sound,
                );
                visit(
                    &amount("viscosity", "μ", "Viscosity", &Unit::VISCOSITY, 1e-2).at_least(1e-9),
                    viscosity,
                );
                visit(
                    &amount("gamma", "γ", "Ratio of specific heats", &Unit::NUMBER, 2.0)
                        .at_least(1.0),
                    gamma,
                );
                visit(
                    &amount("prandtl", "Pr", "Prandtl number", &Unit::NUMBER, 100.0).at_least(1e-2),
                    prandtl,
                );
            }
        }
    }
}

impl Parameters for Drive {
    fn visit(&mut self, visit: Visit<'_>) {
        match self {
            Self::Voltage { emf } => {
                visit(&amount("emf", "E", "EMF, rms", &Unit::VOLT, 1e3), emf);
            }
            Self::Power { power, resistance } => {
                visit(&amount("power", "P", "Power", &Unit::WATT, 1e3), power);
                visit(&ohm("resistance", "R", "into R").at_least(1e-3), resistance);
            }
        }
    }
}

/// The frequency at which a curve is laid over the response.
pub const ALIGN_AT: ParameterInfo =
    amount("align_hz", "", "Align at", &Unit::HERTZ, 1e5).at_least(1.0);

/// Hours one unit takes to build.
pub const HOURS: ParameterInfo =
    amount("hours", "", "Hours to build one", &Unit::NUMBER, 10_000.0).at_least(0.0);

/// Where a band ends that a target is aligned in.
pub const ALIGN_TO: ParameterInfo =
    amount("align_to_hz", "", "up to", &Unit::HERTZ, 1e5).at_least(1.0);

/// A gain of the target's generator.
const fn gain(key: &'static str, label: &'static str, unit: &'static Unit) -> ParameterInfo {
    amount(key, "", label, unit, 60.0)
        .at_least(-60.0)
        .stepped(Step::Tenth)
}

impl Parameters for TargetSetting {
    fn visit(&mut self, visit: Visit<'_>) {
        const TILT: ParameterInfo = gain("tilt_db_per_octave", "Tilt", &Unit::DECIBEL_PER_OCTAVE);
        const BASS: ParameterInfo = gain("bass_db", "Bass", &Unit::DECIBEL);
        const EAR: ParameterInfo = gain("ear_db", "Ear gain", &Unit::DECIBEL);
        const TREBLE: ParameterInfo = gain("treble_db", "Treble", &Unit::DECIBEL);
        visit(&ALIGN_AT, &mut self.align_hz);
        if let Some(to) = &mut self.align_to_hz {
            visit(&ALIGN_TO, to);
        }
        if let Target::Generated(gains) = &mut self.target {
            visit(&TILT, &mut gains.tilt_db_per_octave);
            visit(&BASS, &mut gains.bass_db);
            visit(&EAR, &mut gains.ear_db);
            visit(&TREBLE, &mut gains.treble_db);
            if let Some(second) = &mut gains.second {
                const LOW: ParameterInfo = gain("low_db", "Second bass", &Unit::DECIBEL);
                const HIGH: ParameterInfo = gain("high_db", "Second treble", &Unit::DECIBEL);
                let corner = |key, label| amount(key, "", label, &Unit::HERTZ, 1e5).at_least(1.0);
                let quality =
                    |key, label| amount(key, "", label, &Unit::NUMBER, 10.0).at_least(0.05);
                visit(&LOW, &mut second.low_db);
                visit(&corner("low_hz", "Second bass corner"), &mut second.low_hz);
                visit(&quality("low_q", "Second bass Q"), &mut second.low_q);
                visit(&HIGH, &mut second.high_db);
                visit(
                    &corner("high_hz", "Second treble corner"),
                    &mut second.high_hz,
                );
                visit(&quality("high_q", "Second treble Q"), &mut second.high_q);
            }
        }
    }
}
