//! The report card: the eight questions between a dynamic driver and armatures, answered in figures of a
//! design. Each figure says how it was computed; what is not known says so.

mod body;
mod power;
mod reading;
mod sound;

pub use reading::{best, reading, strengths};

use super::{
    Solution,
    goals::{self, Judged},
};
use crate::{
    design::{Design, Goal},
    network::{Solver, log_grid},
    quantity::{Unit, text},
    words,
};

/// What a design is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Question {
    /// How much and how deep.
    Bass,
    /// How far up, how fast, how even in time.
    Detail,
    /// How near the target.
    NaturalSound,
    /// From where to where.
    Range,
    /// What it asks of an amplifier.
    Power,
    /// What room it takes.
    Size,
    /// What it costs.
    Cost,
    /// What it bears.
    Durability,
}

impl Question {
    /// All of them, in the order they are asked.
    pub const ALL: [Self; 8] = [
        Self::Bass,
        Self::Detail,
        Self::NaturalSound,
        Self::Range,
        Self::Power,
        Self::Size,
        Self::Cost,
        Self::Durability,
    ];

    /// In a word or two.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bass => tr!("Bass"),
            Self::Detail => tr!("Detail"),
            Self::NaturalSound => tr!("Natural sound"),
            Self::Range => tr!("Range"),
            Self::Power => tr!("Power"),
            Self::Size => tr!("Size"),
            Self::Cost => tr!("Cost"),
            Self::Durability => tr!("Durability"),
        }
    }
}

/// Which way a figure is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// The greater.
    Greater,
    /// The smaller.
    Smaller,
    /// Neither: a matter of taste, or of what it is for.
    Neither,
}

/// One figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Name within its question, stable.
    pub key: &'static str,
    /// What it is.
    pub name: &'static str,
    /// The value in SI units, or dB, degrees, counts; absent where it is unknown or there is none.
    pub value: Option<f64>,
    /// The value as it is written, or why there is none: “unknown”, “no crossover”.
    pub shown: String,
    /// How it was computed: a sentence.
    pub how: String,
    /// Which way it is better.
    pub better: Better,
}

impl Figure {
    /// A figure, written as told.
    fn new(key: &'static str, name: &'static str, value: f64, shown: &str) -> Self {
        Self {
            key,
            name,
            value: Some(value).filter(|value| value.is_finite()),
            shown: if value.is_finite() {
                shown.replace('-', "−")
            } else {
                words::text(UNKNOWN).to_owned()
            },
            how: String::new(),
            better: Better::Neither,
        }
    }

    /// A figure in a unit, rounded to three digits.
    fn of(key: &'static str, name: &'static str, value: f64, unit: &'static Unit) -> Self {
        Self::new(key, name, value, &text::rounded(value, unit, 3))
    }

    /// A level or a difference of levels, dB.
    fn db(key: &'static str, name: &'static str, value: f64) -> Self {
        Self::new(key, name, value, &format!("{value:.1} dB"))
    }

    /// What there is none of, or what is unknown.
    fn none(key: &'static str, name: &'static str, shown: &str) -> Self {
        Self {
            value: None,
            ..Self::new(key, name, 0.0, shown)
        }
    }

    /// The value where there is one, else unknown.
    fn maybe(
        key: &'static str,
        name: &'static str,
        value: Option<f64>,
        figure: impl FnOnce(&'static str, &'static str, f64) -> Self,
    ) -> Self {
        match value.filter(|value| value.is_finite()) {
            Some(value) => figure(key, name, value),
            None => Self::none(key, name, words::text(UNKNOWN)),
        }
    }

    /// With how it was computed.
    fn how(self, how: impl Into<String>) -> Self {
        Self {
            how: how.into(),
            ..self
        }
    }

    fn better(self, better: Better) -> Self {
        Self { better, ..self }
    }

    /// As a goal judged it: its figure, its words.
    fn judged(key: &'static str, name: &'static str, judged: &Judged, better: Better) -> Self {
        let shown = judged.figure_text();
        match (judged.figure, shown) {
            (Some(value), Some(shown)) => Self::new(key, name, value, &shown),
            _ => Self::none(key, name, words::text(UNKNOWN)),
        }
        .how(judged.how.clone())
        .better(better)
    }
}

/// What is said of a figure that nobody knows.
pub const UNKNOWN: &str = "unknown";

/// The answer to one question.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The question.
    pub question: Question,
    /// Its figures.
    pub figures: Vec<Figure>,
}

/// The report card of a design.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The design's name.
    pub name: String,
    /// An answer to every question.
    pub answers: Vec<Answer>,
}

impl Report {
    /// A figure by its question and key.
    pub fn figure(&self, question: Question, key: &str) -> Option<&Figure> {
        let mut answers = self.answers.iter();
        let answer = answers.find(|answer| answer.question == question)?;
        answer.figures.iter().find(|figure| figure.key == key)
    }
}

/// What is not in a design.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beside<'a> {
    /// The price of all that is bought, or why there is none.
    pub price: Option<&'a Result<f64, String>>,
    /// Hours one unit takes to build, in place of what the design says.
    pub hours: Option<f64>,
    /// Share of built units that are good, and within what, in words.
    pub good: Option<(f64, &'a str)>,
}

/// Level that limits and amplifiers are asked for, dB SPL at 1 kHz.
pub const LOUD_DB: f64 = 110.0;
/// Frequencies a design is solved at.
const POINTS: usize = 512;

/// What every answer looks at.
struct Look<'a> {
    design: &'a Design,
    solution: &'a Solution,
    /// On the grid of time responses.
    time: &'a Solution,
    beside: &'a Beside<'a>,
    /// Headroom of excursion and power, and the swing, as goals judge them.
    excursion: Judged,
    power: Judged,
    swing: Judged,
    depth: Judged,
}

/// Source resistance that a bend of the response is told for, Ω.
const SOFT_SOURCE: f64 = 10.0;

/// Answers every question: solves the design over frequency and time.
pub fn report(design: &Design, beside: &Beside<'_>) -> Report {
    let mut solver = Solver::default();
    let f = log_grid(POINTS, 20.0, 20_000.0);
    let solution = super::meaning::solved(&mut solver, design, &f);
    let time = solver.solve(design, &super::time::time_grid());
    let mut asked = design.clone();
    asked.goals = vec![
        Goal::Excursion { level: LOUD_DB },
        Goal::Power { level: LOUD_DB },
        Goal::Swing {
            source: SOFT_SOURCE,
            at_most: 0.0,
        },
        Goal::Depth { at_most: 0.0 },
    ];
    let judged = goals::judge(&asked, &solution, &goals::Known::default());
    let Ok([excursion, power, swing, depth]) = <[Judged; 4]>::try_from(judged) else {
        return Report {
            name: design.name.clone(),
            answers: Vec::new(),
        };
    };
    let look = Look {
        design,
        solution: &solution,
        time: &time,
        beside,
        excursion,
        power,
        swing,
        depth,
    };
    let answers = Question::ALL.into_iter().map(|question| Answer {
        question,
        figures: match question {
            Question::Bass => sound::bass(&look),
            Question::Detail => sound::detail(&look),
            Question::NaturalSound => sound::natural(&look),
            Question::Range => sound::range(&look),
            Question::Power => power::power(&look),
            Question::Size => body::size(&look),
            Question::Cost => body::cost(&look),
            Question::Durability => body::durability(&look),
        },
    });
    Report {
        name: design.name.clone(),
        answers: answers.collect(),
    }
}
