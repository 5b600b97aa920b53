//! Cutting a drawn path (a row of points in mm).

use super::shape::Point;
use crate::design::path::{at_length, polyline_length, segments};

/// The place at a distance along it (mm) and the unit direction there; beyond the ends: the ends.
pub fn at(path: &[Point], along_mm: f64) -> (Point, Point) {
    at_length(path, along_mm).map_or_else(
        || (path.first().copied().unwrap_or([0.0; 2]), [1.0, 0.0]),
        |on| (on.at_mm, on.direction),
    )
}

/// Its length, mm.
pub fn length(path: &[Point]) -> f64 {
    polyline_length(path)
}

/// The piece of it between two distances, mm, ends included.
pub fn between(path: &[Point], from_mm: f64, to_mm: f64) -> Vec<Point> {
    let mut cut = vec![at(path, from_mm).0];
    let mut along = 0.0;
    for (a, b) in segments(path) {
        along += (b[0] - a[0]).hypot(b[1] - a[1]);
        if along > from_mm + 1e-9 && along < to_mm - 1e-9 {
            cut.push(b);
        }
    }
    cut.push(at(path, to_mm).0);
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_keeps_the_corners_within() {
        let bent = [[0.0, 0.0], [4.0, 0.0], [4.0, 3.0]];
        assert_eq!(
            between(&bent, 3.0, 5.0),
            vec![[3.0, 0.0], [4.0, 0.0], [4.0, 1.0]]
        );
        assert_eq!(
            between(&bent, 0.0, 4.0),
            vec![[0.0, 0.0], [4.0, 0.0]],
            "a corner at the end is not doubled"
        );
    }
}
