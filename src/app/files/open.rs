//! Opening, asking for files, and the question about unsaved changes.

use super::{
    next::Next,
    picker::{Answer, BROUGHT, CIRCUITS, MEASURED, Purpose},
};
use crate::{
    app::{
        Earwright, PendingFile,
        dialogs::{
            circuit_driver::CircuitDriver, file_questions::Broken, identify::IdentifyForm,
            level_impedance::LevelImpedanceForm, typed_path::TypedPath, unsaved::Unsaved,
        },
        panels::messages::Tone,
        work::job::waker,
    },
    design::{
        Design,
        file::{self, FileError},
    },
    exchange::{Circuit, DriverCircuit, Quantity, circuit::CircuitError},
    library,
    words::sentence,
};
use egui::Context;
use std::{
    path::{MAIN_SEPARATOR, Path, PathBuf},
    sync::Arc,
};

/// Whether a file is called as circuits are.
fn is_circuit(path: &Path) -> bool {
    path.extension().is_some_and(|extension| {
        CIRCUITS
            .iter()
            .any(|known| extension.eq_ignore_ascii_case(known))
    })
}

/// Whether a file is called as what is imported: what it is, its content tells.
fn is_brought(path: &Path) -> bool {
    path.extension().is_some_and(|extension| {
        let mut known = MEASURED.iter().chain(BROUGHT);
        known.any(|known| extension.eq_ignore_ascii_case(known))
    })
}

impl Earwright {
    pub(in crate::app) fn open_example(&mut self, ctx: &Context) {
        let design = library::default_design();
        self.after_unsaved(ctx, Next::OpenDesign(Box::new(design)));
    }

    /// Does `next` at once, or asks about unsaved changes first.
    pub(in crate::app) fn after_unsaved(&mut self, ctx: &Context, next: Next) {
        if self.session.is_modified() {
            self.dialog.open(Unsaved(next));
        } else {
            self.proceed(ctx, next);
        }
    }

