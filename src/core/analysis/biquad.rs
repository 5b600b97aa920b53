//! Magnitudes of second-order shelving and peaking filters.
//!
//! The analogue prototypes of the Audio EQ Cookbook, which every equaliser of the field follows
//! below a tenth of its sample rate: no sample rate enters here.

use num_complex::Complex64;

/// Low shelf: `gain_db` far below the corner `at` (Hz), half of it there, none far above.
pub fn low_shelf_db(f: f64, at: f64, q: f64, gain_db: f64) -> f64 {
    let a = amplitude(gain_db);
    let s = Complex64::new(0.0, f / at);
    let damping = a.sqrt() / q;
    db(a * (s * s + damping * s + a) / (a * s * s + damping * s + 1.0))
}

/// High shelf: `gain_db` far above the corner `at` (Hz), half of it there, none far below.
pub fn high_shelf_db(f: f64, at: f64, q: f64, gain_db: f64) -> f64 {
    let a = amplitude(gain_db);
    let s = Complex64::new(0.0, f / at);
    let damping = a.sqrt() / q;
    db(a * (a * s * s + damping * s + 1.0) / (s * s + damping * s + a))
}

/// Peak of `gain_db` at `at` (Hz).
pub fn peak_db(f: f64, at: f64, q: f64, gain_db: f64) -> f64 {
    let a = amplitude(gain_db);
    let s = Complex64::new(0.0, f / at);
    db((s * s + a / q * s + 1.0) / (s * s + s / (a * q) + 1.0))
}

/// The square root of the linear gain.
fn amplitude(gain_db: f64) -> f64 {
    10_f64.powf(gain_db / 40.0)
}

fn db(z: Complex64) -> f64 {
    10.0 * z.norm_sqr().log10()
}
