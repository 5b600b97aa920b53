//! Tubes that follow their drawing.

use crate::design::{
    Design, Length, Link, LinkKind, Tube, path,
    seat::{Keep, Seat},
};

/// What drawn lengths are rounded to: hundredths of a millimetre a metre.
const STEPS: f64 = 1e5;

/// A length rounded to 0.01 mm, m.
fn rounded(length: f64) -> f64 {
    (length * STEPS).round() / STEPS
}

/// The length a tube takes from its drawing, m.
pub(in crate::design) fn drawn_length_in_file(design: &Design, link: &Link) -> f64 {
    rounded(path::drawn_length(design, link))
}

/// Scales the sections of every tube whose length is drawn to its drawn length. In the design
/// `before`, every tube had its own; those that are drawn as they were there are not looked at.
pub(super) fn drawn_lengths(before: &Design, design: &mut Design) {
    let mut new: Vec<(usize, f64)> = Vec::new();
    for (index, link) in design.links.iter().enumerate() {
        let drawn = matches!(&link.kind, LinkKind::Tube(tube) if tube.length == Length::Drawn);
        if drawn && !design.draws_as(before, link) {
            new.push((index, drawn_length_in_file(design, link)));
        }
    }
    for (index, length) in new {
        let link = design.links.get_mut(index);
        if let Some(LinkKind::Tube(tube)) = link.map(|link| &mut link.kind) {
            scale(tube, length);
        }
    }
}

/// Gives a tube another whole length. Sections keep their proportions to 0.01 mm, inserts their
/// relative positions.
fn scale(tube: &mut Tube, length: f64) {
    let old = tube.total_length();
    // No section disappears, so that a tube drawn out again finds its proportions.
    let least = 1.0 / STEPS;
    let length = length.max(least * tube.sections.len() as f64);
    if (old - length).abs() < 0.25 / STEPS {
        return;
    }
    let count = tube.sections.len();
    let share = |section: f64| {
        if old > 0.0 {
            section / old * length
        } else {
            length / count as f64
        }
    };
    let mut reached = 0.0;
    let mut wanted = 0.0;
    let mut lengths = Vec::with_capacity(count);
    for (index, section) in tube.sections.iter().enumerate() {
        // Rounding the running end, not the piece, keeps the sum exact.
        wanted += share(section.length);
        let left = (count - index - 1) as f64 * least;
        let end = if index + 1 == count {
            length
        } else {
            rounded(wanted).clamp(reached + least, length - left)
        };
        lengths.push(rounded(end - reached));
        reached = end;
    }
    tube.set_lengths(&lengths, Keep::Share);
    let total = tube.total_length();
    let places: Vec<f64> = (tube.inserts.iter())
        .map(|insert| match tube.seat(insert.position) {
            Seat::Border(_) => insert.position,
            Seat::Within(..) => rounded(insert.position).min(total),
        })
        .collect();
    for (insert, place) in tube.inserts.iter_mut().zip(places) {
        insert.position = place;
    }
}
