//! How far the design is from what it is compared with: snapshots, kept curves and measurements. Levels
//! in dB, impedances in percent of theirs.

use super::{Input, Plot, frequency_axis, measured, references, shades, smoothed, stored, title};
use crate::{
    analysis::{
        Role,
        compare::{self, By, Values},
        impedance, spl,
    },
    design::CurveKind,
    picture::{
        Axis, AxisScale, PlotModel, Side, Trace, View,
        range::{self, extent},
    },
    quantity::{Unit, text},
    words,
};

pub(in crate::picture) const DIFFERENCE: Plot = Plot {
    notes,
    smooths: true,
    ..Plot::new(model)
};

/// What is shown at least and at most on either side of none: dB, and percent.
const LEAST_DB: f64 = 3.0;
const MOST_DB: f64 = 30.0;
const LEAST_PERCENT: f64 = 10.0;
const MOST_PERCENT: f64 = 200.0;

const NOTHING: &str = "Nothing to compare with is shown: take a snapshot, or import a measurement.";

/// The level less those of others, dB, and the impedance less theirs, percent of them.
fn traces(input: &Input<'_>) -> (Vec<Trace>, Vec<Trace>) {
    let total = spl::total(input.solution);
    let magnitude = impedance::magnitude(input.solution);
    let mut levels = references(input, spl::total);
    let kept = input.design.snapshots.iter().enumerate();
    levels.extend(kept.filter_map(|(n, curve)| stored(curve, Role::Snapshot(n))));
    levels.extend(measured(input, CurveKind::Level, total.as_ref()));
    let mut impedances = references(input, impedance::magnitude);
    impedances.extend(measured(input, CurveKind::Impedance, magnitude.as_ref()));
    let less = |own: Option<crate::analysis::Curve>, others: Vec<Trace>, by| {
        let Some(own) = own else { return Vec::new() };
        let level = Values::new(&own.x, &own.y);
        let all = others.into_iter().map(|other| {
            let y = compare::difference(level, Values::new(&other.x, &other.y), &own.x, by);
            Trace {
                x: own.x.clone(),
                y,
                ..other
            }
        });
        let known = |trace: &Trace| trace.y.iter().any(|y| y.is_finite());
        all.filter(known).collect::<Vec<_>>()
    };
    let mut levels = less(total, levels, By::Amount);
    smoothed(input, &mut levels);
    let impedances = less(magnitude, impedances, By::Percent);
    let right = impedances.into_iter().map(|trace| Trace {
        name: tr!("{}, impedance", trace.name),
        side: Side::Right,
        ..trace
    });
    (levels, right.collect())
}

fn model(input: &Input<'_>) -> PlotModel {
    let (levels, impedances) = traces(input);
    let around = |traces: &[Trace], least: f64, most: f64| {
        let shown = extent(traces.iter().flat_map(|trace| &trace.y));
        let [low, high] = shown.unwrap_or([0.0, 0.0]);
        // None in the middle, on both sides.
        let reach = low.abs().max(high.abs()).clamp(least, most);
        range::around([-reach, reach])
    };
    let left = Axis {
        label: tr!("Level less theirs [dB]").to_owned(),
        unit: "dB",
        decimals: 1,
        scale: AxisScale::Linear,
        range: around(&levels, LEAST_DB, MOST_DB),
    };
    let right = (!impedances.is_empty()).then(|| Axis {
        label: tr!("Impedance less theirs [%]").to_owned(),
        unit: "%",
        decimals: 1,
        scale: AxisScale::Linear,
        range: around(&impedances, LEAST_PERCENT, MOST_PERCENT),
    });
    let traces: Vec<Trace> = impedances.into_iter().chain(levels).collect();
    PlotModel {
        view: View::Difference,
        title: title(input, tr!("Difference")),
        x: frequency_axis(input.solution),
        left,
        right,
        shades: shades(input.solution),
        footnotes: Vec::new(),
        empty_message: traces.is_empty().then(|| words::text(NOTHING).to_owned()),
        traces,
    }
}

/// Each difference in figures.
fn notes(input: &Input<'_>) -> Vec<String> {
    let (levels, impedances) = traces(input);
    let of = |traces: Vec<Trace>, unit: &'static str| {
        let told = traces.into_iter().filter_map(move |trace| {
            let figures = compare::figures(&trace.x, &trace.y)?;
            Some(tr!(
                "{}: {:.2} {unit} rms, most {:.1} {unit} at {}",
                trace.name,
                figures.rms,
                figures.most.abs(),
                text::rounded(figures.at, &Unit::HERTZ, 3)
            ))
        });
        told.collect::<Vec<_>>()
    };
    let mut notes = of(levels, "dB");
    notes.extend(of(impedances, "%"));
    notes
}
