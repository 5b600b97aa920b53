//! File dialogs, behind a trait so that tests inject a path.
//!
//! The native dialog runs on a thread of its own: the frame loop never waits for it. Where no
//! dialog service answers (a bare X server), the call comes back with nothing at once; that is
//! told from a cancelled dialog by the time it took, and the typed-path dialog opens instead.

use crate::exchange::Export;
use std::{
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, TryRecvError, channel},
    thread,
    time::{Duration, Instant},
};

/// What measured curves are called.
pub const MEASURED: &[&str] = &["frd", "zma", "txt", "csv", "dat"];

/// What else is imported is called.
pub const BROUGHT: &[&str] = &[
    "wdr",
    "wpr",
    "bastaelement",
    "json",
    "sdrv",
    "wav",
    "raw",
    "cal",
    "mic",
    "vxp",
    "dxo",
];

/// What circuits are called.
pub const CIRCUITS: &[&str] = &["cir", "sub", "subckt", "lib", "ckt"];

/// What drawings and meshes of shells are called.
pub const DRAWN: &[&str] = &["svg", "dxf", "stl"];

/// What a file is chosen for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A design to open.
    OpenDesign,
    /// A design to save.
    SaveDesign,
    /// A file to export to.
    Export(Export),
    /// A measured response for a fit.
    MeasuredResponse,
    /// A measured impedance for a fit.
    MeasuredImpedance,
    /// A level behind a source resistor.
    MeasuredLevel,
    /// An impedance that was found from levels.
    SaveImpedance,
    /// Another design to compare with.
    CompareDesign,
    /// A measurement to compare with.
    ImportMeasurement,
    /// A level that becomes the target.
    TargetCurve,
    /// A drawing whose outline becomes the shell.
    ShellOutline,
    /// What parts cost.
    PriceFile,
    /// A sound to be heard.
    SoundFile,
}

impl Purpose {
    /// Whether a file is written.
    pub fn saves(self) -> bool {
        !matches!(
            self,
            Self::OpenDesign
                | Self::CompareDesign
                | Self::ShellOutline
                | Self::PriceFile
                | Self::SoundFile
                | Self::MeasuredResponse
                | Self::MeasuredImpedance
                | Self::MeasuredLevel
                | Self::ImportMeasurement
                | Self::TargetCurve
        )
    }

    /// Title of its dialog.
    pub fn title(self) -> &'static str {
        match self {
            Self::OpenDesign => tr!("Open a design"),
            Self::SaveDesign => tr!("Save the design"),
            Self::Export(export) => export.label().trim_end_matches('…'),
            Self::MeasuredResponse => tr!("Choose a measured response"),
            Self::MeasuredImpedance => tr!("Choose a measured impedance"),
            Self::MeasuredLevel => tr!("Choose a measured level"),
            Self::SaveImpedance => tr!("Save the impedance"),
            Self::CompareDesign => tr!("Compare with a design"),
            Self::ImportMeasurement => tr!("Import a measurement"),
            Self::TargetCurve => tr!("Import target…").trim_end_matches('…'),
            Self::ShellOutline => tr!("Shell from a drawing"),
            Self::PriceFile => tr!("Choose a price file"),
            Self::SoundFile => tr!("Choose a sound"),
        }
    }

    /// Extension of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Self::OpenDesign | Self::CompareDesign | Self::SaveDesign => "ron",
            Self::ShellOutline => "svg",
            Self::PriceFile => "csv",
            Self::SoundFile => "wav",
            Self::Export(export) => export.ending(),
            Self::MeasuredResponse
            | Self::MeasuredLevel
            | Self::ImportMeasurement
            | Self::TargetCurve => "frd",
            Self::MeasuredImpedance | Self::SaveImpedance => "zma",
        }
    }

    /// A path as it is written to: a name without an ending is given one.
    pub(in crate::app) fn finished(self, path: PathBuf) -> PathBuf {
        if self.saves() && path.extension().is_none() {
            path.with_extension(self.extension())
        } else {
            path
        }
    }

    /// Extensions of the files it takes.
    fn extensions(self) -> Vec<&'static str> {
        match self {
            Self::ImportMeasurement => [MEASURED, BROUGHT, CIRCUITS].concat(),
            Self::TargetCurve => [MEASURED, BROUGHT].concat(),
            Self::MeasuredResponse | Self::MeasuredImpedance | Self::MeasuredLevel => {
                MEASURED.to_vec()
            }
            Self::PriceFile => vec!["csv", "tsv", "txt"],
            Self::SoundFile => vec!["wav", "flac", "mp3"],
            Self::ShellOutline => DRAWN.to_vec(),
            _ => vec![self.extension()],
        }
    }

    /// What its files are called.
    fn kind(self) -> &'static str {
        match self {
            Self::OpenDesign | Self::CompareDesign | Self::SaveDesign => tr!("Earwright design"),
            Self::ShellOutline => tr!("Drawing"),
            Self::PriceFile => tr!("Table of prices"),
            Self::SoundFile => tr!("Sound"),
            Self::Export(export) => export.files(),
            Self::MeasuredResponse
            | Self::MeasuredImpedance
            | Self::MeasuredLevel
            | Self::SaveImpedance
            | Self::ImportMeasurement
            | Self::TargetCurve => tr!("Measured curve"),
        }
    }
}

