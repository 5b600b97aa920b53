//! The gestures: a state machine that takes pointer events in millimetres and gives actions.
//!
//! Pure: it knows no window. A gesture previews edits relative to the design before it, commits on
//! release and cancels on Esc. Nothing connects during a drag.

mod linking;
mod moving;
mod shaping;
mod snap;

pub use linking::{Target, compatible};
pub use moving::Moving;
pub(super) use moving::is_insertable;
pub use shaping::Shaping;
pub(super) use shaping::{position_on, way_point_index};
pub use snap::{Guide, snap};

use super::hit::Hit;
use crate::{
    app::action::{Action, Selection},
    design::{Design, LinkEnd, LinkId, PartId, path::segments},
    picture::scene::{Bounds, Point, Scene},
};

/// How far the pointer moves before a press becomes a drag, window points.
const DRAG: f64 = 4.0;

/// Modifier keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Keys {
    /// Extends a selection; steadies a rotation.
    pub shift: bool,
    /// Switches snapping off.
    pub command: bool,
    /// Keeps a dropped part out of links.
    pub alt: bool,
}

/// What a gesture plays on.
#[derive(Debug, Clone, Copy)]
pub struct Stage<'a> {
    /// The design as it is shown.
    pub design: &'a Design,
    /// Its drawing.
    pub scene: &'a Scene,
    /// What is selected.
    pub selection: &'a Selection,
    /// Window points per mm.
    pub zoom: f64,
    /// Grid that positions snap to, mm; 0: none.
    pub grid_mm: f64,
}

/// The running gesture.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Tool {
    /// None.
    #[default]
    Idle,
    /// Pressed, not moved yet.
    Pressed {
        /// On what.
        hit: Hit,
        /// Where, mm.
        at: Point,
        /// What is selected by this press.
        selection: Selection,
        /// Whether it was selected before.
        was_selected: bool,
    },
    /// The press led to nothing that a drag could do.
    Inert,
    /// A rubber band.
    Band {
        /// Where it began, mm.
        from: Point,
        /// Where it is, mm.
        to: Point,
    },
    /// Parts are dragged.
    Move(Moving),
    /// A new link is drawn from a port.
    Link {
        /// Where it begins.
        from: LinkEnd,
        /// Where the pointer is, mm.
        at: Point,
        /// What a release would connect to.
        target: Option<Target>,
    },
    /// A link's end is pulled off.
    Redrop {
        /// The link.
        link: LinkId,
        /// `true`: its `from`.
        from: bool,
        /// Where the pointer is, mm.
        at: Point,
        /// What a release would connect to.
        target: Option<Target>,
    },
    /// A way-point or an insert is dragged.
    Shape(Shaping),
    /// Parts are turned by the handle.
    Rotate {
        /// Which.
        parts: Vec<PartId>,
        /// About where, mm.
        about: Point,
        /// Rotation of the first part before, degrees.
        before: f64,
        /// Angle of the pointer at the start, degrees.
        start: f64,
        /// By how much so far, degrees.
        by: f64,
    },
}

impl Tool {
    /// Whether a gesture runs that Esc would cancel.
    pub fn is_running(&self) -> bool {
        !matches!(self, Self::Idle | Self::Inert)
    }

    /// The primary button goes down.
    pub fn press(&mut self, stage: Stage<'_>, hit: Hit, at: Point, keys: Keys) -> Vec<Action> {
        let (was_selected, pressed) = match &hit {
            Hit::Part(part) => (
                stage.selection.parts.contains(part),
                only_part(stage, *part),
            ),
            Hit::Link(link) | Hit::Insert(link, _) => {
                (stage.selection.links.contains(link), only_link(*link))
            }
            _ => (true, Selection::default()),
        };
        let selection = if was_selected {
            stage.selection.clone()
        } else if keys.shift {
            joined(stage.selection, &pressed)
        } else {
            pressed
        };
        let mut actions = Vec::new();
        if selection != *stage.selection {
            actions.push(Action::Select(selection.clone()));
        }
        *self = Self::Pressed {
            hit,
            at,
            selection,
            was_selected,
        };
        actions
    }

