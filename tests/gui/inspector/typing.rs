//! The inspector: typing, echo, refusal, undo; the design's settings.

use crate::support::{design, levels, select_part, settle, type_into, window};
use earwright::{
    app::{
        Earwright,
        actions::{Action, Selection, command::Command},
    },
    design::{LinkKind, Parameters as _, Part, PartKind, Subject, drive::Drive},
};
use egui::{Key, Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use std::collections::BTreeSet;

fn press(harness: &mut Harness<'static, Earwright>, key: Key) {
    harness.key_press(key);
    settle(harness);
}

/// A resistor of the open design, placed when there is none.
fn resistor(harness: &mut Harness<'static, Earwright>) -> Part {
    let find = |harness: &Harness<'static, Earwright>| {
        design(harness)
            .parts
            .into_iter()
            .find(|part| matches!(part.kind, PartKind::Resistor(_)))
    };
    if find(harness).is_none() {
        harness
            .state_mut()
            .push(Action::Command(Command::PlaceResistor));
        settle(harness);
    }
    let part = find(harness).unwrap();
    select_part(harness, part.id);
    part
}

fn resistance(harness: &Harness<'static, Earwright>, part: &Part) -> f64 {
    match &design(harness).part(part.id).unwrap().kind {
        PartKind::Resistor(resistor) => resistor.resistance,
        _ => panic!("not a resistor"),
    }
}

#[test]
fn a_typed_value_is_echoed_and_taken_with_its_prefix() {
    let mut harness = window();
    let part = resistor(&mut harness);
    type_into(&mut harness, "Resistance", "4k7");
    harness.get_by_label("= 4.7 kΩ");
    press(&mut harness, Key::Enter);
    assert_eq!(resistance(&harness, &part), 4700.0);
    assert!(harness.query_by_label("= 4.7 kΩ").is_none());
}

#[test]
fn a_value_that_cannot_be_is_refused_with_its_reason() {
    let mut harness = window();
    let part = resistor(&mut harness);
    let before = design(&harness);
    for wrong in ["seven", "-3", "5 mm", ""] {
        type_into(&mut harness, "Resistance", wrong);
        press(&mut harness, Key::Enter);
        assert_eq!(design(&harness), before, "after “{wrong}”");
    }
    type_into(&mut harness, "Resistance", "99");
    press(&mut harness, Key::Escape);
    assert_eq!(resistance(&harness, &part), resistance_of(&part));
}

fn resistance_of(part: &Part) -> f64 {
    match &part.kind {
        PartKind::Resistor(resistor) => resistor.resistance,
        _ => panic!("not a resistor"),
    }
}

#[test]
fn arrow_keys_step_through_the_series_as_one_undo_step() {
    let mut harness = window();
    let part = resistor(&mut harness);
    type_into(&mut harness, "Resistance", "4.7");
    press(&mut harness, Key::Enter);
    harness
        .get_by_role_and_label(Role::TextInput, "Resistance")
        .focus();
    settle(&mut harness);
    // Without a rest between them: a rest ends the undo step.
    for (key, expected) in [
        (Key::ArrowUp, 5.1),
        (Key::ArrowUp, 5.6),
        (Key::ArrowDown, 5.1),
    ] {
        harness.key_press(key);
        harness.run_steps(1);
        harness.run_steps(1);
        assert_eq!(resistance(&harness, &part), expected);
    }
    press(&mut harness, Key::Enter);
    harness.state_mut().push(Action::Command(Command::Undo));
    settle(&mut harness);
    assert_eq!(resistance(&harness, &part), 4.7);
}

#[test]
fn a_wheel_that_scrolls_changes_no_value_that_comes_under_the_pointer() {
    let mut harness = window();
    let part = resistor(&mut harness);
    let before = resistance(&harness, &part);
    let turn = |harness: &mut Harness<'static, Earwright>, label: &str, rest: usize| {
        let all: Vec<_> = harness.query_all_by_label_contains(label).collect();
        let canvas = harness.state().canvas_area();
        let at = all
            .iter()
            .map(|node| node.rect().center())
            .find(|at| at.x > canvas.right())
            .unwrap();
        drop(all);
        let wheel = egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Line,
            delta: egui::vec2(0.0, 1.0),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: egui::Modifiers::NONE,
        };
        if rest == 0 {
            // In one frame with the move.
            let moved = egui::Event::PointerMoved(at);
            harness.input_mut().events.extend([moved, wheel]);
        } else {
            harness.hover_at(at);
            harness.run_steps(rest);
            harness.event(wheel);
        }
        harness.step();
    };
    turn(&mut harness, "Resistance", 0);
    harness.run_steps(1);
    assert_eq!(resistance(&harness, &part), before, "come to scroll");
    harness.run_steps(8);
    turn(&mut harness, "Values", 2);
    turn(&mut harness, "Resistance", 1);
    harness.run_steps(1);
    assert_eq!(resistance(&harness, &part), before, "it goes on scrolling");
    harness.run_steps(8);
    turn(&mut harness, "Resistance", 2);
    harness.run_steps(2);
    assert_ne!(
        resistance(&harness, &part),
        before,
        "after a rest it is meant"
    );
}

