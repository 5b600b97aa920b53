//! The canvas as data: every part, port and link where it is drawn, in millimetres.
//!
//! The window paints a `Scene`, `svg` writes it; neither knows how a symbol looks.

mod fill;
mod ink;
mod label;
mod links;
mod nets;
mod nozzle;
mod parts;
pub mod path;
mod pen;
mod shape;
pub mod svg;
mod symbols;

pub use fill::{is_convex, triangles};
pub use ink::Ink;
pub use label::Label;
pub use links::{SceneInsert, SceneLink};
pub use parts::{PartState, ScenePart, ScenePort};
pub use shape::{Bounds, Drawn, Edge, Frame, Point, Shape, Weight};

use crate::design::{
    Design, Known, KnownWire, LinkId, Obstacles, PartId, SharedList, WireBefore, nozzle::Nozzle,
    shared,
};
use nets::Branches;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use std::{collections::BTreeSet, hash::Hash, sync::Arc};

/// The drawing of a whole design.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// Every part, in document order.
    pub parts: Vec<Arc<ScenePart>>,
    /// Every link, in document order.
    pub links: Vec<Arc<SceneLink>>,
    /// Parts of which nothing is seen, as a later one is drawn the very same at the very same place.
    pub covered: FxHashSet<PartId>,
    /// Where wires of one net branch, mm.
    pub dots: Vec<Point>,
    /// The shell's outline, where the design has one.
    pub shell: Option<Shape>,
    /// Its nozzle.
    pub nozzle: Vec<Shape>,
    /// The box around all of it, mm.
    pub bounds: Bounds,
    branches: Branches,
    /// The net of every link, by its place in the document.
    nets: Arc<[Option<usize>]>,
    part_index: Arc<FxHashMap<PartId, usize>>,
    link_index: Arc<FxHashMap<LinkId, usize>>,
}

impl Scene {
    /// Lays out a design.
    pub fn of(design: &Design) -> Self {
        Self::after(design, None)
    }

