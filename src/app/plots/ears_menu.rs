//! The menu of the ear family: whether it is drawn, and what is varied.

use crate::{
    app::{
        actions::Action,
        theme,
        work::ears::{EarChoice, settings},
    },
    design::Design,
    tuning::ear_family::{Depth, FamilyEar, Seal, over_ear},
};
use egui::{
    PopupCloseBehavior, RichText, Ui,
    containers::menu::{MenuButton, MenuConfig},
};

/// The button on the SPL plot and the menu behind it.
pub(super) fn ears_menu(
    ui: &mut Ui,
    size: f32,
    choice: &EarChoice,
    design: &Design,
) -> Option<Action> {
    let mut action = None;
    let config = MenuConfig::default().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let text = RichText::new(tr!("Ears")).size(size);
    let (response, _) = MenuButton::new(text).config(config).ui(ui, |ui| {
        ui.set_min_width(190.0);
        let mut new = choice.clone();
        theme::with_field_edge(ui, |ui| {
            ui.checkbox(&mut new.shown, tr!("Show the ear family"))
        })
        .on_hover_text(tr!(
            "Draw the response in a set of ears, insertions and leaks."
        ));
        let mut varied = settings(choice, design);
        ui.separator();
        let over_ear = over_ear(design);
        let words = Depth::ALL.map(|depth| (depth, depth.word(), String::new()));
        group(ui, tr!("Insertion"), &words, &mut varied.depths);
        let words = Seal::ALL.map(|seal| (seal, seal.word(), seal.summary(over_ear)));
        group(ui, tr!("Seal"), &words, &mut varied.seals);
        let words = FamilyEar::ALL.map(|ear| (ear, ear.word(), String::new()));
        group(ui, tr!("Ear"), &words, &mut varied.ears);
        if varied != settings(choice, design) {
            new.own = Some(varied);
            new.shown = true;
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
