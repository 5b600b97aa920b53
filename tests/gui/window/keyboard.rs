//! The window without a pointer: Tab reaches everything, arrows read plots, text grows.

use crate::support::{design, hand::Hand, settle, shot, window};
use earwright::{
    app::{
        Earwright,
        actions::{Action, command::Command},
    },
    library,
};
use egui::{Event, Key, Modifiers};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use std::collections::BTreeSet;

/// The name of what has the focus.
fn focused(harness: &Harness<'static, Earwright>) -> Option<String> {
    harness
        .query_all_by(|node| node.is_focused() && node.label().is_some())
        .find_map(|node| node.accesskit_node().label())
}

#[test]
fn tab_reaches_every_part_of_the_window() {
    let mut harness = window();
    let mut reached = BTreeSet::new();
    for _ in 0..400 {
        harness.key_press(Key::Tab);
        harness.run_steps(1);
        if let Some(name) = focused(&harness) {
            reached.insert(name);
        }
    }
    let design = design(&harness);
    let wanted = [
        "File",
        "View",
        "Save",
        "Fit",
        "SPL",
        "Impedance",
        "Close Impedance",
        "SPL plot",
        "Impedance plot",
        "Total in SPL",
        "Export SPL",
        "Menu of Impedance",
        "Between SPL and Impedance",
        "Target: DF + bass",
        "More plots beside Impedance",
        "Design name",
        "Search",
    ];
    for name in wanted {
        assert!(
            reached.iter().any(|label| label.contains(name)),
            "“{name}” is not among {reached:#?}"
        );
    }
    for part in &design.parts {
        assert!(
            reached.iter().any(|label| label.contains(&part.name)),
            "{} is out of reach",
            part.name
        );
    }
}

#[test]
fn what_the_keyboard_comes_to_on_the_canvas_is_brought_into_sight() {
    let mut harness = window();
    for _ in 0..6 {
        harness.state_mut().push(Action::Command(Command::ZoomIn));
        settle(&mut harness);
    }
    let names: BTreeSet<String> = design(&harness)
        .parts
        .iter()
        .map(|part| format!("{}, ", part.name))
        .collect();
    let place = |harness: &Harness<'static, Earwright>, label: &str| {
        harness
            .get_by(|node| node.label().is_some_and(|own| own == label))
            .rect()
    };
    let (mut reached, mut brought_in) = (BTreeSet::new(), 0);
    for _ in 0..400 {
        let before: Vec<_> = harness.state().canvas().view.centre_mm.to_vec();
        harness.key_press(Key::Tab);
        harness.run_steps(3);
        let Some(label) = focused(&harness) else {
            continue;
        };
        if names.iter().any(|name| label.starts_with(name)) {
            let canvas = harness.state().canvas_area();
            let at = place(&harness, &label);
            assert!(canvas.contains(at.center()), "{label} at {at}");
            reached.insert(label);
            brought_in += usize::from(before != harness.state().canvas().view.centre_mm);
        }
    }
    assert_eq!(reached.len(), names.len());
    assert!(brought_in > 3, "{brought_in} of them were out of sight");
}

#[test]
fn the_gap_between_plots_is_moved_by_arrow_keys() {
    let mut harness = window();
    let gap = "Between SPL and Impedance";
    let width =
        |harness: &Harness<'static, Earwright>| harness.get_by_label("SPL plot").rect().width();
    let first = width(&harness);
    harness.get_by_label(gap).focus();
    settle(&mut harness);
    for _ in 0..3 {
        harness.key_press(Key::ArrowRight);
        settle(&mut harness);
    }
    assert_eq!(focused(&harness).as_deref(), Some(gap));
    assert!(
        (width(&harness) - first - 30.0).abs() < 2.0,
        "{first} {}",
        width(&harness)
    );
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowLeft);
    settle(&mut harness);
    assert!((width(&harness) - first + 10.0).abs() < 2.0);
    // The plots keep their least size.
    for _ in 0..60 {
        harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowLeft);
        harness.run_steps(2);
    }
    settle(&mut harness);
    // Beside the plot stands its axis.
    assert!((40.0..=120.0).contains(&width(&harness)));
    shot(&mut harness, "splitter");
}

