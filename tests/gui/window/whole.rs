//! The window as a whole: what it opens with, its names, its layout, its commands.

use crate::support::{design, drawn, settle, window};
use earwright::{
    app::{
        Earwright,
        actions::{
            Action, Selection,
            command::{Command, commands},
        },
    },
    picture::scene::{Scene, SceneLink},
};
use egui::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::collections::BTreeSet;

/// Roles that a person acts on: each needs a name.
const ACTED_ON: [Role; 7] = [
    Role::Button,
    Role::CheckBox,
    Role::ComboBox,
    Role::TextInput,
    Role::MultilineTextInput,
    Role::Slider,
    Role::Link,
];

#[test]
fn every_widget_has_a_name() {
    let mut harness = window();
    let unnamed = |harness: &egui_kittest::Harness<'_, _>| {
        harness
            .query_all_by(|node| ACTED_ON.contains(&node.role()))
            .filter(|node| {
                let node = node.accesskit_node();
                node.label().is_none_or(|label| label.trim().is_empty())
            })
            .map(|node| format!("{:?} at {:?}", node.accesskit_node().role(), node.rect()))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        unnamed(&harness),
        Vec::<String>::new(),
        "with nothing selected"
    );
    for part in design(&harness).parts {
        harness
            .state_mut()
            .push(Action::Reveal(earwright::design::Subject::Part(part.id)));
        settle(&mut harness);
        assert_eq!(
            unnamed(&harness),
            Vec::<String>::new(),
            "with {} selected",
            part.name
        );
    }
    for link in design(&harness).links {
        harness
            .state_mut()
            .push(Action::Reveal(earwright::design::Subject::Link(link.id)));
        settle(&mut harness);
        assert_eq!(
            unnamed(&harness),
            Vec::<String>::new(),
            "with {} selected",
            link.name
        );
    }
}

#[test]
fn the_canvas_keeps_its_share_at_1280_by_800() {
    let harness = window();
    let area = harness.state().canvas_area();
    assert!(
        area.width() >= 0.45 * 1280.0,
        "canvas is {} wide",
        area.width()
    );
    let plots = harness.get_by_role_and_label(Role::Group, "Plots").rect();
    assert!(
        plots.height() >= 0.35 * 800.0,
        "plots are {} high",
        plots.height()
    );
}

#[test]
fn no_two_commands_share_a_shortcut_or_a_label() {
    let mut keys = BTreeSet::new();
    let mut labels = BTreeSet::new();
    for info in commands() {
        assert!(labels.insert(info.label), "{} occurs twice", info.label);
        if let Some(shortcut) = info.shortcut {
            let text = format!("{shortcut:?}");
            assert!(keys.insert(text), "{} has the keys of another", info.label);
        }
    }
}

#[test]
fn panels_can_be_hidden_and_come_back() {
    let mut harness = window();
    let before = harness.state().canvas_area().width();
    harness
        .state_mut()
        .push(Action::Command(Command::ToggleLibrary));
    settle(&mut harness);
    assert!(harness.state().canvas_area().width() > before + 100.0);
    harness.key_press(egui::Key::F7);
    settle(&mut harness);
    assert!((harness.state().canvas_area().width() - before).abs() < 1.0);
}

#[test]
fn the_drawing_fills_a_larger_window_until_the_view_is_chosen() {
    let mut harness = window();
    let view = |harness: &Harness<'static, Earwright>| harness.state().canvas().view;
    let small = view(&harness);
    harness.set_size(egui::vec2(2200.0, 1400.0));
    settle(&mut harness);
    let large = view(&harness);
    assert!(large.zoom > 1.4 * small.zoom, "{small:?} {large:?}");
    harness.state_mut().push(Action::Command(Command::ZoomIn));
    settle(&mut harness);
    let chosen = view(&harness);
    assert!(chosen.zoom > large.zoom);
    harness.set_size(egui::vec2(1280.0, 800.0));
    settle(&mut harness);
    assert_eq!(view(&harness), chosen);
}

#[test]
fn from_afar_links_and_ports_are_told_of_what_is_selected() {
    let mut harness = window();
    let scene = Scene::of(&design(&harness));
    let driver = design(&harness).drivers().next().unwrap().id;
    let part = scene.part(driver).unwrap();
    let own = |link: &SceneLink| [&link.from, &link.to].iter().any(|end| end.part == driver);
    let told = |harness: &Harness<'static, Earwright>| {
        let found = |name: &str| harness.query_all_by_label(name).next().is_some();
        let links = |wanted: bool| {
            let mut links = scene.links.iter().filter(|link| own(link) == wanted);
            links.all(|link| found(&link.accessible))
        };
        let ports = part.ports.iter().all(|port| found(&port.accessible));
        [links(true), links(false), ports]
    };
    assert_eq!(told(&harness), [true; 3]);
    while harness.state().canvas().view.zoom >= 2.5 {
        harness.state_mut().push(Action::Command(Command::ZoomOut));
        settle(&mut harness);
    }
    assert_eq!(told(&harness), [false; 3]);
    harness.get_by_label(&part.accessible).click_accesskit();
    settle(&mut harness);
    assert_eq!(told(&harness), [true, false, true]);
}

