//! Free numbers, the dialog that searches better values, and what follows the design.

use super::{press, stop_and_close};
use crate::support::{Held, command, design, select_part, settle, shot, window, window_on};
use earwright::{
    app::{Earwright, actions::command::Command},
    design::{Design, Edit, Number, Parameters as _, PartKind, Subject},
    network::Solver,
    tuning::Objective,
};
use egui::{Key, Modifiers, Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};

/// The first resistor of the design.
fn resistor(design: &Design) -> (earwright::design::PartId, f64) {
    let found = (design.parts.iter()).find_map(|part| match &part.kind {
        PartKind::Resistor(resistor) => Some((part.id, resistor.resistance)),
        _ => None,
    });
    found.unwrap()
}

/// The window with the first resistor spoilt.
fn spoilt(harness: &mut Harness<'static, Earwright>) -> (earwright::design::PartId, f64) {
    let mut open = design(harness);
    let (id, was) = resistor(&open);
    if let Some(part) = open.parts.find_mut(|part| part.id == id)
        && let PartKind::Resistor(resistor) = &mut part.kind
    {
        resistor.resistance = was * 4.0;
    }
    harness.state_mut().set_design(open);
    settle(harness);
    (id, was * 4.0)
}

fn resistance(design: &Design, id: earwright::design::PartId) -> f64 {
    let part = design.part(id).unwrap();
    let (info, _) = part.chief().unwrap();
    part.get(&info.key()).unwrap()
}

fn cost(design: &Design) -> f64 {
    let objective = Objective::new(design);
    objective.score(&mut Solver::default(), design).cost
}

#[test]
fn a_number_is_ticked_searched_and_taken_in_one_step() {
    let mut harness = window();
    let (id, spoilt) = spoilt(&mut harness);
    select_part(&mut harness, id);
    assert!(harness.query_by_label("Free Resistance").is_none());
    harness.key_press_modifiers(Modifiers::SHIFT, Key::F);
    settle(&mut harness);
    press(&mut harness, "Free Resistance");
    let free = design(&harness).free;
    assert_eq!(free.len(), 1);
    assert_eq!(free[0].number.subject, Subject::Part(id));
    harness.key_press_modifiers(Modifiers::SHIFT, Key::O);
    settle(&mut harness);
    harness.get_by_label("1 number is free:");
    press(&mut harness, "Polarity may change");
    shot(&mut harness, "optimise_before");
    let before = design(&harness);
    press(&mut harness, "Search");
    // Nothing is changed until it is taken; what was tried is told.
    assert_eq!(design(&harness), before);
    assert!(harness.query_all_by_label("Tried").next().is_some());
    harness.get_by_label("taken");
    shot(&mut harness, "optimise_done");
    press(&mut harness, "Take");
    let after = design(&harness);
    assert!(resistance(&after, id) < spoilt);
    assert!(cost(&after) < cost(&before));
    assert_eq!(after.free, before.free);
    command(&mut harness, Command::Undo);
    assert_eq!(design(&harness), before);
    command(&mut harness, Command::Undo);
    assert!(design(&harness).free.is_empty());
}

#[test]
fn a_search_is_stopped_and_its_best_offered() {
    let held = Held::default();
    let mut harness = window_on(Box::new(held.clone()), Vec::new(), None);
    spoilt(&mut harness);
    command(&mut harness, Command::Optimise);
    press(&mut harness, "Free all R, L and C");
    assert!(design(&harness).free.len() > 3);
    stop_and_close(&mut harness, &held, "Search", "Optimise");
}

#[test]
fn what_follows_stays_at_its_best_and_is_taken_by_one_key() {
    let mut harness = window();
    let (id, spoilt) = spoilt(&mut harness);
    let part = design(&harness).part(id).unwrap().clone();
    let (info, _) = part.chief().unwrap();
    let free = vec![earwright::design::Free::new(Number::of_part(id, &info))];
    let freed = design(&harness).apply(&Edit::SetFree(free)).unwrap();
    harness.state_mut().set_design(freed);
    settle(&mut harness);
    harness.key_press(Key::T);
    settle(&mut harness);
    assert!(harness.state().followed().is_on());
    let shown = harness.state().followed().shown().unwrap().clone();
    assert!(shown.followed.score.cost < shown.followed.was.cost);
    shot(&mut harness, "follow_me");
    let before = design(&harness);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::T);
    settle(&mut harness);
    let after = design(&harness);
    assert!(resistance(&after, id) < spoilt);
    assert!((cost(&after) - shown.followed.score.cost).abs() < 1e-9);
    command(&mut harness, Command::Undo);
    assert_eq!(design(&harness), before);
    harness.key_press(Key::T);
    settle(&mut harness);
    assert!(harness.state().followed().shown().is_none());
}

#[test]
fn marks_are_reached_by_the_keyboard() {
    let mut harness = window();
    let (id, _) = resistor(&design(&harness));
    command(&mut harness, Command::MarkFree);
    select_part(&mut harness, id);
    harness
        .get_by_role_and_label(Role::CheckBox, "Free Resistance")
        .focus();
    settle(&mut harness);
    harness.key_press(Key::Space);
    settle(&mut harness);
    assert_eq!(design(&harness).free.len(), 1);
    let mark = harness.get_by_role_and_label(Role::CheckBox, "Free Resistance");
    let ticked = mark.accesskit_node().toggled();
    assert_eq!(ticked, Some(egui::accesskit::Toggled::True));
}
