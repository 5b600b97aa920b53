//! What follows the frequency as parts that do not: every response a sum of poles, each pole a
//! capacitor of 1 F beside a resistor, or two of them.

use super::{
    Sheet, names,
    poles::{Pole, Sum},
};
use crate::{
    analysis::error::log_points,
    network::{Element, Pins},
};
use num_complex::Complex64;

/// From where to where the sums hold, Hz, and at how many frequencies they are fitted.
const BAND: [f64; 2] = [15.0, 22e3];
const POINTS: usize = 200;
/// How near they come, as a share: 0.01 dB.
const NEAR: f64 = 1e-3;
/// From here on a distance is told.
const TOLD: f64 = 1e-2;

impl Sheet<'_> {
    /// The sums of an element's values combined.
    fn sum(&mut self, element: &Element, combined: impl Fn(&[Complex64]) -> Complex64) -> Sum {
        let f = log_points(BAND, POINTS);
        let scales = super::scales(element);
        let air = &self.assembly.network.air;
        let values: Vec<Complex64> = f
            .iter()
            .map(|f| {
                let values = element.kind.values_at(air, *f);
                let values: Vec<Complex64> =
                    values.iter().zip(&scales).map(|(y, s)| y * s).collect();
                combined(&values)
            })
            .collect();
        if values.iter().all(|y| y.norm() == 0.0) {
            return Sum {
                direct: 0.0,
                slope: 0.0,
                poles: Vec::new(),
                off: 0.0,
            };
        }
        let sum = Sum::fit(&f, &values, NEAR);
        self.worst = self.worst.max(sum.off);
        sum
    }

    /// An admittance between two nodes.
    pub(super) fn lumped_admittance(&mut self, label: &str, pair: &[String; 2], element: &Element) {
        let sum = self.sum(element, |y| y.first().copied().unwrap_or_default());
        self.write(label, pair, pair, &sum);
    }

    /// A two-port: as a π where both pairs have a node in common, else each current by each potential.
    pub(super) fn lumped_two_port(&mut self, label: &str, ends: &[[String; 2]], element: &Element) {
        let at = |n: usize| move |y: &[Complex64]| y.get(n).copied().unwrap_or_default();
        if let (Pins::Reciprocal(..), [[a, x], [c, z]]) = (element.pins, ends)
            && x == z
        {
            let along = self.sum(element, move |y| -at(1)(y));
            let first = self.sum(element, move |y| at(0)(y) + at(1)(y));
            let second = self.sum(element, move |y| at(2)(y) + at(1)(y));
            let between = [a.clone(), c.clone()];
            self.write(&format!("{label}.s"), &between, &between, &along);
            for (name, pair, sum) in [("a", &ends[0], first), ("b", &ends[1], second)] {
                self.write(&format!("{label}.{name}"), pair, pair, &sum);
            }
            return;
        }
        let order: &[[usize; 2]] = match element.pins {
            Pins::Reciprocal(..) => &[[0, 1], [1, 2]],
            _ => &[[0, 1], [2, 3]],
        };
        for (row, values) in order.iter().enumerate() {
            for (column, &value) in values.iter().enumerate() {
                let (Some(into), Some(across)) = (ends.get(row), ends.get(column)) else {
                    continue;
                };
                let sum = self.sum(element, at(value));
                self.write(&format!("{label}.{row}{column}"), into, across, &sum);
            }
        }
    }

    /// The drum pressure from that at the ear's reference plane.
    pub(super) fn lumped_drum(
        &mut self,
        plane: &[String; 2],
        drum: &[String; 2],
        element: &Element,
    ) {
        let sum = self.sum(element, |y| y.get(1).copied().unwrap_or_default());
        self.write(".drum", drum, plane, &sum);
    }

    /// A current into a pair: a sum of poles times the potential across another.
    fn write(&mut self, label: &str, [a, b]: &[String; 2], [c, d]: &[String; 2], sum: &Sum) {
        let name = names::device('G', label);
        let mut n = 0;
        let mut next = || {
            n += 1;
            n
        };
        if sum.direct != 0.0 {
            self.line(&format!(
                "{name}_{} {a} {b} {c} {d} {:e}",
                next(),
                sum.direct
            ));
        }
        if sum.slope != 0.0 {
            if (a, b) == (c, d) {
                let name = names::device('C', label);
                self.line(&format!("{name} {a} {b} {:e}", sum.slope));
            } else {
                let slope = self.slope(label, &[c.clone(), d.clone()]);
                self.line(&format!(
                    "{name}_{} {a} {b} {slope} 0 {:e}",
                    next(),
                    sum.slope
                ));
            }
        }
        for pole in &sum.poles {
            match *pole {
                Pole::Real(at, residue) => {
                    let size = at.abs();
                    let x = self.state(size);
                    self.line(&format!("{name}_{} 0 {x} {c} {d} {size:e}", next()));
                    self.line(&format!(
                        "{name}_{} {a} {b} {x} 0 {:e}",
                        next(),
                        residue / size
                    ));
                }
                Pole::Pair(at, residue) => {
                    let size = at.norm();
                    let [x, y] = [self.state(-at.re), self.state(-at.re)];
                    self.line(&format!("{name}_{} 0 {x} {c} {d} {:e}", next(), 2.0 * size));
                    self.line(&format!("{name}_{} 0 {x} {y} 0 {:e}", next(), at.im));
                    self.line(&format!("{name}_{} 0 {y} {x} 0 {:e}", next(), -at.im));
                    for (state, part) in [(x, residue.re), (y, residue.im)] {
                        self.line(&format!(
                            "{name}_{} {a} {b} {state} 0 {:e}",
                            next(),
                            part / size
                        ));
                    }
                }
            }
        }
    }

    /// A node with 1 F to ground that loses charge at this rate, 1/s.
    fn state(&mut self, rate: f64) -> String {
        let node = self.inner();
        self.line(&format!("C_{node} {node} 0 1"));
        self.line(&format!("R_{node} {node} 0 {:e}", 1.0 / rate));
        node
    }

    /// How far the worst sum is off, where that is to be told.
    pub(super) fn doubt(&self) -> Option<String> {
        (self.worst > TOLD).then(|| {
            format!(
                "what follows the frequency is met within {:.1} % by lumped parts, 15 Hz to 22 kHz",
                100.0 * self.worst
            )
        })
    }
}
