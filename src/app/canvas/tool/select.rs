//! What presses, clicks and rubber bands select.

use super::{Keys, Stage};
use crate::{
    app::{
        actions::{Action, Selection},
        canvas::hit::Hit,
    },
    design::{LinkEnd, LinkId, PartId, path::segments},
    picture::scene::{Bounds, Point},
};

/// A part with the rest of its group.
pub(super) fn only_part(stage: Stage<'_>, id: PartId) -> Selection {
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

pub(super) fn only_link(id: LinkId) -> Selection {
    Selection {
        parts: std::collections::BTreeSet::new(),
        links: std::iter::once(id).collect(),
    }
}

pub(super) fn joined(a: &Selection, b: &Selection) -> Selection {
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
pub(in crate::app::canvas) fn selected_by(stage: Stage<'_>, hit: &Hit) -> Option<Selection> {
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
pub(super) fn click(stage: Stage<'_>, hit: &Hit, was_selected: bool, keys: Keys) -> Vec<Action> {
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

    #[test]
    fn a_stretch_through_a_box_touches_it() {
        let band = Bounds::of([[0.0, 0.0], [2.0, 2.0]]);
        assert!(crosses(band, [-5.0, 1.0], [5.0, 1.0]));
        assert!(crosses(band, [-1.0, 1.0], [1.0, 3.0]));
        assert!(!crosses(band, [-1.0, 2.0], [1.0, 4.0]));
        assert!(!crosses(band, [3.0, -5.0], [3.0, 5.0]));
    }
}
