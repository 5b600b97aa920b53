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

    /// The value nearest to `value` within the bounds.
    pub fn clamped(&self, value: f64) -> f64 {
        value.clamp(self.min, self.max)
    }

    /// What is wrong with a value, as “must be …”; `None` when nothing is.
    pub fn objection(&self, value: f64) -> Option<String> {
        let shown = |bound| crate::quantity::text::exact(bound, self.unit);
        if !value.is_finite() {
            Some("a finite number".to_owned())
        } else if value < self.min && self.min == 0.0 {
            Some("0 or more".to_owned())
        } else if value < self.min {
            Some(format!("at least {}", shown(self.min)))
        } else if value > self.max {
            Some(format!("at most {}", shown(self.max)))
        } else {
            None
        }
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
