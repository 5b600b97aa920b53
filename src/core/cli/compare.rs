//! `earwright compare`: what one design has that another has not, and how far its curves are from
//! those of another or from a measurement.

use super::{
    Outcome, arguments, input,
    json::{self, Json},
    output,
    output::Out,
};
use crate::{
    analysis::{
        compare::{self, By, Figures, Values},
        examine::Quantity,
        impedance, meaning, spl,
    },
    design::{
        Design,
        changes::{Changes, changes},
    },
    exchange::curves_csv::number,
    network::{Solver, log_grid},
    picture::ticks::minus,
    quantity::{Unit, text::rounded},
};
use anyhow::{Context as _, Result, bail};
use clap::Args;
use serde_json::{Value, json as object};
use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

/// Compare a design with another, with a snapshot it keeps, or with a measured curve: the second less
/// the first.
#[derive(Debug, Args)]
#[command(
    after_help = "With --json one object: `level` and `impedance`, null where one side has none, with \
                  `rms`, `mean`, `deviation` (of what is left without the mean), `most` and `at_hz`, \
                  where that is, `from_hz` and `to_hz`; the level's are in dB, with `raised_db`, how far \
                  a measured one was raised; the impedance's in percent. Of designs `changed` (`name`, \
                  `what`, `was`, `is`, and `key`, `from`, `to` in SI units, null for what is no \
                  number), `added`, `removed`, `joined` and `parted` (connections). `columns`, or `out`, \
                  the file that was written."
)]
pub struct Compare {
    /// The design.
    file: PathBuf,
    /// Another design (.ron), or a measured level or impedance.
    #[arg(required_unless_present = "snapshot", conflicts_with = "snapshot")]
    other: Option<PathBuf>,
    /// A snapshot the design keeps, by name, in place of another file: what it was, less what it is.
    #[arg(long, value_name = "NAME")]
    snapshot: Option<String>,
    /// Lowest frequency that counts, Hz.
    #[arg(long, default_value_t = 20.0, value_name = "HZ", value_parser = arguments::hertz)]
    from: f64,
    /// Highest frequency that counts, Hz.
    #[arg(long, default_value_t = 20_000.0, value_name = "HZ", value_parser = arguments::hertz)]
    to: f64,
    #[command(flatten)]
    align: Align,
    /// Write the difference as CSV.
    #[arg(long, value_name = "CSV")]
    out: Option<PathBuf>,
    /// One object instead.
    #[command(flatten)]
    json: Json,
}

/// How a measured level is laid over the design's.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct Align {
    /// Raise the measured level to meet the design's at this frequency; without it levels are taken as
    /// they are.
    #[arg(long, value_name = "HZ", value_parser = arguments::hertz)]
    align: Option<f64>,
    /// Raise it by the mean distance from --align up to here.
    #[arg(long, value_name = "HZ", value_parser = arguments::hertz, requires = "align")]
    align_to: Option<f64>,
}

impl Align {
    /// The frequencies it is raised by; none where it is not.
    pub(super) fn band(&self) -> Result<Option<(f64, Option<f64>)>> {
        match (self.align, self.align_to) {
            (Some(at), Some(to)) if to <= at => {
                bail!("--align {at} Hz must be below --align-to {to} Hz")
            }
            (at, to) => Ok(at.map(|at| (at, to))),
        }
    }
}

/// Frequencies designs are solved at.
const POINTS: usize = 1024;

/// Level and impedance of one side; absent where it has none.
#[derive(Debug, Default)]
pub(super) struct Curves {
    pub(super) level: Option<(Vec<f64>, Vec<f64>)>,
    pub(super) impedance: Option<(Vec<f64>, Vec<f64>)>,
}

impl Curves {
    fn of(design: &Design) -> Self {
        let f = log_grid(POINTS, 20.0, 20_000.0);
        let solution = meaning::solved(&mut Solver::default(), design, &f);
        let xy = |curve: crate::analysis::Curve| (curve.x.to_vec(), curve.y);
        Self {
            level: spl::total(&solution).map(xy),
            impedance: impedance::magnitude(&solution).map(xy),
        }
    }

