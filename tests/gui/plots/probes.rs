//! Probes at ports: set, named, drawn, marked, taken away; the design is left alone.

use crate::support::{design, drawn::words, settle, window};
use earwright::{
    app::{
        Earwright,
        actions::{Action, command::Command},
    },
    design::{Edit, LinkEnd, Part, PartKind},
    picture::View,
};
use egui::{Key, Modifiers, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};

fn driver(harness: &Harness<'static, Earwright>) -> Part {
    let design = design(harness);
    design
        .parts
        .iter()
        .find(|part| matches!(part.kind, PartKind::MovingCoil(_)))
        .unwrap()
        .clone()
}

/// Right-clicks a port and chooses from its menu.
fn choose(harness: &mut Harness<'static, Earwright>, port: &str, entry: &str) {
    // A port is small: under a selected part's handles it could not be hit.
    harness
        .state_mut()
        .push(Action::Command(Command::SelectNone));
    settle(harness);
    harness.get_by_label(port).click_secondary();
    settle(harness);
    harness.get_by_label(entry).click();
    settle(harness);
}

#[test]
fn a_port_is_probed_from_its_menu_and_drawn_in_the_plots() {
    let mut harness = window();
    let before = design(&harness);
    let driver = driver(&harness);
    let port = format!("{} port front", driver.name);
    choose(&mut harness, &port, "Probe here");
    let name = format!("{} front", driver.name);
    let session = harness.state().session();
    assert_eq!(session.probes().len(), 1);
    assert_eq!(session.probes()[0].name, name);
    assert!(session.undo_label().is_none() && !session.is_modified());
    let reading = &session.readings()[0];
    assert_eq!(reading.end, session.probes()[0].end);
    assert!(reading.flow.is_some());
    // In the plot of levels, and on the canvas.
    harness.get_by_label(&format!("{name} in SPL"));
    harness.get_by_label(&format!("Probe {name}"));
    harness
        .state_mut()
        .push(Action::Command(Command::Show(View::Flow)));
    settle(&mut harness);
    harness.get_by_label(&format!("{name} in Volume velocity"));
    harness.get_by_label("Ear in Volume velocity");
    harness
        .state_mut()
        .push(Action::Command(Command::Show(View::Acoustic)));
    settle(&mut harness);
    harness.get_by_label(&format!("{name} in Acoustic impedance"));
    assert!(harness.state().plots().shown().contains(&View::Acoustic));
    choose(&mut harness, &port, "Remove probe");
    assert!(harness.state().session().probes().is_empty());
    assert!(harness.query_by_label(&format!("{name} in SPL")).is_none());
    assert_eq!(design(&harness), before);
}

#[test]
fn an_electrical_probe_follows_the_design_and_outlives_an_undo() {
    let mut harness = window();
    let driver = driver(&harness);
    let plus = LinkEnd {
        part: driver.id,
        port: "+".to_owned(),
    };
    harness.state_mut().push(Action::ToggleProbe(plus.clone()));
    settle(&mut harness);
    let name = format!("{} +", driver.name);
    for (command, view) in [
        (Command::Show(View::Voltage), "Voltage"),
        (Command::Show(View::Current), "Current"),
    ] {
        harness.state_mut().push(Action::Command(command));
        settle(&mut harness);
        harness.get_by_label(&format!("{name} in {view}"));
    }
    let current = |harness: &Harness<'static, Earwright>| {
        let readings = harness.state().session().readings().clone();
        let reading = readings.iter().find(|reading| reading.end == plus).unwrap();
        reading.flow.as_ref().unwrap()[100].norm()
    };
    let before = current(&harness);
    // Twice the drive, twice the current, while the gesture runs.
    let emf = design(&harness).drive.emf();
    harness.state_mut().push(Action::Preview {
        label: "Drive".to_owned(),
        edit: Edit::SetDrive(earwright::design::drive::Drive::Voltage { emf: 2.0 * emf }),
    });
    settle(&mut harness);
    assert!((current(&harness) / before - 2.0).abs() < 1e-9);
    harness.state_mut().push(Action::CancelPreview);
    harness.state_mut().push(Action::Edit {
        label: "Delete".to_owned(),
        edit: Edit::Remove {
            parts: vec![driver.id],
            links: Vec::new(),
        },
    });
    settle(&mut harness);
    assert!(
        harness
            .query_by_label(&format!("{name} in Voltage"))
            .is_none()
    );
    harness.state_mut().push(Action::Command(Command::Undo));
    settle(&mut harness);
    assert!((current(&harness) / before - 1.0).abs() < 1e-9);
    harness
        .state_mut()
        .push(Action::Command(Command::Show(View::Voltage)));
    settle(&mut harness);
    harness.get_by_label(&format!("{name} in Voltage"));
}

