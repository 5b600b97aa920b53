//! Group delay.

use super::phase::unit;
use num_complex::Complex64;
use std::f64::consts::TAU;

/// Points on each side of the one whose derivative is taken: a polynomial of fourth order runs
/// through five.
const REACH: usize = 2;

/// Group delay −dφ/dω, s, of phasors at the frequencies `f` (Hz, ascending).
///
/// The phase between neighbours comes from the ratio of the phasors, so wrapping never enters, and
/// the derivative from the polynomial through the five nearest points on any grid. NaN at a gap.
pub fn group_delay(f: &[f64], phasors: &[Complex64]) -> Vec<f64> {
    let count = f.len().min(phasors.len());
    (0..count)
        .map(|i| derivative_at(f, phasors, i, count).unwrap_or(f64::NAN))
        .collect()
}

fn derivative_at(f: &[f64], phasors: &[Complex64], i: usize, count: usize) -> Option<f64> {
    let width = (2 * REACH + 1).min(count);
    if width < 2 {
        return None;
    }
    let first = i.saturating_sub(REACH).min(count - width);
    let nodes = f.get(first..first + width)?;
    let values = phasors.get(first..first + width)?;
    // Phase relative to the first of the five, step by step.
    let mut angle = 0.0;
    let mut angles = Vec::with_capacity(width);
    for (k, z) in values.iter().enumerate() {
        if z.norm() <= 0.0 || !z.norm().is_finite() {
            return None;
        }
        if let Some(before) = k.checked_sub(1).and_then(|k| values.get(k)) {
            angle += (unit(*z) * unit(*before).conj()).arg();
        }
        angles.push(angle);
    }
    let slope: f64 = weights(nodes, *f.get(i)?)
        .iter()
        .zip(&angles)
        .map(|(weight, angle)| weight * angle)
        .sum();
    Some(-slope / TAU)
}

/// Weights with which values at `nodes` make the derivative at `x` of the polynomial through them
/// (Lagrange).
fn weights(nodes: &[f64], x: f64) -> Vec<f64> {
    nodes
        .iter()
        .enumerate()
        .map(|(j, &node)| {
            let scale: f64 = others(nodes, j, usize::MAX)
                .map(|other| node - other)
                .product();
            let sum: f64 = (0..nodes.len())
                .filter(|&m| m != j)
                .map(|m| others(nodes, j, m).map(|other| x - other).product::<f64>())
                .sum();
            sum / scale
        })
        .collect()
}

fn others(nodes: &[f64], j: usize, m: usize) -> impl Iterator<Item = f64> {
    nodes
        .iter()
        .enumerate()
        .filter(move |(k, _)| *k != j && *k != m)
        .map(|(_, node)| *node)
}
