//! What is picked in a part: which form its coil, leak, ear or dielectric takes.

use super::rows::{Actions, choice_row, choice_ui, heading, set};
use crate::library;
use crate::{
    design::{
        Choices as _, Part,
        ear::{Ear, EarModel},
    },
    words,
};
use egui::{Id, Label, RichText, Ui};

/// The choices that belong to the kind of `part`.
pub fn kind_ui(ui: &mut Ui, part: &Part, actions: &mut Actions) {
    let id = Id::unique(("inspector kind", part.id));
    for (info, chosen) in part.kind.choices() {
        if let Some(place) = choice_ui(ui, id.with(info.key), &info, chosen) {
            set(actions, part, tr!("Change"), |copy| {
                copy.kind.choose(info.key, place);
            });
        }
    }
    if let Some(ear) = part.kind.downcast_ref::<Ear>() {
        ear_ui(ui, id, part, ear.model, actions);
    }
}

/// Which ear: those of the catalogue, with what they are good for.
fn ear_ui(ui: &mut Ui, id: Id, part: &Part, model: EarModel, actions: &mut Actions) {
    heading(ui, tr!("Ear"));
    let all = library::ears();
    let index = all
        .iter()
        .position(|known| std::mem::discriminant(&known.model) == std::mem::discriminant(&model));
    let choices: Vec<(Option<usize>, &str)> = all
        .iter()
        .enumerate()
        .map(|(index, ear)| (Some(index), words::text(&ear.name)))
        .collect();
    let chosen = choice_row(ui, id, tr!("Model"), index, &choices).flatten();
    if let Some(ear) = chosen.and_then(|index| all.get(index)) {
        let model = ear.model;
        set(actions, part, tr!("Change"), |copy| {
            copy.kind = Ear { model }.into();
        });
    }
    if let Some(ear) = index.and_then(|index| all.get(index)) {
        for words in [&ear.summary, &ear.validity] {
            ui.add(Label::new(RichText::new(words::text(words)).small().weak()).wrap());
        }
    }
    let words = tr!("Insertion and seal are dimensions of an eartip ahead of the ear.");
    ui.add(Label::new(RichText::new(words).small().weak()).wrap());
}
