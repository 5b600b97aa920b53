//! Looking at data before anything is fitted to them: each curve by itself, and together with the
//! fixture and what else is known.

use super::{Data, Fixture, Trace};
use crate::{
    analysis::examine::{self, Quantity},
    design::{CurvePoint, Severity},
    words,
};

/// The name of the one curve that was taken at a voltage.
const RESPONSE: &str = "response";

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
    /// About one curve by itself: what every import tells too.
    Curve(examine::Doubt),
    /// A value that is no number, or a frequency that is not positive.
    NotANumber,
    /// Frequencies that do not rise.
    Order,
    /// An impedance below the DC resistance that is known.
    BelowResistance,
    /// Curves taken at different voltages, or at another than the fixture's.
    Voltage,
    /// A statement about the fixture that cannot be.
    Fixture,
}

/// Everything doubtful about the data and the fixture. `re` is the coil's resistance where it is
/// known, Ω.
pub fn examine(data: &Data, fixture: &Fixture, re: Option<f64>) -> Vec<Finding> {
    let mut found = Vec::new();
    if !(fixture.voltage > 0.0 && fixture.voltage.is_finite()) {
        found.push(error(
            Doubt::Fixture,
            tr!(
                "The drive voltage must be positive, is {} V.",
                fixture.voltage
            ),
        ));
    }
    let measured = [
        (RESPONSE, data.response.as_ref(), Quantity::Level),
        ("impedance", data.impedance.as_ref(), Quantity::Impedance),
    ];
    for (name, trace, quantity) in measured {
        let Some(trace) = trace else { continue };
        rows(name, &trace.points, &mut found);
        curve(name, &trace.points, quantity, &mut found);
        voltage(name, trace, fixture, &mut found);
    }
    if let Some(trace) = &data.impedance {
        resistance(&trace.points, re, &mut found);
    }
    if let (Some(a), Some(b)) = (
        stated(data.response.as_ref()),
        stated(data.impedance.as_ref()),
    ) && (a / b - 1.0).abs() > 0.02
    {
        found.push(warning(
            Doubt::Voltage,
            tr!(
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

/// What a curve says about itself. A fit takes levels as they are, so what is not dB SPL stops it; a
/// phase that was not measured does not, as it is left out.
fn curve(name: &str, points: &[CurvePoint], quantity: Quantity, found: &mut Vec<Finding>) {
    for of_curve in examine::examine(points, quantity) {
        let severity = match of_curve.doubt {
            examine::Doubt::NotLevels => Severity::Error,
            examine::Doubt::NoPhase => Severity::Warning,
            _ => of_curve.severity,
        };
        if severity > Severity::Note {
            found.push(Finding {
                severity,
                doubt: Doubt::Curve(of_curve.doubt),
                message: tr!(
                    "The {name}: {}.",
                    of_curve.message,
                    name = words::text(name)
                ),
            });
        }
    }
}

/// Numbers that are numbers, in rising order.
fn rows(name: &str, points: &[CurvePoint], found: &mut Vec<Finding>) {
    let broken = |p: &CurvePoint| {
        !(p.f > 0.0 && p.f.is_finite() && p.value.is_finite())
            || p.phase_deg.is_some_and(|phase| !phase.is_finite())
    };
    if let Some(n) = points.iter().position(broken) {
        found.push(error(
            Doubt::NotANumber,
            tr!(
                "Point {} of the {name} is not a number, or its frequency is not positive.",
                n + 1,
                name = words::text(name)
            ),
        ));
    }
    let falling = points.windows(2).position(|pair| pair[1].f <= pair[0].f);
    if let Some(n) = falling {
        found.push(error(
            Doubt::Order,
            tr!(
                "The frequencies of the {name} do not rise: point {} ({} Hz) comes after {} Hz. Sort it, or split what were two sweeps.",
                n + 2,
                points[n + 1].f,
                points[n].f,
                name = words::text(name)
            ),
        ));
    }
}

fn voltage(name: &str, trace: &Trace, fixture: &Fixture, found: &mut Vec<Finding>) {
    if let Some(voltage) = trace.voltage
        && name == RESPONSE
        && (voltage / fixture.voltage - 1.0).abs() > 0.02
    {
        found.push(error(
            Doubt::Voltage,
            tr!(
                "The {name} says it was taken at {voltage} V, the fixture says {} V: {:.1} dB apart.",
                fixture.voltage,
                20.0 * (voltage / fixture.voltage).log10().abs(),
                name = words::text(name)
            ),
        ));
    }
}

/// An impedance is nowhere below the resistance of its coil, but for a few percent of error.
fn resistance(points: &[CurvePoint], re: Option<f64>, found: &mut Vec<Finding>) {
    let least = points.iter().min_by(|a, b| a.value.total_cmp(&b.value));
    if let (Some(least), Some(re)) = (least, re)
        && least.value < 0.93 * re
    {
        found.push(error(
            Doubt::BelowResistance,
            tr!(
                "The impedance falls to {} Ω at {} Hz, below the DC resistance of {re} Ω.",
                least.value,
                least.f
            ),
        ));
    }
}
