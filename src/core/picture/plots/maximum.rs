//! The greatest level at every frequency, in stretches named after what has enough then.

use super::{Input, Plot, frequency_axis, no_pressure, shades, title, trace};
use crate::{
    analysis::{
        Role,
        maximum::{self, CREST_DB, Maximum, Strained, Unstated},
        spl,
    },
    design::Subject,
    picture::{
        Axis, AxisScale, PlotModel, Side, Trace, View,
        range::{self, extent},
    },
    quantity::{Unit, text},
    words,
};

pub(in crate::picture) const MAXIMUM: Plot = Plot {
    ports: maximum::ports,
    notes,
    ..Plot::of_pressure(model)
};

const NO_BOUND: &str = "Nothing here states what it bears: give a driver its Xmax or its power, or the source its voltage.";

fn model(input: &Input<'_>) -> PlotModel {
    let found = Maximum::of(input.design, input.solution, input.readings);
    let mut traces = found.as_ref().map_or_else(Vec::new, stretches);
    let bounded = !traces.is_empty();
    let total = spl::total(input.solution).map(|curve| Trace {
        name: tr!("At the drive").to_owned(),
        ..trace(curve, Side::Left)
    });
    traces.extend(total.filter(|_| bounded));
    let range = range::level(extent(traces.iter().flat_map(|trace| &trace.y)));
    let none = no_pressure(input).or_else(|| (!bounded).then(|| words::text(NO_BOUND).to_owned()));
    PlotModel {
        view: View::Maximum,
        title: title(input, tr!("Maximum level")),
        x: frequency_axis(input.solution),
        left: Axis {
            label: tr!("Greatest SPL of a sine [dB re 20 µPa]").to_owned(),
            unit: "dB",
            decimals: 1,
            scale: AxisScale::Linear,
            range,
        },
        right: None,
        shades: shades(input.solution),
        footnotes: Vec::new(),
        empty_message: none,
        traces,
    }
}

/// One curve for everything that bounds the level somewhere, with gaps where it does not.
fn stretches(found: &Maximum) -> Vec<Trace> {
    let level = found.level_db();
    let bounds = found.strained.iter().enumerate();
    let somewhere = bounds.filter(|(at, _)| found.by.contains(&Some(*at)));
    let named = somewhere.enumerate();
    named
        .map(|(n, (at, strained))| {
            let here = |n: usize| found.by.get(n) == Some(&Some(at));
            // A stretch reaches the one that follows.
            let reaches = |n: usize| here(n) || n.checked_sub(1).is_some_and(here);
            let levels = level.iter().enumerate();
            Trace {
                name: strained.title(),
                role: Role::Of(Subject::Part(strained.part), n),
                side: Side::Left,
                faint: false,
                x: found.f.clone(),
                y: levels
                    .map(|(n, level)| if reaches(n) { *level } else { f64::NAN })
                    .collect(),
            }
        })
        .collect()
}

/// Where there is least headroom, for a sine and for music, and what nobody states.
fn notes(input: &Input<'_>) -> Vec<String> {
    let Some(found) = Maximum::of(input.design, input.solution, input.readings) else {
        return Vec::new();
    };
    let mut notes = Vec::new();
    if let Some((f, headroom, by)) = found.least() {
        notes.push(tr!(
            "Least headroom of a sine: {headroom:.1} dB at {} ({})",
            text::rounded(f, &Unit::HERTZ, 2),
            told(by)
        ));
    }
    if let Some(programme) = found.programme(CREST_DB) {
        notes.push(tr!(
            "Music with peaks {CREST_DB:.0} dB above its average: {:.1} dB SPL, {:.1} dB of headroom ({})",
            programme.drive_db + programme.headroom_db,
            programme.headroom_db,
            told(programme.by)
        ));
    }
    if !found.unstated.is_empty() {
        let names: Vec<String> = found.unstated.iter().map(Unstated::title).collect();
        notes.push(tr!("Unknown, and not counted: {}", names.join("; ")));
    }
    notes
}

fn told(by: &Strained) -> String {
    tr!("{}: {}", by.title(), by.bound_text())
}
