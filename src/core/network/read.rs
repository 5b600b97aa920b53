//! From the engine's numbers to a Solution.

use super::assemble::Assembly;
use super::block::{Block, WIDTH, lane_of, load_half};
use super::dense::complex;
use super::elements::Kind;
use super::elements::formula::PRESSURE_UNIT;
use super::kernel::DriverOutput;
use super::limits::OPEN;
use super::network::{Element, Node, Pins};
use super::solution::{Contribution, Solution, Validity};
use super::solved::Solved;
use super::verdict::Verdict;
use crate::design::{Design, Domain, PartKind, Problem, Subject, driver::Trust};
use crate::physics::duct::first_transverse_mode;
use crate::physics::ear::lumped711;
use crate::physics::lanes::Lanes;
use crate::physics::large_signal::Law;
use crate::physics::level::level_of_square;
use num_complex::Complex64;
use std::collections::BTreeSet;

/// A column of blocks as one value a frequency, scaled.
pub(super) fn series(
    blocks: impl Iterator<Item = Block>,
    count: usize,
    scale: f64,
) -> Vec<Complex64> {
    let mut out = Vec::with_capacity(count + WIDTH);
    for block in blocks {
        for lane in 0..WIDTH {
            out.push(lane_of(&block, lane) * scale);
        }
    }
    out.truncate(count);
    out
}

/// Whether every value can be shown.
fn finite(values: &[Complex64]) -> bool {
    values.iter().all(|v| v.re.is_finite() && v.im.is_finite())
}

/// Reads the engine's last solve, which was done with contributions.
pub(super) fn solution(design: &Design, assembly: Assembly, engine: &Solved) -> Solution {
    let network = engine.network();
    let count = engine.f().len();
    let emf = network.emf;
    let mut problems = assembly.problems;

    let motors = (network.drivers.iter().zip(&engine.output.drivers)).map(|(driver, blocks)| {
        let share = Contribution {
            part: driver.part,
            name: driver.name.clone(),
            muted: driver.muted,
            pressure: series(blocks.iter().map(|b| b.pressure), count, emf),
            voltage: series(blocks.iter().map(|b| b.voltage), count, emf),
            current: series(blocks.iter().map(|b| b.current), count, emf),
            excursion: driver.area.map(|area| displaced(blocks, engine, area)),
            displaced: (driver.law)
                .filter(|law| matches!(law, Law::Armature(_)))
                .map(|_| displaced(blocks, engine, 1.0)),
        };
        (network.elements[driver.element].pins, share)
    });
    let contributions = by_part(motors);

    let drum_pressure = network.ear.map(|_| {
        if network.drivers.iter().any(|driver| driver.muted) {
            let mut total = vec![Complex64::ZERO; count];
            for driver in contributions.iter().filter(|driver| !driver.muted) {
                for (sum, share) in total.iter_mut().zip(&driver.pressure) {
                    *sum += share;
                }
            }
            total
        } else {
            series(engine.output.drum.iter().copied(), count, emf)
        }
    });
    let input_impedance = network
        .terminal
        .map(|_| series(engine.output.impedance.iter().copied(), count, 1.0));

    name_broken(design, engine, &mut problems);
    let verdict = engine.verdict();
    tell(design, verdict, count, &mut problems);
    // A curve that rounding could have made, or that lacks a part, is none.
    let trusted = engine.is_trusted();
    let drum_pressure = drum_pressure.filter(|values| trusted && finite(values));
    // With nothing but open circuits behind the terminals the impedance is infinite, or what rounding
    // leaves of that.
    let closed = |values: &[Complex64]| values.iter().any(|z| z.norm() <= OPEN);
    let input_impedance =
        input_impedance.filter(|values| trusted && finite(values) && closed(values));
    let contributions = contributions
        .into_iter()
        .filter(|c| trusted && finite(&c.pressure) && finite(&c.voltage))
        .collect();
    Solution {
        f: std::sync::Arc::clone(engine.f()),
        drum_pressure,
        input_impedance,
        contributions,
        validity: validity(design, engine),
        problems,
        residual: engine.residual(),
        verdict: verdict.clone(),
        unknowns: engine.unknowns(),
    }
}

