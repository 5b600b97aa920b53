//! What passes through ports: current and power into drivers, volume velocity and acoustic
//! impedance, and the curves of probes.

use super::{Input, NO_LOAD, Plot, driver::model, phase_axis};
use crate::{
    analysis::{PortReading, Role, phase, port, spl},
    design::{Domain, port::PLUS},
    picture::{
        Axis, AxisScale, PlotModel, Side, Trace, View,
        probe::{self, Probe},
        range::{self, extent},
    },
};
use num_complex::Complex64;

pub(in crate::picture) const CURRENT: Plot = Plot {
    ports: probe::of_drivers,
    draws_probes: true,
    ..Plot::new(current_model)
};
pub(in crate::picture) const POWER: Plot = Plot {
    ports: probe::of_drivers,
    ..Plot::new(power_model)
};
pub(in crate::picture) const FLOW: Plot = at_ear(flow_model);
pub(in crate::picture) const ACOUSTIC: Plot = at_ear(acoustic_model);

const fn at_ear(model: fn(&Input<'_>) -> PlotModel) -> Plot {
    Plot {
        ports: probe::of_ear,
        draws_probes: true,
        ..Plot::new(model)
    }
}

/// Most decades a logarithmic axis of magnitudes spans.
const DECADES: f64 = 4.0;

const NO_PROBE: &str = "Right-click an acoustic port on the canvas and choose “Probe here”.";

/// Level of the pressure at every acoustic probe.
pub(super) fn pressure_traces(input: &Input<'_>) -> Vec<Trace> {
    probes(input, Domain::Acoustic, |reading| {
        Some(spl::levels_db(&reading.potential))
    })
}

/// Voltage re the drive's EMF at every electrical probe, dB.
pub(super) fn voltage_traces(input: &Input<'_>) -> Vec<Trace> {
    let emf = input.design.drive.emf();
    probes(input, Domain::Electrical, |reading| {
        let level = |volt: &Complex64| positive(volt.norm() / emf).log10() * 20.0;
        Some(reading.potential.iter().map(level).collect())
    })
}

/// Current into every driver and electrical probe.
fn current_model(input: &Input<'_>) -> PlotModel {
    let milliamperes = |reading: &PortReading| {
        let flow = reading.flow.as_ref()?;
        Some(flow.iter().map(|a| positive(a.norm() * 1e3)).collect())
    };
    let mut traces = drivers(input, |_, reading| milliamperes(reading));
    traces.extend(probes(input, Domain::Electrical, milliamperes));
    let axis = magnitude_axis(tr!("Current [mA rms]"), "mA", 3, &traces);
    let what = tr!("Current into the drivers");
    model(input, View::Current, what, axis, traces, NO_LOAD)
}

/// Power every driver takes.
fn power_model(input: &Input<'_>) -> PlotModel {
    let traces = drivers(input, |share, reading| {
        let power = port::power(&share.voltage, reading.flow.as_ref()?);
        Some(power.into_iter().map(|watt| positive(watt * 1e3)).collect())
    });
    let axis = magnitude_axis(tr!("Power [mW]"), "mW", 4, &traces);
    let what = tr!("Electrical power into the drivers");
    model(input, View::Power, what, axis, traces, NO_LOAD)
}

/// Volume velocity into the ear and at every acoustic probe.
fn flow_model(input: &Input<'_>) -> PlotModel {
    let read = |reading: &PortReading| {
        let flow = reading.flow.as_ref()?;
        Some(flow.iter().map(|q| positive(q.norm() * 1e9)).collect())
    };
    let mut traces = ear(input, Side::Left, read);
    traces.extend(probes(input, Domain::Acoustic, read));
    let axis = magnitude_axis(tr!("Volume velocity [mm³/s rms]"), "mm³/s", 2, &traces);
    let what = tr!("Volume velocity");
    model(input, View::Flow, what, axis, traces, NO_PROBE)
}

/// Acoustic impedance at the ear and at every acoustic probe: magnitude, and phase on the right.
fn acoustic_model(input: &Input<'_>) -> PlotModel {
    let impedance = |reading: &PortReading| port::impedance(reading, is_driver(input, reading));
    let size = |reading: &PortReading| {
        let mega = |z: &Complex64| positive(z.norm() * 1e-6);
        Some(impedance(reading)?.iter().map(mega).collect())
    };
    let angle = |reading: &PortReading| Some(phase::wrapped(&impedance(reading)?));
    let mut traces: Vec<Trace> = ear(input, Side::Right, angle)
        .into_iter()
        .map(|trace| Trace {
            name: tr!("Phase").to_owned(),
            role: Role::Phase,
            ..trace
        })
        .collect();
    traces.extend(ear(input, Side::Left, size));
    traces.extend(probes(input, Domain::Acoustic, size));
    // A port through which nothing flows has none.
    traces.retain(|trace| trace.y.iter().any(|value| value.is_finite()));
    let left = traces.iter().filter(|trace| trace.side == Side::Left);
    let axis = magnitude_axis(tr!("Acoustic impedance [MPa·s/m³]"), "MPa·s/m³", 2, left);
    let what = tr!("Acoustic impedance");
    PlotModel {
        right: Some(phase_axis([-90.0, 90.0])),
        ..model(input, View::Acoustic, what, axis, traces, NO_PROBE)
    }
}

/// An axis for magnitudes: logarithmic over what matters of them.
pub(super) fn magnitude_axis<'t>(
    label: &str,
    unit: &'static str,
    decimals: usize,
    traces: impl IntoIterator<Item = &'t Trace>,
) -> Axis {
    let seen = extent(traces.into_iter().flat_map(|trace| &trace.y));
    let kept = seen.map(|[low, high]| [low.max(high / 10_f64.powf(DECADES)), high]);
    let (log, range) = range::magnitude(kept);
    Axis {
        label: label.to_owned(),
        unit,
        decimals,
        scale: if log {
            AxisScale::Log
        } else {
            AxisScale::Linear
        },
        range,
    }
}

