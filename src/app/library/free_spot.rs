//! Where something new stands that was not put anywhere by hand: the next free spot, within the shell
//! for what belongs into one.

use crate::design::{
    Design, Domain, Part,
    geometry::{self, Point},
};

/// How far apart the spots lie that are tried, mm.
const STEP_MM: f64 = 1.0;
/// Farthest ring of spots that is tried, steps.
const RINGS: i32 = 60;
/// Room kept between parts, mm: wires and tubes have to come in.
const ROOM_MM: f64 = 1.0;
/// Room a tube needs to leave an opening and to bend, mm.
const TUBE_MM: f64 = 3.0;
/// Width of that room where the opening does not say how wide it is, mm.
const TUBE_WIDTH_MM: f64 = 1.5;

/// How far parts that stand together have to be moved to be free of all that is there: not at all
/// where they are free already. What fills a shell is moved into it where it fits, and wholly out of it
/// where it does not: half of a driver in a wall says nothing. `pointed` says that the spot was pointed
/// at, which counts for more.
pub(in crate::app) fn free_shift(design: &Design, parts: &[&Part], pointed: bool) -> Point {
    let bodies: Vec<Body> = parts.iter().map(|part| Body::of(design, part)).collect();
    let there: Vec<Body> = (design.parts.iter())
        .map(|part| Body::of(design, part))
        .collect();
    let free = |by: Point, kept: Kept| {
        let mut pairs = bodies
            .iter()
            .flat_map(|body| there.iter().map(move |other| (body, other)));
        pairs.all(|(body, other)| body.is_free_of(other, by, kept))
    };
    let solid = parts.iter().any(|part| part.kind.facts().solid);
    let anywhere = |kept| nearest([0.0, 0.0], |by| free(by, kept));
    if pointed {
        return anywhere(Kept::Cases).unwrap_or([0.0, 0.0]);
    }
    let beside_shell = |kept| {
        let outline = &design.shell.outline_mm;
        let out = |by| bodies.iter().all(|body| body.is_clear_of(outline, by));
        nearest([0.0, 0.0], |by| out(by) && free(by, kept))
    };
    (solid
        .then(|| within_shell(design, &bodies, &free))
        .flatten())
    .or_else(|| solid.then(|| beside_shell(Kept::Openings)).flatten())
    .or_else(|| anywhere(Kept::Openings))
    .or_else(|| anywhere(Kept::Cases))
    .unwrap_or([0.0, 0.0])
}

/// The free spot nearest to the middle of the shell; where there is none with room before every
/// opening, one that is free of cases and spouts.
fn within_shell(
    design: &Design,
    bodies: &[Body],
    free: &impl Fn(Point, Kept) -> bool,
) -> Option<Point> {
    let outline = &design.shell.outline_mm;
    if outline.len() < 3 {
        return None;
    }
    // With the room before their openings in the middle, there is most of it for others too.
    let here = middle(bodies.iter().flat_map(Body::reach))?;
    let to_middle = geometry::subtract(middle(outline.iter().copied())?, here).map(f64::round);
    [Kept::Openings, Kept::Cases].into_iter().find_map(|kept| {
        let within = |by| bodies.iter().all(|body| body.is_within(outline, by));
        nearest(to_middle, |by| within(by) && free(by, kept))
    })
}

fn middle(points: impl IntoIterator<Item = Point>) -> Option<Point> {
    let [low, high] = geometry::bounds(points)?;
    Some([0, 1].map(|axis| f64::midpoint(at(low, axis), at(high, axis))))
}

/// What is kept free.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kept {
    /// Cases, spouts, and the room a tube needs before an opening.
    Openings,
    /// Cases and spouts.
    Cases,
}

/// An upright box: its least and its greatest corner.
type Upright = [Point; 2];

/// The room a part takes.
struct Body {
    outline: [Point; 4],
    /// Where its ports lie: those of spouts beyond its outline.
    ports: Vec<Point>,
    /// The box around it, spouts included.
    held: Upright,
    /// The room before each opening that is to be joined.
    mouths: Vec<Upright>,
}

