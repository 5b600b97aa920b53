//! The triangles of an STL file, ASCII or binary, with their corners welded together.

use super::{Axis, OutlineError, Sides};
use rustc_hash::FxHashMap;

type Corner = [f64; 3];

/// Bytes ahead of the triangles: a remark and their count.
const HEAD: usize = 84;
/// Bytes of a triangle: normal, three corners, two bytes of attributes.
const FACET: usize = 50;

/// Triangles that know their neighbours by common corners.
pub(super) struct Facets {
    pub(super) corners: Vec<Corner>,
    /// Corners of each triangle.
    pub(super) triangles: Vec<[u32; 3]>,
    /// Edges that are not those of two triangles each.
    pub(super) open_edges: usize,
}

/// Whether these bytes are a mesh.
pub(in super::super) fn is(bytes: &[u8]) -> bool {
    is_binary(bytes) || is_ascii(bytes)
}

/// A binary one is as long as its count of triangles says, whatever its remark begins with.
pub(in crate::exchange) fn is_binary(bytes: &[u8]) -> bool {
    let count = bytes.get(80..HEAD).and_then(|count| count.try_into().ok());
    count.is_some_and(|count| {
        let count = u64::from(u32::from_le_bytes(count));
        let length = count.checked_mul(FACET as u64).map(|all| all + HEAD as u64);
        count > 0 && length == Some(bytes.len() as u64)
    })
}

fn is_ascii(bytes: &[u8]) -> bool {
    let head = bytes.get(..2000).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head).to_lowercase();
    head.trim_start().starts_with("solid") && head.contains("facet")
}

impl Facets {
    pub(super) fn of(bytes: &[u8]) -> Result<Self, OutlineError> {
        let corners = if is_binary(bytes) {
            binary(bytes)
        } else {
            ascii(&String::from_utf8_lossy(bytes))?
        };
        let is_far = |corner: &Corner| corner.iter().any(|at| !at.is_finite() || at.abs() > 1e6);
        if corners.iter().any(is_far) {
            return Err(OutlineError::Stl(
                tr!("this STL mesh has corners that are no places: the file is damaged").to_owned(),
            ));
        }
        let mut facets = Self {
            corners: Vec::new(),
            triangles: Vec::new(),
            open_edges: 0,
        };
        facets.weld(&corners);
        facets.open_edges = facets.open_edges();
        let [low, high] = facets.bounds();
        if low.iter().zip(high).any(|(low, high)| !(high > *low)) {
            return Err(OutlineError::Stl(
                tr!("this STL mesh is flat: it encloses nothing").to_owned(),
            ));
        }
        Ok(facets)
    }

    /// Corners at the very same place are one; triangles without an area go.
    fn weld(&mut self, corners: &[Corner]) {
        let mut known: FxHashMap<[u64; 3], u32> = FxHashMap::default();
        let mut place = |corner: &Corner| {
            // Minus zero is zero.
            let corner = corner.map(|at| at + 0.0);
            let next = u32::try_from(self.corners.len()).unwrap_or(u32::MAX);
            *known.entry(corner.map(f64::to_bits)).or_insert_with(|| {
                self.corners.push(corner);
                next
            })
        };
        for three in corners.chunks_exact(3) {
            if let [a, b, c] = three {
                let [a, b, c] = [place(a), place(b), place(c)];
                if a != b && b != c && c != a {
                    self.triangles.push([a, b, c]);
                }
            }
        }
    }

    fn open_edges(&self) -> usize {
        let mut uses: FxHashMap<[u32; 2], u32> = FxHashMap::default();
        for [a, b, c] in &self.triangles {
            for [from, to] in [[*a, *b], [*b, *c], [*c, *a]] {
                *uses.entry([from.min(to), from.max(to)]).or_default() += 1;
            }
        }
        // Bodies that touch share an edge of four.
        uses.values().filter(|uses| *uses % 2 != 0).count()
    }

    pub(super) fn corner(&self, at: u32) -> Corner {
        self.corners.get(at as usize).copied().unwrap_or_default()
    }

    fn bounds(&self) -> [Corner; 2] {
        let ends = |least: f64, of: fn(f64, f64) -> f64| {
            let all = self.corners.iter();
            all.fold([least; 3], |[x, y, z], [a, b, c]| {
                [of(x, *a), of(y, *b), of(z, *c)]
            })
        };
        [
            ends(f64::INFINITY, f64::min),
            ends(f64::NEG_INFINITY, f64::max),
        ]
    }

    /// Lowest and highest place.
    pub(super) fn height(&self) -> [f64; 2] {
        let [[_, _, low], [_, _, high]] = self.bounds();
        [low, high]
    }

    /// Turns it, right-handed, so that an axis points at whoever looks; unless one is chosen, that of
    /// its shortest side.
    pub(super) fn turn_up(&mut self, chosen: Option<Axis>) -> Sides {
        let [[x0, y0, z0], [x1, y1, z1]] = self.bounds();
        let [x, y, z] = [x1 - x0, y1 - y0, z1 - z0];
        let shortest = if z <= x && z <= y {
            Axis::Z
        } else if y <= x {
            Axis::Y
        } else {
            Axis::X
        };
        let depth = chosen.unwrap_or(shortest);
        let turn: fn(Corner) -> Corner = match depth {
            Axis::X => |[x, y, z]| [y, z, x],
            Axis::Y => |[x, y, z]| [z, x, y],
            Axis::Z => |corner| corner,
        };
        for corner in &mut self.corners {
            *corner = turn(*corner);
        }
        let [a, b, up] = turn([x, y, z]);
        Sides {
            depth,
            is_chosen: chosen.is_some(),
            longest: a.max(b),
            ratio: up / a.min(b),
        }
    }
}

fn binary(bytes: &[u8]) -> Vec<Corner> {
    let number = |bytes: &[u8], n: usize| {
        let four = bytes.get(4 * n..4 * n + 4);
        let four = four.and_then(|four| four.try_into().ok());
        four.map_or(f64::NAN, |four| f64::from(f32::from_le_bytes(four)))
    };
    let facets = bytes.get(HEAD..).unwrap_or_default().chunks_exact(FACET);
    let corner = |facet: &[u8], n: usize| [0, 1, 2].map(|axis| number(facet, 3 * n + axis));
    facets
        .flat_map(|facet| [1, 2, 3].map(|n| corner(facet, n)))
        .collect()
}

fn ascii(text: &str) -> Result<Vec<Corner>, OutlineError> {
    let mut corners = Vec::new();
    let mut ended = false;
    for (n, line) in text.lines().enumerate() {
        let mut words = line.split_whitespace();
        let first = words.next().unwrap_or("");
        ended |= first.eq_ignore_ascii_case("endsolid");
        if !first.eq_ignore_ascii_case("vertex") {
            continue;
        }
        let mut next = || words.next().and_then(|word| word.parse::<f64>().ok());
        let (Some(x), Some(y), Some(z)) = (next(), next(), next()) else {
            return Err(OutlineError::Stl(tr!(
                "line {} of this STL mesh is no corner (three numbers): the file is damaged",
                n + 1
            )));
        };
        corners.push([x, y, z]);
    }
    if !ended || corners.len() % 3 != 0 {
        return Err(OutlineError::Stl(
            tr!("this STL mesh stops in its middle (no “endsolid”): the file is damaged")
                .to_owned(),
        ));
    }
    Ok(corners)
}