    /// Lays out a design, keeping what is as it was in the one before: while a part is dragged,
    /// only that part and its links are drawn anew.
    pub fn after(design: &Design, before: Option<(&Design, &Self)>) -> Self {
        let before = before.filter(|(old, _)| old.symbol_size_mm == design.symbol_size_mm);
        let ends = links::Ends::of(design);
        // Links that end where they ended before mean nothing new for the parts there.
        let same_ends =
            before.is_some_and(|(old, _)| old.links.is_like(&design.links, links::Ends::alike));
        let mut changed: BTreeSet<PartId> = BTreeSet::new();
        let parts: Vec<Arc<ScenePart>> = design
            .parts
            .shared()
            .iter()
            .zip(0..)
            .map(|(part, index)| {
                let known = before
                    .filter(|(old, _)| has(&old.parts, index, part))
                    .and_then(|(_, scene)| scene.parts.get(index))
                    .filter(|known| same_ends || ends.fit(known));
                known.cloned().unwrap_or_else(|| {
                    changed.insert(part.id);
                    Arc::new(parts::lay_out(design, part, &ends))
                })
            })
            .collect();
        // Where parts were and are that are not as they were.
        let boxes: Vec<Bounds> = before
            .into_iter()
            .flat_map(|(_, scene)| unlike(&scene.parts, &parts))
            .map(|part| part.bounds)
            .collect();
        // Links whose own way nothing has changed.
        let known: Vec<Option<&Arc<SceneLink>>> = design
            .links
            .shared()
            .iter()
            .zip(0..)
            .map(|(link, index)| {
                let moved = [&link.from, &link.to].map(|end| changed.contains(&end.part));
                before
                    .filter(|(old, _)| moved == [false; 2] && has(&old.links, index, link))
                    .and_then(|(_, scene)| scene.links.get(index))
                    .filter(|known| !boxes.iter().any(|place| place.touches(known.heeds)))
            })
            .collect();
        // What is one net decides which wires may share a line.
        let same_nets = before.filter(|(old, _)| old.is_wired_like(design));
        let old_links = before.map_or(&[][..], |(_, scene)| &scene.links);
        let gone = (old_links.iter().enumerate())
            .filter(|(index, link)| {
                !link.course.is_empty() && known.get(*index).is_none_or(Option::is_none)
            })
            .map(|(_, link)| &link.path[..])
            .collect();
        let mut wires = FxHashMap::with_capacity_and_hasher(known.len(), FxBuildHasher);
        let courses = known.iter().flatten();
        wires.extend(courses.filter(|link| !link.course.is_empty()).map(|link| {
            let course = &link.course[..];
            let before = same_nets.map(|_| WireBefore {
                path: &link.path,
                searched: link.searched,
            });
            (link.id, KnownWire { course, before })
        }));
        let obstacles = Obstacles::knowing(
            design,
            Known {
                wires,
                gone,
                nets: same_nets.map(|(_, scene)| Arc::clone(&scene.nets)),
            },
        );
        // A wire gives way to others: where one of them is not as it was, it may run elsewhere.
        let settled = known.iter().all(Option::is_some)
            && before.is_some_and(|(_, scene)| scene.links.len() == known.len());
        let links: Vec<Arc<SceneLink>> = design
            .links
            .shared()
            .iter()
            .zip(known)
            .map(|(link, known)| {
                let runs_as = |known: &&&Arc<SceneLink>| {
                    settled
                        || obstacles.wire(link).is_none_or(|wire| {
                            *wire.path == *known.path && wire.searched == known.searched
                        })
                };
                (known.as_ref().filter(runs_as)).map_or_else(
                    || Arc::new(links::lay_out(design, link, &obstacles)),
                    |known| Arc::clone(known),
                )
            })
            .collect();
        let outline = &design.shell.outline_mm;
        let shell = (outline.len() > 2).then(|| Shape::Area {
            points: outline.clone(),
            fill: Ink::ShellFill,
            edge: Some((Weight::Normal, Ink::ShellEdge)),
        });
        let nozzle = Nozzle::of(design).map_or_else(Vec::new, |found| nozzle::shapes(&found));
        let mut bounds = Bounds::NOTHING;
        for part in &parts {
            bounds.join(part.bounds);
        }
        for link in &links {
            bounds.join(link.bounds);
        }
        for shape in shell.iter().chain(&nozzle) {
            bounds.join(shape.bounds());
        }
        let branches = Branches::of(
            &links,
            before.map(|(_, scene)| (&scene.links[..], &scene.branches)),
        );
        Self {
            part_index: indexed(
                &parts.iter().map(|part| part.id),
                before.map(|(_, scene)| &scene.part_index),
            ),
            link_index: indexed(
                &links.iter().map(|link| link.id),
                before.map(|(_, scene)| &scene.link_index),
            ),
            nets: Arc::clone(obstacles.nets()),
            covered: covered(&parts),
            dots: branches.dots(),
            branches,
            parts,
            links,
            shell,
            nozzle,
            bounds,
        }
    }

    /// The part with this identity.
    pub fn part(&self, id: PartId) -> Option<&ScenePart> {
        self.parts
            .get(*self.part_index.get(&id)?)
            .map(AsRef::as_ref)
    }

    /// The link with this identity.
    pub fn link(&self, id: LinkId) -> Option<&SceneLink> {
        self.links
            .get(*self.link_index.get(&id)?)
            .map(AsRef::as_ref)
    }

    /// The port a link ends on.
    pub fn port(&self, end: &crate::design::LinkEnd) -> Option<&ScenePort> {
        self.part(end.part)?
            .ports
            .iter()
            .find(|port| port.end == *end)
    }
}

/// Parts that others of a pile cover: of each place the part drawn last is seen, and what looks as it
/// does beneath it is not.
fn covered(parts: &[Arc<ScenePart>]) -> FxHashSet<PartId> {
    let mut uppermost: FxHashMap<[u64; 4], &ScenePart> = FxHashMap::default();
    uppermost.reserve(parts.len());
    let mut covered = FxHashSet::default();
    for part in parts.iter().rev() {
        let Bounds { min, max } = part.bounds;
        let place = [min[0], min[1], max[0], max[1]].map(f64::to_bits);
        let top = *uppermost.entry(place).or_insert(part);
        if top.id != part.id && top.looks_like(part) {
            covered.insert(part.id);
        }
    }
    covered
}

/// The place of each in its list; the very index of the drawing before where that is the same.
fn indexed<T: Eq + Hash>(
    ids: &(impl ExactSizeIterator<Item = T> + Clone),
    before: Option<&Arc<FxHashMap<T, usize>>>,
) -> Arc<FxHashMap<T, usize>> {
    let same = |index: &&Arc<FxHashMap<T, usize>>| {
        index.len() == ids.len()
            && (ids.clone().enumerate()).all(|(at, id)| index.get(&id) == Some(&at))
    };
    before
        .filter(same)
        .map_or_else(|| Arc::new(ids.clone().zip(0..).collect()), Arc::clone)
}

