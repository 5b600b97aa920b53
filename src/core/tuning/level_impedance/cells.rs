//! Levels of several files on one grid: even steps of the logarithm of frequency, each the mean of what
//! lies nearest to it.

use super::Run;
use crate::analysis::interpolate;

/// Octaves the magnitude is continued beyond either end: what lies farther turns no phase that shows.
const BEYOND_OCTAVES: f64 = 4.0;
/// Widest step beyond the ends, neper.
const WIDEST: f64 = 0.5;

/// The grid and the levels on it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cells {
    /// ln f of every node, those beyond the data included.
    pub nodes: Vec<f64>,
    /// Place of the first node that has data.
    pub first: usize,
    /// Levels, dB: a row a file, a value a node that has data.
    pub levels: Vec<Vec<f64>>,
}

impl Cells {
    /// Lays files that all reach over `band`, Hz, on a grid of so many cells an octave.
    pub(super) fn of(runs: &[Run], band: (f64, f64), per_octave: f64) -> Self {
        let (low, high) = (band.0.ln(), band.1.ln());
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "some hundred cells"
        )]
        let steps =
            (((high - low) / std::f64::consts::LN_2 * per_octave).round()).max(7.0) as usize;
        let step = (high - low) / steps as f64;
        let mut beyond = Vec::new();
        let (mut reach, mut wide) = (0.0, step);
        while reach < BEYOND_OCTAVES * std::f64::consts::LN_2 {
            wide = (1.5 * wide).min(WIDEST.max(step));
            reach += wide;
            beyond.push(reach);
        }
        let inner: Vec<f64> = (0..=steps).map(|n| low + step * n as f64).collect();
        let nodes = (beyond.iter().rev().map(|reach| low - reach))
            .chain(inner.iter().copied())
            .chain(beyond.iter().map(|reach| high + reach))
            .collect();
        Self {
            nodes,
            first: beyond.len(),
            levels: runs.iter().map(|run| on(run, &inner, step)).collect(),
        }
    }

    /// How many nodes have data.
    pub(super) fn count(&self) -> usize {
        self.levels.first().map_or(0, Vec::len)
    }

    /// Their frequencies, Hz.
    pub(super) fn f(&self) -> Vec<f64> {
        let inner = self.nodes.iter().skip(self.first).take(self.count());
        inner.map(|node| node.exp()).collect()
    }
}

/// The levels of a file at these nodes: the mean of the points in a cell; between points where a cell
/// has none.
fn on(run: &Run, nodes: &[f64], step: f64) -> Vec<f64> {
    let f: Vec<f64> = run.points.iter().map(|point| point.f).collect();
    let levels: Vec<f64> = run.points.iter().map(|point| point.value).collect();
    let at = |node: f64| {
        let [from, to] = [-0.5, 0.5].map(|half| (node + half * step).exp());
        let inside = f.partition_point(|f| *f < from)..f.partition_point(|f| *f < to);
        let count = inside.len();
        if count > 0 {
            return levels[inside].iter().sum::<f64>() / count as f64;
        }
        let ends = (f.first().copied(), f.last().copied());
        let (Some(first), Some(last)) = ends else {
            return f64::NAN;
        };
        interpolate::at_log(&f, &levels, node.exp().clamp(first, last)).unwrap_or(f64::NAN)
    };
    nodes.iter().map(|node| at(*node)).collect()
}
