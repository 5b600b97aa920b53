//! A design with some of its numbers free, solved and differentiated at the target's frequencies.
//!
//! Moving a number of the design moves numbers of the network. How, is learned once ([`Laws`]); the
//! adjoint gives the rest with one solve. Where laws hold anywhere, trial values are set in the
//! planned network itself, and the design is assembled only where derivatives are taken, to see
//! that nothing else has moved.

use super::super::{
    laws::{self, Laws, STEP},
    least_squares::{Normal, SumOfSquares},
    objective::Objective,
    variable::Variable,
};
use crate::{
    design::Design,
    network::{Engine, Features, Network, Of, assemble},
    noticed::OrNoticed as _,
    physics::level::{DB_PER_NEPER, level_of_square},
};
use std::sync::Arc;

/// How a number is measured in a search.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Scale {
    /// By its logarithm: what counts is by which share it changes.
    Log,
    /// By its part of its range, which begins at 0.
    Part(f64),
}

impl Scale {
    pub(super) fn of(variable: &Variable) -> Self {
        if variable.range.0 > 0.0 {
            Self::Log
        } else {
            Self::Part(variable.range.1)
        }
    }

    /// The coordinate of a value.
    pub(super) fn coordinate(self, value: f64) -> f64 {
        match self {
            Self::Log => value.ln(),
            Self::Part(whole) => value / whole,
        }
    }

    /// The value at a coordinate.
    pub(super) fn value(self, x: f64) -> f64 {
        match self {
            Self::Log => x.exp(),
            Self::Part(whole) => x * whole,
        }
    }

    /// ∂ value/∂ coordinate.
    fn slope(self, value: f64) -> f64 {
        match self {
            Self::Log => value,
            Self::Part(whole) => whole,
        }
    }
}

/// What was learned, and where.
#[derive(Debug, Clone)]
pub(super) struct Learnt {
    x: Vec<f64>,
    base: Arc<Network>,
    laws: Arc<Laws>,
}

/// Coordinates may move so far before laws that bend are learned again.
const KNOWN_WITHIN: f64 = 0.2;

/// What is kept from one model to the next of the same numbers: the network with its plan, and what
/// is known of it.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub engine: Option<Engine>,
    pub learnt: Option<Learnt>,
}

/// The values of variables at these coordinates, SI.
pub(super) fn values(variables: &[Variable], x: &[f64]) -> Vec<f64> {
    let pairs = variables.iter().zip(x);
    pairs
        .map(|(variable, x)| Scale::of(variable).value(*x))
        .collect()
}

/// A design whose numbers move.
#[derive(Debug)]
pub(super) struct Model<'a> {
    objective: &'a Objective,
    variables: &'a [Variable],
    scales: Vec<Scale>,
    design: Design,
    engine: Option<Engine>,
    /// Where the engine was solved last.
    solved: Option<Vec<f64>>,
    /// Whether the network of that was assembled, not foretold.
    assembled: bool,
    learnt: Option<Learnt>,
    /// Whether what was foretold was wrong once: then nothing is foretold any more.
    doubted: bool,
    /// Weight of staying where the search began, dB per unit of a coordinate, and where that was:
    /// what the curve does not tell stays as it is.
    anchor: (f64, Vec<f64>),
}

/// Weight of the anchor: a coordinate moved by one counts as 0.01 dB.
const ANCHOR: f64 = 0.01;

impl<'a> Model<'a> {
    pub(super) fn new(design: Design, variables: &'a [Variable], objective: &'a Objective) -> Self {
        let scales: Vec<Scale> = variables.iter().map(Scale::of).collect();
        let mut model = Self {
            objective,
            variables,
            scales,
            design,
            engine: None,
            solved: None,
            assembled: false,
            learnt: None,
            doubted: false,
            anchor: (ANCHOR, Vec::new()),
        };
        model.anchor.1 = model.here();
        model
    }

    /// The coordinates of the design as it was given.
    pub(super) fn here(&self) -> Vec<f64> {
        let pairs = self.variables.iter().zip(&self.scales);
        pairs
            .map(|(variable, scale)| {
                let value = variable.value_in(&self.design);
                let (low, high) = variable.range;
                let value = value.or_noticed(low, "a number that is free");
                scale.coordinate(value.clamp(low, high))
            })
            .collect()
    }

