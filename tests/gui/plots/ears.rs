//! The ears: chosen by name, with a tip of stated insertion and seal, and many at once.

use crate::support::{command, design, select_part, settle, shot, window};
use earwright::{
    analysis::EarMember,
    app::{
        Earwright,
        actions::{Action, command::Command},
    },
    design::{Edit, PartKind, acoustic::LeakShape},
    library,
};
use egui::Role;
use egui_kittest::{Harness, kittest::Queryable as _};

type Window = Harness<'static, Earwright>;

fn click(harness: &mut Window, role: Role, label: &str) {
    harness.get_by_role_and_label(role, label).click_accesskit();
    settle(harness);
}

#[test]
fn the_ear_family_is_one_command_and_names_the_worst_ear() {
    let mut harness = window();
    let before = design(&harness);
    command(&mut harness, Command::EarFamily);
    let family = harness.state().ears().family().unwrap().clone();
    assert_eq!(family.members.len(), 27);
    harness.get_by_label("Ear family of 27 in SPL");
    shot(&mut harness, "ears_family");
    let worst = family.worst_member().unwrap();
    let by = |member: &EarMember| member.deviation.unwrap().1.abs();
    let most = family.members.iter().map(by).fold(0.0, f64::max);
    assert_eq!(by(worst), most);
    assert!(most > 6.0, "{}: {most} dB", worst.name);
    harness.get_by_label(&format!("Worst: {} in SPL", worst.name));
    // It is a view: the design is as it was, and it follows an edit.
    assert_eq!(design(&harness), before);
    let mut louder = before.drive.clone();
    if let earwright::design::drive::Drive::Voltage { emf } = &mut louder {
        *emf *= 2.0;
    }
    harness.state_mut().push(Action::Edit {
        label: "Louder".to_owned(),
        edit: Edit::SetDrive(louder),
    });
    settle(&mut harness);
    let after = harness.state().ears().family().unwrap().clone();
    let risen = after.members[0].level_db[100] - family.members[0].level_db[100];
    assert!((risen - 6.02).abs() < 0.01, "{risen}");
    // Fewer ears, from the menu on the plot.
    click(&mut harness, Role::Button, "Ears");
    click(&mut harness, Role::CheckBox, "large leak");
    click(&mut harness, Role::CheckBox, "shallow");
    harness.get_by_label("Ear family of 12 in SPL");
    shot(&mut harness, "ears_menu");
    click(&mut harness, Role::CheckBox, "Show the ear family");
    assert!(harness.query_by_label_contains("Ear family of").is_none());
    assert!(harness.state().ears().family().is_none());
}

#[test]
fn a_population_of_ears_is_a_band_that_follows_the_design_and_tells_its_share() {
    let mut harness = window();
    let before = design(&harness);
    click(&mut harness, Role::Button, "Ears");
    click(&mut harness, Role::CheckBox, "Show a population of ears");
    let population = harness.state().ears().population().unwrap().clone();
    assert_eq!((population.count, population.without_curve), (1000, 0));
    assert!(harness.state().ears().family().is_none());
    harness.get_by_label("5 to 95 % of 1000 ears in SPL");
    harness.get_by_label("Median ear in SPL");
    let inside = population.inside.clone().unwrap();
    assert_eq!(inside.within, 3.0);
    harness.get_by_label(&format!("of the ears within {}", inside.words));
    harness.get_by_label(&format!("{:.0} %", 100.0 * inside.share));
    assert!(harness.query_all_by_label_contains("leak ").count() > 0);
    shot(&mut harness, "ears_population");
    // It is a view, and follows an edit.
    assert_eq!(design(&harness), before);
    let mut louder = before.drive.clone();
    if let earwright::design::drive::Drive::Voltage { emf } = &mut louder {
        *emf *= 2.0;
    }
    harness.state_mut().push(Action::Edit {
        label: "Louder".to_owned(),
        edit: Edit::SetDrive(louder),
    });
    settle(&mut harness);
    let after = harness.state().ears().population().unwrap().clone();
    let risen = after.levels[2][40] - population.levels[2][40];
    assert!((risen - 6.02).abs() < 0.01, "{risen}");
    // Others of the same statistics, and one ear again and again.
    click(&mut harness, Role::Button, "Draw other ears");
    let others = harness.state().ears().population().unwrap().clone();
    assert_ne!(others.levels, after.levels);
    click(&mut harness, Role::RadioButton, "One ear, reseated");
    let reseated = harness.state().ears().population().unwrap().clone();
    let width = |of: &earwright::analysis::EarPopulation| of.levels[4][60] - of.levels[0][60];
    assert!(width(&reseated) < width(&others));
    // The family takes its place, and the command switches what is chosen off and on.
    click(&mut harness, Role::CheckBox, "Show the ear family");
    assert!(harness.state().ears().population().is_none());
    harness.get_by_label("Ear family of 27 in SPL");
    click(&mut harness, Role::CheckBox, "Show a population of ears");
    command(&mut harness, Command::EarFamily);
    assert!(harness.query_by_label_contains("of 1000 ears").is_none());
    command(&mut harness, Command::EarFamily);
    harness.get_by_label("5 to 95 % of 1000 ears in SPL");
}

