//! Places of the window that the guide points at: each notes where it was drawn last.

use egui::{Context, Id, Rect, Response};

/// A place of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::app) enum Sign {
    /// The menu of files.
    FileMenu,
    /// The button that saves.
    Save,
    /// The button of the target.
    Target,
    /// The button of the goals.
    Goals,
}

impl Sign {
    fn id(self) -> Id {
        Id::unique(("guide sign", self))
    }

    /// Notes where it is drawn.
    pub(in crate::app) fn note(self, response: &Response) {
        let rect = response.rect;
        (response.ctx).data_mut(|data| data.insert_temp(self.id(), rect));
    }

    /// Where it was drawn last.
    pub(super) fn rect(self, ctx: &Context) -> Option<Rect> {
        ctx.data(|data| data.get_temp(self.id()))
    }
}
