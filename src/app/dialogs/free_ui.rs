//! What dialogs that list the free numbers share: how numbers are freed and locked.

use crate::{
    design::{Design, Free, Number},
    quantity::text,
    tuning::variable::{self, Family},
};
use egui::{Role, Ui, WidgetInfo};

/// Buttons that free all numbers of a kind; what is free once one is pressed.
pub(super) fn families_ui(ui: &mut Ui, design: &Design) -> Option<Vec<Free>> {
    let families = [
        (tr!("Free all R, L and C"), Family::Crossover),
        (tr!("Free all tubes and dampers"), Family::Tubes),
    ];
    let mut freed = None;
    for (label, family) in families {
        if ui.button(label).clicked() {
            let numbers: Vec<Number> = (variable::family(design, family, true).into_iter())
                .map(|variable| variable.number)
                .collect();
            freed = Some(design.with_free(&numbers, true));
        }
    }
    freed
}

/// A free number as it is listed.
pub(super) struct Listed<'a> {
    free: &'a Free,
    /// What it is.
    pub(super) words: String,
    value: String,
}

impl<'a> Listed<'a> {
    /// Of a design that has such a number.
    pub(super) fn of(design: &Design, free: &'a Free) -> Option<Self> {
        let words = free.number.words(design)?;
        let (info, value) = free.number.find(design)?;
        let value = text::rounded(value, info.unit, 4);
        Some(Self { free, words, value })
    }

    /// How it is locked, what it is, its value; what is free once it is locked.
    pub(super) fn ui(&self, ui: &mut Ui, design: &Design) -> Option<Vec<Free>> {
        let lock = ui.small_button(tr!("Lock"));
        let name = tr!("Lock {}", self.words);
        lock.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        let locked = lock
            .clicked()
            .then(|| design.with_free(std::slice::from_ref(&self.free.number), false));
        ui.label(&self.words);
        ui.weak(&self.value);
        locked
    }
}
