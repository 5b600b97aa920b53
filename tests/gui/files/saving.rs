//! Saving where somebody else has written, where it cannot be done, and what was there before.

use crate::support::{bytes_of, design, saved_default, settle, window_keeping, window_with};
use earwright::{
    app::{
        Earwright,
        actions::{Action, command::Command},
        files::picker::Answer,
    },
    design::{Design, Edit, file},
    exchange::Export,
};
use egui::{Key, Modifiers};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use std::{fs, path::Path, time::SystemTime};

type Window = Harness<'static, Earwright>;

const CHANGED: &str = "The file has changed meanwhile";
const NOT_SAVED: &str = "The design is not saved";

fn note(window: &mut Window, text: &str) {
    window.state_mut().push(Action::Edit {
        label: "Take a note".to_owned(),
        edit: Edit::SetNotes(text.to_owned()),
    });
    settle(window);
}

fn save(window: &mut Window) {
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    settle(window);
}

fn click(window: &mut Window, label: &str) {
    window.get_by_label(label).click();
    settle(window);
}

/// Presses the key that says yes in the field of a path.
fn accept_path(window: &mut Window) {
    let field = window.get_by_role_and_label(egui::Role::TextInput, "Path");
    field.focus();
    settle(window);
    window.key_press(Key::Enter);
    settle(window);
}

fn notes(path: &Path) -> String {
    file::load(path).unwrap().0.notes
}

/// A window with a change of its own, whose file another window has saved meanwhile.
fn contended(data: &Path, path: &Path, answers: Vec<Answer>) -> Window {
    let mut mine = window_keeping(data, answers, Some(path.to_owned()));
    let mut other = window_keeping(data, Vec::new(), Some(path.to_owned()));
    note(&mut other, "theirs");
    save(&mut other);
    assert_eq!(notes(path), "theirs");
    note(&mut mine, "mine");
    save(&mut mine);
    mine.get_by_label(CHANGED);
    assert_eq!(notes(path), "theirs", "not before the answer");
    mine
}

#[test]
fn mine_is_kept_as_a_new_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved_default(folder.path());
    let data = folder.path().join("data");
    // No dialog answers: the proposed path can be seen.
    let mut window = contended(&data, &path, vec![Answer::NoService]);
    click(&mut window, "Look at the difference");
    window.get_by_label("• set otherwise: the notes");
    click(&mut window, "Keep mine as a new file…");
    let mine = folder.path().join("default_mine.ron");
    let field = window.get_by_role_and_label(egui::Role::TextInput, "Path");
    let typed = field.accesskit_node().value().unwrap_or_default();
    assert_eq!(typed, mine.display().to_string());
    accept_path(&mut window);
    assert_eq!(
        (notes(&path), notes(&mine)),
        ("theirs".into(), "mine".into())
    );
    assert_eq!(window.state().session().path(), Some(mine.as_path()));
}

#[test]
fn theirs_is_taken_and_mine_can_be_had_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved_default(folder.path());
    let data = folder.path().join("data");
    let mut window = contended(&data, &path, Vec::new());
    click(&mut window, "Take theirs");
    assert_eq!(design(&window).notes, "theirs");
    assert!(!window.state().session().is_modified());
    for label in ["File", "Open recent"] {
        click(&mut window, label);
    }
    window
        .get_by_label_contains("the version before, of default.ron")
        .click();
    settle(&mut window);
    assert_eq!(design(&window).notes, "mine");
    save(&mut window);
    assert_eq!(notes(&path), "mine");
}

#[test]
fn theirs_is_saved_over_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved_default(folder.path());
    let data = folder.path().join("data");
    let mut window = contended(&data, &path, Vec::new());
    click(&mut window, "Save over theirs");
    assert_eq!(notes(&path), "mine");
    let before = window.state().previous_of(&path).unwrap();
    assert_eq!(notes(&before), "theirs");
    // Now it is this window's again.
    note(&mut window, "more");
    save(&mut window);
    assert_eq!(notes(&path), "more");
}

#[test]
fn cancelled_nothing_is_lost_and_what_waited_does_not_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved_default(folder.path());
    let data = folder.path().join("data");
    let mut window = contended(&data, &path, Vec::new());
    click(&mut window, "Cancel");
    window.state_mut().push(Action::Command(Command::New));
    settle(&mut window);
    click(&mut window, "Save changes");
    window.get_by_label(CHANGED);
    click(&mut window, "Cancel");
    assert_eq!(design(&window).notes, "mine", "no empty design");
    assert!(window.state().session().is_modified());
    assert_eq!(notes(&path), "theirs");
}

#[test]
fn a_program_that_spoils_the_file_is_noticed_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved_default(folder.path());
    let mut window = window_with(Vec::new(), Some(path.clone()));
    fs::write(&path, "by an editor, half").unwrap();
    note(&mut window, "mine");
    save(&mut window);
    window.get_by_label(CHANGED);
    window.get_by_label_contains("Theirs cannot be opened");
    assert_eq!(fs::read_to_string(&path).unwrap(), "by an editor, half");
    click(&mut window, "Save over theirs");
    assert_eq!(notes(&path), "mine");
}

