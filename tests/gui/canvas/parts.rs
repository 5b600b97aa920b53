//! Gestures on parts: select, move, rotate, nudge, band, pan, zoom; and Esc in the middle of each.

use crate::support::canvas_bench::{
    Bench, Builder, at, demo, drag, drag_without_release, key, resistor,
};
use earwright::{
    app::actions::command::Command,
    design::{Design, LinkEnd, PartId},
};
use egui::{Key, Modifiers, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};

fn part(harness: &Harness<'_, Bench>, name: &str) -> PartId {
    harness.state().design().part_named(name).unwrap().id
}

fn position(harness: &Harness<'_, Bench>, name: &str) -> [f64; 2] {
    harness
        .state()
        .design()
        .part_named(name)
        .unwrap()
        .position_mm
}

fn port(harness: &Harness<'_, Bench>, part: &str, port: &str) -> [f64; 2] {
    let bench = harness.state();
    let end = LinkEnd {
        part: bench.design().part_named(part).unwrap().id,
        port: port.to_owned(),
    };
    bench.design().placed_port(&end).unwrap().at_mm
}

#[test]
fn a_click_selects_and_ground_clears() {
    let mut harness = Bench::new(demo()).harness();
    let woofer = part(&harness, "Woofer");
    harness.get_by_label_contains("Woofer, dynamic").click();
    harness.run();
    assert!(harness.state().selection.parts.contains(&woofer));
    let empty = at(&harness, [-30.0, -15.0]);
    drag(&mut harness, empty, empty);
    assert!(harness.state().selection.is_empty());
}

#[test]
fn shift_click_extends_and_takes_back() {
    let mut harness = Bench::new(demo()).harness();
    harness.get_by_label_contains("Woofer, dynamic").click();
    harness.run();
    let mid = harness.get_by_label_contains("Mid, balanced");
    mid.click_modifiers(Modifiers::SHIFT);
    harness.run();
    assert_eq!(harness.state().selection.parts.len(), 2);
    let woofer = harness.get_by_label_contains("Woofer, dynamic");
    woofer.click_modifiers(Modifiers::SHIFT);
    harness.run();
    assert_eq!(harness.state().selection.parts.len(), 1);
}

#[test]
fn dragging_a_part_keeps_its_links_and_is_one_undo_step() {
    let mut harness = Bench::new(demo()).harness();
    let before = harness.state().text();
    let links = harness.state().design().links.clone();
    let from = position(&harness, "Mid");
    let (a, b) = (
        at(&harness, from),
        at(&harness, [from[0] - 2.0, from[1] + 1.0]),
    );
    drag(&mut harness, a, b);
    let now = position(&harness, "Mid");
    assert!((now[0] - (from[0] - 2.0)).abs() < 0.4, "{now:?}");
    let after = &harness.state().design().links;
    assert_eq!(links.len(), after.len());
    for (old, new) in links.iter().zip(after) {
        assert_eq!((&old.from, &old.to), (&new.from, &new.to));
    }
    assert_eq!(harness.state().history.undo_label(), Some("Move Mid"));
    harness.state_mut().history.undo();
    assert!(harness.state().text() == before);
    assert!(harness.state().refused.is_empty());
}

#[test]
fn positions_snap_to_half_millimetres_unless_told_otherwise() {
    let mut builder = Builder(Design::new());
    builder.part("R1", resistor(10.0), [0.0, 12.0], 0.0);
    let mut harness = Bench::new(builder.0).harness();
    let (a, b) = (at(&harness, [0.0, 12.0]), at(&harness, [7.37, 20.21]));
    drag(&mut harness, a, b);
    assert_eq!(position(&harness, "R1"), [7.5, 20.0]);
    harness.event(egui::Event::ModifiersChanged(Modifiers::COMMAND));
    harness.step();
    let (a, b) = (at(&harness, [7.5, 20.0]), at(&harness, [3.1, 15.3]));
    drag(&mut harness, a, b);
    let [x, y] = position(&harness, "R1");
    assert!((x - 3.1).abs() < 0.1 && (y - 15.3).abs() < 0.1, "{x} {y}");
    assert!((x * 2.0).fract().abs() > 1e-6);
}

