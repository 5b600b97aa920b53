//! Levels of sound pressure, re 20 µPa (ISO 1683:2015).

use std::f64::consts::LN_10;

/// Reference pressure of a level, Pa rms.
pub const REFERENCE_PRESSURE: f64 = 20e-6;

/// dB of a factor e in pressure.
pub const DB_PER_NEPER: f64 = 20.0 / LN_10;

/// Level of a squared pressure (Pa²), dB SPL.
pub fn level_of_square(square: f64) -> f64 {
    10.0 * (square / (REFERENCE_PRESSURE * REFERENCE_PRESSURE)).log10()
}

/// Level of a pressure by its logarithm (ln of Pa), dB SPL.
pub fn level_of_ln(ln_pressure: f64) -> f64 {
    DB_PER_NEPER * (ln_pressure - REFERENCE_PRESSURE.ln())
}

/// Pressure of a level in dB SPL by its logarithm, ln of Pa rms.
pub fn ln_pressure_of(level_db: f64) -> f64 {
    level_db / 20.0 * LN_10 + REFERENCE_PRESSURE.ln()
}
