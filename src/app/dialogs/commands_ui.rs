//! Commands as buttons of a dialog that stays open meanwhile.

use super::dialog::Ask;
use crate::app::actions::{Action, command::Command};
use egui::Ui;

/// A button for each, which says under the pointer what its command does.
pub(super) fn commands_ui(
    ui: &mut Ui,
    commands: impl IntoIterator<Item = (&'static str, Command)>,
    ask: &mut Ask,
) {
    for (label, command) in commands {
        let button = ui.button(label).on_hover_text(command.info().tooltip());
        if button.clicked() {
            let action = Action::Command(command);
            *ask = match command {
                // It asks in a dialog of its own, then.
                Command::ImportMeasurement => Ask::action(action),
                _ => Ask::meanwhile(move |app, _| app.push(action)),
            };
        }
    }
}
