//! Numbers of the design itself: air and drive.

use super::{Visit, amount, ohm};
use crate::{
    design::{
        air::Air,
        drive::Drive,
        parameter::{ParameterInfo, Parameters, Step},
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
                    &ParameterInfo {
                        key: "temperature_c",
                        symbol: "T",
                        label: "Temperature",
                        unit: &Unit::CELSIUS,
                        min: -60.0,
                        max: 100.0,
                        step: Step::Tenth,
                        index: None,
                    },
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
                visit(&amount("emf", "E", "EMF", &Unit::VOLT, 1e3), emf);
            }
            Self::Power { power, resistance } => {
                visit(&amount("power", "P", "Power", &Unit::WATT, 1e3), power);
                visit(
                    &ohm("resistance", "R", "Resistance the power is stated for").at_least(1e-3),
                    resistance,
                );
            }
        }
    }
}
