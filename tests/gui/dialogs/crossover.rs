//! The crossover dialog: chosen, placed and wired in one step, given up without a trace.

use super::room::dialog;
use crate::support::{
    Held, command, design, select_part, settle, shot, type_into, window, window_on,
};
use earwright::{
    app::{
        Earwright,
        actions::{Action, command::Command},
    },
    design::{Design, PartId, PartKind, branch::branch, file},
    network::Solver,
    tuning::crossover::{Topology, transfer},
};
use egui::{Key, Modifiers, Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};

fn named(design: &Design, name: &str) -> PartId {
    design.part_named(name).unwrap().id
}

/// Opens the dialog for a driver through the palette.
fn opened(driver: &str) -> Harness<'static, Earwright> {
    opened_in(window(), driver)
}

fn opened_in(
    mut harness: Harness<'static, Earwright>,
    driver: &str,
) -> Harness<'static, Earwright> {
    let id = named(&design(&harness), driver);
    select_part(&mut harness, id);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    settle(&mut harness);
    harness
        .get_by_role_and_label(Role::TextInput, "Type a command")
        .type_text("crossover");
    settle(&mut harness);
    harness.key_press(Key::Enter);
    settle(&mut harness);
    harness.get_by_label(&format!("Crossover for {driver}"));
    harness
}

fn press(harness: &mut Harness<'static, Earwright>, label: &str) {
    // The list of topologies is as high as the window leaves it.
    harness.get_by_label(label).scroll_to_me();
    settle(harness);
    harness.get_by_label(label).click();
    settle(harness);
}

/// Types a text into a field and leaves it by Enter.
fn enter(harness: &mut Harness<'static, Earwright>, label: &str, text: &str) {
    type_into(harness, label, text);
    harness.key_press(Key::Enter);
    settle(harness);
}

/// Level at a driver's terminals over the source's, dB, as solved.
fn level(design: &Design, driver: PartId, f: f64) -> f64 {
    let found = transfer(&mut Solver::default(), design, driver, &vec![f].into()).unwrap();
    20.0 * found[0].norm().log10()
}

#[test]
fn a_chosen_crossover_is_placed_wired_and_turns_where_it_was_told_to() {
    let mut harness = opened("Tweeter");
    let before = design(&harness);
    let bytes = file::to_text(&before);
    press(&mut harness, "High-pass, second order (C, L)");
    enter(&mut harness, "Corner", "5k");
    let replace = harness.get_by_role_and_label(Role::CheckBox, "Replace C2, R2");
    let ticked = replace.accesskit_node().toggled();
    assert_eq!(
        ticked,
        Some(egui::accesskit::Toggled::True),
        "two filters are not meant"
    );
    assert_eq!(
        file::to_text(&design(&harness)),
        bytes,
        "nothing is done yet"
    );
    press(&mut harness, "Place and wire");
    let after = design(&harness);
    let tweeter = named(&after, "Tweeter");
    let own = branch(&after, tweeter).unwrap().own;
    let kinds: Vec<&PartKind> = own
        .iter()
        .map(|id| &after.part(*id).unwrap().kind)
        .collect();
    assert!(
        matches!(
            kinds.as_slice(),
            [PartKind::Capacitor(_), PartKind::Inductor(_)]
        ),
        "{kinds:?}"
    );
    let top = level(&after, tweeter, 20_000.0);
    let corner = top - level(&after, tweeter, 5000.0);
    assert!((corner - 3.0).abs() < 1.0, "{corner} {kinds:?}");
    // Second order, less what the coil's own resistance takes from it.
    let octave = level(&after, tweeter, 2500.0) - level(&after, tweeter, 1250.0);
    assert!((8.0..13.0).contains(&octave), "{octave}");
    assert!(harness.query_by_label("Crossover for Tweeter").is_none());
    assert_eq!(
        harness.state().session().undo_label(),
        Some("Crossover for Tweeter")
    );
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert_eq!(file::to_text(&design(&harness)), bytes);
    assert_eq!(harness.state().session().undo_label(), None);
}

#[test]
fn giving_up_leaves_the_bytes() {
    for way in ["Cancel", "Escape"] {
        let mut harness = opened("Mid");
        let bytes = file::to_text(&design(&harness));
        press(&mut harness, "Band-pass without inductor (C, R, C)");
        enter(&mut harness, "Lower corner", "300");
        enter(&mut harness, "Upper corner", "3k");
        enter(&mut harness, "Attenuation", "8");
        if way == "Cancel" {
            press(&mut harness, "Cancel");
        } else {
            harness.key_press(Key::Escape);
            settle(&mut harness);
        }
        assert!(
            harness.query_by_label("Crossover for Mid").is_none(),
            "{way}"
        );
        assert_eq!(file::to_text(&design(&harness)), bytes, "{way}");
        assert_eq!(harness.state().session().undo_label(), None);
    }
}

