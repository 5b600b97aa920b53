//! Headings and quantity fields of the dialog, the meaning of what is typed echoed.

use crate::{
    app::{theme, widgets::text_field::text_ui},
    quantity::{Unit, parse, text},
};
use egui::{Align, Layout, Response, RichText, Ui, vec2};

/// Room for what was understood, points: what stands behind keeps its place while it is typed.
const ECHO: f32 = 76.0;

/// A quantity field with what was understood of it behind.
pub(in crate::app) fn quantity_ui(
    ui: &mut Ui,
    label: &str,
    typed: &mut String,
    unit: &Unit,
    hint: &str,
    width: f32,
) -> Response {
    let response = text_ui(ui, label, typed, hint, width);
    let row = vec2(ECHO, response.rect.height());
    ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_width(ECHO);
        echo_ui(ui, typed, unit);
    });
    response
}

fn echo_ui(ui: &mut Ui, typed: &str, unit: &Unit) {
    if !typed.trim().is_empty() {
        match parse(typed, unit) {
            Ok(value) => {
                let shown = text::exact(value, unit);
                if shown != typed.trim() {
                    let echo = RichText::new(format!("= {shown}")).small();
                    ui.label(echo.color(theme::accent(ui.visuals())));
                }
            }
            Err(error) => {
                let error = RichText::new(error.to_string()).small();
                ui.label(error.color(ui.visuals().error_fg_color));
            }
        }
    }
}

/// A typed quantity above zero.
pub(in crate::app) fn positive(what: &str, typed: &str, unit: &Unit) -> Result<f64, String> {
    let value = parse(typed, unit).map_err(|error| format!("{what}: {error}"))?;
    if value > 0.0 {
        Ok(value)
    } else {
        Err(tr!("{what} must be positive"))
    }
}

/// A small heading above a group of fields.
pub(in crate::app) fn heading(ui: &mut Ui, text: &str) {
    ui.add_space(8.0);
    ui.label(
        RichText::new(text)
            .strong()
            .color(theme::accent(ui.visuals())),
    );
    ui.add_space(2.0);
}
