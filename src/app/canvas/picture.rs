//! A whole drawing, or one symbol, small: no grid, no words, nothing to take hold of.

use super::{paint::Paint, view::View};
use crate::{
    app::widgets::triangles::triangles,
    design::{Design, Part, PartId, PartKind},
    picture::scene::{Bounds, Drawn, Scene, ScenePart},
};
use egui::{Mesh, Painter, Pos2, Rect, Vec2};
use std::{
    cell::{OnceCell, RefCell},
    sync::Arc,
};

/// Room around the drawing, points.
const MARGIN: f32 = 6.0;

/// A whole drawing. Its triangles are kept from frame to frame.
#[derive(Debug)]
pub(in crate::app) struct Drawing {
    scene: Scene,
    kept: Kept,
}

impl Drawing {
    /// Of this scene.
    pub(in crate::app) fn of(scene: Scene) -> Self {
        Self {
            scene,
            kept: Kept::default(),
        }
    }

    /// Paints it into a box, as large as it fits.
    pub(in crate::app) fn paint(&self, painter: &Painter, area: Rect, dark: bool) {
        let scene = &self.scene;
        let area = area.shrink(MARGIN);
        self.kept.paint(painter, area, dark, scene.bounds, |paint| {
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
        });
    }
}

/// The symbol of a part by itself, as the canvas draws it: made when it is first painted. Its
/// triangles are kept from frame to frame.
#[derive(Debug)]
pub(in crate::app) struct Symbol {
    kind: Arc<PartKind>,
    drawn: OnceCell<(Vec<Drawn>, Bounds)>,
    kept: Kept,
}

impl Symbol {
    /// The symbol of a kind of part.
    pub(in crate::app) fn of(kind: Arc<PartKind>) -> Self {
        Self {
            kind,
            drawn: OnceCell::new(),
            kept: Kept::default(),
        }
    }

    /// Paints it into the middle of a box, as large as it fits.
    pub(in crate::app) fn paint(&self, painter: &Painter, area: Rect, dark: bool) {
        let (drawn, bounds) = self.drawn.get_or_init(|| drawn(&self.kind));
        self.kept.paint(painter, area, dark, *bounds, |paint| {
            paint.drawn(drawn, 1.0);
        });
    }
}

/// The symbol of a kind of part, and its bounds.
fn drawn(kind: &PartKind) -> (Vec<Drawn>, Bounds) {
    let design = Design::new();
    let part = Part::new(PartId(design.next_id), kind.clone(), [0.0, 0.0]);
    let drawn = ScenePart::of(&design, &part).drawn;
    let mut bounds = Bounds::NOTHING;
    for piece in &drawn {
        bounds.join(piece.shape.bounds());
    }
    (drawn, bounds)
}

/// The triangles of something small.
#[derive(Debug, Default)]
struct Kept(RefCell<Option<Ready>>);

#[derive(Debug)]
struct Ready {
    seen: Seen,
    /// About the origin.
    mesh: Mesh,
    /// About the point where it was painted last.
    placed: (Pos2, Arc<Mesh>),
}

/// What they depend on.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Seen {
    size: Vec2,
    dark: bool,
    pixels_per_point: f32,
}

impl Kept {
    /// Paints what lies within `bounds` (mm) into the middle of a box, as large as it fits.
    fn paint(
        &self,
        painter: &Painter,
        area: Rect,
        dark: bool,
        bounds: Bounds,
        draw: impl FnOnce(&Paint<'_>),
    ) {
        if bounds.is_empty() || area.size().min_elem() <= 0.0 {
            return;
        }
        let now = Seen {
            size: area.size(),
            dark,
            pixels_per_point: painter.ctx().pixels_per_point(),
        };
        let at = area.center();
        let mut kept = self.0.borrow_mut();
        let known = kept.take().filter(|ready| ready.seen == now);
        let ready = kept.insert(known.unwrap_or_else(|| {
            let mesh = mesh(painter, now, bounds, draw);
            Ready {
                seen: now,
                placed: (at, placed(&mesh, at)),
                mesh,
            }
        }));
        if ready.placed.0 != at {
            ready.placed = (at, placed(&ready.mesh, at));
        }
        painter.add(Arc::clone(&ready.placed.1));
    }
}

/// Triangles about the origin, moved to this point.
fn placed(mesh: &Mesh, at: Pos2) -> Arc<Mesh> {
    let mut mesh = mesh.clone();
    mesh.translate(at.to_vec2());
    Arc::new(mesh)
}

/// The triangles of what is drawn, about the origin.
fn mesh(painter: &Painter, seen: Seen, bounds: Bounds, draw: impl FnOnce(&Paint<'_>)) -> Mesh {
    let gathered = RefCell::new(Vec::new());
    let [width, height] = bounds.size();
    let zoom =
        (f64::from(seen.size.x) / width.max(0.1)).min(f64::from(seen.size.y) / height.max(0.1));
    draw(&Paint {
        painter,
        view: View {
            centre_mm: bounds.centre(),
            zoom,
        },
        area: Rect::from_center_size(Pos2::ZERO, seen.size),
        dark: seen.dark,
        gathered: Some(&gathered),
    });
    let options = painter.ctx().tessellation_options(|options| *options);
    triangles(seen.pixels_per_point, options, gathered.into_inner())
}
