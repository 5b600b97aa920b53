//! The SPICE netlist against ngspice, where it is installed.

use super::subcircuit_driver::RECEIVER;
use crate::support::{
    exported, peer,
    systems::{Bench, EAR, SOURCE, tube_mm},
};
use earwright::{
    analysis::phase::wrap_deg,
    design::Design,
    exchange::{DriverCircuit, Export, circuit::driver::AcousticUnits, export::Options, netlist},
    library,
    network::Solver,
};

/// Furthest apart two levels may be, dB, and two phases, degrees.
const BAR_DB: f64 = 0.05;
const BAR_DEGREES: f64 = 0.5;
/// The same of lumped parts.
const LUMPED_DB: f64 = 0.1;

/// Frequency, level in dB re 1 V and phase in radians, as `.print` writes them.
fn printed(text: &str) -> Vec<[f64; 3]> {
    text.lines()
        .filter_map(|line| {
            let mut cells = line.split_whitespace();
            cells.next()?.parse::<usize>().ok()?;
            let mut number = || cells.next()?.parse().ok();
            Some([number()?, number()?, number()?])
        })
        .collect()
}

/// What ngspice makes of a netlist: its table, or its complaint.
fn run(netlist: &str) -> Result<Vec<[f64; 3]>, String> {
    let run = peer::ngspice(netlist);
    let told = String::from_utf8_lossy(&run.stdout).into_owned();
    let rows = printed(&told);
    if rows.is_empty() {
        let complaint = String::from_utf8_lossy(&run.stderr).into_owned();
        return Err(format!("{told}\n{complaint}"));
    }
    Ok(rows)
}

#[test]
fn a_driver_from_a_circuit_is_written_as_it_plays() {
    if !peer::is_there("ngspice") {
        return;
    }
    let circuit = DriverCircuit::of(RECEIVER.as_bytes()).unwrap().unwrap();
    let (pins, _) = circuit.guessed().unwrap();
    let (driver, _) = circuit.driver(&pins, AcousticUnits::Si).unwrap();
    let mut b = Bench::new();
    let part = b.part("D", driver.into());
    b.terminals(part, (SOURCE, "+"), false);
    b.tube(tube_mm(12.0, 1.4), (part, "spout"), (EAR, "canal"));
    let behind = b.chamber_mm3("V", 300.0);
    b.joint((part, "rear"), (behind, "west"));
    let rows = run(&netlist(&b.design).unwrap()).unwrap();
    assert!(rows.len() > 290);
    let f: Vec<f64> = rows.iter().map(|row| row[0]).collect();
    let solution = Solver::default().solve(&b.design, &f.into());
    for (pressure, [f, db, radians]) in solution.drum_pressure.unwrap().iter().zip(&rows) {
        let level = 20.0 * pressure.norm().log10();
        let degrees = wrap_deg((pressure.arg() - radians).to_degrees());
        assert!(
            (level - db).abs() < BAR_DB && degrees.abs() < BAR_DEGREES,
            "{f} Hz: {level} dB here, {db} there; {degrees}°"
        );
    }
}

#[test]
fn ngspice_hears_what_the_program_hears_in_every_design_of_the_library() {
    if !peer::is_there("ngspice") {
        return;
    }
    let mut seen = 0;
    for entry in library::designs() {
        let design = &entry.design;
        let text = netlist(design).unwrap();
        let rows =
            run(&text).unwrap_or_else(|told| panic!("{}: ngspice says\n{told}", design.name));
        assert!(rows.len() > 290, "{}: {} rows", design.name, rows.len());
        let f: Vec<f64> = rows.iter().map(|row| row[0]).collect();
        let solution = Solver::default().solve(design, &f.into());
        let pressure = solution.drum_pressure.unwrap();
        let mut worst = [0.0_f64; 2];
        for (pressure, [f, db, radians]) in pressure.iter().zip(&rows) {
            let level = 20.0 * pressure.norm().log10();
            let degrees = wrap_deg((pressure.arg() - radians).to_degrees());
            worst[0] = worst[0].max((level - db).abs());
            worst[1] = worst[1].max(degrees.abs());
            assert!(
                (level - db).abs() < BAR_DB && degrees.abs() < BAR_DEGREES,
                "{} at {f} Hz: {level} dB here, {db} there; {degrees}°",
                design.name
            );
        }
        println!("{}: {worst:?}", design.name);
        seen += 1;
    }
    assert!(seen >= 9, "{seen} designs");
}

