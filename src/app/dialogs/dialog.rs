//! What a dialog of the window is, and where the open one is kept.

use crate::app::{Earwright, actions::Action};
use egui::{Context, Ui};
use std::any::Any;

/// A dialog: one at a time, over everything else.
pub(in crate::app) trait Dialog: Any {
    /// Draws it. What it asks for is done in the next `logic`.
    fn ui(&mut self, ui: &mut Ui, app: &Earwright) -> Ask;

    /// Its width, points, where the window is wide enough.
    fn width(&self) -> f32 {
        380.0
    }

    /// Whether it stands clear of the plots, undimmed, because they follow what is chosen in it.
    fn is_beside_plots(&self) -> bool {
        false
    }

    /// Whether it hangs from the top of the window: a field above a list that becomes shorter stays
    /// where it is while it is typed into.
    fn hangs(&self) -> bool {
        false
    }

    /// Whether a click beside it leaves it open: what took several steps to fill in is not lost.
    fn outlives_clicks(&self) -> bool {
        false
    }

    /// Does what remains to be done when it was closed without an answer.
    fn closed(&self, _app: &mut Earwright) {}
}

/// What a dialog asks for.
type Answer = Box<dyn FnOnce(&mut Earwright, &Context)>;

/// What a dialog asks for once it has been drawn.
pub(in crate::app) enum Ask {
    /// Nothing, stay open.
    Stay,
    /// Close.
    Close,
    /// Close and do this.
    Then(Answer),
    /// Stay open and do this.
    Meanwhile(Answer),
}

impl Ask {
    /// Closes and does this.
    pub(in crate::app) fn then(answer: impl FnOnce(&mut Earwright, &Context) + 'static) -> Self {
        Self::Then(Box::new(answer))
    }

    /// Stays open and does this.
    pub(in crate::app) fn meanwhile(
        answer: impl FnOnce(&mut Earwright, &Context) + 'static,
    ) -> Self {
        Self::Meanwhile(Box::new(answer))
    }

    /// Closes and carries this out.
    pub(in crate::app) fn action(action: Action) -> Self {
        Self::then(|app, _| app.push(action))
    }

    /// Whether nothing is asked for.
    pub(in crate::app) fn is_stay(&self) -> bool {
        matches!(self, Self::Stay)
    }
}

/// Where the open dialog is kept.
#[derive(Default)]
pub(in crate::app) struct Slot(Option<Box<dyn Dialog>>);

impl Slot {
    /// Opens a dialog, in place of the one that is open.
    pub(in crate::app) fn open(&mut self, dialog: impl Dialog) {
        self.0 = Some(Box::new(dialog));
    }

    /// Closes it.
    pub(in crate::app) fn close(&mut self) {
        self.0 = None;
    }

    /// Takes it out, to be drawn or answered.
    pub(super) fn take(&mut self) -> Option<Box<dyn Dialog>> {
        self.0.take()
    }

    /// Puts it back.
    pub(super) fn put_back(&mut self, dialog: Box<dyn Dialog>) {
        self.0 = Some(dialog);
    }

    /// Whether a dialog is open.
    pub(in crate::app) fn is_open(&self) -> bool {
        self.0.is_some()
    }

    /// The open dialog, where it is of this type.
    pub(in crate::app) fn get<D: Dialog>(&self) -> Option<&D> {
        let dialog: &dyn Any = self.0.as_deref()?;
        dialog.downcast_ref()
    }

    /// The open dialog, where it is of this type.
    pub(in crate::app) fn get_mut<D: Dialog>(&mut self) -> Option<&mut D> {
        let dialog: &mut dyn Any = self.0.as_deref_mut()?;
        dialog.downcast_mut()
    }
}
