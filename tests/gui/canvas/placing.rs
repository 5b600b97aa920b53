//! Where what is placed stands, and which way it faces.

use crate::support::hand::Hand;
use earwright::{
    app::actions::command::Command,
    design::{Part, geometry},
    library,
};
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;

/// A new design with drivers of the library in it, each clicked.
fn clicked(names: &[&str]) -> Hand {
    let mut hand = Hand::on(library::default_design());
    hand.command(Command::New);
    for name in names {
        hand.search_library(name);
        let entry = hand.window.get_by_role_and_label(Role::Button, name);
        let at = entry.rect().center();
        hand.click_at(at);
    }
    hand
}

#[test]
fn drivers_that_are_clicked_have_room_before_their_spouts() {
    let hand = clicked(&["Dynamic 10 mm", "Tweeter armature (generic)"]);
    let design = hand.design();
    let drivers: Vec<&Part> = design.drivers().collect();
    assert_eq!(drivers.len(), 2);
    for part in &drivers {
        let sound = part.kind.sound_port().unwrap();
        let port = part.placed_port(&design, sound).unwrap();
        let within = geometry::inside(&design.shell.outline_mm, port.at_mm);
        assert!(within, "the spout of {} leaves the shell", part.name);
        for other in drivers.iter().filter(|other| other.id != part.id) {
            let outline = other.outline_mm(&design);
            // Along the spout and as far on as a tube needs.
            for tenths in -20..=29 {
                let way = geometry::scaled(port.outward, f64::from(tenths) / 10.0);
                let inside = geometry::inside(&outline, geometry::add(port.at_mm, way));
                assert!(!inside, "{} points into {}", part.name, other.name);
            }
        }
    }
}

#[test]
fn a_vent_placed_and_joined_by_keys_faces_the_driver() {
    let mut hand = clicked(&["Dynamic 10 mm"]);
    hand.key(Key::V, Modifiers::NONE);
    let vent = hand.selected().remove(0);
    hand.join_ports("to dynamic rear");
    assert_eq!(hand.design().links.len(), 1);
    let (inlet, rear) = (hand.port(&vent, "in"), hand.port("Dynamic 10 mm", "rear"));
    let from_inlet = geometry::distance(inlet, rear);
    let from_middle = geometry::distance(hand.place(&vent), rear);
    assert!(from_inlet < from_middle, "{from_inlet} {from_middle}");
}
