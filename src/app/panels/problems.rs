//! The list of problems: a click selects the part and shows it.

use crate::{
    app::{
        actions::Action,
        remedies::{
            enliven::{Cure, cure_button},
            polarity,
        },
        theme,
        widgets::offscreen_rows,
    },
    design::{Design, Problem, Severity, Subject},
    tuning::alignment::Suggestion,
};
use egui::{Label, Response, RichText, ScrollArea, Sense, Ui};

/// What is listed, and what mends it.
#[derive(Debug, Clone, Copy)]
pub struct Listed<'a> {
    /// The problems, worst first.
    pub problems: &'a [Problem],
    /// Which of them are listed where those alike are one row, and how many others each stands for.
    pub gathered: &'a [(usize, usize)],
    /// Drivers that play against the others.
    pub suggestions: &'a [Suggestion],
    /// What would let silent drivers be heard.
    pub cures: &'a [Cure],
    /// The design.
    pub design: &'a Design,
}

/// Draws the list, worst first.
pub fn problems_ui(ui: &mut Ui, listed: &Listed<'_>, actions: &mut Vec<Action>) {
    let Listed {
        problems,
        gathered,
        suggestions,
        cures,
        design,
    } = *listed;
    ui.horizontal(|ui| {
        ui.label(RichText::new(tr!("Problems")).strong());
        if problems.is_empty() {
            ui.label(RichText::new(tr!("none")).color(theme::good(ui.visuals())));
        } else {
            ui.weak(count_text(problems));
        }
    });
    let mut over = None;
    ScrollArea::vertical()
        .id_salt("problems")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            let out_of_reach = offscreen_rows::out_of_reach(ui);
            let many = problems.len() > ALWAYS_DRAWN;
            let few = problems
                .iter()
                .map(|problem| (problem, 0))
                .filter(|_| !many);
            let alike = gathered.iter().filter(|_| many);
            let alike = alike.filter_map(|(place, others)| Some((problems.get(*place)?, *others)));
            for (index, (problem, others)) in few.chain(alike).enumerate() {
                let mended = suggestions
                    .iter()
                    .find(|suggestion| polarity::problem(suggestion) == *problem);
                let omissible = out_of_reach || index >= ALWAYS_DRAWN;
                // A row's height is that of its words.
                let response =
                    offscreen_rows::row(ui, (problem.subject, &problem.message), omissible, |ui| {
                        let response = problem_ui(ui, problem, others);
                        if let Some(suggestion) = mended {
                            polarity::buttons_ui(ui, suggestion, actions);
                        }
                        let cured = |cure: &&Cure| problem.subject == Subject::Part(cure.part);
                        if problem.severity == Severity::Error
                            && let Some(cure) = cures.iter().find(cured)
                        {
                            cure_button(ui, cure, design, actions);
                        }
                        response
                    });
                let Some(response) = response else {
                    continue;
                };
                let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
                if response.hovered() {
                    over = Some(problem.subject);
                }
                if response.clicked() && problem.subject != Subject::Design {
                    actions.push(Action::Reveal(problem.subject));
                }
            }
        });
    // Only a change is told: an action a frame would keep the window drawing.
    let told = egui::Id::unique("problem under the pointer");
    if ui.data(|data| data.get_temp::<Option<Subject>>(told).flatten()) != over {
        ui.data_mut(|data| data.insert_temp(told, over));
        actions.push(Action::Hover(over));
    }
}

/// Problems that are always told one by one; where there are more, those of one kind are one row. Rows
/// from this one on are left out while they are scrolled out of sight: a large drawing has
/// hundreds, and every one of them is wrapped text and a node of the accessibility tree.
const ALWAYS_DRAWN: usize = 24;

/// One row; answers to clicks.
fn problem_ui(ui: &mut Ui, problem: &Problem, others: usize) -> Response {
    let color = match problem.severity {
        Severity::Error => ui.visuals().error_fg_color,
        Severity::Warning => ui.visuals().warn_fg_color,
        Severity::Note => theme::accent(ui.visuals()),
    };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(RichText::new("●").small().color(color));
        ui.add(
            Label::new(problem.words(others))
                .wrap()
                .sense(Sense::click()),
        )
    })
    .inner
}

/// “2 errors, 1 warning”.
pub fn count_text(problems: &[Problem]) -> String {
    let count = |severity: Severity| {
        let of = |problem: &&Problem| problem.severity == severity;
        problems.iter().filter(of).count()
    };
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let notes = count(Severity::Note);
    [
        (errors, tr!("1 error"), tr!("{errors} errors")),
        (warnings, tr!("1 warning"), tr!("{warnings} warnings")),
        (notes, tr!("1 note"), tr!("{notes} notes")),
    ]
    .into_iter()
    .filter_map(|(count, one, several)| match count {
        0 => None,
        1 => Some(one.to_owned()),
        _ => Some(several),
    })
    .collect::<Vec<_>>()
    .join(tr!(", "))
}
