//! `earwright import`: what others measured or stated, without the window.

mod circuit;
mod impulse;
mod outline;
mod parameters;
mod project;

use super::{
    Outcome, input,
    json::{self, Json},
    output,
};
use crate::{
    design::{Edit, file},
    exchange::{
        Choice, Circuit, Drawing, DriverCircuit, Impulse, Measurement, Parameters, Quantity,
        Reading, Ready, heading, project::Project, with_curves,
    },
};
use anyhow::{Context as _, Result, anyhow, bail};
use clap::{Args, ValueEnum};
use serde_json::{Value, json as object};
use std::{ffi::OsStr, fmt::Write as _, path::PathBuf};

/// Read a measured curve, a driver's parameters or the drawing of a shell, say what was understood and
/// what is doubtful.
#[derive(Debug, Args)]
#[command(
    after_help = "With --json one object: `quantity` (\"level\", \"impedance\", \"parameters\", \"project\", \"circuit\" or \"outline\"), \
                  `points` ([f_hz, value, phase_deg or null]), `curves` (what else the file offers), \
                  `findings` (`severity`, `line`, `text`). A curve has `taken` too: its file with \
                  `columns`, or with the `window` on an impulse response. Parameters have `parameters` \
                  (`symbol`, `value` in SI, `unit`, `written`, `line`) and `not_taken`; a project has `values` (`of`, `name`, `value`), \
                  `files` and `files_there`; a circuit has `parts` (`name`, `kind`, `value` in SI) and its count of `wires`, or as a driver its \
                  `pins` and `admittances` (`f`, `y`: rows of [re, im], SI). A drawing has `outlines` (`number`, `size_mm`, `not_taken` or null), \
                  the one that is `taken`, `unit_stated` and `unit`, and `points` in mm; \
                  a mesh has its `axis` of depth, `depth_mm` and `volume_mm3` (null where its wall is open) too."
)]
pub struct Import {
    /// The measurement (FRD, ZMA, CSV or other text with a frequency and a value a line, or an impulse
    /// response as WAV), a driver's parameters (WinISD, Hornresp, Basta!, Klippel's text, JSON), a
    /// circuit (SPICE .subckt), or a drawing or mesh of a shell (SVG, DXF, STL).
    file: PathBuf,
    /// What its values are, whatever the file says.
    #[arg(long = "as", value_enum)]
    quantity: Option<Kind>,
    /// The curve to take: the heading of its column, or the column's number from 1.
    #[arg(long, value_name = "COLUMN")]
    column: Option<String>,
    /// Which of several sweeps one after the other, from 1.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    sweep: u16,
    #[command(flatten)]
    through: impulse::Through,
    /// A microphone's calibration, which is subtracted from a level.
    #[arg(long, value_name = "FILE")]
    calibration: Option<PathBuf>,
    #[command(flatten)]
    driver: circuit::AsDriver,
    #[command(flatten)]
    chosen: outline::Chosen,
    /// Lay the curve over the plots of this design, or the outline around it as its shell: the design is
    /// written again.
    #[arg(long, value_name = "DESIGN")]
    design: Option<PathBuf>,
    /// One object instead.
    #[command(flatten)]
    json: Json,
}

/// What a file may be taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Levels, dB SPL.
    Level,
    /// Impedances, Ω.
    Impedance,
    /// A circuit as the parts of a crossover.
    Crossover,
    /// A circuit as a driver.
    Driver,
}

impl Kind {
    /// What the values of a curve are; none of a circuit.
    fn quantity(self) -> Option<Quantity> {
        match self {
            Self::Level => Some(Quantity::Level),
            Self::Impedance => Some(Quantity::Impedance),
            Self::Crossover | Self::Driver => None,
        }
    }
}

