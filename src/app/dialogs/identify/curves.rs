//! The curves of the dialog as plots: what was measured, what was fitted, what is left.

use crate::{
    analysis::Role,
    design::CurvePoint,
    exchange::Quantity,
    picture::{
        Axis, AxisScale, PlotModel, Side, Trace, View,
        range::{self, extent},
    },
    tuning::identify::Comparison,
};
use std::sync::Arc;

/// Least span of an axis of levels, dB: a flat curve is drawn flat.
const LEAST_SPAN: f64 = 10.0;

/// A curve as it was read, its phase at the right where it has one.
pub(in crate::app) fn as_read(points: &[CurvePoint], quantity: Quantity) -> PlotModel {
    let mut model = model(
        quantity,
        vec![trace(tr!("Measured"), Role::Other(0), points)],
    );
    let with_phase = points.iter().filter_map(|p| Some((p.f, p.phase_deg?)));
    let (x, y): (Vec<f64>, Vec<f64>) = with_phase.unzip();
    if let Some([low, high]) = extent(y.iter()) {
        // Whole half turns around it.
        let range = [(low / 180.0).floor() * 180.0, (high / 180.0).ceil() * 180.0];
        model.right = Some(Axis {
            label: tr!("Phase [°]").to_owned(),
            unit: "°",
            decimals: 1,
            scale: AxisScale::Angle,
            range: if range[0] < range[1] {
                range
            } else {
                [range[0] - 180.0, range[1] + 180.0]
            },
        });
        model.traces.insert(
            0,
            Trace {
                name: tr!("Phase").to_owned(),
                role: Role::Phase,
                side: Side::Right,
                faint: false,
                x: x.into(),
                y,
            },
        );
    }
    model
}

/// A measured curve, the fitted one over it, and the residual at its own axis below.
pub(in crate::app) fn compared(comparison: &Comparison, quantity: Quantity) -> PlotModel {
    let mut model = model(
        quantity,
        vec![
            trace(tr!("Measured"), Role::Other(0), &comparison.measured),
            trace(tr!("Fitted"), Role::Total, &comparison.fitted),
        ],
    );
    let (name, unit) = match quantity {
        Quantity::Level => (tr!("Residual [dB]"), "dB"),
        Quantity::Impedance => (tr!("Residual [%]"), "%"),
    };
    // The residual takes the lowest quarter of the plot, whatever its size.
    let least = match quantity {
        Quantity::Level => 0.5,
        Quantity::Impedance => 1.0,
    };
    let half = (3.0 * comparison.rms).max(least);
    model.right = Some(Axis {
        label: name.to_owned(),
        unit,
        decimals: 1,
        scale: AxisScale::Linear,
        range: [-1.2 * half, 7.2 * half],
    });
    let x: Arc<[f64]> = comparison.measured.iter().map(|p| p.f).collect();
    model.traces.insert(
        0,
        Trace {
            name: tr!("Residual").to_owned(),
            role: Role::Other(2),
            side: Side::Right,
            faint: false,
            x,
            y: comparison.residual.clone(),
        },
    );
    model
}

/// What is left of several curves, dB: names and values at the frequencies `f`, Hz.
pub(in crate::app) fn residuals(f: &[f64], left: &[(&str, &[f64])]) -> PlotModel {
    let roles = [Role::Other(0), Role::Other(1), Role::Other(2), Role::Total];
    let x: Arc<[f64]> = f.into();
    let traces: Vec<Trace> = (left.iter().zip(roles.iter().cycle()))
        .map(|((name, values), role)| Trace {
            name: (*name).to_owned(),
            role: *role,
            side: Side::Left,
            faint: false,
            x: x.clone(),
            y: values.to_vec(),
        })
        .collect();
    let most = extent(traces.iter().flat_map(|trace| &trace.y));
    let most = most.map_or(0.0, |[low, high]| high.max(-low)).max(0.05);
    let mut model = model(Quantity::Level, traces);
    tr!("Left [dB]").clone_into(&mut model.left.label);
    model.left.decimals = 2;
    model.left.range = [-1.2 * most, 1.2 * most];
    model
}

fn trace(name: &str, role: Role, points: &[CurvePoint]) -> Trace {
    Trace {
        name: name.to_owned(),
        role,
        side: Side::Left,
        faint: false,
        x: points.iter().map(|p| p.f).collect(),
        y: points.iter().map(|p| p.value).collect(),
    }
}

fn model(quantity: Quantity, traces: Vec<Trace>) -> PlotModel {
    let values = extent(traces.iter().flat_map(|trace| &trace.y));
    let ends = extent(traces.iter().flat_map(|trace| trace.x.iter()));
    let (view, left) = match quantity {
        Quantity::Level => (
            View::Spl,
            Axis {
                label: tr!("SPL [dB re 20 µPa]").to_owned(),
                unit: "dB",
                decimals: 1,
                scale: AxisScale::Linear,
                range: values.map_or([60.0, 110.0], |[low, high]| {
                    let low = low.max(high - 70.0);
                    let missing = (LEAST_SPAN - (high - low)).max(0.0) / 2.0;
                    range::around([low - missing, high + missing])
                }),
            },
        ),
        Quantity::Impedance => {
            let (log, range) = range::magnitude(values);
            let scale = if log {
                AxisScale::Log
            } else {
                AxisScale::Linear
            };
            (
                View::Impedance,
                Axis {
                    label: tr!("Impedance [Ω]").to_owned(),
                    unit: "Ω",
                    decimals: 1,
                    scale,
                    range,
                },
            )
        }
    };
    let whole = [20.0, 20e3];
    PlotModel {
        view,
        title: String::new(),
        x: Axis {
            label: tr!("Frequency [Hz]").to_owned(),
            unit: "Hz",
            decimals: 0,
            scale: AxisScale::Log,
            range: ends.map_or(whole, |[from, to]| [from.min(20.0), to.max(20e3)]),
        },
        left,
        right: None,
        traces,
        shades: Vec::new(),
        footnotes: Vec::new(),
        empty_message: None,
    }
}
