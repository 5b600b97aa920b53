//! A shell's outline from an SVG drawing.

use super::{
    Finding,
    drawing::{self, DrawingError},
};
use crate::design::{
    Severity,
    geometry::{self, Point},
    shell::Shell,
};
use resvg::{
    tiny_skia::{PathSegment, Point as SvgPoint, Transform},
    usvg::{self, ImageHrefResolver, roxmltree},
};
use thiserror::Error;

/// Millimetres in a CSS pixel, which is 1/96 inch.
const MM_PER_PX: f64 = 25.4 / 96.0;
/// Length of the straight pieces a curve becomes, mm.
const PIECE_MM: f64 = 0.4;
/// Sizes that shells have, mm: outside, the drawing's unit is doubtful.
const ORDINARY_MM: [f64; 2] = [8.0, 150.0];

/// Most points of an outline: what a design holds of one.
const MOST_POINTS: usize = 10_000;

/// Why a drawing gives no outline.
#[derive(Debug, Error)]
pub enum OutlineError {
    /// There is more in it than a shell needs, or it is no XML.
    #[error(transparent)]
    Drawing(#[from] DrawingError),
    /// The outline is finer than any shell's.
    #[error(
        "the outline has more than {MOST_POINTS} points: simplify its path in the drawing program"
    )]
    TooFine,
    /// Not an SVG drawing.
    #[error("this is not an SVG drawing: {0}")]
    Svg(#[from] usvg::Error),
    /// Nothing in it encloses an area.
    #[error("this drawing has no closed outline: close the path around the shell")]
    NoOutline,
}

/// The closed outline that encloses the largest area of a drawing, as a shell around (0, 0), and
/// what was found on the way. The nozzle is put at the outline's rightmost point.
///
/// A drawing sized in mm, cm or inches keeps its size; without a unit, its own units are taken for
/// millimetres.
///
/// Nothing that the drawing names is opened: it is cut down to its shapes first.
///
/// # Errors
/// When the text is not SVG, holds far more than a shell's outline, or has no closed outline.
pub fn shell_from_svg(
    name: &str,
    text: &str,
    depth_mm: f64,
) -> Result<(Shell, Vec<Finding>), OutlineError> {
    let text = drawing::reduced(text)?;
    let tree = usvg::Tree::from_str(&text, &options())?;
    let mut findings = Vec::new();
    let scale = scale(&text, &tree, &mut findings);
    let mut largest = Largest::default();
    collect(tree.root(), scale, &mut largest);
    let largest = largest.outline;
    if largest.len() > MOST_POINTS {
        return Err(OutlineError::TooFine);
    }
    let [low, high] = geometry::bounds(largest.iter().copied()).ok_or(OutlineError::NoOutline)?;
    let size = geometry::subtract(high, low);
    let longest = size[0].max(size[1]);
    let severity = if (ORDINARY_MM[0]..=ORDINARY_MM[1]).contains(&longest) {
        Severity::Note
    } else {
        Severity::Warning
    };
    let middle = [
        f64::midpoint(low[0], high[0]),
        f64::midpoint(low[1], high[1]),
    ];
    let outline_mm: Vec<Point> = largest
        .into_iter()
        .map(|point| tidy(geometry::subtract(point, middle)))
        .collect();
    findings.push(Finding::new(
        severity,
        format!(
            "The outline is {:.1} × {:.1} mm{}",
            size[0],
            size[1],
            if severity == Severity::Note {
                ""
            } else {
                ", unusual for a shell: check the drawing's unit"
            }
        ),
    ));
    let nozzle_mm = outline_mm
        .iter()
        .copied()
        .max_by(|a, b| a[0].total_cmp(&b[0]))
        .unwrap_or_default();
    Ok((
        Shell {
            name: name.to_owned(),
            outline_mm,
            depth_mm,
            nozzle_mm,
            nozzle_deg: 0.0,
        },
        findings,
    ))
}

/// How the SVG library is used: no file, no picture and no font is opened for a drawing.
fn options() -> usvg::Options<'static> {
    usvg::Options {
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    }
}

/// The outline that encloses the largest area so far. Only that one is kept: a drawing may have
/// thousands.
#[derive(Default)]
struct Largest {
    outline: Vec<Point>,
    area_mm2: f64,
}