#[test]
fn escape_in_the_middle_of_every_gesture_restores_the_design() {
    let mut harness = Bench::new(demo()).harness();
    let before = harness.state().text();
    let mid = position(&harness, "Mid");
    let spout = port(&harness, "Spare", "spout");
    let tube = harness
        .state()
        .design()
        .links
        .iter()
        .find(|l| l.name == "T2")
        .unwrap()
        .clone();
    let path = earwright::design::path::path(harness.state().design(), &tube);
    let on_tube = path[path.len() / 2];
    let damper = {
        let link = harness
            .state()
            .design()
            .links
            .iter()
            .find(|l| l.name == "T4")
            .unwrap();
        let path = earwright::design::path::path(harness.state().design(), link);
        let total = earwright::design::path::polyline_length(&path);
        earwright::design::path::at_length(&path, 0.45 * total)
            .unwrap()
            .at_mm
    };
    for (what, start) in [
        ("move", mid),
        ("link", spout),
        ("bend", on_tube),
        ("damper", damper),
        ("band", [-10.0, -25.0]),
    ] {
        // A link is bent only once it is selected.
        harness.get_by_label_contains("T2 tube").click();
        harness.run_steps(24);
        let (a, b) = (
            at(&harness, start),
            at(&harness, [start[0] + 5.0, start[1] + 3.0]),
        );
        drag_without_release(&mut harness, a, b);
        let running = harness.state().text();
        if matches!(what, "move" | "bend" | "damper") {
            assert!(running != before, "{what} shows while it runs");
        } else {
            assert!(running == before, "{what} changes nothing before its end");
        }
        key(&mut harness, Key::Escape, Modifiers::NONE);
        assert!(harness.state().text() == before, "{what}");
        harness.drop_at(b);
        harness.run();
        assert!(
            harness.state().text() == before,
            "{what}: the release does nothing more"
        );
        assert_eq!(harness.state().history.undo_label(), None, "{what}");
    }
}

#[test]
fn rotating_during_a_drag_belongs_to_it() {
    let mut harness = Bench::new(demo()).harness();
    let before = harness.state().text();
    let mid = position(&harness, "Mid");
    let (a, b) = (at(&harness, mid), at(&harness, [mid[0] + 4.0, mid[1]]));
    drag_without_release(&mut harness, a, b);
    key(&mut harness, Key::R, Modifiers::NONE);
    let turned = harness
        .state()
        .design()
        .part_named("Mid")
        .unwrap()
        .rotation_deg;
    assert_eq!(turned, 90.0);
    key(&mut harness, Key::Escape, Modifiers::NONE);
    assert!(harness.state().text() == before);
    harness.drop_at(b);
    harness.run();
}

#[test]
fn the_handle_turns_freely_and_in_steps_with_shift() {
    let mut harness = Bench::new(demo()).harness();
    harness.get_by_label_contains("Mid, balanced").click();
    harness.run();
    let mid = position(&harness, "Mid");
    let zoom = harness.state().canvas.view.zoom;
    let reach = 4.29 / 2.0 + 24.0 / zoom;
    let handle = at(&harness, [mid[0], mid[1] - reach]);
    // Pulled to the right of the centre and a little up: nearly a quarter turn.
    let to = at(&harness, [mid[0] + reach, mid[1] - 0.13 * reach]);
    drag(&mut harness, handle, to);
    let turned = harness
        .state()
        .design()
        .part_named("Mid")
        .unwrap()
        .rotation_deg;
    assert!((turned - 82.6).abs() < 1.0, "{turned}");
    assert_eq!(turned.fract(), 0.0);
    assert_eq!(harness.state().history.undo_label(), Some("Rotate Mid"));
}

#[test]
fn a_band_to_the_right_takes_what_lies_within() {
    let mut harness = Bench::new(demo()).harness();
    let (a, b) = (at(&harness, [-26.0, -14.0]), at(&harness, [-12.0, 9.5]));
    drag(&mut harness, a, b);
    let names: Vec<_> = harness
        .state()
        .selection
        .parts
        .iter()
        .map(|&id| harness.state().design().part(id).unwrap().name.clone())
        .collect();
    assert_eq!(names, ["L1", "C1", "C2", "R1"]);
    // To the left it takes what it touches.
    let (a, b) = (at(&harness, [-18.0, -12.5]), at(&harness, [-20.2, -10.0]));
    drag(&mut harness, a, b);
    let state = harness.state();
    assert_eq!(state.selection.parts.len(), 1);
    assert!(
        !state.selection.links.is_empty(),
        "its wires are touched too"
    );
}

#[test]
fn arrows_nudge_and_a_held_arrow_is_one_step() {
    let mut builder = Builder(Design::new());
    builder.part("R1", resistor(10.0), [0.0, 12.0], 0.0);
    let mut harness = Bench::new(builder.0).harness();
    harness.get_by_label_contains("R1, resistor").click();
    harness.run();
    let before = harness.state().text();
    for _ in 0..3 {
        harness.key_down(Key::ArrowRight);
        harness.step();
    }
    harness.key_up(Key::ArrowRight);
    harness.run();
    assert_eq!(position(&harness, "R1"), [1.5, 12.0]);
    key(&mut harness, Key::ArrowDown, Modifiers::SHIFT);
    assert_eq!(position(&harness, "R1"), [1.5, 17.0]);
    harness.state_mut().history.undo();
    harness.state_mut().history.undo();
    assert!(harness.state().text() == before);
    assert_eq!(harness.state().history.undo_label(), None);
}

