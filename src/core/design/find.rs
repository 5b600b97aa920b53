//! Finding parts and links by what is written on them.

use super::{Design, ParameterInfo, Parameters, Part, Subject};
use crate::quantity::text::exact;

/// Parts and links that match every word of a text, best first: by name, then by kind, preset,
/// value or note. An empty text finds nothing.
pub fn find(design: &Design, text: &str) -> Vec<Subject> {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    if words.is_empty() {
        return Vec::new();
    }
    let parts = design
        .parts
        .iter()
        .map(|part| (Subject::Part(part.id), &part.name, described(part)));
    let links = design.links.iter().map(|link| {
        let values = values(link);
        (Subject::Link(link.id), &link.name, values)
    });
    let mut found: Vec<(usize, Subject)> = parts
        .chain(links)
        .filter_map(|(subject, name, rest)| {
            rank(&name.to_lowercase(), &rest.to_lowercase(), &words).map(|rank| (rank, subject))
        })
        .collect();
    // Stable: equals stay in document order.
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, subject)| subject).collect()
}

/// How well something matches: 0 is best; `None` when a word is nowhere in it.
fn rank(name: &str, rest: &str, words: &[String]) -> Option<usize> {
    words
        .iter()
        .map(|word| {
            if name == word {
                Some(0)
            } else if name.starts_with(word) {
                Some(1)
            } else if name.contains(word) {
                Some(2)
            } else {
                rest.contains(word).then_some(3)
            }
        })
        .sum()
}

/// What a part is, besides its name, in words.
fn described(part: &Part) -> String {
    let preset = part
        .kind
        .origin()
        .map_or("", |origin| origin.preset.as_str());
    format!(
        "{} {preset} {} {}",
        part.kind.word(),
        part.note,
        values(part)
    )
}

/// Every value as the screen shows it, with and without the space before its unit.
fn values<T: Parameters + Clone>(of: &T) -> String {
    let mut all = String::new();
    let stated = |(info, value): &(ParameterInfo, f64)| !info.is_unstated(*value);
    for (info, value) in of.parameters().into_iter().filter(stated) {
        let shown = exact(value, info.unit);
        all.push_str(&shown.replace(' ', ""));
        all.push(' ');
        all.push_str(&shown);
        all.push(' ');
    }
    all
}
