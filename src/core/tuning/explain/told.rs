//! What was found, as it is told.

use super::{
    Unexplained,
    select::{Fit, Instead, Search},
    unit::{Off, spread},
};
use crate::{
    design::{Design, Edit, Number, Subject, number::numbers},
    quantity::{
        Unit,
        text::{round_to, rounded},
    },
    tuning::{
        least_squares::covariance,
        optimise::built::edits_of,
        tolerance::production::{Production, Worn},
    },
};

/// How far a design is from the measurement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Misfit {
    /// Root mean square of the level, dB, as it is aligned.
    pub level_db: Option<f64>,
    /// Root mean square of ln |Z|: as a share of the impedance.
    pub impedance: Option<f64>,
    /// Both together, in units of the noise.
    pub noises: f64,
    /// How far the measured level is raised, dB; absent where it is taken as measured.
    pub raised_db: Option<f64>,
    /// The largest distance of the level, dB, and where that is, Hz.
    pub most: Option<(f64, f64)>,
}

/// A number that moved.
#[derive(Debug, Clone, PartialEq)]
pub struct Moved {
    /// Whose it is; of the design itself: how it was worn.
    pub subject: Subject,
    /// Its owner's name and its words, “Vent 1: Bore”.
    pub name: String,
    /// The number, with its value in the design and in the unit, SI; absent for how it was worn.
    pub number: Option<(Number, f64, f64)>,
    /// What it is in the design, with its unit.
    pub was: String,
    /// What it is in the unit.
    pub is: String,
    /// How far it moved, in standard deviations of its tolerance.
    pub sigmas: f64,
    /// How well that is known, in the same: one standard deviation.
    pub known_to: f64,
    /// Its tolerance, “±5 %”; two standard deviations.
    pub tolerance: String,
    /// Whether it lies beyond what its tolerance says, as one unit in twenty does.
    pub beyond: bool,
    /// What would be left without it, the others at their best, in units of the noise.
    pub without: f64,
    /// What fits about as well in its place.
    pub instead: Vec<Alternative>,
    /// Numbers among those that moved whose share in this cannot be told from its own.
    pub tied: Vec<String>,
}

/// What fits about as well.
#[derive(Debug, Clone, PartialEq)]
pub struct Alternative {
    /// Its owner's name and its words.
    pub name: String,
    /// What it would be.
    pub is: String,
    /// How far it would have moved, in standard deviations of its tolerance.
    pub sigmas: f64,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The design agrees with the measurement as it is.
    Agrees,
    /// What moved explains the measurement within its noise.
    Explained,
    /// What moved explains some of it.
    Partly,
    /// Nothing within its tolerance explains it.
    Nothing,
}

/// What explains a measurement.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// How far the design is from it.
    pub before: Misfit,
    /// How far the unit is from it.
    pub after: Misfit,
    /// What moved, in the order it was found.
    pub moved: Vec<Moved>,
    /// What came of it.
    pub verdict: Verdict,
    /// Numbers that could have moved.
    pub candidates: usize,
    /// Of those, how many have no effect that could be told from the noise.
    pub unseen: usize,
    /// Points that counted.
    pub points: usize,
    /// The design with the numbers that moved; how it was worn is no part of it.
    pub design: Design,
    /// What makes it of the design.
    pub edit: Edit,
}

/// Left of the noise where it is told from nothing.
const AGREES: f64 = 1.15;
const EXPLAINED: f64 = 1.35;
/// Digits of a value.
const DIGITS: usize = 5;
/// Standard errors that go together so far are one: only their sum is told.
const TIED: f64 = 0.95;

impl Misfit {
    fn of(off: &Off, search: &Search<'_>) -> Self {
        let rms = |off: &[f64]| {
            let square = off.iter().map(|off| off * off).sum::<f64>();
            (!off.is_empty()).then(|| (square / off.len() as f64).sqrt())
        };
        let units = off.in_noise(search.task.noise);
        let places = search.data.level.iter().flat_map(|points| &points.at);
        let most = off.level.iter().zip(places);
        let most = most.max_by(|a, b| a.0.abs().total_cmp(&b.0.abs()));
        Self {
            level_db: rms(&off.level),
            impedance: rms(&off.impedance),
            noises: rms(&units).unwrap_or(0.0),
            raised_db: search.data.raising.as_ref().map(|_| off.raised),
            most: most.and_then(|(off, at)| Some((*off, *search.data.f.get(*at)?))),
        }
    }

    /// In words: “0.31 dB and 1.2 %”.
    pub fn words(&self) -> String {
        let level = self.level_db.map(|db| format!("{db:.2} dB"));
        let impedance = self
            .impedance
            .map(|share| format!("{:.1} %", 100.0 * share));
        let all: Vec<String> = level.into_iter().chain(impedance).collect();
        all.join(" and ")
    }
}

