//! What would be heard if the driver under the pointer in the library took the place of the selected
//! one: solved beside the window, and nothing of the design changes.

use super::{
    job::{Runner, waker},
    latest::Latest,
    sound::sound,
    track::heard,
};
use crate::{
    app::{Earwright, library::item::LibraryContent},
    design::{Design, PartId, PartKind, operations},
    network::{Solution, Solver},
};
use egui::Context;
use std::{collections::BTreeSet, sync::Arc};

/// The name of the worker.
const THREAD: &str = "trial of a driver";

/// A driver in the place of another.
#[derive(Clone)]
struct Question {
    /// The design as it is heard.
    design: Arc<Design>,
    solo: BTreeSet<PartId>,
    part: PartId,
    name: String,
    kind: Arc<PartKind>,
}

impl Question {
    fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.design, &other.design)
            && Arc::ptr_eq(&self.kind, &other.kind)
            && (self.part, &self.solo) == (other.part, &other.solo)
    }
}

/// What is tried.
#[derive(Default)]
pub struct Trial {
    work: Latest<Question, Option<Arc<Solution>>>,
    /// What is heard with the driver of this name.
    shown: Option<(String, Arc<Solution>)>,
}

impl Trial {
    /// The driver that is tried, and what is heard with it.
    pub fn shown(&self) -> Option<&(String, Arc<Solution>)> {
        self.shown.as_ref()
    }

    /// Takes what was solved and asks for what is wanted now; whether something else is shown.
    fn update(
        &mut self,
        wanted: Option<Question>,
        f: &Arc<[f64]>,
        runner: &dyn Runner,
        wake: impl Fn() + Send + 'static,
    ) -> bool {
        let Some(wanted) = wanted else {
            self.work = Latest::default();
            return self.shown.take().is_some();
        };
        let asked = self.work.asked().is_some_and(|asked| asked.is(&wanted));
        let mut changed = false;
        if !asked {
            // The curve of another is gone at once.
            changed = self.shown.take().is_some();
            let (question, f) = (wanted.clone(), f.clone());
            self.work.ask(wanted, THREAD, runner, wake, move |_| {
                let Question { design, solo, .. } = &question;
                let design = heard(design, solo);
                let other = operations::with_new_kind(&design, question.part, &question.kind)?;
                Some(sound(&mut Solver::default(), &other, &f))
            });
        }
        let name = self.work.asked().map(|asked| asked.name.clone());
        if let Some(Ok(Some(solution))) = self.work.take() {
            self.shown = name.map(|name| (name, solution));
            changed = true;
        }
        changed
    }
}

impl Earwright {
    /// Tries the driver under the pointer in the library in the place of the selected one.
    pub(in crate::app) fn try_driver(&mut self, ctx: &Context) {
        let wanted = self.wanted_trial(ctx);
        let f = self.session.solution().f.clone();
        if self.trial.update(wanted, &f, &*self.runner, waker(ctx)) {
            self.session.redraw();
        }
    }

    fn wanted_trial(&self, ctx: &Context) -> Option<Question> {
        let item = self.library.pointed()?;
        let LibraryContent::Part(kind) = &item.content else {
            return None;
        };
        let selection = self.session.selection();
        let mut parts = self.selected_parts();
        let (part, others) = (parts.next()?, parts.next());
        let drivers = part.kind.is_driver() && kind.is_driver();
        let busy = self.dialog.is_open() || self.session.in_gesture() || ctx.dragged_id().is_some();
        if !drivers || busy || others.is_some() || !selection.links.is_empty() {
            return None;
        }
        Some(Question {
            design: self.session.design().clone(),
            solo: self.session.solo().clone(),
            part: part.id,
            name: item.name.clone(),
            kind: kind.clone(),
        })
    }
}