/// Volume a driver displaces over an area, m² or 1: m rms or m³ rms.
fn displaced(blocks: &[DriverOutput], engine: &Solved, area: f64) -> Vec<Complex64> {
    let flows = blocks.iter().map(|b| b.flow);
    let mut flow = series(flows, engine.f().len(), engine.network().emf);
    for (value, f) in flow.iter_mut().zip(engine.f().iter()) {
        *value /= Complex64::new(0.0, std::f64::consts::TAU * f * area);
    }
    flow
}

/// One contribution a part: the motors of a can add up, and so do the voltages of those in series and
/// the currents of those side by side.
fn by_part(motors: impl Iterator<Item = (Pins, Contribution)>) -> Vec<Contribution> {
    let mut all: Vec<(Pins, Contribution)> = Vec::new();
    let terminals = |pins: Pins| match pins {
        Pins::One(pair) | Pins::Reciprocal(pair, _) | Pins::General(pair, _) => pair,
    };
    let add = |to: &mut [Complex64], more: &[Complex64]| {
        for (to, more) in to.iter_mut().zip(more) {
            *to += more;
        }
    };
    for (pins, motor) in motors {
        match all.last_mut() {
            Some((before, can)) if can.part == motor.part => {
                add(&mut can.pressure, &motor.pressure);
                if terminals(*before) == terminals(pins) {
                    add(&mut can.current, &motor.current);
                } else {
                    add(&mut can.voltage, &motor.voltage);
                }
            }
            _ => all.push((pins, motor)),
        }
    }
    all.into_iter()
        .map(|(_, contribution)| contribution)
        .collect()
}

/// Says what the judge found.
fn tell(design: &Design, verdict: &Verdict, count: usize, problems: &mut Vec<Problem>) {
    let culprit = verdict.culprit.unwrap_or(Subject::Design);
    let name = subject_name(design, culprit);
    if verdict.unsolved > 0 {
        problems.push(Problem::error(
            culprit,
            tr!(
                "No curve is drawn: beside those of its neighbours, the values of “{name}” are so \
                 large or small that at {} of {count} frequencies the result would be made of \
                 rounding. Give it values that could be built.",
                verdict.unsolved
            ),
        ));
    } else if verdict.repeated > 0 {
        problems.push(Problem::note(
            culprit,
            tr!(
                "The values of “{name}” are so far from those of its neighbours that {} of {count} \
                 frequencies were solved again in twice the precision.",
                verdict.repeated
            ),
        ));
    }
    if let Some(active) = verdict.active {
        let name = subject_name(design, active);
        problems.push(Problem::warning(
            active,
            tr!(
                "“{name}” gives out more power than it takes: its values are not those of a part \
                 that could be built."
            ),
        ));
    }
}

fn subject_name(design: &Design, subject: Subject) -> String {
    design.name_of(subject).unwrap_or(&design.name).to_owned()
}

/// Names what was taken out because its values are not finite.
fn name_broken(design: &Design, engine: &Solved, problems: &mut Vec<Problem>) {
    let owners: BTreeSet<Subject> = engine
        .broken()
        .map(|e| engine.network().elements[e].owner)
        .collect();
    for owner in owners {
        let name = subject_name(design, owner);
        problems.push(Problem::error(
            owner,
            tr!("“{name}” has a value no response can be computed with: no curve is drawn."),
        ));
    }
}

