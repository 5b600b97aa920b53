//! What the pressed keys mean to the window.

use super::{Action, command::Command, shortcuts};
use crate::app::{Earwright, inspector::about};
use egui::{Context, Event, Key, Modifiers, Popup};

impl Earwright {
    /// Asks for what the pressed keys mean, where no dialog and no gesture has them.
    pub(in crate::app) fn take_keys(&mut self, ctx: &Context) {
        if self.dialog.is_open() || self.canvas.in_gesture() {
            return;
        }
        self.leave_enlarged(ctx);
        about::take_key(ctx);
        for command in shortcuts::consume_shortcuts(ctx) {
            self.queue.push(Action::Command(command));
        }
        // Where nothing else has the keyboard, Enter goes on to the value of what is selected. Asked
        // before anything is drawn: a field that Enter ends lets go of the keyboard meanwhile.
        let free = ctx.memory(|memory| memory.focused().is_none()) && !Popup::is_any_open(ctx);
        let selection = self.session.selection();
        if free
            && selection.parts.len() + selection.links.len() == 1
            && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter))
        {
            self.queue.push(Action::Command(Command::EditValue));
        }
        if ctx.text_edit_focused() {
            return;
        }
        // The system's clipboard keys come as events of their own.
        let events = ctx.input(|input| input.events.clone());
        for event in events {
            match event {
                Event::Copy => self.queue.push(Action::Command(Command::Copy)),
                Event::Cut => self.queue.push(Action::Command(Command::Cut)),
                Event::Paste(text) => self.queue.push(Action::Paste(text)),
                _ => {}
            }
        }
    }

    /// Esc gives a plot that has all the space back to the others, unless it ends something else.
    fn leave_enlarged(&mut self, ctx: &Context) {
        // `egui` has taken the focus away by now.
        let busy = self.was_typing
            || ctx.dragged_id().is_some()
            || Popup::is_any_open(ctx)
            || self.session.in_gesture();
        if self.plots.maximised.is_some()
            && !busy
            && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
        {
            self.plots.maximised = None;
        }
    }
}
