//! Small marks at parts and links: problems, locks, what is muted or taken out.

use super::{overlay, paint::Paint};
use crate::{
    app::actions::{Action, Selection, command::Command},
    design::{Problem, Severity, Subject},
    picture::scene::{Ink, Scene, ScenePart},
};
use egui::{Align2, FontId, Pos2, Rect, Role, Stroke, Ui, Vec2, WidgetInfo, vec2};
use std::{collections::BTreeMap, sync::Arc};

/// The opacity of a part.
pub(super) fn fade(part: &ScenePart) -> f32 {
    if part.state.bypassed {
        0.35
    } else if part.state.muted {
        0.5
    } else {
        1.0
    }
}

/// Marks of state on a part: struck through when bypassed, a lock, an M.
pub(super) fn states(paint: &Paint<'_>, part: &ScenePart) {
    let [top_left, top_right, bottom_right, _] = part.corners(0.0);
    if part.state.bypassed {
        let middle = |a: [f64; 2], b: [f64; 2]| [0.5 * (a[0] + b[0]), 0.5 * (a[1] + b[1])];
        let [_, _, _, bottom_left] = part.corners(0.0);
        let stroke = Stroke::new(1.8, paint.colour(Ink::Warning));
        paint.stroked(
            &[
                middle(top_left, bottom_left),
                middle(top_right, bottom_right),
            ],
            false,
            stroke,
        );
    }
    let mut at = paint.view.rect(paint.area, part.bounds).left_top() + vec2(-2.0, -8.0);
    if part.state.muted && paint.view.zoom >= super::labels::LEAST_ZOOM {
        tag(paint, at, tr!("muted"), Ink::Warning);
        at.y -= 15.0;
    }
    if part.state.locked {
        lock(paint, at);
    }
}

fn tag(paint: &Paint<'_>, at: Pos2, text: &str, ink: Ink) {
    let font = FontId::proportional(10.5);
    paint
        .painter
        .text(at, Align2::LEFT_CENTER, text, font, paint.colour(ink));
}

/// A padlock drawn with strokes: no bundled font has one.
fn lock(paint: &Paint<'_>, at: Pos2) {
    let ink = paint.colour(Ink::TextSoft);
    let body = Rect::from_min_size(at + vec2(0.0, -2.0), vec2(8.0, 6.0));
    paint.painter.rect_filled(body, 1.0, ink);
    let shackle: Vec<Pos2> = (0_i16..=8)
        .map(|i| {
            let angle = std::f32::consts::PI * (1.0 + f32::from(i) / 8.0);
            body.center_top() + vec2(2.6 * angle.cos(), 3.2 * angle.sin())
        })
        .collect();
    paint
        .painter
        .add(egui::Shape::line(shackle, Stroke::new(1.3, ink)));
}

/// A problem badge: where it stands and what it says.
pub(super) struct Badge<'a> {
    subject: Subject,
    pub(super) rect: Rect,
    worst: Severity,
    problems: Vec<&'a Problem>,
}

/// One badge for everything that has a warning or an error and is seen; one for a pile.
pub(super) fn badges<'a>(
    paint: &Paint<'_>,
    scene: &Scene,
    problems: &'a [Problem],
) -> Vec<Badge<'a>> {
    let mut found: BTreeMap<Subject, Vec<&Problem>> = BTreeMap::new();
    // Notes stay in the list: a badge on every part that has one would say nothing.
    for problem in problems.iter().filter(|p| p.severity > Severity::Note) {
        found.entry(problem.subject).or_default().push(problem);
    }
    // What stands on a pile has one badge for all: those beneath it could not be reached.
    let mut piles: BTreeMap<(i32, i32), (Subject, Rect, Vec<&Problem>)> = BTreeMap::new();
    for (subject, problems) in found {
        let Some(place) = place(paint, scene, subject) else {
            continue;
        };
        let rect = Rect::from_center_size(place, BADGE);
        if paint.area.contains_rect(rect) {
            let pile = piles
                .entry(cell(place))
                .or_insert((subject, rect, Vec::new()));
            pile.2.extend(problems);
        }
    }
    piles
        .into_values()
        .filter_map(|(subject, rect, problems)| {
            Some(Badge {
                subject,
                rect,
                worst: problems.iter().map(|problem| problem.severity).max()?,
                problems,
            })
        })
        .collect()
}

/// Size of a badge, points.
const BADGE: Vec2 = Vec2::splat(15.0);
/// Side of the squares in which marks of several things are one, points.
const CELL: f32 = 4.0;

/// The square of the window a mark stands in.
fn cell(at: Pos2) -> (i32, i32) {
    #[allow(
        clippy::cast_possible_truncation,
        reason = "places of the window, to a few points"
    )]
    let index = |x: f32| (x / CELL).round() as i32;
    (index(at.x), index(at.y))
}

/// Most messages a badge tells; the list of problems has them all.
const MOST_TOLD: usize = 8;

/// The messages of a badge, a line each.
fn told(problems: &[&Problem]) -> String {
    let messages = problems.iter().take(MOST_TOLD);
    let mut lines: Vec<&str> = messages.map(|p| p.message.as_str()).collect();
    let more = problems.len().saturating_sub(MOST_TOLD);
    let rest = tr!("and {more} more: see Problems");
    if more > 0 {
        lines.push(&rest);
    }
    lines.join("\n")
}

/// Where a badge stands: at the corner of a part, on the middle of a link.
fn place(paint: &Paint<'_>, scene: &Scene, subject: Subject) -> Option<Pos2> {
    match subject {
        Subject::Design => None,
        Subject::Part(id) => {
            let part = scene.part(id)?;
            Some(corner(paint.view.rect(paint.area, part.bounds)))
        }
        Subject::Link(id) => Some(paint.at(scene.link(id)?.middle)),
    }
}

