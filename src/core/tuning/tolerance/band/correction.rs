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

    /// A level as it is solved, from one as it is modelled, dB.
    pub(super) fn corrected(&self, level: f32) -> f32 {
        let t = ((level - self.mean) * self.inverse).clamp(-3.0, 3.0);
        level + self.add[0] + t * (self.add[1] + t * self.add[2])
    }

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
