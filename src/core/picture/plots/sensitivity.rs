//! Sensitivity: how the level at the drum answers to the numbers that matter most.

use super::{Input, Plot, frequency_axis, no_pressure, title};
use crate::{
    analysis::Role,
    picture::{
        Axis, AxisScale, PlotModel, Side, Trace, View,
        range::{self, extent},
    },
};

pub(in crate::picture) const SENSITIVITY: Plot = Plot {
    notes: |_| {
        vec![tr!("The numbers that matter most, by 1 % of each; muted drivers count").to_owned()]
    },
    needs_weights: true,
    ..Plot::new(model)
};

/// How many numbers are drawn.
const DRAWN: usize = 8;

fn model(input: &Input<'_>) -> PlotModel {
    let traces: Vec<Trace> = input
        .weights
        .map_or(&[][..], |weights| &weights.list)
        .iter()
        .take(DRAWN)
        .enumerate()
        .map(|(n, weight)| Trace {
            name: weight.name(input.design),
            role: Role::Of(weight.subject, n),
            side: Side::Left,
            faint: false,
            x: input
                .weights
                .map_or_else(|| [].into(), |weights| weights.f.clone()),
            y: weight.db.clone(),
        })
        .collect();
    let [low, high] = extent(traces.iter().flat_map(|trace| &trace.y)).unwrap_or([-0.1, 0.1]);
    PlotModel {
        view: View::Sensitivity,
        title: title(input, tr!("Sensitivity of the level at the drum")),
        x: frequency_axis(input.solution),
        left: Axis {
            label: tr!("Change of level [dB per 1 %]").to_owned(),
            unit: "dB",
            decimals: 4,
            scale: AxisScale::Linear,
            range: range::around([low.min(0.0), high.max(0.0)]),
        },
        right: None,
        shades: Vec::new(),
        footnotes: Vec::new(),
        empty_message: no_pressure(input),
        traces,
    }
}
