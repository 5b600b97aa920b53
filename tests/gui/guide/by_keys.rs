//! The eight steps with the keyboard alone, as their hints say.

use super::{assert_ended, files, guided, step};
use crate::support::hand::Hand;
use earwright::app::{
    files::picker::Answer,
    guide::{DAMPER, Step, TWEETER, WOOFER},
};
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

fn type_text(hand: &mut Hand, text: &str) {
    hand.window.event(Event::Text(text.to_owned()));
    hand.settle();
}

/// Finds a command in the palette.
fn palette(hand: &mut Hand, words: &str) {
    hand.key(Key::K, Modifiers::COMMAND);
    type_text(hand, words);
    hand.key(Key::Enter, Modifiers::NONE);
}

fn find_in_library(hand: &mut Hand, words: &str) {
    hand.key(Key::L, Modifiers::COMMAND);
    hand.key(Key::A, Modifiers::COMMAND);
    type_text(hand, words);
    hand.key(Key::Enter, Modifiers::NONE);
}

/// Goes with Tab to what has this label, and presses it.
fn tab_to(hand: &mut Hand, label: &str) {
    for _ in 0..200 {
        hand.window.key_press(Key::Tab);
        hand.window.run_steps(2);
        let there = hand
            .window
            .query_by(|node| node.is_focused() && node.label().as_deref() == Some(label));
        if there.is_some() {
            hand.key(Key::Space, Modifiers::NONE);
            return;
        }
    }
    panic!("Tab does not come to {label}");
}

#[test]
fn all_steps_by_keys_end_near_the_target() {
    let folder = tempfile::tempdir().unwrap();
    let files = files(folder.path());
    let mut hand = guided(files.clone().map(Answer::Path).to_vec());
    find_in_library(&mut hand, WOOFER);
    assert_eq!(step(&hand), Some(Step::Tube));
    hand.key(Key::C, Modifiers::NONE);
    assert_eq!(step(&hand), Some(Step::Damper));
    hand.key(Key::F, Modifiers::COMMAND);
    type_text(&mut hand, "T1");
    hand.key(Key::Enter, Modifiers::NONE);
    assert_eq!(hand.selected(), ["T1"]);
    find_in_library(&mut hand, DAMPER);
    assert_eq!(step(&hand), Some(Step::Tweeter));
    find_in_library(&mut hand, TWEETER);
    hand.key(Key::C, Modifiers::NONE);
    assert_eq!(step(&hand), Some(Step::Crossover));
    for name in [TWEETER, WOOFER] {
        hand.key(Key::F, Modifiers::COMMAND);
        type_text(&mut hand, name);
        hand.key(Key::Enter, Modifiers::NONE);
        assert_eq!(hand.selected(), [name]);
        hand.key(Key::C, Modifiers::SHIFT);
        hand.key(Key::Enter, Modifiers::NONE);
    }
    assert_eq!(step(&hand), Some(Step::Target));
    palette(&mut hand, "target");
    assert_eq!(step(&hand), Some(Step::Goal));
    palette(&mut hand, "goals");
    tab_to(&mut hand, "Add goal Target");
    hand.key(Key::Escape, Modifiers::NONE);
    hand.key(Key::O, Modifiers::SHIFT);
    tab_to(&mut hand, "Free all R, L and C");
    tab_to(&mut hand, "Free all tubes and dampers");
    tab_to(&mut hand, "Search");
    tab_to(&mut hand, "Take");
    assert_eq!(step(&hand), Some(Step::Save));
    hand.key(Key::S, Modifiers::COMMAND);
    palette(&mut hand, "export parts list");
    assert_ended(&hand, &files);
}

#[test]
fn the_palette_has_all_that_the_strip_has() {
    let mut hand = guided(Vec::new());
    palette(&mut hand, "guide: show");
    // The search holds what is looked for, and the keyboard is there.
    hand.key(Key::Enter, Modifiers::NONE);
    assert_eq!(step(&hand), Some(Step::Tube));
    palette(&mut hand, "guide: do");
    assert_eq!(step(&hand), Some(Step::Damper));
    palette(&mut hand, "guide: step before");
    assert_eq!(step(&hand), Some(Step::Tube));
    palette(&mut hand, "guide: next");
    assert_eq!(step(&hand), Some(Step::Damper));
    palette(&mut hand, "guide: leave");
    assert!(hand.window.state().guide().is_none());
}