    /// The pointer moves, button down.
    pub fn drag(&mut self, stage: Stage<'_>, at: Point, keys: Keys) -> Vec<Action> {
        if let Self::Pressed { at: pressed, .. } = self {
            let way = (at[0] - pressed[0]).hypot(at[1] - pressed[1]);
            if way * stage.zoom < DRAG {
                return Vec::new();
            }
            *self = std::mem::take(self).begun(stage);
        }
        match self {
            Self::Idle | Self::Inert | Self::Pressed { .. } => Vec::new(),
            Self::Band { to, .. } => {
                *to = at;
                Vec::new()
            }
            Self::Move(moving) => moving.drag(stage, at, keys),
            Self::Link {
                from,
                at: here,
                target,
            } => {
                *here = at;
                *target = linking::target(stage, from, None, at);
                Vec::new()
            }
            Self::Redrop {
                link,
                from,
                at: here,
                target,
            } => {
                *here = at;
                *target = linking::redrop_target(stage, *link, *from, at);
                Vec::new()
            }
            Self::Shape(shaping) => shaping.drag(stage, at, keys),
            Self::Rotate { .. } => self.turn(at, keys),
        }
    }

    /// The primary button goes up.
    pub fn release(&mut self, stage: Stage<'_>, at: Point, keys: Keys) -> Vec<Action> {
        match std::mem::take(self) {
            Self::Idle | Self::Inert => Vec::new(),
            Self::Pressed {
                hit, was_selected, ..
            } => click(stage, &hit, was_selected, keys),
            Self::Band { from, .. } => vec![Action::Select(banded(stage, from, at, keys))],
            Self::Move(moving) => moving.release(stage, keys),
            Self::Link { from, target, .. } => linking::connect(stage, &from, target),
            Self::Redrop {
                link, from, target, ..
            } => linking::reconnect(stage, link, from, target),
            Self::Shape(shaping) => shaping.release(),
            Self::Rotate { by, .. } => commit(by != 0.0),
        }
    }

    /// Esc: everything as it was before the gesture.
    pub fn cancel(&mut self) -> Vec<Action> {
        match std::mem::take(self) {
            Self::Move(_) | Self::Shape(_) | Self::Rotate { .. } => vec![Action::CancelPreview],
            _ => Vec::new(),
        }
    }

    /// The gesture that dragging from the pressed thing begins.
    fn begun(self, stage: Stage<'_>) -> Self {
        let Self::Pressed {
            hit,
            at,
            selection,
            was_selected,
        } = self
        else {
            return self;
        };
        match hit {
            Hit::Ground => Self::Band { from: at, to: at },
            Hit::Part(grabbed) => {
                Moving::new(stage, &selection, grabbed, at).map_or(Self::Inert, Self::Move)
            }
            Hit::Port(from) => Self::Link {
                from,
                at,
                target: None,
            },
            Hit::LinkEnd(link, from) => Self::Redrop {
                link,
                from,
                at,
                target: None,
            },
            // A first drag on a link only selects it: a bend is drawn on purpose, never by chance.
            Hit::Link(_) if !was_selected => Self::Inert,
            Hit::Link(link) => Shaping::bend(stage, link, at).map_or(Self::Inert, Self::Shape),
            Hit::WayPoint(link, index) => {
                Shaping::way_point(stage, link, index).map_or(Self::Inert, Self::Shape)
            }
            Hit::Insert(link, index) => {
                Shaping::insert(stage, link, index).map_or(Self::Inert, Self::Shape)
            }
            Hit::Rotate(part) => match stage.design.part(part) {
                Some(part) if !part.locked => Self::Rotate {
                    parts: vec![part.id],
                    about: part.position_mm,
                    before: part.rotation_deg,
                    start: angle(part.position_mm, at),
                    by: 0.0,
                },
                _ => Self::Inert,
            },
        }
    }

    fn turn(&mut self, at: Point, keys: Keys) -> Vec<Action> {
        let Self::Rotate {
            parts,
            about,
            before,
            start,
            by,
        } = self
        else {
            return Vec::new();
        };
        let raw = *before + angle(*about, at) - *start;
        let step = if keys.shift { 15.0 } else { 1.0 };
        *by = (raw / step).round() * step - *before;
        vec![Action::Preview {
            label: "Rotate".to_owned(),
            edit: crate::design::Edit::Rotate {
                parts: parts.clone(),
                about_mm: *about,
                by_deg: *by,
            },
        }]
    }
}

