//! A unit of a design, with some of its draws free: how far it is from what was measured.

use super::{Noise, data::Data};
use crate::{
    network::{Engine, Network, assemble},
    physics::level::{DB_PER_NEPER, level_of_square},
    tuning::{
        least_squares::{Normal, SumOfSquares},
        moving::{Coordinates, Kept, Moving, Slopes},
        tolerance::production::Production,
    },
};

/// Draws of a unit as coordinates, in standard deviations; the others stay at none.
#[derive(Debug)]
struct Drawn<'a> {
    production: &'a Production,
    free: &'a [usize],
}

impl Coordinates for Drawn<'_> {
    /// Next to nothing of any value.
    const STEP: f64 = 0.01;
    /// Within a standard deviation what a draw does to its element is the same.
    const KNOWN_WITHIN: f64 = 1.0;

    fn network(&mut self, x: &[f64]) -> Network {
        let drawn = spread(self.production, self.free, x);
        assemble(&self.production.build(&drawn)).network
    }

    fn value(&self, _: usize, x: f64) -> f64 {
        x
    }

    fn slope(&self, _: usize, _: f64) -> f64 {
        1.0
    }

    fn looks_up(&self, _: usize, x: f64) -> bool {
        x <= 0.0
    }
}

/// What every draw of a unit is where only some are free, standard deviations.
pub(super) fn spread(production: &Production, free: &[usize], x: &[f64]) -> Vec<f64> {
    let mut drawn = vec![0.0; production.draws().len()];
    for (n, x) in free.iter().zip(x) {
        if let Some(place) = drawn.get_mut(*n) {
            *place = *x;
        }
    }
    drawn
}

/// Residuals by their kind: of the level, dB, and of ln |Z|.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Off {
    pub level: Vec<f64>,
    pub impedance: Vec<f64>,
    /// How far the measured level is raised, dB.
    pub raised: f64,
}

impl Off {
    /// All of it in units of the noise: levels, then impedances.
    pub(super) fn in_noise(&self, noise: Noise) -> Vec<f64> {
        let levels = self.level.iter().map(|off| off / noise.level_db);
        let impedances = self.impedance.iter().map(|off| off / noise.impedance);
        levels.chain(impedances).collect()
    }
}

/// A unit whose free draws move.
#[derive(Debug)]
pub(super) struct Unit<'a> {
    data: &'a Data,
    noise: Noise,
    moving: Moving<Drawn<'a>>,
}

impl<'a> Unit<'a> {
    pub(super) fn new(
        production: &'a Production,
        free: &'a [usize],
        (data, noise): (&'a Data, Noise),
        engine: Option<Engine>,
    ) -> Self {
        // What was learned of other draws is of no use for these.
        let kept = Kept {
            engine,
            learnt: None,
        };
        Self {
            data,
            noise,
            moving: Moving::new(Drawn { production, free }, &data.f, kept),
        }
    }

    /// The engine, for the next one to go on with.
    pub(super) fn into_engine(self) -> Option<Engine> {
        self.moving.into_kept().engine
    }

    /// What the unit has that was not measured so.
    pub(super) fn off(&mut self, x: &[f64]) -> Option<Off> {
        let engine = self.moving.solve(x)?;
        let (pressure, input) = (engine.drum_pressure(), engine.input_impedance());
        let db = |n: usize| pressure.get(n).map(|p| level_of_square(p.norm_sqr()));
        let ohm = |n: usize| input.get(n).map(|z| z.norm().ln());
        let mut level = less(self.data.level.as_ref(), db)?;
        let impedance = less(self.data.impedance.as_ref(), ohm)?;
        let raised = self.centre(&mut level);
        let finite = level.iter().chain(&impedance).all(|off| off.is_finite());
        finite.then_some(Off {
            level,
            impedance,
            raised,
        })
    }

    /// Takes away how far a measured level is raised, and tells it.
    fn centre(&self, level: &mut [f64]) -> f64 {
        let Some(weights) = &self.data.raising else {
            return 0.0;
        };
        let raised = level
            .iter()
            .zip(weights)
            .map(|(off, weight)| off * weight)
            .sum();
        for off in level {
            *off -= raised;
        }
        raised
    }

    /// Residuals in units of the noise: levels, then impedances.
    pub(super) fn residuals(&self, off: &Off) -> Vec<f64> {
        off.in_noise(self.noise)
    }

    /// The derivatives of the residuals by every free draw.
    pub(super) fn columns(&mut self, x: &[f64]) -> Option<Vec<Vec<f64>>> {
        let all = self.moving.slopes(x, self.data.impedance.is_some())?;
        let column = |slopes: Slopes| {
            let db = |n: usize| slopes.pressure.get(n).map(|slope| slope.re * DB_PER_NEPER);
            let neper = |n: usize| slopes.impedance.get(n).map(|slope| slope.re);
            let mut level = picked(self.data.level.as_ref(), db)?;
            self.centre(&mut level);
            let impedance = picked(self.data.impedance.as_ref(), neper)?;
            Some(self.residuals(&Off {
                level,
                impedance,
                raised: 0.0,
            }))
        };
        all.into_iter().map(column).collect()
    }
}

/// Values at the places of some points; absent where there is none.
fn picked(
    points: Option<&super::data::Points>,
    value: impl Fn(usize) -> Option<f64>,
) -> Option<Vec<f64>> {
    let at = points.map_or(&[][..], |points| &points.at);
    at.iter().map(|n| value(*n)).collect()
}

/// Values less the measured ones.
fn less(
    points: Option<&super::data::Points>,
    value: impl Fn(usize) -> Option<f64>,
) -> Option<Vec<f64>> {
    let mut off = picked(points, value)?;
    let measured = points.map_or(&[][..], |points| &points.values);
    for (off, measured) in off.iter_mut().zip(measured) {
        *off -= measured;
    }
    Some(off)
}

impl SumOfSquares for Unit<'_> {
    fn normal(&mut self, x: &[f64]) -> Normal {
        let mut normal = Normal::new(x.len());
        // The columns first: they make sure of the network.
        let columns = self.columns(x);
        let off = self.off(x);
        let (Some(off), Some(columns)) = (off, columns) else {
            normal.cost = f64::INFINITY;
            return normal;
        };
        normal.add_columns(&self.residuals(&off), &columns);
        // What is known beforehand: each is drawn about what is in the design.
        for (k, x) in x.iter().enumerate() {
            normal.add_own(k, *x, 1.0);
        }
        normal.fill();
        normal
    }

    fn cost(&mut self, x: &[f64]) -> f64 {
        let Some(off) = self.off(x) else {
            return f64::INFINITY;
        };
        let squares = |values: &[f64]| values.iter().map(|v| v * v).sum::<f64>();
        0.5 * (squares(&self.residuals(&off)) + squares(x))
    }
}
