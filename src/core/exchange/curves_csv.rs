//! The table of a solution as CSV: what `earwright solve` prints and the window exports.
//!
//! A header and one row a frequency, no comment lines:
//! `f_hz,spl_db,phase_deg,z_ohm,z_phase_deg` and one column `spl_db:<part name>` for every driver in
//! document order. Every probe adds four: at an acoustic port `spl_db:<probe>`,
//! `spl_phase_deg:<probe>`, `flow_mm3_s:<probe>` and `flow_phase_deg:<probe>`, the volume velocity
//! into the part; at an electrical one `voltage_v:`, `voltage_phase_deg:`, `current_ma:` and
//! `current_phase_deg:`. All are rms. A cell is empty where there is no value (no ear joined, nothing
//! at the source's terminals, silence, a flow that cannot be told apart from its neighbours').

use crate::{
    analysis::spl,
    design::Domain,
    network::{PortReading, Solution},
    picture::Probe,
};
use num_complex::Complex64;

/// Decimals of Hz, dB and Ω.
const LEVEL_DECIMALS: usize = 6;
/// Decimals of degrees.
const PHASE_DECIMALS: usize = 5;

/// The whole table. A probe at which nothing was read has no columns.
pub fn table(solution: &Solution, probes: &[Probe], readings: &[PortReading]) -> String {
    let probes: Vec<(&str, &PortReading)> = probes
        .iter()
        .filter_map(|probe| {
            let reading = readings.iter().find(|reading| reading.end == probe.end)?;
            Some((probe.name.as_str(), reading))
        })
        .collect();
    let mut text = header(solution, &probes);
    text.push('\n');
    for (row, f) in solution.f.iter().enumerate() {
        let pressure = at(solution.drum_pressure.as_deref(), row);
        let impedance = at(solution.input_impedance.as_deref(), row);
        let mut cells = vec![
            number(*f, LEVEL_DECIMALS),
            level(pressure),
            phase(pressure),
            impedance.map_or_else(String::new, |z| number(z.norm(), LEVEL_DECIMALS)),
            phase(impedance),
        ];
        for driver in &solution.contributions {
            cells.push(level(at(Some(&driver.pressure), row)));
        }
        for (_, reading) in &probes {
            cells.extend(probed(reading, row));
        }
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    text
}

fn header(solution: &Solution, probes: &[(&str, &PortReading)]) -> String {
    let mut columns: Vec<String> = ["f_hz", "spl_db", "phase_deg", "z_ohm", "z_phase_deg"]
        .map(ToOwned::to_owned)
        .into();
    columns.extend(
        solution
            .contributions
            .iter()
            .map(|driver| quoted(&format!("spl_db:{}", driver.name))),
    );
    for (name, reading) in probes {
        let kinds = match reading.domain {
            Domain::Acoustic => ["spl_db", "spl_phase_deg", "flow_mm3_s", "flow_phase_deg"],
            Domain::Electrical => [
                "voltage_v",
                "voltage_phase_deg",
                "current_ma",
                "current_phase_deg",
            ],
        };
        columns.extend(kinds.map(|kind| quoted(&format!("{kind}:{name}"))));
    }
    columns.join(",")
}

/// The cells of a probe.
fn probed(reading: &PortReading, row: usize) -> [String; 4] {
    let potential = at(Some(&reading.potential), row);
    let flow = at(reading.flow.as_deref(), row);
    let size = |value: Option<Complex64>, scale: f64| {
        value.map_or_else(String::new, |value| {
            number(value.norm() * scale, LEVEL_DECIMALS)
        })
    };
    let [first, second] = match reading.domain {
        Domain::Acoustic => [level(potential), size(flow, 1e9)],
        Domain::Electrical => [size(potential, 1.0), size(flow, 1e3)],
    };
    [first, phase(potential), second, phase(flow)]
}

fn at(values: Option<&[Complex64]>, row: usize) -> Option<Complex64> {
    values
        .and_then(|values| values.get(row))
        .copied()
        .filter(|value| value.is_finite())
}

/// A number with its decimals; empty where it is not finite.
pub fn number(value: f64, decimals: usize) -> String {
    if value.is_finite() {
        format!("{value:.decimals$}")
    } else {
        String::new()
    }
}

/// Level, dB SPL; silence has none.
fn level(pressure: Option<Complex64>) -> String {
    pressure.map_or_else(String::new, |p| number(spl::level_db(p), LEVEL_DECIMALS))
}

/// Angle, degrees in (−180, 180] as printed; nothing has none.
fn phase(value: Option<Complex64>) -> String {
    let Some(value) = value.filter(|value| value.norm() > 0.0) else {
        return String::new();
    };
    let text = number(value.arg().to_degrees(), PHASE_DECIMALS);
    match text.as_str() {
        // Rounding may reach the end that is left out.
        "-180.00000" => "180.00000".to_owned(),
        "-0.00000" => "0.00000".to_owned(),
        _ => text,
    }
}

/// A cell as CSV wants it: in quotes where it holds a comma, a quote or a line break.
pub fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}
