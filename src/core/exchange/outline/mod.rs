//! Shells' outlines in the drawings that people bring: which closed lines are there, which of them may
//! be the shell, and how large they are.

mod dxf;
mod dxf_curves;
mod flatten;
mod join;
mod judge;
mod svg;
mod unit;

use super::{Finding, drawing::DrawingError};
use crate::design::{
    geometry::{self, Point},
    shell::Shell,
};
use judge::Found;
use std::fmt;
use thiserror::Error;
pub use unit::{Scale, Unit};

/// Sizes that shells have, mm: outside, the drawing's unit is doubtful.
pub(crate) const ORDINARY_MM: [f64; 2] = [8.0, 150.0];
/// Ends of lines this near to each other meet, mm.
const JOINED_MM: f64 = 0.1;
/// The same without a unit: this share of the drawing.
const JOINED_SHARE: f64 = 1e-3;
/// Most points of an outline: what a design holds of one.
const MOST_POINTS: usize = 10_000;
/// Most points of all lines of a drawing.
const MOST_OF_ALL: usize = 500_000;
/// Most outlines to choose from.
const MOST_OUTLINES: usize = 200;

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
    /// All lines together are finer than any shell's.
    #[error(
        "the lines of this drawing have more than {MOST_OF_ALL} points: simplify it to the outline \
         of the shell"
    )]
    TooMuch,
    /// Not an SVG drawing.
    #[error("this is not an SVG drawing: {0}")]
    Svg(#[from] resvg::usvg::Error),
    /// A DXF drawing that cannot be read.
    #[error("{0}")]
    Dxf(String),
    /// Nothing in it encloses an area.
    #[error("this {0} has no closed outline: close the path around the shell")]
    NoOutline(&'static str),
    /// An outline that is not there was asked for.
    #[error("there is no outline {wanted}: there are {there}")]
    NotThere {
        /// Its number, from 1.
        wanted: usize,
        /// How many there are.
        there: usize,
    },
    /// The drawing does not say how long its units are, nor did the user.
    #[error("the drawing states no unit of length: say which, {0}")]
    NoUnit(String),
    /// None of the outlines is plainly the shell's.
    #[error("no outline of this drawing is plainly the shell's: choose one of {0}")]
    NoChoice(usize),
}

/// Why an outline is not proposed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum NotTaken {
    /// It is the page's edge.
    Page,
    /// A frame around what is drawn.
    Frame,
    /// It lies inside another outline: a hole, or a part.
    Inside,
    /// Small: lettering, or a mark.
    Small,
    /// It does not close: its ends are this far apart, in the drawing's units.
    Open(f64),
    /// It has more points than a design holds.
    TooFine,
}

impl fmt::Display for NotTaken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Page => "the page",
            Self::Frame => "a frame",
            Self::Inside => "inside another",
            Self::Small => "small: lettering or a mark",
            Self::Open(_) => "not closed",
            Self::TooFine => "too many points",
        })
    }
}

/// A closed outline of a drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    /// What the drawing calls it; empty for nothing.
    pub name: String,
    /// Its points, in the drawing's units, x to the right and y down.
    pub points: Vec<Point>,
    /// How many lines were joined to it.
    pub lines: usize,
    /// Why it is not proposed.
    pub not_taken: Option<NotTaken>,
}

impl Outline {
    /// Width and height, in the drawing's units.
    pub fn size(&self) -> [f64; 2] {
        size(&self.points)
    }

    /// What is to be said of its size in so many millimetres a unit.
    fn said_of_size(&self, mm: f64) -> Finding {
        let [width, height] = self.size().map(|side| side * mm);
        let size = format!("The outline is {width:.1} × {height:.1} mm");
        if (ORDINARY_MM[0]..=ORDINARY_MM[1]).contains(&width.max(height)) {
            Finding::note(size)
        } else {
            Finding::doubt(format!(
                "{size}, unusual for a shell: check the drawing's unit"
            ))
        }
    }
}

/// What a drawing holds of outlines.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// What kind of drawing it is.
    pub from: &'static str,
    /// The outlines, the largest first.
    pub outlines: Vec<Outline>,
    /// The one that is proposed: its place in `outlines`.
    pub proposed: Option<usize>,
    /// How long its units are.
    pub scale: Scale,
    /// What was found on the way.
    pub findings: Vec<Finding>,
}

impl Drawing {
    /// Whether these bytes are a drawing, by what they begin with.
    pub fn is(bytes: &[u8]) -> bool {
        svg::is(bytes) || dxf::is(bytes)
    }

    /// The outlines of a drawing. Nothing that it names is opened.
    ///
    /// # Errors
    /// When it is no drawing, holds far more than a shell's outline, or has no closed outline.
    pub fn of(bytes: &[u8]) -> Result<Self, OutlineError> {
        if dxf::is(bytes) {
            dxf::read(bytes)
        } else {
            svg::read(bytes)
        }
    }

