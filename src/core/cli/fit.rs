//! `earwright fit`: a driver from its measured curves.

use super::{
    Outcome, arguments, input,
    json::{self, Json},
    output,
    output::Out,
};
use crate::{
    design::{PartKind, Severity, ear::EarModel},
    exchange::{
        Measurement, Quantity,
        measurement_list::{self, Listing},
    },
    library::{DriverPreset, FitError},
    tuning::identify::{
        self, Data, DriverText, Fixture, Identified, Model, Options, Piece, Trace, keep_measured,
    },
};
use anyhow::{Context as _, Result, anyhow, bail};
use clap::{
    Args, ValueEnum,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};
use serde_json::{Value, json as object};
use std::{
    fmt::Write as _,
    ops::ControlFlow,
    path::{Path, PathBuf},
    str::FromStr as _,
};

/// Pieces of the way to the coupler.
const MOST_PIECES: usize = 100;
/// Volume standing for a measured driver's own compliance, m³.
const SOURCE_VOLUME: f64 = 30e-9;
/// Voltage of a measurement that says none, V rms.
const VOLTAGE: f64 = 0.1;

/// Fit a driver's parameters to its measured response and impedance, the fixture taken out.
#[derive(Debug, Args)]
#[command(
    after_help = "A list of measurements is a .ron file beside the files it names:\n\
                  (measurements: [(response: \"a.frd\", impedance: \"a.zma\", path: [\"3x1.4\", \"11±0.3x1.9\"]),\n\
                  (response: \"b.frd\", path: [\"3x1.4\", \"1500\"], coupler: \"2cc\", voltage: \"0.2 V\", \
                  source_resistance: \"10\", level_within: 0.5, weight: 2, set: \"mine\"),\n\
                  (impedance: \"wall.zma\", end: Blocked)])\n\
                  One that says how it is fitted is a recipe, as those in presets/recipes of the source: \
                  (fit: (name: \"A\", summary: \"..\", source: \"..\", case: Round(diameter: \"6 mm\", height: \"4 mm\"), \
                  model: Armature(second_mode: true), known: {\"ls\": \"1.6 mm\"}, to: \"9 kHz\"), measurements: [..])\n\n\
                  With --json one object: `out`, `trust`, `misfit` (times the stated noise), `response_db` and \
                  `impedance_percent` (rms, null where there is none), `parameters` (`symbol`, `value` in SI, \
                  `text`, `standing`, `deviation` and `alone`: relative standard deviation of all, and of the \
                  measurement that tells it best), `measurements` (`name`, `response_db`, \
                  `impedance_percent`, `offset_db`, `freed`), `causes`, `open` and `findings` (`severity`, \
                  `text`)."
)]
#[allow(clippy::struct_excessive_bools, reason = "switches of a command line")]
pub struct Fit {
    /// Response as text (FRD, REW): Hz, dB and perhaps degrees a line.
    #[arg(long, value_name = "FILE")]
    response: Option<PathBuf>,
    /// Impedance as text (ZMA, REW): Hz, Ω and perhaps degrees a line.
    #[arg(long, value_name = "FILE")]
    impedance: Option<PathBuf>,
    /// Several measurements in one list, each with its own fixture.
    #[arg(
        long,
        value_name = "LIST",
        conflicts_with_all = ["response", "impedance", "source_resistance", "path", "coupler"]
    )]
    measurements: Option<PathBuf>,
    /// Folder of the files a list names; if not given, the list's own.
    #[arg(long, value_name = "FOLDER", requires = "measurements", conflicts_with_all = ["response", "impedance"])]
    curves: Option<PathBuf>,
    /// The model.
    #[arg(long, value_enum, default_value = "armature")]
    model: Kind,
    /// Name of the fitted driver.
    #[arg(long, default_value = "Fitted driver", value_parser = arguments::name)]
    name: String,
    /// Voltage at the terminals during the measurement; if not given, what the response's heading
    /// states, else 0.1 V.
    #[arg(long, value_parser = arguments::volt)]
    voltage: Option<f64>,
    /// Resistance of amplifier and cable ahead of the terminals, Ω.
    #[arg(long, default_value_t = 0.0, value_name = "OHM", value_parser = arguments::ohm)]
    source_resistance: f64,
    /// The way from the driver to the coupler: tubes as length x bore in mm, dampers as Ω cgs:
    /// `3x1.4,1500,11x1.9`.
    #[arg(long, value_name = "PIECES", value_delimiter = ',', value_parser = Piece::from_str)]
    path: Vec<Piece>,
    /// The coupler.
    #[arg(long, value_parser = couplers(), default_value = "711")]
    coupler: EarModel,
    /// Lowest frequency of the response that is fitted, Hz.
    #[arg(long, default_value_t = 20.0, value_name = "HZ", value_parser = arguments::hertz)]
    from: f64,
    /// Highest frequency of the response that is fitted, Hz; if not given, 10 kHz, or of a list as far
    /// as its data reach.
    #[arg(long, value_name = "HZ", value_parser = arguments::hertz)]
    to: Option<f64>,
    /// Noise of the levels, dB.
    #[arg(long, default_value_t = 0.5, value_name = "DB", value_parser = arguments::decibels)]
    noise: f64,
    /// Noise of the impedances, percent.
    #[arg(long, default_value_t = 1.0, value_name = "PERCENT", value_parser = arguments::percent)]
    impedance_noise: f64,
    /// What is known beforehand, such as `ls=1.6mm,ds=1.4mm,Re=26`; `tau` stands for τ.
    #[arg(long, value_name = "SYMBOL=VALUE", value_delimiter = ',')]
    known: Vec<String>,
    /// An armature whose back volume opens to ambient.
    #[arg(long)]
    vented: bool,
    /// An armature with a second internal resonance.
    #[arg(long)]
    second_mode: bool,
    /// A tube of unknown dimensions lies between an armature's spout and the path.
    #[arg(long)]
    adapter: bool,
    /// Volume standing for a measured driver's own compliance: 30 mm³ unless said otherwise.
    #[arg(long, value_parser = arguments::volume)]
    source_volume: Option<f64>,
    /// A dynamic driver whose rear is a closed volume.
    #[arg(long)]
    sealed_rear: bool,
    /// Where the driver goes: a preset file for the library's folder.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// One object instead.
    #[command(flatten)]
    json: Json,
}

