//! What several kinds of part are made of.

pub mod band;
pub mod case;
pub mod case_vent;
pub mod coil;
mod driver_fields;
pub mod driver_kind;
pub mod large_signal;
pub mod mesh;
pub mod numbers;
pub mod origin;
pub mod units;

pub use band::Band;
pub use case::Case;
pub use case_vent::CaseVent;
pub use coil::Coil;
pub(super) use driver_fields::driver_fields;
pub use driver_kind::DriverKind;
pub use large_signal::{Magnet, Stroke};
pub use mesh::Mesh;
pub use origin::{Origin, Trust};
pub use units::{Coils, Spouts, Units};

/// Millimetres of a length in metres.
pub(super) fn mm(metres: f64) -> f64 {
    metres * 1e3
}
