//! Pink noise: white noise through poles and zeros an octave apart, −3 dB an octave from 10 Hz on (J.
//! Smith, Spectral audio signal processing, 2011, “Spectral tilt filters”).

use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution as _, StandardNormal};
use std::f64::consts::{SQRT_2, TAU};

/// The first pole, Hz.
const FROM: f64 = 10.0;
/// Its root mean square, as a factor of full scale: −20 dB.
const RMS: f64 = 0.1;
/// Times the first pole's time within which an impulse has died away.
const DIES: f64 = 8.0;

/// Pole, zero, and what went in and came out before.
#[derive(Debug, Clone, Copy)]
struct Section {
    pole: f64,
    zero: f64,
    before: [f64; 2],
}

/// Noise that goes on.
pub(super) struct Pink {
    rng: ChaCha8Rng,
    sections: Vec<Section>,
    gain: f64,
}

impl Pink {
    /// From the seed on.
    pub(super) fn new(rate: u32, seed: u64) -> Self {
        let rate = f64::from(rate);
        let corner = |f: f64| (-TAU * f / rate).exp();
        let section = |f: f64| Section {
            pole: corner(f),
            zero: corner(f * SQRT_2),
            before: [0.0; 2],
        };
        let sections: Vec<Section> = (0..32)
            .map(|n| FROM * f64::from(n).exp2())
            .take_while(|f| *f < rate)
            .map(section)
            .collect();
        let mut tried = sections.clone();
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "some ten thousand samples"
        )]
        let count = (DIES * rate / (TAU * FROM)) as usize;
        let power: f64 = (0..count)
            .map(|n| filtered(&mut tried, if n == 0 { 1.0 } else { 0.0 }).powi(2))
            .sum();
        Self {
            rng: ChaCha8Rng::seed_from_u64(seed),
            sections,
            gain: RMS / power.sqrt(),
        }
    }

    /// The next sample.
    #[allow(clippy::cast_possible_truncation, reason = "a sample")]
    pub(super) fn next(&mut self) -> f32 {
        let white: f64 = StandardNormal.sample(&mut self.rng);
        (self.gain * filtered(&mut self.sections, white)).clamp(-1.0, 1.0) as f32
    }
}

fn filtered(sections: &mut [Section], sample: f64) -> f64 {
    sections.iter_mut().fold(sample, |x, section| {
        let [input, output] = section.before;
        let y = x - section.zero * input + section.pole * output;
        section.before = [x, y];
        y
    })
}
