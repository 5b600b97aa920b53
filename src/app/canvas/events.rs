//! Window events become gestures: one event at a time, in the order they came.

use super::{
    CanvasState,
    editor::Editor,
    hit::{self, Hit},
    menu::Menu,
    tool::{self, Keys, Stage, Tool},
};
use crate::{
    app::actions::{Action, Selection},
    design::{Edit, Subject},
    picture::scene::Point,
};
use egui::{Event, Key, Modifiers, MouseWheelUnit, PointerButton, Response, Ui};

/// How much one notch of the wheel magnifies.
const NOTCH: f64 = 1.18;
/// Window points of a smooth scroll that magnify as much as one notch.
const NOTCH_POINTS: f32 = 50.0;
/// How far an arrow key moves, mm; ten times as far with Shift.
const NUDGE_MM: f64 = 0.5;

/// Arrow keys held down: all their steps are one undo step.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Nudge {
    by: Point,
}

fn keys(modifiers: Modifiers) -> Keys {
    Keys {
        shift: modifiers.shift,
        command: modifiers.command,
        alt: modifiers.alt,
    }
}

/// Takes this frame's events.
pub(super) fn handle(
    ui: &Ui,
    ground: &Response,
    state: &mut CanvasState,
    stage: Stage<'_>,
) -> Vec<Action> {
    let mut actions = Vec::new();
    let events: Vec<Event> = ui.input(|input| {
        let wanted = |event: &&Event| {
            matches!(
                event,
                Event::PointerMoved(_)
                    | Event::PointerButton { .. }
                    | Event::PointerGone
                    | Event::MouseWheel { .. }
                    | Event::Zoom(_)
                    | Event::Key { .. }
            )
        };
        input.events.iter().filter(wanted).cloned().collect()
    });
    let over = ground.contains_pointer();
    let on_ground = ground.is_pointer_button_down_on() || ground.clicked();
    let space = ui.input(|input| input.key_down(Key::Space)) && !ui.ctx().text_edit_focused();
    let held = ui.input(|input| input.modifiers);
    for event in events {
        match event {
            Event::PointerMoved(at) => {
                if state.panning.is_some() {
                    let before = state.pointer;
                    pan_to(state, ground, at, before);
                } else {
                    let place = state.view.canvas_from_screen(ground.rect, at);
                    state.pointer = (over || state.tool.is_running()).then_some(place);
                    actions.extend(state.tool.drag(stage, place, keys(held)));
                }
            }
            Event::PointerButton {
                pos,
                button,
                pressed,
                modifiers,
            } => {
                let place = state.view.canvas_from_screen(ground.rect, pos);
                // A slow frame may hold a press beside the canvas and the way onto it.
                let on_ground = on_ground && ground.rect.contains(pos);
                match (button, pressed) {
                    (PointerButton::Primary, true) if on_ground && !space => {
                        let hit = under(state, ground, stage, place);
                        state.selected_before = stage.selection.clone();
                        actions.extend(state.tool.press(stage, hit, place, keys(modifiers)));
                    }
                    (PointerButton::Primary | PointerButton::Middle, true)
                        if on_ground || (over && button == PointerButton::Middle) =>
                    {
                        state.panning = Some(state.view);
                        state.pointer = Some(place);
                    }
                    (PointerButton::Primary, false) => {
                        state.panning = None;
                        actions.extend(state.tool.release(stage, place, keys(modifiers)));
                    }
                    (PointerButton::Middle, false) => state.panning = None,
                    _ => {}
                }
            }
            Event::PointerGone if !state.tool.is_running() => state.pointer = None,
            Event::MouseWheel { unit, delta, .. } if over => {
                let notches = match unit {
                    MouseWheelUnit::Point => f64::from(delta.y / NOTCH_POINTS),
                    MouseWheelUnit::Line | MouseWheelUnit::Page => f64::from(delta.y),
                };
                zoom(ui, ground, state, NOTCH.powf(notches));
            }
            Event::Zoom(factor) if over => zoom(ui, ground, state, f64::from(factor)),
            Event::Key {
                key,
                pressed,
                modifiers,
                ..
            } => actions.extend(key_event(ui, state, stage, key, pressed, modifiers)),
            _ => {}
        }
    }
    if ground.secondary_clicked() {
        open_menu(ground, state, stage, &mut actions);
    }
    if ground.double_clicked()
        && let Some(at) = state.pointer
    {
        match under(state, ground, stage, at) {
            Hit::WayPoint(link, index) => {
                actions.extend(tool::without_way_point(stage, link, index));
            }
            hit => state.editor = Editor::open(stage, &hit),
        }
    }
    end_nudge(ui, state, &mut actions);
    hover(ui, ground, over, state, stage, &mut actions);
    drop_repeats(state, &mut actions);
    actions
}

