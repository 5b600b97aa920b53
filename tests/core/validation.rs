//! What the program says of itself beside published values is what it really computes.

use crate::cli::{earwright, object};
use earwright::validation::{Case, Check, count, run, svg, text};
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
    kept("validation.txt", &text(&cases));
    kept("validation.svg", &svg(&cases));
}

#[test]
fn every_case_is_worked_out_and_only_known_ones_miss() {
    let cases = run();
    let all = count(&cases);
    assert!(all.cases >= 15 && all.hits >= 60, "{all:?}");
    assert_eq!(all.new, 0, "\n{}", text(&cases));
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
    let said = text(&missed);
    assert!(
        said.contains("MISS  a level: 100 dB, ours 98 (−2 of ±1)"),
        "{said}"
    );
    assert!(
        said.ends_with("1 cases: 1 hits, 2 misses, 2 of them not known before.\n"),
        "{said}"
    );
    assert!(svg(&missed).contains("miss: 98, not 100 dB"));
    let known = [case(Some("it was always so"), vec![check(98.0)])];
    assert_eq!(count(&known).new, 0);
    assert!(text(&known).contains("known: it was always so"));
}

#[test]
fn the_command_tells_the_same() {
    let run_ = earwright(&["validate"]);
    assert!(run_.status.success());
    assert_eq!(String::from_utf8(run_.stdout).unwrap(), text(&run()));
    let object = object(&["validate"]);
    let all = count(&run());
    assert_eq!(object["hits"], all.hits);
    assert_eq!(object["misses"], all.misses);
    assert_eq!(object["cases"].as_array().unwrap().len(), all.cases);
}
