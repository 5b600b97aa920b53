//! Round bodies along a way. Rings are polygons of the circle's area, so that volumes are right; each
//! lies in the plane that halves a bend, so that walls run on straight.

use super::{
    mesh::{Mesh, V3, unit},
    way::Way,
};
use std::f64::consts::TAU;

/// Corners of a ring.
const CORNERS: usize = 32;

/// The bore itself: the air in the tube.
pub(super) fn bore(mesh: &mut Mesh, way: &Way) {
    let rings = rings(way, 0.0, turn(mesh));
    close(mesh, &rings);
}

/// A tube with a wall (mm) around its bore, open at both ends.
pub(super) fn pipe(mesh: &mut Mesh, way: &Way, wall: f64) {
    let turn = turn(mesh);
    let mut around = rings(way, wall, turn);
    around.extend(rings(way, 0.0, turn).into_iter().rev());
    let back = around.first().cloned();
    for pair in around.windows(2) {
        if let [a, b] = pair {
            mesh.band(a, b);
        }
    }
    if let (Some(last), Some(first)) = (around.last(), &back) {
        mesh.band(last, first);
    }
}

/// Closes rings to a body.
pub(super) fn close(mesh: &mut Mesh, rings: &[Vec<V3>]) {
    let (Some(first), Some(last)) = (rings.first(), rings.last()) else {
        return;
    };
    let mut start = first.clone();
    start.reverse();
    mesh.cap(&start);
    for pair in rings.windows(2) {
        if let [a, b] = pair {
            mesh.band(a, b);
        }
    }
    mesh.cap(last);
}

/// Where the rings of the next body begin: at no two bodies' the same, or openings that meet would
/// share corners and no longer be two bodies to those who read them.
fn turn(mesh: &Mesh) -> f64 {
    (mesh.triangles.len() as f64 * 0.618_034).fract() * TAU / CORNERS as f64
}

fn rings(way: &Way, wall: f64, turn: f64) -> Vec<Vec<V3>> {
    let angles = corners(CORNERS, turn);
    let Some(first) = way.stations.first() else {
        return Vec::new();
    };
    let mut frame = frame(first.directions[0]);
    // The wall is to be as thick as it is said to be, not its polygon's corners.
    let equal = equal_area(CORNERS);
    way.stations
        .iter()
        .map(|station| {
            let outer = (station.radius + wall) * equal;
            let (ring, beyond) = station.ring(frame, outer - station.radius, &angles);
            frame = beyond;
            ring
        })
        .collect()
}

/// Angles of a polygon's corners.
pub(super) fn corners(count: usize, turn: f64) -> Vec<f64> {
    let angle = |n: usize| turn + TAU * n as f64 / count as f64;
    (0..count).map(angle).collect()
}

/// How much further out the corners of a polygon lie than the circle of the same area.
pub(super) fn equal_area(count: usize) -> f64 {
    let step = TAU / count as f64;
    (step / step.sin()).sqrt()
}

/// Two unit vectors across a direction, which make a right-handed frame behind it.
pub(super) fn frame(direction: V3) -> [V3; 2] {
    let helper = if direction.z.abs() < 0.9 {
        V3::z()
    } else {
        V3::x()
    };
    let first = unit(helper.cross(&direction));
    [first, direction.cross(&first)]
}