#[test]
fn the_palette_runs_a_command_by_its_name() {
    let mut harness = window();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::K);
    settle(&mut harness);
    harness
        .get_by_label("Type a command")
        .type_text("select all");
    settle(&mut harness);
    harness.key_press(egui::Key::Enter);
    settle(&mut harness);
    let parts = design(&harness).parts.len();
    assert_eq!(harness.state().session().selection().parts.len(), parts);
    assert!(parts > 1);
}

#[test]
fn the_palette_takes_the_apostrophe_of_a_keyboard_for_the_printed_one() {
    let mut harness = window();
    for typed in ["drawing's path", "drawing’s path"] {
        harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::K);
        settle(&mut harness);
        harness.get_by_label("Type a command").type_text(typed);
        settle(&mut harness);
        harness.get_by_label_contains("Shell from a drawing’s path…");
        harness.key_press(egui::Key::Escape);
        settle(&mut harness);
    }
}

#[test]
fn enter_in_a_palette_where_nothing_was_asked_for_does_nothing() {
    let mut harness = window();
    let before = design(&harness);
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::K);
    settle(&mut harness);
    harness.key_press(egui::Key::Enter);
    settle(&mut harness);
    // New, the first of all commands, would have left nothing of it.
    assert_eq!(design(&harness), before);
    harness.get_by_label("Type a command");
    harness.key_press(egui::Key::ArrowDown);
    settle(&mut harness);
    harness.key_press(egui::Key::Enter);
    settle(&mut harness);
    assert!(harness.query_by_label("Type a command").is_none());
    assert_ne!(design(&harness), before);
}

#[test]
fn the_palette_lists_the_nearest_first_and_arrows_choose() {
    let mut harness = window();
    let palette = |harness: &mut Harness<'static, Earwright>, text: &str| {
        harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::K);
        settle(harness);
        harness.get_by_label("Type a command").type_text(text);
        settle(harness);
    };
    // “New driver from numbers” has these letters too, and comes earlier in the menus.
    palette(&mut harness, "driver from m");
    harness.key_press(egui::Key::Enter);
    settle(&mut harness);
    harness.get_by_label("Driver from measurement");
    harness.key_press(egui::Key::Escape);
    settle(&mut harness);
    palette(&mut harness, "driver from m");
    // The last row is as far as it goes.
    for key in [
        egui::Key::ArrowUp,
        egui::Key::ArrowDown,
        egui::Key::ArrowDown,
        egui::Key::Enter,
    ] {
        harness.key_press(key);
        settle(&mut harness);
    }
    harness.get_by_label("New driver from numbers");
    // Empty fields say in which unit a bare number is.
    let said = drawn::words(harness.output());
    for hint in ["Hz · Resonance", "mm² · ", "Total Q"] {
        let mut all = said.iter();
        assert!(all.any(|words| words.text.starts_with(hint)), "{hint}");
    }
}

#[test]
fn a_part_is_found_by_its_name_and_shown() {
    let mut harness = window();
    let driver = design(&harness).drivers().last().unwrap().clone();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::F);
    settle(&mut harness);
    harness
        .get_by_label("Name, kind or value")
        .type_text(&driver.name);
    settle(&mut harness);
    harness.key_press(egui::Key::Enter);
    settle(&mut harness);
    let selection = &harness.state().session().selection();
    assert_eq!(selection.parts, BTreeSet::from([driver.id]));
    assert!(selection.links.is_empty());
}

#[test]
fn drivers_are_lined_up_as_one_undo_step() {
    let mut harness = window();
    let before = design(&harness);
    let drivers: BTreeSet<_> = before.drivers().map(|part| part.id).collect();
    assert!(drivers.len() > 1);
    harness.state_mut().push(Action::Select(Selection {
        parts: drivers.clone(),
        links: BTreeSet::new(),
    }));
    harness
        .state_mut()
        .push(Action::Command(Command::AlignLeft));
    settle(&mut harness);
    let after = design(&harness);
    let lefts: Vec<f64> = after
        .drivers()
        .map(|part| {
            let corners = part.outline_mm(&after);
            corners.iter().map(|[x, _]| *x).fold(f64::MAX, f64::min)
        })
        .collect();
    for left in &lefts {
        assert!((left - lefts[0]).abs() < 1e-3, "{lefts:?}");
    }
    harness.state_mut().push(Action::Command(Command::Undo));
    settle(&mut harness);
    assert_eq!(design(&harness), before);
}
