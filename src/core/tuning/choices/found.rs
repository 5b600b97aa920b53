//! What a ranking came to: the best, the fronts, the maps, and how sure that is.

use super::{
    axis::Axis,
    kept::{Figures, Kept, MapCell},
};
use std::collections::BTreeMap;

/// A combination solved in full.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Solved {
    /// Standard deviation from the target, 50 Hz to 8 kHz, dB; absent where there is no sound.
    pub error_db: Option<f64>,
    /// By axis, in the order of [`Axis::ALL`].
    pub axes: [Option<f64>; 4],
    /// Goals it misses, by name.
    pub missed: Vec<String>,
}

/// A combination: as it was ranked, and as it was solved.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// As it was ranked.
    pub ranked: Figures,
    /// As it was solved in full.
    pub solved: Solved,
}

impl Row {
    /// The figure on an axis, as it was solved.
    pub fn on(&self, axis: Axis) -> Option<f64> {
        self.solved.axes.get(axis.place()).copied().flatten()
    }

    /// What meets every goal first, then by error.
    fn order(&self, other: &Self) -> std::cmp::Ordering {
        let error_db = |row: &Self| row.solved.error_db.unwrap_or(f64::INFINITY);
        let misses = |row: &Self| !row.solved.missed.is_empty();
        (misses(self).cmp(&misses(other)))
            .then(error_db(self).total_cmp(&error_db(other)))
            .then(self.ranked.index.cmp(&other.ranked.index))
    }
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// How many combinations there are.
    pub total: u64,
    /// How many were ranked: fewer when it was stopped.
    pub ranked: u64,
    /// Of those, how many have no sound.
    pub silent: u64,
    /// The best: what meets every goal first, then by error.
    pub best: Vec<Row>,
    /// By axis: those no other is better than in error and on the axis.
    pub fronts: [Vec<Row>; 4],
    /// By axis: where all the others lie.
    pub maps: [Vec<MapCell>; 4],
    /// The largest difference between an error as ranked and as solved, dB.
    pub off_db: f64,
    /// Whether no combination that was not solved could be among the best, by that difference.
    pub sure: bool,
    /// Why every combination was solved whole, where it was.
    pub whole: Option<String>,
    /// Whether it was stopped early.
    pub stopped: bool,
}

/// What is kept of some of the combinations: all that [`Found`] is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    pub(super) kept: Kept,
    pub(super) solved: BTreeMap<u64, Solved>,
    pub(super) whole: Option<String>,
    pub(super) stopped: bool,
}

/// What all parts of a ranking of so many combinations come to, with so many of the best.
pub(super) fn finish(total: u64, best: usize, ranked: Ranked) -> Found {
    let Ranked {
        mut kept,
        solved,
        whole,
        stopped,
    } = ranked;
    let row = |figures: &Figures| {
        let solved = solved.get(&figures.index)?.clone();
        Some(Row {
            ranked: *figures,
            solved,
        })
    };
    let nearest = kept.nearest().to_vec();
    let fronts = std::array::from_fn(|n| {
        let rows = kept.fronts()[n].iter().filter_map(row);
        rows.collect::<Vec<Row>>()
    });
    let mut rows: Vec<Row> = nearest.iter().filter_map(row).collect();
    let off_db = (rows.iter().chain(fronts.iter().flatten()))
        .filter_map(|row| Some((row.ranked.error_db - row.solved.error_db?).abs()))
        .fold(0.0, f64::max);
    rows.retain(|row| row.solved.error_db.is_some());
    rows.sort_by(Row::order);
    rows.truncate(best);
    // What was not solved is farther than the last of the nearest, but for that difference, or
    // misses a goal for certain where none before it does.
    let all = nearest.len() as u64 + kept.silent >= kept.told;
    let beyond = nearest.last().map_or(0.0, |last| {
        if last.misses {
            f64::INFINITY
        } else {
            last.error_db
        }
    });
    let sure = rows.last().is_some_and(|row| {
        let error_db = row.solved.error_db.unwrap_or(f64::INFINITY);
        row.solved.missed.is_empty() && error_db + off_db <= beyond
    });
    Found {
        total,
        ranked: kept.told,
        silent: kept.silent,
        best: rows,
        fronts,
        maps: kept.maps(),
        off_db,
        sure: !stopped && (all || sure),
        whole,
        stopped,
    }
}
