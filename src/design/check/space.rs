//! Whether everything fits: parts that overlap, parts and tubes outside the shell.

use super::warning;
use crate::design::{
    Design, LinkKind, Part, PartKind, Problem, Subject,
    geometry::{self, Point, convex_overlap, distance, inside},
    path,
};

/// Parts may touch: overlaps below this are drawing accuracy, mm.
const SLACK_MM: f64 = 0.05;

pub(super) fn check(design: &Design, problems: &mut Vec<Problem>) {
    overlaps(design, problems);
    if design.shell.outline_mm.len() >= 3 {
        for part in &design.parts {
            if geometry::is_solid(&part.kind) {
                outside(design, part, problems);
            }
        }
        tubes_outside(design, problems);
    }
}

/// A part's outline with a circle around it, to see quickly that two are far apart.
struct Body<'a> {
    part: &'a Part,
    outline: [Point; 4],
    radius: f64,
    depth: [f64; 2],
}

fn overlaps(design: &Design, problems: &mut Vec<Problem>) {
    let bodies: Vec<Body<'_>> = design
        .parts
        .iter()
        .filter(|part| geometry::is_solid(&part.kind))
        .map(|part| {
            let outline = part.outline_mm(design);
            Body {
                part,
                outline,
                radius: distance(part.position_mm, outline[0]),
                depth: part.depth_range_mm(),
            }
        })
        .collect();
    for (index, a) in bodies.iter().enumerate() {
        for b in bodies.iter().skip(index + 1) {
            if near(a.part.position_mm, b.part.position_mm, a.radius + b.radius)
                && depths_meet(a.depth, b.depth)
                && convex_overlap(&a.outline, &b.outline, SLACK_MM)
            {
                problems.push(warning(
                    Subject::Part(b.part.id),
                    format!(
                        "“{}” and “{}” overlap: move one or set it at another depth",
                        a.part.name, b.part.name
                    ),
                ));
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

fn outside(design: &Design, part: &Part, problems: &mut Vec<Problem>) {
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
}

/// Tubes outside the shell, except those that lead out of it to the eartip or the ear.
fn tubes_outside(design: &Design, problems: &mut Vec<Problem>) {
    for link in &design.links {
        let leads_out = link.ends().into_iter().any(|end| {
            design
                .part(end.part)
                .is_some_and(|part| matches!(part.kind, PartKind::Ear(_) | PartKind::Eartip(_)))
        });
        if leads_out || !matches!(link.kind, LinkKind::Tube(_)) {
            continue;
        }
        let all_inside = path::path(design, link)
            .into_iter()
            .all(|point| inside(&design.shell.outline_mm, point));
        if !all_inside {
            problems.push(warning(
                Subject::Link(link.id),
                format!(
                    "“{}” runs outside the shell: move its way-points",
                    link.name
                ),
            ));
        }
    }
}
