//! Recovery copies: when they are written, when they go, and how they are offered.

use crate::support::{Held, design, saved_default, settle, window, window_keeping, window_of};
use earwright::{
    app::{Earwright, Recovery, actions::Action},
    design::{Design, Edit, file},
};
use egui::{Key, Modifiers};
use egui_kittest::{Harness, kittest::Queryable as _};
use std::{
    fs,
    path::{Path, PathBuf},
};

type Window = Harness<'static, Earwright>;

/// Seconds of the window's clock a frame takes here.
const FRAME: f64 = 0.25;
const FOUND: &str = "Unsaved work was found";
const NOT_COPIED: &str = "Unsaved work is not copied";

fn note(window: &mut Window, text: &str) {
    window.state_mut().push(Action::Edit {
        label: "Take a note".to_owned(),
        edit: Edit::SetNotes(text.to_owned()),
    });
    window.step();
}

fn wait(window: &mut Window, seconds: f64) {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a few frames"
    )]
    window.run_steps((seconds / FRAME).round() as usize);
}

/// The copies in a folder.
fn copies(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "ron"))
        .collect()
}

/// The notes in the only copy.
fn copied(folder: &Path) -> Option<String> {
    let copies = copies(folder);
    assert!(copies.len() <= 1, "{copies:?}");
    Some(file::load(copies.first()?).unwrap().0.notes)
}

/// A design left behind by a window that ended without a word.
fn left_behind(folder: &Path, name: &str, noted: &str) -> PathBuf {
    let path = folder.join(name);
    let lost = Design {
        notes: noted.to_owned(),
        name: format!("Lost {noted}"),
        ..earwright::library::default_design()
    };
    file::save(&path, &lost).unwrap();
    path
}

/// Ends a window as a kill would: what it holds goes, nothing else happens.
fn kill(window: Window) {
    drop(window);
}

#[test]
fn work_is_copied_when_it_rests() {
    let data = tempfile::tempdir().unwrap();
    let mut window = window_keeping(data.path(), Vec::new(), None);
    wait(&mut window, 5.0);
    assert!(copies(data.path()).is_empty(), "nothing to lose yet");
    note(&mut window, "one");
    wait(&mut window, 4.0);
    assert_eq!(copied(data.path()).as_deref(), Some("one"));
    // Taken back, there is nothing to lose again.
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut window);
    assert!(copies(data.path()).is_empty());
}

#[test]
fn every_edit_older_than_ten_seconds_is_in_a_copy_while_work_goes_on() {
    for in_gesture in [false, true] {
        let data = tempfile::tempdir().unwrap();
        let mut window = window_keeping(data.path(), Vec::new(), None);
        let frames_of_ten_seconds = 40;
        for n in 0..150 {
            let edit = Edit::SetNotes(n.to_string());
            let label = "Take a note".to_owned();
            window.state_mut().push(if in_gesture {
                Action::Preview { label, edit }
            } else {
                Action::Edit { label, edit }
            });
            window.step();
            if n > frames_of_ten_seconds {
                let copied: i32 = copied(data.path()).expect("a copy").parse().unwrap();
                assert!(n - copied <= frames_of_ten_seconds, "{copied} at {n}");
            }
        }
    }
}

#[test]
fn a_recovered_design_keeps_its_copy_until_it_is_saved() {
    let data = tempfile::tempdir().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = saved_default(folder.path());
    let mut window = window_keeping(data.path(), Vec::new(), Some(path.clone()));
    note(&mut window, "first");
    wait(&mut window, 4.0);
    kill(window);

    // It ends again at once, twice.
    for _ in 0..2 {
        let mut window = window_keeping(data.path(), Vec::new(), None);
        window.get_by_label(FOUND);
        window.get_by_label("Recover").click();
        settle(&mut window);
        assert_eq!(design(&window).notes, "first");
        assert_eq!(copied(data.path()).as_deref(), Some("first"));
        kill(window);
    }

    // A newer copy takes its place, and is what is offered then.
    let mut window = window_keeping(data.path(), Vec::new(), None);
    window.get_by_label("Recover").click();
    settle(&mut window);
    note(&mut window, "second");
    wait(&mut window, 4.0);
    assert_eq!(copied(data.path()).as_deref(), Some("second"));
    kill(window);

    let mut window = window_keeping(data.path(), Vec::new(), None);
    window.get_by_label_contains(&format!("From {}", path.display()));
    window.get_by_label("Not in its file:");
    window.get_by_label("set otherwise: the notes");
    window.get_by_label_contains("less than a minute ago");
    window.get_by_label("Recover").click();
    settle(&mut window);
    assert!(window.state().session().is_modified());
    // It belongs to the file it came from: no dialog asks.
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    settle(&mut window);
    assert!(!window.state().session().is_modified());
    assert_eq!(file::load(&path).unwrap().0.notes, "second");
    assert!(copies(data.path()).is_empty());
    kill(window);
    let window = window_keeping(data.path(), Vec::new(), None);
    assert!(window.query_by_label(FOUND).is_none());
    kill(window);
    let left = fs::read_dir(data.path()).unwrap();
    let left: Vec<_> = left.map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["previous"], "no lock stays");
}