    /// The bounds of the coordinates.
    pub(super) fn bounds(&self) -> Vec<(f64, f64)> {
        let pairs = self.variables.iter().zip(&self.scales);
        let bounds = pairs.map(|(variable, scale)| {
            let (low, high) = variable.range;
            (scale.coordinate(low), scale.coordinate(high))
        });
        bounds.collect()
    }

    /// The values at these coordinates, SI.
    pub(super) fn values(&self, x: &[f64]) -> Vec<f64> {
        values(self.variables, x)
    }

    /// The coordinate of a value of a variable.
    pub(super) fn coordinate(&self, variable: usize, value: f64) -> f64 {
        let scale = self.scales.get(variable).copied();
        scale
            .or_noticed(Scale::Log, "a scale of every variable")
            .coordinate(value)
    }

    /// A model that goes on with what another one kept.
    pub(super) fn going_on(
        design: Design,
        variables: &'a [Variable],
        objective: &'a Objective,
        kept: Kept,
    ) -> Self {
        let mut model = Self::new(design, variables, objective);
        model.engine = kept.engine;
        model.learnt = kept.learnt;
        model
    }

    /// What the next model of the same numbers can go on with.
    pub(super) fn into_kept(self) -> Kept {
        Kept {
            engine: self.engine,
            learnt: self.learnt,
        }
    }

    /// The network with the numbers at these coordinates.
    fn network(&mut self, x: &[f64]) -> Network {
        for ((variable, scale), x) in self.variables.iter().zip(&self.scales).zip(x) {
            variable.write(&mut self.design, scale.value(*x));
        }
        assemble(&self.design).network
    }

    /// Solves at these coordinates; `false` where no answer could be trusted.
    fn solve(&mut self, x: &[f64]) -> bool {
        if self.solved.as_deref() != Some(x) && !self.foretell(x) {
            let network = self.network(x);
            self.rebase(&network, x);
            self.take(network);
            self.assembled = true;
        }
        self.solved = Some(x.to_vec());
        self.engine.as_ref().is_some_and(|engine| {
            engine.network().ear.is_some()
                && engine.verdict().unsolved == 0
                && engine.broken().next().is_none()
        })
    }

    /// Learns what the variables do where the design stands.
    pub(super) fn know_here(&mut self) {
        let here = self.here();
        if self.solve(&here) {
            self.learn(&here);
        }
    }

    /// Lets what was learned of another design, or elsewhere, begin here; forgets what was learned
    /// of another network.
    fn rebase(&mut self, network: &Network, x: &[f64]) {
        let Some(learnt) = &mut self.learnt else {
            return;
        };
        if !laws::fit(&learnt.base, network) {
            self.learnt = None;
        } else if self.solved.is_none() {
            let values = values(self.variables, x);
            learnt.laws = Arc::new(learnt.laws.rebased(network, &values));
        }
    }

