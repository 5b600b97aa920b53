//! What is to be chosen, and between what.

use super::super::{
    optimise::{Allowed, built},
    variable::Variable,
};
use crate::{
    design::{Design, Edit, ParameterInfo, PartId, PartKind, Subject, operations::flip_polarity},
    quantity::text::{self, round_to},
};

/// Something of a design that may be one of several.
#[derive(Debug, Clone, PartialEq)]
pub struct Slot {
    /// What it is: “R1: Resistance”, “Tweeter: driver”.
    pub name: String,
    /// What it may be, as it is written: “4.7 Ω”.
    pub alternatives: Vec<String>,
    /// Which of them the design has now.
    pub now: Option<usize>,
    pub(super) what: What,
}

/// How an alternative comes into a design.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum What {
    /// One of these drivers.
    Driver(PartId, Vec<PartKind>),
    /// As it is wired, or the other way round.
    Polarity(PartId),
    /// One of the values of a number.
    Number(Variable),
}

/// Values tried of a number that may take any.
pub const SAMPLES: usize = 5;
/// Digits of those.
const DIGITS: usize = 3;

/// What is to be chosen where these numbers, drivers and polarities may change. Of a number that may
/// take any value, five in equal ratios over its range.
pub fn slots(design: &Design, variables: &[Variable], allowed: &Allowed) -> Vec<Slot> {
    let mut all = Vec::new();
    for (id, kinds) in &allowed.drivers {
        let Some(part) = design.part(*id) else {
            continue;
        };
        let name = preset(&part.kind).unwrap_or(tr!("as it is"));
        let own = (name.to_owned(), part.kind.clone());
        let others = kinds.iter().filter(|(_, kind)| *kind != part.kind);
        let (words, kinds): (Vec<String>, Vec<PartKind>) =
            std::iter::once(own).chain(others.cloned()).unzip();
        all.push(Slot {
            name: tr!("{}: driver", part.name),
            alternatives: words,
            now: Some(0),
            what: What::Driver(*id, kinds),
        });
    }
    for id in allowed.turnable(design) {
        if let (Some(part), Ok(_)) = (design.part(id), flip_polarity(design, id)) {
            all.push(Slot {
                name: tr!("{}: polarity", part.name),
                alternatives: vec![tr!("as it is").to_owned(), tr!("reversed").to_owned()],
                now: Some(0),
                what: What::Polarity(id),
            });
        }
    }
    all.extend(variables.iter().filter_map(|variable| {
        let mut variable = variable.clone();
        if variable.values.is_empty() {
            variable.values = sampled(variable.range);
        }
        Slot::of_number(design, variable)
    }));
    all.retain(|slot| slot.alternatives.len() > 1);
    all
}

/// The name of a driver's preset, where it has one.
fn preset(kind: &PartKind) -> Option<&str> {
    let name = kind.origin().map(|origin| origin.preset.trim());
    name.filter(|name| !name.is_empty())
}

/// Values over a range: in equal ratios, in equal steps where it begins at 0.
fn sampled((from, to): (f64, f64)) -> Vec<f64> {
    let last = (SAMPLES - 1) as f64;
    let value = |n: usize| {
        let part = n as f64 / last;
        let value = if from > 0.0 {
            from * (to / from).powf(part)
        } else {
            from + (to - from) * part
        };
        round_to(value, DIGITS).clamp(from, to)
    };
    (0..SAMPLES).map(value).collect()
}

impl Slot {
    fn of_number(design: &Design, variable: Variable) -> Option<Self> {
        let (info, value) = variable.number.find(design)?;
        let written = |info: &ParameterInfo, value: f64| text::rounded(value, info.unit, 4);
        Some(Self {
            name: variable.number.words(design)?,
            alternatives: variable.values.iter().map(|v| written(&info, *v)).collect(),
            now: variable.values.iter().position(|known| *known == value),
            what: What::Number(variable),
        })
    }

    /// The least and the greatest value, SI, where it is a number.
    pub fn range(&self) -> Option<(f64, f64)> {
        match &self.what {
            What::Number(variable) => Some((*variable.values.first()?, *variable.values.last()?)),
            What::Driver(..) | What::Polarity(_) => None,
        }
    }

    /// The part it is about; absent where it is about a link, the air or the drive.
    pub(super) fn part(&self) -> Option<PartId> {
        match &self.what {
            What::Driver(id, _) | What::Polarity(id) => Some(*id),
            What::Number(variable) => match variable.number.subject {
                Subject::Part(id) => Some(id),
                Subject::Link(_) | Subject::Design => None,
            },
        }
    }

