//! Which driver for what: the report card of the open design beside built-in ones.

mod cards;
mod page;

pub(in crate::app) use cards::Cards;

use super::dialog::{Ask, Dialog};
use crate::{app::Earwright, design::Design, library};
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

/// The page.
struct ReportCard {
    beside: Beside,
}

/// What stands beside the open design.
#[derive(Debug, Clone, Default)]
struct Beside {
    /// Built-in designs, by their places in the library, in its order.
    built_in: Vec<usize>,
    /// Snapshots of the open design, by their names.
    kept: Vec<String>,
}

impl Beside {
    fn has_room(&self) -> bool {
        self.built_in.len() + self.kept.len() < MOST
    }

    /// Leaves out snapshots that are gone.
    fn forget_gone(&mut self, design: &Design) {
        self.kept
            .retain(|name| design.snapshot_named(name).is_some());
    }
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
        let open = self.session.design();
        // The open design stands there already.
        let other = |preset: &Design| preset.parts != open.parts || preset.links != open.links;
        let first = designs.filter(|(_, preset)| {
            FIRST.contains(&preset.design.name.as_str()) && other(&preset.design)
        });
        self.dialog.open(ReportCard {
            beside: Beside {
                built_in: first.map(|(n, _)| n).collect(),
                kept: Vec::new(),
            },
        });
    }

    /// Works out the cards of the page, while it is open.
    pub(in crate::app) fn follow_report(&mut self, ctx: &egui::Context) {
        let design = self.session.design();
        let Some(form) = self.dialog.get_mut::<ReportCard>() else {
            self.cards.rest();
            return;
        };
        form.beside.forget_gone(design);
        let wanted = form.beside.clone();
        let prices = self.settings.prices.as_deref();
        self.cards
            .follow(design, &wanted, prices, &*self.runner, ctx);
    }
}
