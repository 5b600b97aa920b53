//! What lies under the pointer. Pure: a scene, a point, a zoom.
//!
//! First the handles of what is selected, then ports, then inserts, then parts (the smallest
//! first), then links by their distance.

use crate::{
    app::actions::Selection,
    design::{LinkEnd, LinkId, PartId, Subject, path::nearest_on_path},
    picture::scene::{Point, Scene, SceneLink, ScenePart, path},
};

/// Reach of a handle or a way-point, window points.
const HANDLE: f64 = 7.0;
/// Reach of a port, window points: at most this, less on small parts.
const PORT: f64 = 8.0;
/// Reach of a link besides its own width, window points.
const LINK: f64 = 5.0;
/// How far the rotation handle stands off the selected part, window points.
pub const ROTATE_STAND_OFF: f64 = 24.0;
/// How far from its port the handle of a link's end lies along the link, window points.
pub const END_STAND_OFF: f64 = 16.0;

/// What lies under a point.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Hit {
    /// Nothing.
    #[default]
    Ground,
    /// A part.
    Part(PartId),
    /// A port.
    Port(LinkEnd),
    /// A link.
    Link(LinkId),
    /// The handle with which a selected link's end is pulled off; `true`: its `from`.
    LinkEnd(LinkId, bool),
    /// A way-point of a selected link.
    WayPoint(LinkId, usize),
    /// Something that sits in a tube.
    Insert(LinkId, usize),
    /// The rotation handle of the one selected part.
    Rotate(PartId),
}

impl Hit {
    /// The part or link concerned.
    pub fn subject(&self) -> Option<Subject> {
        match self {
            Self::Ground => None,
            Self::Part(part) | Self::Rotate(part) => Some(Subject::Part(*part)),
            Self::Port(end) => Some(Subject::Part(end.part)),
            Self::Link(link)
            | Self::LinkEnd(link, _)
            | Self::WayPoint(link, _)
            | Self::Insert(link, _) => Some(Subject::Link(*link)),
        }
    }
}

fn distance(a: Point, b: Point) -> f64 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

/// What lies under `at` (mm) at a zoom (window points per mm).
pub fn hit(scene: &Scene, selection: &Selection, at: Point, zoom: f64) -> Hit {
    handle(scene, selection, at, zoom)
        .or_else(|| port(scene, at, zoom).map(Hit::Port))
        .or_else(|| insert(scene, at, zoom))
        .or_else(|| part(scene, at, zoom).map(Hit::Part))
        .or_else(|| link(scene, at, zoom).map(|(link, _)| Hit::Link(link)))
        .unwrap_or(Hit::Ground)
}

/// Where the rotation handle of a part stands, mm.
pub fn rotate_handle(part: &ScenePart, zoom: f64) -> Point {
    let reach = 0.5 * part.size[1] + ROTATE_STAND_OFF / zoom;
    part.frame.point([0.0, -reach])
}

/// Where the handle of a link's end lies, mm: along the link, off the port.
pub fn end_handle(link: &SceneLink, from: bool, zoom: f64) -> Point {
    let total = path::length(&link.path);
    let off = (END_STAND_OFF / zoom).min(0.3 * total);
    path::at(&link.path, if from { off } else { total - off }).0
}

fn handle(scene: &Scene, selection: &Selection, at: Point, zoom: f64) -> Option<Hit> {
    let near = |place: Point| distance(place, at) * zoom <= HANDLE;
    if let (Some(&id), 1) = (selection.parts.first(), selection.parts.len())
        && let Some(part) = scene.part(id)
        && part.turnable
        && near(rotate_handle(part, zoom))
    {
        return Some(Hit::Rotate(id));
    }
    for link in selection.links.iter().filter_map(|&id| scene.link(id)) {
        if let Some(index) = link.way_points.iter().position(|&place| near(place)) {
            return Some(Hit::WayPoint(link.id, index));
        }
        for from in [true, false] {
            if near(end_handle(link, from, zoom)) {
                return Some(Hit::LinkEnd(link.id, from));
            }
        }
    }
    None
}

/// How far a port of this part can be grabbed, window points.
pub fn port_reach(part: &ScenePart, zoom: f64) -> f64 {
    let smaller = part.size[0].min(part.size[1]) * zoom;
    // The middle of a junction starts a link, the ring around it moves it.
    if !part.turnable {
        return 5.0;
    }
    (0.3 * smaller).clamp(3.5, PORT)
}

/// The nearest port within reach.
pub fn port(scene: &Scene, at: Point, zoom: f64) -> Option<LinkEnd> {
    let mut best: Option<(f64, &LinkEnd)> = None;
    for part in &scene.parts {
        let reach = port_reach(part, zoom) / zoom;
        if !part.bounds.grown(reach).contains(at) {
            continue;
        }
        for port in &part.ports {
            let off = distance(port.at, at);
            if off <= reach && best.is_none_or(|(nearest, _)| off < nearest) {
                best = Some((off, &port.end));
            }
        }
    }
    best.map(|(_, end)| end.clone())
}

fn insert(scene: &Scene, at: Point, zoom: f64) -> Option<Hit> {
    for link in scene.links.iter().rev() {
        if !link.bounds.grown(LINK / zoom).contains(at) {
            continue;
        }
        for (index, insert) in link.inserts.iter().enumerate() {
            if distance(insert.at, at) <= insert.radius.max(LINK / zoom) {
                return Some(Hit::Insert(link.id, index));
            }
        }
    }
    None
}