#[test]
fn whose_copy_it_is_goes_by_a_lock_and_not_by_a_number() {
    let data = tempfile::tempdir().unwrap();
    // Process numbers repeat: this one is ours.
    let number = format!("{}.ron", std::process::id());
    let old = left_behind(data.path(), &number, "old");
    let mut living = window_keeping(data.path(), Vec::new(), None);
    living.get_by_label("Later").click();
    settle(&mut living);
    note(&mut living, "living");
    wait(&mut living, 4.0);
    assert_eq!(copies(data.path()).len(), 2, "both copies stand");

    // The other window offers what was left behind, not what is being worked on.
    let mut other = window_keeping(data.path(), Vec::new(), None);
    other.get_by_label_contains("“Lost old”");
    assert_eq!(other.query_all_by_label("Recover").count(), 1);
    // While it is offered here, it is not offered there.
    let third = window_keeping(data.path(), Vec::new(), None);
    assert!(third.query_by_label(FOUND).is_none());
    kill(third);
    other.get_by_label("Recover").click();
    settle(&mut other);
    assert_eq!(design(&other).notes, "old");
    kill(living);
    let mut third = window_keeping(data.path(), Vec::new(), None);
    third.get_by_label("Recover").click();
    settle(&mut third);
    assert_eq!(design(&third).notes, "living");
    assert!(old.exists());
}

#[test]
fn all_copies_are_offered_the_latest_first() {
    let data = tempfile::tempdir().unwrap();
    for (name, noted, age) in [("a.ron", "older", 7200), ("b.ron", "newer", 300)] {
        let path = left_behind(data.path(), name, noted);
        let at = std::time::SystemTime::now() - std::time::Duration::from_secs(age);
        let copy = fs::File::options().write(true).open(path).unwrap();
        copy.set_modified(at).unwrap();
    }
    let mut window = window_keeping(data.path(), Vec::new(), None);
    window.get_by_label("“Lost newer”, 5 minutes ago");
    window.get_by_label("“Lost older”, 2 hours ago");
    // The key means the first.
    window.key_press(Key::Enter);
    settle(&mut window);
    assert_eq!(design(&window).notes, "newer");
    assert_eq!(copies(data.path()).len(), 2);
    kill(window);

    let mut window = window_keeping(data.path(), Vec::new(), None);
    assert_eq!(window.query_all_by_label("Recover").count(), 2);
    let last = window.query_all_by_label("Throw away").last().unwrap();
    last.click();
    settle(&mut window);
    window.get_by_label(FOUND);
    assert_eq!(copied(data.path()).as_deref(), Some("newer"));
    window.get_by_label("Throw away").click();
    settle(&mut window);
    assert!(window.query_by_label(FOUND).is_none());
    assert!(copies(data.path()).is_empty());
}

#[test]
fn a_broken_design_at_the_start_hides_no_copy() {
    let data = tempfile::tempdir().unwrap();
    left_behind(data.path(), "copy.ron", "hidden");
    let broken = data.path().join("broken.txt");
    fs::write(&broken, "(format: 1, nodes: [])").unwrap();
    let mut window = window_keeping(data.path(), Vec::new(), Some(broken));
    window.get_by_label("This file cannot be opened");
    window.get_by_label("Close").click();
    settle(&mut window);
    window.get_by_label(FOUND);
    window.get_by_label("Recover").click();
    settle(&mut window);
    assert_eq!(design(&window).notes, "hidden");
    assert_eq!(copied(data.path()).as_deref(), Some("hidden"));
}

