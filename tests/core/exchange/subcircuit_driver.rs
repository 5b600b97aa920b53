//! Subcircuits of SPICE with controlled sources as drivers.

use crate::support::{
    peer,
    systems::{Bench, SOURCE, dd10},
};
use earwright::{
    analysis::phase::wrap_deg,
    design::{Design, LinkEnd, PartId, PartKind, driver::Multiport},
    exchange::{
        DriverCircuit, Finding,
        circuit::{CircuitError, driver::AcousticUnits},
    },
    network::{Solver, assemble, log_grid},
};
use num_complex::Complex64;

/// An armature: eddy currents by a coupled winding, a gyrator of H between coil and diaphragm,
/// volumes before and behind it.
pub(super) const RECEIVER: &str = "* a receiver\n.subckt rcv in+ in- front back ref\n\
    R1 in+ e1 180\nL1 e1 e2 20m\nRx e1 e2 30k\nLs s 0 1m\nRs s 0 60 ; eddy currents\nK1 L1 Ls 0.35\n\
    H1 e2 em Vq 1.6e5\nVi em in- 0\n\
    H2 a0 back\n+ Vi 160k\nVq a0 a1 DC 0\nL2 a1 a2 3e4\nR2 a2 a3 30MEG\nC2 a3 front 0.4p\n\
    C3 front ref 40f\nR4 back b 2MEG\nC4 b ref 0.5p\n.ends\n";

/// The 10 mm driver of the reference systems by E, F and G: electrical, mechanical (mobility
/// analogy: volts are m/s) and acoustic side.
const MOVING_COIL: &str = ".subckt dd plus minus out\n\
    Re plus 1 16\nLe 1 2 20u\nE1 2 3 u 0 0.35\nVi 3 minus 0\n\
    F1 0 u Vi 0.35\nCm u 0 22u\nLm u 0 0.8m\nRm u 0 {166.666666666667}\n\
    G1 u 0 (out,0) 5e-5\nG2 0 out (u,0) 5e-5\n.ends dd\n";

fn circuit(text: &str) -> DriverCircuit {
    DriverCircuit::of(text.as_bytes()).unwrap().unwrap()
}

fn driver(text: &str, units: AcousticUnits) -> (Multiport, Vec<Finding>) {
    let circuit = circuit(text);
    let (pins, guess) = circuit.guessed().unwrap();
    let (driver, mut findings) = circuit.driver(&pins, units).unwrap();
    findings.push(guess);
    (driver, findings)
}

fn told(findings: &[Finding]) -> String {
    let all: Vec<&str> = findings.iter().map(|f| f.message.as_str()).collect();
    all.join("\n")
}

fn why(text: &str) -> String {
    let read = DriverCircuit::of(text.as_bytes()).unwrap();
    let driver = read.and_then(|circuit| {
        let (pins, _) = circuit.guessed()?;
        circuit.driver(&pins, AcousticUnits::Si)
    });
    driver.unwrap_err().to_string()
}

/// A driver behind a resistor, into chambers at its ports: 1500 mm³ at the front, 800 at the back.
fn loaded(kind: PartKind, front: &str, back: Option<&str>) -> (Design, PartId) {
    let mut b = Bench::new();
    let r = b.resistor("R", 75.0);
    b.wire((SOURCE, "+"), (r, "1"));
    let driver = b.part("D", kind);
    b.terminals(driver, (r, "2"), false);
    let chamber = b.chamber_mm3("V1", 1500.0);
    b.joint((driver, front), (chamber, "west"));
    if let Some(back) = back {
        let chamber = b.chamber_mm3("V2", 800.0);
        b.joint((driver, back), (chamber, "west"));
    }
    (b.design, driver)
}

/// Pressures or voltages at a driver's ports.
fn solved(design: &Design, part: PartId, ports: &[&str], f: &[f64]) -> Vec<Vec<Complex64>> {
    let end = |port: &&str| LinkEnd {
        part,
        port: (*port).to_owned(),
    };
    let ends: Vec<LinkEnd> = ports.iter().map(end).collect();
    let (_, found) = Solver::default().solve_with_probes(design, &f.to_vec().into(), &ends);
    found.into_iter().map(Option::unwrap).collect()
}

