//! Never a curve out of a rounding error: what is nothing is no element, and what is small and there
//! is solved right, or said not to be.

use crate::support::systems::{Bench, EAR, SOURCE, hybrid5, tube_mm};
use earwright::{
    design::{
        Design, Link, LinkKind, Section, Tube, file,
        nothing::{LEAST, NO_RULE},
        seat::Seat,
    },
    library,
    network::{Engine, Features, Solver, assemble, assemble_above, log_grid},
};
use std::sync::Arc;

/// 20 Hz to 20 kHz.
fn grid() -> Arc<[f64]> {
    log_grid(64, 20.0, 20e3)
}

/// Level at the drum, dB SPL.
fn levels(design: &Design) -> Vec<f64> {
    let solution = Solver::default().solve(design, &grid());
    let drum = solution.drum_pressure.expect("an ear is joined");
    let level = |p: &num_complex::Complex64| 20.0 * (p.norm() / 20e-6).log10();
    drum.iter().map(level).collect()
}

fn largest(a: &[f64], b: &[f64]) -> f64 {
    let off = a.iter().zip(b).map(|(a, b)| (a - b).abs());
    off.fold(0.0, f64::max)
}

fn straight(length_mm: f64, bore_mm: f64) -> Section {
    tube_mm(length_mm, bore_mm).sections[0]
}

/// The reference design of one dynamic driver, its tube changed.
fn with_tube(change: impl FnOnce(&mut Tube)) -> Design {
    let text = include_str!("../../designs/single_dd.ron");
    let mut design = file::from_text(text).unwrap().0;
    let is_tube = |link: &Link| matches!(link.kind, LinkKind::Tube(_));
    let link = design.links.find_mut(is_tube).unwrap();
    let LinkKind::Tube(tube) = &mut link.kind else {
        unreachable!("found as a tube");
    };
    change(tube);
    design
}

/// Sections as the text of a file gives them, their bores 2.8 and 3.6 mm in turn, and a damper.
fn sections(lengths: &[&str], position: &str) -> Design {
    let metres = |text: &str| format!("{text}e-3").parse::<f64>().unwrap();
    with_tube(|tube| {
        tube.sections = (lengths.iter().enumerate())
            .map(|(n, length)| Section {
                length: metres(length),
                ..straight(1.0, [2.8, 3.6][n % 2])
            })
            .collect();
        tube.inserts[0].position = metres(position);
    })
}

#[test]
fn a_damper_on_the_border_of_sections_is_on_it() {
    for (lengths, on, beside) in [
        (["12", "3.5"].as_slice(), "15.5", "15.4999"),
        (&["1.5", "3", "4"], "4.5", "4.5001"),
        (&["10", "6"], "16", "15.9999"),
        (&["0.1", "0.2", "0.3", "0.1"], "0.6", "0.6001"),
    ] {
        let [on, beside] = [on, beside].map(|at| levels(&sections(lengths, at)));
        let off = largest(&on, &beside);
        assert!(off < 2e-3, "{lengths:?}: {off} dB");
    }
    let right = levels(&sections(&["12", "3.5"], "15.5"))[0];
    assert!((right - 110.6).abs() < 0.05, "{right} dB at 20 Hz");
}

#[test]
fn no_half_millimetre_pair_leaves_a_stretch_behind() {
    let half = |n: u32| format!("{}e-3", f64::from(n) * 0.5).parse::<f64>().unwrap();
    for a in 1..60 {
        for b in 1..60 {
            let section = |n| Section {
                length: half(n),
                ..straight(1.0, 2.0)
            };
            let tube = Tube {
                sections: vec![section(a), section(b), section(7)],
                ..tube_mm(1.0, 2.0)
            };
            assert_eq!(tube.seat(half(a)), Seat::Border(1), "{a} {b}");
            assert_eq!(tube.seat(half(a + b)), Seat::Border(2), "{a} {b}");
            assert_eq!(tube.seat(half(a + b + 7)), Seat::Border(3), "{a} {b}");
        }
    }
}

#[test]
fn bores_that_are_nearly_one_make_no_step() {
    let with = |bore: f64| {
        let mut design = with_tube(|tube| {
            tube.sections = vec![straight(8.0, 2.8), straight(4.0, bore)];
            tube.inserts[0].position = 4e-3;
        });
        design.junction_masses = true;
        levels(&design)
    };
    let one = with(2.8);
    for bore in [2.800_001, 2.800_000_01, 2.800_000_000_1, 2.8001] {
        let off = largest(&with(bore), &one);
        assert!(off < 1e-3, "Ø{bore} mm: {off} dB");
    }
    // A tube whose two joined parts differ by as little.
    let joined = |bore: f64| {
        let mut b = Bench::new();
        let driver = b.dd10("DD", 60.0, 400.0);
        b.terminals(driver, (SOURCE, "+"), false);
        let merge = b.junction_mm3("Merge", 0.0);
        b.tube(tube_mm(5.0, 2.8), (driver, "front"), (merge, "node"));
        b.tube(tube_mm(5.0, bore), (merge, "node"), (EAR, "canal"));
        b.design.junction_masses = true;
        levels(&b.design)
    };
    let off = largest(&joined(2.800_001), &joined(2.8));
    assert!(off < 1e-3, "{off} dB");
}

