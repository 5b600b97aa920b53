//! `earwright compare` and `explain`: designs, snapshots and curves held against each other.

use super::{earwright, object, text};
use earwright::{
    design::{Design, Edit, LinkKind, Snapshot, file, number::numbers},
    library,
};
use std::path::{Path, PathBuf};

fn said(arguments: &[&str]) -> String {
    let run = earwright(arguments);
    assert!(run.status.success(), "{}", text(&run.stderr));
    text(&run.stdout)
}

fn preset() -> Design {
    library::design("Single armature").unwrap().design.clone()
}

/// The preset with its longest tube made longer, and a snapshot of what it was.
fn longer() -> Design {
    let design = preset();
    let mut link = (design.links.iter())
        .find(|link| matches!(link.kind, LinkKind::Tube(_)))
        .unwrap()
        .clone();
    if let LinkKind::Tube(tube) = &mut link.kind {
        tube.sections[0].length *= 1.5;
    }
    let kept = vec![Snapshot::of(&design, "Before")];
    let both = Edit::Batch(vec![Edit::SetKept(kept), Edit::SetLink(Box::new(link))]);
    design.apply(&both).unwrap()
}

fn saved(folder: &Path, name: &str, design: &Design) -> PathBuf {
    let path = folder.join(name);
    file::save(&path, design).unwrap();
    path
}

#[test]
fn designs_are_compared_by_values_and_by_curves() {
    let folder = tempfile::tempdir().unwrap();
    let a = saved(folder.path(), "a.ron", &preset());
    let b = saved(folder.path(), "b.ron", &longer());
    let (a, b) = (a.to_str().unwrap(), b.to_str().unwrap());
    let told = object(&["compare", a, b]);
    let changed = told["changed"].as_array().unwrap();
    let length = changed.iter().find(|one| one["key"] == "section.length");
    let length = length.unwrap();
    let ratio = length["to"].as_f64().unwrap() / length["from"].as_f64().unwrap();
    assert!((ratio - 1.5).abs() < 1e-9, "{changed:?}");
    assert_eq!(told["added"], serde_json::json!([]));
    let most = told["level"]["most"].as_f64().unwrap();
    assert!(most.abs() > 1.0, "{told}");
    assert!(told["level"]["raised_db"].is_null());
    assert!(told["impedance"]["rms"].as_f64().unwrap() > 0.01);

    // The difference at its greatest is what two solves differ by there.
    let at = told["level"]["at_hz"].as_f64().unwrap();
    let level = |file: &str| {
        let at = format!("{at}");
        let table = said(&["solve", file, "--points", "1", "--from", &at]);
        let row = table.lines().nth(1).unwrap().to_owned();
        row.split(',').nth(1).unwrap().parse::<f64>().unwrap()
    };
    assert!((level(b) - level(a) - most).abs() < 0.02, "{most} at {at}");

    // The same is told in lines, of the other way round with the other sign, and of a snapshot.
    let lines = said(&["compare", a, b]);
    assert!(lines.starts_with("level\trms "), "{lines}");
    assert!(lines.contains("\nimpedance\trms "), "{lines}");
    assert!(lines.contains(": Length"), "{lines}");
    let back = object(&["compare", b, a]);
    assert_eq!(back["level"]["most"].as_f64(), Some(-most));
    let kept = object(&["compare", b, "--snapshot", "Before"]);
    assert_eq!(kept["level"], back["level"]);
    assert_eq!(kept["changed"], back["changed"]);
    let same = object(&["compare", a, a]);
    assert_eq!(same["level"]["rms"].as_f64(), Some(0.0));
    assert_eq!(same["changed"], serde_json::json!([]));
}

#[test]
fn a_measured_level_is_raised_where_that_is_asked_and_said() {
    let folder = tempfile::tempdir().unwrap();
    let a = saved(folder.path(), "a.ron", &preset());
    let a = a.to_str().unwrap();
    let solved = said(&["solve", a, "--points", "256"]);
    let rows = solved.lines().skip(1).map(|row| {
        let cells: Vec<f64> = row
            .split(',')
            .take(2)
            .map(|cell| cell.parse().unwrap())
            .collect();
        format!("{}\t{}\n", cells[0], cells[1] - 7.0)
    });
    let curve = folder.path().join("unit.frd");
    std::fs::write(&curve, rows.collect::<String>()).unwrap();
    let curve = curve.to_str().unwrap();
    let plain = object(&["compare", a, curve]);
    let rms = plain["level"]["rms"].as_f64().unwrap();
    assert!((rms - 7.0).abs() < 0.05, "{rms}");
    assert!(plain["level"]["deviation"].as_f64().unwrap() < 0.1);
    for band in [
        vec!["--align", "1k"],
        vec!["--align", "300", "--align-to", "3k"],
    ] {
        let told = object(&[&["compare", a, curve][..], &band].concat());
        assert!((told["level"]["raised_db"].as_f64().unwrap() - 7.0).abs() < 0.02);
        assert!(told["level"]["rms"].as_f64().unwrap() < 0.05, "{told}");
        assert!(told["changed"].is_null());
    }
    let out = folder.path().join("difference.csv");
    let told = object(&["compare", a, curve, "--out", out.to_str().unwrap()]);
    assert_eq!(told["out"].as_str(), out.to_str());
    let table = std::fs::read_to_string(&out).unwrap();
    assert!(table.starts_with("f_hz,difference_db,difference_ohm,difference_percent\n"));
    let row = table.lines().nth(100).unwrap();
    let db: f64 = row.split(',').nth(1).unwrap().parse().unwrap();
    assert!((db + 7.0).abs() < 0.05, "{row}");
}

