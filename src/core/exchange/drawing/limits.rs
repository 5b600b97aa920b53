//! How much a drawing may hold: far beyond any shell, far below what exhausts a computer.

use std::str::FromStr as _;
use svgtypes::{Length, PathParser, PathSegment, PointsParser};
use thiserror::Error;

/// Why a drawing is not even handed to the SVG library.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DrawingError {
    /// There is too much of something in it.
    #[error("{}", tr!("this drawing has more than {most} {what}: simplify it to the outline of the shell"))]
    TooMuch {
        /// Of what.
        what: &'static str,
        /// How much there may be.
        most: usize,
    },
    /// A place or a size far from any shell's.
    #[error("{}", tr!("this drawing reaches beyond {most} units: scale it to the size of the shell"))]
    TooFar {
        /// How far it may reach.
        most: u32,
    },
    /// A `use` that leads back to itself.
    #[error("{}", tr!("“{id}” of this drawing is drawn inside itself: ungroup the copies in it"))]
    Circular {
        /// What is drawn inside itself.
        id: String,
    },
    /// Shapes or entities put together from entities.
    #[error("{}", tr!("this drawing writes {} by entities: save it as plain SVG", _0))]
    Entities(&'static str),
    /// The text is no XML.
    #[error("{}", tr!("this is not an SVG drawing: line {line}: {message}"))]
    Xml {
        /// Line, from 1.
        line: usize,
        /// What is wrong there.
        message: String,
    },
}

/// Bytes of text.
const BYTES: usize = 4 << 20;
/// Elements, those left out counted too.
const ELEMENTS: usize = 20_000;
/// Elements inside one another, copies counted too.
pub(super) const NESTING: usize = 64;
/// Attributes.
const ATTRIBUTES: usize = 200_000;
/// Segments of all paths together.
const SEGMENTS: usize = 100_000;
/// Elements and segments with every copy drawn out.
pub(super) const DRAWN_OUT: usize = 200_000;
/// How far a place may lie and how large a size may be, in the drawing's units: into how many pieces
/// an arc is cut grows with its size (usvg 0.49, kurbo 0.13).
const REACH: u32 = 1_000_000;
/// Attributes that hold one length.
const LENGTHS: [&str; 14] = [
    "x",
    "y",
    "width",
    "height",
    "r",
    "rx",
    "ry",
    "cx",
    "cy",
    "x1",
    "y1",
    "x2",
    "y2",
    "stroke-width",
];
/// Bytes of a value that is no path.
const VALUE: usize = 4096;
/// Bytes of all style sheets together.
const SHEETS: usize = 256 << 10;
/// Selectors times elements: each is held against each.
const MATCHES: usize = 4_000_000;
/// Entities that a head may declare, and bytes of one of them.
const ENTITIES: [usize; 2] = [64, 256];
/// Places where entities are used.
const REFERENCES: usize = 10_000;

fn within(what: &'static str, count: usize, most: usize) -> Result<(), DrawingError> {
    if count > most {
        return Err(DrawingError::TooMuch { what, most });
    }
    Ok(())
}

fn near(reach: f64) -> Result<(), DrawingError> {
    if reach > f64::from(REACH) {
        return Err(DrawingError::TooFar { most: REACH });
    }
    Ok(())
}

/// The largest number of a segment, whatever its sign.
fn extent(segment: &PathSegment) -> f64 {
    let largest = |numbers: &[f64]| numbers.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
    match *segment {
        PathSegment::MoveTo { x, y, .. }
        | PathSegment::LineTo { x, y, .. }
        | PathSegment::SmoothQuadratic { x, y, .. } => largest(&[x, y]),
        PathSegment::HorizontalLineTo { x, .. } => x.abs(),
        PathSegment::VerticalLineTo { y, .. } => y.abs(),
        PathSegment::CurveTo {
            x1,
            y1,
            x2,
            y2,
            x,
            y,
            ..
        } => largest(&[x1, y1, x2, y2, x, y]),
        PathSegment::SmoothCurveTo { x2, y2, x, y, .. } => largest(&[x2, y2, x, y]),
        PathSegment::Quadratic { x1, y1, x, y, .. } => largest(&[x1, y1, x, y]),
        PathSegment::EllipticalArc { rx, ry, x, y, .. } => largest(&[rx, ry, x, y]),
        PathSegment::ClosePath { .. } => 0.0,
    }
}

/// Checks what can be seen without reading.
pub(super) fn size(text: &str) -> Result<(), DrawingError> {
    within("bytes", text.len(), BYTES)?;
    within(
        "entities in its text",
        text.matches('&').count(),
        REFERENCES,
    )
}

/// What was counted so far.
#[derive(Debug, Default)]
pub(super) struct Tally {
    elements: usize,
    attributes: usize,
    segments: usize,
    sheets: usize,
    selectors: usize,
}

impl Tally {
    /// Counts an element, so many deep.
    pub(super) fn element(&mut self, depth: usize) -> Result<(), DrawingError> {
        self.elements += 1;
        within("elements", self.elements, ELEMENTS)?;
        within("elements inside one another", depth, NESTING)
    }

    /// Counts an attribute.
    pub(super) fn attribute(&mut self) -> Result<(), DrawingError> {
        self.attributes += 1;
        within("attributes", self.attributes, ATTRIBUTES)
    }

    /// Counts the segments in the value of an attribute, which it returns.
    pub(super) fn value(&mut self, key: &str, value: &str) -> Result<usize, DrawingError> {
        let segments = match key {
            "d" => {
                let mut count = 0;
                for segment in PathParser::from(value).map_while(Result::ok) {
                    near(extent(&segment))?;
                    count += 1;
                }
                count
            }
            "points" => {
                let mut count = 0;
                for (x, y) in PointsParser::from(value) {
                    near(x.abs().max(y.abs()))?;
                    count += 1;
                }
                count
            }
            _ => {
                within("bytes in one value", value.len(), VALUE)?;
                if LENGTHS.contains(&key) {
                    if value.contains('&') {
                        return Err(DrawingError::Entities("its sizes"));
                    }
                    near(Length::from_str(value).map_or(0.0, |length| length.number.abs()))?;
                }
                return Ok(0);
            }
        };
        if value.contains('&') {
            return Err(DrawingError::Entities("its paths"));
        }
        self.segments += segments;
        within("segments in its paths", self.segments, SEGMENTS)?;
        Ok(segments)
    }

    /// Counts a style sheet.
    pub(super) fn sheet(&mut self, bytes: usize, selectors: usize) -> Result<(), DrawingError> {
        self.sheets += bytes;
        self.selectors += selectors;
        within("bytes in its style sheets", self.sheets, SHEETS)
    }

    /// Checks the style sheets against the elements, which are all known at the end.
    pub(super) fn rules(&self) -> Result<(), DrawingError> {
        let matches = self.selectors.saturating_mul(self.elements);
        within("elements times rules of style", matches, MATCHES)
    }
}

/// Checks the entities that a document type declares: a few short ones, none made of others.
pub(super) fn declaration(declared: &str) -> Result<(), DrawingError> {
    let [most, longest] = ENTITIES;
    within("entities", declared.matches("<!ENTITY").count(), most)?;
    for entity in declared.split("<!ENTITY").skip(1) {
        within("bytes in one entity", entity.len(), longest)?;
        if entity.contains(['&', '%']) {
            return Err(DrawingError::Entities("entities"));
        }
    }
    Ok(())
}
