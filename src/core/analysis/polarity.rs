//! Polarity holes: where two drivers of about the same level cancel.

use super::{Solution, spl};
use crate::noticed::OrNoticed as _;
use num_complex::Complex64;

/// Two drivers within this many dB are both heard.
pub const NEAR_DB: f64 = 6.0;
/// The total may fall this many dB below the larger of them before it is a hole.
pub const DEPTH_DB: f64 = 3.0;

/// A range of frequencies in which the two largest shares cancel.
#[derive(Debug, Clone, PartialEq)]
pub struct Hole {
    /// From, Hz.
    pub from: f64,
    /// To, Hz.
    pub to: f64,
    /// Deepest point, Hz.
    pub at: f64,
    /// How far the total lies below the larger share there, dB.
    pub depth_db: f64,
    /// The two drivers.
    pub drivers: [String; 2],
}

/// Every hole: wherever the two largest shares are within 6 dB of each other and the total is more
/// than 3 dB below the larger. Muted drivers are left out.
pub fn holes(solution: &Solution) -> Vec<Hole> {
    let Some(total) = &solution.drum_pressure else {
        return Vec::new();
    };
    let mut holes: Vec<Hole> = Vec::new();
    let mut open = false;
    for (i, (&f, total)) in solution.f.iter().zip(total).enumerate() {
        let found = loudest_two(solution, i).and_then(|[first, second]| {
            let near = first.level_db - second.level_db <= NEAR_DB;
            let level = spl::level_db(*total);
            let depth = first.level_db - level.max(spl::FLOOR_DB);
            (near && depth > DEPTH_DB)
                .then(|| (depth, [first, second].map(|share| share.name.to_owned())))
        });
        match (found, holes.last_mut().filter(|_| open)) {
            (Some((depth, drivers)), Some(hole)) => {
                hole.to = f;
                if depth > hole.depth_db {
                    hole.at = f;
                    hole.depth_db = depth;
                    hole.drivers = drivers;
                }
                open = true;
            }
            (Some((depth_db, drivers)), None) => {
                holes.push(Hole {
                    from: f,
                    to: f,
                    at: f,
                    depth_db,
                    drivers,
                });
                open = true;
            }
            (None, _) => open = false,
        }
    }
    holes
}

/// A driver's share at one frequency.
struct Share<'a> {
    level_db: f64,
    name: &'a str,
}

/// The two largest shares at a frequency, the larger one first. Logarithms are taken of these only:
/// there are many drivers, and many frequencies.
fn loudest_two(solution: &Solution, at: usize) -> Option<[Share<'_>; 2]> {
    let mut two = [(0.0, ""); 2];
    for share in solution.contributions.iter().filter(|share| !share.muted) {
        let size = share.pressure.get(at).map(Complex64::norm_sqr);
        let size = size.or_noticed(0.0, "a share at every frequency of the solution");
        if size > two[0].0 {
            two = [(size, &share.name), two[0]];
        } else if size > two[1].0 {
            two[1] = (size, &share.name);
        }
    }
    let two = two.map(|(size, name)| Share {
        level_db: spl::level_db(Complex64::from(size.sqrt())),
        name,
    });
    two.iter()
        .all(|share| share.level_db.is_finite())
        .then_some(two)
}
