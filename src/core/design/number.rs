//! Which number of a design: whose it is, and its key there.
//!
//! What a design says about numbers (tolerances, goals, what may change) is kept in rows that name
//! them so. In files a row holds `part: 5, key: "section.length", index: 0`; a number of the air or
//! the drive has neither part nor link.

use super::{
    Design, LinkId, ParameterInfo, ParameterKey, Parameters, PartId, Subject, shared::SharedList,
};
use serde::{Deserialize, Serialize};

/// A number of a part, of a link, or of the air or the drive.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Number {
    /// Whose it is; of the design itself: air and drive.
    pub subject: Subject,
    /// Which one of that.
    pub key: ParameterKey,
}

/// A number as files have it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    part: Option<PartId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    link: Option<LinkId>,
    key: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    index: Option<usize>,
}

impl From<Number> for Written {
    fn from(Number { subject, key }: Number) -> Self {
        let (part, link) = match subject {
            Subject::Design => (None, None),
            Subject::Part(id) => (Some(id), None),
            Subject::Link(id) => (None, Some(id)),
        };
        let ParameterKey { key, index } = key;
        Self {
            part,
            link,
            key,
            index,
        }
    }
}

impl TryFrom<Written> for Number {
    type Error = &'static str;
    fn try_from(written: Written) -> Result<Self, &'static str> {
        let subject = match (written.part, written.link) {
            (None, None) => Subject::Design,
            (Some(id), None) => Subject::Part(id),
            (None, Some(id)) => Subject::Link(id),
            (Some(_), Some(_)) => {
                return Err(tr!("a number belongs to a part or to a link, not to both"));
            }
        };
        Ok(Self {
            subject,
            key: ParameterKey {
                key: written.key,
                index: written.index,
            },
        })
    }
}

impl Number {
    /// A number of a part.
    pub fn of_part(part: PartId, info: &ParameterInfo) -> Self {
        Self {
            subject: Subject::Part(part),
            key: info.key(),
        }
    }

    /// What is known of it, and its value; absent where the design has no such number (any more).
    pub fn find(&self, design: &Design) -> Option<(ParameterInfo, f64)> {
        let all = match self.subject {
            Subject::Design => {
                let mut all = design.air.parameters();
                all.extend(design.drive.parameters());
                all
            }
            Subject::Part(id) => design.part(id)?.parameters(),
            Subject::Link(id) => design.link(id)?.parameters(),
        };
        all.into_iter().find(|(info, _)| info.is(&self.key))
    }

    /// Sets it as it is; `false` where the design has no such number. Nothing is checked: for
    /// designs that are tried out, not for the one that is edited.
    pub fn set(&self, design: &mut Design, value: f64) -> bool {
        fn within<T: Parameters + Clone>(
            list: &mut SharedList<T>,
            is_it: impl Fn(&T) -> bool,
            key: &ParameterKey,
            value: f64,
        ) -> bool {
            list.find_mut(is_it)
                .is_some_and(|owner| owner.set(key, value))
        }
        match self.subject {
            Subject::Design => {
                design.air.set(&self.key, value) || design.drive.set(&self.key, value)
            }
            Subject::Part(id) => within(&mut design.parts, |part| part.id == id, &self.key, value),
            Subject::Link(id) => within(&mut design.links, |link| link.id == id, &self.key, value),
        }
    }

    /// Its owner's name and its words, “Vent 1: Bore”; absent where the design has no such number.
    pub fn words(&self, design: &Design) -> Option<String> {
        let (info, _) = self.find(design)?;
        Some(match design.name_of(self.subject) {
            Some(owner) => format!("{owner}: {}", info.words()),
            None => info.words(),
        })
    }
}

impl Design {
    /// Forgets what is said of numbers that are gone.
    pub(super) fn forget_gone_numbers(&mut self) {
        let mut tolerances = std::mem::take(&mut self.tolerances.numbers);
        tolerances.retain(|row| row.number.find(self).is_some());
        self.tolerances.numbers = tolerances;
        let mut free = std::mem::take(&mut self.free);
        free.retain(|row| row.number.find(self).is_some());
        self.free = free;
    }
}

/// Every number of a design, with what is known of it and its value, in the order of the document:
/// air and drive, parts, links.
pub fn numbers(design: &Design) -> Vec<(Number, ParameterInfo, f64)> {
    let mut found = Vec::new();
    let mut add = |subject: Subject, list: Vec<(ParameterInfo, f64)>| {
        found.extend(list.into_iter().map(|(info, value)| {
            let key = info.key();
            (Number { subject, key }, info, value)
        }));
    };
    add(Subject::Design, design.air.parameters());
    add(Subject::Design, design.drive.parameters());
    for part in &design.parts {
        add(Subject::Part(part.id), part.parameters());
    }
    for link in &design.links {
        add(Subject::Link(link.id), link.parameters());
    }
    found
}
