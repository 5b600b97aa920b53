//! Whether a design reaches its goals, judged from its solution: nothing is solved anew.

mod decide;
mod drivers;
mod response;

pub use decide::{Decider, decider};
pub(super) use response::seen;

use super::Solution;
use crate::{
    design::{Design, Goal, Part, Subject},
    network::log_grid,
    quantity::{Unit, text},
};
use response::Heard;
use std::sync::Arc;

/// Frequencies a design is solved at to be judged, Hz: a search refuses by what the command line
/// tells.
pub fn grid() -> Arc<[f64]> {
    log_grid(512, 20.0, 20e3)
}

/// How a goal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is reached.
    Met,
    /// It is not.
    Missed,
    /// It cannot be told.
    Unknown,
}

impl State {
    /// In a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Met => tr!("met"),
            Self::Missed => tr!("missed"),
            Self::Unknown => tr!("unknown"),
        }
    }
}

/// A goal beside what the design does.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// The goal.
    pub goal: Goal,
    /// What the design does, in the SI unit of the goal's bound; absent where it is unknown.
    pub figure: Option<f64>,
    /// How far it is on the good side of the bound, in the same unit; negative where it is missed.
    pub margin: Option<f64>,
    /// Where in frequency that is decided, Hz.
    pub at: Option<f64>,
    /// The part that decides it, where that is plain without a derivative.
    pub subject: Option<Subject>,
    /// How the figure was computed, or why it is unknown: a sentence.
    pub how: String,
}

impl Judged {
    /// How the goal stands.
    pub fn state(&self) -> State {
        match self.margin {
            Some(margin) if margin >= 0.0 => State::Met,
            Some(_) => State::Missed,
            None => State::Unknown,
        }
    }

    /// The margin as it is written: “+0.4 dB”, “−2 Ω”; absent where it is unknown.
    pub fn margin_text(&self) -> Option<String> {
        let margin = self.margin?;
        let sign = if margin < 0.0 { "−" } else { "+" };
        Some(format!("{sign}{}", amount(&self.goal, margin.abs())))
    }

    /// An amount in the unit of the figure, as it is written.
    pub fn amount(&self, value: f64) -> String {
        amount(&self.goal, value)
    }

    /// The same, not told, and why.
    #[must_use]
    pub fn unknown(self, why: &str) -> Self {
        Self {
            figure: None,
            margin: None,
            how: why.to_owned(),
            ..self
        }
    }

    /// What the design does, as it is written: a goal that is missed has the digits that tell it from
    /// its bound.
    pub fn figure_text(&self) -> Option<String> {
        let figure = self.figure?;
        let missed = self.margin.filter(|margin| *margin < 0.0);
        let tells = |more: &usize| {
            let shown = |value: f64| amount_with(&self.goal, value, *more);
            missed.is_none_or(|by| {
                shown(figure) != shown(figure + by) && shown(figure) != shown(figure - by)
            })
        };
        let more = (0..=MORE_DIGITS).find(tells).unwrap_or(0);
        Some(amount_with(&self.goal, figure, more).replace('-', "−"))
    }
}

/// The most digits a figure has beyond the usual ones.
const MORE_DIGITS: usize = 4;

/// An amount in the unit of a goal's bound, rounded for people; never to nothing where it is something.
fn amount(goal: &Goal, value: f64) -> String {
    let is_nothing = |text: &str| !text.contains(|letter: char| matches!(letter, '1'..='9'));
    let all = (0..=MORE_DIGITS).map(|more| amount_with(goal, value, more));
    let mut all = all.filter(|text| value == 0.0 || !is_nothing(text));
    all.next().unwrap_or_else(|| amount_with(goal, value, 0))
}

/// An amount with so many more digits than people need as a rule.
fn amount_with(goal: &Goal, value: f64, more: usize) -> String {
    match goal {
        Goal::Impedance { .. } => text::rounded(value, &Unit::OHM, 3 + more),
        Goal::Depth { .. } => text::rounded(value, &Unit::LENGTH, 3 + more),
        Goal::Yield { .. } => text::rounded(value, &Unit::PERCENT, 3 + more),
        Goal::Parts { .. } => format!("{value:.0}"),
        Goal::Price { .. } => format!("{value:.2}"),
        Goal::Target { .. }
        | Goal::Mask { .. }
        | Goal::Level { .. }
        | Goal::Swing { .. }
        | Goal::Excursion { .. }
        | Goal::Power { .. } => {
            let small = usize::from(value != 0.0 && value.abs() < 0.095);
            format!("{value:.*} dB", 1 + small.max(more))
        }
    }
}

/// What a solution does not tell and goals may ask for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known<'a> {
    /// The price of all that is bought, or why there is none.
    pub price: Option<&'a Result<f64, String>>,
    /// Deviations of built units from the design's curve, dB, ascending; absent where none were
    /// built, empty where none has a curve.
    pub deviations: Option<&'a [f64]>,
}

