//! A part of a run that was shared out among machines: the curves of some of its units, and all that
//! is needed to join it with the others.
//!
//! A file of one is a line that says what it is, a line of JSON, the design as it is saved, and the
//! levels as 32-bit numbers, little end first.

use super::{Run, production::Worn, statistics::Curves};
use crate::design::{Design, file};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Which part of how many: from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shard {
    /// Which.
    pub part: usize,
    /// Of how many.
    pub of: usize,
}

/// Curves of some of a run's units.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The design, as it is saved.
    pub design: String,
    /// The whole run.
    pub run: Run,
    /// Which part of it.
    pub shard: Shard,
    /// Curves of its units.
    pub curves: Curves,
}

/// First line of a file.
const HEAD: &str = "earwright tolerance part 1";

/// Second line.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Facts {
    units: usize,
    seed: u64,
    fit: bool,
    shard: Shard,
    points: usize,
    design_bytes: usize,
}

impl Shard {
    /// From “3/8”.
    ///
    /// # Errors
    /// When it is no part of a whole.
    pub fn parse(text: &str) -> Result<Self, String> {
        let numbers = text.split_once('/').and_then(|(part, of)| {
            let (part, of) = (part.trim().parse().ok()?, of.trim().parse().ok()?);
            (1 <= part && part <= of && of <= 100_000).then_some(Self { part, of })
        });
        numbers.ok_or_else(|| format!("“{text}” is not K/N with K from 1 to N, as 3/8"))
    }

    /// Of how many parts these are all.
    ///
    /// # Errors
    /// When one is missing, there twice, or of another number of parts.
    pub fn all_of<'a>(parts: impl Iterator<Item = (&'a str, Self)>) -> Result<usize, String> {
        let parts: Vec<(&str, Self)> = parts.collect();
        let Some((first, shard)) = parts.first() else {
            return Err("there is no part to join".to_owned());
        };
        let of = shard.of;
        if let Some((other, shard)) = parts.iter().find(|(_, shard)| shard.of != of) {
            return Err(format!(
                "“{other}” is of {} parts, “{first}” of {of}: they are not of one run",
                shard.of
            ));
        }
        for wanted in 1..=of {
            let found: Vec<&str> = (parts.iter())
                .filter(|(_, shard)| shard.part == wanted)
                .map(|(name, _)| *name)
                .collect();
            match *found {
                [_] => {}
                [] => return Err(format!("part {wanted} of {of} is missing")),
                [a, b, ..] => {
                    return Err(format!("“{a}” and “{b}” are both part {wanted} of {of}"));
                }
            }
        }
        Ok(of)
    }

    /// Its units, of so many: no pair is torn apart.
    pub fn range(self, units: usize) -> Range<usize> {
        let pairs = units.div_ceil(2);
        let end = |part: usize| (2 * (pairs * part / self.of)).min(units);
        end(self.part.saturating_sub(1))..end(self.part)
    }
}

impl Part {
    /// As a file.
    ///
    /// # Errors
    /// When the second line cannot be written.
    pub fn to_bytes(&self) -> Result<Vec<u8>, serde_json::Error> {
        let levels = self.curves.levels();
        let facts = Facts {
            units: self.run.units,
            seed: self.run.seed,
            fit: self.run.worn == Worn::EachAnew,
            shard: self.shard,
            points: self.curves.points(),
            design_bytes: self.design.len(),
        };
        let mut bytes = format!("{HEAD}\n{}\n", serde_json::to_string(&facts)?).into_bytes();
        bytes.extend_from_slice(self.design.as_bytes());
        bytes.extend(levels.iter().flat_map(|level| level.to_le_bytes()));
        Ok(bytes)
    }

    /// From a file.
    ///
    /// # Errors
    /// When it is none, of another version, or cut off.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        let none = || "it is no part of a tolerance run of this version".to_owned();
        let line = |bytes: &[u8]| -> Option<(String, usize)> {
            let end = bytes.iter().take(4096).position(|byte| *byte == b'\n')?;
            let line = std::str::from_utf8(bytes.get(..end)?).ok()?;
            Some((line.to_owned(), end + 1))
        };
        let (head, at) = line(bytes).ok_or_else(none)?;
        if head != HEAD {
            return Err(none());
        }
        let rest = bytes.get(at..).unwrap_or_default();
        let (facts, at) = line(rest).ok_or_else(none)?;
        let facts: Facts = serde_json::from_str(&facts).map_err(|error| error.to_string())?;
        let rest = rest.get(at..).unwrap_or_default();
        let cut = || "it is cut off: write it again".to_owned();
        let (design, levels) = rest.split_at_checked(facts.design_bytes).ok_or_else(cut)?;
        let design = String::from_utf8(design.to_vec()).map_err(|error| error.to_string())?;
        let whole = Shard::parse(&format!("{}/{}", facts.shard.part, facts.shard.of))?;
        let count = (whole.range(facts.units).len()).checked_mul(facts.points);
        let bytes = count.and_then(|count| count.checked_mul(4));
        if facts.points == 0 || bytes != Some(levels.len()) {
            return Err(cut());
        }
        let (numbers, _) = levels.as_chunks::<4>();
        let levels = numbers.iter().map(|bytes| f32::from_le_bytes(*bytes));
        Ok(Self {
            design,
            run: Run {
                units: facts.units,
                seed: facts.seed,
                worn: if facts.fit {
                    Worn::EachAnew
                } else {
                    Worn::Alike
                },
            },
            shard: facts.shard,
            curves: Curves::from_levels(facts.points, levels.collect()),
        })
    }
}

/// Every unit of a run from its parts, in whatever order they come.
///
/// # Errors
/// When they are not all the parts of one run, each once.
pub fn join(mut parts: Vec<(String, Part)>) -> Result<(Design, Run, Curves), String> {
    parts.sort_by_key(|(_, part)| part.shard.part);
    let Some((first_name, first)) = parts.first() else {
        return Err("there is no part to join".to_owned());
    };
    let (run, of, points) = (first.run, first.shard.of, first.curves.points());
    for (name, part) in &parts {
        if (part.run, part.shard.of, part.curves.points()) != (run, of, points)
            || part.design != first.design
        {
            return Err(format!(
                "“{name}” and “{first_name}” are not of one run: design, units, seed, fit and number of parts must be the same"
            ));
        }
    }
    Shard::all_of(parts.iter().map(|(name, part)| (name.as_str(), part.shard)))?;
    let (design, _) = file::from_text(&first.design).map_err(|error| error.to_string())?;
    let levels = parts.iter().flat_map(|(_, part)| part.curves.levels());
    let curves = Curves::from_levels(points, levels.copied().collect());
    Ok((design, run, curves))
}
