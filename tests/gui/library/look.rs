//! What the library holds, as it is shown: its designs on the canvas, a can of two units.
//!
//! With `EARWRIGHT_SHOTS=folder` the pictures are written there, to be looked at; that needs a renderer.

use crate::support::canvas_bench::Bench;
use crate::support::shots;
use crate::support::{design, levels, select_part, settle, window};
use earwright::{
    app::Earwright,
    design::{Part, PartKind, can::Units},
    library,
};
use egui::Role;
use egui_kittest::{Harness, kittest::Queryable as _};

#[test]
fn every_design_of_the_library_is_drawn() {
    let folder = shots();
    for preset in library::designs() {
        let mut builder = Harness::builder().with_size(egui::vec2(1280.0, 800.0));
        if folder.is_some() {
            builder = builder.wgpu();
        }
        let mut harness = builder.build_ui_state(Bench::show, Bench::new(preset.design.clone()));
        harness.run();
        if let Some(folder) = &folder {
            let name = preset.file.replace(['/', '.'], "_");
            let picture = harness.render().unwrap();
            picture.save(folder.join(format!("{name}.png"))).unwrap();
        }
        for part in &preset.design.parts {
            let said = format!("{}, {}", part.name, part.kind.word());
            assert!(
                harness.query_by_label_contains(&said).is_some(),
                "{}: {said}",
                preset.file
            );
        }
    }
}

/// An armature of the open design.
fn armature(harness: &Harness<'static, Earwright>) -> Part {
    let is = |part: &Part| matches!(part.kind, PartKind::Armature(_));
    design(harness).parts.into_iter().find(is).unwrap()
}

fn units(harness: &Harness<'static, Earwright>) -> Option<Units> {
    match armature(harness).kind {
        PartKind::Armature(driver) => driver.units,
        _ => None,
    }
}

/// Opens a choice and takes one of what it offers.
fn choose(harness: &mut Harness<'static, Earwright>, label: &str, choice: &str) {
    harness
        .get_by_role_and_label(Role::ComboBox, label)
        .scroll_to_me();
    settle(harness);
    harness.get_by_role_and_label(Role::ComboBox, label).click();
    settle(harness);
    harness.get_by_label(choice).click();
    settle(harness);
}

#[test]
fn an_armature_becomes_a_dual_can_in_the_inspector() {
    let mut harness = window();
    let part = armature(&harness);
    select_part(&mut harness, part.id);
    let before = levels(&harness);
    choose(&mut harness, "Units in the can", "dual");
    assert_eq!(units(&harness), Some(Units::DUAL));
    assert_ne!(levels(&harness), before);
    choose(&mut harness, "Coils", "in series");
    assert_ne!(units(&harness), Some(Units::DUAL));
    choose(&mut harness, "Units in the can", "single");
    assert_eq!(units(&harness), None);
    assert_eq!(levels(&harness), before);
}

#[test]
fn a_fitted_driver_shows_the_error_of_its_fit_in_the_library() {
    let harness = window();
    let fitted = library::drivers().iter().find(|d| d.fit.is_some()).unwrap();
    let error = format!("±{:.1} dB", fitted.fit.unwrap().response_db);
    assert!(
        harness.query_all_by_label(&error).next().is_some(),
        "{error}"
    );
}
