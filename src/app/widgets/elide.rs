//! Long words cut to the room there is, with “…” at their end.

use egui::{Color32, FontId, Galley, Ui, text::LayoutJob, text::TextWrapping};
use std::{borrow::Cow, sync::Arc};

/// Letters of a name that a button or a menu shows.
pub(in crate::app) const NAME: usize = 28;

/// One line no wider than `room` points; `Galley::elided` tells whether something was cut off.
pub(in crate::app) fn line(
    ui: &Ui,
    text: &str,
    font: FontId,
    ink: Color32,
    room: f32,
) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, ink);
    job.wrap = TextWrapping::truncate_at_width(room);
    ui.painter().layout_job(job)
}

/// A text of at most so many letters.
pub(in crate::app) fn letters(text: &str, most: usize) -> Cow<'_, str> {
    if text.chars().count() <= most {
        return Cow::Borrowed(text);
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    Cow::Owned(format!("{}…", kept.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn letters_are_cut_at_their_end_alone() {
        assert_eq!(letters("Balanced armature", 28), "Balanced armature");
        assert_eq!(letters("Balanced armature", 9), "Balanced…");
        assert_eq!(letters("äöüß", 3), "äö…");
    }
}
