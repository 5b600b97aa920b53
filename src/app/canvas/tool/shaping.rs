//! Dragging what belongs to a link: way-points, and inserts along their tube.

use super::{Keys, Stage, commit};
use crate::{
    app::actions::Action,
    design::{Edit, Link, LinkId, LinkKind, path::nearest_on_path},
    picture::scene::{Point, path},
};

/// What of the link is dragged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    WayPoint(usize),
    Insert(usize),
}

/// A link being shaped.
#[derive(Debug, Clone, PartialEq)]
pub struct Shaping {
    /// The link as it was before, with a new way-point where one was made.
    link: Box<Link>,
    /// The path it had before, mm.
    path: Vec<Point>,
    piece: Piece,
    changed: bool,
}

impl Shaping {
    fn of(stage: Stage<'_>, link: LinkId, piece: Piece) -> Option<Self> {
        Some(Self {
            link: Box::new(stage.design.link(link)?.clone()),
            path: stage.scene.link(link)?.path.clone(),
            piece,
            changed: false,
        })
    }

    /// Takes hold of a way-point.
    pub(super) fn way_point(stage: Stage<'_>, link: LinkId, index: usize) -> Option<Self> {
        Self::of(stage, link, Piece::WayPoint(index))
    }

    /// Takes hold of something that sits in a tube.
    pub(super) fn insert(stage: Stage<'_>, link: LinkId, index: usize) -> Option<Self> {
        Self::of(stage, link, Piece::Insert(index))
    }

    /// Makes a new way-point where the link was taken hold of.
    pub(super) fn bend(stage: Stage<'_>, link: LinkId, at: Point) -> Option<Self> {
        let mut shaping = Self::of(stage, link, Piece::WayPoint(0))?;
        let index = way_point_index(&shaping.path, &shaping.link.way_points_mm, at);
        shaping.link.way_points_mm.insert(index, at);
        shaping.piece = Piece::WayPoint(index);
        Some(shaping)
    }

    /// The piece follows the pointer.
    pub(super) fn drag(&mut self, stage: Stage<'_>, at: Point, keys: Keys) -> Vec<Action> {
        let mut link = self.link.clone();
        let label = match self.piece {
            Piece::WayPoint(index) => {
                // Off the grid, thousandths of a millimetre are fine enough for a file.
                let per_mm = match stage.grid_mm {
                    grid if grid > 0.0 && !keys.command => 1.0 / grid,
                    _ => 1e3,
                };
                let place = at.map(|mm| (mm * per_mm).round() / per_mm + 0.0);
                let Some(slot) = link.way_points_mm.get_mut(index) else {
                    return Vec::new();
                };
                *slot = place;
                tr!("Bend {}", link.name)
            }
            Piece::Insert(index) => {
                let position = position_on(&self.link, &self.path, at, !keys.command);
                let LinkKind::Tube(tube) = &mut link.kind else {
                    return Vec::new();
                };
                let Some(insert) = tube.inserts.get_mut(index) else {
                    return Vec::new();
                };
                insert.position = position;
                tr!("Move damper in {}", link.name)
            }
        };
        self.changed = true;
        vec![Action::Preview {
            label,
            edit: Edit::SetLink(link),
        }]
    }

    pub(super) fn release(self) -> Vec<Action> {
        commit(self.changed)
    }
}

/// Takes a way-point out.
pub(in crate::app::canvas) fn without_way_point(
    stage: Stage<'_>,
    link: LinkId,
    index: usize,
) -> Option<Action> {
    let mut link = stage.design.link(link)?.clone();
    if index >= link.way_points_mm.len() {
        return None;
    }
    link.way_points_mm.remove(index);
    Some(Action::Edit {
        label: tr!("Straighten {}", link.name),
        edit: Edit::SetLink(Box::new(link)),
    })
}

/// Where in the list a new way-point at `at` belongs: behind those the path passes before it.
pub(in crate::app::canvas) fn way_point_index(
    drawn: &[Point],
    way_points: &[Point],
    at: Point,
) -> usize {
    let along = |point: Point| nearest_on_path(drawn, point).map_or(0.0, |on| on.along_mm);
    let here = along(at);
    way_points
        .iter()
        .take_while(|&&point| along(point) < here)
        .count()
}

/// The distance from a tube's start (m) that a point near its drawn path stands for; `neat` rounds
/// to tenths of a millimetre.
pub(in crate::app::canvas) fn position_on(
    link: &Link,
    drawn: &[Point],
    at: Point,
    neat: bool,
) -> f64 {
    let LinkKind::Tube(tube) = &link.kind else {
        return 0.0;
    };
    let length = tube.total_length();
    let total = path::length(drawn);
    let along = nearest_on_path(drawn, at).map_or(0.0, |on| on.along_mm);
    let position = if total > 0.0 {
        along / total * length
    } else {
        0.0
    };
    let position = if neat {
        (position * 1e4).round() / 1e4
    } else {
        position
    };
    position.clamp(0.0, length)
}
