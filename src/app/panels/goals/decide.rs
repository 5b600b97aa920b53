//! From a goal to what decides it: looked for beside the window, then shown.

use crate::{
    analysis::goals::{Decider, Judged, State, decider},
    app::{
        Earwright,
        actions::Action,
        inspector,
        panels::messages::Tone,
        work::{job::waker, latest::Latest},
    },
    design::{Design, Subject},
};
use egui::Context;
use std::sync::Arc;

/// The name of the worker.
const THREAD: &str = "what decides";

/// The goal that was asked about, in the design it was asked of.
pub(in crate::app) type Asked = (Arc<Design>, Judged);
/// The work on it.
pub(in crate::app) type Work = Latest<Asked, Option<Decider>>;

impl Earwright {
    /// Shows what decides the n-th goal.
    pub(in crate::app) fn show_decider(&mut self, ctx: &Context, n: usize) {
        let Some(judged) = self.session.goals().get(n).cloned() else {
            return;
        };
        if judged.state() == State::Unknown {
            let text = tr!("{} is unknown: {}", judged.goal.name(), judged.how);
            self.messages.say(Tone::Note, text);
            return;
        }
        if let Some(subject) = judged.subject {
            self.messages.say(Tone::Note, judged.how);
            self.push(Action::Reveal(subject));
            self.edit_value(ctx);
            return;
        }
        let design = self.session.design().clone();
        let solution = self.session.solution().clone();
        let asked = (design.clone(), judged.clone());
        self.decides
            .ask(asked, THREAD, &*self.runner, waker(ctx), move |_| {
                decider(&design, &solution, &judged)
            });
    }

    /// Shows what was found, unless the design has changed meanwhile.
    pub(in crate::app) fn poll_decider(&mut self, ctx: &Context) {
        let Some(found) = self.decides.take() else {
            return;
        };
        let Some((design, judged)) = self.decides.asked().cloned() else {
            return;
        };
        if !Arc::ptr_eq(&design, self.session.design()) {
            return;
        }
        let name = judged.goal.name();
        let Ok(Some(found)) = found else {
            let text = tr!("{name} hangs on no single number. {}", judged.how);
            self.messages.say(Tone::Note, text);
            return;
        };
        let change = judged.amount(found.per_percent.abs());
        let way = if found.per_percent < 0.0 {
            tr!("lowers")
        } else {
            tr!("raises")
        };
        let text = tr!(
            "{name} is decided by {}: 1 % more {way} it by {change}",
            found.name(&design)
        );
        self.messages.say(Tone::Note, text);
        if found.subject != Subject::Design {
            self.push(Action::Reveal(found.subject));
            self.settings.inspector_shown = true;
            inspector::want_field(ctx, &found.info.key());
        }
    }
}