/// The couplers there are, by their words.
fn couplers() -> impl TypedValueParser<Value = EarModel> {
    let all = || EarModel::COUPLERS.into_iter();
    let word = |ear: EarModel| ear.facts().coupler;
    PossibleValuesParser::new(all().filter_map(word)).try_map(move |wanted| {
        let named = all().find(|ear| word(*ear) == Some(&wanted));
        named.ok_or_else(|| format!("{wanted} is no coupler"))
    })
}

/// The models there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Balanced armature.
    Armature,
    /// Dynamic driver.
    Dynamic,
    /// None: the curves themselves are kept.
    Measured,
}

impl Fit {
    /// The model to fit; none for a driver that stays as measured.
    fn model(&self) -> Option<Model> {
        match self.model {
            Kind::Armature => Some(Model::Armature {
                vented: self.vented,
                second_mode: self.second_mode,
                adapter: self.adapter,
            }),
            Kind::Dynamic => Some(Model::MovingCoil {
                semi_inductance: false,
                sealed_rear: self.sealed_rear,
            }),
            Kind::Measured => None,
        }
    }

    /// Symbols and values known beforehand, SI.
    fn known(&self, model: Model) -> Result<Vec<(String, f64)>> {
        let read = |known: &String| {
            let (symbol, value) = known
                .split_once('=')
                .with_context(|| format!("--known: “{known}” is not SYMBOL=VALUE"))?;
            identify::read_known(model, symbol, value).map_err(|why| anyhow!("--known: {why}"))
        };
        self.known.iter().map(read).collect()
    }

    /// What is given must matter: else somebody believes that it did.
    fn refuse_what_is_ignored(&self) -> Result<()> {
        let switches = [
            ("--vented", self.vented, Kind::Armature),
            ("--second-mode", self.second_mode, Kind::Armature),
            ("--adapter", self.adapter, Kind::Armature),
            ("--sealed-rear", self.sealed_rear, Kind::Dynamic),
            (
                "--source-volume",
                self.source_volume.is_some(),
                Kind::Measured,
            ),
        ];
        for (name, is_given, of) in switches {
            if is_given && self.model != of {
                let model = of.to_possible_value();
                let model = model.as_ref().map_or("", PossibleValue::get_name);
                bail!("{name} changes nothing but --model {model}");
            }
        }
        Ok(())
    }

