//! What is otherwise in one design than in another, value by value.
//!
//! Things are the same where name and kind agree, else where identity and kind agree: what was renamed
//! is found again, and designs of different files are compared by what things are called.

use super::{
    Choices as _, Design, InsertKind, Link, LinkEnd, LinkKind, Number, ParameterInfo,
    Parameters as _, Part, SharedList, Subject, choice::ChoiceInfo, difference::Named,
};
use crate::{quantity::text::rounded, words};
use std::collections::BTreeSet;

/// A value that is otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The part or link in the newer design; the design itself: air, drive and the like.
    pub subject: Subject,
    /// Its name in the newer design; empty for the design itself.
    pub owner: String,
    /// What of it: “Bore”.
    pub what: String,
    /// What it was, in words with its unit; “–” where there was none.
    pub was: String,
    /// What it is.
    pub is: String,
    /// The number, with its value before and after, SI; absent for what is no number, or was not there
    /// in both.
    pub number: Option<(Number, f64, f64)>,
}

impl Change {
    /// Owner and what, “Vent 1: Bore”.
    pub fn words(&self) -> String {
        if self.owner.is_empty() {
            self.what.clone()
        } else {
            format!("{}: {}", self.owner, self.what)
        }
    }
}

/// What is otherwise.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Changes {
    /// Values, in the order of the newer design.
    pub values: Vec<Change>,
    /// Parts that are new: name and what they are.
    pub added: Vec<String>,
    /// Parts that are gone.
    pub removed: Vec<String>,
    /// Connections that are new, “tube T3: “Woofer” front – “Ear” drum”.
    pub joined: Vec<String>,
    /// Connections that are gone.
    pub parted: Vec<String>,
}

impl Changes {
    /// Whether nothing that is heard is otherwise.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// How much there is, in words: “3 values, 1 part added”.
    pub fn summary(&self) -> String {
        let count = |count: usize, one: &str, more: &str| match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            _ => Some(format!("{count} {more}")),
        };
        let all = [
            count(self.values.len(), tr!("value"), tr!("values")),
            count(self.added.len(), tr!("part added"), tr!("parts added")),
            count(self.removed.len(), tr!("part gone"), tr!("parts gone")),
            count(
                self.joined.len(),
                tr!("connection new"),
                tr!("connections new"),
            ),
            count(
                self.parted.len(),
                tr!("connection gone"),
                tr!("connections gone"),
            ),
        ];
        let told: Vec<String> = all.into_iter().flatten().collect();
        if told.is_empty() {
            tr!("nothing that is heard").to_owned()
        } else {
            told.join(", ")
        }
    }
}

/// What of `new` is not as it is in `old`, of all that is heard.
pub fn changes(old: &Design, new: &Design) -> Changes {
    let mut found = Changes::default();
    let mut table = Table(&mut found.values);
    table.rows(
        (Subject::Design, ""),
        (&old.air.parameters(), &new.air.parameters()),
    );
    table.rows(
        (Subject::Design, ""),
        (&old.drive.parameters(), &new.drive.parameters()),
    );
    table.words(
        (Subject::Design, ""),
        tr!("Masses at steps and branches"),
        (on(old.junction_masses), on(new.junction_masses)),
    );
    let parts = pairs(&old.parts, &new.parts, is_like_part);
    for (was, is) in &parts {
        match (was, is) {
            (Some(was), Some(is)) => table.part(was, is),
            (None, Some(is)) => found.added.push(named(is)),
            (Some(was), None) => found.removed.push(named(was)),
            (None, None) => {}
        }
    }
    let links = pairs(&old.links, &new.links, is_like_link);
    let mut table = Table(&mut found.values);
    for (was, is) in &links {
        if let (Some(was), Some(is)) = (was, is) {
            table.link(was, is);
        }
    }
    // What parts were called before is what they are called now: a new name is no new connection.
    let renamed = |part: &Part| {
        let pair = parts.iter().find(|(was, _)| is_this(*was, part));
        pair.and_then(|(_, is)| *is)
            .map_or(part.name.as_str(), |is| is.name.as_str())
            .to_owned()
    };
    let were = joined(old, renamed);
    let are = joined(new, |part: &Part| part.name.clone());
    found.joined = are.difference(&were).cloned().collect();
    found.parted = were.difference(&are).cloned().collect();
    found
}

