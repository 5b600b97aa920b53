//! Filling polygons: cut into triangles, since a screen fills convex shapes only.

use super::Point;

fn cross(a: Point, b: Point, c: Point) -> f64 {
    (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
}

/// Whether a polygon bends one way only.
pub fn is_convex(points: &[Point]) -> bool {
    let count = points.len();
    let mut signs = (false, false);
    for i in 0..count {
        let pick = |k: usize| points.get((i + k) % count).copied().unwrap_or([0.0; 2]);
        let turn = cross(pick(0), pick(1), pick(2));
        signs = (signs.0 || turn > 1e-12, signs.1 || turn < -1e-12);
    }
    !(signs.0 && signs.1)
}

/// Cuts a polygon that does not cross itself into triangles (ear clipping); the numbers are
/// indices of its points. A polygon that cannot be cut further keeps what was found.
pub fn triangles(points: &[Point]) -> Vec<[u32; 3]> {
    let Ok(count) = u32::try_from(points.len()) else {
        return Vec::new();
    };
    if count < 3 {
        return Vec::new();
    }
    let at = |i: u32| points.get(i as usize).copied().unwrap_or([0.0; 2]);
    let area: f64 = (0..count)
        .map(|i| {
            let (a, b) = (at(i), at((i + 1) % count));
            a[0] * b[1] - b[0] * a[1]
        })
        .sum();
    let turn = area.signum();
    let mut left: Vec<u32> = (0..count).collect();
    let mut found = Vec::with_capacity(points.len() - 2);
    while left.len() > 3 {
        let n = left.len();
        let pick = |k: usize| left.get(k % n).copied().unwrap_or(0);
        let ear = (0..n).find(|&k| {
            let [ia, ib, ic] = [pick(k + n - 1), pick(k), pick(k + 1)];
            let [a, b, c] = [at(ia), at(ib), at(ic)];
            cross(a, b, c) * turn > 0.0
                && left
                    .iter()
                    .filter(|&&i| i != ia && i != ib && i != ic)
                    .all(|&i| !within(at(i), a, b, c, turn))
        });
        let Some(ear) = ear else { break };
        found.push([pick(ear + n - 1), pick(ear), pick(ear + 1)]);
        left.remove(ear);
    }
    if let [a, b, c] = left[..] {
        found.push([a, b, c]);
    }
    found
}

fn within(p: Point, a: Point, b: Point, c: Point, turn: f64) -> bool {
    cross(a, b, p) * turn >= 0.0 && cross(b, c, p) * turn >= 0.0 && cross(c, a, p) * turn >= 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn triangles_cover_a_concave_polygon_exactly() {
        // An L of area 3.
        let shape = [
            [0.0, 0.0],
            [2.0, 0.0],
            [2.0, 1.0],
            [1.0, 1.0],
            [1.0, 2.0],
            [0.0, 2.0],
        ];
        for points in [shape.to_vec(), shape.iter().rev().copied().collect()] {
            assert!(!is_convex(&points));
            let cut = triangles(&points);
            assert_eq!(cut.len(), 4);
            let area: f64 = cut
                .iter()
                .map(|t| {
                    let [a, b, c] = t.map(|i| points[i as usize]);
                    0.5 * cross(a, b, c).abs()
                })
                .sum();
            assert!((area - 3.0).abs() < 1e-12, "{area}");
        }
    }

    #[test]
    fn a_box_is_convex() {
        assert!(is_convex(&[[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]]));
    }
}