    /// Fits, says how well, and writes the driver.
    pub(super) fn run(&self) -> Result<Outcome> {
        self.refuse_what_is_ignored()?;
        let most = if self.measurements.is_some() {
            20_000.0
        } else {
            10_000.0
        };
        let to = self.to.unwrap_or(most);
        arguments::band(self.from, to)?;
        if self.path.len() > MOST_PIECES {
            anyhow::bail!(
                "--path: {} pieces, there may be {MOST_PIECES}",
                self.path.len()
            );
        }
        let listing = self.listing()?;
        let named = [&self.response, &self.impedance, &self.measurements];
        let mut measured: Vec<&Path> = named.into_iter().filter_map(Option::as_deref).collect();
        let listed = listing.iter().flat_map(|listing| &listing.files);
        measured.extend(listed.map(PathBuf::as_path));
        let out = Out::to(Some(&self.out), &measured)?;
        let data = Data {
            response: Self::curve(self.response.as_deref(), Quantity::Level)?,
            impedance: Self::curve(self.impedance.as_deref(), Quantity::Impedance)?,
        };
        let stated = data.response.as_ref().and_then(|trace| trace.voltage);
        let voltage = self.voltage.or(stated).unwrap_or(VOLTAGE);
        let fixture = Fixture {
            source_resistance: self.source_resistance,
            path: self.path.clone(),
            ear: self.coupler,
            ..Fixture::coupler_711(voltage)
        };
        let text = DriverText {
            name: self.name.clone(),
            ..DriverText::default()
        };
        let Some(model) = self.model() else {
            if listing.is_some() {
                bail!("--measurements: what is kept as measured comes from one measurement");
            }
            let kept = keep_measured(
                &data,
                &fixture,
                &text,
                self.source_volume.unwrap_or(SOURCE_VOLUME),
            )?;
            write(out, kept, "Measured curves", None)?;
            if self.json.json {
                json::print(&object!({ "out": json::path_of(&self.out), "parameters": [] }))?;
            }
            return Ok(Outcome::Success);
        };
        let (takes, recipe) = listing.map_or((Vec::new(), None), |all| (all.takes, all.recipe));
        let typed = Options {
            known: self.known(model)?,
            response_band: (self.from, to),
            noise_db: self.noise,
            noise_impedance: self.impedance_noise / 100.0,
            text,
            ..Options::new(model)
        };
        let (options, summary) = match recipe {
            Some(recipe) => {
                input::say(
                    Severity::Note,
                    "the list says how it is fitted: model, what is known, band, noise and name are its own",
                );
                (recipe.options, recipe.summary)
            }
            None => (typed, "Fitted from measured curves".to_owned()),
        };
        let mut said = 0.0;
        let mut tell = |progress: identify::Progress| {
            if progress.done >= said + 0.2 {
                said = progress.done;
                output::message(&format!("{:3.0} %", progress.done * 100.0));
            }
            ControlFlow::Continue(())
        };
        let found = if takes.is_empty() {
            identify::identify(&data, &fixture, &options, &mut tell)?
        } else {
            identify::identify_takes(&takes, &options, &mut tell)?
        };
        for finding in &found.findings {
            input::say(finding.severity, &finding.message);
        }
        let (response, impedance) = found.left();
        let fit = response.zip(impedance);
        let fit = fit.map(|(response, impedance)| FitError::rounded(response, impedance));
        write(out, found.driver.clone(), &summary, fit)?;
        if self.json.json {
            json::print(&self.object(&found))?;
        } else {
            output::result(&report(&found))?;
        }
        Ok(Outcome::Success)
    }