/// A typed path: `~/x` is in the user's own folder.
pub(in crate::app) fn expand(text: &str) -> PathBuf {
    match (text.strip_prefix("~/"), dirs::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(text),
    }
}

/// How a dialog ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A file was chosen.
    Path(PathBuf),
    /// The user cancelled.
    Cancelled,
    /// Nobody showed a dialog.
    NoService,
}

/// A dialog that is open: ask it again each frame.
pub trait OpenDialog {
    /// The answer, once it is there.
    fn poll(&mut self) -> Option<Answer>;
}

/// Something that can ask the user for a file.
pub trait FileDialogs {
    /// Opens a dialog. `wake` is called from any thread when the answer is there.
    fn ask(
        &mut self,
        purpose: Purpose,
        start: Option<&Path>,
        wake: Box<dyn Fn() + Send>,
    ) -> Box<dyn OpenDialog>;
}

/// The system's own dialogs.
#[derive(Debug, Default)]
pub struct NativeDialogs;

/// Nobody chooses a file and dismisses the dialog faster than this.
const NO_SERVICE_WITHIN: Duration = Duration::from_millis(100);

impl FileDialogs for NativeDialogs {
    fn ask(
        &mut self,
        purpose: Purpose,
        start: Option<&Path>,
        wake: Box<dyn Fn() + Send>,
    ) -> Box<dyn OpenDialog> {
        let mut dialog = rfd::AsyncFileDialog::new()
            .set_title(purpose.title())
            .add_filter(purpose.kind(), &purpose.extensions());
        if let Some(folder) = start
            .and_then(Path::parent)
            .filter(|folder| folder.is_dir())
        {
            dialog = dialog.set_directory(folder);
        }
        if let Some(name) = start.and_then(Path::file_name).filter(|_| purpose.saves()) {
            dialog = dialog.set_file_name(name.to_string_lossy());
        }
        let (send, receive) = channel();
        // The future is made here, on the window's thread, because macOS demands it.
        let asked = Instant::now();
        let run: Box<dyn FnOnce() -> Option<PathBuf> + Send> = if purpose.saves() {
            let future = dialog.save_file();
            Box::new(move || pollster::block_on(future).map(|file| file.path().to_owned()))
        } else {
            let future = dialog.pick_file();
            Box::new(move || pollster::block_on(future).map(|file| file.path().to_owned()))
        };
        let spawned = thread::Builder::new()
            .name("file dialog".to_owned())
            .spawn(move || {
                let answer = match run() {
                    Some(path) => Answer::Path(path),
                    None if asked.elapsed() < NO_SERVICE_WITHIN => Answer::NoService,
                    None => Answer::Cancelled,
                };
                // The window may have closed meanwhile: then nobody wants the answer.
                if send.send(answer).is_ok() {
                    wake();
                }
            });
        if let Err(error) = spawned {
            log::error!("no thread for the file dialog: {error}");
        }
        Box::new(Pending(receive))
    }
}

struct Pending(Receiver<Answer>);

impl OpenDialog for Pending {
    fn poll(&mut self) -> Option<Answer> {
        match self.0.try_recv() {
            Ok(answer) => Some(answer),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Answer::NoService),
        }
    }
}

/// Dialogs that answer from a list: for tests.
#[derive(Debug, Default)]
pub struct ScriptedDialogs {
    /// Answers in the order they are given; none left means no service.
    pub answers: std::collections::VecDeque<Answer>,
}

impl FileDialogs for ScriptedDialogs {
    fn ask(
        &mut self,
        _purpose: Purpose,
        _start: Option<&Path>,
        wake: Box<dyn Fn() + Send>,
    ) -> Box<dyn OpenDialog> {
        wake();
        Box::new(Answered(self.answers.pop_front()))
    }
}

struct Answered(Option<Answer>);

impl OpenDialog for Answered {
    fn poll(&mut self) -> Option<Answer> {
        Some(self.0.take().unwrap_or(Answer::NoService))
    }
}