/// Levels and phases that differ least.
fn off(ours: Complex64, theirs: Complex64) -> [f64; 2] {
    let db = 20.0 * (ours.norm() / theirs.norm()).log10();
    [db.abs(), wrap_deg((ours / theirs).arg().to_degrees()).abs()]
}

fn in_ngspice(text: &str, instance: &str, nodes: &[&str]) -> Option<Vec<(f64, Vec<Complex64>)>> {
    if !peer::is_there("ngspice") {
        return None;
    }
    let bulk = assemble(&Bench::new().design).network.air.bulk_modulus();
    let [front, back] = [1500e-9, 800e-9].map(|volume| volume / bulk);
    let print = nodes
        .iter()
        .map(|node| format!(".print ac v({node})\n"))
        .collect::<String>();
    let netlist = format!(
        "driver\n{text}V1 s 0 AC 0.1\nR s p 75\n{instance}\nC91 fr 0 {front:e}\nC92 bk 0 {back:e}\n\
         .options numdgt=12\n.ac dec 60 20 20k\n{print}.end\n"
    );
    let run = peer::ngspice(&netlist);
    let text = String::from_utf8_lossy(&run.stdout).into_owned();
    // A table after the other, each with all frequencies.
    let mut rows: Vec<(f64, Vec<Complex64>)> = Vec::new();
    for line in text.lines() {
        let cells: Vec<&str> = line.split_whitespace().collect();
        let [n, f, re, im] = cells[..] else { continue };
        let (Ok(n), Ok(f)) = (n.parse::<usize>(), f.parse::<f64>()) else {
            continue;
        };
        let re: f64 = re.trim_end_matches(',').parse().unwrap();
        let value = Complex64::new(re, im.parse().unwrap());
        if n == rows.len() {
            rows.push((f, vec![value]));
        } else {
            rows[n].1.push(value);
        }
    }
    assert!(
        rows.len() > 150,
        "{text}\n{}",
        String::from_utf8_lossy(&run.stderr)
    );
    assert!(
        rows.iter().all(|(_, values)| values.len() == nodes.len()),
        "{text}"
    );
    Some(rows)
}

#[test]
fn a_receiver_with_a_back_plays_as_in_ngspice_in_any_load() {
    let (driver, findings) = driver(RECEIVER, AcousticUnits::Si);
    let said = told(&findings);
    assert!(
        driver.has_rear() && said.contains("back is “back”"),
        "{said}"
    );
    assert!(said.contains("“ref” is taken for"), "{said}");
    assert!(
        !said.contains("choose") && !said.contains("power"),
        "{said}"
    );
    let (design, part) = loaded(driver.into(), "spout", Some("rear"));
    let Some(rows) = in_ngspice(RECEIVER, "X1 p 0 fr bk 0 rcv", &["p", "fr", "bk"]) else {
        return;
    };
    let f: Vec<f64> = rows.iter().map(|(f, _)| *f).collect();
    let ours = solved(&design, part, &["+", "spout", "rear"], &f);
    let mut worst = [0.0_f64; 2];
    for (n, (f, theirs)) in rows.iter().enumerate() {
        for (ours, theirs) in ours.iter().zip(theirs) {
            let [db, degrees] = off(ours[n], *theirs);
            worst = [worst[0].max(db), worst[1].max(degrees)];
            assert!(db < 0.01 && degrees < 0.1, "{f} Hz: {} {theirs}", ours[n]);
        }
    }
    assert!(worst[0] > 0.0);
}

