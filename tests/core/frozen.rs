//! What the program says of every preset and test design, kept while its shape changes: the saved
//! text, what the checks say, the `solve` table and the sensitivities.
//!
//! `EARWRIGHT_FREEZE=1 cargo test --test core frozen` writes `tests/frozen` anew, where the change is
//! meant.

use crate::support::samples::{add, every_kind};
use earwright::{
    analysis::limits::limits,
    design::{Design, check, file, problem::gathered},
    exchange::curves_csv,
    network::{Include, Sensitivity, Solver, log_grid},
};
use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

/// How far a number may be from the kept one, of its size: processors differ by rounding, and the
/// tables print six decimals.
const TOLERANCE: f64 = 2e-6;

fn designs() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in ["presets/designs", "tests/designs"] {
        for entry in fs::read_dir(folder).unwrap() {
            found.push(entry.unwrap().path());
        }
    }
    found.sort();
    assert!(found.len() >= 15, "the designs are found");
    found
}

/// All that is kept of one design.
fn told(path: &Path) -> String {
    let (design, _) = file::load(path).unwrap();
    let saved = file::to_text(&design);
    let same = saved == fs::read_to_string(path).unwrap();
    let mut text = String::new();
    let kept = if same { "as the file\n" } else { &saved };
    let _ = write!(text, "== saved\n{kept}");

    let f = log_grid(49, 20.0, 20_000.0);
    let mut solver = Solver::default();
    let solution = solver.solve(&design, &f);
    let drawn = check::check(&design);
    let mut solved = limits(&design, &solution);
    solved.extend(solution.problems.iter().cloned());
    let _ = writeln!(text, "== checks");
    for problem in check::merged(&design, &drawn, &solved) {
        let subject = design.name_of(problem.subject).unwrap_or_default();
        let _ = writeln!(
            text,
            "{:?} “{subject}” {}",
            problem.severity, problem.message
        );
    }
    let _ = writeln!(text, "== gathered");
    for (problem, others) in gathered(&design, &check::merged(&design, &drawn, &solved)) {
        let _ = writeln!(text, "{}", problem.words(others));
    }
    let _ = write!(text, "== solve\n{}", curves_csv::table(&solution, &[], &[]));
    let _ = writeln!(text, "== sensitivities");
    let f = log_grid(5, 30.0, 15_000.0);
    for one in Solver::default().sensitivities(&design, &f, Include::All) {
        let _ = writeln!(text, "{}", line(&design, &one));
    }
    text
}

/// A number's owner, words, value and logarithmic derivatives.
fn line(design: &Design, one: &Sensitivity) -> String {
    let name = design.name_of(one.subject).unwrap_or("the design");
    let mut text = format!(
        "“{name}” {} {} {:?} {} {:.9e}{} p",
        one.info.key,
        one.info.symbol,
        one.info.index,
        one.info.label,
        one.value,
        if one.one_sided { " one-sided" } else { "" },
    );
    for (word, slopes) in [("", &one.pressure), (" z", &one.impedance)] {
        let _ = write!(text, "{word}");
        for slope in slopes.iter().flatten() {
            let by = slope * one.value.abs();
            // Nothing has no sign.
            let least = if one.one_sided { 5e-3 } else { 5e-7 };
            let [re, im] = [by.re, by.im].map(|by| if by.abs() < least { 0.0 } else { by });
            // One-sided ones are differences of whole solves, and hold fewer digits.
            let digits = if one.one_sided { 2 } else { 6 };
            let _ = write!(text, " {re:.digits$} {im:.digits$}");
        }
    }
    text
}

/// What is otherwise than kept, told by line.
fn differences(kept: &str, now: &str) -> Vec<String> {
    let mut found = Vec::new();
    let (before, after): (Vec<&str>, Vec<&str>) = (kept.lines().collect(), now.lines().collect());
    if before.len() != after.len() {
        found.push(format!("{} lines, kept {}", after.len(), before.len()));
    }
    for (number, (before, after)) in before.iter().zip(&after).enumerate() {
        if !alike(before, after) {
            found.push(format!("line {}:\n  - {before}\n  + {after}", number + 1));
        }
    }
    found
}

/// Whether two lines say the same, numbers within rounding.
fn alike(before: &str, after: &str) -> bool {
    let (mut before, mut after) = (before.split([' ', ',']), after.split([' ', ',']));
    loop {
        let same = match (before.next(), after.next()) {
            (None, None) => return true,
            (Some(before), Some(after)) if before == after => true,
            (Some(before), Some(after)) => match (before.parse::<f64>(), after.parse::<f64>()) {
                (Ok(a), Ok(b)) => (a - b).abs() <= TOLERANCE * a.abs().max(1.0),
                _ => false,
            },
            _ => false,
        };
        if !same {
            return false;
        }
    }
}

#[test]
fn what_is_said_of_every_design_is_what_was_said() {
    let freeze = std::env::var_os("EARWRIGHT_FREEZE").is_some();
    let mut wrong = String::new();
    for path in designs() {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let kept_at = Path::new("tests/frozen").join(format!("{name}.txt"));
        let now = told(&path);
        if freeze {
            fs::write(&kept_at, &now).unwrap();
            continue;
        }
        let kept = fs::read_to_string(&kept_at)
            .unwrap_or_else(|error| panic!("{}: {error}", kept_at.display()));
        let found = differences(&kept, &now);
        if !found.is_empty() {
            let _ = writeln!(wrong, "{name}: {} differences", found.len());
            for one in found.iter().take(6) {
                let _ = writeln!(wrong, "{one}");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_design_of_every_kind_is_kept() {
    let path = Path::new("tests/designs/every_kind.ron");
    if std::env::var_os("EARWRIGHT_FREEZE").is_some() && !path.exists() {
        let mut design = Design::new();
        for (index, kind) in every_kind().into_iter().enumerate() {
            let at = [
                (index % 5) as f64 * 25.0 - 50.0,
                (index / 5) as f64 * 20.0 + 30.0,
            ];
            add(&mut design, kind, at);
        }
        file::save(path, &design).unwrap();
    }
    let (design, _) = file::load(path).unwrap();
    for kind in every_kind() {
        assert!(
            design.parts.iter().any(|part| part.kind == kind),
            "{} is in it",
            kind.word()
        );
    }
}