pub(super) fn told(
    search: &mut Search<'_>,
    start: &Fit,
    best: &Fit,
    (instead, unseen): (&[Vec<Instead>], usize),
) -> Result<Explained, Unexplained> {
    let (before, after) = (search.off(start), search.off(best));
    let (Some(before), Some(after)) = (before, after) else {
        return Err(Unexplained::Silent);
    };
    let before = Misfit::of(&before, search);
    let after = Misfit::of(&after, search);
    let verdict = if before.noises < AGREES && best.free.is_empty() {
        Verdict::Agrees
    } else if best.free.is_empty() {
        Verdict::Nothing
    } else if after.noises < EXPLAINED {
        Verdict::Explained
    } else {
        Verdict::Partly
    };
    let words = Words::of(search);
    let errors = errors(best);
    let mut moved = Vec::new();
    for (place, (&draw, &x)) in best.free.iter().zip(&best.x).enumerate() {
        let Some(of) = search.production.draws().get(draw) else {
            continue;
        };
        let told = words.one(draw, x);
        let others = instead.get(place).into_iter().flatten();
        let tied = (best.free.iter().enumerate())
            .filter(|(other, _)| *other != place && errors.are_tied(place, *other))
            .map(|(_, draw)| words.one(*draw, 0.0).name);
        moved.push(Moved {
            subject: of.subject,
            number: told.number,
            was: told.was,
            is: told.is,
            name: told.name,
            sigmas: x,
            known_to: errors.of(place),
            tolerance: of.making.spread.words(),
            beyond: x.abs() * of.making.shape.deviation() > 1.0 + 1e-9,
            without: search.without(best, place),
            instead: others
                .map(|other| {
                    let told = words.one(other.draw, other.x);
                    Alternative {
                        name: told.name,
                        is: told.is,
                        sigmas: other.x,
                    }
                })
                .collect(),
            tied: tied.collect(),
        });
    }
    let edit = edit(search.design, &words.numbers, &best.free, &best.x);
    let design = search.design.apply(&edit).unwrap_or_else(|error| {
        log::warn!("what explains a measurement was refused: {error}");
        search.design.clone()
    });
    Ok(Explained {
        before,
        after,
        moved,
        verdict,
        candidates: search.production.draws().len(),
        unseen,
        points: search.data.count(),
        design,
        edit,
    })
}

/// How well the draws of a fit are known.
struct Errors(Option<nalgebra::DMatrix<f64>>);

fn errors(fit: &Fit) -> Errors {
    let free: Vec<usize> = (0..fit.free.len()).collect();
    Errors(covariance(&fit.normal.hessian, &free))
}

impl Errors {
    /// One standard deviation; that of the tolerance where nothing is known.
    fn of(&self, place: usize) -> f64 {
        let known = self.0.as_ref().and_then(|known| known.get((place, place)));
        known.map_or(1.0, |variance| variance.max(0.0).sqrt())
    }

    fn are_tied(&self, one: usize, other: usize) -> bool {
        let Some(both) = self.0.as_ref().and_then(|known| known.get((one, other))) else {
            return false;
        };
        both.abs() > TIED * self.of(one) * self.of(other)
    }
}

/// How draws are told.
struct Words<'a> {
    design: &'a Design,
    production: &'a Production,
    /// The same without how it is worn: its draws are the first ones.
    numbers: Production,
}

struct Told {
    name: String,
    number: Option<(Number, f64, f64)>,
    was: String,
    is: String,
}

impl<'a> Words<'a> {
    fn of(search: &Search<'a>) -> Self {
        Self {
            design: search.design,
            production: search.production,
            numbers: Production::of(search.design, Worn::Alike),
        }
    }

    fn one(&self, draw: usize, x: f64) -> Told {
        let of = self.production.draws().get(draw);
        let name = of.map_or_else(String::new, |of| format!("{}: {}", of.owner, of.what));
        let numbers = self.numbers.draws().len();
        if draw >= numbers {
            let worn = |x: &[f64]| {
                let drawn = spread(self.production, &[draw], x);
                self.production.build(&drawn)
            };
            let moved = numbers_of(&worn(&[0.0]), &worn(&[x])).into_iter().next();
            let mm = |metres: f64| rounded(metres, &Unit::LENGTH, 2);
            // The canal between tip and drum, or the gap past the tip.
            let is = match moved {
                None => tr!("as drawn").to_owned(),
                Some((_, _, gap)) if draw > numbers => tr!("a gap of {}", mm(gap)),
                Some((_, was, is)) if is < was => format!("{} deeper", mm(was - is)),
                Some((_, was, is)) => tr!("{} less deep", mm(is - was)),
            };
            return Told {
                name,
                number: None,
                was: tr!("as drawn").to_owned(),
                is,
            };
        }
        // Where it does not move, a move tells which number it is.
        let moved = self.built(&[draw], &[if x == 0.0 { 1.0 } else { x }]);
        let first = numbers_of(self.design, &moved).into_iter().next();
        let Some((number, was, is)) = first else {
            let (was, is) = (String::new(), String::new());
            return Told {
                name,
                number: None,
                was,
                is,
            };
        };
        let unit = number
            .find(self.design)
            .map_or(&Unit::NUMBER, |(info, _)| info.unit);
        Told {
            name: number.words(self.design).unwrap_or(name),
            was: rounded(was, unit, 4),
            is: rounded(is, unit, 4),
            number: Some((number, was, is)),
        }
    }

