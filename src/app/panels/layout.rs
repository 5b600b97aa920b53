//! Where everything stands: library left, canvas in the middle, plots below both or beside them,
//! inspector and problems right, status bar at the foot.

use super::{
    arrangement::Sized,
    menu,
    problems::{Listed, problems_ui},
    status,
};
use crate::{
    app::{
        Earwright,
        actions::Action,
        canvas::{CanvasInput, Glow, canvas_ui},
        dialogs::{
            choices::ChoicesForm, crossover::CrossoverForm, explain::ExplainForm,
            optimise::OptimiseForm,
        },
        guide,
        inspector::{InspectorInput, inspector_ui},
        plots::{PlotsInput, plots_ui},
        theme,
    },
    design::Design,
    network::Solution,
    quantity::{Unit, text},
};
use egui::{CentralPanel, Frame, Margin, Panel, Popup, ScrollArea, Ui};
use std::sync::Arc;

/// Grid that positions on the canvas snap to, mm.
const GRID_MM: f64 = 0.5;

impl Earwright {
    /// Draws the whole window and returns what the user asks for.
    pub(in crate::app) fn layout_ui(&mut self, ui: &mut Ui) -> Vec<Action> {
        let mut actions = Vec::new();
        // Before any of them is drawn: what Esc ends is gone by the time the canvas hears of it.
        self.canvas.escape_is_taken = self.was_typing || Popup::is_any_open(ui.ctx());
        let window = ui.available_rect_before_wrap();
        let panel = |ui: &Ui| Frame::side_top_panel(ui.style());
        let bar = panel(ui).inner_margin(Margin::symmetric(10, 4));
        Panel::top("bar")
            .frame(bar)
            .show(ui, |ui| menu::bar_ui(ui, self, &mut actions));
        guide::strip_ui(ui, self, bar, &mut actions);
        Panel::bottom("status")
            .frame(bar)
            .show(ui, |ui| status::status_ui(ui, self, &mut actions));
        let side = panel(ui).inner_margin(Margin::same(10));
        if self.settings.inspector_shown {
            let panel = Panel::right("inspector").frame(side).resizable(true);
            let sized = Sized {
                salt: "inspector",
                upright: false,
                usual: 288.0,
                range: 230.0..=(window.width() * 0.29).max(240.0),
            };
            let mut chosen = self.settings.panels.inspector;
            sized.show(ui, panel, &mut chosen, |ui| self.right_ui(ui, &mut actions));
            self.settings.panels.inspector = chosen;
        }
        if self.settings.plots_shown {
            self.plots_panel(ui, &mut actions);
        }
        if self.settings.library_shown {
            let panel = Panel::left("library").frame(side).resizable(true);
            let sized = Sized {
                salt: "library",
                upright: false,
                usual: 216.0,
                range: 160.0..=(window.width() * 0.25).max(170.0),
            };
            let chosen = &mut self.settings.panels.library;
            sized.show(ui, panel, chosen, |ui| self.library.ui(ui, &mut actions));
        } else {
            self.library.rest();
        }
        let ground = Frame::new().fill(theme::sunken(ui.visuals()));
        CentralPanel::default().frame(ground).show(ui, |ui| {
            self.canvas_area = ui.available_rect_before_wrap();
            self.canvas.marks.probes = self.session.probes().to_vec();
            self.canvas.marks.glow = self.glow();
            let input = CanvasInput {
                design: self.session.design(),
                selection: self.session.selection(),
                problems: self.session.problems(),
                suggestions: self.session.suggestions(),
                hovered: self.session.hovered(),
                grid_mm: GRID_MM,
                dark: ui.visuals().dark_mode,
            };
            actions.extend(canvas_ui(ui, &mut self.canvas, &input));
        });
        // What the pointer has come to counts, not what it left in the same frame.
        if (actions.iter()).any(|action| matches!(action, Action::Hover(Some(_)))) {
            actions.retain(|action| *action != Action::Hover(None));
        }
        actions
    }

    /// How much each part matters at the crosshair.
    fn glow(&self) -> Option<Glow> {
        // They may be there for what labels tell.
        let weights = (self.session.weights()).filter(|_| self.plots.wants_weights())?;
        let f = self.plots.cursor_frequency()?;
        Some(Glow {
            at: text::rounded(f, &Unit::HERTZ, 3),
            weights: weights.at(f),
        })
    }

