//! How production spreads the numbers of a part or tube: a fold, one row a number.

use super::rows::{Actions, choice_row, push_edit, text_field};
use crate::{
    app::actions::Action,
    design::{
        Design, Edit, Number, ParameterInfo, Subject,
        tolerance::{Making, Shape, Spread, ToleranceClass, ToleranceRow},
    },
};
use egui::{CollapsingHeader, DragValue, Id, RichText, Ui};

/// The fold below the numbers of one owner.
pub(super) fn tolerances_ui(
    ui: &mut Ui,
    design: &Design,
    subject: Subject,
    rows: &[(ParameterInfo, f64)],
    actions: &mut Actions,
) {
    let mut infos = rows.iter().map(|(info, _)| info);
    if !infos.any(|info| design.tolerances.making(subject, info).is_some()) {
        return;
    }
    let id = Id::unique(("tolerances", subject));
    ui.add_space(4.0);
    CollapsingHeader::new(tr!("Tolerances"))
        .id_salt(id)
        .show(ui, |ui| {
            for (info, making) in made_of(design, subject, rows) {
                row_ui(ui, id, design, (subject, &info, making), actions);
            }
        });
}

/// Numbers that are made, each step of production once.
fn made_of(
    design: &Design,
    subject: Subject,
    rows: &[(ParameterInfo, f64)],
) -> Vec<(ParameterInfo, Making)> {
    let mut last = None;
    let mut found = Vec::new();
    for (info, _) in rows {
        let step = info.index.zip(info.class);
        let again = step.is_some() && step == last;
        last = step;
        let making = design.tolerances.making(subject, info);
        found.extend(making.filter(|_| !again).map(|making| (*info, making)));
    }
    found
}

fn row_ui(
    ui: &mut Ui,
    id: Id,
    design: &Design,
    (subject, info, making): (Subject, &ParameterInfo, Making),
    actions: &mut Actions,
) {
    let number = Number {
        subject,
        key: info.key(),
    };
    let id = id.with(&number.key);
    let row = design.tolerances.row(&number).cloned();
    let row = row.unwrap_or_else(|| ToleranceRow::new(number));
    let words = info.words();
    ui.label(RichText::new(&words).weak());
    let mut new = row.clone();
    let mut dragged = false;
    let name = tr!("Tolerance of {words}");
    if let Some(typed) = text_field(ui, id, &name, &making.spread.words(), false) {
        if typed.trim().is_empty() {
            new.spread = None;
        } else {
            match Spread::parse(&typed) {
                Ok(spread) => new.spread = Some(spread),
                Err(why) => {
                    ui.data_mut(|data| data.insert_temp(id.with("why"), why));
                }
            }
        }
        if new != row {
            ui.data_mut(|data| data.remove::<String>(id.with("why")));
        }
    }
    let why: Option<String> = ui.data(|data| data.get_temp(id.with("why")));
    if let Some(why) = why {
        let colour = ui.visuals().error_fg_color;
        ui.colored_label(colour, tr!("{why}: as 5 % or 0.3 mm"));
    }
    let class = row.class.or(info.class);
    let classes: Vec<(ToleranceClass, &str)> = (ToleranceClass::ALL.iter())
        .map(|class| (*class, class.words()))
        .collect();
    let usual = class.unwrap_or(ToleranceClass::AsDrawn);
    if let Some(chosen) = choice_row(
        ui,
        id.with("class"),
        &tr!("{words} is made as"),
        usual,
        &classes,
    ) {
        // Another way of making it brings its own tolerance.
        new = ToleranceRow::new(row.number.clone());
        new.class = (Some(chosen) != info.class).then_some(chosen);
    }
    ui.horizontal(|ui| {
        let mut uniform = making.shape == Shape::Uniform;
        if ui
            .checkbox(&mut uniform, tr!("uniform"))
            .on_hover_text(tr!("All values within the tolerance alike, instead of a normal distribution cut off at three standard deviations."))
            .changed()
        {
            new.shape = Some(if uniform { Shape::Uniform } else { Shape::Normal });
        }
        let mut common = 100.0 * making.common;
        let field = DragValue::new(&mut common)
            .range(0.0..=100.0)
            .speed(1.0)
            .update_while_editing(false)
            .suffix(" %")
            .max_decimals(0);
        let field = ui.add(field);
        ui.ctx().accesskit_node_builder(field.id, |node| {
            node.set_label(tr!("{words}: common to a pair"));
        });
        field
            .clone()
            .on_hover_text(tr!("Share of the variance that both units of a pair have in common."));
        ui.weak(tr!("common to a pair"));
        if field.drag_stopped() {
            actions.push(Action::CommitPreview);
        } else if field.changed() {
            new.common = Some(common / 100.0);
            dragged = field.dragged();
        }
    });
    ui.add_space(2.0);
    if new != row {
        let mut tolerances = design.tolerances.clone();
        tolerances.put(new);
        let label = tr!("Tolerance of {words}");
        let edit = Edit::SetTolerances(Box::new(tolerances));
        if dragged {
            actions.push(Action::Preview { label, edit });
        } else {
            push_edit(actions, label, edit);
        }
    }
}