impl Import {
    /// Reads, tells what was found, and prints the curve or lays it into the design.
    pub(super) fn run(&self) -> Result<Outcome> {
        let cannot = || format!("cannot read {}", self.file.display());
        let bytes = file::read(&self.file).with_context(cannot)?;
        if let Some(read) = Parameters::of(&bytes) {
            if self.asks_for_a_curve() {
                return Err(anyhow!(
                    "this is {}: driver parameters, not a curve; enter them as a driver's numbers",
                    read.from
                ))
                .with_context(cannot);
            }
            parameters::print(&read, self.json.json)?;
            return Ok(Outcome::Success);
        }
        if let Some(read) = Project::of(&bytes) {
            if self.asks_for_a_curve() {
                return Err(anyhow!("this is {}, not a curve", read.from)).with_context(cannot);
            }
            project::print(&read, &self.file, self.json.json)?;
            return Ok(Outcome::Success);
        }
        if let Some(read) = Circuit::of(&bytes) {
            if self.asks_for_a_curve_alone() {
                return Err(anyhow!("this is a circuit (SPICE), not a curve")).with_context(cannot);
            }
            let driver = match self.quantity {
                None => self.driver.is_given() || DriverCircuit::is(&bytes),
                kind => kind == Some(Kind::Driver),
            };
            if driver && let Some(read) = DriverCircuit::of(&bytes) {
                let read = read.with_context(cannot)?;
                let design = self.design.as_deref();
                (self.driver.run(&read, design, self.json.json)).with_context(cannot)?;
                return Ok(Outcome::Success);
            }
            if self.driver.is_given() {
                bail!(
                    "--pins and --acoustic: they are for a driver, this is taken for a crossover"
                );
            }
            let read = read.with_context(cannot)?;
            circuit::run(&read, self.design.as_deref(), self.json.json)?;
            return Ok(Outcome::Success);
        }
        if Drawing::is(&bytes) {
            if self.column.is_some() || self.quantity.is_some() {
                return Err(anyhow!("this is a drawing, not a curve")).with_context(cannot);
            }
            let drawing = self.chosen.read(&bytes).with_context(cannot)?;
            let (name, design) = (part(self.file.file_stem()), self.design.as_deref());
            self.chosen.run(&drawing, &name, design, self.json.json)?;
            return Ok(Outcome::Success);
        }
        if self.asks_for_a_circuit() {
            return Err(anyhow!(
                "this is no circuit: a crossover or driver is a .subckt of a SPICE netlist"
            ))
            .with_context(cannot);
        }
        if self.chosen.is_given() {
            bail!("--outline, --unit and --axis: they are for drawings and meshes of a shell");
        }
        let (mut read, curves) = match Impulse::of(&bytes) {
            Some(impulse) => self.heard(&impulse.with_context(cannot)?),
            None => self.measurement(&bytes),
        }
        .with_context(cannot)?;
        if let Some(path) = &self.calibration {
            if read.quantity != Quantity::Level {
                bail!(
                    "--calibration: a microphone's is subtracted from a level, this is an impedance"
                );
            }
            let calibration = Measurement::open(path)
                .and_then(|read| read.as_a(Quantity::Level))
                .with_context(|| format!("cannot read {}", path.display()))?;
            read = read.less(&calibration.ready(&part(path.file_name())));
        }
        if !self.json.json {
            for finding in &read.findings {
                super::input::say(finding.severity, &finding.message);
            }
        }
        if let Some(path) = &self.design {
            let design = input::design(path)?;
            let new = read.stored(&part(self.file.file_stem()))?;
            let all = with_curves(&design.measurements, vec![new]);
            let design = design
                .apply(&Edit::SetMeasurements(all))
                .context("--design")?;
            file::save(path, &design).context("--design")?;
        }
        if self.json.json {
            json::print(&of(&read, &curves))?;
        } else if self.design.is_none() {
            output::result(&rows(&read))?;
        }
        Ok(Outcome::Success)
    }

    /// Whether an option makes sense with a curve only.
    fn asks_for_a_curve(&self) -> bool {
        self.design.is_some() || self.asks_for_a_curve_alone()
    }

    /// Whether an option makes sense with a curve, and with nothing that can be laid into a design.
    fn asks_for_a_curve_alone(&self) -> bool {
        self.column.is_some()
            || self.quantity.is_some_and(|kind| kind.quantity().is_some())
            || self.calibration.is_some()
            || self.through.is_given()
    }

