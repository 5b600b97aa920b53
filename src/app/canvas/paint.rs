//! Paints shapes in millimetres through the view's transform.

use super::view::View;
use crate::{
    app::widgets::simplify_path::thinned,
    picture::scene::{
        Bounds, Drawn, Edge, Ink, Point, Scene, ScenePart, Shape, is_convex, triangles,
    },
};
use egui::{
    Color32, Mesh, Painter, Pos2, Rect, Stroke, StrokeKind,
    epaint::{PathShape, PathStroke},
};
use std::cell::RefCell;

/// A painter with the view it paints through.
pub(super) struct Paint<'a> {
    pub(super) painter: &'a Painter,
    pub(super) view: View,
    pub(super) area: Rect,
    pub(super) dark: bool,
    /// Where shapes are gathered instead of being painted.
    pub(super) gathered: Option<&'a RefCell<Vec<egui::Shape>>>,
}

/// A colour with its opacity scaled by `fade`.
fn faded(ink: Ink, dark: bool, fade: f32) -> Color32 {
    let [r, g, b, opacity] = ink.rgba(dark);
    Color32::from_rgba_unmultiplied(r, g, b, opacity).gamma_multiply(fade)
}

impl Paint<'_> {
    /// Paints a shape of the window, or gathers it.
    pub(super) fn put(&self, shape: impl Into<egui::Shape>) {
        match self.gathered {
            Some(gathered) => gathered.borrow_mut().push(shape.into()),
            None => {
                self.painter.add(shape);
            }
        }
    }

    /// A colour.
    pub(super) fn colour(&self, ink: Ink) -> Color32 {
        faded(ink, self.dark, 1.0)
    }

    /// A point of the canvas in the window.
    pub(super) fn at(&self, point: Point) -> Pos2 {
        self.view.screen_from_canvas(self.area, point)
    }

    /// Whether any of this box is seen.
    pub(super) fn sees(&self, bounds: Bounds) -> bool {
        self.view
            .seen(self.area)
            .grown(self.view.mm(12.0))
            .touches(bounds)
    }

    /// Whether any of this part is seen: none is of one that the same covers.
    pub(super) fn shows(&self, scene: &Scene, part: &ScenePart) -> bool {
        self.sees(part.bounds) && !scene.covered.contains(&part.id)
    }

    fn path(&self, points: &[Point]) -> Vec<Pos2> {
        points.iter().map(|&point| self.at(point)).collect()
    }

    /// Strokes are thinner where the drawing is small, so that it does not clot.
    fn stroke(&self, (weight, ink): Edge, fade: f32) -> Stroke {
        #[allow(clippy::cast_possible_truncation, reason = "a factor near one")]
        let scale = (self.view.zoom / 12.0).powf(0.35).clamp(0.55, 1.35) as f32;
        Stroke::new(weight.points() * scale, faded(ink, self.dark, fade))
    }

    /// Paints the shapes of one thing.
    pub(super) fn drawn(&self, pieces: &[Drawn], fade: f32) {
        let zoom = self.view.zoom;
        for piece in pieces {
            if f64::from(piece.from_zoom) <= zoom {
                self.shape(&piece.shape, fade);
            }
        }
    }

    /// Paints the walls of tubes only: drawn for all tubes before any inside, tubes that meet run
    /// into each other without a wall between them.
    pub(super) fn walls(&self, pieces: &[Drawn]) {
        for piece in pieces {
            if let Shape::Ribbon {
                left,
                right,
                edge: Some(edge),
                ..
            } = &piece.shape
            {
                let mut stroke = self.stroke(*edge, 1.0);
                // The inside will cover the inner half.
                stroke.width *= 2.0;
                self.stroked(left, false, stroke);
                self.stroked(right, false, stroke);
            }
        }
    }

    /// Fills the round rooms where tubes meet, over the walls that end in them.
    pub(super) fn rooms(&self, pieces: &[Drawn]) {
        for piece in pieces {
            if let Shape::Disc {
                centre,
                radius,
                fill: Some(fill),
                ..
            } = &piece.shape
            {
                self.put(egui::Shape::circle_filled(
                    self.at(*centre),
                    self.view.points(*radius),
                    self.colour(*fill),
                ));
            }
        }
    }

    /// Paints all but the walls of tubes.
    pub(super) fn insides(&self, pieces: &[Drawn]) {
        for piece in pieces {
            if f64::from(piece.from_zoom) > self.view.zoom {
                continue;
            }
            if let Shape::Ribbon {
                left, right, fill, ..
            } = &piece.shape
            {
                self.band(left, right, self.colour(*fill));
            } else {
                self.shape(&piece.shape, 1.0);
            }
        }
    }

    /// Paints one shape.
    pub(super) fn shape(&self, shape: &Shape, fade: f32) {
        match shape {
            Shape::Line {
                points,
                closed,
                edge,
            } => self.stroked(points, *closed, self.stroke(*edge, fade)),
            Shape::Area { points, fill, edge } => {
                let colour = faded(*fill, self.dark, fade);
                if is_convex(points) {
                    self.put(PathShape {
                        points: self.path(points),
                        closed: true,
                        fill: colour,
                        stroke: PathStroke::NONE,
                    });
                } else {
                    self.mesh(points, &triangles(points), colour);
                }
                if let Some(edge) = edge {
                    self.stroked(points, true, self.stroke(*edge, fade));
                }
            }
            Shape::Disc {
                centre,
                radius,
                fill,
                edge,
            } => {
                self.put(egui::epaint::CircleShape {
                    center: self.at(*centre),
                    radius: self.view.points(*radius),
                    fill: fill.map_or(Color32::TRANSPARENT, |ink| faded(ink, self.dark, fade)),
                    stroke: edge.map_or(Stroke::NONE, |edge| self.stroke(edge, fade)),
                });
            }
            Shape::Ribbon {
                left,
                right,
                fill,
                edge,
            } => {
                self.band(left, right, faded(*fill, self.dark, fade));
                if let Some(edge) = edge {
                    let stroke = self.stroke(*edge, fade);
                    self.stroked(left, false, stroke);
                    self.stroked(right, false, stroke);
                }
            }
        }
    }

    /// A line through points of the canvas.
    pub(super) fn stroked(&self, points: &[Point], closed: bool, stroke: Stroke) {
        if points.len() < 2 {
            return;
        }
        self.put(PathShape {
            points: thinned(self.path(points)),
            closed,
            fill: Color32::TRANSPARENT,
            stroke: PathStroke::from(stroke),
        });
    }

    /// A line of dashes, lengths in window points.
    pub(super) fn dashed(&self, points: &[Point], stroke: Stroke, dash: f32, gap: f32) {
        self.painter.extend(egui::Shape::dashed_line(
            &self.path(points),
            stroke,
            dash,
            gap,
        ));
    }

    fn mesh(&self, points: &[Point], corners: &[[u32; 3]], colour: Color32) {
        let mut mesh = Mesh::default();
        for at in self.path(points) {
            mesh.colored_vertex(at, colour);
        }
        for &[a, b, c] in corners {
            mesh.add_triangle(a, b, c);
        }
        self.put(mesh);
    }

    /// The band between two lines of equally many points, its long edges feathered.
    fn band(&self, left: &[Point], right: &[Point], colour: Color32) {
        const FEATHER: f32 = 0.5;
        let mut mesh = Mesh::default();
        let mut count: u32 = 0;
        for (&left, &right) in left.iter().zip(right) {
            let (left, right) = (self.at(left), self.at(right));
            let across = (right - left).normalized() * FEATHER;
            mesh.colored_vertex(left - across, Color32::TRANSPARENT);
            mesh.colored_vertex(left + across, colour);
            mesh.colored_vertex(right - across, colour);
            mesh.colored_vertex(right + across, Color32::TRANSPARENT);
            if count >= 4 {
                for strip in 0..3 {
                    let (old, new) = (count - 4 + strip, count + strip);
                    mesh.add_triangle(old, old + 1, new);
                    mesh.add_triangle(old + 1, new, new + 1);
                }
            }
            count += 4;
        }
        self.put(mesh);
    }

    /// A small square handle.
    pub(super) fn handle(&self, at: Point, ink: Ink) {
        let rect = Rect::from_center_size(self.at(at), egui::vec2(7.0, 7.0));
        self.painter.rect(
            rect,
            1.5,
            self.colour(Ink::Ground),
            Stroke::new(1.5, self.colour(ink)),
            StrokeKind::Middle,
        );
    }
}
