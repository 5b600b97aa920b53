//! Every kind of part is complete: told, drawn, listed, assembled, saved.

use crate::support::samples::{add, every_kind, join, vented_coil};
use earwright::{
    design::{Design, Domain, Parameters, PartId, PartKind, Subject, file},
    network::{Solver, assemble, log_grid},
    picture::scene::Scene,
};
use std::collections::BTreeSet;

/// The kind's name in files.
fn name(kind: &PartKind) -> String {
    let text = file::ron_to_text(kind);
    text.split('(').next().unwrap().trim().to_owned()
}

/// Every kind, the source and the ear among them.
fn all() -> Vec<PartKind> {
    let new = Design::new();
    let mut all = every_kind();
    all.extend(new.parts.iter().map(|part| part.kind.clone()));
    all
}

#[test]
fn the_samples_hold_every_kind() {
    let seen: BTreeSet<String> = all().iter().map(name).collect();
    let known: BTreeSet<String> = PartKind::NAMES
        .iter()
        .map(|&name| name.to_owned())
        .collect();
    assert_eq!(seen, known);
}

#[test]
fn every_kind_says_what_it_is_and_which_ports_it_has() {
    let mut words = BTreeSet::new();
    let mut prefixes = BTreeSet::new();
    for kind in all() {
        let facts = kind.facts();
        assert!(
            !facts.word.is_empty() && !facts.prefix.is_empty(),
            "{}",
            name(&kind)
        );
        words.insert(facts.word);
        prefixes.insert(facts.prefix);
        let ports: BTreeSet<&str> = facts.ports.iter().map(|port| port.name).collect();
        assert!(
            !ports.is_empty() && ports.len() == facts.ports.len(),
            "{}",
            facts.word
        );
        for port in facts.through.iter().chain(facts.across).flatten() {
            assert!(ports.contains(port), "{} has no port {port}", facts.word);
        }
        for [a, b] in facts.through.iter().chain(facts.across) {
            assert_eq!(kind.port_domain(a), kind.port_domain(b), "{}", facts.word);
        }
        assert_eq!(
            kind.is_driver(),
            kind.sound_port().is_some(),
            "{}",
            facts.word
        );
        assert_eq!(kind.is_driver(), kind.case().is_some(), "{}", facts.word);
        assert_eq!(
            kind.is_driver(),
            kind.driver_kind().is_some(),
            "{}",
            facts.word
        );
        assert_eq!(kind.is_driver(), kind.band().is_some(), "{}", facts.word);
        assert_eq!(kind.is_driver(), facts.density > 0.0, "{}", facts.word);
    }
    assert_eq!(
        words.len(),
        PartKind::NAMES.len(),
        "no two are called the same"
    );
    assert_eq!(
        prefixes.len(),
        PartKind::NAMES.len(),
        "no two are numbered the same"
    );
}

#[test]
fn every_kind_is_drawn_at_each_of_its_ports() {
    for kind in all() {
        let mut design = Design::new();
        let part = place(&mut design, kind.clone());
        let scene = Scene::of(&design);
        let drawn = scene.part(part).unwrap();
        assert!(!drawn.drawn.is_empty(), "{} has a symbol", kind.word());
        assert_eq!(
            drawn.ports.len(),
            kind.facts().ports.len(),
            "{}",
            kind.word()
        );
        assert!(
            drawn.accessible.contains(kind.word()),
            "{}",
            drawn.accessible
        );
    }
}

#[test]
fn every_kind_has_numbers_within_their_bounds() {
    for kind in all() {
        let numbers = kind.parameters();
        let keys: BTreeSet<_> = numbers
            .iter()
            .map(|(info, _)| (info.key, info.index))
            .collect();
        assert_eq!(
            keys.len(),
            numbers.len(),
            "{} names each number once",
            kind.word()
        );
        for (info, value) in numbers {
            assert!(
                !info.label.is_empty() && !info.symbol.is_empty(),
                "{}",
                info.key
            );
            assert_eq!(info.objection(value), None, "{} {}", kind.word(), info.key);
        }
    }
}

#[test]
fn every_kind_is_saved_and_read_back() {
    for kind in all() {
        let mut design = Design::new();
        place(&mut design, kind.clone());
        let text = file::to_text(&design);
        let (read, notes) = file::from_text(&text).unwrap();
        assert_eq!(read, design, "{}", kind.word());
        assert!(notes.is_empty(), "{}", kind.word());
    }
}

#[test]
fn every_kind_takes_part_once_it_is_wired() {
    for kind in all() {
        // A node without a volume is a node and nothing else.
        if kind.facts().point && kind.is_electrical() {
            continue;
        }
        let (design, part) = wired(kind.clone());
        let assembly = assemble(&design);
        let owned = |owner| owner == Subject::Part(part);
        let mut elements = assembly.network.elements.iter();
        assert!(
            elements.any(|element| owned(element.owner)),
            "{}",
            kind.word()
        );
        let left_out = assembly
            .problems
            .iter()
            .find(|problem| owned(problem.subject));
        assert_eq!(left_out, None, "{}", kind.word());
        let solution = Solver::default().solve(&design, &log_grid(11, 20.0, 20e3));
        let pressure = solution
            .drum_pressure
            .unwrap_or_else(|| panic!("{}", kind.word()));
        assert!(pressure.iter().all(|p| p.is_finite()), "{}", kind.word());
    }
}

#[test]
fn what_the_library_offers_is_sound() {
    let offered = PartKind::offered();
    assert!(offered.len() >= 11, "{} things", offered.len());
    for (label, kind) in offered {
        assert!(!kind.is_driver() && !label.is_empty());
        let (design, part) = wired(kind);
        let problems = assemble(&design).problems;
        let of_it = problems
            .iter()
            .find(|problem| problem.subject == Subject::Part(part));
        assert_eq!(of_it, None, "{label}");
    }
}

/// Puts a part of this kind into a design: the source or ear itself, where it is one.
fn place(design: &mut Design, kind: PartKind) -> PartId {
    let mut parts = design.parts.iter();
    let own = parts.find(|part| kind.facts().only_one && name(&part.kind) == name(&kind));
    match own.map(|part| part.id) {
        Some(own) => own,
        None => add(design, kind, [0.0, 30.0]),
    }
}

/// A design with a driver that plays into the ear, and a part whose terminals are at the source and
/// whose openings are at the ear.
fn wired(kind: PartKind) -> (Design, PartId) {
    let mut design = Design::new();
    let [source, ear] = [design.source().unwrap().id, design.ear().unwrap().id];
    let driver = add(&mut design, vented_coil(), [0.0, 0.0]);
    join(&mut design, (source, "+"), (driver, "+"));
    join(&mut design, (source, "-"), (driver, "-"));
    join(&mut design, (driver, "front"), (ear, "canal"));
    let part = place(&mut design, kind);
    let facts = design.part(part).unwrap().kind.facts();
    if part == source || part == ear {
        return (design, part);
    }
    for [a, b] in facts.across {
        join(&mut design, (source, "+"), (part, a));
        join(&mut design, (source, "-"), (part, b));
    }
    let kind = design.part(part).unwrap().kind.clone();
    let openings =
        (facts.ports.iter()).filter(|port| kind.port_domain(port.name) == Some(Domain::Acoustic));
    for port in openings {
        join(&mut design, (part, port.name), (ear, "canal"));
    }
    (design, part)
}