    /// Solves this network.
    fn take(&mut self, network: Network) {
        let taken = (self.engine.as_mut()).is_some_and(|engine| engine.take(&network));
        if !taken {
            self.engine = Some(Engine::new(network, self.objective.f()));
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
        let values = values(self.variables, x);
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
        let network = self.network(x);
        let foretold = self.engine.as_ref().map(|engine| engine.network());
        if !foretold.is_some_and(|foretold| laws::same(foretold, &network)) {
            self.doubted = true;
            self.learnt = None;
            self.take(network);
        }
        self.assembled = true;
    }

    /// Response less target at these coordinates, dB.
    pub(super) fn off(&mut self, x: &[f64]) -> Option<Vec<f64>> {
        if !self.solve(x) {
            return None;
        }
        let pressure = self.engine.as_ref()?.drum_pressure();
        let levels = pressure.iter().map(|p| level_of_square(p.norm_sqr()));
        let off = self.objective.off(levels);
        off.iter().all(|off| off.is_finite()).then_some(off)
    }

    /// What the variables do to the network, learned where that is not known.
    fn learn(&mut self, x: &[f64]) -> Option<Arc<Laws>> {
        let near = |learnt: &Learnt| {
            let mut moved = learnt.x.iter().zip(x).map(|(then, now)| (now - then).abs());
            moved.all(|moved| moved < KNOWN_WITHIN)
        };
        let known = (self.learnt.as_ref())
            .filter(|learnt| near(learnt) || (!self.doubted && learnt.laws.are_whole()));
        if let Some(known) = known {
            return Some(Arc::clone(&known.laws));
        }
        let base = Arc::new(self.engine.as_ref()?.network().clone());
        let mut at = x.to_vec();
        let laws = Laws::learn(&base, &self.values(x), |k, steps| {
            at[k] = x[k] + steps * STEP;
            let network = self.network(&at);
            let value = self.scales[k].value(at[k]);
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

    /// Response less target, and its derivative by every coordinate, dB.
    pub(super) fn differentiated(&mut self, x: &[f64]) -> Option<(Vec<f64>, Vec<Vec<f64>>)> {
        self.solve(x);
        self.confirm(x);
        let off = self.off(x)?;
        let laws = self.learn(x)?;
        let values = self.values(x);
        let engine = self.engine.as_mut()?;
        engine.solve_adjoint(Features::Dispatched);
        let mut slopes = Vec::with_capacity(x.len());
        for (k, (scale, value)) in self.scales.iter().zip(&values).enumerate() {
            let mut sum = vec![0.0; off.len()];
            let factor = DB_PER_NEPER * scale.slope(*value);
            for (element, number, by) in laws.slopes(k, &values) {
                let slope = engine.slope(Of::Pressure, element, number);
                for (sum, slope) in sum.iter_mut().zip(slope) {
                    *sum += slope.re * by * factor;
                }
            }
            slopes.push(sum);
        }
        for &k in laws.rebuilds() {
            slopes[k] = self.by_solving(x, k, &off);
        }
        Some((off, slopes))
    }

    /// A derivative by the difference of two solves.
    fn by_solving(&mut self, x: &[f64], k: usize, off: &[f64]) -> Vec<f64> {
        let mut at = x.to_vec();
        let (_, high) = self.bounds()[k];
        let step = if x[k] + STEP > high { -STEP } else { STEP };
        at[k] += step;
        let network = self.network(&at);
        let mut engine = Engine::new(network, self.objective.f());
        engine.solve(false, Features::Dispatched);
        let pressure = engine.drum_pressure();
        let moved = (self.objective).off(pressure.iter().map(|p| level_of_square(p.norm_sqr())));
        let slopes = moved
            .iter()
            .zip(off)
            .map(|(moved, off)| (moved - off) / step);
        // What cannot be told is not moved.
        slopes
            .map(|s| if s.is_finite() { s } else { 0.0 })
            .collect()
    }
}

impl SumOfSquares for Model<'_> {
    fn normal(&mut self, x: &[f64]) -> Normal {
        let mut normal = Normal::new(x.len());
        let Some((off, slopes)) = self.differentiated(x) else {
            normal.cost = f64::INFINITY;
            return normal;
        };
        let residuals = self.objective.residuals(&off);
        let columns: Vec<Vec<f64>> = (slopes.iter())
            .map(|slopes| self.objective.residuals(slopes))
            .collect();
        let mut row = vec![0.0; x.len()];
        for (n, residual) in residuals.iter().enumerate() {
            for (entry, column) in row.iter_mut().zip(&columns) {
                *entry = column[n];
            }
            normal.add(*residual, &row);
        }
        let (weight, home) = &self.anchor;
        for (k, (x, home)) in x.iter().zip(home).enumerate() {
            row.fill(0.0);
            row[k] = *weight;
            normal.add((x - home) * weight, &row);
        }
        normal.fill();
        normal
    }

    fn cost(&mut self, x: &[f64]) -> f64 {
        let Some(off) = self.off(x) else {
            return f64::INFINITY;
        };
        let squares = |values: Vec<f64>| values.iter().map(|v| v * v).sum::<f64>();
        let (weight, home) = &self.anchor;
        let away = x
            .iter()
            .zip(home)
            .map(|(x, home)| (x - home) * weight)
            .collect();
        0.5 * (squares(self.objective.residuals(&off)) + squares(away))
    }
}
