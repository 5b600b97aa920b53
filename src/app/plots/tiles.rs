//! How a tile of the plot area is drawn: its tab, the buttons beside the tabs, the plot below.

use super::{
    PlotsInput, header,
    header_button::BUTTON,
    landing::{BAR, Landing},
    pane,
    state::PlotsState,
};
use crate::{
    app::{actions::Action, theme, widgets::elide},
    picture::View,
};
use egui::{
    Color32, FontId, Id, Painter, Rect, Response, Role, Sense, Stroke, Ui, Visuals, WidgetInfo,
    vec2,
};
use egui_tiles::{Behavior, SimplificationOptions, TabState, Tabs, TileId, Tiles, UiResponse};

/// Room beside the words on a tab, points.
const MARGIN: f32 = 8.0;
/// Side of the cross that closes a tab, points, and the room before it.
const CROSS: f32 = 14.0;

/// The least width or height of a plot, points.
pub(super) const LEAST: f32 = 120.0;

/// The plot area while it is drawn.
pub(super) struct Area<'a> {
    pub(super) state: &'a mut PlotsState,
    pub(super) input: &'a PlotsInput,
    pub(super) actions: &'a mut Vec<Action>,
    /// Plots asked for, each in a group of tabs.
    pub(super) wanted: Vec<(View, TileId)>,
    /// Plots whose tab was closed.
    pub(super) closed: Vec<View>,
    /// Where each tab was drawn.
    pub(super) tabs: Vec<(TileId, Rect)>,
    /// Where the tab that is dragged would land.
    pub(super) landing: Option<Landing>,
}