/// Angle of a point about another, degrees, clockwise as seen.
fn angle(about: Point, at: Point) -> f64 {
    (at[1] - about[1]).atan2(at[0] - about[0]).to_degrees()
}

/// The place on a link's path nearest to a point, mm.
pub(super) fn nearest_on(scene: &Scene, link: LinkId, at: Point) -> Option<Point> {
    let path = &scene.link(link)?.path;
    crate::design::path::nearest_on_path(path, at).map(|on| on.at_mm)
}

/// The end of a gesture that previewed: one undo step, or none where nothing changed.
fn commit(changed: bool) -> Vec<Action> {
    vec![if changed {
        Action::CommitPreview
    } else {
        Action::CancelPreview
    }]
}

/// A part with the rest of its group.
fn only_part(stage: Stage<'_>, id: PartId) -> Selection {
    let group = stage.design.part(id).and_then(|part| part.group);
    let mates = stage
        .design
        .parts
        .iter()
        .filter(|part| part.id == id || (group.is_some() && part.group == group));
    Selection {
        parts: mates.map(|part| part.id).collect(),
        links: std::collections::BTreeSet::new(),
    }
}

fn only_link(id: LinkId) -> Selection {
    Selection {
        parts: std::collections::BTreeSet::new(),
        links: std::iter::once(id).collect(),
    }
}

fn joined(a: &Selection, b: &Selection) -> Selection {
    Selection {
        parts: a.parts.union(&b.parts).copied().collect(),
        links: a.links.union(&b.links).copied().collect(),
    }
}

fn without(a: &Selection, b: &Selection) -> Selection {
    Selection {
        parts: a.parts.difference(&b.parts).copied().collect(),
        links: a.links.difference(&b.links).copied().collect(),
    }
}

/// What a right click selects: the thing itself, unless it is selected already.
pub(super) fn selected_by(stage: Stage<'_>, hit: &Hit) -> Option<Selection> {
    match hit {
        Hit::Part(part) | Hit::Port(LinkEnd { part, .. }) => {
            (!stage.selection.parts.contains(part)).then(|| only_part(stage, *part))
        }
        Hit::Link(link) | Hit::Insert(link, _) => {
            (!stage.selection.links.contains(link)).then(|| only_link(*link))
        }
        _ => None,
    }
}

/// A press without a drag.
fn click(stage: Stage<'_>, hit: &Hit, was_selected: bool, keys: Keys) -> Vec<Action> {
    let clicked = match hit {
        Hit::Part(part) => only_part(stage, *part),
        Hit::Port(end) => only_part(stage, end.part),
        Hit::Link(link) | Hit::Insert(link, _) => only_link(*link),
        Hit::Ground => Selection::default(),
        Hit::LinkEnd(..) | Hit::WayPoint(..) | Hit::Rotate(_) => return Vec::new(),
    };
    let selection = match (keys.shift, was_selected, hit) {
        (true, _, Hit::Ground) => return Vec::new(),
        (true, true, Hit::Part(_) | Hit::Link(_) | Hit::Insert(..)) => {
            without(stage.selection, &clicked)
        }
        (true, ..) => joined(stage.selection, &clicked),
        (false, ..) => clicked,
    };
    if selection == *stage.selection {
        Vec::new()
    } else {
        vec![Action::Select(selection)]
    }
}

/// Whether a straight stretch has a point in a box (clipping it by each side in turn).
fn crosses(band: Bounds, a: Point, b: Point) -> bool {
    let mut span = (0.0_f64, 1.0_f64);
    let along = [b[0] - a[0], b[1] - a[1]];
    for (((from, step), least), most) in a.into_iter().zip(along).zip(band.min).zip(band.max) {
        if step == 0.0 {
            if from < least || from > most {
                return false;
            }
        } else {
            let (s, t) = ((least - from) / step, (most - from) / step);
            span = (span.0.max(s.min(t)), span.1.min(s.max(t)));
        }
    }
    span.0 <= span.1
}

