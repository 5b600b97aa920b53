//! One step up or down: E-series, damper catalogue, proportion or tenths.

use super::spec::{FieldSpec, bare_size};
use crate::{
    design::parameter::Step,
    library,
    quantity::{series::Series, text},
};

/// The next value above or below `value`.
pub fn stepped(value: f64, up: bool, spec: &FieldSpec<'_>) -> f64 {
    match spec.step {
        Step::ESeries if value > 0.0 => {
            if up {
                Series::E24.next(value)
            } else {
                Series::E24.previous(value)
            }
        }
        Step::Damper => next_of(&damper_values(), value, up).unwrap_or(value),
        Step::Whole => (value.round() + if up { 1.0 } else { -1.0 }).max(spec.min),
        Step::Proportional if value != 0.0 => {
            let factor = if up { 1.05 } else { 1.0 / 1.05 };
            text::round_to(value * factor, 3)
        }
        // A zero has no proportion and no series: it begins with a tenth.
        Step::Tenth | Step::ESeries | Step::Proportional => {
            let tenth = 0.1 * bare_size(spec.unit);
            let steps = (value / tenth).round() + if up { 1.0 } else { -1.0 };
            text::round_to(steps * tenth, 6)
        }
    }
}

fn next_of(ascending: &[f64], value: f64, up: bool) -> Option<f64> {
    let near = value.abs() * 1e-9;
    if up {
        ascending.iter().copied().find(|&v| v > value + near)
    } else {
        ascending.iter().copied().rev().find(|&v| v < value - near)
    }
}

/// Resistances of the catalogue's dampers, Pa·s/m³, ascending.
fn damper_values() -> Vec<f64> {
    let mut values: Vec<f64> = library::dampers()
        .iter()
        .map(|damper| damper.resistance)
        .collect();
    values.sort_by(f64::total_cmp);
    values
}
