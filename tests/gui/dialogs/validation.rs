//! The page of published values.

use super::press;
use crate::support::{command, settle, shot, window};
use earwright::{app::actions::command::Command, validation};
use egui_kittest::kittest::Queryable as _;

#[test]
fn published_values_stand_beside_ours_with_their_misses() {
    let mut harness = window();
    command(&mut harness, Command::Validation);
    let cases = validation::run();
    let words = validation::summary(validation::count(&cases));
    harness.get_by_label(&words);
    harness.get_by_label(&cases[0].name);
    shot(&mut harness, "validation");
    // The page is as high as the window allows.
    let page = harness.get_by_label(&words).rect().bottom();
    let page = harness.get_by_label("Close").rect().top() - page;
    let window = harness.ctx.content_rect().height();
    assert!(page > 0.6 * window, "{page} of {window} points");
    harness
        .get_by_role_and_label(egui::Role::CheckBox, "Misses only")
        .click_accesskit();
    settle(&mut harness);
    shot(&mut harness, "validation_misses");
    assert!(harness.query_by_label(&cases[0].name).is_none());
    let missing = cases
        .iter()
        .find(|case| case.checks.iter().any(|check| !check.is_hit()));
    harness.get_by_label(&missing.unwrap().name);
    press(&mut harness, "Close");
    assert!(harness.query_by_label(&words).is_none());
}
