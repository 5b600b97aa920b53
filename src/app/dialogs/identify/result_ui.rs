//! Last step: how far the fit is, then how good it is and what it leaves open.

use super::{Fit, IdentifyForm, Outcome, Wish, curves, field, finding_ui};
use crate::{
    app::{plots::small_plot_ui, theme, widgets::text_field::text_ui},
    design::Severity,
    exchange::Quantity,
    tuning::identify::{Identified, Progress, Standing, Taken},
    words,
};
use egui::{Grid, Label, ProgressBar, RichText, Ui, vec2};

pub(super) fn result_ui(ui: &mut Ui, form: &mut IdentifyForm) -> Option<Wish> {
    match &form.fit {
        Fit::None => {
            ui.weak(tr!("Nothing has been fitted yet."));
        }
        Fit::Running(progress) => running_ui(ui, progress),
        Fit::Failed(message) => {
            ui.add(Label::new(RichText::new(message).color(ui.visuals().error_fg_color)).wrap());
            ui.weak(tr!("Go back and change what is stated."));
        }
        Fit::Done(outcome) => {
            let outcome = outcome.clone();
            outcome_ui(ui, &outcome);
            keep_ui(ui, form, &outcome);
        }
    }
    None
}

fn running_ui(ui: &mut Ui, progress: &Progress) {
    ui.label(tr!(
        "Fitting from several starts: the best valley found is carried to the end."
    ));
    ui.add_space(4.0);
    #[allow(
        clippy::cast_possible_truncation,
        reason = "a fraction, for the screen"
    )]
    let done = progress.done as f32;
    let bar = ui.add(ProgressBar::new(done).show_percentage());
    bar.widget_info(|| {
        egui::WidgetInfo::labeled(
            egui::Role::ProgressIndicator,
            true,
            tr!("Progress of the fit"),
        )
    });
    if progress.misfit.is_finite() {
        ui.weak(tr!(
            "Best so far: residual {:.2} times the stated noise.",
            progress.misfit
        ));
    }
}

fn outcome_ui(ui: &mut Ui, outcome: &Outcome) {
    if let Some(found) = &outcome.found {
        plots_ui(ui, found);
        ui.add(
            Label::new(RichText::new(errors(found)).color(theme::text_strong(ui.visuals()))).wrap(),
        )
        .on_hover_text(words::text(EXPLAINED));
        for cause in &found.causes {
            let words = tr!("Perhaps {}", cause.message);
            finding_ui(ui, Severity::Warning, &words);
        }
        for finding in &found.findings {
            finding_ui(ui, finding.severity, &finding.message);
        }
        open_ui(ui, found);
        field::heading(ui, tr!("Parameters"));
        parameters_ui(ui, found);
    } else {
        ui.label(tr!("The curves are kept as they were measured."));
    }
    field::heading(ui, tr!("Provenance"));
    let provenance = outcome
        .part
        .origin()
        .map_or("", |origin| origin.provenance.as_str());
    ui.add(Label::new(provenance).wrap());
}

/// What the errors are.
const EXPLAINED: &str = "Fitted model minus measurement, over the points that were fitted: of the \
     response's level in dB, of the impedance's magnitude in percent. Times the stated noise: about 1 \
     where the model leaves no more than the noise you stated; well above it, the driver or the \
     fixture does something the model leaves out.";

/// The errors of the fit in a sentence.
fn errors(found: &Identified) -> String {
    let mut words = Vec::new();
    let (response, impedance) = (found.response(), found.impedance());
    if let Some(response) = response {
        words.push(tr!(
            "Response {:.2} dB rms, {:.1} dB at worst",
            response.rms,
            response.worst.abs()
        ));
    }
    if let Some(impedance) = impedance {
        words.push(tr!(
            "{} {:.1} % rms, {:.1} % at worst",
            if words.is_empty() {
                tr!("Impedance")
            } else {
                tr!("impedance")
            },
            impedance.rms,
            impedance.worst.abs()
        ));
    }
    let misfit = if found.misfit > 1.5 {
        tr!(
            ": {:.1} times the stated noise, so the model misses something",
            found.misfit
        )
    } else {
        tr!(": as good as the stated noise allows").to_owned()
    };
    let turned = if found.inverted() {
        tr!(" The response was measured with reversed polarity.")
    } else {
        ""
    };
    let late = found
        .delay()
        .filter(|delay| delay.abs() > 1e-6)
        .map_or_else(String::new, |delay| {
            tr!(" Its phase holds a delay of {:.3} ms.", 1e3 * delay)
        });
    format!("{}{misfit}.{turned}{late}", words.join("; "))
}

