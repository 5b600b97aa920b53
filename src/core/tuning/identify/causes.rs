//! What that is not stated could explain a residual above the noise.
//!
//! A fixture is easily forgotten in part: a damper in the tube, a tube a few millimetres longer, a resistor
//! in the cable, a level that was not kept. Each is put into the problem as one number more, and the search
//! goes on from where it ended; what takes most away is named.

use super::{
    IdentifyError, Options, Progress, Take,
    fixture::{Freed, Piece},
    parameter::Parameter,
    problem::{ABOVE, Extra, Problem},
    rig::Rig,
    search::go_on,
};
use crate::quantity::order::SortByNumber as _;
use crate::{
    quantity::{Unit, text::rounded},
    tuning::least_squares::Minimum,
};
use rayon::prelude::*;
use std::ops::ControlFlow;

/// Something that is not stated and would explain what is left.
#[derive(Debug, Clone, PartialEq)]
pub struct Cause {
    /// Which measurement it is about.
    pub take: usize,
    /// What it is, in a sentence.
    pub message: String,
    /// What would be left with it, over the stated noise, rms.
    pub misfit: f64,
}

/// Steps a suspicion is given.
const STEPS: usize = 30;
/// Points of a measurement it is tried on.
const POINTS: usize = 90;
/// What leaves more than this part of what was left explains nothing.
const WORTH: f64 = 0.75;
/// Most causes told.
const MOST: usize = 3;
/// Where the search for a forgotten damper begins, Pa·s/m³.
const DAMPER: f64 = 3e7;
/// Where that for a forgotten resistor begins, Ω.
const RESISTOR: f64 = 5.0;

/// What may have been forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Suspect {
    /// A damper at the driver's mouth, or where the path meets the coupler.
    Damper { at_driver: bool },
    /// A tube of another length.
    Length(usize),
    /// A source resistance.
    Source,
    /// A level that was not kept.
    Level,
}

