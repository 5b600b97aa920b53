//! Whether everything fits: parts that overlap, parts outside the shell.

use super::warning;
use crate::design::{
    Design, Part, Problem, Subject,
    geometry::{self, Point, convex_overlap, distance, inside},
};
use std::collections::BTreeMap;

/// Parts may touch: overlaps below this are drawing accuracy, mm.
const SLACK_MM: f64 = 0.05;

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

/// Adds the overlaps of parts of which one is anew at least.
pub(super) fn overlaps(
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

/// How a part reaches outside the shell, where there is one.
pub(super) fn outside(design: &Design, part: &Part) -> Vec<Problem> {
    let mut problems = Vec::new();
    let shell = &design.shell;
    if shell.outline_mm.len() < 3 || !geometry::is_solid(&part.kind) {
        return problems;
    }
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
