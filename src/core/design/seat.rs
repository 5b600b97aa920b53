//! Where an insert sits, told by the sections of its tube instead of by a distance from the start.
//!
//! A distance is a sum of lengths, and sums round: a damper drawn on the border of two sections must
//! be on it, not 1e-18 m beside it, and stay there when the lengths change or the tube is turned.

use super::link::{Section, Tube};
use super::nothing::{LEAST, Least};

/// The place of an insert within a tube.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Seat {
    /// On the border before this section; with the number of sections: at the tube's end.
    Border(usize),
    /// Within a section, at this distance from its beginning, m.
    Within(usize, f64),
}

/// What an insert within a section keeps when the section's length changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Its share of the section.
    Share,
    /// Its distance from the nearer end of the section: it was pressed in from there.
    Distance,
}

/// Where something at this distance from the start of these sections sits, m. What is no farther
/// from a border than the least length sits on it; what lies beyond an end, at that end.
pub fn seat(sections: &[Section], position: f64, least: &Least) -> Seat {
    let mut begun = 0.0;
    for (n, section) in sections.iter().enumerate() {
        if least.is_none(position - begun) {
            return Seat::Border(n);
        }
        let distance = position - begun;
        if distance < section.length && !least.is_none(section.length - distance) {
            return Seat::Within(n, distance);
        }
        begun += section.length;
    }
    Seat::Border(sections.len())
}

impl Tube {
    /// Where something at this distance from the tube's start sits, m: see [`seat`].
    pub fn seat(&self, position: f64) -> Seat {
        seat(&self.sections, position, &LEAST)
    }

    /// The distance of a seat from the tube's start, m.
    pub fn position(&self, seat: Seat) -> f64 {
        let before = |n: usize| self.sections.iter().take(n).map(|s| s.length).sum::<f64>();
        match seat {
            Seat::Border(n) => before(n),
            Seat::Within(n, distance) => before(n) + distance,
        }
    }

    /// Gives the sections other lengths (m, one for each) and moves the inserts with them: what sat
    /// on a border stays on it.
    pub fn set_lengths(&mut self, lengths: &[f64], keep: Keep) {
        debug_assert_eq!(lengths.len(), self.sections.len(), "a length a section");
        let seats: Vec<Seat> = (self.inserts.iter())
            .map(|insert| self.seat(insert.position))
            .collect();
        let old: Vec<f64> = self.sections.iter().map(|s| s.length).collect();
        for (section, &length) in self.sections.iter_mut().zip(lengths) {
            section.length = length;
        }
        for (n, seat) in seats.into_iter().enumerate() {
            let moved = match seat {
                Seat::Border(_) => seat,
                Seat::Within(section, distance) => {
                    let of = |all: &[f64]| all.get(section).copied().unwrap_or(0.0);
                    let (before, now) = (of(&old), of(lengths));
                    Seat::Within(section, moved(distance, before, now, keep))
                }
            };
            let position = self.position(moved);
            if let Some(insert) = self.inserts.get_mut(n) {
                insert.position = position;
            }
        }
    }
}

/// A distance (m) within a section whose length changes.
fn moved(distance: f64, before: f64, now: f64, keep: Keep) -> f64 {
    match keep {
        _ if before == now => distance,
        Keep::Share => distance / before * now,
        Keep::Distance if distance > 0.5 * before => (now - (before - distance)).max(0.0),
        Keep::Distance => distance.min(now),
    }
}
