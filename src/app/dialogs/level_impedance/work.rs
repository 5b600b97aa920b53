//! What the dialog's wishes do: reading files, finding the impedance, saving it, laying it beside the
//! design's.

use super::{LevelImpedanceForm, Row, State, Wish};
use crate::{
    app::{
        Earwright,
        actions::Action,
        files::picker::{Purpose, expand},
        work::job::{Job, News, waker},
    },
    design::{CurveKind, CurvePoint, Edit, StoredCurve, file},
    exchange::{Measurement, Quantity, curve, with_curves},
    quantity::{Unit, text::rounded},
    tuning::level_impedance::{
        LevelImpedance, LevelImpedanceError, level_impedance, resistance_of_name,
    },
    words::sentence,
};
use egui::Context;
use std::path::{Path, PathBuf};

/// The search beside the window.
pub(in crate::app) type LevelJob = Job<(), Result<LevelImpedance, LevelImpedanceError>>;

/// A file that is read beside the window.
pub(in crate::app) struct LevelReadJob {
    job: Job<(), Result<Measurement, String>>,
    path: PathBuf,
}

impl LevelImpedanceForm {
    fn take(&mut self, path: &Path, read: Result<Measurement, String>) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        self.state = State::Waiting;
        match read {
            Ok(read) => {
                let told = resistance_of_name(&name);
                self.refused.clear();
                self.path.clear();
                self.files.push(Row {
                    resistance: told.map_or_else(String::new, |ohm| format!("{ohm} Ω")),
                    name: name.into_owned(),
                    points: read.trace.points,
                });
            }
            Err(why) => self.refused = tr!("{name} cannot be used: {why}"),
        }
    }

    /// Where the impedance is saved, by what is typed.
    pub(super) fn target(&self) -> Option<PathBuf> {
        let typed = self.out.trim();
        (!typed.is_empty()).then(|| Purpose::SaveImpedance.finished(expand(typed)))
    }

    /// The curves for the design.
    fn curves(&self) -> Option<Vec<StoredCurve>> {
        let found = self.found()?;
        let names: Vec<&str> = self.files.iter().map(|row| row.name.as_str()).collect();
        let origin = format!(
            "Found from levels behind source resistors: {}.",
            names.join(", ")
        );
        let stored = |name: String, kind: CurveKind, points: Vec<CurvePoint>| StoredCurve {
            name,
            origin: origin.clone(),
            shown: true,
            kind,
            align_hz: None,
            align_to_hz: None,
            taken: None,
            points,
        };
        let mut curves = vec![stored(
            tr!("Impedance from levels").to_owned(),
            CurveKind::Impedance,
            found.curve(),
        )];
        if let Ok(Some(source)) = self.source() {
            let points = found.level(source);
            let name = tr!("Level behind {}", rounded(source, &Unit::OHM, 4));
            curves.push(stored(name, CurveKind::Level, points));
        }
        Some(curves)
    }
}

impl Earwright {
    pub(in crate::app) fn ask_level_impedance(&mut self) {
        self.dialog.open(LevelImpedanceForm::new());
    }

    /// Begins to read a level for the open dialog.
    pub(in crate::app) fn load_level(&mut self, ctx: &Context, path: &Path) {
        let brought = path.to_owned();
        let job = Job::start(&*self.runner, "measurement", waker(ctx), move |_| {
            let read = Measurement::open(&brought);
            let read = read.and_then(|read| read.as_a(Quantity::Level));
            read.map_err(|error| error.to_string())
        });
        let path = path.to_owned();
        self.level_reads.push(LevelReadJob { job, path });
        self.follow_level_impedance();
    }

    /// Stops it.
    pub(in crate::app) fn end_level_impedance(&mut self) {
        self.level_reads.clear();
        self.level_job = None;
    }

