//! Whether everything fits: parts that overlap, parts outside the shell.

use crate::design::{
    Design, Part, Problem, Subject,
    geometry::{self, Point, convex_overlap, distance, inside},
};
use crate::quantity::order::SortByNumber as _;
use std::collections::BTreeSet;

/// Parts may touch: overlaps below this are drawing accuracy, mm.
const SLACK_MM: f64 = 0.05;
/// Overlaps of a part that are looked for: it is in the pile with the first of them, and a hundred
/// parts at one place are no worse than two.
const ENOUGH: usize = 4;
/// Parts of a pile that are still named pair by pair.
const FEW: usize = 4;

/// A part's outline with a circle around it, to see quickly that two are far apart.
struct Body<'a> {
    /// Its place in the document.
    index: usize,
    part: &'a Part,
    outline: [Point; 4],
    radius: f64,
    depth: [f64; 2],
}

impl Body<'_> {
    /// Its extent along an axis.
    fn extent(&self, axis: usize) -> [f64; 2] {
        let at = self.part.position_mm.get(axis).copied().unwrap_or(0.0);
        [at - self.radius, at + self.radius]
    }

    fn overlaps(&self, other: &Self) -> bool {
        near(
            self.part.position_mm,
            other.part.position_mm,
            self.radius + other.radius,
        ) && depths_meet(self.depth, other.depth)
            && convex_overlap(&self.outline, &other.outline, SLACK_MM)
    }
}

/// What overlaps, found by one sweep across the drawing.
#[derive(Debug, Default)]
pub(super) struct Overlaps {
    /// Pairs by their places in the document, ascending; of a part in a pile only some.
    pairs: Vec<[usize; 2]>,
    /// How many pairs were looked at closely.
    pub(super) looked_at: usize,
}

impl Overlaps {
    /// Finds them.
    pub(super) fn of(design: &Design) -> Self {
        let mut bodies: Vec<Body<'_>> = bodies(design).collect();
        let axis = longer_axis(&bodies);
        bodies.sort_by_number(|a| a.extent(axis)[0]);
        let mut found = Self::default();
        // Those that reach as far as where the sweep is.
        let mut open: Vec<&Body<'_>> = Vec::new();
        for body in &bodies {
            let [low, _] = body.extent(axis);
            open.retain(|other| other.extent(axis)[1] > low);
            let mut partners = 0;
            // The nearest ones came last.
            for other in open.iter().rev() {
                found.looked_at += 1;
                if body.overlaps(other) {
                    let mut pair = [body.index, other.index];
                    pair.sort_unstable();
                    found.pairs.push(pair);
                    partners += 1;
                    if partners == ENOUGH {
                        break;
                    }
                }
            }
            open.push(body);
        }
        found.pairs.sort_unstable();
        found
    }

    /// One problem a pair; one a pile where many lie over each other.
    pub(super) fn problems(&self, design: &Design) -> Vec<Problem> {
        let name = |index: usize| {
            let part = design.parts.shared().get(index);
            part.map_or("?", |part| part.name.as_str())
        };
        let subject = |index: usize| {
            let part = design.parts.shared().get(index);
            part.map_or(Subject::Design, |part| Subject::Part(part.id))
        };
        let mut piles = Piles::of(design.parts.len(), &self.pairs);
        let mut problems = Vec::new();
        let mut told = BTreeSet::new();
        for &[a, b] in &self.pairs {
            let (pile, size) = piles.of_part(a);
            if size <= FEW {
                problems.push(Problem::warning(
                    subject(b),
                    tr!(
                        "“{}” and “{}” overlap: move one or set it at another depth",
                        name(a),
                        name(b)
                    ),
                ));
            } else if told.insert(pile) {
                problems.push(Problem::warning(
                    subject(b),
                    tr!(
                        "“{}”, “{}” and {} others lie over each other: move them or set them at other depths",
                        name(a),
                        name(b),
                        size - 2
                    ),
                ));
            }
        }
        problems
    }
}

/// Parts that hang together by overlapping: each knows an earlier one, or is the first of its pile.
struct Piles {
    earlier: Vec<usize>,
    /// Parts in the pile of each first one.
    sizes: Vec<usize>,
}

impl Piles {
    fn of(parts: usize, pairs: &[[usize; 2]]) -> Self {
        let mut piles = Self {
            earlier: (0..parts).collect(),
            sizes: vec![1; parts],
        };
        for &[a, b] in pairs {
            let (a, b) = (piles.first(a), piles.first(b));
            if a == b {
                continue;
            }
            let (keep, give) = (a.min(b), a.max(b));
            let given = piles.sizes.get(give).copied().unwrap_or(0);
            if let (Some(earlier), Some(size)) =
                (piles.earlier.get_mut(give), piles.sizes.get_mut(keep))
            {
                *earlier = keep;
                *size += given;
            }
        }
        piles
    }

