//! What the steps look at: the design as it stands, whoever changed it and however.

use super::step::{DAMPER, Step, TWEETER, WOOFER};
use crate::{
    analysis::goals::{Judged, State},
    design::{
        Design, Goal, InsertKind, Link, LinkKind, Part, branch,
        port::{MINUS, PLUS},
    },
    network::Solution,
    words,
};

/// Goals that are no wider than this, dB, say that a design is near its target.
const NEAR_DB: f64 = 2.0;

/// What the steps look at.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// The design.
    pub design: &'a Design,
    /// Its solution.
    pub solution: &'a Solution,
    /// How its goals stand.
    pub goals: &'a [Judged],
    /// Whether it is in a file as it is.
    pub saved: bool,
    /// Whether something was exported since the guide began.
    pub exported: bool,
}

impl Seen<'_> {
    /// Whether a step is done.
    pub fn done(&self, step: Step) -> bool {
        match step {
            Step::Driver => self.design.drivers().next().is_some(),
            Step::Tube => self.is_heard() && self.tube().is_some(),
            Step::Damper => self.design.links.iter().any(is_damped),
            Step::Tweeter => {
                let all = self.design.drivers().all(|part| self.is_connected(part));
                self.design.drivers().count() > 1 && self.is_heard() && all
            }
            Step::Crossover => {
                self.design.drivers().next().is_some() && self.bare_driver().is_none()
            }
            Step::Target => self.design.target.shown,
            Step::Goal => self.near().is_some_and(|goal| goal.state() == State::Met),
            Step::Save => self.saved && self.exported,
        }
    }

    /// How a step is done by hand and by keys; where it is done in two goes, the next one.
    pub fn hint(&self, step: Step) -> String {
        let [woofer, damper, tweeter] = [WOOFER, DAMPER, TWEETER].map(words::text);
        match step {
            Step::Driver => tr!(
                "Drag “{woofer}” from the library into the shell. By keys: Ctrl+L, its name, Enter."
            ),
            Step::Tube => tr!(
                "Select the driver and press C: wires and tube come together. Or drag \
                           from its + and − to the source, and from its front to the ear."
            )
            .to_owned(),
            Step::Damper => tr!(
                "Drag the “{damper}” of the library onto the tube. By keys: Ctrl+L, “{damper}”, \
                 Enter; it goes into the tube that is selected, else into the nearest."
            ),
            Step::Tweeter if self.design.drivers().count() > 1 => {
                tr!("Select the new driver and press C.").to_owned()
            }
            Step::Tweeter => tr!(
                "Drag “{tweeter}” from the library into the shell, and press C. By keys: Ctrl+L, \
                 its name, Enter, C."
            ),
            Step::Crossover => tr!(
                "Select “{}” and press Shift+C. What is proposed suits it: “Place and wire” puts it \
                 in.",
                self.bare_driver().map_or(tweeter, |part| &part.name)
            ),
            Step::Target => tr!(
                "Click “Target: none” above the level plot and tick “Show the target”, \
                             or choose another. By keys: Ctrl+K, “target”, Enter."
            )
            .to_owned(),
            Step::Goal => match self.near() {
                None => tr!(
                    "Click “Goals” in the bar at the foot, then “Target”: within 2 dB from \
                         50 Hz to 8 kHz. By keys: Ctrl+K, “goals”, Enter."
                )
                .to_owned(),
                Some(goal) => tr!(
                    "It is {}. Press Shift+O, free all R, L and C and all tubes and dampers, then \
                     “Search” and “Take”.",
                    goal.figure_text()
                        .unwrap_or_else(|| tr!("not known yet").to_owned())
                ),
            },
            Step::Save if self.saved => tr!(
                "Now File, Export: the parts list, for example. Ctrl+E writes the plot as an image."
            )
            .to_owned(),
            Step::Save => tr!("Press Ctrl+S and give the file a name.").to_owned(),
        }
    }

    /// The driver that is not connected yet, else the one that was added last.
    pub fn newest_driver(&self) -> Option<&Part> {
        let drivers = || self.design.drivers();
        let open = drivers().find(|part| !self.is_connected(part));
        open.or_else(|| drivers().last())
    }

    /// The driver without a crossover, the one that was added last first.
    pub fn bare_driver(&self) -> Option<&Part> {
        let bare = |part: &&Part| !self.has_crossover(part);
        self.design.drivers().filter(bare).last()
    }

    /// The tube that a damper is to go into.
    pub fn tube(&self) -> Option<&Link> {
        let mut tubes = self.design.links.iter();
        tubes.find(|link| matches!(link.kind, LinkKind::Tube(_)))
    }

    /// The goal that the design is to be near its target.
    pub fn near(&self) -> Option<&Judged> {
        let is_near =
            |goal: &Goal| matches!(goal, Goal::Target { within, .. } if *within <= NEAR_DB);
        self.goals.iter().find(|judged| is_near(&judged.goal))
    }

    fn is_heard(&self) -> bool {
        self.solution.drum_pressure.is_some()
    }

    /// Whether a driver is wired and its sound is led somewhere.
    fn is_connected(&self, driver: &Part) -> bool {
        let sound = driver.kind.sound_port();
        let joined = |port: &str| self.design.links_at(driver.id, port).next().is_some();
        sound.is_some_and(joined) && joined(PLUS) && joined(MINUS)
    }

    /// Whether parts of its own stand before a driver.
    fn has_crossover(&self, driver: &Part) -> bool {
        branch::branch(self.design, driver.id).is_ok_and(|found| !found.own.is_empty())
    }
}

fn is_damped(link: &Link) -> bool {
    let LinkKind::Tube(tube) = &link.kind else {
        return false;
    };
    (tube.inserts.iter())
        .any(|insert| matches!(insert.kind, InsertKind::Damper { .. }) && !insert.bypassed)
}
