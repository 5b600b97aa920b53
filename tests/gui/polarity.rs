//! Drivers that play against the others: badge, list and inspector, each mended with one click.

use crate::support::{design, select_part, settle, window_with};
use earwright::{
    app::{Earwright, action::Action, command::Command},
    design::{PartId, file},
};
use egui_kittest::{Harness, kittest::Queryable as _};

/// The window with a hybrid whose drivers meet in phase.
fn window() -> Harness<'static, Earwright> {
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/designs/hybrid_tuned.ron"
    );
    window_with(Vec::new(), Some(file.into()))
}

/// That hybrid with a driver reversed, so that it plays against the others.
fn reversed(driver: &str) -> (Harness<'static, Earwright>, PartId) {
    let mut harness = window();
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
    (harness, id)
}

fn text(harness: &Harness<'static, Earwright>) -> String {
    file::to_text(&design(harness))
}

/// Mean level where the drivers of the first suggestion meet, dB.
fn level(harness: &Harness<'static, Earwright>, f: [f64; 2]) -> f64 {
    let solution = &harness.state().session().solution;
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
    let suggestion = harness.state().session().suggestions[0].clone();
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
    assert!(harness.state().session().suggestions.is_empty());
    assert_eq!(
        harness.state().session().undo_label(),
        Some(format!("Reverse polarity of {name}").as_str())
    );
    harness.state_mut().push(Action::Command(Command::Undo));
    settle(&mut harness);
    assert_eq!(text(&harness), bytes);
    assert_eq!(harness.state().session().suggestions.len(), 1);
}

#[test]
fn inspector_and_list_say_it_and_mend_it() {
    for way in ["list", "inspector"] {
        let (mut harness, _) = reversed("Mid");
        let suggestion = harness.state().session().suggestions[0].clone();
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
        assert!(harness.state().session().suggestions.is_empty(), "{way}");
    }
}

#[test]
fn nothing_is_said_of_drivers_that_play_together_or_in_the_middle_of_a_gesture() {
    let mut harness = window();
    assert!(harness.state().session().suggestions.is_empty());
    let mid = design(&harness).part_named("Mid").unwrap().id;
    let edit = earwright::design::operations::flip_polarity(&design(&harness), mid).unwrap();
    harness.state_mut().push(Action::Preview {
        label: "Try".to_owned(),
        edit,
    });
    settle(&mut harness);
    assert!(harness.state().session().suggestions.is_empty());
    harness.state_mut().push(Action::CommitPreview);
    settle(&mut harness);
    assert_eq!(harness.state().session().suggestions.len(), 1);
}

/// With `POLARITY_LOOK=folder`, pictures are written there to be looked at.
#[test]
fn it_looks_like_this() {
    let Ok(folder) = std::env::var("POLARITY_LOOK") else {
        return;
    };
    let (mut harness, id) = reversed("Mid");
    harness
        .render()
        .unwrap()
        .save(format!("{folder}/polarity_dark.png"))
        .unwrap();
    select_part(&mut harness, id);
    harness
        .state_mut()
        .push(Action::Command(Command::ToggleTheme));
    settle(&mut harness);
    harness
        .render()
        .unwrap()
        .save(format!("{folder}/polarity_light.png"))
        .unwrap();
}
