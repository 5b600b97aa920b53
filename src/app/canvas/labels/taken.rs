//! What of the window is taken, so that words stand clear of it.

use egui::{Pos2, Rect, Vec2};

/// Share of a word that may lie on symbols and links before it is left out; none of it may lie on
/// other words.
const MOST_HIDDEN: f32 = 0.3;
/// How far words keep from other words beside them and above them, points: nearer they would be read as
/// one.
pub(super) const APART: Vec2 = Vec2::new(6.0, 1.0);
/// Where there is no room for that.
pub(super) const TIGHT: Vec2 = Vec2::ZERO;
/// Width and height of the cells the window is divided into, points: finer than anybody sees a gap.
const CELL: Vec2 = Vec2::splat(2.0);
/// Most cells along a side: those of a very large screen.
const MOST_CELLS: usize = 8192;

/// How many cells of this size a length reaches over, to the nearest border of one.
fn cells(length: f32, size: f32, most: usize) -> usize {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "cells of a window, to both ends"
    )]
    let cells = (length / size + 0.5) as usize;
    cells.min(most)
}

/// The cells between two places on a side of the window; what is thinner than a cell takes one.
#[inline(always)]
fn side(from: f32, to: f32, size: f32, most: usize) -> [usize; 2] {
    if to <= 0.0 {
        return [0, 0];
    }
    let [from, to] = [cells(from, size, most), cells(to, size, most)];
    [from, to.max(from + 1).min(most)]
}

/// What a taken place holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// Symbols and links: words may lie on a little of them.
    Things,
    /// Words and badges, which nothing may lie on.
    Words,
}

/// A window divided into cells.
#[derive(Debug, Clone, Copy, Default)]
struct Grid {
    /// Where the first cell begins.
    corner: Pos2,
    /// Cells in a row.
    across: usize,
    /// Rows.
    down: usize,
}

impl Grid {
    fn of(area: Rect) -> Self {
        Self {
            corner: area.min,
            across: cells(area.width(), CELL.x, MOST_CELLS),
            down: cells(area.height(), CELL.y, MOST_CELLS),
        }
    }

    /// How many cells are kept together for a row, 64 in each.
    fn row(self) -> usize {
        self.across.div_ceil(64)
    }

    /// Looks at the cells of a box that are on the window, 64 at a time: where they are kept, and
    /// which. Ends where `look` does, and says whether it never did.
    fn all(self, rect: Rect, mut look: impl FnMut(usize, u64) -> bool) -> bool {
        let (low, high) = (rect.min - self.corner, rect.max - self.corner);
        let [left, right] = side(low.x, high.x, CELL.x, self.across);
        let [top, bottom] = side(low.y, high.y, CELL.y, self.down);
        let below = |n: usize| if n == 64 { u64::MAX } else { (1 << n) - 1 };
        for row in top..bottom {
            for part in left / 64..right.div_ceil(64) {
                let first = 64 * part;
                let [from, to] = [left.saturating_sub(first), (right - first).min(64)];
                if !look(row * self.row() + part, below(to) & !below(from)) {
                    return false;
                }
            }
        }
        true
    }
}

/// A line as boxes of a cell's size.
fn dots([from, to]: [Pos2; 2]) -> impl Iterator<Item = Rect> {
    let steps = cells(from.distance(to), CELL.x, MOST_CELLS).max(1);
    #[allow(clippy::cast_precision_loss, reason = "steps on a window")]
    (0..=steps).map(move |step| {
        let at = from.lerp(to, step as f32 / steps as f32);
        Rect::from_center_size(at, CELL)
    })
}

/// What is taken already, in memory that is kept from frame to frame: a bit for each cell of the
/// window, so that a place is looked at in as few steps however much lies there.
#[derive(Debug, Default)]
pub(in crate::app::canvas) struct Taken {
    grid: Grid,
    /// The cells of symbols and links, row by row.
    things: Vec<u64>,
    /// Those of words and badges.
    words: Vec<u64>,
}

impl Taken {
    /// Makes it nothing of an area.
    pub(super) fn clear(&mut self, area: Rect) {
        self.grid = Grid::of(area);
        for kept in [&mut self.things, &mut self.words] {
            kept.clear();
            kept.resize(self.grid.row() * self.grid.down, 0);
        }
    }

    pub(super) fn add(&mut self, rect: Rect, holds: Holds) {
        let kept = match holds {
            Holds::Things => &mut self.things,
            Holds::Words => &mut self.words,
        };
        self.grid.all(rect, |at, bits| {
            if let Some(kept) = kept.get_mut(at) {
                *kept |= bits;
            }
            true
        });
    }

