//! A measured curve laid over the plots.

use crate::support::{design, drop_files, saved_default, settle, shot, window, window_with};
use earwright::{
    app::{
        Earwright,
        actions::{Action, command::Command},
        files::picker::Answer,
    },
    design::{CurveKind, Edit, file},
    exchange::{frd, zma},
};
use egui::Role;
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use std::{fs, path::PathBuf};

type Window = Harness<'static, Earwright>;

/// What the first example would measure as, 3.2 dB too loud, without phase.
fn files(harness: &Window, folder: &tempfile::TempDir) -> [PathBuf; 2] {
    let mut solution = (**harness.state().session().solution()).clone();
    for p in solution.drum_pressure.as_mut().unwrap() {
        *p *= 10_f64.powf(3.2 / 20.0);
    }
    let level: String = frd(&solution)
        .unwrap()
        .lines()
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            match cells[..] {
                [f, level, _] if !line.starts_with('*') => format!("{f}\t{level}\t0\n"),
                _ => format!("{line}\n"),
            }
        })
        .collect();
    let paths = ["unit.frd", "unit.zma"].map(|name| folder.path().join(name));
    fs::write(&paths[0], level).unwrap();
    fs::write(&paths[1], zma(&solution).unwrap()).unwrap();
    paths
}

fn click(harness: &mut Window, role: Role, label: &str) {
    harness.get_by_role_and_label(role, label).click_accesskit();
    settle(harness);
}

#[test]
fn a_dropped_measurement_lies_over_the_response_and_is_aligned_openly() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = window();
    let [level, impedance] = files(&harness, &folder);
    let before = design(&harness);
    drop_files(&mut harness, &[&level, &impedance]);
    harness.get_by_label("Import measurement");
    shot(&mut harness, "measurement_dialog");
    // What was found is said before anything is added.
    harness.get_by_label_contains("The phase is zero at every frequency: it was not measured");
    assert_eq!(design(&harness), before);
    click(&mut harness, Role::Button, "Add to the plots");
    let kept = design(&harness).measurements;
    assert_eq!(
        kept.iter()
            .map(|curve| (curve.name.as_str(), curve.kind))
            .collect::<Vec<_>>(),
        [("unit", CurveKind::Level), ("unit 2", CurveKind::Impedance)]
    );
    assert!(kept[0].origin.contains("unit.frd") && kept[0].origin.contains("zero at every"));
    harness.get_by_label("unit in SPL");
    harness.get_by_label("unit 2 in Impedance");
    // Aligned, it says by how much.
    click(&mut harness, Role::Button, "Compare");
    click(&mut harness, Role::CheckBox, "Align unit");
    assert_eq!(design(&harness).measurements[0].align_hz, Some(1000.0));
    harness.get_by_label("unit (−3.2 dB at 1 kHz) in SPL");
    shot(&mut harness, "measurement_aligned");
    // It travels with the design, and goes again.
    let path = folder.path().join("kept.ron");
    file::save(&path, &design(&harness)).unwrap();
    assert_eq!(file::load(&path).unwrap().0, design(&harness));
    click(&mut harness, Role::Button, "Remove unit");
    assert_eq!(design(&harness).measurements.len(), 1);
    assert!(harness.query_by_label_contains("unit (").is_none());
    for _ in 0..3 {
        harness.state_mut().push(Action::Command(Command::Undo));
        settle(&mut harness);
    }
    assert_eq!(design(&harness), before);
}

#[test]
fn a_measurement_is_imported_by_the_menu_and_cancel_adds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let [level, _] = files(&window(), &folder);
    let answers = vec![Answer::Path(level.clone()), Answer::Path(level)];
    let mut harness = window_with(answers, None);
    let before = design(&harness);
    for (button, count) in [("Cancel", 0), ("Add to the plots", 1)] {
        harness
            .state_mut()
            .push(Action::Command(Command::ImportMeasurement));
        settle(&mut harness);
        click(&mut harness, Role::Button, button);
        assert_eq!(design(&harness).measurements.len(), count);
    }
    harness.state_mut().push(Action::Edit {
        label: "Remove".to_owned(),
        edit: Edit::SetMeasurements(Vec::new()),
    });
    settle(&mut harness);
    assert_eq!(design(&harness), before);
}

#[test]
fn what_is_no_curve_is_said_and_a_design_is_still_opened_by_a_drop() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("notes.txt");
    fs::write(&text, "nothing but words\n").unwrap();
    let mut harness = window();
    drop_files(&mut harness, &[&text]);
    harness.get_by_label_contains("There is no row of numbers in this text");
    assert!(
        harness
            .get_by_role_and_label(Role::Button, "Add to the plots")
            .accesskit_node()
            .is_disabled()
    );
    click(&mut harness, Role::Button, "Cancel");
    let path = saved_default(folder.path());
    drop_files(&mut harness, &[&path]);
    assert_eq!(harness.state().session().path(), Some(&*path));
}
