//! From a solution to the model of each plot.

mod crossover;
pub(super) mod deviation;
pub(super) mod difference;
pub(super) mod distortion;
pub(super) mod driver;
mod ears;
mod footnotes;
pub(super) mod impedance;
pub(super) mod maximum;
mod population;
pub(super) mod port;
pub(super) mod pressure;
pub(super) mod sensitivity;
pub(super) mod spl;
pub(super) mod time;
mod units;
pub(super) mod waterfall;

pub use crossover::{CrossoverCurves, crossover_model};

use super::{
    Axis, AxisScale, PlotModel, Shade, Side, Trace, View, probe::Probe, reference::Reference, ticks,
};
use crate::{
    analysis::{
        Band, Curve, EarFamily, EarPopulation, PortReading, Role, Solution,
        compare::{self, Values},
        distortion::{Distortion, Rise},
        meaning,
        sensitivity::Weights,
        smooth,
    },
    design::{CurveKind, Design, LinkEnd},
    network::large_signal::Unable,
    quantity::{Unit, text},
    words,
};
use std::sync::Arc;

/// What plots are made from.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The design: its target, snapshots and measurements.
    pub design: &'a Design,
    /// Its solution over frequency.
    pub solution: &'a Solution,
    /// The solution before a running gesture began, drawn faintly.
    pub ghost: Option<&'a Solution>,
    /// The solution with the free numbers at their best, drawn faintly.
    pub followed: Option<&'a Solution>,
    /// What is heard with another part in the place of one, and that part's name.
    pub tried: Option<(&'a str, &'a Solution)>,
    /// What it is compared with: the snapshots that are shown, solved.
    pub references: &'a [Reference],
    /// Its solution on `analysis::time::time_grid`: what impulse and step are made from.
    pub time: Option<&'a Solution>,
    /// The same design in many ears.
    pub ears: Option<&'a EarFamily>,
    /// The same design in a population of ears.
    pub population: Option<&'a EarPopulation>,
    /// The band that built units fill.
    pub band: Option<&'a Band>,
    /// What was read at ports, over the solution's frequencies: those of `View::ports` and the
    /// probes'.
    pub readings: &'a [PortReading],
    /// The probes.
    pub probes: &'a [Probe],
    /// How much every number matters.
    pub weights: Option<&'a Weights>,
    /// Distortion over frequency at the drive.
    pub distortion: Option<&'a Result<Distortion, Unable>>,
    /// Distortion over level at one frequency.
    pub rise: Option<&'a Result<Rise, Unable>>,
    /// Levels are smoothed over one octave in so many parts.
    pub smoothing: Option<u8>,
}

/// Parts of an octave that levels can be smoothed over.
pub const SMOOTHINGS: [u8; 5] = [48, 24, 12, 6, 3];

impl<'a> Input<'a> {
    /// A design and its solution, nothing to compare with.
    pub fn new(design: &'a Design, solution: &'a Solution) -> Self {
        Self {
            design,
            solution,
            ghost: None,
            followed: None,
            tried: None,
            references: &[],
            time: None,
            ears: None,
            population: None,
            band: None,
            readings: &[],
            probes: &[],
            weights: None,
            distortion: None,
            rise: None,
            smoothing: None,
        }
    }
}

/// What a plot is drawn over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Abscissa {
    /// Frequency, Hz.
    Frequency,
    /// Time, ms.
    Time,
    /// Level, dB.
    Level,
}

/// Which distortion a plot tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Distorted {
    /// Over frequency at the drive.
    OverFrequency,
    /// Over level at one frequency.
    OverLevel,
}