fn plots_ui(ui: &mut Ui, found: &Identified) {
    for (n, take) in found.takes.iter().enumerate() {
        if found.takes.len() > 1 {
            ui.label(RichText::new(taken_words(take)).strong());
        }
        let shown: Vec<_> = [
            (tr!("Fit of the response"), Quantity::Level, &take.response),
            (
                tr!("Fit of the impedance"),
                Quantity::Impedance,
                &take.impedance,
            ),
        ]
        .into_iter()
        .filter_map(|(name, quantity, curve)| Some((name, quantity, curve.as_ref()?)))
        .collect();
        let width = if shown.len() > 1 {
            (ui.available_width() - 8.0) / 2.0
        } else {
            ui.available_width()
        };
        let height = if found.takes.len() > 1 { 150.0 } else { 230.0 };
        ui.horizontal(|ui| {
            for (name, quantity, comparison) in shown {
                let model = curves::compared(comparison, quantity);
                let name = match n {
                    0 => name.to_owned(),
                    n => tr!("{name}, measurement {}", n + 1),
                };
                small_plot_ui(ui, vec2(width, height), &name, &model);
            }
        });
    }
}

/// What became of one of several measurements.
fn taken_words(take: &Taken) -> String {
    let mut words = vec![take.name.clone()];
    if let Some(response) = &take.response {
        words.push(tr!("response {:.2} dB rms", response.rms));
    }
    if let Some(impedance) = &take.impedance {
        words.push(tr!("impedance {:.1} % rms", impedance.rms));
    }
    if let Some(offset) = take.offset_db {
        words.push(tr!("level {offset:+.2} dB").replace('-', "−"));
    }
    words.extend(take.freed.iter().map(|(what, is)| tr!("{what} found {is}")));
    words.join(", ")
}

/// What the data do not decide.
fn open_ui(ui: &mut Ui, found: &Identified) {
    field::heading(ui, tr!("What the data leave open"));
    let open: Vec<&str> = found
        .parameters
        .iter()
        .filter(|p| matches!(p.standing, Standing::Undetermined | Standing::AtBound))
        .map(|p| p.parameter.symbol)
        .collect();
    let together: Vec<&str> = (found.parameters.iter())
        .filter(|p| p.told_together())
        .map(|p| p.parameter.symbol)
        .collect();
    if !together.is_empty() {
        let words = tr!(
            "Told by the measurements together, by none alone: {}.",
            together.join(", ")
        );
        ui.add(Label::new(words).wrap());
    }
    if open.is_empty() {
        ui.label(tr!("Nothing: every parameter is determined."));
        return;
    }
    ui.add(
        Label::new(
            RichText::new(tr!("Not determined: {}", open.join(", ")))
                .color(ui.visuals().warn_fg_color),
        )
        .wrap(),
    );
    for blind in &found.blind {
        ui.add(Label::new(&blind.message).wrap());
    }
}

fn parameters_ui(ui: &mut Ui, found: &Identified) {
    Grid::new("parameters")
        .num_columns(6)
        .striped(true)
        .spacing([14.0, 3.0])
        .show(ui, |ui| {
            for (n, fitted) in found.parameters.iter().enumerate() {
                ui.label(RichText::new(fitted.parameter.symbol).strong())
                    .on_hover_text(fitted.parameter.name);
                let doubtful =
                    matches!(fitted.standing, Standing::Undetermined | Standing::AtBound);
                let text = RichText::new(fitted.text());
                let text = if doubtful {
                    text.color(ui.visuals().warn_fg_color)
                } else {
                    text
                };
                let alone = fitted.alone.map_or_else(String::new, |alone| {
                    format!(
                        "; the best measurement alone leaves ± {:.2} %",
                        100.0 * alone
                    )
                });
                let words = fitted.standing.words();
                ui.label(text).on_hover_text(format!("{words}{alone}"));
                if n % 3 == 2 {
                    ui.end_row();
                }
            }
        });
}

/// The name it is kept under, and what became of it.
fn keep_ui(ui: &mut Ui, form: &mut IdentifyForm, _outcome: &Outcome) {
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        ui.label(tr!("Name"));
        text_ui(
            ui,
            tr!("Driver name"),
            &mut form.model.name,
            "My driver",
            300.0,
        );
    });
    match &form.said {
        Some(Ok(done)) => {
            ui.add(Label::new(RichText::new(done).color(theme::good(ui.visuals()))).wrap());
        }
        Some(Err(why)) => {
            ui.add(Label::new(RichText::new(why).color(ui.visuals().error_fg_color)).wrap());
        }
        None => {}
    }
}
