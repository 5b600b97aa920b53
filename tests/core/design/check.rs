//! Problems of a drawing: found, named, and gone when put right.

use crate::support::samples::{
    add, armature, as_drawn, chamber, hybrid, join, moving_coil, resistor,
};
use earwright::design::{
    Design, Edit, Length, LinkKind, PartKind, Problem, Severity, Subject,
    check::{Findings, check},
    driver::Trust,
    operations,
    problem::gathered,
    shell::Shell,
};
use std::sync::Arc;

fn messages(design: &Design) -> Vec<String> {
    check(design)
        .into_iter()
        .map(|problem| problem.message)
        .collect()
}

fn has(design: &Design, words: &str) -> bool {
    messages(design)
        .iter()
        .any(|message| message.contains(words))
}

#[test]
fn a_sound_design_has_no_problem() {
    assert_eq!(messages(&hybrid()), [""; 0]);
}

#[test]
fn a_dropped_driver_is_named_until_it_is_connected() {
    let mut design = Design::new();
    assert!(has(&design, "There is no driver"));
    let driver = add(&mut design, armature(), [0.0, 0.0]);
    let problems = check(&design);
    let badge = problems
        .iter()
        .find(|problem| problem.message.contains("“BA1” is not connected: press C"))
        .unwrap();
    assert_eq!(badge.subject, Subject::Part(driver));
    assert_eq!(
        problems[0].severity,
        Severity::Error,
        "the worst first: no ear"
    );
    let edit = operations::connect_driver(&design, driver).unwrap();
    assert_eq!(messages(&design.apply(&edit).unwrap()), [""; 0]);
}

#[test]
fn a_terminal_without_a_wire_is_told_with_a_minus_that_is_one() {
    let mut design = hybrid();
    let driver = add(&mut design, armature(), [0.0, 30.0]);
    let source = design.source().unwrap().id;
    join(&mut design, (driver, "+"), (source, "+"));
    assert!(has(&design, "has nothing wired to −: it gets no current"));
}

#[test]
fn open_and_shorted_parts_are_named() {
    let mut design = hybrid();
    let series = add(&mut design, resistor(10.0), [-20.0, 30.0]);
    assert!(has(&design, "“R1” has nothing wired to 1"));
    let source = design.source().unwrap().id;
    join(&mut design, (series, "1"), (source, "+"));
    join(&mut design, (series, "2"), (source, "+"));
    assert!(has(
        &design,
        "“R1” does nothing: its 1 and 2 are wired together"
    ));
    let wire = design.links.last().unwrap().id;
    let mut design = design
        .apply(&Edit::Remove {
            parts: Vec::new(),
            links: vec![wire],
        })
        .unwrap();
    join(&mut design, (series, "2"), (source, "-"));
    assert_eq!(messages(&design), [""; 0], "a resistor across the source");
    join(&mut design, (source, "-"), (source, "+"));
    assert!(has(&design, "“Source” is shorted"));
    assert!(has(&design, "“DD1” is shorted"));
}

#[test]
fn islands_are_named() {
    let mut design = Design::new();
    let a = add(&mut design, armature(), [0.0, 0.0]);
    let b = add(&mut design, armature(), [0.0, 20.0]);
    let room = add(&mut design, chamber(8e-9), [20.0, 10.0]);
    for terminal in ["+", "-"] {
        join(&mut design, (a, terminal), (b, terminal));
    }
    for driver in [a, b] {
        join(&mut design, (driver, "spout"), (room, "west"));
    }
    assert!(has(&design, "“BA1” has no way to the source"));
    assert!(has(&design, "The sound of “BA2” does not reach the ear"));
}

#[test]
fn a_closed_rear_without_volume_is_named() {
    let mut design = Design::new();
    let driver = add(&mut design, moving_coil(), [0.0, 0.0]);
    let edit = operations::connect_driver(&design, driver).unwrap();
    let mut design = as_drawn(&design.apply(&edit).unwrap());
    assert!(has(
        &design,
        "“DD1” is closed at the rear without any back volume"
    ));
    let room = add(&mut design, chamber(500e-9), [-20.0, 0.0]);
    join(&mut design, (driver, "rear"), (room, "east"));
    assert_eq!(messages(&design), [""; 0]);
}

#[test]
fn overlaps_are_named_unless_the_depths_differ() {
    let mut design = hybrid();
    let tweeter = design.part_named("BA1").unwrap().clone();
    let twin = add(&mut design, armature(), [-6.0, -9.0]);
    assert!(has(&design, "“BA1” and “BA2” overlap"));
    let mut above = design.part(twin).unwrap().clone();
    // Two cases of 2.96 mm.
    above.depth_mm = tweeter.depth_mm + 3.0;
    let design = design.apply(&Edit::SetPart(Box::new(above))).unwrap();
    assert!(!has(&design, "overlap"));
}