    /// Whether an option makes sense with a circuit only.
    fn asks_for_a_circuit(&self) -> bool {
        self.driver.is_given() || self.quantity.is_some_and(|kind| kind.quantity().is_none())
    }

    /// The curve of an impulse response, and its other channels.
    fn heard(&self, impulse: &Impulse) -> Result<(Ready, Vec<Value>)> {
        if self.quantity == Some(Kind::Impedance) || self.column.is_some() || self.sweep > 1 {
            bail!("this is an impulse response: it has channels, and levels re full scale");
        }
        let channel = self.through.channel();
        let window = self.through.window(impulse);
        let read = impulse.through(channel, window, &part(self.file.file_name()))?;
        let others = (0..impulse.channels.len()).filter(|other| *other != channel);
        let others = others.map(
            |other| object!({ "name": format!("channel {}", other + 1), "quantity": "level" }),
        );
        Ok((read, others.collect()))
    }

    /// The curve of a table, and what else that offers.
    fn measurement(&self, bytes: &[u8]) -> Result<(Ready, Vec<Value>)> {
        if self.through.is_given() {
            bail!(
                "--channel and --window-…: they are for impulse responses (WAV), this is a table"
            );
        }
        let name = self.file.file_name().unwrap_or_default().to_string_lossy();
        let reading = Reading::of(bytes, &name)?;
        let wanted = self.quantity.and_then(Kind::quantity);
        let mut choice = match &self.column {
            Some(column) => reading.column(column, wanted)?,
            None => reading.choose(wanted)?,
        };
        let sweeps = reading.sweeps(&choice);
        choice.sweep = usize::from(self.sweep) - 1;
        if choice.sweep >= sweeps {
            bail!("--sweep {}: there are {sweeps}", self.sweep);
        }
        let curves = others(&reading, &choice);
        let read = match wanted {
            Some(wanted) => Measurement::taken_for(reading, choice, wanted).context("--as")?,
            None => Measurement::taken(reading, choice)?,
        };
        Ok((read.ready(&name), curves))
    }
}

/// Part of a path as it is shown.
fn part(part: Option<&OsStr>) -> String {
    part.unwrap_or_default().to_string_lossy().into_owned()
}

/// The curve as rows: a heading that is read back, then Hz, value and degrees between tabs.
fn rows(read: &Ready) -> String {
    let mut text = if read.taken.window.is_some() {
        "* Freq(Hz)\tLevel(dBFS)\tPhase(degrees)\n".to_owned()
    } else {
        let phase = read.trace.points.iter().any(|p| p.phase_deg.is_some());
        heading(read.quantity, phase)
    };
    for point in &read.trace.points {
        let phase = point
            .phase_deg
            .map_or_else(String::new, |phase| format!("\t{phase}"));
        let _ = writeln!(text, "{}\t{}{phase}", point.f, point.value);
    }
    text
}

/// The curves that a table offers besides the one that is taken.
fn others(reading: &Reading, choice: &Choice) -> Vec<Value> {
    let mut curves: Vec<Value> = (reading.offers().into_iter())
        .filter(|offer| offer.value != choice.value)
        .map(|offer| object!({ "name": offer.name, "quantity": offer.what }))
        .collect();
    for sweep in (0..reading.sweeps(choice)).filter(|sweep| *sweep != choice.sweep) {
        let name = format!("sweep {}", sweep + 1);
        curves.push(object!({ "name": name, "quantity": choice.quantity.word() }));
    }
    curves
}

/// The curve as one object.
fn of(read: &Ready, curves: &[Value]) -> Value {
    let points: Vec<Value> = (read.trace.points.iter())
        .map(|point| object!([point.f, point.value, point.phase_deg]))
        .collect();
    let findings: Vec<Value> = read.findings.iter().map(json::finding).collect();
    object!({
        "quantity": read.quantity.word(),
        "stated": read.stated,
        "voltage": read.trace.voltage,
        "taken": read.taken,
        "points": points,
        "curves": curves,
        "findings": findings,
    })
}
