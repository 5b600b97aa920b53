//! What is told of actions: where it stands, and what lies below it.

use crate::support::hand::{Hand, workshop};
use earwright::app::actions::command::Command;
use egui::PointerButton;
use egui_kittest::kittest::Queryable as _;

#[test]
fn what_went_as_asked_stands_over_the_canvas_and_lets_the_pointer_through() {
    let mut hand = Hand::on(workshop());
    hand.command(Command::TakeSnapshot);
    hand.select(&["R1"]);
    hand.command(Command::TakeSnapshot);
    let state = hand.window.state();
    let said = state.messages().all().last().unwrap().text.clone();
    let canvas = state.canvas_area();
    let stands = hand.window.get_by_label(&said).rect();
    assert!(canvas.contains_rect(stands), "{stands} is not in {canvas}");
    assert_eq!(hand.selected(), ["R1"]);
    hand.press_at(stands.center());
    hand.button_at(stands.center(), PointerButton::Primary, false);
    hand.settle();
    hand.window.get_by_label(&said);
    assert_ne!(hand.selected(), ["R1"], "the click went to the canvas");
}
