//! A list of measurements of one driver: files, and what each was taken in.
//!
//! ```ron
//! (
//!     measurements: [
//!         (response: "short.frd", impedance: "short.zma", path: ["3x1.4", "11±0.3x1.9"]),
//!         (response: "damped.frd", path: ["3x1.4", "1500", "11x1.9"], voltage: "0.2 V", level_within: 0.5),
//!         (impedance: "wall.zma", end: Blocked),
//!     ],
//! )
//! ```
//!
//! Paths of files are those beside the list, or in the folder that is given with it. A list may say how it
//! is fitted as well: see [`Recipe`]. A tube is length x bore in mm, `±` and a standard deviation
//! behind a length that is not quite known; a damper is its Ω cgs.

use super::{
    Finding, Measurement, Quantity,
    recipe::{self, Recipe},
};
use crate::{
    design::{
        acoustic::LeakShape,
        ear::EarModel,
        file::{self, FileError},
    },
    quantity::{self, Unit},
    tuning::identify::{Data, End, Fixture, Freed, Piece, Take, Trace},
};
use serde::Deserialize;
use std::{
    path::{Path, PathBuf},
    str::FromStr as _,
};
use thiserror::Error;

/// Why a list is none.
#[derive(Debug, Error)]
pub enum ListError {
    /// It cannot be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// It is not written as such lists are.
    #[error("it is no list of measurements: {0}")]
    Form(#[from] ron::error::SpannedError),
    /// What it says of its fit cannot be.
    #[error("its fit: {0}")]
    Fit(String),
    /// One of its measurements cannot be used.
    #[error("measurement {number}: {why}")]
    Measurement {
        /// Which, from 1.
        number: usize,
        /// Why.
        why: String,
    },
}

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    #[serde(default, deserialize_with = "recipe::written")]
    fit: Option<recipe::Written>,
    measurements: Vec<Listed>,
}

/// One measurement as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    #[serde(default)]
    name: String,
    #[serde(default)]
    set: String,
    #[serde(default)]
    response: String,
    #[serde(default)]
    impedance: String,
    #[serde(default)]
    voltage: String,
    #[serde(default)]
    source_resistance: String,
    #[serde(default)]
    path: Vec<String>,
    #[serde(default)]
    coupler: String,
    #[serde(default)]
    end: Ending,
    #[serde(default)]
    leak: Option<LeakShape>,
    #[serde(default = "once")]
    weight: f64,
    #[serde(default)]
    level_within: f64,
}

/// What a path ends in, as it is written.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
enum Ending {
    #[default]
    Coupler,
    Blocked,
    Open,
}

fn once() -> f64 {
    1.0
}

/// What a list holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing {
    /// The measurements.
    pub takes: Vec<Take>,
    /// What was found in the files of this name.
    pub findings: Vec<(String, Finding)>,
    /// How they are fitted, where the list says so.
    pub recipe: Option<Recipe>,
    /// The files of curves it names.
    pub files: Vec<PathBuf>,
}

/// Most measurements of a list.
const MOST: usize = 64;

/// Reads a list and the files it names, in the folder `curves` or else beside it; tells what was found in
/// them, each behind its file's name. `voltage` is that of a measurement that says none, V rms.
///
/// # Errors
/// When the list or a file of it cannot be used.
pub fn open(path: &Path, curves: Option<&Path>, voltage: f64) -> Result<Listing, ListError> {
    let bytes = file::read(path)?;
    let list: List = ron::de::from_bytes(&bytes)?;
    let beside = path.parent().unwrap_or(Path::new(""));
    let folder = curves.unwrap_or(beside);
    let recipe = list.fit.map(recipe::Written::read).transpose();
    let recipe = recipe.map_err(ListError::Fit)?;
    let (mut takes, mut findings) = (Vec::new(), Vec::new());
    if list.measurements.len() > MOST {
        return Err(ListError::Measurement {
            number: MOST + 1,
            why: format!("there may be {MOST}"),
        });
    }
    let named = (list.measurements.iter()).flat_map(|listed| [&listed.response, &listed.impedance]);
    let named = named.filter(|name| !name.trim().is_empty());
    let files = named.map(|name| folder.join(name)).collect();
    for (n, listed) in list.measurements.into_iter().enumerate() {
        let number = n + 1;
        let take = listed.take(number, folder, voltage, &mut findings);
        takes.push(take.map_err(|why| ListError::Measurement { number, why })?);
    }
    Ok(Listing {
        takes,
        findings,
        recipe,
        files,
    })
}

