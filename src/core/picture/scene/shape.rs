//! Shapes in millimetres: what a drawing consists of before it meets a screen or a file.

use super::ink::Ink;
use crate::design::geometry::sin_cos_deg;

/// A place, mm, x to the right and y down.
pub type Point = [f64; 2];

/// How heavy a stroke is. Strokes have a width in window points, whatever the zoom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Details within a part.
    Hair,
    /// Leads, inner lines.
    Thin,
    /// Outlines and wires.
    Normal,
    /// What stands out.
    Heavy,
}

impl Weight {
    /// Width in window points.
    pub fn points(self) -> f32 {
        match self {
            Self::Hair => 0.8,
            Self::Thin => 1.1,
            Self::Normal => 1.6,
            Self::Heavy => 2.4,
        }
    }
}

/// A stroke: how heavy, and in which ink.
pub type Edge = (Weight, Ink);

/// One shape.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A line through points.
    Line {
        /// The points, mm.
        points: Vec<Point>,
        /// Whether the last joins the first.
        closed: bool,
        /// How it is stroked.
        edge: Edge,
    },
    /// A filled polygon, which may be concave but does not cross itself.
    Area {
        /// Its corners, mm.
        points: Vec<Point>,
        /// What fills it.
        fill: Ink,
        /// How its outline is stroked.
        edge: Option<Edge>,
    },
    /// A disc or a circle.
    Disc {
        /// Its centre, mm.
        centre: Point,
        /// Its radius, mm.
        radius: f64,
        /// What fills it.
        fill: Option<Ink>,
        /// How its outline is stroked.
        edge: Option<Edge>,
    },
    /// A band of varying width along a path: a tube (made by [`Shape::ribbon`]).
    Ribbon {
        /// Its left side, mm.
        left: Vec<Point>,
        /// Its right side, point for point beside the left one, mm.
        right: Vec<Point>,
        /// What fills it.
        fill: Ink,
        /// How its two sides are stroked.
        edge: Option<Edge>,
    },
}

/// A shape and the zoom from which it is worth drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// The shape.
    pub shape: Shape,
    /// Least zoom, window points per mm, at which it is drawn.
    pub from_zoom: f32,
}

/// A box around things, mm.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// Least x and y.
    pub min: Point,
    /// Greatest x and y.
    pub max: Point,
}

impl Bounds {
    /// The box around nothing: including a point makes it that point.
    pub const NOTHING: Self = Self {
        min: [f64::INFINITY; 2],
        max: [f64::NEG_INFINITY; 2],
    };

    /// The box around points.
    pub fn of(points: impl IntoIterator<Item = Point>) -> Self {
        let mut bounds = Self::NOTHING;
        for point in points {
            bounds.include(point);
        }
        bounds
    }

    /// Grows to hold a point.
    pub fn include(&mut self, [x, y]: Point) {
        self.min = [self.min[0].min(x), self.min[1].min(y)];
        self.max = [self.max[0].max(x), self.max[1].max(y)];
    }

    /// Grows to hold another box.
    pub fn join(&mut self, other: Self) {
        if !other.is_empty() {
            self.include(other.min);
            self.include(other.max);
        }
    }

    /// Whether it holds nothing.
    pub fn is_empty(self) -> bool {
        self.min[0] > self.max[0] || self.min[1] > self.max[1]
    }

    /// Grown by `by` mm on every side.
    #[must_use]
    pub fn grown(self, by: f64) -> Self {
        Self {
            min: [self.min[0] - by, self.min[1] - by],
            max: [self.max[0] + by, self.max[1] + by],
        }
    }

    /// Its centre, mm.
    pub fn centre(self) -> Point {
        [
            0.5 * (self.min[0] + self.max[0]),
            0.5 * (self.min[1] + self.max[1]),
        ]
    }

    /// Its width and height, mm.
    pub fn size(self) -> [f64; 2] {
        [self.max[0] - self.min[0], self.max[1] - self.min[1]]
    }

    /// Whether the point lies in it.
    pub fn contains(self, [x, y]: Point) -> bool {
        x >= self.min[0] && x <= self.max[0] && y >= self.min[1] && y <= self.max[1]
    }

    /// Whether the two have a point in common.
    pub fn touches(self, other: Self) -> bool {
        self.min[0] <= other.max[0]
            && other.min[0] <= self.max[0]
            && self.min[1] <= other.max[1]
            && other.min[1] <= self.max[1]
    }

    /// Whether `other` lies wholly within.
    pub fn encloses(self, other: Self) -> bool {
        self.contains(other.min) && self.contains(other.max)
    }
}

/// A part's frame on the canvas: mirrored first, then turned, then moved.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Where the part's centre lies, mm.
    pub origin: Point,
    cos: f64,
    sin: f64,
    mirror: f64,
}

impl Frame {
    /// The frame of something at `origin` (mm), turned clockwise as seen by `rotation_deg`.
    pub fn new(origin: Point, rotation_deg: f64, mirrored: bool) -> Self {
        let (sin, cos) = sin_cos_deg(rotation_deg);
        Self {
            origin,
            cos,
            sin,
            mirror: if mirrored { -1.0 } else { 1.0 },
        }
    }

    /// A direction of the part's own frame, on the canvas.
    pub fn direction(self, [x, y]: Point) -> Point {
        let x = x * self.mirror;
        [x * self.cos - y * self.sin, x * self.sin + y * self.cos]
    }

