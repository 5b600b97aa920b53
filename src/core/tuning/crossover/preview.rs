//! A proposed crossover before and after, as solved with it in place.

use super::{CrossoverError, Proposal, Topology, Wish, ends, fit::db, load::transfer, propose};
use crate::{
    analysis::interpolate,
    design::{Design, PartId},
    network::{Solver, log_grid},
};
use std::sync::Arc;

/// What the curves of a preview are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Voltage at the driver over that at the source, dB.
    Transfer,
    /// Impedance at the driver's terminals, Ω.
    Impedance,
}

/// A proposal with its curves.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// The proposal.
    pub proposal: Proposal,
    /// What the curves are.
    pub shown: Shown,
    /// Frequencies, Hz.
    pub f: Arc<[f64]>,
    /// Before; absent where the driver was not wired.
    pub before: Option<Vec<f64>>,
    /// After, with the parts in stock.
    pub after: Vec<f64>,
    /// What was wanted, at the level that was wished.
    pub wanted: Vec<f64>,
    /// Where the corners came to lie, Hz, in the order of `Wish::corners`; NaN where nowhere.
    pub corners: Vec<f64>,
    /// Level in the pass band, dB.
    pub pass_db: f64,
    /// By how much the reference level is higher than wished, dB, counted from what was there before.
    pub off_db: f64,
    /// Slope from one to two octaves beyond the corner, dB an octave; absent where there is none.
    pub slope_db: Option<f64>,
}

/// Points of the curves.
const POINTS: usize = 240;

/// Proposes a crossover and solves the design with it.
///
/// # Errors
/// As [`propose`].
pub fn preview(
    solver: &mut Solver,
    design: &Design,
    driver: PartId,
    wish: &Wish,
    replace: bool,
) -> Result<Preview, CrossoverError> {
    let proposal = propose(solver, design, driver, wish, replace)?;
    let with = design.apply(&proposal.edit)?;
    let f = log_grid(POINTS, 20.0, 20_000.0);
    if wish.topology == Topology::Zobel {
        return impedances(solver, [design, &with], driver, f, wish, proposal);
    }
    let mut level = |design: &Design| -> Option<Vec<f64>> {
        let ratio = transfer(solver, design, driver, &f)?;
        let level: Vec<f64> = ratio.into_iter().map(db).collect();
        level.iter().all(|db| db.is_finite()).then_some(level)
    };
    let before = level(design);
    let after = level(&with).ok_or(CrossoverError::NoLoad)?;
    // What stays in front of it counts as the level it starts from.
    let base = before.clone().filter(|_| !replace);
    let at = |curve: &[f64], at: f64| interpolate::at_log(&f, curve, at).unwrap_or(f64::NAN);
    let relative: Vec<f64> = match &base {
        Some(base) => after.iter().zip(base).map(|(a, b)| a - b).collect(),
        None => after.clone(),
    };
    let shape = |f: f64| db(wish.shape(f));
    let off_db = at(&relative, wish.reference()) - shape(wish.reference());
    // Corners are counted from the pass band as it came out; a pad has none.
    let off = if wish.topology == Topology::LPad {
        0.0
    } else {
        off_db
    };
    let wanted = f
        .iter()
        .enumerate()
        .map(|(n, &f)| {
            let base = base.as_ref().and_then(|base| base.get(n)).unwrap_or(&0.0);
            shape(f) + base
        })
        .collect();
    let corners = wish
        .corners()
        .into_iter()
        .map(|corner| crossing(&f, &relative, shape(corner) + off, corner))
        .collect();
    Ok(Preview {
        pass_db: at(&after, wish.reference()),
        off_db,
        slope_db: slope(wish, |f| at(&relative, f)),
        proposal,
        shown: Shown::Transfer,
        f,
        before,
        after,
        wanted,
        corners,
    })
}

/// A Zobel is seen in the impedance.
fn impedances(
    solver: &mut Solver,
    [before, after]: [&Design; 2],
    driver: PartId,
    f: Arc<[f64]>,
    wish: &Wish,
    proposal: Proposal,
) -> Result<Preview, CrossoverError> {
    let mut size = |design: &Design| -> Result<Option<Vec<f64>>, CrossoverError> {
        let ends = ends(solver, design, driver, &f)?;
        Ok(ends.map(|ends| ends.iter().map(|ends| ends.load.norm()).collect()))
    };
    let before = size(before)?;
    let after = size(after)?.ok_or(CrossoverError::NoLoad)?;
    let resistance = interpolate::at_log(&f, &after, wish.f).unwrap_or(f64::NAN);
    let wanted = f
        .iter()
        .map(|f| if *f < wish.f { f64::NAN } else { resistance })
        .collect();
    Ok(Preview {
        proposal,
        shown: Shown::Impedance,
        f,
        before,
        after,
        wanted,
        corners: Vec::new(),
        pass_db: 0.0,
        off_db: 0.0,
        slope_db: None,
    })
}

/// Where a curve comes to a level, nearest to a frequency, Hz.
fn crossing(f: &[f64], curve: &[f64], level: f64, near: f64) -> f64 {
    let far = |f: f64| (f / near).ln().abs();
    f.windows(2)
        .zip(curve.windows(2))
        .filter_map(|(f, y)| match (f, y) {
            ([f0, f1], [y0, y1]) if (y0 - level) * (y1 - level) <= 0.0 && y0 != y1 => {
                let t = (level - y0) / (y1 - y0);
                Some(f0 * (f1 / f0).powf(t))
            }
            _ => None,
        })
        .min_by(|a, b| far(*a).total_cmp(&far(*b)))
        .unwrap_or(f64::NAN)
}

/// Slope beyond the corner, where there is one and room for it, dB an octave.
fn slope(wish: &Wish, level: impl Fn(f64) -> f64) -> Option<f64> {
    let [from, to] = match wish.topology {
        Topology::LowPass1 | Topology::LowPass2 | Topology::LowPass3 | Topology::LowPassRc => {
            [2.0 * wish.f, 4.0 * wish.f]
        }
        Topology::HighPass1 | Topology::HighPass2 | Topology::HighPass3 | Topology::HighPassRc => {
            [wish.f / 2.0, wish.f / 4.0]
        }
        _ => return None,
    };
    let slope = level(to) - level(from);
    slope.is_finite().then_some(slope)
}
