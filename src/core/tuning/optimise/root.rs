//! What a search starts from: the design with its drivers wired and chosen in some way.

use crate::design::{Alternatives, Design, Edit, PartId, PartKind, operations::flip_polarity};

/// What may change besides numbers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Allowed {
    /// Drivers that may be wired the other way round.
    pub reversed: Vec<PartId>,
    /// Other drivers that may stand in a part's place, by name.
    pub drivers: Vec<(PartId, Vec<(String, PartKind)>)>,
}

impl Allowed {
    /// What the design itself allows, with drivers by their name; and the names that are not known.
    pub fn of(design: &Design, driver: impl Fn(&str) -> Option<PartKind>) -> (Self, Vec<String>) {
        let (mut allowed, mut unknown) = (Self::default(), Vec::new());
        for Alternatives {
            part,
            drivers,
            reversed,
        } in &design.alternatives
        {
            if *reversed {
                allowed.reversed.push(*part);
            }
            let mut kinds = Vec::new();
            for name in drivers {
                match driver(name) {
                    Some(kind) => kinds.push((name.clone(), kind)),
                    None => unknown.push(name.clone()),
                }
            }
            if !kinds.is_empty() {
                allowed.drivers.push((*part, kinds));
            }
        }
        (allowed, unknown)
    }

    /// Drivers that are tried the other way round. All of them so sound like none of them: the first
    /// stays as it is, where all may turn.
    pub(in crate::tuning) fn turnable(&self, design: &Design) -> impl Iterator<Item = PartId> + '_ {
        let all_may_turn = self.reversed.len() == design.drivers().count();
        self.reversed
            .iter()
            .copied()
            .skip(usize::from(all_may_turn))
    }

    /// Every driver may be wired the other way round.
    pub fn polarities(design: &Design) -> Self {
        Self {
            reversed: design.drivers().map(|part| part.id).collect(),
            drivers: Vec::new(),
        }
    }
}

/// A start.
#[derive(Debug, Clone)]
pub(super) struct Root {
    /// What is otherwise than in the design, in words; empty for the design itself.
    pub words: String,
    /// What makes it of the design.
    pub edits: Vec<Edit>,
    /// It.
    pub design: Design,
}

/// More ways than this are not looked at.
const MOST: usize = 96;

/// The design, and every way to wire and choose its drivers.
pub(super) fn roots(design: &Design, allowed: &Allowed) -> Vec<Root> {
    let mut all = vec![Root {
        words: String::new(),
        edits: Vec::new(),
        design: design.clone(),
    }];
    let name = |id: PartId| design.part(id).map(|part| part.name.clone());
    for (id, kinds) in &allowed.drivers {
        let (Some(part), Some(name)) = (design.part(*id), name(*id)) else {
            continue;
        };
        let others: Vec<(String, Edit)> = kinds
            .iter()
            .filter(|(_, kind)| *kind != part.kind)
            .map(|(driver, kind)| {
                let mut part = part.clone();
                part.kind = kind.clone();
                (tr!("“{name}” is {driver}"), Edit::SetPart(Box::new(part)))
            })
            .collect();
        multiply(&mut all, &others);
    }
    for id in allowed.turnable(design) {
        let Some(name) = name(id) else { continue };
        if let Ok(edit) = flip_polarity(design, id) {
            multiply(&mut all, &[(tr!("“{name}” the other way round"), edit)]);
        }
    }
    all
}

/// Adds to each start what comes of it by each of these edits.
fn multiply(all: &mut Vec<Root>, by: &[(String, Edit)]) {
    let mut more = Vec::new();
    for root in all.iter() {
        for (words, edit) in by {
            if all.len() + more.len() >= MOST {
                break;
            }
            let Ok(design) = root.design.apply(edit) else {
                continue;
            };
            let mut edits = root.edits.clone();
            edits.push(edit.clone());
            let both = [root.words.as_str(), words];
            let words: Vec<&str> = both.into_iter().filter(|w| !w.is_empty()).collect();
            more.push(Root {
                words: words.join(", "),
                edits,
                design,
            });
        }
    }
    all.extend(more);
}
