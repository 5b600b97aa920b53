//! The menu of built units: whether their band is drawn, how many are good, and what spoils others.

use super::PlotsInput;
use crate::{
    app::{
        actions::Action,
        theme,
        widgets::form::form_menu,
        work::band::{Units, percent},
    },
    design::{Edit, Subject, tolerance::Fit},
};
use egui::{DragValue, Response, RichText, Ui};

/// The widest tolerance of a curve that is offered, dB.
const MOST_DB: f64 = 20.0;

/// The button on the SPL plot and the menu behind it.
pub(super) fn band_menu(ui: &mut Ui, size: f32, input: &PlotsInput, actions: &mut Vec<Action>) {
    let text = RichText::new(tr!("Units")).size(size);
    let response = form_menu(ui, text, |ui| {
        ui.set_min_width(250.0);
        let mut choice = input.band_choice;
        theme::with_field_edge(ui, |ui| {
            ui.checkbox(&mut choice.shown, tr!("Show the tolerance band"))
        })
        .on_hover_text(tr!(
            "Where 90 % of ten thousand built units lie, their parts within tolerance."
        ));
        theme::with_field_edge(ui, |ui| {
            ui.checkbox(&mut choice.worn, tr!("Each worn anew"))
        })
        .on_hover_text(tr!("Another insertion and another seal for each unit."));
        if choice.worn {
            fit_ui(ui, input, actions);
        }
        ui.horizontal(|ui| {
            ui.label(tr!("Good within ±"));
            let field = DragValue::new(&mut choice.within)
                .range(0.1..=MOST_DB)
                .speed(0.05)
                .suffix(" dB")
                .max_decimals(2);
            let field = theme::with_field_edge(ui, |ui| ui.add(field));
            name(ui, &field, tr!("Units are good within"));
        });
        if choice != input.band_choice {
            // Whoever sets it wants to see it.
            choice.shown |= choice.shown == input.band_choice.shown;
            actions.push(Action::SetBand(choice));
        }
        if let Some(units) = &input.units {
            ui.separator();
            units_ui(ui, units, actions);
        }
    });
    response.on_hover_text(tr!(
        "What production makes of the design: band, yield, left against right"
    ));
}

/// How differently it is worn, kept in the design.
fn fit_ui(ui: &mut Ui, input: &PlotsInput, actions: &mut Vec<Action>) {
    let fit = input.design.tolerances.fit();
    let mut new = fit;
    let mut ended = false;
    ui.horizontal(|ui| {
        let mut field = |ui: &mut Ui, words: &str, long: &str, value: &mut f64| {
            ui.label(words);
            let mut mm = *value * 1e3;
            let field = DragValue::new(&mut mm)
                .range(0.0..=Fit::MOST * 1e3)
                .speed(0.005)
                .suffix(" mm")
                .max_decimals(3);
            let field = theme::with_field_edge(ui, |ui| ui.add(field)).on_hover_text(long);
            name(ui, &field, long);
            if field.changed() {
                *value = mm * 1e-3;
            }
            ended |= field.drag_stopped();
        };
        let depth = tr!("Standard deviation of the insertion");
        field(ui, tr!("Insertion"), depth, &mut new.depth);
        field(
            ui,
            tr!("gap"),
            tr!("Standard deviation of the gap past the tip"),
            &mut new.gap,
        );
    });
    let set = |fit: Fit| {
        let mut tolerances = input.design.tolerances.clone();
        tolerances.fit = Some(fit);
        Edit::SetTolerances(Box::new(tolerances))
    };
    if new != fit {
        let (label, edit) = (tr!("Set how it is worn").to_owned(), set(new));
        actions.push(if ui.input(|input| input.pointer.any_down()) {
            Action::Preview { label, edit }
        } else {
            Action::Edit { label, edit }
        });
    } else if ended {
        actions.push(Action::CommitPreview);
    }
    ui.horizontal(|ui| {
        for (words, fit) in [
            (tr!("On a coupler"), Fit::CAREFUL),
            (tr!("Worn"), Fit::WORN),
        ] {
            if ui.small_button(words).clicked() {
                actions.push(Action::Edit {
                    label: tr!("Set how it is worn").to_owned(),
                    edit: set(fit),
                });
            }
        }
    });
}

/// How many are good, how pairs match, and what spoils the others.
fn units_ui(ui: &mut Ui, units: &Units, actions: &mut Vec<Action>) {
    let db = units.within;
    for (share, words) in [
        (
            units.everywhere,
            tr!("stay within ±{db} dB at every frequency"),
        ),
        (
            units.deviating,
            tr!("have a standard deviation below {db} dB"),
        ),
        (units.pairs, tr!("of the pairs match within ±{db} dB")),
    ] {
        ui.horizontal(|ui| {
            ui.label(RichText::new(percent(share)).strong());
            ui.label(words);
        });
    }
    let [half, most] = units.match_db;
    ui.label(tr!(
        "Left and right differ by {half:.1} dB at most in half of the pairs, by {most:.1} dB in 90 %."
    ));
    ui.weak(tr!(
        "50 Hz to 8 kHz, against the design as drawn, level included."
    ));
    if units.causes.is_empty() {
        return;
    }
    ui.separator();
    ui.label(RichText::new(tr!("What moves the curve")).weak());
    for cause in &units.causes {
        let better = cause.if_better.map_or_else(String::new, |share| {
            tr!(", at 1 %: {} good", percent(share))
        });
        let words = format!("{}  {:.2} dB{better}", cause.words, cause.db);
        if cause.subject == Subject::Design {
            ui.label(words);
        } else if ui
            .button(words)
            .on_hover_text(tr!("Show it on the canvas"))
            .clicked()
        {
            actions.push(Action::Reveal(cause.subject));
            ui.close();
        }
    }
}

/// Gives a field its name for screen readers.
fn name(ui: &Ui, field: &Response, name: &str) {
    ui.ctx()
        .accesskit_node_builder(field.id, |node| node.set_label(name));
}
