//! Convolution with a long filter, block by block: uniformly partitioned overlap–save (W. Gardner,
//! Efficient convolution without input–output delay, 1995; F. Wefers, Partitioned convolution
//! algorithms for real-time auralization, 2015).

use num_complex::Complex32;
use realfft::{ComplexToReal, RealFftPlanner, RealToComplex};
use std::sync::Arc;

/// Samples of a block.
pub(super) const BLOCK: usize = 4096;

/// The spectra of a filter's parts.
pub(super) struct Kernel {
    parts: Vec<Vec<Complex32>>,
    forward: Arc<dyn RealToComplex<f32>>,
    inverse: Arc<dyn ComplexToReal<f32>>,
}

impl Kernel {
    /// Of a filter's samples.
    pub(super) fn new(taps: &[f64]) -> Self {
        let mut planner = RealFftPlanner::new();
        let (forward, inverse) = (
            planner.plan_fft_forward(2 * BLOCK),
            planner.plan_fft_inverse(2 * BLOCK),
        );
        let part = |taps: &[f64]| {
            let mut samples = forward.make_input_vec();
            for (sample, tap) in samples.iter_mut().zip(taps) {
                #[allow(clippy::cast_possible_truncation, reason = "the transform's numbers")]
                {
                    *sample = (tap / (2 * BLOCK) as f64) as f32;
                }
            }
            let mut bins = forward.make_output_vec();
            let done = forward.process(&mut samples, &mut bins);
            debug_assert!(done.is_ok(), "buffers are of the plan's lengths");
            bins
        };
        Self {
            parts: taps.chunks(BLOCK).map(part).collect(),
            forward,
            inverse,
        }
    }
}

/// One channel on its way through a kernel.
pub(super) struct Convolver {
    kernel: Arc<Kernel>,
    /// Spectra of the last blocks, a ring.
    history: Vec<Vec<Complex32>>,
    newest: usize,
    /// The block before.
    before: Vec<f32>,
    sum: Vec<Complex32>,
    time: Vec<f32>,
    scratch: Vec<Complex32>,
}

impl Convolver {
    /// Silence so far.
    pub(super) fn new(kernel: Arc<Kernel>) -> Self {
        let bins = kernel.forward.make_output_vec();
        let scratch = (kernel.forward.get_scratch_len()).max(kernel.inverse.get_scratch_len());
        Self {
            history: vec![bins.clone(); kernel.parts.len()],
            newest: 0,
            before: vec![0.0; BLOCK],
            sum: bins,
            time: kernel.forward.make_input_vec(),
            scratch: vec![Complex32::default(); scratch],
            kernel,
        }
    }

    /// What comes out for the next samples, as many of them; only the last of all calls may be of a
    /// length that is no multiple of a block.
    pub(super) fn pass(&mut self, samples: &[f32], out: &mut Vec<f32>) {
        out.clear();
        for block in samples.chunks(BLOCK) {
            self.block(block, out);
        }
    }

    fn block(&mut self, block: &[f32], out: &mut Vec<f32>) {
        let (first, second) = self.time.split_at_mut(BLOCK);
        first.copy_from_slice(&self.before);
        second.fill(0.0);
        for (place, sample) in second.iter_mut().zip(block) {
            *place = *sample;
        }
        self.before.copy_from_slice(second);
        let count = self.history.len();
        if count == 0 {
            out.extend(std::iter::repeat_n(0.0, block.len()));
            return;
        }
        self.newest = (self.newest + 1) % count;
        let Kernel {
            parts,
            forward,
            inverse,
        } = &*self.kernel;
        if let Some(bins) = self.history.get_mut(self.newest) {
            let done = forward.process_with_scratch(&mut self.time, bins, &mut self.scratch);
            debug_assert!(done.is_ok(), "buffers are of the plan's lengths");
        }
        self.sum.fill(Complex32::default());
        // The newest block meets the first part, the one before it the second.
        let (new, old) = self.history.split_at(self.newest + 1);
        for (part, bins) in parts.iter().zip(new.iter().rev().chain(old.iter().rev())) {
            for ((sum, part), bin) in self.sum.iter_mut().zip(part).zip(bins) {
                *sum += part * bin;
            }
        }
        // Both are real in a real signal; rounding must not tell otherwise.
        for end in [0, BLOCK] {
            if let Some(bin) = self.sum.get_mut(end) {
                bin.im = 0.0;
            }
        }
        let done = inverse.process_with_scratch(&mut self.sum, &mut self.time, &mut self.scratch);
        debug_assert!(done.is_ok(), "buffers are of the plan's lengths");
        let whole = self.time.iter().skip(BLOCK);
        out.extend(whole.take(block.len()));
    }
}
