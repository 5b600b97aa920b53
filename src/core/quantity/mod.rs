//! SI values with prefixes and units, as people type them and as files hold them.
//!
//! Inside the program a value is a raw SI `f64`. This room is the border: it parses `4u7`, `2k2`,
//! `4,7 µF`, `10 mm` and writes them back without drift, because the prefix is applied by moving
//! the decimal point in the digits, never by multiplying.

mod digits;
mod optional;
pub mod order;
mod parse;
pub mod series;
pub mod text;
mod unit;

/// `#[serde(with)]` adapters, one a unit: a quantity in a file is text with its unit.
pub mod unit_serde {
    pub use super::{optional::*, unit::serde_with::*};
}

pub use parse::{ParseQuantityError, parse};
pub use unit::{Form, Unit};
