//! Esc in the middle of every gesture: the exact bytes of the design, the selection before it, and
//! no undo step.

use crate::support::hand::{Hand, workshop};
use earwright::app::{
    actions::{Action, command::Command},
    library::item::LibraryItem,
};
use egui::{Key, Modifiers, PointerButton, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

type Point = [f64; 2];

/// A gesture up to its middle.
struct Gesture {
    what: &'static str,
    /// Whether the drawing shows its effect while it runs.
    shows: bool,
    /// Selected before it.
    selected: &'static [&'static str],
    /// Plays it and gives the place of the pointer.
    play: fn(&mut Hand) -> Point,
}

/// A press and a drag without the release.
fn dragged(hand: &mut Hand, from: Point, to: Point) -> Point {
    hand.press(from);
    hand.carry(from, to);
    to
}

fn by(from: Point, x: f64, y: f64) -> Point {
    [from[0] + x, from[1] + y]
}

/// Turns a part by its handle through roughly a third of a turn.
fn turned(hand: &mut Hand, modifiers: Modifiers) -> Point {
    let (handle, middle) = (hand.rotate_handle("Mid"), hand.place("Mid"));
    hand.hold(modifiers);
    dragged(hand, handle, by(middle, 6.0, 3.1))
}

/// Where the label of a field of the inspector lies: what is scrubbed.
fn label_of(hand: &Hand, words: &str) -> egui::Rect {
    let mut all = hand.window.query_all_by_label_contains(words);
    all.find(|node| node.accesskit_node().role() == egui::Role::Label)
        .unwrap()
        .rect()
}

/// Drags an entry of the library over the canvas.
fn from_library(hand: &mut Hand, search: &str, name: &str, to: Point) -> Point {
    let field = hand.window.get_by_label("Search library");
    field.focus();
    field.type_text(search);
    hand.settle();
    let from = hand
        .window
        .get_all_by_role_and_label(egui::Role::Button, name)
        .next()
        .unwrap()
        .rect()
        .center();
    hand.press_at(from);
    let to_at = hand.at(to);
    hand.carry_at(from, to_at);
    assert!(
        egui::DragAndDrop::has_payload_of_type::<LibraryItem>(&hand.window.ctx),
        "{name} is in the hand"
    );
    to
}

/// An arrow key held down.
fn nudged(hand: &mut Hand, modifiers: Modifiers) -> Point {
    hand.hold(modifiers);
    for _ in 0..3 {
        hand.window.key_down_modifiers(modifiers, Key::ArrowRight);
        hand.window.step();
    }
    [0.0, 0.0]
}

const NONE: Modifiers = Modifiers::NONE;

