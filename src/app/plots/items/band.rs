//! A band of curves.

use super::{Drawing, Points};
use egui::{Color32, Shape, Ui};
use egui_plot::{PlotPoint, PlotTransform};

/// What lies between two curves, filled.
pub(in crate::app::plots) struct Band {
    low: Points,
    high: Points,
    fill: Color32,
}

impl Band {
    pub(in crate::app::plots) fn new(low: Points, high: Points, fill: Color32) -> Self {
        Self { low, high, fill }
    }
}

impl Drawing for Band {
    fn draw(&self, _ui: &Ui, transform: &PlotTransform, shapes: &mut Vec<Shape>) {
        let mut mesh = egui::Mesh::default();
        for (low, high) in self.low.pieces().iter().zip(self.high.pieces()) {
            let start = u32::try_from(mesh.vertices.len()).unwrap_or(u32::MAX);
            let mut columns = 0;
            for (low, high) in low.iter().zip(high) {
                for [x, y] in [low, high] {
                    let point = PlotPoint::new(*x, *y);
                    mesh.colored_vertex(transform.position_from_point(&point), self.fill);
                }
                columns += 1;
            }
            for column in 1..columns {
                let corner = start + 2 * column;
                mesh.add_triangle(corner - 2, corner - 1, corner);
                mesh.add_triangle(corner - 1, corner, corner + 1);
            }
        }
        shapes.push(Shape::mesh(mesh));
    }
}
