//! The dialog that ranks every combination of what may be chosen.

use super::{press, stop_and_close};
use crate::support::{
    Held, command, design, drawn, project, settle, shot, window, window_on, window_with,
};
use earwright::{
    analysis::goals::{Judged, Known, State, judge},
    app::{Earwright, actions::command::Command},
    design::{Alternatives, Design, file},
    network::Solver,
    tuning::Objective,
};
use egui::Role;
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};

/// Presses one of several buttons of which one is pressed.
fn choose(harness: &mut Harness<'static, Earwright>, label: &str) {
    harness
        .get_all_by_role_and_label(Role::Button, label)
        .last()
        .unwrap()
        .click();
    settle(harness);
}

fn error_db(design: &Design) -> f64 {
    Objective::new(design)
        .score(&mut Solver::default(), design)
        .error_db
}

/// Numbers free and their values few, one driver that may be turned.
fn allow(harness: &mut Harness<'static, Earwright>) {
    command(harness, Command::Choices);
    harness.get_by_label("Nothing may be chosen yet: free numbers, or name other drivers.");
    press(harness, "Free all R, L and C");
    let driver = design(harness).drivers().last().unwrap().name.clone();
    press(harness, &format!("{driver} may be reversed"));
    assert!(design(harness).alternatives[0].reversed);
}

#[test]
fn choices_are_allowed_ranked_shown_and_taken_in_one_step() {
    let mut harness = window();
    allow(&mut harness);
    press(&mut harness, "Free all tubes and dampers");
    // All values in stock of all of them are too many: it says so, and what to do.
    let told = harness
        .query_all_by_label_contains("too many to try here")
        .count();
    assert_eq!(told, 1);
    shot(&mut harness, "choices_too_many");
    press(&mut harness, "Lock all");
    press(&mut harness, "Free all R, L and C");
    press(&mut harness, "A few of each");
    let free = design(&harness).free;
    assert!(free.iter().all(|free| free.range.is_some()), "{free:?}");
    assert!(harness.query_all_by_label_contains("combinations.").count() == 1);
    shot(&mut harness, "choices_before");
    let before = design(&harness);
    press(&mut harness, "Rank");
    assert_eq!(
        design(&harness),
        before,
        "nothing changes until it is taken"
    );
    assert!(
        harness
            .query_all_by_label_contains("combinations ranked")
            .count()
            == 1
    );
    // What may be chosen changes no part, and no depth.
    harness.get_by_role_and_label(Role::Image, "Map of error against impedance");
    choose(&mut harness, "Depth");
    harness.get_by_role_and_label(Role::Image, "Map of error against depth");
    choose(&mut harness, "Impedance");
    harness.get_by_role_and_label(Role::Image, "Map of error against impedance");
    choose(&mut harness, "Front");
    choose(&mut harness, "Best");
    let first = |harness: &Harness<'static, Earwright>| {
        let rows = harness.query_all_by_label_contains("1. ");
        rows.into_iter().next().unwrap().rect().center()
    };
    let at = first(&harness);
    harness.drag_at(at);
    harness.drop_at(at);
    settle(&mut harness);
    let form = harness.state().choices().unwrap();
    let best = &form.ranking().unwrap().found.best[0];
    assert_eq!(form.chosen(), Some(best.ranked.index));
    let expected = best.solved.error_db.unwrap();
    let trial = form.trial().unwrap().0.clone();
    assert!((error_db(&trial) - expected).abs() < 1e-9);
    shot(&mut harness, "choices_done");
    press(&mut harness, "Take");
    let after = design(&harness);
    assert!((error_db(&after) - expected).abs() < 1e-9);
    assert!(error_db(&after) < error_db(&before));
    assert_eq!(after.alternatives, before.alternatives);
    command(&mut harness, Command::Undo);
    assert_eq!(design(&harness), before);
}

#[test]
fn a_few_of_each_are_never_too_many_to_try() {
    let hybrid = project("presets/designs/hybrid_1dd_4ba.ron");
    let mut harness = window_with(Vec::new(), Some(hybrid));
    let few = |harness: &mut Harness<'static, Earwright>| {
        press(harness, "A few of each");
        let too_many = harness.query_all_by_label_contains("too many to try here");
        assert_eq!(too_many.count(), 0);
        harness.get_by_label_contains("with 3 values");
        let rank = harness.get_by_role_and_label(Role::Button, "Rank");
        assert!(!rank.accesskit_node().is_disabled());
        design(harness).free.len()
    };
    command(&mut harness, Command::Choices);
    press(&mut harness, "Free all tubes and dampers");
    let all = design(&harness).free.len();
    assert!(3_u64.pow(u32::try_from(all).unwrap()) > 100_000_000);
    assert_eq!(
        few(&mut harness),
        all,
        "fewer values of some, and none locked"
    );
    harness.get_by_label_contains("with 2 values");
    shot(&mut harness, "choices_few");
    press(&mut harness, "Free all R, L and C");
    few(&mut harness);
}

