//! What drivers add to a sound at large amplitudes: harmonics, compression, and what two tones make
//! of each other.
//!
//! Only drivers that state how they depart from linear take part; all else is linear. Distortion is
//! told relative to the whole sound, as IEC 60268-5 and IEC 60268-7 do.

mod greatest;
mod intermodulation;

pub use greatest::{Greatest, greatest};
pub use intermodulation::{Intermodulation, Product, intermodulation};

use super::spl;
use crate::{
    design::Design,
    network::large_signal::{LargeSignal, Steady, TOLD, Unable},
};
use num_complex::Complex64;
use std::sync::Arc;

/// The second to the fifth harmonic.
pub const HARMONICS: usize = TOLD - 1;

/// What is heard of one sine.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Heard {
    /// Level of the fundamental, dB SPL.
    pub fundamental_db: f64,
    /// How much less that is than a linear design's, dB.
    pub compression_db: f64,
    /// Levels of the second to the fifth harmonic, dB SPL.
    pub harmonics_db: [f64; HARMONICS],
    /// Those harmonics together over the whole sound, a ratio.
    pub thd: f64,
    /// How far the motor that moves furthest goes, over how far its law was stated.
    pub reached: f64,
}

impl Heard {
    /// Of a steady state, beside the pressure of the linear network, Pa.
    fn of(steady: &Steady, linear: Complex64) -> Self {
        let told = |n: usize| steady.pressure.get(n).copied().unwrap_or(Complex64::ZERO);
        let fundamental = told(0);
        let harmonics: [Complex64; HARMONICS] = std::array::from_fn(|n| told(n + 1));
        let power: f64 = harmonics.iter().map(Complex64::norm_sqr).sum();
        Self {
            fundamental_db: spl::level_db(fundamental),
            compression_db: spl::level_db(linear) - spl::level_db(fundamental),
            harmonics_db: harmonics.map(spl::level_db),
            thd: (power / (power + fundamental.norm_sqr())).sqrt(),
            reached: steady.reached.iter().copied().fold(0.0, f64::max),
        }
    }
}

/// Distortion over frequency at one drive.
#[derive(Debug, Clone, PartialEq)]
pub struct Distortion {
    /// Frequencies of the fundamental, Hz.
    pub f: Arc<[f64]>,
    /// EMF, V rms.
    pub drive: f64,
    /// What is heard; absent where no steady state was found.
    pub heard: Vec<Option<Heard>>,
    /// The drivers that depart from linear.
    pub of: Vec<String>,
    /// Drivers of which nobody states how they do.
    pub unstated: Vec<String>,
}

/// Distortion of sines at these frequencies, Hz, at the design's drive.
///
/// # Errors
/// When no driver states how it departs from linear, or nothing is heard.
pub fn over_frequency(design: &Design, f: &Arc<[f64]>) -> Result<Distortion, Unable> {
    let signal = LargeSignal::new(design, f)?;
    let drive = signal.emf();
    let heard = (signal.sweep(drive).iter().enumerate())
        .map(|(n, steady)| Some(Heard::of(steady.as_ref()?, fundamental(&signal, n, drive))))
        .collect();
    let (of, unstated) = drivers(design, &signal);
    Ok(Distortion {
        f: Arc::clone(f),
        drive,
        heard,
        of,
        unstated,
    })
}

/// Distortion over the drive at one frequency.
#[derive(Debug, Clone, PartialEq)]
pub struct Rise {
    /// Frequency of the fundamental, Hz.
    pub f: f64,
    /// EMFs, V rms, ascending.
    pub drives: Vec<f64>,
    /// What is heard; absent where no steady state was found, and above the first such drive.
    pub heard: Vec<Option<Heard>>,
    /// The drivers that depart from linear.
    pub of: Vec<String>,
    /// Drivers of which nobody states how they do.
    pub unstated: Vec<String>,
}

/// Distortion of a sine at this frequency, Hz, at these drives, V rms, ascending.
///
/// # Errors
/// When no driver states how it departs from linear, or nothing is heard.
pub fn over_level(design: &Design, f: f64, drives: &[f64]) -> Result<Rise, Unable> {
    let signal = LargeSignal::new(design, &[f])?;
    let mut state: Option<Steady> = None;
    let mut lost = false;
    let heard = drives.iter().map(|drive| {
        if !lost {
            let next = signal.steady(0, *drive, state.as_ref());
            lost = next.is_none();
            state = next;
        }
        let steady = state.as_ref().filter(|_| !lost)?;
        Some(Heard::of(steady, fundamental(&signal, 0, *drive)))
    });
    let heard = heard.collect();
    let (of, unstated) = drivers(design, &signal);
    Ok(Rise {
        f,
        drives: drives.to_vec(),
        heard,
        of,
        unstated,
    })
}

/// From so much below the drive to so much above it, dB, and the steps between.
const AROUND: [i32; 3] = [-40, 20, 2];

/// Drives around that of a design, V rms, ascending.
pub fn drives_around(design: &Design) -> Vec<f64> {
    let [from, to, step] = AROUND;
    let levels = (0..=(to - from) / step).map(|n| f64::from(from + n * step));
    let emf = design.drive.emf();
    levels.map(|db| emf * 10_f64.powf(db / 20.0)).collect()
}

/// The linear network's pressure at the fundamental, Pa rms.
fn fundamental(signal: &LargeSignal, point: usize, drive: f64) -> Complex64 {
    let terms = signal.linear(point, drive);
    terms.first().copied().unwrap_or(Complex64::ZERO)
}

/// The names of the drivers with a law, and of those without.
fn drivers(design: &Design, signal: &LargeSignal) -> (Vec<String>, Vec<String>) {
    let stated = |part| signal.motors().iter().any(|motor| motor.part == part);
    let (of, unstated): (Vec<_>, Vec<_>) = design.drivers().partition(|part| stated(part.id));
    let names = |parts: Vec<&crate::design::Part>| parts.iter().map(|p| p.name.clone()).collect();
    (names(of), names(unstated))
}
