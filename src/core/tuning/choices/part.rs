//! A part of a ranking that was shared out among machines, and how parts are joined.
//!
//! A file of one is a line that says what it is, and a line of JSON.

use super::{
    Found, Ranked, Slot, Solved, Task,
    kept::{Figures, Kept, MapCell},
};
use crate::tuning::tolerance::part::Shard;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// First line of a file.
const HEAD: &str = "earwright choices part 1";

/// What a ranking is of: the same in all its parts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// The design, as it is saved.
    pub design: String,
    /// What was chosen, and between what.
    pub slots: Vec<Named>,
    /// How many combinations there are.
    pub total: u64,
    /// How many of the best were wanted.
    pub best: usize,
    /// How many of the nearest are solved in full.
    pub candidates: usize,
    /// What the combination that is first costs, where prices are known.
    pub price: Option<f64>,
}

/// A slot by its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// What is chosen.
    pub name: String,
    /// Between what.
    pub alternatives: Vec<String>,
}

/// A part of a ranking.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// What all of it is of.
    pub about: About,
    /// Which part.
    pub shard: Shard,
    /// What came of it.
    pub ranked: Ranked,
}

/// The second line.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    about: About,
    shard: Shard,
    told: u64,
    silent: u64,
    nearest: Vec<Figures>,
    fronts: [Vec<Figures>; 4],
    maps: [Vec<MapCell>; 4],
    solved: BTreeMap<u64, Solved>,
    whole: Option<String>,
}

impl About {
    pub(super) fn of(task: &Task<'_>) -> Self {
        let named = |slot: &Slot| Named {
            name: slot.name.clone(),
            alternatives: slot.alternatives.clone(),
        };
        let first = super::combination(&task.design, &task.slots, 0);
        let price = first.zip(task.pricer);
        Self {
            design: crate::design::file::to_text(&task.design),
            slots: task.slots.iter().map(named).collect(),
            total: task.total,
            best: task.best,
            candidates: task.candidates(),
            price: price.map(|((_, design), price)| price(&design).sum),
        }
    }

    /// What a combination has: slot by slot.
    pub fn words(&self, index: u64) -> Vec<&str> {
        let counts = self.slots.iter().map(|slot| slot.alternatives.len());
        let counts: Vec<usize> = counts.collect();
        let digits = super::slot::digits_of(&counts, index);
        let slots = self.slots.iter().zip(digits);
        slots
            .map(|(slot, digit)| slot.alternatives.get(digit).map_or("", String::as_str))
            .collect()
    }
}

impl Part {
    /// Whether a file begins like one.
    pub fn is_one(bytes: &[u8]) -> bool {
        bytes.starts_with(b"earwright choices part")
    }

    /// As a file.
    ///
    /// # Errors
    /// When the second line cannot be written.
    pub fn to_text(&self) -> Result<String, serde_json::Error> {
        let Ranked {
            kept,
            solved,
            whole,
            stopped: _,
        } = &self.ranked;
        let written = Written {
            about: self.about.clone(),
            shard: self.shard,
            told: kept.told,
            silent: kept.silent,
            nearest: kept.clone().nearest().to_vec(),
            fronts: kept.fronts().clone(),
            maps: kept.maps(),
            solved: solved.clone(),
            whole: whole.clone(),
        };
        Ok(format!("{HEAD}\n{}\n", serde_json::to_string(&written)?))
    }

    /// From a file.
    ///
    /// # Errors
    /// When it is none, of another version, or cut off.
    pub fn from_text(text: &str) -> Result<Self, String> {
        let rest = text
            .strip_prefix(HEAD)
            .and_then(|rest| rest.strip_prefix('\n'));
        let rest = rest.ok_or("it is no part of a ranking of this version")?;
        let written: Written = serde_json::from_str(rest)
            .map_err(|error| format!("it is cut off or changed, write it again: {error}"))?;
        let shard = Shard::parse(&format!("{}/{}", written.shard.part, written.shard.of))?;
        Ok(Self {
            ranked: Ranked {
                kept: Kept::from_parts(
                    written.about.candidates,
                    (written.told, written.silent),
                    written.nearest,
                    written.fronts,
                    &written.maps,
                ),
                solved: written.solved,
                whole: written.whole,
                stopped: false,
            },
            about: written.about,
            shard,
        })
    }
}

/// What one run of all would have found, from its parts in whatever order they come.
///
/// # Errors
/// When they are not all the parts of one run, each once.
pub fn join(parts: Vec<(String, Part)>) -> Result<(About, Found), String> {
    let all = parts.iter().map(|(name, part)| (name.as_str(), part.shard));
    let of = Shard::all_of(all)?;
    debug_assert_eq!(of, parts.len());
    let mut parts = parts.into_iter();
    let (first_name, first) = parts.next().ok_or("there is no part to join")?;
    let (about, mut ranked) = (first.about, first.ranked);
    for (name, part) in parts {
        if part.about != about {
            return Err(format!(
                "“{name}” and “{first_name}” are not of one run: the design, what is free, prices and the number of best must be the same"
            ));
        }
        ranked.kept = ranked.kept.with(part.ranked.kept);
        ranked.solved.extend(part.ranked.solved);
        ranked.whole = ranked.whole.or(part.ranked.whole);
    }
    let found = super::finish(about.total, about.best, ranked);
    Ok((about, found))
}
