//! Snapshots a design keeps, and what is told between one design and another.

use crate::support::samples::{add, every_kind, hybrid, resistor};
use earwright::{
    design::{
        Design, Edit, LinkKind, Number, ParameterKey, Snapshot, Subject,
        changes::{Change, changes},
        file, operations,
        snapshot::MOST,
    },
    library,
    network::{Solver, log_grid},
};

fn preset() -> Design {
    library::design("Hybrid 1 DD + 2 BA")
        .unwrap()
        .design
        .clone()
}

fn with_kept(design: &Design, name: &str) -> Design {
    let mut kept = design.kept.clone();
    kept.push(Snapshot::of(design, name));
    design.apply(&Edit::SetKept(kept)).unwrap()
}

fn set(design: &Design, owner: &str, key: &str, index: Option<usize>, factor: f64) -> Design {
    let link = design.links.iter().find(|link| link.name == owner);
    let subject = match design.part_named(owner) {
        Some(part) => Subject::Part(part.id),
        None => Subject::Link(link.unwrap().id),
    };
    let key = ParameterKey {
        key: key.to_owned(),
        index,
    };
    let number = Number { subject, key };
    let mut changed = design.clone();
    let (_, value) = number.find(design).unwrap();
    assert!(number.set(&mut changed, factor * value));
    changed
}

#[test]
fn a_snapshot_is_read_back_byte_for_byte_and_sounds_as_the_design_did() {
    let mut design = hybrid();
    for (index, kind) in every_kind().into_iter().enumerate() {
        add(&mut design, kind, [0.1 * index as f64, 60.0]);
    }
    let design = with_kept(&design, "With every kind");
    let text = file::to_text(&design);
    let (read, notes) = file::from_text(&text).unwrap();
    assert_eq!((&read, notes.len()), (&design, 0));
    assert_eq!(file::to_text(&read), text);

    let before = preset();
    let design = with_kept(&before, "Before");
    let first = before.links.iter().next().unwrap().id;
    let cut = design.apply(&Edit::Remove {
        parts: Vec::new(),
        links: vec![first],
    });
    let cut = cut.unwrap();
    let (read, _) = file::from_text(&file::to_text(&cut)).unwrap();
    let f = log_grid(64, 20.0, 20_000.0);
    let solve = |design: &Design| {
        let solution = Solver::default().solve(design, &f);
        (solution.drum_pressure, solution.input_impedance)
    };
    assert_eq!(solve(&read.kept[0].design()), solve(&before));
    assert_ne!(solve(&read), solve(&before));

    // And it comes back whole, as one step.
    let back = read.apply(&Edit::Restore(Box::new(read.kept[0].clone())));
    let back = back.unwrap();
    assert_eq!(back.parts, before.parts);
    assert_eq!(back.links, before.links);
    assert_eq!(back.target, before.target);
    assert!(changes(&before, &back).is_empty());
}

#[test]
fn a_snapshot_takes_less_room_than_the_design() {
    let design = preset();
    let plain = file::to_text(&design).len();
    let kept = file::to_text(&with_kept(&design, "Before"));
    assert!(
        kept.len() - plain < plain,
        "{} letters more than {plain}",
        kept.len() - plain
    );
}

#[test]
fn a_design_without_snapshots_is_written_as_before() {
    assert!(!file::to_text(&preset()).contains("kept"));
}

#[test]
fn snapshots_that_cannot_be_are_refused_with_their_line() {
    let text = file::to_text(&with_kept(&hybrid(), "Before"));
    let at = text.find("kept: [").unwrap();
    let spoilt = |old: &str, new: &str| {
        let (head, tail) = text.split_at(at);
        assert!(tail.contains(old), "no {old} in\n{tail}");
        let text = format!("{head}{}", tail.replacen(old, new, 1));
        file::from_text(&text).unwrap_err().to_string()
    };
    // A snapshot holds none of its own.
    let said = spoilt("shown: true,", "shown: true, kept: [],");
    assert!(said.contains("kept") && said.contains("line"), "{said}");
    let said = spoilt("parts: [", "parts: [], parts: [");
    assert!(said.contains("parts"), "{said}");
    let said = spoilt("kind: Ear(", "kind: Junction(");
    assert!(said.contains("line"), "{said}");
    let line = 1 + text[..at].matches('\n').count();
    // A part without bounds, an identity used twice, a link to nowhere, no name.
    for (old, new, why) in [
        ("resistance: \"", "resistance: \"-", "0 or more"),
        ("id: 2,", "id: 1,", "used twice"),
        ("(part: 1, ", "(part: 999, ", "999"),
        ("name: \"Before\"", "name: \"\"", "name"),
    ] {
        let said = spoilt(old, new);
        assert!(said.contains(why), "{old}: {said}");
        let told: usize = said
            .split("line ")
            .nth(1)
            .and_then(|rest| rest.split(|c: char| !c.is_ascii_digit()).next())
            .and_then(|digits| digits.parse().ok())
            .unwrap_or_else(|| panic!("no line in {said}"));
        assert!(told >= line, "{said}");
    }
}

