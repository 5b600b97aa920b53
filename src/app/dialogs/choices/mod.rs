//! The dialog that ranks every combination of what may be chosen: a map of error against price, parts,
//! impedance or depth. The plots show the combination that is pointed out on it.

mod allowed_ui;
mod job;
mod map_ui;

pub(in crate::app) use job::ChoicesJob;

use super::{
    dialog::{Ask, Dialog},
    optimise::Heard,
};
use crate::{
    app::{
        Earwright,
        actions::Action,
        library::panel::LibraryPanel,
        widgets::buttons::{heading, primary},
        work::sound::sound,
    },
    design::{Alternatives, Design, Edit, Free},
    network::{Solution, Solver},
    tuning::{
        choices::{Axis, Found, Progress, Slot, combination, count, digits, slots},
        optimise::Allowed,
        variable,
    },
};
use egui::{Context, ProgressBar, RichText, Ui};
use std::{collections::BTreeMap, sync::Arc};

/// Combinations that are tried beside the window: some minutes.
const MOST: u64 = 100_000_000;

/// What the dialog holds.
#[derive(Debug, Clone)]
pub struct ChoicesForm {
    axis: Axis,
    /// Whether the list is of the front, or else of the best.
    front: bool,
    state: State,
    chosen: Option<Chosen>,
    /// What may be chosen, of the design it was found for. The library stays as it is meanwhile.
    may: Option<May>,
}

/// The combination that is pointed out.
#[derive(Debug, Clone)]
struct Chosen {
    index: u64,
    edit: Edit,
    heard: Heard,
}

/// How the ranking stands.
#[derive(Debug, Clone, Default)]
enum State {
    /// Not begun.
    #[default]
    Waiting,
    /// Running.
    Running(Progress),
    /// Ended.
    Done(Box<Ranking>),
    /// Ended without a result: why.
    None(String),
}

/// What was ranked, and what came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    /// The design it is of.
    design: Arc<Design>,
    /// What was chosen.
    slots: Vec<Slot>,
    /// What was found.
    pub found: Found,
    /// What is to be said of prices: why the file cannot be read, or what it has none of.
    prices: Option<String>,
}

/// What the dialog asks for.
#[derive(Debug, Clone, PartialEq)]
enum Wish {
    Free(Vec<Free>),
    Alternatives(Vec<Alternatives>),
    Start,
    Stop,
    /// This combination on the plots.
    Show(u64),
    Take,
    /// Back to what may be chosen.
    Back,
    Close,
}

impl Default for ChoicesForm {
    fn default() -> Self {
        Self {
            axis: Axis::Parts,
            front: false,
            state: State::Waiting,
            chosen: None,
            may: None,
        }
    }
}

impl ChoicesForm {
    /// The combination that is pointed out and its solution: what the plots show.
    pub fn trial(&self) -> Option<(&Arc<Design>, &Arc<Solution>)> {
        let heard = self.chosen.as_ref().map(|chosen| &chosen.heard);
        heard.map(|(design, solution)| (design, solution))
    }

    /// What was ranked, once it ended.
    pub fn ranking(&self) -> Option<&Ranking> {
        match &self.state {
            State::Done(ranking) => Some(ranking),
            _ => None,
        }
    }

    /// Which combination is pointed out.
    pub fn chosen(&self) -> Option<u64> {
        self.chosen.as_ref().map(|chosen| chosen.index)
    }
}

impl Ranking {
    /// The first axis on which combinations differ enough to choose by, else the first on which they
    /// differ at all.
    fn telling_axis(&self) -> Axis {
        let changes = |least: f64| {
            let maps = Axis::ALL.into_iter().zip(&self.found.maps);
            let mut telling = maps
                .filter(|(_, cells)| !cells.is_empty())
                .map(|(axis, _)| axis);
            telling.find(|axis| map_ui::change(&self.found, *axis) > least)
        };
        let axis = changes(map_ui::HARDLY).or_else(|| changes(0.0));
        axis.unwrap_or(Axis::Parts)
    }

    /// What a combination has, slot by slot: all of it, or only what is not as it is.
    fn words(&self, index: u64, all: bool) -> String {
        let chosen = self.slots.iter().zip(digits(&self.slots, index));
        let chosen = chosen.filter(|(slot, digit)| all || slot.now != Some(*digit));
        let words: Vec<String> = chosen
            .filter_map(|(slot, digit)| {
                let alternative = slot.alternatives.get(digit)?;
                Some(format!("{} {alternative}", slot.name))
            })
            .collect();
        if words.is_empty() {
            tr!("as it is").to_owned()
        } else {
            words.join(", ")
        }
    }
}

