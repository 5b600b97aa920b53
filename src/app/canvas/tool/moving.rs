//! Dragging parts: links follow; a two-port part let go on a link goes into it.

use super::{Guide, Keys, Lines, Stage, commit, snap};
use crate::{
    app::{
        actions::{Action, Selection},
        canvas::hit,
    },
    design::{Edit, LinkId, Part, PartId},
    picture::scene::{Bounds, Point, ScenePart},
};

/// Parts being dragged.
#[derive(Debug, Clone, PartialEq)]
pub struct Moving {
    /// Which.
    pub parts: Vec<PartId>,
    /// Where the pointer took hold, mm.
    start: Point,
    /// Place of the grabbed part at the start, mm.
    anchor: Point,
    /// Middle of all of them at the start, mm: what they turn about.
    middle: Point,
    /// By how much so far, mm.
    pub by: Point,
    /// Turned so far, degrees.
    turned: f64,
    /// What may line up: centres and ports, then outlines.
    lines: [Lines; 2],
    /// What they line up with at the moment.
    pub guides: Vec<Guide>,
    /// The link a release would insert the part into.
    pub onto: Option<LinkId>,
    /// Whether the one part dragged has no links and two ports of one domain.
    insertable: bool,
    label: String,
}

/// A part's centre and its ports.
fn centre_and_ports(part: &ScenePart) -> Vec<Point> {
    let ports = part.ports.iter().map(|port| port.at);
    std::iter::once(part.frame.origin).chain(ports).collect()
}

/// The corners of a part's body: with them its edges line up.
fn outline(part: &ScenePart) -> Vec<Point> {
    if part.turnable {
        part.corners(0.0).to_vec()
    } else {
        Vec::new()
    }
}

impl Moving {
    /// Takes hold of the selected parts; none where all of them are locked.
    pub(super) fn new(
        stage: Stage<'_>,
        selection: &Selection,
        grabbed: PartId,
        at: Point,
    ) -> Option<Self> {
        let free = |id: &&PartId| stage.design.part(**id).is_some_and(|part| !part.locked);
        let parts: Vec<PartId> = selection.parts.iter().filter(free).copied().collect();
        let held = stage.scene.part(grabbed)?;
        if !parts.contains(&grabbed) {
            return None;
        }
        let anchor = held.frame.origin;
        let staying = || {
            let parts = &parts;
            let all = stage.scene.parts.iter();
            all.filter(move |part| !parts.contains(&part.id))
        };
        let lines = [centre_and_ports, outline].map(|points| Lines {
            own: points(held)
                .into_iter()
                .map(|[x, y]| [x - anchor[0], y - anchor[1]])
                .collect(),
            others: staying().flat_map(|part| points(part)).collect(),
        });
        let places = parts
            .iter()
            .filter_map(|&id| stage.design.part(id))
            .map(|part| part.position_mm);
        let label = match (&parts[..], stage.design.part(grabbed)) {
            ([_], Some(part)) => tr!("Move {}", part.name),
            _ => tr!("Move {} parts", parts.len()),
        };
        Some(Self {
            start: at,
            anchor,
            middle: Bounds::of(places).centre(),
            by: [0.0; 2],
            turned: 0.0,
            lines,
            guides: Vec::new(),
            onto: None,
            insertable: parts.len() == 1
                && stage.design.part(grabbed).is_some_and(is_insertable)
                && held.ports.iter().all(|port| !port.linked),
            parts,
            label,
        })
    }

    /// The parts follow the pointer.
    pub(super) fn drag(&mut self, stage: Stage<'_>, at: Point, keys: Keys) -> Vec<Action> {
        let raw = [
            self.anchor[0] + at[0] - self.start[0],
            self.anchor[1] + at[1] - self.start[1],
        ];
        let (place, guides) = if keys.command {
            (raw, Vec::new())
        } else if self.turned == 0.0 {
            snap(raw, &self.lines, stage.grid_mm, stage.zoom)
        } else {
            snap(raw, &[], stage.grid_mm, stage.zoom)
        };
        self.guides = guides;
        self.by = [place[0] - self.anchor[0], place[1] - self.anchor[1]];
        self.onto = (self.insertable && !keys.alt)
            .then(|| self.link_below(stage, place))
            .flatten();
        vec![self.preview()]
    }

    /// R during the drag: a quarter turn (Shift: 15°), part of the same undo step.
    pub fn turn(&mut self, by_deg: f64) -> Vec<Action> {
        self.turned = (self.turned + by_deg).rem_euclid(360.0);
        vec![self.preview()]
    }

    pub(super) fn release(self, stage: Stage<'_>, keys: Keys) -> Vec<Action> {
        let mut actions = Vec::new();
        if let (Some(link), [part], false) = (self.onto, &self.parts[..], keys.alt) {
            let name = stage.design.link(link).map_or("", |link| &link.name);
            actions.push(Action::Preview {
                label: tr!("Insert into {name}"),
                edit: Edit::Batch(vec![self.edit(), Edit::InsertOnLink { part: *part, link }]),
            });
            actions.push(Action::CommitPreview);
            return actions;
        }
        commit(self.by != [0.0, 0.0] || self.turned != 0.0)
    }

    fn edit(&self) -> Edit {
        let shift = Edit::Move {
            parts: self.parts.clone(),
            by_mm: self.by,
        };
        if self.turned == 0.0 {
            return shift;
        }
        Edit::Batch(vec![
            Edit::Rotate {
                parts: self.parts.clone(),
                about_mm: self.middle,
                by_deg: self.turned,
            },
            shift,
        ])
    }

    fn preview(&self) -> Action {
        Action::Preview {
            label: self.label.clone(),
            edit: self.edit(),
        }
    }

    /// The link of the part's domain under its centre.
    fn link_below(&self, stage: Stage<'_>, place: Point) -> Option<LinkId> {
        let part = stage.scene.part(*self.parts.first()?)?;
        let (link, _) = hit::link(stage.scene, place, stage.zoom)?;
        let domain = part.ports.first()?.domain;
        (stage.scene.link(link)?.domain == domain).then_some(link)
    }
}

/// Whether a part goes into a link: it has exactly two ports, of one domain, or is a chamber, which
/// is passed from side to side.
pub(in crate::app::canvas) fn is_insertable(part: &Part) -> bool {
    part.kind.goes_into().is_some()
}
