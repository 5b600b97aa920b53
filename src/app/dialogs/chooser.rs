//! Dialogs in which one thing of many is found by typing: commands, what is in the design, ports. The
//! arrow keys choose, Enter takes.

use super::{
    dialog::{Ask, Dialog},
    host::room_for_list,
};
use crate::{
    app::{
        Earwright,
        actions::{Action, command::commands},
        library::panel::{compared, fits, words},
        widgets::{
            buttons::{cancel, title},
            icon::Icon,
            text_field::search_ui,
        },
    },
    design::{Design, LinkEnd, PartId, Subject, find, operations},
    words,
};
use egui::{Align, Atoms, Button, Key, Modifiers, ScrollArea, Ui};

/// One thing to be chosen.
pub(super) struct Row {
    /// What stands before its words, if anything.
    pub(super) icon: Option<Icon>,
    pub(super) text: String,
    /// What stands at its end: its shortcut, where it has one.
    pub(super) shortcut: String,
    pub(super) enabled: bool,
    pub(super) action: Action,
}

impl Row {
    /// One that can always be chosen, and has no shortcut.
    pub(super) fn plain(text: String, action: Action) -> Self {
        Self {
            icon: None,
            text,
            shortcut: String::new(),
            enabled: true,
            action,
        }
    }
}

impl Earwright {
    pub(in crate::app) fn ask_what_to_find(&mut self) {
        self.dialog.open(Find::default());
    }

    pub(in crate::app) fn ask_command(&mut self) {
        self.dialog.open(Palette::default());
    }

    pub(in crate::app) fn ask_join(&mut self) {
        if let Some(&part) = self.session.selection().parts.first() {
            let search = String::new();
            self.dialog.open(JoinPort { part, search });
        }
    }
}

/// Joins a port of a part to another: what a hand draws from port to port. Free ports come first,
/// the nearest before others.
struct JoinPort {
    part: PartId,
    /// What is searched for.
    search: String,
}

impl Dialog for JoinPort {
    fn hangs(&self) -> bool {
        true
    }

    fn ui(&mut self, ui: &mut Ui, app: &Earwright) -> Ask {
        let design = app.session.design();
        let Some(part) = design.part(self.part) else {
            return Ask::Close;
        };
        title(ui, &tr!("Join a port of {}", part.name));
        let ask = choose(
            ui,
            &mut self.search,
            tr!("From which port to which"),
            Unasked::First,
            |search| {
                let words = words(search);
                let pairs = operations::joinable(design, part.id).into_iter();
                pairs
                    .map(|(from, to)| (join_words(design, &from, &to), from, to))
                    .filter(|(text, ..)| fits(text, &words))
                    .map(|(text, from, to)| Row::plain(text, Action::Join { from, to }))
                    .collect()
            },
        );
        or_cancel(ui, ask)
    }
}

/// Finds a part or link of the design.
#[derive(Default)]
struct Find {
    /// What is searched for.
    search: String,
}

impl Dialog for Find {
    fn hangs(&self) -> bool {
        true
    }

    fn ui(&mut self, ui: &mut Ui, app: &Earwright) -> Ask {
        choose(
            ui,
            &mut self.search,
            tr!("Name, kind or value"),
            Unasked::First,
            |search| {
                let design = app.session.design();
                let found = find::find(design, search).into_iter();
                found
                    .filter_map(|subject| {
                        let name = match subject {
                            Subject::Part(id) => &design.part(id)?.name,
                            Subject::Link(id) => &design.link(id)?.name,
                            Subject::Design => return None,
                        };
                        Some(Row::plain(name.clone(), Action::Reveal(subject)))
                    })
                    .collect()
            },
        )
    }
}

/// Finds a command: first those whose name begins with what is typed, then those that hold it.
#[derive(Default)]
struct Palette {
    /// What is searched for.
    search: String,
}

impl Dialog for Palette {
    fn width(&self) -> f32 {
        480.0
    }

    fn hangs(&self) -> bool {
        true
    }

