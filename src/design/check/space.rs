//! Whether everything fits: parts that overlap, parts and tubes outside the shell.

use super::warning;
use crate::design::{
    Design, Link, LinkEnd, LinkKind, Part, PartKind, Problem, SharedList, Subject,
    geometry::{self, Point, convex_overlap, distance, inside},
    path,
};
use std::{collections::BTreeMap, sync::Arc};

/// Parts may touch: overlaps below this are drawing accuracy, mm.
const SLACK_MM: f64 = 0.05;

/// What is wrong with where things are. It is kept from one state of a design to the next, so that
/// only what changed is looked at: while a part is dragged, that part and its tubes.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// Parts that overlap, by their places in the document.
    overlaps: BTreeMap<[usize; 2], Problem>,
    /// Parts that reach outside the shell, by their place.
    outside: BTreeMap<usize, Vec<Problem>>,
    /// Tubes that run outside it, by their place.
    tubes: BTreeMap<usize, Problem>,
}

impl Places {
    /// What is wrong in a design that was looked at before, if ever, in the state `before`.
    pub fn follow(&mut self, before: Option<&Design>, design: &Design) {
        let before = before.filter(|before| {
            before.symbol_size_mm == design.symbol_size_mm && before.shell == design.shell
        });
        let anew: Vec<bool> = differing(before.map(|before| &before.parts), &design.parts);
        let is_anew = |part: usize| anew.get(part).copied().unwrap_or(true);
        self.overlaps
            .retain(|pair, _| !pair.iter().any(|&part| is_anew(part)));
        overlaps(design, &is_anew, &mut self.overlaps);
        self.outside.retain(|&part, _| !is_anew(part));
        let links_anew = differing(before.map(|before| &before.links), &design.links);
        let same_end = |end: &LinkEnd| {
            let part = |design: &Design| design.part(end.part).map(std::ptr::from_ref);
            before
                .and_then(part)
                .is_some_and(|was| part(design) == Some(was))
        };
        let link_is_anew = |index: usize, link: &Link| {
            links_anew.get(index).copied().unwrap_or(true) || !link.ends().into_iter().all(same_end)
        };
        self.tubes.retain(|&index, _| {
            (design.links.get(index)).is_some_and(|link| !link_is_anew(index, link))
        });
        if design.shell.outline_mm.len() < 3 {
            return;
        }
        for (index, part) in design.parts.iter().enumerate() {
            if is_anew(index) && geometry::is_solid(&part.kind) {
                self.outside.insert(index, outside(design, part));
            }
        }
        for (index, link) in design.links.iter().enumerate() {
            if link_is_anew(index, link)
                && let Some(problem) = tube_outside(design, link)
            {
                self.tubes.insert(index, problem);
            }
        }
    }

    /// Overlaps first, then what is outside the shell, each in document order.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        let outside = self.outside.values().flatten().chain(self.tubes.values());
        self.overlaps.values().chain(outside)
    }
}

/// Which elements of a list are not those of the list before.
fn differing<T>(before: Option<&SharedList<T>>, now: &SharedList<T>) -> Vec<bool> {
    let known = |index: usize| before.and_then(|list| list.shared().get(index));
    let elements = now.shared().iter().enumerate();
    elements
        .map(|(index, element)| known(index).is_none_or(|was| !Arc::ptr_eq(was, element)))
        .collect()
}

/// A part's outline with a circle around it, to see quickly that two are far apart.
struct Body<'a> {
    /// Its place in the document.
    index: usize,
    /// Whether it is not as it was.
    anew: bool,
    part: &'a Part,
    outline: [Point; 4],
    radius: f64,
    depth: [f64; 2],
}