    /// A measured curve; one that is surely wrong is none to compare with.
    pub(super) fn measured(path: &Path) -> Result<Self> {
        let read = input::measured(path, None, "compared")?;
        let points = read.trace.points.iter();
        let curve = points.map(|point| (point.f, point.value)).unzip();
        Ok(match read.quantity {
            Quantity::Level => Self {
                level: Some(curve),
                impedance: None,
            },
            Quantity::Impedance => Self {
                level: None,
                impedance: Some(curve),
            },
        })
    }
}

impl Compare {
    /// Compares, and prints figures and changed values.
    pub(super) fn run(&self) -> Result<Outcome> {
        arguments::band(self.from, self.to)?;
        let align = self.align.band()?;
        let design = input::design(&self.file)?;
        let mut inputs = vec![self.file.as_path()];
        inputs.extend(self.other.as_deref());
        let out = Out::to(self.out.as_deref(), &inputs)?;
        let other = self.other_design(&design)?;
        let own = Curves::of(&design);
        let mut theirs = match (&other, &self.other) {
            (Some(other), _) => Curves::of(other),
            (None, Some(path)) => Curves::measured(path)?,
            (None, None) => Curves::default(),
        };
        let mut raised = None;
        if let (Some((at, to)), Some(own), Some((f, db)), None) =
            (align, &own.level, &mut theirs.level, &other)
        {
            let points = compare::alignment_points(at, to);
            let level = Values::new(&own.0, &own.1);
            let by = compare::lift_db(level, Values::new(f, db), &points)
                .context("--align: the curves do not both reach there")?;
            for level in db.iter_mut() {
                *level += by;
            }
            raised = Some(by);
        } else if align.is_some() {
            bail!("--align: only a measured level is raised; levels of designs are known");
        }
        let f = compare::grid([self.from, self.to]);
        let both =
            |own: &Option<(Vec<f64>, Vec<f64>)>, theirs: &Option<(Vec<f64>, Vec<f64>)>, by| {
                let ((f_own, y_own), (f_their, y_their)) = (own.as_ref()?, theirs.as_ref()?);
                let (own, theirs) = (Values::new(f_own, y_own), Values::new(f_their, y_their));
                Some(compare::difference(theirs, own, &f, by))
            };
        let level = both(&own.level, &theirs.level, By::Amount);
        let ohm = both(&own.impedance, &theirs.impedance, By::Amount);
        let percent = both(&own.impedance, &theirs.impedance, By::Percent);
        if level.is_none() && percent.is_none() {
            bail!("there is nothing to compare: no level and no impedance that both sides have");
        }
        let of = |difference: &Option<Vec<f64>>| compare::figures(&f, difference.as_ref()?);
        let told = Told {
            level: of(&level),
            impedance: of(&percent),
            raised,
            changes: other.as_ref().map(|other| changes(&design, other)),
        };
        let columns = [&level, &ohm, &percent];
        if self.json.json || self.out.is_some() {
            let table = table(&f, columns.map(|column| column.as_deref()));
            let fields = told.object();
            self.json.table(out, self.out.as_deref(), &table, fields)?;
        }
        if !self.json.json {
            output::result(&told.lines())?;
        }
        Ok(Outcome::Success)
    }

    /// The design that is compared with, where it is one.
    fn other_design(&self, design: &Design) -> Result<Option<Design>> {
        if let Some(name) = &self.snapshot {
            let Some(kept) = design.snapshot_named(name) else {
                let names: Vec<String> = (design.kept.iter())
                    .map(|kept| format!("“{}”", kept.name))
                    .collect();
                let there = if names.is_empty() {
                    "it keeps none".to_owned()
                } else {
                    format!("it keeps {}", names.join(", "))
                };
                bail!("--snapshot: there is no snapshot “{name}” in the design: {there}");
            };
            return Ok(Some(kept.design()));
        }
        let other = self
            .other
            .as_deref()
            .filter(|other| input::is_design(other));
        other.map(input::design).transpose()
    }
}

