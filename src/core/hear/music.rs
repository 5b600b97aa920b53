//! Something like music, made of chances: plucked chords, a bass, a melody and drums, so that bass,
//! voices, treble and sharp attacks are all in it.
//!
//! A pluck is a sum of decaying partials, the higher the weaker and the sooner gone (N. Fletcher and T.
//! Rossing, The physics of musical instruments, 1998).

use num_complex::Complex64;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use std::f64::consts::TAU;

/// Sixteenths a second: 104 beats a minute.
const STEPS: f64 = 4.0 * 104.0 / 60.0;
/// Sixteenths of a bar.
const BAR: u32 = 16;
/// The keynote, Hz.
const KEY: f64 = 55.0;
/// The scale, semitones: natural minor.
const SCALE: [i32; 7] = [0, 2, 3, 5, 7, 8, 10];
/// The degrees chords stand on.
const DEGREES: [usize; 5] = [0, 5, 2, 6, 3];
/// Highest partial, Hz.
const HIGHEST: f64 = 16e3;
/// Most partials of a pluck.
const PARTIALS: u32 = 24;
/// How soon a pluck has its full level, s.
const ATTACK: f64 = 3e-3;
/// Below this factor a voice is gone.
const GONE: f64 = 1e-4;
/// What all is scaled by: peaks stay below full scale.
const LEVEL: f64 = 0.16;

/// What sounds.
enum Sound {
    /// Each partial, and what it turns and shrinks by in a sample.
    Pluck(Vec<(Complex64, Complex64)>),
    /// A tone that falls, by its phase in turns.
    Kick { phase: f64 },
    /// Noise; by how much of the sample before is taken away, and that sample.
    Noise { bright: f64, before: f64 },
}

struct Voice {
    sound: Sound,
    level: f64,
    /// What the level shrinks by in a sample.
    decay: f64,
    /// Samples so far.
    age: f64,
    /// Of the left and right channel.
    sides: [f64; 2],
}

/// Music that goes on.
pub(super) struct Music {
    rng: ChaCha8Rng,
    rate: f64,
    voices: Vec<Voice>,
    /// Samples to the next sixteenth.
    wait: f64,
    step: u32,
    root: usize,
    melody: i32,
}

impl Music {
    /// From the seed on.
    pub(super) fn new(rate: u32, seed: u64) -> Self {
        Self {
            rng: ChaCha8Rng::seed_from_u64(seed),
            rate: f64::from(rate),
            voices: Vec::new(),
            wait: 0.0,
            step: 0,
            root: 0,
            melody: 21,
        }
    }

    /// The next sample of left and right.
    #[allow(clippy::cast_possible_truncation, reason = "samples")]
    pub(super) fn next(&mut self) -> [f32; 2] {
        if self.wait <= 0.0 {
            self.begin();
            self.wait += self.rate / STEPS;
        }
        self.wait -= 1.0;
        let mut sum = [0.0; 2];
        for voice in &mut self.voices {
            let sample = voice.next(self.rate, &mut self.rng);
            for (sum, side) in sum.iter_mut().zip(voice.sides) {
                *sum += side * sample;
            }
        }
        sum.map(|sample| (LEVEL * sample).clamp(-1.0, 1.0) as f32)
    }

    /// Begins what begins at this sixteenth.
    fn begin(&mut self) {
        self.voices.retain(|voice| voice.level > GONE);
        let at = self.step % BAR;
        self.step = self.step.wrapping_add(1);
        if at == 0 {
            let chosen = DEGREES.get(self.rng.random_range(0..DEGREES.len()));
            self.root = chosen.copied().unwrap_or(0);
        }
        let root = i32::try_from(self.root).unwrap_or(0);
        if at == 0 || (at.is_multiple_of(2) && self.rng.random_bool(0.35)) {
            self.pluck(root, 1.3, 0.6, [0.7, 0.7]);
        }
        if at == 0 || at == 6 || (at % 4 == 2 && self.rng.random_bool(0.4)) {
            for (third, side) in [(14, 0.3), (16, 0.5), (18, 0.7)] {
                self.pluck(root + third, 0.45, 0.9, [1.0 - side, side]);
            }
        }
        if self
            .rng
            .random_bool(if at.is_multiple_of(2) { 0.5 } else { 0.15 })
        {
            self.melody = (self.melody + self.rng.random_range(-2..=2)).clamp(19, 32);
            self.pluck(self.melody, 0.6, 0.5, [0.6, 0.75]);
        }
        if at == 0 || at == 8 || (at == 10 && self.rng.random_bool(0.5)) {
            self.begin_with(Sound::Kick { phase: 0.0 }, 2.2, 0.09, [0.7, 0.7]);
        }
        if at % 8 == 4 {
            let snare = Sound::Noise {
                bright: 0.6,
                before: 0.0,
            };
            self.begin_with(snare, 0.55, 0.05, [0.65, 0.7]);
        }
        if at.is_multiple_of(2) {
            let hat = Sound::Noise {
                bright: 0.98,
                before: 0.0,
            };
            let level = self.rng.random_range(0.12..0.25);
            self.begin_with(hat, level, 0.02, [0.45, 0.8]);
        }
    }

    /// A note of the scale, counted from the keynote.
    fn pluck(&mut self, note: i32, level: f64, seconds: f64, sides: [f64; 2]) {
        let octave = note.div_euclid(7);
        let place = usize::try_from(note.rem_euclid(7)).unwrap_or(0);
        let semitones = 12 * octave + SCALE.get(place).copied().unwrap_or(0);
        let f = KEY * (f64::from(semitones) / 12.0).exp2();
        let partials = (1..=PARTIALS)
            .map(f64::from)
            .take_while(|n| n * f < HIGHEST.min(0.45 * self.rate))
            .map(|n| {
                let shrinks = -0.35 * (n - 1.0) / (seconds * self.rate);
                let turn = Complex64::from_polar(shrinks.exp(), TAU * n * f / self.rate);
                let begins = Complex64::from_polar(n.powf(-1.2), self.rng.random_range(0.0..TAU));
                (begins, turn)
            })
            .collect();
        self.begin_with(Sound::Pluck(partials), level, seconds, sides);
    }

    /// A voice that shrinks to 1/e in so many seconds.
    fn begin_with(&mut self, sound: Sound, level: f64, seconds: f64, sides: [f64; 2]) {
        self.voices.push(Voice {
            sound,
            level,
            decay: (-1.0 / (seconds * self.rate)).exp(),
            age: 0.0,
            sides,
        });
    }
}

impl Voice {
    fn next(&mut self, rate: f64, rng: &mut ChaCha8Rng) -> f64 {
        let seconds = self.age / rate;
        let sample = match &mut self.sound {
            Sound::Pluck(partials) => {
                let mut sum = 0.0;
                for (partial, turn) in partials {
                    sum += partial.im;
                    *partial *= *turn;
                }
                sum * (seconds / ATTACK).min(1.0)
            }
            Sound::Kick { phase } => {
                *phase += (48.0 + 130.0 * (-seconds / 0.02).exp()) / rate;
                (TAU * *phase).sin()
            }
            Sound::Noise { bright, before } => {
                let white = rng.random_range(-1.0..1.0);
                white - *bright * std::mem::replace(before, white)
            }
        };
        let sample = sample * self.level;
        self.level *= self.decay;
        self.age += 1.0;
        sample
    }
}
