//! A file of the dialog: read beside the window, and understood anew when a meaning is changed.

use super::{
    curve::{Curve, Key, keep, key},
    sound::Sound,
};
use crate::{
    app::work::{
        job::{Job, News, Runner},
        latest::Latest,
    },
    design::{StoredCurve, file},
    exchange::{
        Candidate, Circuit, DriverCircuit, Impulse, Parameters, Quantity, Reading, Ready,
        circuit::CircuitError, project::Project,
    },
};
use std::{
    collections::BTreeSet,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::Arc,
};

/// One file.
pub(super) struct File {
    pub(super) path: PathBuf,
    pub(super) name: String,
    pub(super) state: State,
}

/// What was read of a file.
pub(super) enum Brought {
    Table(Box<Table>),
    Parameters(Box<Parameters>),
    Sound(Box<Sound>),
    Project(Project),
    Circuit(Box<Netlist>),
}

/// A circuit, as the parts of a crossover and as a driver.
pub(super) struct Netlist {
    pub(super) parts: Result<Circuit, CircuitError>,
    pub(super) driver: Result<DriverCircuit, CircuitError>,
}

/// How far it is.
pub(super) enum State {
    Reading(Job<(), Result<Brought, String>>),
    /// Why there is nothing to take.
    Refused(String),
    /// A driver's numbers.
    Parameters(Box<Parameters>),
    /// An impulse response.
    Sound(Box<Sound>),
    /// Another program's project.
    Project(Project),
    /// A circuit.
    Circuit(Box<Netlist>),
    Table(Box<Table>),
}

/// A table, and what is taken of it.
pub(super) struct Table {
    /// The table, with the meanings as the user has set them.
    pub(super) reading: Reading,
    /// The file, and what its curves are called in the legend unless said otherwise.
    names: [String; 2],
    /// The curves that are wanted.
    pub(super) wanted: BTreeSet<Key>,
    pub(super) understood: Understood,
    work: Latest<(), Understood>,
}

/// What there is in a table, and the wanted curves out of it.
#[derive(Default)]
pub(super) struct Understood {
    /// Every curve that may be taken.
    pub(super) candidates: Vec<Candidate>,
    /// Those that are.
    pub(super) curves: Vec<Curve>,
    /// Why there is none to take.
    pub(super) none: Option<String>,
    /// The curve of a microphone's calibration, where this is one.
    calibration: Option<Arc<Ready>>,
}

impl Understood {
    fn of(reading: &Reading, wanted: &BTreeSet<Key>, [file, legend]: [&str; 2]) -> Self {
        let candidates = reading.candidates();
        let taken = candidates
            .iter()
            .filter(|candidate| wanted.contains(&key(&candidate.choice)));
        let curves: Vec<Curve> = taken
            .map(|candidate| Curve::of(reading, candidate, file, legend))
            .collect();
        Self {
            none: reading.choose(None).err().map(|error| error.to_string()),
            calibration: (curves.first().filter(|_| reading.is_microphone())).and_then(calibration),
            curves,
            candidates,
        }
    }
}

/// A level that calibrates others.
fn calibration(curve: &Curve) -> Option<Arc<Ready>> {
    let (ready, _) = curve.read.as_ref().ok()?;
    (ready.quantity == Quantity::Level).then(|| Arc::new(ready.clone()))
}

impl Table {
    fn of(reading: Reading, names: [&str; 2]) -> Self {
        let first = reading.choose(None).ok();
        let wanted: BTreeSet<Key> = first.iter().map(key).collect();
        Self {
            understood: Understood::of(&reading, &wanted, names),
            reading,
            names: names.map(ToOwned::to_owned),
            wanted,
            work: Latest::default(),
        }
    }

    /// Takes the wanted curves anew, beside the window.
    pub(super) fn understand(&mut self, runner: &dyn Runner, wake: impl Fn() + Send + 'static) {
        let (reading, wanted) = (self.reading.clone(), self.wanted.clone());
        let [file, legend] = self.names.clone();
        self.work.ask((), "curves", runner, wake, move |_| {
            Understood::of(&reading, &wanted, [&file, &legend])
        });
        self.poll();
    }

    fn poll(&mut self) {
        if let Some(Ok(mut new)) = self.work.take() {
            keep(&self.understood.curves, &mut new.curves);
            self.understood = new;
        }
    }
}