/// Where the result can be trusted.
fn validity(design: &Design, engine: &Solved) -> Validity {
    let network = engine.network();
    let mut validity = Validity::default();
    let ear = network.ear.map(|(ear, _)| &network.elements[ear].kind);
    let of_711 = match ear {
        Some(Kind::Lumped711(_)) => true,
        Some(Kind::Ear(ear)) => ear.is_711(),
        _ => false,
    };
    if of_711 {
        validity.ear_from = Some(lumped711::VALID_FROM);
        validity.ear_to = Some(lumped711::VALID_TO);
    }
    let mut widest: Option<(f64, Subject)> = None;
    for element in &network.elements {
        if let Some(bore) = element.kind.widest_bore()
            && widest.is_none_or(|(found, _)| bore > found)
        {
            widest = Some((bore, element.owner));
        }
    }
    validity.transverse_mode = widest.map(|(bore, owner)| {
        let f = first_transverse_mode(bore / 2.0, network.air.speed_of_sound);
        (f, subject_name(design, owner))
    });
    validity.doubtful_drivers = network
        .drivers
        .iter()
        .filter_map(|driver| design.part(driver.part))
        .filter(|part| trust(&part.kind) == Some(Trust::C))
        .map(|part| part.name.clone())
        .collect();
    validity
}

fn trust(kind: &PartKind) -> Option<Trust> {
    kind.origin().map(|origin| origin.trust)
}

impl Solved {
    /// Pressure at the drum, Pa rms, of all drivers together.
    pub fn drum_pressure(&self) -> Vec<Complex64> {
        let blocks = self.output.drum.iter().copied();
        series(blocks, self.f().len(), self.network().emf)
    }

    /// Impedance behind the source's terminals, Ω.
    pub fn input_impedance(&self) -> Vec<Complex64> {
        series(self.output.impedance.iter().copied(), self.f().len(), 1.0)
    }

    /// Levels at the drum, dB SPL, into a buffer of one value a frequency.
    pub fn levels(&self, out: &mut [f64]) {
        let emf = self.network().emf;
        let halves = self.output.drum.iter().flat_map(|block| {
            [0, 1].map(|half| {
                let half = load_half::<Lanes>(block, half);
                half.norm_squared().0
            })
        });
        let lanes = halves.flatten();
        for (level, square) in out.iter_mut().zip(lanes) {
            *level = level_of_square(square * emf * emf);
        }
    }

    /// Potential of a node at every frequency: V rms, or Pa rms on an acoustic node.
    pub fn potential(&self, node: Node) -> Vec<Complex64> {
        let emf = self.network().emf;
        let count = self.f().len();
        let Some(place) = self.plan.place(node) else {
            return vec![Complex64::ZERO; count];
        };
        let stride = self.plan.unknowns + 1;
        let blocks = self.store.potentials.chunks_exact(stride);
        series(
            blocks.map(|block| block[place]),
            count,
            emf * self.unit(node),
        )
    }
}

impl Solved {
    /// Power every element takes at every frequency, W (rms phasors): element by element.
    pub fn powers(&self) -> Vec<Vec<f64>> {
        let network = self.network();
        let potentials: Vec<Vec<Complex64>> = (0..network.domains.len())
            .map(|n| self.potential(Node::Unknown(n)))
            .collect();
        let potential = |node: Node, n: usize| match node {
            Node::Ground => Complex64::ZERO,
            Node::Emf => Complex64::new(network.emf, 0.0),
            Node::Unknown(k) => potentials[k][n] / self.unit(node),
        };
        let power = |element: &Element, n: usize, f: f64| {
            let w = std::f64::consts::TAU * f;
            let values = element.kind.values(&network.air, w).map(complex);
            let stamps = element.pins.stamps();
            let terms = stamps.into_iter().map(|(row, column, value, sign)| {
                potential(row, n).conj() * values[value] * sign * potential(column, n)
            });
            terms.sum::<Complex64>().re
        };
        let elements = network.elements.iter();
        elements
            .map(|element| {
                let points = self.f().iter().enumerate();
                points.map(|(n, &f)| power(element, n, f)).collect()
            })
            .collect()
    }

    /// What an unknown is counted in: 1 V or [`PRESSURE_UNIT`].
    fn unit(&self, node: Node) -> f64 {
        match node {
            Node::Unknown(n) if self.network().domains.get(n) == Some(&Domain::Acoustic) => {
                PRESSURE_UNIT
            }
            _ => 1.0,
        }
    }
}