#[test]
fn a_copy_that_cannot_be_read_is_named_and_kept() {
    let data = tempfile::tempdir().unwrap();
    left_behind(data.path(), "good.ron", "good");
    let bad = data.path().join("bad.ron");
    let text = fs::read_to_string(data.path().join("good.ron")).unwrap();
    fs::write(&bad, text.replacen("notes:", "nodes:", 1)).unwrap();
    for _ in 0..2 {
        let mut window = window_keeping(data.path(), Vec::new(), None);
        window.get_by_label_contains("It cannot be read, and is kept: line ");
        window.get_by_label(&bad.display().to_string());
        assert_eq!(
            window.query_all_by_label("Recover").count(),
            1,
            "the good one"
        );
        window.get_by_label("Later").click();
        settle(&mut window);
        assert!(window.query_by_label(FOUND).is_none());
        assert_eq!(copies(data.path()).len(), 2);
    }
}

#[test]
fn a_copy_with_nothing_that_its_file_has_not_is_not_offered() {
    let data = tempfile::tempdir().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = saved_default(folder.path());
    let mut first = window_keeping(data.path(), Vec::new(), Some(path.clone()));
    note(&mut first, "saved after all");
    wait(&mut first, 4.0);
    // As if it had died between the save and what follows it.
    file::save(&path, &design(&first)).unwrap();
    kill(first);
    let window = window_keeping(data.path(), Vec::new(), None);
    assert!(window.query_by_label(FOUND).is_none());
    assert!(copies(data.path()).is_empty());
}

#[test]
fn a_file_that_changed_after_the_copy_is_not_saved_over_unasked() {
    let data = tempfile::tempdir().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = saved_default(folder.path());
    let mut first = window_keeping(data.path(), Vec::new(), Some(path.clone()));
    note(&mut first, "mine");
    wait(&mut first, 4.0);
    kill(first);
    let theirs = Design {
        notes: "theirs".to_owned(),
        ..earwright::library::default_design()
    };
    file::save(&path, &theirs).unwrap();
    let mut window = window_keeping(data.path(), Vec::new(), None);
    window.get_by_label("The file was written after this copy.");
    window.get_by_label("Recover").click();
    settle(&mut window);
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    settle(&mut window);
    window.get_by_label("The file has changed meanwhile");
    assert_eq!(file::load(&path).unwrap().0, theirs);
    assert_eq!(copied(data.path()).as_deref(), Some("mine"));
}

#[test]
fn a_copy_that_is_still_to_be_written_comes_to_nothing_once_the_work_is_saved() {
    let data = tempfile::tempdir().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = saved_default(folder.path());
    let held = Held::default();
    let mut window = window_of(Box::new(held.clone()), Vec::new(), Some(path), |services| {
        services.recovery = Recovery::in_folder(Some(data.path().to_owned()));
    });
    held.release(&mut window);
    note(&mut window, "one");
    wait(&mut window, 4.0);
    assert!(held.count() > 0 && copies(data.path()).is_empty());
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    settle(&mut window);
    held.release(&mut window);
    assert!(copies(data.path()).is_empty());
    // The next change is copied as ever.
    note(&mut window, "two");
    wait(&mut window, 4.0);
    held.release(&mut window);
    assert_eq!(copied(data.path()).as_deref(), Some("two"));
}

#[test]
fn a_copy_that_cannot_be_written_is_said_in_the_status_bar() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    fs::write(&data, "in the way").unwrap();
    let mut window = window_keeping(&data, Vec::new(), None);
    note(&mut window, "one");
    assert!(window.query_by_label(NOT_COPIED).is_none(), "not tried yet");
    wait(&mut window, 4.0);
    window.get_by_label(NOT_COPIED);
    let said = window.state().messages().all().len();
    wait(&mut window, 30.0);
    window.get_by_label(NOT_COPIED);
    assert_eq!(window.state().messages().all().len(), said, "said once");
    // It is tried again by itself.
    fs::remove_file(&data).unwrap();
    wait(&mut window, 11.0);
    assert!(window.query_by_label(NOT_COPIED).is_none());
    assert_eq!(copied(&data).as_deref(), Some("one"));
}

#[test]
fn a_window_without_a_data_folder_says_nothing() {
    let mut window = window();
    note(&mut window, "one");
    wait(&mut window, 12.0);
    assert!(window.query_by_label(NOT_COPIED).is_none());
}
