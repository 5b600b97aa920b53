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
/// So many things that are no more may be kept whatever is painted.
const SPARE: usize = 256;

/// The triangles of the last frames.
#[derive(Debug, Default)]
pub(super) struct Baked {
    seen: Option<Seen>,
    /// Whether the view is that of the frame before.
    still: bool,
    /// What lies behind all things.
    behind: Option<Arc<Mesh>>,
    /// By the thing's address.
    kept: FxHashMap<(usize, Layer), Entry>,
    /// By layer and place in it.
    groups: FxHashMap<(Layer, usize), Group>,
    /// So many things may be kept before it is asked which of them are no more.
    most: usize,
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
            self.behind = None;
            self.kept.clear();
            self.groups.clear();
        }
    }

    /// Paints what lies behind all things and depends on nothing but the view.
    pub(super) fn behind(&mut self, paint: &Paint<'_>, draw: impl Fn(&Paint<'_>)) {
        let Some(seen) = self.seen.filter(|_| self.still) else {
            draw(paint);
            return;
        };
        let drawn = || Arc::new(mesh(paint, seen, draw));
        let kept = self.behind.get_or_insert_with(drawn);
        paint.painter.add(Arc::clone(kept));
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
            let addresses = || things.iter().map(|thing| address(thing));
            let same = group.things.iter().copied().eq(addresses());
            let before = if same {
                Vec::new()
            } else {
                group.mesh = None;
                std::mem::replace(&mut group.things, addresses().collect())
            };
            if let Some(mesh) = &group.mesh {
                if !mesh.is_empty() {
                    paint.painter.add(Arc::clone(mesh));
                }
                continue;
            }
            let mut all = Mesh::default();
            for thing in things {
                let at = address(thing);
                let known = same || self.kept.contains_key(&(at, layer));
                // What is another thing in every frame, as it is dragged, is not worth keeping.
                if !known && !before.contains(&at) {
                    draw(paint, thing);
                    continue;
                }
                let entry = self.kept.entry((at, layer)).or_insert_with(|| Entry {
                    thing: Arc::<T>::clone(thing),
                    mesh: Arc::new(mesh(paint, seen, |paint| draw(paint, thing))),
                });
                if same {
                    all.append_ref(&entry.mesh);
                } else if !entry.mesh.is_empty() {
                    paint.painter.add(Arc::clone(&entry.mesh));
                }
            }
            if same {
                let all = Arc::new(all);
                if !all.is_empty() {
                    paint.painter.add(Arc::clone(&all));
                }
                group.mesh = Some(all);
            }
        }
    }

    /// Forgets groups that were not painted in this frame and, once they may be half of all, things
    /// that are no more.
    pub(super) fn end(&mut self) {
        self.groups
            .retain(|_, group| std::mem::replace(&mut group.used, false));
        // Every thing has to be fetched from memory for that.
        if self.kept.len() > self.most {
            self.kept
                .retain(|_, entry| Arc::strong_count(&entry.thing) > 1);
            self.most = 2 * self.kept.len() + SPARE;
        }
    }
}

fn address<T>(thing: &Arc<T>) -> usize {
    Arc::as_ptr(thing).addr()
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
