//! A driver from its measurement, in four steps: the curves, what they were taken in, what to make
//! of them, what came out. The arithmetic is `tuning`'s, the reading `exchange`'s.

pub(in crate::app) mod curves;
mod curves_ui;
pub(in crate::app) mod field;
mod fixture;
mod fixture_ui;
mod model;
mod model_ui;
mod result_ui;
mod wishes;

pub(in crate::app) use wishes::{FitJob, ReadJob};

use super::{
    dialog::{Ask, Dialog},
    host::room_for_list,
};
use crate::{
    app::{
        Earwright,
        widgets::buttons::{heading, primary},
    },
    design::{PartKind, Severity},
    exchange::{Measurement, Quantity},
    tuning::identify::{self, Data, Doubt, Identified, Options, Progress, Take},
    words::sentence,
};
use egui::{RichText, ScrollArea, Ui};
use fixture::FixtureForm;
use model::ModelForm;

/// The steps of the dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Step {
    /// Which files.
    #[default]
    Curves,
    /// What they were taken in.
    Fixture,
    /// What to make of them.
    Model,
    /// What came out.
    Result,
}

/// What the dialog holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct IdentifyForm {
    step: Step,
    /// The measurement that is shown.
    shown: TakeForm,
    /// Those before and after it, in order.
    before: Vec<TakeForm>,
    after: Vec<TakeForm>,
    model: ModelForm,
    fit: Fit,
    /// What was done with the result, or why not.
    said: Option<Result<String, String>>,
}

/// One measurement: its curves, and what they were taken in.
#[derive(Debug, Clone, PartialEq, Default)]
struct TakeForm {
    response: Slot,
    impedance: Slot,
    fixture: FixtureForm,
}

/// A place for one curve.
#[derive(Debug, Clone, PartialEq, Default)]
struct Slot {
    /// The path as typed.
    path: String,
    /// The curve, once read.
    curve: Option<Loaded>,
    /// Why there is none.
    message: String,
}

/// A curve that was read.
#[derive(Debug, Clone, PartialEq)]
struct Loaded {
    /// Its file's name.
    name: String,
    /// The curve and what was found in it.
    measurement: Measurement,
}

/// How the fit stands.
#[derive(Debug, Clone, PartialEq, Default)]
enum Fit {
    /// Not begun.
    #[default]
    None,
    /// Running.
    Running(Progress),
    /// Ended without a driver.
    Failed(String),
    /// Ended with a driver.
    Done(Box<Outcome>),
}

/// A driver, and the fit it comes from where there was one.
#[derive(Debug, Clone, PartialEq)]
struct Outcome {
    part: PartKind,
    found: Option<Identified>,
}

/// What the dialog asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) enum Wish {
    /// A file dialog for this curve.
    Choose(Quantity),
    /// The file at the typed path.
    Read(Quantity),
    /// The fit.
    Start,
    /// An end to the running fit.
    Stop,
    /// The driver in the design, and the dialog closed.
    Add,
    /// The driver in the user's library.
    Keep,
    /// The dialog closed.
    Close,
}

impl Step {
    const ALL: [Self; 4] = [Self::Curves, Self::Fixture, Self::Model, Self::Result];

    fn title(self) -> &'static str {
        match self {
            Self::Curves => tr!("1  Curves"),
            Self::Fixture => tr!("2  Fixture"),
            Self::Model => tr!("3  Model"),
            Self::Result => tr!("4  Result"),
        }
    }

    fn next(self) -> Self {
        match self {
            Self::Curves => Self::Fixture,
            Self::Fixture => Self::Model,
            Self::Model | Self::Result => Self::Result,
        }
    }

    fn before(self) -> Self {
        match self {
            Self::Curves | Self::Fixture => Self::Curves,
            Self::Model => Self::Fixture,
            Self::Result => Self::Model,
        }
    }
}

impl IdentifyForm {
    fn slot(&mut self, which: Quantity) -> &mut Slot {
        match which {
            Quantity::Level => &mut self.shown.response,
            Quantity::Impedance => &mut self.shown.impedance,
        }
    }

    /// All measurements, in order.
    fn takes(&self) -> impl Iterator<Item = &TakeForm> {
        let after = std::iter::once(&self.shown).chain(&self.after);
        self.before.iter().chain(after)
    }

    /// How many there are.
    fn count(&self) -> usize {
        self.before.len() + 1 + self.after.len()
    }

    /// The place of the one that is shown.
    fn place(&self) -> usize {
        self.before.len()
    }

