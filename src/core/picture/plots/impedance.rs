//! Electrical impedance: magnitude on the left axis, phase on the right.

use super::{
    Input, NO_LOAD, Plot, frequency_axis, ghost, measured, phase_axis, references, title, trace,
    tried,
};
use crate::{
    analysis::impedance,
    design::CurveKind,
    picture::{
        Axis, AxisScale, PlotModel, Side, View,
        range::{self, extent},
    },
    words,
};

pub(in crate::picture) const IMPEDANCE: Plot = Plot::new(model);

fn model(input: &Input<'_>) -> PlotModel {
    let solution = input.solution;
    let before = input.ghost.and_then(impedance::magnitude).map(ghost);
    let magnitude = impedance::magnitude(solution);
    let angle = impedance::phase(solution);
    let mut compared = references(input, impedance::magnitude);
    compared.extend(measured(input, CurveKind::Impedance, magnitude.as_ref()));
    let solved = magnitude.iter().flat_map(|curve| &curve.y);
    let shown = solved.chain(compared.iter().flat_map(|trace| &trace.y));
    let (log, range) = range::magnitude(extent(shown));
    let mut traces = Vec::new();
    traces.extend(before.map(|curve| trace(curve, Side::Left)));
    traces.extend(tried(input, impedance::magnitude).map(|curve| trace(curve, Side::Left)));
    traces.extend(compared);
    traces.extend(angle.map(|curve| trace(curve, Side::Right)));
    traces.extend(magnitude.map(|curve| trace(curve, Side::Left)));
    PlotModel {
        view: View::Impedance,
        title: title(input, tr!("Electrical impedance")),
        x: frequency_axis(solution),
        left: Axis {
            label: tr!("Impedance [Ω]").to_owned(),
            unit: "Ω",
            decimals: 1,
            scale: if log {
                AxisScale::Log
            } else {
                AxisScale::Linear
            },
            range,
        },
        right: Some(phase_axis([-90.0, 90.0])),
        shades: Vec::new(),
        footnotes: Vec::new(),
        empty_message: solution
            .input_impedance
            .is_none()
            .then(|| words::text(NO_LOAD).to_owned()),
        traces,
    }
}
