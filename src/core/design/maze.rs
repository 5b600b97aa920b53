//! The shortest way along given lines, each corner counting as a few millimetres.

use super::geometry::{Point, distance};
use std::{cmp::Reverse, collections::BinaryHeap};

/// What a corner costs, mm of wire: fewer corners are worth a little length.
const CORNER_MM: f64 = 3.0;

/// A place reached in the search, the most promising first; ties by index, so that the way is
/// always the same.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Reached {
    /// Cost so far and the least that is still to come, thousandths of a millimetre.
    estimate: u64,
    /// The state: crossing of two lines, and the way it was reached.
    state: usize,
}

/// The lines a wire may run along, and the search over their crossings.
struct Grid<F> {
    xs: Vec<f64>,
    ys: Vec<f64>,
    /// Whether a stretch may be taken.
    free: F,
}

impl<F: Fn(Point, Point) -> bool> Grid<F> {
    /// The crossing a state stands at: two states a crossing, arrived level or upright.
    fn place(&self, state: usize) -> Option<Point> {
        let crossing = state / 2;
        let x = self.xs.get(crossing % self.xs.len())?;
        let y = self.ys.get(crossing / self.xs.len())?;
        Some([*x, *y])
    }

    /// The states next to one, with the cost of getting there.
    fn neighbours(&self, state: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let columns = self.xs.len();
        let (column, row) = ((state / 2) % columns, (state / 2) / columns);
        let level = [
            column.checked_sub(1).map(|column| (column, row)),
            (column + 1 < columns).then_some((column + 1, row)),
        ];
        let upright = [
            row.checked_sub(1).map(|row| (column, row)),
            (row + 1 < self.ys.len()).then_some((column, row + 1)),
        ];
        let level = level.into_iter().flatten().map(|at| (at, 0));
        let upright = upright.into_iter().flatten().map(|at| (at, 1));
        level
            .chain(upright)
            .filter_map(move |((column, row), way)| {
                let next = 2 * (row * columns + column) + way;
                let (a, b) = (self.place(state)?, self.place(next)?);
                let corner = if state % 2 == way { 0.0 } else { CORNER_MM };
                (self.free)(a, b).then(|| (next, distance(a, b) + corner))
            })
    }
}

/// The cheapest way between two points along lines that both stand among (A*), over stretches that
/// are free; absent where there is none.
pub(super) fn shortest(
    [start, end]: [Point; 2],
    xs: Vec<f64>,
    ys: Vec<f64>,
    free: impl Fn(Point, Point) -> bool,
) -> Option<Vec<Point>> {
    let grid = Grid { xs, ys, free };
    let to_come = |state: usize| {
        let [x, y] = grid.place(state).unwrap_or(end);
        thousandths((x - end[0]).abs() + (y - end[1]).abs())
    };
    let crossing = |point: Point| {
        let column = grid.xs.iter().position(|&x| x == point[0])?;
        let row = grid.ys.iter().position(|&y| y == point[1])?;
        Some(2 * (row * grid.xs.len() + column))
    };
    let (from, to) = (crossing(start)?, crossing(end)?);
    let count = 2 * grid.xs.len() * grid.ys.len();
    let mut best = vec![u64::MAX; count];
    let mut came_from = vec![usize::MAX; count];
    let mut open = BinaryHeap::new();
    for state in [from, from + 1] {
        *best.get_mut(state)? = 0;
        let estimate = to_come(state);
        open.push(Reverse(Reached { estimate, state }));
    }
    while let Some(Reverse(Reached { estimate, state })) = open.pop() {
        if state / 2 == to / 2 {
            return Some(walked(&grid, &came_from, state));
        }
        let cost = *best.get(state)?;
        if estimate > cost + to_come(state) {
            // A cheaper way here was found since.
            continue;
        }
        for (next, step) in grid.neighbours(state) {
            let total = cost + thousandths(step);
            let known = best.get_mut(next)?;
            if total < *known {
                *known = total;
                *came_from.get_mut(next)? = state;
                open.push(Reverse(Reached {
                    estimate: total + to_come(next),
                    state: next,
                }));
            }
        }
    }
    None
}

/// A cost as a whole number, so that equal ways are equal.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a length on the canvas, not negative"
)]
fn thousandths(millimetres: f64) -> u64 {
    (millimetres * 1e3).round() as u64
}

/// The points from the start to a state.
fn walked<F: Fn(Point, Point) -> bool>(
    grid: &Grid<F>,
    came_from: &[usize],
    mut state: usize,
) -> Vec<Point> {
    let mut points = Vec::new();
    while let Some(place) = grid.place(state) {
        points.push(place);
        state = came_from.get(state).copied().unwrap_or(usize::MAX);
        if state == usize::MAX {
            break;
        }
    }
    points.reverse();
    points
}
