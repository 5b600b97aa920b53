//! Drivers that play against the others: badge, list and inspector, each mended with one click.

use crate::support::{Held, design, project, select_part, settle, shot, window_on, window_with};
use earwright::{
    app::{
        Earwright,
        actions::{Action, command::Command},
    },
    design::{Edit, LinkEnd, PartId, drive::Drive, file},
};
use egui_kittest::{Harness, kittest::Queryable as _};
use std::path::PathBuf;

/// The window with a hybrid whose drivers meet in phase.
fn window() -> Harness<'static, Earwright> {
    window_with(Vec::new(), Some(hybrid()))
}

fn hybrid() -> PathBuf {
    project("tests/designs/hybrid_tuned.ron")
}

/// That hybrid with a driver reversed, so that it plays against the others.
fn reversed(driver: &str) -> (Harness<'static, Earwright>, PartId) {
    reversed_in(window(), driver)
}

fn reversed_in(
    mut harness: Harness<'static, Earwright>,
    driver: &str,
) -> (Harness<'static, Earwright>, PartId) {
    let id = design(&harness).part_named(driver).unwrap().id;
    select_part(&mut harness, id);
    harness
        .state_mut()
        .push(Action::Command(Command::FlipPolarity));
    harness
        .state_mut()
        .push(Action::Command(Command::SelectNone));
    harness.state_mut().push(Action::Command(Command::FitView));
    settle(&mut harness);
    shot(&mut harness, &format!("polarity_{driver}"));
    (harness, id)
}

fn text(harness: &Harness<'static, Earwright>) -> String {
    file::to_text(&design(harness))
}

/// Mean level where the drivers of the first suggestion meet, dB.
fn level(harness: &Harness<'static, Earwright>, f: [f64; 2]) -> f64 {
    let solution = &harness.state().session().solution();
    let pressure = solution.drum_pressure.as_ref().unwrap();
    let met: Vec<_> = solution
        .f
        .iter()
        .zip(pressure)
        .filter(|(at, _)| (f[0]..=f[1]).contains(*at))
        .map(|(_, p)| *p)
        .collect();
    earwright::analysis::alignment::mean_level_db(&met).unwrap()
}

#[test]
fn the_badge_at_a_reversed_driver_turns_it_round_again() {
    let (mut harness, _) = reversed("Mid");
    let suggestion = harness.state().session().suggestions()[0].clone();
    let name = suggestion.meeting.name.clone();
    let told = suggestion.reversed.as_ref().unwrap().gain_db;
    let before = level(&harness, suggestion.meeting.between);
    let bytes = text(&harness);
    harness
        .get_by_label(&format!("Plays against the others: {name}"))
        .click();
    settle(&mut harness);
    let gained = level(&harness, suggestion.meeting.between) - before;
    assert!((gained - told).abs() < 0.3, "told {told}, gained {gained}");
    assert!(harness.state().session().suggestions().is_empty());
    assert_eq!(
        harness.state().session().undo_label(),
        Some(format!("Reverse polarity of {name}").as_str())
    );
    harness.state_mut().push(Action::Command(Command::Undo));
    settle(&mut harness);
    assert_eq!(text(&harness), bytes);
    assert_eq!(harness.state().session().suggestions().len(), 1);
}

#[test]
fn inspector_and_list_say_it_and_mend_it() {
    for way in ["list", "inspector"] {
        let (mut harness, _) = reversed("Mid");
        let suggestion = harness.state().session().suggestions()[0].clone();
        let name = &suggestion.meeting.name;
        if way == "inspector" {
            select_part(&mut harness, suggestion.meeting.part);
        }
        assert!(
            harness
                .query_all_by_label_contains(&format!("“{name}” plays against"))
                .count()
                >= 1
        );
        let label = format!("Reverse {name}");
        let all: Vec<_> = harness.query_all_by_label(&label).collect();
        let expected = if way == "list" { 1 } else { 2 };
        assert_eq!(all.len(), expected, "{way}");
        all[0].click();
        drop(all);
        settle(&mut harness);
        assert!(harness.state().session().suggestions().is_empty(), "{way}");
    }
}

#[test]
fn nothing_is_said_of_drivers_that_play_together_or_in_the_middle_of_a_gesture() {
    let mut harness = window();
    assert!(harness.state().session().suggestions().is_empty());
    let mid = design(&harness).part_named("Mid").unwrap().id;
    let edit = earwright::design::operations::flip_polarity(&design(&harness), mid).unwrap();
    harness.state_mut().push(Action::Preview {
        label: "Try".to_owned(),
        edit,
    });
    settle(&mut harness);
    assert!(harness.state().session().suggestions().is_empty());
    harness.state_mut().push(Action::CommitPreview);
    settle(&mut harness);
    assert_eq!(harness.state().session().suggestions().len(), 1);
}

#[test]
fn the_window_does_not_wait_for_what_mends_them() {
    let held = Held::default();
    let window = window_on(Box::new(held.clone()), Vec::new(), Some(hybrid()));
    let (mut harness, mid) = reversed_in(window, "Mid");
    assert!(harness.state().session().suggestions().is_empty());
    // What was asked before the edit comes first, then what is asked of the design as it is.
    held.release(&mut harness);
    held.release(&mut harness);
    let found = harness.state().session().suggestions()[0].clone();
    assert!(found.reversed.is_some() && !found.pending);

    // Another probe is no other design.
    let end = LinkEnd {
        part: mid,
        port: "+".to_owned(),
    };
    harness.state_mut().push(Action::ToggleProbe(end));
    settle(&mut harness);
    assert_eq!(held.count(), 0);

    // After an edit the driver stays named, and what mends it is not offered until it is known.
    harness.state_mut().push(Action::Edit {
        label: "Drive".to_owned(),
        edit: Edit::SetDrive(Drive::Voltage { emf: 0.2 }),
    });
    settle(&mut harness);
    let reverse = format!("Reverse {}", found.meeting.name);
    assert!(harness.state().session().suggestions()[0].pending);
    assert!(harness.query_by_label(&reverse).is_none());
    let rows = harness.query_all_by_label_contains("computing what mends it…");
    assert_eq!(rows.count(), 1);
    held.release(&mut harness);
    assert!(!harness.state().session().suggestions()[0].pending);
    harness.get_by_label(&reverse);
}
