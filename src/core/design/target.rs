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
    /// They are aligned by their mean distance from `align_hz` up to here, Hz; absent: at `align_hz`
    /// alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub align_to_hz: Option<f64>,
    /// The rig an imported target was measured on; absent where nobody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rig: Option<Rig>,
    /// Whether the bounds of what listeners prefer are drawn as a band.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub bounds: bool,
    /// Whether it is drawn.
    pub shown: bool,
}

/// What a target was measured on: a curve of one is none of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rig {
    /// A 711 coupler (IEC 60318-4), or a head with one.
    Coupler711,
    /// ITU-T P.57 Type 4.3, B&K 5128 class.
    Type43,
    /// A head with outer ears on 711 couplers, for headphones.
    OuterEar,
}

impl Rig {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Coupler711, Self::Type43, Self::OuterEar];

    /// In words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Coupler711 => tr!("711 ear"),
            Self::Type43 => tr!("Type 4.3 (5128)"),
            Self::OuterEar => tr!("head with outer ears"),
        }
    }
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
    /// A second pair of shelves, with corners and qualities of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second: Option<Shelves>,
}

/// A low and a high shelf.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shelves {
    /// Corner of the low shelf, Hz.
    pub low_hz: f64,
    /// Its quality.
    pub low_q: f64,
    /// Its gain, dB.
    pub low_db: f64,
    /// Corner of the high shelf, Hz.
    pub high_hz: f64,
    /// Its quality.
    pub high_q: f64,
    /// Its gain, dB.
    pub high_db: f64,
}

impl Default for Shelves {
    /// The corners of Harman's average of 2025, without gain.
    fn default() -> Self {
        Self {
            low_hz: 164.0,
            low_q: 0.4,
            low_db: 0.0,
            high_hz: 4304.0,
            high_q: 0.41,
            high_db: 0.0,
        }
    }
}

impl TargetSetting {
    /// The same with this curve as the target, shown. Nobody said what it was measured on.
    #[must_use]
    pub fn of_curve(&self, curve: &StoredCurve) -> Self {
        Self {
            target: Target::Imported(curve.clone()),
            rig: None,
            shown: true,
            ..self.clone()
        }
    }
}

impl Default for TargetSetting {
    fn default() -> Self {
        Self {
            target: Target::DiffuseFieldBass,
            align_hz: 500.0,
            align_to_hz: None,
            rig: None,
            bounds: false,
            shown: true,
        }
    }
}