    /// Does what was waiting for the answer.
    pub(in crate::app) fn proceed(&mut self, ctx: &Context, next: Next) {
        // While a file is chosen, the window goes on: what is changed by then nobody was asked about.
        self.given_up = Some(self.session.design().clone());
        match next {
            Next::New => self.show_design(library::new_design(), None),
            Next::Open => self.ask(ctx, Purpose::OpenDesign),
            Next::OpenPath => self.ask_path(Purpose::OpenDesign, ""),
            Next::OpenFile(path) => self.open(&path),
            Next::OpenPrevious(path) => self.open_previous(&path),
            Next::OpenDesign(design) => self.show_design(*design, None),
            Next::Guide => self.begin_guide(),
            Next::Quit => {
                self.leaving = true;
                self.recovery.discard();
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
        }
    }

    /// Puts another design on the canvas. The one before is gone, its recovery copy too.
    pub(in crate::app) fn show_design(&mut self, design: Design, path: Option<PathBuf>) {
        self.session.replace(design, path);
        // An outline that is still being read was for the design before.
        self.drawing = None;
        self.recovery.discard();
        self.wanted_path = None;
        self.ears.choice.own = None;
        self.canvas.fit();
    }

    /// Opens a file. When it cannot be read, its error is shown and the open design stays.
    pub(in crate::app) fn open(&mut self, path: &Path) {
        let read = file::read(path).and_then(|bytes| {
            let known = file::fingerprint(&bytes);
            Ok((file::from_bytes(path, bytes)?, known))
        });
        match read {
            Ok(((design, notes), known)) => {
                let name = design.name.clone();
                self.show_design(design, Some(path.to_owned()));
                self.session.set_file(Some(path.to_owned()), Some(known));
                self.settings.remember(path);
                self.messages.say(Tone::Done, tr!("Opened “{name}”"));
                for note in notes {
                    self.messages.say(Tone::Note, note.message);
                }
            }
            Err(error) => {
                if matches!(error, FileError::Missing { .. }) {
                    self.settings.forget(path);
                }
                self.dialog.open(Broken {
                    path: path.to_owned(),
                    message: error.to_string(),
                });
            }
        }
    }

    /// Nothing is saved, nothing goes on.
    pub(in crate::app) fn stay(&mut self) {
        self.after_saving = None;
        self.wanted_path = None;
    }

    /// Saves what would be lost, then goes on.
    pub(in crate::app) fn save_before(&mut self, ctx: &Context, next: Next) {
        self.pending = None;
        self.after_saving = Some(next);
        self.save(ctx);
    }

    /// Asks for a file in the system's dialog. One that is asked for already is not wanted any more, nor
    /// what was to follow it.
    pub(in crate::app) fn ask(&mut self, ctx: &Context, purpose: Purpose) {
        if self.pending.take().is_some() {
            self.stay();
        }
        let wake = Box::new(waker(ctx));
        let start = self.proposed_path(purpose);
        let dialog = self.file_dialogs.ask(purpose, start.as_deref(), wake);
        self.pending = Some(PendingFile { purpose, dialog });
        // The dialog may have answered already.
        ctx.request_repaint();
    }

    /// Asks for a path to be typed.
    pub(in crate::app) fn ask_path(&mut self, purpose: Purpose, message: &str) {
        let text = self.typed_start(purpose);
        self.dialog
            .open(TypedPath::new(purpose, text, message.to_owned()));
    }

    /// A path to begin typing from: the proposed one, but to open something only its folder where
    /// there is no such file.
    fn typed_start(&self, purpose: Purpose) -> String {
        let Some(path) = self.proposed_path(purpose) else {
            return String::new();
        };
        if purpose.saves() || path.is_file() {
            return path.display().to_string();
        }
        let folder = path.parent().filter(|folder| folder.is_dir());
        folder.map_or_else(String::new, |folder| {
            format!("{}{MAIN_SEPARATOR}", folder.display())
        })
    }

    /// Where a file for this purpose would go: beside the design's own.
    fn proposed_path(&self, purpose: Purpose) -> Option<PathBuf> {
        if let Some(wanted) = &self.wanted_path
            && purpose == Purpose::SaveDesign
        {
            return Some(wanted.clone());
        }
        let design = self.session.design();
        let traced = match purpose {
            Purpose::Export(export) => export.traced_name(design),
            _ => None,
        };
        match &self.session.path() {
            Some(path) => {
                let named =
                    traced.map_or_else(|| path.to_path_buf(), |n| path.with_file_name(n + "."));
                Some(named.with_extension(purpose.extension()))
            }
            None if purpose.saves() => {
                let letter = |c: char| if c.is_alphanumeric() { c } else { '_' };
                let plain = || design.name.chars().map(letter).collect();
                let name: String = traced.unwrap_or_else(plain);
                let folder = self
                    .settings
                    .recent
                    .first()
                    .and_then(|path| path.parent())
                    .map(Path::to_owned)
                    .or_else(dirs::home_dir)?;
                Some(folder.join(name).with_extension(purpose.extension()))
            }
            None => {
                let recent = self.settings.recent.first()?;
                Some(recent.with_extension(purpose.extension()))
            }
        }
    }

    /// Takes the answer of an open dialog.
    pub(in crate::app) fn poll_dialog(&mut self, ctx: &Context) {
        let Some(pending) = &mut self.pending else {
            return;
        };
        let Some(answer) = pending.dialog.poll() else {
            return;
        };
        let purpose = pending.purpose;
        self.pending = None;
        match answer {
            Answer::Path(path) => self.use_path(ctx, purpose, path),
            Answer::Cancelled => self.stay(),
            Answer::NoService
                if self.no_dialog_for_fit(purpose) || self.no_dialog_for_levels(purpose) => {}
            Answer::NoService => self.ask_path(
                purpose,
                tr!("No file dialog service answered; type the path instead."),
            ),
        }
    }

    /// Whether saving to a path that was typed would replace a file: a system's own dialog asks this
    /// itself.
    pub(in crate::app) fn replaces(&self, purpose: Purpose, path: &Path) -> bool {
        purpose.saves() && path.is_file() && !self.is_own(path)
    }

    /// Does what the file was asked for.
    pub(in crate::app) fn use_path(&mut self, ctx: &Context, purpose: Purpose, path: PathBuf) {
        let path = purpose.finished(path);
        match purpose {
            Purpose::OpenDesign => {
                let present = self.session.design();
                let answered = |given: &Arc<Design>| Arc::ptr_eq(given, present);
                if self.given_up.take().as_ref().is_some_and(answered) {
                    self.open(&path);
                } else {
                    self.after_unsaved(ctx, Next::OpenFile(path));
                }
            }
            Purpose::CompareDesign => self.compare_with_file(&path),
            Purpose::SaveDesign => self.save_to(ctx, &path),
            Purpose::ImportMeasurement if is_circuit(&path) => self.circuit_from_file(&path),
            Purpose::ImportMeasurement => self.import_measurements(ctx, &[path]),
            Purpose::TargetCurve => self.import_target(ctx, &path),
            Purpose::MeasuredResponse => self.load_for_fit(ctx, &path, Some(Quantity::Level)),
            Purpose::MeasuredImpedance => self.load_for_fit(ctx, &path, Some(Quantity::Impedance)),
            Purpose::MeasuredLevel => self.load_level(ctx, &path),
            Purpose::SaveImpedance => self.save_level_impedance(&path),
            Purpose::ShellOutline => self.shell_from_file(ctx, &path),
            Purpose::Export(export) => self.export(export, &path),
            Purpose::PriceFile => self.choose_prices(path),
            Purpose::SoundFile => self.hear_file(path),
        }
    }

    /// Puts the parts of a circuit where a paste would go; one with sources opens the dialog for a
    /// driver.
    fn circuit_from_file(&mut self, path: &Path) {
        let done = file::read(path)
            .map_err(|error| error.to_string())
            .and_then(|bytes| {
                self.take_circuit(&bytes)
                    .map_err(|error| format!("{}: {error}", path.display()))
            });
        match done {
            Ok(true) => {}
            Ok(false) => self.messages.say(
                Tone::Error,
                tr!(
                    "{} holds no .subckt: put the parts between .subckt and .ends",
                    path.display()
                ),
            ),
            Err(message) => self.messages.say(Tone::Error, message),
        }
    }

    /// Whether there was a circuit.
    fn take_circuit(&mut self, bytes: &[u8]) -> Result<bool, CircuitError> {
        if DriverCircuit::is(bytes)
            && let Some(read) = DriverCircuit::of(bytes)
        {
            self.dialog.open(CircuitDriver::new(read?));
            return Ok(true);
        }
        let Some(read) = Circuit::of(bytes) else {
            return Ok(false);
        };
        self.place_circuit(&read?);
        Ok(true)
    }

    /// Puts the parts of a circuit where a paste would go.
    pub(in crate::app) fn place_circuit(&mut self, read: &Circuit) {
        self.paste(&read.text());
        for finding in &read.findings {
            self.messages.say(Tone::Note, sentence(&finding.message));
        }
    }

    /// Opens what was dropped on the window; a drawing becomes the shell.
    pub(in crate::app) fn take_dropped_files(&mut self, ctx: &Context) {
        let dropped = ctx.input(|input| input.raw.dropped_files.clone());
        if self.dialog.get::<IdentifyForm>().is_some() {
            for file in &dropped {
                self.load_for_fit(ctx, file.path(), None);
            }
            return;
        }
        if self.dialog.get::<LevelImpedanceForm>().is_some() {
            for file in &dropped {
                self.load_level(ctx, file.path());
            }
            return;
        }
        let curves: Vec<PathBuf> = dropped
            .iter()
            .map(|file| file.path().to_owned())
            .filter(|path| is_brought(path))
            .collect();
        if !curves.is_empty() {
            self.import_measurements(ctx, &curves);
            return;
        }
        if let Some(file) = dropped.first() {
            let path = file.path().to_owned();
            if is_circuit(&path) {
                self.circuit_from_file(&path);
            } else if super::shell_drawing::is_drawing(&path) {
                self.shell_from_file(ctx, &path);
            } else {
                self.after_unsaved(ctx, Next::OpenFile(path));
            }
        }
    }
}