#[test]
fn what_does_not_fit_the_shell_is_named() {
    let design = hybrid();
    let shell = |half: f64, depth_mm| {
        Edit::SetShell(Shell {
            name: "Square".to_owned(),
            outline_mm: vec![[-half, -half], [half, -half], [half, half], [-half, half]],
            depth_mm,
            inner_volume: None,
            nozzle_mm: [half, 0.0],
            nozzle_deg: 0.0,
        })
    };
    let large = design.apply(&shell(30.0, 12.0)).unwrap();
    assert_eq!(messages(&large), [""; 0], "{:?}", messages(&large));
    let small = design.apply(&shell(11.0, 12.0)).unwrap();
    assert!(has(&small, "“DD1” reaches outside the shell"));
    assert!(
        !has(&small, "“C1”"),
        "crossover parts stand beside the shell"
    );
    let flat = design.apply(&shell(30.0, 9.0)).unwrap();
    assert!(has(
        &flat,
        "“DD1” is 10.00 mm high, the shell only 9.00 mm deep"
    ));
}

#[test]
fn set_lengths_and_estimated_numbers_are_notes() {
    let mut design = hybrid();
    let mut link = design
        .links
        .iter()
        .find(|link| matches!(link.kind, LinkKind::Tube(_)))
        .unwrap()
        .clone();
    if let LinkKind::Tube(tube) = &mut link.kind {
        tube.length = Length::Set;
        tube.sections[0].length = 33e-3;
    }
    design = design.apply(&Edit::SetLink(Box::new(link))).unwrap();
    let mut tweeter = design.part_named("BA1").unwrap().clone();
    if let PartKind::Armature(driver) = &mut tweeter.kind {
        driver.origin.trust = Trust::C;
    }
    design = design.apply(&Edit::SetPart(Box::new(tweeter))).unwrap();
    let problems = check(&design);
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(
        problems
            .iter()
            .all(|problem| problem.severity == Severity::Note)
    );
    assert!(has(&design, "33 mm long ≠ drawn"));
    assert!(has(&design, "“BA1” has estimated numbers (trust C;"));
}

#[test]
fn parts_at_one_place_are_one_problem_with_a_count() {
    let pile = |count: usize, apart: f64| {
        let mut design = hybrid();
        for n in 0..count {
            add(&mut design, armature(), [apart * n as f64, 60.0]);
        }
        design
    };
    let said = |design: &Design| -> Vec<String> {
        let mut said = messages(design);
        said.retain(|message| message.contains("overlap") || message.contains("lie over"));
        said
    };
    assert_eq!(said(&pile(300, 20.0)), [""; 0]);
    assert_eq!(
        said(&pile(300, 0.0)),
        ["“BA2”, “BA3” and 298 others lie over each other: move them or set them at other depths"]
    );
    assert_eq!(said(&pile(4, 0.0)).len(), 6, "few are named pair by pair");
    // As many problems as apart, or fewer: none is told for every pair.
    let counts = [20.0, 0.0].map(|apart| messages(&pile(300, apart)).len());
    assert_eq!(counts[0] + 1, counts[1]);
}

#[test]
fn what_is_looked_at_again_after_a_change_is_what_a_first_look_finds() {
    let mut design = Arc::new(hybrid());
    let mut findings = Findings::default();
    let mut all = Vec::new();
    for n in 0..12 {
        let mut next = (*design).clone();
        all.push(add(&mut next, armature(), [0.4 * f64::from(n % 5), 60.0]));
        if n % 4 == 3 {
            let parts = vec![all.remove(0)];
            let links = Vec::new();
            next = next.apply(&Edit::Remove { parts, links }).unwrap();
        }
        design = Arc::new(next);
        findings.follow(&design);
        let mut found: Vec<Problem> = findings.problems().cloned().collect();
        found.sort_by_key(|problem| std::cmp::Reverse(problem.severity));
        assert_eq!(found, check(&design));
    }
}

#[test]
fn problems_alike_are_gathered_in_one_line() {
    let mut design = Design::new();
    for n in 0..9 {
        add(&mut design, armature(), [20.0 * f64::from(n), 60.0]);
    }
    let problems = check(&design);
    let lines: Vec<String> = gathered(&design, &problems)
        .into_iter()
        .map(|(problem, others)| problem.words(others))
        .collect();
    let alike: Vec<&String> = lines
        .iter()
        .filter(|line| line.contains("press C"))
        .collect();
    assert_eq!(
        alike,
        [
            "“BA1” is not connected: press C to wire it to the source and join it to the ear (and 8 others alike)"
        ]
    );
    // What only one part has stays as it is.
    assert!(
        lines
            .iter()
            .any(|line| line.starts_with("Nothing is joined to"))
    );
}