/// Whether this element stands at this place of a list.
fn has<T: PartialEq>(list: &SharedList<T>, index: usize, element: &Arc<T>) -> bool {
    (list.shared().get(index)).is_some_and(|known| shared::same(known, element))
}

/// What stands in one of two drawings only, or not at the same place of both.
fn unlike<'a, T>(before: &'a [Arc<T>], now: &'a [Arc<T>]) -> impl Iterator<Item = &'a Arc<T>> {
    let longest = before.len().max(now.len());
    (0..longest)
        .map(|index| (before.get(index), now.get(index)))
        .filter(|pair| !matches!(pair, (Some(a), Some(b)) if Arc::ptr_eq(a, b)))
        .flat_map(|(a, b)| [a, b])
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::{Edit, Link, LinkEnd, LinkKind, Part, electrical::Resistor};

    fn design() -> Design {
        let mut design = Design::new();
        for i in 0..4_u32 {
            let kind = Resistor::of(10.0);
            let at = [f64::from(i) * 9.0, 12.0];
            let part = Part::new(PartId(design.next_id), kind, at);
            design = design
                .apply(&Edit::AddPart(Box::new(part)))
                .unwrap_or(design);
        }
        let end = |part: u32, port: &str| LinkEnd {
            part: PartId(part),
            port: port.to_owned(),
        };
        for part in 3..6 {
            let link = Link {
                id: LinkId(design.next_id),
                name: String::new(),
                from: end(part, "2"),
                to: end(part + 1, "1"),
                way_points_mm: Vec::new(),
                kind: LinkKind::Wire,
            };
            design = design
                .apply(&Edit::AddLink(Box::new(link)))
                .unwrap_or(design);
        }
        design
    }

    #[test]
    fn a_kept_drawing_is_the_same_as_a_new_one() {
        let first = design();
        assert_eq!((first.parts.len(), first.links.len()), (6, 3));
        let scene = Scene::of(&first);
        let edits = [
            Edit::Move {
                parts: vec![PartId(4)],
                by_mm: [0.0, 5.0],
            },
            // Onto the wire between two others, which then leads round it.
            Edit::Move {
                parts: vec![PartId(6)],
                by_mm: [-13.5, 0.0],
            },
            Edit::Remove {
                parts: vec![PartId(3)],
                links: Vec::new(),
            },
            Edit::Remove {
                parts: Vec::new(),
                links: vec![LinkId(8)],
            },
            Edit::SetSymbolSize([5.0, 2.5]),
        ];
        for edit in edits {
            let next = first.apply(&edit).unwrap_or_else(|_| first.clone());
            assert_ne!(next, first);
            let kept = Scene::after(&next, Some((&first, &scene)));
            assert_eq!(kept, Scene::of(&next), "{edit:?}");
        }
    }

    #[test]
    fn of_parts_at_one_place_the_last_is_seen() {
        let first = design();
        assert!(Scene::of(&first).covered.is_empty());
        // Both resistors' wires end there: their ports look alike.
        let edit = Edit::Move {
            parts: vec![PartId(4)],
            by_mm: [9.0, 0.0],
        };
        let piled = first.apply(&edit).unwrap_or_else(|_| first.clone());
        let places: Vec<_> = [4, 5]
            .map(|id| piled.part(PartId(id)).map(|part| part.position_mm))
            .into();
        assert_eq!(places.first(), places.last());
        let covered = Scene::of(&piled).covered;
        assert_eq!(covered.into_iter().collect::<Vec<_>>(), [PartId(4)]);
    }

    #[test]
    fn only_what_moved_is_drawn_anew() {
        let first = design();
        let scene = Scene::of(&first);
        let edit = Edit::Move {
            parts: vec![PartId(6)],
            by_mm: [0.0, 5.0],
        };
        let next = first.apply(&edit).unwrap_or_else(|_| first.clone());
        let kept = Scene::after(&next, Some((&first, &scene)));
        let same = |a: &Arc<ScenePart>, b: &Arc<ScenePart>| Arc::ptr_eq(a, b);
        let anew: Vec<bool> = kept
            .parts
            .iter()
            .zip(&scene.parts)
            .map(|(new, old)| !same(new, old))
            .collect();
        assert_eq!(anew, [false, false, false, false, false, true]);
    }
}
