//! The parts list: what to buy, and what to cut.
//!
//! Tab-separated text with a header, equal parts counted together: quantity, part, value, names.

use crate::{
    design::{Design, InsertKind, LinkKind, PartKind, Tube, electrical::Dielectric},
    quantity::{Unit, text},
};
use std::collections::BTreeMap;

/// One line: what it is, its value, and where it is used.
type Lines = BTreeMap<(u8, String, String), Vec<String>>;

/// The whole list.
pub fn parts_list(design: &Design) -> String {
    let mut lines = Lines::new();
    for part in design.parts.iter().filter(|part| !part.bypassed) {
        if let Some((order, what, value)) = bought(&part.kind) {
            lines
                .entry((order, what, value))
                .or_default()
                .push(part.name.clone());
        }
    }
    for link in &design.links {
        if let LinkKind::Tube(tube) = &link.kind {
            add_tube(&mut lines, tube, &link.name);
        }
    }
    let mut out = "quantity\tpart\tvalue\tused as\n".to_owned();
    for ((_, what, value), names) in &lines {
        out.push_str(&format_line(names.len(), what, value, &names.join(", ")));
    }
    out
}

fn format_line(quantity: usize, what: &str, value: &str, names: &str) -> String {
    // Tabs and line breaks would fall apart in the table.
    let clean = |cell: &str| cell.replace(['\t', '\n', '\r'], " ");
    format!(
        "{quantity}\t{}\t{}\t{}\n",
        clean(what),
        clean(value),
        clean(names)
    )
}

/// What has to be bought for a part: place in the list, what, value.
fn bought(kind: &PartKind) -> Option<(u8, String, String)> {
    let item = |order, what: &str, value: String| Some((order, what.to_owned(), value));
    match kind {
        PartKind::Resistor(r) => item(1, "Resistor", text::exact(r.resistance, &Unit::OHM)),
        PartKind::Capacitor(c) => {
            let kind = match c.dielectric {
                Dielectric::C0g => "Capacitor, C0G",
                Dielectric::X5r => "Capacitor, X5R",
                Dielectric::X7r => "Capacitor, X7R",
                Dielectric::Film => "Capacitor, film",
                Dielectric::Tantalum => "Capacitor, tantalum",
                Dielectric::Electrolytic => "Capacitor, electrolytic",
            };
            item(2, kind, text::exact(c.capacitance, &Unit::FARAD))
        }
        PartKind::Inductor(l) => item(
            3,
            "Inductor",
            format!(
                "{}, at most {}",
                text::exact(l.inductance, &Unit::HENRY),
                text::exact(l.dc_resistance, &Unit::OHM)
            ),
        ),
        PartKind::Transformer(t) => {
            let ratio = text::exact(t.ratio, &Unit::NUMBER);
            item(3, "Transformer", format!("1 : {ratio}"))
        }
        PartKind::Vent(vent) => item(
            6,
            "Vent, drilled",
            format!("{} × {}", vent.count, size(vent.length, vent.bore)),
        ),
        PartKind::Horn(horn) => item(
            5,
            "Horn",
            format!(
                "{} to Ø{}",
                size(horn.length, horn.throat),
                text::exact(horn.mouth, &Unit::LENGTH)
            ),
        ),
        PartKind::Eartip(tip) => item(7, "Eartip", size(tip.length, tip.bore)),
        other => {
            let origin = other.origin()?;
            let changed = if origin.modified.is_empty() {
                String::new()
            } else {
                format!(", modified: {}", origin.modified.join(", "))
            };
            item(
                0,
                &format!("Driver, {}", other.word()),
                origin.preset.clone() + &changed,
            )
        }
    }
}

fn size(length: f64, bore: f64) -> String {
    format!(
        "{} × Ø{}",
        text::exact(length, &Unit::LENGTH),
        text::exact(bore, &Unit::LENGTH)
    )
}

/// The cut list of a tube, and what is pressed into it.
fn add_tube(lines: &mut Lines, tube: &Tube, name: &str) {
    for section in &tube.sections {
        let value = if section.bore_in == section.bore_out {
            size(section.length, section.bore_in)
        } else {
            format!(
                "{} to Ø{}",
                size(section.length, section.bore_in),
                text::exact(section.bore_out, &Unit::LENGTH)
            )
        };
        let key = (5, "Tube, cut".to_owned(), value);
        lines.entry(key).or_default().push(name.to_owned());
    }
    for insert in tube.inserts.iter().filter(|insert| !insert.bypassed) {
        let (what, value) = match &insert.kind {
            InsertKind::Damper {
                name, resistance, ..
            } => {
                let what = match name.as_str() {
                    "" => "Damper".to_owned(),
                    colour => format!("Damper, {colour}"),
                };
                (what, text::exact(*resistance, &Unit::DAMPER))
            }
            InsertKind::Mesh(mesh) => (
                "Mesh".to_owned(),
                text::exact(mesh.specific_resistance, &Unit::RAYL),
            ),
        };
        let place = text::exact(insert.position, &Unit::LENGTH);
        lines
            .entry((4, what, value))
            .or_default()
            .push(format!("{name} at {place}"));
    }
}
