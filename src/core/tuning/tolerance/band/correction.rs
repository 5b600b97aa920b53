//! What the model of the band misses, learned from units that are solved in full.

use nalgebra::{Matrix3, Vector3};

/// What full solves say of the model at one frequency.
#[derive(Debug, Clone, Copy)]
pub(super) struct Correction {
    /// Mean of the modelled levels, dB.
    mean: f32,
    /// One over their standard deviation.
    inverse: f32,
    /// What is added: by power of the level in standard deviations, dB.
    add: [f32; 3],
    /// How much wider percentiles are than the model's.
    pub(super) wider: f64,
}

impl Correction {
    const NONE: Self = Self {
        mean: 0.0,
        inverse: 0.0,
        add: [0.0; 3],
        wider: 1.0,
    };

    /// From levels as modelled and as solved, dB: least squares.
    pub(super) fn fit(both: &[(f64, f64)]) -> Self {
        let count = both.len() as f64;
        if both.len() < 16 {
            return Self::NONE;
        }
        let mean = both.iter().map(|(level, _)| level).sum::<f64>() / count;
        let square = both
            .iter()
            .map(|(level, _)| (level - mean).powi(2))
            .sum::<f64>()
            / count;
        let deviation = square.sqrt();
        if deviation < 1e-4 {
            return Self::NONE;
        }
        let powers = |level: f64| {
            let t = (level - mean) / deviation;
            Vector3::new(1.0, t, t * t)
        };
        let (mut normal, mut right) = (Matrix3::zeros(), Vector3::zeros());
        for (level, exact) in both {
            let row = powers(*level);
            normal += row * row.transpose();
            right += row * (exact - level);
        }
        let Some(add) = normal.cholesky().map(|factors| factors.solve(&right)) else {
            return Self::NONE;
        };
        let left = both.iter().map(|(level, exact)| {
            let error = exact - level - powers(*level).dot(&add);
            error * error
        });
        let left = left.sum::<f64>() / (count - 3.0);
        #[allow(
            clippy::cast_possible_truncation,
            reason = "levels of a few hundred dB"
        )]
        Self {
            mean: mean as f32,
            inverse: (1.0 / deviation) as f32,
            add: [add.x as f32, add.y as f32, add.z as f32],
            wider: (1.0 + left / square).sqrt(),
        }
    }
}

/// Those of all frequencies, side by side: many levels of a unit are corrected at once.
#[derive(Debug, Clone, Default)]
pub(super) struct Corrections {
    mean: Vec<f32>,
    inverse: Vec<f32>,
    add: [Vec<f32>; 3],
    /// How much wider percentiles are than the model's.
    pub(super) wider: Vec<f64>,
}

impl FromIterator<Correction> for Corrections {
    fn from_iter<I: IntoIterator<Item = Correction>>(each: I) -> Self {
        let mut all = Self::default();
        for one in each {
            all.mean.push(one.mean);
            all.inverse.push(one.inverse);
            for (row, value) in all.add.iter_mut().zip(one.add) {
                row.push(value);
            }
            all.wider.push(one.wider);
        }
        all
    }
}

impl Corrections {
    /// Makes a unit's levels as they are solved of those that are modelled, dB; of none, leaves them.
    pub(super) fn apply(&self, levels: &mut [f32]) {
        let [constant, linear, square] = &self.add;
        let powers = constant.iter().zip(linear).zip(square);
        let spread = self.mean.iter().zip(&self.inverse);
        for ((level, (mean, inverse)), ((a, b), c)) in levels.iter_mut().zip(spread).zip(powers) {
            let t = ((*level - mean) * inverse).clamp(-3.0, 3.0);
            *level += a + t * (b + t * c);
        }
    }
}
