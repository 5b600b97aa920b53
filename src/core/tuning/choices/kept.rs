//! What is kept of many combinations: the nearest to the target, the front of each axis, and a map.
//! Among the nearest, what misses a goal comes last.
//!
//! All of it comes out the same in whatever order combinations are told and parts are joined.

use super::axis::Axis;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// Error and axis figures of one combination.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// Which combination.
    pub index: u64,
    /// Standard deviation from the target, 50 Hz to 8 kHz, dB.
    pub error_db: f64,
    /// By axis, in the order of [`Axis::ALL`]; absent where it cannot be told.
    pub axes: [Option<f64>; 4],
    /// Whether it misses a goal that these figures tell of.
    pub misses: bool,
}

impl Figures {
    /// The figure on an axis.
    pub fn on(&self, axis: Axis) -> Option<f64> {
        self.axes.get(axis.place()).copied().flatten()
    }

    /// Nearest to the target first; of the same error, the first combination.
    fn order(&self, other: &Self) -> Ordering {
        let errors = self.error_db.total_cmp(&other.error_db);
        errors.then(self.index.cmp(&other.index))
    }

    /// The same, but what misses a goal last.
    fn rank(&self, other: &Self) -> Ordering {
        self.misses.cmp(&other.misses).then(self.order(other))
    }
}

/// A cell of a map: how many combinations lie there, and the nearest to the target of them.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct MapCell {
    /// How many.
    pub count: u64,
    /// The one that stands for them.
    pub best: Figures,
}

/// Errors are told apart by this much on a map, dB.
const CELL_DB: f64 = 0.05;
/// Beyond this nothing is drawn, dB.
const FAR_DB: f64 = 15.0;

/// What is kept.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Kept {
    /// How many of the nearest are kept.
    most: usize,
    /// The nearest, in no order and somewhat more than are asked for.
    nearest: Vec<Figures>,
    /// What ranks behind this one is not among them.
    limit: Option<Figures>,
    /// By axis: those no other is better than in both, the least burden first.
    fronts: [Vec<Figures>; 4],
    maps: [FxHashMap<(i32, i32), MapCell>; 4],
    /// Combinations told.
    pub(super) told: u64,
    /// Of those, how many have no error that could be computed.
    pub(super) silent: u64,
}

impl Kept {
    pub(super) fn new(most: usize) -> Self {
        Self {
            most,
            nearest: Vec::new(),
            limit: None,
            fronts: [const { Vec::new() }; 4],
            maps: std::array::from_fn(|_| FxHashMap::default()),
            told: 0,
            silent: 0,
        }
    }

    /// As it was written down.
    pub(super) fn from_parts(
        most: usize,
        (told, silent): (u64, u64),
        nearest: Vec<Figures>,
        fronts: [Vec<Figures>; 4],
        maps: &[Vec<MapCell>; 4],
    ) -> Self {
        let mut kept = Self::new(most);
        kept.told = told;
        kept.silent = silent;
        kept.nearest = nearest;
        kept.fronts = fronts;
        kept.cut();
        for axis in Axis::ALL {
            let cells = maps[axis.place()].iter();
            let placed = cells.filter_map(|cell| Some((cell.place(axis)?, *cell)));
            kept.maps[axis.place()] = placed.collect();
        }
        kept
    }

    /// Takes note of a combination.
    pub(super) fn tell(&mut self, new: &Figures) {
        self.told += 1;
        if !new.error_db.is_finite() {
            self.silent += 1;
            return;
        }
        if self.limit.is_none_or(|limit| new.rank(&limit).is_lt()) {
            self.nearest.push(*new);
            if self.nearest.len() >= 2 * self.most.max(64) {
                self.cut();
            }
        }
        for axis in Axis::ALL {
            let Some(value) = new.on(axis) else { continue };
            offer(&mut self.fronts[axis.place()], axis, new);
            if new.error_db < FAR_DB {
                let cell = self.maps[axis.place()].entry((axis.cell(value), row(new)));
                let one = MapCell {
                    count: 1,
                    best: *new,
                };
                cell.and_modify(|known| known.join(&one)).or_insert(one);
            }
        }
    }

    fn cut(&mut self) {
        self.nearest.sort_unstable_by(Figures::rank);
        self.nearest.truncate(self.most);
        if self.nearest.len() == self.most {
            self.limit = self.nearest.last().copied();
        }
    }

    /// With what was kept of other combinations.
    #[must_use]
    pub(super) fn with(mut self, other: Self) -> Self {
        self.told += other.told;
        self.silent += other.silent;
        self.nearest.extend(other.nearest);
        self.cut();
        for axis in Axis::ALL {
            let n = axis.place();
            for new in &other.fronts[n] {
                offer(&mut self.fronts[n], axis, new);
            }
        }
        let maps = self.maps.iter_mut().zip(other.maps);
        for (map, other) in maps {
            #[allow(clippy::iter_over_hash_type, reason = "joining knows no order")]
            for (place, cell) in other {
                map.entry(place)
                    .and_modify(|known| known.join(&cell))
                    .or_insert(cell);
            }
        }
        self
    }

    /// The nearest, in order.
    pub(super) fn nearest(&mut self) -> &[Figures] {
        self.cut();
        &self.nearest
    }

    pub(super) fn fronts(&self) -> &[Vec<Figures>; 4] {
        &self.fronts
    }

    /// The cells of each map, in order of their place.
    pub(super) fn maps(&self) -> [Vec<MapCell>; 4] {
        std::array::from_fn(|n| {
            let mut cells: Vec<_> = self.maps[n].iter().collect();
            cells.sort_unstable_by_key(|(place, _)| **place);
            cells.into_iter().map(|(_, cell)| *cell).collect()
        })
    }
}

impl MapCell {
    /// With others of the same cell.
    fn join(&mut self, other: &Self) {
        self.count += other.count;
        if other.best.order(&self.best).is_lt() {
            self.best = other.best;
        }
    }

    /// The place in its map.
    fn place(&self, axis: Axis) -> Option<(i32, i32)> {
        Some((axis.cell(self.best.on(axis)?), row(&self.best)))
    }
}

/// The row of the map an error lies in.
fn row(figures: &Figures) -> i32 {
    #[allow(clippy::cast_possible_truncation, reason = "no farther than FAR_DB")]
    let row = (figures.error_db / CELL_DB).floor() as i32;
    row
}

/// Puts a combination on a front where no other is better in both; those it is better than leave.
/// The least burden comes first, and with more of it the error falls.
pub(super) fn offer(front: &mut Vec<Figures>, axis: Axis, new: &Figures) {
    let burden = |of: &Figures| axis.burden(of.on(axis).unwrap_or(f64::NAN));
    let mine = burden(new);
    // Those with no more burden: the last of them has the least error.
    let end = front.partition_point(|known| burden(known) <= mine);
    if let Some(known) = end.checked_sub(1).and_then(|n| front.get(n)) {
        let same = burden(known) == mine && known.error_db == new.error_db;
        if known.error_db < new.error_db
            || known.error_db == new.error_db && !(same && new.index < known.index)
        {
            return;
        }
    }
    // Where it goes: before all of as much burden, which have no less error.
    let from = front.partition_point(|known| burden(known) < mine);
    let beaten = front[from..].partition_point(|known| known.error_db >= new.error_db);
    front.splice(from..from + beaten, [*new]);
}