fn is_this(one: Option<&Part>, part: &Part) -> bool {
    one.is_some_and(|one| std::ptr::eq(one, part))
}

/// Things of two lists that are the same, in the order of the newer one; those that are gone come last.
fn pairs<'a, T: Named>(
    old: &'a SharedList<T>,
    new: &'a SharedList<T>,
    like: impl Fn(&T, &T) -> bool,
) -> Vec<(Option<&'a T>, Option<&'a T>)> {
    let mut left: Vec<Option<&T>> = old.iter().map(Some).collect();
    let mut found: Vec<Option<&T>> = vec![None; new.len()];
    for by_name in [true, false] {
        let same = |was: &T, is: &T| {
            if by_name {
                was.name() == is.name()
            } else {
                was.number() == is.number()
            }
        };
        for (is, place) in new.iter().zip(&mut found) {
            if place.is_none() {
                let fits = |was: &&mut Option<&'a T>| {
                    was.is_some_and(|was| same(was, is) && like(was, is))
                };
                *place = left.iter_mut().find(fits).and_then(Option::take);
            }
        }
    }
    let kept = found.into_iter().zip(new.iter().map(Some));
    let gone = left.into_iter().flatten().map(|was| (Some(was), None));
    kept.chain(gone).collect()
}

fn is_like_part(a: &Part, b: &Part) -> bool {
    std::ptr::eq(a.kind.facts(), b.kind.facts())
}

fn is_like_link(a: &Link, b: &Link) -> bool {
    std::mem::discriminant(&a.kind) == std::mem::discriminant(&b.kind)
}

/// “R1 (resistor, 10 Ω)”.
fn named(part: &Part) -> String {
    let word = part.kind.word();
    match part.kind.parameters().iter().find(|(info, _)| info.chief) {
        Some((info, value)) => {
            format!("{} ({word}, {})", part.name, rounded(*value, info.unit, 4))
        }
        None => format!("{} ({word})", part.name),
    }
}

/// Every connection in words, its ends in order.
fn joined(design: &Design, name: impl Fn(&Part) -> String) -> BTreeSet<String> {
    let words = |end: &LinkEnd| {
        let part = design.part(end.part).map(&name).unwrap_or_default();
        format!("“{part}” {}", end.port)
    };
    (design.links.iter())
        .map(|link| {
            let mut ends = [words(&link.from), words(&link.to)];
            ends.sort();
            let [a, b] = ends;
            // A second tube between the same ports is another connection.
            match &link.kind {
                LinkKind::Wire => tr!("wire: {a} – {b}"),
                LinkKind::Joint => tr!("joint: {a} – {b}"),
                LinkKind::Tube(_) => tr!("tube {}: {a} – {b}", link.name),
            }
        })
        .collect()
}

fn on(on: bool) -> String {
    if on { tr!("on") } else { tr!("off") }.to_owned()
}

/// Numbers of an owner.
type Rows = [(ParameterInfo, f64)];

/// Choices of an owner.
type Chosen = [(ChoiceInfo, usize)];

struct Table<'a>(&'a mut Vec<Change>);

