//! What makes ears differ, octave by octave.
//!
//! The share of a cause is the correlation ratio η² (Pearson 1905) of the level with its draw: the ears
//! are sorted by what they drew into classes of one size, and the variance of the class means is held
//! against all of it. As causes are drawn independently of each other, that is what each does by
//! itself, however bent the dependence is; what is left is done by several together. ε² (Kelley 1935)
//! takes off what chance alone would give.

use super::draw::{Drawn, Wearing};
use crate::analysis::population::Octave;

/// Classes the ears are sorted into.
const CLASSES: usize = 16;
/// Middles of the octaves, Hz.
const CENTRES: [f64; 10] = [
    31.5, 63.0, 125.0, 250.0, 500.0, 1000.0, 2000.0, 4000.0, 8000.0, 16_000.0,
];

/// What makes these curves, each with its draws, differ.
pub(super) fn octaves(
    wearing: &Wearing,
    f: &[f64],
    drawn: &[Drawn],
    curves: &[&[f32]],
) -> Vec<Octave> {
    let count = curves.len();
    if count < 2 * CLASSES || drawn.len() != count {
        return Vec::new();
    }
    let causes: Vec<(&'static str, Vec<usize>)> = (wearing.causes().into_iter())
        .map(|cause| {
            let mut order: Vec<usize> = (0..count).collect();
            let of = |n: usize| drawn.get(n).map_or(0.0, |drawn| drawn[cause as usize]);
            order.sort_by(|&a, &b| of(a).total_cmp(&of(b)));
            (cause.word(wearing.over_ear), order)
        })
        .collect();
    let level = |ear: usize, at: usize| {
        let level = curves.get(ear).and_then(|curve| curve.get(at));
        f64::from(level.copied().unwrap_or(f32::NAN))
    };
    CENTRES
        .iter()
        .filter_map(|&centre| {
            let half = std::f64::consts::SQRT_2;
            let from = f.partition_point(|f| *f < centre / half);
            let to = f.partition_point(|f| *f < centre * half);
            let points = (to - from) as f64;
            if points == 0.0 {
                return None;
            }
            let mut total = 0.0;
            let mut between = vec![0.0; causes.len()];
            for at in from..to {
                let mean = (0..count).map(|ear| level(ear, at)).sum::<f64>() / count as f64;
                let squares = (0..count).map(|ear| (level(ear, at) - mean).powi(2));
                total += squares.sum::<f64>() / count as f64;
                for (between, (_, order)) in between.iter_mut().zip(&causes) {
                    *between += order
                        .chunks(count.div_ceil(CLASSES))
                        .map(|class| {
                            let sum: f64 = class.iter().map(|&ear| level(ear, at)).sum();
                            let own = sum / class.len() as f64;
                            class.len() as f64 * (own - mean).powi(2)
                        })
                        .sum::<f64>()
                        / count as f64;
                }
            }
            let chance = (count - 1) as f64 / (count - CLASSES) as f64;
            let mut shares: Vec<(&'static str, f64)> = (causes.iter().zip(&between))
                .map(|((word, _), between)| {
                    let share = if total > 0.0 { between / total } else { 0.0 };
                    (*word, (1.0 - (1.0 - share) * chance).max(0.0))
                })
                .collect();
            shares.sort_by(|a, b| b.1.total_cmp(&a.1));
            Some(Octave {
                centre,
                deviation: (total / points).sqrt(),
                causes: shares,
            })
        })
        .collect()
}
