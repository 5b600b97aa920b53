//! The editor of goals.

use super::words;
use crate::{
    app::{
        Earwright,
        dialogs::host::room_for_list,
        inspector::{
            rows::{Actions, number_row, push_edit},
            spec::FieldSpec,
        },
        theme,
    },
    design::{Edit, Goal, Parameters as _, goals::MOST},
};
use egui::{Id, RichText, ScrollArea, Ui};

/// Its width, points.
const WIDTH: f32 = 290.0;
/// Height of what stands around the list: heading, what adds a goal, the bars of the window, points.
const BESIDE: f32 = 170.0;

/// Every goal with its numbers, and what adds or removes one.
pub(super) fn editor_ui(ui: &mut Ui, app: &Earwright, actions: &mut Actions) {
    ui.set_width(WIDTH);
    let session = app.session();
    let goals = &session.design().goals;
    ui.label(RichText::new(tr!("Goals")).strong());
    if goals.is_empty() {
        ui.weak(tr!(
            "None are set. A goal is met, missed or unknown while you draw."
        ));
    }
    ui.spacing_mut().scroll.floating_allocated_width = theme::BAR;
    let room = room_for_list(ui.ctx(), BESIDE);
    ScrollArea::vertical().max_height(room).show(ui, |ui| {
        for (n, goal) in goals.iter().enumerate() {
            goal_ui(ui, app, (n, goal), actions);
        }
    });
    ui.separator();
    if goals.len() < MOST {
        add_ui(ui, goals, actions);
    }
}

fn goal_ui(ui: &mut Ui, app: &Earwright, (n, goal): (usize, &Goal), actions: &mut Actions) {
    let session = app.session();
    let goals = &session.design().goals;
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        let name = ui.label(RichText::new(goal.name()).color(theme::accent(ui.visuals())));
        name.on_hover_text(goal.meaning());
        let judged = session.goals().get(n).filter(|judged| judged.goal == *goal);
        if let Some(judged) = judged {
            let state = judged.state();
            let stands = match judged.margin_text() {
                Some(margin) => format!("{}, {margin}", state.word()),
                None => state.word().to_owned(),
            };
            let ink = words::ink(ui.visuals(), state);
            ui.label(RichText::new(stands).small().color(ink))
                .on_hover_text(words::told(judged));
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let remove = ui.small_button("×");
            let removes = tr!("Remove the goal {}", goal.name());
            ui.ctx()
                .accesskit_node_builder(remove.id, |node| node.set_label(removes.clone()));
            if remove.on_hover_text(removes).clicked() {
                let mut left = goals.clone();
                left.remove(n);
                let label = tr!("Remove goal {}", goal.name());
                push_edit(actions, label, Edit::SetGoals(left));
            }
        });
    });
    for (info, value) in goal.parameters() {
        let id = Id::unique(("goal", n, info.key));
        let spec = FieldSpec::of(&info, info.said());
        let label = tr!("Goal {}", goal.name());
        number_row(ui, id, &spec, Some(value), &label, actions, |new| {
            let mut changed = goals.clone();
            if let Some(goal) = changed.get_mut(n) {
                goal.set(&info.key(), new);
            }
            Edit::SetGoals(changed)
        });
    }
}

/// The kinds of goal: the one that is pressed is added.
fn add_ui(ui: &mut Ui, goals: &[Goal], actions: &mut Actions) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.weak(tr!("Add"));
        for goal in Goal::ALL {
            let button = ui.small_button(goal.name());
            let adds = tr!("Add goal {}", goal.name());
            ui.ctx()
                .accesskit_node_builder(button.id, |node| node.set_label(adds.clone()));
            if button.on_hover_text(goal.meaning()).clicked() {
                let mut more = goals.to_vec();
                more.push(goal);
                push_edit(actions, adds, Edit::SetGoals(more));
            }
        }
    });
}
