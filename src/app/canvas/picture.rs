//! A whole drawing small: no grid, no words, nothing to take hold of.

use super::{paint::Paint, view::View};
use crate::picture::scene::Scene;
use egui::{Painter, Rect};

/// Room around the drawing, points.
const MARGIN: f32 = 6.0;

/// Paints a drawing into a box, as large as it fits.
pub(in crate::app) fn paint(painter: &Painter, area: Rect, scene: &Scene, dark: bool) {
    let room = area.shrink(MARGIN).size();
    let [width, height] = scene.bounds.size();
    if scene.bounds.is_empty() || room.min_elem() <= 0.0 {
        return;
    }
    let zoom = (f64::from(room.x) / width.max(0.1)).min(f64::from(room.y) / height.max(0.1));
    let paint = Paint {
        painter: &painter.with_clip_rect(area.intersect(painter.clip_rect())),
        view: View {
            centre_mm: scene.bounds.centre(),
            zoom,
        },
        area,
        dark,
        gathered: None,
    };
    for shape in scene.shell.iter().chain(&scene.nozzle) {
        paint.shape(shape, 1.0);
    }
    let parts = |below: bool| scene.parts.iter().filter(move |part| part.below == below);
    for part in parts(true) {
        paint.drawn(&part.drawn, 1.0);
    }
    for link in &scene.links {
        paint.walls(&link.drawn);
    }
    for part in scene.parts.iter().filter(|part| part.room.is_some()) {
        paint.rooms(&part.drawn);
    }
    for link in &scene.links {
        paint.insides(&link.drawn);
    }
    for part in parts(false) {
        paint.drawn(&part.drawn, 1.0);
    }
}
