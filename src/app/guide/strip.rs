//! The strip below the bar: which step it is, what is to be done and why, and what helps.

use super::{Guide, Step};
use crate::{
    analysis::goals::{Judged, State},
    app::{
        Earwright,
        actions::{Action, command::Command},
        theme,
    },
};
use egui::{
    Align, Button, Label, Layout, Panel, Response, RichText, Role, Sense, Stroke, Ui, WidgetInfo,
    pos2, vec2,
};

/// Distance from dot to dot, points.
const DOT: f32 = 14.0;

/// Draws the strip, where the guide is shown.
pub(in crate::app) fn strip_ui(
    ui: &mut Ui,
    app: &Earwright,
    frame: egui::Frame,
    actions: &mut Vec<Action>,
) {
    let Some(guide) = app.guide() else { return };
    let fill = theme::sunken(ui.visuals());
    Panel::top("guide").frame(frame.fill(fill)).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        ui.horizontal(|ui| {
            let title = match guide.step() {
                Some(step) => tr!("{} of {}: {}", step.number(), Step::ALL.len(), step.name()),
                None => tr!("Your first design").to_owned(),
            };
            let ink = theme::accent(ui.visuals());
            ui.label(RichText::new(title).strong().color(ink));
            dots_ui(ui, app, guide);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                buttons_ui(ui, app, guide, actions);
            });
        });
        words_ui(ui, app, guide);
    });
}

/// What is to be done, why, and how.
fn words_ui(ui: &mut Ui, app: &Earwright, guide: &Guide) {
    let strong = theme::text_strong(ui.visuals());
    let seen = app.seen();
    let Some(step) = guide.step() else {
        ui.add(Label::new(RichText::new(ended(app)).color(strong)).wrap());
        ui.weak(tr!(
            "Go on as you like: every value may be changed, and Ctrl+Z takes anything back."
        ));
        return;
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        ui.label(RichText::new(step.what()).color(strong));
        ui.label(step.why());
    });
    let hint = if seen.done(step) {
        let done = RichText::new(tr!("This step is done: go on with Next."));
        done.color(theme::good(ui.visuals()))
    } else {
        RichText::new(seen.hint(step)).weak()
    };
    ui.add(Label::new(hint).wrap());
}

/// How the design came out.
fn ended(app: &Earwright) -> String {
    let seen = app.seen();
    let open: Vec<&str> = (Step::ALL.into_iter())
        .filter(|step| !seen.done(*step))
        .map(Step::name)
        .collect();
    let near = seen.near();
    let figure = near.and_then(Judged::figure_text);
    let met = near.is_some_and(|goal| goal.state() == State::Met);
    match (open.as_slice(), figure) {
        ([], Some(figure)) if met => {
            tr!("All is done: your design is {figure} off its target, and it is in a file.")
        }
        ([], _) => tr!("All is done, and the design is in a file.").to_owned(),
        (open, _) => tr!("Left out: {}.", open.join(tr!(", ")).to_lowercase()),
    }
}

/// A dot for every step, filled where it is done.
fn dots_ui(ui: &mut Ui, app: &Earwright, guide: &Guide) -> Response {
    let steps = Step::ALL;
    #[allow(clippy::cast_precision_loss, reason = "eight")]
    let size = vec2(DOT * steps.len() as f32, 16.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let seen = app.seen();
    let (good, line) = (theme::good(ui.visuals()), theme::field_edge(ui.visuals()));
    let mut done = Vec::new();
    for (step, n) in steps.into_iter().zip(0_u8..) {
        let at = pos2(rect.left() + DOT * (f32::from(n) + 0.5), rect.center().y);
        let painter = ui.painter();
        if seen.done(step) {
            painter.circle_filled(at, 3.5, good);
            done.push(step.name());
        } else {
            painter.circle_stroke(at, 3.5, Stroke::new(1.0, line));
        }
        if guide.step() == Some(step) {
            let ink = theme::accent(ui.visuals());
            painter.circle_stroke(at, 6.0, Stroke::new(1.5, ink));
        }
    }
    let words = match done.as_slice() {
        [] => tr!("Nothing is done yet").to_owned(),
        done => tr!("Done: {}", done.join(tr!(", ")).to_lowercase()),
    };
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, &words));
    response.on_hover_text(words)
}

/// What helps, from right to left.
fn buttons_ui(ui: &mut Ui, app: &Earwright, guide: &Guide, actions: &mut Vec<Action>) {
    let mut add = |ui: &mut Ui, command: Command, words: &str| {
        let first = guide.step() == Some(Step::Driver) && command == Command::GuideBack;
        let button = ui.add_enabled(app.enabled(command) && !first, Button::new(words));
        let tooltip = command.tooltip(ui.ctx());
        let button = button
            .on_hover_text(&tooltip)
            .on_disabled_hover_text(&tooltip);
        if button.clicked() {
            actions.push(Action::Command(command));
        }
    };
    add(ui, Command::GuideLeave, tr!("Close"));
    if let Some(step) = guide.step() {
        let words = if app.seen().done(step) {
            tr!("Next")
        } else {
            tr!("Skip")
        };
        add(ui, Command::GuideNext, words);
    }
    add(ui, Command::GuideBack, tr!("Back"));
    if guide.step().is_some() {
        add(ui, Command::GuideDo, tr!("Do it for me"));
        add(ui, Command::GuideShow, tr!("Show me"));
    }
}
