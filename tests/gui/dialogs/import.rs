//! The import dialog: what its first button is, by what it was asked for.

use super::press;
use crate::support::{command, design, drop_files, settle, window_with};
use earwright::{
    app::{Earwright, actions::command::Command, files::picker::Answer},
    design::target::Target,
};
use egui::Key;
use egui_kittest::{Harness, kittest::Queryable as _};
use std::path::{Path, PathBuf};

type Window = Harness<'static, Earwright>;

fn level(folder: &Path) -> PathBuf {
    let path = folder.join("wished.csv");
    let text = "Frequency (Hz),Level (dB)\n20,100\n200,101\n2000,104\n20000,96\n";
    std::fs::write(&path, text).unwrap();
    path
}

fn key(harness: &mut Window, key: Key) {
    harness.key_press(key);
    settle(harness);
}

/// Asks for a target by the menu.
fn ask_for_target(harness: &mut Window) {
    harness.get_by_label_contains("Target: ").click();
    settle(harness);
    press(harness, "From a file…");
}

fn is_imported(harness: &Window) -> bool {
    matches!(design(harness).target.target, Target::Imported(_))
}

#[test]
fn enter_makes_a_target_of_what_was_asked_for_as_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = window_with(vec![Answer::Path(level(folder.path()))], None);
    ask_for_target(&mut harness);
    let left = |label| harness.get_by_label(label).rect().left();
    assert!(left("Use as target") < left("Add to the plots"));
    key(&mut harness, Key::Enter);
    assert!(is_imported(&harness));
    assert!(!design(&harness).measurements[0].shown);
}

#[test]
fn a_target_that_was_given_up_leaves_imports_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let path = level(folder.path());
    let answers = vec![
        Answer::Cancelled,
        Answer::Cancelled,
        Answer::Path(path.clone()),
    ];
    let mut harness = window_with(answers, None);
    ask_for_target(&mut harness);
    drop_files(&mut harness, &[&path]);
    key(&mut harness, Key::Enter);
    ask_for_target(&mut harness);
    // Something else is done, then.
    key(&mut harness, Key::ArrowRight);
    command(&mut harness, Command::ImportMeasurement);
    key(&mut harness, Key::Enter);
    assert!(!is_imported(&harness));
    assert_eq!(design(&harness).measurements.len(), 2);
}
