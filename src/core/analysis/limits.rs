//! What a drive asks of drivers, source and ears that they do not bear: told, not drawn.

use super::{Contribution, Solution, spl};
use crate::{
    design::{
        Design, PartKind, Problem, Subject,
        kinds::burden::{Bound, Strain},
    },
    quantity::{Unit, text},
};
use num_complex::Complex64;

/// Louder than this, dB SPL, no driver for ears plays and no ear should hear: pain begins at 130.
const LOUDEST_DB: f64 = 150.0;
/// More than this, V rms, no headphone amplifier gives.
const HIGHEST_DRIVE: f64 = 20.0;
/// Less than this, V rms, is below the noise of any player.
const LOWEST_DRIVE: f64 = 10e-6;

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
        tr!(
            "The drive is {volts}: players give up to 2 V, amplifiers for headphones up to 10 V. Lower it in the bar at the top"
        )
    } else if emf > 0.0 && emf < LOWEST_DRIVE {
        tr!(
            "The drive is only {volts}, below the noise of any player. Raise it in the bar at the top"
        )
    } else {
        return None;
    };
    Some(Problem::warning(Subject::Design, message))
}

/// A level that nobody hears twice.
fn loudness(solution: &Solution) -> Option<Problem> {
    let pressures = solution.drum_pressure.as_ref()?;
    let (f, most) = greatest(&solution.f, pressures)?;
    let level = spl::level_db(Complex64::from(most));
    (level > LOUDEST_DB).then(|| {
        let message = tr!(
            "The level reaches {level:.0} dB at {}: drivers do not play that loud, and pain begins at 130 dB. Lower the drive",
            hertz(f)
        );
        Problem::warning(Subject::Design, message)
    })
}

/// A diaphragm that would leave its linear range.
fn excursion(kind: &PartKind, share: &Contribution, f: &[f64]) -> Option<Problem> {
    let limit = excursion_limit(kind)?;
    let excursion = share.excursion.as_ref()?;
    if !may_exceed(excursion, limit * std::f64::consts::FRAC_1_SQRT_2) {
        return None;
    }
    let (at, most) = greatest(f, excursion)?;
    let peak = most * std::f64::consts::SQRT_2;
    (peak > limit).then(|| {
        let message = tr!(
            "“{}” would move {} at {}, beyond its Xmax of {}: lower the drive, or keep bass from it by a high-pass",
            share.name,
            text::rounded(peak, &Unit::LENGTH, 3),
            hertz(at),
            text::rounded(limit, &Unit::LENGTH, 3),
        );
        Problem::warning(Subject::Part(share.part), message)
    })
}

/// The resistance of a driver's coil, Ω, through which the current of its terminals flows, and the heat
/// it bears, W; of a can with several, of all of them together.
pub fn coil(kind: &PartKind) -> Option<(f64, Bound)> {
    let burdens = kind.burdens().into_iter();
    let mut coils = burdens.filter_map(|burden| match burden.strain {
        Strain::CoilHeat(resistance) if resistance > 0.0 => Some((resistance, burden.bound)),
        _ => None,
    });
    coils.next()
}

/// A coil that would grow hot. It is told beyond what its data sheet states; most say nothing, then
/// beyond twice of what is customary.
fn power(kind: &PartKind, share: &Contribution, f: &[f64]) -> Option<Problem> {
    let (resistance, bound) = coil(kind)?;
    let limit = match bound {
        Bound::Stated(rated) => rated,
        Bound::Customary(customary) => 2.0 * customary,
        Bound::Unknown => return None,
    };
    if !may_exceed(&share.current, (limit / resistance).max(0.0).sqrt()) {
        return None;
    }
    let (at, amperes) = greatest(f, &share.current)?;
    let power = amperes * amperes * resistance;
    (power > limit).then(|| {
        let watts = |power| text::rounded(power, &Unit::WATT, 2);
        let bears = match bound {
            Bound::Stated(rated) => tr!("its coil is rated for {}", watts(rated)),
            _ => tr!("coils of its kind bear about {}", watts(0.5 * limit)),
        };
        let message = tr!(
            "“{}” would take up to {} at {}; {bears}: lower the drive, or put a resistor in front of it",
            share.name,
            watts(power),
            hertz(at),
        );
        Problem::warning(Subject::Part(share.part), message)
    })
}

/// Greatest linear excursion of a driver, m peak, where it is stated.
pub fn excursion_limit(kind: &PartKind) -> Option<f64> {
    kind.excursion_limit().filter(|limit| *limit > 0.0)
}

/// Whether a value of a spectrum may be greater than a limit: quick where none is, as mostly.
fn may_exceed(spectrum: &[Complex64], limit: f64) -> bool {
    // Without a branch, so that many values are compared at once; rounding is left to the full look.
    let square = 0.999 * limit * limit;
    (spectrum.iter()).fold(false, |any, value| any | (value.norm_sqr() > square))
}

/// Where a spectrum is greatest, and how great.
fn greatest(f: &[f64], spectrum: &[Complex64]) -> Option<(f64, f64)> {
    // Squares are compared: a root a value, every frame and driver, is felt.
    f.iter()
        .zip(spectrum)
        .map(|(f, value)| (*f, value.norm_sqr()))
        .filter(|(_, square)| square.is_finite())
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(f, square)| (f, square.sqrt()))
}

fn hertz(f: f64) -> String {
    text::rounded(f, &Unit::HERTZ, 2)
}
