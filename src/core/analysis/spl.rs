//! Sound pressure level at the drum.

use super::{Contribution, Curve, Role, Solution};
use crate::physics::level::{REFERENCE_PRESSURE, level_of_square};
use num_complex::Complex64;

/// Below this level, dB, there is no sound to speak of: rounding, or a driver that is not
/// connected. A curve has a gap there.
pub const FLOOR_DB: f64 = -200.0;

/// Whether the level of a pressure (Pa rms) is above `db`, dB re 20 µPa; a pressure that is no number
/// is above none.
pub fn is_above(pressure: Complex64, db: f64) -> bool {
    let ratio = pressure.norm_sqr() / (REFERENCE_PRESSURE * REFERENCE_PRESSURE);
    ratio.is_finite() && ratio > 10.0_f64.powf(0.1 * db.max(FLOOR_DB))
}

/// Level of a pressure (Pa rms), dB re 20 µPa; NaN (a gap) where there is none.
pub fn level_db(pressure: Complex64) -> f64 {
    let level = level_of_square(pressure.norm_sqr());
    if level.is_finite() && level >= FLOOR_DB {
        level
    } else {
        f64::NAN
    }
}

/// Levels of many pressures.
pub fn levels_db(pressures: &[Complex64]) -> Vec<f64> {
    pressures.iter().copied().map(level_db).collect()
}

/// Level of all drivers together; absent without a joined ear.
pub fn total(solution: &Solution) -> Option<Curve> {
    solution.drum_pressure.as_ref().map(|pressure| Curve {
        name: tr!("Total").to_owned(),
        role: Role::Total,
        x: solution.f.clone(),
        y: levels_db(pressure),
    })
}

/// Level of each driver's share, in document order.
pub fn contributions(solution: &Solution) -> Vec<Curve> {
    solution
        .contributions
        .iter()
        .enumerate()
        .map(|(n, contribution)| Curve {
            name: contribution_name(contribution),
            role: Role::Driver(contribution.part, n),
            x: solution.f.clone(),
            y: levels_db(&contribution.pressure),
        })
        .collect()
}

/// The name of a driver's curve: a muted driver says so.
pub fn contribution_name(contribution: &Contribution) -> String {
    if contribution.muted {
        tr!("{} (muted)", contribution.name)
    } else {
        contribution.name.clone()
    }
}