fn overlaps(
    design: &Design,
    is_anew: &impl Fn(usize) -> bool,
    found: &mut BTreeMap<[usize; 2], Problem>,
) {
    let bodies: Vec<Body<'_>> = design
        .parts
        .iter()
        .enumerate()
        .filter(|(_, part)| geometry::is_solid(&part.kind))
        .map(|(index, part)| {
            let outline = part.outline_mm(design);
            Body {
                index,
                anew: is_anew(index),
                part,
                outline,
                radius: distance(part.position_mm, outline[0]),
                depth: part.depth_range_mm(),
            }
        })
        .collect();
    for (index, a) in bodies.iter().enumerate() {
        for b in bodies.iter().skip(index + 1) {
            if (a.anew || b.anew)
                && near(a.part.position_mm, b.part.position_mm, a.radius + b.radius)
                && depths_meet(a.depth, b.depth)
                && convex_overlap(&a.outline, &b.outline, SLACK_MM)
            {
                let problem = warning(
                    Subject::Part(b.part.id),
                    format!(
                        "“{}” and “{}” overlap: move one or set it at another depth",
                        a.part.name, b.part.name
                    ),
                );
                found.insert([a.index, b.index], problem);
            }
        }
    }
}

/// Whether two points are nearer than this: without a root, as every pair is asked.
fn near(a: Point, b: Point, reach: f64) -> bool {
    let [dx, dy] = geometry::subtract(b, a);
    dx * dx + dy * dy < reach * reach
}

fn depths_meet(a: [f64; 2], b: [f64; 2]) -> bool {
    a[0] + SLACK_MM < b[1] && b[0] + SLACK_MM < a[1]
}

fn outside(design: &Design, part: &Part) -> Vec<Problem> {
    let mut problems = Vec::new();
    let shell = &design.shell;
    let subject = Subject::Part(part.id);
    // Points along the sides: a corner of the shell may reach into a part between its corners.
    let outline = part.outline_mm(design);
    let fits = geometry::edges(&outline).all(|(a, b)| {
        (0..8).all(|piece| {
            let t = f64::from(piece) / 8.0;
            let towards_centre = |point: Point| {
                // A hair inwards, so that touching the wall is inside.
                geometry::add(
                    geometry::scaled(point, 0.99),
                    geometry::scaled(part.position_mm, 0.01),
                )
            };
            let along = geometry::add(a, geometry::scaled(geometry::subtract(b, a), t));
            inside(&shell.outline_mm, towards_centre(along))
        })
    });
    if !fits {
        problems.push(warning(
            subject,
            format!(
                "“{}” reaches outside the shell: move or turn it, or take a larger shell",
                part.name
            ),
        ));
    }
    let height = part.kind.height_mm();
    let [low, high] = part.depth_range_mm();
    if height > shell.depth_mm + SLACK_MM {
        problems.push(warning(
            subject,
            format!(
                "“{}” is {height:.2} mm high, the shell only {:.2} mm deep",
                part.name, shell.depth_mm
            ),
        ));
    } else if part.depth_mm != 0.0 && (low < -SLACK_MM || high > shell.depth_mm + SLACK_MM) {
        problems.push(warning(
            subject,
            format!(
                "“{}” reaches from {low:.2} to {high:.2} mm above the faceplate, the shell from 0 to {:.2} mm: change its depth",
                part.name, shell.depth_mm
            ),
        ));
    }
    problems
}

/// A tube outside the shell, unless it leads out of it to the eartip or the ear.
fn tube_outside(design: &Design, link: &Link) -> Option<Problem> {
    let leads_out = link.ends().into_iter().any(|end| {
        design
            .part(end.part)
            .is_some_and(|part| matches!(part.kind, PartKind::Ear(_) | PartKind::Eartip(_)))
    });
    if leads_out || !matches!(link.kind, LinkKind::Tube(_)) {
        return None;
    }
    let mut points = path::path(design, link).into_iter();
    let all_inside = points.all(|point| inside(&design.shell.outline_mm, point));
    (!all_inside).then(|| {
        warning(
            Subject::Link(link.id),
            format!(
                "“{}” runs outside the shell: move its way-points",
                link.name
            ),
        )
    })
}