    /// Whether nothing of a place is taken, and no words are nearer to it than this.
    pub(super) fn is_free(&self, place: Rect, apart: Vec2) -> bool {
        let clear = self.grid.all(place, |at, bits| {
            let [things, words] = self.at(at);
            (things | words) & bits == 0
        });
        clear && (apart == TIGHT || !self.has_words(place.expand2(apart)))
    }

    /// Whether words stand in a box.
    fn has_words(&self, rect: Rect) -> bool {
        !self.grid.all(rect, |at, bits| {
            let [_, words] = self.at(at);
            words & bits == 0
        })
    }

    /// Whether words stand where a line runs.
    pub(super) fn has_words_on(&self, line: [Pos2; 2]) -> bool {
        dots(line).any(|dot| self.has_words(dot))
    }

    /// Keeps words off a line to words.
    pub(super) fn add_line(&mut self, line: [Pos2; 2]) {
        for dot in dots(line) {
            self.add(dot, Holds::Words);
        }
    }

    /// How much of a place is taken, square points; infinite where words are, or nearer than this.
    fn hidden(&self, place: Rect, apart: Vec2) -> f32 {
        if self.has_words(place.expand2(apart)) {
            return f32::INFINITY;
        }
        let mut cells = 0;
        self.grid.all(place, |at, bits| {
            let [things, _] = self.at(at);
            cells += (things & bits).count_ones();
            true
        });
        #[allow(clippy::cast_precision_loss, reason = "cells of a window")]
        let cells = cells as f32;
        cells * CELL.x * CELL.y
    }

    /// The cells of things and of words kept at a place.
    fn at(&self, at: usize) -> [u64; 2] {
        [&self.things, &self.words].map(|kept| kept.get(at).copied().unwrap_or(0))
    }

    /// The place that hides least, unless it hides much, with no words nearer than this.
    pub(super) fn least_hiding(
        &self,
        places: impl Iterator<Item = Rect>,
        apart: Vec2,
    ) -> Option<Rect> {
        let mut best: Option<(f32, Rect)> = None;
        for place in places {
            let most = best.map_or(MOST_HIDDEN * place.area(), |(least, _)| least);
            let hidden = self.hidden(place, apart);
            if hidden < most {
                best = Some((hidden, place));
            }
        }
        best.map(|(_, place)| place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    impl Taken {
        pub(in crate::app::canvas::labels) fn nothing() -> Self {
            let mut taken = Self::default();
            taken.clear(Rect::from_min_max(pos2(-50.0, -50.0), pos2(90.0, 70.0)));
            taken
        }
    }

    #[test]
    fn words_that_would_hide_much_stay_away() {
        let everything = Rect::from_min_max(pos2(-500.0, -500.0), pos2(500.0, 500.0));
        let mut taken = Taken::nothing();
        taken.add(everything, Holds::Things);
        let word = Rect::from_min_max(pos2(5.0, 25.0), pos2(35.0, 37.0));
        assert_eq!(taken.least_hiding([word].into_iter(), TIGHT), None);
    }

    #[test]
    fn words_keep_a_gap_to_words_beside_them_but_not_to_symbols() {
        let caption = Rect::from_min_max(pos2(0.0, 0.0), pos2(40.0, 12.0));
        let touching = Rect::from_min_max(pos2(42.0, 0.0), pos2(80.0, 12.0));
        let granted = |holds: Holds, apart: Vec2| {
            let mut taken = Taken::nothing();
            taken.add(caption, holds);
            taken.is_free(touching, apart)
                && taken.least_hiding([touching].into_iter(), apart).is_some()
        };
        assert!(!granted(Holds::Words, APART));
        assert!(granted(Holds::Words, TIGHT));
        assert!(granted(Holds::Things, APART));
    }

    #[test]
    fn words_lie_on_a_little_of_things_but_on_no_words() {
        let word = Rect::from_min_max(pos2(0.0, 0.0), pos2(30.0, 12.0));
        let edge = Rect::from_min_max(pos2(28.0, 0.0), pos2(60.0, 12.0));
        let granted = |holds: Holds| {
            let mut taken = Taken::nothing();
            taken.add(edge, holds);
            taken.least_hiding([word].into_iter(), TIGHT)
        };
        assert_eq!(granted(Holds::Things), Some(word));
        assert_eq!(granted(Holds::Words), None);
    }
}