    /// Shows the measurement at this place.
    fn show(&mut self, place: usize) {
        let mut all: Vec<TakeForm> = std::mem::take(&mut self.before);
        all.push(std::mem::take(&mut self.shown));
        all.append(&mut self.after);
        let place = place.min(all.len() - 1);
        self.after = all.split_off(place + 1);
        self.shown = all.pop().unwrap_or_default();
        self.before = all;
    }

    /// Another measurement behind all others, in the same fixture until it is changed.
    fn add(&mut self) {
        let fixture = self.shown.fixture.clone();
        self.after.push(TakeForm {
            fixture,
            ..TakeForm::default()
        });
        self.show(self.count() - 1);
        self.fit = Fit::None;
    }

    /// Takes away the one that is shown.
    fn remove(&mut self) {
        let next = self.before.pop().or_else(|| {
            let first = !self.after.is_empty();
            first.then(|| self.after.remove(0))
        });
        self.shown = next.unwrap_or_default();
        self.fit = Fit::None;
    }

    /// The step shown.
    pub fn step(&self) -> Step {
        self.step
    }

    /// Whether there is a curve to work with.
    fn has_curve(&self) -> bool {
        self.takes().all(TakeForm::has_curve)
    }

    /// Everything a fit needs, or why it cannot begin.
    fn order(&self) -> Result<(Vec<Take>, Options), String> {
        let several = self.count() > 1;
        let take = |(n, form): (usize, &TakeForm)| {
            let name = form.name(n);
            let wrong = |why: String| {
                if several {
                    format!("{name}: {why}")
                } else {
                    why
                }
            };
            form.take(&name).map_err(wrong)
        };
        let takes = self.takes().enumerate().map(take);
        let takes: Vec<Take> = takes.collect::<Result<_, _>>()?;
        let source = self.model.source(&self.names());
        Ok((takes, self.model.options(source)?))
    }

    /// The names of the files.
    fn names(&self) -> Vec<&str> {
        self.takes()
            .flat_map(|take| [&take.response, &take.impedance])
            .filter_map(|slot| Some(slot.curve.as_ref()?.name.as_str()))
            .collect()
    }

    /// What only shows when both curves and the fixture are looked at together.
    fn joint_findings(&self) -> Vec<identify::Finding> {
        let Ok(fixture) = self.shown.fixture.read() else {
            return Vec::new();
        };
        let data = self.shown.data();
        let mut found = identify::examine(&data, &fixture, self.model.known_value("Re"));
        let told = self.has_error();
        found.retain(|finding| match finding.doubt {
            Doubt::Voltage | Doubt::Fixture | Doubt::BelowResistance => true,
            // The import has told the rest already, unless it let through what stops the fit.
            Doubt::Curve(_) | Doubt::NotANumber | Doubt::Order => {
                finding.severity == Severity::Error && !told
            }
        });
        found
    }

    /// Whether the import found an error in either curve.
    fn has_error(&self) -> bool {
        [&self.shown.response, &self.shown.impedance]
            .into_iter()
            .filter_map(|slot| slot.curve.as_ref())
            .any(|curve| curve.measurement.worst() == Some(Severity::Error))
    }

    fn may_show(&self, step: Step) -> bool {
        match step {
            Step::Curves => true,
            Step::Fixture | Step::Model => self.has_curve(),
            Step::Result => self.fit != Fit::None,
        }
    }
}

impl TakeForm {
    fn has_curve(&self) -> bool {
        self.response.curve.is_some() || self.impedance.curve.is_some()
    }

    /// What it is called among the others: by its file, else by its place.
    fn name(&self, place: usize) -> String {
        let slots = [&self.response, &self.impedance];
        let curve = slots.into_iter().find_map(|slot| slot.curve.as_ref());
        curve.map_or_else(
            || tr!("measurement {}", place + 1),
            |curve| curve.name.clone(),
        )
    }

    fn data(&self) -> Data {
        let trace = |slot: &Slot| {
            let curve = slot.curve.as_ref()?;
            Some(curve.measurement.trace.clone())
        };
        Data {
            response: trace(&self.response),
            impedance: trace(&self.impedance),
        }
    }

    /// The measurement as a fit takes it, or what is wrong with what was typed.
    fn take(&self, name: &str) -> Result<Take, String> {
        let (freed, offset_db) = (self.fixture.freed()?, self.fixture.offset_db()?);
        Ok(Take {
            freed,
            offset_db,
            ..Take::new(name, self.data(), self.fixture.read()?)
        })
    }
}

impl Dialog for IdentifyForm {
    fn width(&self) -> f32 {
        780.0
    }

    fn outlives_clicks(&self) -> bool {
        true
    }

