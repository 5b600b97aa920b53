//! The eight steps by pointer gestures, as their hints say.

use super::{assert_ended, done, files, guided, press, step};
use crate::support::{hand::Hand, settle, window_of};
use earwright::app::{
    files::picker::Answer,
    guide::{DAMPER, Step, TWEETER, WOOFER},
    work::job::AtOnce,
};
use egui::{Key, Modifiers, Pos2, Role, Shape};
use egui_kittest::kittest::Queryable as _;

/// Where the library shows this, brought there by “Show me”.
fn row(hand: &Hand, name: &str) -> Pos2 {
    let row = hand.window.get_by_role_and_label(Role::Button, name);
    row.rect().center()
}

/// Drags what the library shows of a name to a place on the canvas.
fn drag_out(hand: &mut Hand, name: &str, mm: [f64; 2]) {
    let (from, to) = (row(hand, name), hand.at(mm));
    hand.press_at(from);
    hand.carry_at(from, to);
    hand.window.drop_at(to);
    hand.settle();
}

/// Boxes that are drawn in lines as wide as the guide's ring.
fn rings(hand: &Hand) -> Vec<egui::Rect> {
    let shapes = hand.window.output().shapes.iter();
    shapes
        .filter_map(|shape| match &shape.shape {
            Shape::Rect(shape) if (shape.stroke.width - 2.5).abs() < 0.01 => Some(shape.rect),
            _ => None,
        })
        .collect()
}

/// Presses “Show me” and answers with what the ring surrounds.
fn shown(hand: &mut Hand) -> egui::Rect {
    press(hand, "Show me");
    let rings = rings(hand);
    assert_eq!(rings.len(), 1, "{:?}", step(hand));
    rings[0]
}

#[test]
fn the_start_page_leads_to_it() {
    let mut window = window_of(Box::new(AtOnce), Vec::new(), None, |_| {});
    let ctx = window.ctx.clone();
    window.state_mut().greet(&ctx);
    settle(&mut window);
    window.get_by_label("Guide me").click();
    settle(&mut window);
    assert_eq!(step(&Hand::over(window)), Some(Step::Driver));
}

#[test]
fn all_steps_by_pointer_end_near_the_target() {
    let folder = tempfile::tempdir().unwrap();
    let files = files(folder.path());
    let mut hand = guided(files.clone().map(Answer::Path).to_vec());

    let ring = shown(&mut hand);
    assert!(ring.contains(row(&hand, WOOFER)));
    drag_out(&mut hand, WOOFER, [-4.5, 0.0]);
    assert_eq!(step(&hand), Some(Step::Tube));

    let ring = shown(&mut hand);
    assert!(ring.contains(hand.at(hand.place(WOOFER))));
    for terminal in ["+", "-"] {
        let (from, to) = (hand.port("Source", terminal), hand.port(WOOFER, terminal));
        hand.drag(from, to);
        assert_eq!(step(&hand), Some(Step::Tube), "no tube yet");
    }
    let (from, to) = (hand.port(WOOFER, "front"), hand.port("Ear", "canal"));
    hand.drag(from, to);
    assert_eq!(step(&hand), Some(Step::Damper));

    let ring = shown(&mut hand);
    assert!(ring.contains(row(&hand, DAMPER)));
    let on = hand.on_link("T1", 0.2);
    drag_out(&mut hand, DAMPER, on);
    assert_eq!(step(&hand), Some(Step::Tweeter));

    let ring = shown(&mut hand);
    assert!(ring.contains(row(&hand, TWEETER)));
    drag_out(&mut hand, TWEETER, [4.0, 5.5]);
    assert_eq!(step(&hand), Some(Step::Tweeter), "it is not connected yet");
    let ring = shown(&mut hand);
    assert!(ring.contains(hand.at(hand.place(TWEETER))));
    hand.key(Key::C, Modifiers::NONE);
    assert_eq!(step(&hand), Some(Step::Crossover));

    let ring = shown(&mut hand);
    assert!(ring.contains(hand.at(hand.place(TWEETER))));
    assert_eq!(hand.selected(), [TWEETER]);
    hand.key(Key::C, Modifiers::SHIFT);
    press(&mut hand, "Place and wire");
    assert_eq!(step(&hand), Some(Step::Crossover), "the other has none");
    let ring = shown(&mut hand);
    assert!(ring.contains(hand.at(hand.place(WOOFER))));
    hand.key(Key::C, Modifiers::SHIFT);
    press(&mut hand, "Place and wire");
    assert_eq!(step(&hand), Some(Step::Target));

    let ring = shown(&mut hand);
    press(&mut hand, "Target: none");
    assert!(ring.contains_rect(hand.window.get_by_label("Target: none").rect()));
    press(&mut hand, "Show the target");
    assert_eq!(step(&hand), Some(Step::Goal));
    press(&mut hand, "Target: DF + bass");

    let ring = shown(&mut hand);
    assert!(ring.contains_rect(hand.window.get_by_label("Goals").rect()));
    press(&mut hand, "Goals");
    press(&mut hand, "Add goal Target");
    assert_eq!(step(&hand), Some(Step::Goal), "it is missed yet");
    hand.key(Key::Escape, Modifiers::NONE);
    press(&mut hand, "Show me");
    press(&mut hand, "Free all R, L and C");
    press(&mut hand, "Free all tubes and dampers");
    press(&mut hand, "Search");
    press(&mut hand, "Take");
    assert_eq!(step(&hand), Some(Step::Save));

    let ring = shown(&mut hand);
    assert!(ring.contains_rect(hand.window.get_by_label("Save").rect()));
    press(&mut hand, "Save");
    assert!(!done(&hand, Step::Save), "an export is missing");
    let ring = shown(&mut hand);
    assert!(ring.contains_rect(hand.window.get_by_label("File").rect()));
    press(&mut hand, "File");
    press(&mut hand, "Export");
    press(&mut hand, "Export parts list… ");
    assert_ended(&hand, &files);
    assert!(rings(&hand).is_empty());
}
