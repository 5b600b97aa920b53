//! What the dialog's wishes do: reading files, running the fit, keeping the driver.

use super::{Fit, IdentifyForm, Loaded, Outcome, Slot, Step, Wish};
use crate::{
    app::{
        Earwright,
        actions::Action,
        files::picker::{Purpose, expand},
        library::item::LibraryItem,
        panels::messages::Tone,
        work::job::{Job, News, waker},
    },
    design::PartKind,
    exchange::{Measurement, Quantity},
    library::FitError,
    quantity::{Unit, text},
    tuning::identify::{
        Identified, IdentifyError, Options, Progress, Take, identify_takes, keep_measured,
    },
};
use egui::Context;
use std::path::{Path, PathBuf};

/// A fit that runs beside the window.
pub(in crate::app) type FitJob = Job<Progress, Result<Identified, IdentifyError>>;

/// A curve that is read beside the window.
pub(in crate::app) struct ReadJob {
    job: Job<(), Result<Measurement, String>>,
    path: PathBuf,
    /// Whose place it is for; else that of what its values are.
    wanted: Option<Quantity>,
    /// Which of several measurements it is for.
    measurement: usize,
}

/// The name of the fit's thread.
const THREAD: &str = "identification";

impl IdentifyForm {
    /// Takes what was read of a file into the place for its kind: the one asked for, or the one its
    /// values belong to.
    fn take(&mut self, path: &Path, wanted: Option<Quantity>, read: Result<Measurement, String>) {
        let which = wanted
            .or(read.as_ref().ok().map(|read| read.quantity))
            .unwrap_or(Quantity::Level);
        let name = path.file_name().map_or_else(
            || path.display().to_string(),
            |name| name.to_string_lossy().into_owned(),
        );
        self.fit = Fit::None;
        self.said = None;
        let slot = self.slot(which);
        let path = path.display().to_string();
        match read {
            Ok(measurement) => {
                let voltage = measurement.trace.voltage;
                *slot = Slot {
                    path,
                    curve: Some(Loaded { name, measurement }),
                    message: String::new(),
                };
                if let Some(voltage) = voltage
                    && which == Quantity::Level
                    && !self.shown.fixture.own_voltage
                {
                    self.shown.fixture.voltage = text::exact(voltage, &Unit::VOLT);
                }
            }
            Err(error) => {
                *slot = Slot {
                    path,
                    curve: None,
                    message: tr!("{name} cannot be used: {error}"),
                };
            }
        }
    }

    /// The driver with the name typed last.
    fn named_part(&self) -> Option<(String, PartKind)> {
        let Fit::Done(outcome) = &self.fit else {
            return None;
        };
        let name = self.model.name.trim();
        let mut part = outcome.part.clone();
        if !name.is_empty()
            && let Some(origin) = part.origin_mut()
        {
            name.clone_into(&mut origin.preset);
        }
        let name = part.origin().map(|origin| origin.preset.clone())?;
        Some((name, part))
    }

    /// What the fit left, where both curves were fitted.
    fn fit_error(&self) -> Option<FitError> {
        let Fit::Done(outcome) = &self.fit else {
            return None;
        };
        let found = outcome.found.as_ref()?;
        let (response, impedance) = found.left();
        Some(FitError::rounded(response?, impedance?))
    }

    fn end(&mut self, ended: Result<Outcome, String>) {
        self.fit = match ended {
            Ok(outcome) => Fit::Done(Box::new(outcome)),
            Err(message) => Fit::Failed(message),
        };
    }

    fn keep(&mut self, (takes, options): (Vec<Take>, Options)) {
        let kept = self.model.source_volume().and_then(|volume| {
            let [take] = &takes[..] else {
                return Err(tr!("Only one measurement can be kept as it is").to_owned());
            };
            keep_measured(&take.data, &take.fixture, &options.text, volume)
                .map_err(|error| error.to_string())
        });
        self.end(kept.map(|part| Outcome { part, found: None }));
    }
}

impl Earwright {
    pub(in crate::app) fn ask_measurement(&mut self) {
        self.dialog.open(IdentifyForm::default());
    }

    /// Begins to read a curve for the open dialog. One that is still being read for the same place is
    /// given up for it.
    pub(in crate::app) fn load_for_fit(
        &mut self,
        ctx: &Context,
        path: &Path,
        wanted: Option<Quantity>,
    ) {
        let Some(form) = self.dialog.get::<IdentifyForm>() else {
            return;
        };
        let measurement = form.place();
        let brought = path.to_owned();
        let job = Job::start(&*self.runner, "measurement", waker(ctx), move |_| {
            let read = Measurement::open(&brought);
            let read = read.and_then(|read| match wanted {
                Some(wanted) => read.as_a(wanted),
                None => Ok(read),
            });
            read.map_err(|error| error.to_string())
        });
        if wanted.is_some() {
            let same = |other: &ReadJob| (other.wanted, other.measurement) == (wanted, measurement);
            self.fit_reads.retain(|other| !same(other));
        }
        self.fit_reads.push(ReadJob {
            job,
            path: path.to_owned(),
            wanted,
            measurement,
        });
        // A runner of tests is through already.
        self.poll_fit_reads();
    }

