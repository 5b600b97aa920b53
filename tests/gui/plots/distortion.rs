//! How loud, and what is distorted then, as plots that follow the design.

use crate::support::{settle, window};
use earwright::{
    analysis::distortion::Distortion,
    app::{
        Earwright,
        actions::{Action, command::Command},
    },
    design::{Edit, PartKind, drive::Drive, driver::Magnet},
    network::large_signal::Unable,
    picture::View,
};
use egui_kittest::{Harness, kittest::Queryable as _};

fn show(harness: &mut Harness<'static, Earwright>, view: View) {
    harness
        .state_mut()
        .push(Action::Command(Command::Show(view)));
    settle(harness);
}

fn edit(harness: &mut Harness<'static, Earwright>, edit: Edit) {
    harness.state_mut().push(Action::Edit {
        label: "Change".to_owned(),
        edit,
    });
    settle(harness);
}

fn found(harness: &Harness<'static, Earwright>) -> Distortion {
    let found = harness.state().distorting().distortion();
    (**found.unwrap()).clone().unwrap()
}

#[test]
fn the_plot_of_the_greatest_level_names_what_has_enough() {
    let mut harness = window();
    show(&mut harness, View::Maximum);
    harness.get_by_label("Maximum level plot");
    harness.get_by_label_contains("At the drive in Maximum level");
    let named = harness.query_all_by_label_contains("coil power in Maximum level");
    assert!(named.count() > 0, "coils bound it somewhere");
}

#[test]
fn distortion_is_told_once_a_driver_states_it_and_follows_the_drive() {
    let mut harness = window();
    assert!(harness.state().distorting().distortion().is_none());
    show(&mut harness, View::Distortion);
    let none = harness.state().distorting().distortion().unwrap();
    assert_eq!(**none, Err(Unable::NoLaw), "no preset makes figures up");
    let design = harness.state().session().design().clone();
    let is_armature = |kind: &PartKind| matches!(kind, PartKind::Armature(_));
    let mut part = (design.parts.iter())
        .find(|part| is_armature(&part.kind))
        .unwrap()
        .clone();
    if let PartKind::Armature(armature) = &mut part.kind {
        armature.magnet = Some(Magnet {
            saturation_current: 5e-3,
            ..Magnet::of(0.3e-9)
        });
    }
    let name = part.name.clone();
    edit(&mut harness, Edit::SetPart(Box::new(part)));
    harness.get_by_label_contains("All (THD) in Distortion");
    let quiet = found(&harness);
    assert_eq!(quiet.of, [name]);
    assert!(!quiet.unstated.is_empty());
    let most = |found: &Distortion| {
        let known = found.heard.iter().flatten().map(|heard| heard.thd);
        known.fold(0.0, f64::max)
    };
    let emf = 2.0 * design.drive.emf();
    edit(&mut harness, Edit::SetDrive(Drive::Voltage { emf }));
    let loud = found(&harness);
    assert!(most(&loud) > 2.0 * most(&quiet), "third order: four times");
    // Over level it follows the crosshair in a plot over frequency.
    show(&mut harness, View::Rise);
    let at = |harness: &Harness<'static, Earwright>| {
        let rise = harness.state().distorting().rise().unwrap();
        (**rise).as_ref().unwrap().f
    };
    assert!((at(&harness) - 1000.0).abs() < 1e-9);
    let plot = harness.get_by_label("SPL plot").rect();
    harness.hover_at(plot.left_center() + egui::vec2(0.3 * plot.width(), 0.0));
    settle(&mut harness);
    let there = at(&harness);
    assert!(there > 20.0 && there < 1000.0, "{there} Hz");
    harness.get_by_label_contains("All (THD) in Distortion by level");
    // What is not shown is not worked out.
    harness.get_by_label("Close Distortion by level").click();
    settle(&mut harness);
    assert!(harness.state().distorting().rise().is_none());
}