impl File {
    /// Begins to read a file.
    pub(super) fn read(
        path: &Path,
        runner: &dyn Runner,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let part = |part: Option<&std::ffi::OsStr>| {
            part.map_or_else(
                || path.display().to_string(),
                |part| part.to_string_lossy().into_owned(),
            )
        };
        let (name, legend) = (part(path.file_name()), part(path.file_stem()));
        let own = path.to_owned();
        let (path, called) = (own.clone(), name.clone());
        let job = Job::start(runner, "import", wake, move |report| {
            brought(&path, &called, &legend, report)
        });
        let mut file = Self {
            path: own,
            name,
            state: State::Reading(job),
        };
        // A runner of tests is through already.
        file.poll();
        file
    }

    /// Takes what came of the work.
    pub(super) fn poll(&mut self) {
        match &mut self.state {
            State::Reading(job) => match job.news() {
                News::None | News::Progress(()) => {}
                News::Done(Ok(Brought::Table(table))) => self.state = State::Table(table),
                News::Done(Ok(Brought::Parameters(read))) => {
                    self.state = State::Parameters(read);
                }
                News::Done(Ok(Brought::Sound(sound))) => self.state = State::Sound(sound),
                News::Done(Ok(Brought::Project(read))) => self.state = State::Project(read),
                News::Done(Ok(Brought::Circuit(read))) => self.state = State::Circuit(read),
                News::Done(Err(error)) => self.state = State::Refused(error),
                News::Lost => self.state = State::Refused(tr!("it could not be read").to_owned()),
            },
            State::Refused(_) | State::Parameters(_) | State::Project(_) | State::Circuit(_) => {}
            State::Table(table) => table.poll(),
            State::Sound(sound) => sound.poll(),
        }
    }

    /// Whether something is still to come.
    pub(super) fn is_busy(&self) -> bool {
        match &self.state {
            State::Reading(_) => true,
            State::Refused(_) | State::Parameters(_) | State::Project(_) | State::Circuit(_) => {
                false
            }
            State::Table(table) => table.work.is_working(),
            State::Sound(sound) => sound.work.is_working(),
        }
    }

    /// The curve of a microphone's calibration, where this is one.
    pub(super) fn calibration(&self) -> Option<Arc<Ready>> {
        match &self.state {
            State::Table(table) => table.understood.calibration.clone(),
            _ => None,
        }
    }

    /// The wanted curves.
    fn curves(&self) -> &[Curve] {
        match &self.state {
            State::Table(table) => &table.understood.curves,
            State::Sound(sound) => &sound.heard.curves,
            State::Reading(_)
            | State::Refused(_)
            | State::Parameters(_)
            | State::Project(_)
            | State::Circuit(_) => &[],
        }
    }

    /// What the wanted curves are that the design would keep: told in every frame, and no point is
    /// copied for it.
    pub(super) fn quantities(&self) -> impl Iterator<Item = Quantity> {
        self.curves().iter().filter_map(Curve::quantity)
    }

    /// The wanted curves as the design keeps them.
    pub(super) fn stored(&self) -> impl Iterator<Item = StoredCurve> {
        let curves = self.curves().iter();
        curves.filter_map(|curve| curve.stored(&self.name).ok())
    }
}

/// Reads a file; stops between the steps when nobody wants it any more.
fn brought(
    path: &Path,
    name: &str,
    legend: &str,
    report: &mut dyn FnMut(()) -> ControlFlow<()>,
) -> Result<Brought, String> {
    let wanted = |report: &mut dyn FnMut(()) -> ControlFlow<()>| match report(()) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(tr!("given up").to_owned()),
    };
    let bytes = file::read(path).map_err(|error| error.to_string())?;
    wanted(report)?;
    if let Some(impulse) = Impulse::of(&bytes) {
        let impulse = impulse.map_err(|error| error.to_string())?;
        return Ok(Brought::Sound(Box::new(Sound::of(impulse, name, legend))));
    }
    if let Some(read) = Parameters::of(&bytes) {
        return Ok(Brought::Parameters(Box::new(read)));
    }
    if let Some(read) = Project::of(&bytes) {
        return Ok(Brought::Project(read));
    }
    if let (Some(parts), Some(driver)) = (Circuit::of(&bytes), DriverCircuit::of(&bytes)) {
        return Ok(Brought::Circuit(Box::new(Netlist { parts, driver })));
    }
    let reading = Reading::of(&bytes, name).map_err(|error| error.to_string())?;
    drop(bytes);
    wanted(report)?;
    Ok(Brought::Table(Box::new(Table::of(reading, [name, legend]))))
}
