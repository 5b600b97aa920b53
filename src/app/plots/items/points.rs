//! A trace as places of the plot.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a number of points, rounded"
)]

use super::{kept::Kept, vertical_place};
use crate::picture::{AxisScale, PlotModel, Trace};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Most points of a trace on screen.
const MOST_POINTS: usize = 1000;

/// A trace's points as places of the plot, in pieces between gaps.
#[derive(Debug, Clone)]
pub(in crate::app::plots) struct Points(Arc<Traced>);

#[derive(Debug)]
struct Traced {
    pieces: Vec<Vec<[f64; 2]>>,
    kept: Mutex<Kept>,
}

impl Points {
    /// Those of every trace. Most of them share their abscissae.
    pub(in crate::app::plots) fn of_all(model: &PlotModel) -> Vec<Self> {
        let mut last: Option<(&Arc<[f64]>, Vec<f64>)> = None;
        let traces = model.traces.iter();
        traces
            .map(|trace| {
                let known = last.take().filter(|(x, _)| Arc::ptr_eq(x, &trace.x));
                let (_, across) =
                    last.insert(known.unwrap_or_else(|| (&trace.x, places_across(model, trace))));
                Self::at(model, trace, across)
            })
            .collect()
    }

    pub(in crate::app::plots) fn new(model: &PlotModel, trace: &Trace) -> Self {
        Self::at(model, trace, &places_across(model, trace))
    }

    /// The pieces between gaps.
    pub(in crate::app::plots) fn pieces(&self) -> &[Vec<[f64; 2]>] {
        &self.0.pieces
    }

    /// The triangles they were drawn as last.
    pub(super) fn kept(&self) -> MutexGuard<'_, Kept> {
        // Triangles of a drawing that panicked are at worst drawn again.
        self.0.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn at(model: &PlotModel, trace: &Trace, across: &[f64]) -> Self {
        let lift = trace.lift();
        let angle = model.axis_of(trace).scale == AxisScale::Angle;
        let mut pieces = vec![Vec::new()];
        let mut last = f64::NAN;
        for (x, y) in across.iter().zip(&trace.y) {
            let place = [*x, vertical_place(model, trace.side, *y + lift)];
            let wraps = angle && (y - last).abs() > 180.0;
            let gap = !(place[0].is_finite() && place[1].is_finite());
            if (gap || wraps) && pieces.last().is_some_and(|piece| !piece.is_empty()) {
                pieces.push(Vec::new());
            }
            if !gap && let Some(piece) = pieces.last_mut() {
                piece.push(place);
            }
            last = *y;
        }
        let count: usize = pieces.iter().map(Vec::len).sum();
        if count > MOST_POINTS {
            let share = count as f64 / MOST_POINTS as f64;
            pieces = pieces.iter().map(|piece| decimate(piece, share)).collect();
        }
        Self(Arc::new(Traced {
            pieces,
            kept: Mutex::default(),
        }))
    }
}

fn places_across(model: &PlotModel, trace: &Trace) -> Vec<f64> {
    let scale = model.x.scale;
    trace.x.iter().map(|&x| scale.place(x)).collect()
}

/// Keeps the least and the greatest of every 2·`share` points.
fn decimate(points: &[[f64; 2]], share: f64) -> Vec<[f64; 2]> {
    let width = ((2.0 * share).ceil() as usize).max(1);
    points
        .chunks(width)
        .flat_map(|chunk| {
            let low = chunk.iter().copied().min_by(|a, b| a[1].total_cmp(&b[1]));
            let high = chunk.iter().copied().max_by(|a, b| a[1].total_cmp(&b[1]));
            let mut ends: Vec<[f64; 2]> = low.into_iter().chain(high).collect();
            ends.sort_by(|a, b| a[0].total_cmp(&b[0]));
            ends.dedup();
            ends
        })
        .collect()
}