/// The differences as CSV.
fn table(f: &[f64], [level, ohm, percent]: [Option<&[f64]>; 3]) -> String {
    let mut table = "f_hz,difference_db,difference_ohm,difference_percent\n".to_owned();

    let cell = |column: Option<&[f64]>, n: usize| {
        let value = column.and_then(|column| column.get(n)).copied();
        number(value.unwrap_or(f64::NAN), 6)
    };
    for (n, f) in f.iter().enumerate() {
        let (level, ohm) = (cell(level, n), cell(ohm, n));
        let _ = writeln!(table, "{f:.6},{level},{ohm},{}", cell(percent, n));
    }
    table
}

struct Told {
    level: Option<Figures>,
    impedance: Option<Figures>,
    raised: Option<f64>,
    changes: Option<Changes>,
}

/// A number with its sign, to hundredths.
pub(super) fn signed(value: f64) -> String {
    minus(&format!("{value:+.2}"))
}

/// Figures in words.
pub(super) fn words(figures: &Figures, unit: &str) -> String {
    let hertz = |f: f64| rounded(f, &Unit::HERTZ, 3);
    let [from, to] = figures.band.map(hertz);
    format!(
        "rms {:.2} {unit}, mean {} {unit}, most {} {unit} at {}, from {from} to {to}",
        figures.rms,
        signed(figures.mean),
        signed(figures.most),
        hertz(figures.at),
    )
}

impl Told {
    fn lines(&self) -> String {
        let mut lines = String::new();
        if let Some(level) = &self.level {
            let _ = writeln!(lines, "level\t{}", words(level, "dB"));
        }
        if let Some(raised) = self.raised {
            let raised = signed(raised);
            let _ = writeln!(lines, "raised\tthe measured level by {raised} dB");
        }
        if let Some(impedance) = &self.impedance {
            let _ = writeln!(lines, "impedance\t{}", words(impedance, "%"));
        }
        let Some(changes) = &self.changes else {
            return lines;
        };
        let _ = writeln!(lines, "changed\t{}", changes.summary());
        for change in &changes.values {
            let words = change.words();
            let _ = writeln!(lines, "{words}\t{}\t→ {}", change.was, change.is);
        }
        for (word, list) in lists(changes) {
            for item in list {
                let _ = writeln!(lines, "{word}\t{item}");
            }
        }
        lines
    }

    fn object(&self) -> Value {
        let figures = |figures: &Option<Figures>| {
            figures.map_or(Value::Null, |figures| {
                let [from, to] = figures.band;
                object!({
                    "rms": json::number(figures.rms),
                    "mean": json::number(figures.mean),
                    "deviation": json::number(figures.deviation),
                    "most": json::number(figures.most),
                    "at_hz": json::number(figures.at),
                    "from_hz": json::number(from),
                    "to_hz": json::number(to),
                })
            })
        };
        let mut level = figures(&self.level);
        if self.level.is_some() {
            level = json::with(level, "raised_db", json::option(self.raised));
        }
        let mut told = object!({ "level": level, "impedance": figures(&self.impedance) });
        let Some(changes) = &self.changes else {
            return told;
        };
        let changed: Vec<Value> = (changes.values.iter())
            .map(|change| {
                let number = change.number.as_ref();
                object!({
                    "name": change.owner,
                    "what": change.what,
                    "was": change.was,
                    "is": change.is,
                    "key": number.map(|(number, ..)| number.key.key.as_str()),
                    "from": json::option(number.map(|(_, was, _)| *was)),
                    "to": json::option(number.map(|(_, _, is)| *is)),
                })
            })
            .collect();
        told = json::with(told, "changed", changed.into());
        for (word, list) in lists(changes) {
            told = json::with(told, word, list.clone().into());
        }
        told
    }
}

/// What is new and what is gone, by their words.
fn lists(changes: &Changes) -> [(&'static str, &Vec<String>); 4] {
    [
        ("added", &changes.added),
        ("removed", &changes.removed),
        ("joined", &changes.joined),
        ("parted", &changes.parted),
    ]
}
