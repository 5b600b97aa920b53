//! Parameters: every number of a part or link, by key, with its unit and bounds.
//!
//! One function per kind names its numbers (`Parameters::visit`); inspector, optimiser, tolerance,
//! sensitivity and checks all read that one list: a row says everything that is known of a number.

use super::tolerance::ToleranceClass;
use crate::{
    quantity::{Unit, series::Series},
    words,
};

/// What is known of a parameter besides its value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ParameterInfo {
    /// Name within its owner, stable: `re`, `section.length`. Its last word is the field's name in
    /// files, where `_mm` stands for a bare number of millimetres.
    pub key: &'static str,
    /// Symbol as the field writes it: `Re`, `Bl`, `Vb`; empty for what has none.
    pub symbol: &'static str,
    /// Words in English: “Voice-coil resistance”.
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
    /// Whether its words tell the index.
    pub numbered: bool,
    /// How production spreads it; absent for what is not made, or is taken as it is.
    pub class: Option<ToleranceClass>,
    /// What of it can be bought; absent where any value can be had.
    pub stock: Option<Stock>,
    /// Whether it is what its owner is called by and edited as on the drawing: the 680 Ω of a
    /// resistor.
    pub chief: bool,
    /// Whether 0 says that nobody has stated it.
    pub or_unstated: bool,
}

/// What values of a number can be bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stock {
    /// The values of a series.
    Series(Series),
    /// The catalogue's dampers.
    Dampers,
    /// Half millimetres: what can be cut.
    Lengths,
    /// The bores of the catalogue's tubing, one for a whole tube.
    Bores,
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
    /// By one.
    Whole,
}

/// Which parameter of an owner: its key, and the index where the key occurs several times.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ParameterKey {
    /// Key within the owner.
    pub key: String,
    /// Index, where the key occurs several times.
    pub index: Option<usize>,
}

impl ParameterInfo {
    /// Whether this is the parameter named.
    pub fn is(&self, wanted: &ParameterKey) -> bool {
        self.key == wanted.key && self.index == wanted.index
    }

    /// Its key, to find it again.
    pub fn key(&self) -> ParameterKey {
        ParameterKey {
            key: self.key.to_owned(),
            index: self.index,
        }
    }

    /// Its words without a number, in the language that is spoken.
    pub fn said(&self) -> &'static str {
        words::text(self.label)
    }

    /// Its words, with the number of its section or insert where there are several.
    pub fn words(&self) -> String {
        match self.index {
            Some(index) if self.numbered => format!("{} {}", self.said(), index + 1),
            _ => self.said().to_owned(),
        }
    }

    /// Whether a value says that nobody has stated one.
    pub fn is_unstated(&self, value: f64) -> bool {
        self.or_unstated && value == 0.0
    }

    /// The value nearest to `value` within the bounds.
    pub fn clamped(&self, value: f64) -> f64 {
        value.clamp(self.min, self.max)
    }

    /// What is wrong with a value, as “must be …”; `None` when nothing is.
    pub fn objection(&self, value: f64) -> Option<String> {
        objection(value, (self.min, self.max), self.unit)
    }
}

/// What is wrong with a value that must lie within these bounds, as “must be …”; `None` when
/// nothing is.
pub fn objection(value: f64, (min, max): (f64, f64), unit: &Unit) -> Option<String> {
    // Some bounds are sums: their rounding is not shown.
    let shown = |bound| crate::quantity::text::rounded(bound, unit, 6);
    if !value.is_finite() {
        Some(tr!("a finite number").to_owned())
    } else if value < min && min == 0.0 {
        Some(tr!("0 or more").to_owned())
    } else if value < min {
        Some(tr!("at least {}", shown(min)))
    } else if value > max {
        Some(tr!("at most {}", shown(max)))
    } else {
        None
    }
}

/// Something with parameters.
pub trait Parameters {
    /// Calls `visit` for every number, in the order the inspector shows them. Optional numbers
    /// (relief vent, Ks) are visited where they are present.
    fn visit(&mut self, visit: &mut dyn FnMut(&ParameterInfo, &mut f64));

    /// Every number with what is known of it.
    fn parameters(&self) -> Vec<(ParameterInfo, f64)>
    where
        Self: Clone,
    {
        let mut found = Vec::new();
        self.clone()
            .visit(&mut |info, value| found.push((*info, *value)));
        found
    }

    /// The number it is called by and edited as on the drawing, where there is one.
    fn chief(&self) -> Option<(ParameterInfo, f64)>
    where
        Self: Clone,
    {
        self.parameters().into_iter().find(|(info, _)| info.chief)
    }

    /// The value of one parameter.
    fn get(&self, key: &ParameterKey) -> Option<f64>
    where
        Self: Clone,
    {
        self.parameters()
            .into_iter()
            .find(|(info, _)| info.is(key))
            .map(|(_, value)| value)
    }

    /// Sets one parameter; `false` when there is none of this name. Bounds are checked when the
    /// owner goes through `Design::apply`.
    fn set(&mut self, key: &ParameterKey, new: f64) -> bool {
        let mut found = false;
        self.visit(&mut |info, value| {
            if info.is(key) {
                *value = new;
                found = true;
            }
        });
        found
    }
}
