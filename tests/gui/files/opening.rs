//! Files that come in without a dialog: dropped on the window, and opened lately.

use crate::support::{design, drop_files, settle, window, window_with};
use earwright::{
    app::{
        Earwright, Recovery, Services,
        actions::Action,
        files::picker::ScriptedDialogs,
        start::settings::Settings,
        work::{job::AtOnce, player::SystemPlayer, solve::SolveService},
    },
    design::{Design, Edit, file},
};
use egui_kittest::{Harness, kittest::Queryable as _};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// A saved design of this name.
fn saved(folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(format!("{name}.ron"));
    let named = Design {
        name: name.to_owned(),
        ..Design::new()
    };
    file::save(&path, &named).unwrap();
    path
}

fn change(harness: &mut Harness<'static, Earwright>) {
    harness.state_mut().push(Action::Edit {
        label: "Take a note".to_owned(),
        edit: Edit::SetNotes("not saved".to_owned()),
    });
    settle(harness);
}

#[test]
fn a_file_dropped_on_the_window_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved(folder.path(), "Dropped");
    let mut harness = window();
    drop_files(&mut harness, &[&path]);
    assert_eq!(design(&harness), file::load(&path).unwrap().0);
    let state = harness.state();
    assert_eq!(state.session().path(), Some(path.as_path()));
    assert_eq!(state.settings().recent, [path]);
    assert!(!state.session().is_modified());
    assert_eq!(state.session().undo_label(), None);
}

#[test]
fn a_drop_over_unsaved_changes_asks_first() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved(folder.path(), "Dropped");
    let mut harness = window();
    change(&mut harness);
    let before = design(&harness);
    drop_files(&mut harness, &[&path]);
    harness.get_by_label("Unsaved changes");
    assert_eq!(
        design(&harness),
        before,
        "nothing is lost before the answer"
    );
    harness.get_by_label("Cancel").click();
    settle(&mut harness);
    assert_eq!(design(&harness), before);
    assert!(harness.state().session().is_modified());
    drop_files(&mut harness, &[&path]);
    harness.get_by_label("Discard changes").click();
    settle(&mut harness);
    assert_eq!(design(&harness).name, "Dropped");
}

#[test]
fn changes_saved_from_that_question_are_kept_before_the_drop_opens() {
    let folder = tempfile::tempdir().unwrap();
    let first = saved(folder.path(), "First");
    let second = saved(folder.path(), "Second");
    let mut harness = window_with(Vec::new(), Some(first.clone()));
    change(&mut harness);
    drop_files(&mut harness, &[&second]);
    harness.get_by_label("Save changes").click();
    settle(&mut harness);
    assert_eq!(file::load(&first).unwrap().0.notes, "not saved");
    assert_eq!(design(&harness).name, "Second");
}

#[test]
fn a_broken_file_that_is_dropped_says_where_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved(folder.path(), "Broken");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replacen("notes:", "nodes:", 1)).unwrap();
    let mut harness = window();
    change(&mut harness);
    let before = design(&harness);
    drop_files(&mut harness, &[&path]);
    harness.get_by_label("Discard changes").click();
    settle(&mut harness);
    harness.get_by_label("This file cannot be opened");
    let why = file::load(&path).unwrap_err().to_string();
    assert!(why.starts_with("line "), "{why}");
    harness.get_by_label(&why);
    harness.get_by_label("Close").click();
    settle(&mut harness);
    assert_eq!(
        design(&harness),
        before,
        "the open design and its changes stay"
    );
    assert!(harness.state().session().is_modified());
    assert_eq!(harness.state().session().undo_label(), Some("Take a note"));
    // A folder is no design either.
    drop_files(&mut harness, &[folder.path()]);
    harness.get_by_label("Discard changes").click();
    settle(&mut harness);
    harness.get_by_label_contains("is a folder, not a file");
    assert_eq!(design(&harness), before);
}

/// What a program keeps between runs, in memory.
#[derive(Default)]
struct Kept(BTreeMap<String, String>);

impl eframe::Storage for Kept {
    fn get_string(&self, key: &str) -> Option<String> {
        self.0.get(key).cloned()
    }

    fn set_string(&mut self, key: &str, value: String) {
        self.0.insert(key.to_owned(), value);
    }

    fn remove_string(&mut self, key: &str) {
        self.0.remove(key);
    }

    fn flush(&mut self) {}
}

/// The window as it starts with what an earlier run has kept.
fn next_run(kept: &Kept) -> Harness<'static, Earwright> {
    let settings = Settings::load(Some(kept));
    let mut harness = Harness::builder()
        .with_size([1280.0, 800.0])
        .with_max_steps(30)
        .build_eframe(|creation| {
            let services = Services {
                dialogs: Box::<ScriptedDialogs>::default(),
                solver: SolveService::synchronous(),
                time_solver: SolveService::synchronous(),
                weight_solver: SolveService::synchronous(),
                runner: Box::new(AtOnce),
                player: Box::new(SystemPlayer),
                presets: None,
                recovery: Recovery::default(),
                settings,
            };
            Earwright::new(&creation.egui_ctx, services, None)
        });
    settle(&mut harness);
    harness
}

fn open_recent(harness: &mut Harness<'static, Earwright>, name: &str) {
    for label in ["File", "Open recent", name] {
        harness.get_by_label(label).click();
        settle(harness);
    }
}

#[test]
fn recent_files_are_kept_opened_from_the_menu_and_dropped_once_gone() {
    let folder = tempfile::tempdir().unwrap();
    let paths = ["One", "Two", "Three"].map(|name| saved(folder.path(), name));
    let mut harness = window();
    for path in &paths {
        harness.state_mut().push(Action::OpenFile(path.clone()));
        settle(&mut harness);
    }
    let [one, two, three] = paths;
    let latest_first = [three.clone(), two.clone(), one.clone()];
    assert_eq!(harness.state().settings().recent, latest_first);
    let mut kept = Kept::default();
    eframe::App::save(harness.state_mut(), &mut kept);

    let mut harness = next_run(&kept);
    assert_eq!(harness.state().settings().recent, latest_first);
    open_recent(&mut harness, "One.ron");
    assert_eq!(design(&harness).name, "One");
    let now = [one.clone(), three.clone(), two.clone()];
    assert_eq!(harness.state().settings().recent, now);

    std::fs::remove_file(&two).unwrap();
    open_recent(&mut harness, "Two.ron");
    harness.get_by_label("This file cannot be opened");
    harness.get_by_label(&format!("there is no file {}", two.display()));
    harness.get_by_label("Close").click();
    settle(&mut harness);
    assert_eq!(design(&harness).name, "One", "the open design stays");
    assert_eq!(harness.state().settings().recent, [one, three]);
    let mut kept = Kept::default();
    eframe::App::save(harness.state_mut(), &mut kept);
    let harness = next_run(&kept);
    assert_eq!(harness.state().settings().recent.len(), 2);
}

#[test]
fn a_recent_file_is_known_by_a_path_that_holds_from_any_folder() {
    let mut settings = Settings::default();
    settings.remember(Path::new("some.ron"));
    settings.remember(&std::env::current_dir().unwrap().join("some.ron"));
    assert_eq!(settings.recent.len(), 1, "{:?}", settings.recent);
    assert!(settings.recent[0].is_absolute());
    for number in 0..20 {
        settings.remember(Path::new(&format!("{number}.ron")));
    }
    assert_eq!(settings.recent.len(), 10);
    assert!(settings.recent[0].ends_with("19.ron"));
}
