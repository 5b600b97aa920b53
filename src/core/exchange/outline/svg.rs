//! The lines of an SVG drawing.

use super::{
    Drawing, Lines, MOST_POINTS, ORDINARY_MM, OutlineError, Scale, Stroke, Unit, bounds_size,
    flatten,
};
use crate::{
    design::geometry::{self, Point},
    exchange::{Finding, drawing},
};
use resvg::{
    tiny_skia::{PathSegment, Point as SvgPoint},
    usvg::{self, ImageHrefResolver, roxmltree},
};
use std::borrow::Cow;

/// Millimetres in a CSS pixel, which is 1/96 inch.
const MM_PER_PX: f64 = 25.4 / 96.0;
/// How far a piece of a curve may be off, mm; without a unit as a share of the path.
const OFF_MM: f64 = 0.005;
const OFF_SHARE: f64 = 1.0 / 4000.0;
/// Bytes in which the root of a drawing begins.
const HEAD: usize = 16 << 10;

/// Whether these bytes are an SVG drawing.
pub(super) fn is(bytes: &[u8]) -> bool {
    let head = text(bytes.get(..HEAD).unwrap_or(bytes));
    let page = head.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    page.starts_with('<')
        && (head.contains("<svg") || head.contains(":svg"))
        && !head.contains("<html")
}

/// The text of a drawing: UTF-16 where its first bytes say so.
fn text(bytes: &[u8]) -> Cow<'_, str> {
    encoding_rs::UTF_8.decode(bytes).0
}

/// Its outlines.
pub(super) fn read(bytes: &[u8]) -> Result<Drawing, OutlineError> {
    let text = text(bytes);
    let reduced = drawing::reduced(&text)?;
    // Old drawing programs begin with a document type.
    let parsing = roxmltree::ParsingOptions {
        allow_dtd: true,
        ..roxmltree::ParsingOptions::default()
    };
    let document = roxmltree::Document::parse_with_options(&reduced, parsing)
        .map_err(usvg::Error::ParsingFailed)?;
    let tree = usvg::Tree::from_xmltree(&document, &options())?;
    let size = Size::of(document.root_element(), &tree);
    let mut seen = Seen {
        lines: Lines::default(),
        off: size.stated_mm.map(|mm| OFF_MM / mm),
        hidden: 0,
    };
    seen.group(tree.root())?;
    let page = [
        [0.0, 0.0],
        [
            f64::from(tree.size().width()),
            f64::from(tree.size().height()),
        ],
    ];
    let scale = size.scale(Unit::Millimetre);
    let mut drawing = seen.lines.drawing(tr!("SVG drawing"), Some(page), scale)?;
    if size.stated_mm.is_none() {
        let longest = drawing.longest();
        drawing.scale = size.scale(size.likely(&text, page, longest));
    }
    let lettering = memchr::memmem::find(text.as_bytes(), b"<text").is_some();
    for (there, said) in [
        (lettering, tr!("lettering is not taken")),
        (
            seen.hidden > 0,
            tr!("what is hidden in the drawing is not taken"),
        ),
    ] {
        if there {
            drawing.findings.push(Finding::note(said.to_owned()));
        }
    }
    Ok(drawing)
}

impl Drawing {
    /// The longest side of what is proposed, else of the largest, in its units.
    fn longest(&self) -> f64 {
        let outline = self.outlines.get(self.proposed.unwrap_or(0));
        let [width, height] = outline.map_or([0.0; 2], super::Outline::size);
        width.max(height)
    }
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

/// What a drawing says of its own size. The library reads it in pixels.
struct Size {
    /// Millimetres in a pixel, where a unit of length is stated.
    stated_mm: Option<f64>,
    /// The drawing's own units (those of its view box) in a pixel.
    own: f64,
    /// What there is 72, 90 or 96 of in an inch, in a pixel: the drawing's pixels, or its units where
    /// its size is not given in pixels.
    dots: f64,
}

impl Size {
    fn of(root: roxmltree::Node<'_, '_>, tree: &usvg::Tree) -> Self {
        let attribute = |name| root.attribute(name).unwrap_or("").trim();
        let sides = [attribute("width"), attribute("height")];
        let is_length = |side: &str| {
            ["mm", "cm", "in", "pt", "pc", "Q"]
                .iter()
                .any(|unit| side.ends_with(unit))
        };
        let is_relative = |side: &str| ["%", "em", "ex"].iter().any(|unit| side.ends_with(unit));
        let stated =
            sides.iter().any(|side| is_length(side)) && !sides.iter().any(|side| is_relative(side));
        let view_box: Vec<f64> = attribute("viewBox")
            .split([' ', ',', '\t', '\n', '\r'])
            .filter_map(|number| number.parse().ok())
            .collect();
        // As large as fits, which is how a view box is shown unless it says otherwise.
        let own = match view_box.as_slice() {
            [_, _, width, height] if *width > 0.0 && *height > 0.0 => (width
                / f64::from(tree.size().width()))
            .max(height / f64::from(tree.size().height())),
            _ => 1.0,
        };
        let in_pixels = sides
            .iter()
            .any(|side| !side.is_empty() && !is_relative(side));
        Self {
            stated_mm: stated.then_some(MM_PER_PX),
            own,
            dots: if in_pixels { 1.0 } else { own },
        }
    }

