//! Bodies of a design in three dimensions: the bores of its tubes and the envelopes of its drivers.
//!
//! Millimetres; x to the right and y up as the canvas is seen, z up from the faceplate plane. A tube
//! runs along its drawn way and climbs evenly from the depth of one part to that of the other.

mod envelope;
mod mesh;
mod stl;
mod sweep;
mod way;

use super::{
    product::{ExportError, Product},
    trace,
};
use crate::{
    design::{Design, Link, LinkKind, Obstacles, Tube, path},
    quantity::{Unit, text::rounded},
};
use mesh::Mesh;
use way::Way;

/// A body's length may differ from its tube's by this much before it is told, mm.
const APART_MM: f64 = 0.1;

/// What has to stay free in a shell: the bores of all tubes, and the cases of all drivers with their
/// spouts. Bodies meet and overlap where their openings do; they are meant to be taken out of a solid
/// shell.
pub(super) fn free_space(design: &Design) -> Result<Product, ExportError> {
    let mut mesh = Mesh::default();
    let mut remarks = Vec::new();
    for (link, tube, way) in tubes(design) {
        remarks.extend(doubts(design, link, (tube, &way), 0.0));
        sweep::bore(&mut mesh, &way);
    }
    for part in design.parts.iter().filter(|part| !part.bypassed) {
        envelope::add_to(&mut mesh, part);
    }
    product(design, &mesh, remarks)
}

/// Every tube as a piece to be printed: its bore, and a wall of this thickness (m) around it.
pub(super) fn pieces(design: &Design, wall: f64) -> Result<Product, ExportError> {
    let wall_mm = wall * 1e3;
    let mut mesh = Mesh::default();
    let mut remarks = Vec::new();
    for (link, tube, way) in tubes(design) {
        remarks.extend(doubts(design, link, (tube, &way), wall_mm));
        sweep::pipe(&mut mesh, &way, wall_mm);
    }
    product(design, &mesh, remarks)
}

fn product(design: &Design, mesh: &Mesh, remarks: Vec<String>) -> Result<Product, ExportError> {
    if mesh.is_empty() {
        return Err(ExportError::Lacks("body: no tube, and no driver's case"));
    }
    Ok(Product {
        remarks,
        ..stl::file(mesh, &trace::short(design, stl::HEADER)).into()
    })
}

/// Every tube that has a way and a length.
fn tubes(design: &Design) -> impl Iterator<Item = (&Link, &Tube, Way)> {
    let obstacles = Obstacles::of(design);
    design.links.iter().filter_map(move |link| {
        let LinkKind::Tube(tube) = &link.kind else {
            return None;
        };
        let depth = |end: &crate::design::LinkEnd| Some(design.part(end.part)?.depth_mm);
        let depths = [depth(&link.from)?, depth(&link.to)?];
        let points = path::path_among(&obstacles, link);
        Some((link, tube, Way::new(&points, depths, tube)?))
    })
}

/// Where a body with this wall (mm) is not what the tube is in the calculation.
fn doubts(design: &Design, link: &Link, (tube, way): (&Tube, &Way), wall: f64) -> Vec<String> {
    let mut doubts = Vec::new();
    let (body, length) = (way.length_mm(), tube.total_length() * 1e3);
    if (body - length).abs() > APART_MM {
        let words = |mm: f64| rounded(mm * 1e-3, &Unit::LENGTH, 4);
        let climbs = path::drawn_length(design, link) * 1e3 < body - APART_MM;
        let why = if climbs {
            "it climbs between parts of different depth"
        } else {
            "it is drawn so"
        };
        doubts.push(format!(
            "“{}” is {} long in the calculation, but its body {}: {why}",
            link.name,
            words(length),
            words(body)
        ));
    }
    if way.folds(wall) {
        doubts.push(format!(
            "“{}” bends more sharply than it is wide: its body cuts into itself there",
            link.name
        ));
    }
    doubts
}
