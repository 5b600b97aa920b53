//! What may be chosen: numbers with so many of their values, and what drivers may be.

use super::{May, Wish};
use crate::{
    app::{
        Earwright,
        dialogs::free_ui::{Listed, families_ui},
        inspector::rows::check,
        library::panel::LibraryPanel,
        widgets::elide,
    },
    design::{Alternatives, Design, Free, Part},
    tuning::{
        choices::{Slot, slots},
        optimise::Allowed,
        variable,
    },
    words,
};
use egui::{DragValue, Grid, RichText, ScrollArea, Ui};

/// Values of each number that “A few of each” allows.
const FEW: usize = 3;

/// The lists, and how to allow more or less.
pub(super) fn allowed_ui(
    ui: &mut Ui,
    app: &Earwright,
    may: &May,
    height: f32,
    wish: &mut Option<Wish>,
) {
    let design = app.session.design();
    ScrollArea::vertical()
        .max_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.label(RichText::new(tr!("Drivers")).small().strong());
            Grid::new("drivers")
                .num_columns(3)
                .spacing([14.0, 3.0])
                .show(ui, |ui| {
                    for part in design.drivers() {
                        driver_ui(ui, app, part, wish);
                        ui.end_row();
                    }
                });
            ui.add_space(6.0);
            ui.label(RichText::new(tr!("Numbers")).small().strong());
            if design.free.is_empty() {
                ui.weak(tr!("No number is free."));
            }
            Grid::new("numbers")
                .num_columns(5)
                .spacing([14.0, 3.0])
                .show(ui, |ui| {
                    for (free, most) in design.free.iter().zip(&may.most) {
                        number_ui(ui, design, (free, *most), &may.slots, wish);
                        ui.end_row();
                    }
                });
        });
    ui.horizontal_wrapped(|ui| {
        if let Some(free) = families_ui(ui, design) {
            *wish = Some(Wish::Free(free));
        }
        let any = !design.free.is_empty();
        if ui
            .add_enabled(any, egui::Button::new(tr!("A few of each")))
            .clicked()
        {
            let few = design.free.iter().map(|free| narrowed(design, free, FEW));
            *wish = Some(Wish::Free(few.collect()));
        }
        if ui
            .add_enabled(any, egui::Button::new(tr!("Lock all")))
            .clicked()
        {
            *wish = Some(Wish::Free(Vec::new()));
        }
    });
}

/// A driver, the others that may stand in its place, and whether it may be turned.
fn driver_ui(ui: &mut Ui, app: &Earwright, part: &Part, wish: &mut Option<Wish>) {
    let design = app.session.design();
    let own = design.alternatives_of(part.id);
    let mut changed: Option<Alternatives> = None;
    let name = elide::letters(&part.name, elide::NAME);
    let mut label = tr!("{name}: other drivers");
    let is_known = |name: &String| app.library.drivers().any(|(known, _)| known == name);
    let unknown = own.drivers.iter().filter(|name| !is_known(name)).count();
    let mut shown = match own.drivers.len() - unknown {
        0 => tr!("as it is").to_owned(),
        1 => tr!("or 1 other").to_owned(),
        count => tr!("or {count} others"),
    };
    if unknown > 0 {
        shown = tr!("{shown} ({unknown} unknown)");
        label = tr!("{label} ({unknown} unknown)");
    }
    ui.label(name);
    let menu = ui.menu_button(shown, |ui| {
        ScrollArea::vertical().max_height(260.0).show(ui, |ui| {
            changed = drivers_menu(ui, &app.library, part, &own);
        });
    });
    let response = menu.response;
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_label(label.as_str()));
    let tooltip = tr!("Its wires may go to the other terminals.");
    let label = tr!("{} may be reversed", part.name);
    if let Some(reversed) = check(ui, &label, tooltip, own.reversed) {
        changed = Some(Alternatives {
            reversed,
            ..own.clone()
        });
    }
    if let Some(changed) = changed {
        *wish = Some(Wish::Alternatives(design.with_alternatives(changed)));
    }
}

