//! A shell's outline, depth and volume from an STL mesh.
//!
//! The canvas sees the mesh along its shortest side, unless another axis is chosen. Its outline is the
//! largest section across that, of the inner wall where it is hollow; its depth reaches as far as
//! that wall goes on, and its volume is the sum of the sections between (Cavalieri).

pub(in crate::exchange) mod facets;
mod sections;

use super::{
    Body, Drawing, MOST_POINTS, NotTaken, ORDINARY_MM, Outline, OutlineError, Scale, Unit,
    joined_up,
};
use crate::{design::geometry, exchange::Finding};
use facets::Facets;
pub(super) use facets::is;
use sections::{Section, Wall};

/// Sections that are looked at for the largest one.
const LOOKED_AT: u32 = 33;
/// Sections of which the volume is the sum.
const SUMMED: u32 = 64;
/// Halvings by which the inner wall's end is found: to a millionth of the depth.
const HALVINGS: u32 = 16;
/// A shortest side within this of the next one may be another.
const ALIKE: f64 = 0.9;

/// An axis of a mesh: along which its depth is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// x.
    X,
    /// y.
    Y,
    /// z.
    Z,
}

impl Axis {
    /// All of them, in order.
    pub const ALL: [Self; 3] = [Self::X, Self::Y, Self::Z];

    /// What it is called.
    pub fn word(self) -> &'static str {
        match self {
            Self::X => "x",
            Self::Y => "y",
            Self::Z => "z",
        }
    }
}

/// Its outlines across an axis, or across its shortest side.
pub(super) fn read(bytes: &[u8], along: Option<Axis>) -> Result<Drawing, OutlineError> {
    let mut facets = Facets::of(bytes)?;
    let sides = facets.turn_up(along);
    let [from, to] = facets.height();
    // Off the round heights at which meshes have their corners.
    let height = |n: u32, of: u32| from + (to - from) * (f64::from(n) + 0.503_7) / f64::from(of);
    let mut best: Option<(f64, Section)> = None;
    let mut is_open = facets.open_edges > 0;
    for n in 0..LOOKED_AT {
        let at = height(n, LOOKED_AT);
        let mut section = Section::of(&facets, at);
        if !section.open.is_empty() {
            is_open = true;
            let open = std::mem::take(&mut section.open);
            section.add(joined_up(open, 2e-3 * sides.longest));
        }
        let Some(area) = section.inside() else {
            continue;
        };
        // What is hollow anywhere is hollow.
        let hollow = |section: &Section| section.wall() == Wall::Inner;
        let better = best
            .as_ref()
            .is_none_or(|(most, known)| (hollow(&section), area) > (hollow(known), *most));
        if better {
            best = Some((area, section));
        }
    }
    let Some((area, best)) = best else {
        return Err(OutlineError::Stl(tr!(
            "no section of this STL mesh closes: {} of its edges lack a second triangle; close its \
             holes in its program",
            facets.open_edges
        )));
    };
    let wall = best.wall();
    let mut findings = Vec::new();
    let range = match wall {
        Wall::Inner => {
            let is_there = |at: f64| Section::of(&facets, at).cavity(area).is_some();
            [
                end_of(best.at, from, is_there),
                end_of(best.at, to, is_there),
            ]
        }
        Wall::Outer => [from, to],
    };
    let depth = range[1] - range[0];
    let areas = (0..SUMMED).map(|n| {
        let at = range[0] + depth * (f64::from(n) + 0.503_7) / f64::from(SUMMED);
        let section = Section::of(&facets, at);
        match wall {
            Wall::Inner => section.cavity(area),
            Wall::Outer => section.inside(),
        }
    });
    let areas: Vec<Option<f64>> = areas.collect();
    let missing = areas.iter().filter(|area| area.is_none()).count();
    // What has an opening at its side holds there what it holds above and below.
    let known: f64 = areas.iter().flatten().sum();
    let there = areas.len() - missing;
    let volume = (there > 0).then(|| known / there as f64 * depth);
    if wall == Wall::Outer {
        findings.push(Finding::doubt(
            tr!("the mesh has no inner wall: its outside is taken, and holds more than there is room \
             inside; bring the inside, or a hollow shell")
                .to_owned(),
        ));
    }
    if is_open {
        let edges = facets.open_edges;
        findings.push(Finding::doubt(tr!(
            "the mesh is not watertight ({edges} edges without a second triangle): outline and \
             volume may be off; repair it in its program"
        )));
    } else if missing > 0 {
        let percent = 100 * missing / areas.len();
        findings.push(Finding::doubt(tr!(
            "its wall is open at the side over {percent} % of its depth, where the volume is taken \
             as that of the rest"
        )));
    }
    findings.push(sides.said());
    let body = Body {
        along: sides.depth,
        depth,
        volume: volume.filter(|_| missing * 4 <= areas.len()),
    };
    Ok(drawing(best, wall, body, findings))
}

