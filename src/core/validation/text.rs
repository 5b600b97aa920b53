//! The cases as text: a line a value, then the count.

use super::{Case, Check, Count, Prediction, count};
use std::fmt::Write as _;

/// Every case, its source, its values and what misses; what is predicted and not yet measured; then how
/// many of each.
pub fn text(cases: &[Case], predictions: &[Prediction]) -> String {
    let mut out = String::from("Earwright against published values\n");
    for case in cases {
        let _ = writeln!(out, "\n{}\n  {}", case.name, case.source);
        for check in &case.checks {
            let _ = writeln!(out, "  {}", line(check));
        }
        if let Some(known) = case
            .known
            .filter(|_| case.checks.iter().any(|c| !c.is_hit()))
        {
            let _ = writeln!(out, "  known: {known}");
        }
    }
    if !predictions.is_empty() {
        out.push_str("\nPredicted, not yet measured\n");
    }
    for prediction in predictions {
        let Prediction {
            day,
            name,
            file,
            sha256,
            ..
        } = prediction;
        let _ = writeln!(out, "  {day}  {name}\n    {file}, sha256 {sha256}");
    }
    let _ = writeln!(out, "\n{}", summary(count(cases)));
    if !predictions.is_empty() {
        let _ = writeln!(
            out,
            "{} predictions wait for a measurement.",
            predictions.len()
        );
    }
    out
}

/// A value in a line.
fn line(check: &Check) -> String {
    let verdict = if check.is_hit() { "hit " } else { "MISS" };
    let unit = if check.unit.is_empty() {
        String::new()
    } else {
        format!(" {}", check.unit)
    };
    format!(
        "{verdict}  {}: {}{unit}, ours {} ({:+} of ±{})",
        check.what,
        rounded(check.published),
        rounded(check.ours),
        figures(check.difference()),
        rounded(check.within)
    )
    .replace("(-", "(−")
}

/// How many of everything, in a sentence.
pub fn summary(count: Count) -> String {
    let cases = match count.cases {
        1 => tr!("1 case").to_owned(),
        cases => tr!("{cases} cases"),
    };
    let hits = match count.hits {
        1 => tr!("1 hit").to_owned(),
        hits => tr!("{hits} hits"),
    };
    let misses = match count.misses {
        1 => tr!("1 miss").to_owned(),
        misses => tr!("{misses} misses"),
    };
    let new = match count.new {
        0 => String::new(),
        new => tr!(", {new} of them not known before"),
    };
    tr!("{cases}: {hits}, {misses}{new}.")
}

/// Three or four figures, and no more: the last bits of a solve are nobody's news. A minus is written as
/// one.
pub fn rounded(value: f64) -> String {
    format!("{}", figures(value)).replace('-', "−")
}

fn figures(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    // Far below what is told it is nothing.
    if value.abs() < 5e-5 {
        return 0.0;
    }
    let kept = if value.abs() >= 100.0 { 4 } else { 3 };
    crate::quantity::text::round_to(value, kept)
}
