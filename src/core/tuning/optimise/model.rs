//! A design with some of its numbers free, solved and differentiated at the target's frequencies.
//!
//! Moving a number of the design moves numbers of the network. How, is learned by assembling the
//! design with it a little larger and smaller, and holds for a while: it is learned again when a
//! number has gone far, or the network is another one. The adjoint gives the rest with one solve.

use super::super::{
    least_squares::{Normal, SumOfSquares},
    objective::Objective,
    variable::Variable,
};
use crate::{
    design::Design,
    network::{Engine, Features, Network, Of, assemble, same_topology},
    noticed::OrNoticed as _,
    physics::level::{DB_PER_NEPER, level_of_square},
};

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

/// A number of an element that moves with a variable.
#[derive(Debug, Clone, Copy)]
struct Place {
    element: usize,
    number: usize,
    /// ∂ number/∂ value.
    slope: f64,
}

/// What a variable does to the network.
#[derive(Debug, Clone)]
enum Effect {
    /// It moves these numbers.
    Moves(Vec<Place>),
    /// It makes another network of it: told by solving that.
    Rebuilds,
}

/// What was learned, and where.
#[derive(Debug)]
struct Learnt {
    x: Vec<f64>,
    effects: Vec<Effect>,
}

/// Coordinates may move so far before the effects of variables are learned again.
const KNOWN_WITHIN: f64 = 0.2;
/// The step by which they are learned.
const STEP: f64 = 1e-3;

/// What is kept from one model to the next: the network with its plan.
#[derive(Debug, Default)]
pub(super) struct Kept {
    engine: Option<Engine>,
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
    learnt: Option<Learnt>,
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
            learnt: None,
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
        model
    }

    /// What the next model of the same numbers can go on with.
    pub(super) fn into_kept(self) -> Kept {
        Kept {
            engine: self.engine,
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
        if self.solved.as_deref() != Some(x) {
            let network = self.network(x);
            let taken = (self.engine.as_mut()).is_some_and(|engine| engine.take(&network));
            if !taken {
                self.engine = Some(Engine::new(network, self.objective.f()));
                self.learnt = None;
            }
            if let Some(engine) = &mut self.engine {
                engine.solve(false, Features::Dispatched);
            }
            self.solved = Some(x.to_vec());
        }
        self.engine.as_ref().is_some_and(|engine| {
            engine.network().ear.is_some()
                && engine.verdict().unsolved == 0
                && engine.broken().next().is_none()
        })
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

    /// Learns what the variables do to the network, unless that is known.
    fn learn(&mut self, x: &[f64]) {
        let known = self.learnt.as_ref().is_some_and(|learnt| {
            let mut moved = learnt.x.iter().zip(x).map(|(then, now)| (now - then).abs());
            moved.all(|moved| moved < KNOWN_WITHIN)
        });
        if known {
            return;
        }
        let Some(base) = self.engine.as_ref().map(|engine| engine.network().clone()) else {
            return;
        };
        let mut effects = Vec::with_capacity(x.len());
        let mut at = x.to_vec();
        for k in 0..x.len() {
            let mut moved = |by: f64| {
                at[k] = x[k] + by;
                let network = self.network(&at);
                at[k] = x[k];
                network
            };
            let (up, down) = (moved(STEP), moved(-STEP));
            let span = self.scales[k].value(x[k] + STEP) - self.scales[k].value(x[k] - STEP);
            effects.push(
                if same_topology(&base, &up) && same_topology(&base, &down) {
                    Effect::Moves(places(&up, &down, span))
                } else {
                    Effect::Rebuilds
                },
            );
        }
        self.learnt = Some(Learnt {
            x: x.to_vec(),
            effects,
        });
    }

    /// Response less target, and its derivative by every coordinate, dB.
    pub(super) fn differentiated(&mut self, x: &[f64]) -> Option<(Vec<f64>, Vec<Vec<f64>>)> {
        let off = self.off(x)?;
        self.learn(x);
        let engine = self.engine.as_mut()?;
        engine.solve_adjoint(Features::Dispatched);
        let learnt = self.learnt.take()?;
        let mut slopes = Vec::with_capacity(x.len());
        let mut rebuilt = Vec::new();
        for (k, effect) in learnt.effects.iter().enumerate() {
            let mut sum = vec![0.0; off.len()];
            match effect {
                Effect::Moves(places) => {
                    let scale = self.scales[k];
                    let factor = DB_PER_NEPER * scale.slope(scale.value(x[k]));
                    for place in places {
                        let slope = engine.slope(Of::Pressure, place.element, place.number);
                        for (sum, slope) in sum.iter_mut().zip(slope) {
                            *sum += slope.re * place.slope * factor;
                        }
                    }
                }
                Effect::Rebuilds => rebuilt.push(k),
            }
            slopes.push(sum);
        }
        for k in rebuilt {
            slopes[k] = self.by_solving(x, k, &off);
        }
        self.learnt = Some(learnt);
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

/// The numbers that differ, and by how much a unit of the variable; `span` units lie between.
fn places(up: &Network, down: &Network, span: f64) -> Vec<Place> {
    let pairs = up.elements.iter().zip(&down.elements).enumerate();
    pairs
        .filter(|(_, (up, down))| up.kind != down.kind)
        .flat_map(|(element, (up, down))| {
            let numbers = up.kind.numbers().into_iter().zip(down.kind.numbers());
            numbers
                .enumerate()
                .filter(|(_, (up, down))| up != down)
                .map(move |(number, (up, down))| Place {
                    element,
                    number,
                    slope: (up - down) / span,
                })
        })
        .collect()
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
