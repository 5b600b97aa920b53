//! The shell: its outline, depth and nozzle, and how full it is.

use super::{
    field::FieldSpec,
    rows::{Actions, heading, number_row, push_edit, row},
};
use crate::{
    app::{
        actions::{Action, command::Command},
        theme,
    },
    design::{Design, Edit, budget::budget, nozzle::Nozzle, parameter::Step, shell::Shell},
    library,
    quantity::{Unit, text},
};
use egui::{Id, Label, RichText, Ui};

/// The editor of a design's shell.
pub fn shell_ui(ui: &mut Ui, id: Id, design: &Design, actions: &mut Actions) {
    let shell = &design.shell;
    heading(ui, "Shell");
    ui.horizontal(|ui| {
        outline_ui(ui, id, shell, actions);
        let command = Command::ShellFromSvg;
        let button = ui.button("From SVG…");
        if button.on_hover_text(command.tooltip(ui.ctx())).clicked() {
            actions.push(Action::Command(command));
        }
    });
    if shell.outline_mm.is_empty() {
        return;
    }
    let mut number = |ui: &mut Ui, spec: FieldSpec<'_>, value: f64, change: fn(&mut Shell, f64)| {
        let id = id.with(("shell", spec.label));
        number_row(ui, id, &spec, Some(value), "Shell", actions, |new| {
            let mut copy = shell.clone();
            change(&mut copy, new);
            Edit::SetShell(copy)
        });
    };
    // The drawing is in millimetres; the fields think in metres like every other length.
    let length = |label| FieldSpec::free(label, &Unit::LENGTH, Step::Tenth);
    number(
        ui,
        length("Inner depth").within(0.0, 0.2),
        shell.depth_mm * 1e-3,
        |shell, new| shell.depth_mm = tidy(new),
    );
    let [x, y] = shell.nozzle_mm;
    number(ui, length("Nozzle across"), x * 1e-3, |shell, new| {
        shell.nozzle_mm[0] = tidy(new);
    });
    number(ui, length("Nozzle down"), y * 1e-3, |shell, new| {
        shell.nozzle_mm[1] = tidy(new);
    });
    let turned =
        FieldSpec::free("Nozzle direction", &Unit::DEGREE, Step::Whole).within(-360.0, 360.0);
    number(ui, turned, shell.nozzle_deg, |shell, new| {
        shell.nozzle_deg = new;
    });
    if let Some(nozzle) = Nozzle::of(design) {
        nozzle_ui(ui, &nozzle, actions);
    }
    budget_ui(ui, design);
}

/// What follows from the drawing: the nozzle's bore and length, and how the eartip sits on it.
fn nozzle_ui(ui: &mut Ui, nozzle: &Nozzle, actions: &mut Actions) {
    let shown = |mm: f64| text::rounded(mm * 1e-3, &Unit::LENGTH, 3);
    let bore = (nozzle.bore_mm).map_or_else(|| "no tube in it".to_owned(), shown);
    row(ui, "Nozzle bore", |ui| ui.label(bore)).on_hover_text("That of the tube that leads out.");
    let length = match nozzle.tip {
        Some(_) => shown(nozzle.length_mm),
        None => "no eartip".to_owned(),
    };
    row(ui, "Nozzle length", |ui| ui.label(length)).on_hover_text("From the shell to the eartip.");
    let Some(tip) = nozzle.tip.as_ref().filter(|tip| !tip.is_seated()) else {
        return;
    };
    let off = format!(
        "The eartip is {} beside the nozzle's axis and turned {:.0}° from it.",
        shown(tip.beside_mm.abs()),
        tip.turned_deg.abs()
    );
    ui.add(Label::new(RichText::new(off).color(ui.visuals().warn_fg_color)).wrap());
    if ui.small_button("Put the eartip on the nozzle").clicked()
        && let Some(edit) = nozzle.seat_eartip()
    {
        push_edit(actions, "Eartip on the nozzle", edit);
    }
}

/// Millimetres of a length in metres, without the dust of a unit change.
fn tidy(metres: f64) -> f64 {
    (metres * 1e9).round() / 1e6
}

fn outline_ui(ui: &mut Ui, id: Id, shell: &Shell, actions: &mut Actions) {
    let shown = if shell.name.is_empty() {
        "none"
    } else {
        shell.name.as_str()
    };
    let combo = theme::with_field_edge(ui, |ui| {
        egui::ComboBox::from_id_salt(id.with("shell"))
            .selected_text(shown)
            .width((ui.available_width() - 100.0).clamp(80.0, 200.0))
            .truncate()
            .show_ui(ui, |ui| {
                if ui
                    .selectable_label(shell.outline_mm.is_empty(), "none")
                    .clicked()
                {
                    push_edit(actions, "Shell", Edit::SetShell(Shell::default()));
                }
                for preset in library::shells() {
                    let chosen = preset.shell.name == shell.name;
                    let entry = ui.selectable_label(chosen, &preset.shell.name);
                    if entry.on_hover_text(&preset.summary).clicked() {
                        push_edit(actions, "Shell", Edit::SetShell(preset.shell.clone()));
                    }
                }
            })
    });
    ui.ctx()
        .accesskit_node_builder(combo.response.id, |node| node.set_label("Shell outline"));
}

/// How full the shell is, and what its drivers weigh.
fn budget_ui(ui: &mut Ui, design: &Design) {
    let budget = budget(design);
    let shown = |volume: f64| text::rounded(volume, &Unit::VOLUME, 3);
    let free = format!("{} of {}", shown(budget.free()), shown(budget.shell));
    row(ui, "Free volume", |ui| {
        let ink = if budget.free() < 0.0 {
            ui.visuals().error_fg_color
        } else {
            theme::text_strong(ui.visuals())
        };
        ui.label(RichText::new(free).color(ink)).on_hover_text(
            "Outline times depth, less what is below. Walls, wires and parts of the board are not \
             counted.",
        );
    });
    for (label, value) in [
        ("Drivers", shown(budget.drivers)),
        ("Chambers", shown(budget.chambers)),
        ("Tubes", shown(budget.tubes)),
        (
            "Mass of the drivers",
            format!("≈ {}", text::rounded(budget.mass, &Unit::MASS, 2)),
        ),
    ] {
        row(ui, label, |ui| ui.weak(value));
    }
}
