//! A network whose numbers move with a few coordinates, solved and differentiated.
//!
//! Moving a coordinate moves numbers of the network. How, is learned once ([`Laws`]); the adjoint
//! gives the rest with one solve. Where laws hold anywhere, trial values are set in the planned
//! network itself, and the design is assembled only where derivatives are taken, to see that nothing
//! else has moved.

mod laws;

use crate::network::{Engine, Features, Network, Of};
use laws::Laws;
use num_complex::Complex64;
use std::sync::Arc;

/// What moves.
pub(super) trait Coordinates {
    /// The step by which is learned what a coordinate moves.
    const STEP: f64;
    /// How far coordinates may go before laws that bend are learned again.
    const KNOWN_WITHIN: f64;

    /// The network at these coordinates.
    fn network(&mut self, x: &[f64]) -> Network;
    /// The value of the k-th variable at a place of its coordinate.
    fn value(&self, k: usize, x: f64) -> f64;
    /// ∂ value/∂ coordinate at a value.
    fn slope(&self, k: usize, value: f64) -> f64;
    /// Whether a one-sided derivative looks upwards from a place of the k-th coordinate.
    fn looks_up(&self, k: usize, x: f64) -> bool;
}

/// What was learned, and where.
#[derive(Debug, Clone)]
pub(super) struct Learnt {
    x: Vec<f64>,
    base: Arc<Network>,
    laws: Arc<Laws>,
}

/// What is kept from one network to the next that moves with the same coordinates: its plan, and
/// what is known of it.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub engine: Option<Engine>,
    pub learnt: Option<Learnt>,
}

/// Slopes of ln p and ln Z by a coordinate, at every frequency: nepers and radians a unit.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Slopes {
    /// Of the pressure at the drum.
    pub pressure: Vec<Complex64>,
    /// Of the input impedance; empty where it was not asked for.
    pub impedance: Vec<Complex64>,
}

/// A network that moves.
#[derive(Debug)]
pub(super) struct Moving<C> {
    coordinates: C,
    f: Arc<[f64]>,
    engine: Option<Engine>,
    /// Where the engine was solved last.
    solved: Option<Vec<f64>>,
    /// Whether the network of that was assembled, not foretold.
    assembled: bool,
    learnt: Option<Learnt>,
    /// Whether what was foretold was wrong once: then nothing is foretold any more.
    doubted: bool,
}

impl<C: Coordinates> Moving<C> {
    /// Solved at these frequencies, Hz; going on with what another one kept.
    pub(super) fn new(coordinates: C, f: &Arc<[f64]>, kept: Kept) -> Self {
        Self {
            coordinates,
            f: f.clone(),
            engine: kept.engine.filter(|engine| engine.f() == f),
            solved: None,
            assembled: false,
            learnt: kept.learnt,
            doubted: false,
        }
    }

    /// What moves.
    pub(super) fn coordinates(&self) -> &C {
        &self.coordinates
    }

    /// What the next one can go on with.
    pub(super) fn into_kept(self) -> Kept {
        Kept {
            engine: self.engine,
            learnt: self.learnt,
        }
    }

    /// Solved at these coordinates; absent where no answer could be trusted.
    pub(super) fn solve(&mut self, x: &[f64]) -> Option<&Engine> {
        if self.solved.as_deref() != Some(x) && !self.foretell(x) {
            let network = self.coordinates.network(x);
            self.rebase(&network, x);
            self.take(network);
            self.assembled = true;
        }
        self.solved = Some(x.to_vec());
        (self.engine.as_ref())
            .filter(|engine| engine.network().ear.is_some() && engine.is_trusted())
    }

    /// Learns what the coordinates do, here.
    pub(super) fn know(&mut self, x: &[f64]) {
        if self.solve(x).is_some() {
            self.learn(x);
        }
    }

    fn values(&self, x: &[f64]) -> Vec<f64> {
        let places = x.iter().enumerate();
        places.map(|(k, x)| self.coordinates.value(k, *x)).collect()
    }

    /// Lets what was learned of another design, or elsewhere, begin here; forgets what was learned
    /// of another network.
    fn rebase(&mut self, network: &Network, x: &[f64]) {
        let values = self.values(x);
        let Some(learnt) = &mut self.learnt else {
            return;
        };
        if !laws::fit(&learnt.base, network) {
            self.learnt = None;
        } else if self.solved.is_none() {
            learnt.laws = Arc::new(learnt.laws.rebased(network, &values));
        }
    }

