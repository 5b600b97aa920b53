//! The goals in the status bar: how each stands, what decides one, and their editor.

use crate::support::{Held, command, design, settle, shot, type_into, window, window_on};
use earwright::{
    analysis::goals::State,
    app::{
        Earwright,
        actions::{Action, command::Command},
    },
    design::{Design, Edit, Goal, PartId, PartKind, Subject},
    library,
    tuning::tolerance::{self, Run},
};
use egui::Role;
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};

type Window = Harness<'static, Earwright>;

fn preset(name: &str) -> Design {
    library::design(name).expect(name).design.clone()
}

fn open(harness: &mut Window, name: &str) {
    harness.state_mut().set_design(preset(name));
    settle(harness);
}

/// The words of the bar's goals, as a screen reader has them.
fn row(harness: &Window) -> Vec<String> {
    let names = Goal::ALL.map(|goal| format!("{} ", goal.name()));
    let bar = harness.get_by_label_contains("Solved in").rect();
    let buttons = harness.get_all_by_role(Role::Button);
    buttons
        .filter(|node| (node.rect().center().y - bar.center().y).abs() < 12.0)
        .filter_map(|node| node.accesskit_node().label())
        .filter(|label| names.iter().any(|name| label.starts_with(name)))
        .collect()
}

fn focused(harness: &Window) -> Option<String> {
    let mut fields = harness.get_all_by_role(Role::TextInput);
    let field = fields.find(egui_kittest::Node::is_focused)?;
    field.accesskit_node().label()
}

#[test]
fn every_goal_stands_in_the_bar_at_1280_and_takes_no_room_from_the_plots() {
    for preset in library::designs() {
        let mut harness = window();
        let name = &preset.design.name;
        open(&mut harness, name);
        let shown = row(&harness);
        let judged = harness.state().session().goals().to_vec();
        assert_eq!(shown.len(), judged.len(), "{name}: {shown:?}");
        for (words, judged) in shown.iter().zip(&judged) {
            assert!(words.starts_with(judged.goal.name()), "{name}: {words}");
            match judged.margin_text() {
                Some(margin) => assert!(words.ends_with(&margin), "{name}: {words}"),
                None => assert!(words.ends_with('?'), "{name}: {words}"),
            }
        }
        let met = judged
            .iter()
            .filter(|one| one.state() == State::Met)
            .count();
        harness.get_by_label(&format!("Goals {met} of {}", judged.len()));
        if name == "Hybrid 1 DD + 4 BA" {
            shot(&mut harness, "goals_dark");
            command(&mut harness, Command::ToggleTheme);
            shot(&mut harness, "goals_light");
        }
    }
    let mut harness = window();
    harness.state_mut().set_design(Design::new());
    settle(&mut harness);
    harness.get_by_label("Goals");
    assert!(row(&harness).is_empty(), "none is set for the user");
}

#[test]
fn where_there_is_no_room_the_missed_ones_are_kept() {
    let mut harness = window();
    open(&mut harness, "Hybrid 1 DD + 4 BA");
    harness.set_size([800.0, 600.0].into());
    settle(&mut harness);
    let shown = row(&harness);
    assert!(shown.len() < 8, "{shown:?}");
    assert!(shown[0].contains('−'), "{shown:?}");
}

#[test]
fn a_click_leads_to_the_number_that_decides() {
    let mut harness = window();
    open(&mut harness, "Hybrid 1 DD + 4 BA");
    command(&mut harness, Command::ToggleInspector);
    harness.get_by_label_contains("Impedance −").click();
    settle(&mut harness);
    let app = harness.state();
    let chosen = app.session().selection().parts.clone();
    let design = app.session().design();
    let [part] = chosen.iter().collect::<Vec<&PartId>>()[..] else {
        panic!("{chosen:?}")
    };
    // The impedance is least where the tweeters are: one of their coils.
    assert!(design.part(*part).unwrap().name.starts_with("Tweeter"));
    harness.get_by_label_contains("Impedance is decided by Tweeter");
    assert_eq!(focused(&harness).as_deref(), Some("Coil resistance"));
    // What a driver decides as a whole leads to the driver.
    harness.get_by_label_contains("Excursion +").click();
    settle(&mut harness);
    let woofer = harness.state().session().design().part_named("Woofer");
    let woofer = Subject::Part(woofer.unwrap().id);
    assert!(
        harness
            .state()
            .session()
            .selection()
            .holds(&earwright::app::actions::Selection::of(woofer))
    );
}

#[test]
fn the_yield_is_known_as_soon_as_units_are_built() {
    let held = Held::default();
    let mut harness = window_on(Box::new(held.clone()), Vec::new(), None);
    open(&mut harness, "Hybrid 1 DD + 4 BA");
    // What is unknown says why.
    harness.get_by_label_contains("Yield ?").click();
    settle(&mut harness);
    harness.get_by_label_contains("Yield is unknown: No units are built yet");
    held.release(&mut harness);
    settle(&mut harness);
    assert!(harness.query_by_label_contains("Yield ?").is_none());
    // As on the command line, which solves each unit.
    let app = harness.state();
    let judged = app.session().goals();
    let goal = judged
        .iter()
        .find(|one| matches!(one.goal, Goal::Yield { .. }));
    let found = goal.unwrap().figure.unwrap();
    let design = app.session().design();
    let solved = tolerance::spread(design, &Run::of(1000, 7), &tolerance::grid()).unwrap();
    let Goal::Yield { within, .. } = goal.unwrap().goal else {
        panic!("{goal:?}")
    };
    let expected = solved.units.deviating_within(within);
    assert!((found - expected).abs() < 0.05, "{found} and {expected}");
    // No band is drawn for that.
    assert!(app.bands().band().is_none());
}

