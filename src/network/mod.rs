//! A design as one linear network, and its solution.
//!
//! `assemble` turns a Design into nodes and elements, `plan` fixes an elimination order once per
//! topology, `solve` puts in the numbers for all frequencies together.

pub mod solution;

use crate::design::Design;
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
    pub fn solve(&mut self, _design: &Design, _f: &Arc<[f64]>) -> Solution {
        todo!()
    }
}