/// How a plot is made, and what it needs for that.
#[derive(Clone, Copy)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "facts that are independent of each other"
)]
pub(super) struct Plot {
    pub(super) model: fn(&Input<'_>) -> PlotModel,
    /// What the footnotes say of it alone.
    pub(super) notes: fn(&Input<'_>) -> Vec<String>,
    /// The ports it draws besides those probed.
    pub(super) ports: fn(&Design) -> Vec<LinkEnd>,
    /// Its curves are made from the pressure at the drum.
    pub(super) of_pressure: bool,
    /// What it is drawn over.
    pub(super) abscissa: Abscissa,
    pub(super) needs_time: bool,
    pub(super) needs_weights: bool,
    /// Which distortion it tells.
    pub(super) needs_distortion: Option<Distorted>,
    pub(super) draws_probes: bool,
    /// Its levels may be smoothed.
    pub(super) smooths: bool,
}

impl Plot {
    /// Over frequency, of nothing but the solution.
    const fn new(model: fn(&Input<'_>) -> PlotModel) -> Self {
        Self {
            model,
            notes: |_| Vec::new(),
            ports: |_| Vec::new(),
            of_pressure: false,
            abscissa: Abscissa::Frequency,
            needs_time: false,
            needs_weights: false,
            needs_distortion: None,
            draws_probes: false,
            smooths: false,
        }
    }

    /// Of the pressure at the drum.
    const fn of_pressure(model: fn(&Input<'_>) -> PlotModel) -> Self {
        Self {
            of_pressure: true,
            ..Self::new(model)
        }
    }
}

/// The model of one plot. Curves that mean nothing are left out, and the plot says why.
pub fn plot_model(view: View, input: &Input<'_>) -> PlotModel {
    let clean = |solution: Option<&Solution>| solution.and_then(meaning::without_noise);
    let (solution, time, ghost) = (
        clean(Some(input.solution)),
        clean(input.time),
        clean(input.ghost),
    );
    let input = &Input {
        solution: solution.as_ref().unwrap_or(input.solution),
        time: time.as_ref().or(input.time),
        ghost: ghost.as_ref().or(input.ghost),
        ..*input
    };
    let mut model = view.model(input);
    model.footnotes = footnotes::footnotes(view, input);
    if view.is_of_pressure() {
        let cleared: Vec<_> = (input.solution.contributions.iter())
            .filter(|share| meaning::is_cleared(share))
            .map(|share| share.part)
            .collect();
        let stays = |role: Role| !matches!(role, Role::Driver(part, _) if cleared.contains(&part));
        model.traces.retain(|trace| stays(trace.role));
    }
    model
}

const NO_EAR: &str = "Nothing reaches the ear: join a driver's spout to it by a tube.";
const NO_LOAD: &str = "Nothing is joined to the source: wire a driver to it.";

/// What a plot of drum pressure says when there is none.
fn no_pressure(input: &Input<'_>) -> Option<String> {
    if input.solution.drum_pressure.is_some() {
        return None;
    }
    let silent = meaning::silent(input.design, input.solution);
    let why = silent.into_iter().next().map(|silent| silent.why);
    Some(why.unwrap_or_else(|| words::text(NO_EAR).to_owned()))
}

fn trace(curve: Curve, side: Side) -> Trace {
    Trace {
        name: curve.name,
        role: curve.role,
        side,
        faint: false,
        x: curve.x,
        y: curve.y,
    }
}

fn ghost(curve: Curve) -> Curve {
    Curve {
        name: tr!("Before").to_owned(),
        role: Role::Ghost,
        ..curve
    }
}

fn followed(curve: Curve) -> Curve {
    Curve {
        name: tr!("Free numbers at their best").to_owned(),
        role: Role::Ghost,
        ..curve
    }
}

/// A curve of what is tried.
fn tried(input: &Input<'_>, of: impl FnOnce(&Solution) -> Option<Curve>) -> Option<Curve> {
    let (name, solution) = input.tried?;
    of(solution).map(|curve| Curve {
        name: tr!("With {name}"),
        role: Role::Ghost,
        ..curve
    })
}

fn title(input: &Input<'_>, what: &str) -> String {
    if input.design.name.is_empty() {
        what.to_owned()
    } else {
        format!("{} – {what}", input.design.name)
    }
}

fn frequency_axis(solution: &Solution) -> Axis {
    let range = match (solution.f.first(), solution.f.last()) {
        (Some(&from), Some(&to)) if to > from && from > 0.0 => [from, to],
        _ => [20.0, 20e3],
    };
    Axis {
        label: tr!("Frequency [Hz]").to_owned(),
        unit: "Hz",
        decimals: 0,
        scale: AxisScale::Log,
        range,
    }
}

fn phase_axis(range: [f64; 2]) -> Axis {
    Axis {
        label: tr!("Phase [°]").to_owned(),
        unit: "°",
        decimals: 1,
        scale: AxisScale::Angle,
        range,
    }
}

/// Where the pressure at the drum is not to be trusted.
fn shades(solution: &Solution) -> Vec<Shade> {
    let validity = &solution.validity;
    let from = solution.f.first().copied().unwrap_or(20.0);
    let to = solution.f.last().copied().unwrap_or(20e3);
    let mut shades = Vec::new();
    if let Some(least) = validity.ear_from.filter(|f| *f > from) {
        shades.push(Shade {
            from,
            to: least,
            reason: tr!("below the ear's validated range").to_owned(),
        });
    }
    if let Some(greatest) = validity.ear_to.filter(|f| *f < to) {
        shades.push(Shade {
            from: greatest,
            to,
            reason: tr!("above the ear's validated range").to_owned(),
        });
    }
    if let Some((mode, duct)) = &validity.transverse_mode
        && *mode < to
    {
        shades.push(Shade {
            from: mode.max(from),
            to,
            reason: tr!("above the first transverse mode of {duct}"),
        });
    }
    shades
}

/// Smooths the levels of what is heard or was measured, as the input says. Targets and bands are smooth.
fn smoothed(input: &Input<'_>, traces: &mut [Trace]) {
    let Some(parts) = input.smoothing else { return };
    for trace in traces {
        if matches!(
            trace.role,
            Role::Total
                | Role::Driver(..)
                | Role::Ghost
                | Role::Snapshot(_)
                | Role::Reference(_)
                | Role::Measurement(_)
        ) {
            trace.y = smooth::octave_db(&trace.x, &trace.y, f64::from(parts));
        }
    }
}

/// A curve of everything the design is compared with.
fn references(input: &Input<'_>, of: impl Fn(&Solution) -> Option<Curve>) -> Vec<Trace> {
    let all = input.references.iter();
    all.filter_map(|reference| {
        let curve = Curve {
            name: reference.name.clone(),
            role: Role::Reference(reference.at),
            ..of(&reference.solution)?
        };
        Some(trace(curve, Side::Left))
    })
    .collect()
}

/// A curve kept in the design, where it is switched on.
fn stored(curve: &crate::design::StoredCurve, role: Role) -> Option<Trace> {
    let (x, y): (Vec<f64>, Vec<f64>) = curve
        .points
        .iter()
        .map(|point| (point.f, point.value))
        .unzip();
    curve.shown.then(|| Trace {
        name: curve.name.clone(),
        role,
        side: Side::Left,
        faint: false,
        x: Arc::from(x),
        y,
    })
}

/// The measurements of a kind that are switched on. One that is aligned is moved to meet the
/// `response` at its frequency, and its name says by how much.
fn measured(input: &Input<'_>, kind: CurveKind, response: Option<&Curve>) -> Vec<Trace> {
    let mut traces = Vec::new();
    for (n, curve) in input.design.measurements.iter().enumerate() {
        if curve.kind != kind {
            continue;
        }
        let Some(mut trace) = stored(curve, Role::Measurement(n)) else {
            continue;
        };
        if kind == CurveKind::Level
            && let Some(at) = curve.align_hz
            && let Some(response) = response
            && let Some(by) = aligned_by(response, &trace, (at, curve.align_to_hz))
        {
            for level in &mut trace.y {
                *level += by;
            }
            let hertz = |f| text::rounded(f, &Unit::HERTZ, 3);
            let place = match curve.align_to_hz {
                Some(to) => tr!("from {} to {}", hertz(at), hertz(to)),
                None => format!("at {}", hertz(at)),
            };
            trace.name = format!(
                "{} ({} dB {place})",
                trace.name,
                ticks::minus(&format!("{by:+.1}"))
            );
        }
        traces.push(trace);
    }
    traces
}

/// How far, dB, a measured curve must be raised to meet the response at a frequency, or in a band.
fn aligned_by(response: &Curve, trace: &Trace, (at, to): (f64, Option<f64>)) -> Option<f64> {
    let level = Values::new(&response.x, &response.y);
    let other = Values::new(&trace.x, &trace.y);
    compare::lift_db(level, other, &compare::alignment_points(at, to))
}
