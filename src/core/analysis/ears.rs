//! One design in many ears: the envelope of the responses, and the ear it changes in most.

use super::error::BAND;
use std::sync::Arc;

/// The response in one of the ears.
#[derive(Debug, Clone, PartialEq)]
pub struct EarMember {
    /// Insertion, seal and ear: `deep, sealed, 711`.
    pub name: String,
    /// Level at the drum, dB; NaN is a gap.
    pub level_db: Vec<f64>,
    /// Where it differs most from the design as drawn within 50 Hz to 8 kHz, Hz, and by how much,
    /// dB.
    pub deviation: Option<(f64, f64)>,
}

/// The responses of a design in a set of ears.
#[derive(Debug, Clone, PartialEq)]
pub struct EarFamily {
    /// Frequencies, Hz.
    pub f: Arc<[f64]>,
    /// Level of the design as drawn, dB.
    pub as_drawn: Vec<f64>,
    /// Every ear, in the order they were asked for.
    pub members: Vec<EarMember>,
    /// Least level of all, dB.
    pub low: Vec<f64>,
    /// Greatest level of all, dB.
    pub high: Vec<f64>,
    /// Place of the member that differs most from the design as drawn.
    pub worst: Option<usize>,
    /// How the ears were put ahead of the design, and what was left out: sentences.
    pub notes: Vec<String>,
}

impl EarFamily {
    /// Gathers the levels of every ear beside those of the design as drawn.
    pub fn new(
        f: Arc<[f64]>,
        as_drawn: Vec<f64>,
        members: Vec<(String, Vec<f64>)>,
        notes: Vec<String>,
    ) -> Self {
        let members: Vec<EarMember> = members
            .into_iter()
            .map(|(name, level_db)| EarMember {
                deviation: deviation(&f, &as_drawn, &level_db),
                name,
                level_db,
            })
            .collect();
        let ends = |pick: fn(f64, f64) -> f64| -> Vec<f64> {
            (0..f.len())
                .map(|n| {
                    let levels = members.iter().filter_map(|member| member.level_db.get(n));
                    // `min` and `max` pass over a NaN.
                    levels.copied().fold(f64::NAN, pick)
                })
                .collect()
        };
        let worst = members
            .iter()
            .enumerate()
            .filter_map(|(n, member)| Some((n, member.deviation?.1.abs())))
            .max_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(n, _)| n);
        Self {
            low: ends(f64::min),
            high: ends(f64::max),
            members,
            worst,
            as_drawn,
            notes,
            f,
        }
    }

    /// The member that differs most from the design as drawn.
    pub fn worst_member(&self) -> Option<&EarMember> {
        self.members.get(self.worst?)
    }
}

/// The largest difference within the band.
fn deviation(f: &[f64], as_drawn: &[f64], level_db: &[f64]) -> Option<(f64, f64)> {
    f.iter()
        .zip(as_drawn)
        .zip(level_db)
        .filter(|((f, _), _)| (BAND[0]..=BAND[1]).contains(*f))
        .map(|((f, drawn), level)| (*f, level - drawn))
        .filter(|(_, by)| by.is_finite())
        .max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()))
}
