//! `earwright explain`: which few numbers, moved within their tolerance, bring a design to what was
//! measured of a built unit.

use super::{
    Outcome, arguments,
    compare::{Align, signed},
    input,
    interrupt::Interrupt,
    json::{self, Json},
    output,
    output::Out,
};
use crate::{
    design::{Severity, StoredCurve, file},
    exchange::Measurement,
    tuning::explain::{Aligned, Explained, MOST, Misfit, Noise, Task, Verdict, explain},
};
use anyhow::{Context as _, Result, bail};
use clap::Args;
use serde_json::{Value, json as object};
use std::{
    fmt::Write as _,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

/// Explain how a built unit differs from its design: the few numbers, moved within their tolerance, that
/// bring the design to the measurement. The exit code is 0 when the design agrees or is explained, 1 when
/// something is left that nothing within its tolerance explains.
#[derive(Debug, Args)]
#[command(
    after_help = "With --json one object: `verdict` (\"agrees\", \"explained\", \"partly\", \"nothing\") and \
                  `sentence`; `before` and `after` (`level_db` and `impedance_percent`, rms or null; \
                  `noises`, both in units of the noise; `raised_db`, how far the measured level is raised, \
                  or null; `most_db`, `at_hz`); `moved` (`name`, `key`, `from`, `to` in SI units, null for \
                  how it was worn, `was`, `is`, `sigmas`, `known_to`, `tolerance`, `beyond` it, `without`: \
                  what would be left without it, in units of the noise, `instead`: what fits about as well \
                  in its place (`name`, `is`, `sigmas`), `tied`: numbers it cannot be told apart from); \
                  `candidates`, `unseen` of them, `points`; `out`."
)]
pub struct Explain {
    /// The design.
    file: PathBuf,
    /// What was measured of one unit: a level, an impedance, or a file of each.
    #[arg(required = true, num_args = 1..=2)]
    measurements: Vec<PathBuf>,
    /// Most numbers that move.
    #[arg(long, default_value_t = 4, value_parser = clap::value_parser!(u8).range(1..=MOST as i64))]
    numbers: u8,
    /// Noise of the level from point to point, dB.
    #[arg(long, default_value_t = 0.3, value_name = "DB", value_parser = arguments::decibels)]
    noise: f64,
    /// Noise of the impedance, percent.
    #[arg(long, default_value_t = 2.0, value_name = "PERCENT", value_parser = arguments::percent)]
    impedance_noise: f64,
    /// Lowest frequency that counts, Hz.
    #[arg(long, default_value_t = 20.0, value_name = "HZ", value_parser = arguments::hertz)]
    from: f64,
    /// Highest frequency that counts, Hz.
    #[arg(long, default_value_t = 10_000.0, value_name = "HZ", value_parser = arguments::hertz)]
    to: f64,
    /// Where the level is raised to meet the design's: all of the band where nothing is stated.
    #[command(flatten)]
    align: Align,
    /// Take the measured level as it is: it was measured at the drive of the design.
    #[arg(long, conflicts_with = "align")]
    as_measured: bool,
    /// The unit may be worn otherwise: another insertion and another seal, as the design's fit says.
    #[arg(long)]
    fit: bool,
    /// Write the design with the numbers that moved.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// One object instead.
    #[command(flatten)]
    json: Json,
}

/// A measured curve as designs keep it.
fn curve(path: &Path) -> Result<StoredCurve> {
    let read =
        Measurement::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let ready = read.ready(&name);
    for finding in &ready.findings {
        if finding.severity != Severity::Error {
            input::say(finding.severity, &finding.message);
        }
    }
    ready
        .stored(&name)
        .map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))
}