#[test]
fn what_cannot_be_compared_is_refused_in_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let a = saved(folder.path(), "a.ron", &longer());
    let silent = saved(folder.path(), "silent.ron", &Design::new());
    let (a, silent) = (a.to_str().unwrap(), silent.to_str().unwrap());
    for (arguments, why, code) in [
        (vec!["compare", a], "required", 2),
        (
            vec!["compare", a, "--snapshot", "Never"],
            "it keeps “Before”",
            1,
        ),
        (vec!["compare", a, silent], "nothing to compare", 1),
        (
            vec!["compare", a, a, "--align", "1k"],
            "only a measured level",
            1,
        ),
        (
            vec!["compare", a, a, "--from", "3k", "--to", "1k"],
            "must be below",
            1,
        ),
        (vec!["compare", a, "none.txt"], "none.txt", 1),
    ] {
        let refused = earwright(&arguments);
        assert_eq!(refused.status.code(), Some(code), "{arguments:?}");
        let said = text(&refused.stderr);
        assert!(said.contains(why), "{arguments:?}: {said}");
    }
}

#[test]
fn a_measured_unit_is_explained_by_the_number_that_moved() {
    let folder = tempfile::tempdir().unwrap();
    let design = library::design("Dual armature").unwrap().design.clone();
    let a = saved(folder.path(), "a.ron", &design);
    // One damper is 20 % off; what is printed has six digits, what is measured has not.
    let key = "insert.resistance";
    let mut unit = design.clone();
    let (number, was) = numbers(&design)
        .into_iter()
        .find(|(number, ..)| number.key.key == key)
        .map(|(number, _, value)| (number, value))
        .unwrap();
    number.set(&mut unit, 1.2 * was);
    let b = saved(folder.path(), "b.ron", &unit);
    let (a, b) = (a.to_str().unwrap(), b.to_str().unwrap());
    let solved = said(&["solve", b, "--points", "400"]);
    let mut noise = 0_u32;
    let rows = solved.lines().skip(1).map(|row| {
        let cells: Vec<f64> = row
            .split(',')
            .take(2)
            .map(|cell| cell.parse().unwrap())
            .collect();
        // Some steps that repeat late, ±0.15 dB.
        noise = noise.wrapping_mul(1_103_515_245).wrapping_add(12_345);
        let noise = f64::from(noise >> 16) / 65_536.0 - 0.5;
        format!("{}\t{}\n", cells[0], cells[1] + 4.0 + 0.3 * noise)
    });
    let curve = folder.path().join("unit.frd");
    std::fs::write(&curve, rows.collect::<String>()).unwrap();
    let curve = curve.to_str().unwrap();
    let out = folder.path().join("built.ron");
    let ask = [
        "explain",
        a,
        curve,
        "--noise",
        "0.15",
        "--out",
        out.to_str().unwrap(),
    ];
    let told = object(&ask);
    assert_eq!(told["verdict"], "explained", "{told}");
    let moved = told["moved"].as_array().unwrap();
    assert_eq!(moved.len(), 1, "{told}");
    assert_eq!(moved[0]["key"], key);
    let share = moved[0]["to"].as_f64().unwrap() / moved[0]["from"].as_f64().unwrap();
    assert!((share - 1.2).abs() < 0.05, "{share}");
    assert!(
        moved[0]["beyond"].as_bool().unwrap(),
        "±15 % is what dampers keep to"
    );
    assert!(told["after"]["level_db"].as_f64() < told["before"]["level_db"].as_f64());
    // What was written is the design with that number.
    let (built, _) = file::load(&out).unwrap();
    let (_, value) = number.find(&built).unwrap();
    assert_eq!(Some(value), moved[0]["to"].as_f64());
    // The same again, in lines.
    assert_eq!(object(&ask), told);
    let lines = said(&["explain", a, curve, "--noise", "0.15"]);
    assert!(lines.starts_with("raised\tthe measured level\t"), "{lines}");
    assert!(lines.contains(", beyond it"), "{lines}");

    for (arguments, why, code) in [
        (vec!["explain", a], "required", 2),
        (vec!["explain", a, curve, "--numbers", "99"], "--numbers", 2),
        (
            vec!["explain", a, curve, curve],
            "the same kind of curve",
            1,
        ),
        (
            vec!["explain", a, curve, "--from", "5", "--to", "6"],
            "fewer than three points",
            1,
        ),
        (
            vec!["explain", a, curve, "--align", "1"],
            "align it elsewhere",
            1,
        ),
        (
            vec!["explain", a, curve, "--align", "1k", "--as-measured"],
            "cannot be used",
            2,
        ),
    ] {
        let refused = earwright(&arguments);
        assert_eq!(refused.status.code(), Some(code), "{arguments:?}");
        let said = text(&refused.stderr);
        assert!(said.contains(why), "{arguments:?}: {said}");
    }
}