/// What lies under a place, mm: over nothing else, what the name there is of. The name of a selected
/// tube is not the tube: a drag would bend it where the pointer is not.
fn under(state: &CanvasState, ground: &Response, stage: Stage<'_>, place: Point) -> Hit {
    let hit = hit::hit(stage.scene, stage.selection, place, state.view.zoom);
    if hit != Hit::Ground {
        return hit;
    }
    let at = state.view.screen_from_canvas(ground.rect, place);
    let named = state.named.iter().find(|(_, rect)| rect.contains(at));
    match named.map(|(subject, _)| *subject) {
        Some(Subject::Part(part)) => Hit::Part(part),
        Some(Subject::Link(link)) if !stage.selection.links.contains(&link) => Hit::Link(link),
        _ => Hit::Ground,
    }
}

/// Remembers what the menu is for, and selects it.
fn open_menu(
    ground: &Response,
    state: &mut CanvasState,
    stage: Stage<'_>,
    actions: &mut Vec<Action>,
) {
    let Some(pointer) = ground.interact_pointer_pos() else {
        return;
    };
    let at = state.view.canvas_from_screen(ground.rect, pointer);
    let hit = under(state, ground, stage, at);
    if let Some(selection) = tool::selected_by(stage, &hit) {
        actions.push(Action::Select(selection));
    }
    state.menu = Some(Menu { hit, at });
}

/// Keeps the canvas point that was under the pointer under it.
fn pan_to(state: &mut CanvasState, ground: &Response, at: egui::Pos2, before: Option<Point>) {
    if let Some(before) = before {
        let was = state.view.screen_from_canvas(ground.rect, before);
        state.view.pan(at - was);
    }
}

fn zoom(ui: &Ui, ground: &Response, state: &mut CanvasState, factor: f64) {
    if let Some(at) = ui.input(|input| input.pointer.latest_pos()) {
        state.view.zoom_at(ground.rect, at, factor);
    }
}

/// Keys of a running gesture, and the arrows.
fn key_event(
    ui: &Ui,
    state: &mut CanvasState,
    stage: Stage<'_>,
    key: Key,
    pressed: bool,
    modifiers: Modifiers,
) -> Vec<Action> {
    // Keys of an open dialog or menu are not ours.
    let covered = ui.ctx().memory(|memory| memory.top_modal_layer().is_some())
        || egui::Popup::is_any_open(ui.ctx());
    if !pressed || covered {
        return Vec::new();
    }
    match key {
        Key::Escape if state.panning.is_some() => {
            state.view = state.panning.take().unwrap_or(state.view);
            Vec::new()
        }
        Key::Escape if state.nudge.take().is_some() => vec![Action::CancelPreview],
        Key::Escape if state.tool.is_running() => {
            let mut actions = state.tool.cancel();
            // What the press selected is let go again.
            let before = std::mem::take(&mut state.selected_before);
            if before != *stage.selection {
                actions.push(Action::Select(before));
            }
            actions
        }
        // With nothing to cancel, Esc lets go of the selection.
        Key::Escape
            if !state.escape_is_taken
                && !stage.selection.is_empty()
                && ui.ctx().memory(|m| m.focused().is_none()) =>
        {
            vec![Action::Select(Selection::default())]
        }
        Key::R if !modifiers.command => match &mut state.tool {
            Tool::Move(moving) => moving.turn(if modifiers.shift { 15.0 } else { 90.0 }),
            _ => Vec::new(),
        },
        Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown => {
            let idle = !state.tool.is_running() && ui.ctx().memory(|m| m.focused().is_none());
            if idle && !modifiers.command {
                nudge(state, stage, key, modifiers.shift)
            } else {
                Vec::new()
            }
        }
        _ => Vec::new(),
    }
}

