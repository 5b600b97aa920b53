//! The plots on screen; axes, traces and colours come from `picture`.
//!
//! `plots_ui` fills the space it is given with one or two panes: sound pressure, and a second one
//! with tabs. It draws `picture::PlotModel`s, which are rebuilt only when the generation of the
//! input changes, and answers with actions.

mod axes;
mod colours;
mod compare;
mod cursor;
mod header;
mod items;
mod legend;
mod pane;
mod plot;
mod small;
mod state;
mod target;

pub use small::small_plot_ui;
pub use state::{PlotsLayout, PlotsState};

use super::action::{Action, Selection};
use crate::{
    design::{Design, Subject},
    network::Solution,
    picture::View,
};
use egui::{Rect, Sense, Ui, UiBuilder, vec2};
use state::LEAST_SHARE;
use std::sync::Arc;

/// What the plots show.
#[derive(Debug, Clone)]
pub struct PlotsInput {
    /// Changes whenever design, solution, ghost or time solution do.
    pub generation: u64,
    /// The design.
    pub design: Arc<Design>,
    /// Its solution over frequency.
    pub solution: Arc<Solution>,
    /// The solution before a running gesture began.
    pub ghost: Option<Arc<Solution>>,
    /// Its solution on `analysis::time::time_grid`, where `PlotsState::wants_time` asked for it.
    pub time: Option<Arc<Solution>>,
    /// What is selected.
    pub selection: Selection,
    /// What the pointer is over, anywhere.
    pub hovered: Option<Subject>,
    /// Whether the theme is dark.
    pub dark: bool,
}

/// Height of the strip between two panes, points.
const GAP: f32 = 6.0;

/// Draws the plots into all the space `ui` has left.
pub fn plots_ui(ui: &mut Ui, state: &mut PlotsState, input: &PlotsInput) -> Vec<Action> {
    let mut actions = Vec::new();
    let area = ui.available_rect_before_wrap();
    ui.allocate_rect(area, Sense::hover())
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Group, true, "Plots"));
    state.begin_frame();
    if let Some(view) = state.maximised {
        let only = usize::from(view != View::Spl);
        pane_in(ui, area, only, state, input, &mut actions);
        state.end_frame();
        return actions;
    }
    let beside = area.width() > 1.7 * area.height();
    let (first, handle, second) = split(area, state.split, beside);
    pane_in(ui, first, 0, state, input, &mut actions);
    pane_in(ui, second, 1, state, input, &mut actions);
    drag_handle(ui, handle, area, beside, state);
    state.end_frame();
    actions
}

fn pane_in(
    ui: &mut Ui,
    rect: Rect,
    which: usize,
    state: &mut PlotsState,
    input: &PlotsInput,
    actions: &mut Vec<Action>,
) {
    let builder = UiBuilder::new()
        .id_salt(("plot pane", which))
        .max_rect(rect);
    ui.scope_builder(builder, |ui| {
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        pane::pane_ui(ui, which, state, input, actions);
    });
}

fn split(area: Rect, at: f32, beside: bool) -> (Rect, Rect, Rect) {
    if beside {
        let x = area.left() + at * (area.width() - GAP);
        let (first, rest) = area.split_left_right_at_x(x);
        let (handle, second) = rest.split_left_right_at_x(x + GAP);
        (first, handle, second)
    } else {
        let y = area.top() + at * (area.height() - GAP);
        let (first, rest) = area.split_top_bottom_at_y(y);
        let (handle, second) = rest.split_top_bottom_at_y(y + GAP);
        (first, handle, second)
    }
}

fn drag_handle(ui: &mut Ui, handle: Rect, area: Rect, beside: bool, state: &mut PlotsState) {
    let id = ui.scope_id().with("plot split");
    let response = ui.interact(handle, id, Sense::drag());
    response
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Splitter, true, "Divide the plots"));
    let response = response.on_hover_cursor(if beside {
        egui::CursorIcon::ResizeHorizontal
    } else {
        egui::CursorIcon::ResizeVertical
    });
    if let Some(pointer) = response.interact_pointer_pos() {
        let at = if beside {
            (pointer.x - area.left()) / area.width()
        } else {
            (pointer.y - area.top()) / area.height()
        };
        state.split = at.clamp(LEAST_SHARE, 1.0 - LEAST_SHARE);
    }
    if response.hovered() || response.dragged() {
        let bar = Rect::from_center_size(
            handle.center(),
            if beside {
                vec2(2.0, handle.height())
            } else {
                vec2(handle.width(), 2.0)
            },
        );
        ui.painter()
            .rect_filled(bar, 1.0, ui.visuals().widgets.hovered.bg_fill);
    }
}