impl Explain {
    /// Explains, and prints a line for every number that moved.
    pub(super) fn run(&self) -> Result<Outcome> {
        arguments::band(self.from, self.to)?;
        let aligned = match self.align.band()? {
            Some((at, to)) => Aligned::Band(at, to),
            None if self.as_measured => Aligned::AsMeasured,
            None => Aligned::Everywhere,
        };
        let design = input::design(&self.file)?;
        let mut inputs = vec![self.file.as_path()];
        inputs.extend(self.measurements.iter().map(PathBuf::as_path));
        let out = Out::to(self.out.as_deref(), &inputs)?;
        let curves: Vec<StoredCurve> = (self.measurements.iter())
            .map(|path| curve(path))
            .collect::<Result<_>>()?;
        if let [first, second] = &curves[..]
            && first.kind == second.kind
        {
            bail!(
                "both files hold the same kind of curve: give a level and an impedance of one unit"
            );
        }
        let task = Task {
            numbers: usize::from(self.numbers),
            noise: Noise {
                level_db: self.noise,
                impedance: self.impedance_noise / 100.0,
            },
            band: [self.from, self.to],
            aligned,
            worn: self.fit,
        };
        let interrupt = Interrupt::watch();
        let curves: Vec<&StoredCurve> = curves.iter().collect();
        let found = explain(&design, &curves, &task, &mut |_| {
            if interrupt.asked() {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        if interrupt.asked() {
            output::message("interrupted: nothing is known yet");
            return Ok(Outcome::Interrupted);
        }
        let found = found?;
        if self.out.is_some() {
            out.write(&file::to_text(&found.design))?;
        }
        if self.json.json {
            json::print(&json::wrote(self.out.as_deref(), object(&found)))?;
        } else {
            output::result(&lines(&found))?;
            output::message(&found.sentence());
            let unseen = found.unseen_words();
            if !unseen.is_empty() {
                output::message(&unseen);
            }
        }
        Ok(match found.verdict {
            Verdict::Agrees | Verdict::Explained => Outcome::Success,
            Verdict::Partly | Verdict::Nothing => Outcome::Failure,
        })
    }
}

fn lines(found: &Explained) -> String {
    let mut lines = String::new();
    if let (Some(before), Some(after)) = (found.before.raised_db, found.after.raised_db) {
        let (before, after) = (signed(before), signed(after));
        let _ = writeln!(
            lines,
            "raised\tthe measured level\t{before} dB\t→ {after} dB"
        );
    }
    for moved in &found.moved {
        let sigmas = moved.sigma_words();
        let beyond = if moved.beyond { ", beyond it" } else { "" };
        let _ = writeln!(
            lines,
            "{}\t{}\t→ {}\t{sigmas}\tof {}{beyond}",
            moved.name, moved.was, moved.is, moved.tolerance
        );
        for other in &moved.instead {
            let _ = writeln!(lines, "\tor\t{}", other.words());
        }
        if !moved.tied.is_empty() {
            let tied = moved.tied.join(", ");
            let _ = writeln!(lines, "\tnot told apart from\t{tied}");
        }
    }
    lines
}

fn object(found: &Explained) -> Value {
    let misfit = |misfit: &Misfit| {
        object!({
            "level_db": json::option(misfit.level_db),
            "impedance_percent": json::option(misfit.impedance.map(|share| 100.0 * share)),
            "noises": json::number(misfit.noises),
            "raised_db": json::option(misfit.raised_db),
            "most_db": json::option(misfit.most.map(|(off, _)| off)),
            "at_hz": json::option(misfit.most.map(|(_, at)| at)),
        })
    };
    let moved: Vec<Value> = (found.moved.iter())
        .map(|moved| {
            let of = moved.number.as_ref();
            let instead: Vec<Value> = (moved.instead.iter())
                .map(
                    |other| object!({ "name": other.name, "is": other.is, "sigmas": other.sigmas }),
                )
                .collect();
            object!({
                "name": moved.name,
                "key": of.map(|(number, ..)| number.key.key.as_str()),
                "from": json::option(of.map(|(_, was, _)| *was)),
                "to": json::option(of.map(|(_, _, is)| *is)),
                "was": moved.was,
                "is": moved.is,
                "sigmas": json::number(moved.sigmas),
                "known_to": json::number(moved.known_to),
                "tolerance": moved.tolerance,
                "beyond": moved.beyond,
                "without": json::number(moved.without),
                "instead": instead,
                "tied": moved.tied,
            })
        })
        .collect();
    object!({
        "verdict": match found.verdict {
            Verdict::Agrees => "agrees",
            Verdict::Explained => "explained",
            Verdict::Partly => "partly",
            Verdict::Nothing => "nothing",
        },
        "sentence": found.sentence(),
        "before": misfit(&found.before),
        "after": misfit(&found.after),
        "moved": moved,
        "candidates": found.candidates,
        "unseen": found.unseen,
        "points": found.points,
    })
}
