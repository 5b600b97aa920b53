//! The guided first design: eight steps in the window itself, each looked for in the design.
//!
//! Nothing here edits by ways of its own: what the guide does for the user are the actions and
//! commands that the user has, each undone as ever. What it looks at is `seen`; where it points, `sign`.

mod lead;
mod ring;
mod seen;
mod sign;
mod step;
mod strip;

pub use seen::Seen;
pub(in crate::app) use sign::Sign;
pub use step::{DAMPER, Step, TWEETER, WOOFER};
pub(in crate::app) use strip::strip_ui;

use super::{Earwright, files::next::Next};
use crate::{
    design::{Design, Subject, target::TargetSetting},
    library,
};
use egui::Context;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// How far a guided design is, as it is remembered between runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bookmark {
    /// The step.
    pub step: Step,
    /// The design's file, if it has one.
    pub file: Option<PathBuf>,
}

/// The guide while it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Guide {
    /// The step that is to be done; absent when all of them are.
    step: Option<Step>,
    /// Whether the step was gone to by hand: then it is left by hand too.
    by_hand: bool,
    /// Whether something was exported since it began.
    exported: bool,
    /// What it points at.
    pointing: Option<Pointing>,
}

/// What the guide points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pointing {
    /// What the library shows of this name.
    Row(&'static str),
    /// A part or link on the canvas.
    Subject(Subject),
    /// A place of the window.
    Sign(Sign),
}

impl Guide {
    fn at(step: Step) -> Self {
        Self {
            step: Some(step),
            by_hand: false,
            exported: false,
            pointing: None,
        }
    }

    /// The step that is to be done; absent when all of them are.
    pub fn step(&self) -> Option<Step> {
        self.step
    }

    fn go(&mut self, step: Option<Step>, by_hand: bool) {
        self.step = step;
        self.by_hand = by_hand;
        self.pointing = None;
    }
}

/// What a guided design begins as: a shell with its ear, and no target yet.
fn first_design() -> Design {
    let mut design = library::new_design();
    tr!("My first design").clone_into(&mut design.name);
    design.target = TargetSetting {
        shown: false,
        ..TargetSetting::default()
    };
    design
}

impl Earwright {
    /// The guide, while it is shown.
    pub fn guide(&self) -> Option<&Guide> {
        self.guide.as_ref()
    }

    /// What the steps look at.
    pub fn seen(&self) -> Seen<'_> {
        let session = &self.session;
        Seen {
            design: session.design(),
            solution: session.solution(),
            goals: session.goals(),
            saved: session.path().is_some() && !session.is_modified(),
            exported: self.guide.as_ref().is_some_and(|guide| guide.exported),
        }
    }

    /// Begins, or goes on where it was left.
    pub(in crate::app) fn guide_me(&mut self, ctx: &Context) {
        let here = |mark: &&Bookmark| {
            let session = &self.session;
            mark.file.as_deref() == session.path() && (mark.file.is_some() || session.is_modified())
        };
        match self.settings.guide.as_ref().filter(here) {
            Some(mark) => {
                self.dialog.close();
                self.guide = Some(Guide::at(mark.step));
            }
            None => self.after_unsaved(ctx, Next::Guide),
        }
    }

    /// Begins with a design of its own, or with the file it was left with.
    pub(in crate::app) fn begin_guide(&mut self) {
        let mark = self.settings.guide.take();
        let file = mark.as_ref().and_then(|mark| mark.file.clone());
        let kept = file.filter(|file| file.exists());
        match (mark, kept) {
            (Some(mark), Some(file)) => {
                self.open(&file);
                self.guide = Some(Guide::at(mark.step));
            }
            _ => {
                self.show_design(first_design(), None);
                self.guide = Some(Guide::at(Step::Driver));
            }
        }
    }

    /// Takes the guide away; asked for again, it goes on where it was left.
    pub(in crate::app) fn leave_guide(&mut self) {
        self.guide = None;
    }

    /// Notes that something was exported.
    pub(in crate::app) fn note_export(&mut self) {
        if let Some(guide) = &mut self.guide {
            guide.exported = true;
        }
    }

    /// Goes on to the next step where this one was done.
    pub(in crate::app) fn follow_guide(&mut self) {
        loop {
            let Some(guide) = &self.guide else { return };
            let Some(step) = guide.step else { break };
            let stays = guide.by_hand || self.session.in_gesture() || !self.seen().done(step);
            if stays {
                break;
            }
            if let Some(guide) = &mut self.guide {
                guide.go(step.next(), false);
            }
            self.library.end_seeking();
        }
        let step = self.guide.as_ref().and_then(Guide::step);
        let file = self.session.path();
        let mark = self.settings.guide.as_ref();
        let same =
            mark.map(|mark| (mark.step, mark.file.as_deref())) == step.map(|step| (step, file));
        if !same {
            self.settings.guide = step.map(|step| Bookmark {
                step,
                file: file.map(ToOwned::to_owned),
            });
        }
    }

    /// Leaves the step as it is and goes on; after the last one the guide is at its end.
    pub(in crate::app) fn skip_step(&mut self) {
        if let Some(guide) = &mut self.guide
            && let Some(step) = guide.step
        {
            guide.go(step.next(), true);
        }
    }

    /// Goes back to the step before.
    pub(in crate::app) fn step_back(&mut self) {
        if let Some(guide) = &mut self.guide {
            let before = match guide.step {
                Some(step) => step.before(),
                None => Step::ALL.last().copied(),
            };
            if before.is_some() {
                guide.go(before, true);
            }
        }
    }
}
