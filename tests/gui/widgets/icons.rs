//! Icons of commands and symbols of parts: seen in both themes, and named by their words alone.

use crate::support::{
    contrast::{contrast, opaque},
    settle, window,
};
use earwright::{
    app::theme::{self, ThemeChoice},
    picture::scene::Ink,
};
use egui::{Key, Modifiers, Role, Theme};
use egui_kittest::kittest::Queryable as _;

#[test]
fn icons_and_symbols_stand_out_from_what_they_are_drawn_on() {
    for (choice, theme) in [
        (ThemeChoice::Dark, Theme::Dark),
        (ThemeChoice::Light, Theme::Light),
    ] {
        let ctx = egui::Context::default();
        theme::install(&ctx, choice);
        let visuals = &ctx.style_of(theme).visuals;
        let least = |what: &str, ink: egui::Color32, ground: egui::Color32| {
            let found = contrast(opaque(ink), opaque(ground));
            assert!(found >= 3.0, "{choice:?}, {what}: {found:.2}");
        };
        // An icon has the colour of the words beside it.
        for (state, widget) in [
            ("at rest", &visuals.widgets.inactive),
            ("pointed at", &visuals.widgets.hovered),
            ("pressed", &visuals.widgets.active),
            ("open", &visuals.widgets.open),
        ] {
            least(state, widget.text_color(), widget.weak_bg_fill);
            least(state, widget.text_color(), visuals.window_fill);
        }
        least(
            "chosen",
            visuals.selection.stroke.color,
            visuals.selection.bg_fill,
        );
        // What tells one symbol from the other: its outline, its leads, its ports.
        for ink in [Ink::Case, Ink::Electrical, Ink::Acoustic, Ink::Membrane] {
            let [r, g, b, a] = ink.rgba(theme == Theme::Dark);
            let colour = egui::Color32::from_rgba_unmultiplied(r, g, b, a);
            for ground in [visuals.panel_fill, visuals.widgets.hovered.weak_bg_fill] {
                least(&format!("{ink:?}"), colour, ground);
            }
        }
    }
}

#[test]
fn a_button_with_an_icon_is_called_by_its_words() {
    let mut window = window();
    for name in ["Open", "Save", "Undo", "Redo", "Fit", "Light"] {
        window.get_by_role_and_label(Role::Button, name);
    }
    window.key_press_modifiers(Modifiers::COMMAND, Key::K);
    settle(&mut window);
    // Its keys follow the words.
    window.get_by(|node| {
        let label = node.label().unwrap_or_default();
        label.starts_with("File: Open path…")
    });
}

#[test]
fn every_part_of_the_library_is_drawn_before_its_name() {
    let window = window();
    for name in ["Dynamic 10 mm", "Dynamic 6 mm"] {
        let row = window.get_by_role_and_label(Role::Button, name).rect();
        let (symbol, _) = row.split_left_right_at_x(row.left() + 26.0);
        let drawn = window.output().shapes.iter().any(|clipped| {
            let seen = clipped.shape.visual_bounding_rect();
            matches!(clipped.shape, egui::Shape::Mesh(_))
                && symbol.contains_rect(seen)
                && seen.height() > 20.0
        });
        assert!(drawn, "{name}");
    }
}
