//! A design to be chosen: its picture, its name, a line about it.

use crate::app::{canvas::picture::Drawing, theme, widgets::elide};
use egui::{
    Align, FontId, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    text::{LayoutJob, TextWrapping},
    vec2,
};

/// Height of the picture above its words, points.
const PICTURE: f32 = 92.0;
/// Height of the words below it: a name and three lines.
const WORDS: f32 = 64.0;
/// Size of the picture beside its words, points.
const SMALL: [f32; 2] = [84.0, 52.0];
/// Room at the edges, points.
const EDGE: f32 = 6.0;
/// Size of the name, points.
const NAME: f32 = 13.0;
/// Size of the line about it, points.
const LINE: f32 = 11.0;

/// What is to be shown.
pub(super) struct Card<'a> {
    pub(super) name: &'a str,
    pub(super) line: &'a str,
    /// Its drawing, once it is there.
    pub(super) drawing: Option<&'a Drawing>,
}

/// A picture above its words.
pub(super) fn card_ui(ui: &mut Ui, wide: f32, card: &Card<'_>) -> Response {
    let (rect, response) = button(ui, vec2(wide, PICTURE + WORDS), card);
    let (picture, words) = rect.split_top_bottom_at_y(rect.top() + PICTURE);
    picture_ui(ui, picture, card);
    words_ui(ui, words.shrink2(vec2(EDGE + 2.0, 4.0)), card);
    response
}

/// A picture beside its words.
pub(super) fn row_ui(ui: &mut Ui, card: &Card<'_>) -> Response {
    let size = vec2(ui.available_width(), SMALL[1]);
    let (rect, response) = button(ui, size, card);
    let (picture, words) = rect.split_left_right_at_x(rect.left() + SMALL[0]);
    picture_ui(ui, picture, card);
    words_ui(ui, words.shrink2(vec2(EDGE + 2.0, 8.0)), card);
    response
}

/// What is pressed, with its ground.
fn button(ui: &mut Ui, size: egui::Vec2, card: &Card<'_>) -> (Rect, Response) {
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let text = format!("{}: {}", card.name, card.line);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &text));
    let visuals = ui.style().interact(&response);
    let chosen = response.hovered() || response.has_focus();
    let edge = if chosen {
        Stroke::new(1.5, theme::accent(ui.visuals()))
    } else {
        Stroke::new(1.0, theme::line_strong(ui.visuals()))
    };
    ui.painter()
        .rect(rect, 5.0, visuals.weak_bg_fill, edge, StrokeKind::Inside);
    (rect, response)
}

fn picture_ui(ui: &Ui, rect: Rect, card: &Card<'_>) {
    let inner = rect.shrink(2.0);
    let visuals = ui.visuals();
    ui.painter().rect_filled(inner, 4.0, theme::sunken(visuals));
    if let Some(drawing) = card.drawing {
        drawing.paint(ui.painter(), inner, visuals.dark_mode);
    }
}

/// The name, cut to the room there is, and what fits of the line about it below.
fn words_ui(ui: &Ui, rect: Rect, card: &Card<'_>) {
    let visuals = ui.visuals();
    let ink = theme::text_strong(visuals);
    let name = elide::line(ui, card.name, FontId::proportional(NAME), ink, rect.width());
    let below = name.size().y + 1.0;
    ui.painter().galley(rect.min, name, ink);
    let ink = visuals.weak_text_color();
    let mut job = LayoutJob::simple(
        card.line.to_owned(),
        FontId::proportional(LINE),
        ink,
        rect.width(),
    );
    job.wrap = TextWrapping {
        max_width: rect.width(),
        max_rows: 3,
        ..TextWrapping::default()
    };
    job.halign = Align::LEFT;
    let line = ui.painter().layout_job(job);
    ui.painter()
        .galley(pos2(rect.left(), rect.top() + below), line, ink);
}
