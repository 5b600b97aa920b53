//! Triangles in space.

/// A place or a vector, mm.
pub(super) type V3 = nalgebra::Vector3<f64>;

/// A surface: triangles whose corners run counter-clockwise as seen from outside.
#[derive(Debug, Clone, Default)]
pub(super) struct Mesh {
    pub(super) triangles: Vec<[V3; 3]>,
}

impl Mesh {
    pub(super) fn is_empty(&self) -> bool {
        self.triangles.is_empty()
    }

    /// A band of triangles between two rings of as many corners, its outside to the right of the
    /// way from `a` to `b` along the ring.
    pub(super) fn band(&mut self, a: &[V3], b: &[V3]) {
        let next = |ring: &[V3]| {
            ring.iter()
                .copied()
                .cycle()
                .skip(1)
                .take(ring.len())
                .collect()
        };
        let (a_next, b_next): (Vec<V3>, Vec<V3>) = (next(a), next(b));
        for (((a, a_next), b), b_next) in a.iter().zip(a_next).zip(b).zip(b_next) {
            self.triangles.push([*a, a_next, b_next]);
            self.triangles.push([*a, b_next, *b]);
        }
    }

    /// Closes a ring that runs counter-clockwise as seen from outside.
    pub(super) fn cap(&mut self, ring: &[V3]) {
        let Some((first, rest)) = ring.split_first() else {
            return;
        };
        for pair in rest.windows(2) {
            if let [b, c] = *pair {
                self.triangles.push([*first, b, c]);
            }
        }
    }
}

/// A vector of length 1 in the same direction; zero stays zero.
pub(super) fn unit(a: V3) -> V3 {
    a.try_normalize(0.0).unwrap_or(a)
}