/// The smallest part under the point; of equals the last drawn.
pub fn part(scene: &Scene, at: Point, zoom: f64) -> Option<PartId> {
    let mut best: Option<(f64, PartId)> = None;
    for part in scene.parts.iter().rev() {
        let least = if part.turnable { 5.0 } else { 11.0 } / zoom;
        if !part.bounds.grown(least).contains(at) {
            continue;
        }
        let [x, y] = part.frame.inverse(at);
        let half = part.size.map(|side| (0.5 * side).max(least));
        let area = part.size[0] * part.size[1];
        if x.abs() <= half[0]
            && y.abs() <= half[1]
            && best.is_none_or(|(smallest, _)| area < smallest)
        {
            best = Some((area, part.id));
        }
    }
    best.map(|(_, id)| id)
}

/// The nearest link within reach, and the distance along it, mm.
pub fn link(scene: &Scene, at: Point, zoom: f64) -> Option<(LinkId, f64)> {
    let reach = LINK / zoom;
    let mut best: Option<(f64, LinkId, f64)> = None;
    for link in scene.links.iter().rev() {
        if !link.bounds.grown(reach).contains(at) {
            continue;
        }
        let Some(near) = nearest_on_path(&link.path, at) else {
            continue;
        };
        let (off, along) = (near.distance_mm - link.half_width, near.along_mm);
        if off <= reach && best.is_none_or(|(nearest, ..)| off < nearest) {
            best = Some((off, link.id, along));
        }
    }
    best.map(|(_, id, along)| (id, along))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::{
        Design, Edit, Link, LinkKind, Part, PartKind, acoustic::Chamber, electrical::Resistor,
    };

    /// Two resistors (3 and 4) joined by a wire (5), far from source and ear.
    fn scene() -> Scene {
        let mut design = Design::new();
        for x in [0.0, 12.0] {
            let kind = Resistor::of(10.0);
            let part = Part::new(PartId(design.next_id), kind, [x, 30.0]);
            design = design
                .apply(&Edit::AddPart(Box::new(part)))
                .unwrap_or(design);
        }
        let wire = Link {
            id: LinkId(design.next_id),
            name: String::new(),
            from: end(3, "2"),
            to: end(4, "1"),
            way_points_mm: Vec::new(),
            kind: LinkKind::Wire,
        };
        design = design
            .apply(&Edit::AddLink(Box::new(wire)))
            .unwrap_or(design);
        Scene::of(&design)
    }

    fn end(part: u32, port: &str) -> LinkEnd {
        LinkEnd {
            part: PartId(part),
            port: port.to_owned(),
        }
    }

    #[test]
    fn ports_go_before_parts_and_parts_before_links() {
        let scene = scene();
        let none = Selection::default();
        let at = |x: f64, y: f64| hit(&scene, &none, [x, y], 12.0);
        assert_eq!(at(2.0, 30.0), Hit::Port(end(3, "2")));
        assert_eq!(at(1.0, 30.2), Hit::Part(PartId(3)));
        assert_eq!(at(6.0, 30.3), Hit::Link(LinkId(5)));
        assert_eq!(at(6.0, 31.0), Hit::Ground);
    }

    #[test]
    fn far_out_a_small_part_can_still_be_taken_hold_of() {
        let scene = scene();
        // At 3 points per mm the resistor is 12 by 6 points: its ports must not cover it.
        let taken = hit(&scene, &Selection::default(), [0.0, 30.0], 3.0);
        assert_eq!(taken, Hit::Part(PartId(3)));
    }

    #[test]
    fn handles_exist_only_on_what_is_selected() {
        let scene = scene();
        let mut selection = Selection::default();
        let part = scene.part(PartId(3));
        let handle = part.map(|part| rotate_handle(part, 12.0));
        let handle = handle.unwrap_or_default();
        assert_eq!(hit(&scene, &selection, handle, 12.0), Hit::Ground);
        selection.parts.insert(PartId(3));
        assert_eq!(
            hit(&scene, &selection, handle, 12.0),
            Hit::Rotate(PartId(3))
        );
        selection.links.insert(LinkId(5));
        let near_port = [2.0 + END_STAND_OFF / 12.0, 30.0];
        assert_eq!(
            hit(&scene, &selection, near_port, 12.0),
            Hit::LinkEnd(LinkId(5), true)
        );
    }

    #[test]
    fn the_smallest_part_lies_on_top() {
        let mut design = Design::new();
        let room = Chamber {
            volume: 30e-6,
            wall_area: 0.0,
            sides_mm: None,
        };
        let resistor = Resistor::of(1.0);
        for kind in [PartKind::from(resistor), room.into()] {
            let part = Part::new(PartId(design.next_id), kind, [0.0, 40.0]);
            design = design
                .apply(&Edit::AddPart(Box::new(part)))
                .unwrap_or(design);
        }
        let scene = Scene::of(&design);
        assert_eq!(part(&scene, [0.5, 40.3], 12.0), Some(PartId(3)));
        assert_eq!(part(&scene, [9.0, 44.0], 12.0), Some(PartId(4)));
    }
}
