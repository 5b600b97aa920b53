//! A pen that draws a part's symbol in the part's own frame.

use super::{
    ink::Ink,
    shape::{Drawn, Edge, Frame, Point, Shape, Weight},
};
use std::f64::consts::TAU;

/// Collects the shapes of one symbol.
#[derive(Debug, Default)]
pub(super) struct Pen {
    drawn: Vec<Drawn>,
    from_zoom: f32,
}

impl Pen {
    /// What follows is drawn only from this zoom on, window points per mm.
    pub(super) fn detail(&mut self, from_zoom: f32) {
        self.from_zoom = from_zoom;
    }

    fn push(&mut self, shape: Shape) {
        self.drawn.push(Drawn {
            shape,
            from_zoom: self.from_zoom,
        });
    }

    /// A line through points.
    pub(super) fn line(&mut self, points: &[Point], edge: Edge) {
        self.push(Shape::Line {
            points: points.to_vec(),
            closed: false,
            edge,
        });
    }

    /// A closed line.
    pub(super) fn ring(&mut self, points: &[Point], edge: Edge) {
        self.push(Shape::Line {
            points: points.to_vec(),
            closed: true,
            edge,
        });
    }

    /// A filled polygon.
    pub(super) fn area(&mut self, points: Vec<Point>, fill: Ink, edge: Option<Edge>) {
        self.push(Shape::Area { points, fill, edge });
    }

    /// A box about a centre, its corners rounded by `radius` mm.
    pub(super) fn plate(
        &mut self,
        centre: Point,
        size: [f64; 2],
        radius: f64,
        fill: Ink,
        edge: Option<Edge>,
    ) {
        self.area(rounded(centre, size, radius), fill, edge);
    }

    /// A disc.
    pub(super) fn disc(
        &mut self,
        centre: Point,
        radius: f64,
        fill: Option<Ink>,
        edge: Option<Edge>,
    ) {
        self.push(Shape::Disc {
            centre,
            radius,
            fill,
            edge,
        });
    }

    /// A band of constant width between two points.
    pub(super) fn duct(
        &mut self,
        from: Point,
        to: Point,
        half: [f64; 2],
        fill: Ink,
        edge: Option<Edge>,
    ) {
        self.push(Shape::ribbon(&[from, to], &half, fill, edge));
    }

    /// A plus or minus sign about a centre, `size` mm across.
    pub(super) fn sign(&mut self, centre: Point, size: f64, plus: bool, ink: Ink) {
        let [x, y] = centre;
        let h = 0.5 * size;
        self.line(&[[x - h, y], [x + h, y]], (Weight::Thin, ink));
        if plus {
            self.line(&[[x, y - h], [x, y + h]], (Weight::Thin, ink));
        }
    }

    /// The finished shapes on the canvas.
    pub(super) fn placed(self, frame: Frame) -> Vec<Drawn> {
        self.drawn
            .into_iter()
            .map(|drawn| Drawn {
                shape: drawn.shape.mapped(|point| frame.point(point)),
                from_zoom: drawn.from_zoom,
            })
            .collect()
    }
}

/// Points along an arc from one angle to another (radians, clockwise as seen), both included.
pub(super) fn arc(centre: Point, radius: f64, from: f64, to: f64, pieces: u32) -> Vec<Point> {
    let pieces = pieces.max(1);
    (0..=pieces)
        .map(|i| {
            let angle = from + (to - from) * f64::from(i) / f64::from(pieces);
            let (sin, cos) = angle.sin_cos();
            [centre[0] + radius * cos, centre[1] + radius * sin]
        })
        .collect()
}

/// A box with rounded corners as a polygon.
pub(super) fn rounded(centre: Point, size: [f64; 2], radius: f64) -> Vec<Point> {
    let [hw, hh] = [0.5 * size[0], 0.5 * size[1]];
    let r = radius.min(hw).min(hh).max(0.0);
    let [cx, cy] = centre;
    if r <= 0.0 {
        return vec![
            [cx - hw, cy - hh],
            [cx + hw, cy - hh],
            [cx + hw, cy + hh],
            [cx - hw, cy + hh],
        ];
    }
    let corners = [
        ([cx + hw - r, cy + hh - r], 0.0),
        ([cx - hw + r, cy + hh - r], 0.25),
        ([cx - hw + r, cy - hh + r], 0.5),
        ([cx + hw - r, cy - hh + r], 0.75),
    ];
    corners
        .into_iter()
        .flat_map(|(at, turn)| arc(at, r, turn * TAU, (turn + 0.25) * TAU, 4))
        .collect()
}
