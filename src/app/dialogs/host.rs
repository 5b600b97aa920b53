//! Drawing the open dialog and doing what it answers.

use super::dialog::Ask;
use crate::app::{Earwright, theme::BAR};
use egui::{Align2, Color32, Context, Id, PointerState, Popup, Rect, vec2};

/// Between the frame of a dialog and what is in it, points.
const MARGIN: f32 = 16.0;
/// The least height of a list, however small the window is, points.
const LEAST: f32 = 120.0;
/// How far below the top of the window a dialog hangs, points.
const HANGS: f32 = 36.0;
/// Between what stands beside the plots and the edges around it, points.
const EDGE: f32 = 6.0;
/// Height of the buttons that end a dialog, points.
const FOOT: f32 = 48.0;

/// The most height of a list that has the window to itself but for what stands beside it, points.
pub(in crate::app) fn room_for_list(ctx: &Context, beside: f32) -> f32 {
    (ctx.content_rect().height() - beside).max(LEAST)
}

impl Earwright {
    /// Draws the open dialog, if any; what it asks for is done in the next `logic`.
    pub(in crate::app) fn dialog_ui(&mut self, ctx: &Context) {
        let Some(mut dialog) = self.dialog.take() else {
            return;
        };
        let mut ask = Ask::Stay;
        let frame = egui::Frame::window(&ctx.global_style()).inner_margin(MARGIN);
        let id = Id::unique("dialog");
        let mut modal = egui::Modal::new(id).frame(frame);
        // Its frame and a little of what lies behind stay in the window too.
        let window = ctx.content_rect().size();
        let mut wide = dialog.width().min(window.x - 48.0);
        // Left to itself a list is as high as where it first appeared; buttons come below it.
        let mut high = window.y - 2.0 * MARGIN - 48.0 - FOOT;
        if dialog.is_beside_plots() {
            let room = self.room_beside_plots(ctx);
            wide = wide.min(room.width() - 34.0);
            // Where the canvas is wide enough the library stays in sight too.
            let outside = wide + 2.0 * (MARGIN + EDGE);
            let left = if outside <= self.canvas_area.width() {
                self.canvas_area.left() + EDGE
            } else {
                room.left()
            };
            let area =
                egui::Modal::default_area(id).anchor(Align2::LEFT_TOP, vec2(left, room.top()));
            modal = modal.area(area).backdrop_color(Color32::TRANSPARENT);
            high = high.min(room.height() - 2.0 * MARGIN);
        }
        if dialog.hangs() {
            let area = egui::Modal::default_area(id);
            modal = modal.area(area.anchor(Align2::CENTER_TOP, vec2(0.0, HANGS)));
        }
        let response = modal.show(ctx, |ui| {
            ui.set_width(wide);
            ui.set_max_height(high);
            // Nothing lies under a bar.
            ui.spacing_mut().scroll.floating_allocated_width = BAR;
            ask = dialog.ui(ui, self);
        });
        let spared = dialog.outlives_clicks() && response.backdrop_response.clicked();
        if response.should_close() && !spared && ask.is_stay() {
            ask = Ask::Close;
        }
        self.dialog.put_back(dialog);
        if !ask.is_stay() {
            self.asked = Some(ask);
            ctx.request_repaint();
        }
    }

    /// The part of the window below its bar, and above the plots or left of them: menu, Undo and Save
    /// stay in sight.
    pub(super) fn room_beside_plots(&self, ctx: &Context) -> Rect {
        let window = ctx.content_rect();
        let canvas = self.canvas_area;
        let mut room = window.shrink(EDGE);
        if !canvas.is_positive() {
            return room;
        }
        room.min.y = canvas.top() + EDGE;
        if !self.settings.plots_shown {
            return room;
        }
        if self.settings.plots_beside {
            room.max.x = canvas.right().min(room.max.x);
        } else {
            room.max.y = canvas.bottom().min(room.max.y);
        }
        room
    }

    /// Takes the pointer away from what lies under an open dialog, to be given back: a tooltip that is
    /// open there would stay, over the dialog, for as long as the pointer rests. What is held down, and
    /// a menu that a click closes, keep it.
    pub(in crate::app) fn hide_pointer(&self, ctx: &Context) -> Option<PointerState> {
        let idle = !ctx.input(|input| input.pointer.any_down()) && !Popup::is_any_open(ctx);
        (self.dialog.is_open() && idle)
            .then(|| ctx.input_mut(|input| std::mem::take(&mut input.pointer)))
    }

    /// Does what a dialog asked for.
    pub(in crate::app) fn answer_dialog(&mut self, ctx: &Context) {
        let Some(ask) = self.asked.take() else { return };
        match ask {
            Ask::Stay => {}
            Ask::Close => {
                self.stay();
                if let Some(dialog) = self.dialog.take() {
                    dialog.closed(self);
                }
            }
            Ask::Then(answer) => {
                self.dialog.close();
                answer(self, ctx);
            }
            Ask::Meanwhile(answer) => answer(self, ctx),
        }
    }
}