    fn ui(&mut self, ui: &mut Ui, app: &Earwright) -> Ask {
        let ctx = ui.ctx().clone();
        choose(
            ui,
            &mut self.search,
            tr!("Type a command"),
            Unasked::Nothing,
            |search| {
                let words = words(search);
                let mut fitting: Vec<_> = commands()
                    .iter()
                    .map(|info| (info, format!("{}: {}", info.menu.0.label(), info.label())))
                    // The English finds it in every language.
                    .filter(|(info, text)| {
                        let said = info.tooltip();
                        let english = [info.label, info.tooltip].join(" ");
                        fits(&format!("{text} {said} {english}"), &words)
                    })
                    .collect();
                fitting.sort_by_key(|(info, text)| nearness(info.label(), text, search));
                fitting
                    .into_iter()
                    .map(|(info, text)| Row {
                        icon: Some(info.command.icon()),
                        text,
                        shortcut: info.command.shortcut_text(&ctx),
                        enabled: app.enabled(info.command),
                        action: Action::Command(info.command),
                    })
                    .collect()
            },
        )
    }
}

/// Height of what stands around the rows, points.
const BESIDE: f32 = 190.0;

/// The button that gives up, below what can be chosen.
pub(super) fn or_cancel(ui: &mut Ui, ask: Ask) -> Ask {
    ui.add_space(6.0);
    if cancel(ui) { Ask::Close } else { ask }
}

/// “+ to Source +”.
fn join_words(design: &Design, from: &LinkEnd, to: &LinkEnd) -> String {
    let name = design.part(to.part).map_or("", |part| part.name.as_str());
    let [from, to] = [from, to].map(|end| words::port(&end.port));
    tr!("{from} to {name} {to}")
}

/// How near a command is to what was typed: 0 is nearest.
fn nearness(label: &str, text: &str, search: &str) -> u8 {
    let [label, text, search] = [label, text, search.trim()].map(compared);
    if label.starts_with(&search) {
        0
    } else if label.contains(&search) {
        1
    } else if fits(&text, &words(&search)) {
        2
    } else {
        3
    }
}

/// What Enter takes before anything is typed or chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unasked {
    /// The first of the rows: the nearest.
    First,
    /// None: the first of all commands is nobody's wish.
    Nothing,
}

/// What is typed, and the rows that fit it.
pub(super) fn choose(
    ui: &mut Ui,
    search: &mut String,
    hint: &str,
    unasked: Unasked,
    rows: impl FnOnce(&str) -> Vec<Row>,
) -> Ask {
    // Before the field takes them.
    let pressed = |ui: &Ui, key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let (up, down) = (pressed(ui, Key::ArrowUp), pressed(ui, Key::ArrowDown));
    search_ui(ui, hint, search, hint, true);
    ui.add_space(4.0);
    let rows = rows(search);
    if rows.is_empty() && !search.trim().is_empty() {
        ui.weak(tr!("Nothing fits “{}”.", search.trim()));
    }
    // The row last chosen counts for as long as the same is searched for.
    let id = ui.scope_id().with("chosen row");
    let before: Option<(String, Option<usize>)> = ui.data(|data| data.get_temp(id));
    let before = before.filter(|(searched, _)| searched == search);
    let able = |from: usize| (from..rows.len()).find(|&n| rows[n].enabled);
    let nothing = unasked == Unasked::Nothing && search.trim().is_empty();
    let mut chosen = match before {
        Some((_, Some(row))) => able(row),
        _ if nothing => None,
        _ => able(0),
    };
    if down {
        chosen = able(chosen.map_or(0, |row| row + 1)).or(chosen);
    } else if up {
        let above = |row: usize| (0..row).rev().find(|&n| rows[n].enabled);
        chosen = chosen.and_then(above).or(chosen);
    }
    ui.data_mut(|data| data.insert_temp(id, (search.clone(), chosen)));
    let enter = ui.input(|input| input.key_pressed(Key::Enter));
    let mut ask = Ask::Stay;
    let room = room_for_list(ui.ctx(), BESIDE);
    ScrollArea::vertical()
        .max_height(room)
        .min_scrolled_height(room)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for (index, row) in rows.into_iter().enumerate() {
                let mut words = Atoms::new(row.text);
                if let Some(icon) = row.icon {
                    words.push_left(icon.atom());
                }
                let button = Button::selectable(chosen == Some(index), words)
                    .shortcut_text(row.shortcut)
                    .truncate()
                    .min_size(egui::vec2(ui.available_width(), 22.0));
                let response = ui.add_enabled(row.enabled, button);
                if chosen == Some(index) && (up || down) {
                    response.scroll_to_me(Some(Align::Center));
                }
                if response.clicked() || (enter && chosen == Some(index)) {
                    ask = Ask::action(row.action);
                }
            }
        });
    ask
}
