//! The dialog that puts a crossover in front of a driver. What it proposes is `tuning`'s, computed
//! beside the window.

mod proposer;
mod result_ui;

pub(in crate::app) use proposer::Proposer;

use self::result_ui::result_ui;
use super::dialog::{Ask, Dialog};
use crate::{
    app::{
        Earwright,
        actions::Action,
        inspector::{
            field::{FieldEvent, quantity_field},
            rows::{check, choice_row},
            spec::FieldSpec,
        },
        widgets::buttons::{cancel, heading, primary},
    },
    design::{Design, Parameters as _, Part, PartId, branch, parameter::Step},
    network::Solution,
    quantity::Unit,
    tuning::crossover::{Alignment, Preview, Topology, Wish, suited},
};
use egui::{Align, Button, Id, Label, RichText, ScrollArea, Ui, vec2};
use std::{sync::Arc, time::Duration};

/// Width of the whole dialog, points.
const WIDTH: f32 = 1120.0;
/// Width of the list of topologies and of the numbers, points.
const LIST: f32 = 262.0;
/// Between columns, points.
const GAP: f32 = 22.0;
/// Height of the buttons and of the frame, points.
const FOOT: f32 = 46.0;
/// Height of most numbers below the list of topologies, one of them being typed, points.
const NUMBERS: f32 = 150.0;
/// How long a computation runs before it is told, s: a word that flashes would only disturb.
const TOLD_AFTER: f64 = 0.15;

/// What has been chosen so far.
#[derive(Debug, Clone, PartialEq)]
pub struct CrossoverForm {
    driver: PartId,
    wish: Wish,
    replace: bool,
    /// The last proposal, and what it was computed for.
    shown: Option<(Asked, Answer)>,
    /// Since when a proposal for what is chosen now has been awaited, s.
    waiting_since: Option<f64>,
}

/// What a proposal is computed for.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Asked {
    driver: PartId,
    wish: Wish,
    replace: bool,
}

/// A proposal, or why there is none.
type Answer = Result<Arc<Trial>, String>;

/// A proposal, and the design as it is heard with it.
#[derive(Debug, PartialEq)]
struct Trial {
    preview: Preview,
    design: Arc<Design>,
    solution: Arc<Solution>,
}

impl CrossoverForm {
    /// A dialog for this driver, which begins with what the driver is for.
    pub fn new(design: &Design, driver: PartId) -> Self {
        Self {
            driver,
            wish: suited(design, driver),
            replace: has_own_filter(design, driver),
            shown: None,
            waiting_since: None,
        }
    }

    fn asked(&self) -> Asked {
        Asked {
            driver: self.driver,
            wish: self.wish,
            replace: self.replace,
        }
    }

    /// Whether the proposal shown is the one for what is chosen.
    fn is_current(&self) -> bool {
        (self.shown.as_ref()).is_some_and(|(asked, _)| *asked == self.asked())
    }

    /// The proposal that can be placed.
    fn proposal(&self) -> Option<&Preview> {
        let (_, answer) = self.shown.as_ref().filter(|_| self.is_current())?;
        answer.as_ref().ok().map(|trial| &trial.preview)
    }

    /// The design with the proposal that is shown, and its solution: what the plots follow.
    pub fn trial(&self) -> Option<(&Arc<Design>, &Arc<Solution>)> {
        let (_, answer) = self.shown.as_ref()?;
        let trial = answer.as_ref().ok()?;
        Some((&trial.design, &trial.solution))
    }
}

impl Dialog for CrossoverForm {
    fn width(&self) -> f32 {
        WIDTH
    }

    fn is_beside_plots(&self) -> bool {
        true
    }

    fn ui(&mut self, ui: &mut Ui, app: &Earwright) -> Ask {
        let design = app.session.design();
        let width = ui.available_width();
        let Some(driver) = design.part(self.driver) else {
            return Ask::Close;
        };
        ui.horizontal(|ui| {
            heading(ui, &tr!("Crossover for {}", driver.name));
            computing_ui(ui, self);
        });
        ui.add_space(6.0);
        // What lies below would cover the plots that follow what is chosen here.
        let height = ui.available_height() - FOOT;
        let asked = self.asked();
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(LIST);
                topologies_ui(ui, self, (height - NUMBERS).clamp(84.0, 330.0));
                ui.add_space(4.0);
                numbers_ui(ui, self);
                replace_ui(ui, self, design);
            });
            gap(ui);
            ui.vertical(|ui| {
                let room = vec2((width - LIST - GAP).max(200.0), height);
                ui.set_width(room.x);
                match &self.shown {
                    Some((asked, Ok(trial))) => {
                        let kept = !asked.replace && !own_parts(design, asked.driver).is_empty();
                        result_ui(ui, &trial.preview, &asked.wish, kept, room);
                    }
                    Some((_, Err(message))) => {
                        ui.add(
                            Label::new(RichText::new(message).color(ui.visuals().warn_fg_color))
                                .wrap(),
                        );
                    }
                    None => {}
                }
            });
        });
        if self.asked() != asked {
            // The proposal is asked for in the next frame.
            ui.ctx().request_repaint();
        }
        ui.add_space(8.0);
        buttons_ui(ui, self, driver)
    }
}

