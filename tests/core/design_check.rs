//! Problems of a drawing: found, named, and gone when put right.

use crate::design_samples::{
    add, armature, as_drawn, chamber, hybrid, join, moving_coil, resistor,
};
use earwright::design::{
    Design, Edit, Length, LinkKind, PartKind, Severity, Subject, check::check, driver::Trust,
    operations, shell::Shell,
};

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
