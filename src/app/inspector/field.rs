//! The one field for a quantity: typed with prefixes, echoed, scrubbed, stepped.
//!
//! - Type `4.7u`, `4u7`, `4,7 µF`, `2k2`: what was understood is echoed below while typing.
//! - Drag the label sideways: the value follows in proportion, rounded to three digits.
//! - Wheel over the label or in the focused field, arrow keys in it: the next value of the series or
//!   catalogue.

use super::{
    about,
    spec::{FieldSpec, bare_size},
    step::stepped,
};
use crate::{
    app::{
        theme,
        widgets::{offscreen_rows, text_field::select_all},
    },
    design::parameter::{self, ParameterInfo, ParameterKey, Step},
    quantity::{Unit, parse, text},
};
use egui::{Align, Color32, Id, Key, Label, Layout, Response, RichText, Sense, TextEdit, Ui, vec2};

/// What happened to a field in this frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum FieldEvent {
    /// Nothing.
    None,
    /// A running gesture shows this value.
    Preview(f64),
    /// The gesture ended with its last preview.
    Finish,
    /// The gesture was given up.
    Cancel,
    /// A value was typed.
    Commit(f64),
}

/// Width of the value column, points.
pub const VALUE_WIDTH: f32 = 110.0;
/// What of it stands beside the text, points.
const MARGINS: f32 = 18.0;
/// Dragging by this many points multiplies the value by e.
const POINTS_PER_E_FOLD: f32 = 160.0;
/// The wheel steps a label on which the pointer has rested for this many seconds: whoever comes to the
/// list and turns the wheel at once wants to scroll.
const POINTER_REST: f32 = 0.2;
/// A series of wheel steps closes after this many seconds of rest.
const WHEEL_REST: f64 = 0.6;

/// Shows a field in a row of its own. `value` is absent where several parts differ. The same value
/// may be edited in two places at once: what is typed stays in the field of this `ui`.
pub fn quantity_field(ui: &mut Ui, id: Id, spec: &FieldSpec<'_>, value: Option<f64>) -> FieldEvent {
    let id = ui.scope_id().with(id);
    let omissible = offscreen_rows::out_of_reach(ui);
    let event = offscreen_rows::row(ui, id, omissible, |ui| {
        let mut event = FieldEvent::None;
        ui.horizontal(|ui| {
            let told = value.filter(|value| !spec.is_unstated(*value));
            let shown = told.map_or_else(String::new, |value| shown_text(ui, value, spec.unit));
            // A long unit takes from the label, which says the rest on hover.
            let width = (text_width(ui, &shown) + MARGINS).max(VALUE_WIDTH);
            let label_width = (ui.available_width() - width - 8.0).max(40.0);
            let handle = label_ui(ui, spec, label_width);
            keep(&mut event, scrub(ui, &handle, id, spec, value));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                keep(
                    &mut event,
                    edit_ui(ui, id, spec, (value, &shown, width), &handle),
                );
            });
        });
        echo_ui(ui, id, spec);
        event
    });
    event.unwrap_or(FieldEvent::None)
}

/// How far a wish to come to the first field is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum First {
    /// Asked for, before the inspector was drawn.
    Asked,
    /// The next field is it.
    Next,
}

/// Where that is remembered.
pub(super) fn first_wanted() -> Id {
    Id::unique("first field of the inspector")
}

/// Where the number is remembered whose field is wanted.
pub(super) fn named_wanted() -> Id {
    Id::unique("wanted field of the inspector")
}

/// Has the next field take the keyboard where it is that of the number that was asked for.
pub(super) fn come_to(ui: &Ui, info: &ParameterInfo) {
    let wanted: Option<ParameterKey> = ui.data(|data| data.get_temp(named_wanted()));
    if wanted.is_some_and(|key| info.is(&key)) {
        ui.data_mut(|data| {
            data.remove::<ParameterKey>(named_wanted());
            data.insert_temp(first_wanted(), First::Next);
        });
    }
}

