//! What is laid over the drawing: selection, hover, ports, handles, and the running gesture.

use super::{
    hit::{self, Hit},
    paint::Paint,
    tool::{self, Stage, Target, Tool},
};
use crate::{
    app::actions::Selection,
    design::{Domain, LinkEnd, LinkId, Subject},
    picture::scene::{Ink, Point, Scene, ScenePart, ScenePort},
};
use egui::{Color32, Pos2, Rect, Stroke, StrokeKind, vec2};

/// How far the frame of a selected part stands off its body, window points: words stand farther off.
const FRAME_OFF: f32 = 3.5;
/// Radius of the rotation handle, window points.
const HANDLE_RADIUS: f32 = 4.5;

/// Glow along a link, drawn beneath it.
fn link_glow(paint: &Paint<'_>, scene: &Scene, link: LinkId, colour: Color32) {
    if let Some(link) = scene.link(link) {
        let width = 2.0 * paint.view.points(link.half_width) + 11.0;
        paint.stroked(&link.path, false, Stroke::new(width, colour));
    }
}

/// A frame around a part, off its body.
fn part_frame(paint: &Paint<'_>, part: &ScenePart, stroke: Stroke, fill: Color32) {
    let corners = frame_corners(paint, part).to_vec();
    paint
        .painter
        .add(egui::Shape::convex_polygon(corners, fill, stroke));
}

fn frame_corners(paint: &Paint<'_>, part: &ScenePart) -> [Pos2; 4] {
    let margin = paint.view.mm(FRAME_OFF);
    part.corners(margin).map(|corner| paint.at(corner))
}

/// Boxes around the sides of the frames of selected parts.
pub(super) fn frame_sides(paint: &Paint<'_>, scene: &Scene, selection: &Selection) -> Vec<Rect> {
    let parts = selection.parts.iter().filter_map(|&id| scene.part(id));
    let sides = parts.flat_map(|part| {
        let [a, b, c, d] = frame_corners(paint, part);
        [[a, b], [b, c], [c, d], [d, a]]
    });
    sides
        .map(|[from, to]| Rect::from_two_pos(from, to).expand(1.5))
        .collect()
}

/// The part whose rotation handle is shown.
fn turned_by_hand<'a>(scene: &'a Scene, selection: &Selection) -> Option<&'a ScenePart> {
    let (Some(&id), 1) = (selection.parts.first(), selection.parts.len()) else {
        return None;
    };
    scene.part(id).filter(|part| has_handle(part))
}

fn has_handle(part: &ScenePart) -> bool {
    part.turnable && !part.state.locked
}

/// Where the stem of a part's rotation handle begins, and its head.
fn handle_line(paint: &Paint<'_>, part: &ScenePart) -> [Point; 2] {
    let off = paint.view.mm(FRAME_OFF);
    let foot = part.frame.point([0.0, -0.5 * part.size[1] - off]);
    [foot, hit::rotate_handle(part, paint.view.zoom)]
}

/// What a part's rotation handle takes of the window while it is shown.
pub(super) fn handle_rect(paint: &Paint<'_>, part: &ScenePart) -> Option<Rect> {
    let [foot, head] = handle_line(paint, part).map(|at| paint.at(at));
    has_handle(part).then(|| Rect::from_two_pos(foot, head).expand(HANDLE_RADIUS + 2.5))
}

/// What the rotation handle that is shown takes.
pub(super) fn shown_handle(
    paint: &Paint<'_>,
    scene: &Scene,
    selection: &Selection,
) -> Option<Rect> {
    handle_rect(paint, turned_by_hand(scene, selection)?)
}

/// Glows of selected and hovered links: they lie beneath the drawing.
pub(super) fn beneath(
    paint: &Paint<'_>,
    scene: &Scene,
    selection: &Selection,
    hovered: Option<Subject>,
) {
    for &link in &selection.links {
        link_glow(
            paint,
            scene,
            link,
            paint.colour(Ink::Select).gamma_multiply(0.6),
        );
    }
    if let Some(Subject::Link(link)) = hovered
        && !selection.links.contains(&link)
    {
        link_glow(
            paint,
            scene,
            link,
            paint.colour(Ink::Hover).gamma_multiply(0.6),
        );
    }
}

/// Dots where wires of one net branch, and where tubes meet.
pub(super) fn dots(paint: &Paint<'_>, scene: &Scene) {
    let radius = paint.view.points(0.2).clamp(2.2, 4.5);
    let ink = paint.colour(Ink::Electrical);
    for &at in &scene.dots {
        paint.painter.circle_filled(paint.at(at), radius, ink);
    }
}