/// Traces of the drivers' `+` terminals.
fn drivers(
    input: &Input<'_>,
    read: impl Fn(&crate::analysis::Contribution, &PortReading) -> Option<Vec<f64>>,
) -> Vec<Trace> {
    let shares = input.solution.contributions.iter().enumerate();
    shares
        .filter_map(|(n, share)| {
            let reading = input
                .readings
                .iter()
                .find(|reading| reading.end.part == share.part && reading.end.port == PLUS)?;
            Some(Trace {
                name: share.name.clone(),
                role: Role::Driver(share.part, n),
                side: Side::Left,
                faint: share.muted,
                x: input.solution.f.clone(),
                y: read(share, reading)?,
            })
        })
        .collect()
}

fn ear(
    input: &Input<'_>,
    side: Side,
    read: impl Fn(&PortReading) -> Option<Vec<f64>>,
) -> Vec<Trace> {
    let is_ear = |reading: &&PortReading| {
        let ear = input.design.ear();
        ear.is_some_and(|ear| ear.id == reading.end.part)
    };
    let trace = |reading: &PortReading| {
        Some(Trace {
            name: tr!("Ear").to_owned(),
            role: Role::Magnitude,
            side,
            faint: false,
            x: input.solution.f.clone(),
            y: read(reading)?,
        })
    };
    input
        .readings
        .iter()
        .find(is_ear)
        .and_then(trace)
        .into_iter()
        .collect()
}

fn probes(
    input: &Input<'_>,
    domain: Domain,
    read: impl Fn(&PortReading) -> Option<Vec<f64>>,
) -> Vec<Trace> {
    let trace = |probe: &Probe| {
        let reading = input
            .readings
            .iter()
            .find(|reading| reading.end == probe.end)
            .filter(|reading| reading.domain == domain)?;
        Some(Trace {
            name: probe.name.clone(),
            role: Role::Probe(probe.number),
            side: Side::Left,
            faint: false,
            x: input.solution.f.clone(),
            y: read(reading)?,
        })
    };
    input.probes.iter().filter_map(trace).collect()
}

fn is_driver(input: &Input<'_>, reading: &PortReading) -> bool {
    let part = input.design.part(reading.end.part);
    part.is_some_and(|part| part.kind.is_driver())
}

/// A positive number, or a gap.
fn positive(value: f64) -> f64 {
    if value > 0.0 && value.is_finite() {
        value
    } else {
        f64::NAN
    }
}
