//! What is wrong with a design is named, and never a failure or a NaN.

use crate::support::systems::{Bench, EAR, SOURCE, dd10, hybrid, single_dd, tube_mm};
use earwright::design::{Design, Link, LinkEnd, LinkKind, PartKind, Subject, acoustic::Vent};
use earwright::network::{Solution, Solver, log_grid};

fn solve(design: &Design) -> Solution {
    let solution = Solver::default().solve(design, &log_grid(31, 20.0, 20e3));
    let all = [&solution.drum_pressure, &solution.input_impedance];
    for value in all.into_iter().flatten().flatten() {
        assert!(value.re.is_finite() && value.im.is_finite());
    }
    solution
}

fn names(solution: &Solution, subject: Subject, words: &str) -> bool {
    let mut problems = solution.problems.iter();
    problems.any(|p| p.subject == subject && p.message.contains(words))
}

#[test]
fn a_shorted_source_is_named() {
    let mut b = Bench::new();
    b.wire((SOURCE, "+"), (SOURCE, "-"));
    let solution = solve(&b.design);
    assert!(names(&solution, Subject::Part(SOURCE), "shorted"));
    assert!(solution.drum_pressure.is_none() && solution.input_impedance.is_none());
}

#[test]
fn a_design_without_joined_ear_still_has_an_impedance() {
    let mut design = single_dd();
    design.links.retain(|link| link.to.part != EAR);
    let solution = solve(&design);
    assert!(names(&solution, Subject::Part(EAR), "No sound path"));
    assert!(solution.drum_pressure.is_none() && solution.input_impedance.is_some());
}

#[test]
fn nothing_joined_gives_nothing_and_says_so() {
    let solution = solve(&Bench::new().design);
    assert!(solution.drum_pressure.is_none() && solution.input_impedance.is_none());
    assert!(names(&solution, Subject::Part(EAR), "No sound path"));
}

#[test]
fn a_dropped_driver_is_left_out_and_named() {
    let whole = solve(&single_dd());
    let mut b = Bench {
        design: single_dd(),
    };
    let lone = b.dd10("Lone", 60.0, 100.0);
    let solution = solve(&b.design);
    assert!(names(&solution, Subject::Part(lone), "not connected"));
    assert_eq!(solution.drum_pressure, whole.drum_pressure);
    assert_eq!(solution.contributions.len(), 1);
}

#[test]
fn a_driver_on_a_closed_zero_volume_is_named() {
    let mut b = Bench::new();
    let mut d = dd10(60.0, 0.0);
    d.back_volume = 0.0;
    let dd = b.part("DD", PartKind::MovingCoil(d));
    b.terminals(dd, (SOURCE, "+"), false);
    b.tube(tube_mm(8.0, 2.0), (dd, "front"), (EAR, "canal"));
    let solution = solve(&b.design);
    assert!(names(&solution, Subject::Part(dd), "cannot move"));
    // Held still, it is a coil: 16 Ω and 20 µH.
    let z = solution.input_impedance.unwrap()[0];
    assert!((z.re - 16.0).abs() < 1e-6, "{z}");
    // With the other face closed too, neither pressure is defined by itself.
    let mut d = dd10(0.0, 0.0);
    d.front_volume = 0.0;
    let mut b = Bench::new();
    let dd = b.part("DD", PartKind::MovingCoil(d));
    b.terminals(dd, (SOURCE, "+"), false);
    let solution = solve(&b.design);
    assert!(names(&solution, Subject::Part(dd), "cannot move"));
    assert!(solution.input_impedance.is_some());
}

#[test]
fn an_ear_open_to_ambient_is_named() {
    let mut b = Bench {
        design: single_dd(),
    };
    let hole = b.part(
        "Hole",
        PartKind::Vent(Vent {
            length: 0.0,
            bore: 1e-3,
            count: 1,
            inner: earwright::design::Termination::None,
            outer: earwright::design::Termination::None,
            mesh: None,
            resistance: 0.0,
        }),
    );
    b.joint((EAR, "canal"), (hole, "in"));
    let solution = solve(&b.design);
    assert!(names(&solution, Subject::Part(hole), "ambient"));
    assert!(names(&solution, Subject::Part(EAR), "ambient"));
    assert!(solution.drum_pressure.is_none());
}

#[test]
fn open_terminals_and_dead_ends_do_no_harm() {
    // A second driver, not wired, loads the first acoustically through its own volume.
    let mut b = Bench {
        design: single_dd(),
    };
    let passive = b.dd10("Passive", 60.0, 100.0);
    b.tube(tube_mm(5.0, 1.0), (passive, "front"), (EAR, "canal"));
    let dangling = b.resistor("R9", 10.0);
    b.wire((dangling, "1"), (SOURCE, "+"));
    let solution = solve(&b.design);
    assert!(solution.residual <= 1e-12, "{}", solution.residual);
    let own = solution.contributions.iter().find(|c| c.part == passive);
    assert!(own.unwrap().voltage.iter().any(|v| v.norm() > 0.0));
}

#[test]
fn bypassing_takes_a_series_part_away_and_opens_a_shunt() {
    let f = log_grid(31, 20.0, 20e3);
    let mut b = Bench { design: hybrid() };
    let shunt = b.resistor("R9", 3.3);
    b.wire((SOURCE, "+"), (shunt, "1"));
    b.wire((shunt, "2"), (SOURCE, "-"));
    let plain = Solver::default().solve(&hybrid(), &f);
    for part in &mut b.design.parts {
        part.bypassed = part.id == shunt;
    }
    let opened = Solver::default().solve(&b.design, &f);
    assert_eq!(opened.input_impedance, plain.input_impedance);
    for part in &mut b.design.parts {
        part.bypassed = part.name == "R1" || part.name == "R9";
    }
    let wired = Solver::default()
        .solve(&b.design, &f)
        .input_impedance
        .unwrap();
    for (with, without) in plain.input_impedance.unwrap().iter().zip(wired) {
        assert!((with - without - 0.5).norm() < 1e-9);
    }
}

#[test]
fn a_driver_wired_by_one_terminal_is_no_error_of_its_values() {
    let mut design = single_dd();
    let minus = |end: &LinkEnd| end.port == "-" && end.part != SOURCE;
    let is_return = |link: &Link| minus(&link.from) || minus(&link.to);
    let kept: Vec<Link> = (design.links.iter())
        .filter(|link| !is_return(link))
        .cloned()
        .collect();
    assert_eq!(kept.len() + 1, design.links.len());
    design.links = kept.into_iter().collect();
    let solution = solve(&design);
    assert_eq!(solution.verdict.unsolved, 0, "{:?}", solution.verdict);
    assert_eq!(solution.verdict.repeated, 0, "{:?}", solution.verdict);
    assert!(solution.input_impedance.is_none(), "an open circuit");
    let loud = |p: &num_complex::Complex64| p.norm() > 1e-9;
    let heard = solution.drum_pressure.iter().flatten().any(loud);
    assert!(!heard, "silence");
}

#[test]
fn values_without_a_response_give_no_curve_and_are_named() {
    let mut design = single_dd();
    let mut broken = None;
    for link in &mut design.links {
        if let LinkKind::Tube(tube) = &mut link.kind {
            tube.sections[0].bore_in = f64::NAN;
            broken = Some(link.id);
        }
    }
    let solution = solve(&design);
    let subject = Subject::Link(broken.unwrap());
    assert!(
        names(&solution, subject, "no curve is drawn"),
        "{:?}",
        solution.problems
    );
    assert!(solution.drum_pressure.is_none() && solution.input_impedance.is_none());
}
