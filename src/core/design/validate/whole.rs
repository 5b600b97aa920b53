//! A design as a whole, as it comes from a file.

use super::{
    EditError, alternatives, curve, free, line, link, not_repeated, parameters, part, shell,
    symbol_size, target, tolerances,
};
use crate::{
    design::{
        Design, Length, LinkKind, ParameterKey, Part, Snapshot,
        apply::drawn_length_in_file,
        edit::OutOfBounds,
        file::Note,
        kinds::{Ear, Source},
    },
    quantity::{
        Unit,
        text::{cut, rounded},
    },
};
use std::collections::BTreeSet;

/// What is wrong, and which field, or item of which list, it is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::design) struct Invalid {
    /// Field of the document: `parts`, `links`, `air` …
    pub(in crate::design) list: &'static str,
    /// Which item of it.
    pub(in crate::design) index: usize,
    /// Field within it, where known.
    pub(in crate::design) key: Option<ParameterKey>,
    /// What is wrong.
    pub(in crate::design) message: String,
}

impl Invalid {
    fn new(list: &'static str, index: usize, message: String) -> Self {
        Self {
            list,
            index,
            key: None,
            message,
        }
    }

    fn from_edit(list: &'static str, index: usize, error: EditError) -> Self {
        let EditError::Value(refused) = error else {
            return Self::new(list, index, error.to_string());
        };
        let OutOfBounds {
            key,
            label,
            bound,
            value,
            ..
        } = *refused;
        Self {
            list,
            index,
            key: Some(key),
            message: tr!("{label} must be {bound}, is {value}"),
        }
    }
}

/// Checks everything an edit would have checked.
pub(in crate::design) fn design(design: &Design) -> Result<(), Invalid> {
    settings(design)?;
    let mut ids = BTreeSet::new();
    let mut names = BTreeSet::new();
    let mut claim = |list, index, id: u32, name: &str| {
        if !ids.insert(id) {
            let message = tr!("number {id} is used twice");
            return Err(Invalid::new(list, index, message));
        }
        if !names.insert(name.to_owned()) {
            let message = tr!("the name “{}” is used twice", cut(name, 120));
            return Err(Invalid::new(list, index, message));
        }
        Ok(())
    };
    for (index, item) in design.parts.iter().enumerate() {
        claim("parts", index, item.id.0, &item.name)?;
        part(item).map_err(|error| Invalid::from_edit("parts", index, error))?;
    }
    exactly_one(design, "source", |part| part.kind.is::<Source>())?;
    exactly_one(design, "ear", |part| part.kind.is::<Ear>())?;
    for (index, item) in design.links.iter().enumerate() {
        claim("links", index, item.id.0, &item.name)?;
        link(design, item)
            .and_then(|()| not_repeated(design, item))
            .map_err(|error| Invalid::from_edit("links", index, error))?;
    }
    tolerances(design, &design.tolerances).map_err(in_field("tolerances"))?;
    Ok(())
}

fn in_field(list: &'static str) -> impl Fn(EditError) -> Invalid {
    move |error| Invalid::from_edit(list, 0, error)
}

fn settings(design: &Design) -> Result<(), Invalid> {
    parameters(tr!("Air"), &design.air).map_err(in_field("air"))?;
    parameters(tr!("Drive"), &design.drive).map_err(in_field("drive"))?;
    symbol_size(design.symbol_size_mm).map_err(in_field("symbol_size_mm"))?;
    super::hours(design.hours).map_err(in_field("hours"))?;
    shell(&design.shell).map_err(in_field("shell"))?;
    target(&design.target).map_err(in_field("target"))?;
    for (index, goal) in design.goals.iter().enumerate() {
        super::goal(goal).map_err(|error| Invalid::from_edit("goals", index, error))?;
    }
    super::count_of_goals(design.goals.len()).map_err(in_field("goals"))?;
    line(tr!("Design"), "name", &design.name).map_err(in_field("name"))?;
    let stored = [
        ("snapshots", &design.snapshots),
        ("measurements", &design.measurements),
    ];
    for (list, curves) in stored {
        for (index, stored) in curves.iter().enumerate() {
            curve(stored).map_err(|error| Invalid::from_edit(list, index, error))?;
        }
    }
    for (index, kept) in design.kept.iter().enumerate() {
        super::kept::one(kept).map_err(|error| Invalid::from_edit("kept", index, error))?;
    }
    super::kept::together(&design.kept).map_err(in_field("kept"))?;
    free(design, &design.free).map_err(in_field("free"))?;
    alternatives(design, &design.alternatives).map_err(in_field("alternatives"))
}

fn exactly_one(design: &Design, what: &str, is_one: impl Fn(&Part) -> bool) -> Result<(), Invalid> {
    let count = design.parts.iter().filter(|part| is_one(part)).count();
    if count == 1 {
        return Ok(());
    }
    let index = design.parts.iter().rposition(is_one).unwrap_or(usize::MAX);
    let message = tr!("a design has exactly one {what}, this one has {count}");
    Err(Invalid::new("parts", index, message))
}

/// Puts right what can be put right without changing what the design sounds like, and says so.
pub(in crate::design) fn repair(design: &mut Design, notes: &mut Vec<Note>) {
    let parts = design.parts.iter().map(|part| part.id.0);
    let links = design.links.iter().map(|link| link.id.0);
    let kept = design.kept.iter().map(Snapshot::next_id);
    let last = parts.chain(links).max();
    let free = last.map_or(1, |id| id.saturating_add(1));
    let free = kept.fold(free, u32::max);
    if design.next_id < free {
        notes.push(Note {
            message: tr!("next_id was {}, is now {free}", design.next_id),
        });
        design.next_id = free;
    }
    settle_lengths(design, notes);
    for kept in &mut design.kept {
        let mut was = kept.design();
        let mut told = Vec::new();
        settle_lengths(&mut was, &mut told);
        if !told.is_empty() {
            kept.links = was.links;
        }
        notes.extend(told.into_iter().map(|Note { message }| Note {
            message: tr!("snapshot “{}”: {message}", kept.name),
        }));
    }
}

/// Sets the length of tubes that are not as long as they are drawn.
fn settle_lengths(design: &mut Design, notes: &mut Vec<Note>) {
    let drawn: Vec<f64> = design
        .links
        .iter()
        .map(|link| drawn_length_in_file(design, link))
        .collect();
    for (link, drawn) in design.links.iter_mut().zip(drawn) {
        if let LinkKind::Tube(tube) = &mut link.kind {
            let length = tube.total_length();
            // Half a hundredth of a millimetre is the rounding of drawn lengths; very short tubes
            // keep a hundredth for each section.
            let least = 1e-5 * tube.sections.len() as f64;
            if tube.length == Length::Drawn && (drawn.max(least) - length).abs() > 0.6e-5 {
                tube.length = Length::Set;
                notes.push(Note {
                    message: tr!(
                        "“{}” is {} long but drawn {}: its length is kept and no longer follows the drawing",
                        link.name,
                        rounded(length, &Unit::LENGTH, 4),
                        rounded(drawn, &Unit::LENGTH, 4),
                    ),
                });
            }
        }
    }
}
