//! `earwright render`: a sound as it is heard through a design.

use super::{
    Outcome, arguments,
    compare::Curves,
    input,
    json::{self, Json},
    output,
    output::Out,
};
use crate::{
    design::Design,
    hear::{
        Against, Filter, Input, Level, Measured, Options, Phase, Rendered, Signal, Wanted, render,
    },
    picture::ticks::minus,
};
use anyhow::{Context as _, Result, bail};
use clap::{Args, ValueEnum, value_parser};
use serde_json::json as object;
use std::{
    ffi::OsStr,
    fmt::Write as _,
    path::{Path, PathBuf},
};

/// Render a sound through a design into a WAV file, as it is heard at the drum.
#[derive(Debug, Args)]
#[command(
    after_help = "The filter is 0 dB at 1 kHz. The result is as loud as the input (ITU-R BS.1770); to \
                  compare designs, render both with the same --loudness, low enough for the true peak, \
                  which is kept below -1 dBTP by lowering the whole. It lasts longer than the input, \
                  until the filter has died away.\n\
                  With --json one object: `out`, `rate_hz`, `channels`, `seconds`, `taps`, `phase`, \
                  `delay_ms`, what the filter of true phase delays everything by, `reference_db`, what is \
                  0 dB in the filter at 1 kHz (dB SPL; of a difference dB), `gain_db`, what was added to \
                  it, `lowered_db`, how much of that is missing for the true peak, `input_lufs`, \
                  `output_lufs` and `peak_dbtp`, null of silence, and `remarks`."
)]
pub struct Render {
    /// The design.
    file: PathBuf,
    /// The sound: a WAV, FLAC or MP3 file, mono or stereo.
    #[arg(required_unless_present = "signal", conflicts_with = "signal")]
    input: Option<PathBuf>,
    /// The WAV file to write.
    #[arg(long, value_name = "WAV")]
    out: PathBuf,
    /// Take this away: another design (.ron), or “target”, the design's own. Heard through the other,
    /// it sounds like the first.
    #[arg(long, value_name = "RON|target")]
    against: Option<PathBuf>,
    /// Take away the measured level of the earphone the result is heard with.
    #[arg(long, value_name = "CURVE")]
    correct: Option<PathBuf>,
    /// The least phase that goes with the level, or the solved one.
    #[arg(long, value_enum, default_value = "minimum")]
    phase: PhaseName,
    /// The sample rate of the result: the input's own, or that of the signal (48000). An input of
    /// another one is resampled.
    #[arg(long, value_name = "HZ", value_parser = arguments::rate())]
    rate: Option<u32>,
    /// Make the result as loud as the input; it is so without being told.
    #[arg(
        long = "match",
        overrides_with = "no_match",
        conflicts_with = "loudness"
    )]
    matched: bool,
    /// Leave the level as it comes out of the filter.
    #[arg(long, overrides_with = "matched", conflicts_with = "loudness")]
    no_match: bool,
    /// Make the result this loud, LUFS.
    #[arg(long, value_name = "LUFS", allow_negative_numbers = true, value_parser = arguments::lufs)]
    loudness: Option<f64>,
    /// Write 32-bit floating point instead of 24-bit integers.
    #[arg(long)]
    float: bool,
    /// A signal of our own in place of the input.
    #[arg(long, value_enum)]
    signal: Option<SignalName>,
    /// How long the signal lasts, s.
    #[arg(long, default_value_t = 20.0, value_name = "S", value_parser = arguments::lasting, requires = "signal", conflicts_with = "input")]
    seconds: f64,
    /// Where the signal's chances begin.
    #[arg(long, default_value_t = 1, requires = "signal", conflicts_with = "input", value_parser = value_parser!(u64))]
    seed: u64,
    /// One object instead.
    #[command(flatten)]
    json: Json,
}

/// The phase of the filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PhaseName {
    /// The least that goes with the level, without delay.
    Minimum,
    /// The solved one: travel, crossovers and polarity as they are, 5 ms late.
    True,
}

/// A signal of our own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SignalName {
    /// Pink noise, mono.
    Pink,
    /// Something like music, stereo.
    Music,
}

/// The word that stands for a design's own target.
const TARGET: &str = "target";
/// The sample rate of a signal, Hz.
const RATE: u32 = 48_000;