#[test]
fn probes_are_named_and_removed_in_the_plots_menu() {
    let mut harness = window();
    let driver = driver(&harness);
    crate::support::select_part(&mut harness, driver.id);
    harness.state_mut().push(Action::Command(Command::Probe));
    settle(&mut harness);
    let ports = driver.kind.ports().len();
    assert_eq!(harness.state().session().probes().len(), ports);
    // Each has a colour of its own.
    let numbers: std::collections::BTreeSet<usize> = harness
        .state()
        .session()
        .probes()
        .iter()
        .map(|probe| probe.number)
        .collect();
    assert_eq!(numbers.len(), ports);
    harness.get_all_by_label("Probes").next().unwrap().click();
    settle(&mut harness);
    let field = format!("Name of probe {} front", driver.name);
    harness.get_by_label(&field).focus();
    settle(&mut harness);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.get_by_label(&field).type_text("Throat");
    settle(&mut harness);
    harness.key_press(Key::Enter);
    settle(&mut harness);
    harness.get_by_label("Throat in SPL");
    harness.get_by_label("Remove probe Throat").click();
    settle(&mut harness);
    assert_eq!(harness.state().session().probes().len(), ports - 1);
    harness
        .state_mut()
        .push(Action::Command(Command::RemoveProbes));
    settle(&mut harness);
    assert!(harness.state().session().probes().is_empty());
    assert!(
        harness
            .query_all_by(|node| node
                .label()
                .is_some_and(|label| label.starts_with("Probe ")))
            .next()
            .is_none()
    );
}

#[test]
fn zoomed_and_probed_the_header_has_room_for_its_tab() {
    let mut harness = window();
    let driver = driver(&harness);
    choose(
        &mut harness,
        &format!("{} port front", driver.name),
        "Probe here",
    );
    let tab = |harness: &Harness<'static, Earwright>| {
        let all = words(harness.output()).into_iter();
        let mut tabs: Vec<_> = all.filter(|words| words.text == "SPL").collect();
        tabs.sort_by(|a, b| a.rect.top().total_cmp(&b.rect.top()));
        tabs.remove(0).rect
    };
    // The wheel on the plot below the tab zooms it.
    let row = tab(&harness);
    harness.hover_at(row.center() + vec2(250.0, 150.0));
    harness.run_steps(2);
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, 120.0),
        modifiers: Modifiers::NONE,
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
    });
    harness.run_steps(20);
    // Everything in the row of the tab, from the left: no two lie on each other.
    let row = tab(&harness);
    let mut drawn: Vec<_> = words(harness.output())
        .into_iter()
        .filter(|words| (words.rect.center().y - row.center().y).abs() < 8.0)
        .map(|words| (words.rect, words.text))
        .collect();
    drawn.sort_by(|a, b| a.0.left().total_cmp(&b.0.left()));
    assert!(drawn.len() > 3, "{drawn:?}");
    for pair in drawn.windows(2) {
        // The padding of a button lies around its words; behind those of the tab its cross, and the
        // tab's end.
        let own = if pair[0].1 == "SPL" { 34.0 } else { 4.0 };
        assert!(pair[0].0.right() + own < pair[1].0.left(), "{pair:?}");
    }
    let folded = harness.query_by_label("Menu of SPL").is_some();
    let reset = harness.query_by_label("Reset zoom of SPL").is_some();
    assert!(folded || reset, "it can be taken back");
}