    /// A point of the part's own frame, on the canvas.
    pub fn point(self, at: Point) -> Point {
        let [x, y] = self.direction(at);
        [x + self.origin[0], y + self.origin[1]]
    }

    /// A point of the canvas, in the part's own frame.
    pub fn inverse(self, at: Point) -> Point {
        let [x, y] = [at[0] - self.origin[0], at[1] - self.origin[1]];
        [
            (x * self.cos + y * self.sin) * self.mirror,
            y * self.cos - x * self.sin,
        ]
    }
}

/// How far a ribbon may be from the path it was made of, mm.
const RIBBON_SLACK: f64 = 0.003;

impl Shape {
    /// A band along a path, `half` its width at every point of it, mm. Points that neither bend it
    /// nor change its width are left out.
    pub fn ribbon(path: &[Point], half: &[f64], fill: Ink, edge: Option<Edge>) -> Self {
        let full: Vec<[f64; 3]> = (path.iter().zip(half))
            .map(|([x, y], half)| [*x, *y, *half])
            .collect();
        let kept = without_straight(&full, RIBBON_SLACK);
        let path: Vec<Point> = kept.iter().map(|[x, y, _]| [*x, *y]).collect();
        let half: Vec<f64> = kept.iter().map(|[.., half]| *half).collect();
        let (left, right) = ribbon_sides(&path, &half);
        Self::Ribbon {
            left,
            right,
            fill,
            edge,
        }
    }

    /// The same shape, every point moved by `map`.
    #[must_use]
    pub fn mapped(mut self, map: impl Fn(Point) -> Point) -> Self {
        match &mut self {
            Self::Line { points, .. } | Self::Area { points, .. } => {
                for point in points {
                    *point = map(*point);
                }
            }
            Self::Ribbon { left, right, .. } => {
                for point in left.iter_mut().chain(right) {
                    *point = map(*point);
                }
            }
            Self::Disc { centre, .. } => *centre = map(*centre),
        }
        self
    }

    /// The box around it, mm, strokes not counted.
    pub fn bounds(&self) -> Bounds {
        match self {
            Self::Line { points, .. } | Self::Area { points, .. } => {
                Bounds::of(points.iter().copied())
            }
            Self::Disc { centre, radius, .. } => Bounds::of([*centre]).grown(*radius),
            Self::Ribbon { left, right, .. } => Bounds::of(left.iter().chain(right).copied()),
        }
    }
}

/// A path without the points that lie within `slack` of the straight line between those kept.
fn without_straight<const N: usize>(path: &[[f64; N]], slack: f64) -> Vec<[f64; N]> {
    let mut kept: Vec<[f64; N]> = path.first().copied().into_iter().collect();
    let mut from = 0;
    for to in 2..path.len() {
        let (Some(start), Some(end)) = (path.get(from), path.get(to)) else {
            break;
        };
        let passed = path.get(from + 1..to).unwrap_or_default();
        if !passed.iter().all(|at| off_line(start, end, at) <= slack) {
            kept.extend(path.get(to - 1).copied());
            from = to - 1;
        }
    }
    if path.len() > 1 {
        kept.extend(path.last().copied());
    }
    kept
}

/// Distance of a point from a piece of a straight line.
fn off_line<const N: usize>(start: &[f64; N], end: &[f64; N], at: &[f64; N]) -> f64 {
    let mut along = 0.0;
    let mut length = 0.0;
    for ((start, end), at) in start.iter().zip(end).zip(at) {
        along += (end - start) * (at - start);
        length += (end - start) * (end - start);
    }
    let share = if length > 0.0 { along / length } else { 0.0 };
    let share = share.clamp(0.0, 1.0);
    let mut off = 0.0;
    for ((start, end), at) in start.iter().zip(end).zip(at) {
        let missed = at - (start + share * (end - start));
        off += missed * missed;
    }
    off.sqrt()
}

/// The two sides of a ribbon: points to the left and to the right of its path, mitred.
pub(super) fn ribbon_sides(path: &[Point], half: &[f64]) -> (Vec<Point>, Vec<Point>) {
    let normal = |from: Point, to: Point| {
        let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
        let length = dx.hypot(dy);
        (length > 0.0).then(|| [-dy / length, dx / length])
    };
    let mut left = Vec::with_capacity(path.len());
    let mut right = Vec::with_capacity(path.len());
    for (index, (&at, &half)) in path.iter().zip(half).enumerate() {
        let before = index
            .checked_sub(1)
            .and_then(|i| path.get(i))
            .and_then(|&other| normal(other, at));
        let after = path.get(index + 1).and_then(|&other| normal(at, other));
        let [nx, ny] = match (before, after) {
            (Some(a), Some(b)) => mitre(a, b),
            (Some(a), None) | (None, Some(a)) => a,
            (None, None) => [0.0, 0.0],
        };
        left.push([at[0] - nx * half, at[1] - ny * half]);
        right.push([at[0] + nx * half, at[1] + ny * half]);
    }
    (left, right)
}

/// The normal at a bend: along the bisector, longer by the mitre, never more than twice.
fn mitre(a: Point, b: Point) -> Point {
    let sum = [a[0] + b[0], a[1] + b[1]];
    let squared = sum[0] * sum[0] + sum[1] * sum[1];
    if squared < 1e-6 {
        return a;
    }
    let scale = (2.0 / squared).min(2.0 / squared.sqrt());
    [sum[0] * scale, sum[1] * scale]
}