#[test]
fn the_wheel_zooms_at_the_pointer() {
    let mut harness = Bench::new(demo()).harness();
    let pointer = at(&harness, [9.0, -6.0]);
    harness.hover_at(pointer);
    harness.run();
    let before = harness.state().canvas.view;
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Line,
        delta: vec2(0.0, 2.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    });
    harness.run();
    let after = harness.state().canvas.view;
    assert!(after.zoom > 1.2 * before.zoom);
    assert!(at(&harness, [9.0, -6.0]).distance(pointer) < 0.01);
}

#[test]
fn space_and_the_middle_button_pan() {
    let mut harness = Bench::new(demo()).harness();
    let before = harness.state().text();
    let place = position(&harness, "Woofer");
    let start = at(&harness, place);
    harness.key_down(Key::Space);
    harness.run();
    drag(&mut harness, start, start + vec2(60.0, -35.0));
    harness.key_up(Key::Space);
    harness.run();
    assert!(at(&harness, place).distance(start + vec2(60.0, -35.0)) < 0.5);
    let start = at(&harness, place);
    for (pressed, pos) in [(true, start), (false, start + vec2(-80.0, 20.0))] {
        harness.hover_at(pos);
        harness.step();
        harness.event(egui::Event::PointerButton {
            pos,
            button: egui::PointerButton::Middle,
            pressed,
            modifiers: Modifiers::NONE,
        });
        harness.step();
    }
    harness.run();
    assert!(at(&harness, place).distance(start + vec2(-80.0, 20.0)) < 0.5);
    assert!(
        harness.state().text() == before,
        "panning over a part moves only the view"
    );
}

#[test]
fn locked_parts_stay() {
    let mut design = demo();
    for part in &mut design.parts {
        part.locked = part.name == "Mid";
    }
    let mut harness = Bench::new(design).harness();
    let before = harness.state().text();
    let mid = position(&harness, "Mid");
    let (a, b) = (at(&harness, mid), at(&harness, [mid[0] + 6.0, mid[1]]));
    drag(&mut harness, a, b);
    assert!(harness.state().text() == before);
}

#[test]
fn groups_move_together() {
    let mut design = demo();
    for part in &mut design.parts {
        part.group = matches!(part.name.as_str(), "C1" | "L1").then_some(1);
    }
    let mut harness = Bench::new(design).harness();
    let c1 = position(&harness, "C1");
    let l1 = position(&harness, "L1");
    let (a, b) = (at(&harness, c1), at(&harness, [c1[0] + 1.0, c1[1] + 15.0]));
    drag(&mut harness, a, b);
    let moved = [position(&harness, "C1"), position(&harness, "L1")];
    let by = [moved[0][0] - c1[0], moved[0][1] - c1[1]];
    assert!(by[1] > 10.0);
    assert_eq!(moved[1], [l1[0] + by[0], l1[1] + by[1]]);
}

#[test]
fn escape_with_nothing_running_lets_go_of_the_selection() {
    let mut harness = Bench::new(demo()).harness();
    let before = harness.state().text();
    harness.get_by_label_contains("Woofer, dynamic").click();
    harness.run();
    assert!(!harness.state().selection.is_empty());
    key(&mut harness, Key::Escape, Modifiers::NONE);
    assert!(harness.state().selection.is_empty());
    assert!(harness.state().text() == before);
}

#[test]
fn the_ring_of_a_junction_moves_it_and_its_middle_draws() {
    let mut harness = Bench::new(demo()).harness();
    let node = position(&harness, "N1");
    let zoom = harness.state().canvas.view.zoom;
    let ring = [node[0] + 8.0 / zoom, node[1]];
    let (a, b) = (
        at(&harness, ring),
        at(&harness, [ring[0] + 3.0, ring[1] - 2.0]),
    );
    drag(&mut harness, a, b);
    let moved = position(&harness, "N1");
    assert!((moved[0] - node[0] - 3.0).abs() < 0.5, "{moved:?}");
    let links = harness.state().design().links.len();
    let (a, b) = (at(&harness, moved), {
        let north = port(&harness, "V1", "north");
        at(&harness, north)
    });
    drag(&mut harness, a, b);
    assert_eq!(harness.state().design().links.len(), links + 1);
}

#[test]
fn several_parts_are_aligned_from_the_menu() {
    let mut harness = Bench::new(demo()).harness();
    harness.get_by_label_contains("C1, capacitor").click();
    harness.run();
    harness
        .get_by_label_contains("R1, resistor")
        .click_modifiers(Modifiers::SHIFT);
    harness.run();
    harness
        .get_by_label_contains("R1, resistor")
        .click_secondary();
    harness.run();
    harness.get_by_label("Align").click();
    harness.run();
    // In the table's words, not in the menu's own.
    let row = Command::AlignCentre.info();
    harness.get_by_label_contains(row.label).click();
    harness.run();
    assert_eq!(harness.state().commands(), [Command::AlignCentre]);
}