    /// Solves this network.
    fn take(&mut self, network: Network) {
        let taken = (self.engine.as_mut()).is_some_and(|engine| engine.take(&network));
        if !taken {
            self.engine = Some(Engine::new(network, &self.f));
        }
        if let Some(engine) = &mut self.engine {
            engine.solve(false, Features::Dispatched);
        }
    }

    /// Solves the network that is known to come of these coordinates; `false` where none is.
    fn foretell(&mut self, x: &[f64]) -> bool {
        // Where nothing was assembled, other numbers may be those of another design.
        if self.doubted || self.solved.is_none() {
            return false;
        }
        let values = self.values(x);
        let (Some(learnt), Some(engine)) = (&self.learnt, &mut self.engine) else {
            return false;
        };
        if !learnt.laws.are_whole() {
            return false;
        }
        for (element, number, value) in learnt.laws.at(&values) {
            engine.set(element, number, value);
        }
        engine.solve(false, Features::Dispatched);
        self.assembled = false;
        true
    }

    /// Makes sure that what was solved is what the design is at these coordinates.
    fn confirm(&mut self, x: &[f64]) {
        if self.assembled {
            return;
        }
        let network = self.coordinates.network(x);
        let foretold = self.engine.as_ref().map(|engine| engine.network());
        if !foretold.is_some_and(|foretold| laws::same(foretold, &network)) {
            self.doubted = true;
            self.learnt = None;
            self.take(network);
        }
        self.assembled = true;
    }

    /// What the coordinates do to the network, learned where that is not known.
    fn learn(&mut self, x: &[f64]) -> Option<Arc<Laws>> {
        let near = |learnt: &Learnt| {
            let mut moved = learnt.x.iter().zip(x).map(|(then, now)| (now - then).abs());
            moved.all(|moved| moved < C::KNOWN_WITHIN)
        };
        let known = (self.learnt.as_ref())
            .filter(|learnt| near(learnt) || (!self.doubted && learnt.laws.are_whole()));
        if let Some(known) = known {
            return Some(Arc::clone(&known.laws));
        }
        let base = Arc::new(self.engine.as_ref()?.network().clone());
        let mut at = x.to_vec();
        let laws = Laws::learn(&base, &self.values(x), |k, steps| {
            at[k] = x[k] + steps * C::STEP;
            let network = self.coordinates.network(&at);
            let value = self.coordinates.value(k, at[k]);
            at[k] = x[k];
            (network, value)
        });
        let laws = Arc::new(laws);
        self.learnt = Some(Learnt {
            x: x.to_vec(),
            base,
            laws: Arc::clone(&laws),
        });
        Some(laws)
    }

    /// The derivatives by every coordinate; absent where no answer could be trusted.
    pub(super) fn slopes(&mut self, x: &[f64], with_impedance: bool) -> Option<Vec<Slopes>> {
        self.solve(x);
        self.confirm(x);
        self.solve(x)?;
        let laws = self.learn(x)?;
        let values = self.values(x);
        let engine = self.engine.as_mut()?;
        engine.solve_adjoint(Features::Dispatched);
        let zero = vec![Complex64::ZERO; self.f.len()];
        let mut all = Vec::with_capacity(x.len());
        for (k, value) in values.iter().enumerate() {
            let mut slopes = Slopes {
                pressure: zero.clone(),
                impedance: if with_impedance {
                    zero.clone()
                } else {
                    Vec::new()
                },
            };
            let factor = self.coordinates.slope(k, *value);
            for (element, number, by) in laws.slopes(k, &values) {
                let add = |sum: &mut Vec<Complex64>, of: Of| {
                    let slope = engine.slope(of, element, number);
                    for (sum, slope) in sum.iter_mut().zip(slope) {
                        *sum += slope * (by * factor);
                    }
                };
                add(&mut slopes.pressure, Of::Pressure);
                if with_impedance {
                    add(&mut slopes.impedance, Of::Impedance);
                }
            }
            all.push(slopes);
        }
        for &k in laws.rebuilds() {
            all[k] = self.by_solving(x, k, with_impedance)?;
        }
        Some(all)
    }

    /// Derivatives by the difference of two solves. What cannot be told is not moved.
    fn by_solving(&mut self, x: &[f64], k: usize, with_impedance: bool) -> Option<Slopes> {
        let mut at = x.to_vec();
        let up = self.coordinates.looks_up(k, x[k]);
        let step = if up { C::STEP } else { -C::STEP };
        at[k] += step;
        let network = self.coordinates.network(&at);
        let mut moved = Engine::new(network, &self.f);
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
