//! The shell: its outline, depth and nozzle, and how full it is.

use super::{
    numbers,
    rows::{Actions, check, heading, push_edit, row},
};
use crate::{
    app::{
        actions::{Action, command::Command},
        theme,
    },
    design::{Design, Edit, budget::budget, nozzle::Nozzle, shell::Shell},
    library,
    quantity::{Unit, text},
    words,
};
use egui::{Id, Label, RichText, Ui};

/// The editor of a design's shell.
pub fn shell_ui(ui: &mut Ui, id: Id, design: &Design, actions: &mut Actions) {
    let shell = &design.shell;
    heading(ui, tr!("Shell"));
    ui.horizontal(|ui| {
        outline_ui(ui, id, shell, actions);
        let command = Command::ShellFromSvg;
        let button = ui.button(tr!("Drawing…"));
        if button.on_hover_text(command.tooltip(ui.ctx())).clicked() {
            actions.push(Action::Command(command));
        }
    });
    if shell.outline_mm.is_empty() {
        return;
    }
    numbers::setting_ui(
        ui,
        id.with("shell numbers"),
        shell,
        tr!("Shell"),
        actions,
        Edit::SetShell,
    );
    volume_ui(ui, shell, actions);
    if let Some(nozzle) = Nozzle::of(design) {
        nozzle_ui(ui, &nozzle, actions);
    }
    budget_ui(ui, design);
}

/// Whether its volume is stated, as of a scan or a mesh, or follows from outline and depth.
fn volume_ui(ui: &mut Ui, shell: &Shell, actions: &mut Actions) {
    let tooltip = tr!(
        "Where it is known, of a mesh or by filling the shell with water: a rounded shell \
                   holds less than its outline times its depth."
    );
    let stated = shell.inner_volume.is_some();
    if let Some(wanted) = check(ui, tr!("Inner volume is stated"), tooltip, stated) {
        let edit = Edit::SetShell(Shell {
            inner_volume: wanted.then(|| shell.straight_volume().clamp(1e-9, 1e-2)),
            ..shell.clone()
        });
        push_edit(actions, tr!("Shell"), edit);
    }
}

/// What follows from the drawing: the nozzle's bore and length, and how the eartip sits on it.
fn nozzle_ui(ui: &mut Ui, nozzle: &Nozzle, actions: &mut Actions) {
    let shown = |mm: f64| text::rounded(mm * 1e-3, &Unit::LENGTH, 3);
    let bore = (nozzle.bore_mm).map_or_else(|| tr!("no tube in it").to_owned(), shown);
    row(ui, tr!("Nozzle bore"), |ui| ui.label(bore))
        .on_hover_text(tr!("That of the tube that leads out."));
    let length = match nozzle.tip {
        Some(_) => shown(nozzle.length_mm),
        None => tr!("no eartip").to_owned(),
    };
    row(ui, tr!("Nozzle length"), |ui| ui.label(length))
        .on_hover_text(tr!("From the shell to the eartip."));
    let Some(tip) = nozzle.tip.as_ref().filter(|tip| !tip.is_seated()) else {
        return;
    };
    let off = tr!(
        "The eartip is {} beside the nozzle's axis and turned {:.0}° from it.",
        shown(tip.beside_mm.abs()),
        tip.turned_deg.abs()
    );
    ui.add(Label::new(RichText::new(off).color(ui.visuals().warn_fg_color)).wrap());
    if ui
        .small_button(tr!("Put the eartip on the nozzle"))
        .clicked()
        && let Some(edit) = nozzle.seat_eartip()
    {
        push_edit(actions, tr!("Eartip on the nozzle"), edit);
    }
}

fn outline_ui(ui: &mut Ui, id: Id, shell: &Shell, actions: &mut Actions) {
    let shown = if shell.name.is_empty() {
        tr!("none")
    } else {
        words::text(&shell.name)
    };
    let combo = theme::with_field_edge(ui, |ui| {
        egui::ComboBox::from_id_salt(id.with("shell"))
            .selected_text(shown)
            .width((ui.available_width() - 100.0).clamp(80.0, 200.0))
            .truncate()
            .show_ui(ui, |ui| {
                if ui
                    .selectable_label(shell.outline_mm.is_empty(), tr!("none"))
                    .clicked()
                {
                    push_edit(actions, tr!("Shell"), Edit::SetShell(Shell::default()));
                }
                for preset in library::shells() {
                    let chosen = preset.shell.name == shell.name;
                    let entry = ui.selectable_label(chosen, words::text(&preset.shell.name));
                    if entry.on_hover_text(words::text(&preset.summary)).clicked() {
                        push_edit(actions, tr!("Shell"), Edit::SetShell(preset.shell.clone()));
                    }
                }
            })
    });
    ui.ctx().accesskit_node_builder(combo.response.id, |node| {
        node.set_label(tr!("Shell outline"));
    });
}

/// How full the shell is, and what its drivers weigh.
fn budget_ui(ui: &mut Ui, design: &Design) {
    let budget = budget(design);
    let shown = |volume: f64| text::rounded(volume, &Unit::VOLUME, 3);
    let free = tr!("{} of {}", shown(budget.free()), shown(budget.shell));
    row(ui, tr!("Free volume"), |ui| {
        let ink = if budget.free() < 0.0 {
            ui.visuals().error_fg_color
        } else {
            theme::text_strong(ui.visuals())
        };
        ui.label(RichText::new(free).color(ink)).on_hover_text(tr!(
            "The inner volume as stated, or outline times depth, less what is below. Walls, wires \
             and parts of the board are not counted."
        ));
    });
    for (label, value) in [
        (tr!("Drivers"), shown(budget.drivers)),
        (tr!("Chambers"), shown(budget.chambers)),
        (tr!("Tubes"), shown(budget.tubes)),
        (
            tr!("Mass of the drivers"),
            format!("≈ {}", text::rounded(budget.mass, &Unit::MASS, 2)),
        ),
    ] {
        row(ui, label, |ui| ui.weak(value));
    }
}
