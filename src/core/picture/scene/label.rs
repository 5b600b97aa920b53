//! The words beside parts and links.

use crate::{
    design::{Insert, InsertKind, Link, LinkKind, Parameters as _, Part, Tube},
    quantity::{Unit, text},
    words,
};

/// What stands beside a part or on a link.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Label {
    /// Its name.
    pub name: String,
    /// Its chief value; empty for none.
    pub value: String,
}

fn short(value: f64, unit: &Unit) -> String {
    text::rounded(value, unit, 3)
}

/// The label of a part.
pub(super) fn part(part: &Part) -> Label {
    let name = if part.kind.facts().point {
        String::new()
    } else {
        part.name.clone()
    };
    Label {
        name,
        value: if part.kind.is_driver() {
            // A driver's name says it all.
            String::new()
        } else {
            value(part).unwrap_or_default()
        },
    }
}

/// What a part says of itself: its chief number, where it says nothing else.
pub(super) fn value(part: &Part) -> Option<String> {
    let chief = || part.chief().map(|(info, value)| short(value, info.unit));
    part.kind.value_text().or_else(chief)
}

/// The size of a tube: “12 mm Ø1.0 mm”, with the bores of both ends where they differ.
fn tube(tube: &Tube) -> String {
    let length = tube.total_length();
    let first = tube.sections.first().map_or(0.0, |s| s.bore_in);
    let last = tube.sections.last().map_or(0.0, |s| s.bore_out);
    let same = tube
        .sections
        .iter()
        .all(|s| s.bore_in == first && s.bore_out == first);
    let bore = if same {
        tr!("Ø{} mm", text::bare_mm(first))
    } else {
        tr!("Ø{}–{} mm", text::bare_mm(first), text::bare_mm(last))
    };
    format!("{} {bore}", short(length, &Unit::LENGTH))
}

/// The same without the units that go without saying in a drawing in millimetres: “12 × Ø1.0”.
fn terse_tube(tube: &Tube) -> String {
    let length = tube.total_length();
    let bores: Vec<f64> = tube
        .sections
        .iter()
        .flat_map(|section| [section.bore_in, section.bore_out])
        .collect();
    let bore = match (bores.first(), bores.last()) {
        (Some(&first), _) if bores.iter().all(|&bore| bore == first) => text::bare_mm(first),
        (Some(&first), Some(&last)) => format!("{}–{}", text::bare_mm(first), text::bare_mm(last)),
        _ => String::new(),
    };
    format!("{} × Ø{bore}", text::bare_mm(length))
}

/// The label of a link: only tubes have one.
pub(super) fn link(link: &Link, differs: bool) -> Label {
    match &link.kind {
        LinkKind::Tube(body) => {
            let mark = if differs { tr!(" ≠ drawn") } else { "" };
            Label {
                name: link.name.clone(),
                value: format!("{}{mark}", terse_tube(body)),
            }
        }
        LinkKind::Wire | LinkKind::Joint => Label::default(),
    }
}

/// What a screen reader calls a link.
pub(super) fn accessible_link(link: &Link) -> String {
    match &link.kind {
        LinkKind::Tube(body) => tr!("{} tube {}", link.name, tube(body)),
        LinkKind::Wire => tr!("{} wire", link.name),
        LinkKind::Joint => tr!("{} joint", link.name),
    }
}

/// The bare value of something that sits in a tube: “680 Ω”, in the acoustic ohms dampers are sold
/// by.
pub(super) fn insert_value(insert: &Insert) -> String {
    match &insert.kind {
        InsertKind::Damper { resistance, .. } => short(*resistance, &Unit::DAMPER)
            .trim_end_matches(" cgs")
            .to_owned(),
        InsertKind::Mesh(mesh) => short(mesh.specific_resistance, &Unit::RAYL),
    }
}

/// Something that sits in a tube, in words: “white 680 Ω cgs”.
pub(super) fn insert(insert: &Insert) -> String {
    match &insert.kind {
        InsertKind::Damper {
            name, resistance, ..
        } => {
            let value = short(*resistance, &Unit::DAMPER);
            if name.is_empty() {
                value
            } else {
                format!("{} {value}", words::text(name))
            }
        }
        InsertKind::Mesh(mesh) => tr!("mesh {}", short(mesh.specific_resistance, &Unit::RAYL)),
    }
}
