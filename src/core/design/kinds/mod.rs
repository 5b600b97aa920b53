//! The kinds of part, one file each: what it is, its numbers, and what holds of it.
//!
//! A new kind is a file here and a line in the list below; the compiler then asks how the
//! network assembles it and how it is drawn. All other rooms ask the [`Kind`] and its [`Facts`].

pub mod bought;
pub mod burden;
pub mod common;

mod facts;
mod kind;

pub mod armature;
pub mod capacitor;
pub mod chamber;
pub mod ear;
pub mod eartip;
pub mod electrostatic;
pub mod horn;
pub mod inductor;
pub mod junction;
pub mod leak;
pub mod measured;
pub mod moving_coil;
pub mod multiport;
pub mod passive_radiator;
pub mod piezo;
pub mod planar;
pub mod resistor;
pub mod source;
pub mod transformer;
pub mod vent;

pub use armature::{Armature, SecondMode};
pub use capacitor::{Capacitor, Dielectric};
pub use chamber::Chamber;
pub use ear::{Ear, EarModel};
pub use eartip::{Eartip, TipWall};
pub use electrostatic::Electrostatic;
pub use facts::{Facts, Port, Side};
pub use horn::Horn;
pub use inductor::Inductor;
pub use junction::Junction;
pub use kind::{DEFAULT_SYMBOL_MM, Kind};
pub use leak::{Leak, LeakShape};
pub use measured::Measured;
pub use moving_coil::MovingCoil;
pub use multiport::Multiport;
pub use passive_radiator::PassiveRadiator;
pub use piezo::Piezo;
pub use planar::Planar;
pub use resistor::Resistor;
pub use source::Source;
pub use transformer::Transformer;
pub use vent::Vent;

use super::{
    ParameterInfo, Parameters,
    choice::{Choices, VisitChoices},
};
use serde::{Deserialize, Serialize};
use std::ops::{Deref, DerefMut};

/// Makes the enumeration of kinds, and the one place that tells them apart. Their order is that of
/// the library.
macro_rules! part_kinds {
    ($($kind:ident),* $(,)?) => {
        /// What a part is. It is asked as the [`Kind`] it holds.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[allow(missing_docs, reason = "each variant is documented at its own type")]
        pub enum PartKind {
            $($kind($kind),)*
        }

        impl PartKind {
            /// The names of all kinds, as files have them.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($kind)),*];

            /// What the library offers of all kinds beside presets: names and parts.
            pub fn offered() -> Vec<(&'static str, Self)> {
                let mut all: Vec<(&'static str, Self)> = Vec::new();
                $(all.extend($kind::offered().into_iter().map(|(name, part)| (name, part.into())));)*
                all
            }

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
    Multiport,
    Chamber,
    Vent,
    Leak,
    Junction,
    Horn,
    PassiveRadiator,
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

impl Choices for PartKind {
    fn visit_choices(&mut self, visit: VisitChoices<'_>) {
        self.kind_mut().visit_choices(visit);
    }
}

impl Parameters for PartKind {
    fn visit(&mut self, visit: &mut dyn FnMut(&ParameterInfo, &mut f64)) {
        self.kind_mut().visit(visit);
    }
}