const GESTURES: &[Gesture] = &[
    Gesture {
        what: "press without moving",
        shows: false,
        selected: &["R1"],
        play: |hand| {
            let at = hand.place("R3");
            hand.press(at);
            at
        },
    },
    Gesture {
        what: "move a part",
        shows: true,
        selected: &["W1"],
        play: |hand| {
            let at = hand.place("Mid");
            dragged(hand, at, by(at, 3.0, -2.5))
        },
    },
    Gesture {
        what: "move off the grid",
        shows: true,
        selected: &[],
        play: |hand| {
            let at = hand.place("Mid");
            hand.hold(Modifiers::COMMAND);
            dragged(hand, at, by(at, 3.123, -2.517))
        },
    },
    Gesture {
        what: "move several",
        shows: true,
        selected: &["R1", "R2", "R3"],
        play: |hand| {
            let at = by(hand.place("R2"), 0.5, 0.2);
            dragged(hand, at, by(at, 2.0, 4.0))
        },
    },
    Gesture {
        what: "move a group",
        shows: true,
        selected: &[],
        play: |hand| {
            let at = hand.place("C2");
            dragged(hand, at, by(at, 4.0, 5.0))
        },
    },
    Gesture {
        what: "turn during a move",
        shows: true,
        selected: &[],
        play: |hand| {
            let at = hand.place("Mid");
            let to = dragged(hand, at, by(at, 3.0, 1.0));
            hand.key(Key::R, NONE);
            hand.key(Key::R, Modifiers::SHIFT);
            assert_eq!(hand.part("Mid").rotation_deg, 105.0);
            to
        },
    },
    Gesture {
        what: "carry a part onto a wire",
        shows: true,
        selected: &[],
        play: |hand| {
            let (at, to) = (hand.place("R3"), hand.on_link("W1", 0.5));
            dragged(hand, at, to)
        },
    },
    Gesture {
        what: "carry a chamber onto a tube",
        shows: true,
        selected: &[],
        play: |hand| {
            let (at, to) = (hand.place("V2"), hand.on_link("T1", 0.7));
            dragged(hand, at, to)
        },
    },
    Gesture {
        what: "turn by the handle",
        shows: true,
        selected: &["Mid"],
        play: |hand| turned(hand, NONE),
    },
    Gesture {
        what: "turn by the handle in steps",
        shows: true,
        selected: &["Mid"],
        play: |hand| turned(hand, Modifiers::SHIFT),
    },
    Gesture {
        what: "turn by the handle freely",
        shows: true,
        selected: &["Mid"],
        play: |hand| turned(hand, Modifiers::COMMAND),
    },
    Gesture {
        what: "box to the right",
        shows: false,
        selected: &["R1"],
        play: |hand| dragged(hand, [-24.0, -14.0], [0.0, 0.0]),
    },
    Gesture {
        what: "box to the left, extending",
        shows: false,
        selected: &["R1"],
        play: |hand| {
            hand.hold(Modifiers::SHIFT);
            dragged(hand, [16.0, -7.0], [-2.0, -12.0])
        },
    },
    Gesture {
        what: "draw a wire, over a port",
        shows: false,
        selected: &[],
        play: |hand| {
            let (from, to) = (hand.port("R3", "2"), hand.port("L1", "1"));
            dragged(hand, from, to)
        },
    },
    Gesture {
        what: "draw a wire, over a wire",
        shows: false,
        selected: &[],
        play: |hand| {
            let (from, to) = (hand.port("R3", "2"), hand.on_link("W2", 0.5));
            dragged(hand, from, to)
        },
    },
    Gesture {
        what: "draw a tube, over a port",
        shows: false,
        selected: &[],
        play: |hand| {
            let (from, to) = (hand.port("V1", "east"), hand.port("V2", "west"));
            dragged(hand, from, to)
        },
    },
    Gesture {
        what: "draw a tube, over a tube",
        shows: false,
        selected: &[],
        play: |hand| {
            let (from, to) = (hand.port("V2", "north"), hand.on_link("T1", 0.8));
            dragged(hand, from, to)
        },
    },
    Gesture {
        what: "pull a wire's end off, over another port",
        shows: false,
        selected: &["W1"],
        play: |hand| {
            let (from, to) = (hand.end_of("W1", false), hand.port("R3", "1"));
            dragged(hand, from, to)
        },
    },
    Gesture {
        what: "pull a wire's start off, over nothing",
        shows: false,
        selected: &["W1"],
        play: |hand| {
            let from = hand.end_of("W1", true);
            dragged(hand, from, by(from, 2.0, 4.0))
        },
    },
    Gesture {
        what: "pull a wire's end off, over a wire",
        shows: false,
        selected: &["W1"],
        play: |hand| {
            let (from, to) = (hand.end_of("W1", false), hand.on_link("W2", 0.5));
            dragged(hand, from, to)
        },
    },
    Gesture {
        what: "pull a tube's end off, over another port",
        shows: false,
        selected: &["T1"],
        play: |hand| {
            let (from, to) = (hand.end_of("T1", false), hand.port("V2", "north"));
            dragged(hand, from, to)
        },
    },
    Gesture {
        what: "pull a tube's end off, over a tube",
        shows: false,
        selected: &["T2"],
        play: |hand| {
            let (from, to) = (hand.end_of("T2", false), hand.on_link("T1", 0.7));
            dragged(hand, from, to)
        },
    },
    Gesture {
        what: "bend a wire",
        shows: true,
        selected: &["W1"],
        play: |hand| {
            let at = hand.on_link("W1", 0.5);
            dragged(hand, at, by(at, 1.0, 3.0))
        },
    },
    Gesture {
        what: "bend a tube",
        shows: true,
        selected: &["T1"],
        play: |hand| {
            let at = hand.on_link("T1", 0.7);
            dragged(hand, at, by(at, 1.0, 3.0))
        },
    },
    Gesture {
        what: "move a way-point",
        shows: true,
        selected: &["T2"],
        play: |hand| {
            let at = hand.link("T2").way_points_mm[0];
            dragged(hand, at, by(at, 2.0, -2.0))
        },
    },
    Gesture {
        what: "slide a damper",
        shows: true,
        selected: &[],
        play: |hand| {
            let (at, to) = (hand.damper("T1"), hand.on_link("T1", 0.75));
            dragged(hand, at, to)
        },
    },
    Gesture {
        what: "hold an arrow",
        shows: true,
        selected: &["R3", "Mid"],
        play: |hand| nudged(hand, NONE),
    },
    Gesture {
        what: "hold an arrow with Shift",
        shows: true,
        selected: &["R3"],
        play: |hand| nudged(hand, Modifiers::SHIFT),
    },
    Gesture {
        what: "drag a driver in from the library",
        shows: false,
        selected: &["R1"],
        play: |hand| from_library(hand, "generic", "Full-range armature (generic)", [0.0, 0.0]),
    },
    Gesture {
        what: "drag a resistor in, over a wire",
        shows: false,
        selected: &[],
        play: |hand| {
            let to = hand.on_link("W1", 0.5);
            from_library(hand, "Resistor", "Resistor", to)
        },
    },
    Gesture {
        what: "drag a damper in, over a tube",
        shows: false,
        selected: &[],
        play: |hand| {
            let to = hand.on_link("T1", 0.7);
            from_library(hand, "green damper", "green damper", to)
        },
    },
    Gesture {
        what: "pan with the middle button",
        shows: false,
        selected: &["R1"],
        play: |hand| {
            let at = hand.place("Mid");
            hand.window.hover_at(hand.at(at));
            hand.button(at, PointerButton::Middle, true);
            hand.window.step();
            let (from, to) = (hand.at(at), hand.at(by(at, 2.0, 1.0)));
            hand.carry_at(from, to);
            assert!(hand.at(at).distance(to) < 1.0, "the view follows");
            at
        },
    },
    Gesture {
        what: "scrub a value",
        shows: true,
        selected: &["R3"],
        play: |hand| {
            let handle = label_of(hand, "Resistance");
            hand.press_at(handle.center());
            hand.carry_at(handle.center(), handle.center() + vec2(40.0, 0.0));
            hand.place("R3")
        },
    },
];