#[test]
fn an_answer_for_another_design_is_not_shown() {
    let held = Held::default();
    let mut harness = window_on(Box::new(held.clone()), Vec::new(), None);
    open(&mut harness, "Hybrid 1 DD + 4 BA");
    held.release(&mut harness);
    harness.get_by_label_contains("Impedance −").click();
    settle(&mut harness);
    assert!(harness.query_by_label_contains("is decided by").is_none());
    open(&mut harness, "Single dynamic");
    held.release(&mut harness);
    assert!(harness.query_by_label_contains("is decided by").is_none());
}

#[test]
fn goals_are_added_changed_removed_and_undone() {
    let mut harness = window();
    harness.state_mut().set_design(Design::new());
    settle(&mut harness);
    harness.get_by_label("Goals").click();
    settle(&mut harness);
    harness.get_by_label("Add goal Swing");
    harness.key_press(egui::Key::Escape);
    settle(&mut harness);
    assert!(harness.query_by_label("Add goal Swing").is_none());
    // The keyboard comes to it by the palette.
    command(&mut harness, Command::EditGoals);
    harness.get_by_label("Add goal Parts").click();
    settle(&mut harness);
    assert_eq!(design(&harness).goals, [Goal::Parts { at_most: 12.0 }]);
    type_into(&mut harness, "At most", "3");
    harness.key_press(egui::Key::Enter);
    settle(&mut harness);
    assert_eq!(design(&harness).goals, [Goal::Parts { at_most: 3.0 }]);
    shot(&mut harness, "goals_editor");
    let label = harness.state().session().undo_label().map(str::to_owned);
    assert_eq!(label.as_deref(), Some("Goal Parts: At most"));
    harness.get_by_label("Remove the goal Parts").click();
    settle(&mut harness);
    assert!(design(&harness).goals.is_empty());
    command(&mut harness, Command::Undo);
    command(&mut harness, Command::Undo);
    assert_eq!(design(&harness).goals, [Goal::Parts { at_most: 12.0 }]);
    command(&mut harness, Command::Undo);
    assert!(design(&harness).goals.is_empty());
}

#[test]
fn goals_follow_the_design_and_are_not_told_of_a_solo() {
    let mut harness = window();
    open(&mut harness, "Single dynamic");
    let count = |harness: &Window| {
        let goals = harness.state().session().goals();
        goals
            .iter()
            .filter(|one| one.state() == State::Unknown)
            .count()
    };
    assert_eq!(count(&harness), 0);
    let driver = design(&harness).drivers().next().unwrap().clone();
    let before = harness.state().session().goals()[1].clone();
    let mut louder = driver.clone();
    let PartKind::MovingCoil(coil) = &mut louder.kind else {
        panic!("a dynamic driver")
    };
    coil.bl *= 1.2;
    harness.state_mut().push(Action::Edit {
        label: "Louder".to_owned(),
        edit: Edit::SetPart(Box::new(louder)),
    });
    settle(&mut harness);
    let after = harness.state().session().goals()[1].clone();
    assert!(after.figure.unwrap() > before.figure.unwrap() + 1.0);
    harness.state_mut().push(Action::ToggleSolo(driver.id));
    settle(&mut harness);
    assert_eq!(count(&harness), 6);
    harness.state_mut().push(Action::ToggleSolo(driver.id));
    settle(&mut harness);
    assert_eq!(count(&harness), 0);
}

#[test]
fn fields_of_popups_are_as_those_of_panels_and_the_list_takes_the_window() {
    let mut harness = window();
    open(&mut harness, "Hybrid 1 DD + 4 BA");
    let fields = |harness: &Window, label: &str| -> Vec<egui::Vec2> {
        let all = harness.query_all_by_role_and_label(Role::TextInput, label);
        all.map(|node| node.rect().size()).collect()
    };
    let [panel] = fields(&harness, "EMF, rms")[..] else {
        panic!("the design's own page states the drive")
    };
    harness.get_by_label_contains("Drive ").click();
    settle(&mut harness);
    shot(&mut harness, "drive_popup");
    assert_eq!(fields(&harness, "EMF, rms"), [panel; 2]);
    harness.key_press(egui::Key::Escape);
    settle(&mut harness);
    for size in [[1280.0, 800.0], [1920.0, 1080.0]] {
        harness.set_size(size.into());
        settle(&mut harness);
        command(&mut harness, Command::EditGoals);
        shot(&mut harness, &format!("goals_popup_{}", size[0]));
        let field = fields(&harness, "At most")[0];
        assert_eq!(field.y, panel.y);
        let top = harness.get_all_by_label("Target").map(|node| node.rect());
        let top = top.map(|rect| rect.top()).fold(f32::MAX, f32::min);
        let foot = harness.get_by_label("Add goal Swing").rect().top();
        assert!(foot - top > 0.6 * size[1], "{top} to {foot}");
        harness.key_press(egui::Key::Escape);
        settle(&mut harness);
    }
}
