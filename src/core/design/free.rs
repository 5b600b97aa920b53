//! Which numbers a search may change.

use super::{Design, Number};
use serde::{Deserialize, Serialize};

/// A number that is free.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Free {
    /// Which one.
    pub number: Number,
    /// The least and the greatest value it may take, SI; absent: as far as a search usually goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<(f64, f64)>,
    /// Whether it may take any value, also where only some can be bought.
    #[serde(default, skip_serializing_if = "super::part::is_false")]
    pub any_value: bool,
}

impl Free {
    /// A number that may take the values that are usual.
    pub fn new(number: Number) -> Self {
        Self {
            number,
            range: None,
            any_value: false,
        }
    }
}

impl Design {
    /// Whether a number is free.
    pub fn is_free(&self, number: &Number) -> bool {
        self.free.iter().any(|free| free.number == *number)
    }

    /// The free numbers with these free too, or locked again.
    pub fn with_free(&self, numbers: &[Number], free: bool) -> Vec<Free> {
        let mut all = self.free.clone();
        if free {
            let new = numbers.iter().filter(|number| !self.is_free(number));
            all.extend(new.cloned().map(Free::new));
        } else {
            all.retain(|known| !numbers.contains(&known.number));
        }
        all
    }
}
