//! The dialog that takes measured curves into the design: what was understood of each file, what is
//! taken of it, and where that goes. Nothing is accepted before it is shown.

mod columns_ui;
mod curve;
mod curve_ui;
mod file;
mod project_ui;
mod sound;
mod sound_ui;

use super::{
    circuit_driver::CircuitDriver,
    dialog::{Ask, Dialog},
    host::room_for_list,
    identify::field,
};
use crate::{
    app::{
        Earwright,
        actions::Action,
        widgets::buttons::{cancel, heading, primary},
        work::job::waker,
    },
    design::{Design, Edit, StoredCurve},
    exchange::{Quantity, Ready, with_curves},
    words::{self, sentence},
};
use curve::Curve;
use egui::{Context, Key, Label, Response, RichText, ScrollArea, Ui, vec2};
use file::{File, Netlist, State};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// What the dialog holds. Closed, it stops what is still being read.
pub(super) struct ImportForm {
    files: Vec<File>,
    /// Whether it was asked for a target.
    for_target: bool,
}

impl Dialog for ImportForm {
    fn width(&self) -> f32 {
        1000.0
    }

    fn outlives_clicks(&self) -> bool {
        true
    }

    fn ui(&mut self, ui: &mut Ui, app: &Earwright) -> Ask {
        // Enter ends what is typed in a field; it does not add the curves in the same breath.
        let typing = ui.memory(egui::Memory::focused);
        for file in &mut self.files {
            file.poll();
        }
        // A driver's numbers alone belong into the dialog that makes a driver of them.
        if let [file] = &self.files[..]
            && let State::Parameters(read) = &file.state
        {
            let (name, read) = (file.name.clone(), (**read).clone());
            return Ask::then(move |app, _| app.ask_numbers_of(name, read));
        }
        let mut ask = Ask::Stay;
        heading(ui, tr!("Import measurement"));
        ui.add_space(4.0);
        let room = room_for_list(ui.ctx(), 180.0);
        ScrollArea::vertical()
            .max_height(room)
            .min_scrolled_height(room)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                let calibrations: Vec<(usize, Arc<Ready>)> = (self.files.iter().enumerate())
                    .filter_map(|(n, file)| Some((n, file.calibration()?)))
                    .collect();
                for (n, file) in self.files.iter_mut().enumerate() {
                    // A calibration is not subtracted from itself.
                    let others = calibrations.iter().filter(|(own, _)| *own != n);
                    let others: Vec<Arc<Ready>> = others.map(|(_, read)| read.clone()).collect();
                    let draw = |ui: &mut Ui| file_ui(ui, file, &others, app);
                    let asked = ui.push_id(n, draw).inner;
                    if let Some(asked) = asked {
                        ask = asked;
                    }
                }
            });
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            // What was asked for comes first, and Enter means it.
            let uses = if self.for_target {
                [Use::Target, Use::Plots]
            } else {
                [Use::Plots, Use::Target]
            };
            for (n, of) in uses.into_iter().enumerate() {
                let enabled = self.offers(of);
                let button = ui.add_enabled_ui(enabled, |ui| of.button(ui, n == 0)).inner;
                let typed = typing.is_some_and(|field| field != button.id)
                    && ui.input(|input| input.key_pressed(Key::Enter));
                if button.clicked() && !typed {
                    ask = self.taken(of, app.session.design());
                }
            }
            if cancel(ui) {
                ask = Ask::Close;
            }
        });
        ask
    }
}

/// What curves are imported for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    /// To be compared with.
    Plots,
    /// To become the target.
    Target,
}

impl Use {
    fn button(self, ui: &mut Ui, first: bool) -> Response {
        let words = match self {
            Self::Plots => tr!("Add to the plots"),
            Self::Target => tr!("Use as target"),
        };
        let button = if first {
            primary(ui, words)
        } else {
            ui.button(words)
        };
        match self {
            Self::Plots => button,
            Self::Target => button
                .on_hover_text(words::text(AS_TARGET))
                .on_disabled_hover_text(words::text(AS_TARGET)),
        }
    }
}

impl ImportForm {
    /// Whether the wanted curves can be used so.
    fn offers(&self, of: Use) -> bool {
        let mut wanted = self.files.iter().flat_map(File::quantities);
        let (first, second) = (wanted.next(), wanted.next());
        let suits = match of {
            Use::Plots => first.is_some(),
            Use::Target => first == Some(Quantity::Level) && second.is_none(),
        };
        suits && !self.files.iter().any(File::is_busy)
    }

    /// Uses the wanted curves.
    fn taken(&self, of: Use, design: &Design) -> Ask {
        let mut curves = self.files.iter().flat_map(File::stored);
        match of {
            Use::Plots => Ask::action(add(&design.measurements, curves.collect())),
            Use::Target => curves
                .next()
                .map_or(Ask::Stay, |level| Ask::action(as_target(design, level))),
        }
    }
}