/// LTspice itself runs nowhere here: ngspice solves the same lumped parts.
#[test]
fn lumped_parts_are_heard_as_the_program_is_up_to_20_khz() {
    if !peer::is_there("ngspice") {
        return;
    }
    for entry in library::designs() {
        let design = &entry.design;
        let product = exported::with(design, Export::LtSpice, &Options::default());
        let text = String::from_utf8(product.files[0].1.clone()).unwrap();
        assert!(!text.contains("hertz") && !text.to_lowercase().contains("laplace"));
        assert!(text.is_ascii() && text.contains("\nVdrive drive 0 AC "));
        let rows =
            run(&text).unwrap_or_else(|told| panic!("{}: ngspice says\n{told}", design.name));
        assert!(rows.len() > 290, "{}: {} rows", design.name, rows.len());
        let f: Vec<f64> = rows.iter().map(|row| row[0]).collect();
        let solution = Solver::default().solve(design, &f.into());
        let pressure = solution.drum_pressure.unwrap();
        let worst = (pressure.iter().zip(&rows))
            .map(|(p, row)| ((20.0 * p.norm().log10() - row[1]).abs(), row[0]))
            .fold((0.0, 0.0), |a: (f64, f64), b| if b.0 > a.0 { b } else { a });
        println!("{}: {worst:?}, {:?}", design.name, product.remarks);
        assert!(worst.0 < LUMPED_DB, "{}: {worst:?}", design.name);
    }
}

#[test]
fn a_netlist_names_what_is_drawn_and_says_where_it_comes_from() {
    let mut design = library::default_design();
    design.name = "Zwei – µ\nWege".to_owned();
    let text = netlist(&design).unwrap();
    let first = text.lines().next().unwrap();
    assert!(first.starts_with("* Earwright "), "{first}");
    assert!(text.is_ascii());
    assert!(text.contains("\nVdrive drive 0 AC "));
    assert!(text.contains("drum"));
    for part in design.drivers() {
        assert!(
            text.contains(&format!("* {}: ", part.name)),
            "{}",
            part.name
        );
    }
    // The same design gives the same file, another one another hash.
    assert_eq!(netlist(&design).unwrap(), text);
    design.notes.push('x');
    assert_ne!(netlist(&design).unwrap().lines().next().unwrap(), first);
    assert!(netlist(&Design::new()).is_none(), "nothing is driven");
}

#[test]
fn a_transfer_that_is_nothing_at_some_frequencies_is_written_all_the_same() {
    let circuit = DriverCircuit::of(RECEIVER.as_bytes()).unwrap().unwrap();
    let (pins, _) = circuit.guessed().unwrap();
    let (mut driver, _) = circuit.driver(&pins, AcousticUnits::Si).unwrap();
    // As a table has it that begins below what was measured.
    let first = &mut driver.table[0].y;
    let ports = first.len().isqrt();
    for (n, value) in first.iter_mut().enumerate() {
        if n / ports != n % ports {
            *value = [0.0; 2];
        }
    }
    let mut b = Bench::new();
    let part = b.part("D", driver.into());
    b.terminals(part, (SOURCE, "+"), false);
    b.tube(tube_mm(12.0, 1.4), (part, "spout"), (EAR, "canal"));
    for what in [Export::Spice, Export::LtSpice] {
        let made = exported::one(&b.design, what);
        assert!(!made.is_empty(), "{what:?}");
    }
}
