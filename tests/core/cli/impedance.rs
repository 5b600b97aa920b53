//! `earwright impedance`: from levels to an impedance.

use super::{design, earwright, object, text};
use earwright::exchange::{Measurement, Quantity};
use std::{fs, path::Path};

/// Levels of the hybrid behind a source resistance, Ω, in a file; by the program itself.
fn level(folder: &Path, resistance: &str) -> String {
    let text = fs::read_to_string(design("hybrid")).unwrap();
    let from = text.find("output_resistance: ").unwrap() + "output_resistance: ".len();
    let to = from + text[from..].find([',', '\n']).unwrap();
    let changed = format!("{}\"{resistance} Ω\"{}", &text[..from], &text[to..]);
    let ron = folder.join(format!("at {resistance}.ron"));
    fs::write(&ron, changed).unwrap();
    let frd = folder.join(format!("hybrid {resistance} ohm.frd"));
    let [ron, frd] = [ron, frd].map(|path| path.to_str().unwrap().to_owned());
    let run = earwright(&["export", &ron, "--what", "frd", "--out", &frd]);
    assert!(run.status.success(), "{}", self::text(&run.stderr));
    frd
}

#[test]
fn an_impedance_comes_out_of_levels_and_foretells_another_source() {
    let folder = tempfile::tempdir().unwrap();
    let [direct, some, more] = ["0", "20", "100"].map(|r| level(folder.path(), r));
    let held = level(folder.path(), "47");
    let zma = folder.path().join("out.zma");
    let frd = folder.path().join("out.frd");
    let (out, response) = (zma.to_str().unwrap(), frd.to_str().unwrap());
    let stated = format!("100={more}");
    let found = object(&[
        "impedance",
        &direct,
        &some,
        &stated,
        "--source",
        "47",
        "--out",
        out,
        "--response",
        response,
    ]);
    assert_eq!(found["findings"].as_array().unwrap().len(), 0, "{found}");
    let files = found["files"].as_array().unwrap();
    assert_eq!(files.len(), 3);
    assert_eq!(files[1]["ohm"], 20.0);
    for file in files {
        assert!(
            file["held_out"]["rms_db"].as_f64().unwrap() < 0.05,
            "{file}"
        );
    }
    let read = Measurement::open(&zma).unwrap();
    assert_eq!(read.quantity, Quantity::Impedance);
    // What it foretells of a source that nobody measured.
    let foretold = Measurement::open(&frd).unwrap().trace.points;
    let truth = Measurement::open(Path::new(&held)).unwrap().trace.points;
    for point in foretold {
        let place = truth
            .partition_point(|true_one| true_one.f < point.f)
            .clamp(1, truth.len() - 1);
        let (a, b) = (&truth[place - 1], &truth[place]);
        let part = (point.f / a.f).ln() / (b.f / a.f).ln();
        let wanted = a.value + part.clamp(0.0, 1.0) * (b.value - a.value);
        assert!((point.value - wanted).abs() < 0.2, "{point:?} {wanted}");
    }
}

#[test]
fn what_cannot_tell_an_impedance_is_refused_in_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let direct = level(folder.path(), "0");
    let refused = |arguments: &[&str]| {
        let run = earwright(arguments);
        assert_ne!(run.status.code(), Some(0), "{arguments:?}");
        text(&run.stderr)
    };
    let nameless = folder.path().join("nameless.frd");
    fs::copy(&direct, &nameless).unwrap();
    let nameless = nameless.to_str().unwrap();
    assert!(refused(&["impedance", nameless]).contains("state the resistance"));
    assert!(refused(&["impedance", &direct]).contains("two files at least"));
    assert!(refused(&["impedance", &direct, &direct]).contains("the same resistance"));
    let twice = format!("50={nameless}");
    assert!(refused(&["impedance", &direct, &twice]).contains("do not change with the resistance"));
}
