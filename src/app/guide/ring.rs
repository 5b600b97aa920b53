//! The ring around what the guide points at.

use super::Pointing;
use crate::{
    app::{Earwright, theme},
    design::{Subject, geometry, path},
};
use egui::{Context, Id, LayerId, Order, Popup, Rect, Stroke, StrokeKind};

/// Room between the ring and what it surrounds, points.
const ROOM: f32 = 4.0;

impl Earwright {
    /// Draws the ring, over all but dialogs and menus.
    pub(in crate::app) fn ring_ui(&self, ctx: &Context) {
        if self.dialog.is_open() || Popup::is_any_open(ctx) {
            return;
        }
        let Some(rect) = self.pointed_at(ctx) else {
            return;
        };
        let rect = rect.expand(ROOM).intersect(ctx.content_rect().shrink(2.0));
        let layer = LayerId::new(Order::Foreground, Id::unique("guide ring"));
        let ink = ctx.global_style().visuals.clone();
        let ink = theme::accent(&ink);
        let painter = ctx.layer_painter(layer);
        let outer = Stroke::new(6.0, ink.gamma_multiply(0.3));
        for stroke in [outer, Stroke::new(2.5, ink)] {
            painter.rect_stroke(rect, 7.0, stroke, StrokeKind::Outside);
        }
    }

    /// Where that lies in the window.
    fn pointed_at(&self, ctx: &Context) -> Option<Rect> {
        match self.guide.as_ref()?.pointing? {
            Pointing::Row(name) => self.library.looked_for(name),
            Pointing::Sign(sign) => sign.rect(ctx),
            Pointing::Subject(subject) => Some(self.place_of(subject)?.intersect(self.canvas_area)),
        }
    }

    /// Where a part or link is drawn in the window, in sight or not.
    pub(super) fn place_of(&self, subject: Subject) -> Option<Rect> {
        let design = self.session.design();
        let [from, to] = match subject {
            Subject::Design => None,
            Subject::Part(id) => geometry::bounds(design.part(id)?.outline_mm(design)),
            Subject::Link(id) => geometry::bounds(path::path(design, design.link(id)?)),
        }?;
        let place = |mm| (self.canvas.view).screen_from_canvas(self.canvas_area, mm);
        Some(Rect::from_two_pos(place(from), place(to)))
    }
}