#[test]
fn a_file_that_only_got_a_new_time_asks_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved_default(folder.path());
    let mut window = window_with(Vec::new(), Some(path.clone()));
    let later = SystemTime::now() + std::time::Duration::from_secs(100);
    let file = fs::File::options().write(true).open(&path).unwrap();
    file.set_modified(later).unwrap();
    note(&mut window, "mine");
    save(&mut window);
    assert!(window.query_by_label(CHANGED).is_none());
    assert_eq!(notes(&path), "mine");
    // Gone, it is written anew.
    fs::remove_file(&path).unwrap();
    note(&mut window, "again");
    save(&mut window);
    assert_eq!(notes(&path), "again");
}

#[test]
fn the_version_before_a_save_is_kept_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved_default(folder.path());
    let first = bytes_of(&path);
    let data = folder.path().join("data");
    let mut window = window_keeping(&data, Vec::new(), Some(path.clone()));
    assert!(window.state().previous_of(&path).is_none());
    note(&mut window, "second");
    save(&mut window);
    let before = window.state().previous_of(&path).unwrap();
    assert_eq!(bytes_of(&before), first, "byte for byte");
    // Saved again without a change, the version before is not lost.
    save(&mut window);
    assert_eq!(bytes_of(&before), first);
    // One version is kept.
    note(&mut window, "third");
    save(&mut window);
    assert_eq!(notes(&before), "second");
    assert_eq!(fs::read_dir(data.join("previous")).unwrap().count(), 1);
}

#[test]
fn a_failed_save_keeps_its_path_and_offers_another() {
    let folder = tempfile::tempdir().unwrap();
    let gone = folder.path().join("gone");
    let path = gone.join("asked.ron");
    let answers = vec![Answer::Path(path.clone()), Answer::NoService];
    let mut window = window_with(answers, None);
    note(&mut window, "mine");
    window.state_mut().push(Action::Command(Command::SaveAs));
    settle(&mut window);
    window.get_by_label(NOT_SAVED);
    window.get_by_label(&path.display().to_string());
    window.get_by_label(&format!("There is no folder {}.", gone.display()));
    click(&mut window, "Save as…");
    let field = window.get_by_role_and_label(egui::Role::TextInput, "Path");
    let typed = field.accesskit_node().value().unwrap_or_default();
    assert_eq!(typed, path.display().to_string());
    // Still gone; then there, and the same path does.
    accept_path(&mut window);
    window.get_by_label(NOT_SAVED);
    fs::create_dir(&gone).unwrap();
    click(&mut window, "Try again");
    assert_eq!(notes(&path), "mine");
    assert!(!window.state().session().is_modified());
}

#[test]
fn a_save_before_something_else_that_fails_lets_nothing_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved_default(folder.path());
    let mut window = window_with(Vec::new(), Some(path.clone()));
    note(&mut window, "mine");
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    window.state_mut().push(Action::Command(Command::New));
    settle(&mut window);
    click(&mut window, "Save changes");
    window.get_by_label(NOT_SAVED);
    window.get_by_label(&format!("{} is a folder, not a file.", path.display()));
    assert_eq!(design(&window).notes, "mine");
    // Once it works, what waited goes on.
    fs::remove_dir(&path).unwrap();
    click(&mut window, "Try again");
    assert_eq!(notes(&path), "mine");
    assert_eq!(design(&window).name, Design::new().name);
}

#[test]
fn an_export_goes_into_files_only_and_says_no_temporary_names() {
    let folder = tempfile::tempdir().unwrap();
    let taken = folder.path().join("taken.csv");
    fs::create_dir(&taken).unwrap();
    let answers = [folder.path().join("no/plot.svg"), taken];
    let mut window = window_with(answers.iter().cloned().map(Answer::Path).collect(), None);
    for wanted in [Command::Export(Export::Svg), Command::Export(Export::Csv)] {
        window.state_mut().push(Action::Command(wanted));
        settle(&mut window);
    }
    let said: Vec<String> = (window.state().messages().all().iter())
        .map(|message| message.text.clone())
        .collect();
    let missing = format!("there is no folder {}", folder.path().join("no").display());
    assert!(said.contains(&missing), "{said:?}");
    assert!(
        said.iter()
            .any(|said| said.ends_with("is a folder, not a file")),
        "{said:?}"
    );
    assert!(
        said.iter().all(|said| !said.contains(".earwright-")),
        "{said:?}"
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn what_a_killed_save_left_is_gone_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved_default(folder.path());
    let left = folder.path().join(".earwright-k1ll3d.tmp");
    let file = fs::File::create(&left).unwrap();
    let old = SystemTime::now() - std::time::Duration::from_hours(2);
    file.set_modified(old).unwrap();
    let window = window_with(Vec::new(), Some(path.clone()));
    assert!(!left.exists() && path.exists());
    drop(window);
}
