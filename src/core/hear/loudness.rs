//! How loud a sound is (ITU-R BS.1770-4, 2015): loudness in LUFS, and the true peak between samples.

use ebur128::{EbuR128, Error, Mode};

/// Loudness of all channels together.
pub(super) struct Loudness(EbuR128);

impl Loudness {
    /// Of nothing yet.
    pub(super) fn new(channels: usize, rate: u32) -> Result<Self, Error> {
        let channels = u32::try_from(channels).map_err(|_many| Error::NoMem)?;
        // No histogram: its steps are 0.1 LU. Ten numbers a second are kept.
        EbuR128::new(channels, rate, Mode::I).map(Self)
    }

    /// Takes the next samples of every channel.
    pub(super) fn take(&mut self, channels: &[Vec<f32>]) {
        let all: Vec<&[f32]> = channels.iter().map(Vec::as_slice).collect();
        let taken = self.0.add_frames_planar_f32(&all);
        debug_assert!(taken.is_ok(), "channels are of one length");
    }

    /// The gated loudness, LUFS; absent where everything is below the gate of −70 LUFS, or shorter
    /// than a gate of 0.4 s.
    pub(super) fn lufs(&self) -> Option<f64> {
        self.0
            .loudness_global()
            .ok()
            .filter(|level| level.is_finite())
    }
}

/// The true peak of one channel.
pub(super) struct Peak(EbuR128);

impl Peak {
    /// Of nothing yet.
    pub(super) fn new(rate: u32) -> Result<Self, Error> {
        EbuR128::new(1, rate, Mode::TRUE_PEAK).map(Self)
    }

    /// Takes the next samples.
    pub(super) fn take(&mut self, samples: &[f32]) {
        let taken = self.0.add_frames_planar_f32(&[samples]);
        debug_assert!(taken.is_ok(), "one channel");
    }

    /// As a factor of full scale.
    pub(super) fn of_full_scale(&self) -> f64 {
        let peak = self.0.true_peak(0);
        debug_assert!(peak.is_ok(), "it is measured");
        peak.unwrap_or(0.0)
    }
}