    /// With no more than so many of its values, those nearest to what the design has now. Drivers and
    /// polarity stay as they are.
    pub fn keep_nearest(&mut self, design: &Design, count: usize) {
        let What::Number(variable) = &mut self.what else {
            return;
        };
        let count = count.max(1);
        let value = variable.value_in(design).unwrap_or(0.0);
        let Some(nearest) = variable.nearest(value) else {
            return;
        };
        let most = variable.values.len().saturating_sub(count);
        let from = nearest.saturating_sub(count / 2).min(most);
        variable.values = variable
            .values
            .iter()
            .skip(from)
            .take(count)
            .copied()
            .collect();
        if let Some(narrower) = Self::of_number(design, variable.clone()) {
            *self = narrower;
        }
    }
}

/// How many combinations there are; absent beyond 2⁶³, which nobody tries.
pub fn count(slots: &[Slot]) -> Option<u64> {
    slots.iter().try_fold(1_u64, |count, slot| {
        let more = u64::try_from(slot.alternatives.len()).ok()?;
        count.checked_mul(more).filter(|count| *count < 1 << 63)
    })
}

/// Which alternative of each slot a combination has: the last slot changes from one to the next.
pub fn digits(slots: &[Slot], index: u64) -> Vec<usize> {
    let counts: Vec<usize> = slots.iter().map(|slot| slot.alternatives.len()).collect();
    digits_of(&counts, index)
}

/// The same, by how many alternatives there are of each.
pub(super) fn digits_of(counts: &[usize], mut index: u64) -> Vec<usize> {
    let mut digits: Vec<usize> = (counts.iter().rev())
        .map(|count| {
            let of = (*count).max(1) as u64;
            let digit = usize::try_from(index % of).unwrap_or(0);
            index /= of;
            digit
        })
        .collect();
    digits.reverse();
    digits
}

/// A combination as a design, and what makes it of the start; absent where the design refuses it.
/// Slots without a digit stay as they are.
pub(super) fn build(
    design: &Design,
    slots: &[Slot],
    digits: &[Option<usize>],
) -> Option<(Edit, Design)> {
    let mut edits = Vec::new();
    let mut built = design.clone();
    let mut take = |built: &mut Design, edit: Edit| {
        *built = built.apply(&edit).ok()?;
        edits.push(edit);
        Some(())
    };
    let chosen = || {
        slots
            .iter()
            .zip(digits)
            .filter_map(|(s, d)| Some((s, (*d)?)))
    };
    for (slot, digit) in chosen() {
        if let What::Driver(id, kinds) = &slot.what
            && digit > 0
        {
            let mut part = built.part(*id)?.clone();
            part.kind = kinds.get(digit)?.clone();
            take(&mut built, Edit::SetPart(Box::new(part)))?;
        }
    }
    for (slot, digit) in chosen() {
        if let What::Polarity(id) = &slot.what
            && digit > 0
        {
            let edit = flip_polarity(&built, *id).ok()?;
            take(&mut built, edit)?;
        }
    }
    let (variables, values): (Vec<Variable>, Vec<f64>) = chosen()
        .filter_map(|(slot, digit)| match &slot.what {
            What::Number(variable) => Some((variable.clone(), *variable.values.get(digit)?)),
            _ => None,
        })
        .unzip();
    if !variables.is_empty() {
        let written = built::written(&built, &variables, &values);
        take(&mut built, Edit::Batch(built::edits(&variables, &written)))?;
    }
    Some((Edit::Batch(edits), built))
}

/// The same of a whole combination. What may be chosen stays the same: the driver that leaves is an
/// alternative from then on.
pub fn combination(design: &Design, slots: &[Slot], index: u64) -> Option<(Edit, Design)> {
    let digits: Vec<Option<usize>> = digits(slots, index).into_iter().map(Some).collect();
    let (edit, built) = build(design, slots, &digits)?;
    let mut alternatives = design.alternatives.clone();
    for known in &mut alternatives {
        let parts = design.part(known.part).zip(built.part(known.part));
        if let Some((old, new)) = parts.and_then(|(a, b)| preset(&a.kind).zip(preset(&b.kind)))
            && let Some(taken) = known.drivers.iter_mut().find(|name| *name == new)
        {
            old.clone_into(taken);
        }
    }
    if alternatives == design.alternatives {
        return Some((edit, built));
    }
    let edit = Edit::Batch(vec![edit, Edit::SetAlternatives(alternatives)]);
    let built = design.apply(&edit).ok()?;
    Some((edit, built))
}
