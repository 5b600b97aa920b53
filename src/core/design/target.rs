//! What the response is compared with.

use super::document::StoredCurve;
use serde::{Deserialize, Serialize};

/// A target and how it is laid over the response.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TargetSetting {
    /// The curve.
    pub target: Target,
    /// Frequency at which target and response are aligned, Hz.
    pub align_hz: f64,
    /// Whether it is drawn.
    pub shown: bool,
}

/// The targets there are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Target {
    /// 0 dB everywhere.
    Flat,
    /// ISO 11904-1 diffuse field.
    DiffuseField,
    /// Diffuse field, tilt −0.5 dB/octave about 1 kHz, bass shelf +9 dB.
    DiffuseFieldBass,
    /// Diffuse field shaped by four gains.
    Generated(Generator),
    /// A curve the user brought.
    Imported(StoredCurve),
}

/// Gains of the target generator on the diffuse field.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Generator {
    /// Tilt about 1 kHz, dB per octave.
    pub tilt_db_per_octave: f64,
    /// Bass shelf, 105 Hz, Q 0.707, dB.
    pub bass_db: f64,
    /// Ear gain, 2750 Hz, Q 1, dB.
    pub ear_db: f64,
    /// Treble shelf, 2500 Hz, Q 0.42, dB.
    pub treble_db: f64,
}

impl Default for TargetSetting {
    fn default() -> Self {
        Self {
            target: Target::DiffuseFieldBass,
            align_hz: 500.0,
            shown: true,
        }
    }
}
