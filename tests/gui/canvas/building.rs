//! Building with the mouse: drop a driver, wire it, tube it to the nozzle, see the curve change.

use crate::support::{design, levels, select_part, settle, window};
use earwright::{
    app::{
        Earwright,
        actions::{Action, command::Command},
    },
    design::{Design, LinkKind, PartId, PartKind},
    library,
};
use egui::Pos2;
use egui_kittest::{Harness, kittest::Queryable as _};

/// Presses at one place and releases at another, as a hand does.
fn drag(harness: &mut Harness<'static, Earwright>, from: Pos2, to: Pos2) {
    harness.hover_at(from);
    harness.run_steps(1);
    harness.drag_at(from);
    harness.run_steps(1);
    harness.hover_at(from + (to - from) * 0.5);
    harness.run_steps(2);
    harness.hover_at(to);
    harness.run_steps(2);
    harness.drop_at(to);
    settle(harness);
}

fn port(harness: &Harness<'static, Earwright>, part: PartId, name: &str) -> Pos2 {
    let design = design(harness);
    let placed = design
        .part(part)
        .unwrap()
        .placed_port(&design, name)
        .unwrap();
    harness
        .state()
        .canvas()
        .view
        .screen_from_canvas(harness.state().canvas_area(), placed.at_mm)
}

fn source_and_ear(design: &Design) -> (PartId, PartId) {
    (design.source().unwrap().id, design.ear().unwrap().id)
}

#[test]
fn a_dropped_driver_is_wired_and_tubed_by_dragging_and_the_curve_follows() {
    let mut harness = window();
    harness.state_mut().set_design(Design::new());
    settle(&mut harness);
    assert!(levels(&harness).is_empty(), "nothing plays yet");
    let (source, ear) = source_and_ear(&design(&harness));

    let name = library::drivers()
        .iter()
        .find(|preset| matches!(preset.part, PartKind::Armature(_)))
        .unwrap()
        .name();
    let entry = harness
        .get_by_role_and_label(egui::Role::Button, name)
        .rect();
    let target = harness.state().canvas_area().center();
    drag(&mut harness, entry.center(), target);
    let dropped = design(&harness).drivers().next().unwrap().clone();
    assert!(design(&harness).links.is_empty(), "a drop connects nothing");
    // Apart from source and ear, so that every port can be hit.
    harness.state_mut().push(Action::Command(Command::FitView));
    settle(&mut harness);

    for terminal in ["+", "-"] {
        let (from, to) = (
            port(&harness, source, terminal),
            port(&harness, dropped.id, terminal),
        );
        drag(&mut harness, from, to);
    }
    let wires = design(&harness).links;
    assert_eq!(wires.len(), 2);
    assert!(wires.iter().all(|link| link.kind == LinkKind::Wire));

    let (from, to) = (
        port(&harness, dropped.id, "spout"),
        port(&harness, ear, "canal"),
    );
    drag(&mut harness, from, to);
    let links = design(&harness).links;
    assert!(matches!(links.last().unwrap().kind, LinkKind::Tube(_)));
    let quiet = levels(&harness);
    assert!(quiet.iter().all(|level| level.is_finite()) && quiet.len() == 512);

    // Move it: the tube, as long as it is drawn, changes the curve.
    let place = harness.state().canvas().view.screen_from_canvas(
        harness.state().canvas_area(),
        design(&harness).part(dropped.id).unwrap().position_mm,
    );
    drag(&mut harness, place, place + egui::vec2(-60.0, 40.0));
    let moved = levels(&harness);
    let most = quiet
        .iter()
        .zip(&moved)
        .map(|(a, b)| (a - b).abs())
        .fold(0.0, f64::max);
    assert!(most > 0.1, "a longer tube changes the curve, by {most} dB");

    while harness.state().session().undo_label().is_some() {
        harness.state_mut().push(Action::Command(Command::Undo));
        settle(&mut harness);
    }
    assert_eq!(design(&harness).parts.len(), 2);
    assert!(levels(&harness).is_empty());
}

#[test]
fn one_command_connects_a_driver_as_one_undo_step() {
    let mut harness = window();
    harness.state_mut().set_design(Design::new());
    settle(&mut harness);
    let name = library::drivers().first().unwrap().name();
    harness
        .get_by_role_and_label(egui::Role::Button, name)
        .click();
    settle(&mut harness);
    let driver = design(&harness).drivers().next().unwrap().id;
    select_part(&mut harness, driver);
    harness.key_press(egui::Key::C);
    settle(&mut harness);
    // Two wires, a tube, and a chamber behind a diaphragm that has no volume of its own.
    let links = design(&harness).links;
    let kinds =
        |wanted: fn(&LinkKind) -> bool| links.iter().filter(|link| wanted(&link.kind)).count();
    assert_eq!(kinds(|kind| *kind == LinkKind::Wire), 2);
    assert_eq!(kinds(|kind| matches!(kind, LinkKind::Tube(_))), 1);
    let loudest = levels(&harness).into_iter().fold(0.0, f64::max);
    assert!(loudest > 60.0, "it plays: {loudest} dB at most");
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
    settle(&mut harness);
    assert!(design(&harness).links.is_empty());
}

#[test]
fn reversing_polarity_turns_the_phase_and_keeps_the_level() {
    let mut harness = window();
    harness.state_mut().set_design(Design::new());
    settle(&mut harness);
    let name = library::drivers().first().unwrap().name();
    harness
        .get_by_role_and_label(egui::Role::Button, name)
        .click();
    settle(&mut harness);
    harness.key_press(egui::Key::C);
    settle(&mut harness);
    let pressure = |harness: &Harness<'static, Earwright>| {
        harness
            .state()
            .session()
            .solution()
            .drum_pressure
            .clone()
            .unwrap()
    };
    let before = pressure(&harness);
    harness.key_press(egui::Key::P);
    settle(&mut harness);
    for (a, b) in before.iter().zip(pressure(&harness)) {
        assert!((a + b).norm() <= 1e-9 * a.norm());
    }
}

#[test]
fn muting_a_driver_takes_it_out_of_the_total_and_solo_leaves_it_alone_in_it() {
    let mut harness = window();
    let drivers: Vec<PartId> = design(&harness).drivers().map(|part| part.id).collect();
    assert!(drivers.len() >= 2, "the first design is a hybrid");
    let all = levels(&harness);
    select_part(&mut harness, drivers[0]);
    harness.key_press(egui::Key::M);
    settle(&mut harness);
    let muted = levels(&harness);
    assert_ne!(all, muted);
    harness.key_press(egui::Key::M);
    settle(&mut harness);
    assert_eq!(levels(&harness), all);
    let before = design(&harness);
    harness.key_press(egui::Key::S);
    settle(&mut harness);
    let solo = levels(&harness);
    let own = &harness.state().session().solution().contributions[0].pressure;
    for (level, p) in solo.iter().zip(own) {
        assert!((level - 20.0 * (p.norm() / 20e-6).log10()).abs() < 1e-6);
    }
    assert_eq!(design(&harness), before, "solo is not part of the design");
}
