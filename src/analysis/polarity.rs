//! Polarity holes: where two drivers of about the same level cancel.

use super::{Solution, spl};

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
        let mut shares: Vec<(f64, &str)> = solution
            .contributions
            .iter()
            .filter(|share| !share.muted)
            .filter_map(|share| Some((spl::level_db(*share.pressure.get(i)?), share.name.as_str())))
            .filter(|(level, _)| level.is_finite())
            .collect();
        shares.sort_by(|a, b| b.0.total_cmp(&a.0));
        let found = match shares.as_slice() {
            [(first, a), (second, b), ..] if first - second <= NEAR_DB => {
                let level = spl::level_db(*total);
                let depth = first
                    - if level.is_finite() {
                        level
                    } else {
                        spl::FLOOR_DB
                    };
                (depth > DEPTH_DB).then(|| (depth, [(*a).to_owned(), (*b).to_owned()]))
            }
            _ => None,
        };
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