#[test]
fn escape_restores_the_bytes_the_selection_and_leaves_no_step() {
    let mut hand = Hand::on(workshop());
    for Gesture {
        what,
        shows,
        selected,
        play,
    } in GESTURES
    {
        hand.select(selected);
        let (text, selection) = (hand.text(), hand.selection());
        let pointer = play(&mut hand);
        assert_eq!(hand.text() != text, *shows, "{what}, in its middle");
        hand.key(Key::Escape, NONE);
        assert!(hand.text() == text, "{what}: Esc restores the bytes");
        assert_eq!(hand.selection(), selection, "{what}: and the selection");
        // The hand lets go somewhere, later.
        hand.window.key_up(Key::ArrowRight);
        hand.button(pointer, PointerButton::Middle, false);
        hand.hold(NONE);
        hand.release(pointer);
        assert!(hand.text() == text, "{what}: nothing follows");
        let session = hand.window.state().session();
        assert_eq!(session.undo_label(), None, "{what}");
        assert_eq!(session.redo_label(), None, "{what}");
        assert!(!session.is_modified() && !session.in_gesture(), "{what}");
        // The library shows everything again.
        hand.window
            .get_by_label("Search library")
            .set_text_value_accesskit("");
        hand.settle();
    }
}

#[test]
fn escape_closes_what_was_being_typed() {
    let mut hand = Hand::on(workshop());
    let text = hand.text();
    // In place on the canvas.
    let at = hand.place("R3");
    hand.double_click(at);
    hand.window
        .get_by_label("Edit in place")
        .set_text_value_accesskit("47");
    hand.settle();
    hand.key(Key::Escape, NONE);
    assert!(hand.window.query_by_label("Edit in place").is_none());
    assert!(hand.text() == text);
    // In a dialog.
    for key in [Key::K, Key::F] {
        hand.key(key, Modifiers::COMMAND);
        let label = if key == Key::K {
            "Type a command"
        } else {
            "Name, kind or value"
        };
        hand.window.get_by_label(label).type_text("R1");
        hand.settle();
        hand.key(Key::Escape, NONE);
        assert!(hand.window.query_by_label(label).is_none(), "{label}");
        assert!(hand.text() == text);
    }
    // In the menu of a part.
    let at = hand.place("R3");
    hand.right_click(at);
    assert!(egui::Popup::is_any_open(&hand.window.ctx));
    hand.key(Key::Escape, NONE);
    assert!(!egui::Popup::is_any_open(&hand.window.ctx));
    assert!(hand.text() == text);
    assert_eq!(hand.undo_label(), None);
}

