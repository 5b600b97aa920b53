//! A design as one linear network, and its solution.
//!
//! `assemble` turns a Design into nodes and elements, `plan` fixes an elimination order once per
//! topology, `engine` puts in the numbers for all frequencies together and keeps what did not
//! change, `judge` looks whether the answer is right and has `twice` take over where it is not,
//! `read` makes the Solution.

mod adjoint;
mod assemble;
mod balance;
mod block;
mod dense;
pub mod elements;
mod engine;
mod factor;
mod grid;
mod judge;
mod kernel;
pub mod large_signal;
mod limits;
pub mod multiport;
mod network;
mod order;
mod pieces;
mod plan;
mod potentials;
mod probe;
mod read;
mod sensitivity;
mod signs;
mod simple;
pub mod solution;
mod solved;
mod steps;
mod term;
pub mod thevenin;
mod transposed;
mod twice;
mod values;
mod verdict;

use crate::design::{Design, LinkEnd};
pub use adjoint::Of;
pub use assemble::{Assembly, air_constants, assemble, assemble_above};
pub use elements::Kind;
pub use elements::ear::ear_at;
pub use engine::Engine;
pub use grid::log_grid;
pub use network::{DriverSite, Element, Network, Node, Pins};
use num_complex::Complex64;
pub use probe::PortReading;
pub(crate) use sensitivity::same_topology;
pub use sensitivity::{Include, Sensitivity};
pub use solution::{Contribution, Solution, Validity};
pub use solved::{Features, Solved};
use std::sync::Arc;
pub use verdict::Verdict;

/// Stack of a thread that solves, bytes. Blocks of frequencies lie on it, which an unoptimised build
/// copies many times; what is not touched costs nothing.
pub const STACK: usize = 64 << 20;

/// Solves designs, one after the other, keeping what did not change between them.
///
/// Holds only scratch and caches: dropping it loses nothing but time.
#[derive(Debug, Default)]
pub struct Solver {
    engine: Option<Engine>,
}

impl Solver {
    /// Solves `design` at the frequencies `f` (Hz, ascending, positive).
    ///
    /// Never fails: what cannot be solved is named in `Solution::problems`, and the curves it would
    /// have given are absent.
    pub fn solve(&mut self, design: &Design, f: &Arc<[f64]>) -> Solution {
        self.solve_with_probes(design, f, &[]).0
    }

    /// Solves, and reads the potential at ports: V rms, or Pa rms at acoustic ones; absent where a
    /// port takes no part.
    pub fn solve_with_probes(
        &mut self,
        design: &Design,
        f: &Arc<[f64]>,
        probes: &[LinkEnd],
    ) -> (Solution, Vec<Option<Vec<Complex64>>>) {
        self.solve_and_read(design, f, |assembly, engine| {
            let read = |end: &LinkEnd| {
                let key = (end.part, end.port.clone());
                assembly.ports.get(&key).map(|&node| engine.potential(node))
            };
            probes.iter().map(read).collect()
        })
    }

    /// Solves, and reads whatever else is wanted while the numbers are there.
    fn solve_and_read<T>(
        &mut self,
        design: &Design,
        f: &Arc<[f64]>,
        read: impl FnOnce(&Assembly, &Engine) -> T,
    ) -> (Solution, T) {
        let assembly = assemble(design);
        let engine = engine_for(&mut self.engine, &assembly.network, f);
        engine.solve(true, Features::Dispatched);
        let read = read(&assembly, engine);
        (read::solution(design, assembly, engine), read)
    }

    /// Solves for the levels at the drum alone, dB SPL, −∞ where there is no sound; `false` where
    /// there is no curve that could be trusted. All drivers are heard, muted ones included: for many
    /// designs like one that was solved in full.
    pub fn drum_levels(&mut self, design: &Design, f: &Arc<[f64]>, out: &mut [f64]) -> bool {
        let assembly = assemble(design);
        let engine = engine_for(&mut self.engine, &assembly.network, f);
        engine.solve(false, Features::Dispatched);
        engine.levels(out);
        engine.is_trusted()
            && engine.network().ear.is_some()
            && !out.iter().any(|level| level.is_nan())
    }
}

/// The engine with the numbers of a network: the one that is kept where it has the same topology.
fn engine_for<'a>(
    kept: &'a mut Option<Engine>,
    network: &Network,
    f: &Arc<[f64]>,
) -> &'a mut Engine {
    let same = kept.take().and_then(|mut engine| {
        let same = engine.f() == f && engine.take(network);
        same.then_some(engine)
    });
    let engine = same.unwrap_or_else(|| Engine::new(network.clone(), f));
    kept.insert(engine)
}
