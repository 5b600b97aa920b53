//! The page that reads designs beside each other.

use crate::support::{
    Held, command, design, project, settle, shot, type_into, window, window_on, window_with,
};
use earwright::{
    analysis::report::{Beside, Question, report},
    app::{Earwright, actions::command::Command},
    library,
};
use egui::{Key, Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};

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
fn the_open_design_does_not_stand_beside_itself() {
    let hybrid = project("presets/designs/hybrid_1dd_4ba.ron");
    let mut harness = window_with(Vec::new(), Some(hybrid));
    command(&mut harness, Command::ReportCard);
    let ticked = |name: &str| {
        let check = harness.get_by_role_and_label(Role::CheckBox, name);
        check.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True)
    };
    assert!(!ticked("Hybrid 1 DD + 4 BA"));
    assert!(ticked("Single dynamic") && ticked("Triple armature"));
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

#[test]
fn hours_and_designs_it_is_compared_with_stand_on_the_page() {
    let mut harness = window();
    command(&mut harness, Command::TakeSnapshot);
    let name = design(&harness).kept[0].name.clone();
    command(&mut harness, Command::ReportCard);
    let columns = |harness: &Harness<'static, Earwright>| {
        let labels = harness.query_all_by_label(&name);
        labels.count() - 1
    };
    assert_eq!(columns(&harness), 0);
    // Four are beside it already: one makes room.
    let box_of = |harness: &mut Harness<'static, Earwright>, name: &str| {
        let ticked = harness.get_by_role_and_label(Role::CheckBox, name);
        ticked.click();
        settle(harness);
    };
    box_of(&mut harness, &name);
    assert_eq!(columns(&harness), 0, "there is no room for a fifth");
    box_of(&mut harness, "Single armature");
    box_of(&mut harness, &name);
    assert_eq!(columns(&harness), Question::ALL.len());
    // What the user says it takes stands among the figures, and in the design.
    assert!(harness.query_by_label("6 h").is_none());
    type_into(&mut harness, "Hours to build one", "6");
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert_eq!(design(&harness).hours, Some(6.0));
    harness.get_by_label("6 h");
    type_into(&mut harness, "Hours to build one", "-1");
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert_eq!(design(&harness).hours, Some(6.0));
    command(&mut harness, Command::Undo);
    assert_eq!(design(&harness).hours, None);
}