/// Every goal of a design beside what it does, in the order of the document.
pub fn judge(design: &Design, solution: &Solution, known: &Known<'_>) -> Vec<Judged> {
    if design.goals.is_empty() {
        return Vec::new();
    }
    let heard = Heard::of(design, solution);
    let heard = heard.as_ref();
    let look = |goal: &Goal| {
        let found = match *goal {
            Goal::Target { from, to, within } => {
                response::target(design, heard, [from, to], within)
            }
            Goal::Mask { from, to, within } => response::mask(design, heard, [from, to], within),
            Goal::Level { at_least, at_most } => response::level(heard, [at_least, at_most]),
            Goal::Impedance { at_least } => response::impedance(solution, at_least),
            Goal::Swing { source, at_most } => response::swing(design, solution, source, at_most),
            Goal::Excursion { level } => drivers::excursion(design, solution, heard, level),
            Goal::Power { level } => drivers::power(design, solution, heard, level),
            Goal::Parts { at_most } => parts(design, at_most),
            Goal::Price { at_most } => price(known, at_most),
            Goal::Depth { at_most } => depth(design, at_most),
            Goal::Yield { within, at_least } => built(known, within, at_least),
        };
        let Found {
            figure,
            margin,
            at,
            subject,
            how,
        } = found;
        let finite = |value: Option<f64>| value.filter(|value| value.is_finite());
        Judged {
            goal: *goal,
            figure: finite(figure),
            margin: finite(margin),
            at,
            subject,
            how,
        }
    };
    design.goals.iter().map(look).collect()
}

/// What was found of one goal.
#[derive(Debug, Default)]
struct Found {
    figure: Option<f64>,
    margin: Option<f64>,
    at: Option<f64>,
    subject: Option<Subject>,
    how: String,
}

impl Found {
    /// Nothing, and why.
    fn unknown(why: impl Into<String>) -> Self {
        Self {
            how: why.into(),
            ..Self::default()
        }
    }

    /// A figure that must not exceed a bound.
    fn at_most(bound: f64, figure: f64, how: impl Into<String>) -> Self {
        Self {
            figure: Some(figure),
            margin: Some(bound - figure),
            how: how.into(),
            ..Self::default()
        }
    }

    /// A figure that must reach a bound.
    fn at_least(bound: f64, figure: f64, how: impl Into<String>) -> Self {
        Self {
            margin: Some(figure - bound),
            ..Self::at_most(bound, figure, how)
        }
    }

    fn decided_at(self, f: f64) -> Self {
        Self {
            at: Some(f),
            ..self
        }
    }

    fn by(self, subject: Option<Subject>) -> Self {
        Self { subject, ..self }
    }
}

/// How many things a design is built from: drivers, electrical parts, dampers and meshes. Tubes are cut
/// from one stock, holes are drilled, the source, the ear and its tip are not of the design.
pub fn count_of_parts(design: &Design) -> usize {
    use crate::design::{LinkKind, kinds::bought::Shelf};
    let counts = |shelf: Shelf| !matches!(shelf, Shelf::Tubes | Shelf::Holes | Shelf::Eartips);
    let parts = design.parts.iter().filter(|part| !part.bypassed);
    let parts = parts.filter_map(|part| part.kind.bought());
    let inserts = design.links.iter().map(|link| match &link.kind {
        LinkKind::Tube(tube) => tube.inserts.iter().filter(|it| !it.bypassed).count(),
        LinkKind::Wire | LinkKind::Joint => 0,
    });
    parts.filter(|bought| counts(bought.shelf)).count() + inserts.sum::<usize>()
}

fn parts(design: &Design, at_most: f64) -> Found {
    let count = count_of_parts(design);
    let how = tr!("Drivers, electrical parts, dampers and meshes; tubes and holes are not counted");
    Found::at_most(at_most, count as f64, how)
}

fn price(known: &Known<'_>, at_most: f64) -> Found {
    match known.price {
        None => Found::unknown(tr!(
            "No price file is chosen: Export › Price file, or --prices"
        )),
        Some(Err(why)) => Found::unknown(why.clone()),
        Some(Ok(sum)) => Found::at_most(
            at_most,
            *sum,
            tr!("Sum of the parts list by the price file"),
        ),
    }
}

/// The depth that solid parts need within a shell, m, and the part that needs it: its height, or where
/// it reaches above the faceplate where it is set at a depth.
pub fn needed_depth(design: &Design) -> Option<(f64, Subject)> {
    depth_of(design.parts.iter())
}

/// The same of some parts.
pub fn depth_of<'a>(parts: impl Iterator<Item = &'a Part>) -> Option<(f64, Subject)> {
    let inside = parts.filter(|part| part.kind.facts().solid && !part.kind.facts().outside_shell);
    let reach = inside.map(|part| {
        let height = part.kind.height_mm();
        let [_, high] = part.depth_range_mm();
        let reach = if part.depth_mm == 0.0 {
            height
        } else {
            high.max(height)
        };
        (reach * 1e-3, Subject::Part(part.id))
    });
    reach
        .filter(|(reach, _)| *reach > 0.0)
        .max_by(|a, b| a.0.total_cmp(&b.0))
}

fn depth(design: &Design, at_most: f64) -> Found {
    let Some((reach, subject)) = needed_depth(design) else {
        return Found::unknown(tr!("No part in the shell has a height"));
    };
    let name = design.name_of(subject).unwrap_or_default();
    let how = tr!("Height of “{name}”, or its upper end where it is set at a depth");
    Found::at_most(at_most, reach, how).by(Some(subject))
}

fn built(known: &Known<'_>, within: f64, at_least: f64) -> Found {
    let Some(deviations) = known.deviations else {
        return Found::unknown(tr!("No units are built yet"));
    };
    if deviations.is_empty() {
        return Found::unknown(tr!("None of its units has a curve to be judged by"));
    }
    let good = deviations.partition_point(|off| *off <= within);
    let share = good as f64 / deviations.len() as f64;
    let how = tr!(
        "{good} of {} units within {within} dB (standard deviation, 50 Hz to 8 kHz) of the design",
        deviations.len()
    );
    Found::at_least(at_least, share, how)
}
