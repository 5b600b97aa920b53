//! Looking at data before anything is fitted to them.

use super::{Data, Fixture, Trace};
use crate::design::{CurvePoint, Severity};

/// A doubt about the data, in a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// An error stops the fit; a warning goes with its result.
    pub severity: Severity,
    /// What kind of doubt.
    pub doubt: Doubt,
    /// The sentence.
    pub message: String,
}

/// The kinds of doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// A value that is no number, or a frequency that is not positive.
    NotANumber,
    /// Frequencies that do not rise.
    Order,
    /// Too few points to say anything.
    TooFew,
    /// A curve that ends inside the audio band.
    Band,
    /// A phase that is zero throughout.
    NoPhase,
    /// Levels that are not dB SPL, wholly or in part.
    NotLevels,
    /// An impedance no coil has.
    NotImpedance,
    /// Curves taken at different voltages, or at another than the fixture's.
    Voltage,
    /// A statement about the fixture that cannot be.
    Fixture,
}

/// Fewest points a curve must have.
const FEWEST_POINTS: usize = 8;
/// The least DC resistance a driver plausibly has, Ω.
const LEAST_RESISTANCE: f64 = 0.5;
/// Ends of the audio band, Hz, with some slack.
const BAND: (f64, f64) = (110.0, 9500.0);

/// Everything doubtful about the data and the fixture. `re` is the coil's resistance where it is
/// known, Ω.
pub fn examine(data: &Data, fixture: &Fixture, re: Option<f64>) -> Vec<Finding> {
    let mut found = Vec::new();
    if !(fixture.voltage > 0.0 && fixture.voltage.is_finite()) {
        found.push(error(
            Doubt::Fixture,
            format!(
                "The drive voltage must be positive, is {} V.",
                fixture.voltage
            ),
        ));
    }
    let measured = [
        ("response", data.response.as_ref()),
        ("impedance", data.impedance.as_ref()),
    ];
    for (name, trace) in measured {
        let Some(trace) = trace else { continue };
        rows(name, &trace.points, &mut found);
        band(name, &trace.points, &mut found);
        phase(name, &trace.points, &mut found);
        voltage(name, trace, fixture, &mut found);
    }
    if let Some(trace) = &data.response {
        levels(&trace.points, &mut found);
    }
    if let Some(trace) = &data.impedance {
        impedances(&trace.points, re, &mut found);
    }
    if let (Some(a), Some(b)) = (
        stated(data.response.as_ref()),
        stated(data.impedance.as_ref()),
    ) && (a / b - 1.0).abs() > 0.02
    {
        found.push(warning(
            Doubt::Voltage,
            format!(
                "The response was taken at {a} V and the impedance at {b} V: a coil on iron is not quite the same driver at both."
            ),
        ));
    }
    found
}

fn error(doubt: Doubt, message: String) -> Finding {
    Finding {
        severity: Severity::Error,
        doubt,
        message,
    }
}

fn warning(doubt: Doubt, message: String) -> Finding {
    Finding {
        severity: Severity::Warning,
        doubt,
        message,
    }
}

fn stated(trace: Option<&Trace>) -> Option<f64> {
    trace.and_then(|trace| trace.voltage)
}

/// Numbers that are numbers, in rising order, enough of them.
fn rows(name: &str, points: &[CurvePoint], found: &mut Vec<Finding>) {
    if points.len() < FEWEST_POINTS {
        found.push(warning(
            Doubt::TooFew,
            format!(
                "The {name} has only {} points: they fix little.",
                points.len()
            ),
        ));
    }
    let broken = |p: &CurvePoint| {
        !(p.f > 0.0 && p.f.is_finite() && p.value.is_finite())
            || p.phase_deg.is_some_and(|phase| !phase.is_finite())
    };
    if let Some(n) = points.iter().position(broken) {
        found.push(error(
            Doubt::NotANumber,
            format!(
                "Point {} of the {name} is not a number, or its frequency is not positive.",
                n + 1
            ),
        ));
    }
    let falling = points.windows(2).position(|pair| pair[1].f <= pair[0].f);
    if let Some(n) = falling {
        found.push(error(
            Doubt::Order,
            format!(
                "The frequencies of the {name} do not rise: point {} ({} Hz) comes after {} Hz. Sort it, or split what were two sweeps.",
                n + 2,
                points[n + 1].f,
                points[n].f
            ),
        ));
    }
}