#[test]
fn a_section_too_short_to_be_anything_is_none() {
    let plain = levels(&sections(&["8", "4"], "8"));
    for nothing in ["1e-11", "1e-8", "1e-7"] {
        let off = largest(
            &levels(&with_tube(|tube| {
                let length = nothing.parse::<f64>().unwrap() * 1e-3;
                tube.sections.insert(
                    1,
                    Section {
                        length,
                        ..straight(1.0, 1.0)
                    },
                );
                tube.inserts[0].position = 8e-3;
            })),
            &plain,
        );
        assert!(off < 1e-3, "{nothing} mm: {off} dB");
    }
}

#[test]
fn a_resistance_of_nothing_is_a_wire() {
    let with = |ohms: f64| {
        let mut design = hybrid5();
        let mut changed = 0;
        for part in &mut design.parts {
            if let earwright::design::PartKind::Resistor(r) = &mut part.kind {
                r.resistance = ohms;
                changed += 1;
            }
        }
        assert!(changed > 0);
        levels(&design)
    };
    let wire = with(0.0);
    for ohms in [1e-15, 1e-12, 1e-9, 1e-8, 1e-7, 1e-6] {
        let off = largest(&with(ohms), &wire);
        assert!(off < 1e-4, "{ohms} Ω: {off} dB");
    }
}

/// Solves a network as the rule for nothing would have it, or without that rule.
fn judged(design: &Design, rule: bool) -> (Engine, Vec<f64>) {
    let least = if rule { LEAST } else { NO_RULE };
    let mut engine = Engine::new(assemble_above(design, least).network, &grid());
    engine.solve(true, Features::Dispatched);
    let mut levels = vec![0.0; engine.f().len()];
    engine.levels(&mut levels);
    (engine, levels)
}

/// Designs in which the rule leaves something out.
fn with_nothing_in_them() -> Vec<(&'static str, Design)> {
    let mut step = with_tube(|tube| {
        tube.sections = vec![straight(8.0, 2.8), straight(4.0, 2.800_001)];
        tube.inserts[0].position = 4e-3;
    });
    step.junction_masses = true;
    let mut closer = step.clone();
    if let Some(link) = closer
        .links
        .find_mut(|link| matches!(link.kind, LinkKind::Tube(_)))
        && let LinkKind::Tube(tube) = &mut link.kind
    {
        tube.sections[1] = straight(4.0, 2.800_000_1);
    }
    let mut resistor = hybrid5();
    for part in &mut resistor.parts {
        if let earwright::design::PartKind::Resistor(r) = &mut part.kind {
            r.resistance = 1e-12;
        }
    }
    let short = with_tube(|tube| {
        tube.sections.insert(
            1,
            Section {
                length: 1e-14,
                ..straight(1.0, 1.0)
            },
        );
        tube.inserts[0].position = 8e-3;
    });
    vec![
        ("12 + 3.5 mm", sections(&["12", "3.5"], "15.5")),
        ("1.5 + 3 + 4 mm", sections(&["1.5", "3", "4"], "4.5")),
        ("a step of 1 nm", step),
        ("a step of 0.1 nm", closer),
        ("a section of 1e-11 mm", short),
        ("resistors of 1e-12 Ω", resistor),
    ]
}

#[test]
fn the_judge_sees_what_the_rule_would_have_kept_out() {
    for (name, design) in with_nothing_in_them() {
        let (clean, right) = judged(&design, true);
        assert_eq!(clean.verdict().repeated, 0, "{name}: {:?}", clean.verdict());
        let (engine, found) = judged(&design, false);
        let verdict = engine.verdict();
        println!("{name}: {verdict:?}, {:.1e} dB", largest(&found, &right));
        if engine.broken().next().is_some() {
            // No value at all: the design is told to be without a curve.
            continue;
        }
        assert!(verdict.error > 0.0, "{name}: nothing was seen");
        assert_eq!(verdict.active, None, "{name}: {verdict:?}");
        assert!(
            verdict.repeated + verdict.unsolved > 0,
            "{name}: {verdict:?}"
        );
        if verdict.unsolved == 0 {
            let off = largest(&found, &right);
            assert!(off < 1e-3, "{name}: {off} dB");
        }
    }
}

#[test]
fn nothing_healthy_is_solved_twice() {
    let f = log_grid(512, 20.0, 20e3);
    for preset in library::designs() {
        let (name, design) = (preset.name(), &preset.design);
        let mut engine = Engine::new(assemble(design).network, &f);
        engine.solve(true, Features::Dispatched);
        println!("{name}: {:?}", engine.verdict());
        assert_eq!(
            engine.verdict().repeated,
            0,
            "{name}: {:?}",
            engine.verdict()
        );
    }
}

#[test]
fn a_part_that_gives_out_power_is_named() {
    // No document holds a negative resistance; a network may.
    let design = with_tube(|_| {});
    let mut network = assemble(&design).network;
    let damper = network.elements.iter().position(|element| {
        matches!(element.kind, earwright::network::Kind::AcousticSeries(_))
            && element.owner == earwright::design::Subject::Link(earwright::design::LinkId(10))
    });
    let damper = damper.expect("a damper in the tube");
    let resistance = network.elements[damper].kind.numbers()[0];
    network.elements[damper].kind.set(0, -resistance);
    let mut engine = Engine::new(network, &grid());
    engine.solve(true, Features::Dispatched);
    let verdict = engine.verdict();
    let link = earwright::design::Subject::Link(earwright::design::LinkId(10));
    assert_eq!(verdict.active, Some(link), "{verdict:?}");
}
