//! Sound at another sample rate: block by block its spectrum is cut off below both Nyquist
//! frequencies, and transformed back with as many samples as the other rate has (overlap–add).
//!
//! The cut is a sinc under a Blackman–Harris window (Harris 1978, Proc. IEEE 66): 4096 samples or more
//! of it leave the band as it is up to some thousandths below the Nyquist frequency.

use num_complex::Complex32;
use realfft::{ComplexToReal, RealFftPlanner, RealToComplex};
use std::{f64::consts::PI, sync::Arc};

/// Samples of a block at the least, at the rate that is left.
const LEAST: usize = 4096;
/// How far below the Nyquist frequency the cut lies, in lines of its window.
const LINES: f64 = 4.0;
/// The window of four terms.
const WINDOW: [f64; 4] = [0.358_75, 0.488_29, 0.141_28, 0.011_68];

/// From one sample rate to another.
pub(super) struct Ratio {
    /// Samples of a block before and after.
    pub(super) from: usize,
    pub(super) to: usize,
    forward: Arc<dyn RealToComplex<f32>>,
    inverse: Arc<dyn ComplexToReal<f32>>,
    /// What the cut lets through, line by line.
    cut: Vec<Complex32>,
}

impl Ratio {
    /// Between sample rates, Hz, which are not 0.
    pub(super) fn new(from: u32, to: u32) -> Self {
        let common = gcd(from, to);
        let [a, b] = [from / common, to / common].map(|part| part as usize);
        // Even, so that the middle of the cut is a whole sample of both.
        let times = 2 * LEAST.div_ceil(2 * a);
        let [from, to] = [times * a, times * b];
        let mut planner = RealFftPlanner::new();
        Self {
            forward: planner.plan_fft_forward(2 * from),
            inverse: planner.plan_fft_inverse(2 * to),
            cut: cut(from, to),
            from,
            to,
        }
    }

    /// How many samples come late: half the cut.
    pub(super) fn late(&self) -> usize {
        self.to / 2
    }

    /// How many samples so many become.
    pub(super) fn count(&self, samples: usize) -> usize {
        let whole = samples as u128 * self.to as u128;
        usize::try_from(whole.div_ceil(self.from as u128)).unwrap_or(usize::MAX)
    }
}

/// The lines of a sinc under its window, below both Nyquist frequencies.
fn cut(from: usize, to: usize) -> Vec<Complex32> {
    let mut planner = RealFftPlanner::<f64>::new();
    let forward = planner.plan_fft_forward(2 * from);
    let mut samples = forward.make_input_vec();
    let lowest = from.min(to) as f64 / from as f64;
    // Over the Nyquist frequency before; a line of the window is 2/from of it.
    let edge = lowest - LINES * 2.0 / from as f64;
    let middle = (from / 2) as f64;
    for (n, sample) in samples.iter_mut().take(from + 1).enumerate() {
        let x = PI * edge * (n as f64 - middle);
        let sinc = if x == 0.0 { 1.0 } else { x.sin() / x };
        let phase = PI * n as f64 / middle;
        let [a, b, c, d] = WINDOW;
        let window = a - b * phase.cos() + c * (2.0 * phase).cos() - d * (3.0 * phase).cos();
        *sample = edge * sinc * window / (2 * from) as f64;
    }
    let mut lines = forward.make_output_vec();
    let done = forward.process(&mut samples, &mut lines);
    debug_assert!(done.is_ok(), "buffers are of the plan's lengths");
    let lines = lines.into_iter().take(from.min(to));
    #[allow(clippy::cast_possible_truncation, reason = "the transform's numbers")]
    lines
        .map(|z| Complex32::new(z.re as f32, z.im as f32))
        .collect()
}

fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a.max(1) } else { gcd(b, a % b) }
}

/// One channel on its way to another sample rate.
pub(super) struct Resampler {
    ratio: Arc<Ratio>,
    before: Vec<f32>,
    lines: Vec<Complex32>,
    turned: Vec<Complex32>,
    after: Vec<f32>,
    /// What the last block leaves for this one.
    rest: Vec<f32>,
    scratch: Vec<Complex32>,
}

impl Resampler {
    /// Silence so far.
    pub(super) fn new(ratio: Arc<Ratio>) -> Self {
        let Ratio {
            forward, inverse, ..
        } = &*ratio;
        let scratch = forward.get_scratch_len().max(inverse.get_scratch_len());
        Self {
            before: forward.make_input_vec(),
            lines: forward.make_output_vec(),
            turned: inverse.make_input_vec(),
            after: inverse.make_output_vec(),
            rest: vec![0.0; ratio.to],
            scratch: vec![Complex32::default(); scratch],
            ratio,
        }
    }

    /// Takes the next block, which may be shorter than one only at the end, and gives one behind what is
    /// there.
    pub(super) fn pass(&mut self, block: &[f32], out: &mut Vec<f32>) {
        let ratio = &*self.ratio;
        self.before.fill(0.0);
        for (place, sample) in self.before.iter_mut().zip(block) {
            *place = *sample;
        }
        let (lines, turned) = (&mut self.lines, &mut self.turned);
        let done = (ratio.forward).process_with_scratch(&mut self.before, lines, &mut self.scratch);
        debug_assert!(done.is_ok(), "buffers are of the plan's lengths");
        turned.fill(Complex32::default());
        for ((turned, line), cut) in turned.iter_mut().zip(lines).zip(&ratio.cut) {
            *turned = *line * cut;
        }
        // It is real in a real signal; rounding must not tell otherwise.
        if let Some(first) = turned.first_mut() {
            first.im = 0.0;
        }
        let done = (ratio.inverse).process_with_scratch(turned, &mut self.after, &mut self.scratch);
        debug_assert!(done.is_ok(), "buffers are of the plan's lengths");
        let (now, later) = self.after.split_at(ratio.to);
        out.extend(now.iter().zip(&self.rest).map(|(now, rest)| now + rest));
        self.rest.copy_from_slice(later);
    }
}