/// What a rubber band catches: to the right what lies wholly within, to the left what it touches.
pub fn banded(stage: Stage<'_>, from: Point, to: Point, keys: Keys) -> Selection {
    let band = Bounds::of([from, to]);
    let whole = to[0] >= from[0];
    let caught = |bounds: Bounds| {
        if whole {
            band.encloses(bounds)
        } else {
            band.touches(bounds)
        }
    };
    let parts = stage
        .scene
        .parts
        .iter()
        .filter(|part| caught(Bounds::of(part.corners(0.0))));
    let links = stage.scene.links.iter().filter(|link| {
        if whole {
            band.encloses(link.bounds)
        } else {
            segments(&link.path).any(|(a, b)| crosses(band, a, b))
        }
    });
    let caught = Selection {
        parts: parts.map(|part| part.id).collect(),
        links: links.map(|link| link.id).collect(),
    };
    if keys.shift {
        joined(stage.selection, &caught)
    } else {
        caught
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::canvas::hit,
        design::{Edit, Part, PartKind, electrical::Resistor},
    };

    const NO_KEYS: Keys = Keys {
        shift: false,
        command: false,
        alt: false,
    };

    /// Two resistors, 3 and 4, 12 mm apart.
    fn design() -> Design {
        let mut design = Design::new();
        for x in [0.0, 12.0] {
            let kind = PartKind::Resistor(Resistor { resistance: 10.0 });
            let part = Part::new(PartId(design.next_id), kind, [x, 30.0]);
            design = design
                .apply(&Edit::AddPart(Box::new(part)))
                .unwrap_or(design);
        }
        design
    }

    /// Everything a press, moves and a release ask for.
    fn play(way: &[Point], keys: Keys) -> Vec<Action> {
        let design = design();
        let scene = Scene::of(&design);
        let selection = Selection::default();
        let stage = Stage {
            design: &design,
            scene: &scene,
            selection: &selection,
            zoom: 12.0,
            grid_mm: 0.5,
        };
        let mut tool = Tool::default();
        let [first, .., last] = way else {
            return Vec::new();
        };
        let under = hit::hit(&scene, &selection, *first, stage.zoom);
        let mut actions = tool.press(stage, under, *first, keys);
        for &at in way {
            actions.extend(tool.drag(stage, at, keys));
        }
        actions.extend(tool.release(stage, *last, keys));
        assert_eq!(tool, Tool::Idle);
        actions
    }

    #[test]
    fn only_a_release_on_a_port_links() {
        let links = |actions: &[Action]| {
            let adds = |action: &&Action| {
                matches!(
                    action,
                    Action::Edit {
                        edit: Edit::AddLink(_),
                        ..
                    }
                )
            };
            actions.iter().filter(adds).count()
        };
        assert_eq!(links(&play(&[[2.0, 30.0], [10.0, 30.0]], NO_KEYS)), 1);
        // Over the other port and on: nothing was connected on the way.
        let past = play(&[[2.0, 30.0], [10.0, 30.0], [10.0, 36.0]], NO_KEYS);
        assert_eq!(past, Vec::new());
        let beside = play(&[[2.9, 31.2], [10.0, 30.0]], NO_KEYS);
        assert_eq!(links(&beside), 0, "a near miss is a rubber band");
    }

    #[test]
    fn a_press_that_hardly_moves_is_a_click() {
        let actions = play(&[[0.0, 30.0], [0.1, 30.1]], NO_KEYS);
        let only = |action: &Action| {
            matches!(action, Action::Select(selection)
                if selection.parts.iter().eq([&PartId(3)]) && selection.links.is_empty())
        };
        assert!(
            !actions.is_empty() && actions.iter().all(only),
            "{actions:?}"
        );
    }

    #[test]
    fn a_drag_back_to_its_start_leaves_no_step() {
        let actions = play(&[[0.0, 30.0], [4.0, 33.0], [0.0, 30.0]], NO_KEYS);
        assert_eq!(actions.last(), Some(&Action::CancelPreview));
        let moved = play(&[[0.0, 30.0], [4.0, 33.0]], NO_KEYS);
        assert_eq!(moved.last(), Some(&Action::CommitPreview));
    }

    #[test]
    fn a_stretch_through_a_box_touches_it() {
        let band = Bounds::of([[0.0, 0.0], [2.0, 2.0]]);
        assert!(crosses(band, [-5.0, 1.0], [5.0, 1.0]));
        assert!(crosses(band, [-1.0, 1.0], [1.0, 3.0]));
        assert!(!crosses(band, [-1.0, 2.0], [1.0, 4.0]));
        assert!(!crosses(band, [3.0, -5.0], [3.0, 5.0]));
    }
}
