//! The numbers of a planned network as the last solve left them.

use super::adjoint::slots::Adjoint;
use super::block::Reals;
use super::kernel::{Output, Store};
use super::network::{Network, Node};
use super::plan::Plan;
use super::simple::Coefficients;
use super::steps::Pivot;
use super::verdict::Verdict;
use std::sync::Arc;

/// How a solve is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Features {
    /// The widest vectors of this processor.
    #[default]
    Dispatched,
    /// What every processor of the kind has.
    Portable,
}

/// What a solve left: values and factors, potentials and outputs, and what was found about them.
#[derive(Debug)]
pub struct Solved {
    pub(super) network: Network,
    pub(super) plan: Plan,
    pub(super) f: Arc<[f64]>,
    pub(super) w: Vec<Reals>,
    pub(super) store: Store,
    /// By value, where elements and sums are simple: as they are, then negative.
    pub(super) coefficients: Vec<Coefficients>,
    pub(super) output: Output,
    /// Filled on demand.
    pub(super) adjoint: Adjoint,
    /// What was found about the last solve.
    pub(super) verdict: Verdict,
}

impl Solved {
    /// The network as it is now.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// The frequencies, Hz.
    pub fn f(&self) -> &Arc<[f64]> {
        &self.f
    }

    /// Number of unknowns.
    pub fn unknowns(&self) -> usize {
        self.plan.unknowns
    }

    /// The unknowns in the order in which they are eliminated, each with the later ones it acts on;
    /// the EMF, which is known, is the last of all.
    pub fn elimination(&self) -> Vec<(Node, Vec<Node>)> {
        let mut nodes = vec![Node::Emf; self.plan.unknowns + 1];
        for (unknown, &pivot) in self.plan.pivot_of.iter().enumerate() {
            nodes[pivot] = Node::Unknown(unknown);
        }
        let later = |pivot: &Pivot| {
            let later = self.plan.neighbours[pivot.later()].iter();
            later.map(|&place| nodes[place as usize]).collect()
        };
        let pivots = nodes.iter().zip(&self.plan.pivots);
        pivots.map(|(&node, pivot)| (node, later(pivot))).collect()
    }

    /// What was found about the last solve.
    pub fn verdict(&self) -> &Verdict {
        &self.verdict
    }

    /// Largest |Ax−b|ᵢ/(|A||x|+|b|)ᵢ over all frequencies.
    pub fn residual(&self) -> f64 {
        let lanes = self.output.residual.iter().flatten();
        // `f64::max` would pass over a NaN.
        let worse = |most: f64, lane: f64| {
            if lane <= most || most.is_nan() {
                most
            } else {
                lane
            }
        };
        lanes.flat_map(|lanes| lanes.0).fold(0.0, worse)
    }

    /// Whether its answers can be trusted: nothing was left unsolved, and nothing taken out.
    pub fn is_trusted(&self) -> bool {
        self.verdict.unsolved == 0 && self.broken().next().is_none()
    }

    /// Elements that gave a value that is not finite, and were taken out.
    pub fn broken(&self) -> impl Iterator<Item = usize> + '_ {
        let flags = self.output.broken.iter().enumerate();
        flags.filter(|(_, broken)| **broken).map(|(e, _)| e)
    }
}
