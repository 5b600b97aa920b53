//! Random edits: whatever happens, the design stays sound, reads back and can be undone.

use crate::support::{random::Random, random_edits::any_edit, samples::hybrid};
use earwright::{
    design::{
        Design, Edit, History, Problem,
        check::{Findings, check},
        file, operations,
    },
    picture::scene::Scene,
};
use std::sync::Arc;

/// Parts that fit before the random design shrinks again: it grows and shrinks by turns.
fn most_parts(step: usize) -> usize {
    [6, 30, 12, 3][(step / 700) % 4]
}

/// Plays a few previews of a gesture, as a drag does; whether one of them took.
fn gesture(history: &mut History, random: &mut Random, most: usize) -> bool {
    let mut took = false;
    for _ in 0..=random.below(4) {
        let before = history.committed().clone();
        if let Some(edit) = any_edit(&before, random, most) {
            took |= history.preview("drag", &edit).is_ok();
        }
    }
    took
}

#[test]
fn ten_thousand_edits_can_be_undone_to_the_first_byte_and_redone_to_the_last() {
    const EDITS: usize = 10_000;
    let mut random = Random(20_260_801);
    let mut history = History::new(hybrid());
    let first = file::to_text(history.present());
    let (mut made, mut tried, mut cancelled) = (0, 0, 0);
    let mut sizes = (usize::MAX, 0);
    let mut kinds = std::collections::BTreeSet::new();
    while made < EDITS {
        tried += 1;
        assert!(tried < 6 * EDITS, "{made} edits took");
        let most = most_parts(made);
        let before = history.present().clone();
        let revision = history.revision();
        match random.below(12) {
            // A gesture given up: the very design before it.
            0 => {
                if gesture(&mut history, &mut random, most) {
                    history.cancel_gesture();
                    cancelled += 1;
                }
                assert!(Arc::ptr_eq(history.present(), &before));
                assert_eq!(history.revision(), revision);
                continue;
            }
            1 => {
                gesture(&mut history, &mut random, most);
                history.commit_gesture();
            }
            _ => {
                let Some(edit) = any_edit(&before, &mut random, most) else {
                    continue;
                };
                let kind = format!("{edit:?}");
                if history.edit(&format!("edit {made}"), &edit).is_ok() {
                    let name = kind.split(['(', ' ']).next().unwrap().to_owned();
                    kinds.insert(name);
                } else {
                    assert_eq!(**history.present(), *before, "a refusal changes nothing");
                }
            }
        }
        if history.revision() != revision {
            made += 1;
            let parts = history.present().parts.len();
            sizes = (sizes.0.min(parts), sizes.1.max(parts));
        }
    }
    assert!(
        sizes.0 <= 4 && sizes.1 >= 25,
        "it grew and shrank: {sizes:?}"
    );
    assert!(cancelled > 300, "{cancelled} gestures were given up");
    // Every edit there is was made, and the batches of the operations.
    assert!(kinds.len() >= 20, "{kinds:?}");
    let last = file::to_text(history.present());
    assert_ne!(first, last);
    let mut undone = 0;
    while history.undo().is_some() {
        undone += 1;
    }
    assert_eq!(undone, EDITS, "each edit is one step");
    assert!(file::to_text(history.present()) == first);
    assert!(!history.is_modified(), "back where it was saved");
    let mut redone = 0;
    while history.redo().is_some() {
        redone += 1;
    }
    assert_eq!(redone, EDITS);
    assert!(file::to_text(history.present()) == last);
    println!("{tried} tried, parts {sizes:?}, {kinds:?}");
}

#[test]
fn random_designs_are_sound_and_round_trip_byte_for_byte() {
    for seed in 0..40 {
        let mut random = Random(seed);
        let mut design = hybrid();
        for _ in 0..80 {
            if let Some(edit) = any_edit(&design, &mut random, 16)
                && let Ok(next) = design.apply(&edit)
            {
                design = next;
            }
        }
        let text = file::to_text(&design);
        // Reading checks every rule an edit has to keep.
        let (read, notes) =
            file::from_text(&text).unwrap_or_else(|error| panic!("seed {seed}: {error}\n{text}"));
        assert!(notes.is_empty(), "seed {seed}: {notes:?}");
        assert_eq!(read, design, "seed {seed}");
        assert_eq!(file::to_text(&read), text, "seed {seed}");
    }
}

#[test]
fn what_is_kept_from_the_state_before_is_what_a_fresh_look_finds() {
    let (mut looked_at, mut found) = (0, 0);
    for seed in 0..12 {
        let mut random = Random(500 + seed);
        let mut design = hybrid();
        let mut scene = Scene::of(&design);
        let mut findings = Findings::default();
        findings.follow(&Arc::new(design.clone()));
        for step in 0..60 {
            let Some(edit) = any_edit(&design, &mut random, 20) else {
                continue;
            };
            let Ok(next) = design.apply(&edit) else {
                continue;
            };
            let at = format!("seed {seed}, step {step}: {edit:?}");
            findings.follow(&Arc::new(next.clone()));
            let mut kept: Vec<Problem> = findings.problems().cloned().collect();
            kept.sort_by_key(|problem| std::cmp::Reverse(problem.severity));
            assert_eq!(kept, check(&next), "{at}");
            scene = Scene::after(&next, Some((&design, &scene)));
            assert!(scene == Scene::of(&next), "the drawing: {at}");
            looked_at += 1;
            found += kept.len();
            design = next;
        }
    }
    assert!(looked_at > 400 && found > 400, "{looked_at}, {found}");
}

#[test]
fn a_locked_part_stays_where_it_is_whatever_is_tried() {
    for seed in 0..20 {
        let mut random = Random(1000 + seed);
        let mut design = hybrid();
        let locked = design.drivers().next().unwrap().id;
        design = design
            .apply(&operations::set_locked(&design, &[locked], true).unwrap())
            .unwrap();
        let placed = |design: &Design| {
            let part = design.part(locked).expect("cannot be deleted");
            (part.position_mm, part.rotation_deg, part.mirrored)
        };
        let before = placed(&design);
        for _ in 0..100 {
            // An edit of the part itself may unlock it; everything else may not move it.
            match any_edit(&design, &mut random, 16) {
                Some(Edit::SetPart(part)) if part.id == locked => {}
                Some(edit) => {
                    if let Ok(next) = design.apply(&edit) {
                        design = next;
                    }
                }
                None => {}
            }
            assert_eq!(placed(&design), before, "seed {seed}");
        }
    }
}
