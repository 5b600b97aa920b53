//! What a label tells of its number.

use crate::support::{hand::Hand, shot};
use earwright::{
    app::actions::command::Command,
    design::{Design, PartKind},
    library,
};
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

fn woofer(design: &Design) -> String {
    let coil = |kind: &PartKind| matches!(kind, PartKind::MovingCoil(_));
    let part = design.drivers().find(|part| coil(&part.kind));
    part.unwrap().name.clone()
}

/// Rests on the label that holds these words; the field beside it bears them too.
fn rest_on(hand: &mut Hand, words: &str) {
    let label = {
        let mut found = hand.window.query_all_by_label_contains(words);
        let label = found.find(|node| node.accesskit_node().role() == Role::Label);
        label.unwrap().rect()
    };
    hand.window.hover_at(label.center());
    hand.settle();
    hand.settle();
}

fn told(hand: &Hand, words: &str) -> bool {
    let mut found = hand.window.query_all_by_label_contains(words);
    found.next().is_some()
}

#[test]
fn a_label_tells_range_and_what_raising_its_number_does_here() {
    let mut hand = Hand::on(library::default_design());
    let name = woofer(&hand.design());
    hand.select(&[&name]);
    assert!(
        hand.window.state().session().weights().is_none(),
        "nobody asked"
    );
    rest_on(&mut hand, "Force factor");
    shot(&mut hand.window, "about-bl");
    assert!(told(&hand, "Usual: "));
    assert!(told(&hand, "in the library’s drivers of this kind"));
    let weights = hand.window.state().session().weights().unwrap();
    let part = hand.part(&name);
    let bl = weights.effects.iter().find(|(number, _)| {
        number.subject == earwright::design::Subject::Part(part.id) && number.key.key == "bl"
    });
    let words = bl.unwrap().1.words();
    assert!(words.contains("dB at"), "{words}");
    assert!(told(&hand, &format!("10 % more here: {words}.")));
    // Only while somebody rests there; parts do not glow by it.
    hand.window.hover_at(egui::pos2(640.0, 260.0));
    hand.settle();
    hand.settle();
    assert!(hand.window.state().session().weights().is_none());
}

#[test]
fn numbers_of_tubes_air_and_drive_are_told_of_too() {
    let mut hand = Hand::on(library::default_design());
    for label in ["EMF, rms", "Temperature"] {
        rest_on(&mut hand, label);
        assert!(told(&hand, "10 % more here: "), "{label}");
    }
    rest_on(&mut hand, "Align at");
    assert!(!told(&hand, "10 % more here: "), "no number of the network");
    assert!(told(&hand, "Allowed: "));
    let design = hand.design();
    let tube = design.links.iter().find(|link| {
        matches!(&link.kind, earwright::design::LinkKind::Tube(tube) if tube.sections.len() == 1)
    });
    let tube = tube.unwrap().name.clone();
    hand.select(&[&tube]);
    rest_on(&mut hand, "d1  Bore");
    assert!(told(&hand, "10 % more here: "));
    hand.command(Command::SelectNone);
}

#[test]
fn the_key_tells_of_the_field_what_resting_on_its_label_tells() {
    let mut hand = Hand::on(library::default_design());
    let name = woofer(&hand.design());
    hand.select(&[&name]);
    let field = |hand: &Hand, label: &'static str| {
        let mut all = hand.window.query_all_by_label(label);
        all.find(|node| node.accesskit_node().role() == Role::TextInput)
            .unwrap()
            .focus();
    };
    field(&hand, "Force factor");
    hand.settle();
    assert!(!told(&hand, "Usual: "));
    hand.key(Key::F1, Modifiers::NONE);
    hand.settle();
    hand.settle();
    shot(&mut hand.window, "about-bl-key");
    assert!(told(&hand, "in the library’s drivers of this kind"));
    assert!(told(&hand, "10 % more here: "));
    // The next field has an own number, which nobody has asked about.
    field(&hand, "Moving mass");
    hand.settle();
    hand.settle();
    assert!(!told(&hand, "Usual: "));
    // Once more: what the key does everywhere.
    hand.key(Key::F1, Modifiers::NONE);
    hand.key(Key::F1, Modifiers::NONE);
    hand.settle();
    assert!(told(&hand, "F1 in a field of the inspector"));
}