    fn scale(&self, likely: Unit) -> Scale {
        Scale::new(self.stated_mm, &Unit::SCREEN, [self.own, self.dots], likely)
    }

    /// The unit that is likeliest: of the program that wrote the drawing, that gives the page whole
    /// millimetres, or the outline the size of a shell.
    fn likely(&self, text: &str, page: [Point; 2], longest: f64) -> Unit {
        let page = bounds_size(Some(page));
        let hint = hint(text);
        let score = |unit: &Unit| {
            let mm = unit.mm(self.own, self.dots);
            let whole = page.iter().all(|side| {
                let side = side * mm;
                side >= 5.0 && (side - side.round()).abs() < 0.02
            });
            let ordinary = (ORDINARY_MM[0]..=ORDINARY_MM[1]).contains(&(longest * mm));
            2 * u8::from(hint == Some(*unit)) + 2 * u8::from(whole) + 3 * u8::from(ordinary)
        };
        // The first of equal ones.
        let all = Unit::SCREEN.into_iter().rev();
        all.max_by_key(score).unwrap_or(Unit::Millimetre)
    }
}

/// What the program that wrote a drawing calls a unit, where it says which one it was.
fn hint(text: &str) -> Option<Unit> {
    let has = |words: &str| memchr::memmem::find(text.as_bytes(), words.as_bytes()).is_some();
    if has("Adobe Illustrator") || has("id=\"Layer_1\"") {
        return Some(Unit::PerInch72);
    }
    if has("inkscape:version=\"0.4") || has("inkscape:version=\"0.91") {
        return Some(Unit::PerInch90);
    }
    has("inkscape:version").then_some(Unit::PerInch96)
}

/// What was seen of a drawing.
struct Seen {
    lines: Lines,
    /// How far pieces may be off, where the unit is stated.
    off: Option<f64>,
    hidden: usize,
}

impl Seen {
    fn group(&mut self, group: &usvg::Group) -> Result<(), OutlineError> {
        for node in group.children() {
            match node {
                usvg::Node::Group(group) => self.group(group)?,
                usvg::Node::Path(path) if path.is_visible() => self.path(path)?,
                usvg::Node::Path(_) => self.hidden += 1,
                usvg::Node::Image(_) | usvg::Node::Text(_) => {}
            }
        }
        Ok(())
    }

    /// The lines of a path, its curves in straight pieces.
    fn path(&mut self, path: &usvg::Path) -> Result<(), OutlineError> {
        let transform = path.abs_transform();
        let place = |point: SvgPoint| {
            let mut point = point;
            transform.map_point(&mut point);
            [f64::from(point.x), f64::from(point.y)]
        };
        let bounds = path.abs_bounding_box();
        let reach = f64::from(bounds.width().max(bounds.height()));
        let off = self.off.unwrap_or(OFF_SHARE * reach).max(1e-9);
        let new = |start: Option<Point>| Stroke {
            name: path.id().to_owned(),
            points: start.into_iter().collect(),
            lines: 1,
            filled: path.fill().is_some(),
        };
        let mut stroke = new(None);
        for segment in path.data().segments() {
            let ends = matches!(segment, PathSegment::MoveTo(_) | PathSegment::Close);
            if stroke.points.len() > MOST_POINTS && !ends {
                // Too fine already: what is left of it need not be kept.
                continue;
            }
            let from = stroke.points.last().copied().unwrap_or_default();
            match segment {
                PathSegment::MoveTo(to) => {
                    let before = std::mem::replace(&mut stroke, new(Some(place(to))));
                    self.lines.keep(before, false)?;
                }
                PathSegment::LineTo(to) => stroke.points.push(place(to)),
                PathSegment::QuadTo(control, to) => {
                    let (control, to) = (place(control), place(to));
                    // The same curve as a cubic.
                    let towards = |end: Point| {
                        geometry::add(
                            geometry::scaled(end, 1.0 / 3.0),
                            geometry::scaled(control, 2.0 / 3.0),
                        )
                    };
                    let cubic = [from, towards(from), towards(to), to];
                    flatten::cubic(cubic, off, &mut stroke.points);
                }
                PathSegment::CubicTo(first, second, to) => {
                    let cubic = [from, place(first), place(second), place(to)];
                    flatten::cubic(cubic, off, &mut stroke.points);
                }
                PathSegment::Close => {
                    // What follows without moving begins where this began.
                    let start = stroke.points.first().copied();
                    let before = std::mem::replace(&mut stroke, new(start));
                    self.lines.keep(before, true)?;
                }
            }
        }
        self.lines.keep(stroke, false)
    }
}
