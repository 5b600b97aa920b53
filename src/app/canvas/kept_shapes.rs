//! Triangles of what did not change since the frame before.
//!
//! While a part is dragged everything else on the canvas is painted as it was. Its triangles are
//! kept, so that neither its points are mapped nor its strokes tessellated again. They hold for one
//! view: while it moves or zooms, everything is painted as it comes.

use super::{paint::Paint, view::View};
use crate::app::widgets::triangles::triangles;
use egui::{Mesh, Rect, epaint::TessellationOptions};
use rustc_hash::FxHashMap;
use std::{any::Any, cell::RefCell, sync::Arc};

/// One layer of a thing: a tube's walls and inside are painted at different times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Layer {
    Ground,
    Walls,
    Rooms,
    Insides,
    Parts,
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
    thing: Arc<dyn Any + Send + Sync>,
    mesh: Arc<Mesh>,
}

/// Neighbours in one layer.
#[derive(Debug, Default)]
struct Group {
    /// Their addresses.
    things: Vec<usize>,
    /// All of their triangles, from the second frame on in which none of them is another.
    mesh: Option<Arc<Mesh>>,
    used: bool,
}

/// Things in a group.
const GROUP: usize = 32;
/// So many things that are no more are kept whatever is painted.
const SPARE: usize = 256;

/// The triangles of the last frames.
#[derive(Debug, Default)]
pub(super) struct Baked {
    seen: Option<Seen>,
    /// Whether the view is that of the frame before.
    still: bool,
    /// By the thing's address.
    kept: FxHashMap<(usize, Layer), Entry>,
    /// By layer and place in it.
    groups: FxHashMap<(Layer, usize), Group>,
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
            self.groups.clear();
        }
    }

    /// Paints a layer of things, in their order; how one is drawn depends on nothing but it and the
    /// view.
    pub(super) fn paint<'t, T: Any + Send + Sync>(
        &mut self,
        paint: &Paint<'_>,
        layer: Layer,
        things: impl Iterator<Item = &'t Arc<T>>,
        draw: impl Fn(&Paint<'_>, &T),
    ) {
        let Some(seen) = self.seen.filter(|_| self.still) else {
            things.for_each(|thing| draw(paint, thing));
            return;
        };
        let things: Vec<&Arc<T>> = things.collect();
        for (place, things) in things.chunks(GROUP).enumerate() {
            let group = self.groups.entry((layer, place)).or_default();
            group.used = true;
            let address = |thing: &Arc<T>| Arc::as_ptr(thing).addr();
            let addresses = || things.iter().map(|thing| address(thing));
            let same = group.things.iter().copied().eq(addresses());
            if !same {
                group.things = addresses().collect();
                group.mesh = None;
            }
            if let Some(mesh) = &group.mesh {
                if !mesh.is_empty() {
                    paint.painter.add(Arc::clone(mesh));
                }
                continue;
            }
            let kept = &mut self.kept;
            let meshes = things.iter().map(|thing| {
                let entry = kept.entry((address(thing), layer)).or_insert_with(|| {
                    let drawn = mesh(paint, seen, |paint| draw(paint, thing));
                    Entry {
                        thing: Arc::<T>::clone(thing),
                        mesh: Arc::new(drawn),
                    }
                });
                Arc::clone(&entry.mesh)
            });
            if same {
                let mut all = Mesh::default();
                meshes.for_each(|mesh| all.append_ref(&mesh));
                let all = Arc::new(all);
                if !all.is_empty() {
                    paint.painter.add(Arc::clone(&all));
                }
                group.mesh = Some(all);
            } else {
                for mesh in meshes.filter(|mesh| !mesh.is_empty()) {
                    paint.painter.add(mesh);
                }
            }
        }
    }

    /// Forgets groups that were not painted in this frame and, once they are most of all, things that
    /// are no more.
    pub(super) fn end(&mut self) {
        self.groups
            .retain(|_, group| std::mem::replace(&mut group.used, false));
        // Every thing has to be fetched from memory for that: only once there are many.
        let painted: usize = self.groups.values().map(|group| group.things.len()).sum();
        if self.kept.len() > 4 * painted + SPARE {
            self.kept
                .retain(|_, entry| Arc::strong_count(&entry.thing) > 1);
        }
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
