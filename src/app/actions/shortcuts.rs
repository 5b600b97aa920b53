//! Which commands the pressed keys mean.

use super::command::{CTRL, CTRL_SHIFT, Command, CommandInfo, commands, keys};
use egui::{Context, Event, Key, KeyboardShortcut};

/// The same keys where a keyboard names them otherwise: plus is a key of its own on the number pad
/// and on German or Nordic keyboards, and `=` with Shift on American and French ones.
const ALSO: &[(Command, KeyboardShortcut)] = &[
    (Command::ZoomIn, keys(CTRL, Key::Plus)),
    (Command::LargerText, keys(CTRL_SHIFT, Key::Plus)),
];

/// All commands whose shortcut was pressed. Longer chords go first, so that Ctrl+Shift+Z is not
/// taken for Ctrl+Z; plain letters only count while no text is being edited.
pub fn consume_shortcuts(ctx: &Context) -> Vec<Command> {
    // As in most frames.
    if !ctx.input(|input| input.events.iter().any(is_press)) {
        return Vec::new();
    }
    let typing = ctx.text_edit_focused();
    let also = ALSO.iter().map(|(command, keys)| (command.info(), *keys));
    let mut rows: Vec<(&CommandInfo, KeyboardShortcut)> = commands()
        .iter()
        .filter_map(|info| info.shortcut.map(|keys| (info, keys)))
        .chain(also)
        .filter(|(info, keys)| !typing || allowed_while_typing(info.command, *keys))
        .collect();
    rows.sort_by_key(|(_, keys)| {
        let m = keys.modifiers;
        u8::MAX - u8::from(m.command) - u8::from(m.shift) - u8::from(m.alt)
    });
    let mut asked = Vec::new();
    ctx.input_mut(|input| {
        for (info, keys) in rows {
            let at = (input.events.iter())
                .position(|event| is_press(event) && is_of(event, keys.logical_key));
            if input.consume_shortcut(&keys) {
                asked.push(info.command);
                // The letter that asked for it is not typed into what it opens.
                if let Some(at) = at
                    && matches!(input.events.get(at), Some(Event::Text(_)))
                {
                    input.events.remove(at);
                }
                // Letters of the same frame are typed into the field it leads to.
                if matches!(info.command, Command::FindInLibrary | Command::Palette) {
                    break;
                }
            }
        }
    });
    asked
}

/// Whether a key goes down.
fn is_press(event: &Event) -> bool {
    matches!(event, Event::Key { pressed: true, .. })
}

fn is_of(event: &Event, wanted: Key) -> bool {
    matches!(event, Event::Key { key, .. } if *key == wanted)
}

/// Text fields keep their own keys: letters, delete, undo, clipboard.
fn allowed_while_typing(command: Command, keys: KeyboardShortcut) -> bool {
    let function_key = keys.modifiers.is_none() && keys.logical_key.name().len() > 1;
    let own = matches!(
        command,
        Command::Undo
            | Command::Redo
            | Command::Cut
            | Command::Copy
            | Command::Paste
            | Command::SelectAll
            | Command::Delete
    );
    !own && (keys.modifiers.command || function_key)
}