impl Table<'_> {
    fn words(&mut self, owner: (Subject, &str), what: &str, (was, is): (String, String)) {
        if was != is {
            self.push(owner, what.to_owned(), (was, is), None);
        }
    }

    fn push(
        &mut self,
        (subject, owner): (Subject, &str),
        what: String,
        (was, is): (String, String),
        number: Option<(Number, f64, f64)>,
    ) {
        self.0.push(Change {
            subject,
            owner: owner.to_owned(),
            what,
            was,
            is,
            number,
        });
    }

    fn rows(&mut self, owner: (Subject, &str), (old, new): (&Rows, &Rows)) {
        let none = || "–".to_owned();
        for (info, is) in new {
            let was = old.iter().find(|(known, _)| known.is(&info.key()));
            let was = was.map(|(_, was)| *was);
            if was == Some(*is) || is_other_end(info, new) && is_other_end(info, old) {
                continue;
            }
            let number = was.map(|was| {
                let subject = owner.0;
                let key = info.key();
                (Number { subject, key }, was, *is)
            });
            let shown = match was {
                Some(was) => apart(info, was, *is),
                None => (none(), told(info, *is, 4)),
            };
            self.push(owner, info.words(), shown, number);
        }
        for (info, was) in old {
            if !new.iter().any(|(known, _)| known.is(&info.key())) && !is_other_end(info, old) {
                let shown = (told(info, *was, 4), none());
                self.push(owner, info.words(), shown, None);
            }
        }
    }

    fn choices(&mut self, owner: (Subject, &str), (old, new): (&Chosen, &Chosen)) {
        let word = |info: &ChoiceInfo, chosen: usize| match info.options.get(chosen) {
            Some(word) => words::text(word).to_owned(),
            None => on(chosen != 0),
        };
        for (info, is) in new {
            if let Some((_, was)) = old.iter().find(|(known, _)| known.key == info.key) {
                self.words(owner, info.said(), (word(info, *was), word(info, *is)));
            }
        }
    }

    fn part(&mut self, was: &Part, is: &Part) {
        if std::ptr::eq(was, is) {
            return;
        }
        let owner = (Subject::Part(is.id), is.name.as_str());
        let told = self.0.len();
        self.rows(owner, (&was.kind.parameters(), &is.kind.parameters()));
        self.choices(owner, (&was.kind.choices(), &is.kind.choices()));
        let preset = |part: &Part| {
            let origin = part.kind.origin();
            origin
                .map(|origin| origin.preset.clone())
                .unwrap_or_default()
        };
        self.words(owner, tr!("Preset"), (preset(was), preset(is)));
        // What is neither number nor choice: measured tables.
        if self.0.len() == told && was.kind != is.kind {
            self.words(
                owner,
                tr!("Data"),
                (tr!("other").to_owned(), tr!("as now").to_owned()),
            );
        }
        self.words(owner, tr!("Muted"), (on(was.muted), on(is.muted)));
        self.words(owner, tr!("Bypassed"), (on(was.bypassed), on(is.bypassed)));
        self.words(owner, tr!("Name"), (was.name.clone(), is.name.clone()));
    }

    fn link(&mut self, was: &Link, is: &Link) {
        let (LinkKind::Tube(old), LinkKind::Tube(new)) = (&was.kind, &is.kind) else {
            return;
        };
        let owner = (Subject::Link(is.id), is.name.as_str());
        self.rows(owner, (&old.parameters(), &new.parameters()));
        self.choices(owner, (&old.choices(), &new.choices()));
        for (n, (old, new)) in old.inserts.iter().zip(&new.inserts).enumerate() {
            let kind = |insert: &InsertKind| match insert {
                InsertKind::Damper { name, .. } if name.is_empty() => tr!("damper").to_owned(),
                InsertKind::Damper { name, .. } => tr!("damper, {name}"),
                InsertKind::Mesh(_) => tr!("mesh").to_owned(),
            };
            let what = tr!("Insert {}", n + 1);
            self.words(owner, &what, (kind(&old.kind), kind(&new.kind)));
            let what = tr!("Insert {} bypassed", n + 1);
            self.words(owner, &what, (on(old.bypassed), on(new.bypassed)));
        }
        self.words(owner, tr!("Name"), (was.name.clone(), is.name.clone()));
    }
}

/// Whether this is the second bore of a straight section, which the first one tells.
fn is_other_end(info: &ParameterInfo, rows: &Rows) -> bool {
    let value = |key: &str| {
        let row = rows
            .iter()
            .find(|(known, _)| known.key == key && known.index == info.index);
        row.map(|(_, value)| *value)
    };
    info.key == "section.bore_out" && value(info.key) == value("section.bore_in")
}

/// A value as it is shown.
fn told(info: &ParameterInfo, value: f64, digits: usize) -> String {
    if info.is_unstated(value) {
        tr!("unknown").to_owned()
    } else {
        rounded(value, info.unit, digits)
    }
}

/// Two values in words, with as many digits as tell them apart.
fn apart(info: &ParameterInfo, was: f64, is: f64) -> (String, String) {
    let shown = |digits| (told(info, was, digits), told(info, is, digits));
    let mut digits = 4..16;
    let told = digits.find(|digits| {
        let (was, is) = shown(*digits);
        was != is
    });
    shown(told.unwrap_or(17))
}
