//! The case of a driver and its spout, as bodies.

use super::{
    mesh::{Mesh, V3},
    sweep::{close, corners, equal_area, frame},
};
use crate::design::{Part, kinds::common::Case};

/// Corners of a round case.
const CORNERS: usize = 64;

/// Adds a part's case, where it has one: a box or a cylinder around its axis, and a cylinder of the
/// spout's bore (its wall is not known).
pub(super) fn add_to(mesh: &mut Mesh, part: &Part) {
    let Some(case) = part.kind.case() else {
        return;
    };
    let [length, width, height] = case.extents_mm();
    if !(length > 0.0 && width > 0.0 && height > 0.0) {
        return;
    }
    let half = length / 2.0;
    match case {
        Case::Box { .. } => {
            let [y, z] = [width / 2.0, height / 2.0];
            let ring = |x: f64| [[-y, -z], [y, -z], [y, z], [-y, z]].map(|[y, z]| (x, y, z));
            let place = |(x, y, z): (f64, f64, f64)| {
                let [x, y] = part.canvas_from_part([x, y]);
                V3::new(x, -y, part.depth_mm + z)
            };
            let mut rings = [-half, half].map(|x| ring(x).map(place).to_vec());
            // Seen along the axis the corners are to run as those of a cylinder do.
            if !runs_right(part) {
                for ring in &mut rings {
                    ring.reverse();
                }
            }
            close(mesh, &rings);
        }
        Case::Round { .. } => cylinder(mesh, part, [-half, half], width),
    }
    if let Some([stub, bore]) = part.kind.spout_mm()
        && stub > 0.0
        && bore > 0.0
    {
        cylinder(mesh, part, [half, half + stub], bore);
    }
}

/// Whether y across the part, up and its axis make a right-handed frame as they are placed.
fn runs_right(part: &Part) -> bool {
    let [along, across] = [[1.0, 0.0], [0.0, 1.0]].map(|to| part.canvas_direction(to));
    // y is turned over: canvas to space.
    -(along[0] * across[1] - along[1] * across[0]) > 0.0
}

/// A cylinder around the part's axis, from one place on it to another, mm.
fn cylinder(mesh: &mut Mesh, part: &Part, ends: [f64; 2], diameter: f64) {
    let [x, y] = part.canvas_direction([1.0, 0.0]);
    let [e1, e2] = frame(V3::new(x, -y, 0.0));
    let radius = diameter / 2.0 * equal_area(CORNERS);
    let rings = ends.map(|along| {
        let [x, y] = part.canvas_from_part([along, 0.0]);
        let middle = V3::new(x, -y, part.depth_mm);
        corners(CORNERS, 0.0)
            .into_iter()
            .map(|angle| {
                let (sin, cos) = angle.sin_cos();
                middle + (e1 * cos + e2 * sin) * radius
            })
            .collect()
    });
    close(mesh, &rings);
}
