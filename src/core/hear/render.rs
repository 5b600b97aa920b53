//! An input through a filter into a file, twice: first to measure how loud it becomes, then to write
//! it at the level that follows.

use super::{
    convolve::{BLOCK, Convolver, Kernel},
    error::RenderError,
    filter::Filter,
    input::{Input, Reading},
    loudness::{Loudness, Peak},
    wav::{self, Writing},
};
use crate::design::file;
use std::{
    fmt::Write as _,
    io::{self, BufWriter},
    ops::ControlFlow,
    path::Path,
    sync::Arc,
};

/// Samples of a channel that are worked on at a time.
const CHUNK: usize = 16 * BLOCK;
/// The highest true peak, dB of full scale (EBU R 128, 2014).
const PEAK_DBTP: f64 = -1.0;
/// Most bytes of a WAV file.
const LARGEST: u64 = u32::MAX as u64 - 4096;

/// How loud the result is to be.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Level {
    /// As loud as the input.
    #[default]
    Matched,
    /// Of this loudness, LUFS: two designs of the same are compared fairly.
    At(f64),
    /// As it comes out of the filter.
    Filter,
}

/// How it is written.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Options {
    /// How loud.
    pub level: Level,
    /// Samples of 32-bit floating point instead of 24-bit integers.
    pub float: bool,
}

/// What was rendered.
#[derive(Debug, Clone, PartialEq)]
pub struct Rendered {
    /// Samples of a channel, the last ones of the filter included.
    pub frames: usize,
    /// One or two.
    pub channels: usize,
    /// Samples a second.
    pub rate: u32,
    /// What was added to the filter's level, dB.
    pub gain_db: f64,
    /// By how much of it the true peak was kept below −1 dB, dB.
    pub lowered_db: f64,
    /// Loudness of the input, LUFS; absent of silence, and of less than 0.4 s.
    pub input_lufs: Option<f64>,
    /// Loudness of the result, LUFS.
    pub output_lufs: Option<f64>,
    /// True peak of the result, dB of full scale; absent of silence.
    pub peak_dbtp: Option<f64>,
    /// What should be told.
    pub remarks: Vec<String>,
}

/// Renders an input through a filter of its sample rate into a WAV file: all of it or nothing.
///
/// # Errors
/// When the input cannot be read, the result is longer than a WAV file, or cannot be written.
pub fn render(
    input: &Input,
    filter: &Filter,
    options: Options,
    out: &Path,
) -> Result<Rendered, RenderError> {
    let kernel = Arc::new(Kernel::new(&filter.taps));
    let measured = measure(input, filter, &kernel)?;
    let (frames, channels) = (measured.frames, measured.channels);
    let size = frames as u64 * channels as u64 * wav::bytes(options.float);
    if size > LARGEST {
        return Err(RenderError::TooLong {
            gigabytes: size as f64 / 1e9,
        });
    }
    let mut remarks = measured.remarks;
    let (gain_db, lowered_db) = gain(
        options.level,
        measured.input_lufs,
        measured.output_lufs,
        measured.peak_db,
        &mut remarks,
    );
    let factor = 10_f64.powf(gain_db / 20.0);
    let written = file::write_with(out, |file| {
        let channels = u16::try_from(channels).map_err(io::Error::other)?;
        let mut writing = Writing::new(BufWriter::new(file), channels, filter.rate, options.float)?;
        let mut failed = None;
        let done = pass(input, filter, &kernel, |_, output| {
            failed = writing.take(output, factor).err();
            match failed {
                Some(_) => ControlFlow::Break(()),
                None => ControlFlow::Continue(()),
            }
        });
        match (failed, done) {
            (Some(error), _) => Err(error),
            (None, Err(error)) => Ok(Err(error)),
            (None, Ok((again, _))) if again != frames => Ok(Err(changed(input))),
            (None, Ok(_)) => writing.finish().map(Ok),
        }
    });
    written??;
    Ok(Rendered {
        frames,
        channels,
        rate: filter.rate,
        gain_db,
        lowered_db,
        input_lufs: measured.input_lufs,
        output_lufs: measured.output_lufs.map(|lufs| lufs + gain_db),
        peak_dbtp: Some(measured.peak_db + gain_db).filter(|peak| peak.is_finite()),
        remarks,
    })
}

/// What a first pass tells.
struct Measured {
    frames: usize,
    channels: usize,
    input_lufs: Option<f64>,
    output_lufs: Option<f64>,
    peak_db: f64,
    remarks: Vec<String>,
}

fn measure(input: &Input, filter: &Filter, kernel: &Arc<Kernel>) -> Result<Measured, RenderError> {
    let rate = filter.rate;
    let channels = input.open()?.channels();
    let meter = || Loudness::new(channels, rate).map_err(|_none| RenderError::Rate { rate });
    let (mut of_input, mut of_output) = (meter()?, meter()?);
    let mut peaks = Vec::new();
    for _ in 0..channels {
        peaks.push(Peak::new(rate).map_err(|_none| RenderError::Rate { rate })?);
    }
    let (frames, remark) = pass(input, filter, kernel, |samples, output| {
        rayon::join(
            || {
                of_input.take(samples);
                of_output.take(output);
            },
            || each(&mut peaks, output, |peak, samples| peak.take(samples)),
        );
        ControlFlow::Continue(())
    })?;
    let peak = peaks.iter().map(Peak::of_full_scale).fold(0.0, f64::max);
    Ok(Measured {
        frames,
        channels,
        input_lufs: of_input.lufs(),
        output_lufs: of_output.lufs(),
        peak_db: 20.0 * peak.log10(),
        remarks: remark.into_iter().collect(),
    })
}

