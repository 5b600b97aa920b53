//! Raw files of circuit simulators, as they are written and as ngspice writes them.

use crate::support::peer;
use earwright::{
    analysis::spl,
    exchange::{Imported, Quantity, Reading, netlist},
    library,
    network::Solver,
};
use num_complex::Complex64;
use std::{f64::consts::PI, fmt::Write as _, path::Path};

const POINTS: usize = 11;

/// A first-order low pass at 1 kHz.
fn low_pass(f: f64) -> Complex64 {
    (Complex64::new(1.0, f / 1e3)).finv()
}

fn header(flags: &str, title: &str, end: &str) -> String {
    format!(
        "Title: {title}\nDate: Sun Nov 29 12:00:00  2026\nPlotname: AC Analysis\nFlags: {flags}\n\
         No. Variables: 3\nNo. Points: {POINTS}\nVariables:\n\t0\tfrequency\tfrequency grid=3\n\
         \t1\tv(out)\tvoltage\n\t2\ti(v1)\tcurrent\n{end}\n"
    )
}

fn rows() -> impl Iterator<Item = [Complex64; 3]> {
    (0..POINTS).map(|n| {
        let f = 100.0 * 10_f64.powf(n as f64 / 5.0);
        // ngspice leaves the imaginary part of the frequency as it finds it.
        let frequency = Complex64::new(f, -1e30);
        [frequency, low_pass(f), Complex64::new(1e-3, -1e-3)]
    })
}

fn ascii() -> Vec<u8> {
    let mut text = header("complex", "low pass", "Values:");
    for (n, row) in rows().enumerate() {
        write!(text, " {n}").unwrap();
        for value in row {
            writeln!(text, "\t{:.15e},{:.15e}", value.re, value.im).unwrap();
        }
        text += "\n";
    }
    text.into_bytes()
}

fn doubles() -> Vec<u8> {
    let values = rows().flatten().flat_map(|value| [value.re, value.im]);
    values.flat_map(f64::to_le_bytes).collect()
}

fn take(bytes: &[u8]) -> Result<Imported, String> {
    let reading = Reading::of(bytes, "a.raw").map_err(|error| error.to_string())?;
    let choice = reading.choose(None).map_err(|error| error.to_string())?;
    reading.take(&choice).map_err(|error| error.to_string())
}

#[test]
fn raw_files_of_either_kind_and_simulator_are_read() {
    let binary = [
        header("complex", "low pass", "Binary:").into_bytes(),
        doubles(),
    ]
    .concat();
    // LTspice writes its header in UTF-16.
    let wide = header("complex forward log", "* C:\\low pass.asc", "Binary:");
    let wide: Vec<u8> = wide.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let wide = [wide, doubles()].concat();
    for (name, bytes) in [
        ("ascii", ascii()),
        ("binary", binary.clone()),
        ("LTspice", wide),
    ] {
        let read = take(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(
            (read.quantity, read.points.len()),
            (Quantity::Level, POINTS),
            "{name}"
        );
        for point in &read.points {
            let exact = low_pass(point.f);
            assert!(
                (point.value - 20.0 * exact.norm().log10()).abs() < 1e-9,
                "{name}"
            );
            assert!((point.phase_deg.unwrap() - exact.arg().to_degrees()).abs() < 1e-9);
        }
        let said: String = read
            .findings
            .iter()
            .map(|f| f.message.clone() + "\n")
            .collect();
        assert!(said.contains("of a voltage"), "{name}: {said}");
        assert!(said.contains("i(v1)"), "what is not used is named: {said}");
    }
    // Cut off, spoilt or over time: told or refused, never a panic.
    let cut = take(&binary[..binary.len() - 60]).unwrap();
    assert_eq!(cut.points.len(), POINTS - 2);
    assert!(
        cut.findings
            .iter()
            .any(|finding| finding.message.contains("cut off"))
    );
    let time = header("real", "a", "Binary:").replace("frequency", "time");
    let refused = take(&[time.into_bytes(), doubles()].concat()).unwrap_err();
    assert!(refused.contains("over time"), "{refused}");
    for end in 0..binary.len() {
        let _ = take(&binary[..end]);
    }
    let absurd = header("complex", "a", "Binary:").replace("Points: 11", "Points: 99999999999");
    assert!(take(&[absurd.into_bytes(), doubles()].concat()).is_ok());
}

/// What ngspice writes for a netlist, in a format.
fn solved(netlist: &str, kind: &str, folder: &Path) -> Vec<u8> {
    let raw = folder.join(format!("{kind}.raw"));
    let control = format!(
        ".control\nset filetype={kind}\nrun\nwrite {}\n.endc\n.end\n",
        raw.display()
    );
    let text: String = netlist
        .lines()
        .filter(|line| !line.starts_with(".print") && *line != ".end")
        .map(|line| format!("{line}\n"))
        .collect();
    let run = peer::ngspice(&(text + &control));
    std::fs::read(&raw).unwrap_or_else(|_| {
        panic!("{}", String::from_utf8_lossy(&run.stderr));
    })
}

#[test]
fn what_ngspice_makes_of_a_netlist_comes_back_as_the_programs_own_curve() {
    if !peer::is_there("ngspice") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let design = library::default_design();
    let text = netlist(&design).unwrap();
    for kind in ["ascii", "binary"] {
        let read = Reading::of(&solved(&text, kind, folder.path()), "a.raw").unwrap();
        let drum = read.choose(None).unwrap();
        let read = read.take(&drum).unwrap();
        assert!(read.points.len() > 200, "{kind}: {}", read.points.len());
        let f: Vec<f64> = read.points.iter().map(|point| point.f).collect();
        let pressure = Solver::default()
            .solve(&design, &f.into())
            .drum_pressure
            .unwrap();
        for (point, pressure) in read.points.iter().zip(&*pressure) {
            let off = (point.value - spl::level_db(*pressure)).abs();
            assert!(off < 0.05, "{kind}: {point:?}");
            let turn = (point.phase_deg.unwrap().to_radians() - pressure.arg()) / (2.0 * PI);
            assert!(
                (turn - turn.round()).abs() < 0.5 / 360.0,
                "{kind}: {point:?}"
            );
        }
    }
}
