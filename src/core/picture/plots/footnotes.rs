//! The grey lines under a plot: what it rests on and what it leaves out.

use super::Input;
use crate::{
    analysis::{error, limits, meaning, polarity, spl, target},
    design::ear::plane_words,
    picture::View,
    quantity::{Unit, text},
};

pub(super) fn footnotes(view: View, input: &Input<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    let of_pressure = view.is_of_pressure();
    if of_pressure && input.solution.drum_pressure.is_some() {
        // Others are heard: what is missing is told first.
        let silent = meaning::silent(input.design, input.solution);
        notes.extend(
            silent
                .into_iter()
                .map(|silent| tr!("Not drawn: {}", silent.why)),
        );
    }
    notes.extend(view.notes(input));
    if of_pressure && let Some(ear) = input.design.ear_model() {
        let ear = tr!("Ear: {}", ear.facts().description);
        // At which plane it is compared with others, where that is not its own.
        let ahead = input.design.insertion().filter(|ahead| *ahead != 0.0);
        notes.push(ahead.map_or_else(
            || ear.clone(),
            |ahead| format!("{ear}, {}", plane_words(ahead)),
        ));
    }
    let doubtful = &input.solution.validity.doubtful_drivers;
    if !doubtful.is_empty() {
        notes.push(tr!("Estimated driver data: {}", doubtful.join(", ")));
    }
    if of_pressure {
        notes.push(tr!("Not modelled: cone break-up, shell vibration, distortion").to_owned());
    }
    notes
}

/// What the family of ears spans, how far the total is off its target, and where drivers cancel.
pub(super) fn of_level(input: &Input<'_>) -> Vec<String> {
    let mut notes = input.ears.map_or_else(Vec::new, super::ears::notes);
    notes.extend(
        input
            .population
            .into_iter()
            .flat_map(super::population::notes),
    );
    notes.extend(smoothing(input));
    notes.extend(input.band.into_iter().flat_map(|band| band.notes.clone()));
    notes.extend(deviation(input));
    notes.extend(cancellation(input));
    notes
}

/// The distance from the target, and whether it may be compared with this ear at all.
pub(super) fn deviation(input: &Input<'_>) -> Option<String> {
    let setting = &input.design.target;
    if !setting.shown {
        return None;
    }
    let total = spl::total(input.solution)?;
    let shape = target::shape_db(&setting.target, &total.x);
    let deviation = error::deviation_db(&total.x, &total.y, &shape)?;
    let name = target::name(&setting.target);
    let ear = input.design.ear_model();
    // An imported target of an unknown rig is told of where it is chosen and scored.
    let told = target::rig(setting).is_some();
    let warning = ear.filter(|_| told);
    let warning = warning.and_then(|ear| target::rig_warning(setting, ear));
    let warning = warning.map_or_else(String::new, |why| {
        format!(" – {}", why.trim_start_matches("The target is "))
    });
    Some(tr!("{deviation:.1} dB off {name}, 50 Hz–8 kHz{warning}"))
}

/// How the levels are smoothed.
pub(super) fn smoothing(input: &Input<'_>) -> Option<String> {
    let parts = input.smoothing?;
    Some(tr!("Smoothed over 1/{parts} octave; figures are not"))
}

/// The deepest polarity hole, if there is one.
fn cancellation(input: &Input<'_>) -> Option<String> {
    let holes = polarity::holes(input.solution);
    let deepest = holes
        .iter()
        .max_by(|a, b| a.depth_db.total_cmp(&b.depth_db))?;
    let [first, second] = &deepest.drivers;
    Some(tr!(
        "{first} and {second} cancel at {}: total {:.0} dB below the larger",
        text::rounded(deepest.at, &Unit::HERTZ, 2),
        deepest.depth_db
    ))
}

/// How much of its limit every driver uses, and where.
pub(super) fn excursions(input: &Input<'_>) -> Vec<String> {
    let shares = input.solution.contributions.iter();
    shares
        .filter_map(|share| {
            let limit = limits::excursion_limit(&input.design.part(share.part)?.kind)?;
            let sizes = share.excursion.as_ref()?.iter().map(|x| x.norm());
            let (f, most) = input
                .solution
                .f
                .iter()
                .zip(sizes)
                .max_by(|a, b| a.1.total_cmp(&b.1))?;
            let used = 100.0 * most * std::f64::consts::SQRT_2 / limit;
            let digits = usize::from(used < 10.0);
            Some(tr!(
                "{}: {used:.digits$} % of Xmax at {}",
                share.name,
                text::rounded(*f, &Unit::HERTZ, 2)
            ))
        })
        .collect()
}
