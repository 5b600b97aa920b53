//! A design as one linear network, and its solution.
//!
//! `assemble` turns a Design into nodes and elements, `plan` fixes an elimination order once per
//! topology, `solve` puts in the numbers for all frequencies together.

mod assemble;
mod element;
mod grid;
mod measured;
mod network;
mod simple;
pub mod solution;

use crate::design::Design;
pub use assemble::{Assembly, air_constants, assemble};
use element::PRESSURE_UNIT;
pub use grid::log_grid;
use network::{Node, Pins};
use num_complex::Complex64;
use simple::{across, c, flows, potential};
pub use solution::{Contribution, Solution, Validity};
use std::sync::Arc;

/// Solves designs, one after the other, keeping what did not change between them.
///
/// Holds only scratch and caches: dropping it loses nothing but time.
#[derive(Debug, Default)]
pub struct Solver {}

impl Solver {
    /// Solves `design` at the frequencies `f` (Hz, ascending, positive).
    ///
    /// Never fails: what cannot be solved is named in `Solution::problems`, and the curves it would
    /// have given are absent.
    pub fn solve(&mut self, design: &Design, f: &Arc<[f64]>) -> Solution {
        let assembly = assemble(design);
        let network = &assembly.network;
        let mut drum: Vec<Complex64> = Vec::new();
        let mut impedance = Vec::new();
        let mut residual = 0.0_f64;
        let mut contributions: Vec<Contribution> = network
            .drivers
            .iter()
            .map(|driver| Contribution {
                part: driver.part,
                name: driver.name.clone(),
                muted: driver.muted,
                pressure: Vec::new(),
                voltage: Vec::new(),
                excursion: driver.area.map(|_| Vec::new()),
            })
            .collect();
        for &f in f.iter() {
            let Some(point) = simple::solve(network, f) else {
                continue;
            };
            residual = residual.max(point.residual);
            let mut total = Complex64::ZERO;
            for (driver, out) in network.drivers.iter().zip(&mut contributions) {
                let element = &network.elements[driver.element];
                let values = &point.values[driver.element];
                let Pins::General(terminals, faces) = element.pins else {
                    continue;
                };
                let voltage = across(network, &point.x, terminals);
                let read = |node: Node| match (node, &point.drum) {
                    (Node::Unknown(n), Some(drum)) => drum[n],
                    _ => Complex64::ZERO,
                };
                let pressure = -(read(faces[0]) - read(faces[1])) * c(values[2]) * voltage;
                out.voltage.push(voltage);
                out.pressure.push(pressure);
                if !driver.muted {
                    total += pressure;
                }
                if let (Some(area), Some(all)) = (driver.area, &mut out.excursion) {
                    let flow = -flows(network, &point.x, element, values)[1] / PRESSURE_UNIT;
                    let w = std::f64::consts::TAU * f;
                    all.push(flow / Complex64::new(0.0, w * area));
                }
            }
            drum.push(total);
            if let Some(terminal) = network.terminal {
                let mut current = Complex64::ZERO;
                for (n, element) in network.elements.iter().enumerate() {
                    if network.ahead.contains(&n) {
                        continue;
                    }
                    let flow = flows(network, &point.x, element, &point.values[n]);
                    let pairs = match element.pins {
                        Pins::One(a) => vec![a],
                        Pins::Reciprocal(a, b) | Pins::General(a, b) => vec![a, b],
                    };
                    for (pair, flow) in pairs.iter().zip(flow) {
                        if pair[0] == terminal {
                            current += flow;
                        }
                        if pair[1] == terminal {
                            current -= flow;
                        }
                    }
                }
                impedance.push(potential(network, &point.x, terminal) / current);
            }
        }
        let full = |values: Vec<Complex64>| (values.len() == f.len()).then_some(values);
        Solution {
            f: Arc::clone(f),
            drum_pressure: network.ear.and(full(drum)),
            input_impedance: full(impedance),
            contributions,
            validity: Validity::default(),
            unknowns: network.domains.len(),
            problems: assembly.problems,
            residual,
            pivoted: true,
        }
    }
}