#[test]
fn two_of_one_name_and_too_many_are_refused() {
    let design = with_kept(&hybrid(), "Before");
    let refuse = |kept: Vec<Snapshot>| {
        let error = design.apply(&Edit::SetKept(kept)).unwrap_err();
        error.to_string()
    };
    let twice = [&design.kept[..], &design.kept[..]].concat();
    assert!(refuse(twice).contains("two snapshots “Before”"));
    let many = (0..=MOST).map(|n| Snapshot::of(&design, format!("{n}")));
    assert!(refuse(many.collect()).contains("at most 24"));
    assert_eq!(design.free_snapshot_name("Before"), "Before 2");
    assert_eq!(design.free_snapshot_name("After"), "After");
}

#[test]
fn what_a_snapshot_has_is_never_numbered_again() {
    // One of another file, whose identities go higher.
    let mut other = Snapshot::of(&preset(), "Other");
    other.origin = "other.ron".to_owned();
    let highest = preset().next_id;
    let design = Design::new().apply(&Edit::SetKept(vec![other.clone()]));
    let design = design.unwrap();
    assert!(design.next_id >= highest - 1);
    let restored = design.apply(&Edit::Restore(Box::new(other))).unwrap();
    let next = operations::place(&restored, resistor(10.0), [0.0, 0.0]);
    let grown = restored.apply(&next).unwrap();
    assert_eq!(grown.parts.len(), restored.parts.len() + 1);
}

#[test]
fn changed_values_are_told_with_what_they_were() {
    let design = preset();
    let tube = design
        .links
        .iter()
        .find(|link| matches!(link.kind, LinkKind::Tube(_)));
    let tube = tube.unwrap().name.clone();
    let longer = set(&design, &tube, "section.length", Some(0), 1.5);
    let wider = set(&longer, &tube, "section.bore_in", Some(0), 1.2);
    let found = changes(&design, &wider);
    let words: Vec<String> = found.values.iter().map(Change::words).collect();
    assert_eq!(
        words,
        [format!("{tube}: Length"), format!("{tube}: Bore in")],
        "the other end is as it was"
    );
    let (_, was, is) = found.values[0].number.clone().unwrap();
    assert!((is / was - 1.5).abs() < 1e-12);
    assert_eq!(found.summary(), "2 values");
    assert!(found.added.is_empty() && found.joined.is_empty());
    // The other way round, the same.
    assert_eq!(changes(&wider, &design).values.len(), 2);
    assert!(changes(&design, &design.clone()).is_empty());
}

#[test]
fn parts_connections_and_names_are_told() {
    let design = hybrid();
    let add = operations::place(&design, resistor(10.0), [0.0, 30.0]);
    let added = design.apply(&add).unwrap();
    let found = changes(&design, &added);
    assert_eq!(found.added.len(), 1);
    assert!(found.added[0].contains("resistor"), "{:?}", found.added);
    let found = changes(&added, &design);
    assert_eq!(found.removed.len(), 1);

    // A new name alone is no other part and no other connection.
    let named = design.links.iter().next().unwrap().from.part;
    let mut part = design.part(named).unwrap().clone();
    part.name = "Another name".to_owned();
    let renamed = design.apply(&Edit::SetPart(Box::new(part))).unwrap();
    let found = changes(&design, &renamed);
    assert_eq!(found.values.len(), 1, "{found:?}");
    assert_eq!(found.values[0].is, "Another name");
    assert!(found.joined.is_empty() && found.parted.is_empty());

    let wire = design.links.iter().find(|link| link.kind == LinkKind::Wire);
    let gone = design.apply(&Edit::Remove {
        parts: Vec::new(),
        links: vec![wire.unwrap().id],
    });
    let found = changes(&design, &gone.unwrap());
    assert_eq!((found.parted.len(), found.joined.len()), (1, 0));
    assert!(found.parted[0].starts_with("wire: "), "{:?}", found.parted);
}
