//! Phase and group delay of the pressure at the drum.

use super::{Input, Plot, frequency_axis, no_pressure, phase_axis, shades, title};
use crate::{
    analysis::{Role, delay, phase, spl},
    picture::{
        Axis, AxisScale, PlotModel, Side, Trace, View,
        range::{self, extent},
    },
};
use num_complex::Complex64;

pub(in crate::picture) const PHASE: Plot = Plot::of_pressure(phase_model);
pub(in crate::picture) const DELAY: Plot = Plot::of_pressure(delay_model);

/// Values of a curve from frequencies and pressures.
type Read<'a> = &'a dyn Fn(&[f64], &[Complex64]) -> Vec<f64>;

fn phase_model(input: &Input<'_>) -> PlotModel {
    PlotModel {
        view: View::Phase,
        title: title(input, tr!("Phase at the drum")),
        x: frequency_axis(input.solution),
        left: phase_axis([-180.0, 180.0]),
        right: None,
        shades: shades(input.solution),
        footnotes: Vec::new(),
        empty_message: no_pressure(input),
        traces: traces(input, &|_, pressure| phase::wrapped(pressure)),
    }
}

fn delay_model(input: &Input<'_>) -> PlotModel {
    let traces = traces(input, &|f, pressure| {
        let delay = delay::group_delay(f, pressure);
        delay.into_iter().map(|seconds| seconds * 1e3).collect()
    });
    let shown = traces
        .iter()
        .filter(|trace| trace.role == Role::Total)
        .flat_map(|trace| &trace.y);
    // A notch throws the delay of the sum far off: a few ms either way are what matters.
    let [low, high] = extent(shown).unwrap_or([0.0, 1.0]);
    let range = range::around([low.clamp(-5.0, 0.0), high.clamp(0.5, 10.0)]);
    PlotModel {
        view: View::Delay,
        title: title(input, tr!("Group delay at the drum")),
        x: frequency_axis(input.solution),
        left: Axis {
            label: tr!("Group delay [ms]").to_owned(),
            unit: "ms",
            decimals: 3,
            scale: AxisScale::Linear,
            range,
        },
        right: None,
        shades: shades(input.solution),
        footnotes: Vec::new(),
        empty_message: no_pressure(input),
        traces,
    }
}

/// Ghost, each driver and the total, each through `read`.
fn traces(input: &Input<'_>, read: Read<'_>) -> Vec<Trace> {
    let solution = input.solution;
    let mut traces = Vec::new();
    if let Some(before) = input.ghost
        && let Some(pressure) = &before.drum_pressure
    {
        traces.push(Trace {
            name: tr!("Before").to_owned(),
            role: Role::Ghost,
            side: Side::Left,
            faint: false,
            x: before.f.clone(),
            y: read(&before.f, pressure),
        });
    }
    for (n, share) in solution.contributions.iter().enumerate() {
        traces.push(Trace {
            name: spl::contribution_name(share),
            role: Role::Driver(share.part, n),
            side: Side::Left,
            faint: share.muted,
            x: solution.f.clone(),
            y: read(&solution.f, &share.pressure),
        });
    }
    if let Some(pressure) = &solution.drum_pressure {
        traces.push(Trace {
            name: tr!("Total").to_owned(),
            role: Role::Total,
            side: Side::Left,
            faint: false,
            x: solution.f.clone(),
            y: read(&solution.f, pressure),
        });
    }
    traces
}
