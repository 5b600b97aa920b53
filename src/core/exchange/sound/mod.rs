//! Filters and responses as WAV: the equaliser toward the target as taps of minimum phase, and the
//! impulse response at the drum.

pub(crate) mod taps;
pub(crate) mod wav;

use super::{
    equaliser::wanted,
    product::{ExportError, Product},
    trace,
};
use crate::{
    analysis::{interpolate, meaning},
    design::Design,
    network::{Solution, Solver},
    quantity::{Unit, text::rounded},
    tuning::equaliser::Limits,
};
use num_complex::Complex64;

/// The sample rates there are, Hz.
pub const RATES: [u32; 3] = [44_100, 48_000, 96_000];

/// How sound is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Format {
    /// Sample rate, Hz; absent: a file for each of [`RATES`].
    pub rate: Option<u32>,
    /// Samples of 32-bit floating point instead of 24-bit integers.
    pub float: bool,
}

/// Taps for 48 kHz; other rates have as many in the same time.
const TAPS: usize = 1 << 14;
/// Within how far beyond its band an equaliser's gain goes to its mean, octaves.
const FADES_OCTAVES: f64 = 1.0;
/// How long before the event an impulse response begins, s.
const LEAD: f64 = 2e-3;
/// Where the band begins to close, and where it is closed, Hz.
const CLOSES: [f64; 2] = [20e3, 24e3];

/// The equaliser toward the target as a filter of minimum phase. It is lowered until its greatest gain
/// is 0 dB, so that nothing clips; by how much is told.
pub(super) fn fir(
    design: &Design,
    solution: &Solution,
    limits: &Limits,
    format: Format,
) -> Result<Product, ExportError> {
    let (f, gain) = wanted(design, solution).ok_or(ExportError::NoCurve)?;
    let (Some(first), Some(last)) = (f.first(), f.last()) else {
        return Err(ExportError::NoCurve);
    };
    let [from, to] = limits.band.map(|end| end.clamp(*first, *last));
    let limited = |gain: f64| gain.clamp(limits.gain[0], limits.gain[1]);
    let (mut sum, mut count) = (0.0, 0.0);
    for (_, gain) in f
        .iter()
        .zip(&gain)
        .filter(|(f, _)| (from..=to).contains(*f))
    {
        sum += limited(*gain);
        count += 1.0;
    }
    let mean = if count > 0.0 { sum / count } else { 0.0 };
    // The end of the band may lie in a dip of the response: its gain is not held beyond it.
    let within = |at: f64| {
        let end = at.clamp(from, to);
        let gain = limited(interpolate::at_log(&f, &gain, end).unwrap_or(0.0));
        let beyond = ((at / end).log2().abs() / FADES_OCTAVES).min(1.0);
        // Without a kink, which a filter of so many taps would round off.
        let share = 0.5 - 0.5 * (std::f64::consts::PI * beyond).cos();
        gain + share * (mean - gain)
    };
    let all = f.iter().copied().chain([from, to]);
    let most = all.map(within).fold(f64::NEG_INFINITY, f64::max);
    let db = |at: f64| within(at) - most;
    let mut product = files(design, format, |rate| {
        Some(taps::minimum_phase(db, f64::from(rate), samples(rate)))
    })?;
    product.remarks = vec![
        format!("the filter is lowered by {most:.1} dB so that nothing clips"),
        format!(
            "beyond {} to {} its gain goes to the mean within them",
            rounded(from, &Unit::HERTZ, 3),
            rounded(to, &Unit::HERTZ, 3)
        ),
    ];
    Ok(product)
}

/// The impulse response at the drum, its greatest level at any frequency 0 dB; which that is is told.
pub(super) fn impulse(design: &Design, format: Format) -> Result<Product, ExportError> {
    let mut solver = Solver::default();
    let mut reference = 0.0_f64;
    let mut product = files(design, format, |rate| {
        let count = samples(rate);
        let step = f64::from(rate) / count as f64;
        let top = CLOSES[1].min(0.5 * f64::from(rate));
        let f: Vec<f64> = (1..count / 2)
            .map(|n| n as f64 * step)
            .take_while(|f| *f < top)
            .collect();
        let solution = meaning::solved(&mut solver, design, &f.into());
        let pressure = solution.drum_pressure.as_deref()?;
        let most = pressure.iter().map(|p| p.norm()).fold(0.0, f64::max);
        if !(most.is_finite() && most > 0.0) {
            return None;
        }
        reference = most;
        let shaped: Vec<Complex64> = (solution.f.iter().zip(pressure))
            .map(|(f, p)| p / most * closing(*f, top))
            .collect();
        Some(taps::impulse(&shaped, count, LEAD * f64::from(rate)))
    })?;
    product.remarks = vec![format!(
        "0 dB in it is {:.1} dB SPL at {} rms; the event is {} ms after its beginning",
        crate::analysis::spl::level_db(Complex64::new(reference, 0.0)),
        rounded(design.drive.emf(), &Unit::VOLT, 4),
        1e3 * LEAD,
    )];
    Ok(product)
}

/// A half cosine down to nothing.
fn closing(f: f64, top: f64) -> f64 {
    let along = ((f - CLOSES[0]) / (top - CLOSES[0])).clamp(0.0, 1.0);
    0.5 + 0.5 * (std::f64::consts::PI * along).cos()
}

/// Samples of a file.
fn samples(rate: u32) -> usize {
    TAPS * if rate > 48_000 { 2 } else { 1 }
}

/// A file a rate.
fn files(
    design: &Design,
    format: Format,
    mut samples: impl FnMut(u32) -> Option<Vec<f64>>,
) -> Result<Product, ExportError> {
    let rates: Vec<u32> = format
        .rate
        .map_or_else(|| RATES.to_vec(), |rate| vec![rate]);
    let several = rates.len() > 1;
    let mut files = Vec::new();
    for rate in rates {
        let samples = samples(rate).ok_or(ExportError::NoCurve)?;
        let bytes = wav::file(
            &samples,
            rate,
            format.float,
            &trace::plain(&trace::line(design)),
        )
        .map_err(|error| ExportError::Sound(error.to_string()))?;
        let behind = format!(" {} kHz", f64::from(rate) / 1e3);
        files.push((if several { behind } else { String::new() }, bytes));
    }
    Ok(Product {
        files,
        remarks: Vec::new(),
    })
}
