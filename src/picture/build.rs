//! From a solution to the model of each plot.

use super::{
    Axis, AxisScale, PlotModel, Shade, Side, Trace, View,
    range::{self, extent},
};
use crate::{
    analysis::{Curve, Role, Solution, delay, impedance, phase, spl},
    design::Design,
};
use num_complex::Complex64;

/// What plots are made from.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The design: its target, snapshots and measurements.
    pub design: &'a Design,
    /// Its solution over frequency.
    pub solution: &'a Solution,
    /// The solution before a running gesture began, drawn faintly.
    pub ghost: Option<&'a Solution>,
}

impl<'a> Input<'a> {
    /// A design and its solution, nothing to compare with.
    pub fn new(design: &'a Design, solution: &'a Solution) -> Self {
        Self {
            design,
            solution,
            ghost: None,
        }
    }
}

/// The model of one plot.
pub fn plot_model(view: View, input: &Input<'_>) -> PlotModel {
    let mut model = match view {
        View::Spl => spl_model(input),
        View::Impedance => impedance_model(input),
        View::Phase | View::Impulse | View::Step => phase_model(input),
        View::Delay => delay_model(input),
    };
    model.footnotes = footnotes(input);
    model
}

const NO_EAR: &str = "Nothing reaches the ear: join a driver's spout to it by a tube.";
const NO_LOAD: &str = "Nothing is joined to the source: wire a driver to it.";

fn spl_model(input: &Input<'_>) -> PlotModel {
    let mut traces = Vec::new();
    let solution = input.solution;
    if let Some(curve) = input.ghost.and_then(spl::total) {
        traces.push(trace(ghost(curve), Side::Left));
    }
    for (curve, share) in spl::contributions(solution)
        .into_iter()
        .zip(&solution.contributions)
    {
        traces.push(Trace {
            faint: share.muted,
            ..trace(curve, Side::Left)
        });
    }
    traces.extend(spl::total(solution).map(|curve| trace(curve, Side::Left)));
    let range = range::level(extent(traces.iter().flat_map(|trace| &trace.y)));
    PlotModel {
        view: View::Spl,
        title: title(input, "sound pressure at the drum"),
        x: frequency_axis(solution),
        left: Axis {
            label: "SPL [dB re 20 µPa]".to_owned(),
            unit: "dB",
            decimals: 1,
            scale: AxisScale::Linear,
            range,
        },
        right: None,
        shades: shades(solution),
        footnotes: Vec::new(),
        empty_message: solution.drum_pressure.is_none().then(|| NO_EAR.to_owned()),
        traces,
    }
}

fn impedance_model(input: &Input<'_>) -> PlotModel {
    let solution = input.solution;
    let before = input.ghost.and_then(impedance::magnitude).map(ghost);
    let magnitude = impedance::magnitude(solution);
    let angle = impedance::phase(solution);
    let (log, range) = range::magnitude(extent(magnitude.iter().flat_map(|curve| &curve.y)));
    let mut traces = Vec::new();
    traces.extend(before.map(|curve| trace(curve, Side::Left)));
    traces.extend(angle.map(|curve| trace(curve, Side::Right)));
    traces.extend(magnitude.map(|curve| trace(curve, Side::Left)));
    PlotModel {
        view: View::Impedance,
        title: title(input, "electrical impedance"),
        x: frequency_axis(solution),
        left: Axis {
            label: "Impedance [Ω]".to_owned(),
            unit: "Ω",
            decimals: 1,
            scale: if log {
                AxisScale::Log
            } else {
                AxisScale::Linear
            },
            range,
        },
        right: Some(phase_axis([-90.0, 90.0])),
        shades: Vec::new(),
        footnotes: Vec::new(),
        empty_message: solution
            .input_impedance
            .is_none()
            .then(|| NO_LOAD.to_owned()),
        traces,
    }
}

fn phase_model(input: &Input<'_>) -> PlotModel {
    let traces = per_pressure(input, &|_, pressure| phase::wrapped(pressure));
    PlotModel {
        view: View::Phase,
        title: title(input, "phase at the drum"),
        x: frequency_axis(input.solution),
        left: phase_axis([-180.0, 180.0]),
        right: None,
        shades: shades(input.solution),
        footnotes: Vec::new(),
        empty_message: input
            .solution
            .drum_pressure
            .is_none()
            .then(|| NO_EAR.to_owned()),
        traces,
    }
}

