//! Second derivatives of curves: of each draw by itself, and between the directions in which curves
//! move most.

use super::{DIRECTIONS, STEP, Solves};
use crate::quantity::order::SortByNumber as _;
use nalgebra::{DMatrix, SymmetricEigen};

/// A weighted sum of curves.
pub(super) fn combine(curves: &[&Vec<f64>], weights: &[f64]) -> Vec<f64> {
    let points = curves.first().map_or(0, |curve| curve.len());
    (0..points)
        .map(|n| {
            let terms = curves.iter().zip(weights);
            let sum: f64 = terms
                .map(|(curve, weight)| curve.get(n).map_or(0.0, |v| v * weight))
                .sum();
            if sum.is_finite() { sum } else { 0.0 }
        })
        .collect()
}

/// The directions in which curves move most, by draw and direction.
pub(super) fn directions(slopes: &[Vec<f64>], points: usize) -> DMatrix<f64> {
    let count = slopes.len();
    let all = DMatrix::from_fn(points, count, |n, draw| {
        slopes
            .get(draw)
            .and_then(|slope| slope.get(n))
            .copied()
            .unwrap_or(0.0)
    });
    let eigen = SymmetricEigen::new(all.tr_mul(&all));
    let mut order: Vec<usize> = (0..count).collect();
    let size = |n: &usize| eigen.eigenvalues.get(*n).copied().unwrap_or(0.0);
    order.sort_by_number(|a| -size(a));
    order.truncate(DIRECTIONS);
    DMatrix::from_fn(count, order.len(), |draw, k| {
        order
            .get(k)
            .map_or(0.0, |&column| eigen.eigenvectors[(draw, column)])
    })
}

/// Pairs of directions, each with itself first.
pub(super) fn pairs(count: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..count).flat_map(move |a| (a..count).map(move |b| (a, b)))
}

/// Second derivatives between directions, one curve a pair.
/// Absent when cancelled.
pub(super) fn between(
    solves: &Solves<'_>,
    directions: &DMatrix<f64>,
    base: &Vec<f64>,
) -> Option<Vec<Vec<f64>>> {
    let worn = solves.production.worn();
    let count = directions.ncols();
    let towards = |of: &[usize], sign: f64| {
        let mut drawn: Vec<f64> = (0..directions.nrows())
            .map(|draw| {
                of.iter()
                    .map(|k| sign * STEP * directions[(draw, *k)])
                    .sum()
            })
            .collect();
        drawn.resize(drawn.len() + worn, 0.0);
        drawn
    };
    let mut wanted = Vec::new();
    for (a, b) in pairs(count) {
        let of: &[usize] = if a == b { &[a] } else { &[a, b] };
        wanted.extend([towards(of, 1.0), towards(of, -1.0)]);
    }
    let solved = solves.of(&wanted)?;
    // Of each pair: what lies to both sides, less twice the middle.
    let bent: Vec<Vec<f64>> = (solved.chunks(2))
        .map(|sides| match sides {
            [up, down] => combine(&[up, base, down], &[1.0, -2.0, 1.0]),
            _ => Vec::new(),
        })
        .collect();
    let of: Vec<(usize, usize)> = pairs(count).collect();
    let own = |k: usize| {
        of.iter()
            .position(|pair| *pair == (k, k))
            .and_then(|at| bent.get(at))
    };
    let over = 1.0 / (STEP * STEP);
    Some(
        of.iter()
            .zip(&bent)
            .map(|((a, b), both)| match (own(*a), own(*b)) {
                (Some(first), Some(second)) if a != b => combine(
                    &[both, first, second],
                    &[0.5 * over, -0.5 * over, -0.5 * over],
                ),
                _ => combine(&[both], &[over]),
            })
            .collect(),
    )
}

/// What each feature is worth at each frequency.
pub(super) fn coefficients(
    base: &[f64],
    (slopes, bends): (&[Vec<f64>], &[Vec<f64>]),
    between: &[Vec<f64>],
    directions: &DMatrix<f64>,
    tables: &[Vec<f64>],
) -> DMatrix<f32> {
    let points = base.len();
    let mut columns: Vec<Vec<f64>> = vec![base.to_vec()];
    columns.extend(slopes.iter().cloned());
    // What directions say of a draw by itself is theirs.
    let of: Vec<(usize, usize)> = pairs(directions.ncols()).collect();
    columns.extend(bends.iter().enumerate().map(|(draw, bend)| {
        let mut left = bend.clone();
        for ((a, b), curve) in of.iter().zip(between) {
            let both = directions[(draw, *a)] * directions[(draw, *b)];
            let share = if a == b { both } else { 2.0 * both };
            for (left, value) in left.iter_mut().zip(curve) {
                *left -= share * value;
            }
        }
        left
    }));
    columns.extend(of.iter().zip(between).map(|((a, b), curve)| {
        let factor = if a == b { 0.5 } else { 1.0 };
        curve.iter().map(|value| factor * value).collect()
    }));
    columns.extend(tables.iter().map(|level| {
        let moved = level.iter().zip(base).map(|(level, base)| level - base);
        moved.collect()
    }));
    #[allow(
        clippy::cast_possible_truncation,
        reason = "levels of a few hundred dB"
    )]
    DMatrix::from_fn(points, columns.len(), |n, k| {
        let value = columns.get(k).and_then(|column| column.get(n)).copied();
        value.filter(|value| value.is_finite()).unwrap_or(0.0) as f32
    })
}
