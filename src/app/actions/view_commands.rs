//! Commands that change what is shown.

use crate::{
    app::{Earwright, dialogs::report_card::Cards, inspector, theme},
    picture::View,
    words::{self, Language},
};
use egui::Context;

impl Earwright {
    pub(super) fn show_plot(&mut self, view: View) {
        self.settings.plots_shown = true;
        self.plots.show(view);
    }

    pub(in crate::app) fn edit_value(&mut self, ctx: &Context) {
        self.settings.inspector_shown = true;
        inspector::want_first_field(ctx);
    }

    pub(super) fn find_in_library(&mut self) {
        self.settings.library_shown = true;
        self.library.focus_search = true;
    }

    pub(super) fn undo_layout(&mut self) {
        if let Some(before) = self.layouts.undo() {
            self.lay_out(&before);
        }
    }

    pub(super) fn redo_layout(&mut self) {
        if let Some(after) = self.layouts.redo() {
            self.lay_out(&after);
        }
    }

    pub(super) fn toggle_theme(&mut self, ctx: &Context) {
        self.settings.theme = self.settings.theme.other();
        theme::choose(ctx, self.settings.theme);
    }

    /// Speaks another language from now on, and says anew what was said.
    pub(super) fn choose_language(&mut self, ctx: &Context, language: Language) {
        self.settings.language = Some(language);
        words::speak(language);
        self.session.say_anew();
        self.canvas.say_anew();
        self.cards = Cards::default();
        ctx.request_repaint();
    }

    /// One step larger or smaller; back to its own size.
    pub(super) fn text_size(&mut self, ctx: &Context, steps: f32) {
        let now = self.settings.text_scale();
        self.settings.text_size = if steps == 0.0 { 1.0 } else { now + 0.1 * steps };
        ctx.set_zoom_factor(self.settings.text_scale());
    }

    pub(super) fn probe_ports(&mut self) {
        let part = self.selected_parts().next().cloned();
        if let Some(part) = part {
            self.session.toggle_probes_of(&part);
        }
    }
}
