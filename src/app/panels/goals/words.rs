//! A goal in words and colour.

use crate::{
    analysis::goals::{Judged, State},
    app::theme,
    design::Parameters as _,
    quantity::text,
};
use egui::{Color32, Visuals};

/// The colour a state is written in.
pub(super) fn ink(visuals: &Visuals, state: State) -> Color32 {
    match state {
        State::Met => theme::good(visuals),
        State::Missed => visuals.error_fg_color,
        State::Unknown => visuals.weak_text_color(),
    }
}

/// A goal in full: its bounds, what the design does, how that was computed.
pub(super) fn told(judged: &Judged) -> String {
    let bounds: Vec<String> = (judged.goal.parameters().iter())
        .map(|(info, value)| {
            let value = text::exact(*value, info.unit);
            format!("{} {value}", info.said().to_lowercase())
        })
        .collect();
    let name = judged.goal.name();
    let state = judged.state().word();
    let first = format!("{name}, {}: {state}", bounds.join(", "));
    let figure = match (judged.figure_text(), judged.margin_text()) {
        (Some(figure), Some(margin)) => tr!("It is {figure}, margin {margin}"),
        _ => tr!("It is unknown").to_owned(),
    };
    format!("{first}\n{figure}\n{}", judged.how)
}
