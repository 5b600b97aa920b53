//! A tube link as ducts, cones, steps, dampers and end corrections in a row.

use super::super::network::Kind;
use super::builder::{Builder, Raw, RawPins};
use crate::design::{Domain, Insert, InsertKind, Section, Subject, Termination, Tube};

/// Adds a tube between two nodes.
pub(super) fn tube(build: &mut Builder<'_>, owner: Subject, tube: &Tube, from: Raw, to: Raw) {
    let (Some(first), Some(last)) = (tube.sections.first(), tube.sections.last()) else {
        build.join(from, to);
        return;
    };
    let start = open_end(build, owner, from, first.bore_in, tube.start);
    let end = open_end(build, owner, to, last.bore_out, tube.end);

    let mut inserts: Vec<&Insert> = tube.inserts.iter().filter(|i| !i.bypassed).collect();
    inserts.sort_by(|a, b| a.position.total_cmp(&b.position));
    let mut inserts = inserts.into_iter().peekable();
    let mut row = Row {
        build,
        owner,
        at: start,
    };
    let mut begun = 0.0;
    for (n, section) in tube.sections.iter().enumerate() {
        if let Some(before) = n.checked_sub(1).and_then(|n| tube.sections.get(n)) {
            row.step(before.bore_out, section.bore_in);
        }
        let is_last = n + 1 == tube.sections.len();
        let mut done = 0.0;
        // An insert on the border of two sections sits at the start of the second.
        while let Some(insert) = inserts.next_if(|i| is_last || i.position < begun + section.length)
        {
            let place = (insert.position - begun).clamp(done, section.length);
            row.stretch(section, done, place);
            row.insert(&insert.kind, bore_at(section, place));
            done = place;
        }
        row.stretch(section, done, section.length);
        begun += section.length;
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
    let flanged = match termination {
        Termination::None => return outside,
        Termination::Unflanged => false,
        Termination::Flanged => true,
    };
    let inside = build.node(Domain::Acoustic);
    build.element(
        owner,
        RawPins::One([outside, inside]),
        Kind::OpenEnd { flanged },
        &[bore],
    );
    inside
}

/// Bore of a section at a distance from its beginning.
fn bore_at(section: &Section, place: f64) -> f64 {
    if place <= 0.0 {
        section.bore_in
    } else if place >= section.length || section.bore_in == section.bore_out {
        section.bore_out
    } else {
        section.bore_in + (section.bore_out - section.bore_in) * place / section.length
    }
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

    fn stretch(&mut self, section: &Section, from: f64, to: f64) {
        let length = if from == 0.0 { to } else { to - from };
        if length > 0.0 {
            let (a, b) = self.next();
            let bores = [bore_at(section, from), bore_at(section, to)];
            self.build.duct(self.owner, a, b, length, bores);
        }
    }

    fn step(&mut self, before: f64, after: f64) {
        if self.build.design.junction_masses && before != after {
            let (a, b) = self.next();
            self.build.element(
                self.owner,
                RawPins::One([a, b]),
                Kind::Step,
                &[before.min(after), before.max(after)],
            );
        }
    }

    fn insert(&mut self, kind: &InsertKind, bore: f64) {
        match kind {
            InsertKind::Damper {
                resistance, mass, ..
            } => {
                if *resistance != 0.0 || *mass != 0.0 {
                    let (a, b) = self.next();
                    self.build.series(self.owner, a, b, *resistance, *mass);
                }
            }
            InsertKind::Mesh(mesh) => {
                if mesh.specific_resistance != 0.0 || mesh.specific_mass != 0.0 {
                    let (a, b) = self.next();
                    self.build.element(
                        self.owner,
                        RawPins::One([a, b]),
                        Kind::Mesh,
                        &[mesh.specific_resistance, mesh.specific_mass, bore],
                    );
                }
            }
        }
    }
}
