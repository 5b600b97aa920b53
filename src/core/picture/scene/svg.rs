//! The drawing as an SVG file, true to scale: one user unit is one millimetre.

use super::{Bounds, Drawn, Edge, Ink, Label, Point, Scene, Shape};
use crate::picture::{text_width, xml::escaped};
use std::fmt::Write as _;

/// Margin around the drawing, mm.
const MARGIN: f64 = 4.0;
/// Strokes on paper: mm for each window point.
const MM_PER_POINT: f64 = 0.1;
/// Height of the text, mm.
const TEXT: f64 = 1.1;

/// Writes a scene as SVG, in the dark or the light inks.
pub fn write(scene: &Scene, dark: bool) -> String {
    let bounds = if scene.bounds.is_empty() {
        Bounds::of([[0.0, 0.0]])
    } else {
        scene.bounds
    }
    .grown(MARGIN);
    let [width, height] = bounds.size();
    let mut out = String::new();
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.3}mm\" height=\"{height:.3}mm\" \
         viewBox=\"{:.3} {:.3} {width:.3} {height:.3}\" font-family=\"sans-serif\" \
         stroke-linejoin=\"round\" stroke-linecap=\"round\">",
        bounds.min[0], bounds.min[1],
    );
    let _ = writeln!(
        out,
        "<rect x=\"{:.3}\" y=\"{:.3}\" width=\"{width:.3}\" height=\"{height:.3}\" {}/>",
        bounds.min[0],
        bounds.min[1],
        fill(Some(Ink::Ground), dark),
    );
    for piece in scene.shell.iter().chain(&scene.nozzle) {
        shape(&mut out, piece, dark);
    }
    for part in scene.parts.iter().filter(|part| part.below) {
        group(&mut out, &part.accessible, &part.drawn, dark);
    }
    // All walls first, then all insides: tubes that meet run into each other.
    for piece in scene.links.iter().flat_map(|link| &link.drawn) {
        walls(&mut out, &piece.shape, dark);
    }
    for part in scene.parts.iter().filter(|part| part.room.is_some()) {
        room(&mut out, &part.drawn, dark);
    }
    for link in &scene.links {
        group(&mut out, &link.accessible, &link.drawn, dark);
    }
    for &at in &scene.dots {
        let dot = Shape::Disc {
            centre: at,
            radius: 0.25,
            fill: Some(Ink::Electrical),
            edge: None,
        };
        shape(&mut out, &dot, dark);
    }
    for part in scene.parts.iter().filter(|part| !part.below) {
        group(&mut out, &part.accessible, &part.drawn, dark);
    }
    // Words stand beside parts where there is room, and beside each other.
    let bodies: Vec<Bounds> = scene.parts.iter().map(|part| part.bounds).collect();
    let mut taken = Vec::new();
    for part in &scene.parts {
        let at = [part.bounds.centre()[0], part.bounds.max[1] + 1.2 * TEXT];
        words(&mut out, at, &part.label, dark, (&bodies, &mut taken));
    }
    for link in &scene.links {
        let at = [link.middle[0], link.middle[1] - link.half_width - 0.5];
        words(&mut out, at, &link.label, dark, (&bodies, &mut taken));
    }
    out.push_str("</svg>\n");
    out
}

/// The inside of a merge, over the walls that end in it.
fn room(out: &mut String, pieces: &[Drawn], dark: bool) {
    for piece in pieces {
        if let Shape::Disc { .. } = piece.shape {
            let mut inside = piece.shape.clone();
            if let Shape::Disc { edge, .. } = &mut inside {
                *edge = None;
            }
            shape(out, &inside, dark);
        }
    }
}

/// The walls of a tube, twice as heavy: its inside will cover half.
fn walls(out: &mut String, shape: &Shape, dark: bool) {
    if let Shape::Ribbon {
        left,
        right,
        edge: Some((_, ink)),
        ..
    } = shape
    {
        let edge = Some((super::Weight::Heavy, *ink));
        outline(out, left, false, None, edge, dark);
        outline(out, right, false, None, edge, dark);
    }
}

fn group(out: &mut String, title: &str, drawn: &[Drawn], dark: bool) {
    let _ = writeln!(out, "<g><title>{}</title>", escaped(title));
    for piece in drawn {
        shape(out, &piece.shape, dark);
    }
    out.push_str("</g>\n");
}

/// Lines that words may stand above or below their place, the nearest first.
const LINES: [f64; 9] = [0.0, 1.0, -1.0, 2.0, -2.0, 3.0, -3.0, 4.0, -4.0];