#[test]
fn the_map_has_labels_where_a_figure_hardly_changes_and_says_so() {
    let dynamic = project("presets/designs/single_dynamic.ron");
    let mut harness = window_with(Vec::new(), Some(dynamic));
    command(&mut harness, Command::Choices);
    press(&mut harness, "Free all tubes and dampers");
    press(&mut harness, "A few of each");
    press(&mut harness, "Rank");
    choose(&mut harness, "Impedance");
    harness.get_by_label_contains("Impedance hardly changes");
    harness.get_by_label_contains("Price: choose a price file");
    let name = "Map of error against impedance";
    let map = harness.get_by_role_and_label(Role::Image, name).rect();
    let numbers = drawn::words(harness.output()).into_iter();
    let numbers: Vec<(egui::Pos2, f64)> = numbers
        .filter_map(|words| Some((words.rect.center(), words.text.parse().ok()?)))
        .collect();
    let within = |along: egui::Rangef, at: f32| along.expand(4.0).contains(at);
    let across = numbers.iter().filter(|(at, _)| {
        within(map.x_range(), at.x) && (map.bottom()..map.bottom() + 20.0).contains(&at.y)
    });
    let across: Vec<f64> = across.map(|(_, value)| *value).collect();
    assert!(across.len() >= 2, "{across:?}");
    assert!(across[across.len() - 1] - across[0] > 0.3, "{across:?}");
    let up = numbers.iter().filter(|(at, _)| {
        within(map.y_range(), at.y) && (map.left() - 40.0..map.left()).contains(&at.x)
    });
    assert!(up.count() >= 2);
    shot(&mut harness, "choices_hardly");
}

#[test]
fn a_click_on_the_map_shows_what_lies_there() {
    let mut harness = window();
    allow(&mut harness);
    press(&mut harness, "A few of each");
    press(&mut harness, "Rank");
    choose(&mut harness, "Impedance");
    let map = harness
        .get_by_role_and_label(Role::Image, "Map of error against impedance")
        .rect();
    let mut shown = Vec::new();
    for share in [0.3, 0.4, 0.5, 0.6, 0.7] {
        let at = map.lerp_inside(egui::vec2(share, share));
        harness.hover_at(at);
        settle(&mut harness);
        harness.drag_at(at);
        harness.drop_at(at);
        settle(&mut harness);
        let form = harness.state().choices().unwrap();
        shown.extend(form.chosen());
    }
    shown.dedup();
    assert!(!shown.is_empty(), "points lie across the map");
    shot(&mut harness, "choices_map");
    press(&mut harness, "Other choices");
    press(&mut harness, "Close");
    assert!(harness.query_by_label("Choices").is_none());
}

#[test]
fn other_drivers_are_named_in_a_menu_and_saved_with_the_design() {
    let mut harness = window();
    command(&mut harness, Command::Choices);
    let driver = design(&harness).drivers().last().unwrap().clone();
    press(&mut harness, &format!("{}: other drivers", driver.name));
    let other = earwright::library::drivers().iter().find(|preset| {
        preset.part.driver_kind() == driver.kind.driver_kind() && preset.part != driver.kind
    });
    let other = other.unwrap().name();
    harness.get_by_role_and_label(Role::CheckBox, other).click();
    settle(&mut harness);
    let named = design(&harness).alternatives;
    assert_eq!(
        (named[0].part, named[0].drivers.as_slice()),
        (driver.id, &[other.to_owned()][..])
    );
    let text = earwright::design::file::to_text(&design(&harness));
    let (read, _) = earwright::design::file::from_text(&text).unwrap();
    assert_eq!(read.alternatives, named);
    assert!(
        harness
            .query_all_by_label_contains("2 combinations.")
            .count()
            == 1
    );
}

#[test]
fn a_listed_driver_that_no_library_holds_is_told_and_can_be_left_out() {
    let mut stranger = earwright::library::default_design();
    let driver = stranger.drivers().last().unwrap().clone();
    stranger.alternatives = vec![Alternatives {
        part: driver.id,
        drivers: vec!["Driver of a friend".to_owned()],
        reversed: false,
    }];
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("stranger.ron");
    file::save(&path, &stranger).unwrap();
    let mut harness = window_with(Vec::new(), Some(path));
    command(&mut harness, Command::Choices);
    press(
        &mut harness,
        &format!("{}: other drivers (1 unknown)", driver.name),
    );
    let told = "Driver of a friend: not in the library, left out";
    harness.get_by_role_and_label(Role::CheckBox, told).click();
    settle(&mut harness);
    assert!(design(&harness).alternatives.is_empty());
}

#[test]
fn a_ranking_is_stopped_and_its_best_offered() {
    let held = Held::default();
    let mut harness = window_on(Box::new(held.clone()), Vec::new(), None);
    allow(&mut harness);
    press(&mut harness, "A few of each");
    stop_and_close(&mut harness, &held, "Rank", "Choices");
}

#[test]
fn the_goals_in_the_bar_are_those_of_what_is_tried() {
    let mut harness = window();
    let bar = |harness: &Harness<'static, Earwright>| {
        let met = |goals: &[Judged]| {
            let met = goals.iter().filter(|one| one.state() == State::Met);
            format!("Goals {} of {}", met.count(), goals.len())
        };
        let session = harness.state().session();
        let tried = session.tried_goals().map(met);
        harness.get_by_label(tried.as_ref().unwrap_or(&met(session.goals())));
        tried.is_some()
    };
    allow(&mut harness);
    press(&mut harness, "A few of each");
    press(&mut harness, "Rank");
    assert!(!bar(&harness));
    let own = harness.state().session().goals().to_vec();
    let rows = harness.query_all_by_label_contains("1. ");
    rows.into_iter().next().unwrap().click();
    settle(&mut harness);
    assert!(bar(&harness), "something is tried");
    harness.get_by_label("Tried");
    let session = harness.state().session();
    let form = harness.state().choices().unwrap();
    let (design, solution) = form.trial().unwrap();
    let expected = judge(design, solution, &Known::default());
    let tried = session.tried_goals().unwrap();
    assert_eq!(tried, expected);
    assert_ne!(tried, own, "it is another design");
    assert_eq!(session.goals(), own, "and the open one is as it was");
    shot(&mut harness, "choices_tried");
    press(&mut harness, "Close");
    assert!(!bar(&harness), "nothing is tried any more");
    assert!(harness.query_by_label("Tried").is_none());
}
