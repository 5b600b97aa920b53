//! A tube link as ducts, cones, steps, dampers and end corrections in a row.

use super::super::elements::{Kind, Mesh, OpenEnd, Step};
use super::super::pieces::{Piece, pieces};
use super::builder::{Builder, Raw, RawPins};
use crate::design::{Domain, InsertKind, Subject, Termination, Tube};
use crate::physics::opening::Flange;
use std::f64::consts::FRAC_PI_4;

/// Adds a tube between two nodes.
pub(super) fn tube(build: &mut Builder<'_>, owner: Subject, tube: &Tube, from: Raw, to: Raw) {
    let least = build.least;
    let (Some(first), Some(last)) = (tube.sections.first(), tube.sections.last()) else {
        build.join(from, to);
        return;
    };
    let start = open_end(build, owner, from, first.bore_in, tube.start);
    let end = open_end(build, owner, to, last.bore_out, tube.end);

    let mut row = Row {
        build,
        owner,
        at: start,
    };
    for piece in pieces(&tube.sections, &tube.inserts, &least) {
        match piece {
            Piece::Stretch(length, bores) => row.stretch(length, bores),
            Piece::Step([before, after]) => row.step(before, after),
            Piece::Insert(kind, bore) => row.insert(kind, bore),
        }
    }
    let reached = row.at;
    build.join(reached, end);
}

/// The node inside an open end.
fn open_end(
    build: &mut Builder<'_>,
    owner: Subject,
    outside: Raw,
    bore: f64,
    termination: Termination,
) -> Raw {
    let flange = match termination {
        Termination::None => return outside,
        Termination::Unflanged => Flange::Unflanged,
        Termination::Flanged => Flange::Flanged,
    };
    let inside = build.node(Domain::Acoustic);
    let kind = Kind::OpenEnd(OpenEnd { bore, flange });
    build.element(owner, RawPins::One([outside, inside]), kind);
    inside
}

/// A row of things, built from its start.
struct Row<'r, 'a> {
    build: &'r mut Builder<'a>,
    owner: Subject,
    at: Raw,
}

impl Row<'_, '_> {
    fn next(&mut self) -> (Raw, Raw) {
        let from = self.at;
        self.at = self.build.node(Domain::Acoustic);
        (from, self.at)
    }

    fn stretch(&mut self, length: f64, bores: [f64; 2]) {
        let (a, b) = self.next();
        self.build.duct(self.owner, a, b, length, bores);
    }

    fn step(&mut self, before: f64, after: f64) {
        let step = Step {
            narrow: before.min(after),
            wide: before.max(after),
        };
        let mass = step.mass(&self.build.air);
        if self.build.design.junction_masses && !self.build.is_no_mass(mass, step.narrow) {
            let (a, b) = self.next();
            let pins = RawPins::One([a, b]);
            self.build.element(self.owner, pins, Kind::Step(step));
        }
    }

    fn insert(&mut self, kind: &InsertKind, bore: f64) {
        match kind {
            InsertKind::Damper {
                resistance, mass, ..
            } => {
                let (a, b) = self.next();
                self.build.series(self.owner, a, b, *resistance, *mass);
            }
            InsertKind::Mesh(mesh) => {
                let area = FRAC_PI_4 * bore * bore;
                let [resistance, mass] = [mesh.specific_resistance, mesh.specific_mass];
                if !self.build.least.is_open(resistance / area, mass / area) {
                    let (a, b) = self.next();
                    let mesh = Mesh {
                        specific_resistance: mesh.specific_resistance,
                        specific_mass: mesh.specific_mass,
                        bore,
                    };
                    let pins = RawPins::One([a, b]);
                    self.build.element(self.owner, pins, Kind::Mesh(mesh));
                }
            }
        }
    }
}
