//! The band of built units: shown, told in figures, followed while something is dragged.

use crate::support::{command, design, select_part, settle, shot, window};
use earwright::{
    app::{
        Earwright,
        actions::{Action, command::Command},
    },
    design::{Edit, tolerance::Spread},
    library,
};
use egui::{Key, Role};
use egui_kittest::{Harness, kittest::Queryable as _};

type Window = Harness<'static, Earwright>;

fn click(harness: &mut Window, role: Role, label: &str) {
    harness.get_by_role_and_label(role, label).click_accesskit();
    settle(harness);
}

#[test]
fn the_tolerance_band_is_one_command_and_tells_the_yield() {
    let mut harness = window();
    let before = design(&harness);
    command(&mut harness, Command::ToleranceBand);
    let band = harness.state().bands().band().unwrap().clone();
    let units = harness.state().bands().units().unwrap().clone();
    harness.get_by_label("5 to 95 % of 10000 units in SPL");
    assert!(
        (0..band.f.len()).all(|n| band.low[n] < band.median[n] && band.median[n] < band.high[n])
    );
    assert!(
        units.everywhere <= units.deviating,
        "a mask at every frequency is stricter"
    );
    assert!(units.match_db[0] < units.match_db[1]);
    assert_eq!(design(&harness), before, "it is a view");
    click(&mut harness, Role::Button, "Units");
    shot(&mut harness, "units_menu");
    let cause = &units.causes[0];
    assert!(cause.if_better.unwrap() >= units.everywhere - 0.03);
    // A click leads to the part that moves the curve most.
    let words = format!("{}  {:.2} dB", cause.words, cause.db);
    harness.get_by_label_contains(&words).click_accesskit();
    settle(&mut harness);
    let selection = harness.state().session().selection();
    assert_eq!(selection.parts.len() + selection.links.len(), 1);
    // It goes by the same key.
    command(&mut harness, Command::ToleranceBand);
    assert!(harness.state().bands().band().is_none());
    assert!(harness.query_by_label_contains("to 95 % of").is_none());
}

#[test]
fn the_band_is_drawn_and_gone_again_where_a_goal_has_built_the_units_already() {
    let mut harness = window();
    let preset = library::design("Hybrid 1 DD + 4 BA").unwrap();
    harness.state_mut().set_design(preset.design.clone());
    settle(&mut harness);
    assert!(harness.state().bands().deviations().is_some());
    let legend = |harness: &Window| {
        let entry = harness.query_by_label("5 to 95 % of 10000 units in SPL");
        entry.is_some()
    };
    assert!(!legend(&harness));
    for _ in 0..2 {
        command(&mut harness, Command::ToleranceBand);
        assert!(legend(&harness), "it is drawn as soon as it is switched on");
        command(&mut harness, Command::ToleranceBand);
        assert!(!legend(&harness), "and gone with the switch");
    }
}

#[test]
fn the_band_follows_a_gesture_and_another_fit() {
    let mut harness = window();
    command(&mut harness, Command::ToleranceBand);
    let first = harness.state().bands().band().unwrap().clone();
    let mut louder = design(&harness).drive.clone();
    if let earwright::design::drive::Drive::Voltage { emf } = &mut louder {
        *emf *= 2.0;
    }
    harness.state_mut().push(Action::Preview {
        label: "Louder".to_owned(),
        edit: Edit::SetDrive(louder),
    });
    settle(&mut harness);
    let during = harness.state().bands().band().unwrap().clone();
    let risen = during.median[60] - first.median[60];
    assert!((risen - 6.02).abs() < 0.01, "{risen}");
    harness.state_mut().push(Action::CancelPreview);
    settle(&mut harness);
    click(&mut harness, Role::Button, "Units");
    click(&mut harness, Role::CheckBox, "Each worn anew");
    click(&mut harness, Role::Button, "Worn");
    assert_eq!(
        design(&harness).tolerances.fit,
        Some(earwright::design::tolerance::Fit::WORN)
    );
    let worn = harness.state().bands().band().unwrap().clone();
    let width = |band: &earwright::analysis::Band, n: usize| band.high[n] - band.low[n];
    assert!(
        width(&worn, 0) > width(&first, 0) + 1.0,
        "leaks are heard at 20 Hz"
    );
}

#[test]
fn a_tolerance_is_typed_in_the_inspector_and_undone() {
    let mut harness = window();
    let part = design(&harness).part_named("R1").unwrap().id;
    select_part(&mut harness, part);
    click(&mut harness, Role::DisclosureTriangle, "Tolerances");
    shot(&mut harness, "units_inspector");
    let type_in = |harness: &mut Window, text: &str| {
        let label = "Tolerance of Resistance";
        harness
            .get_by_role_and_label(Role::TextInput, label)
            .focus();
        settle(harness);
        harness
            .get_by_role_and_label(Role::TextInput, label)
            .set_text_value_accesskit(text);
        settle(harness);
        harness.key_press(Key::Enter);
        settle(harness);
    };
    type_in(&mut harness, "2 mm");
    assert!(
        design(&harness).tolerances.is_default(),
        "a resistor is not made in mm"
    );
    type_in(&mut harness, "five");
    harness.get_by_label_contains("as 5 % or 0.3 mm");
    type_in(&mut harness, "5 %");
    let rows = design(&harness).tolerances.numbers.clone();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].spread, Some(Spread::Share(0.05)));
    assert!(
        harness
            .query_by_label_contains("as 5 % or 0.3 mm")
            .is_none()
    );
    command(&mut harness, Command::Undo);
    assert!(design(&harness).tolerances.is_default());
}
