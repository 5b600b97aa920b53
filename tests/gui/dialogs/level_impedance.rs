//! An earphone's impedance from its levels, through the dialog.

use super::press;
use crate::support::{command, design, drop_files, settle, shot, type_into, window};
use earwright::{
    app::{Earwright, actions::command::Command},
    design::{CurveKind, Design, PartKind},
    exchange::{Measurement, Quantity, frd},
    network::{Solver, log_grid},
};
use egui::Role;
use egui_kittest::{Harness, kittest::Queryable as _};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The level of a design behind a source resistance, as a file.
fn level(folder: &Path, design: &Design, resistance: f64) -> PathBuf {
    let mut design = design.clone();
    for part in design.parts.iter_mut() {
        if let PartKind::Source(source) = &mut part.kind {
            source.output_resistance = resistance;
            source.cable_resistance = 0.0;
            source.cable_inductance = 0.0;
            source.cable_capacitance = 0.0;
        }
    }
    let solution = Solver::default().solve(&design, &log_grid(300, 20.0, 20_000.0));
    let name = match resistance {
        0.0 => "mine direct.frd".to_owned(),
        ohm => format!("mine {ohm} ohm.frd"),
    };
    let path = folder.join(name);
    fs::write(&path, frd(&solution).unwrap()).unwrap();
    path
}

fn click(harness: &mut Harness<'static, Earwright>, label: &str) {
    harness
        .get_by_role_and_label(Role::Button, label)
        .click_accesskit();
    settle(harness);
}

#[test]
fn levels_behind_resistors_become_an_impedance_in_a_file_and_in_the_plot() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = window();
    let before = design(&harness);
    let [direct, some, more] = [0.0, 22.0, 100.0].map(|r| level(folder.path(), &before, r));
    command(&mut harness, Command::LevelImpedance);
    harness.get_by_label("Impedance from levels");
    // Nothing to find yet: the button is not there to be pressed.
    harness.get_by_label("Choose two files at least; a third checks them");
    drop_files(&mut harness, &[&direct, &some]);
    type_into(&mut harness, "Level file", &more.display().to_string());
    click(&mut harness, "Read");
    // The names told the resistances.
    for (n, ohm) in ["0 Ω", "22 Ω", "100 Ω"].iter().enumerate() {
        let label = format!("Resistance of file {}", n + 1);
        let field = harness.get_by_role_and_label(Role::TextInput, &label);
        assert_eq!(field.value().as_deref(), Some(*ohm), "{label}");
    }
    shot(&mut harness, "level_impedance_files");
    // A file that is none is refused where it was asked for.
    let nothing = folder.path().join("nothing.frd");
    type_into(&mut harness, "Level file", &nothing.display().to_string());
    click(&mut harness, "Read");
    harness.get_by_label_contains("nothing.frd cannot be used");
    click(&mut harness, "Find the impedance");
    harness.get_by_label("Impedance found");
    shot(&mut harness, "level_impedance_found");
    let zma = folder.path().join("mine.zma");
    type_into(&mut harness, "Impedance file", &zma.display().to_string());
    click(&mut harness, "Save ZMA");
    harness.get_by_label_contains("Saved to");
    let read = Measurement::open(&zma).unwrap();
    assert_eq!(read.quantity, Quantity::Impedance);
    assert!(read.trace.has_phase());
    // It lies on what the design has.
    let f: Vec<f64> = read.trace.points.iter().map(|point| point.f).collect();
    let truth = Solver::default().solve(&before, &f.into());
    for (point, z) in read.trace.points.iter().zip(truth.input_impedance.unwrap()) {
        let off = point.value / z.norm() - 1.0;
        assert!(off.abs() < 0.03, "{point:?} is off by {off}");
    }
    type_into(&mut harness, "Source resistance", "47");
    click(&mut harness, "Lay into the design");
    assert!(harness.query_by_label("Impedance from levels").is_none());
    let after = design(&harness);
    let kinds: Vec<CurveKind> = after.measurements.iter().map(|curve| curve.kind).collect();
    assert_eq!(kinds, [CurveKind::Impedance, CurveKind::Level]);
    assert_eq!(after.measurements[1].name, "Level behind 47 Ω");
    command(&mut harness, Command::Undo);
    assert_eq!(design(&harness), before);
}

#[test]
fn closing_it_leaves_everything_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = window();
    let before = design(&harness);
    let direct = level(folder.path(), &before, 0.0);
    command(&mut harness, Command::LevelImpedance);
    drop_files(&mut harness, &[&direct, &direct]);
    // Twice the same tells nothing.
    click(&mut harness, "Find the impedance");
    harness.get_by_label_contains("behind the same resistance");
    click(&mut harness, "Back");
    click(&mut harness, "Remove file 2");
    harness.get_by_label("Choose two files at least; a third checks them");
    press(&mut harness, "Close");
    assert!(harness.query_by_label("Impedance from levels").is_none());
    assert_eq!(design(&harness), before);
}
