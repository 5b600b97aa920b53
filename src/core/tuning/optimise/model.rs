//! A design with some of its numbers free, solved and differentiated at the target's frequencies.

use super::super::{
    least_squares::{Normal, SumOfSquares},
    moving::{Coordinates, Kept, Moving, Slopes},
    objective::Objective,
    variable::Variable,
};
use crate::{
    design::Design,
    network::{Network, assemble},
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

/// The values of variables at these coordinates, SI.
pub(super) fn values(variables: &[Variable], x: &[f64]) -> Vec<f64> {
    let pairs = variables.iter().zip(x);
    pairs
        .map(|(variable, x)| Scale::of(variable).value(*x))
        .collect()
}

/// The free numbers of a design, as coordinates.
#[derive(Debug)]
struct Free<'a> {
    variables: &'a [Variable],
    scales: Vec<Scale>,
    design: Design,
}

impl Coordinates for Free<'_> {
    const STEP: f64 = 1e-3;
    const KNOWN_WITHIN: f64 = 0.2;

    fn network(&mut self, x: &[f64]) -> Network {
        for ((variable, scale), x) in self.variables.iter().zip(&self.scales).zip(x) {
            variable.write(&mut self.design, scale.value(*x));
        }
        assemble(&self.design).network
    }

    fn value(&self, k: usize, x: f64) -> f64 {
        self.scales[k].value(x)
    }

    fn slope(&self, k: usize, value: f64) -> f64 {
        self.scales[k].slope(value)
    }

    fn looks_up(&self, k: usize, x: f64) -> bool {
        x + Self::STEP <= self.scales[k].coordinate(self.variables[k].range.1)
    }
}

/// A design whose numbers move.
#[derive(Debug)]
pub(super) struct Model<'a> {
    objective: &'a Objective,
    moving: Moving<Free<'a>>,
    /// Weight of staying where the search began, dB per unit of a coordinate, and where that was:
    /// what the curve does not tell stays as it is.
    anchor: (f64, Vec<f64>),
}

/// Weight of the anchor: a coordinate moved by one counts as 0.01 dB.
const ANCHOR: f64 = 0.01;

impl<'a> Model<'a> {
    pub(super) fn new(design: Design, variables: &'a [Variable], objective: &'a Objective) -> Self {
        Self::going_on(design, variables, objective, Kept::default())
    }

    /// A model that goes on with what another one kept.
    pub(super) fn going_on(
        design: Design,
        variables: &'a [Variable],
        objective: &'a Objective,
        kept: Kept,
    ) -> Self {
        let free = Free {
            variables,
            scales: variables.iter().map(Scale::of).collect(),
            design,
        };
        let mut model = Self {
            objective,
            moving: Moving::new(free, objective.f(), kept),
            anchor: (ANCHOR, Vec::new()),
        };
        model.anchor.1 = model.here();
        model
    }

    fn free(&self) -> &Free<'a> {
        self.moving.coordinates()
    }

    /// The coordinates of the design as it was given.
    pub(super) fn here(&self) -> Vec<f64> {
        let pairs = self.free().variables.iter().zip(&self.free().scales);
        pairs
            .map(|(variable, scale)| {
                let value = variable.value_in(&self.free().design);
                let (low, high) = variable.range;
                let value = value.or_noticed(low, "a number that is free");
                scale.coordinate(value.clamp(low, high))
            })
            .collect()
    }

    /// The bounds of the coordinates.
    pub(super) fn bounds(&self) -> Vec<(f64, f64)> {
        let pairs = self.free().variables.iter().zip(&self.free().scales);
        let bounds = pairs.map(|(variable, scale)| {
            let (low, high) = variable.range;
            (scale.coordinate(low), scale.coordinate(high))
        });
        bounds.collect()
    }

    /// The values at these coordinates, SI.
    pub(super) fn values(&self, x: &[f64]) -> Vec<f64> {
        values(self.free().variables, x)
    }

    /// The coordinate of a value of a variable.
    pub(super) fn coordinate(&self, variable: usize, value: f64) -> f64 {
        let scale = self.free().scales.get(variable).copied();
        scale
            .or_noticed(Scale::Log, "a scale of every variable")
            .coordinate(value)
    }

    /// What the next model of the same numbers can go on with.
    pub(super) fn into_kept(self) -> Kept {
        self.moving.into_kept()
    }

    /// Learns what the variables do where the design stands.
    pub(super) fn know_here(&mut self) {
        let here = self.here();
        self.moving.know(&here);
    }

    /// Response less target at these coordinates, dB; absent where no answer could be trusted.
    pub(super) fn off(&mut self, x: &[f64]) -> Option<Vec<f64>> {
        let pressure = self.moving.solve(x)?.drum_pressure();
        let levels = pressure.iter().map(|p| level_of_square(p.norm_sqr()));
        let off = self.objective.off(levels);
        off.iter().all(|off| off.is_finite()).then_some(off)
    }

    /// Response less target, and its derivative by every coordinate, dB.
    pub(super) fn differentiated(&mut self, x: &[f64]) -> Option<(Vec<f64>, Vec<Vec<f64>>)> {
        // The slopes first: they make sure of the network.
        let slopes = self.moving.slopes(x, false)?;
        let off = self.off(x)?;
        let db = |slopes: Slopes| {
            let slopes = slopes.pressure.iter();
            slopes.map(|slope| slope.re * DB_PER_NEPER).collect()
        };
        Some((off, slopes.into_iter().map(db).collect()))
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
        normal.add_columns(&residuals, &columns);
        let (weight, home) = &self.anchor;
        for (k, (x, home)) in x.iter().zip(home).enumerate() {
            normal.add_own(k, (x - home) * weight, *weight);
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