    /// Brings what was read and found into the dialog. Where that is gone, nothing is wanted.
    pub(in crate::app) fn follow_level_impedance(&mut self) {
        let Some(form) = self.dialog.get_mut::<LevelImpedanceForm>() else {
            self.level_reads.clear();
            self.level_job = None;
            return;
        };
        self.level_reads.retain(|read| {
            let ended = match read.job.news() {
                News::None | News::Progress(()) => return true,
                News::Done(ended) => ended,
                News::Lost => Err(tr!("reading it ended without a result").to_owned()),
            };
            form.take(&read.path, ended);
            false
        });
        // Other files than it began with: its result would be theirs.
        if !matches!(form.state, State::Running) {
            self.level_job = None;
        }
        let Some(job) = &self.level_job else { return };
        form.state = match job.news() {
            News::None | News::Progress(()) => return,
            News::Done(Ok(found)) => State::Done(Box::new(found)),
            News::Done(Err(why)) => State::None(sentence(&why.to_string())),
            News::Lost => State::None(tr!("It ended without a result.").to_owned()),
        };
        self.level_job = None;
    }

    /// Tells the dialog that no file dialog answered; whether it was the one that asked.
    pub(in crate::app) fn no_dialog_for_levels(&mut self, purpose: Purpose) -> bool {
        let words = tr!("No file dialog service answered; type the path instead.");
        let Some(form) = self.dialog.get_mut::<LevelImpedanceForm>() else {
            return false;
        };
        match purpose {
            Purpose::MeasuredLevel => words.clone_into(&mut form.refused),
            Purpose::SaveImpedance => form.said = Some(Err(words.to_owned())),
            _ => return false,
        }
        true
    }

    /// Saves the impedance that was found.
    pub(in crate::app) fn save_level_impedance(&mut self, path: &Path) {
        let Some(form) = self.dialog.get_mut::<LevelImpedanceForm>() else {
            return;
        };
        let Some(found) = form.found() else { return };
        let text = curve(Quantity::Impedance, &found.curve());
        let written = file::write(path, text.as_bytes());
        form.said = Some(match written {
            Ok(()) => Ok(tr!("Saved to {}", path.display())),
            Err(error) => Err(error.to_string()),
        });
    }

    pub(super) fn level_impedance_wish(&mut self, ctx: &Context, wish: Wish) {
        match wish {
            Wish::Choose => self.ask(ctx, Purpose::MeasuredLevel),
            Wish::ChooseOut => self.ask(ctx, Purpose::SaveImpedance),
            Wish::Read => {
                let form = self.dialog.get::<LevelImpedanceForm>();
                if let Some(path) = form.map(|form| expand(form.path.trim())) {
                    self.load_level(ctx, &path);
                }
            }
            Wish::Save => {
                let form = self.dialog.get::<LevelImpedanceForm>();
                let Some(path) = form.and_then(LevelImpedanceForm::target) else {
                    return;
                };
                let replaces = self.replaces(Purpose::SaveImpedance, &path);
                let Some(form) = self.dialog.get_mut::<LevelImpedanceForm>() else {
                    return;
                };
                if replaces && form.replaced.as_ref() != Some(&path) {
                    form.said = Some(Err(tr!("{} is there already.", path.display())));
                    form.replaced = Some(path);
                } else {
                    form.replaced = None;
                    self.use_path(ctx, Purpose::SaveImpedance, path);
                }
            }
            Wish::Find => self.find_level_impedance(ctx),
            Wish::Back => {
                self.level_job = None;
                if let Some(form) = self.dialog.get_mut::<LevelImpedanceForm>() {
                    form.state = State::Waiting;
                    form.said = None;
                }
            }
            Wish::Lay => {
                let form = self.dialog.get::<LevelImpedanceForm>();
                if let Some(new) = form.and_then(LevelImpedanceForm::curves) {
                    let present = &self.session.design().measurements;
                    let edit = Edit::SetMeasurements(with_curves(present, new));
                    self.push(Action::Edit {
                        label: tr!("Impedance from levels").to_owned(),
                        edit,
                    });
                }
                self.dialog.close();
                self.end_level_impedance();
            }
            Wish::Close => {
                self.dialog.close();
                self.end_level_impedance();
            }
        }
    }

    fn find_level_impedance(&mut self, ctx: &Context) {
        let Some(form) = self.dialog.get_mut::<LevelImpedanceForm>() else {
            return;
        };
        let Ok((runs, options)) = form.order() else {
            return;
        };
        form.state = State::Running;
        form.said = None;
        let job = Job::start(&*self.runner, "level impedance", waker(ctx), move |_| {
            level_impedance(&runs, &options)
        });
        self.level_job = Some(job);
        ctx.request_repaint();
    }
}