/// What explains a residual above the noise; nothing where it is not above.
pub(super) fn causes(
    problem: &Problem,
    parameters: &[&Parameter],
    best: &Minimum,
    (takes, options): (&[Take], &Options),
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Vec<Cause>, IdentifyError> {
    let now = problem.misfit(best);
    if now <= ABOVE {
        return Ok(Vec::new());
    }
    if progress(Progress {
        done: 1.0,
        misfit: now,
    })
    .is_break()
    {
        return Err(IdentifyError::Cancelled);
    }
    let suspects: Vec<(usize, Suspect)> = (takes.iter().enumerate())
        .flat_map(|(n, take)| suspects(take).into_iter().map(move |suspect| (n, suspect)))
        .collect();
    let few = problem.thinned(POINTS);
    let mut base = few.clone();
    let base = go_on(&mut base, parameters, &best.x, STEPS);
    let left = few.misfit(&base);
    let mut found: Vec<Cause> = (suspects.into_par_iter())
        .filter_map(|(n, suspect)| {
            let cause = tried(
                &few,
                parameters,
                &base.x,
                (n, takes.get(n)?),
                suspect,
                options,
            )?;
            (cause.misfit < WORTH * left).then_some(cause)
        })
        .collect();
    found.sort_by_number(|a| a.misfit);
    found.truncate(MOST);
    Ok(found)
}

/// What may have been forgotten of a measurement.
fn suspects(take: &Take) -> Vec<Suspect> {
    let mut all = Vec::new();
    if take.data.response.is_some() || take.data.impedance.is_some() {
        all.push(Suspect::Damper { at_driver: true });
        if !take.fixture.path.is_empty() {
            all.push(Suspect::Damper { at_driver: false });
        }
    }
    for (place, piece) in take.fixture.path.iter().enumerate() {
        let known = take
            .freed
            .iter()
            .any(|(freed, _)| *freed == Freed::Length(place));
        if matches!(piece, Piece::Tube { .. }) && !known {
            all.push(Suspect::Length(place));
        }
    }
    if take.data.response.is_some() {
        all.push(Suspect::Source);
        if take.offset_db == 0.0 {
            all.push(Suspect::Level);
        }
    }
    all
}

/// The problem with one number more, taken from where it ended.
fn tried(
    problem: &Problem,
    parameters: &[&Parameter],
    x: &[f64],
    (n, take): (usize, &Take),
    suspect: Suspect,
    options: &Options,
) -> Option<Cause> {
    let mut fixture = take.fixture.clone();
    let freed = match suspect {
        Suspect::Damper { at_driver } => {
            let piece = Piece::Damper { resistance: DAMPER };
            let place = if at_driver { 0 } else { fixture.path.len() };
            fixture.path.insert(place, piece);
            Some(Freed::Resistance(place))
        }
        Suspect::Length(place) => Some(Freed::Length(place)),
        Suspect::Source => {
            fixture.source_resistance = fixture.source_resistance.max(RESISTOR);
            Some(Freed::Source)
        }
        Suspect::Level => None,
    };
    let mut with = problem.clone();
    let (mean, deviation, bounds) = match freed {
        Some(freed) => {
            let ln = fixture.value(freed)?.ln();
            (ln, 3.0, (ln - 7.0, ln + 7.0))
        }
        None => (0.0, 2.0, (-6.0, 6.0)),
    };
    // Delays come last, so a new number moves them on.
    let place = with.free.len() + with.extras.len();
    let mut start = x.to_vec();
    start.insert(place, mean);
    for part in &mut with.parts {
        if let Some(delay) = &mut part.delay {
            *delay += 1;
        }
    }
    with.extras.push(Extra {
        take: n,
        freed,
        mean,
        deviation,
        bounds,
    });
    let part = with.parts.get_mut(n)?;
    match freed {
        None => part.offset = Some(place),
        Some(freed) => {
            // A piece put ahead of the others moves their places on.
            let ahead = matches!(suspect, Suspect::Damper { at_driver: true });
            let moved = |old: Freed| match old {
                Freed::Length(at) if ahead => Freed::Length(at + 1),
                Freed::Resistance(at) if ahead => Freed::Resistance(at + 1),
                same => same,
            };
            let mut all: Vec<Freed> = (problem.extras.iter())
                .filter(|extra| extra.take == n)
                .filter_map(|extra| extra.freed.map(moved))
                .collect();
            all.push(freed);
            let values = problem.values(x);
            let f = super::problem::frequencies(&part.points);
            let known = (&values[..], &problem.free[..]);
            part.rig = Rig::new(options.model, (&fixture, &all), known, &f);
            part.freed.push(place);
        }
    }
    let found = go_on(&mut with, parameters, &start, STEPS);
    let left = with.misfit(&found);
    let at = *found.x.get(place)?;
    Some(Cause {
        take: n,
        message: sentence(suspect, take, at, left),
        misfit: left,
    })
}

fn sentence(suspect: Suspect, take: &Take, at: f64, left: f64) -> String {
    let what = match suspect {
        Suspect::Damper { at_driver } => format!(
            "a damper of {} {} that is not stated",
            rounded(at.exp(), &Unit::DAMPER, 2),
            if at_driver {
                "at the driver"
            } else {
                "at the coupler"
            }
        ),
        Suspect::Length(place) => format!(
            "{} being {} instead",
            Freed::Length(place).words(&take.fixture),
            rounded(at.exp(), &Unit::LENGTH, 3)
        ),
        Suspect::Source => format!(
            "a source resistance of {} instead of {}",
            rounded(at.exp(), &Unit::OHM, 2),
            rounded(take.fixture.source_resistance, &Unit::OHM, 3)
        ),
        Suspect::Level => format!(
            "a level {:.1} dB {} than the stated drive gives",
            (at * crate::physics::level::DB_PER_NEPER).abs(),
            if at > 0.0 { "higher" } else { "lower" }
        ),
    };
    let whose = if take.name.is_empty() {
        String::new()
    } else {
        format!("{}: ", take.name)
    };
    format!("{whose}{what} would leave {left:.1} times the noise.")
}
