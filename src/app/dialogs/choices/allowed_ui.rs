//! What may be chosen: numbers with so many of their values, and what drivers may be.

use super::{MOST, May, Wish};
use crate::{
    analysis::error,
    app::{
        Earwright,
        dialogs::free_ui::{Listed, families_ui},
        inspector::rows::check,
        library::panel::LibraryPanel,
        widgets::elide,
    },
    design::{Alternatives, Design, Free, Number, Part},
    network::{Include, Sensitivity, Solver},
    tuning::{
        choices::{SAMPLES, Slot, slots},
        optimise::Allowed,
        variable,
    },
    words,
};
use egui::{DragValue, Grid, RichText, ScrollArea, Ui};
use std::{collections::BTreeMap, sync::Arc};

/// Values of each number that “A few of each” allows.
const FEW: usize = 3;

/// Drivers in a row: the room is for the numbers.
const DRIVERS: usize = 2;

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
                .num_columns(3 * DRIVERS)
                .spacing([14.0, 3.0])
                .show(ui, |ui| {
                    for (n, part) in design.drivers().enumerate() {
                        driver_ui(ui, app, part, wish);
                        if n % DRIVERS == DRIVERS - 1 {
                            ui.end_row();
                        }
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
            .on_hover_text(tr!(
                "Three values of each number; fewer of those that matter least, where these were too many combinations to try."
            ))
            .clicked()
        {
            *wish = Some(Wish::Free(a_few_of_each(design, &may.slots)));
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

/// Every free number with a few of its values. Where that makes more combinations than are tried here,
/// those that matter least have two, and if need be one: they are locked.
fn a_few_of_each(design: &Design, slots: &[Slot]) -> Vec<Free> {
    let values = |free: &Free| slot_of(design, free, false).map(|slot| slot.alternatives.len());
    let mut few: Vec<(Free, u64)> = (design.free.iter())
        .map(|free| {
            let few = narrowed(design, free, FEW);
            let count = values(&few).unwrap_or(SAMPLES);
            (few, count as u64)
        })
        .collect();
    let others = slots.iter().filter(|slot| slot.range().is_none());
    let others = others.map(|slot| slot.alternatives.len() as u64);
    let others = others.fold(1, u64::saturating_mul);
    let too_many = |few: &[(Free, u64)]| {
        let counts = few.iter().map(|(_, count)| *count);
        counts.fold(others, u64::saturating_mul) > MOST
    };
    if !too_many(&few) {
        return few.into_iter().map(|(free, _)| free).collect();
    }
    let weights = weights(design);
    let weight = |(free, _): &(Free, u64)| weights.get(&free.number).copied().unwrap_or(0.0);
    let mut least_first: Vec<usize> = (0..few.len()).collect();
    least_first.sort_by(|a, b| {
        let [a, b] = [a, b].map(|n| few.get(*n).map_or(0.0, weight));
        a.total_cmp(&b)
    });
    for most in [2, 1] {
        for place in &least_first {
            if !too_many(&few) {
                break;
            }
            if let Some((free, count)) = few.get_mut(*place)
                && *count > most
            {
                if most > 1 {
                    *free = narrowed(design, free, 2);
                    *count = values(free).unwrap_or(SAMPLES) as u64;
                } else {
                    *count = 1;
                }
            }
        }
    }
    let kept = few.into_iter().filter(|(_, count)| *count > 1);
    kept.map(|(free, _)| free).collect()
}

/// How much 1 % of every number changes the level where the error is told, dB at most.
fn weights(design: &Design) -> BTreeMap<Number, f64> {
    let f: Arc<[f64]> = error::log_points(error::BAND, 24).into();
    let all = Solver::default().sensitivities(design, &f, Include::NonZero);
    let weight = |one: &Sensitivity| {
        let db = one.db_per_percent()?;
        let sizes = db.iter().map(|db| db.abs()).filter(|db| db.is_finite());
        Some((one.number(), sizes.fold(0.0, f64::max)))
    };
    all.iter().filter_map(weight).collect()
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