/// Where the badge of a part stands that takes this of the window.
fn corner(around: Rect) -> Pos2 {
    around.right_top() + vec2(5.0, -5.0)
}

/// Paints the badges; each tells its messages under the pointer.
pub(super) fn problems(ui: &Ui, paint: &Paint<'_>, badges: &[Badge<'_>]) {
    let ground = paint.colour(Ink::Ground);
    let font = FontId::proportional(11.0);
    let mark = (paint.painter).layout_no_wrap("!".to_owned(), font, ground);
    let pointer = ui.input(|input| input.pointer.hover_pos());
    for badge in badges {
        let ink = if badge.worst == Severity::Error {
            Ink::Error
        } else {
            Ink::Warning
        };
        let place = badge.rect.center();
        // Two discs, which the font's texture holds up to this size, and no ring, which would be a
        // path.
        for (radius, colour) in [(6.7, ground), (5.7, paint.colour(ink))] {
            paint.painter.circle_filled(place, radius, colour);
        }
        let corner = Align2::CENTER_CENTER.anchor_size(place, mark.size()).min;
        paint.painter.galley(corner, Arc::clone(&mark), ground);
        // Hundreds of them sense nothing while the pointer is elsewhere.
        if pointer.is_some_and(|at| badge.rect.contains(at)) {
            let id = ui
                .scope_id()
                .with(("problem badge", subject_key(badge.subject)));
            let response = ui.interact(badge.rect, id, egui::Sense::hover());
            if !response.hovered() {
                // What senses the pointer is known from the next frame on.
                ui.ctx().request_repaint();
            }
            response.on_hover_text(told(&badge.problems));
        }
    }
}

/// A number that tells subjects apart.
fn subject_key(subject: Subject) -> (u8, u32) {
    match subject {
        Subject::Design => (0, 0),
        Subject::Part(id) => (1, id.0),
        Subject::Link(id) => (2, id.0),
    }
}

/// Size of the button of an unconnected driver, points, and how far its middle stands off.
const BUTTON: Vec2 = vec2(62.0, 18.0);
const BUTTON_OFF: f32 = 15.0;

/// Where the button of an unconnected driver stands: above it, beside the handle that turns it, or
/// below. Whether the driver is selected makes no difference, or it would move under the pointer.
pub(super) fn connect_rect(paint: &Paint<'_>, part: &ScenePart) -> Rect {
    let around = paint.view.rect(paint.area, part.bounds);
    let above = around.center_top() - vec2(0.0, BUTTON_OFF);
    let below = around.center_bottom() + vec2(0.0, BUTTON_OFF);
    let aside = vec2(0.5 * BUTTON.x + 12.0, 0.0);
    let places = [above, above - aside, below, below - aside];
    let places = places.map(|middle| Rect::from_center_size(middle, BUTTON));
    let badge = Rect::from_center_size(corner(around), BADGE);
    let tags = tags_rect(paint, part, around);
    let kept = [Some(badge), overlay::handle_rect(paint, part), tags];
    let is_free = |place: &Rect| !kept.iter().flatten().any(|kept| kept.intersects(*place));
    let free = |place: &&Rect| paint.area.contains_rect(**place) && is_free(place);
    places.iter().find(free).copied().unwrap_or(places[0])
}

/// What the marks of a part's state take, where it has any.
fn tags_rect(paint: &Paint<'_>, part: &ScenePart, around: Rect) -> Option<Rect> {
    let marked =
        part.state.locked || (part.state.muted && paint.view.zoom >= super::labels::LEAST_ZOOM);
    let corner = around.left_top() + vec2(-4.0, -32.0);
    marked.then(|| Rect::from_min_size(corner, vec2(44.0, 32.0)))
}

/// A button on every driver that is not connected: one click wires it to the source and joins its
/// spout to the ear's merge.
pub(super) fn connect(
    ui: &mut Ui,
    paint: &Paint<'_>,
    scene: &Scene,
    selection: &Selection,
) -> Vec<Action> {
    let mut actions = Vec::new();
    if paint.view.zoom < super::labels::LEAST_ZOOM {
        return actions;
    }
    // Of a pile, what lies uppermost has the button.
    let open = scene.parts.iter().filter(|part| part.unconnected);
    let uppermost: BTreeMap<(i32, i32), (Rect, &ScenePart)> = open
        .map(|part| (connect_rect(paint, part), &**part))
        .filter(|(rect, _)| paint.area.contains_rect(*rect))
        .map(|(rect, part)| (cell(rect.center()), (rect, part)))
        .collect();
    for (rect, part) in uppermost.into_values() {
        let text = egui::RichText::new(tr!("Connect"))
            .size(11.0)
            .color(paint.colour(Ink::Warning));
        let button = egui::Button::new(text)
            .fill(paint.colour(Ink::CaseFill))
            .stroke(Stroke::new(1.0, paint.colour(Ink::Warning)))
            .corner_radius(9.0);
        let response = ui.put(rect, button).on_hover_text(tr!(
            "Not connected. Wire it to the source and join its spout to the ear by a tube  [C]"
        ));
        response.widget_info(|| {
            WidgetInfo::labeled(Role::Button, true, tr!("Connect {}", part.label.name))
        });
        if response.clicked() {
            let only = Selection {
                parts: std::iter::once(part.id).collect(),
                ..Selection::default()
            };
            if *selection != only {
                actions.push(Action::Select(only));
            }
            actions.push(Action::Command(Command::ConnectDriver));
        }
    }
    actions
}