    /// The first part of a part's pile; the way to it is halved for the next who asks.
    fn first(&mut self, mut at: usize) -> usize {
        loop {
            let earlier = self.earlier.get(at).copied().unwrap_or(at);
            if earlier == at {
                return at;
            }
            let before = self.earlier.get(earlier).copied().unwrap_or(earlier);
            if let Some(known) = self.earlier.get_mut(at) {
                *known = before;
            }
            at = before;
        }
    }

    /// The first part of a part's pile, and how many are in it.
    fn of_part(&mut self, part: usize) -> (usize, usize) {
        let first = self.first(part);
        (first, self.sizes.get(first).copied().unwrap_or(1))
    }
}

/// The parts with a body.
fn bodies(design: &Design) -> impl Iterator<Item = Body<'_>> {
    let solid = |(_, part): &(usize, &Part)| part.kind.facts().solid;
    let parts = design.parts.iter().enumerate().filter(solid);
    parts.map(|(index, part)| {
        let outline = part.outline_mm(design);
        Body {
            index,
            part,
            outline,
            radius: distance(part.position_mm, outline[0]),
            depth: part.depth_range_mm(),
        }
    })
}

/// The axis along which the parts are spread more.
fn longer_axis(bodies: &[Body<'_>]) -> usize {
    let places = bodies.iter().map(|body| body.part.position_mm);
    geometry::bounds(places).map_or(0, |[low, high]| {
        usize::from(high[1] - low[1] > high[0] - low[0])
    })
}

/// Whether two points are nearer than this: without a root, as every pair is asked.
fn near(a: Point, b: Point, reach: f64) -> bool {
    let [dx, dy] = geometry::subtract(b, a);
    dx * dx + dy * dy < reach * reach
}

fn depths_meet(a: [f64; 2], b: [f64; 2]) -> bool {
    a[0] + SLACK_MM < b[1] && b[0] + SLACK_MM < a[1]
}

/// How a part reaches outside the shell, where there is one.
pub(super) fn outside(design: &Design, part: &Part) -> Vec<Problem> {
    let mut problems = Vec::new();
    let shell = &design.shell;
    if shell.outline_mm.len() < 3 || !part.kind.facts().solid {
        return problems;
    }
    let subject = Subject::Part(part.id);
    // Points along the sides: a corner of the shell may reach into a part between its corners.
    let outline = part.outline_mm(design);
    let fits = geometry::edges(&outline).all(|(a, b)| {
        (0..8).all(|piece| {
            let t = f64::from(piece) / 8.0;
            let towards_centre = |point: Point| {
                // A hair inwards, so that touching the wall is inside.
                geometry::add(
                    geometry::scaled(point, 0.99),
                    geometry::scaled(part.position_mm, 0.01),
                )
            };
            let along = geometry::add(a, geometry::scaled(geometry::subtract(b, a), t));
            inside(&shell.outline_mm, towards_centre(along))
        })
    });
    if !fits {
        problems.push(Problem::warning(
            subject,
            tr!(
                "“{}” reaches outside the shell: move or turn it, or take a larger shell",
                part.name
            ),
        ));
    }
    let height = part.kind.height_mm();
    let [low, high] = part.depth_range_mm();
    if height > shell.depth_mm + SLACK_MM {
        problems.push(Problem::warning(
            subject,
            tr!(
                "“{}” is {height:.2} mm high, the shell only {:.2} mm deep",
                part.name,
                shell.depth_mm
            ),
        ));
    } else if part.depth_mm != 0.0 && (low < -SLACK_MM || high > shell.depth_mm + SLACK_MM) {
        problems.push(Problem::warning(
            subject,
            tr!(
                "“{}” reaches from {low:.2} to {high:.2} mm above the faceplate, the shell from 0 to {:.2} mm: change its depth",
                part.name, shell.depth_mm
            ),
        ));
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::Overlaps;
    use crate::design::{Design, Part, PartId, kinds::Chamber};

    /// So many boxes, each where it is told to be.
    fn looked_at(count: u32, place: impl Fn(f64) -> [f64; 2]) -> usize {
        let mut design = Design::new();
        for n in 0..count {
            let kind = Chamber {
                volume: 60e-9,
                wall_area: 0.0,
                sides_mm: None,
            };
            let part = Part::new(PartId(100 + n), kind, place(f64::from(n)));
            design.parts.push(part);
        }
        Overlaps::of(&design).looked_at
    }

    /// What is looked at grows with the number of parts, not with its square.
    #[test]
    fn a_thousand_parts_at_one_place_are_no_worse_than_side_by_side() {
        let rows: [fn(f64) -> [f64; 2]; 4] = [
            |_| [0.0, 0.0],
            |n| [n, 0.0],
            |n| [0.0, n],
            |n| [0.01 * n, -0.01 * n],
        ];
        for place in rows {
            assert!(looked_at(1000, place) <= 10_000);
        }
    }
}
