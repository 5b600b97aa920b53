//! Blocks of SPICE as parts with wires.

use earwright::{
    design::{Design, LinkKind, PartKind, operations},
    exchange::{Circuit, circuit::CircuitError},
    network::{Solver, log_grid},
};

const CROSSOVER: &str = "* two ways\n.subckt XO in lo hi com ; pins\n\
    L1 IN lo 0.82mH Rser=3.8\nC1 lo com 13uF\n\
    C2 in\n+ hi 360n\nR2 hi com 36 $ shunt\nR3 com com 1k\n.ends XO\n";

fn read(text: &str) -> Circuit {
    Circuit::of(text.as_bytes()).unwrap().unwrap()
}

fn refused(text: &str) -> CircuitError {
    Circuit::of(text.as_bytes()).unwrap().unwrap_err()
}

#[test]
fn resistors_coils_and_capacitors_become_parts_wired_as_in_the_netlist() {
    let read = read(CROSSOVER);
    assert_eq!(read.name, "XO");
    let design = Design::new();
    let pasted = operations::paste(&design, &read.text(), None).unwrap();
    let after = design.apply(&pasted.edit).unwrap();
    let part = |name: &str| after.parts.iter().find(|part| part.name == name).unwrap();
    let PartKind::Inductor(coil) = &part("L1").kind else {
        panic!()
    };
    assert_eq!((coil.inductance, coil.dc_resistance), (0.82e-3, 3.8));
    let PartKind::Capacitor(capacitor) = &part("C2").kind else {
        panic!()
    };
    assert_eq!(capacitor.capacitance, 360e-9);
    let PartKind::Resistor(resistor) = &part("R2").kind else {
        panic!()
    };
    assert_eq!(resistor.resistance, 36.0);
    let wired = |a: (&str, &str), b: (&str, &str)| {
        after.links.iter().any(|link| {
            let ends = [&link.from, &link.to].map(|end| (end.part, end.port.as_str()));
            let wanted = [(part(a.0).id, a.1), (part(b.0).id, b.1)];
            link.kind == LinkKind::Wire && (ends == wanted || ends == [wanted[1], wanted[0]])
        })
    };
    assert!(wired(("L1", "1"), ("C2", "1")) && wired(("L1", "2"), ("C1", "1")));
    assert!(wired(("C2", "2"), ("R2", "1")) && wired(("C1", "2"), ("R2", "2")));
    assert_eq!(pasted.links.len(), 4);
    let said: Vec<&str> = (read.findings.iter())
        .map(|finding| finding.message.as_str())
        .collect();
    let said = said.join("\n");
    for words in [
        "“R3” has both ends on one node",
        "pin “in” is L1 1",
        "pin “com” is C1 2",
    ] {
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn a_block_between_source_and_ground_has_the_impedance_of_its_parts() {
    let text = ".SUBCKT load a b\nR1 a m 16\nL1 m b 50u\n.ENDS\n";
    let design = earwright::library::default_design();
    let pasted = operations::paste(&design, &read(text).text(), Some([0.0, 80.0])).unwrap();
    let alone = design.apply(&pasted.edit).unwrap();
    assert_eq!(alone.parts.len(), design.parts.len() + 2);
    // It plays as before: nothing is wired to it yet.
    let f = log_grid(20, 20.0, 20e3);
    let z = |design: &Design| Solver::default().solve(design, &f).input_impedance.unwrap();
    assert_eq!(z(&alone), z(&design));
}

#[test]
fn numbers_are_those_of_spice_and_what_is_no_part_is_refused_with_its_line() {
    for (written, value) in [
        ("4.7", 4.7),
        ("4k7", f64::NAN),
        ("2MEG", 2e6),
        ("10m", 10e-3),
        ("1e3", 1e3),
        ("3.3k", 3.3e3),
        ("8ohm", 8.0),
    ] {
        let text = format!(".subckt a 1 2\nR1 1 2 {written}\n.ends\n");
        match Circuit::of(text.as_bytes()).unwrap() {
            Ok(read) => {
                let PartKind::Resistor(resistor) = &read.fragment.parts[0].kind else {
                    panic!()
                };
                assert_eq!(resistor.resistance, value, "{written}");
            }
            Err(error) => assert!(value.is_nan(), "{written}: {error}"),
        }
    }
    let other = refused(".subckt a 1 2\nR1 1 2 8\nE1 1 0 2 0 3\n.ends\n").to_string();
    assert!(
        other.contains("line 3") && other.contains("E1 1 0"),
        "{other}"
    );
    let value = refused(".subckt a 1 2\nR1 1 2 {r}\n.ends\n").to_string();
    assert!(value.contains("line 2"), "{value}");
    assert_eq!(refused(".subckt a 1 2\n.ends\n"), CircuitError::Empty);
    assert!(Circuit::of(b"R1 1 2 8\n.end\n").is_none());
}

#[test]
fn ground_has_two_names_and_is_one_node() {
    let read = read(".subckt XO in out gnd\nC1 in gnd 1u\nR2 out 0 10\nR1 in out 5\n.ends\n");
    let ends = |name: &str| {
        let part = read.fragment.parts.iter().find(|part| part.name == name);
        part.unwrap().id
    };
    let (c, r) = (ends("C1"), ends("R2"));
    let joined = read.fragment.links.iter().any(|link| {
        let both = [
            (link.from.part, &*link.from.port),
            (link.to.part, &*link.to.port),
        ];
        both.contains(&(c, "2")) && both.contains(&(r, "2"))
    });
    assert!(joined, "{:?}", read.fragment.links);
    assert!(
        read.findings
            .iter()
            .all(|finding| !finding.message.contains("no part"))
    );
}