/// Where a wall that is at `inside` ends on the way to `limit`.
fn end_of(inside: f64, limit: f64, is_there: impl Fn(f64) -> bool) -> f64 {
    let (mut there, mut gone) = (inside, limit);
    // The very end of a mesh has no section.
    if is_there(limit + 1e-6 * (inside - limit)) {
        return limit;
    }
    for _ in 0..HALVINGS {
        let middle = 0.5 * (there + gone);
        if is_there(middle) {
            there = middle;
        } else {
            gone = middle;
        }
    }
    0.5 * (there + gone)
}

/// The outlines of a section as those of a drawing.
fn drawing(section: Section, wall: Wall, body: Body, findings: Vec<Finding>) -> Drawing {
    let taken = usize::from(wall == Wall::Inner);
    let around = section.loops.get(taken).map(|(_, points)| points.clone());
    let outlines: Vec<Outline> = (section.loops.into_iter().enumerate())
        .map(|(n, (_, points))| {
            let first = points.first().copied().unwrap_or_default();
            let is_inside = around
                .as_ref()
                .is_some_and(|around| geometry::inside(around, first));
            let not_taken = if points.len() > MOST_POINTS {
                Some(NotTaken::TooFine)
            } else if n < taken {
                Some(NotTaken::OuterWall)
            } else if n > taken && is_inside {
                Some(NotTaken::Inside)
            } else {
                None
            };
            Outline {
                name: String::new(),
                lines: points.len(),
                points,
                not_taken,
            }
        })
        .collect();
    let size = outlines.get(taken).map_or([0.0; 2], Outline::size);
    let longest = size[0].max(size[1]);
    let ordinary = |unit: &Unit| {
        let mm = longest * unit.mm(1.0, 1.0);
        (ORDINARY_MM[0]..=ORDINARY_MM[1]).contains(&mm)
    };
    let likely = Unit::MESH.into_iter().find(ordinary);
    let likely = likely.unwrap_or(Unit::Millimetre);
    Drawing {
        from: tr!("STL mesh"),
        outlines,
        proposed: Some(taken),
        scale: Scale::new(None, &Unit::MESH, [1.0, 1.0], likely),
        body: Some(body),
        findings,
    }
}

/// How a mesh lay before it was turned.
struct Sides {
    /// The axis it is seen along, and whether that was asked for.
    depth: Axis,
    is_chosen: bool,
    /// The longest side across it.
    longest: f64,
    /// The side along it to the shorter one across.
    ratio: f64,
}

impl Sides {
    fn said(&self) -> Finding {
        let along = self.depth.word();
        if self.is_chosen {
            Finding::note(tr!("it is seen along its {along} axis, as you chose"))
        } else if self.ratio > ALIKE {
            Finding::doubt(tr!(
                "it is seen along its {along} axis, hardly the shortest one: choose the axis of its \
                 depth if that is another"
            ))
        } else {
            Finding::note(tr!("it is seen along its shortest side, its {along} axis"))
        }
    }
}
