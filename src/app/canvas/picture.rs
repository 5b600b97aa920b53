//! A whole drawing, or one symbol, small: no grid, no words, nothing to take hold of.

use super::{paint::Paint, view::View};
use crate::{
    app::widgets::triangles::triangles,
    design::{Design, Part, PartId, PartKind},
    picture::scene::{Bounds, Scene, ScenePart},
};
use egui::{Mesh, Painter, Pos2, Rect, Vec2};
use std::cell::RefCell;

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

/// The symbol of a part by itself, as the canvas draws it. Its triangles are kept from frame to frame.
#[derive(Debug)]
pub(in crate::app) struct Symbol {
    part: ScenePart,
    kept: RefCell<Option<(Kept, Mesh)>>,
}

/// What the triangles of a symbol depend on.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Kept {
    size: Vec2,
    dark: bool,
    pixels_per_point: f32,
}

impl Symbol {
    /// The symbol of a kind of part.
    pub(in crate::app) fn of(kind: &PartKind) -> Self {
        let design = Design::new();
        let part = Part::new(PartId(design.next_id), kind.clone(), [0.0, 0.0]);
        Self {
            part: ScenePart::of(&design, &part),
            kept: RefCell::default(),
        }
    }

    /// Paints it into the middle of a box, as large as it fits.
    pub(in crate::app) fn paint(&self, painter: &Painter, area: Rect, dark: bool) {
        let ctx = painter.ctx();
        let now = Kept {
            size: area.size(),
            dark,
            pixels_per_point: ctx.pixels_per_point(),
        };
        let mut kept = self.kept.borrow_mut();
        let known = kept.take().filter(|(as_of, _)| *as_of == now);
        let (_, mesh) = kept.insert(known.unwrap_or_else(|| (now, self.mesh(painter, now))));
        let mut mesh = mesh.clone();
        mesh.translate(area.center().to_vec2());
        painter.add(mesh);
    }

    /// Its triangles about the origin.
    fn mesh(&self, painter: &Painter, seen: Kept) -> Mesh {
        let gathered = RefCell::new(Vec::new());
        let bounds = self.part.drawn.iter().map(|piece| piece.shape.bounds());
        let mut box_mm = Bounds::NOTHING;
        bounds.for_each(|bounds| box_mm.join(bounds));
        let [width, height] = box_mm.size();
        let zoom =
            (f64::from(seen.size.x) / width.max(0.1)).min(f64::from(seen.size.y) / height.max(0.1));
        let paint = Paint {
            painter,
            view: View {
                centre_mm: box_mm.centre(),
                zoom,
            },
            area: Rect::from_center_size(Pos2::ZERO, seen.size),
            dark: seen.dark,
            gathered: Some(&gathered),
        };
        paint.drawn(&self.part.drawn, 1.0);
        let options = painter.ctx().tessellation_options(|options| *options);
        triangles(seen.pixels_per_point, options, gathered.into_inner())
    }
}