#[test]
fn a_moving_coil_by_controlled_sources_is_the_moving_coil_and_that_of_ngspice() {
    let (driver, findings) = driver(MOVING_COIL, AcousticUnits::Si);
    assert!(!told(&findings).contains("choose"), "{findings:?}");
    let f = log_grid(121, 20.0, 20e3);
    let (of_circuit, part) = loaded(driver.into(), "spout", None);
    let from_circuit = solved(&of_circuit, part, &["+", "spout"], &f);
    // Its rear towards ambient: through a hole far wider than it needs.
    let (mut known, known_part) = loaded(PartKind::MovingCoil(dd10(0.0, 0.0)), "front", None);
    let mut b = Bench { design: known };
    let hole = b.vent_mm("Open", 0.0, 50.0, 0.0);
    b.joint((known_part, "rear"), (hole, "in"));
    known = b.design;
    let numbers = solved(&known, known_part, &["+", "front"], &f);
    for (n, f) in f.iter().enumerate() {
        for (a, b) in from_circuit.iter().zip(&numbers) {
            let [db, degrees] = off(a[n], b[n]);
            assert!(db < 0.005 && degrees < 0.05, "{f} Hz: {} {}", a[n], b[n]);
        }
    }
    let Some(rows) = in_ngspice(MOVING_COIL, "X1 p 0 fr dd\nR99 bk 0 1", &["p", "fr"]) else {
        return;
    };
    let f: Vec<f64> = rows.iter().map(|(f, _)| *f).collect();
    let ours = solved(&of_circuit, part, &["+", "spout"], &f);
    for (n, (f, theirs)) in rows.iter().enumerate() {
        for (ours, theirs) in ours.iter().zip(theirs) {
            let [db, degrees] = off(ours[n], *theirs);
            assert!(db < 0.01 && degrees < 0.1, "{f} Hz: {} {theirs}", ours[n]);
        }
    }
}

/// The moving coil with dyn/cm² for acoustic volts and cm³/s for acoustic amperes.
fn in_cgs() -> String {
    // 0.1 Pa a volt; 10⁶ cm³/s a m³/s.
    MOVING_COIL
        .replace("(out,0) 5e-5", "(out,0) 5e-6")
        .replace("(u,0) 5e-5", "(u,0) 50")
}

#[test]
fn acoustic_units_are_told_where_the_coupling_tells_them_and_converted() {
    let (si, _) = driver(MOVING_COIL, AcousticUnits::Si);
    let (cgs, findings) = driver(&in_cgs(), AcousticUnits::Cgs);
    assert!(!told(&findings).contains("choose"), "{findings:?}");
    assert_eq!(si.table.len(), cgs.table.len());
    for (a, b) in si.table.iter().zip(&cgs.table) {
        for (a, b) in a.y.iter().flatten().zip(b.y.iter().flatten()) {
            assert!((a - b).abs() <= 1e-6 * a.abs() + 1e-18, "{a} {b}");
        }
    }
    for (text, units) in [
        (in_cgs(), AcousticUnits::Si),
        (MOVING_COIL.to_owned(), AcousticUnits::Cgs),
    ] {
        let (_, findings) = driver(&text, units);
        assert!(
            told(&findings).contains("choose these units"),
            "{findings:?}"
        );
    }
    // A source that is not felt at the terminals says so, and a compliance that cannot be.
    let one_way =
        ".subckt d in+ in- out\nR1 in+ in- 200\nG1 0 out in+ in- 1e-8\nC1 out 0 1u\n.ends\n";
    let (_, findings) = driver(one_way, AcousticUnits::Si);
    let said = told(&findings);
    assert!(
        said.contains("one direction only") && said.contains("mm³"),
        "{said}"
    );
}

#[test]
fn losses_behind_a_value_are_those_of_parts_beside_it() {
    let short = RECEIVER
        .replace("20m\nRx e1 e2 30k", "20m Rpar=30k")
        .replace(
            "R4 back b 2MEG\nC4 b ref 0.5p",
            "C4 back ref 0.5p Rser=2MEG",
        );
    assert!(short.contains("Rpar=") && short.contains("Rser="));
    let [long, short] = [RECEIVER, &short].map(|text| driver(text, AcousticUnits::Si).0.table);
    for (a, b) in long.iter().zip(&short) {
        for (a, b) in a.y.iter().flatten().zip(b.y.iter().flatten()) {
            assert!((a - b).abs() <= 1e-6 * a.abs() + 1e-18, "{a} {b}");
        }
    }
}

