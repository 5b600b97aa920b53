//! A sheet as SVG of its true size.

use super::{Anchor, Item, Sheet, Stroke};
use crate::picture::{style::Rgba, svg::FONT_FAMILY, xml::escaped};
use std::fmt::Write as _;

/// The file.
pub(super) fn text(sheet: &Sheet) -> String {
    let [width, height] = sheet.size;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}mm\" height=\"{height}mm\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"{FONT_FAMILY}, 'Ubuntu Light', sans-serif\" \
         font-weight=\"300\" stroke-linejoin=\"round\" stroke-linecap=\"round\">\n\
         <title>{}</title>\n<desc>{}</desc>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n",
        escaped(&sheet.title),
        escaped(&sheet.origin),
    );
    for (_, item) in &sheet.items {
        write(&mut out, item);
    }
    out.push_str("</svg>\n");
    out
}

/// One thing, in millimetres.
pub(super) fn write(out: &mut String, item: &Item) {
    match item {
        Item::Path {
            points,
            closed,
            fill,
            stroke,
        } => {
            let tag = if *closed { "polygon" } else { "polyline" };
            let _ = write!(out, "<{tag} points=\"");
            for [x, y] in points {
                let _ = write!(out, "{x:.4},{y:.4} ");
            }
            let _ = writeln!(out, "\" {}{}/>", filled(*fill), stroked(*stroke));
        }
        Item::Circle {
            centre: [x, y],
            radius,
            fill,
            stroke,
        } => {
            let _ = writeln!(
                out,
                "<circle cx=\"{x:.4}\" cy=\"{y:.4}\" r=\"{radius:.4}\" {}{}/>",
                filled(*fill),
                stroked(*stroke)
            );
        }
        Item::Words {
            at: [x, y],
            size,
            anchor,
            upright,
            words,
        } => {
            let anchor = match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            let turned = if *upright { " rotate(-90)" } else { "" };
            let _ = writeln!(
                out,
                "<text transform=\"translate({x:.3} {y:.3}){turned}\" font-size=\"{size}\" text-anchor=\"{anchor}\" fill=\"#1a1f26\" \
                 stroke=\"#ffffff\" stroke-width=\"0.8\" paint-order=\"stroke\">{}</text>",
                escaped(words)
            );
        }
    }
}

fn filled(fill: Option<Rgba>) -> String {
    fill.map_or_else(|| "fill=\"none\"".to_owned(), |ink| paint("fill", ink))
}

fn stroked(stroke: Option<Stroke>) -> String {
    stroke.map_or_else(String::new, |(ink, width)| {
        format!(" {} stroke-width=\"{width}\"", paint("stroke", ink))
    })
}

fn paint(what: &str, [r, g, b, a]: Rgba) -> String {
    let opacity = f64::from(a) / 255.0;
    format!("{what}=\"#{r:02x}{g:02x}{b:02x}\" {what}-opacity=\"{opacity:.3}\"")
}
