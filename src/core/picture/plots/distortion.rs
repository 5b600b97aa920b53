//! Harmonics that drivers add: over frequency at the drive, over level at one frequency.

use super::{Abscissa, Distorted, Input, Plot, driver, title};
use crate::{
    analysis::{
        Role,
        distortion::{Distortion, HARMONICS, Heard, Rise},
    },
    network::large_signal::Unable,
    picture::{Axis, AxisScale, PlotModel, Shade, Side, Trace, View, range::extent},
    quantity::{Unit, text},
    words,
};
use std::sync::Arc;

pub(in crate::picture) const DISTORTION: Plot = Plot {
    needs_distortion: Some(Distorted::OverFrequency),
    notes: notes_over_frequency,
    ..Plot::new(over_frequency)
};
pub(in crate::picture) const RISE: Plot = Plot {
    needs_distortion: Some(Distorted::OverLevel),
    abscissa: Abscissa::Level,
    notes: notes_over_level,
    ..Plot::new(over_level)
};

const NAMES: [&str; HARMONICS] = ["2nd harmonic", "3rd", "4th", "5th"];
const NO_LAW: &str = "No driver here states how it distorts: give an armature its gap and saturation, or a moving coil its large-signal curves.";
const NO_SOLUTION: &str = "Nothing is heard that could be distorted.";
const WORKING: &str = "Working…";

fn over_frequency(input: &Input<'_>) -> PlotModel {
    let found = input.distortion.map(Result::as_ref);
    let (traces, shades) = match found {
        Some(Ok(found)) => (traces(&found.f, &found.heard), beyond(found)),
        _ => (Vec::new(), Vec::new()),
    };
    let model = driver::model(
        input,
        View::Distortion,
        tr!("Distortion at the drive"),
        axis(&traces),
        traces,
        why(input.distortion),
    );
    PlotModel { shades, ..model }
}

fn over_level(input: &Input<'_>) -> PlotModel {
    let found = input.rise.map(Result::as_ref);
    let (traces, what, range) = match found {
        Some(Ok(rise)) => {
            let levels = levels(rise);
            let range = [levels.first(), levels.last()].map(|end| end.copied().unwrap_or(0.0));
            let x: Arc<[f64]> = levels.into();
            let what = tr!("Distortion at {}", text::rounded(rise.f, &Unit::HERTZ, 3));
            (traces(&x, &rise.heard), what, range)
        }
        _ => (
            Vec::new(),
            tr!("Distortion by level").to_owned(),
            [60.0, 120.0],
        ),
    };
    let none = why(input.rise);
    PlotModel {
        view: View::Rise,
        title: title(input, &what),
        x: Axis {
            label: tr!("Level without distortion [dB SPL]").to_owned(),
            unit: "dB",
            decimals: 1,
            scale: AxisScale::Linear,
            range,
        },
        left: axis(&traces),
        right: None,
        shades: Vec::new(),
        footnotes: Vec::new(),
        empty_message: traces.is_empty().then(|| none.to_owned()),
        traces,
    }
}

/// Why there is nothing.
fn why<T>(found: Option<&Result<T, Unable>>) -> &'static str {
    match found {
        None => words::text(WORKING),
        Some(Err(Unable::NoLaw)) => words::text(NO_LAW),
        Some(_) => words::text(NO_SOLUTION),
    }
}

/// The level a linear design would have at every drive, dB SPL.
fn levels(rise: &Rise) -> Vec<f64> {
    let known = rise.heard.iter().zip(&rise.drives);
    let first = known.clone().find_map(|(heard, drive)| {
        let heard = heard.as_ref()?;
        Some(heard.fundamental_db + heard.compression_db - 20.0 * drive.log10())
    });
    let at_a_volt = first.unwrap_or(0.0);
    let levels = rise.drives.iter();
    levels
        .map(|drive| at_a_volt + 20.0 * drive.log10())
        .collect()
}

/// All together, and each harmonic, in percent of the whole sound.
fn traces(x: &Arc<[f64]>, heard: &[Option<Heard>]) -> Vec<Trace> {
    let curve = |name: &str, role: Role, of: &dyn Fn(&Heard) -> f64| Trace {
        name: words::text(name).to_owned(),
        role,
        side: Side::Left,
        faint: false,
        x: x.clone(),
        y: (heard.iter())
            .map(|heard| heard.as_ref().map_or(f64::NAN, |heard| 100.0 * of(heard)))
            .map(|percent| if percent > 0.0 { percent } else { f64::NAN })
            .collect(),
    };
    if heard.iter().all(Option::is_none) {
        return Vec::new();
    }
    let mut traces: Vec<Trace> = (NAMES.iter().enumerate())
        .map(|(n, name)| {
            let share = move |heard: &Heard| {
                let level = heard.harmonics_db.get(n).copied().unwrap_or(f64::NAN);
                let whole = heard.fundamental_db - 10.0 * (1.0 - heard.thd * heard.thd).log10();
                10_f64.powf((level - whole) / 20.0)
            };
            curve(name, Role::Other(n), &share)
        })
        .collect();
    traces.push(curve("All (THD)", Role::Total, &|heard| heard.thd));
    traces
}