    fn built(&self, free: &[usize], x: &[f64]) -> Design {
        built(self.design, &self.numbers, free, x)
    }
}

/// Numbers that are otherwise in a unit, with their values before and after.
fn numbers_of(design: &Design, unit: &Design) -> Vec<(Number, f64, f64)> {
    let pairs = numbers(design).into_iter().zip(numbers(unit));
    pairs
        .filter(|((_, _, was), (_, _, is))| was != is)
        .map(|((number, _, was), (_, _, is))| (number, was, is))
        .collect()
}

/// A design with some draws, its numbers to as many digits as anyone reads.
fn built(design: &Design, production: &Production, free: &[usize], x: &[f64]) -> Design {
    let mut unit = production.build(&spread(production, free, x));
    for (number, _, is) in numbers_of(design, &unit) {
        number.set(&mut unit, round_to(is, DIGITS));
    }
    unit
}

/// What brings a design to the numbers that moved.
fn edit(design: &Design, production: &Production, free: &[usize], x: &[f64]) -> Edit {
    let unit = built(design, production, free, x);
    let moved = numbers_of(design, &unit);
    let owners = moved.iter().map(|(number, ..)| number.subject);
    Edit::Batch(edits_of(owners.collect(), &unit))
}

impl Explained {
    /// What came of it, in a sentence or two.
    pub fn sentence(&self) -> String {
        let (before, after) = (self.before.words(), self.after.words());
        let numbers = match self.moved.len() {
            1 => tr!("One number").to_owned(),
            count => tr!("{count} numbers"),
        };
        let brings = if self.moved.len() == 1 {
            tr!("brings the design from {before} to {after} rms of the measurement")
        } else {
            tr!("bring the design from {before} to {after} rms of the measurement")
        };
        match self.verdict {
            Verdict::Agrees => tr!(
                "The design agrees with the measurement within its noise ({before} rms): there is nothing to explain."
            ),
            Verdict::Nothing => tr!(
                "Nothing within tolerance explains the difference: it is {before} rms, and no number that production spreads takes enough of it away. Something else is otherwise: wiring, a leak, the wrong part, or the way it was measured."
            ),
            Verdict::Explained => tr!("{numbers} {brings}, which is within its noise."),
            Verdict::Partly => {
                let most = self.after.most.filter(|(off, _)| off.is_finite());
                let most = most.map_or_else(String::new, |(off, at)| {
                    tr!(", {:.1} dB at {}", off.abs(), rounded(at, &Unit::HERTZ, 3))
                });
                tr!(
                    "{numbers} {brings}. The rest{most} is not explained by anything within its tolerance."
                )
            }
        }
    }

    /// What it could not tell, in a sentence; empty where there is none.
    pub fn unseen_words(&self) -> String {
        match self.unseen {
            0 => String::new(),
            1 => tr!(
                "1 of {} numbers is too weak here to be told from the noise.",
                self.candidates
            ),
            count => tr!(
                "{count} of {} numbers are too weak here to be told from the noise.",
                self.candidates
            ),
        }
    }
}

impl Moved {
    /// How far it moved, “+1.4 ± 0.2 σ”.
    pub fn sigma_words(&self) -> String {
        signed_sigmas(self.sigmas, Some(self.known_to))
    }
}

impl Alternative {
    /// “Vent 1: Bore (1.1 mm, +1.2 σ)”.
    pub fn words(&self) -> String {
        let sigmas = signed_sigmas(self.sigmas, None);
        format!("{} ({}, {sigmas})", self.name, self.is)
    }
}

fn signed_sigmas(sigmas: f64, known_to: Option<f64>) -> String {
    let size = format!("{sigmas:+.1}").replace('-', "−");
    match known_to {
        Some(known_to) => format!("{size} ± {known_to:.1} σ"),
        None => format!("{size} σ"),
    }
}
