//! Added masses where ducts meet at a node without volume: a step between two, a side branch where
//! there are more.

use super::air::At;
use super::circuit::{Circuit, DuctEnd, GROUND, Node};
use super::complex::j;
use super::duct::step_mass;
use super::real::{ONE, PI, Real, polynomial, real};
use std::collections::{BTreeMap, BTreeSet};

/// Puts them between the ends of ducts and the nodes they meet at.
pub(super) fn add(circuit: &mut Circuit<'_>) {
    let mut meetings: BTreeMap<Node, Vec<DuctEnd>> = BTreeMap::new();
    for end in &circuit.ends {
        let node = circuit.find(end.node);
        meetings.entry(node).or_default().push(*end);
    }
    let volumes = circuit.volumes.iter().map(|&node| circuit.find(node));
    let volumes: BTreeSet<Node> = volumes.collect();
    for (node, mut ends) in meetings {
        if node == circuit.find(GROUND) || volumes.contains(&node) {
            continue;
        }
        // The two widest are the main tube; among equals those drawn first.
        ends.sort_by(|a, b| b.bore.total_cmp(&a.bore));
        let radius = |end: &DuctEnd| real(end.bore).scaled(0.5);
        let main = radius(&ends[0]);
        if let [_, narrow] = ends.as_slice() {
            let narrow_radius = radius(narrow);
            if narrow_radius != main {
                circuit.ahead(narrow, move |at| {
                    j(at.w * step_mass(at, main, narrow_radius))
                });
            }
        } else if let [first, second, branches @ ..] = ends.as_slice() {
            for branch in branches {
                let b = radius(branch);
                circuit.ahead(branch, move |at| j(at.w * branch_mass(at, main, b)));
            }
            // The widest branch rules the main tube, half on each side.
            if let Some(branch) = branches.first() {
                let b = radius(branch);
                for end in [first, second] {
                    circuit.ahead(end, move |at| j(at.w * main_mass(at, main, b).scaled(0.5)));
                }
            }
        }
    }
}

/// ρ tᵢ/(πb²).
fn branch_mass(at: &At, main: Real, branch: Real) -> Real {
    let d = (branch / main).min(ONE);
    let longer = branch * polynomial(d, &[0.82, -0.193, -1.09, 1.27, -0.71]);
    at.air.density * longer / (PI * branch.square())
}

/// ρ tₐ/(πa²), negative.
fn main_mass(at: &At, main: Real, branch: Real) -> Real {
    let d = (branch / main).min(ONE);
    let longer = branch * polynomial(d, &[0.0, 0.0, -0.37, 0.087]);
    at.air.density * longer / (PI * main.square())
}