/// The gain that makes a result as loud as it is to be, and how much of it is missing for the sake of
/// the true peak, dB.
fn gain(
    level: Level,
    input: Option<f64>,
    output: Option<f64>,
    peak_db: f64,
    remarks: &mut Vec<String>,
) -> (f64, f64) {
    let wanted = match (level, input, output) {
        (Level::Filter, ..) => 0.0,
        (Level::Matched, Some(input), Some(output)) => input - output,
        (Level::At(lufs), _, Some(output)) => lufs - output,
        _ => {
            remarks.push(
                "it is silent or shorter than 0.4 s, so it has no loudness: its level is the filter's"
                    .to_owned(),
            );
            0.0
        }
    };
    let lowered = (wanted + peak_db - PEAK_DBTP).max(0.0);
    if lowered > 0.0 {
        let mut remark =
            format!("lowered by {lowered:.1} dB to keep the true peak below {PEAK_DBTP} dBTP");
        if let (true, Some(output)) = (level != Level::Filter, output) {
            let reached = output + wanted - lowered;
            let _ = write!(
                remark,
                ": it is not as loud as was asked, render both sides of a comparison at {reached:.1} LUFS or below"
            );
        }
        remarks.push(remark);
    }
    (wanted - lowered, lowered)
}

fn changed(input: &Input) -> RenderError {
    let file = input.file();
    debug_assert!(file.is_some(), "a made signal is always the same");
    RenderError::Changed {
        path: file.unwrap_or(Path::new("the signal")).to_owned(),
    }
}

/// Does something for each of one or two channels, on as many threads.
fn each<T: Send, S: Sync>(states: &mut [T], channels: &[S], work: impl Fn(&mut T, &S) + Sync) {
    match (states, channels) {
        ([a, b], [x, y]) => {
            rayon::join(|| work(a, x), || work(b, y));
        }
        (states, channels) => {
            for (state, channel) in states.iter_mut().zip(channels) {
                work(state, channel);
            }
        }
    }
}

/// One channel on its way.
struct Lane {
    convolver: Convolver,
    output: Vec<f32>,
}

/// Takes all of an input through the kernel, and after it silence until the filter has died away;
/// `take` sees what goes in and what comes out, and may end it there. How many samples a channel has,
/// and what should be told.
fn pass(
    input: &Input,
    filter: &Filter,
    kernel: &Arc<Kernel>,
    mut take: impl FnMut(&[Vec<f32>], &[Vec<f32>]) -> ControlFlow<()> + Send,
) -> Result<(usize, Option<String>), RenderError> {
    let mut reading = input.open()?;
    debug_assert_eq!(
        reading.rate(),
        filter.rate,
        "the filter is made for the input"
    );
    let channels = reading.channels();
    let mut lanes: Vec<Lane> = (0..channels)
        .map(|_| Lane {
            convolver: Convolver::new(Arc::clone(kernel)),
            output: Vec::new(),
        })
        .collect();
    let mut current = vec![Vec::new(); channels];
    let mut next = vec![Vec::new(); channels];
    let mut tail = filter.taps.len().saturating_sub(1);
    let mut frames = 0;
    fill(&mut reading, &mut current, &mut tail)?;
    while current.first().is_some_and(|samples| !samples.is_empty()) {
        each(&mut lanes, &current, |lane, samples| {
            lane.convolver.pass(samples, &mut lane.output);
        });
        let mut output: Vec<Vec<f32>> = lanes
            .iter_mut()
            .map(|lane| std::mem::take(&mut lane.output))
            .collect();
        frames += output.first().map_or(0, Vec::len);
        let (read, taken) = rayon::join(
            || fill(&mut reading, &mut next, &mut tail),
            || take(&current, &output),
        );
        if taken.is_break() {
            break;
        }
        read?;
        for (lane, output) in lanes.iter_mut().zip(&mut output) {
            lane.output = std::mem::take(output);
        }
        std::mem::swap(&mut current, &mut next);
    }
    Ok((frames, reading.remark()))
}

/// The next samples, and behind the last ones silence, as long as there is some left of it.
fn fill(
    reading: &mut Reading,
    channels: &mut [Vec<f32>],
    tail: &mut usize,
) -> Result<(), RenderError> {
    reading.read(CHUNK, channels)?;
    let there = channels.first().map_or(0, Vec::len);
    let silence = (CHUNK - there.min(CHUNK)).min(*tail);
    *tail -= silence;
    for channel in channels {
        channel.resize(there + silence, 0.0);
    }
    Ok(())
}
