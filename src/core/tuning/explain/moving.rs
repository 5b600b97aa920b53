//! A unit's network with some of its draws free, solved and differentiated.
//!
//! How draws move the numbers of the network is learned by building the unit with each a little more
//! and less; the adjoint gives the rest with one solve.

use super::unit::spread;
use crate::{
    network::{Engine, Features, Network, Of, assemble},
    tuning::{laws::Laws, tolerance::production::Production},
};
use num_complex::Complex64;
use std::sync::Arc;

/// A hundredth of a standard deviation: next to nothing of any value.
const STEP: f64 = 0.01;
/// Within a standard deviation what a draw does to its element is the same.
const KNOWN_WITHIN: f64 = 1.0;

/// Slopes of ln p and ln Z by a draw, at every frequency: nepers and radians a standard deviation.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Slopes {
    /// Of the pressure at the drum.
    pub pressure: Vec<Complex64>,
    /// Of the input impedance; empty where it was not asked for.
    pub impedance: Vec<Complex64>,
}

/// A unit that moves. Its coordinates are standard deviations of the free draws.
#[derive(Debug)]
pub(super) struct Moving<'a> {
    production: &'a Production,
    free: &'a [usize],
    f: Arc<[f64]>,
    engine: Option<Engine>,
    /// Where the engine was solved last.
    solved: Option<Vec<f64>>,
    /// What was learned, and where.
    learnt: Option<(Vec<f64>, Arc<Laws>)>,
}

impl<'a> Moving<'a> {
    /// Solved at these frequencies, Hz; going on with an engine of the same frequencies.
    pub(super) fn new(
        production: &'a Production,
        free: &'a [usize],
        f: &Arc<[f64]>,
        engine: Option<Engine>,
    ) -> Self {
        Self {
            production,
            free,
            f: f.clone(),
            engine: engine.filter(|engine| engine.f() == f),
            solved: None,
            learnt: None,
        }
    }

    /// The engine, for the next one to go on with.
    pub(super) fn into_engine(self) -> Option<Engine> {
        self.engine
    }

    fn network(&self, x: &[f64]) -> Network {
        let drawn = spread(self.production, self.free, x);
        assemble(&self.production.build(&drawn)).network
    }

    /// Solved at these coordinates; absent where no answer could be trusted.
    pub(super) fn solve(&mut self, x: &[f64]) -> Option<&Engine> {
        if self.solved.as_deref() != Some(x) {
            let network = self.network(x);
            let taken = (self.engine.as_mut()).is_some_and(|engine| engine.take(&network));
            if !taken {
                self.engine = Some(Engine::new(network, &self.f));
                self.learnt = None;
            }
            if let Some(engine) = &mut self.engine {
                engine.solve(false, Features::Dispatched);
            }
            self.solved = Some(x.to_vec());
        }
        self.engine.as_ref().filter(|engine| {
            engine.network().ear.is_some()
                && engine.verdict().unsolved == 0
                && engine.broken().next().is_none()
        })
    }

    /// What the draws do to the network, learned where that is not known.
    fn learn(&mut self, x: &[f64]) -> Option<Arc<Laws>> {
        let near = |learnt: &&(Vec<f64>, Arc<Laws>)| {
            let mut moved = learnt.0.iter().zip(x).map(|(then, now)| (now - then).abs());
            moved.all(|moved| moved < KNOWN_WITHIN)
        };
        if let Some((_, known)) = self.learnt.as_ref().filter(near) {
            return Some(Arc::clone(known));
        }
        let base = self.engine.as_ref()?.network();
        let mut at = x.to_vec();
        let laws = Laws::learn(base, x, |k, steps| {
            at[k] = x[k] + steps * STEP;
            let moved = (self.network(&at), at[k]);
            at[k] = x[k];
            moved
        });
        let laws = Arc::new(laws);
        self.learnt = Some((x.to_vec(), Arc::clone(&laws)));
        Some(laws)
    }

    /// The derivatives by every free draw; absent where no answer could be trusted.
    pub(super) fn slopes(&mut self, x: &[f64], with_impedance: bool) -> Option<Vec<Slopes>> {
        self.solve(x)?;
        let laws = self.learn(x)?;
        let engine = self.engine.as_mut()?;
        engine.solve_adjoint(Features::Dispatched);
        let sum = |of: Of, k: usize| {
            let mut sum = vec![Complex64::ZERO; self.f.len()];
            for (element, number, by) in laws.slopes(k, x) {
                let slope = engine.slope(of, element, number);
                for (sum, slope) in sum.iter_mut().zip(slope) {
                    *sum += slope * by;
                }
            }
            sum
        };
        let one = |k: usize| Slopes {
            pressure: sum(Of::Pressure, k),
            impedance: if with_impedance {
                sum(Of::Impedance, k)
            } else {
                Vec::new()
            },
        };
        let mut all: Vec<Slopes> = (0..x.len()).map(one).collect();
        for &k in laws.rebuilds() {
            all[k] = self.by_solving(x, k, with_impedance)?;
        }
        Some(all)
    }

    /// Derivatives by the difference of two solves, towards none. What cannot be told is not moved.
    fn by_solving(&self, x: &[f64], k: usize, with_impedance: bool) -> Option<Slopes> {
        let mut at = x.to_vec();
        let step = if x[k] > 0.0 { -STEP } else { STEP };
        at[k] += step;
        let mut moved = Engine::new(self.network(&at), &self.f);
        moved.solve(false, Features::Dispatched);
        let base = self.engine.as_ref()?;
        let slopes = |moved: Vec<Complex64>, base: Vec<Complex64>| {
            let pairs = moved.iter().zip(base);
            pairs
                .map(|(moved, base)| (moved / base).ln() / step)
                .map(|slope| {
                    if slope.is_finite() {
                        slope
                    } else {
                        Complex64::ZERO
                    }
                })
                .collect()
        };
        Some(Slopes {
            pressure: slopes(moved.drum_pressure(), base.drum_pressure()),
            impedance: if with_impedance {
                slopes(moved.input_impedance(), base.input_impedance())
            } else {
                Vec::new()
            },
        })
    }
}
