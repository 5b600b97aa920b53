//! The table of a solution as CSV: what `earwright solve` prints and the window exports.
//!
//! A header and one row a frequency, no comment lines:
//! `f_hz,spl_db,phase_deg,z_ohm,z_phase_deg` and one column `spl_db:<part name>` for every driver in
//! document order. A cell is empty where there is no value (no ear joined, nothing at the source's
//! terminals, silence).

use crate::{analysis::spl, network::Solution};
use num_complex::Complex64;

/// Decimals of Hz, dB and Ω.
const LEVEL_DECIMALS: usize = 6;
/// Decimals of degrees.
const PHASE_DECIMALS: usize = 5;

/// The whole table.
pub fn table(solution: &Solution) -> String {
    let mut text = header(solution);
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
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    text
}

fn header(solution: &Solution) -> String {
    let mut columns: Vec<String> = ["f_hz", "spl_db", "phase_deg", "z_ohm", "z_phase_deg"]
        .map(ToOwned::to_owned)
        .into();
    columns.extend(
        solution
            .contributions
            .iter()
            .map(|driver| quoted(&format!("spl_db:{}", driver.name))),
    );
    columns.join(",")
}

fn at(values: Option<&[Complex64]>, row: usize) -> Option<Complex64> {
    values
        .and_then(|values| values.get(row))
        .copied()
        .filter(|value| value.is_finite())
}

/// A number with its decimals; empty where it is not finite.
pub(super) fn number(value: f64, decimals: usize) -> String {
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
