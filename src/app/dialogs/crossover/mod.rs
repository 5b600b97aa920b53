//! The dialog that puts a crossover in front of a driver. What it proposes is `tuning`'s, computed
//! beside the window.

mod proposer;

pub(in crate::app) use proposer::Proposer;

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
        plots::small_plot_ui,
        theme,
        widgets::buttons::{cancel, heading, primary},
    },
    design::{Design, Parameters as _, Part, PartId, branch, parameter::Step},
    network::Solution,
    picture::plots::{CrossoverCurves, crossover_model},
    quantity::{Unit, text},
    tuning::crossover::{Alignment, Preview, Shown, Topology, Wish, misses, suited},
    words,
};
use egui::{Align, Button, Grid, Id, Label, RichText, ScrollArea, TextStyle, Ui, Vec2, vec2};
use std::{sync::Arc, time::Duration};

/// Width of the whole dialog, points.
const WIDTH: f32 = 1120.0;
/// Width of the list of topologies and of the numbers, points.
const LIST: f32 = 262.0;
/// Width of the parts and of what is said of them, points.
const PARTS: f32 = 440.0;
/// Between columns, points.
const GAP: f32 = 22.0;
/// Width below which a curve has no room beside its parts, points.
const LEAST_CURVE: f32 = 240.0;
/// Height of the buttons and of the frame, points.
const FOOT: f32 = 46.0;
/// Height of most numbers below the list of topologies, one of them being typed, points.
const NUMBERS: f32 = 150.0;
/// Height of most parts below a curve, with a line said of them, points.
const BELOW_CURVE: f32 = 150.0;
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

/// The curves, and the parts beside them, or below them where there is no room.
fn result_ui(ui: &mut Ui, preview: &Preview, wish: &Wish, kept: bool, room: Vec2) {
    let curve = room.x - PARTS - GAP;
    if curve < LEAST_CURVE {
        let top = ui.cursor().top();
        curves_ui(ui, preview, wish, room.y - BELOW_CURVE);
        let left = top + room.y - ui.cursor().top();
        parts_ui(ui, preview, wish, kept, left);
        return;
    }
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(curve);
            curves_ui(ui, preview, wish, room.y);
        });
        gap(ui);
        ui.vertical(|ui| {
            ui.set_width(PARTS);
            parts_ui(ui, preview, wish, kept, room.y);
        });
    });
}

/// The curves between what they are and what came of them, all within a height.
fn curves_ui(ui: &mut Ui, preview: &Preview, wish: &Wish, height: f32) {
    let model = crossover_model(&CrossoverCurves {
        impedance: preview.shown == Shown::Impedance,
        f: &preview.f,
        before: preview.before.as_deref(),
        after: &preview.after,
        wanted: &preview.wanted,
    });
    let name = match preview.shown {
        Shown::Transfer => tr!("Level at the driver's terminals, before and after"),
        Shown::Impedance => tr!("Impedance at the driver's terminals, before and after"),
    };
    ui.add(Label::new(RichText::new(name).weak()).truncate());
    // Figures take two lines.
    let words = 3.0 * ui.text_style_height(&TextStyle::Body) + 2.0 * ui.spacing().item_spacing.y;
    let size = vec2(ui.available_width(), (height - words).clamp(84.0, 250.0));
    small_plot_ui(ui, size, name, &model);
    ui.add(Label::new(figures(preview, wish)).wrap())
        .on_hover_text(words::text(explained(preview.shown)));
}

/// The parts, and below them what misses the wish, within a height.
fn parts_ui(ui: &mut Ui, preview: &Preview, wish: &Wish, kept: bool, height: f32) {
    let top = ui.cursor().top();
    stock_ui(ui, preview);
    ui.add_space(6.0);
    let left = (top + height - ui.cursor().top()).max(40.0);
    let amber = ui.visuals().warn_fg_color;
    ScrollArea::vertical()
        .id_salt("misses")
        .max_height(left)
        .min_scrolled_height(left)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for miss in misses(preview, wish, kept) {
                let words = format!("{} {}", miss.what, miss.cure);
                ui.add(Label::new(RichText::new(words).color(amber)).wrap());
            }
        });
}

/// The parts, as they would be best and as they are in stock.
fn stock_ui(ui: &mut Ui, preview: &Preview) {
    Grid::new("crossover parts")
        .num_columns(4)
        .spacing([14.0, 3.0])
        .show(ui, |ui| {
            for head in [tr!("Part"), tr!("Taken"), tr!("Ideal"), tr!("From stock")] {
                ui.label(RichText::new(head).small().weak());
            }
            ui.end_row();
            for part in &preview.proposal.chosen {
                let unit = part.component.unit();
                ui.label(words::text(part.component.word()));
                ui.label(
                    RichText::new(text::exact(part.stocked.value, unit))
                        .strong()
                        .color(theme::text_strong(ui.visuals())),
                );
                let ideal = RichText::new(text::rounded(part.ideal, unit, 3));
                if part.out_of_stock {
                    let warning = ui.visuals().warn_fg_color;
                    ui.label(ideal.color(warning)).on_hover_text(tr!(
                        "The catalogue has nothing near this: the nearest is taken."
                    ));
                } else {
                    ui.label(ideal.weak());
                }
                ui.weak(stock_words(
                    part.stocked.series,
                    part.stocked.series_resistance,
                ));
                ui.end_row();
            }
        });
}

/// “Wire-wound 1812, 18 Ω”.
fn stock_words(series: &str, resistance: f64) -> String {
    if resistance > 0.0 {
        let series = words::text(series);
        format!("{series}, {}", text::exact(resistance, &Unit::OHM))
    } else {
        words::text(series).to_owned()
    }
}

/// What the figures under the curves are.
const fn explained(shown: Shown) -> &'static str {
    match shown {
        Shown::Transfer => {
            "As solved with the parts in stock and the driver's own impedance, level at the driver's \
             terminals over that at the source's. Corner: where what the new parts change comes to \
             the wished filter's own level at its corner. Slope: of that change, from one to two \
             octaves beyond the corner. Pass band: the level where nothing is to be filtered."
        }
        Shown::Impedance => {
            "Magnitude at the driver's terminals, as solved with the parts in stock. Two parts cancel \
             the rise of the coil's inductance, not the driver's resonances."
        }
    }
}

/// What came of it, in a line.
fn figures(preview: &Preview, wish: &Wish) -> String {
    if preview.shown == Shown::Impedance {
        return tr!(
            "Flat from {} on, as far as two parts can make it",
            text::rounded(wish.f, &Unit::HERTZ, 3)
        );
    }
    let mut words = Vec::new();
    if !matches!(wish.topology, Topology::LPad | Topology::Notch) {
        let found: Vec<String> = preview
            .corners
            .iter()
            .map(|f| {
                if f.is_finite() {
                    text::rounded(*f, &Unit::HERTZ, 3)
                } else {
                    tr!("none").to_owned()
                }
            })
            .collect();
        let word = if found.len() > 1 {
            tr!("Corners")
        } else {
            tr!("Corner")
        };
        words.push(tr!("{word} as solved {}", found.join(tr!(" and "))));
    }
    if let Some(slope) = preview.slope_db {
        words.push(tr!("slope {slope:.1} dB an octave").replace('-', "−"));
    }
    let level = format!("{:.1}", preview.pass_db).replace('-', "−");
    words.push(match wish.topology {
        Topology::LPad => tr!("{level} dB at {}", text::rounded(wish.f, &Unit::HERTZ, 3)),
        _ => tr!("pass band at {level} dB"),
    });
    words.join(", ")
}
