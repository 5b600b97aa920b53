//! The list of problems: a click selects the part and shows it.

use super::{action::Action, polarity, theme};
use crate::{
    design::{Problem, Severity, Subject},
    tuning::alignment::Suggestion,
};
use egui::{Label, Response, RichText, ScrollArea, Sense, Ui};
use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash as _, Hasher as _},
};

/// Draws the list, worst first.
pub fn problems_ui(
    ui: &mut Ui,
    problems: &[Problem],
    suggestions: &[Suggestion],
    actions: &mut Vec<Action>,
) {
    ui.horizontal(|ui| {
        ui.label(RichText::new("Problems").strong());
        if problems.is_empty() {
            ui.label(RichText::new("none").color(theme::good(ui.visuals())));
        } else {
            ui.weak(count_text(problems));
        }
    });
    let mut over = None;
    ScrollArea::vertical()
        .id_salt("problems")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            for (index, problem) in problems.iter().enumerate() {
                if passed_over(ui, index, problem) {
                    continue;
                }
                let top = ui.cursor().top();
                let response = ui
                    .push_id(index, |ui| problem_ui(ui, problem))
                    .inner
                    .on_hover_cursor(egui::CursorIcon::PointingHand);
                if response.hovered() {
                    over = Some(problem.subject);
                }
                if response.clicked() && problem.subject != Subject::Design {
                    actions.push(Action::Reveal(problem.subject));
                }
                let mended = suggestions
                    .iter()
                    .find(|suggestion| polarity::problem(suggestion) == *problem);
                if let Some(suggestion) = mended {
                    ui.push_id(("mend", index), |ui| {
                        polarity::buttons_ui(ui, suggestion, actions);
                    });
                }
                remember(ui, index, problem, ui.cursor().top() - top);
            }
        });
    // Only a change is told: an action a frame would keep the window drawing.
    let told = egui::Id::unique("problem under the pointer");
    if ui.data(|data| data.get_temp::<Option<Subject>>(told).flatten()) != over {
        ui.data_mut(|data| data.insert_temp(told, over));
        actions.push(Action::Hover(over));
    }
}

/// Rows from this one on are left out while they are scrolled out of sight: a large drawing has
/// hundreds, and every one of them is wrapped text and a node of the accessibility tree.
const ALWAYS_DRAWN: usize = 24;

/// How high rows were, points, by their message; at one width.
#[derive(Debug, Clone, Default)]
struct Heights {
    width: f32,
    known: HashMap<u64, f32>,
}

/// Does something with the heights known at this width.
fn with_heights<T>(ui: &Ui, then: impl FnOnce(&mut HashMap<u64, f32>) -> T) -> T {
    let width = ui.available_width();
    ui.data_mut(|data| {
        let heights: &mut Heights =
            data.get_temp_mut_or_default(egui::Id::unique("heights of problems"));
        if heights.width != width {
            *heights = Heights {
                width,
                known: HashMap::new(),
            };
        }
        then(&mut heights.known)
    })
}

fn key(problem: &Problem) -> u64 {
    let mut hasher = DefaultHasher::new();
    problem.message.hash(&mut hasher);
    hasher.finish()
}

/// Leaves only the space of a row that is out of sight, where its height is known.
fn passed_over(ui: &mut Ui, index: usize, problem: &Problem) -> bool {
    if index < ALWAYS_DRAWN {
        return false;
    }
    let known = with_heights(ui, |known| known.get(&key(problem)).copied());
    let Some(height) = known else {
        return false;
    };
    let top = ui.cursor().top();
    let seen = ui.clip_rect().y_range();
    if top + height >= seen.min && top <= seen.max {
        return false;
    }
    ui.add_space(height);
    true
}

fn remember(ui: &Ui, index: usize, problem: &Problem, height: f32) {
    if index >= ALWAYS_DRAWN {
        with_heights(ui, |known| known.insert(key(problem), height));
    }
}

/// One row; answers to clicks.
fn problem_ui(ui: &mut Ui, problem: &Problem) -> Response {
    let color = match problem.severity {
        Severity::Error => ui.visuals().error_fg_color,
        Severity::Warning => ui.visuals().warn_fg_color,
        Severity::Note => theme::accent(ui.visuals()),
    };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(RichText::new("●").small().color(color));
        ui.add(Label::new(&problem.message).wrap().sense(Sense::click()))
    })
    .inner
}

/// “2 errors, 1 warning”.
pub fn count_text(problems: &[Problem]) -> String {
    let count = |severity: Severity, word: &str| {
        let n = problems
            .iter()
            .filter(|problem| problem.severity == severity)
            .count();
        match n {
            0 => None,
            1 => Some(format!("1 {word}")),
            n => Some(format!("{n} {word}s")),
        }
    };
    [
        count(Severity::Error, "error"),
        count(Severity::Warning, "warning"),
        count(Severity::Note, "note"),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join(", ")
}
