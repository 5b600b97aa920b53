//! What a part is on the list of things to buy and to cut.

use crate::quantity::{Unit, text};

/// One thing to buy or to cut. Things are listed shelf by shelf.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bought {
    /// Where it is in the list.
    pub shelf: Shelf,
    /// What it is: “Capacitor, C0G”.
    pub what: String,
    /// Its value or size.
    pub value: String,
}

/// What all that is bought of a design costs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cost {
    /// Of what has a price.
    pub sum: f64,
    /// What has none: its name, once for each of its kind.
    pub unpriced: Vec<String>,
}

impl Cost {
    /// The sum, where everything has a price.
    ///
    /// # Errors
    /// What has none.
    pub fn whole(&self) -> Result<f64, String> {
        match self.without() {
            None => Ok(self.sum),
            Some(why) => Err(why),
        }
    }

    /// That something has no price, and what.
    pub fn without(&self) -> Option<String> {
        let mut names = self.unpriced.clone();
        names.dedup();
        let names = names.join(", ");
        (!names.is_empty()).then(|| format!("the price file has no price of: {names}"))
    }
}

/// The places of the list, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shelf {
    /// Drivers.
    Drivers,
    /// Resistors.
    Resistors,
    /// Capacitors.
    Capacitors,
    /// Inductors and transformers.
    Windings,
    /// Dampers and meshes.
    Inserts,
    /// Tubes and horns.
    Tubes,
    /// What is drilled.
    Holes,
    /// Eartips.
    Eartips,
}

impl Bought {
    /// One thing.
    pub fn new(shelf: Shelf, what: impl Into<String>, value: String) -> Self {
        Self {
            shelf,
            what: what.into(),
            value,
        }
    }
}

/// Length and bore (m) of a duct: “12 mm × Ø1 mm”.
pub fn size(length: f64, bore: f64) -> String {
    format!(
        "{} × Ø{}",
        text::exact(length, &Unit::LENGTH),
        text::exact(bore, &Unit::LENGTH)
    )
}
