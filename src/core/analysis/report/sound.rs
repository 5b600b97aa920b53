//! Bass, detail, natural sound and range.

use super::{Better, Figure, Look};
use crate::{
    analysis::{
        Curve, delay, error, interpolate,
        limits::excursion_limit,
        preference, spl, target,
        time::{self, FINER, SAMPLE_RATE},
    },
    quantity::{Unit, text},
    words,
};
use num_complex::Complex64;
use std::f64::consts::PI;

/// The level at 1 kHz, dB SPL.
fn at_1k(total: &Curve) -> Option<f64> {
    interpolate::at_log(&total.x, &total.y, 1000.0)
}

/// How far a level holds from `start` (Hz) downwards or upwards: the frequency at which it falls below
/// `floor`, between points linear in log f; the end of the curve, and that it holds there, otherwise.
fn holds(x: &[f64], y: &[f64], start: f64, floor: f64, up: bool) -> Option<(f64, bool)> {
    let mut rows: Vec<(f64, f64)> = (x.iter().copied().zip(y.iter().copied()))
        .filter(|(f, level)| level.is_finite() && if up { *f >= start } else { *f <= start })
        .collect();
    if !up {
        rows.reverse();
    }
    let mut before = *rows.first()?;
    for row in rows {
        if row.1 < floor {
            let share = if before.1 == row.1 {
                0.0
            } else {
                (before.1 - floor) / (before.1 - row.1)
            };
            return Some((before.0 * (row.0 / before.0).powf(share), false));
        }
        before = row;
    }
    Some((before.0, true))
}

/// A frequency at which something ends; beyond the curve it is told as such.
fn end(key: &'static str, name: &'static str, found: Option<(f64, bool)>, up: bool) -> Figure {
    Figure::maybe(key, name, found.map(|(f, _)| f), |key, name, f| {
        let words = text::rounded(f, &Unit::HERTZ, 3);
        let beyond = found.is_some_and(|(_, holds)| holds);
        let shown = match (beyond, up) {
            (true, true) => tr!("above {words}"),
            (true, false) => tr!("below {words}"),
            (false, _) => words,
        };
        Figure::new(key, name, f, &shown)
    })
}

pub(super) fn bass(look: &Look<'_>) -> Vec<Figure> {
    let total = spl::total(look.solution);
    let total = total.as_ref();
    let mean = total.and_then(|total| {
        let points = error::log_points([20.0, 100.0], 24);
        let levels = points
            .iter()
            .map(|at| interpolate::at_log(&total.x, &total.y, *at));
        let levels: Vec<f64> = levels.collect::<Option<_>>()?;
        Some(levels.iter().sum::<f64>() / levels.len() as f64 - at_1k(total)?)
    });
    let corner = total.and_then(|total| {
        let level = interpolate::at_log(&total.x, &total.y, 200.0)?;
        holds(&total.x, &total.y, 200.0, level - 3.0, false)
    });
    let heard = look.solution.contributions.iter().filter(|one| !one.muted);
    let parts = heard.filter_map(|share| look.design.part(share.part));
    let (mut moved, mut without) = (0.0, Vec::new());
    for part in parts {
        match (part.kind.diaphragm_area(), excursion_limit(&part.kind)) {
            (Some(area), Some(limit)) => moved += area * limit,
            _ => without.push(part.name.as_str()),
        }
    }
    let moved = Some(moved).filter(|moved| *moved > 0.0);
    let of = |unit| move |key, name, value| Figure::of(key, name, value, unit);
    let unstated = match without.as_slice() {
        [] => String::new(),
        names => tr!("; nothing is stated for {}", names.join(", ")),
    };
    let how = tr!("Area times Xmax of every driver, together{unstated}");
    vec![
        Figure::maybe("level", "20–100 Hz re 1 kHz", mean, Figure::db).how(tr!(
            "Mean level of 24 points in equal ratios from 20 to 100 Hz less that at 1 kHz"
        )),
        end("corner", tr!("−3 dB corner"), corner, false)
            .how(tr!("Where the level first falls 3 dB below that at 200 Hz"))
            .better(Better::Smaller),
        Figure::maybe("moved", tr!("Air it can move"), moved, of(&Unit::VOLUME))
            .how(how)
            .better(Better::Greater),
    ]
}