#[test]
fn numbers_that_cannot_be_say_so_and_nothing_can_be_placed() {
    let mut harness = opened("Mid");
    press(&mut harness, "Band-pass, first order (C, L)");
    enter(&mut harness, "Lower corner", "5k");
    harness.get_by_label("The upper corner must be at least half as high again as the lower one");
    let bytes = file::to_text(&design(&harness));
    press(&mut harness, "Place and wire");
    assert_eq!(file::to_text(&design(&harness)), bytes);
}

#[test]
fn every_topology_shows_its_parts() {
    let mut harness = opened("Woofer");
    for (topology, series, count) in [
        ("Low-pass without inductor (R, C)", "Thick film", 1),
        ("Low-pass, third order (L, C, L)", "Wire-wound", 2),
        ("Notch (R, L, C side by side)", "Wire-wound", 1),
        ("L-pad (R, R)", "Thick film", 2),
        ("Zobel (R, C across the driver)", "Thick film", 1),
    ] {
        press(&mut harness, topology);
        let shown = harness.query_all_by_label_contains(series).count();
        assert_eq!(shown, count, "{topology}");
    }
    let title = "Impedance at the driver's terminals, before and after";
    assert!(harness.query_all_by_label(title).next().is_some());
}

#[test]
fn no_crossover_covers_the_plots_it_changes() {
    let mut harness = opened("Woofer");
    // Far below what is in stock: all there is to say is said.
    enter(&mut harness, "Corner", "60");
    let canvas = harness.state().canvas_area();
    for (n, topology) in Topology::ALL.into_iter().enumerate() {
        press(&mut harness, topology.name());
        shot(&mut harness, &format!("crossover_room{n}"));
        let own = dialog(&harness);
        assert!(
            own.bottom() <= canvas.bottom(),
            "{topology:?}: {own} over {canvas}"
        );
    }
}

#[test]
fn the_window_does_not_wait_for_a_proposal_and_computes_none_twice() {
    let held = Held::default();
    let mut harness = window_on(Box::new(held.clone()), Vec::new(), None);
    held.release(&mut harness);
    let mut harness = opened_in(harness, "Tweeter");
    let placeable = |harness: &Harness<'static, Earwright>| {
        let button = harness.get_by_label("Place and wire");
        !button.accesskit_node().is_disabled()
    };
    assert!(!placeable(&harness));
    harness.get_by_label("computing…");
    held.release(&mut harness);
    assert!(placeable(&harness));
    assert!(harness.query_by_label("computing…").is_none());

    let first = "High-pass, first order (C)";
    let second = "High-pass, second order (C, L)";
    press(&mut harness, second);
    assert!(!placeable(&harness), "what is shown is not what is chosen");
    harness.get_by_label("computing…");
    assert!(
        harness.query_by_label("From stock").is_some(),
        "what was found before stays in sight"
    );
    held.release(&mut harness);
    assert!(placeable(&harness));
    press(&mut harness, first);
    assert_eq!(held.count(), 0, "it is known already");
    assert!(placeable(&harness));
    press(&mut harness, "Place and wire");
    assert_eq!(
        harness.state().session().undo_label(),
        Some("Crossover for Tweeter")
    );
}

#[test]
fn without_a_driver_the_command_is_not_there() {
    let mut harness = window();
    let resistor = named(&design(&harness), "R1");
    select_part(&mut harness, resistor);
    assert!(!harness.state().enabled(Command::Crossover));
    harness
        .state_mut()
        .push(Action::Command(Command::Crossover));
    settle(&mut harness);
    assert!(harness.query_by_label("Place and wire").is_none());
}

#[test]
fn every_sort_of_crossover_is_placed_and_taken_back_in_one_step() {
    for (n, (driver, topology, dark)) in [
        ("Tweeter", "High-pass, third order (C, L, C)", true),
        ("Mid", "Band-pass, second order (C, L, L, C)", false),
        ("Woofer", "Zobel (R, C across the driver)", true),
        ("Mid", "Notch (R, L, C side by side)", true),
        ("Woofer", "Low-pass without inductor (R, C)", false),
    ]
    .into_iter()
    .enumerate()
    {
        let mut harness = opened(driver);
        if !dark {
            command(&mut harness, Command::ToggleTheme);
        }
        let before = design(&harness);
        press(&mut harness, topology);
        settle(&mut harness);
        shot(&mut harness, &format!("crossover_dialog{n}"));
        press(&mut harness, "Place and wire");
        command(&mut harness, Command::FitView);
        shot(&mut harness, &format!("crossover_placed{n}"));
        let placed = design(&harness);
        assert!(placed.parts.len() > before.parts.len(), "{topology}");
        assert!(placed.part(named(&before, driver)).is_some());
        command(&mut harness, Command::Undo);
        assert_eq!(design(&harness), before, "{topology}");
    }
}