    /// Takes the curves that were read. Where their dialog is gone, they are not wanted any more.
    pub(in crate::app) fn poll_fit_reads(&mut self) {
        let Some(form) = self.dialog.get_mut::<IdentifyForm>() else {
            self.fit_reads.clear();
            return;
        };
        self.fit_reads.retain(|read| {
            let ended = match read.job.news() {
                News::None | News::Progress(()) => return true,
                News::Done(ended) => ended,
                News::Lost => Err(tr!("reading it ended without a result").to_owned()),
            };
            // It is read for the measurement it was chosen for, whichever is shown by now.
            let shown = form.place();
            form.show(read.measurement);
            form.take(&read.path, read.wanted, ended);
            form.show(shown);
            false
        });
    }

    /// Tells the dialog that no file dialog answered; whether it was the one that asked.
    pub(in crate::app) fn no_dialog_for_fit(&mut self, purpose: Purpose) -> bool {
        let which = match purpose {
            Purpose::MeasuredResponse => Quantity::Level,
            Purpose::MeasuredImpedance => Quantity::Impedance,
            _ => return false,
        };
        if let Some(form) = self.dialog.get_mut::<IdentifyForm>() {
            tr!("No file dialog service answered; type the path instead.")
                .clone_into(&mut form.slot(which).message);
        }
        true
    }

    /// Does what the dialog asked for; the dialog stays open unless it asked to close.
    pub(in crate::app) fn identify_wish(&mut self, ctx: &Context, wish: Wish) {
        match wish {
            Wish::Choose(Quantity::Level) => self.ask(ctx, Purpose::MeasuredResponse),
            Wish::Choose(Quantity::Impedance) => self.ask(ctx, Purpose::MeasuredImpedance),
            Wish::Read(which) => {
                if let Some(form) = self.dialog.get_mut::<IdentifyForm>() {
                    let path = expand(form.slot(which).path.trim());
                    self.load_for_fit(ctx, &path, Some(which));
                }
            }
            Wish::Start => self.start_fit(ctx),
            Wish::Stop => {
                self.fit_job = None;
                if let Some(form) = self.dialog.get_mut::<IdentifyForm>() {
                    form.fit = Fit::None;
                    form.step = Step::Model;
                }
            }
            Wish::Add => {
                let Some(form) = self.dialog.get::<IdentifyForm>() else {
                    return;
                };
                if let Some((name, part)) = form.named_part() {
                    let item = LibraryItem::part(name, part);
                    self.push(Action::Place { item, at_mm: None });
                    self.dialog.close();
                }
            }
            Wish::Keep => self.keep_fitted(),
            Wish::Close => {
                self.fit_job = None;
                self.dialog.close();
            }
        }
    }

    fn start_fit(&mut self, ctx: &Context) {
        let Some(form) = self.dialog.get_mut::<IdentifyForm>() else {
            return;
        };
        let Ok(order) = form.order() else { return };
        form.step = Step::Result;
        form.said = None;
        if form.model.model().is_none() {
            form.keep(order);
            return;
        }
        form.fit = Fit::Running(Progress {
            done: 0.0,
            misfit: f64::INFINITY,
        });
        let (takes, options) = order;
        self.fit_job = Some(Job::start(&*self.runner, THREAD, waker(ctx), move |tell| {
            identify_takes(&takes, &options, tell)
        }));
        ctx.request_repaint();
    }

    /// Takes what the running fit tells. Where its dialog is gone, it is stopped.
    pub(in crate::app) fn poll_fit(&mut self) {
        let Some(form) = self.dialog.get_mut::<IdentifyForm>() else {
            self.fit_job = None;
            return;
        };
        // Other curves or measurements than it began with: its result would be theirs.
        if !matches!(form.fit, Fit::Running(_)) {
            self.fit_job = None;
        }
        let Some(job) = &self.fit_job else { return };
        let ended = match job.news() {
            News::None => return,
            News::Progress(progress) => {
                form.fit = Fit::Running(progress);
                return;
            }
            News::Done(Ok(found)) => Ok(Outcome {
                part: found.driver.clone(),
                found: Some(found),
            }),
            News::Done(Err(error)) => Err(error.to_string()),
            News::Lost => Err(tr!("The fit ended without a result").to_owned()),
        };
        form.end(ended);
        self.fit_job = None;
    }

    fn keep_fitted(&mut self) {
        let Some(form) = self.dialog.get::<IdentifyForm>() else {
            return;
        };
        let Some((name, part)) = form.named_part() else {
            return;
        };
        let fit = form.fit_error();
        let kept = self.save_driver(&part, &name, fit);
        let Some(form) = self.dialog.get_mut::<IdentifyForm>() else {
            return;
        };
        form.said = Some(match kept {
            Ok(path) => {
                let done = tr!("Saved to {}", path.display());
                self.messages.say(Tone::Done, &done);
                Ok(done)
            }
            Err(error) => Err(error.to_string()),
        });
    }
}
