//! Where parts and ports lie on the canvas: placement, outlines, distances.
//!
//! Everything is in millimetres, x to the right and y down; angles in degrees, clockwise as seen.

use super::{Design, LinkEnd, Obstacles, Part, path};

pub use super::path::{drawn_length, path};

/// A point or vector on the canvas, mm.
pub type Point = [f64; 2];

/// A port's place on the canvas and the direction it faces.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlacedPort {
    /// Name within the part.
    pub name: &'static str,
    /// Its domain.
    pub domain: super::Domain,
    /// Place on the canvas, mm.
    pub at_mm: [f64; 2],
    /// Unit vector pointing away from the part, canvas frame; zero where a link may leave any way.
    pub outward: [f64; 2],
    /// Whether leaving it unconnected is ordinary.
    pub optional: bool,
}

/// Sine and cosine of an angle in degrees, exact at the quarter turns.
pub fn sin_cos_deg(degrees: f64) -> (f64, f64) {
    let turned = degrees.rem_euclid(360.0);
    if turned == 0.0 {
        (0.0, 1.0)
    } else if turned == 90.0 {
        (1.0, 0.0)
    } else if turned == 180.0 {
        (0.0, -1.0)
    } else if turned == 270.0 {
        (-1.0, 0.0)
    } else {
        turned.to_radians().sin_cos()
    }
}

/// Turns a vector clockwise as seen.
pub fn rotated([x, y]: Point, degrees: f64) -> Point {
    let (sin, cos) = sin_cos_deg(degrees);
    [x * cos - y * sin, x * sin + y * cos]
}

/// `a + b`.
pub fn add(a: Point, b: Point) -> Point {
    [a[0] + b[0], a[1] + b[1]]
}

/// `a − b`.
pub fn subtract(a: Point, b: Point) -> Point {
    [a[0] - b[0], a[1] - b[1]]
}

/// `a · factor`.
pub fn scaled(a: Point, factor: f64) -> Point {
    [a[0] * factor, a[1] * factor]
}

/// Distance between two points.
pub fn distance(a: Point, b: Point) -> f64 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

impl Part {
    /// A place in the part's own frame, on the canvas, mm.
    pub fn canvas_from_part(&self, place_mm: Point) -> Point {
        add(self.position_mm, self.canvas_direction(place_mm))
    }

    /// A direction in the part's own frame, on the canvas: mirrored first, then turned.
    pub fn canvas_direction(&self, [x, y]: Point) -> Point {
        let x = if self.mirrored { -x } else { x };
        rotated([x, y], self.rotation_deg)
    }

    /// A point of the canvas in the part's own frame, mm.
    pub fn part_from_canvas(&self, point_mm: Point) -> Point {
        let [x, y] = rotated(subtract(point_mm, self.position_mm), -self.rotation_deg);
        [if self.mirrored { -x } else { x }, y]
    }

    /// Every port where it lies on the canvas.
    pub fn placed_ports(&self, design: &Design) -> Vec<PlacedPort> {
        self.kind
            .ports_at(design.symbol_size_mm)
            .into_iter()
            .map(|port| PlacedPort {
                name: port.name,
                domain: port.domain,
                at_mm: self.canvas_from_part(port.place_mm),
                outward: self.canvas_direction(port.outward),
                optional: port.optional,
            })
            .collect()
    }

    /// The port with this name where it lies on the canvas.
    pub fn placed_port(&self, design: &Design, name: &str) -> Option<PlacedPort> {
        self.placed_ports(design)
            .into_iter()
            .find(|port| port.name == name)
    }

    /// Corners of its body on the canvas, mm, in order around it. A junction's are one point.
    pub fn outline_mm(&self, design: &Design) -> [Point; 4] {
        let [x, y] = self
            .kind
            .size_mm(design.symbol_size_mm)
            .map(|side| side / 2.0);
        [[-x, -y], [x, -y], [x, y], [-x, y]].map(|corner| self.canvas_from_part(corner))
    }