    fn right_ui(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let problems = self.session.problems();
        let suggestions = self.session.suggestions();
        let panel = Panel::bottom("problems")
            .frame(Frame::new().inner_margin(Margin::symmetric(0, 6)))
            .resizable(!problems.is_empty());
        let sized = Sized {
            salt: "problems",
            upright: true,
            usual: 124.0,
            range: 26.0..=ui.available_height() * 0.5,
        };
        // A list without rows needs no more than its heading.
        let mut heading = Some(26.0);
        let chosen = if problems.is_empty() {
            &mut heading
        } else {
            &mut self.settings.panels.problems
        };
        sized.show(ui, panel, chosen, |ui| {
            let listed = Listed {
                problems,
                gathered: self.session.gathered(),
                suggestions,
                cures: self.session.cures(),
                design: self.session.design(),
            };
            problems_ui(ui, &listed, actions);
        });
        CentralPanel::default().frame(Frame::new()).show(ui, |ui| {
            // Values do not lie under the bar.
            ui.spacing_mut().scroll.floating_allocated_width = theme::BAR;
            ScrollArea::vertical()
                .id_salt("inspector")
                .auto_shrink([false, false])
                .show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 4.0;
                    let input = InspectorInput {
                        design: self.session.design(),
                        solution: self.session.solution(),
                        selection: self.session.selection(),
                        solo: self.session.solo(),
                        suggestions: self.session.suggestions(),
                        freeing: self.freeing,
                        polarities: self.canvas.polarities(self.session.design()),
                    };
                    inspector_ui(ui, &input, actions);
                });
        });
    }

    /// What an open dialog tries, with its solution: a crossover that is chosen, values that are
    /// searched.
    pub(in crate::app) fn tried(&self) -> Option<(&Arc<Design>, &Arc<Solution>)> {
        let trial = (self.dialog.get::<CrossoverForm>()).and_then(CrossoverForm::trial);
        let trial = trial.or_else(|| self.dialog.get::<OptimiseForm>()?.trial());
        let trial = trial.or_else(|| self.dialog.get::<ExplainForm>()?.trial());
        trial.or_else(|| self.dialog.get::<ChoicesForm>()?.trial())
    }

    /// What the plots show. While something is tried in a dialog they show what it would do, and what
    /// was before.
    pub(in crate::app) fn plots_input(&self, dark: bool) -> PlotsInput {
        let trial = self.tried();
        // What was found of the design itself is not of what is tried.
        let own = trial.is_none();
        let heard = own && self.session.solution().drum_pressure.is_some();
        let (design, solution) = trial.unwrap_or((self.session.design(), self.session.solution()));
        let before = trial.map(|_| self.session.solution().clone());
        PlotsInput {
            generation: self.session.generation(),
            design: design.clone(),
            solution: solution.clone(),
            ghost: before.or_else(|| self.session.ghost().cloned()),
            followed: (self.follow.shown().filter(|_| own)).map(|shown| shown.solution.clone()),
            tried: (self.trial.shown().cloned()).filter(|_| own),
            references: self.references.list(),
            time: self.session.time().cloned(),
            ears: (self.ears.family().cloned()).filter(|_| heard),
            population: (self.ears.population().cloned()).filter(|_| heard),
            ear_choice: self.ears.choice.clone(),
            band: (self.bands.band().cloned()).filter(|_| own),
            units: self.bands.units().cloned(),
            band_choice: self.bands.choice,
            readings: self.session.readings().clone(),
            cures: self.session.cures().into(),
            probes: self.session.probes().into(),
            weights: self.session.weights().cloned(),
            distortion: self.distorting.distortion().cloned(),
            rise: self.distorting.rise().cloned(),
            selection: self.session.selection().clone(),
            hovered: self.session.hovered(),
            dark,
        }
    }

    fn plots_panel(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let input = self.plots_input(ui.visuals().dark_mode);
        let room = ui.available_rect_before_wrap();
        let frame = Frame::side_top_panel(ui.style()).inner_margin(Margin::same(6));
        let sizes = &mut self.settings.panels;
        let (panel, sized, chosen) = if self.settings.plots_beside {
            let sized = Sized {
                salt: "plots beside",
                upright: false,
                usual: room.width() * 0.45,
                range: 200.0..=(room.width() - 200.0).max(210.0),
            };
            let panel = Panel::right("plots beside");
            (panel, sized, &mut sizes.plots_beside)
        } else {
            let sized = Sized {
                salt: "plots",
                upright: true,
                usual: room.height() * 0.42,
                range: 140.0..=(room.height() - 140.0).max(150.0),
            };
            (Panel::bottom("plots"), sized, &mut sizes.plots_below)
        };
        let panel = panel.frame(frame).resizable(true);
        sized.show(ui, panel, chosen, |ui| {
            actions.extend(plots_ui(ui, &mut self.plots, &input));
        });
    }
}