impl Body {
    fn of(design: &Design, part: &Part) -> Self {
        let outline = part.outline_mm(design);
        let placed = part.placed_ports(design);
        let ports: Vec<Point> = placed.iter().map(|port| port.at_mm).collect();
        let around = outline.iter().chain(&ports).copied();
        let held = geometry::bounds(around).unwrap_or([part.position_mm; 2]);
        let open = (placed.iter()).filter(|port| port.domain == Domain::Acoustic && !port.optional);
        let mouths = open.filter_map(|port| {
            let bore = part.kind.port_bore(port.name);
            let half = 0.5 * bore.map_or(TUBE_WIDTH_MM, |bore| bore * 1e3);
            mouth(port.at_mm, port.outward, half)
        });
        let mouths = mouths.collect();
        Self {
            outline,
            ports,
            held,
            mouths,
        }
    }

    /// Corners of all it takes.
    fn reach(&self) -> impl Iterator<Item = Point> + '_ {
        self.mouths.iter().chain([&self.held]).flatten().copied()
    }

    /// Whether it, moved, keeps clear of another.
    fn is_free_of(&self, other: &Self, by: Point, kept: Kept) -> bool {
        let here = moved(self.held, by);
        let mouths = || {
            let own = (self.mouths.iter()).all(|mouth| apart(moved(*mouth, by), other.held, 0.0));
            own && (other.mouths.iter()).all(|mouth| apart(here, *mouth, 0.0))
        };
        apart(here, other.held, ROOM_MM) && (kept == Kept::Cases || mouths())
    }

    /// Whether it, moved, lies within an outline: its corners, the middles of its sides, and the ends
    /// of its spouts.
    fn is_within(&self, outline: &[Point], by: Point) -> bool {
        let within = |point: Point| geometry::inside(outline, geometry::add(point, by));
        let sides = geometry::edges(&self.outline).all(|(a, b)| {
            let middle = [0, 1].map(|axis| f64::midpoint(at(a, axis), at(b, axis)));
            within(a) && within(middle)
        });
        sides && self.ports.iter().all(|port| within(*port))
    }

    /// Whether it, moved, neither lies in an outline nor crosses it.
    fn is_clear_of(&self, outline: &[Point], by: Point) -> bool {
        let here = moved(self.held, by);
        let inside = |point: &Point| geometry::inside(outline, geometry::add(*point, by));
        let crossed = geometry::edges(outline).any(|(a, b)| {
            let stretch = geometry::bounds([a, b]).unwrap_or([a, b]);
            !apart(here, stretch, ROOM_MM)
        });
        !crossed && !self.outline.iter().chain(&self.ports).any(inside)
    }
}

/// The room a tube needs before an opening that faces somewhere.
fn mouth(at_mm: Point, outward: Point, half: f64) -> Option<Upright> {
    if outward == [0.0, 0.0] {
        return None;
    }
    let [x, y] = outward;
    let end = geometry::add(at_mm, geometry::scaled(outward, TUBE_MM));
    let aside = geometry::scaled([-y, x], half);
    geometry::bounds([at_mm, end].into_iter().flat_map(|point| {
        [
            geometry::add(point, aside),
            geometry::subtract(point, aside),
        ]
    }))
}

fn moved(upright: Upright, by: Point) -> Upright {
    upright.map(|corner| geometry::add(corner, by))
}

/// Whether two boxes keep this distance along one axis, mm.
fn apart([a, b]: Upright, [c, d]: Upright, room: f64) -> bool {
    (0..2).any(|axis| {
        let [a, b, c, d] = [a, b, c, d].map(|point| at(point, axis));
        a >= d + room || b <= c - room
    })
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

fn at(point: Point, axis: usize) -> f64 {
    point.get(axis).copied().unwrap_or(0.0)
}
