//! Triangles of what did not change since the frame before.
//!
//! While a part is dragged everything else on the canvas is painted as it was. Its triangles are
//! kept, so that neither its points are mapped nor its strokes tessellated again. They hold for one
//! view: while it moves or zooms, everything is painted as it comes.

use super::{paint::Paint, view::View};
use crate::app::widgets::triangles::triangles;
use egui::{Mesh, Rect, epaint::TessellationOptions};
use std::{any::Any, cell::RefCell, collections::HashMap, sync::Arc};

/// One layer of a thing: a tube's walls and inside are painted at different times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Layer {
    Whole,
    Walls,
    Rooms,
    Insides,
}

/// What triangles depend on besides their thing.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Seen {
    view: View,
    area: Rect,
    dark: bool,
    pixels_per_point: f32,
    options: TessellationOptions,
}

#[derive(Debug)]
struct Entry {
    /// Keeps the thing, so that its address is not given to another one.
    _thing: Arc<dyn Any + Send + Sync>,
    mesh: Arc<Mesh>,
    used: bool,
}

/// The triangles of the last frames.
#[derive(Debug, Default)]
pub(super) struct Baked {
    seen: Option<Seen>,
    /// Whether the view is that of the frame before.
    still: bool,
    /// By the thing's address.
    kept: HashMap<(usize, Layer), Entry>,
}

impl Baked {
    /// Looks whether what is kept still holds.
    pub(super) fn begin(&mut self, paint: &Paint<'_>) {
        let ctx = paint.painter.ctx();
        let now = Seen {
            view: paint.view,
            area: paint.area,
            dark: paint.dark,
            pixels_per_point: ctx.pixels_per_point(),
            options: ctx.tessellation_options(|options| *options),
        };
        self.still = self.seen.replace(now) == Some(now);
        if !self.still {
            self.kept.clear();
        }
    }

    /// Paints a layer of a thing, which depends on nothing but the thing and the view.
    pub(super) fn paint<T: Any + Send + Sync>(
        &mut self,
        paint: &Paint<'_>,
        layer: Layer,
        thing: &Arc<T>,
        draw: impl Fn(&Paint<'_>, &T),
    ) {
        let Some(seen) = self.seen.filter(|_| self.still) else {
            draw(paint, thing);
            return;
        };
        let key = (Arc::as_ptr(thing).addr(), layer);
        let entry = self.kept.entry(key).or_insert_with(|| Entry {
            _thing: thing.clone(),
            mesh: Arc::new(mesh(paint, seen, |paint| draw(paint, thing))),
            used: true,
        });
        entry.used = true;
        if !entry.mesh.is_empty() {
            paint.painter.add(entry.mesh.clone());
        }
    }

    /// Forgets what was not painted in this frame.
    pub(super) fn end(&mut self) {
        self.kept
            .retain(|_, entry| std::mem::replace(&mut entry.used, false));
    }
}

/// The triangles of what is drawn.
fn mesh(paint: &Paint<'_>, seen: Seen, draw: impl FnOnce(&Paint<'_>)) -> Mesh {
    let gathered = RefCell::new(Vec::new());
    draw(&Paint {
        gathered: Some(&gathered),
        ..*paint
    });
    triangles(seen.pixels_per_point, seen.options, gathered.into_inner())
}
