//! What the guide does in the user's stead, and how it is left, taken up again and undone.

use super::{assert_ended, done, files, guided, press, step, with_bookmark};
use crate::support::{hand::Hand, saved_default, settle, shot};
use earwright::{
    app::{
        actions::command::Command,
        files::picker::Answer,
        guide::{Bookmark, Step},
    },
    library,
};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

const DO: &str = "Do it for me";

#[test]
fn what_it_proposes_is_in_the_library() {
    use earwright::app::guide::{DAMPER, TWEETER, WOOFER};
    for name in [WOOFER, TWEETER] {
        assert!(
            library::drivers()
                .iter()
                .any(|preset| preset.name() == name)
        );
    }
    let mut dampers = library::dampers().iter();
    assert!(dampers.any(|damper| format!("{} damper", damper.name) == DAMPER));
}

#[test]
fn it_does_every_step_and_ends_near_the_target() {
    let folder = tempfile::tempdir().unwrap();
    let files = files(folder.path());
    let answers = files.clone().map(Answer::Path).to_vec();
    let mut hand = guided(answers);
    shot(&mut hand.window, "guide-1");
    for (place, wanted) in Step::ALL.into_iter().enumerate() {
        assert_eq!(step(&hand), Some(wanted));
        assert!(!done(&hand, wanted), "{wanted:?}");
        press(&mut hand, DO);
        match wanted {
            Step::Crossover => {
                press(&mut hand, "Place and wire");
                press(&mut hand, DO);
                press(&mut hand, "Place and wire");
            }
            Step::Goal if step(&hand) == Some(Step::Goal) => {
                press(&mut hand, DO);
                shot(&mut hand.window, "guide-search");
                press(&mut hand, "Take");
            }
            Step::Save => {
                assert_eq!(step(&hand), Some(Step::Save), "saving alone is half of it");
                press(&mut hand, DO);
            }
            _ => {}
        }
        assert!(done(&hand, wanted), "{wanted:?}");
        shot(&mut hand.window, &format!("guide-{}", place + 2));
    }
    assert_ended(&hand, &files);
}

#[test]
fn undo_takes_a_step_back_and_leaves_the_guide_where_it_is() {
    let mut hand = guided(Vec::new());
    press(&mut hand, DO);
    press(&mut hand, DO);
    assert_eq!(step(&hand), Some(Step::Damper));
    hand.undo();
    assert!(!done(&hand, Step::Tube));
    assert_eq!(step(&hand), Some(Step::Damper));
    // What is missing for it is seen, and one goes back to it by hand.
    press(&mut hand, "Back");
    assert_eq!(step(&hand), Some(Step::Tube));
    press(&mut hand, DO);
    assert!(done(&hand, Step::Tube));
    assert_eq!(
        step(&hand),
        Some(Step::Tube),
        "what was gone to by hand is left by hand"
    );
    press(&mut hand, "Next");
    assert_eq!(step(&hand), Some(Step::Damper));
}

#[test]
fn a_step_is_skipped_and_told_as_left_out() {
    let mut hand = guided(Vec::new());
    for _ in Step::ALL {
        press(&mut hand, "Skip");
    }
    assert_eq!(step(&hand), None);
    (hand.window).get_by_label_contains("Left out: a driver, its tube, ");
    press(&mut hand, "Close");
    assert!(hand.window.state().guide().is_none());
}

#[test]
fn it_is_left_at_any_time_and_goes_on_where_it_was() {
    let mut hand = guided(Vec::new());
    press(&mut hand, DO);
    press(&mut hand, "Close");
    assert!(hand.window.state().guide().is_none());
    assert_eq!(hand.design().drivers().count(), 1, "the design stays");
    hand.command(Command::GuideMe);
    assert_eq!(step(&hand), Some(Step::Tube));
    assert_eq!(hand.design().drivers().count(), 1);
}

#[test]
fn after_a_restart_it_goes_on_with_its_file_or_anew() {
    let folder = tempfile::tempdir().unwrap();
    let saved = saved_default(folder.path());
    let mut mark = Bookmark {
        step: Step::Save,
        file: Some(saved.clone()),
    };
    let mut window = with_bookmark(mark.clone());
    window.get_by_label("Go on with the guide").click();
    settle(&mut window);
    assert_eq!(window.state().session().path(), Some(saved.as_path()));
    let at = |window: &egui_kittest::Harness<'static, earwright::app::Earwright>| {
        window
            .state()
            .guide()
            .and_then(earwright::app::guide::Guide::step)
    };
    assert_eq!(at(&window), Some(Step::Save));
    mark.file = Some(folder.path().join("gone.ron"));
    let mut window = with_bookmark(mark);
    window.get_by_label("Go on with the guide").click();
    settle(&mut window);
    assert_eq!(at(&window), Some(Step::Driver));
    assert_eq!(window.state().session().design().drivers().count(), 0);
}

#[test]
fn unsaved_work_is_asked_about_before_it_begins() {
    let mut hand = Hand::on(crate::support::hand::workshop());
    hand.select(&["R1"]);
    hand.key(Key::R, Modifiers::NONE);
    hand.command(Command::GuideMe);
    hand.window.get_by_label("Save changes");
    hand.key(Key::Escape, Modifiers::NONE);
    assert!(hand.window.state().guide().is_none());
    assert_eq!(hand.part("R1").rotation_deg, 90.0);
}

#[test]
fn the_strip_covers_neither_canvas_nor_panels() {
    for size in [[1280.0, 800.0], [900.0, 560.0]] {
        let mut hand = guided(Vec::new());
        hand.window.set_size(egui::Vec2::from(size));
        hand.settle();
        let canvas = hand.window.state().canvas_area();
        let strip = hand.window.get_by_label(DO).rect();
        assert!(!canvas.intersects(strip), "{size:?}");
        assert!(canvas.height() > 0.25 * size[1], "{size:?}: {canvas}");
        for label in [DO, "Show me", "Skip", "Close"] {
            let rect = hand.window.get_by_label(label).rect();
            assert!(
                hand.window.ctx.content_rect().contains_rect(rect),
                "{label}"
            );
        }
    }
}