fn delay_model(input: &Input<'_>) -> PlotModel {
    let traces = per_pressure(input, &|f, pressure| {
        let delay = delay::group_delay(f, pressure);
        delay.into_iter().map(|seconds| seconds * 1e3).collect()
    });
    let shown = traces
        .iter()
        .filter(|trace| trace.role == Role::Total)
        .flat_map(|trace| &trace.y);
    // A notch throws the delay of the sum far off: a few ms either way are what matters.
    let [low, high] = extent(shown).unwrap_or([0.0, 1.0]);
    let range = range::around([low.clamp(-5.0, 0.0), high.clamp(0.5, 10.0)]);
    PlotModel {
        view: View::Delay,
        title: title(input, "group delay at the drum"),
        x: frequency_axis(input.solution),
        left: Axis {
            label: "Group delay [ms]".to_owned(),
            unit: "ms",
            decimals: 3,
            scale: AxisScale::Linear,
            range,
        },
        right: None,
        shades: shades(input.solution),
        footnotes: Vec::new(),
        empty_message: input
            .solution
            .drum_pressure
            .is_none()
            .then(|| NO_EAR.to_owned()),
        traces,
    }
}

/// Ghost, each driver and the total, each through `read`.
fn per_pressure(input: &Input<'_>, read: &dyn Fn(&[f64], &[Complex64]) -> Vec<f64>) -> Vec<Trace> {
    let solution = input.solution;
    let curve = |name: String, role, pressure: &[Complex64]| Trace {
        name,
        role,
        side: Side::Left,
        faint: false,
        x: solution.f.clone(),
        y: read(&solution.f, pressure),
    };
    let mut traces = Vec::new();
    if let Some((ghost, pressure)) = input
        .ghost
        .and_then(|ghost| Some((ghost, ghost.drum_pressure.as_ref()?)))
    {
        traces.push(Trace {
            x: ghost.f.clone(),
            y: read(&ghost.f, pressure),
            ..curve("Before".to_owned(), Role::Ghost, &[])
        });
    }
    for (n, share) in solution.contributions.iter().enumerate() {
        traces.push(Trace {
            faint: share.muted,
            ..curve(
                spl::contribution_name(share),
                Role::Driver(share.part, n),
                &share.pressure,
            )
        });
    }
    if let Some(pressure) = &solution.drum_pressure {
        traces.push(curve("Total".to_owned(), Role::Total, pressure));
    }
    traces
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
        name: "Before".to_owned(),
        role: Role::Ghost,
        ..curve
    }
}

fn title(input: &Input<'_>, what: &str) -> String {
    if input.design.name.is_empty() {
        let mut chars = what.chars();
        let first = chars.next().map(|c| c.to_uppercase().to_string());
        first.unwrap_or_default() + chars.as_str()
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
        label: "Frequency [Hz]".to_owned(),
        unit: "Hz",
        decimals: 0,
        scale: AxisScale::Log,
        range,
    }
}

fn phase_axis(range: [f64; 2]) -> Axis {
    Axis {
        label: "Phase [°]".to_owned(),
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
            reason: "below the ear model's validated range".to_owned(),
        });
    }
    if let Some(greatest) = validity.ear_to.filter(|f| *f < to) {
        shades.push(Shade {
            from: greatest,
            to,
            reason: "above the ear model's validated range".to_owned(),
        });
    }
    if let Some((mode, duct)) = validity
        .transverse_mode
        .as_ref()
        .filter(|(mode, _)| *mode < to)
    {
        shades.push(Shade {
            from: *mode,
            to,
            reason: format!("above the first transverse mode of {duct}"),
        });
    }
    shades
}

/// The grey lines under a plot.
fn footnotes(input: &Input<'_>) -> Vec<String> {
    let doubtful = &input.solution.validity.doubtful_drivers;
    let mut notes = Vec::new();
    if !doubtful.is_empty() {
        notes.push(format!("Estimated driver data: {}", doubtful.join(", ")));
    }
    notes
}
