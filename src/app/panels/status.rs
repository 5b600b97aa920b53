//! The status bar: what is under the cursor, problems, solve time, drive, save state.

use super::{drive_editor, goals, problems};
use crate::{
    app::{
        Earwright,
        actions::{Action, command::Command},
        theme,
        widgets::{elide, form::form_popup},
    },
    design::{Severity, drive::Drive},
    quantity::{Unit, text},
};
use egui::{Align, Label, Layout, RichText, Ui};

/// Draws the bar.
pub fn status_ui(ui: &mut Ui, app: &Earwright, actions: &mut Vec<Action>) {
    let session = app.session();
    ui.horizontal(|ui| {
        save_state(ui, app);
        if let Some(why) = app.uncopied() {
            ui.separator();
            let text =
                RichText::new(tr!("Unsaved work is not copied")).color(ui.visuals().warn_fg_color);
            ui.label(text).on_hover_text(tr!(
                "Should Earwright end unexpectedly, the changes since the last save are lost: {why}"
            ));
        }
        ui.separator();
        drive_button(ui, app, actions);
        ui.separator();
        problems_button(ui, app, actions);
        ui.separator();
        goals::goals_ui(ui, app, actions);
        if !session.solo().is_empty() {
            ui.separator();
            let names: Vec<&str> = session
                .solo()
                .iter()
                .filter_map(|id| session.design().part(*id))
                .map(|part| part.name.as_str())
                .collect();
            let names = names.join(", ");
            let text = tr!("Solo: {}", elide::letters(&names, elide::NAME));
            ui.label(RichText::new(text).color(ui.visuals().warn_fg_color))
                .on_hover_text(names);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let micros = session.solve_time().as_secs_f64() * 1e6;
            let time = if micros < 995.0 {
                format!("{micros:.0} µs")
            } else {
                format!("{:.1} ms", micros / 1e3)
            };
            let hint = tr!(
                "{} unknowns at {} frequencies, largest residual {:.1e}{}",
                session.solution().unknowns,
                session.solution().f.len(),
                session.solution().residual,
                if session.solution().verdict.repeated > 0 {
                    tr!(", in twice the precision")
                } else {
                    ""
                }
            );
            ui.label(RichText::new(tr!("Solved in {time}")).weak())
                .on_hover_text(hint);
            if let Some(label) = session.undo_label() {
                ui.separator();
                let text = RichText::new(tr!("Last: {label}")).weak();
                ui.add(Label::new(text).truncate());
            }
        });
    });
}

/// The name of file or design and whether it is saved; long names are whole on hover.
fn save_state(ui: &mut Ui, app: &Earwright) {
    let session = app.session();
    let name = session
        .path()
        .as_ref()
        .and_then(|path| path.file_name())
        .map_or_else(
            || session.design().name.clone(),
            |name| name.to_string_lossy().into_owned(),
        );
    let shown = elide::letters(&name, elide::NAME);
    let text = match (session.is_modified(), session.path().is_some()) {
        (true, _) => RichText::new(tr!("● {shown}, not saved")).color(ui.visuals().warn_fg_color),
        (false, true) => RichText::new(tr!("{shown}, saved")),
        (false, false) => RichText::new(shown),
    };
    let whole = match &session.path() {
        Some(path) => path.display().to_string(),
        None => name,
    };
    ui.label(text).on_hover_text(whole);
}

fn drive_button(ui: &mut Ui, app: &Earwright, actions: &mut Vec<Action>) {
    let session = app.session();
    let shown = match session.design().drive {
        Drive::Voltage { emf } => text::rounded(emf, &Unit::VOLT, 3),
        Drive::Power { power, resistance } => tr!(
            "{} into {}",
            text::rounded(power, &Unit::WATT, 3),
            text::rounded(resistance, &Unit::OHM, 3)
        ),
    };
    let button = ui
        .button(tr!("Drive {shown}"))
        .on_hover_text(tr!("What feeds the design, ahead of the output impedance."));
    form_popup(&button).show(|ui| {
        ui.set_width(280.0);
        drive_editor::drive_ui(ui, &session.design().drive, session.solution(), actions);
    });
}

fn problems_button(ui: &mut Ui, app: &Earwright, actions: &mut Vec<Action>) {
    let problems = app.session().problems();
    let worst = problems.iter().map(|problem| problem.severity).max();
    let color = match worst {
        Some(Severity::Error) => ui.visuals().error_fg_color,
        Some(Severity::Warning) => ui.visuals().warn_fg_color,
        Some(Severity::Note) => ui.visuals().text_color(),
        None => theme::good(ui.visuals()),
    };
    let words = if problems.is_empty() {
        tr!("No problems").to_owned()
    } else {
        problems::count_text(problems)
    };
    let button = ui.button(RichText::new(words).color(color));
    if button
        .on_hover_text(tr!("Show the list of problems."))
        .clicked()
        && !app.settings().inspector_shown
    {
        actions.push(Action::Command(Command::ToggleInspector));
    }
}
