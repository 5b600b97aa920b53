//! What each driver has to bear: voltage at its terminals, excursion of its diaphragm.

use super::{Input, NO_LOAD, Plot, footnotes, frequency_axis, port, title};
use crate::{
    analysis::{Contribution, Role, limits::excursion_limit},
    picture::{Axis, AxisScale, PlotModel, Side, Trace, View, range::extent},
    words,
};
use std::f64::consts::SQRT_2;

pub(in crate::picture) const VOLTAGE: Plot = Plot {
    draws_probes: true,
    ..Plot::new(voltage_model)
};
pub(in crate::picture) const EXCURSION: Plot = Plot {
    notes: footnotes::excursions,
    ..Plot::new(excursion_model)
};

/// Span of the voltage axis, dB.
const VOLTAGE_SPAN_DB: f64 = 50.0;

/// The voltage re the drive's EMF: what crossover and output impedance leave of it.
fn voltage_model(input: &Input<'_>) -> PlotModel {
    let emf = input.design.drive.emf();
    let mut traces = traces(input, |share| {
        let level = |volt: f64| 20.0 * (volt / emf).log10();
        Some(
            share
                .voltage
                .iter()
                .map(|volt| gap(level(volt.norm())))
                .collect(),
        )
    });
    traces.extend(port::voltage_traces(input));
    let highest = extent(traces.iter().flat_map(|trace| &trace.y)).map_or(0.0, |[_, high]| high);
    let top = ((highest + 1.0) / 5.0).ceil() * 5.0;
    let axis = Axis {
        label: tr!("Terminal voltage [dB re drive]").to_owned(),
        unit: "dB",
        decimals: 1,
        scale: AxisScale::Linear,
        range: [top - VOLTAGE_SPAN_DB, top],
    };
    let what = tr!("Voltage at the drivers' terminals");
    model(input, View::Voltage, what, axis, traces, NO_LOAD)
}

/// Peak excursion of a sine at the drive's EMF.
fn excursion_model(input: &Input<'_>) -> PlotModel {
    let mut traces = traces(input, |share| {
        let excursion = share.excursion.as_ref()?;
        Some(
            excursion
                .iter()
                .map(|x| gap(x.norm() * SQRT_2 * 1e6))
                .collect(),
        )
    });
    traces.extend(limits(input));
    let axis = port::magnitude_axis(tr!("Excursion [µm peak]"), "µm", 2, &traces);
    let none = tr!("No driver here has a model with an excursion.");
    model(
        input,
        View::Excursion,
        tr!("Excursion of the diaphragms"),
        axis,
        traces,
        none,
    )
}

/// A plot over frequency with one axis, or the words that say why it is empty.
pub(super) fn model(
    input: &Input<'_>,
    view: View,
    what: &str,
    left: Axis,
    traces: Vec<Trace>,
    none: &str,
) -> PlotModel {
    PlotModel {
        view,
        title: title(input, what),
        x: frequency_axis(input.solution),
        left,
        right: None,
        shades: Vec::new(),
        footnotes: Vec::new(),
        empty_message: traces.is_empty().then(|| words::text(none).to_owned()),
        traces,
    }
}

fn traces(input: &Input<'_>, read: impl Fn(&Contribution) -> Option<Vec<f64>>) -> Vec<Trace> {
    input
        .solution
        .contributions
        .iter()
        .enumerate()
        .filter_map(|(n, share)| {
            Some(Trace {
                name: share.name.clone(),
                role: Role::Driver(share.part, n),
                side: Side::Left,
                faint: share.muted,
                x: input.solution.f.clone(),
                y: read(share)?,
            })
        })
        .collect()
}

/// The greatest linear excursion of every driver that states one, µm.
fn limits(input: &Input<'_>) -> Vec<Trace> {
    let shares = input.solution.contributions.iter().enumerate();
    shares
        .filter_map(|(n, share)| {
            let limit = excursion_limit(&input.design.part(share.part)?.kind)?;
            Some(Trace {
                name: format!("{} Xmax", share.name),
                role: Role::Limit(share.part, n),
                side: Side::Left,
                faint: share.muted,
                x: input.solution.f.clone(),
                y: vec![limit * 1e6; input.solution.f.len()],
            })
        })
        .collect()
}

/// A number, or a gap.
fn gap(value: f64) -> f64 {
    if value.is_finite() { value } else { f64::NAN }
}
