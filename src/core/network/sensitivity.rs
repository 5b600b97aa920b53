//! Sensitivities by the parameters of a design: every number of every part and link, of the air and
//! of the drive.
//!
//! The adjoint gives derivatives by the numbers of elements. How those depend on the design's
//! numbers is learned by assembling the design with one number moved: the dependence is linear for
//! nearly all, so a difference is exact, and smooth for the rest, where it is extrapolated
//! (Richardson). Where moving a number changes the topology (a resistance of 0 is merged away, a
//! damper leaves the border of two bores) the derivative is one-sided, and taken from a few whole
//! solves towards larger values.

use super::adjoint::Of;
use super::elements::Kind;
use super::elements::gradient::AIR_CONSTANTS;
use super::engine::Engine;
use super::network::Network;
use super::solved::{Features, Solved};
use super::{Solver, assemble};
use crate::design::parameter::{ParameterInfo, ParameterKey, Parameters};
use crate::design::{Design, LinkKind, Number, Subject};
use crate::physics::level::DB_PER_NEPER;
use crate::quantity::Unit;
use num_complex::Complex64;
use std::sync::Arc;

/// How drum pressure and input impedance depend on one number of the design.
#[derive(Debug, Clone, PartialEq)]
pub struct Sensitivity {
    /// Whose number it is; of the design itself: air and drive.
    pub subject: Subject,
    /// What is known of the number. The bore of a straight tube section stands under the bore where
    /// it begins, and moves both ends.
    pub info: ParameterInfo,
    /// Its value, SI.
    pub value: f64,
    /// Whether the derivative holds only towards larger values: the number stands at 0, or moving
    /// it either way adds something else.
    pub one_sided: bool,
    /// ∂ ln p/∂value at every frequency: nepers and radians per SI unit. Pressure is that of all
    /// drivers together, muted ones included. Absent without sound at the drum.
    pub pressure: Option<Vec<Complex64>>,
    /// ∂ ln Z/∂value at every frequency. Absent where nothing is joined to the source.
    pub impedance: Option<Vec<Complex64>>,
}

impl Sensitivity {
    /// The number's key within its owner.
    pub fn key(&self) -> ParameterKey {
        self.info.key()
    }

    /// The number.
    pub fn number(&self) -> Number {
        Number {
            subject: self.subject,
            key: self.key(),
        }
    }

    /// By how many dB the level at the drum rises when the number grows by 1 %, at every frequency.
    pub fn db_per_percent(&self) -> Option<Vec<f64>> {
        let step = 0.01 * self.value * DB_PER_NEPER;
        let slopes = self.pressure.as_ref()?;
        Some(slopes.iter().map(|slope| slope.re * step).collect())
    }
}

/// Which numbers are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Include {
    /// Those above zero: a change by a share means something.
    NonZero,
    /// Those at zero too, towards larger values.
    All,
}

impl Solver {
    /// Solves a design at the frequencies `f` (Hz) and differentiates it by its numbers, in the
    /// order of the document: air and drive, parts, links. Numbers that nothing depends on are left
    /// out.
    pub fn sensitivities(
        &mut self,
        design: &Design,
        f: &Arc<[f64]>,
        include: Include,
    ) -> Vec<Sensitivity> {
        self.solve(design, f);
        let Some(engine) = &mut self.engine else {
            return Vec::new();
        };
        engine.solve_adjoint(Features::Dispatched);
        let base = engine.network().clone();
        let mut work = Work {
            design: design.clone(),
            base: &base,
            engine,
            f,
        };
        let mut found = Vec::new();
        for (owner, info, value) in numbers(design) {
            if include == Include::All || value != 0.0 {
                found.extend(work.one(owner, &info, value));
            }
        }
        found
    }
}

/// Where a number of the design lives.
#[derive(Debug, Clone, Copy)]
enum Owner {
    Air,
    Drive,
    Part(usize),
    Link(usize),
}

/// Every number of a design.
fn numbers(design: &Design) -> Vec<(Owner, ParameterInfo, f64)> {
    let mut found = Vec::new();
    let mut add = |owner: Owner, list: Vec<(ParameterInfo, f64)>| {
        found.extend(list.into_iter().map(|(info, value)| (owner, info, value)));
    };
    add(Owner::Air, design.air.parameters());
    add(Owner::Drive, design.drive.parameters());
    for (n, part) in design.parts.iter().enumerate() {
        add(Owner::Part(n), part.parameters());
    }
    for (n, link) in design.links.iter().enumerate() {
        add(Owner::Link(n), link.parameters());
    }
    found
}

