//! The guided first design.

mod by_hand;
mod by_itself;
mod by_keys;

use crate::support::{hand::Hand, settle, window_of};
use earwright::{
    analysis::{error, spl, target},
    app::{
        Earwright,
        actions::command::Command,
        files::picker::Answer,
        guide::{Bookmark, Step},
        work::job::AtOnce,
    },
};
use egui_kittest::{Harness, kittest::Queryable as _};
use std::path::{Path, PathBuf};

/// The window with answers for its file dialogs, and the guide just begun.
fn guided(answers: Vec<Answer>) -> Hand {
    let mut hand = Hand::over(window_of(Box::new(AtOnce), answers, None, |_| {}));
    hand.command(Command::GuideMe);
    assert_eq!(step(&hand), Some(Step::Driver));
    hand
}

/// The step the guide is at; absent at its end.
fn step(hand: &Hand) -> Option<Step> {
    let guide = hand.window.state().guide();
    guide.expect("the guide is shown").step()
}

fn done(hand: &Hand, step: Step) -> bool {
    hand.window.state().seen().done(step)
}

/// How far the design is from its target, dB, by the figure that the program itself tells.
fn off_db(hand: &Hand) -> f64 {
    let session = hand.window.state().session();
    let solution = session.solution();
    let levels = spl::levels_db(solution.drum_pressure.as_ref().expect("it plays"));
    let setting = &session.design().target;
    let wanted = target::aligned_db(setting, &solution.f, &levels).unwrap();
    error::deviation_db(&solution.f, &levels, &wanted).unwrap()
}

fn press(hand: &mut Hand, label: &str) {
    let button = hand.window.get_all_by_label(label).last().unwrap();
    let at = button.rect().center();
    hand.click_at(at);
}

/// Where a design and an export from it are to go.
fn files(folder: &Path) -> [PathBuf; 2] {
    ["first.ron", "parts.tsv"].map(|name| folder.join(name))
}

/// What the end of all eight steps looks like.
fn assert_ended(hand: &Hand, files: &[PathBuf; 2]) {
    for one in Step::ALL {
        assert!(done(hand, one), "{one:?}");
    }
    assert_eq!(step(hand), None);
    let off = off_db(hand);
    assert!(off < 2.0, "{off} dB");
    for file in files {
        assert!(std::fs::metadata(file).is_ok_and(|file| file.len() > 100));
    }
    (hand.window).get_by_label_contains("All is done: your design is ");
    assert_eq!(hand.window.state().settings().guide, None);
}

fn with_bookmark(mark: Bookmark) -> Harness<'static, Earwright> {
    let mut window = window_of(Box::new(AtOnce), Vec::new(), None, |services| {
        services.settings.guide = Some(mark);
    });
    let ctx = window.ctx.clone();
    window.state_mut().greet(&ctx);
    settle(&mut window);
    window
}
