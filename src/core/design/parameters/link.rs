//! Numbers of tubes, their sections and what sits in them.

use super::{Visit, amount, bore, length};
use crate::{
    design::{
        link::{Insert, InsertKind, Section, Tube},
        nothing::LEAST,
        parameter::{ParameterInfo, Parameters, Step, Stock},
        tolerance::ToleranceClass,
    },
    quantity::Unit,
};

/// Words of a section's bore where it begins: straight, and tapered.
struct Words {
    length: &'static str,
    straight: &'static str,
    bore_in: &'static str,
    bore_out: &'static str,
}

/// Of a tube.
const TUBE: Words = Words {
    length: "Length",
    straight: "Bore",
    bore_in: "Bore in",
    bore_out: "Bore out",
};

/// Of the fixture a driver was measured in.
const FIXTURE: Words = Words {
    length: "Section length",
    straight: "Bore where it begins",
    bore_in: "Bore where it begins",
    bore_out: "Bore where it ends",
};

/// Visits the numbers of sections in a row. The second bore of a straight one is a number too.
fn visit_sections(sections: &mut [Section], words: &Words, numbered: bool, visit: Visit<'_>) {
    for (index, section) in sections.iter_mut().enumerate() {
        let of = |info: ParameterInfo| ParameterInfo {
            numbered,
            ..info.indexed(index)
        };
        let first = if section.bore_in == section.bore_out {
            words.straight
        } else {
            words.bore_in
        };
        visit(
            &of(length("section.length", "l", words.length)
                .made_as(ToleranceClass::Cut)
                .stocked(Stock::Lengths)),
            &mut section.length,
        );
        visit(
            &of(bore("section.bore_in", "d1", first)
                .made_as(ToleranceClass::Drilled)
                .stocked(Stock::Bores)),
            &mut section.bore_in,
        );
        visit(
            &of(bore("section.bore_out", "d2", words.bore_out).made_as(ToleranceClass::Drilled)),
            &mut section.bore_out,
        );
    }
}

/// Visits the numbers of sections and of what sits in them. An insert stays in a tube that becomes
/// shorter.
fn visit_tube(
    sections: &mut [Section],
    inserts: &mut [Insert],
    (words, numbered): (&Words, bool),
    visit: Visit<'_>,
) {
    let before = total(sections);
    visit_sections(sections, words, numbered, visit);
    let length = total(sections);
    if length != before {
        for insert in inserts.iter_mut() {
            insert.position = insert.position.min(length);
        }
    }
    visit_inserts(inserts, length, visit);
}

fn total(sections: &[Section]) -> f64 {
    sections.iter().map(|section| section.length).sum()
}

impl Parameters for Tube {
    fn visit(&mut self, visit: Visit<'_>) {
        let several = self.sections.len() > 1;
        visit_tube(
            &mut self.sections,
            &mut self.inserts,
            (&TUBE, several),
            visit,
        );
    }
}

/// Visits the numbers of the tubes of a fixture, and of what sits in them.
pub(in crate::design) fn visit_fixture(
    sections: &mut [Section],
    inserts: &mut [Insert],
    visit: Visit<'_>,
) {
    visit_tube(sections, inserts, (&FIXTURE, true), &mut |info, value| {
        visit(&info.given(), value);
    });
}

/// Visits the numbers of what sits in a tube of this length, m.
fn visit_inserts(inserts: &mut [Insert], tube_length: f64, visit: Visit<'_>) {
    let position = ParameterInfo {
        // What is on the end may be beside it by the rounding of a sum.
        max: tube_length + LEAST.length,
        ..length("insert.position", "x", "Position")
    };
    for (index, insert) in inserts.iter_mut().enumerate() {
        visit(&position.indexed(index), &mut insert.position);
        match &mut insert.kind {
            InsertKind::Damper {
                resistance, mass, ..
            } => {
                visit(
                    &amount("insert.resistance", "R", "Damper", &Unit::DAMPER, 1e12)
                        .stepped(Step::Damper)
                        .made_as(ToleranceClass::Damper)
                        .stocked(Stock::Dampers)
                        .chief()
                        .indexed(index),
                    resistance,
                );
                visit(
                    &amount("insert.mass", "M", "Damper mass", &Unit::ACOUSTIC_MASS, 1e9)
                        .indexed(index),
                    mass,
                );
            }
            InsertKind::Mesh(mesh) => {
                mesh.visit(&mut |info, value| {
                    let info = info.indexed(index);
                    let is_resistance = info.key == "mesh.specific_resistance";
                    let made = info.made_as(ToleranceClass::Damper);
                    visit(if is_resistance { &made } else { &info }, value);
                });
            }
        }
    }
}
