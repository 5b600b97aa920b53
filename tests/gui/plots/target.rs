//! The menu of the target: recipes, alignment by a band, bounds, rig and smoothing.

use crate::support::{command, design, settle, shot, window};
use earwright::{
    analysis::{Role, target::RECIPES},
    app::{Earwright, actions::command::Command},
    design::target::{Shelves, Target},
    picture::{Input, View, plot_model},
};
use egui_kittest::{Harness, kittest::Queryable as _};

type Window = Harness<'static, Earwright>;

fn open_menu(harness: &mut Window) {
    harness.get_by_label_contains("Target: ").click();
    settle(harness);
}

fn click(harness: &mut Window, label: &str) {
    // The menu scrolls where the window is too small for it.
    harness.get_by_label(label).scroll_to_me();
    settle(harness);
    harness.get_by_label(label).click();
    settle(harness);
}

/// The names under the SPL plot.
fn has(harness: &Window, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

#[test]
fn recipes_bounds_and_a_band_are_chosen_in_the_menu_and_undone() {
    let mut harness = window();
    let before = design(&harness).target;
    open_menu(&mut harness);
    click(&mut harness, RECIPES[4].name);
    let target = design(&harness).target.target;
    assert_eq!(target, Target::Generated(RECIPES[4].gains));
    // Its second pair has numbers of its own now.
    assert!(has(&harness, "Second bass corner"));
    click(&mut harness, "Align by a band");
    assert_eq!(design(&harness).target.align_to_hz, Some(2000.0));
    click(&mut harness, "Preference bounds");
    assert!(design(&harness).target.bounds);
    harness.get_by_label("Made for: 711 ear");
    shot(&mut harness, "target_menu");
    assert!(has(&harness, "Preference bounds in SPL"));
    let drawn = |harness: &Window| {
        let session = harness.state().session();
        plot_model(View::Spl, &Input::new(session.design(), session.solution()))
    };
    let bands = drawn(&harness);
    let [[low, high]] = bands.bands()[..] else {
        panic!("one band")
    };
    assert_eq!((low.role, high.role), (Role::BoundLow, Role::BoundHigh));
    assert!(low.y.iter().zip(&high.y).all(|(low, high)| low <= high));
    click(&mut harness, "Second pair of shelves");
    click(&mut harness, "Second pair of shelves");
    let Target::Generated(gains) = design(&harness).target.target else {
        panic!("a generated target")
    };
    assert_eq!(gains.second, Some(Shelves::default()));
    for _ in 0..5 {
        command(&mut harness, Command::Undo);
    }
    assert_eq!(design(&harness).target, before);
}

#[test]
fn smoothing_is_chosen_told_and_kept_out_of_figures() {
    let mut harness = window();
    let roughness = |harness: &Window| {
        let drawn = harness.state().plots().smoothing;
        let session = harness.state().session();
        let model = plot_model(
            View::Spl,
            &Input {
                smoothing: drawn,
                ..Input::new(session.design(), session.solution())
            },
        );
        let total = model.traces.iter().find(|trace| trace.role == Role::Total);
        let levels = total.unwrap().y.clone();
        let steps = levels.windows(2).map(|pair| (pair[1] - pair[0]).abs());
        steps.sum::<f64>()
    };
    let rough = roughness(&harness);
    let error = |harness: &Window| harness.state().session().goals()[0].figure;
    let before = error(&harness);
    open_menu(&mut harness);
    click(&mut harness, "1/3");
    assert_eq!(harness.state().plots().smoothing, Some(3));
    assert!(has(&harness, "Smoothed over 1/3 octave"));
    // Notches fill up.
    assert!(roughness(&harness) < 0.9 * rough);
    assert_eq!(error(&harness), before);
    assert_eq!(harness.state().plots().layout().smoothing, 3);
    click(&mut harness, "none");
    assert!(!has(&harness, "Smoothed over"));
}