/// What may be chosen in a design.
#[derive(Debug, Clone)]
struct May {
    design: Arc<Design>,
    slots: Vec<Slot>,
    /// How many usual values each free number has, where it is known.
    most: Vec<Option<usize>>,
    /// What is said of the number of combinations.
    words: String,
    /// Whether they can be ranked.
    start: bool,
}

impl May {
    fn of(design: &Arc<Design>, library: &LibraryPanel) -> Self {
        let slots = slots_of(design, library);
        let (words, start) = counted(&slots);
        let free = design.free.iter();
        Self {
            design: Arc::clone(design),
            most: free.map(|free| allowed_ui::most(design, free)).collect(),
            slots,
            words,
            start,
        }
    }
}

/// What may be chosen in a design, with drivers of the library.
fn slots_of(design: &Design, library: &LibraryPanel) -> Vec<Slot> {
    let (allowed, _) = Allowed::of(design, |name| library.driver(name));
    slots(design, &variable::free(design), &allowed)
}

/// A count as it is read: “14 580”, “2.3·10¹²”.
fn grouped(count: u64) -> String {
    let digits = count.to_string();
    if digits.len() > 12 {
        return format!("{:.1e}", count as f64).replace('e', "·10^");
    }
    let mut out = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    out
}

/// What is said of the number of combinations before they are ranked; whether they can be.
fn counted(slots: &[Slot]) -> (String, bool) {
    let advice = tr!("Allow fewer values of each number, or lock some.");
    match count(slots) {
        _ if slots.is_empty() => (
            tr!("Nothing may be chosen yet: free numbers, or name other drivers.").to_owned(),
            false,
        ),
        Some(count) if count <= MOST => (
            tr!("{} combinations.{}", grouped(count), how_many(slots)),
            true,
        ),
        Some(count) => (
            tr!(
                "{} combinations are too many to try here: {} are the most. {advice}",
                grouped(count),
                grouped(MOST)
            ),
            false,
        ),
        None => (
            tr!("More combinations than can be counted are too many to try here. {advice}"),
            false,
        ),
    }
}

/// How many numbers have how many values, as long as that is short.
fn how_many(slots: &[Slot]) -> String {
    let mut by_values = BTreeMap::<usize, usize>::new();
    for slot in slots.iter().filter(|slot| slot.range().is_some()) {
        *by_values.entry(slot.alternatives.len()).or_default() += 1;
    }
    if by_values.is_empty() || by_values.len() > 3 {
        return String::new();
    }
    let groups = by_values.iter().rev();
    let groups: Vec<String> = groups
        .map(|(values, numbers)| tr!("{numbers} with {values} values"))
        .collect();
    tr!(" Numbers: {}.", groups.join(tr!(", ")))
}

impl Dialog for ChoicesForm {
    fn width(&self) -> f32 {
        match self.state {
            State::Done(_) => 900.0,
            _ => 660.0,
        }
    }

    fn is_beside_plots(&self) -> bool {
        true
    }

    fn outlives_clicks(&self) -> bool {
        true
    }

    fn ui(&mut self, ui: &mut Ui, app: &Earwright) -> Ask {
        let height = app.room_beside_plots(ui.ctx()).height();
        let design = app.session.design();
        heading(ui, tr!("Choices"));
        ui.add_space(4.0);
        let mut wish = None;
        let mut may_start = false;
        match &self.state {
            State::Waiting => {
                let known = (self.may.take()).filter(|may| Arc::ptr_eq(&may.design, design));
                let may = (self.may).insert(known.unwrap_or_else(|| May::of(design, &app.library)));
                let room = (height - 190.0).clamp(60.0, 320.0);
                allowed_ui::allowed_ui(ui, app, may, room, &mut wish);
                may_start = may.start;
                ui.add_space(4.0);
                let color = if may.start || may.slots.is_empty() {
                    ui.visuals().text_color()
                } else {
                    ui.visuals().warn_fg_color
                };
                ui.label(RichText::new(&may.words).color(color));
            }
            State::Running(progress) => progress_ui(ui, progress),
            State::Done(ranking) => {
                let mut list = map_ui::List {
                    axis: self.axis,
                    front: self.front,
                };
                let chosen = self.chosen.as_ref().map(|chosen| chosen.index);
                let room = (height - 118.0).clamp(120.0, 420.0);
                map_ui::ranking_ui(ui, ranking, &mut list, chosen, room, &mut wish);
                (self.axis, self.front) = (list.axis, list.front);
            }
            State::None(why) => {
                ui.add(egui::Label::new(why).wrap());
            }
        }
        ui.add_space(8.0);
        self.buttons_ui(ui, design, may_start, &mut wish);
        match wish {
            None => Ask::Stay,
            Some(wish) => Ask::meanwhile(move |app, ctx| app.choices_wish(ctx, wish)),
        }
    }

