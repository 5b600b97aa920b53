//! Things dragged in from the library: where they would go, and what a release does.

use super::{
    hit, overlay,
    paint::Paint,
    tool::{self, Stage, is_insertable, position_on},
};
use crate::{
    app::{
        actions::{Action, Selection},
        library::{
            item::{LibraryContent, LibraryItem},
            placing,
        },
    },
    design::{Edit, LinkId, LinkKind},
    picture::scene::{Ink, Point, ScenePart},
};
use egui::{Color32, Memory, Response, Stroke};

/// What a release would do.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Drop {
    /// Stand free at this place, mm.
    Free(Point),
    /// A two-port part goes into this link.
    OnLink(LinkId, Point),
    /// A damper goes into this tube, at a distance from its start in metres.
    InTube(LinkId, f64),
    /// A damper with no tube below: nothing.
    Nowhere,
}

/// Where something dragged to `at` would go. `alt` keeps parts out of links.
pub(super) fn target(stage: Stage<'_>, item: &LibraryItem, at: Point, alt: bool) -> Drop {
    let neat = |spot: Point| {
        if stage.grid_mm > 0.0 {
            spot.map(|mm| (mm / stage.grid_mm).round() * stage.grid_mm)
        } else {
            spot
        }
    };
    match &item.content {
        LibraryContent::Design(_) => Drop::Free(at),
        LibraryContent::Insert(_) => {
            tube_below(stage, at).map_or(Drop::Nowhere, |(link, along)| Drop::InTube(link, along))
        }
        LibraryContent::Part(kind) => {
            let part = placing::new_part(stage.design, &item.name, kind, at);
            let below = hit::link(stage.scene, at, stage.zoom).map(|(link, _)| link);
            let fits = |link: &LinkId| {
                let domain = part.kind.ports().first().map(|port| port.domain);
                stage.scene.link(*link).map(|link| link.domain) == domain
            };
            match below.filter(fits) {
                Some(link) if !alt && is_insertable(&part) => Drop::OnLink(link, neat(at)),
                _ => Drop::Free(neat(at)),
            }
        }
    }
}

/// The tube under the pointer, or the one that ends on the port under it.
fn tube_below(stage: Stage<'_>, at: Point) -> Option<(LinkId, f64)> {
    let tube = |id: LinkId| {
        let link = stage.design.link(id)?;
        matches!(link.kind, LinkKind::Tube(_)).then_some(link)
    };
    if let Some(end) = hit::port(stage.scene, at, stage.zoom) {
        return stage.design.links_at(end.part, &end.port).find_map(|link| {
            let LinkKind::Tube(tube) = &link.kind else {
                return None;
            };
            let from_start = link.from == end;
            let position = if from_start { 0.0 } else { tube.total_length() };
            Some((link.id, position))
        });
    }
    let (id, _) = hit::link(stage.scene, at, stage.zoom)?;
    let link = tube(id)?;
    let path = &stage.scene.link(id)?.path;
    Some((id, position_on(link, path, at, true)))
}

/// Shows what a release would do, and does it on release.
pub(super) fn handle(
    ground: &Response,
    paint: &Paint<'_>,
    stage: Stage<'_>,
    alt: bool,
) -> Vec<Action> {
    let pointer = ground.ctx.input(|input| input.pointer.latest_pos());
    let Some(pointer) = pointer else {
        return Vec::new();
    };
    let at = paint.view.canvas_from_screen(paint.area, pointer);
    if let Some(item) = ground.dnd_release_payload::<LibraryItem>() {
        // A search that led to it no longer has the keyboard: letters are the canvas's again.
        ground.ctx.memory_mut(Memory::stop_text_input);
        return release(stage, &item, target(stage, &item, at, alt));
    }
    if let Some(item) = ground.dnd_hover_payload::<LibraryItem>() {
        preview(paint, stage, &item, &target(stage, &item, at, alt), at);
    }
    Vec::new()
}

/// The actions of a release.
fn release(stage: Stage<'_>, item: &LibraryItem, target: Drop) -> Vec<Action> {
    match (target, &item.content) {
        (Drop::OnLink(link, at), LibraryContent::Part(kind)) => {
            let part = placing::new_part(stage.design, &item.name, kind, at);
            let id = part.id;
            let onto = stage.design.link(link).map_or("", |link| &link.name);
            vec![
                Action::Edit {
                    label: tr!("Insert {} into {onto}", item.said()),
                    edit: Edit::Batch(vec![
                        Edit::AddPart(Box::new(part)),
                        Edit::InsertOnLink { part: id, link },
                    ]),
                },
                Action::Select(Selection {
                    parts: std::iter::once(id).collect(),
                    ..Selection::default()
                }),
            ]
        }
        (Drop::InTube(link, position), _) => vec![Action::InsertInTube {
            item: item.clone(),
            link,
            position,
        }],
        (Drop::Nowhere, _) => vec![Action::Say(tr!(
            "Drop “{}” on a tube, or on a port that has one",
            item.said()
        ))],
        (Drop::Free(at) | Drop::OnLink(_, at), _) => vec![Action::Place {
            item: item.clone(),
            at_mm: Some(at),
        }],
    }
}

/// A ghost of the part, the link it would go into.
fn preview(paint: &Paint<'_>, stage: Stage<'_>, item: &LibraryItem, target: &Drop, at: Point) {
    match (target, &item.content) {
        (Drop::Free(at) | Drop::OnLink(_, at), LibraryContent::Part(kind)) => {
            if let Drop::OnLink(link, _) = target {
                overlay::target_link(paint, stage.scene, *link);
            }
            let part = placing::new_part(stage.design, &item.name, kind, *at);
            let ghost = ScenePart::of(stage.design, &part);
            paint.drawn(&ghost.drawn, 0.75);
        }
        (Drop::InTube(link, _), _) => {
            overlay::target_link(paint, stage.scene, *link);
            let near = tool::nearest_on(stage.scene, *link, at).unwrap_or(at);
            let stroke = Stroke::new(1.5, paint.colour(Ink::Cloth));
            paint
                .painter
                .circle(paint.at(near), 5.0, paint.colour(Ink::Target), stroke);
        }
        (Drop::Nowhere, _) => {
            let stroke = Stroke::new(1.5, paint.colour(Ink::Detail));
            paint
                .painter
                .circle(paint.at(at), 5.0, Color32::TRANSPARENT, stroke);
        }
        _ => overlay::note(paint, paint.at(at), &tr!("Open {}", item.said())),
    }
}
