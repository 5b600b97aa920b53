//! Turning a part by its handle.

use super::{Keys, Stage, commit};
use crate::{
    app::actions::Action,
    design::{Edit, PartId},
    picture::scene::Point,
};

/// A part being turned.
#[derive(Debug, Clone, PartialEq)]
pub struct Turning {
    part: PartId,
    /// About where, mm.
    pub about: Point,
    /// Its rotation before, degrees.
    before: f64,
    /// Angle of the pointer at the start, degrees.
    start: f64,
    /// By how much so far, degrees.
    pub by: f64,
    label: String,
}

impl Turning {
    /// Takes hold of the handle; none where the part is locked.
    pub(super) fn new(stage: Stage<'_>, part: PartId, at: Point) -> Option<Self> {
        let part = stage.design.part(part).filter(|part| !part.locked)?;
        Some(Self {
            part: part.id,
            about: part.position_mm,
            before: part.rotation_deg,
            start: angle(part.position_mm, at),
            by: 0.0,
            label: tr!("Rotate {}", part.name),
        })
    }

    /// The handle follows the pointer: by whole degrees, by 15° with Shift, freely with Ctrl.
    pub(super) fn drag(&mut self, at: Point, keys: Keys) -> Vec<Action> {
        let raw = self.before + angle(self.about, at) - self.start;
        let turned = match (keys.command, keys.shift) {
            (true, _) => raw,
            (_, true) => (raw / 15.0).round() * 15.0,
            _ => raw.round(),
        };
        self.by = turned - self.before;
        vec![Action::Preview {
            label: self.label.clone(),
            edit: Edit::Rotate {
                parts: vec![self.part],
                about_mm: self.about,
                by_deg: self.by,
            },
        }]
    }

    pub(super) fn release(&self) -> Vec<Action> {
        commit(self.by != 0.0)
    }
}

/// Angle of a point about another, degrees, clockwise as seen.
fn angle(about: Point, at: Point) -> f64 {
    (at[1] - about[1]).atan2(at[0] - about[0]).to_degrees()
}