    fn closed(&self, app: &mut Earwright) {
        app.end_choices();
    }
}

impl ChoicesForm {
    fn buttons_ui(&self, ui: &mut Ui, design: &Arc<Design>, may: bool, wish: &mut Option<Wish>) {
        ui.horizontal(|ui| match &self.state {
            State::Running(_) => {
                if ui.button(tr!("Stop")).clicked() {
                    *wish = Some(Wish::Stop);
                }
            }
            State::Waiting => {
                ui.add_enabled_ui(may, |ui| {
                    if primary(ui, tr!("Rank")).clicked() {
                        *wish = Some(Wish::Start);
                    }
                });
                if ui.button(tr!("Close")).clicked() {
                    *wish = Some(Wish::Close);
                }
            }
            State::Done(ranking) => {
                let same = ranking.design == *design;
                ui.add_enabled_ui(self.chosen.is_some() && same, |ui| {
                    let take = primary(ui, tr!("Take"));
                    let take = take
                        .on_hover_text(tr!("Give the design what is chosen: one step to undo."));
                    if take.clicked() {
                        *wish = Some(Wish::Take);
                    }
                });
                if ui.button(tr!("Other choices")).clicked() {
                    *wish = Some(Wish::Back);
                }
                if ui.button(tr!("Close")).clicked() {
                    *wish = Some(Wish::Close);
                }
            }
            State::None(_) => {
                if ui.button(tr!("Back")).clicked() {
                    *wish = Some(Wish::Back);
                }
                if ui.button(tr!("Close")).clicked() {
                    *wish = Some(Wish::Close);
                }
            }
        });
    }
}

fn progress_ui(ui: &mut Ui, progress: &Progress) {
    #[allow(clippy::cast_possible_truncation, reason = "a fraction of one")]
    let done = (progress.ranked as f64 / progress.of.max(1) as f64) as f32;
    ui.add(ProgressBar::new(done).show_percentage());
    let nearest = if progress.error_db.is_finite() {
        tr!(", the nearest {:.2} dB off the target", progress.error_db)
    } else {
        String::new()
    };
    ui.label(tr!(
        "{} of {} combinations{nearest}",
        grouped(progress.ranked),
        grouped(progress.of)
    ));
}

impl Earwright {
    /// The dialog of choices, where it is open.
    pub fn choices(&self) -> Option<&ChoicesForm> {
        self.dialog.get()
    }

    pub(in crate::app) fn ask_choices(&mut self) {
        self.dialog.open(ChoicesForm::default());
    }

    /// Does what the dialog asked for; it stays open unless it asked to close.
    fn choices_wish(&mut self, ctx: &Context, wish: Wish) {
        match wish {
            Wish::Free(free) => self.set_free(free),
            Wish::Alternatives(all) => self.push(Action::Edit {
                label: tr!("Alternatives").to_owned(),
                edit: Edit::SetAlternatives(all),
            }),
            Wish::Start => self.start_choices(ctx),
            Wish::Stop => self.stop_choices(),
            Wish::Show(index) => self.show_choice(index),
            Wish::Take => {
                let form = self.dialog.get::<ChoicesForm>();
                if let Some(chosen) = form.and_then(|form| form.chosen.as_ref()) {
                    self.push(Action::Edit {
                        label: tr!("Choice").to_owned(),
                        edit: chosen.edit.clone(),
                    });
                }
                self.dialog.close();
                self.end_choices();
            }
            Wish::Back => {
                if let Some(form) = self.dialog.get_mut::<ChoicesForm>() {
                    form.state = State::Waiting;
                    form.chosen = None;
                }
                self.end_choices();
            }
            Wish::Close => {
                self.dialog.close();
                self.end_choices();
            }
        }
    }

    /// Shows a combination on the plots.
    fn show_choice(&mut self, index: u64) {
        let f = self.session.solution().f.clone();
        let Some(form) = self.dialog.get_mut::<ChoicesForm>() else {
            return;
        };
        let State::Done(ranking) = &form.state else {
            return;
        };
        let built = combination(&ranking.design, &ranking.slots, index);
        form.chosen = built.map(|(edit, design)| {
            let solution = sound(&mut Solver::default(), &design, &f);
            Chosen {
                index,
                edit,
                heard: (Arc::new(design), solution),
            }
        });
        self.session.redraw();
    }
}
