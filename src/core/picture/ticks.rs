//! Where an axis is divided, and what stands there.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "numbers of divisions and decimals, rounded, bounded"
)]

use super::{Axis, AxisScale};

/// How strongly a division is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// A subdivision.
    Minor,
    /// A division that can carry a label.
    Medium,
    /// A decade, or zero.
    Major,
}

/// One division of an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// Place, data units.
    pub value: f64,
    /// Text; empty for none.
    pub label: String,
    /// Strength of its grid line.
    pub weight: Weight,
}

/// Divisions of `axis` over `range` (data units) on a length of `length` points, labels at least
/// `spacing` points apart.
pub fn ticks(axis: &Axis, range: [f64; 2], length: f64, spacing: f64) -> Vec<Tick> {
    let [from, to] = range;
    if !(from.is_finite() && to.is_finite() && to > from && length > 0.0) {
        return Vec::new();
    }
    let room = (length / spacing.max(1.0)).max(2.0);
    match axis.scale {
        AxisScale::Log if from > 0.0 => logarithmic(range, length, spacing),
        AxisScale::Log | AxisScale::Linear => linear(range, nice_step((to - from) / room), 5),
        AxisScale::Angle => linear(range, angle_step((to - from) / room), 3),
    }
}

fn logarithmic([from, to]: [f64; 2], length: f64, spacing: f64) -> Vec<Tick> {
    let decades = to.log10() - from.log10();
    let per_decade = length / decades;
    // The densest of these sets whose labels keep their distance.
    let labelled: &[i32] = if per_decade * (10.0_f64 / 9.0).log10() >= spacing {
        &[1, 2, 3, 4, 5, 6, 7, 8, 9]
    } else if per_decade * 2.0_f64.log10() >= spacing {
        &[1, 2, 5]
    } else {
        &[1]
    };
    let mut result = Vec::new();
    let first = from.log10().floor();
    let count = (to.log10().floor() - first) as usize;
    for decade in 0..=count.min(40) {
        let base = 10_f64.powf(first + decade as f64);
        for m in 1..=9 {
            let value = base * f64::from(m);
            if value < from * (1.0 - 1e-9) || value > to * (1.0 + 1e-9) {
                continue;
            }
            result.push(Tick {
                value,
                label: if labelled.contains(&m) {
                    short(value)
                } else {
                    String::new()
                },
                weight: match m {
                    1 => Weight::Major,
                    2 | 5 => Weight::Medium,
                    _ => Weight::Minor,
                },
            });
        }
    }
    label_ends(&mut result, per_decade, spacing);
    if result.iter().filter(|tick| !tick.label.is_empty()).count() < 3 {
        // Zoomed far in: even steps say more than parts of a decade.
        let room = (length / spacing.max(1.0)).max(2.0);
        let mut even = linear([from, to], nice_step((to - from) / room), 5);
        for tick in even.iter_mut().filter(|tick| !tick.label.is_empty()) {
            tick.label = short(tick.value);
        }
        return even;
    }
    result
}

/// Labels the first and the last division, 20 and 20k, where their neighbours leave room.
fn label_ends(ticks: &mut [Tick], per_decade: f64, spacing: f64) {
    let labelled: Vec<f64> = ticks
        .iter()
        .filter(|tick| !tick.label.is_empty())
        .map(|tick| tick.value)
        .collect();
    let last = ticks.len().saturating_sub(1);
    for end in [0, last] {
        let Some(tick) = ticks.get_mut(end) else {
            continue;
        };
        let near = |other: &f64| (other / tick.value).log10().abs() * per_decade < spacing;
        if tick.weight >= Weight::Medium && !labelled.iter().any(near) {
            tick.label = short(tick.value);
        }
    }
}

fn linear([from, to]: [f64; 2], step: f64, parts: i32) -> Vec<Tick> {
    let fine = step / f64::from(parts);
    let first = (from / fine - 1e-9).ceil() as i64;
    let last = (to / fine + 1e-9).floor() as i64;
    if last - first > 2000 {
        return Vec::new();
    }
    (first..=last)
        .map(|n| {
            let value = n as f64 * fine;
            let on_step = n.rem_euclid(i64::from(parts)) == 0;
            Tick {
                value,
                label: if on_step {
                    number(value, step)
                } else {
                    String::new()
                },
                weight: if n == 0 {
                    Weight::Major
                } else if on_step {
                    Weight::Medium
                } else {
                    Weight::Minor
                },
            }
        })
        .collect()
}

/// The least of 1, 2, 5 × 10ⁿ that is not below `least`.
pub fn nice_step(least: f64) -> f64 {
    let base = 10_f64.powf(least.log10().floor());
    [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|m| m * base)
        .find(|step| *step >= least * (1.0 - 1e-9))
        .unwrap_or(base * 10.0)
}

fn angle_step(least: f64) -> f64 {
    [15.0, 30.0, 45.0, 90.0, 180.0, 360.0, 720.0, 1440.0, 3600.0]
        .into_iter()
        .find(|step| *step >= least * (1.0 - 1e-9))
        .unwrap_or_else(|| nice_step(least))
}

/// A number with as many decimals as its step needs; thousands as k.
pub fn number(value: f64, step: f64) -> String {
    let big = step >= 500.0 && (value / 1000.0).abs() < 1e6;
    let (value, step, suffix) = if big && value != 0.0 {
        (value / 1000.0, step / 1000.0, "k")
    } else {
        (value, step, "")
    };
    let decimals = (-(step.log10() + 1e-9).floor()).max(0.0) as usize;
    // A step of 2.5 needs one decimal more than its size says.
    let scaled = step * 10_f64.powi(i32::try_from(decimals).unwrap_or(0));
    let decimals = decimals + usize::from((scaled - scaled.round()).abs() > 1e-6);
    minus(&format!("{value:.decimals$}{suffix}"))
}

/// A frequency as the field writes it on an axis: 20, 500, 1k, 2.5k, 20k; six digits at most.
pub fn short(f: f64) -> String {
    let (value, suffix) = if f.abs() >= 1000.0 * (1.0 - 1e-9) {
        (f / 1000.0, "k")
    } else {
        (f, "")
    };
    let text = format!("{value:.4}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    minus(&format!("{text}{suffix}"))
}

/// The real minus sign, and no negative zero.
pub fn minus(text: &str) -> String {
    match text.strip_prefix('-') {
        Some(rest) if rest.chars().all(|c| matches!(c, '0' | '.')) => rest.to_owned(),
        Some(rest) => format!("−{rest}"),
        None => text.to_owned(),
    }
}
