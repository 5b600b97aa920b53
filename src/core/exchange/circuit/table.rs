//! A driver's admittances as a table that is short and right between its rows.

use super::error::CircuitError;
use crate::{
    design::kinds::multiport::{Admittances, Around},
    exchange::Finding,
    quantity::text::round_to,
};
use num_complex::Complex64;

/// Band of the table, Hz: what any plot asks, and more for what follows from it in time.
const BAND: [f64; 2] = [5.0, 50e3];
/// Rows to begin with, four an octave, and most of all.
const FIRST_ROWS: u32 = 54;
const MOST_ROWS: usize = 1500;
/// Between two rows an admittance is off by at most this share of itself.
const NEAR: f64 = 1e-4;
/// What is this share of what its ports have to themselves is rounding.
const ROUNDING: f64 = 1e-9;

/// The n-th admittance.
pub(super) fn complex(y: &[[f64; 2]], n: usize) -> Complex64 {
    y.get(n)
        .map_or(Complex64::ZERO, |[re, im]| Complex64::new(*re, *im))
}

/// Rows as near to each other as it takes for what is read between them to be right.
pub(super) fn tabled(
    at: &impl Fn(f64) -> Result<Admittances, CircuitError>,
    findings: &mut Vec<Finding>,
) -> Result<Vec<Admittances>, CircuitError> {
    let step = (BAND[1] / BAND[0]).powf(1.0 / f64::from(FIRST_ROWS));
    let first = (0..=FIRST_ROWS).map(|n| BAND[0] * step.powf(f64::from(n)));
    let first = first.map(|f| at(round_to(f, 6)));
    let mut rows: Vec<Admittances> = first.collect::<Result<_, _>>()?;
    let between = |a: &Admittances, b: &Admittances| at(round_to((a.f * b.f).sqrt(), 9));
    let pairs = rows.iter().zip(rows.iter().skip(1));
    let mut middles: Vec<Admittances> = pairs
        .map(|(a, b)| between(a, b))
        .collect::<Result<_, _>>()?;
    loop {
        let far: Vec<bool> = middles
            .iter()
            .map(|middle| !is_near(&rows, middle))
            .collect();
        let wanted = far.iter().filter(|far| **far).count();
        if wanted == 0 {
            return Ok(rows);
        }
        if rows.len() + wanted > MOST_ROWS {
            findings.push(Finding::doubt(tr!(
                "{} rows of a table do not follow this circuit: a resonance is that sharp, or values are \
                 made of rounding",
                rows.len()
            )));
            return Ok(rows);
        }
        let (mut next, mut next_middles) = (Vec::new(), Vec::new());
        let mut all = rows.into_iter().peekable();
        for (middle, far) in middles.into_iter().zip(far) {
            let (Some(row), Some(after)) = (all.next(), all.peek()) else {
                break;
            };
            if far {
                next_middles.push(between(&row, &middle)?);
                next_middles.push(between(&middle, after)?);
                next.extend([row, middle]);
            } else {
                next_middles.push(middle);
                next.push(row);
            }
        }
        next.extend(all);
        (rows, middles) = (next, next_middles);
    }
}

/// Whether the table gives these admittances between its rows.
fn is_near(rows: &[Admittances], exact: &Admittances) -> bool {
    let Some(around) = Around::of(rows, exact.f) else {
        return false;
    };
    let ports = exact.ports();
    let own = |n: usize| complex(&exact.y, n * (ports + 1)).norm();
    (0..exact.y.len()).all(|n| {
        let [re, im] = around.y(n);
        let value = complex(&exact.y, n);
        let rounding = ROUNDING * (own(n / ports) * own(n % ports)).sqrt();
        (Complex64::new(re, im) - value).norm() <= NEAR * value.norm() + rounding
    })
}
