//! Which driver for what: the report card of the open design beside built-in ones.

mod cards;
mod page;

pub(in crate::app) use cards::Cards;

use super::dialog::{Ask, Dialog};
use crate::{app::Earwright, library};
use egui::Ui;

/// The built-in designs that are beside it at first: one dynamic driver, one armature, several armatures,
/// a hybrid.
const FIRST: [&str; 4] = [
    "Single dynamic",
    "Single armature",
    "Triple armature",
    "Hybrid 1 DD + 4 BA",
];
/// Most designs beside the open one: more columns are not readable.
const MOST: usize = 4;

/// The page, and which built-in designs are on it.
struct ReportCard {
    /// Places among the library's designs, in its order.
    beside: Vec<usize>,
}

impl Dialog for ReportCard {
    fn ui(&mut self, ui: &mut Ui, app: &Earwright) -> Ask {
        page::page_ui(ui, app, &mut self.beside)
    }

    fn width(&self) -> f32 {
        1040.0
    }
}

impl Earwright {
    pub(in crate::app) fn show_report(&mut self) {
        let designs = library::designs().iter().enumerate();
        let first = designs.filter(|(_, preset)| FIRST.contains(&preset.design.name.as_str()));
        self.dialog.open(ReportCard {
            beside: first.map(|(n, _)| n).collect(),
        });
    }

    /// Works out the cards of the page, while it is open.
    pub(in crate::app) fn follow_report(&mut self, ctx: &egui::Context) {
        let Some(form) = self.dialog.get::<ReportCard>() else {
            self.cards.rest();
            return;
        };
        let wanted = form.beside.clone();
        let prices = self.settings.prices.as_deref();
        let design = self.session.design();
        self.cards
            .follow(design, &wanted, prices, &*self.runner, ctx);
    }
}
