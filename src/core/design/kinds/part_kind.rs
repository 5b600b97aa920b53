//! The list of kinds.

use super::{
    Armature, Capacitor, Chamber, Ear, Eartip, Electrostatic, Horn, Inductor, Junction, Kind, Leak,
    Measured, MovingCoil, Piezo, Planar, Resistor, Source, Transformer, Vent,
};
use crate::design::{ParameterInfo, Parameters};
use serde::{Deserialize, Serialize};
use std::ops::{Deref, DerefMut};

/// Makes the enumeration of kinds, and the one place that tells them apart.
macro_rules! part_kinds {
    ($($kind:ident),* $(,)?) => {
        /// What a part is. It is asked as the [`Kind`] it holds.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[allow(missing_docs, reason = "each variant is documented at its own type")]
        pub enum PartKind {
            $($kind($kind),)*
        }

        impl PartKind {
            /// The kind it is.
            pub fn kind(&self) -> &dyn Kind {
                match self {
                    $(Self::$kind(part) => part,)*
                }
            }

            /// The kind it is, to be changed.
            pub fn kind_mut(&mut self) -> &mut dyn Kind {
                match self {
                    $(Self::$kind(part) => part,)*
                }
            }
        }

        $(impl From<$kind> for PartKind {
            fn from(part: $kind) -> Self {
                Self::$kind(part)
            }
        })*
    };
}

part_kinds![
    Source,
    Resistor,
    Capacitor,
    Inductor,
    Transformer,
    MovingCoil,
    Armature,
    Planar,
    Electrostatic,
    Piezo,
    Measured,
    Chamber,
    Vent,
    Leak,
    Horn,
    Junction,
    Eartip,
    Ear,
];

impl Deref for PartKind {
    type Target = dyn Kind;

    fn deref(&self) -> &Self::Target {
        self.kind()
    }
}

impl DerefMut for PartKind {
    fn deref_mut(&mut self) -> &mut Self::Target {
        self.kind_mut()
    }
}

impl Parameters for PartKind {
    fn visit(&mut self, visit: &mut dyn FnMut(&ParameterInfo, &mut f64)) {
        self.kind_mut().visit(visit);
    }
}
