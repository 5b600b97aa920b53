//! What the program says of itself beside published values is what it really computes.

use crate::cli::{earwright, object};
use earwright::validation::{Case, Check, count, predictions, run, svg, text};
use std::{fs, path::Path};

/// The text or picture that is kept is that of today, or becomes it.
fn kept(name: &str, now: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("assets")
        .join(name);
    if std::env::var_os("EARWRIGHT_FREEZE").is_some() {
        fs::write(&path, now).unwrap();
    }
    let was = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        was == now,
        "assets/{name} is out of date: EARWRIGHT_FREEZE=1 cargo test --test core validation\n{now}"
    );
}

#[test]
fn what_is_kept_of_it_is_up_to_date() {
    let cases = run();
    kept("validation.txt", &text(&cases, &predictions()));
    kept("validation.svg", &svg(&cases));
}

#[test]
fn every_case_is_worked_out_and_only_known_ones_miss() {
    let cases = run();
    let all = count(&cases);
    assert!(all.cases >= 15 && all.hits >= 60, "{all:?}");
    assert_eq!(all.new, 0, "\n{}", text(&cases, &[]));
    for case in &cases {
        assert!(
            !case.source.is_empty() && !case.checks.is_empty(),
            "{}",
            case.name
        );
        for check in &case.checks {
            assert!(check.ours.is_finite(), "{}: {}", case.name, check.what);
            assert!(check.within > 0.0, "{}: {}", case.name, check.what);
        }
    }
}

#[test]
fn a_miss_is_told_and_counted() {
    let check = |ours: f64| Check {
        what: "a level".to_owned(),
        unit: "dB",
        published: 100.0,
        ours,
        within: 1.0,
    };
    let case = |known, checks| Case {
        name: "One".to_owned(),
        source: "somebody",
        known,
        checks,
    };
    let missed = [case(None, vec![check(100.5), check(98.0), check(f64::NAN)])];
    let told = count(&missed);
    assert_eq!((told.hits, told.misses, told.new), (1, 2, 2));
    let said = text(&missed, &[]);
    assert!(
        said.contains("MISS  a level: 100 dB, ours 98 (−2 of ±1)"),
        "{said}"
    );
    assert!(
        said.ends_with("1 case: 1 hit, 2 misses, 2 of them not known before.\n"),
        "{said}"
    );
    assert!(svg(&missed).contains("miss: 98, not 100 dB"));
    let known = [case(Some("it was always so"), vec![check(98.0)])];
    assert_eq!(count(&known).new, 0);
    assert!(text(&known, &[]).contains("known: it was always so"));
}

#[test]
fn the_command_tells_the_same() {
    let run_ = earwright(&["validate"]);
    assert!(run_.status.success());
    let said = String::from_utf8(run_.stdout).unwrap();
    assert_eq!(said, text(&run(), &predictions()));
    let object = object(&["validate"]);
    let all = count(&run());
    assert_eq!(object["hits"], all.hits);
    assert_eq!(object["misses"], all.misses);
    assert_eq!(object["cases"].as_array().unwrap().len(), all.cases);
}

/// A prediction is worth something because it was told beforehand: what was told stays, to the last bit.
#[test]
fn predictions_are_those_that_were_pinned() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("presets");
    let told = predictions();
    let mut days: Vec<&str> = told.iter().map(|one| one.day).collect();
    days.sort_unstable();
    days.dedup();
    let mut pinned = 0;
    for day in days {
        let folder = root.join("predictions").join(day);
        let sums = fs::read_to_string(folder.join("SHA256SUMS")).unwrap();
        for line in sums.lines() {
            let (sum, name) = line.split_once("  ").unwrap();
            let file = format!("predictions/{day}/{name}");
            let of_design = told.iter().find(|one| one.file == file);
            let of_curves = told
                .iter()
                .find(|one| one.file.replace(".ron", ".csv") == file);
            let found = of_design.map(|one| &one.design_sha256);
            let found = found.or_else(|| of_curves.map(|one| &one.sha256));
            assert_eq!(found.map(String::as_str), Some(sum), "{file} has changed");
            pinned += 1;
        }
    }
    assert_eq!(
        pinned,
        2 * told.len(),
        "each design and each prediction is pinned"
    );
}

#[test]
fn the_newest_prediction_of_each_design_is_what_the_program_says_today() {
    let told = predictions();
    assert!(told.len() >= 2);
    for one in &told {
        let stem = |file: &str| file.rsplit('/').next().unwrap().to_owned();
        let later = |other: &&earwright::validation::Prediction| {
            other.day > one.day && stem(other.file) == stem(one.file)
        };
        if told.iter().find(later).is_some() {
            continue;
        }
        let off = (one.level_off_db, one.impedance_off_percent);
        assert!(
            off.0 < 0.02 && off.1 < 0.1,
            "{}: {off:?} off what was told on {}: let that stay, and add a prediction of today",
            one.name,
            one.day
        );
        assert!(
            one.notes.contains("Published"),
            "{} names no source",
            one.name
        );
    }
}