#[test]
fn scrubbing_a_label_changes_the_curve_and_escape_restores_the_design() {
    let mut harness = window();
    let armature = design(&harness)
        .parts
        .iter()
        .find(|part| matches!(part.kind, PartKind::MovingCoil(_)))
        .unwrap()
        .id;
    select_part(&mut harness, armature);
    let before = design(&harness);
    let levels_before = levels(&harness);
    let label = harness
        .get_all_by(|node| {
            node.role() == Role::Label
                && node
                    .value()
                    .or(node.label())
                    .is_some_and(|text| text.starts_with("Bl "))
        })
        .next()
        .unwrap()
        .rect()
        .center();
    harness.drag_at(label);
    harness.run_steps(1);
    harness.hover_at(label + egui::vec2(40.0, 0.0));
    harness.run_steps(3);
    assert_ne!(design(&harness), before);
    assert_ne!(levels(&harness), levels_before);
    assert!(harness.state().session().ghost().is_some());
    // The curve before stands beside the curve now, in both plots that are open.
    for plot in ["SPL", "Impedance"] {
        harness.get_by_label(&format!("Before in {plot}"));
    }
    harness.key_press(Key::Escape);
    harness.run_steps(3);
    assert!(harness.query_by_label("Before in SPL").is_none());
    assert_eq!(design(&harness), before);
    harness.drop_at(label + egui::vec2(40.0, 0.0));
    settle(&mut harness);
    assert_eq!(design(&harness), before);
    assert_eq!(levels(&harness), levels_before);
}

#[test]
fn the_drive_is_stated_by_power_and_filled_with_the_impedance_at_1_khz() {
    let mut harness = window();
    harness.state_mut().push(Action::Reveal(Subject::Design));
    settle(&mut harness);
    harness
        .get_by_role_and_label(Role::ComboBox, "Stated as")
        .click();
    settle(&mut harness);
    harness.get_by_label("power").click();
    settle(&mut harness);
    type_into(&mut harness, "into R", "32");
    press(&mut harness, Key::Enter);
    harness.get_by_label("R = |Z(1 kHz)|").click();
    settle(&mut harness);
    let session = harness.state().session();
    let z = session.solution().input_impedance.as_ref().unwrap();
    let nearest = session
        .solution()
        .f
        .iter()
        .zip(z)
        .min_by(|a, b| {
            (a.0 / 1000.0)
                .ln()
                .abs()
                .total_cmp(&(b.0 / 1000.0).ln().abs())
        })
        .unwrap();
    match design(&harness).drive {
        Drive::Power { resistance, .. } => {
            assert!((resistance / nearest.1.norm() - 1.0).abs() < 1e-2);
        }
        Drive::Voltage { .. } => panic!("the drive is still stated by voltage"),
    }
}

#[test]
fn undoing_everything_gives_the_first_design_back() {
    let mut harness = window();
    let first = design(&harness);
    let part = resistor(&mut harness);
    type_into(&mut harness, "Resistance", "33");
    press(&mut harness, Key::Enter);
    for command in [
        Command::Rotate,
        Command::Mirror,
        Command::Bypass,
        Command::Duplicate,
        Command::SelectAll,
        Command::Delete,
    ] {
        harness.state_mut().push(Action::Command(command));
        settle(&mut harness);
    }
    let last = design(&harness);
    assert!(last.part(part.id).is_none());
    while harness.state().session().undo_label().is_some() {
        harness.state_mut().push(Action::Command(Command::Undo));
        settle(&mut harness);
    }
    assert_eq!(design(&harness), first);
    while harness.state().session().redo_label().is_some() {
        harness.state_mut().push(Action::Command(Command::Redo));
        settle(&mut harness);
    }
    assert_eq!(design(&harness), last);
}

/// Puts two resistors of different values onto the canvas and selects both.
fn two_resistors(harness: &mut Harness<'static, Earwright>) -> [Part; 2] {
    let before = design(harness);
    for _ in 0..2 {
        harness
            .state_mut()
            .push(Action::Command(Command::PlaceResistor));
        settle(harness);
    }
    let after = design(harness);
    let placed: Vec<Part> = after
        .parts
        .iter()
        .filter(|part| before.part(part.id).is_none())
        .cloned()
        .collect();
    let placed: [Part; 2] = placed.try_into().unwrap();
    select_part(harness, placed[0].id);
    type_into(harness, "Resistance", "7.5");
    press(harness, Key::Enter);
    select(harness, &[&placed[0], &placed[1]]);
    placed
}

fn select(harness: &mut Harness<'static, Earwright>, parts: &[&Part]) {
    harness.state_mut().push(Action::Select(Selection {
        parts: parts.iter().map(|part| part.id).collect(),
        ..Selection::default()
    }));
    settle(harness);
}

