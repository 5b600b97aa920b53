//! An entry of the library: its row, what is told of it under the pointer, and what follows the pointer
//! while it is dragged.

use super::{groups::Entry, item::LibraryItem};
use crate::{
    app::{actions::Action, inspector::trust_badge, theme},
    words,
};
use egui::{Align, Align2, Label, Layout, Response, RichText, Sense, Ui, vec2};

/// Room of a symbol before the name, points.
const SYMBOL: f32 = 26.0;

/// Draws an entry, which is dragged or clicked.
pub(super) fn entry_ui(ui: &mut Ui, entry: &Entry, actions: &mut Vec<Action>) -> Response {
    let response = entry_row(ui, entry);
    let response = response.on_hover_cursor(egui::CursorIcon::Grab);
    // The item is not copied in every frame.
    if response.drag_started() {
        response.dnd_set_drag_payload(entry.item.clone());
    }
    let response = response.on_hover_ui(|ui| hover_ui(ui, entry));
    if response.clicked() {
        actions.push(Action::Place {
            item: entry.item.clone(),
            at_mm: None,
        });
    }
    response
}

/// What there is to know of an entry: a line about it, its fit, where it comes from.
fn hover_ui(ui: &mut Ui, entry: &Entry) {
    ui.set_max_width(360.0);
    ui.label(RichText::new(entry.item.said()).strong());
    ui.label(words::text(&entry.summary));
    if let Some(fit) = &entry.fit {
        ui.label(RichText::new(fit.text()).strong());
        let words = tr!(
            "What its fit to measured curves leaves, rms over the fitted band: in the \
                     response, and in the impedance."
        );
        ui.label(RichText::new(words).small().weak());
    }
    if !entry.origin.is_empty() {
        ui.label(RichText::new(&entry.origin).small().weak());
    }
}

/// One row: a colour where it has one, the name, a line about it, the trust.
fn entry_row(ui: &mut Ui, entry: &Entry) -> Response {
    let size = vec2(ui.available_width(), entry.height());
    let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    let name = entry.item.said();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    let visuals = *ui.style().interact(&response);
    if response.hovered() || response.has_focus() {
        ui.painter()
            .rect_filled(rect, visuals.corner_radius, visuals.weak_bg_fill);
    }
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let mut inner = rect.shrink2(vec2(8.0, 2.0));
    if let Some(symbol) = &entry.symbol {
        let (picture, words) = inner.split_left_right_at_x(rect.left() + SYMBOL);
        let picture = picture.with_min_x(rect.left() + 2.0).shrink(1.0);
        symbol.paint(ui.painter(), picture, ui.visuals().dark_mode);
        inner = words.with_min_x(words.left() + 6.0);
    }
    ui.scope_builder(egui::UiBuilder::new().max_rect(inner), |ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 0.0);
        ui.horizontal(|ui| {
            if let Some(color) = entry.color {
                let (dot, _) = ui.allocate_exact_size(vec2(10.0, 16.0), Sense::hover());
                ui.painter().circle(
                    dot.center(),
                    5.0,
                    color,
                    egui::Stroke::new(1.0, theme::line_strong(ui.visuals())),
                );
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if let Some(trust) = entry.trust {
                    trust_badge(ui, trust);
                }
                if let Some(fit) = &entry.fit {
                    let error = format!("±{:.1} dB", fit.response_db);
                    ui.add(Label::new(RichText::new(error).small().weak()));
                }
                if entry.color.is_some() {
                    ui.add(Label::new(
                        RichText::new(words::text(&entry.summary)).weak(),
                    ));
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let name =
                        RichText::new(entry.item.said()).color(theme::text_strong(ui.visuals()));
                    ui.add(Label::new(name).truncate());
                });
            });
        });
        if entry.has_two_lines() {
            ui.add(
                Label::new(RichText::new(words::text(&entry.summary)).small().weak()).truncate(),
            );
        }
    });
    response
}

/// The name of what is being dragged, beside the pointer.
pub(in crate::app) fn drag_hint_ui(ctx: &egui::Context) {
    let Some(item) = egui::DragAndDrop::payload::<LibraryItem>(ctx) else {
        return;
    };
    let Some(at) = ctx.pointer_interact_pos() else {
        return;
    };
    egui::Area::new(egui::Id::unique("dragged item"))
        .order(egui::Order::Tooltip)
        .interactable(false)
        .fixed_pos(at + vec2(14.0, 10.0))
        .pivot(Align2::LEFT_TOP)
        .show(ctx, |ui| {
            egui::Frame::popup(ui.style()).show(ui, |ui| {
                ui.label(RichText::new(item.said()).strong());
            });
        });
}
