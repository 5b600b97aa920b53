//! Drawings on paper: lines, circles and words in millimetres, written as SVG, DXF and PDF.

mod build;
mod callouts;
mod dxf;
mod dxf_frame;
mod svg;
mod tables;

use super::{product::ExportError, trace};
use crate::{
    design::Design,
    picture::{
        pdf::{About, pdf},
        style::Rgba,
    },
};

/// A place on the sheet, mm: x to the right, y down.
type Point = [f64; 2];

/// What things belong to: what a CAD program can show and hide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layer {
    /// Edge and words of the sheet.
    Frame,
    /// The shell and its nozzle.
    Shell,
    /// Tubes.
    Tubes,
    /// Parts.
    Parts,
    /// Measures and names.
    Dimensions,
}

impl Layer {
    const ALL: [Self; 5] = [
        Self::Frame,
        Self::Shell,
        Self::Tubes,
        Self::Parts,
        Self::Dimensions,
    ];
}

/// How words stand to their place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Anchor {
    Start,
    Middle,
    End,
}

/// A line: colour and width in mm.
type Stroke = (Rgba, f64);

/// One thing on the sheet.
#[derive(Debug, Clone)]
enum Item {
    /// A line through points, or an area.
    Path {
        points: Vec<Point>,
        closed: bool,
        fill: Option<Rgba>,
        stroke: Option<Stroke>,
    },
    /// A circle.
    Circle {
        centre: Point,
        radius: f64,
        fill: Option<Rgba>,
        stroke: Option<Stroke>,
    },
    /// Words on a base line, `size` mm.
    Words {
        at: Point,
        size: f64,
        anchor: Anchor,
        upright: bool,
        words: String,
    },
}

/// A sheet of paper.
#[derive(Debug, Clone)]
struct Sheet {
    /// Width and height, mm.
    size: [f64; 2],
    title: String,
    origin: String,
    items: Vec<(Layer, Item)>,
}

/// The design at 1:1 as SVG.
pub(super) fn as_svg(design: &Design) -> Result<String, ExportError> {
    Ok(svg::text(&of(design)?))
}

/// The design at 1:1 as DXF.
pub(super) fn as_dxf(design: &Design) -> Result<String, ExportError> {
    Ok(dxf::text(&of(design)?))
}

/// The design at 1:1 as PDF.
pub(super) fn as_pdf(design: &Design) -> Result<Vec<u8>, ExportError> {
    let sheet = of(design)?;
    let about = About {
        title: &sheet.title,
        origin: &sheet.origin,
    };
    Ok(pdf(&svg::text(&sheet), about)?)
}

fn of(design: &Design) -> Result<Sheet, ExportError> {
    build::sheet(design, trace::line(design)).ok_or(ExportError::Lacks(
        "body to draw: no shell, no tube and no driver",
    ))
}
