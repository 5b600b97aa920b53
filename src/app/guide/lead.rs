//! Leading the user: pointing at the place of a step, and doing it in their stead.

use super::{
    Guide, Pointing, Sign, Step,
    step::{DAMPER, TWEETER, WOOFER},
};
use crate::{
    app::{
        Earwright,
        actions::{Action, Selection, command::Command},
        library::placing,
    },
    design::{Edit, Goal, Number, Subject, target::TargetSetting},
    exchange::Export,
    picture::View,
    tuning::variable::{Family, family},
};
use egui::Context;

impl Earwright {
    /// Points at the place where the step is done, with all that leads there open.
    pub(in crate::app) fn show_step(&mut self) {
        let Some(step) = self.guide.as_ref().and_then(Guide::step) else {
            return;
        };
        let seen = self.seen();
        let near = seen.near().is_some();
        let saved = seen.saved;
        let newest = seen.newest_driver().map(|part| Subject::Part(part.id));
        let bare = seen.bare_driver().map(|part| Subject::Part(part.id));
        let two = seen.design.drivers().count() > 1;
        let pointing = match step {
            Step::Driver => Some(Pointing::Row(WOOFER)),
            Step::Tube => newest.map(Pointing::Subject),
            Step::Damper => Some(Pointing::Row(DAMPER)),
            Step::Tweeter if two => newest.map(Pointing::Subject),
            Step::Tweeter => Some(Pointing::Row(TWEETER)),
            Step::Crossover => bare.map(Pointing::Subject),
            Step::Target => Some(Pointing::Sign(Sign::Target)),
            Step::Goal if near => {
                self.push(Action::Command(Command::Optimise));
                None
            }
            Step::Goal => Some(Pointing::Sign(Sign::Goals)),
            Step::Save if saved => Some(Pointing::Sign(Sign::FileMenu)),
            Step::Save => Some(Pointing::Sign(Sign::Save)),
        };
        match pointing {
            Some(Pointing::Row(name)) => {
                self.settings.library_shown = true;
                self.library.look_for(name);
            }
            Some(Pointing::Subject(subject)) => {
                // What is in sight stays where it is.
                let place = self.place_of(subject);
                let seen = place.is_some_and(|place| self.canvas_area.contains_rect(place));
                self.push(if seen {
                    Action::Select(Selection::of(subject))
                } else {
                    Action::Reveal(subject)
                });
            }
            Some(Pointing::Sign(Sign::Target)) => {
                self.push(Action::Command(Command::Show(View::Spl)));
            }
            Some(Pointing::Sign(_)) | None => {}
        }
        if let Some(guide) = &mut self.guide {
            guide.pointing = pointing;
        }
    }

    /// Does the step, or as much of it as needs no answer from the user.
    pub(in crate::app) fn do_step(&mut self, ctx: &Context) {
        let Some(step) = self.guide.as_ref().and_then(Guide::step) else {
            return;
        };
        let seen = self.seen();
        let newest = seen.newest_driver().map(|part| Subject::Part(part.id));
        let select = |subject| Action::Select(Selection::of(subject));
        match step {
            Step::Driver => self.place_named(WOOFER),
            Step::Tube => {
                if let Some(subject) = newest {
                    self.push(select(subject));
                    self.push(Action::Command(Command::ConnectDriver));
                }
            }
            Step::Damper => {
                let tube = seen.tube().map(|link| link.id);
                let position = tube.map(|link| placing::middle_of(seen.design, link));
                let item = self.library.named(DAMPER).cloned();
                match (item, tube.zip(position)) {
                    (Some(item), Some((link, position))) => {
                        self.push(Action::InsertInTube {
                            item,
                            link,
                            position,
                        });
                    }
                    _ => self.show_step(),
                }
            }
            Step::Tweeter => {
                if seen.design.drivers().count() < 2 {
                    self.place_named(TWEETER);
                } else if let Some(subject) = newest {
                    self.push(select(subject));
                }
                self.push(Action::Command(Command::ConnectDriver));
            }
            Step::Crossover => {
                if let Some(part) = seen.bare_driver() {
                    let subject = Subject::Part(part.id);
                    self.push(select(subject));
                    self.push(Action::Command(Command::Crossover));
                }
            }
            Step::Target => self.push(Action::Edit {
                label: tr!("Show target").to_owned(),
                edit: Edit::SetTarget(Box::new(TargetSetting {
                    shown: true,
                    ..seen.design.target.clone()
                })),
            }),
            Step::Goal => self.do_goal(ctx),
            Step::Save if seen.saved => {
                self.push(Action::Command(Command::Export(Export::Parts)));
            }
            Step::Save => self.push(Action::Command(Command::Save)),
        }
    }
    /// Sets the goal; where it is missed, begins to search.
    fn do_goal(&mut self, ctx: &Context) {
        let design = self.session.design().clone();
        if self.seen().near().is_none() {
            let mut goals = design.goals.clone();
            let near = |goal: &Goal| matches!(goal, Goal::Target { .. });
            goals.extend(Goal::ALL.into_iter().find(near));
            self.push(Action::Edit {
                label: tr!("Add goal {}", tr!("Target")),
                edit: Edit::SetGoals(goals),
            });
            return;
        }
        let all = [Family::Crossover, Family::Tubes].map(|of| family(&design, of, true));
        let numbers: Vec<Number> = (all.into_iter().flatten())
            .map(|variable| variable.number)
            .collect();
        let free = design.with_free(&numbers, true);
        if free != design.free {
            self.edit(tr!("Free numbers"), &Edit::SetFree(free));
        }
        self.search_better(ctx);
    }

    /// Places what the library shows under a name.
    fn place_named(&mut self, name: &str) {
        if let Some(item) = self.library.named(name).cloned() {
            self.push(Action::Place { item, at_mm: None });
        }
    }
}
