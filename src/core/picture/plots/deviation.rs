//! How far the level at the drum is off the target: the level less the target, which meets it at the
//! frequency that aligns them. Kept and measured curves are each aligned for themselves.

use super::{
    Input, Plot, footnotes, frequency_axis, ghost, measured, no_pressure, references, shades,
    smoothed, stored, title, trace, tried,
};
use crate::{
    analysis::{Role, spl, target},
    design::CurveKind,
    picture::{
        Axis, AxisScale, PlotModel, Side, Trace, View,
        range::{self, extent},
    },
};

pub(in crate::picture) const DEVIATION: Plot = Plot {
    notes: |input| {
        let smoothing = footnotes::smoothing(input).into_iter();
        smoothing.chain(footnotes::deviation(input)).collect()
    },
    smooths: true,
    ..Plot::of_pressure(model)
};

/// What is shown at least and at most on either side of the target, dB.
const LEAST_DB: f64 = 5.0;
const MOST_DB: f64 = 30.0;

fn model(input: &Input<'_>) -> PlotModel {
    let solution = input.solution;
    let total = spl::total(solution);
    let before = input.ghost.and_then(spl::total).map(ghost);
    let snapshots = input.design.snapshots.iter().enumerate();
    let mut traces: Vec<Trace> = (before.map(|curve| trace(curve, Side::Left)).into_iter())
        .chain(tried(input, spl::total).map(|curve| trace(curve, Side::Left)))
        .chain(references(input, spl::total))
        .chain(snapshots.filter_map(|(n, curve)| stored(curve, Role::Snapshot(n))))
        .chain(measured(input, CurveKind::Level, total.as_ref()))
        .chain(total.clone().map(|curve| trace(curve, Side::Left)))
        .filter_map(|trace| off_target(input, trace))
        .collect();
    smoothed(input, &mut traces);
    let shown = traces.iter().filter(|trace| trace.role == Role::Total);
    let [low, high] = extent(shown.flat_map(|trace| &trace.y)).unwrap_or([0.0, 0.0]);
    PlotModel {
        view: View::Deviation,
        title: title(input, tr!("Deviation from the target")),
        x: frequency_axis(solution),
        left: Axis {
            label: tr!("Level re target [dB]").to_owned(),
            unit: "dB",
            decimals: 1,
            scale: AxisScale::Linear,
            range: range::around([
                low.clamp(-MOST_DB, -LEAST_DB),
                high.clamp(LEAST_DB, MOST_DB),
            ]),
        },
        right: None,
        shades: shades(solution),
        footnotes: Vec::new(),
        empty_message: no_pressure(input),
        traces,
    }
}

/// The trace less the target; nothing where it does not reach the frequency that aligns them.
fn off_target(input: &Input<'_>, mut trace: Trace) -> Option<Trace> {
    let setting = &input.design.target;
    let wanted = target::aligned_db(setting, &trace.x, &trace.y)?;
    for (level, wanted) in trace.y.iter_mut().zip(wanted) {
        *level -= wanted;
    }
    Some(trace)
}