#[test]
fn escape_that_ends_a_field_or_a_menu_leaves_the_selection() {
    let mut hand = Hand::on(workshop());
    hand.select(&["R3"]);
    hand.command(Command::EditValue);
    assert!(hand.window.ctx.text_edit_focused());
    hand.key(Key::Escape, NONE);
    assert!(!hand.window.ctx.text_edit_focused());
    assert_eq!(hand.selected(), ["R3"], "the field is left, no more");
    hand.window.get_by_label_contains("Drive ").click();
    hand.settle();
    assert!(egui::Popup::is_any_open(&hand.window.ctx));
    hand.key(Key::Escape, NONE);
    assert!(!egui::Popup::is_any_open(&hand.window.ctx));
    assert_eq!(hand.selected(), ["R3"], "the menu is closed, no more");
    hand.key(Key::Escape, NONE);
    assert!(hand.selected().is_empty(), "nothing else is ended by it");
}

#[test]
fn escape_takes_back_a_value_stepped_with_the_wheel() {
    let mut hand = Hand::on(workshop());
    hand.select(&["R3"]);
    let text = hand.text();
    let handle = label_of(&hand, "Resistance");
    hand.window.hover_at(handle.center());
    // The pointer has to rest on the label.
    hand.window.run_steps(2);
    hand.window.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Line,
        delta: vec2(0.0, 1.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: NONE,
    });
    hand.window.run_steps(2);
    assert!(hand.text() != text, "the next value of the series shows");
    hand.key(Key::Escape, NONE);
    assert!(hand.text() == text);
    assert_eq!(hand.selected(), ["R3"], "it stays selected");
    assert_eq!(hand.undo_label(), None);
}

#[test]
fn other_keys_wait_until_the_gesture_ends() {
    let mut hand = Hand::on(workshop());
    let before = hand.design();
    let at = hand.place("Mid");
    let to = by(at, 4.0, 0.0);
    dragged(&mut hand, at, to);
    for key in [Key::Delete, Key::X, Key::M, Key::F] {
        hand.key(key, NONE);
    }
    hand.key(Key::Z, Modifiers::COMMAND);
    hand.window.event(egui::Event::Cut);
    hand.settle();
    hand.window.state_mut().push(Action::Hover(None));
    hand.release(to);
    let now = hand.design();
    assert_eq!(now.parts.len(), before.parts.len());
    assert!(
        now.part_named("Mid")
            .is_some_and(|part| !part.muted && !part.mirrored)
    );
    assert_eq!(hand.undo_label().as_deref(), Some("Move Mid"));
    hand.undo();
    assert_eq!(hand.design(), before);
}
