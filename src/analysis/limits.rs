//! What a drive asks of drivers, source and ears that they do not bear: told, not drawn.

use super::{Contribution, Solution, spl};
use crate::{
    design::{Design, PartKind, Problem, Severity, Subject},
    quantity::{Unit, text},
};
use num_complex::Complex64;

/// Louder than this, dB SPL, no driver for ears plays and no ear should hear: pain begins at 130.
const LOUDEST_DB: f64 = 150.0;
/// More than this, V rms, no headphone amplifier gives.
const HIGHEST_DRIVE: f64 = 20.0;
/// Less than this, V rms, is below the noise of any player.
const LOWEST_DRIVE: f64 = 10e-6;

/// Power the coils of a kind customarily bear, W: data sheets rarely say, so twice of it is told.
mod bears {
    /// A voice coil of up to 20 mm.
    pub(super) const IN_EAR_COIL: f64 = 30e-3;
    /// A voice coil in a headphone.
    pub(super) const HEADPHONE_COIL: f64 = 0.5;
    /// One armature.
    pub(super) const ARMATURE: f64 = 20e-3;
    /// Traces on the diaphragm of an in-ear.
    pub(super) const IN_EAR_TRACES: f64 = 0.1;
    /// Traces on the diaphragm of a headphone.
    pub(super) const HEADPHONE_TRACES: f64 = 2.0;
}

/// Diaphragms up to this area, m², are for the ear.
const IN_EAR_AREA: f64 = 320e-6;

/// What is asked too much of, in document order: the drive, then each driver's excursion and power.
pub fn limits(design: &Design, solution: &Solution) -> Vec<Problem> {
    let mut problems: Vec<Problem> = drive(design).into_iter().collect();
    problems.extend(loudness(solution));
    for share in &solution.contributions {
        let Some(part) = design.part(share.part) else {
            continue;
        };
        problems.extend(excursion(&part.kind, share, &solution.f));
        problems.extend(power(&part.kind, share, &solution.f));
    }
    problems
}

/// A drive that nothing gives.
fn drive(design: &Design) -> Option<Problem> {
    let emf = design.drive.emf();
    let volts = text::rounded(emf, &Unit::VOLT, 3);
    let message = if emf > HIGHEST_DRIVE {
        format!(
            "The drive is {volts}: players give up to 2 V, amplifiers for headphones up to 10 V. Lower it in the bar at the top"
        )
    } else if emf > 0.0 && emf < LOWEST_DRIVE {
        format!(
            "The drive is only {volts}, below the noise of any player. Raise it in the bar at the top"
        )
    } else {
        return None;
    };
    Some(warning(Subject::Design, message))
}

/// A level that nobody hears twice.
fn loudness(solution: &Solution) -> Option<Problem> {
    let pressures = solution.drum_pressure.as_ref()?;
    let (f, most) = greatest(&solution.f, pressures)?;
    let level = spl::level_db(Complex64::from(most));
    (level > LOUDEST_DB).then(|| {
        let message = format!(
            "The level reaches {level:.0} dB at {}: drivers do not play that loud, and pain begins at 130 dB. Lower the drive",
            hertz(f)
        );
        warning(Subject::Design, message)
    })
}

/// A diaphragm that would leave its linear range.
fn excursion(kind: &PartKind, share: &Contribution, f: &[f64]) -> Option<Problem> {
    let limit = excursion_limit(kind)?;
    let (at, most) = greatest(f, share.excursion.as_ref()?)?;
    let peak = most * std::f64::consts::SQRT_2;
    (peak > limit).then(|| {
        let message = format!(
            "“{}” would move {} at {}, beyond its Xmax of {}: lower the drive, or keep bass from it by a high-pass",
            share.name,
            text::rounded(peak, &Unit::LENGTH, 3),
            hertz(at),
            text::rounded(limit, &Unit::LENGTH, 3),
        );
        warning(Subject::Part(share.part), message)
    })
}

/// A coil that would grow hot. What its resistance takes of the whole voltage is the most it can be.
fn power(kind: &PartKind, share: &Contribution, f: &[f64]) -> Option<Problem> {
    let (resistance, rating) = coil(kind)?;
    let (at, volts) = greatest(f, &share.voltage)?;
    let power = volts * volts / resistance;
    (resistance > 0.0 && power > 2.0 * rating).then(|| {
        let message = format!(
            "“{}” would take up to {} at {}; coils of its kind bear about {}: lower the drive, or put a resistor in front of it",
            share.name,
            text::rounded(power, &Unit::WATT, 2),
            hertz(at),
            text::rounded(rating, &Unit::WATT, 2),
        );
        warning(Subject::Part(share.part), message)
    })
}

/// Greatest linear excursion of a driver, m peak, where it is stated.
pub fn excursion_limit(kind: &PartKind) -> Option<f64> {
    match kind {
        PartKind::MovingCoil(driver) => Some(driver.xmax),
        PartKind::Planar(driver) => Some(driver.xmax),
        _ => None,
    }
    .filter(|limit| *limit > 0.0)
}

/// The resistance of a driver's coil, Ω, and the power it bears, W; absent for what has no coil.
fn coil(kind: &PartKind) -> Option<(f64, f64)> {
    Some(match kind {
        PartKind::MovingCoil(driver) if driver.sd <= IN_EAR_AREA => (driver.re, bears::IN_EAR_COIL),
        PartKind::MovingCoil(driver) => (driver.re, bears::HEADPHONE_COIL),
        PartKind::Planar(driver) if driver.sd <= IN_EAR_AREA => (driver.re, bears::IN_EAR_TRACES),
        PartKind::Planar(driver) => (driver.re, bears::HEADPHONE_TRACES),
        PartKind::Armature(driver) => (driver.re, bears::ARMATURE),
        _ => return None,
    })
}

/// Where a spectrum is greatest, and how great.
fn greatest(f: &[f64], spectrum: &[Complex64]) -> Option<(f64, f64)> {
    f.iter()
        .zip(spectrum)
        .map(|(f, value)| (*f, value.norm()))
        .filter(|(_, size)| size.is_finite())
        .max_by(|a, b| a.1.total_cmp(&b.1))
}

fn hertz(f: f64) -> String {
    text::rounded(f, &Unit::HERTZ, 2)
}

fn warning(subject: Subject, message: String) -> Problem {
    Problem {
        severity: Severity::Warning,
        subject,
        message,
    }
}
