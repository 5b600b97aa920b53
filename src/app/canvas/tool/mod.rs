//! The gestures: a state machine that takes pointer events in millimetres and gives actions.
//!
//! Pure: it knows no window. A gesture previews edits relative to the design before it, commits on
//! release and cancels on Esc. Nothing connects during a drag.

mod linking;
mod moving;
mod select;
mod shaping;
mod snap;
mod turning;

pub use linking::{Target, compatible};
pub use moving::Moving;
pub(super) use moving::is_insertable;
pub use select::banded;
pub(super) use select::selected_by;
pub use shaping::Shaping;
pub(super) use shaping::{position_on, way_point_index, without_way_point};
pub use snap::{Guide, Lines, snap};
pub use turning::Turning;

use super::hit::Hit;
use crate::{
    app::actions::{Action, Selection},
    design::{Design, LinkEnd, LinkId},
    picture::scene::{Point, Scene},
};
use select::{click, joined, only_link, only_part};

/// How far the pointer moves before a press becomes a drag, window points.
const DRAG: f64 = 4.0;

/// Modifier keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Keys {
    /// Extends a selection; turns in steps of 15°.
    pub shift: bool,
    /// Switches snapping off, in degrees as in millimetres.
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
    /// A part is turned by the handle.
    Rotate(Turning),
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
            Self::Rotate(turning) => turning.drag(at, keys),
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
            Self::Rotate(turning) => turning.release(),
        }
    }

    /// Esc: everything as it was before the gesture.
    pub fn cancel(&mut self) -> Vec<Action> {
        match std::mem::take(self) {
            Self::Move(_) | Self::Shape(_) | Self::Rotate(_) => vec![Action::CancelPreview],
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
            Hit::Rotate(part) => Turning::new(stage, part, at).map_or(Self::Inert, Self::Rotate),
        }
    }
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

#[cfg(test)]
mod tests;
