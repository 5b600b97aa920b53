//! Marks that say of a number whether a search may change it.

use super::rows::{Actions, push_edit};
use crate::{
    app::theme,
    design::{Design, Edit, Number, ParameterInfo, Subject},
    tuning::variable,
};
use egui::{Ui, vec2};

/// The design whose numbers are marked; absent: no marks are shown.
pub type Freeing<'a> = Option<&'a Design>;

/// What a mark takes of a row, points.
const WIDTH: f32 = 20.0;

/// A row with the mark of its number before it.
pub fn marked_row<R>(
    ui: &mut Ui,
    freeing: Freeing<'_>,
    subjects: &[Subject],
    info: &ParameterInfo,
    actions: &mut Actions,
    row: impl FnOnce(&mut Ui, &mut Actions) -> R,
) -> R {
    let Some(design) = freeing else {
        return row(ui, actions);
    };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        mark_ui(ui, design, subjects, info, actions);
        ui.vertical(|ui| row(ui, actions)).inner
    })
    .inner
}

fn mark_ui(
    ui: &mut Ui,
    design: &Design,
    subjects: &[Subject],
    info: &ParameterInfo,
    actions: &mut Actions,
) {
    let numbers: Vec<Number> = subjects
        .iter()
        .map(|&subject| Number {
            subject,
            key: info.key(),
        })
        .filter(|number| variable::variable(design, number, true).is_some())
        .collect();
    let size = vec2(WIDTH, ui.spacing().interact_size.y);
    if numbers.is_empty() {
        ui.add_space(size.x + ui.spacing().item_spacing.x);
        return;
    }
    let mut free = numbers.iter().all(|number| design.is_free(number));
    let words = info.words();
    let mark = theme::with_field_edge(ui, |ui| {
        ui.add_sized(size, egui::Checkbox::without_text(&mut free))
    });
    let name = tr!("Free {words}");
    ui.ctx()
        .accesskit_node_builder(mark.id, |node| node.set_label(name.as_str()));
    let clicked = mark
        .on_hover_text(tr!("Ticked: a search may change this number."))
        .changed();
    if clicked {
        let label = if free { tr!("Free") } else { tr!("Lock") };
        push_edit(
            actions,
            format!("{label} {words}"),
            Edit::SetFree(design.with_free(&numbers, free)),
        );
    }
}
