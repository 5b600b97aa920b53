//! The words beside parts and links.

use crate::{
    design::{
        Insert, InsertKind, Link, LinkKind, Part, PartKind, Tube, acoustic::LeakShape,
        ear::EarModel,
    },
    quantity::{Unit, text},
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

/// A length without its unit, mm, as in “12 × Ø1.0”.
fn bare_mm(metres: f64) -> String {
    let mm = text::round_to(metres * 1e3, 3);
    if mm.fract() == 0.0 && mm.abs() < 1e3 {
        format!("{mm:.1}")
    } else {
        format!("{mm}")
    }
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
            value(&part.kind).unwrap_or_default()
        },
    }
}

/// The chief value of a part, as text.
pub(super) fn value(kind: &PartKind) -> Option<String> {
    Some(match kind {
        PartKind::Source(source) if source.output_resistance > 0.0 => {
            short(source.output_resistance, &Unit::OHM)
        }
        PartKind::Resistor(part) => short(part.resistance, &Unit::OHM),
        PartKind::Capacitor(part) => short(part.capacitance, &Unit::FARAD),
        PartKind::Inductor(part) => short(part.inductance, &Unit::HENRY),
        PartKind::Transformer(part) => format!("1 : {}", text::round_to(part.ratio, 3)),
        PartKind::Chamber(part) => short(part.volume, &Unit::VOLUME),
        PartKind::Junction(part) if part.volume > 0.0 => short(part.volume, &Unit::VOLUME),
        PartKind::Vent(part) => {
            let many = if part.count > 1 {
                format!("{} × ", part.count)
            } else {
                String::new()
            };
            format!(
                "{many}{} × Ø{} mm",
                bare_mm(part.length),
                bare_mm(part.bore)
            )
        }
        PartKind::Leak(part) => match part.shape {
            LeakShape::Slit { gap, .. } => format!("gap {}", short(gap, &Unit::LENGTH)),
            LeakShape::Hole { diameter, .. } => format!("Ø{}", short(diameter, &Unit::LENGTH)),
        },
        PartKind::Horn(part) => format!("Ø{} – Ø{} mm", bare_mm(part.throat), bare_mm(part.mouth)),
        PartKind::Eartip(part) => format!("Ø{} mm", bare_mm(part.bore)),
        PartKind::Ear(ear) => ear_name(&ear.model).to_owned(),
        _ => return None,
    })
}

fn ear_name(model: &EarModel) -> &'static str {
    match model {
        EarModel::Iec711Lumped => "711 coupler",
        EarModel::Iec711Distributed => "711 coupler, distributed",
        EarModel::Type33 => "Type 3.3",
        EarModel::Type43 => "Type 4.3",
        EarModel::HuddeEngel { .. } => "Hudde–Engel ear",
        EarModel::RealCanal => "real ear",
        EarModel::OuterEar { .. } => "outer ear",
        EarModel::TwoCc => "2 cm³ coupler",
        EarModel::PointFourCc => "0.4 cm³ coupler",
        EarModel::Anechoic { .. } => "anechoic end",
        EarModel::FlatPlate { .. } => "flat plate",
    }
}

/// The size of a tube: “12 mm Ø1.0 mm”, with the bores of both ends where they differ.
fn tube(tube: &Tube) -> String {
    let length: f64 = tube.sections.iter().map(|section| section.length).sum();
    let first = tube.sections.first().map_or(0.0, |s| s.bore_in);
    let last = tube.sections.last().map_or(0.0, |s| s.bore_out);
    let same = tube
        .sections
        .iter()
        .all(|s| s.bore_in == first && s.bore_out == first);
    let bore = if same {
        format!("Ø{} mm", bare_mm(first))
    } else {
        format!("Ø{}–{} mm", bare_mm(first), bare_mm(last))
    };
    format!("{} {bore}", short(length, &Unit::LENGTH))
}

/// The same without the units that go without saying in a drawing in millimetres: “12 × Ø1.0”.
fn terse_tube(tube: &Tube) -> String {
    let length: f64 = tube.sections.iter().map(|section| section.length).sum();
    let bores: Vec<f64> = tube
        .sections
        .iter()
        .flat_map(|section| [section.bore_in, section.bore_out])
        .collect();
    let bore = match (bores.first(), bores.last()) {
        (Some(&first), _) if bores.iter().all(|&bore| bore == first) => bare_mm(first),
        (Some(&first), Some(&last)) => format!("{}–{}", bare_mm(first), bare_mm(last)),
        _ => String::new(),
    };
    format!("{} × Ø{bore}", bare_mm(length))
}

/// The label of a link: only tubes have one.
pub(super) fn link(link: &Link, differs: bool) -> Label {
    match &link.kind {
        LinkKind::Tube(body) => {
            let mark = if differs { " ≠ drawn" } else { "" };
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
        LinkKind::Tube(body) => format!("{} tube {}", link.name, tube(body)),
        LinkKind::Wire => format!("{} wire", link.name),
        LinkKind::Joint => format!("{} joint", link.name),
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
                format!("{name} {value}")
            }
        }
        InsertKind::Mesh(mesh) => format!("mesh {}", short(mesh.specific_resistance, &Unit::RAYL)),
    }
}