fn nudge(state: &mut CanvasState, stage: Stage<'_>, key: Key, far: bool) -> Vec<Action> {
    let parts: Vec<_> = stage
        .selection
        .parts
        .iter()
        .copied()
        .filter(|&id| stage.design.part(id).is_some_and(|part| !part.locked))
        .collect();
    if parts.is_empty() {
        return Vec::new();
    }
    let step = if far { 10.0 * NUDGE_MM } else { NUDGE_MM };
    let [dx, dy] = match key {
        Key::ArrowLeft => [-step, 0.0],
        Key::ArrowRight => [step, 0.0],
        Key::ArrowUp => [0.0, -step],
        _ => [0.0, step],
    };
    let nudge = state.nudge.get_or_insert_default();
    nudge.by = [nudge.by[0] + dx, nudge.by[1] + dy];
    vec![Action::Preview {
        label: tr!("Nudge").to_owned(),
        edit: Edit::Move {
            parts,
            by_mm: nudge.by,
        },
    }]
}

/// The nudge ends when no arrow is held.
fn end_nudge(ui: &Ui, state: &mut CanvasState, actions: &mut Vec<Action>) {
    if state.nudge.is_none() {
        return;
    }
    let arrows = [
        Key::ArrowLeft,
        Key::ArrowRight,
        Key::ArrowUp,
        Key::ArrowDown,
    ];
    let held = ui.input(|input| arrows.iter().any(|&key| input.key_down(key)));
    if !held {
        state.nudge = None;
        actions.push(Action::CommitPreview);
    }
}

/// What the pointer is over, and the cursor that says what it would do.
fn hover(
    ui: &Ui,
    ground: &Response,
    over: bool,
    state: &mut CanvasState,
    stage: Stage<'_>,
    actions: &mut Vec<Action>,
) {
    if state.tool.is_running() || state.panning.is_some() {
        ui.ctx().set_cursor_icon(match state.tool {
            Tool::Move(_) | Tool::Shape(_) => egui::CursorIcon::Grabbing,
            Tool::Link { .. } | Tool::Redrop { .. } | Tool::Band { .. } => {
                egui::CursorIcon::Crosshair
            }
            _ if state.panning.is_some() => egui::CursorIcon::Grabbing,
            _ => egui::CursorIcon::Default,
        });
        return;
    }
    let pointer = ui.input(|input| input.pointer.latest_pos());
    let hit = match pointer.filter(|_| over) {
        Some(at) => {
            let place = state.view.canvas_from_screen(ground.rect, at);
            under(state, ground, stage, place)
        }
        None => Hit::Ground,
    };
    if over {
        ui.ctx().set_cursor_icon(match hit {
            Hit::Ground => egui::CursorIcon::Default,
            Hit::Port(_) | Hit::LinkEnd(..) => egui::CursorIcon::Crosshair,
            Hit::Rotate(_) => egui::CursorIcon::Alias,
            Hit::Part(_) | Hit::WayPoint(..) | Hit::Insert(..) => egui::CursorIcon::Grab,
            Hit::Link(_) => egui::CursorIcon::PointingHand,
        });
    }
    if hit.subject() != state.hover.subject() {
        actions.push(Action::Hover(hit.subject()));
    }
    state.hover = hit;
}

/// A preview equal to the last one is not sent again.
fn drop_repeats(state: &mut CanvasState, actions: &mut Vec<Action>) {
    actions.retain(|action| match action {
        Action::Preview { .. } => {
            let fresh = state.previewed.as_ref() != Some(action);
            if fresh {
                state.previewed = Some(action.clone());
            }
            fresh
        }
        Action::CommitPreview | Action::CancelPreview => {
            state.previewed = None;
            true
        }
        _ => true,
    });
}