    /// Whether a point of the canvas lies on its body or within `margin_mm` of it.
    pub fn contains(&self, design: &Design, point_mm: Point, margin_mm: f64) -> bool {
        let [x, y] = self.part_from_canvas(point_mm);
        let [length, width] = self.kind.size_mm(design.symbol_size_mm);
        x.abs() <= length / 2.0 + margin_mm && y.abs() <= width / 2.0 + margin_mm
    }

    /// Lowest and highest point above the faceplate plane, mm.
    pub fn depth_range_mm(&self) -> [f64; 2] {
        let half = self.kind.height_mm() / 2.0;
        [self.depth_mm - half, self.depth_mm + half]
    }
}

impl Design {
    /// The port a link ends on, where it lies on the canvas.
    pub fn placed_port(&self, end: &LinkEnd) -> Option<PlacedPort> {
        self.part(end.part)?.placed_port(self, &end.port)
    }

    /// The smallest upright rectangle around all parts, links and the shell: least and greatest
    /// corner, mm; absent where there is nothing.
    pub fn bounds_mm(&self) -> Option<[Point; 2]> {
        let parts = self.parts.iter().flat_map(|part| part.outline_mm(self));
        let obstacles = Obstacles::of(self);
        let path = |link| path::path_among(&obstacles, link);
        let links = self.links.iter().flat_map(path);
        let shell = self.shell.outline_mm.iter().copied();
        bounds(parts.chain(links).chain(shell))
    }
}

/// The smallest upright rectangle around points: least and greatest corner.
pub fn bounds(points: impl IntoIterator<Item = Point>) -> Option<[Point; 2]> {
    points
        .into_iter()
        .map(|point| [point, point])
        .reduce(|[low, high], [point, _]| {
            [
                [low[0].min(point[0]), low[1].min(point[1])],
                [high[0].max(point[0]), high[1].max(point[1])],
            ]
        })
}

/// Whether a point lies inside a closed outline (even–odd rule).
pub fn inside(outline: &[Point], [x, y]: Point) -> bool {
    let mut inside = false;
    for ([x1, y1], [x2, y2]) in edges(outline) {
        if (y1 > y) != (y2 > y) && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1 {
            inside = !inside;
        }
    }
    inside
}

/// The sides of a closed outline.
pub fn edges(outline: &[Point]) -> impl Iterator<Item = (Point, Point)> + '_ {
    outline
        .iter()
        .copied()
        .zip(outline.iter().copied().cycle().skip(1))
}

/// The point of a segment nearest to `point`, and its place along it from 0 to 1.
pub fn nearest_on_segment(a: Point, b: Point, point: Point) -> (Point, f64) {
    let along = subtract(b, a);
    let length_squared = along[0].powi(2) + along[1].powi(2);
    if length_squared == 0.0 {
        return (a, 0.0);
    }
    let offset = subtract(point, a);
    let t = ((offset[0] * along[0] + offset[1] * along[1]) / length_squared).clamp(0.0, 1.0);
    (add(a, scaled(along, t)), t)
}

/// Area enclosed by a closed outline, mm².
pub fn area_mm2(outline: &[Point]) -> f64 {
    let twice: f64 = edges(outline).map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum();
    twice.abs() / 2.0
}

/// Whether two closed convex outlines overlap by more than `slack_mm` (separating axes).
pub fn convex_overlap(a: &[Point], b: &[Point], slack_mm: f64) -> bool {
    let separated = |axis: Point| {
        let [a_low, a_high] = extent(a, axis);
        let [b_low, b_high] = extent(b, axis);
        a_high - slack_mm <= b_low || b_high - slack_mm <= a_low
    };
    !edges(a).chain(edges(b)).any(|(from, to)| {
        let [x, y] = subtract(to, from);
        let length = x.hypot(y);
        length > 0.0 && separated([-y / length, x / length])
    })
}

/// Least and greatest projection of points on an axis.
fn extent(points: &[Point], axis: Point) -> [f64; 2] {
    points
        .iter()
        .fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], point| {
            let at = point[0] * axis[0] + point[1] * axis[1];
            [low.min(at), high.max(at)]
        })
}