fn file_ui(
    ui: &mut Ui,
    file: &mut File,
    calibrations: &[Arc<Ready>],
    app: &Earwright,
) -> Option<Ask> {
    field::heading(ui, &file.name);
    match &mut file.state {
        State::Reading(_) => {
            ui.horizontal(|ui| {
                ui.spinner();
                ui.label(tr!("Reading…"));
            });
        }
        State::Refused(error) => {
            let error = RichText::new(sentence(error)).color(ui.visuals().error_fg_color);
            ui.add(Label::new(error).wrap());
        }
        State::Parameters(read) => {
            let said = tr!("{}, not a curve", read.from);
            ui.add(Label::new(sentence(&said)).wrap());
            if ui.button(tr!("New driver from these numbers…")).clicked() {
                let (name, read) = (file.name.clone(), (**read).clone());
                return Some(Ask::then(move |app, _| app.ask_numbers_of(name, read)));
            }
        }
        State::Circuit(read) => return circuit_ui(ui, read),
        State::Project(read) => {
            if project_ui::project_ui(ui, read) {
                let files = read.files_there(&file.path);
                return Some(Ask::meanwhile(move |app, ctx| {
                    if files.is_empty() {
                        let none =
                            tr!("None of these files is where the project says, or beside it");
                        app.push(Action::Say(none.to_owned()));
                    }
                    app.import_measurements(ctx, &files);
                }));
            }
        }
        State::Table(table) => halves(
            ui,
            table,
            |ui, table| {
                let meant = columns_ui::columns_ui(ui, table);
                let picked = columns_ui::candidates_ui(ui, table);
                if meant || picked {
                    table.understand(&*app.runner, waker(ui.ctx()));
                }
            },
            |ui, table| {
                if let Some(none) = &table.understood.none {
                    let none = RichText::new(sentence(none)).color(ui.visuals().warn_fg_color);
                    ui.add(Label::new(none).wrap());
                }
                curves_ui(ui, &file.name, &mut table.understood.curves, calibrations);
            },
        ),
        State::Sound(sound) => halves(
            ui,
            sound,
            |ui, sound| {
                if sound_ui::sound_ui(ui, sound) {
                    sound.hear(&*app.runner, waker(ui.ctx()));
                }
            },
            |ui, sound| curves_ui(ui, &file.name, &mut sound.heard.curves, calibrations),
        ),
    }
    None
}

/// What a circuit can become, and why it cannot.
fn circuit_ui(ui: &mut Ui, read: &Netlist) -> Option<Ask> {
    let mut ask = None;
    ui.label(tr!("A circuit (SPICE), not a curve."));
    match &read.driver {
        Ok(driver) if ui.button(tr!("New driver from this circuit…")).clicked() => {
            let driver = driver.clone();
            ask = Some(Ask::then(move |app, _| {
                app.dialog.open(CircuitDriver::new(driver));
            }));
        }
        Ok(_) => {}
        Err(error) => {
            let error = RichText::new(sentence(&error.to_string()));
            ui.add(Label::new(error.color(ui.visuals().error_fg_color)).wrap());
        }
    }
    if let Ok(parts) = &read.parts
        && ui.button(tr!("Place as parts")).clicked()
    {
        let parts = parts.clone();
        ask = Some(Ask::then(move |app, _| app.place_circuit(&parts)));
    }
    ask
}

/// What there is at the left, what is taken of it at the right.
fn halves<T>(
    ui: &mut Ui,
    of: &mut T,
    there_is: impl FnOnce(&mut Ui, &mut T),
    taken: impl FnOnce(&mut Ui, &mut T),
) {
    let left = (0.45 * ui.available_width()).floor();
    let right = ui.available_width() - left - 14.0;
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(left);
            there_is(ui, of);
        });
        ui.add_space(6.0);
        ui.vertical(|ui| {
            ui.set_width(right);
            taken(ui, of);
        });
    });
}

fn curves_ui(ui: &mut Ui, file: &str, curves: &mut [Curve], calibrations: &[Arc<Ready>]) {
    let mut said = Vec::new();
    for (n, curve) in curves.iter_mut().enumerate() {
        ui.push_id(n, |ui| {
            let size = vec2(ui.available_width(), 190.0);
            curve_ui::curve_ui(ui, file, curve, size, calibrations, &mut said);
        });
    }
}

/// What the button says that makes a target of a curve.
const AS_TARGET: &str = "One curve of levels becomes what the response is compared with. It is kept \
                         among the measurements, hidden, to be chosen again.";

/// The edit that keeps a curve, hidden, and makes it the target.
fn as_target(design: &Design, mut curve: StoredCurve) -> Action {
    curve.shown = false;
    let measurements = with_curves(&design.measurements, vec![curve]);
    let target = measurements
        .last()
        .map(|curve| design.target.of_curve(curve));
    let edits = [Edit::SetMeasurements(measurements)].into_iter();
    let target = target.map(|target| Edit::SetTarget(Box::new(target)));
    Action::Edit {
        label: tr!("Import target").to_owned(),
        edit: Edit::Batch(edits.chain(target).collect()),
    }
}

/// The edit that adds curves to those of the design, each under a name of its own.
fn add(present: &[StoredCurve], new: Vec<StoredCurve>) -> Action {
    let label = match &new[..] {
        [one] => tr!("Import {}", one.name),
        _ => tr!("Import {} measurements", new.len()),
    };
    Action::Edit {
        label,
        edit: Edit::SetMeasurements(with_curves(present, new)),
    }
}

impl Earwright {
    /// Opens the dialog, which reads these files beside the window.
    pub(in crate::app) fn import_measurements(&mut self, ctx: &Context, paths: &[PathBuf]) {
        let files = self.read_files(ctx, paths);
        // What is dropped on the open dialog joins the files that are there.
        match self.dialog.get_mut::<ImportForm>() {
            Some(open) => open.files.extend(files),
            None => self.dialog.open(ImportForm {
                files,
                for_target: false,
            }),
        }
    }

    /// The same of a file that was chosen to become the target.
    pub(in crate::app) fn import_target(&mut self, ctx: &Context, path: &Path) {
        let files = self.read_files(ctx, &[path.to_owned()]);
        self.dialog.open(ImportForm {
            files,
            for_target: true,
        });
    }

    fn read_files(&self, ctx: &Context, paths: &[PathBuf]) -> Vec<File> {
        let read = |path: &PathBuf| File::read(path, &*self.runner, waker(ctx));
        paths.iter().map(read).collect()
    }
}
