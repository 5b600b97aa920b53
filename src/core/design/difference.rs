//! What one design has that another has not, in words.

use super::{Design, Link, Part, SharedList};
use std::collections::BTreeMap;

/// How many names a line tells before it only counts.
const NAMED: usize = 4;

/// What of `new` is not as it is in `old`, a line for each kind of thing: “added: “R1”, “T2””.
/// None where they are the same.
pub fn differences(old: &Design, new: &Design) -> Vec<String> {
    let mut lines = Vec::new();
    let mut told = Told::default();
    told.list(&old.parts, &new.parts);
    told.list(&old.links, &new.links);
    for (word, names) in [
        (tr!("added"), &told.added),
        (tr!("taken away"), &told.removed),
        (tr!("changed"), &told.changed),
    ] {
        if !names.is_empty() {
            lines.push(format!("{word}: {}", listed(names)));
        }
    }
    let settings = [
        (tr!("the name"), old.name != new.name),
        (tr!("the notes"), old.notes != new.notes),
        (tr!("the air"), old.air != new.air),
        (tr!("the drive"), old.drive != new.drive),
        (
            tr!("junction masses"),
            old.junction_masses != new.junction_masses,
        ),
        (
            tr!("the size of symbols"),
            old.symbol_size_mm != new.symbol_size_mm,
        ),
        (tr!("the shell"), old.shell != new.shell),
        (tr!("the target"), old.target != new.target),
        (tr!("the goals"), old.goals != new.goals),
        (tr!("tolerances"), old.tolerances != new.tolerances),
        (tr!("the hours to build one"), old.hours != new.hours),
        (tr!("kept curves"), old.snapshots != new.snapshots),
        (tr!("snapshots"), old.kept != new.kept),
        (tr!("measurements"), old.measurements != new.measurements),
        (tr!("what is free"), old.free != new.free),
        (
            tr!("alternatives of drivers"),
            old.alternatives != new.alternatives,
        ),
    ];
    let settings: Vec<&str> = settings
        .iter()
        .filter(|(_, differs)| *differs)
        .map(|(word, _)| *word)
        .collect();
    if !settings.is_empty() {
        lines.push(tr!("set otherwise: {}", settings.join(", ")));
    }
    if lines.is_empty() && old != new {
        // The order of parts, or the next free number.
        lines.push(tr!("only the order of things").to_owned());
    }
    lines
}

/// Something of a design that has a number and a name.
pub(super) trait Named: PartialEq {
    /// Its number.
    fn number(&self) -> u32;
    /// Its name.
    fn name(&self) -> &str;
}

impl Named for Part {
    fn number(&self) -> u32 {
        self.id.0
    }
    fn name(&self) -> &str {
        &self.name
    }
}

impl Named for Link {
    fn number(&self) -> u32 {
        self.id.0
    }
    fn name(&self) -> &str {
        &self.name
    }
}

#[derive(Default)]
struct Told {
    added: Vec<String>,
    removed: Vec<String>,
    changed: Vec<String>,
}

impl Told {
    fn list<T: Named>(&mut self, old: &SharedList<T>, new: &SharedList<T>) {
        let by_number = |list: &'_ SharedList<T>| -> BTreeMap<u32, usize> {
            list.iter().map(T::number).zip(0..).collect()
        };
        let (before, after) = (by_number(old), by_number(new));
        for item in new {
            match before.get(&item.number()).and_then(|at| old.get(*at)) {
                None => self.added.push(item.name().to_owned()),
                Some(known) if known != item => self.changed.push(item.name().to_owned()),
                Some(_) => {}
            }
        }
        let gone = |item: &&T| !after.contains_key(&item.number());
        let gone = old.iter().filter(gone).map(|item| item.name().to_owned());
        self.removed.extend(gone);
    }
}

fn listed(names: &[String]) -> String {
    let first: Vec<String> = names
        .iter()
        .take(NAMED)
        .map(|name| format!("“{name}”"))
        .collect();
    let first = first.join(", ");
    match names.len().saturating_sub(NAMED) {
        0 => first,
        more => tr!("{first} and {more} more"),
    }
}