    /// The fit as an object.
    fn object(&self, found: &Identified) -> Value {
        let parameters: Vec<Value> = (found.parameters.iter())
            .map(|fitted| {
                object!({
                    "symbol": fitted.parameter.symbol,
                    "value": fitted.value,
                    "text": fitted.text(),
                    "standing": fitted.standing.words(),
                    "deviation": json::number(fitted.deviation),
                    "alone": json::option(fitted.alone),
                })
            })
            .collect();
        let findings: Vec<Value> = (found.findings.iter())
            .map(|finding| {
                let severity = json::severity(finding.severity);
                object!({ "severity": severity, "text": finding.message })
            })
            .collect();
        let open: Vec<&str> = (found.blind.iter())
            .map(|blind| blind.message.as_str())
            .collect();
        let measurements: Vec<Value> = (found.takes.iter())
            .map(|take| {
                let freed: Vec<String> = take
                    .freed
                    .iter()
                    .map(|(what, is)| format!("{what}: {is}"))
                    .collect();
                object!({
                    "name": take.name,
                    "response_db": take.response.as_ref().map(|response| response.rms),
                    "impedance_percent": take.impedance.as_ref().map(|impedance| impedance.rms),
                    "offset_db": json::option(take.offset_db),
                    "freed": freed,
                })
            })
            .collect();
        let causes: Vec<&str> = (found.causes.iter())
            .map(|cause| cause.message.as_str())
            .collect();
        let (response, impedance) = found.left();
        let trust = found
            .driver
            .origin()
            .map(|origin| format!("{:?}", origin.trust));
        object!({
            "out": json::path_of(&self.out),
            "trust": trust,
            "misfit": json::number(found.misfit),
            "response_db": json::option(response),
            "impedance_percent": json::option(impedance),
            "measurements": measurements,
            "causes": causes,
            "parameters": parameters,
            "open": open,
            "findings": findings,
        })
    }

    /// The list, where there is one.
    fn listing(&self) -> Result<Option<Listing>> {
        let Some(list) = &self.measurements else {
            return Ok(None);
        };
        let voltage = self.voltage.unwrap_or(VOLTAGE);
        let listing = measurement_list::open(list, self.curves.as_deref(), voltage)
            .with_context(|| list.display().to_string())?;
        for (file, finding) in &listing.findings {
            input::say(finding.severity, &format!("{file}: {}", finding.message));
        }
        Ok(Some(listing))
    }

    /// Reads a curve and tells what was found in it.
    fn curve(path: Option<&Path>, wanted: Quantity) -> Result<Option<Trace>> {
        let Some(path) = path else {
            return Ok(None);
        };
        let read = Measurement::open(path)
            .and_then(|read| read.as_a(wanted))
            .with_context(|| format!("cannot read {}", path.display()))?;
        for finding in &read.findings {
            input::say(
                finding.severity,
                &format!("{}: {}", path.display(), finding.message),
            );
        }
        Ok(Some(read.trace))
    }
}

/// Writes the driver as a preset file.
fn write(out: Out<'_>, part: PartKind, summary: &str, fit: Option<FitError>) -> Result<()> {
    let preset = DriverPreset {
        summary: summary.to_owned(),
        sealed_level: None,
        fit,
        part,
    };
    out.write(&preset.to_text())
}

/// The fit in a table: parameter, value, what the data say of it.
fn report(found: &Identified) -> String {
    let mut out = String::new();
    for take in &found.takes {
        let whose = if found.takes.len() > 1 {
            format!("{}\t", take.name)
        } else {
            String::new()
        };
        if let Some(response) = &take.response {
            let _ = writeln!(out, "{whose}response\t{:.3} dB rms", response.rms);
        }
        if let Some(impedance) = &take.impedance {
            let _ = writeln!(out, "{whose}impedance\t{:.2} % rms", impedance.rms);
        }
        if let Some(offset) = take.offset_db {
            let _ = writeln!(out, "{whose}level\t{offset:+.2} dB");
        }
        for (what, is) in &take.freed {
            let _ = writeln!(out, "{whose}{what}\t{is}");
        }
    }
    for cause in &found.causes {
        let _ = writeln!(out, "perhaps\t{}", cause.message);
    }
    for fitted in &found.parameters {
        let _ = writeln!(
            out,
            "{}\t{}\t{}{}",
            fitted.parameter.symbol,
            fitted.text(),
            fitted.standing.words(),
            if fitted.told_together() {
                ": by several together, by none alone"
            } else {
                ""
            }
        );
    }
    for blind in &found.blind {
        let _ = writeln!(out, "open\t{}", blind.message);
    }
    out
}
