//! Parameters: every number of a part or link, by key, with its unit and bounds.
//!
//! One function per kind names its numbers (`Parameters::visit`); inspector, optimiser, tolerance,
//! sensitivity and checks all read that one list.

use crate::quantity::Unit;

/// What is known of a parameter besides its value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ParameterInfo {
    /// Name within its owner, stable: `re`, `sections[0].length` is built by the owner.
    pub key: &'static str,
    /// Symbol as the field writes it: `Re`, `Bl`, `Vb`.
    pub symbol: &'static str,
    /// Words: “Voice-coil resistance”.
    pub label: &'static str,
    /// Unit.
    pub unit: &'static Unit,
    /// Least value allowed.
    pub min: f64,
    /// Greatest value allowed.
    pub max: f64,
    /// How the wheel steps it.
    pub step: Step,
    /// Index where a key occurs several times (sections, inserts).
    pub index: Option<usize>,
}

/// How the mouse wheel steps a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// To the next value of the E24 series (resistors, capacitors, inductors).
    ESeries,
    /// To the next damper of the catalogue.
    Damper,
    /// By a proportion.
    Proportional,
    /// By a fixed amount in the shown unit: tenths.
    Tenth,
}

/// Something with parameters.
pub trait Parameters {
    /// Calls `visit` for every number, in the order the inspector shows them.
    fn visit(&mut self, visit: &mut dyn FnMut(&ParameterInfo, &mut f64));
}
