//! The colours of `picture::style` as egui's.

use crate::picture::style::{Rgba, Theme};
use egui::Color32;

/// An egui colour.
pub(super) fn colour([r, g, b, a]: Rgba) -> Color32 {
    Color32::from_rgba_unmultiplied(r, g, b, a)
}

/// The theme of a frame.
pub(super) fn theme(dark: bool) -> Theme {
    if dark { Theme::Dark } else { Theme::Light }
}