impl Behavior<View> for Area<'_> {
    fn pane_ui(&mut self, ui: &mut Ui, _tile: TileId, view: &mut View) -> UiResponse {
        ui.set_clip_rect(ui.max_rect().intersect(ui.clip_rect()));
        pane::pane_ui(ui, *view, self.state, self.input, self.actions);
        UiResponse::None
    }

    fn tab_title_for_pane(&mut self, view: &View) -> egui::WidgetText {
        view.name().into()
    }

    fn tab_ui(
        &mut self,
        tiles: &mut Tiles<View>,
        ui: &mut Ui,
        id: Id,
        tile: TileId,
        state: &TabState,
    ) -> Response {
        let view = tiles.get_pane(&tile).copied();
        let name = view.map_or(tr!("Plots"), View::name);
        let font = FontId::proportional(BUTTON + 0.5);
        let ink = if state.active {
            theme::text_strong(ui.visuals())
        } else {
            ui.visuals().weak_text_color()
        };
        let room = (ui.clip_rect().width() - 2.0 * MARGIN - CROSS - 2.0).max(24.0);
        let galley = elide::line(ui, name, font, ink, room);
        let galley_cut = galley.elided;
        // Only the open tab can be closed, so that the others stay narrow and are not shut by
        // mistake.
        let closable = state.active && view.is_some();
        let cross = if closable { CROSS + 2.0 } else { 0.0 };
        let size = vec2(
            galley.size().x + 2.0 * MARGIN + cross,
            ui.available_height(),
        );
        let (_, rect) = ui.allocate_space(size);
        let tab = ui
            .interact(rect, id, Sense::click_and_drag())
            .on_hover_cursor(egui::CursorIcon::PointingHand);
        tab.widget_info(|| WidgetInfo::selected(Role::Button, true, state.active, name));
        self.tabs.push((tile, rect));
        if tab.clicked()
            && let Some(view) = view
        {
            self.state.active = view;
        }
        let revealed = view.is_some() && self.state.revealed == view;
        if tab.gained_focus() || revealed {
            // Off the edge, where an arrow lies on the row of tabs.
            tab.scroll_to_me(Some(egui::Align::Center));
        }
        if revealed {
            self.state.revealed = None;
        }
        if ui.is_rect_visible(rect) && !state.is_being_dragged {
            let painter = ui.painter();
            if tab.hovered() && !state.active {
                painter.rect_filled(rect, 0.0, ui.visuals().widgets.hovered.weak_bg_fill);
            }
            if state.active {
                painter.rect_filled(rect, 0.0, ui.visuals().panel_fill);
                let accent = Stroke::new(2.0, theme::accent(ui.visuals()));
                painter.hline(rect.x_range(), rect.top() + 1.0, accent);
            }
            if tab.has_focus() {
                let focus = Stroke::new(1.5, theme::accent(ui.visuals()));
                painter.rect_stroke(rect.shrink(1.5), 2.0, focus, egui::StrokeKind::Inside);
            }
            let at = rect.left_center() + vec2(MARGIN, -0.5 * galley.size().y);
            painter.galley(at, galley, ink);
            if closable && let Some(view) = view {
                self.cross(ui, rect, view);
            }
        }
        if tab.clicked_by(egui::PointerButton::Middle)
            && let Some(view) = view
        {
            self.closed.push(view);
        }
        if galley_cut {
            tab.on_hover_text(name)
        } else {
            tab
        }
    }

    fn top_bar_right_ui(
        &mut self,
        tiles: &Tiles<View>,
        ui: &mut Ui,
        tile: TileId,
        tabs: &Tabs,
        _scroll: &mut f32,
    ) {
        let open = tabs.active.and_then(|tile| tiles.get_pane(&tile).copied());
        let Some(view) = open else { return };
        ui.spacing_mut().item_spacing.x = 4.0;
        header::buttons(ui, view, self.state, self.input, self.actions);
        if let Some(chosen) = header::more_plots(ui, view, tiles) {
            self.wanted.push((chosen, tile));
        }
        ui.add_space(2.0);
    }

    fn tab_bar_height(&self, _style: &egui::Style) -> f32 {
        BAR
    }

    fn gap_width(&self, _style: &egui::Style) -> f32 {
        5.0
    }

    fn min_size(&self) -> f32 {
        LEAST
    }

    fn simplification_options(&self) -> SimplificationOptions {
        SimplificationOptions {
            all_panes_must_have_tabs: true,
            flatten_tabs_in_tabs: true,
            ..SimplificationOptions::default()
        }
    }

    fn tab_bar_color(&self, visuals: &Visuals) -> Color32 {
        theme::sunken(visuals)
    }

    fn tab_bar_hline_stroke(&self, _visuals: &Visuals) -> Stroke {
        Stroke::NONE
    }

    fn resize_stroke(&self, style: &egui::Style, state: egui_tiles::ResizeState) -> Stroke {
        match state {
            egui_tiles::ResizeState::Idle => Stroke::NONE,
            _ => Stroke::new(2.0, theme::accent(&style.visuals)),
        }
    }

    fn drag_preview_stroke(&self, visuals: &Visuals) -> Stroke {
        Stroke::new(1.5, theme::accent(visuals))
    }

    fn drag_preview_color(&self, visuals: &Visuals) -> Color32 {
        theme::accent(visuals).gamma_multiply(0.3)
    }

    fn paint_drag_preview(
        &self,
        visuals: &Visuals,
        painter: &Painter,
        _parent: Option<Rect>,
        _preview: Rect,
    ) {
        if let Some(landing) = &self.landing {
            painter.rect(
                landing.shown,
                2.0,
                self.drag_preview_color(visuals),
                self.drag_preview_stroke(visuals),
                egui::StrokeKind::Inside,
            );
        }
    }
}

impl Area<'_> {
    /// The cross on the open tab.
    fn cross(&mut self, ui: &Ui, tab: egui::Rect, view: View) {
        let middle = tab.right_center() - vec2(MARGIN - 2.0 + 0.5 * CROSS, 0.0);
        let rect = egui::Rect::from_center_size(middle, vec2(CROSS, CROSS));
        let id = ui.scope_id().with(("close", view));
        let cross = ui.interact(rect, id, Sense::click());
        cross.widget_info(|| WidgetInfo::labeled(Role::Button, true, tr!("Close {}", view.name())));
        let look = ui.style().interact(&cross);
        if cross.hovered() || cross.has_focus() {
            ui.painter().rect_filled(rect, 3.0, look.bg_fill);
        }
        let arm = rect.shrink(4.0);
        let stroke = Stroke::new(1.2, look.fg_stroke.color);
        ui.painter()
            .line_segment([arm.left_top(), arm.right_bottom()], stroke);
        ui.painter()
            .line_segment([arm.right_top(), arm.left_bottom()], stroke);
        if cross.on_hover_text(tr!("Close this plot")).clicked() {
            self.closed.push(view);
        }
    }
}