/// Sets a number; the bore of a straight section at both ends.
fn write(design: &mut Design, owner: Owner, key: &ParameterKey, value: f64) {
    match owner {
        Owner::Air => design.air.set(key, value),
        Owner::Drive => design.drive.set(key, value),
        Owner::Part(n) => design.parts.get_mut(n).is_some_and(|p| p.set(key, value)),
        Owner::Link(n) => design.links.get_mut(n).is_some_and(|link| {
            let straight = is_straight(link, key);
            link.set(key, value)
                && straight
                && link.set(
                    &ParameterKey {
                        key: BORE_OUT.to_owned(),
                        index: key.index,
                    },
                    value,
                )
        }),
    };
}

const BORE_IN: &str = "section.bore_in";
const BORE_OUT: &str = "section.bore_out";

/// Whether this is a bore of a section whose bores are equal.
fn is_straight(link: &crate::design::Link, key: &ParameterKey) -> bool {
    let LinkKind::Tube(tube) = &link.kind else {
        return false;
    };
    (key.key == BORE_IN || key.key == BORE_OUT)
        && key
            .index
            .and_then(|n| tube.sections.get(n))
            .is_some_and(|section| section.bore_in == section.bore_out)
}

/// Derivatives by the numbers of a network: what one of them moved by `step` to either side does.
struct Work<'a> {
    design: Design,
    base: &'a Network,
    engine: &'a mut Engine,
    f: &'a Arc<[f64]>,
}

/// All numbers of a network in one list.
fn flat(network: &Network) -> Vec<f64> {
    let mut out = Vec::new();
    for element in &network.elements {
        element.kind.add_numbers(&mut out);
    }
    out.extend(network.air.list());
    out.push(network.emf);
    out
}

impl Work<'_> {
    fn one(&mut self, owner: Owner, info: &ParameterInfo, value: f64) -> Option<Sensitivity> {
        let key = info.key();
        if let Owner::Link(n) = owner
            && key.key == BORE_OUT
            && is_straight(self.design.links.get(n)?, &key)
        {
            return None;
        }
        let step = if value == 0.0 {
            smallest(info.unit)
        } else {
            1e-3 * value.abs()
        };
        let up = self.moved(owner, &key, value, step);
        let same_up = same_topology(self.base, &up);
        let down = (value != 0.0).then(|| self.moved(owner, &key, value, -step));
        let same_down = down.as_ref().is_none_or(|d| same_topology(self.base, d));
        let base = flat(self.base);
        let (slopes, one_sided) = match down {
            Some(down) if same_up && same_down => {
                let (up, down) = (flat(&up), flat(&down));
                if up == down && up == base {
                    return None;
                }
                let mut slopes: Vec<f64> = (up.iter().zip(&down))
                    .map(|(up, down)| (up - down) / (2.0 * step))
                    .collect();
                let bent = (up.iter().zip(&down).zip(&base))
                    .any(|((u, d), b)| (u + d - 2.0 * b).abs() > 1e-12 * b.abs());
                if bent {
                    let mut wide =
                        |factor: f64| flat(&self.moved(owner, &key, value, factor * step));
                    let (up, down) = (wide(2.0), wide(-2.0));
                    for (slope, (up, down)) in slopes.iter_mut().zip(up.iter().zip(&down)) {
                        *slope = (4.0 * *slope - (up - down) / (4.0 * step)) / 3.0;
                    }
                }
                (self.chain(self.engine, &slopes), false)
            }
            None if same_up => {
                let up = flat(&up);
                if up == base {
                    return None;
                }
                let slopes: Vec<f64> = (up.iter().zip(&base))
                    .map(|(up, base)| (up - base) / step)
                    .collect();
                (self.chain(self.engine, &slopes), true)
            }
            _ if self.is_table(owner) && value != 0.0 => {
                (self.by_solving(owner, &key, (value, step), CENTRAL), false)
            }
            _ => (self.by_solving(owner, &key, (value, step), UPWARD), true),
        };
        let [pressure, impedance] = slopes;
        let network = self.base;
        let shown = |slopes: Vec<Complex64>| {
            let finite = slopes.iter().all(|s| s.re.is_finite() && s.im.is_finite());
            finite.then_some(slopes)
        };
        Some(Sensitivity {
            subject: self.subject(owner)?,
            info: *info,
            value,
            one_sided,
            pressure: network.ear.and_then(|_| shown(pressure)),
            impedance: network.terminal.and_then(|_| shown(impedance)),
        })
    }

    fn subject(&self, owner: Owner) -> Option<Subject> {
        Some(match owner {
            Owner::Air | Owner::Drive => Subject::Design,
            Owner::Part(n) => Subject::Part(self.design.parts.get(n)?.id),
            Owner::Link(n) => Subject::Link(self.design.links.get(n)?.id),
        })
    }

    /// The network with a number moved.
    fn moved(&mut self, owner: Owner, key: &ParameterKey, value: f64, by: f64) -> Network {
        write(&mut self.design, owner, key, value + by);
        let network = assemble(&self.design).network;
        write(&mut self.design, owner, key, value);
        network
    }

    /// The chain rule: the derivatives by the network's numbers, each times how it moves.
    fn chain(&self, engine: &Solved, slopes: &[f64]) -> [Vec<Complex64>; 2] {
        let elements = 0..engine.network().elements.len();
        let numbers = elements.flat_map(|e| (0..engine.slope_count(e)).map(move |n| (e, n)));
        let numbers: Vec<(usize, usize)> = numbers.collect();
        let (of_numbers, of_air) = slopes.split_at(numbers.len().min(slopes.len()));
        let (of_air, of_emf) = of_air.split_at(AIR_CONSTANTS.min(of_air.len()));
        debug_assert_eq!(of_emf.len(), 1, "one slope a number");
        let moves = |slope: &f64| *slope != 0.0;
        [Of::Pressure, Of::Impedance].map(|of| {
            let mut sum = vec![Complex64::ZERO; self.f.len()];
            let mut add = |by: Vec<Complex64>, slope: f64| {
                for (sum, by) in sum.iter_mut().zip(by) {
                    *sum += by * slope;
                }
            };
            for (&(e, n), &slope) in numbers.iter().zip(of_numbers).filter(|(_, s)| moves(s)) {
                add(engine.slope(of, e, n), slope);
            }
            for (constant, &slope) in of_air.iter().enumerate().filter(|(_, s)| moves(s)) {
                add(engine.air_slope(of, constant), slope);
            }
            // Pressure goes as the EMF, impedance does not.
            if let (Of::Pressure, &[slope]) = (of, of_emf)
                && moves(&slope)
            {
                let share = slope / engine.network().emf;
                for sum in &mut sum {
                    *sum += share;
                }
            }
            sum
        })
    }

    /// Whether a part is known by a table, which no formula differentiates.
    fn is_table(&self, owner: Owner) -> bool {
        let Owner::Part(n) = owner else { return false };
        let part = self.design.parts.get(n);
        part.is_some_and(|part| part.kind.facts().tabled)
    }

    /// By differences of whole solves at these places (in steps) with these weights.
    fn by_solving(
        &mut self,
        owner: Owner,
        key: &ParameterKey,
        (value, step): (f64, f64),
        (places, weights): (&[f64], &[f64]),
    ) -> [Vec<Complex64>; 2] {
        let base = [self.engine.drum_pressure(), self.engine.input_impedance()];
        let mut sum = [0, 1].map(|_| vec![Complex64::ZERO; self.f.len()]);
        for (place, weight) in places.iter().zip(weights) {
            let moved = self.moved(owner, key, value, place * step);
            let mut engine = Engine::new(moved, self.f);
            engine.solve(false, Features::Dispatched);
            let moved = [engine.drum_pressure(), engine.input_impedance()];
            for ((sum, moved), base) in sum.iter_mut().zip(moved).zip(&base) {
                for ((sum, moved), base) in sum.iter_mut().zip(moved).zip(base) {
                    *sum += (moved / base).ln() * (weight / step);
                }
            }
        }
        sum
    }
}

