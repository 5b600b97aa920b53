//! Exact sensitivities: how drum pressure and input impedance depend on every number there is.
//!
//! One transposed solve with the factors of the last solve gives, for each output, what every
//! node's equation does to it (λ). A change dy of an element's value between a pair of nodes then
//! changes the output by −(λ across the one pair)·(x across the other)·dy, so the derivatives by
//! all parameters of all elements cost little more than one solve (Director and Rohrer 1969).
//! Outputs are ln p and ln Z: the real part of a derivative is nepers (8.686 dB), the imaginary part
//! radians.

mod pass;
mod place;
pub(super) mod slots;

use self::pass::AdjointPass;
use self::slots::Repair;
use super::elements::gradient::AIR_CONSTANTS;
use super::solved::{Features, Solved};
use crate::noticed::OrNoticed as _;
use crate::physics::lanes::{Lanes, Vector as _, dispatch};
use num_complex::Complex64;
use rayon::prelude::*;

/// Which output is differentiated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// ln of the drum pressure of all drivers together, muted ones included.
    Pressure,
    /// ln of the input impedance.
    Impedance,
}

impl Solved {
    /// Differentiates the last solve by every parameter of every element and by the air.
    ///
    /// The last solve must be of the network as it is now.
    pub fn solve_adjoint(&mut self, features: Features) {
        let mut adjoint = std::mem::take(&mut self.adjoint);
        adjoint.prepare(&self.network, &self.plan, self.w.len());
        let repairs = self.repairs();
        let pass = AdjointPass {
            network: &self.network,
            plan: &self.plan,
            coefficients: &self.coefficients,
            w: &self.w,
            refined: &self.output.refined,
            drum: &self.output.drum,
            impedance: &self.output.impedance,
            repairs: &repairs,
            store: &mut self.store,
            adjoint: &mut adjoint,
        };
        match features {
            Features::Dispatched => dispatch(pass),
            Features::Portable => Lanes::enter(pass),
        }
        self.adjoint = adjoint;
    }

    /// λ in twice the precision where the solve itself needed it.
    fn repairs(&self) -> Vec<Repair> {
        let repaired = self.output.repaired.iter().enumerate();
        let lanes: Vec<(usize, usize)> = repaired
            .flat_map(|(block, lanes)| {
                let lanes = lanes.iter().enumerate().filter(|(_, repaired)| **repaired);
                lanes.map(move |(lane, _)| (block, lane))
            })
            .collect();
        lanes
            .into_par_iter()
            .filter_map(|(block, lane)| {
                let answer = self.twice(block, lane, false)?;
                Some(Repair {
                    block,
                    lane,
                    lambda: answer.lambda,
                })
            })
            .collect()
    }

    /// How many parameters of an element are differentiated by.
    pub fn slope_count(&self, element: usize) -> usize {
        let of = self.network.elements.get(element);
        let count = of.map(|element| element.kind.count());
        count.or_noticed(0, "an element of the network")
    }

    /// The derivative of an output by a parameter of an element, by the parameter itself in its SI
    /// unit: real part in nepers, imaginary part in radians. All 0 before [`Self::solve_adjoint`].
    pub fn slope(&self, of: Of, element: usize, parameter: usize) -> Vec<Complex64> {
        if parameter >= self.slope_count(element) {
            return vec![Complex64::ZERO; self.f.len()];
        }
        let first = self.adjoint.first.get(element).copied();
        self.slope_at(of, first.map(|first| first + parameter))
    }

    /// The derivative of an output by a constant of the air, in the order of
    /// [`crate::physics::air::AirConstants`].
    pub fn air_slope(&self, of: Of, constant: usize) -> Vec<Complex64> {
        let first = self.adjoint.first.last().copied();
        let slot = first.filter(|_| constant < AIR_CONSTANTS);
        self.slope_at(of, slot.map(|first| first + constant))
    }

    fn slope_at(&self, of: Of, slot: Option<usize>) -> Vec<Complex64> {
        let stride = (self.adjoint.slopes.len() / self.w.len().max(1)).max(1);
        let count = self.f.len();
        let output = match of {
            Of::Pressure => 0,
            Of::Impedance => 1,
        };
        let Some(found) = slot.and_then(|slot| self.adjoint.slopes.get(slot..)) else {
            return vec![Complex64::ZERO; count];
        };
        super::read::series(
            found.iter().step_by(stride).map(|block| block[output]),
            count,
            1.0,
        )
    }
}