#[test]
fn pins_are_known_by_name_by_order_or_as_stated() {
    let by_order = circuit(
        &MOVING_COIL
            .replace("plus minus out", "11 12 13")
            .replace("Re plus", "Re 11")
            .replace("3 minus", "3 12")
            .replace("out", "13"),
    );
    let (pins, said) = by_order.guessed().unwrap();
    assert_eq!((pins.plus.as_str(), pins.front.as_str()), ("11", "13"));
    assert!(said.message.contains("by their order"), "{said:?}");
    let turned = circuit(RECEIVER).stated("IN+,in-,back,front").unwrap();
    assert_eq!(
        (turned.front.as_str(), turned.back.as_deref()),
        ("back", Some("front"))
    );
    for names in ["in+,in-", "in+,in-,nowhere"] {
        assert!(matches!(
            circuit(RECEIVER).stated(names),
            Err(CircuitError::Pins(_))
        ));
    }
    assert!(why(".subckt d a b\nR1 a b 8\nG1 a b a b 1\n.ends\n").contains("“a”, “b”"));
    assert!(
        why(".subckt d a b c\nR1 a b 8\nE1 a x a b 1\n.ends\n")
            .contains("pin “c” leads to no part")
    );
}

#[test]
fn what_is_no_linear_driver_is_refused_with_its_line() {
    let with =
        |line: &str| format!(".subckt d in+ in- out\nR1 in+ in- 8\n{line}\nC1 out 0 1p\n.ends\n");
    for (line, words) in [
        ("X1 in+ out other", "calls another subcircuit"),
        (".subckt inner a b", "begins a subcircuit within"),
        (".param r=8", "sets a parameter"),
        ("D1 in+ out diode", "none of R, L, C"),
        ("E1 out 0 in+ {gain*2}", "controlling nodes and a gain"),
        (
            "E1 out 0 POLY(1) in+ in- 0 2",
            "controlling nodes and a gain",
        ),
        (
            "G1 out 0 LAPLACE {V(in+)} {1/s}",
            "controlling nodes and a gain",
        ),
        (
            "T1 in+ in- out 0 Z0=50 TD=1n",
            "“T1 in+ in- out 0 Z0=50 TD=1n”, is a transmission line",
        ),
        ("O1 in+ in- out 0 lossy", "is a transmission line"),
        ("F1 out 0 Vm 2", "the name of a V of 0"),
        ("V1 in+ x 5", "source of its own"),
        ("R2 out 0 -4", "a number above 0"),
        ("K1 L1 L2 0.5", "names of inductors"),
        ("r1 out 0 4", "a name that another line has"),
    ] {
        let said = why(&with(line));
        assert!(
            said.contains("line 3 ") && said.contains(words),
            "{line}: {said}"
        );
    }
    let ideal = why(&with("E1 out 0 in+ in- 3"));
    assert!(ideal.contains("nothing in this circuit decides"), "{ideal}");
    let hanging = why(&with("R2 a b 3"));
    assert!(
        hanging.contains("node “a”") || hanging.contains("node “b”"),
        "{hanging}"
    );
    let front_to_back = ".subckt d in+ in- front back\nR1 in+ in- 8\nG1 0 front in+ 0 1n\nC1 front 0 1p\n\
        C2 back 0 1p\nG2 0 back front 0 1n\n.ends\n";
    assert!(why(front_to_back).contains("one direction only"));
    assert!(DriverCircuit::of(b"R1 1 2 8\n.end\n").is_none());
}

#[test]
fn a_driver_with_power_of_its_own_and_one_that_leaks_to_ground_say_so() {
    let leaking = MOVING_COIL.replace("Le 1 2 20u", "Le 1 2 20u\nRx 2 0 50");
    let (_, findings) = driver(&leaking, AcousticUnits::Si);
    assert!(told(&findings).contains("runs to node 0"), "{findings:?}");
    let active = MOVING_COIL.replace("Re plus 1 16", "Re plus 1 16\nGx plus minus plus minus -1");
    let (_, findings) = driver(&active, AcousticUnits::Si);
    assert!(told(&findings).contains("power of its own"), "{findings:?}");
}

#[test]
fn the_table_is_short_where_the_circuit_is_smooth() {
    for (text, most) in [(RECEIVER, 400), (MOVING_COIL, 300)] {
        let (driver, _) = driver(text, AcousticUnits::Si);
        assert!(
            (54..most).contains(&driver.table.len()),
            "{}",
            driver.table.len()
        );
    }
}