impl Listed {
    fn take(
        self,
        number: usize,
        folder: &Path,
        voltage: f64,
        findings: &mut Vec<(String, Finding)>,
    ) -> Result<Take, String> {
        let mut curve = |name: &str, wanted: Quantity| -> Result<Option<Trace>, String> {
            if name.trim().is_empty() {
                return Ok(None);
            }
            let read = Measurement::open(&folder.join(name))
                .and_then(|read| read.as_a(wanted))
                .map_err(|error| format!("cannot read {name}: {error}"))?;
            let found = read.findings.into_iter();
            findings.extend(found.map(|finding| (name.to_owned(), finding)));
            Ok(Some(read.trace))
        };
        let data = Data {
            response: curve(&self.response, Quantity::Level)?,
            impedance: curve(&self.impedance, Quantity::Impedance)?,
        };
        if data == Data::default() {
            return Err("it names no file: state its response, its impedance, or both".to_owned());
        }
        let stated = data.response.as_ref().and_then(|trace| trace.voltage);
        let voltage = match self.voltage.trim() {
            "" => stated.unwrap_or(voltage),
            typed => quantity::parse(typed, &Unit::VOLT).map_err(|error| error.to_string())?,
        };
        let source_resistance = match self.source_resistance.trim() {
            "" => 0.0,
            typed => quantity::parse(typed, &Unit::OHM).map_err(|error| error.to_string())?,
        };
        if source_resistance < 0.0 || self.level_within < 0.0 {
            return Err("a source resistance and a level's tolerance are not negative".to_owned());
        }
        let mut path = Vec::new();
        let mut freed = Vec::new();
        for (place, written) in self.path.iter().enumerate() {
            let (piece, deviation) = piece(written)?;
            path.push(piece);
            freed.extend(deviation.map(|deviation| (Freed::Length(place), deviation)));
        }
        let name = match self.name.trim() {
            "" => format!("measurement {number}"),
            name => name.to_owned(),
        };
        Ok(Take {
            name,
            set: self.set,
            data,
            fixture: Fixture {
                source_resistance,
                path,
                ear: coupler(self.coupler.trim())?,
                end: match self.end {
                    Ending::Coupler => End::Coupler,
                    Ending::Blocked => End::Blocked,
                    Ending::Open => End::Open,
                },
                leak: self.leak,
                ..Fixture::coupler_711(voltage)
            },
            weight: self.weight,
            offset_db: self.level_within,
            freed,
        })
    }
}

/// A piece, and the standard deviation of its length where that is not quite known, m.
///
/// # Errors
/// When it is no piece.
pub fn piece(written: &str) -> Result<(Piece, Option<f64>), String> {
    let Some((before, behind)) = written.split_once('±') else {
        return Ok((Piece::from_str(written)?, None));
    };
    let (deviation, bore) = behind
        .split_once(['x', '×'])
        .ok_or_else(|| format!("“{written}”: a length with ± is followed by x and a bore"))?;
    let piece = Piece::from_str(&format!("{before}x{bore}"))?;
    let deviation = quantity::parse(deviation, &Unit::LENGTH).map_err(|error| error.to_string())?;
    if deviation <= 0.0 {
        return Err(format!(
            "“{written}”: what stands behind ± must be positive"
        ));
    }
    Ok((piece, Some(deviation)))
}

/// The coupler of this name.
fn coupler(word: &str) -> Result<EarModel, String> {
    if word.is_empty() {
        return Ok(EarModel::Iec711Lumped);
    }
    let mut all = EarModel::COUPLERS.into_iter();
    let found = all.find(|ear| ear.facts().coupler == Some(word));
    found.ok_or_else(|| {
        let all = EarModel::COUPLERS.into_iter();
        let words: Vec<&str> = all.filter_map(|ear| ear.facts().coupler).collect();
        format!("{word} is no coupler: there are {}", words.join(", "))
    })
}
