//! What is picked in a part: which form its coil, leak, ear or dielectric takes.

use super::rows::{Actions, choice_row, choice_ui, heading, set};
use crate::library;
use crate::{
    design::{
        Choices as _, Design, Part,
        ear::{Ear, EarModel, plane_words},
    },
    words,
};
use egui::{Id, Label, RichText, Ui};

/// The choices that belong to the kind of `part`.
pub fn kind_ui(ui: &mut Ui, design: &Design, part: &Part, actions: &mut Actions) {
    let id = Id::unique(("inspector kind", part.id));
    for (info, chosen) in part.kind.choices() {
        if let Some(place) = choice_ui(ui, id.with(info.key), &info, chosen) {
            set(actions, part, tr!("Change"), |copy| {
                copy.kind.choose(info.key, place);
            });
        }
    }
    if let Some(ear) = part.kind.downcast_ref::<Ear>() {
        ear_ui(ui, id, design, (part, ear), actions);
    }
}

/// Which ear: those of the catalogue, with what they are good for.
fn ear_ui(ui: &mut Ui, id: Id, design: &Design, (part, ear): (&Part, &Ear), actions: &mut Actions) {
    heading(ui, tr!("Ear"));
    let all = library::ears();
    let place = |is: &dyn Fn(&EarModel) -> bool| all.iter().position(|known| is(&known.model));
    let kind = std::mem::discriminant(&ear.model);
    // One whose sizes were changed still has its words.
    let index = place(&|model| *model == ear.model)
        .or_else(|| place(&|model| std::mem::discriminant(model) == kind));
    let choices: Vec<(Option<usize>, &str)> = all
        .iter()
        .enumerate()
        .map(|(index, ear)| (Some(index), words::text(&ear.name)))
        .collect();
    let chosen = choice_row(ui, id, tr!("Model"), index, &choices).flatten();
    if let Some(ear) = chosen.and_then(|index| all.get(index)) {
        let model = ear.model;
        set(actions, part, tr!("Change"), |copy| {
            if let Some(ear) = copy.kind.downcast_mut::<Ear>() {
                ear.become_model(model);
            }
        });
    }
    if let Some(ear) = index.and_then(|index| all.get(index)) {
        for words in [&ear.summary, &ear.validity] {
            ui.add(Label::new(RichText::new(words::text(words)).small().weak()).wrap());
        }
    }
    if let Some(ahead) = design.insertion() {
        let words = tr!(
            "The ear is entered {}. Canal ahead of that plane is the ear's insertion and that of a worn eartip; the seal is the eartip's.",
            plane_words(ahead)
        );
        ui.add(Label::new(RichText::new(words).small().weak()).wrap());
    }
}
