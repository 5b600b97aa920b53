//! The page that reads designs beside each other.

use crate::support::{Held, command, settle, shot, window, window_on};
use earwright::{
    analysis::report::{Beside, Question, report},
    app::{Earwright, actions::command::Command},
    library,
};
use egui::Role;
use egui_kittest::{Harness, kittest::Queryable as _};

#[test]
fn the_open_design_stands_beside_the_four_of_the_question() {
    let mut harness = window();
    command(&mut harness, Command::ReportCard);
    harness.get_by_label("Which driver for what?");
    for question in Question::ALL {
        harness.get_by_label(question.name());
    }
    // What the page reads is what the figures say.
    let design = harness.state().session().design().clone();
    let card = report(&design, &Beside::default());
    let shown = &card.figure(Question::Power, "amplifier").unwrap().shown;
    assert!(
        harness.query_all_by_label(shown).next().is_some(),
        "{shown}"
    );
    let dynamic = "Single dynamic dies away fastest, is most even in time";
    harness.get_by_label_contains(dynamic);
    harness.get_by_label_contains("Single dynamic minds the source least (");
    // A column of its own for every question.
    let open = harness.query_all_by_label("This design").count();
    assert_eq!(open, Question::ALL.len());
    assert!(harness.query_by_label("Working out…").is_none());
    shot(&mut harness, "report_dark");
    command(&mut harness, Command::ToggleTheme);
    shot(&mut harness, "report_light");
}

#[test]
fn other_built_in_designs_are_chosen_and_four_are_enough() {
    let held = Held::default();
    let mut harness = window_on(Box::new(held.clone()), Vec::new(), None);
    held.release(&mut harness);
    command(&mut harness, Command::ReportCard);
    harness.get_by_label("Working out…");
    for _ in 0..12 {
        held.release(&mut harness);
    }
    assert!(harness.query_by_label("Working out…").is_none());
    assert_eq!(held.count(), 0, "nothing runs on");
    let tick = |harness: &mut Harness<'static, Earwright>, name: &str| {
        harness.get_by_role_and_label(Role::CheckBox, name).click();
        settle(harness);
    };
    tick(&mut harness, "Triple armature");
    tick(&mut harness, "Dual armature");
    harness.get_by_label("Working out…");
    for _ in 0..4 {
        held.release(&mut harness);
    }
    let columns = harness.query_all_by_label("Dual armature").count();
    // The box to tick, and a column for each question.
    assert_eq!(columns, 1 + Question::ALL.len());
    assert_eq!(library::designs().len(), 9);
}
