//! The answers of several designs read against each other: which is best at what.

use super::{Better, Question, Report};
use crate::words;

/// What the best of a figure does, as the rest of a sentence that begins with its name.
const BEST: &[(Question, &str, &str)] = &[
    (Question::Bass, "corner", "reaches deepest"),
    (Question::Bass, "moved", "moves most air"),
    (Question::Detail, "treble", "follows its target highest"),
    (Question::Detail, "decay", "dies away fastest"),
    (Question::Detail, "ripple", "is most even in time"),
    (Question::NaturalSound, "error", "is nearest its target"),
    (
        Question::NaturalSound,
        "preference",
        "is predicted to be liked most",
    ),
    (
        Question::NaturalSound,
        "phase",
        "has the least angle at its crossovers",
    ),
    (Question::Range, "from", "reaches deepest"),
    (Question::Range, "to", "reaches highest"),
    (
        Question::Power,
        "db_per_milliwatt",
        "is loudest for a milliwatt",
    ),
    (Question::Power, "amplifier", "asks least voltage"),
    (Question::Power, "bend", "minds the source least"),
    (Question::Size, "drivers", "has the smallest drivers"),
    (Question::Size, "depth", "needs least depth"),
    (Question::Cost, "parts", "has fewest parts"),
    (Question::Cost, "price", "costs least"),
    (
        Question::Durability,
        "excursion",
        "has most headroom to its Xmax",
    ),
    (
        Question::Durability,
        "power",
        "has most headroom to its power",
    ),
    (Question::Durability, "open", "is best kept from wax"),
];

/// The place of the best of a figure among several reports, and of those as good; none where fewer than
/// two know it, all are alike, or neither way is better.
pub fn best(reports: &[&Report], question: Question, key: &str) -> Vec<usize> {
    let figures = reports.iter().map(|report| report.figure(question, key));
    let known: Vec<(usize, f64, Better)> = figures
        .enumerate()
        .filter_map(|(n, figure)| Some((n, figure?.value?, figure?.better)))
        .collect();
    let Some(better) = known.first().map(|(_, _, better)| *better) else {
        return Vec::new();
    };
    let values = known.iter().map(|(_, value, _)| *value);
    let best = match better {
        Better::Greater => values.reduce(f64::max),
        Better::Smaller => values.reduce(f64::min),
        Better::Neither => None,
    };
    let Some(best) = best else { return Vec::new() };
    // As good as it is written: three digits.
    let alike = |value: f64| (value - best).abs() <= 5e-3 * best.abs();
    let places: Vec<usize> = known
        .iter()
        .filter(|(_, value, _)| alike(*value))
        .map(|(n, _, _)| *n)
        .collect();
    if known.len() < 2 || places.len() == known.len() {
        Vec::new()
    } else {
        places
    }
}

/// One sentence a question: which of the designs is best at what, with its figure. Empty where nothing
/// tells them apart.
pub fn reading(reports: &[&Report], question: Question) -> String {
    let clauses = BEST.iter().filter(|(of, _, _)| *of == question);
    let clauses: Vec<String> = clauses
        .filter_map(|(_, key, does)| {
            let report = alone(reports, question, key)?;
            let shown = &report.figure(question, key)?.shown;
            Some(tr!(
                "{} {} ({shown})",
                words::text(&report.name),
                words::text(does)
            ))
        })
        .collect();
    if clauses.is_empty() {
        return String::new();
    }
    clauses.join(tr!("; ")) + tr!(".")
}

/// The one report that is best at a figure.
fn alone<'a>(reports: &[&'a Report], question: Question, key: &str) -> Option<&'a Report> {
    match best(reports, question, key).as_slice() {
        [first] => reports.get(*first).copied(),
        _ => None,
    }
}

/// What each of the designs is best at, over all questions, in a sentence that begins with its name; in the
/// order of the designs. One that is best at nothing alone has none.
pub fn strengths(reports: &[&Report]) -> Vec<String> {
    let told = reports.iter().map(|report| {
        let best_at = BEST.iter().filter(|(question, key, _)| {
            alone(reports, *question, key).is_some_and(|found| std::ptr::eq(found, *report))
        });
        let does: Vec<&str> = best_at.map(|(_, _, does)| words::text(does)).collect();
        match does.as_slice() {
            [] => String::new(),
            [only] => tr!("{} {only}.", words::text(&report.name)),
            [all @ .., last] => tr!(
                "{} {} and {last}.",
                words::text(&report.name),
                all.join(tr!(", "))
            ),
        }
    });
    told.filter(|line| !line.is_empty()).collect()
}
