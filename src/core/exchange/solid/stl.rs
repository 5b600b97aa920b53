//! Binary STL: a remark of 80 bytes, the count, and 50 bytes a triangle.

use super::mesh::{Mesh, unit};

/// Bytes of the remark ahead.
pub(super) const HEADER: usize = 80;

/// The file.
pub(super) fn file(mesh: &Mesh, remark: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(HEADER + 4 + 50 * mesh.triangles.len());
    out.extend(remark.bytes().take(HEADER));
    out.resize(HEADER, b' ');
    let count = u32::try_from(mesh.triangles.len()).unwrap_or(u32::MAX);
    out.extend(count.to_le_bytes());
    for [a, b, c] in &mesh.triangles {
        let normal = unit((b - a).cross(&(c - a)));
        for number in [&normal, a, b, c].into_iter().flatten() {
            #[allow(clippy::cast_possible_truncation, reason = "the format's numbers")]
            out.extend((*number as f32).to_le_bytes());
        }
        out.extend([0, 0]);
    }
    out
}
