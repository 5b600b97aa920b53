//! How a list of measurements is fitted, where the list says so itself: it is then a recipe, and whoever
//! has the curves gets the same driver from it.
//!
//! ```ron
//! (
//!     fit: (
//!         name: "Sonion 2356",
//!         summary: "Full-range armature",
//!         source: "the curves of its data sheet",
//!         remarks: "Case size as published",
//!         case: Box(length: "6.3 mm", width: "4.29 mm", height: "2.96 mm"),
//!         model: Armature(second_mode: true),
//!         known: {"ls": "1.6 mm", "Vb": "48 mm³"},
//!         to: "9 kHz",
//!     ),
//!     measurements: [(response: "curve.frd", path: ["4.5x1.4", "11x1.9"])],
//! )
//! ```

use crate::{
    design::driver::Case,
    quantity::{self, Unit},
    tuning::identify::{DriverText, Model, Options, read_known},
};
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;

/// A recipe as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    name: String,
    summary: String,
    source: String,
    #[serde(default)]
    remarks: String,
    case: Case,
    model: WrittenModel,
    #[serde(default)]
    known: BTreeMap<String, String>,
    #[serde(default = "lowest")]
    from: String,
    #[serde(default = "highest")]
    to: String,
    #[serde(default = "noise")]
    noise_db: f64,
    #[serde(default = "impedance_noise")]
    impedance_noise_percent: f64,
}

/// A model as it is written.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
enum WrittenModel {
    Armature {
        #[serde(default)]
        vented: bool,
        #[serde(default)]
        second_mode: bool,
    },
    MovingCoil {
        #[serde(default)]
        sealed_rear: bool,
    },
}

/// How a list is fitted.
#[derive(Debug, Clone, PartialEq)]
pub struct Recipe {
    /// What to fit and how.
    pub options: Options,
    /// What the driver is, in a line.
    pub summary: String,
}

fn lowest() -> String {
    "20 Hz".to_owned()
}

fn highest() -> String {
    "20 kHz".to_owned()
}

fn noise() -> f64 {
    0.5
}

fn impedance_noise() -> f64 {
    1.0
}

/// A recipe where one is written.
///
/// # Errors
/// When what is written is none.
pub(super) fn written<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Written>, D::Error> {
    Written::deserialize(from).map(Some)
}

impl Written {
    /// What it says.
    ///
    /// # Errors
    /// When a number of it cannot be: the sentence says which.
    pub(super) fn read(self) -> Result<Recipe, String> {
        let model = match self.model {
            WrittenModel::Armature {
                vented,
                second_mode,
            } => Model::Armature {
                vented,
                second_mode,
                // A tube that nobody stated would be taken away with the fixture.
                adapter: false,
            },
            WrittenModel::MovingCoil { sealed_rear } => Model::MovingCoil {
                semi_inductance: false,
                sealed_rear,
            },
        };
        let known = self.known.iter();
        let known = known.map(|(symbol, typed)| read_known(model, symbol, typed));
        let hertz = |typed: &str| {
            quantity::parse(typed, &Unit::HERTZ).map_err(|error| format!("“{typed}”: {error}"))
        };
        let (from, to) = (hertz(&self.from)?, hertz(&self.to)?);
        if !(from > 0.0 && from < to) {
            return Err("its band must rise from above 0 Hz".to_owned());
        }
        let noise = [self.noise_db, self.impedance_noise_percent];
        if !noise.iter().all(|noise| *noise > 0.0 && noise.is_finite()) {
            return Err("its noise must be positive".to_owned());
        }
        Ok(Recipe {
            options: Options {
                known: known.collect::<Result<_, _>>()?,
                response_band: (from, to),
                noise_db: self.noise_db,
                noise_impedance: self.impedance_noise_percent / 100.0,
                text: DriverText {
                    name: self.name,
                    source: self.source,
                    remarks: self.remarks,
                    case: Some(self.case),
                },
                ..Options::new(model)
            },
            summary: self.summary,
        })
    }
}
