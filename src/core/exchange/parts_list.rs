//! The parts list: what to buy, and what to cut.
//!
//! Tab-separated text with a header, equal parts counted together: quantity, part, value, names.

use crate::{
    design::{
        Design, InsertKind, LinkKind, Tube,
        kinds::bought::{self, Bought, Shelf},
    },
    quantity::{Unit, text},
};
use std::collections::BTreeMap;

/// One line: what it is, its value, and where it is used.
type Lines = BTreeMap<Bought, Vec<String>>;

/// The whole list.
pub fn parts_list(design: &Design) -> String {
    let mut lines = Lines::new();
    for part in design.parts.iter().filter(|part| !part.bypassed) {
        if let Some(item) = part.kind.bought() {
            lines.entry(item).or_default().push(part.name.clone());
        }
    }
    for link in &design.links {
        if let LinkKind::Tube(tube) = &link.kind {
            add_tube(&mut lines, tube, &link.name);
        }
    }
    let mut out = "quantity\tpart\tvalue\tused as\n".to_owned();
    for (Bought { what, value, .. }, names) in &lines {
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

/// The cut list of a tube, and what is pressed into it.
fn add_tube(lines: &mut Lines, tube: &Tube, name: &str) {
    for section in &tube.sections {
        let value = if section.bore_in == section.bore_out {
            bought::size(section.length, section.bore_in)
        } else {
            format!(
                "{} to Ø{}",
                bought::size(section.length, section.bore_in),
                text::exact(section.bore_out, &Unit::LENGTH)
            )
        };
        let item = Bought::new(Shelf::Tubes, "Tube, cut", value);
        lines.entry(item).or_default().push(name.to_owned());
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
            .entry(Bought::new(Shelf::Inserts, what, value))
            .or_default()
            .push(format!("{name} at {place}"));
    }
}
