//! Undo, redo, gestures and the modified mark.

use crate::support::samples::hybrid;
use earwright::design::{Design, Edit, History, PartId, file};
use std::sync::Arc;

fn woofer(history: &History) -> PartId {
    history.present().drivers().next().unwrap().id
}

fn moved(part: PartId, x: f64) -> Edit {
    Edit::Move {
        parts: vec![part],
        by_mm: [x, 0.0],
    }
}

fn x_of(design: &Design, part: PartId) -> f64 {
    design.part(part).unwrap().position_mm[0]
}

#[test]
fn a_gesture_is_one_step_however_many_previews_it_shows() {
    let mut history = History::new(hybrid());
    let part = woofer(&history);
    let before = x_of(history.present(), part);
    for x in 1..=50 {
        history
            .preview("Move Woofer", &moved(part, f64::from(x)))
            .unwrap();
        assert_eq!(x_of(history.present(), part), before + f64::from(x));
    }
    history.commit_gesture();
    assert_eq!(history.undo_label(), Some("Move Woofer"));
    assert_eq!(history.undo(), Some("Move Woofer"));
    assert_eq!(x_of(history.present(), part), before);
    assert_eq!(history.undo(), None);
    assert_eq!(history.redo_label(), Some("Move Woofer"));
}

#[test]
fn cancelling_restores_the_very_design_before() {
    let mut history = History::new(hybrid());
    let before = Arc::clone(history.present());
    let revision = history.revision();
    let part = woofer(&history);
    history.preview("Move", &moved(part, 7.77)).unwrap();
    assert!(history.is_modified());
    history.cancel_gesture();
    assert!(Arc::ptr_eq(history.present(), &before));
    assert_eq!(history.revision(), revision);
    assert!(!history.is_modified());
    assert_eq!(history.undo_label(), None);
}

#[test]
fn a_refused_preview_keeps_the_last_one() {
    let mut history = History::new(hybrid());
    let part = woofer(&history);
    let before = x_of(history.present(), part);
    history.preview("Move", &moved(part, 3.0)).unwrap();
    assert!(history.preview("Move", &moved(part, f64::NAN)).is_err());
    assert_eq!(x_of(history.present(), part), before + 3.0);
}

#[test]
fn a_gesture_that_comes_back_leaves_nothing() {
    let mut history = History::new(hybrid());
    let part = woofer(&history);
    history.preview("Move", &moved(part, 3.0)).unwrap();
    history.preview("Move", &moved(part, 0.0)).unwrap();
    history.commit_gesture();
    assert_eq!(history.undo_label(), None);
    assert!(!history.is_modified());
}

#[test]
fn a_new_edit_drops_what_could_be_redone() {
    let mut history = History::new(hybrid());
    let part = woofer(&history);
    history.edit("one", &moved(part, 1.0)).unwrap();
    history.edit("two", &moved(part, 1.0)).unwrap();
    history.undo();
    assert_eq!(history.redo_label(), Some("two"));
    history
        .edit("three", &Edit::SetName("New".to_owned()))
        .unwrap();
    assert_eq!(history.redo_label(), None);
    assert_eq!(history.undo_label(), Some("three"));
}

#[test]
fn modified_means_other_than_saved() {
    let mut history = History::new(hybrid());
    let part = woofer(&history);
    history.edit("one", &moved(part, 1.0)).unwrap();
    assert!(history.is_modified());
    history.mark_saved();
    assert!(!history.is_modified());
    history.undo();
    assert!(history.is_modified(), "the file holds the later design");
    history.redo();
    assert!(!history.is_modified());
    history.undo();
    history.edit("other", &moved(part, 1.0)).unwrap();
    assert!(
        history.is_modified(),
        "another way to the same place is another revision"
    );
}

#[test]
fn an_edit_that_changes_nothing_leaves_no_step() {
    let mut history = History::new(hybrid());
    let name = history.present().name.clone();
    history.edit("Rename", &Edit::SetName(name)).unwrap();
    assert_eq!(history.undo_label(), None);
    assert!(!history.is_modified());
}

#[test]
fn undo_during_a_gesture_cancels_it_first() {
    let mut history = History::new(hybrid());
    let first = file::to_text(history.present());
    let part = woofer(&history);
    history.edit("one", &moved(part, 1.0)).unwrap();
    history.preview("Drag", &moved(part, 5.0)).unwrap();
    assert_eq!(history.undo(), Some("one"));
    assert_eq!(file::to_text(history.present()), first);
    assert!(!history.in_gesture());
}