/// Frames of selected and hovered parts.
pub(super) fn frames(
    paint: &Paint<'_>,
    scene: &Scene,
    selection: &Selection,
    hovered: Option<Subject>,
) {
    let select = paint.colour(Ink::Select);
    for part in selection.parts.iter().filter_map(|&id| scene.part(id)) {
        let stroke = Stroke::new(1.6, select);
        part_frame(paint, part, stroke, select.gamma_multiply(0.06));
    }
    if let Some(Subject::Part(id)) = hovered
        && !selection.parts.contains(&id)
        && let Some(part) = scene.part(id)
    {
        let stroke = Stroke::new(1.2, paint.colour(Ink::Hover));
        part_frame(paint, part, stroke, Color32::TRANSPARENT);
    }
}

fn domain_ink(domain: Domain) -> Ink {
    match domain {
        Domain::Electrical => Ink::Electrical,
        Domain::Acoustic => Ink::Acoustic,
    }
}

/// How a port is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PortLook {
    Quiet,
    Near,
    Fitting,
    Dimmed,
    Chosen,
}

/// Ports: open ones always, all of a hovered part, and while a link is drawn those that fit.
pub(super) fn ports(paint: &Paint<'_>, stage: Stage<'_>, tool: &Tool, hover: &Hit) {
    let drawing = drawn_from(stage, tool);
    let chosen = match tool {
        Tool::Link { target, .. } | Tool::Redrop { target, .. } => target.as_ref(),
        _ => None,
    };
    let near = hover.subject();
    for part in &stage.scene.parts {
        if !paint.shows(stage.scene, part) {
            continue;
        }
        let near = near == Some(Subject::Part(part.id));
        for port in &part.ports {
            let look = match &drawing {
                Some(_) if matches!(chosen, Some(Target::Port(end)) if *end == port.end) => {
                    PortLook::Chosen
                }
                Some(from) if *from == port.end => PortLook::Chosen,
                Some(from) if tool::compatible(stage.design, stage.scene, from, &port.end) => {
                    PortLook::Fitting
                }
                Some(_) => PortLook::Dimmed,
                None if matches!(hover, Hit::Port(end) if *end == port.end) => PortLook::Chosen,
                None if near => PortLook::Near,
                None => PortLook::Quiet,
            };
            port_mark(paint, port, look);
        }
    }
}

/// The port a link being drawn begins at, or the fixed end of one whose other end is in the hand.
fn drawn_from(stage: Stage<'_>, tool: &Tool) -> Option<LinkEnd> {
    match tool {
        Tool::Link { from, .. } => Some(from.clone()),
        Tool::Redrop { link, from, .. } => {
            let link = stage.scene.link(*link)?;
            Some(if *from {
                link.to.clone()
            } else {
                link.from.clone()
            })
        }
        _ => None,
    }
}

fn port_mark(paint: &Paint<'_>, port: &ScenePort, look: PortLook) {
    let at = paint.at(port.at);
    let ink = paint.colour(domain_ink(port.domain));
    let ground = paint.colour(Ink::Ground);
    let small = paint.view.zoom < 5.0;
    match look {
        // A point where links meet shows where it can be taken hold of.
        PortLook::Quiet if port.outward == [0.0, 0.0] && !small => {
            paint.painter.circle_filled(at, 2.4, ink);
        }
        PortLook::Quiet if port.linked || small => {}
        PortLook::Quiet => {
            let fade = if port.optional { 0.45 } else { 1.0 };
            let stroke = Stroke::new(1.2, ink.gamma_multiply(fade));
            paint.painter.circle(at, 2.6, ground, stroke);
        }
        PortLook::Near => {
            let fill = if port.linked { ink } else { ground };
            paint.painter.circle(at, 3.6, fill, Stroke::new(1.4, ink));
        }
        PortLook::Fitting => {
            let target = paint.colour(Ink::Target);
            paint
                .painter
                .circle(at, 4.5, ground, Stroke::new(1.8, target));
        }
        PortLook::Dimmed => {
            paint
                .painter
                .circle_filled(at, 2.0, ink.gamma_multiply(0.3));
        }
        PortLook::Chosen => {
            let target = paint.colour(Ink::Target);
            paint
                .painter
                .circle_filled(at, 10.0, target.gamma_multiply(0.25));
            paint.painter.circle(at, 5.0, target, Stroke::new(1.6, ink));
        }
    }
}

