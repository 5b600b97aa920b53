//! The waterfall: spectra of what is left of the impulse response, each a little lower than the one
//! before it.

use super::{Input, Plot, no_pressure, title};
use crate::{
    analysis::{
        Role,
        decay::{self, Decay},
    },
    picture::{Axis, AxisScale, PlotModel, Side, Trace, View, plot_model::SLICE_LIFT_DB},
};
use std::sync::Arc;

pub(in crate::picture) const WATERFALL: Plot = Plot {
    notes: |_| vec![tr!("A slice every 0.1 ms, the earliest behind").to_owned()],
    needs_time: true,
    ..Plot::of_pressure(model)
};

/// Below this level, dB re the peak, a slice lies on its base line.
const FLOOR_DB: f64 = -42.0;

fn model(input: &Input<'_>) -> PlotModel {
    let decay = input.time.and_then(|solution| {
        let pressure = solution.drum_pressure.as_ref()?;
        decay::decay(&solution.f, pressure)
    });
    let drawn_below = SLICE_LIFT_DB * (decay::SLICES - 1) as f64;
    PlotModel {
        view: View::Waterfall,
        title: title(input, tr!("Decay at the drum")),
        x: Axis {
            label: tr!("Frequency [Hz]").to_owned(),
            unit: "Hz",
            decimals: 0,
            scale: AxisScale::Log,
            range: decay::BAND,
        },
        left: Axis {
            label: tr!("Level at 0 ms [dB re peak]").to_owned(),
            unit: "dB",
            decimals: 1,
            scale: AxisScale::Linear,
            range: [((FLOOR_DB + drawn_below) / 5.0).floor() * 5.0, 5.0],
        },
        right: None,
        traces: decay.map_or_else(Vec::new, traces),
        shades: Vec::new(),
        footnotes: Vec::new(),
        empty_message: no_pressure(input),
    }
}

fn traces(decay: Decay) -> Vec<Trace> {
    let count = decay.slices.len();
    let slices = decay.slices.into_iter().enumerate();
    slices
        .map(|(n, (time, levels))| Trace {
            name: format!("{:.1} ms", time * 1e3),
            role: Role::Slice(n, count),
            side: Side::Left,
            faint: false,
            x: Arc::clone(&decay.f),
            y: levels
                .into_iter()
                .map(|level| level.max(FLOOR_DB))
                .collect(),
        })
        .collect()
}
