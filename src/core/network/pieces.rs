//! A tube cut at what sits in it: the same pieces for a tube of the design and for the fixture of a
//! measured driver.

use crate::design::{
    Insert, InsertKind, Section,
    nothing::Least,
    seat::{Seat, seat},
};

/// One piece of a tube.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Piece<'t> {
    /// A duct; length and the bores of its ends, m.
    Stretch(f64, [f64; 2]),
    /// A step between two sections, from one bore to the other, m.
    Step([f64; 2]),
    /// Something in a bore of this size, m.
    Insert(&'t InsertKind, f64),
}

/// The pieces from the tube's start to its end. What is bypassed is not there, and a stretch too short
/// to be anything is none; the bore of such a section is still stepped to, as that of a thin plate is.
pub(super) fn pieces<'t>(
    sections: &[Section],
    inserts: &'t [Insert],
    least: &Least,
) -> Vec<Piece<'t>> {
    let mut inserts: Vec<(Seat, &Insert)> = (inserts.iter())
        .filter(|insert| !insert.bypassed)
        .map(|insert| (seat(sections, insert.position, least), insert))
        .collect();
    inserts.sort_by(|(_, a), (_, b)| a.position.total_cmp(&b.position));
    let mut inserts = inserts.into_iter().peekable();
    let mut found = Vec::new();
    // What waits for a section that is one.
    let mut waiting: Vec<&Insert> = Vec::new();
    let mut last = 0.0;
    for (n, section) in sections.iter().enumerate() {
        if n > 0 {
            found.push(Piece::Step([last, section.bore_in]));
        }
        last = section.bore_out;
        let at_border = |seat: &Seat| *seat == Seat::Border(n);
        while let Some((_, insert)) = inserts.next_if(|(seat, _)| at_border(seat)) {
            waiting.push(insert);
        }
        if least.is_none(section.length) && n + 1 < sections.len() {
            continue;
        }
        // An insert on the border of two sections sits at the start of the second.
        let at_start = waiting.drain(..);
        found.extend(at_start.map(|insert| Piece::Insert(&insert.kind, section.bore_in)));
        let mut done = 0.0;
        let within = |seat: &Seat| matches!(seat, Seat::Within(at, _) if *at == n);
        while let Some((seat, insert)) = inserts.next_if(|(seat, _)| within(seat)) {
            let Seat::Within(_, place) = seat else {
                continue;
            };
            found.extend(stretch(section, done, place, least));
            found.push(Piece::Insert(&insert.kind, bore_at(section, place)));
            done = place;
        }
        found.extend(stretch(section, done, section.length, least));
    }
    // At the end; without a tube they stand right at the port, where no bore is known.
    found.extend(inserts.map(|(_, insert)| Piece::Insert(&insert.kind, last)));
    found
}

fn stretch(section: &Section, from: f64, to: f64, least: &Least) -> Option<Piece<'static>> {
    let length = if from == 0.0 { to } else { to - from };
    (!least.is_none(length)).then(|| {
        let bores = [bore_at(section, from), bore_at(section, to)];
        Piece::Stretch(length, bores)
    })
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