/// Whether this field is the first one, which was asked for.
fn is_first_wanted(ui: &Ui) -> bool {
    let next = ui.data(|data| data.get_temp(first_wanted())) == Some(First::Next);
    if next {
        ui.data_mut(|data| data.remove::<First>(first_wanted()));
    }
    next
}

/// Keeps the first event that is one.
fn keep(event: &mut FieldEvent, new: FieldEvent) {
    if *event == FieldEvent::None {
        *event = new;
    }
}

fn label_ui(ui: &mut Ui, spec: &FieldSpec<'_>, width: f32) -> Response {
    let mut job = egui::text::LayoutJob::default();
    let font = egui::TextStyle::Body.resolve(ui.style());
    if !spec.symbol.is_empty() && spec.symbol != spec.label {
        let strong = theme::text_strong(ui.visuals());
        job.append(
            &format!("{}  ", spec.symbol),
            0.0,
            egui::TextFormat::simple(font.clone(), strong),
        );
    }
    let weak = ui.visuals().weak_text_color();
    job.append(spec.label, 0.0, egui::TextFormat::simple(font, weak));
    let response = ui
        .allocate_ui_with_layout(
            vec2(width, ui.spacing().interact_size.y),
            Layout::left_to_right(Align::Center),
            |ui| {
                ui.set_min_width(width);
                ui.add(Label::new(job).truncate().sense(Sense::drag()))
            },
        )
        .inner;
    response
        .on_hover_cursor(egui::CursorIcon::ResizeHorizontal)
        .on_hover_ui(|ui| about::about_ui(ui, spec))
}

/// Dragging the label.
fn scrub(
    ui: &Ui,
    handle: &Response,
    id: Id,
    spec: &FieldSpec<'_>,
    value: Option<f64>,
) -> FieldEvent {
    let state = id.with("scrub");
    let Some(value) = value else {
        return FieldEvent::None;
    };
    if handle.drag_started() {
        ui.data_mut(|data| data.insert_temp(state, (value, 0.0_f32)));
    }
    let Some((start, moved)) = ui.data(|data| data.get_temp::<(f64, f32)>(state)) else {
        return FieldEvent::None;
    };
    if taken_escape(ui) {
        ui.data_mut(|data| data.remove::<(f64, f32)>(state));
        return FieldEvent::Cancel;
    }
    if handle.drag_stopped() {
        ui.data_mut(|data| data.remove::<(f64, f32)>(state));
        return FieldEvent::Finish;
    }
    let by = handle.drag_delta().x;
    if by == 0.0 {
        return FieldEvent::None;
    }
    let moved = moved + by;
    ui.data_mut(|data| data.insert_temp(state, (start, moved)));
    FieldEvent::Preview(scrubbed(start, moved, spec))
}

/// Esc, taken away from whatever else it would do: it ends this gesture alone.
fn taken_escape(ui: &Ui) -> bool {
    ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Escape))
}

/// The value after dragging by `moved` points from `start`.
fn scrubbed(start: f64, moved: f32, spec: &FieldSpec<'_>) -> f64 {
    let unit = bare_size(spec.unit);
    let additive = matches!(spec.step, Step::Tenth) || start == 0.0;
    let raw = if additive {
        start + f64::from(moved) * 0.05 * unit
    } else {
        start * f64::from(moved / POINTS_PER_E_FOLD).exp()
    };
    let rounded = if additive {
        // In steps of a hundredth of the shown unit: three digits of a small number would crawl.
        (raw / (0.01 * unit)).round() * 0.01 * unit
    } else {
        raw
    };
    text::round_to(rounded, 3).clamp(spec.min, spec.max)
}

