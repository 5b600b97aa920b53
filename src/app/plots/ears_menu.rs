//! The menu of many ears: whether they are drawn, as a family or as a population, and what is varied.

use super::PlotsInput;
use crate::{
    analysis::EarPopulation,
    app::{
        actions::Action,
        theme,
        widgets::form::form_menu,
        work::{
            band::percent,
            ears::{Drawn, EarChoice, settings},
        },
    },
    quantity::{Unit, text},
    tuning::{
        ear_family::{Depth, FamilyEar, Seal, over_ear},
        ear_population::Who,
    },
};
use egui::{DragValue, Grid, RichText, ScrollArea, Ui};

/// The widest band about the target that is offered, dB.
const MOST_DB: f64 = 20.0;
/// Causes named for each octave.
const CAUSES: usize = 2;
/// Share of the variance from which on a cause is named.
const NAMED: f64 = 0.05;

/// The button on the SPL plot and the menu behind it.
pub(super) fn ears_menu(ui: &mut Ui, size: f32, input: &PlotsInput) -> Option<Action> {
    let choice = &input.ear_choice;
    let mut action = None;
    let text = RichText::new(tr!("Ears")).size(size);
    let response = form_menu(ui, text, |ui| {
        ui.set_min_width(190.0);
        let mut new = choice.clone();
        for (drawn, words, long) in [
            (
                Drawn::Family,
                tr!("Show the ear family"),
                tr!("Draw the response in a set of ears, insertions and leaks."),
            ),
            (
                Drawn::Population,
                tr!("Show a population of ears"),
                tr!(
                    "Draw where the response lies in a thousand ears, their size, insertion, leak and tip drawn by statistics."
                ),
            ),
        ] {
            let mut on = choice.shown && choice.drawn == drawn;
            let check = theme::with_field_edge(ui, |ui| ui.checkbox(&mut on, words));
            if check.on_hover_text(long).changed() {
                new.shown = on;
                new.drawn = drawn;
            }
        }
        ui.separator();
        match choice.drawn {
            Drawn::Family => family_ui(ui, input, &mut new),
            Drawn::Population => {
                population_ui(ui, &mut new);
                if let Some(population) = &input.population {
                    told_ui(ui, population);
                }
            }
        }
        if new != *choice {
            action = Some(Action::SetEars(new));
        }
    });
    response.on_hover_text(tr!(
        "One design in many ears: insertion, seal and ear model varied"
    ));
    action
}

/// What is varied in the family.
fn family_ui(ui: &mut Ui, input: &PlotsInput, new: &mut EarChoice) {
    let before = settings(&input.ear_choice, &input.design);
    let mut varied = before.clone();
    let over_ear = over_ear(&input.design);
    let words = Depth::ALL.map(|depth| (depth, depth.word(), String::new()));
    group(ui, tr!("Insertion"), &words, &mut varied.depths);
    let words = Seal::ALL.map(|seal| (seal, seal.word(), seal.summary(over_ear)));
    group(ui, tr!("Seal"), &words, &mut varied.seals);
    let words = FamilyEar::ALL.map(|ear| (ear, ear.word(), String::new()));
    group(ui, tr!("Ear"), &words, &mut varied.ears);
    if varied != before {
        new.own = Some(varied);
        new.shown = true;
    }
}

/// Whose ears, and which of them are good.
fn population_ui(ui: &mut Ui, new: &mut EarChoice) {
    let before = new.population.clone();
    let settings = &mut new.population;
    for (who, words, long) in [
        (
            Who::People,
            tr!("Many people"),
            tr!("Ear, insertion, leak and tip differ."),
        ),
        (
            Who::Reseated,
            tr!("One ear, reseated"),
            tr!("The design’s own ear: insertion and leak differ."),
        ),
    ] {
        theme::with_round_edge(ui, |ui| ui.radio_value(&mut settings.who, who, words))
            .on_hover_text(long);
    }
    ui.horizontal(|ui| {
        ui.label(tr!("Good within ±"));
        let mut within = settings.within.unwrap_or_default();
        let field = DragValue::new(&mut within)
            .range(0.1..=MOST_DB)
            .speed(0.05)
            .suffix(" dB")
            .max_decimals(2);
        let field = theme::with_field_edge(ui, |ui| ui.add(field))
            .on_hover_text(tr!("Distance from the target, aligned as the target is"));
        ui.ctx().accesskit_node_builder(field.id, |node| {
            node.set_label(tr!("Ears are good within"));
        });
        if field.changed() {
            settings.within = Some(within);
        }
    });
    let others = ui.button(tr!("Draw other ears"));
    if others
        .on_hover_text(tr!("A thousand others by the same statistics"))
        .clicked()
    {
        settings.seed = settings.seed.wrapping_add(1);
    }
    if *settings != before {
        new.shown = true;
    }
}

/// How many are good, and what makes them differ.
fn told_ui(ui: &mut Ui, of: &EarPopulation) {
    ui.separator();
    if let Some(inside) = &of.inside {
        ui.horizontal(|ui| {
            ui.label(RichText::new(percent(inside.share)).strong());
            ui.label(tr!("of the ears within {}", inside.words));
        });
    }
    if of.without_curve > 0 {
        ui.label(tr!(
            "{} ears have no curve that could be trusted",
            of.without_curve
        ));
    }
    if of.octaves.is_empty() {
        return;
    }
    ui.label(RichText::new(tr!("What makes them differ, by octave")).weak());
    ScrollArea::vertical().max_height(220.0).show(ui, |ui| {
        Grid::new("octaves of ears").num_columns(3).show(ui, |ui| {
            for octave in &of.octaves {
                ui.label(text::rounded(octave.centre, &Unit::HERTZ, 3));
                ui.label(format!("±{:.1} dB", octave.deviation));
                let causes = octave.causes.iter().filter(|(_, share)| *share >= NAMED);
                let causes: Vec<String> = causes
                    .take(CAUSES)
                    .map(|(name, share)| format!("{name} {}", percent(*share)))
                    .collect();
                ui.label(causes.join(", "));
                ui.end_row();
            }
        });
    });
}

/// Check boxes of one kind, each with what it means where that is to be said; the last one stays.
fn group<T: Copy + PartialEq + Ord>(
    ui: &mut Ui,
    heading: &str,
    all: &[(T, &str, String)],
    chosen: &mut Vec<T>,
) {
    ui.label(RichText::new(heading).weak());
    for (value, word, summary) in all {
        let mut on = chosen.contains(value);
        let mut response = theme::with_field_edge(ui, |ui| ui.checkbox(&mut on, *word));
        if !summary.is_empty() {
            response = response.on_hover_text(summary);
        }
        if response.changed() {
            if on {
                chosen.push(*value);
                chosen.sort();
            } else if chosen.len() > 1 {
                chosen.retain(|known| known != value);
            }
        }
    }
}
