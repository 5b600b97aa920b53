//! Shells' outlines in the drawings that people bring: which closed lines are there, which of them may
//! be the shell, and how large they are.

mod dxf;
mod dxf_curves;
mod dxf_groups;
mod flatten;
mod join;
mod judge;
mod stl;
mod svg;
mod unit;

use super::{Finding, drawing::DrawingError};
use crate::{
    design::{
        geometry::{self, Point},
        path::polyline_length,
        shell::Shell,
    },
    quantity::{self, text},
};
pub(super) use dxf::is_binary as is_binary_dxf;
use judge::Found;
use std::fmt;
pub use stl::Axis;
pub(super) use stl::facets::is_binary as is_binary_stl;
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
    #[error("{}", tr!("the outline has more than {MOST_POINTS} points: simplify its path in the drawing program"))]
    TooFine,
    /// All lines together are finer than any shell's.
    #[error("{}", tr!("the lines of this drawing have more than {MOST_OF_ALL} points: simplify it to the outline \
         of the shell"))]
    TooMuch,
    /// Not an SVG drawing.
    #[error("{}", tr!("this is not an SVG drawing: {}", _0))]
    Svg(#[from] resvg::usvg::Error),
    /// A DXF drawing that cannot be read.
    #[error("{0}")]
    Dxf(String),
    /// A mesh that cannot be read.
    #[error("{0}")]
    Stl(String),
    /// Nothing in it encloses an area.
    #[error("{}", tr!("this {} has no closed outline: close the path around the shell", _0))]
    NoOutline(&'static str),
    /// An outline that is not there was asked for.
    #[error("{}", tr!("there is no outline {wanted}: there are {there}"))]
    NotThere {
        /// Its number, from 1.
        wanted: usize,
        /// How many there are.
        there: usize,
    },
    /// The drawing does not say how long its units are, nor did the user.
    #[error("{}", tr!("the drawing states no unit of length: say which, {}", _0))]
    NoUnit(String),
    /// An axis was chosen of what has none.
    #[error("{}", tr!("this is no mesh (STL): a drawing has no axis of depth to choose"))]
    NoMesh,
    /// None of the outlines is plainly the shell's.
    #[error("{}", tr!("no outline of this drawing is plainly the shell's: choose one of {}", _0))]
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
    /// The outside of a hollow shell.
    OuterWall,
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
            Self::Page => tr!("the page"),
            Self::Frame => tr!("a frame"),
            Self::Inside => tr!("inside another"),
            Self::OuterWall => tr!("the outer wall"),
            Self::Small => tr!("small: lettering or a mark"),
            Self::Open(_) => tr!("not closed"),
            Self::TooFine => tr!("too many points"),
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
        let size = tr!("The outline is {width:.1} × {height:.1} mm");
        if (ORDINARY_MM[0]..=ORDINARY_MM[1]).contains(&width.max(height)) {
            Finding::note(size)
        } else {
            Finding::doubt(tr!("{size}, unusual for a shell: check the drawing's unit"))
        }
    }
}

/// What a mesh is besides its outline, in its units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Body {
    /// The axis along which it is deep.
    pub along: Axis,
    /// How deep it is inside.
    pub depth: f64,
    /// What it holds, where its wall is closed enough to tell.
    pub volume: Option<f64>,
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
    /// Depth and volume of the proposed one, of a mesh.
    pub body: Option<Body>,
    /// What was found on the way.
    pub findings: Vec<Finding>,
}

impl Drawing {
    /// Whether these bytes are a drawing, by what they begin with.
    pub fn is(bytes: &[u8]) -> bool {
        stl::is(bytes) || svg::is(bytes) || dxf::is(bytes)
    }

    /// The outlines of a drawing. Nothing that it names is opened.
    ///
    /// # Errors
    /// When it is no drawing, holds far more than a shell's outline, or has no closed outline.
    pub fn of(bytes: &[u8]) -> Result<Self, OutlineError> {
        Self::seen_along(bytes, None)
    }

