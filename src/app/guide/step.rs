//! The eight steps of a first design: what each is about, and why.

use serde::{Deserialize, Serialize};

/// The driver that is proposed to begin with.
pub const WOOFER: &str = "Dynamic 10 mm";
/// The damper that is proposed.
pub const DAMPER: &str = "brown damper";
/// The driver that is proposed for the treble.
pub const TWEETER: &str = "Tweeter armature (generic)";

/// A step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Step {
    /// A driver in the shell.
    Driver,
    /// A tube to the ear, and wires.
    Tube,
    /// A damper in a tube.
    Damper,
    /// A second driver that plays.
    Tweeter,
    /// A crossover in front of every driver.
    Crossover,
    /// A target over the response.
    Target,
    /// A goal that is met.
    Goal,
    /// The design in a file, and something exported from it.
    Save,
}

impl Step {
    /// All of them, in order.
    pub const ALL: [Self; 8] = [
        Self::Driver,
        Self::Tube,
        Self::Damper,
        Self::Tweeter,
        Self::Crossover,
        Self::Target,
        Self::Goal,
        Self::Save,
    ];

    /// Its place, counted from 1.
    pub fn number(self) -> usize {
        let place = Self::ALL.iter().position(|step| *step == self);
        place.map_or(1, |place| place + 1)
    }

    /// The one after it.
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self.number()).copied()
    }

    /// The one before it.
    pub fn before(self) -> Option<Self> {
        Self::ALL.get(self.number().checked_sub(2)?).copied()
    }

    /// A few words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Driver => tr!("A driver"),
            Self::Tube => tr!("Its tube"),
            Self::Damper => tr!("A damper"),
            Self::Tweeter => tr!("A tweeter"),
            Self::Crossover => tr!("A crossover"),
            Self::Target => tr!("A target"),
            Self::Goal => tr!("A goal"),
            Self::Save => tr!("Save and export"),
        }
    }

    /// What is to be done.
    pub fn what(self) -> &'static str {
        match self {
            Self::Driver => tr!("Put a dynamic driver into the shell."),
            Self::Tube => {
                tr!("Wire the driver to the source and lead its sound to the ear by a tube.")
            }
            Self::Damper => tr!("Put a damper into the tube."),
            Self::Tweeter => tr!("Add a second driver for the treble, and connect it too."),
            Self::Crossover => tr!("Put a crossover in front of each driver."),
            Self::Target => tr!("Choose the curve that the response is to follow."),
            Self::Goal => tr!("Set a goal, and have better values searched until it is met."),
            Self::Save => tr!("Save the design, and export something from it."),
        }
    }

    /// Why.
    pub fn why(self) -> &'static str {
        match self {
            Self::Driver => {
                tr!("It turns current into sound; all that comes after shapes what it plays.")
            }
            Self::Tube => {
                tr!(
                    "Length and bore of a tube shape the treble, and through it the ear loads the driver."
                )
            }
            Self::Damper => {
                tr!("Its resistance takes the height off the resonances that every tube has.")
            }
            Self::Tweeter => {
                tr!(
                    "A large diaphragm is too heavy for the highest octaves; a small armature goes on there."
                )
            }
            Self::Crossover => {
                tr!(
                    "It keeps the bass off the tweeter and the treble off the other: each plays what it is best at."
                )
            }
            Self::Target => {
                tr!(
                    "It says what listeners expect at the eardrum; without one no curve is right or wrong."
                )
            }
            Self::Goal => {
                tr!(
                    "A goal tells while you draw how near you are, and a search turns many values at once."
                )
            }
            Self::Save => {
                tr!(
                    "The file holds all of the design; an export is what others can read or build from."
                )
            }
        }
    }
}