#[test]
fn every_ear_can_be_chosen_and_says_where_it_is_valid() {
    let mut harness = window();
    let ear = design(&harness).ear().unwrap().id;
    select_part(&mut harness, ear);
    assert_eq!(library::ears().len(), 14);
    for preset in library::ears().iter().rev() {
        // The list may still be open.
        if harness.query_all_by_label(&preset.name).next().is_none() {
            click(&mut harness, Role::ComboBox, "Model");
        }
        harness
            .get_all_by_label(&preset.name)
            .last()
            .unwrap()
            .click_accesskit();
        settle(&mut harness);
        let PartKind::Ear(chosen) = &design(&harness).ear().unwrap().kind.clone() else {
            panic!("an ear")
        };
        assert_eq!(chosen.model, preset.model, "{}", preset.name);
        harness.get_by_label(&preset.validity);
        shot(&mut harness, "ears_inspector");
    }
}

#[test]
fn insertion_and_seal_are_dimensions_of_the_eartip() {
    let mut harness = window();
    click(&mut harness, Role::Button, "Eartip");
    let tip = design(&harness).parts.last().unwrap().id;
    select_part(&mut harness, tip);
    let typed = |harness: &mut Window, label: &str, text: &str| {
        let field = harness.get_by_role_and_label(Role::TextInput, label);
        field.focus();
        settle(harness);
        harness
            .get_by_role_and_label(Role::TextInput, label)
            .set_text_value_accesskit(text);
        settle(harness);
        harness.key_press(egui::Key::Enter);
        settle(harness);
    };
    typed(&mut harness, "Insertion: canal beyond the tip", "6 mm");
    click(&mut harness, Role::ComboBox, "Seal");
    harness.get_by_label("leaks at a slit").click_accesskit();
    settle(&mut harness);
    typed(&mut harness, "Slit gap", "0.08 mm");
    let PartKind::Eartip(kept) = &design(&harness).part(tip).unwrap().kind.clone() else {
        panic!("an eartip")
    };
    assert!((kept.canal_length - 6e-3).abs() < 1e-12);
    assert!(
        matches!(kept.leak, Some(LeakShape::Slit { gap, .. }) if (gap - 0.08e-3).abs() < 1e-12),
        "{:?}",
        kept.leak
    );
}

#[test]
fn the_menu_of_ears_stays_on_its_side_of_the_button_while_it_grows() {
    let mut harness = window();
    let button = harness.get_by_role_and_label(Role::Button, "Ears").rect();
    click(&mut harness, Role::Button, "Ears");
    let population = |harness: &Window| {
        let check = harness.get_by_role_and_label(Role::CheckBox, "Show a population of ears");
        check.rect()
    };
    let side = population(&harness).center().y < button.center().y;
    click(&mut harness, Role::CheckBox, "Show a population of ears");
    assert!(harness.state().ears().population().is_some());
    shot(&mut harness, "ears_menu_population");
    let check = population(&harness);
    assert_eq!(check.center().y < button.center().y, side);
    let window = harness.ctx.content_rect();
    assert!(window.contains_rect(check), "{check}");
}
