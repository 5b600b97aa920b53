//! Random tubes, on the grids people type.

use super::Maker;
use earwright::design::{Insert, InsertKind, Length, Section, Termination, Tube, acoustic::Mesh};
use rand::RngExt;

impl Maker {
    /// A length as a person typed it, in tenths of a millimetre: read as decimals, or as millimetres
    /// that are then made metres, which differ in the last digit.
    fn typed(&mut self, tenths: u32) -> f64 {
        let text = format!("{}.{}", tenths / 10, tenths % 10);
        if self.chance(0.5) {
            format!("{text}e-3").parse().expect("a number")
        } else {
            text.parse::<f64>().expect("a number") * 1e-3
        }
    }

    /// A bore on a grid of tenths, m; narrow ones more often.
    fn bore(&mut self) -> f64 {
        let tenths = self.within(5.0, 40.0).round();
        tenths * 1e-4
    }

    /// A bore after another: the same, next to the same, or any.
    fn next_bore(&mut self, before: f64) -> f64 {
        match self.r.random_range(0..10) {
            0..=3 => before,
            4 if self.scope.near_bores => {
                let power = self.r.random_range(-11.0..-4.0);
                before * (1.0 + 10_f64.powf(power))
            }
            _ => self.bore(),
        }
    }

    /// A tube of one to four sections with what may sit in it.
    pub(super) fn tube(&mut self) -> Tube {
        let mut sections = Vec::new();
        // Places of the borders in tenths of a millimetre: where decimals are exact.
        let mut borders = vec![0_u32];
        let mut bore = self.bore();
        for _ in 0..self.r.random_range(1..=4) {
            let tenths = if self.chance(0.7) {
                5 * self.r.random_range(1..=24)
            } else {
                self.r.random_range(3..=120)
            };
            let tenths = if self.scope.borders && self.chance(0.03) {
                0
            } else {
                tenths
            };
            let bore_in = self.next_bore(bore);
            bore = if self.scope.cones && self.chance(0.2) {
                self.next_bore(bore_in)
            } else {
                bore_in
            };
            borders.push(borders.last().copied().unwrap_or(0) + tenths);
            sections.push(Section {
                length: self.typed(tenths),
                bore_in,
                bore_out: bore,
            });
        }
        let mut inserts: Vec<Insert> = (0..self.r.random_range(0..=3))
            .map(|_| self.insert(&borders))
            .collect();
        inserts.sort_by(|a, b| a.position.total_cmp(&b.position));
        Tube {
            sections,
            length: Length::Set,
            start: self.termination(),
            end: self.termination(),
            inserts,
        }
    }

    pub(super) fn termination(&mut self) -> Termination {
        match self.r.random_range(0..10) {
            0 => Termination::Unflanged,
            1 => Termination::Flanged,
            _ => Termination::None,
        }
    }

    /// Something in a tube with these borders.
    fn insert(&mut self, borders: &[u32]) -> Insert {
        let position = if self.scope.borders && self.chance(0.6) {
            let tenths = self.pick(borders);
            self.typed(tenths)
        } else {
            let section = self.r.random_range(1..borders.len());
            let (from, to) = (f64::from(borders[section - 1]), f64::from(borders[section]));
            let part: f64 = self.r.random_range(0.1..0.9);
            (from + (to - from) * part) * 1e-4
        };
        let kind = if self.chance(0.7) {
            InsertKind::Damper {
                name: String::new(),
                resistance: self.pick(&[330.0, 680.0, 1000.0, 1500.0, 2200.0, 3300.0, 4700.0])
                    * 1e5,
                mass: self.or_none(50.0, 2000.0),
            }
        } else {
            InsertKind::Mesh(self.mesh())
        };
        Insert {
            position,
            kind,
            bypassed: self.chance(0.05),
        }
    }

    pub(super) fn mesh(&mut self) -> Mesh {
        Mesh {
            specific_resistance: self.within(10.0, 400.0),
            specific_mass: self.or_none(1e-3, 0.1),
        }
    }
}