/// Band of decay and group delay, Hz.
const BAND: [f64; 2] = [1000.0, 10_000.0];
/// Time after the peak that energy is summed over, s.
const SUMMED: f64 = 40e-3;

/// Time until the energy that is still to come of the band from 1 to 10 kHz has fallen by 30 dB (Schroeder
/// 1965), s.
fn decay(f: &[f64], pressure: &[Complex64]) -> Option<f64> {
    // Half an octave of raised cosine on either side.
    let edge = |from: f64, f: f64| {
        let place = (f / from).log2() / 0.5;
        0.5 - 0.5 * (PI * place.clamp(0.0, 1.0)).cos()
    };
    let weigh = |f: f64| {
        let low = edge(BAND[0] / 2_f64.sqrt(), f);
        low * (1.0 - edge(BAND[1], f))
    };
    let spectrum = f.iter().zip(pressure).map(|(f, p)| p * weigh(*f));
    let samples = time::transform(f, &spectrum.collect::<Vec<_>>())?;
    let energy: Vec<f64> = samples.iter().map(|sample| sample.re * sample.re).collect();
    let (peak, _) = energy
        .iter()
        .enumerate()
        .max_by(|a, b| a.1.total_cmp(b.1))?;
    let rate = SAMPLE_RATE * FINER as f64;
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "samples of 40 ms"
    )]
    let count = (SUMMED * rate) as usize;
    // Time goes round in the transform.
    let after = energy.iter().cycle().skip(peak).take(count);
    let after: Vec<f64> = after.copied().collect();
    let mut left: f64 = after.iter().sum();
    let floor = 1e-3 * left;
    if floor <= 0.0 || !floor.is_finite() {
        return None;
    }
    for (n, energy) in after.iter().enumerate() {
        if left <= floor {
            return Some(n as f64 / rate);
        }
        left -= energy;
    }
    None
}

pub(super) fn detail(look: &Look<'_>) -> Vec<Figure> {
    let setting = &look.design.target;
    let total = spl::total(look.solution);
    let treble = total.as_ref().and_then(|total| {
        let wanted = target::aligned_db(setting, &total.x, &total.y)?;
        let off: Vec<f64> = total.y.iter().zip(wanted).map(|(y, t)| y - t).collect();
        holds(&total.x, &off, 1000.0, -6.0, true)
    });
    let decay =
        (look.time.drum_pressure.as_ref()).and_then(|pressure| decay(&look.time.f, pressure));
    let ripple = look.solution.drum_pressure.as_ref().and_then(|pressure| {
        let delays = delay::group_delay(&look.solution.f, pressure);
        let within = (look.solution.f.iter().zip(&delays))
            .filter(|(f, delay)| (BAND[0]..=BAND[1]).contains(*f) && delay.is_finite());
        let within: Vec<f64> = within.map(|(_, delay)| *delay).collect();
        error::standard_deviation(&within)
    });
    let seconds = |key, name, value| Figure::of(key, name, value, &Unit::SECOND);
    let name = target::name(&setting.target);
    vec![
        end("treble", tr!("Treble reaches"), treble, true)
            .how(tr!(
                "Where the level above 1 kHz first falls 6 dB below {name}"
            ))
            .better(Better::Greater),
        Figure::maybe("decay", tr!("Decay to −30 dB"), decay, seconds)
            .how(tr!(
                "Time until the energy left of the impulse response, 1 to 10 kHz, is 30 dB down"
            ))
            .better(Better::Smaller),
        Figure::maybe("ripple", tr!("Group-delay ripple"), ripple, seconds)
            .how(tr!(
                "Standard deviation of the group delay from 1 to 10 kHz"
            ))
            .better(Better::Smaller),
    ]
}