    fn ui(&mut self, ui: &mut Ui, _app: &Earwright) -> Ask {
        heading(ui, tr!("Driver from measurement"));
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            for step in Step::ALL {
                let may = self.may_show(step) && !matches!(self.fit, Fit::Running(_));
                let shown = self.step == step;
                let button = egui::Button::selectable(shown, step.title());
                if ui.add_enabled(may || shown, button).clicked() && may {
                    self.step = step;
                }
            }
        });
        if matches!(self.step, Step::Curves | Step::Fixture) {
            self.takes_ui(ui);
        }
        ui.separator();
        let room = room_for_list(ui.ctx(), 220.0);
        let mut wish = None;
        ScrollArea::vertical()
            .id_salt(self.step)
            .max_height(room)
            // The window is as high as it was: without this it would never grow with a step.
            .min_scrolled_height(room)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                wish = match self.step {
                    Step::Curves => curves_ui::curves_ui(ui, self),
                    Step::Fixture => fixture_ui::fixture_ui(ui, self),
                    Step::Model => model_ui::model_ui(ui, self),
                    Step::Result => result_ui::result_ui(ui, self),
                };
            });
        ui.separator();
        match wish.or(foot_ui(ui, self)) {
            None => Ask::Stay,
            Some(wish) => Ask::meanwhile(move |app, ctx| app.identify_wish(ctx, wish)),
        }
    }
}

impl IdentifyForm {
    /// Which of several measurements is shown; another one.
    fn takes_ui(&mut self, ui: &mut Ui) {
        let current = self.before.len();
        let mut wanted = None;
        ui.horizontal_wrapped(|ui| {
            for n in 0..self.count() {
                let label = tr!("Measurement {}", n + 1);
                let button = egui::Button::selectable(n == current, &label);
                if self.count() > 1 && ui.add(button).clicked() {
                    wanted = Some(n);
                }
            }
            let another = ui.small_button(tr!("Another measurement"));
            let tooltip =
                tr!("Of the same driver in another fixture: several loads tell what one does not.");
            if another.on_hover_text(tooltip).clicked() {
                self.add();
            }
            if self.count() > 1 && ui.small_button(tr!("Remove this one")).clicked() {
                self.remove();
            }
        });
        if let Some(place) = wanted {
            self.show(place);
        }
    }
}

/// Back, on, away.
fn foot_ui(ui: &mut Ui, form: &mut IdentifyForm) -> Option<Wish> {
    let mut wish = None;
    let running = matches!(form.fit, Fit::Running(_));
    ui.horizontal(|ui| {
        let back = ui.add_enabled(
            form.step != Step::Curves && !running,
            egui::Button::new(tr!("Back")),
        );
        if back.clicked() {
            form.step = form.step.before();
        }
        match form.step {
            Step::Curves | Step::Fixture => {
                let ready = form.has_curve()
                    && (form.step == Step::Curves
                        || form.takes().all(|take| take.take("").is_ok()));
                ui.add_enabled_ui(ready, |ui| {
                    let next = primary(ui, tr!("Next")).on_disabled_hover_text(tr!(
                        "Choose a measured curve first, and fill in what is marked."
                    ));
                    if next.clicked() {
                        form.step = form.step.next();
                    }
                });
            }
            Step::Model => {
                let order = form.order();
                ui.add_enabled_ui(order.is_ok(), |ui| {
                    if primary(ui, form.model.verb()).clicked() {
                        wish = Some(Wish::Start);
                    }
                });
                if let Err(why) = order {
                    ui.label(RichText::new(why).color(ui.visuals().error_fg_color));
                }
            }
            Step::Result => {
                if running {
                    if ui.button(tr!("Stop the fit")).clicked() {
                        wish = Some(Wish::Stop);
                    }
                } else if matches!(form.fit, Fit::Done(_)) {
                    if primary(ui, tr!("Add to design")).clicked() {
                        wish = Some(Wish::Add);
                    }
                    if ui.button(tr!("Save to my library")).clicked() {
                        wish = Some(Wish::Keep);
                    }
                }
            }
        }
        let close = if matches!(form.said, Some(Ok(_))) {
            tr!("Close")
        } else {
            tr!("Cancel")
        };
        if ui.button(close).clicked() {
            wish = Some(Wish::Close);
        }
    });
    wish
}

/// One line for a finding, in the colour of how bad it is.
pub(in crate::app) fn finding_ui(ui: &mut Ui, severity: Severity, message: &str) {
    let (word, color) = match severity {
        Severity::Error => (tr!("Error"), ui.visuals().error_fg_color),
        Severity::Warning => (tr!("Doubt"), ui.visuals().warn_fg_color),
        Severity::Note => (tr!("Note"), ui.visuals().weak_text_color()),
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(RichText::new(word).strong().color(color));
        ui.add(egui::Label::new(sentence(message)).wrap());
    });
}
