//! Where something new stands that was not put anywhere by hand: the next free spot, within the shell
//! for what belongs into one.

use crate::design::{
    Design, Part,
    geometry::{self, Point},
};

/// How far apart the spots lie that are tried, mm.
const STEP_MM: f64 = 1.0;
/// Farthest ring of spots that is tried, steps.
const RINGS: i32 = 60;
/// Room kept between parts, mm: wires and tubes have to come in.
const ROOM_MM: f64 = 1.0;

/// How far parts that stand together have to be moved to be free of all that is there: not at all
/// where they are free already. What fills a shell is moved into it where it fits; `pointed` says that
/// the spot was pointed at, which counts for more.
pub(in crate::app) fn free_shift(design: &Design, parts: &[&Part], pointed: bool) -> Point {
    let solid = parts.iter().any(|part| part.kind.facts().solid);
    let outline = &design.shell.outline_mm;
    let bodies: Vec<Vec<Point>> = parts
        .iter()
        .map(|part| part.outline_mm(design).to_vec())
        .collect();
    let taken: Vec<[Point; 2]> = design
        .parts
        .iter()
        .filter_map(|part| geometry::bounds(part.outline_mm(design)))
        .collect();
    let free = |by: Point| bodies.iter().all(|body| is_free(body, by, &taken));
    if solid && !pointed && outline.len() > 2 {
        let within = |by: Point| bodies.iter().all(|body| is_within(body, by, outline));
        let middle = |points: &mut dyn Iterator<Item = Point>| {
            geometry::bounds(points)
                .map(|[a, b]| [0, 1].map(|axis| f64::midpoint(a[axis], b[axis])))
        };
        let here = middle(&mut bodies.iter().flatten().copied());
        let there = middle(&mut outline.iter().copied());
        if let (Some(here), Some(there)) = (here, there) {
            let to_middle = geometry::subtract(there, here).map(f64::round);
            if let Some(by) = nearest(to_middle, |by| within(by) && free(by)) {
                return by;
            }
        }
    }
    nearest([0.0, 0.0], free).unwrap_or([0.0, 0.0])
}

/// The shift nearest to a first one that will do, ring by ring.
fn nearest(first: Point, will_do: impl Fn(Point) -> bool) -> Option<Point> {
    (0..=RINGS).find_map(|ring| {
        let mut spots: Vec<[i32; 2]> = Vec::new();
        for n in -ring..=ring {
            spots.extend([[n, -ring], [n, ring], [-ring, n], [ring, n]]);
        }
        spots.sort_by_key(|[x, y]| (x * x + y * y, *y, *x));
        spots
            .into_iter()
            .map(|spot| geometry::add(first, spot.map(|n| f64::from(n) * STEP_MM)))
            .find(|by| will_do(*by))
    })
}

/// Whether a body, moved, keeps clear of every box.
fn is_free(body: &[Point], by: Point, taken: &[[Point; 2]]) -> bool {
    let Some([low, high]) = geometry::bounds(body.iter().map(|point| geometry::add(*point, by)))
    else {
        return true;
    };
    taken.iter().all(|[a, b]| {
        (0..2).any(|axis| {
            let [low, high, a, b] = [low, high, *a, *b].map(|point| at(point, axis));
            low >= b + ROOM_MM || high <= a - ROOM_MM
        })
    })
}

/// Whether a body, moved, lies within an outline: its corners and the middles of its sides.
fn is_within(body: &[Point], by: Point, outline: &[Point]) -> bool {
    geometry::edges(body).all(|(a, b)| {
        let middle = [0, 1].map(|axis| f64::midpoint(at(a, axis), at(b, axis)));
        [a, middle]
            .into_iter()
            .all(|point| geometry::inside(outline, geometry::add(point, by)))
    })
}

fn at(point: Point, axis: usize) -> f64 {
    point.get(axis).copied().unwrap_or(0.0)
}
