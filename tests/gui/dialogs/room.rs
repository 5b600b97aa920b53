//! The room dialogs take, what they leave in sight, and what lies under them.

use super::press;
use crate::support::{command, settle, shot, window};
use earwright::app::{Earwright, actions::command::Command};
use egui::{Key, Modifiers, Rect, Role, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};

type Window = Harness<'static, Earwright>;

const SIZES: [[f32; 2]; 2] = [[1280.0, 800.0], [1920.0, 1080.0]];

fn sized(size: [f32; 2]) -> Window {
    let mut harness = window();
    harness.set_size(size.into());
    settle(&mut harness);
    harness
}

/// The open dialog, with its frame.
pub(super) fn dialog(harness: &Window) -> Rect {
    let layer = harness.ctx.memory(egui::Memory::top_modal_layer).unwrap();
    let area = egui::AreaState::load(&harness.ctx, layer.id).unwrap();
    area.rect()
}

#[test]
fn what_stands_beside_the_plots_leaves_menu_undo_and_save_in_sight() {
    for size in SIZES {
        for (opened, title) in [
            (Command::Compare, "Compare"),
            (Command::Choices, "Choices"),
            (Command::Optimise, "Optimise"),
        ] {
            let mut harness = sized(size);
            let bar = ["Undo", "Save"].map(|name| {
                let mut all = harness.get_all_by_role_and_label(Role::Button, name);
                all.next().unwrap().rect()
            });
            let canvas = harness.state().canvas_area();
            command(&mut harness, opened);
            shot(&mut harness, &format!("beside_{}_{title}", size[0]));
            let own = dialog(&harness);
            for button in bar {
                assert!(own.top() > button.bottom(), "{title} at {size:?}: {own}");
            }
            assert!(own.top() >= canvas.top(), "{title} at {size:?}: {own}");
            assert!(
                own.bottom() <= canvas.bottom(),
                "{title} at {size:?}: {own}"
            );
            if own.width() < canvas.width() {
                assert!(own.left() >= canvas.left(), "{title} at {size:?}: {own}");
            }
        }
    }
}

#[test]
fn long_lists_take_the_height_of_the_window() {
    for size in SIZES {
        for opened in [
            Command::Shortcuts,
            Command::Glossary,
            Command::ReportCard,
            Command::Palette,
        ] {
            let mut harness = sized(size);
            command(&mut harness, opened);
            shot(&mut harness, &format!("high_{}_{opened:?}", size[0]));
            let own = dialog(&harness);
            let window = harness.ctx.content_rect();
            assert!(
                own.height() > 0.8 * window.height(),
                "{opened:?} at {size:?}: {own}"
            );
            assert!(window.contains_rect(own), "{opened:?} at {size:?}: {own}");
        }
    }
}

#[test]
fn a_field_above_a_list_stays_where_it_is_while_the_list_becomes_shorter() {
    let mut harness = sized(SIZES[1]);
    command(&mut harness, Command::Palette);
    let field = |harness: &Window| {
        let field = harness.get_by_role_and_label(Role::TextInput, "Type a command");
        field.rect().top()
    };
    let before = field(&harness);
    let whole = dialog(&harness).height();
    harness
        .get_by_role_and_label(Role::TextInput, "Type a command")
        .type_text("snapshot");
    settle(&mut harness);
    assert!(dialog(&harness).height() < 0.5 * whole);
    assert!((field(&harness) - before).abs() < 1.0);
}

#[test]
fn no_tooltip_stands_over_a_dialog() {
    let mut harness = window();
    let entry = harness.get_by_label("Total in SPL").rect().center();
    harness.hover_at(entry);
    settle(&mut harness);
    let tips = |harness: &Window| harness.query_all_by_label("Hide this curve").count();
    assert_eq!(tips(&harness), 1, "the pointer rests");
    // By the keyboard: the pointer stays where it is.
    harness.key_press_modifiers(Modifiers::NONE, Key::F1);
    settle(&mut harness);
    assert!(
        dialog(&harness).area() > 0.0 && tips(&harness) == 0,
        "what lies under a dialog says nothing"
    );
    press(&mut harness, "Close");
    harness.hover_at(entry + vec2(1.0, 0.0));
    settle(&mut harness);
    assert_eq!(tips(&harness), 1, "and the pointer is given back");
}