/// Drivers that the file lists and this library does not hold, then those of the same kind that it holds,
/// ticked where they may stand there.
fn drivers_menu(
    ui: &mut Ui,
    library: &LibraryPanel,
    part: &Part,
    own: &Alternatives,
) -> Option<Alternatives> {
    let mut changed = None;
    let mut tick = |ui: &mut Ui, name: &str, label: RichText| {
        let mut ticked = own.drivers.iter().any(|known| known == name);
        if ui.checkbox(&mut ticked, label).changed() {
            let mut new = own.clone();
            new.drivers.retain(|known| known != name);
            if ticked {
                new.drivers.push(name.to_owned());
            }
            changed = Some(new);
        }
    };
    for name in &own.drivers {
        if !library.drivers().any(|(known, _)| known == name) {
            let label = tr!("{name}: not in the library, left out");
            let color = ui.visuals().warn_fg_color;
            tick(ui, name, RichText::new(label).color(color));
        }
    }
    let same = library
        .drivers()
        .filter(|(_, kind)| kind.driver_kind() == part.kind.driver_kind() && **kind != part.kind);
    for (name, _) in same {
        tick(ui, name, RichText::new(words::text(name)));
    }
    changed
}

/// The slot of one number alone, with all its usual values or those that are allowed.
fn slot_of(design: &Design, free: &Free, all: bool) -> Option<Slot> {
    let variable = variable::variable(design, &free.number, true)?;
    let variable = match free.range {
        Some(range) if !all => variable.between(range),
        _ => variable,
    };
    let stocked = !variable.values.is_empty() && !free.any_value;
    let found = stocked.then(|| slots(design, &[variable], &Allowed::default()))?;
    found.into_iter().next()
}

/// A free number that may take so many of its values.
fn narrowed(design: &Design, free: &Free, count: usize) -> Free {
    let mut free = free.clone();
    let Some(mut slot) = slot_of(design, &free, true) else {
        return free;
    };
    let all = slot.alternatives.len();
    slot.keep_nearest(design, count.max(2));
    free.range = slot.range().filter(|_| slot.alternatives.len() < all);
    free
}

/// How many usual values a free number has.
pub(super) fn most(design: &Design, free: &Free) -> Option<usize> {
    slot_of(design, free, true).map(|all| all.alternatives.len())
}

/// A number and how many of its values it may take, of so many.
fn number_ui(
    ui: &mut Ui,
    design: &Design,
    (free, most): (&Free, Option<usize>),
    slots: &[Slot],
    wish: &mut Option<Wish>,
) {
    let Some(listed) = Listed::of(design, free) else {
        return;
    };
    if let Some(free) = listed.ui(ui, design) {
        *wish = Some(Wish::Free(free));
    }
    let words = listed.words;
    let slot = slots.iter().find(|slot| slot.name == words);
    let Some(slot) = slot else {
        ui.weak(tr!("one value only"));
        return;
    };
    let ends = [slot.alternatives.first(), slot.alternatives.last()];
    let ends: Vec<&str> = ends.into_iter().flatten().map(String::as_str).collect();
    match most {
        Some(most) => {
            let mut count = slot.alternatives.len();
            let field = ui.add(DragValue::new(&mut count).range(2..=most).speed(0.1));
            let label = tr!("Values of {words}");
            ui.ctx()
                .accesskit_node_builder(field.id, |node| node.set_label(label.as_str()));
            if count != slot.alternatives.len() {
                let mut all = design.free.clone();
                for known in &mut all {
                    if known.number == free.number {
                        *known = narrowed(design, known, count);
                    }
                }
                *wish = Some(Wish::Free(all));
            }
            ui.label(tr!("of {most} values, {}", ends.join(tr!(" to "))));
        }
        None => {
            ui.label(tr!(
                "{} values, {}",
                slot.alternatives.len(),
                ends.join(tr!(" to "))
            ));
        }
    }
}
