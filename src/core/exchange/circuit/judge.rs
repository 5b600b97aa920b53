//! What is odd about a driver's admittances: its units, its coupling, its power.

use super::{table::complex, units::AcousticUnits};
use crate::{
    design::{air::PLAIN_STIFFNESS, kinds::multiport::Admittances},
    exchange::Finding,
    quantity::text::round_to,
};
use num_complex::Complex64;
use std::f64::consts::TAU;

/// Where couplings and compliances are judged, Hz.
pub(super) const JUDGED_AT: f64 = 1e3;
/// Volumes that a driver's compliance may stand for, m³.
const VOLUMES: std::ops::Range<f64> = 1e-11..3e-4;

/// Says what is odd about a driver: its units, its coupling, its power.
pub(super) fn judge(
    judged: &Admittances,
    table: &[Admittances],
    units: AcousticUnits,
    findings: &mut Vec<Finding>,
) {
    let ports = judged.ports();
    let [out, back] = [ports, 1].map(|n| complex(&judged.y, n).norm());
    let other = match units {
        AcousticUnits::Si => AcousticUnits::Cgs,
        AcousticUnits::Cgs => AcousticUnits::Si,
    };
    // Of a reciprocal driver, A/Pa and m³/(s·V) are one number.
    let ratio = back / out;
    let [pascals, flow] = other.scales().map(f64::ln);
    let [own_pascals, own_flow] = units.scales().map(f64::ln);
    let by_other = ratio * (own_pascals - pascals + own_flow - flow).exp();
    let near = |ratio: f64| (ratio - 1.0).abs() < 0.05;
    let said = if out == 0.0 {
        Some(
            tr!("no voltage at the terminals moves the air at the front: is this the front?")
                .to_owned(),
        )
    } else if near(ratio) {
        None
    } else if near(by_other) {
        Some(tr!(
            "its coupling is that of {}, not of {}: choose these units",
            other.words(),
            units.words()
        ))
    } else if ratio < 1e-9 {
        // A compliance is spoken of as of a volume.
        let volume = complex(&judged.y, ports + 1).norm() * PLAIN_STIFFNESS / (TAU * JUDGED_AT);
        let mm3 = round_to(volume * 1e9, 2);
        findings.extend((!VOLUMES.contains(&volume)).then(|| {
            Finding::doubt(tr!(
                "at the front it gives way like {mm3} mm³ of air at 1 kHz, which no driver does: are \
                 its units {}?",
                other.words()
            ))
        }));
        Some(
            tr!("its coupling works in one direction only: the acoustic load is not felt at the terminals")
                .to_owned(),
        )
    } else {
        Some(tr!(
            "the air acts back on the terminals {} times as much as on a reciprocal driver's at 1 kHz: \
             are its units {}?",
            round_to(ratio, 2),
            other.words()
        ))
    };
    match said {
        Some(said) => findings.push(Finding::doubt(said)),
        None => findings.extend(
            table
                .iter()
                .find(|row| !is_passive(&row.y, ports))
                .map(|row| {
                    Finding::doubt(tr!(
                        "it gives out power of its own at {:.0} Hz, which no driver does",
                        row.f
                    ))
                }),
        ),
    }
}

/// Whether Y + Yᴴ has no negative eigenvalue but by rounding: its factors by Cholesky exist.
fn is_passive(y: &[[f64; 2]], ports: usize) -> bool {
    let own = |n: usize| complex(y, n * (ports + 1)).norm().max(f64::MIN_POSITIVE);
    let mut left: Vec<Vec<Complex64>> = (0..ports)
        .map(|a| {
            let entry = |b: usize| {
                let both = complex(y, a * ports + b) + complex(y, b * ports + a).conj();
                both / (own(a) * own(b)).sqrt() + if a == b { 1e-6 } else { 0.0 }
            };
            (0..ports).map(entry).collect()
        })
        .collect();
    for at in 0..ports {
        let pivot_row = left[at].clone();
        let pivot = pivot_row[at].re;
        if pivot <= 0.0 {
            return false;
        }
        for row in left.iter_mut().skip(at + 1) {
            let factor = row[at] / pivot;
            for (entry, over) in row.iter_mut().zip(&pivot_row) {
                *entry -= factor * over;
            }
        }
    }
    true
}