/// The text a value shows when it is not being edited: every digit where there are few, and no
/// more of them than leave room for the unit.
fn shown_text(ui: &Ui, value: f64, unit: &Unit) -> String {
    let fits = |words: &String| text_width(ui, words) + MARGINS <= VALUE_WIDTH;
    let exact = text::exact(value, unit);
    if exact.chars().filter(char::is_ascii_digit).count() <= 6 && fits(&exact) {
        return exact;
    }
    let shortest = text::rounded(value, unit, 2);
    let longer = [4, 3]
        .into_iter()
        .map(|digits| text::rounded(value, unit, digits));
    longer.into_iter().find(fits).unwrap_or(shortest)
}

/// How wide a text is, points.
fn text_width(ui: &Ui, words: &str) -> f32 {
    let font = egui::TextStyle::Body.resolve(ui.style());
    let painter = ui.painter();
    let galley = painter.layout_no_wrap(words.to_owned(), font, Color32::PLACEHOLDER);
    galley.size().x
}

fn edit_ui(
    ui: &mut Ui,
    id: Id,
    spec: &FieldSpec<'_>,
    (value, shown, width): (Option<f64>, &str, f32),
    handle: &Response,
) -> FieldEvent {
    let edit_id = id.with("edit");
    let typing: Option<String> = ui.data(|data| data.get_temp(edit_id));
    let mut typed = typing.clone().unwrap_or_else(|| shown.to_owned());
    let mut edit = TextEdit::singleline(&mut typed)
        .id(edit_id)
        .desired_width(width)
        .frame(theme::field_frame(ui, edit_id))
        .align(egui::Align2::RIGHT_CENTER);
    match value {
        None => edit = edit.hint_text(spec.absent),
        Some(value) if spec.is_unstated(value) => edit = edit.hint_text(tr!("unknown")),
        Some(_) => {}
    }
    let response = ui.add(edit);
    ui.ctx()
        .accesskit_node_builder(edit_id, |node| node.set_label(spec.label));
    about::by_key_ui(ui, &response, handle, spec);
    if is_first_wanted(ui) {
        response.request_focus();
        response.scroll_to_me(None);
    }

    if response.gained_focus() {
        let told = value.filter(|value| !spec.is_unstated(*value));
        let exact = told.map_or_else(String::new, |value| text::exact(value, spec.unit));
        select_all(ui, edit_id, &exact);
        ui.data_mut(|data| data.insert_temp(edit_id, exact));
    } else if response.changed() {
        ui.data_mut(|data| data.insert_temp(edit_id, typed.clone()));
    } else if typing.is_some() && !response.has_focus() && !response.lost_focus() {
        // The field was out of sight when the focus went: what was typed then is not meant.
        ui.data_mut(|data| data.remove::<String>(edit_id));
        return FieldEvent::None;
    }
    let stepping = wheel(ui, &response, handle, id, spec, value);
    if let FieldEvent::Preview(value) = stepping {
        if response.has_focus() {
            ui.data_mut(|data| data.insert_temp(edit_id, text::exact(value, spec.unit)));
        }
        return stepping;
    }
    if response.lost_focus() {
        ui.data_mut(|data| data.remove::<String>(edit_id));
        let given_up = ui.input(|input| input.key_pressed(Key::Escape));
        if !given_up
            && let Ok(new) = understood(&typed, spec)
            && value != Some(new)
        {
            return FieldEvent::Commit(new);
        }
    }
    stepping
}