/// Handles of what is selected: rotation, way-points, ends.
pub(super) fn handles(paint: &Paint<'_>, scene: &Scene, selection: &Selection) {
    let zoom = paint.view.zoom;
    if let Some(part) = turned_by_hand(scene, selection) {
        let select = paint.colour(Ink::Select);
        let [foot, head] = handle_line(paint, part);
        paint.stroked(&[foot, head], false, Stroke::new(1.2, select));
        paint.painter.circle(
            paint.at(head),
            HANDLE_RADIUS,
            paint.colour(Ink::Ground),
            Stroke::new(1.6, select),
        );
    }
    for link in selection.links.iter().filter_map(|&id| scene.link(id)) {
        for &at in &link.way_points {
            paint.handle(at, Ink::Select);
        }
        for from in [true, false] {
            let at = paint.at(hit::end_handle(link, from, zoom));
            paint.painter.circle(
                at,
                3.8,
                paint.colour(Ink::Ground),
                Stroke::new(1.5, paint.colour(Ink::Select)),
            );
        }
    }
}

/// The running gesture: band, link in the hand, guides, where a part would go in.
pub(super) fn gesture(paint: &Paint<'_>, stage: Stage<'_>, tool: &Tool) {
    match tool {
        Tool::Band { from, to } => band(paint, *from, *to),
        Tool::Link { from, at, target } => {
            if let Some(port) = stage.scene.port(from) {
                link_in_hand(paint, stage, port, *at, target.as_ref());
            }
        }
        Tool::Redrop {
            link,
            from,
            at,
            target,
        } => {
            let fixed = stage
                .scene
                .link(*link)
                .map(|link| if *from { &link.to } else { &link.from });
            if let Some(port) = fixed.and_then(|end| stage.scene.port(end)) {
                link_in_hand(paint, stage, port, *at, target.as_ref());
            }
        }
        Tool::Move(moving) => {
            let stroke = Stroke::new(1.0, paint.colour(Ink::Guide));
            for guide in &moving.guides {
                paint.dashed(&[guide.from, guide.to], stroke, 5.0, 3.0);
            }
            if let Some(link) = moving.onto {
                target_link(paint, stage.scene, link);
            }
        }
        Tool::Rotate(turning) => {
            let at = paint.at(turning.about) + vec2(0.0, -6.0);
            let tenths = (turning.by * 10.0).round() / 10.0 + 0.0;
            note(paint, at, &format!("{tenths:+}°").replace('-', "−"));
        }
        Tool::Idle | Tool::Inert | Tool::Pressed { .. } | Tool::Shape(_) => {}
    }
}

/// Shows that a release would go into this link.
pub(super) fn target_link(paint: &Paint<'_>, scene: &Scene, link: LinkId) {
    link_glow(
        paint,
        scene,
        link,
        paint.colour(Ink::Target).gamma_multiply(0.45),
    );
}

fn band(paint: &Paint<'_>, from: Point, to: Point) {
    let rect = Rect::from_two_pos(paint.at(from), paint.at(to));
    // Drawn to the right it takes what lies within, to the left what it touches.
    let ink = if to[0] >= from[0] {
        Ink::Select
    } else {
        Ink::Target
    };
    let colour = paint.colour(ink);
    paint.painter.rect(
        rect,
        0.0,
        colour.gamma_multiply(0.1),
        Stroke::new(1.0, colour),
        StrokeKind::Middle,
    );
}

fn link_in_hand(
    paint: &Paint<'_>,
    stage: Stage<'_>,
    port: &ScenePort,
    pointer: Point,
    target: Option<&Target>,
) {
    let end = match target {
        Some(Target::Port(end)) => stage.scene.port(end).map_or(pointer, |port| port.at),
        Some(Target::OnLink(link, at)) => {
            target_link(paint, stage.scene, *link);
            *at
        }
        None => pointer,
    };
    let ink = if target.is_some() {
        Ink::Target
    } else {
        domain_ink(port.domain)
    };
    let stroke = Stroke::new(2.0, paint.colour(ink));
    paint.dashed(&[port.at, end], stroke, 6.0, 4.0);
    if let Some(Target::OnLink(_, at)) = target {
        let at = paint.at(*at);
        paint
            .painter
            .circle_filled(at, 5.0, paint.colour(Ink::Target));
    }
}

/// A few words on a small plate above a point.
pub(super) fn note(paint: &Paint<'_>, at: Pos2, text: &str) {
    let galley = paint.painter.layout_no_wrap(
        text.to_owned(),
        egui::FontId::proportional(12.0),
        paint.colour(Ink::Text),
    );
    let size = galley.size() + vec2(10.0, 6.0);
    let rect = Rect::from_center_size(at - vec2(0.0, 0.5 * size.y), size);
    paint.painter.rect(
        rect,
        4.0,
        paint.colour(Ink::CaseFill),
        Stroke::new(1.0, paint.colour(Ink::Detail)),
        StrokeKind::Inside,
    );
    paint
        .painter
        .galley(rect.min + vec2(5.0, 3.0), galley, Color32::PLACEHOLDER);
}
