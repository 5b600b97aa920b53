//! Values in stock near a minimum.
//!
//! About a minimum the cost is a quadratic form. Its Cholesky factor makes it a sum of squares the
//! k-th of which holds only the variables from k on: values are chosen from the last variable to
//! the first, the best few rows of choices kept (K-best sphere decoding). Numbers that are not
//! bought come first, so that they settle at their best when the others are chosen.

use super::super::{least_squares::Normal, variable::Variable};
use super::model::Model;
use crate::quantity::order::SortByNumber as _;
use nalgebra::DMatrix;

/// Rows of choices kept.
const KEPT: usize = 48;
/// Values in stock looked at about where a variable would be best.
const ABOUT: usize = 4;

/// Points of stock near a minimum at `x`, the most promising first.
pub(super) fn near(
    model: &Model<'_>,
    variables: &[Variable],
    x: &[f64],
    normal: &Normal,
) -> Vec<Vec<f64>> {
    let count = x.len();
    let bought = |k: usize| variables.get(k).is_some_and(|v| !v.values.is_empty());
    // What is not bought, then what matters least, then what matters most: that is chosen first.
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|&a, &b| {
        let weight = |k: usize| normal.hessian[(k, k)];
        bought(a)
            .cmp(&bought(b))
            .then(weight(a).total_cmp(&weight(b)))
    });
    let ridge = 1e-6
        * (0..count)
            .map(|k| normal.hessian[(k, k)])
            .fold(1e-6, f64::max);
    let form = DMatrix::from_fn(count, count, |r, c| {
        normal.hessian[(order[r], order[c])] + if r == c { ridge } else { 0.0 }
    });
    let Some(factor) = form.cholesky() else {
        return vec![rounded(model, variables, x)];
    };
    // H = R'R with R upper triangular.
    let upper = factor.l().transpose();
    let bounds = model.bounds();
    let mut rows: Vec<(f64, Vec<f64>)> = vec![(0.0, x.to_vec())];
    for k in (0..count).rev() {
        let variable = order[k];
        let mut next = Vec::with_capacity(rows.len() * ABOUT);
        for (cost, point) in &rows {
            let pull: f64 = (k + 1..count)
                .map(|j| upper[(k, j)] / upper[(k, k)] * (point[order[j]] - x[order[j]]))
                .sum();
            let best = x[variable] - pull;
            for choice in choices(model, variables, variable, best, bounds[variable]) {
                let mut point = point.clone();
                point[variable] = choice;
                let more = (upper[(k, k)] * (choice - best)).powi(2);
                next.push((cost + more, point));
            }
        }
        next.sort_by_number(|a| a.0);
        next.truncate(KEPT);
        rows = next;
    }
    rows.into_iter().map(|(_, point)| point).collect()
}

/// The coordinates a variable may take near `best`.
fn choices(
    model: &Model<'_>,
    variables: &[Variable],
    variable: usize,
    best: f64,
    (low, high): (f64, f64),
) -> Vec<f64> {
    let values = variables.get(variable).map_or(&[][..], |v| &v.values);
    if values.is_empty() {
        return vec![best.clamp(low, high)];
    }
    let mut all: Vec<f64> = values
        .iter()
        .map(|v| model.coordinate(variable, *v))
        .collect();
    all.sort_by_number(|a| (a - best).abs());
    all.truncate(ABOUT);
    all
}

/// Every bought number at its nearest value in stock.
pub(super) fn rounded(model: &Model<'_>, variables: &[Variable], x: &[f64]) -> Vec<f64> {
    let values = model.values(x);
    let pairs = variables.iter().zip(values).zip(x).enumerate();
    pairs
        .map(|(k, ((variable, value), x))| {
            let nearest = variable.nearest(value).and_then(|n| variable.values.get(n));
            nearest.map_or(*x, |value| model.coordinate(k, *value))
        })
        .collect()
}

/// How many steps along its values one number is moved.
const STEPS: isize = 4;
/// How many steps each of two numbers are moved together.
const PAIR_STEPS: isize = 2;

/// Which variables go where.
type Changes = [Option<(usize, f64)>; 2];

/// Points of stock one or two numbers away from a point of stock, the most promising by the
/// quadratic form there first; no more than `most`.
pub(super) fn neighbours(
    model: &Model<'_>,
    variables: &[Variable],
    x: &[f64],
    normal: &Normal,
    most: usize,
) -> Vec<Vec<f64>> {
    let values = model.values(x);
    // Every move of one number: which, whereto, by how much.
    let mut moves: Vec<(usize, f64, f64, isize)> = Vec::new();
    for (k, variable) in variables.iter().enumerate() {
        let Some(here) = values.get(k).and_then(|v| variable.nearest(*v)) else {
            continue;
        };
        for step in (-STEPS..=STEPS).filter(|step| *step != 0) {
            let place = here.checked_add_signed(step);
            if let Some(value) = place.and_then(|n| variable.values.get(n)) {
                let there = model.coordinate(k, *value);
                moves.push((k, there, there - x[k], step));
            }
        }
    }
    let alone = |(k, _, by, _): (usize, f64, f64, isize)| {
        normal.gradient[k] * by + 0.5 * normal.hessian[(k, k)] * by * by
    };
    let mut found: Vec<(f64, Changes)> = (moves.iter())
        .map(|m| (alone(*m), [Some((m.0, m.1)), None]))
        .collect();
    let small: Vec<_> = (moves.iter())
        .filter(|m| m.3.abs() <= PAIR_STEPS)
        .copied()
        .collect();
    for (n, a) in small.iter().enumerate() {
        for b in small.iter().skip(n + 1).filter(|b| b.0 != a.0) {
            let both = alone(*a) + alone(*b) + normal.hessian[(a.0, b.0)] * a.2 * b.2;
            found.push((both, [Some((a.0, a.1)), Some((b.0, b.1))]));
        }
    }
    found.sort_by_number(|a| a.0);
    found.truncate(most);
    let point = |(_, changes): (f64, Changes)| {
        let mut point = x.to_vec();
        for (k, there) in changes.into_iter().flatten() {
            point[k] = there;
        }
        point
    };
    found.into_iter().map(point).collect()
}
