//! A taken curve as it is shown: drawn with its phase, what was found in it beside.

use super::curve::Curve;
use crate::{
    app::{
        dialogs::identify::finding_ui, plots::small_plot_ui, theme, widgets::text_field::text_ui,
    },
    design::ALIGN_AT,
    exchange::{Quantity, Ready},
    words::sentence,
};
use egui::{DragValue, Label, RichText, Ui, Vec2};
use std::sync::Arc;

/// Most findings shown of one curve.
const MOST_FINDINGS: usize = 8;

/// Draws a curve of `file`. What was found is said once for all curves of a file: `said`.
pub(super) fn curve_ui(
    ui: &mut Ui,
    file: &str,
    curve: &mut Curve,
    size: Vec2,
    calibrations: &[Arc<Ready>],
    said: &mut Vec<String>,
) {
    ui.label(RichText::new(&curve.name).strong());
    calibration_ui(ui, curve, calibrations);
    let (read, model) = match curve.shown() {
        Ok(read) => read,
        Err(error) => {
            let error = RichText::new(sentence(error)).color(ui.visuals().error_fg_color);
            ui.add(Label::new(error).wrap());
            return;
        }
    };
    small_plot_ui(ui, size, &tr!("Curve of {file}: {}", curve.name), model);
    let (quantity, findings, sound) = (read.quantity, read.findings.clone(), read.sound());
    ui.horizontal(|ui| {
        theme::edge_fields(ui);
        ui.label(tr!("Name"));
        let name = tr!("Name of {} of {file}", curve.name);
        text_ui(ui, &name, &mut curve.legend, file, 160.0);
        if quantity == Quantity::Level {
            ui.checkbox(&mut curve.align, tr!("Meet the response at"))
                .on_hover_text(tr!(
                    "Moves it in level to meet the response; the legend says by how much. It can \
                     be changed later."
                ));
            let at = DragValue::new(&mut curve.at)
                .range(ALIGN_AT.min..=ALIGN_AT.max)
                .speed(5.0)
                .suffix(" Hz")
                .max_decimals(0);
            let at = ui.add_enabled(curve.align, at);
            ui.ctx()
                .accesskit_node_builder(at.id, |node| node.set_label(tr!("Alignment frequency")));
        }
    });
    let new: Vec<_> = findings
        .iter()
        .filter(|finding| !said.contains(&finding.message))
        .collect();
    for finding in new.iter().take(MOST_FINDINGS) {
        finding_ui(ui, finding.severity, &finding.message);
    }
    if new.len() > MOST_FINDINGS {
        ui.weak(tr!("and {} more", new.len() - MOST_FINDINGS));
    }
    if let Err(wrong) = sound {
        let wrong = RichText::new(sentence(&wrong.to_string())).color(ui.visuals().error_fg_color);
        ui.add(Label::new(wrong).wrap());
    }
    said.extend(new.iter().map(|finding| finding.message.clone()));
    ui.add_space(8.0);
}

/// Offers the calibrations there are for a level.
fn calibration_ui(ui: &mut Ui, curve: &mut Curve, calibrations: &[Arc<Ready>]) {
    let level = matches!(&curve.read, Ok((read, _)) if read.quantity == Quantity::Level);
    for calibration in calibrations.iter().filter(|_| level) {
        let file = &calibration.taken.file;
        let mut chosen = curve.calibration() == Some(file);
        let words = tr!("Subtract the calibration {file}");
        let check = theme::with_field_edge(ui, |ui| ui.checkbox(&mut chosen, words));
        if check.changed() {
            curve.subtract(chosen.then_some(&**calibration));
        }
    }
}
