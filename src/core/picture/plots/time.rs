//! Impulse and step response of the pressure at the drum.

use super::{Abscissa, Input, Plot, no_pressure, title};
use crate::{
    analysis::{
        Role, Solution, spl,
        time::{self, TimeResponse},
    },
    picture::{
        Axis, AxisScale, PlotModel, Side, Trace, View,
        range::{self, extent},
    },
};
use num_complex::Complex64;

pub(in crate::picture) const IMPULSE: Plot = over_time(impulse_model);
pub(in crate::picture) const STEP: Plot = over_time(step_model);

const fn over_time(model: fn(&Input<'_>) -> PlotModel) -> Plot {
    Plot {
        abscissa: Abscissa::Time,
        needs_time: true,
        ..Plot::of_pressure(model)
    }
}

type Read = fn(&[f64], &[Complex64]) -> Option<TimeResponse>;

fn impulse_model(input: &Input<'_>) -> PlotModel {
    let mut traces = traces(input.time, time::impulse);
    // A unit impulse has no level of its own: the largest value of the total is 1.
    let peak = traces
        .iter()
        .filter(|trace| trace.role == Role::Total)
        .flat_map(|trace| &trace.y)
        .fold(0.0_f64, |peak, y| peak.max(y.abs()));
    if peak > 0.0 {
        for y in traces.iter_mut().flat_map(|trace| &mut trace.y) {
            *y /= peak;
        }
    }
    let axis = Axis {
        label: tr!("Re the total's peak").to_owned(),
        unit: "",
        decimals: 3,
        scale: AxisScale::Linear,
        range: vertical(&traces),
    };
    model(
        input,
        View::Impulse,
        tr!("Impulse response at the drum"),
        axis,
        traces,
    )
}

fn step_model(input: &Input<'_>) -> PlotModel {
    let traces = traces(input.time, time::step);
    let axis = Axis {
        label: tr!("Pressure [Pa]").to_owned(),
        unit: "Pa",
        decimals: 3,
        scale: AxisScale::Linear,
        range: vertical(&traces),
    };
    model(
        input,
        View::Step,
        tr!("Step response at the drum"),
        axis,
        traces,
    )
}

fn model(input: &Input<'_>, view: View, what: &str, left: Axis, traces: Vec<Trace>) -> PlotModel {
    PlotModel {
        view,
        title: title(input, what),
        x: Axis {
            label: tr!("Time [ms]").to_owned(),
            unit: "ms",
            decimals: 3,
            scale: AxisScale::Linear,
            range: [-0.5, 4.0],
        },
        left,
        right: None,
        shades: Vec::new(),
        footnotes: Vec::new(),
        empty_message: no_pressure(input),
        traces,
    }
}

fn vertical(traces: &[Trace]) -> [f64; 2] {
    let total = traces
        .iter()
        .filter(|trace| trace.role == Role::Total)
        .flat_map(|trace| &trace.y);
    range::around(extent(total).unwrap_or([-1.0, 1.0]))
}

/// Each driver and the total; time in ms.
fn traces(solution: Option<&Solution>, read: Read) -> Vec<Trace> {
    let Some(solution) = solution else {
        return Vec::new();
    };
    let trace = |name: String, role, faint, spectrum: &[Complex64]| {
        let TimeResponse { t, y } = read(&solution.f, spectrum)?;
        Some(Trace {
            name,
            role,
            side: Side::Left,
            faint,
            x: t.iter().map(|t| t * 1e3).collect(),
            y,
        })
    };
    let mut traces = Vec::new();
    for (n, share) in solution.contributions.iter().enumerate() {
        traces.extend(trace(
            spl::contribution_name(share),
            Role::Driver(share.part, n),
            share.muted,
            &share.pressure,
        ));
    }
    if let Some(pressure) = &solution.drum_pressure {
        traces.extend(trace(tr!("Total").to_owned(), Role::Total, false, pressure));
    }
    traces
}