/// Decades of percent that are shown.
const DECADES: f64 = 5.0;

fn axis(traces: &[Trace]) -> Axis {
    let whole = traces.iter().filter(|trace| trace.role == Role::Total);
    let most = extent(whole.flat_map(|trace| &trace.y)).map_or(10.0, |[_, high]| high);
    let top = 10_f64.powf(most.log10().ceil()).clamp(1e-3, 100.0);
    Axis {
        label: tr!("Distortion [%]").to_owned(),
        unit: "%",
        decimals: 4,
        scale: AxisScale::Log,
        range: [top / 10_f64.powf(DECADES), top],
    }
}

/// Where a motor moves further than its law was stated.
fn beyond(found: &Distortion) -> Vec<Shade> {
    let mut shades: Vec<Shade> = Vec::new();
    let mut open = false;
    for (f, heard) in found.f.iter().zip(&found.heard) {
        let over = heard.as_ref().is_none_or(|heard| heard.reached > 1.0);
        match (over, open, shades.last_mut()) {
            (true, true, Some(shade)) => shade.to = *f,
            (true, ..) => shades.push(Shade {
                from: *f,
                to: *f,
                reason: tr!("a driver moves further than is known of it").to_owned(),
            }),
            _ => {}
        }
        open = over;
    }
    shades.retain(|shade| shade.to > shade.from);
    shades
}

fn notes_over_frequency(input: &Input<'_>) -> Vec<String> {
    let Some(Ok(found)) = input.distortion else {
        return Vec::new();
    };
    let mut notes = Vec::new();
    let all = found.f.iter().zip(&found.heard);
    let known = all.filter_map(|(f, heard)| Some((*f, heard.as_ref()?)));
    if let Some((f, heard)) = known.clone().max_by(|a, b| a.1.thd.total_cmp(&b.1.thd)) {
        notes.push(tr!(
            "At {}: {:.2} % at most, at {}",
            text::rounded(found.drive, &Unit::VOLT, 3),
            100.0 * heard.thd,
            text::rounded(f, &Unit::HERTZ, 2)
        ));
    }
    let compressed = known.max_by(|a, b| a.1.compression_db.total_cmp(&b.1.compression_db));
    if let Some((f, heard)) = compressed.filter(|(_, heard)| heard.compression_db > 0.05) {
        notes.push(tr!(
            "The fundamental loses up to {:.1} dB, at {}",
            heard.compression_db,
            text::rounded(f, &Unit::HERTZ, 2)
        ));
    }
    notes.extend(lost(&found.heard, "frequencies"));
    notes.extend(drivers(&found.of, &found.unstated));
    notes
}

fn notes_over_level(input: &Input<'_>) -> Vec<String> {
    let Some(Ok(rise)) = input.rise else {
        return Vec::new();
    };
    let mut notes = Vec::new();
    let level = levels(rise);
    for percent in [1.0, 5.0, 10.0] {
        let all = rise.heard.iter().zip(&level);
        let mut above = all.filter_map(|(heard, level)| Some((heard.as_ref()?, *level)));
        if let Some((heard, _)) = above.find(|(heard, _)| 100.0 * heard.thd > percent) {
            notes.push(tr!("{percent} % below {:.1} dB", heard.fundamental_db));
        }
    }
    notes.extend(lost(&rise.heard, "levels"));
    notes.extend(drivers(&rise.of, &rise.unstated));
    notes
}

/// Where no steady state was found.
fn lost(heard: &[Option<Heard>], what: &str) -> Option<String> {
    let lost = heard.iter().filter(|heard| heard.is_none()).count();
    (lost > 0).then(|| {
        let what = words::text(what);
        tr!(
            "At {lost} of {} {what} no steady sound was found: an armature snaps to its magnet, or saturates beyond what is modelled",
            heard.len()
        )
    })
}

fn drivers(of: &[String], unstated: &[String]) -> Vec<String> {
    let mut notes = vec![tr!("Distortion of {}", of.join(", "))];
    if !unstated.is_empty() {
        notes.push(tr!(
            "Taken as linear, nothing is known: {}",
            unstated.join(", ")
        ));
    }
    notes
}
