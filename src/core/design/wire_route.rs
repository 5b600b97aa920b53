//! Wires: horizontal and vertical stretches between two ports.

use super::{
    geometry::{PlacedPort, Point, add, scaled},
    path::WIRE_STUB_MM,
};

/// The points of a wire: straight out of each port, then along the axes through its way-points.
pub(super) fn route(from: &PlacedPort, to: &PlacedPort, way_points_mm: &[Point]) -> Vec<Point> {
    let (start, out) = stub(from);
    let (end, back) = stub(to);
    let mut points = vec![from.at_mm];
    let mut heading = out;
    push(&mut points, start);
    for &way_point in way_points_mm {
        heading = corner_to(&mut points, heading, way_point, None);
    }
    corner_to(&mut points, heading, end, back);
    push(&mut points, to.at_mm);
    points
}

/// Which way a stretch runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Axis {
    Horizontal,
    Vertical,
}

/// Where the wire is after its first straight bit, and the axis it runs along there.
fn stub(port: &PlacedPort) -> (Point, Option<Axis>) {
    let [x, y] = port.outward;
    if x == 0.0 && y == 0.0 {
        return (port.at_mm, None);
    }
    // A turned part's stub follows the nearer axis, so that every stretch stays upright or level.
    let (axis, out) = if x.abs() >= y.abs() {
        (Axis::Horizontal, [x.signum(), 0.0])
    } else {
        (Axis::Vertical, [0.0, y.signum()])
    };
    (add(port.at_mm, scaled(out, WIRE_STUB_MM)), Some(axis))
}

/// Goes to `target` with one corner, or two where both ends run the same way; returns the axis of
/// arrival.
fn corner_to(
    points: &mut Vec<Point>,
    heading: Option<Axis>,
    target: Point,
    arrival: Option<Axis>,
) -> Option<Axis> {
    let here = points.last().copied().unwrap_or(target);
    if here == target {
        return heading;
    }
    let first = heading.or(arrival.map(other)).unwrap_or(Axis::Horizontal);
    if arrival == Some(first) && here[0] != target[0] && here[1] != target[1] {
        // Out and in along the same axis: cross over half way.
        match first {
            Axis::Horizontal => {
                let x = f64::midpoint(here[0], target[0]);
                push(points, [x, here[1]]);
                push(points, [x, target[1]]);
            }
            Axis::Vertical => {
                let y = f64::midpoint(here[1], target[1]);
                push(points, [here[0], y]);
                push(points, [target[0], y]);
            }
        }
        push(points, target);
        return Some(first);
    }
    let corner = match first {
        Axis::Horizontal => [target[0], here[1]],
        Axis::Vertical => [here[0], target[1]],
    };
    push(points, corner);
    push(points, target);
    Some(if corner == target {
        first
    } else {
        other(first)
    })
}

fn other(axis: Axis) -> Axis {
    match axis {
        Axis::Horizontal => Axis::Vertical,
        Axis::Vertical => Axis::Horizontal,
    }
}

/// Adds a point unless the wire is already there.
fn push(points: &mut Vec<Point>, point: Point) {
    if points.last() != Some(&point) {
        points.push(point);
    }
}