impl Render {
    /// Renders, and tells how loud it became.
    pub(super) fn run(&self) -> Result<Outcome> {
        let design = input::design(&self.file)?;
        let other = match self.against.as_deref() {
            Some(path) if path != Path::new(TARGET) => Some(input::design(path)?),
            _ => None,
        };
        let curve = self.correct.as_deref().map(level).transpose()?;
        let mut inputs = vec![self.file.as_path()];
        let read = [&self.input, &self.against, &self.correct];
        inputs.extend(read.into_iter().filter_map(|path| path.as_deref()));
        let wav = |ending: &OsStr| ending.eq_ignore_ascii_case("wav");
        if self.out.extension().is_some_and(|ending| !wav(ending)) {
            bail!(
                "--out {}: a WAV file is written, its ending must be .wav",
                self.out.display()
            );
        }
        let out = Out::to(Some(&self.out), &inputs)?;
        let sound = self.sound()?;
        let rate = sound.rate()?;
        let filter = self.filter(&design, other.as_ref(), curve.as_ref(), rate)?;
        let level = match self.loudness {
            Some(lufs) => Level::At(lufs),
            None if self.no_match => Level::Filter,
            None => Level::Matched,
        };
        let options = Options {
            level,
            float: self.float,
        };
        let rendered = render(&sound, &filter, options, &self.out)?;
        out.sweep();
        let remarks = || filter.remarks.iter().chain(&rendered.remarks);
        for remark in remarks() {
            output::message(&format!("warning: {remark}"));
        }
        if self.json.json {
            let remarks: Vec<&String> = remarks().collect();
            let phase = self.phase.to_possible_value();
            json::print(&object!({
                "out": json::path_of(&self.out),
                "rate_hz": rendered.rate,
                "channels": rendered.channels,
                "seconds": json::number(seconds(&rendered)),
                "taps": filter.taps.len(),
                "phase": phase.as_ref().map(clap::builder::PossibleValue::get_name),
                "delay_ms": json::number(1e3 * filter.delay),
                "reference_db": json::number(filter.reference_db),
                "gain_db": json::number(rendered.gain_db),
                "lowered_db": json::number(rendered.lowered_db),
                "input_lufs": rendered.input_lufs,
                "output_lufs": rendered.output_lufs,
                "peak_dbtp": rendered.peak_dbtp,
                "remarks": remarks,
            }))?;
        } else {
            output::result(&self.lines(&filter, &rendered))?;
        }
        Ok(Outcome::Success)
    }

    /// What is rendered.
    fn sound(&self) -> Result<Input> {
        Ok(match (&self.input, self.signal) {
            (_, Some(signal)) => Input::Made {
                signal: match signal {
                    SignalName::Pink => Signal::Pink,
                    SignalName::Music => Signal::Music,
                },
                rate: self.rate.unwrap_or(RATE),
                seconds: self.seconds,
                seed: self.seed,
            },
            (Some(path), None) => match self.rate {
                Some(rate) => Input::Converted {
                    file: path.clone(),
                    rate,
                },
                None => Input::File(path.clone()),
            },
            (None, None) => bail!("there is nothing to render: name a file or a --signal"),
        })
    }

    fn filter(
        &self,
        design: &Design,
        other: Option<&Design>,
        curve: Option<&(Vec<f64>, Vec<f64>)>,
        rate: u32,
    ) -> Result<Filter> {
        let against = match (other, &self.against) {
            (Some(other), _) => Some(Against::Design(other)),
            (None, Some(_)) => Some(Against::Target),
            (None, None) => None,
        };
        let wanted = Wanted {
            design,
            against,
            correct: curve.map(|(f, db)| Measured { f, db }),
            phase: match self.phase {
                PhaseName::Minimum => Phase::Minimum,
                PhaseName::True => Phase::True,
            },
        };
        Ok(Filter::of(wanted, rate)?)
    }

    /// The figures as lines.
    fn lines(&self, filter: &Filter, rendered: &Rendered) -> String {
        let mut lines = String::new();
        let channels = if rendered.channels == 1 {
            "mono"
        } else {
            "stereo"
        };
        let _ = writeln!(
            lines,
            "rendered\t{:.2} s, {channels}, {} Hz",
            seconds(rendered),
            rendered.rate
        );
        // A target is a shape: without its level, 0 dB is a level of the design.
        let of_shape = (self.against.as_deref()).is_none_or(|path| path == Path::new(TARGET));
        let unit = if of_shape && self.correct.is_none() {
            "dB SPL"
        } else {
            "dB"
        };
        let number = |value: f64| minus(&format!("{value:.1}"));
        let _ = writeln!(
            lines,
            "0 dB at 1 kHz\t{} {unit}",
            number(filter.reference_db)
        );
        let _ = writeln!(lines, "gain\t{} dB", number(rendered.gain_db));
        if let (Some(before), Some(after)) = (rendered.input_lufs, rendered.output_lufs) {
            let _ = writeln!(
                lines,
                "loudness\t{} LUFS, input {} LUFS",
                number(after),
                number(before)
            );
        }
        if let Some(peak) = rendered.peak_dbtp {
            let _ = writeln!(lines, "true peak\t{} dBTP", number(peak));
        }
        if filter.delay > 0.0 {
            let _ = writeln!(lines, "delay\t{:.2} ms", 1e3 * filter.delay);
        }
        lines
    }
}

fn seconds(rendered: &Rendered) -> f64 {
    rendered.frames as f64 / f64::from(rendered.rate)
}

/// A measured level.
fn level(path: &Path) -> Result<(Vec<f64>, Vec<f64>)> {
    if input::is_design(path) {
        bail!(
            "--correct {} is a design: it takes a measured level, --against takes designs",
            path.display()
        );
    }
    Curves::measured(path)?
        .level
        .with_context(|| format!("--correct {} is no level", path.display()))
}