/// Millimetres in a pixel of the drawing as it was read.
fn scale(text: &str, tree: &usvg::Tree, findings: &mut Vec<Finding>) -> f64 {
    // Old drawing programs begin with a document type.
    let options = roxmltree::ParsingOptions {
        allow_dtd: true,
        ..roxmltree::ParsingOptions::default()
    };
    let document = roxmltree::Document::parse_with_options(text, options).ok();
    let root = document.as_ref().map(roxmltree::Document::root_element);
    let attribute = |name| root.and_then(|root| root.attribute(name)).unwrap_or("");
    let width = attribute("width").trim();
    if ["mm", "cm", "in", "pt", "pc", "Q"]
        .iter()
        .any(|unit| width.ends_with(unit))
    {
        return MM_PER_PX;
    }
    findings.push(Finding::new(
        Severity::Warning,
        "The drawing's size has no unit of length: its units were taken for millimetres".to_owned(),
    ));
    // With a view box, the drawing's own units are not the pixels it was read in.
    let view_box: Vec<f64> = attribute("viewBox")
        .split([' ', ','])
        .filter_map(|number| number.parse().ok())
        .collect();
    match view_box.as_slice() {
        [_, _, width, _] if *width > 0.0 => width / f64::from(tree.size().width()),
        _ => 1.0,
    }
}

/// Looks at every closed outline of a group, mm.
fn collect(group: &usvg::Group, scale: f64, outlines: &mut Largest) {
    for node in group.children() {
        match node {
            usvg::Node::Group(group) => collect(group, scale, outlines),
            usvg::Node::Path(path) => flatten(path, scale, outlines),
            usvg::Node::Image(_) | usvg::Node::Text(_) => {}
        }
    }
}

/// The closed outlines of a path, its curves in straight pieces.
fn flatten(path: &usvg::Path, scale: f64, outlines: &mut Largest) {
    let transform = path.abs_transform();
    let place = |point: SvgPoint| placed(point, transform, scale);
    let mut outline: Vec<Point> = Vec::new();
    for segment in path.data().segments() {
        let ends = matches!(segment, PathSegment::MoveTo(_) | PathSegment::Close);
        if outline.len() > MOST_POINTS && !ends {
            // Too fine already: what is left of it need not be kept.
            continue;
        }
        match segment {
            PathSegment::MoveTo(to) => {
                // A path drawn back to its start is closed, whether it says so or not.
                finish(&mut outline, false, outlines);
                outline.push(place(to));
            }
            PathSegment::LineTo(to) => outline.push(place(to)),
            PathSegment::QuadTo(control, to) => {
                let from = outline.last().copied().unwrap_or_default();
                let (control, to) = (place(control), place(to));
                // The same curve as a cubic.
                let towards = |end: Point| {
                    geometry::add(
                        geometry::scaled(end, 1.0 / 3.0),
                        geometry::scaled(control, 2.0 / 3.0),
                    )
                };
                curve([from, towards(from), towards(to), to], &mut outline);
            }
            PathSegment::CubicTo(first, second, to) => {
                let from = outline.last().copied().unwrap_or_default();
                curve([from, place(first), place(second), place(to)], &mut outline);
            }
            PathSegment::Close => finish(&mut outline, true, outlines),
        }
    }
    finish(&mut outline, false, outlines);
}

/// Keeps an outline that is closed and the largest, without the point that repeats its first.
fn finish(outline: &mut Vec<Point>, closed: bool, outlines: &mut Largest) {
    let mut points = std::mem::take(outline);
    let (Some(&first), Some(&last)) = (points.first(), points.last()) else {
        return;
    };
    let returns = points.len() > 1 && geometry::distance(first, last) < 0.01;
    if returns {
        points.pop();
    }
    let area_mm2 = geometry::area_mm2(&points);
    if (closed || returns) && points.len() >= 3 && area_mm2 > outlines.area_mm2 {
        *outlines = Largest {
            outline: points,
            area_mm2,
        };
    }
}

/// Adds a cubic's points, its start left out.
fn curve([a, b, c, d]: [Point; 4], outline: &mut Vec<Point>) {
    let length = geometry::distance(a, b) + geometry::distance(b, c) + geometry::distance(c, d);
    let pieces = (length / PIECE_MM).ceil().clamp(4.0, 64.0);
    let mut piece = 1.0;
    while piece <= pieces {
        let t = piece / pieces;
        let s = 1.0 - t;
        let weighted = |axis: usize| {
            let at = |point: Point| point.get(axis).copied().unwrap_or(0.0);
            s * s * s * at(a)
                + 3.0 * s * s * t * at(b)
                + 3.0 * s * t * t * at(c)
                + t * t * t * at(d)
        };
        outline.push([weighted(0), weighted(1)]);
        piece += 1.0;
    }
}

fn placed(point: SvgPoint, transform: Transform, scale: f64) -> Point {
    let mut point = point;
    transform.map_point(&mut point);
    [f64::from(point.x) * scale, f64::from(point.y) * scale]
}

/// A place rounded to a thousandth of a millimetre.
fn tidy(point: Point) -> Point {
    point.map(|at| (at * 1e3).round() / 1e3 + 0.0)
}