fn band(name: &str, points: &[CurvePoint], found: &mut Vec<Finding>) {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return;
    };
    if last.f < BAND.1 {
        found.push(warning(
            Doubt::Band,
            format!(
                "The {name} ends at {} Hz, inside the audio band: above, the fitted driver is an extrapolation.",
                last.f
            ),
        ));
    }
    if first.f > BAND.0 {
        found.push(warning(
            Doubt::Band,
            format!(
                "The {name} begins at {} Hz: the bass corner and what sets it (relief, compliance) are not measured.",
                first.f
            ),
        ));
    }
}

fn phase(name: &str, points: &[CurvePoint], found: &mut Vec<Finding>) {
    let phases: Vec<f64> = points.iter().filter_map(|p| p.phase_deg).collect();
    if !phases.is_empty() && phases.iter().all(|phase| *phase == 0.0) {
        found.push(warning(
            Doubt::NoPhase,
            format!(
                "The phase of the {name} is zero throughout: it was not measured, and is left out."
            ),
        ));
    }
}

fn voltage(name: &str, trace: &Trace, fixture: &Fixture, found: &mut Vec<Finding>) {
    if let Some(voltage) = trace.voltage
        && name == "response"
        && (voltage / fixture.voltage - 1.0).abs() > 0.02
    {
        found.push(error(
            Doubt::Voltage,
            format!(
                "The {name} says it was taken at {voltage} V, the fixture says {} V: {:.1} dB apart.",
                fixture.voltage,
                20.0 * (voltage / fixture.voltage).log10().abs()
            ),
        ));
    }
}

/// Levels in dB SPL of a driver in a coupler lie between some 30 and 150.
fn levels(points: &[CurvePoint], found: &mut Vec<Finding>) {
    let jump = points
        .windows(2)
        .find(|pair| (pair[1].value - pair[0].value).abs() > 40.0 && pair[1].f / pair[0].f < 1.5);
    if let Some(pair) = jump {
        found.push(error(
            Doubt::NotLevels,
            format!(
                "The level jumps from {} to {} at {} Hz: part of the curve looks linear (pascals), the rest in dB.",
                pair[0].value, pair[1].value, pair[1].f
            ),
        ));
        return;
    }
    let highest = points.iter().map(|p| p.value).fold(f64::MIN, f64::max);
    let lowest = points.iter().map(|p| p.value).fold(f64::MAX, f64::min);
    if highest < 30.0 {
        let what = if lowest >= 0.0 {
            "pascals, not dB SPL"
        } else {
            "dB re something else than 20 µPa, or a level set to 0 somewhere"
        };
        found.push(error(
            Doubt::NotLevels,
            format!("The response never exceeds {highest}: these look like {what}."),
        ));
    } else if highest > 170.0 {
        found.push(error(
            Doubt::NotLevels,
            format!(
                "The response reaches {highest} dB, which no driver does: is it in millipascals?"
            ),
        ));
    }
}

fn impedances(points: &[CurvePoint], re: Option<f64>, found: &mut Vec<Finding>) {
    let Some(least) = points.iter().min_by(|a, b| a.value.total_cmp(&b.value)) else {
        return;
    };
    if least.value <= 0.0 {
        found.push(error(
            Doubt::NotImpedance,
            format!(
                "The impedance is {} at {} Hz: a magnitude in Ω is positive; dB or a real part may be mixed in.",
                least.value, least.f
            ),
        ));
    } else if least.value < LEAST_RESISTANCE {
        found.push(error(
            Doubt::NotImpedance,
            format!(
                "The impedance falls to {} Ω at {} Hz, below any plausible DC resistance: is it in kΩ, or was the reference resistor wrong?",
                least.value, least.f
            ),
        ));
    } else if let Some(re) = re
        && least.value < 0.93 * re
    {
        found.push(error(
            Doubt::NotImpedance,
            format!(
                "The impedance falls to {} Ω at {} Hz, below the DC resistance of {re} Ω.",
                least.value, least.f
            ),
        ));
    }
    let active = points
        .iter()
        .find(|p| p.phase_deg.is_some_and(|phase| phase.abs() > 95.0));
    if let Some(point) = active {
        found.push(warning(
            Doubt::NotImpedance,
            format!(
                "The impedance's phase is {}° at {} Hz: a driver is passive and stays within ±90°. Is the polarity of the measurement reversed?",
                point.phase_deg.unwrap_or(0.0),
                point.f
            ),
        ));
    }
}
