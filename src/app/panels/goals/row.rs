//! How every goal stands, in the status bar.

use super::{
    editor,
    words::{ink, told},
};
use crate::{
    analysis::goals::{Judged, State},
    app::{Earwright, actions::Action, guide::Sign, theme, widgets::form::form_popup},
};
use egui::{
    Button, Context, CursorIcon, FontSelection, Id, Popup, RichText, TextStyle, TextWrapMode, Ui,
    Visuals, WidgetText,
};

/// Where the wish for the editor is remembered.
const WANTED: &str = "editor of goals is wanted";

impl Earwright {
    /// Opens the editor when the bar is drawn next.
    pub(in crate::app) fn edit_goals(&mut self, ctx: &Context) {
        // Not behind a dialog.
        self.dialog.close();
        ctx.data_mut(|data| data.insert_temp(Id::unique(WANTED), true));
        ctx.request_repaint();
    }
}

/// Room for what stands at the right of the bar, points.
const KEPT: f32 = 128.0;

/// The button of the editor, then every goal as far as there is room: those that are missed come first
/// where there is none for all.
pub(in crate::app::panels) fn goals_ui(ui: &mut Ui, app: &Earwright, actions: &mut Vec<Action>) {
    // What the plots draw is judged.
    let tried = app.session().tried_goals();
    let all = tried.unwrap_or(app.session().goals());
    if tried.is_some() && !all.is_empty() {
        ui.label(RichText::new(tr!("Tried")).color(theme::accent(ui.visuals())));
    }
    let button = ui
        .button(summary(ui.visuals(), all))
        .on_hover_text(match all.len() {
            0 => tr!("No goals are set: say what the design is to reach."),
            _ => tr!("What the design is to reach. Click to change it."),
        });
    Sign::Goals.note(&button);
    let wanted = Id::unique(WANTED);
    if ui.data(|data| data.get_temp(wanted)) == Some(true) {
        ui.data_mut(|data| data.remove::<bool>(wanted));
        Popup::open_id(ui.ctx(), Popup::default_response_id(&button));
    }
    form_popup(&button).show(|ui| editor::editor_ui(ui, app, actions));
    let mut order: Vec<usize> = (0..all.len()).collect();
    let widths: Vec<f32> = all.iter().map(|judged| width(ui, judged)).collect();
    let room = ui.available_width() - KEPT;
    if widths.iter().sum::<f32>() > room {
        order.sort_by_key(|n| match all.get(*n).map(Judged::state) {
            Some(State::Missed) => 0,
            Some(State::Unknown) => 1,
            _ => 2,
        });
    }
    let mut left = room;
    for n in order {
        let (Some(judged), Some(width)) = (all.get(n), widths.get(n)) else {
            continue;
        };
        left -= width;
        if left < 0.0 {
            // The button counts them all.
            break;
        }
        goal_ui(ui, n, judged, actions);
    }
}

/// “Goals 5 of 7”, in the colour of the worst.
fn summary(visuals: &Visuals, all: &[Judged]) -> RichText {
    if all.is_empty() {
        return RichText::new(tr!("Goals"));
    }
    let met = all.iter().filter(|one| one.state() == State::Met).count();
    let missed = all.iter().any(|one| one.state() == State::Missed);
    let color = match (missed, met == all.len()) {
        (true, _) => ink(visuals, State::Missed),
        (false, true) => ink(visuals, State::Met),
        (false, false) => ink(visuals, State::Unknown),
    };
    RichText::new(tr!("Goals {met} of {}", all.len())).color(color)
}

/// “Impedance −1.3 Ω”, “Yield ?”: the sign tells met from missed without colour.
fn words(judged: &Judged) -> String {
    let margin = judged.margin_text();
    format!(
        "{} {}",
        judged.goal.name(),
        margin.as_deref().unwrap_or("?")
    )
}

/// What a goal takes in the bar, points.
fn width(ui: &Ui, judged: &Judged) -> f32 {
    let text = WidgetText::from(RichText::new(words(judged)).small());
    let style = FontSelection::Style(TextStyle::Button);
    let galley = text.into_galley(ui, Some(TextWrapMode::Extend), f32::INFINITY, style);
    let spacing = ui.spacing();
    galley.size().x + 2.0 * PAD + spacing.item_spacing.x
}

/// Beside a goal's words, points.
const PAD: f32 = 3.0;

fn goal_ui(ui: &mut Ui, n: usize, judged: &Judged, actions: &mut Vec<Action>) {
    let color = ink(ui.visuals(), judged.state());
    let text = RichText::new(words(judged)).small().color(color);
    let shown = ui.scope(|ui| {
        ui.spacing_mut().button_padding.x = PAD;
        ui.add(Button::new(text).frame_when_inactive(false))
    });
    let button = shown.inner.on_hover_cursor(CursorIcon::PointingHand);
    let button = button.on_hover_ui(|ui| {
        ui.label(told(judged));
    });
    if button.clicked() {
        actions.push(Action::ShowDecider(n));
    }
}