#[test]
fn several_parts_are_edited_at_once_as_one_undo_step() {
    let mut harness = window();
    let parts = two_resistors(&mut harness);
    let field = harness.get_by_role_and_label(Role::TextInput, "Resistance");
    // They differ: the field is empty and says so.
    assert_eq!(field.value().unwrap_or_default(), "");
    let node = field.accesskit_node();
    assert_eq!(node.placeholder(), Some("mixed"));
    let before = design(&harness);
    type_into(&mut harness, "Resistance", "4k7");
    press(&mut harness, Key::Enter);
    for part in &parts {
        assert_eq!(resistance(&harness, part), 4700.0);
    }
    let field = harness.get_by_role_and_label(Role::TextInput, "Resistance");
    assert_eq!(field.value().unwrap_or_default(), "4.7 kΩ");
    harness.state_mut().push(Action::Command(Command::Undo));
    settle(&mut harness);
    assert_eq!(design(&harness), before);
    // Left without a value, nothing changes.
    type_into(&mut harness, "Resistance", "");
    press(&mut harness, Key::Enter);
    assert_eq!(design(&harness), before);
}

#[test]
fn parts_of_different_kinds_show_the_values_they_share() {
    let mut harness = window();
    let [resistor, _] = two_resistors(&mut harness);
    let drivers: Vec<Part> = design(&harness).drivers().cloned().collect();
    // A resistor and an ear have nothing in common, two drivers have.
    let ear = design(&harness).ear().unwrap().clone();
    select(&mut harness, &[&resistor, &ear]);
    harness.get_by_label("These parts have no value in common.");
    let (first, others) = drivers.split_first().unwrap();
    let other = others
        .iter()
        .find(|part| std::mem::discriminant(&part.kind) != std::mem::discriminant(&first.kind))
        .unwrap();
    select(&mut harness, &[first, other]);
    let label = "Back volume";
    harness.get_by_role_and_label(Role::TextInput, label);
    type_into(&mut harness, label, "123");
    press(&mut harness, Key::Enter);
    for part in [first, other] {
        let values = design(&harness).part(part.id).unwrap().kind.parameters();
        let volume = values
            .iter()
            .find(|(info, _)| info.label == label)
            .unwrap()
            .1;
        assert!((volume - 123e-9).abs() < 1e-18, "{volume}");
    }
}

#[test]
fn several_tubes_get_one_bore() {
    let mut harness = window();
    let before = design(&harness);
    let tubes: BTreeSet<_> = before
        .links
        .iter()
        .filter(|link| matches!(link.kind, LinkKind::Tube(_)))
        .map(|link| link.id)
        .collect();
    assert!(tubes.len() > 1);
    harness.state_mut().push(Action::Select(Selection {
        links: tubes.clone(),
        ..Selection::default()
    }));
    settle(&mut harness);
    type_into(&mut harness, "Bore", "1.7");
    press(&mut harness, Key::Enter);
    for id in &tubes {
        let after = design(&harness);
        let LinkKind::Tube(tube) = &after.link(*id).unwrap().kind else {
            panic!("a tube no longer")
        };
        let was = match &before.link(*id).unwrap().kind {
            LinkKind::Tube(tube) => tube.sections[0],
            _ => panic!("not a tube"),
        };
        assert_eq!(tube.sections[0].bore_in, 1.7e-3);
        // What was straight stays so.
        if was.bore_in == was.bore_out {
            assert_eq!(tube.sections[0].bore_out, 1.7e-3);
        }
    }
    harness.state_mut().push(Action::Command(Command::Undo));
    settle(&mut harness);
    assert_eq!(design(&harness), before);
}

#[test]
fn a_rating_that_nobody_has_stated_is_unknown_not_0() {
    let mut harness = window();
    let part = resistor(&mut harness);
    let rating = |harness: &Harness<'static, Earwright>| {
        let mut fields = harness.query_all_by_label("Rated power");
        let field = fields.find(|node| node.accesskit_node().role() == Role::TextInput);
        let field = field.unwrap();
        let hint = field.accesskit_node().data().placeholder();
        (field.value(), hint.map(ToOwned::to_owned))
    };
    let (shown, hint) = rating(&harness);
    assert_eq!(shown.unwrap_or_default(), "");
    assert_eq!(hint.as_deref(), Some("unknown"));
    // Looked at and left, it stays so.
    let before = design(&harness);
    type_into(&mut harness, "Rated power", "");
    press(&mut harness, Key::Enter);
    assert_eq!(design(&harness), before);
    type_into(&mut harness, "Rated power", "250m");
    press(&mut harness, Key::Enter);
    assert_eq!(rating(&harness).0.as_deref(), Some("250 mW"));
    // 0 takes it back.
    type_into(&mut harness, "Rated power", "0");
    press(&mut harness, Key::Enter);
    assert_eq!(rating(&harness).0.unwrap_or_default(), "");
    let PartKind::Resistor(is) = design(&harness).part(part.id).unwrap().kind.clone() else {
        panic!("not a resistor")
    };
    assert_eq!(is.rated_power, 0.0);
}
