//! What a crossover makes of the signal at a driver's terminals, before and after.

use crate::{
    analysis::Role,
    picture::{
        Axis, AxisScale, PlotModel, Side, Trace, View,
        range::{self, extent},
    },
};
use std::sync::Arc;

/// The curves of a crossover that is being chosen.
#[derive(Debug, Clone, Copy)]
pub struct CrossoverCurves<'a> {
    /// Whether they are impedances, Ω, and not levels, dB.
    pub impedance: bool,
    /// Frequencies, Hz.
    pub f: &'a Arc<[f64]>,
    /// Before.
    pub before: Option<&'a [f64]>,
    /// After.
    pub after: &'a [f64],
    /// Wanted.
    pub wanted: &'a [f64],
}

/// Deepest level that is shown, below the highest, dB.
const SPAN_DB: f64 = 40.0;

/// The model of its plot.
pub fn crossover_model(curves: &CrossoverCurves<'_>) -> PlotModel {
    let trace = |name: &str, role, y: &[f64]| Trace {
        name: name.to_owned(),
        role,
        side: Side::Left,
        faint: false,
        x: curves.f.clone(),
        y: y.to_vec(),
    };
    let mut traces = vec![trace(tr!("Wanted"), Role::Target, curves.wanted)];
    traces.extend(
        curves
            .before
            .map(|before| trace(tr!("Before"), Role::Ghost, before)),
    );
    traces.push(trace(tr!("After"), Role::Magnitude, curves.after));
    let shown = [Some(curves.after), curves.before, Some(curves.wanted)];
    let known = |value: &&f64| value.is_finite();
    let all = extent(shown.into_iter().flatten().flatten().filter(known));
    let left = if curves.impedance {
        let (log, range) = range::magnitude(all);
        Axis {
            label: tr!("Impedance [Ω]").to_owned(),
            unit: "Ω",
            decimals: 1,
            scale: if log {
                AxisScale::Log
            } else {
                AxisScale::Linear
            },
            range,
        }
    } else {
        let top = all.map_or(0.0, |[_, high]| ((high + 1.0) / 5.0).ceil() * 5.0);
        Axis {
            label: tr!("Level [dB]").to_owned(),
            unit: "dB",
            decimals: 1,
            scale: AxisScale::Linear,
            range: [top - SPAN_DB, top],
        }
    };
    PlotModel {
        view: if curves.impedance {
            View::Impedance
        } else {
            View::Voltage
        },
        title: tr!("Crossover").to_owned(),
        x: Axis {
            label: tr!("Frequency [Hz]").to_owned(),
            unit: "Hz",
            decimals: 0,
            scale: AxisScale::Log,
            range: [20.0, 20e3],
        },
        left,
        right: None,
        traces,
        shades: Vec::new(),
        footnotes: Vec::new(),
        empty_message: None,
    }
}
