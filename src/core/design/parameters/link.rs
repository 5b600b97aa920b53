//! Numbers of tubes, their sections and what sits in them.

use super::{Visit, amount, bore, length};
use crate::{
    design::{
        link::{Insert, InsertKind, Section, Tube},
        parameter::{Parameters, Step},
    },
    quantity::Unit,
};

impl Section {
    /// Visits the numbers of the section at this index.
    pub(in crate::design) fn visit_at(&mut self, index: usize, visit: Visit<'_>) {
        visit(
            &length("section.length", "l", "Section length").indexed(index),
            &mut self.length,
        );
        visit(
            &bore("section.bore_in", "d1", "Bore where it begins").indexed(index),
            &mut self.bore_in,
        );
        visit(
            &bore("section.bore_out", "d2", "Bore where it ends").indexed(index),
            &mut self.bore_out,
        );
    }
}

impl Parameters for Tube {
    fn visit(&mut self, visit: Visit<'_>) {
        for (index, section) in self.sections.iter_mut().enumerate() {
            section.visit_at(index, visit);
        }
        visit_inserts(&mut self.inserts, visit);
    }
}

/// Visits the numbers of what sits in a tube.
pub(in crate::design) fn visit_inserts(inserts: &mut [Insert], visit: Visit<'_>) {
    for (index, insert) in inserts.iter_mut().enumerate() {
        visit(
            &length("insert.position", "x", "Distance from the tube's start").indexed(index),
            &mut insert.position,
        );
        match &mut insert.kind {
            InsertKind::Damper {
                resistance, mass, ..
            } => {
                visit(
                    &amount(
                        "insert.resistance",
                        "R",
                        "Damper resistance",
                        &Unit::DAMPER,
                        1e12,
                    )
                    .stepped(Step::Damper)
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
                mesh.visit(&mut |info, value| visit(&info.indexed(index), value));
            }
        }
    }
}
