//! One trace.

#![allow(clippy::cast_possible_truncation, reason = "a number of points")]

use super::{
    Drawing, Points,
    kept::{Kept, Look},
};
use crate::{
    app::{
        plots::colours::colour,
        widgets::{simplify_path::thinned, triangles::triangles},
    },
    picture::style::Stroke,
};
use egui::{Color32, Pos2, Shape, Ui, pos2};
use egui_plot::{PlotPoint, PlotTransform};
use std::sync::Arc;

/// One trace.
pub(in crate::app::plots) struct Line {
    points: Points,
    stroke: Stroke,
    /// What lies behind the trace, below it, is hidden by this colour.
    hides: Option<Color32>,
}

impl Line {
    pub(in crate::app::plots) fn new(points: Points, stroke: Stroke) -> Self {
        Self {
            points,
            stroke,
            hides: None,
        }
    }

    /// Hides what lies behind it by this colour.
    pub(in crate::app::plots) fn hiding(self, ground: Color32) -> Self {
        Self {
            hides: Some(ground),
            ..self
        }
    }

    fn shapes(&self, transform: &PlotTransform) -> Vec<Shape> {
        let stroke = egui::Stroke::new(self.stroke.width, colour(self.stroke.colour));
        let mut shapes = Vec::new();
        for piece in self.points.pieces().iter().filter(|piece| piece.len() > 1) {
            let path = thinned(
                piece
                    .iter()
                    .map(|[x, y]| transform.position_from_point(&PlotPoint::new(*x, *y))),
            );
            if let Some(ground) = self.hides {
                shapes.push(below(&path, transform.frame().bottom(), ground));
            }
            if self.stroke.dash.is_empty() {
                shapes.push(Shape::line(path, stroke));
                continue;
            }
            let (dashes, gaps): (Vec<f32>, Vec<f32>) = self
                .stroke
                .dash
                .chunks_exact(2)
                .filter_map(|pair| Some((*pair.first()?, *pair.get(1)?)))
                .unzip();
            shapes.extend(Shape::dashed_line_with_offset(
                &path, stroke, &dashes, &gaps, 0.0,
            ));
        }
        shapes
    }
}

/// The area below a path.
fn below(path: &[Pos2], bottom: f32, colour: Color32) -> Shape {
    let mut mesh = egui::Mesh::default();
    for at in path {
        mesh.colored_vertex(*at, colour);
        mesh.colored_vertex(pos2(at.x, bottom.max(at.y)), colour);
    }
    for n in 0..path.len().saturating_sub(1) as u32 {
        mesh.add_triangle(2 * n, 2 * n + 1, 2 * n + 2);
        mesh.add_triangle(2 * n + 1, 2 * n + 2, 2 * n + 3);
    }
    Shape::mesh(mesh)
}

impl Drawing for Line {
    fn draw(&self, ui: &Ui, transform: &PlotTransform, shapes: &mut Vec<Shape>) {
        let look = Look {
            frame: *transform.frame(),
            bounds: *transform.bounds(),
            stroke: self.stroke,
            hides: self.hides,
            pixels_per_point: ui.pixels_per_point(),
            options: ui.tessellation_options(|options| *options),
        };
        let mut kept = self.points.kept();
        if kept.look == Some(look) {
            let mesh = kept.mesh.get_or_insert_with(|| {
                Arc::new(triangles(
                    look.pixels_per_point,
                    look.options,
                    self.shapes(transform),
                ))
            });
            if !mesh.is_empty() {
                shapes.push(Shape::Mesh(mesh.clone()));
            }
        } else {
            *kept = Kept {
                look: Some(look),
                mesh: None,
            };
            shapes.extend(self.shapes(transform));
        }
    }
}
