//! What a field is for: its words, its unit, its bounds and steps.

use crate::{
    design::{ParameterInfo, Subject, parameter::Step},
    quantity::Unit,
};

/// What a field is for.
#[derive(Debug, Clone, Copy)]
pub struct FieldSpec<'a> {
    /// Name for screen readers and tests, and words behind the symbol.
    pub label: &'a str,
    /// Symbol as the field writes it; may be empty.
    pub symbol: &'a str,
    /// Unit.
    pub unit: &'static Unit,
    /// Least value allowed.
    pub min: f64,
    /// Greatest value allowed.
    pub max: f64,
    /// How it is stepped.
    pub step: Step,
    /// What an empty field says.
    pub absent: &'a str,
    /// Whether 0 is shown as an empty field: nobody has stated it.
    pub or_unstated: bool,
    /// Which number of the design it is, where it is one of it alone.
    pub number: Option<(Subject, ParameterInfo)>,
}

impl<'a> FieldSpec<'a> {
    /// A field for a parameter.
    pub fn of(info: &ParameterInfo, label: &'a str) -> Self {
        Self {
            label,
            symbol: info.symbol,
            unit: info.unit,
            min: info.min,
            max: info.max,
            step: info.step,
            absent: tr!("mixed"),
            or_unstated: info.or_unstated,
            number: None,
        }
    }

    /// A field without bounds.
    pub fn free(label: &'a str, unit: &'static Unit, step: Step) -> Self {
        Self {
            label,
            symbol: "",
            unit,
            min: f64::MIN,
            max: f64::MAX,
            step,
            absent: tr!("mixed"),
            or_unstated: false,
            number: None,
        }
    }

    /// As the number of a part or link, or of air or drive.
    #[must_use]
    pub fn of_number(self, subject: Subject, info: &ParameterInfo) -> Self {
        Self {
            number: Some((subject, *info)),
            ..self
        }
    }

    /// Of one number that nobody has stated yet.
    #[must_use]
    pub fn or_unknown(self) -> Self {
        Self {
            absent: tr!("unknown"),
            ..self
        }
    }

    /// Whether a value says that nobody has stated one.
    pub fn is_unstated(&self, value: f64) -> bool {
        self.or_unstated && value == 0.0
    }

    /// With bounds.
    #[must_use]
    pub fn within(self, min: f64, max: f64) -> Self {
        Self { min, max, ..self }
    }
}

/// The SI size of the unit a bare number is meant in.
pub fn bare_size(unit: &Unit) -> f64 {
    unit.shown
        .get(unit.bare)
        .map_or(1.0, |form| 10_f64.powi(form.exponent))
}