    /// An outline, or the proposed one, as a shell around (0, 0) with its nozzle at the rightmost
    /// point, and what is to be said of its size.
    ///
    /// # Errors
    /// When there is no such outline, none is proposed, or the unit is not known.
    pub fn shell(
        &self,
        outline: Option<usize>,
        unit: Option<Unit>,
        name: &str,
        depth_mm: f64,
    ) -> Result<(Shell, Finding), OutlineError> {
        let there = self.outlines.len();
        let chosen = outline
            .or(self.proposed)
            .ok_or(OutlineError::NoChoice(there))?;
        let outline = self.outlines.get(chosen).ok_or(OutlineError::NotThere {
            wanted: chosen + 1,
            there,
        })?;
        if outline.not_taken == Some(NotTaken::TooFine) {
            return Err(OutlineError::TooFine);
        }
        let mm = self.scale.mm(unit);
        let mm = mm.ok_or_else(|| OutlineError::NoUnit(self.sizes(chosen)))?;
        let [low, high] = geometry::bounds(outline.points.iter().copied())
            .ok_or(OutlineError::NoOutline(self.from))?;
        let middle = geometry::scaled(geometry::add(low, high), 0.5);
        let placed = |point: &Point| tidy(geometry::scaled(geometry::subtract(*point, middle), mm));
        let outline_mm: Vec<Point> = outline.points.iter().map(placed).collect();
        let nozzle_mm = outline_mm
            .iter()
            .copied()
            .max_by(|a, b| a[0].total_cmp(&b[0]))
            .unwrap_or_default();
        let shell = Shell {
            name: name.to_owned(),
            outline_mm,
            depth_mm,
            inner_volume: None,
            nozzle_mm,
            nozzle_deg: 0.0,
        };
        Ok((shell, outline.said_of_size(mm)))
    }

    /// How large an outline is in each unit that may be meant.
    pub fn sizes(&self, outline: usize) -> String {
        let Some(outline) = self.outlines.get(outline) else {
            return String::new();
        };
        let [width, height] = outline.size();
        match &self.scale {
            Scale::Stated(mm) => format!("{:.1} × {:.1} mm", width * mm, height * mm),
            Scale::Asked { offers, .. } => {
                let one = |(unit, mm): &(Unit, f64)| {
                    format!("{}: {:.1} × {:.1} mm", unit.word(), width * mm, height * mm)
                };
                let all: Vec<String> = offers.iter().map(one).collect();
                all.join(", ")
            }
        }
    }
}

/// A line of a drawing, in its units.
#[derive(Debug, Clone, Default)]
struct Stroke {
    name: String,
    points: Vec<Point>,
    /// How many it was joined from.
    lines: usize,
    /// Whether its inside is painted: that closes what is nearly closed.
    filled: bool,
}

impl Stroke {
    fn length(&self) -> f64 {
        let pairs = self.points.iter().zip(self.points.iter().skip(1));
        pairs.map(|(a, b)| geometry::distance(*a, *b)).sum()
    }

    /// What is known of it besides its points.
    fn described(&self) -> Self {
        Self {
            name: self.name.clone(),
            points: Vec::new(),
            lines: self.lines,
            filled: self.filled,
        }
    }

    /// With another one joined to it: of that only its points are left to be added.
    fn with(self, other: &Self) -> Self {
        Self {
            lines: self.lines + other.lines,
            filled: false,
            ..self
        }
    }
}

/// The lines of a drawing before they are joined and judged.
#[derive(Debug, Default)]
struct Lines {
    closed: Vec<Stroke>,
    open: Vec<Stroke>,
    /// Points of all.
    points: usize,
}

impl Lines {
    /// Keeps a line; one that returns to its start is closed.
    fn keep(&mut self, mut stroke: Stroke, closes: bool) -> Result<(), OutlineError> {
        self.points += stroke.points.len();
        if self.points > MOST_OF_ALL {
            return Err(OutlineError::TooMuch);
        }
        let (Some(&first), Some(&last)) = (stroke.points.first(), stroke.points.last()) else {
            return Ok(());
        };
        let reach = size(&stroke.points);
        let near = 1e-4 * reach[0].max(reach[1]);
        let returns = stroke.points.len() > 2 && geometry::distance(first, last) <= near;
        if returns {
            stroke.points.pop();
        }
        if closes || returns {
            self.closed.push(stroke);
        } else if stroke.points.len() > 1 {
            self.open.push(stroke);
        }
        Ok(())
    }

    /// Joins what meets, and judges what is closed then.
    fn drawing(
        self,
        from: &'static str,
        page: Option<[Point; 2]>,
        scale: Scale,
    ) -> Result<Drawing, OutlineError> {
        let everything = self.open.iter().flat_map(|stroke| stroke.points.iter());
        let [width, height] = bounds_size(geometry::bounds(everything.copied()));
        let tolerance = match scale {
            Scale::Stated(mm) => JOINED_MM / mm,
            Scale::Asked { .. } => JOINED_SHARE * width.max(height),
        };
        let joined = join::joined(self.open, tolerance);
        let mut closed = self.closed;
        closed.extend(joined.closed);
        Found {
            from,
            page,
            scale,
            closed,
            open: joined.open,
        }
        .judged()
    }
}

fn size(points: &[Point]) -> [f64; 2] {
    bounds_size(geometry::bounds(points.iter().copied()))
}

fn bounds_size(bounds: Option<[Point; 2]>) -> [f64; 2] {
    bounds.map_or([0.0; 2], |[low, high]| geometry::subtract(high, low))
}

/// A place rounded to a thousandth of a millimetre.
fn tidy(point: Point) -> Point {
    point.map(|at| (at * 1e3).round() / 1e3 + 0.0)
}
