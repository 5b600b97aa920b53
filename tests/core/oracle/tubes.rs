//! A tube: its sections in a row, what sits between and in them, and its open ends.

use super::circuit::{Circuit, Node};
use super::complex::j;
use super::duct::{end_mass, step_length, step_mass};
use super::parts::{area, mesh};
use super::real::{Real, ZERO, real};
use earwright::design::{Insert, InsertKind, Section, Termination, Tube};

/// One piece of a tube.
pub(super) enum Piece {
    /// A stretch of so much length, with the bores of its ends.
    Stretch(Real, [f64; 2]),
    /// From one bore to another.
    Step(f64, f64),
    /// Something in a bore.
    Insert(InsertKind, f64),
}

/// Nearer than this, m, two places of a drawing are one: decimals do not add up to the last digit. A
/// step whose mass stands for less is none: a duct behind it still ends where it is.
const SAME_PLACE: f64 = 1e-9;

/// The pieces of a row of sections. What sits on a border sits at the start of the section after.
pub(super) fn pieces(sections: &[Section], inserts: &[Insert]) -> Vec<Piece> {
    let mut inserts: Vec<&Insert> = inserts.iter().filter(|insert| !insert.bypassed).collect();
    inserts.sort_by(|a, b| a.position.total_cmp(&b.position));
    let mut next = 0;
    let mut found = Vec::new();
    let mut begun = ZERO;
    for (n, section) in sections.iter().enumerate() {
        if n > 0 {
            found.push(Piece::Step(sections[n - 1].bore_out, section.bore_in));
        }
        let is_last = n + 1 == sections.len();
        let length = real(section.length);
        let mut done = ZERO;
        while let Some(insert) = inserts.get(next) {
            let place = real(insert.position) - begun;
            let rest = length - place;
            if rest.hi < SAME_PLACE && !is_last {
                break;
            }
            next += 1;
            let place = if place.hi < SAME_PLACE {
                ZERO
            } else if rest.hi < SAME_PLACE {
                length
            } else {
                place
            };
            stretch(&mut found, section, done, place);
            found.push(Piece::Insert(insert.kind.clone(), bore_at(section, place)));
            done = place;
        }
        stretch(&mut found, section, done, length);
        begun = begun + length;
    }
    found
}

fn stretch(found: &mut Vec<Piece>, section: &Section, from: Real, to: Real) {
    let length = to - from;
    if length.hi > 0.0 {
        let bores = [bore_at(section, from), bore_at(section, to)];
        found.push(Piece::Stretch(length, bores));
    }
}

/// Bore of a section at a distance from its start.
fn bore_at(section: &Section, place: Real) -> f64 {
    let length = real(section.length);
    if place.hi <= 0.0 || section.bore_in == section.bore_out {
        section.bore_in
    } else if place >= length {
        section.bore_out
    } else {
        let (first, second) = (real(section.bore_in), real(section.bore_out));
        (first + (second - first) * place / length).hi
    }
}

/// Adds a tube between two nodes.
pub(super) fn add(circuit: &mut Circuit<'_>, tube: &Tube, [from, to]: [Node; 2]) {
    let (first, last) = (
        tube.sections.first().expect("a tube has a section"),
        tube.sections.last().expect("a tube has a section"),
    );
    let mut at = open_end(circuit, from, first.bore_in, tube.start);
    let end = open_end(circuit, to, last.bore_out, tube.end);
    for piece in pieces(&tube.sections, &tube.inserts) {
        let next = circuit.node();
        match piece {
            Piece::Stretch(length, bores) => circuit.duct([at, next], length, bores),
            Piece::Step(before, after) => {
                let radii = [before, after].map(|bore| real(bore).scaled(0.5));
                let length = step_length(radii[0], radii[1]);
                if circuit.design.junction_masses && length.hi > SAME_PLACE {
                    circuit.acoustic([at, next], move |air| {
                        j(air.w * step_mass(air, radii[0], radii[1]))
                    });
                } else {
                    circuit.join(at, next);
                }
            }
            Piece::Insert(
                InsertKind::Damper {
                    resistance, mass, ..
                },
                _,
            ) => {
                if resistance == 0.0 && mass == 0.0 {
                    circuit.join(at, next);
                } else {
                    let (resistance, mass) = (real(resistance), real(mass));
                    circuit.acoustic([at, next], move |air| air.rl(resistance, mass));
                }
            }
            Piece::Insert(InsertKind::Mesh(cloth), bore) => {
                if cloth.specific_resistance == 0.0 && cloth.specific_mass == 0.0 {
                    circuit.join(at, next);
                } else {
                    circuit.acoustic([at, next], move |air| {
                        mesh(air, Some(cloth), area(real(bore)))
                    });
                }
            }
        }
        at = next;
    }
    circuit.join(at, end);
}

/// The node inside an open end.
fn open_end(circuit: &mut Circuit<'_>, outside: Node, bore: f64, end: Termination) -> Node {
    if end == Termination::None {
        return outside;
    }
    let inside = circuit.node();
    let radius = real(bore).scaled(0.5);
    let flanged = end == Termination::Flanged;
    circuit.acoustic([outside, inside], move |at| end_mass(at, radius, flanged));
    inside
}