/// Writes words, above or below their place where others stand there already.
fn words(
    out: &mut String,
    [x, y]: Point,
    label: &Label,
    dark: bool,
    (bodies, taken): (&[Bounds], &mut Vec<Bounds>),
) {
    let text = format!("{} {}", label.name, label.value);
    if text.trim().is_empty() {
        return;
    }
    let half = 0.5 * text_width(text.trim(), TEXT);
    let around = |y: f64| Bounds::of([[x - half, y - 0.8 * TEXT], [x + half, y + 0.25 * TEXT]]);
    let places = LINES.map(|lines| y + 1.1 * TEXT * lines);
    let beside_words = |y: &f64| !taken.iter().any(|taken| taken.touches(around(*y)));
    let beside_bodies = |y: &f64| !bodies.iter().any(|body| body.touches(around(*y)));
    let mut free = places.into_iter().filter(beside_words);
    // Over a body rather than over other words.
    let nearest = free.clone().next();
    let y = free.find(beside_bodies).or(nearest).unwrap_or(y);
    taken.push(around(y));
    let _ = writeln!(
        out,
        "<text x=\"{x:.3}\" y=\"{y:.3}\" font-size=\"{TEXT}\" text-anchor=\"middle\" {} {} \
         stroke-width=\"0.35\" paint-order=\"stroke\">{}</text>",
        fill(Some(Ink::Text), dark),
        fill(Some(Ink::Ground), dark).replace("fill", "stroke"),
        escaped(text.trim()),
    );
}

fn shape(out: &mut String, shape: &Shape, dark: bool) {
    match shape {
        Shape::Line {
            points,
            closed,
            edge,
        } => outline(out, points, *closed, None, Some(*edge), dark),
        Shape::Area { points, fill, edge } => {
            outline(out, points, true, Some(*fill), *edge, dark);
        }
        Shape::Disc {
            centre: [x, y],
            radius,
            fill: inside,
            edge,
        } => {
            let _ = writeln!(
                out,
                "<circle cx=\"{x:.4}\" cy=\"{y:.4}\" r=\"{radius:.4}\" {} {}/>",
                fill(*inside, dark),
                stroke(*edge, dark),
            );
        }
        Shape::Ribbon {
            left, right, fill, ..
        } => {
            let around: Vec<Point> = left.iter().chain(right.iter().rev()).copied().collect();
            outline(out, &around, true, Some(*fill), None, dark);
        }
    }
}

fn outline(
    out: &mut String,
    points: &[Point],
    closed: bool,
    inside: Option<Ink>,
    edge: Option<Edge>,
    dark: bool,
) {
    let tag = if closed { "polygon" } else { "polyline" };
    let _ = write!(out, "<{tag} points=\"");
    for [x, y] in points {
        let _ = write!(out, "{x:.4},{y:.4} ");
    }
    let _ = writeln!(out, "\" {} {}/>", fill(inside, dark), stroke(edge, dark));
}

fn paint(ink: Ink, dark: bool) -> (String, f64) {
    let [r, g, b, opacity] = ink.rgba(dark);
    (
        format!("#{r:02x}{g:02x}{b:02x}"),
        f64::from(opacity) / 255.0,
    )
}

fn fill(ink: Option<Ink>, dark: bool) -> String {
    ink.map_or_else(
        || "fill=\"none\"".to_owned(),
        |ink| {
            let (colour, opacity) = paint(ink, dark);
            format!("fill=\"{colour}\" fill-opacity=\"{opacity:.3}\"")
        },
    )
}

fn stroke(edge: Option<Edge>, dark: bool) -> String {
    edge.map_or_else(String::new, |(weight, ink)| {
        let (colour, opacity) = paint(ink, dark);
        let width = f64::from(weight.points()) * MM_PER_POINT;
        format!("stroke=\"{colour}\" stroke-opacity=\"{opacity:.3}\" stroke-width=\"{width:.3}\"")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::Design;

    #[test]
    fn the_drawing_is_to_scale_and_names_its_parts() {
        let mut design = Design::new();
        for part in &mut design.parts {
            part.name = format!("<{}> & co", part.name);
        }
        let scene = Scene::of(&design);
        let svg = write(&scene, false);
        let tree = resvg::usvg::Tree::from_str(&svg, &resvg::usvg::Options::default());
        let [width, height] = scene.bounds.grown(MARGIN).size();
        // SVG counts 96 units to the inch of 25.4 mm.
        let [wide, high] = [width, height].map(|mm| mm * 96.0 / 25.4);
        let size = tree.map(|tree| tree.size());
        assert!(
            size.as_ref().is_ok_and(|size| {
                (f64::from(size.width()) - wide).abs() < 0.01
                    && (f64::from(size.height()) - high).abs() < 0.01
            }),
            "{size:?} is not {wide} × {high}"
        );
        assert!(svg.contains("<title>&lt;Source&gt; &amp; co, source 500 mΩ</title>"));
        assert!(svg.contains(">&lt;Ear&gt; &amp; co 711 coupler</text>"));
    }
}
