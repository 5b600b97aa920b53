//! Help: the glossary, and the search through all of it.

use super::press;
use crate::support::{command, settle, shot, type_into, window};
use earwright::app::{Earwright, actions::command::Command};
use egui::{Key, Modifiers};
use egui_kittest::{Harness, kittest::Queryable as _};

const SEARCH: &str = "Search help";

fn shown(window: &Harness<'static, Earwright>, text: &str) -> bool {
    window.query_all_by_label(text).next().is_some()
}

#[test]
fn the_palette_leads_to_the_glossary_whose_search_has_the_keyboard() {
    let mut window = window();
    window.key_press_modifiers(Modifiers::COMMAND, Key::K);
    settle(&mut window);
    window.event(egui::Event::Text("glossary".to_owned()));
    settle(&mut window);
    window.key_press(Key::Enter);
    settle(&mut window);
    assert!(shown(&window, "Spout") && shown(&window, "Zobel"));
    shot(&mut window, "glossary");
    window.event(egui::Event::Text("spout".to_owned()));
    settle(&mut window);
    assert!(shown(&window, "Spout"));
    assert!(!shown(&window, "Zobel"));
    shot(&mut window, "glossary-search");
    window.key_press(Key::Escape);
    settle(&mut window);
    assert!(!shown(&window, "Spout"));
}

#[test]
fn a_search_finds_keys_gestures_terms_and_limits_from_any_page() {
    for page in [Command::Shortcuts, Command::Glossary, Command::Limits] {
        let mut window = window();
        command(&mut window, page);
        type_into(&mut window, SEARCH, "damper");
        for row in ["Drag a damper", "Damper", "Dampers vary"] {
            assert!(shown(&window, row), "{page:?}: {row}");
        }
        type_into(&mut window, SEARCH, "take back the last edit");
        assert!(shown(&window, "Undo  Ctrl+Z"), "{page:?}");
        // A command without keys is found as well.
        type_into(&mut window, SEARCH, "mirror selected left to right");
        assert!(shown(&window, "Mirror  X"), "{page:?}");
        type_into(&mut window, SEARCH, "xyzzy");
        assert!(shown(&window, "Nothing in the help fits this search."));
        press(&mut window, "Close");
        assert!(!shown(&window, SEARCH));
    }
}
