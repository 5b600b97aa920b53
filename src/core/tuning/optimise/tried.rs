//! What a search tried, and why it was not taken.

use super::super::objective::Score;

/// Why a design may not be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The goal it fails, in words.
    pub goal: String,
    /// What would cure that; empty where nothing is known.
    pub cure: String,
}

impl Refusal {
    /// The goal without its figures.
    pub(super) fn goal_name(&self) -> &str {
        self.goal.split(" (").next().unwrap_or_default()
    }
}

/// What became of something tried.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// It is the result.
    Taken,
    /// Another comes nearer to the target, by this much in cost, dB.
    Farther(f64),
    /// It fails a goal.
    Refused(Refusal),
    /// It does not play, or cannot be solved.
    Silent,
}

/// Something tried.
#[derive(Debug, Clone, PartialEq)]
pub struct Tried {
    /// What, in words.
    pub what: String,
    /// What it scores.
    pub score: Score,
    /// What became of it.
    pub verdict: Verdict,
}

impl Verdict {
    /// In words: “taken”, “0.4 dB farther”.
    pub fn words(&self) -> String {
        match self {
            Self::Taken => tr!("taken").to_owned(),
            Self::Farther(by) if *by < 0.0005 => tr!("as near: not taken").to_owned(),
            Self::Farther(by) => tr!("{by:.3} dB farther"),
            Self::Refused(Refusal { goal, cure }) if cure.is_empty() => format!("fails {goal}"),
            Self::Refused(Refusal { goal, cure }) => tr!("fails {goal}: {cure}"),
            Self::Silent => tr!("no sound that could be scored").to_owned(),
        }
    }
}