/// Says that a proposal is being computed, where that takes a while.
fn computing_ui(ui: &mut Ui, form: &CrossoverForm) {
    let Some(since) = form.waiting_since else {
        return;
    };
    let waited = ui.input(|input| input.time) - since;
    if waited >= TOLD_AFTER {
        ui.weak(tr!("computing…"));
    } else {
        let rest = Duration::from_secs_f64(TOLD_AFTER - waited);
        ui.ctx().request_repaint_after(rest);
    }
}

fn buttons_ui(ui: &mut Ui, form: &CrossoverForm, driver: &Part) -> Ask {
    let edit = form.proposal().map(|preview| &preview.proposal.edit);
    let mut ask = Ask::Stay;
    ui.horizontal(|ui| {
        ui.add_enabled_ui(edit.is_some(), |ui| {
            let place = primary(ui, tr!("Place and wire"));
            if place
                .on_hover_text(tr!(
                    "Put these parts on the board and wire them: one step to undo."
                ))
                .clicked()
                && let Some(edit) = edit
            {
                ask = Ask::action(Action::Edit {
                    label: tr!("Crossover for {}", driver.name),
                    edit: edit.clone(),
                });
            }
        });
        if cancel(ui) {
            ask = Ask::Close;
        }
    });
    ask
}

fn topologies_ui(ui: &mut Ui, form: &mut CrossoverForm, height: f32) {
    ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            for topology in Topology::ALL {
                let row = Button::selectable(form.wish.topology == topology, topology.name())
                    .min_size(vec2(ui.available_width(), 21.0));
                let chosen = form.wish.topology == topology;
                let response = ui.add(row);
                if response.clicked() {
                    form.wish.topology = topology;
                }
                // What it begins with is seen in a list that is cut short.
                if chosen && form.shown.is_none() {
                    response.scroll_to_me(Some(Align::Center));
                }
            }
        });
}

fn numbers_ui(ui: &mut Ui, form: &mut CrossoverForm) {
    let wish = &mut form.wish;
    let topology = wish.topology;
    let hertz = |label| FieldSpec::free(label, &Unit::HERTZ, Step::Proportional).within(20.0, 20e3);
    let id = Id::unique("crossover");
    let label = match topology {
        topology if topology.is_band() => tr!("Lower corner"),
        Topology::Notch => tr!("Centre"),
        Topology::LPad => tr!("At"),
        Topology::Zobel => tr!("Flat from"),
        _ => tr!("Corner"),
    };
    number(ui, id.with("f"), &hertz(label), &mut wish.f);
    if topology.is_band() {
        number(ui, id.with("to"), &hertz(tr!("Upper corner")), &mut wish.to);
    }
    if topology.has_level() {
        let label = if topology == Topology::Notch {
            tr!("Depth")
        } else {
            tr!("Attenuation")
        };
        let level = FieldSpec::free(label, &Unit::DECIBEL, Step::Tenth).within(0.5, 60.0);
        number(ui, id.with("level"), &level, &mut wish.down_db);
    }
    if topology == Topology::Notch {
        let q = FieldSpec::free("Q", &Unit::NUMBER, Step::Tenth).within(0.2, 20.0);
        number(ui, id.with("q"), &q, &mut wish.q);
    }
    if topology.has_alignment() {
        let all = [
            (Alignment::Butterworth, tr!("Butterworth")),
            (Alignment::LinkwitzRiley, tr!("Linkwitz–Riley")),
        ];
        let chosen = choice_row(
            ui,
            id.with("alignment"),
            tr!("Alignment"),
            wish.alignment,
            &all,
        );
        wish.alignment = chosen.unwrap_or(wish.alignment);
    }
}

/// A number that follows what is typed or scrubbed at once.
fn number(ui: &mut Ui, id: Id, spec: &FieldSpec<'_>, value: &mut f64) {
    match quantity_field(ui, id, spec, Some(*value)) {
        FieldEvent::Preview(new) | FieldEvent::Commit(new) => *value = new,
        FieldEvent::None | FieldEvent::Finish | FieldEvent::Cancel => {}
    }
}

/// What is in front of the driver already, and whether it is to go.
fn replace_ui(ui: &mut Ui, form: &mut CrossoverForm, design: &Design) {
    let own = own_parts(design, form.driver);
    if own.is_empty() {
        form.replace = false;
        return;
    }
    let names: Vec<&str> = own
        .iter()
        .filter_map(|id| design.part(*id))
        .map(|part| part.name.as_str())
        .collect();
    ui.add_space(4.0);
    let label = tr!("Replace {}", names.join(", "));
    let tooltip = tr!(
        "These parts carry only this driver's current. Without the tick they stay in \
                   series, and the new parts are computed behind them."
    );
    if let Some(new) = check(ui, &label, tooltip, form.replace) {
        form.replace = new;
    }
}

/// Whether a filter of its own stands before a driver: two in series are hardly ever meant.
fn has_own_filter(design: &Design, driver: PartId) -> bool {
    let own = own_parts(design, driver);
    let parts = own.iter().filter_map(|id| design.part(*id));
    let mut numbers = parts.flat_map(|part| part.kind.parameters());
    numbers.any(|(number, _)| [Unit::FARAD, Unit::HENRY].contains(number.unit))
}

/// The parts of its own that stand before a driver.
fn own_parts(design: &Design, driver: PartId) -> Vec<PartId> {
    branch::branch(design, driver).map_or_else(|_| Vec::new(), |found| found.own)
}

/// The rest of what lies between two columns.
fn gap(ui: &mut Ui) {
    ui.add_space(GAP - ui.spacing().item_spacing.x);
}