/// The greatest angle between two drivers where the louder one changes, degrees, and where; absent where
/// it never does.
fn crossover_phase(look: &Look<'_>) -> Option<(f64, f64)> {
    let heard: Vec<_> = (look.solution.contributions.iter())
        .filter(|share| !share.muted)
        .collect();
    let loudest = |n: usize| {
        let sizes = heard.iter().enumerate();
        let sizes = sizes.filter_map(|(i, share)| Some((i, share.pressure.get(n)?.norm_sqr())));
        sizes
            .max_by(|a, b| a.1.total_cmp(&b.1))
            .filter(|(_, size)| *size > 0.0)
            .map(|(i, _)| i)
    };
    let mut worst: Option<(f64, f64)> = None;
    let mut before = None;
    for (n, f) in look.solution.f.iter().enumerate() {
        let now = loudest(n);
        if let (Some(a), Some(b)) = (before, now)
            && a != b
            && (CROSSED[0]..=CROSSED[1]).contains(f)
        {
            let at = |i: usize| heard.get(i)?.pressure.get(n).copied();
            if let (Some(a), Some(b)) = (at(a), at(b)) {
                let angle = (b * a.conj()).arg().to_degrees().abs();
                if worst.is_none_or(|(most, _)| angle > most) {
                    worst = Some((angle, *f));
                }
            }
        }
        before = now;
    }
    worst
}

/// Where crossovers are looked for, Hz.
const CROSSED: [f64; 2] = [40.0, 12_000.0];

pub(super) fn natural(look: &Look<'_>) -> Vec<Figure> {
    let setting = &look.design.target;
    let name = target::name(&setting.target);
    let error = spl::total(look.solution).and_then(|total| {
        let shape = target::shape_db(&setting.target, &total.x);
        error::deviation_db(&total.x, &total.y, &shape)
    });
    let liked = preference::preferences(look.design, look.solution);
    let liked = match liked.first() {
        Some(one) => {
            let doubt = one
                .warning
                .map_or_else(String::new, |why| format!("; {why}"));
            Figure::new(
                "preference",
                tr!("Predicted preference"),
                one.score,
                &tr!("{:.0} of 100", one.score),
            )
            .how(tr!(
                "Olive, Welti and Khonsaripour, {}{doubt}",
                one.formula.name()
            ))
        }
        None => Figure::none(
            "preference",
            tr!("Predicted preference"),
            words::text(super::UNKNOWN),
        )
        .how(tr!(
            "It needs a target of an ear, shown, and a response from 20 Hz to 10 kHz"
        )),
    };
    let phase = match crossover_phase(look) {
        Some((angle, at)) => Figure::of("phase", tr!("Phase at crossovers"), angle, &Unit::DEGREE).how(tr!(
            "Greatest angle between the two loudest drivers where the louder one changes, at {}",
            text::rounded(at, &Unit::HERTZ, 2)
        )),
        None => Figure::none("phase", tr!("Phase at crossovers"), tr!("no crossover"))
            .how(tr!("One driver is the loudest at every frequency")),
    };
    vec![
        Figure::maybe("error", tr!("Target error"), error, Figure::db)
            .how(tr!(
                "Response minus {name}. {}",
                words::text(error::DEVIATION_WORDS)
            ))
            .better(Better::Smaller),
        liked.better(Better::Greater),
        phase.better(Better::Smaller),
    ]
}

pub(super) fn range(look: &Look<'_>) -> Vec<Figure> {
    let total = spl::total(look.solution);
    let found = |up: bool| {
        let total = total.as_ref()?;
        holds(&total.x, &total.y, 1000.0, at_1k(total)? - 10.0, up)
    };
    let how = tr!("Where the level first falls 10 dB below that at 1 kHz");
    vec![
        end("from", tr!("−10 dB band from"), found(false), false)
            .how(how)
            .better(Better::Smaller),
        end("to", tr!("−10 dB band to"), found(true), true)
            .how(how)
            .better(Better::Greater),
    ]
}