#[test]
fn a_focused_plot_is_read_by_arrow_keys_and_zoomed_by_signs() {
    let mut harness = window();
    let before = design(&harness);
    harness
        .state_mut()
        .push(Action::Command(Command::SelectAll));
    settle(&mut harness);
    harness.get_by_label("SPL plot").focus();
    settle(&mut harness);
    assert_eq!(focused(&harness).as_deref(), Some("SPL plot"));
    let at =
        |harness: &Harness<'static, Earwright>| harness.state().plots().cursor_frequency().unwrap();
    let first = at(&harness);
    for _ in 0..4 {
        harness.key_press(Key::ArrowRight);
        harness.run_steps(3);
    }
    let right = at(&harness);
    // Four steps of half a percent of three decades.
    assert!(
        (right / first - 10_f64.powf(0.06)).abs() < 1e-6,
        "{first} {right}"
    );
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowLeft);
    harness.run_steps(3);
    assert!((at(&harness) / right - 10_f64.powf(-0.15)).abs() < 1e-6);
    harness.key_press(Key::Plus);
    harness.run_steps(3);
    let [from, to] = harness.state().plots().shown_frequencies().unwrap();
    assert!(from > 20.0 && to < 20e3 && from < at(&harness) && at(&harness) < to);
    harness.key_press(Key::Home);
    harness.run_steps(3);
    assert!(harness.state().plots().shown_frequencies().is_none());
    // The selected parts have stayed where they were.
    assert_eq!(design(&harness), before);
}

#[test]
fn text_grows_shrinks_and_is_remembered() {
    let mut harness = window();
    let own = harness.ctx.zoom_factor();
    for _ in 0..3 {
        harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Equals);
        settle(&mut harness);
    }
    assert!((harness.ctx.zoom_factor() / own - 1.3).abs() < 1e-4);
    assert!((harness.state().settings().text_scale() - 1.3).abs() < 1e-6);
    for command in [Command::SmallerText, Command::SmallerText] {
        harness.state_mut().push(Action::Command(command));
        settle(&mut harness);
    }
    assert!((harness.ctx.zoom_factor() / own - 1.1).abs() < 1e-4);
    harness
        .state_mut()
        .push(Action::Command(Command::NormalText));
    settle(&mut harness);
    assert!((harness.ctx.zoom_factor() / own - 1.0).abs() < 1e-6);
}

/// Keys that come so fast that one frame has the command and the letters for its field.
fn at_once(hand: &mut Hand, command: Key, letters: &str) {
    let input = hand.window.input_mut();
    for pressed in [true, false] {
        input.events.push(Event::Key {
            key: command,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers: Modifiers::COMMAND,
        });
    }
    // The first letter is a command of the canvas.
    for pressed in [true, false] {
        input.events.push(Event::Key {
            key: Key::D,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers: Modifiers::SHIFT,
        });
    }
    for letter in letters.chars() {
        input.events.push(Event::Text(letter.to_string()));
    }
    hand.window.step();
    hand.settle();
}

#[test]
fn what_is_typed_right_after_a_command_is_typed_into_its_field() {
    for (command, field) in [(Key::L, "Search library"), (Key::K, "Type a command")] {
        let mut hand = Hand::on(library::default_design());
        at_once(&mut hand, command, "Dynamic 10");
        let typed = hand.window.get_by_label(field).value();
        assert_eq!(typed.as_deref(), Some("Dynamic 10"), "{field}");
    }
}

#[test]
fn the_letter_that_opens_a_dialog_is_not_typed_into_it() {
    let mut harness = window();
    let driver = design(&harness).drivers().next().unwrap().id;
    crate::support::select_part(&mut harness, driver);
    // As a window gives it, in one frame: the key, and the letter it stands for.
    harness.input_mut().events.extend([
        Event::Key {
            key: Key::W,
            physical_key: Some(Key::W),
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        },
        Event::Text("w".to_owned()),
    ]);
    settle(&mut harness);
    let typed = |harness: &Harness<'static, Earwright>| {
        let mut fields = harness.query_all_by(|node| node.is_focused() && node.value().is_some());
        fields.next().and_then(|node| node.value())
    };
    assert_eq!(typed(&harness).as_deref(), Some(""));
    harness.event(Event::Text("r".to_owned()));
    settle(&mut harness);
    assert_eq!(typed(&harness).as_deref(), Some("r"));
}
