//! A tube cut at what sits in it: the same pieces for a tube of the design and for the fixture of a
//! measured driver.

use crate::design::{Insert, InsertKind, Section};

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

/// The pieces from the tube's start to its end. What is bypassed is not there.
pub(super) fn pieces<'t>(sections: &[Section], inserts: &'t [Insert]) -> Vec<Piece<'t>> {
    let mut inserts: Vec<&Insert> = inserts.iter().filter(|i| !i.bypassed).collect();
    inserts.sort_by(|a, b| a.position.total_cmp(&b.position));
    let mut inserts = inserts.into_iter().peekable();
    let mut found = Vec::new();
    let mut begun = 0.0;
    for (n, section) in sections.iter().enumerate() {
        if let Some(before) = n.checked_sub(1).and_then(|n| sections.get(n)) {
            found.push(Piece::Step([before.bore_out, section.bore_in]));
        }
        let is_last = n + 1 == sections.len();
        let mut done = 0.0;
        // An insert on the border of two sections sits at the start of the second.
        while let Some(insert) = inserts.next_if(|i| is_last || i.position < begun + section.length)
        {
            let place = (insert.position - begun).clamp(done, section.length);
            found.extend(stretch(section, done, place));
            found.push(Piece::Insert(&insert.kind, bore_at(section, place)));
            done = place;
        }
        found.extend(stretch(section, done, section.length));
        begun += section.length;
    }
    // Without a tube they stand right at the port, where no bore is known.
    found.extend(inserts.map(|insert| Piece::Insert(&insert.kind, 0.0)));
    found
}

fn stretch(section: &Section, from: f64, to: f64) -> Option<Piece<'static>> {
    let length = if from == 0.0 { to } else { to - from };
    (length > 0.0).then(|| {
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