    /// The same with the axis along which a mesh is deep: by itself, that of its shortest side.
    ///
    /// # Errors
    /// Those of [`Self::of`], and an axis where there is no mesh.
    pub fn seen_along(bytes: &[u8], along: Option<Axis>) -> Result<Self, OutlineError> {
        let mut drawing = if stl::is(bytes) {
            stl::read(bytes, along)?
        } else if along.is_some() {
            return Err(OutlineError::NoMesh);
        } else if dxf::is(bytes) {
            dxf::read(bytes)?
        } else {
            svg::read(bytes)?
        };
        if drawing.scale.likely().is_some() {
            let asked = drawing.asked_for_unit();
            drawing.findings.insert(0, asked);
        }
        Ok(drawing)
    }

    /// An outline, or the proposed one, as a shell around (0, 0) with its nozzle at the rightmost
    /// point, and what is to be said of its size. A mesh has a depth of its own; its volume is that of
    /// the proposed outline.
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
        let body = self.body;
        let volume = body.filter(|_| self.proposed == Some(chosen));
        let volume = volume.and_then(|body| body.volume);
        let shell = Shell {
            name: name.to_owned(),
            outline_mm,
            depth_mm: body.map_or(depth_mm, |body| tidied(body.depth * mm)),
            // To the cubic millimetre.
            inner_volume: volume.map(|volume| (volume * mm.powi(3)).round() / 1e9),
            nozzle_mm,
            nozzle_deg: 0.0,
        };
        let mut size = outline.said_of_size(mm);
        if body.is_some() {
            let volume = shell.inner_volume;
            let holds = volume.map(|volume| text::rounded(volume, &quantity::Unit::VOLUME, 3));
            let holds = holds.map_or_else(String::new, |holds| tr!(" and holds {holds}"));
            let deep = text::rounded(shell.depth_mm * 1e-3, &quantity::Unit::LENGTH, 4);
            size.message = tr!("{}; it is {deep} deep inside{holds}", size.message);
        }
        if self.scale.stated.is_some_and(|stated| stated != mm) {
            size = Finding::doubt(tr!(
                "{}; the drawing states another unit than the one you chose",
                size.message
            ));
        }
        Ok((shell, size))
    }

    /// How large an outline is in each unit that may be meant.
    pub fn sizes(&self, outline: usize) -> String {
        let Some(outline) = self.outlines.get(outline) else {
            return String::new();
        };
        let [width, height] = outline.size();
        let one =
            |words: &str, mm: f64| format!("{words}: {:.1} × {:.1} mm", width * mm, height * mm);
        let stated = self.scale.stated.map(|mm| one(tr!("as stated"), mm));
        let offers = self.scale.offers.iter();
        let offers = offers.map(|(unit, mm)| one(unit.word(), *mm));
        let all: Vec<String> = stated.into_iter().chain(offers).collect();
        all.join(", ")
    }

    /// That the unit is not stated, and the sizes that would follow.
    fn asked_for_unit(&self) -> Finding {
        Finding::doubt(tr!(
            "the {} states no unit of length: choose it by the outline's size, {}",
            if self.body.is_some() {
                "mesh"
            } else {
                "drawing"
            },
            self.sizes(self.proposed.unwrap_or(0))
        ))
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
        polyline_length(&self.points)
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
        let tolerance = scale
            .stated
            .map_or(JOINED_SHARE * width.max(height), |mm| JOINED_MM / mm);
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

/// Open lines of nothing but points, joined where their ends meet within a tolerance: the closed
/// ones.
fn joined_up(open: Vec<Stroke>, tolerance: f64) -> Vec<Vec<Point>> {
    let closed = join::joined(open, tolerance).closed;
    closed.into_iter().map(|stroke| stroke.points).collect()
}

fn size(points: &[Point]) -> [f64; 2] {
    bounds_size(geometry::bounds(points.iter().copied()))
}

fn bounds_size(bounds: Option<[Point; 2]>) -> [f64; 2] {
    bounds.map_or([0.0; 2], |[low, high]| geometry::subtract(high, low))
}

/// A place rounded to a thousandth of a millimetre.
fn tidy(point: Point) -> Point {
    point.map(tidied)
}

fn tidied(mm: f64) -> f64 {
    (mm * 1e3).round() / 1e3 + 0.0
}
