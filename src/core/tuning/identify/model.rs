//! The driver models that can be fitted: their parameters, and the driver each of them is.

use super::{
    fixture::Piece,
    parameter::{self, Parameter},
};
use crate::design::{
    ParameterKey, Parameters as _, PartKind,
    driver::{Armature, CaseVent, Coil, MovingCoil, SecondMode},
};

/// Which model to fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Model {
    /// A balanced armature with front volume, spout, back volume and relief.
    Armature {
        /// The back volume opens to ambient through a duct.
        vented: bool,
        /// The pin between armature and diaphragm gives: a second internal resonance.
        second_mode: bool,
        /// A tube of unknown length and bore lies between spout and fixture.
        adapter: bool,
    },
    /// A moving coil with a front volume.
    MovingCoil {
        /// The coil has a semi-inductance.
        semi_inductance: bool,
        /// The rear is a closed volume, to be found; else it is open.
        sealed_rear: bool,
    },
}

impl Model {
    /// A plain armature.
    pub const ARMATURE: Self = Self::Armature {
        vented: false,
        second_mode: false,
        adapter: false,
    };

    /// A plain moving coil with an open rear.
    pub const MOVING_COIL: Self = Self::MovingCoil {
        semi_inductance: false,
        sealed_rear: false,
    };

    /// Its parameters, in the order in which values are given.
    pub fn parameters(self) -> Vec<&'static Parameter> {
        let all = match self {
            Self::Armature { .. } => parameter::ARMATURE,
            Self::MovingCoil { .. } => parameter::MOVING_COIL,
        };
        all.iter()
            .filter(|parameter| self.has(parameter.symbol))
            .collect()
    }

    fn has(self, symbol: &str) -> bool {
        match self {
            Self::Armature {
                vented,
                second_mode,
                adapter,
            } => match symbol {
                "la" | "da" => adapter,
                "lv" | "dv" => vented,
                "Cp" | "Md" | "Rd" => second_mode,
                _ => true,
            },
            Self::MovingCoil {
                semi_inductance,
                sealed_rear,
            } => match symbol {
                "Ks" => semi_inductance,
                "Vb" => sealed_rear,
                _ => true,
            },
        }
    }

    /// Symbol of the parameter that sets the level and little else.
    pub(super) fn level_symbol(self) -> &'static str {
        match self {
            Self::Armature { .. } => "τ",
            Self::MovingCoil { .. } => "Bl",
        }
    }

    /// A driver with these values, SI, one for each parameter: as it was measured, with its rear
    /// open to ambient where it has none. An adapter is no part of it.
    pub(super) fn driver(self, values: &[f64]) -> PartKind {
        let mut driver = match self {
            Self::Armature {
                vented,
                second_mode,
                ..
            } => PartKind::from(armature(vented, second_mode)),
            Self::MovingCoil {
                semi_inductance,
                sealed_rear,
            } => PartKind::from(MovingCoil {
                // A duct of no length ties the rear to ambient.
                rear_vent: (!sealed_rear).then(CaseVent::blank),
                ..moving_coil(semi_inductance)
            }),
        };
        set(
            &mut driver,
            self.parameters().into_iter().zip(values.iter().copied()),
        );
        driver
    }

    /// The tube of unknown length and bore with these values, where there is one.
    pub(super) fn adapter(self, values: &[f64]) -> Option<Piece> {
        let parameters = self.parameters();
        let of = |parameter: &Parameter| {
            let place = parameters
                .iter()
                .position(|p| p.symbol == parameter.symbol)?;
            values.get(place).copied()
        };
        Some(Piece::Tube {
            length: of(&parameter::ADAPTER_LENGTH)?,
            bore: of(&parameter::ADAPTER_BORE)?,
        })
    }
}

/// Gives a driver these numbers; those it does not have, as the adapter's, are left out.
pub(super) fn set<'a>(
    driver: &mut PartKind,
    values: impl IntoIterator<Item = (&'a Parameter, f64)>,
) {
    for (parameter, value) in values {
        let key = ParameterKey {
            key: parameter.key.to_owned(),
            index: None,
        };
        driver.set(&key, value);
    }
}

/// An armature that has everything that is fitted, and no values yet.
pub(super) fn armature(vented: bool, second_mode: bool) -> Armature {
    Armature {
        semi_inductance: Some(0.0),
        second_mode: second_mode.then(SecondMode::blank),
        relief: Some(0.0),
        vent: vented.then(CaseVent::blank),
        ..Armature::blank()
    }
}

/// A moving coil that has everything that is fitted, and no values yet.
pub(super) fn moving_coil(semi_inductance: bool) -> MovingCoil {
    MovingCoil {
        coil: if semi_inductance {
            Coil::SemiInductance {
                inductance: 0.0,
                semi_inductance: 0.0,
            }
        } else {
            Coil::Plain { inductance: 0.0 }
        },
        ..MovingCoil::blank()
    }
}
