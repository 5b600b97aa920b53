//! The columns of a table with what each was taken for, and the curves that may be taken.

use super::{curve::key, file::Table};
use crate::{
    app::{theme, widgets::elide},
    exchange::text::Meaning,
};
use egui::{Align, ComboBox, Label, Layout, RichText, ScrollArea, Ui, vec2};

/// Numbers of a column that are shown.
const FIRST: usize = 3;
/// Widths of the place, the head and the meaning, points; the numbers have what is left.
const PLACE: f32 = 20.0;
const HEAD: f32 = 104.0;
const MEANING: f32 = 168.0;
/// Height of a list that scrolls by itself.
const TALL: f32 = 190.0;

/// Draws the columns; whether a meaning was changed.
pub(super) fn columns_ui(ui: &mut Ui, table: &mut Table) -> bool {
    let strong = theme::text_strong(ui.visuals());
    ui.label(RichText::new(tr!("Columns")).color(strong));
    let mut changed = None;
    let height = ui.spacing().interact_size.y;
    let columns = &table.reading.columns;
    ScrollArea::vertical()
        .id_salt("columns")
        .max_height(TALL)
        .show_rows(ui, height, columns.len(), |ui, rows| {
            for at in rows {
                let Some(column) = columns.get(at) else {
                    continue;
                };
                ui.horizontal(|ui| {
                    ui.set_height(height);
                    let all = ui.available_width();
                    cell(ui, PLACE, RichText::new((at + 1).to_string()).weak());
                    let name = table.reading.column_name(at);
                    cell(ui, HEAD, RichText::new(name).color(strong));
                    let gaps = 4.0 * ui.spacing().item_spacing.x;
                    let numbers = (all - PLACE - HEAD - MEANING - gaps - 10.0).max(20.0);
                    let first = column.first_values(FIRST);
                    cell(ui, numbers, RichText::new(first).weak());
                    if let Some(meaning) = meaning_ui(ui, at, column.meaning) {
                        changed = Some((at, meaning));
                    }
                });
            }
        });
    if let Some((at, meaning)) = changed {
        table.reading.set_meaning(at, meaning);
    }
    changed.is_some()
}

/// A text in a column of its own.
fn cell(ui: &mut Ui, width: f32, text: RichText) {
    let size = vec2(width, ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_width(width);
        ui.add(Label::new(text).truncate());
    });
}

/// A box to choose a meaning from.
fn meaning_ui(ui: &mut Ui, at: usize, meaning: Meaning) -> Option<Meaning> {
    let mut chosen = meaning;
    let label = tr!("Meaning of column {}", at + 1);
    theme::with_field_edge(ui, |ui| {
        let response = ComboBox::from_id_salt(("meaning", at))
            .width(MEANING)
            .truncate()
            .selected_text(&*meaning.words())
            .show_ui(ui, |ui| {
                for choice in Meaning::CHOICES {
                    ui.selectable_value(&mut chosen, choice, &*choice.words());
                }
            })
            .response;
        ui.ctx()
            .accesskit_node_builder(response.id, |node| node.set_label(label.as_str()));
    });
    (chosen != meaning).then_some(chosen)
}

/// Draws the curves that may be taken; whether others are wanted now.
pub(super) fn candidates_ui(ui: &mut Ui, table: &mut Table) -> bool {
    let candidates = &table.understood.candidates;
    if candidates.is_empty() {
        return false;
    }
    ui.add_space(6.0);
    let strong = theme::text_strong(ui.visuals());
    ui.label(RichText::new(tr!("Curves to add")).color(strong));
    let height = ui.spacing().interact_size.y;
    let mut changed = false;
    ScrollArea::vertical()
        .id_salt("curves")
        .max_height(TALL)
        .show_rows(ui, height, candidates.len(), |ui, rows| {
            for candidate in candidates.get(rows).unwrap_or_default() {
                let key = key(&candidate.choice);
                let mut wanted = table.wanted.contains(&key);
                let name = elide::letters(&candidate.name, 60);
                let check = theme::with_field_edge(ui, |ui| ui.checkbox(&mut wanted, &*name));
                if check.changed() {
                    changed = true;
                    if wanted {
                        table.wanted.insert(key);
                    } else {
                        table.wanted.remove(&key);
                    }
                }
            }
        });
    changed
}