/// Wheel over the label or in the focused field, arrow keys in the field.
fn wheel(
    ui: &Ui,
    response: &Response,
    handle: &Response,
    id: Id,
    spec: &FieldSpec<'_>,
    value: Option<f64>,
) -> FieldEvent {
    let state = id.with("wheel");
    let now = ui.input(|input| input.time);
    let running = ui.data(|data| data.get_temp::<f64>(state)).is_some();
    let rested = ui.input(|input| input.pointer.time_since_last_movement()) >= POINTER_REST;
    let label_meant = handle.hovered() && (running || (rested && !is_scrolling(ui)));
    let meant = label_meant || (response.has_focus() && response.hovered());
    let notches = if meant { take_notches(ui) } else { 0 }
        + if response.has_focus() {
            ui.input_mut(|input| {
                i32::from(input.consume_key(egui::Modifiers::NONE, Key::ArrowUp))
                    - i32::from(input.consume_key(egui::Modifiers::NONE, Key::ArrowDown))
            })
        } else {
            0
        };
    if notches != 0
        && let Some(mut new) = value
    {
        for _ in 0..notches.abs() {
            new = stepped(new, notches > 0, spec).clamp(spec.min, spec.max);
        }
        ui.data_mut(|data| data.insert_temp(state, now));
        return FieldEvent::Preview(new);
    }
    match ui.data(|data| data.get_temp::<f64>(state)) {
        Some(_) if taken_escape(ui) => {
            ui.data_mut(|data| data.remove::<f64>(state));
            FieldEvent::Cancel
        }
        Some(last) if now - last > WHEEL_REST => {
            ui.data_mut(|data| data.remove::<f64>(state));
            FieldEvent::Finish
        }
        Some(_) => {
            ui.ctx()
                .request_repaint_after(std::time::Duration::from_secs_f64(WHEEL_REST));
            FieldEvent::None
        }
        None => FieldEvent::None,
    }
}

/// Where it is kept when the wheel last scrolled the fields, s.
fn scrolled_id() -> Id {
    Id::unique("fields scrolled")
}

/// Takes note of a wheel that no field has taken, at the end of a list of fields: while it goes on
/// scrolling, a label that comes under the pointer is not meant.
pub fn note_scrolling(ui: &Ui) {
    let wheel = |event: &egui::Event| matches!(event, egui::Event::MouseWheel { .. });
    let (turned, now) = ui.input(|input| (input.events.iter().any(wheel), input.time));
    if turned && ui.rect_contains_pointer(ui.clip_rect()) {
        ui.data_mut(|data| data.insert_temp(scrolled_id(), now));
    }
}

/// Whether the wheel is scrolling the fields.
fn is_scrolling(ui: &Ui) -> bool {
    let last = ui.data(|data| data.get_temp::<f64>(scrolled_id()));
    last.is_some_and(|last| ui.input(|input| input.time) - last < WHEEL_REST)
}

/// Wheel notches of this frame, taken away from whatever would scroll.
fn take_notches(ui: &Ui) -> i32 {
    ui.input_mut(|input| {
        let mut notches = 0;
        input.events.retain(|event| match event {
            egui::Event::MouseWheel { delta, .. } if delta.y != 0.0 => {
                notches += if delta.y > 0.0 { 1 } else { -1 };
                false
            }
            _ => true,
        });
        if notches != 0 {
            input.smooth_scroll_delta = egui::Vec2::ZERO;
        }
        notches
    })
}

/// What was understood, shown while typing.
fn echo_ui(ui: &mut Ui, id: Id, spec: &FieldSpec<'_>) {
    let Some(typed) = ui.data(|data| data.get_temp::<String>(id.with("edit"))) else {
        return;
    };
    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
        match understood(&typed, spec) {
            Ok(value) => ui.label(
                RichText::new(format!("= {}", text::exact(value, spec.unit)))
                    .small()
                    .color(theme::accent(ui.visuals())),
            ),
            Err(message) => ui.add(
                Label::new(
                    RichText::new(message)
                        .small()
                        .color(ui.visuals().error_fg_color),
                )
                .wrap(),
            ),
        }
    });
}

/// The value a text stands for, or why it does not.
fn understood(typed: &str, spec: &FieldSpec<'_>) -> Result<f64, String> {
    let value = parse(typed, spec.unit).map_err(|error| error.to_string())?;
    match parameter::objection(value, (spec.min, spec.max), spec.unit) {
        None => Ok(value),
        Some(bound) => Err(bound),
    }
}