/// Central differences of fourth order, and differences towards larger values of the same order:
/// places in steps, and weights.
const CENTRAL: (&[f64], &[f64]) = (
    &[-2.0, -1.0, 1.0, 2.0],
    &[1.0 / 12.0, -2.0 / 3.0, 2.0 / 3.0, -1.0 / 12.0],
);
const UPWARD: (&[f64], &[f64]) = (&[1.0, 2.0, 3.0, 4.0], &[4.0, -3.0, 4.0 / 3.0, -0.25]);

/// Whether two networks have the same unknowns and elements, tables included.
pub(crate) fn same_topology(a: &Network, b: &Network) -> bool {
    let same_kind = |a: &Kind, b: &Kind| match (a, b) {
        (Kind::Measured(a), Kind::Measured(b)) => a == b,
        (Kind::Multiport(a), Kind::Multiport(b)) => a == b,
        (a, b) => a.is_like(b),
    };
    a.domains == b.domains
        && a.elements.len() == b.elements.len()
        && (a.elements.iter().zip(&b.elements))
            .all(|(a, b)| a.pins == b.pins && same_kind(&a.kind, &b.kind))
}

/// A step that is small against any value met in practice, SI, and still far above rounding.
fn smallest(unit: &'static Unit) -> f64 {
    let scales = [
        (&Unit::OHM, 1e-3),
        (&Unit::HENRY, 1e-6),
        (&Unit::FARAD, 1e-12),
        (&Unit::LENGTH, 1e-5),
        (&Unit::AREA, 1e-9),
        (&Unit::VOLUME, 1e-12),
        (&Unit::ACOUSTIC_RESISTANCE, 1e4),
        (&Unit::DAMPER, 1e4),
        (&Unit::ACOUSTIC_MASS, 1.0),
    ];
    let found = scales.iter().find(|(known, _)| *known == unit);
    found.map_or(1e-4, |(_, scale)| *scale)
}
