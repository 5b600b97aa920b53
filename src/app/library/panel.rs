//! The library: searched, grouped, dragged onto the canvas or placed by a click.

use super::{
    groups::{Entry, Group, groups},
    item::{LibraryContent, LibraryItem},
    row::entry_ui,
};
use crate::{
    app::{
        actions::Action,
        theme,
        widgets::{offscreen_rows, text_field::search_ui},
    },
    design::PartKind,
    library::{self, UserLibrary},
    words,
};
use egui::{Align, CollapsingHeader, Key, Layout, Rect, RichText, ScrollArea, Ui, vec2};

/// What the library shows, gathered once.
#[derive(Debug)]
pub struct LibraryPanel {
    search: String,
    /// Whether the search takes the keyboard in the next frame.
    pub focus_search: bool,
    groups: Vec<Group>,
    /// What the pointer is over.
    pointed: Option<LibraryItem>,
    /// What is looked for by its name, and where it is shown.
    sought: Option<(&'static str, Option<Rect>)>,
    /// What could not be read of the user's own files.
    pub messages: Vec<String>,
}

/// What is looked for by its name.
struct Sought {
    name: Option<&'static str>,
    /// Where it is, once it was drawn.
    rect: Option<Rect>,
}

impl LibraryPanel {
    /// The library as it is now, the user's own drivers included.
    pub fn new(user: &UserLibrary) -> Self {
        Self {
            search: String::new(),
            focus_search: false,
            // Its English is looked up where it is shown.
            groups: words::in_english(|| groups(user)),
            pointed: None,
            sought: None,
            messages: [library::messages(), user.messages.clone()].concat(),
        }
    }

    /// Entries a part of the design can be replaced with.
    pub fn parts(&self) -> impl Iterator<Item = &LibraryItem> {
        self.groups
            .iter()
            .flat_map(|group| &group.entries)
            .map(|entry| &entry.item)
            .filter(|item| matches!(item.content, LibraryContent::Part(_)))
    }

    /// What the pointer was over in the last frame.
    pub fn pointed(&self) -> Option<&LibraryItem> {
        self.pointed.as_ref()
    }

    /// Says that the panel is not drawn: the pointer is over nothing of it.
    pub(in crate::app) fn rest(&mut self) {
        self.pointed = None;
    }

    /// What the library shows under a name.
    pub fn named(&self, name: &str) -> Option<&LibraryItem> {
        let mut entries = self.groups.iter().flat_map(|group| &group.entries);
        entries
            .find(|entry| entry.item.name == name)
            .map(|entry| &entry.item)
    }

    /// Searches for what is called so; the keyboard is in the search, so that Enter places it.
    pub(in crate::app) fn look_for(&mut self, name: &'static str) {
        name.clone_into(&mut self.search);
        self.focus_search = true;
        self.sought = Some((name, None));
    }

    /// Ends that: the whole library is shown again, unless something else is searched for.
    pub(in crate::app) fn end_seeking(&mut self) {
        if let Some((name, _)) = self.sought.take()
            && self.search == name
        {
            self.search.clear();
        }
    }

    /// Where that was drawn last.
    pub(in crate::app) fn looked_for(&self, name: &str) -> Option<Rect> {
        let (sought, rect) = self.sought?;
        rect.filter(|_| sought == name)
    }

    /// Every driver by its name, the user's own ones first.
    pub fn drivers(&self) -> impl Iterator<Item = (&str, &PartKind)> {
        self.parts().filter_map(|item| match &item.content {
            LibraryContent::Part(kind) if kind.is_driver() => Some((item.name.as_str(), &**kind)),
            _ => None,
        })
    }

    /// The driver of a name.
    pub fn driver(&self, name: &str) -> Option<PartKind> {
        let found = self.drivers().find(|(known, _)| *known == name);
        found.map(|(_, kind)| kind.clone())
    }

    /// The first entry a search finds, as it is listed; one that is called so before one that is only
    /// described so. None where nothing is searched for.
    fn first(&self, words: &[String]) -> Option<&Entry> {
        let listed = || self.groups.iter().flat_map(|group| fitting(group, words));
        let mut named = listed().filter(|entry| is_named(entry, words));
        let first = named.next().or_else(|| listed().next());
        first.filter(|_| !words.is_empty())
    }

    /// Draws the panel.
    pub fn ui(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        ui.horizontal(|ui| {
            ui.label(RichText::new(tr!("Library")).strong());
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.weak(tr!("drag or click"));
            });
        });
        let hint = tr!("Search drivers, dampers, designs");
        let asked = std::mem::take(&mut self.focus_search);
        let search = search_ui(ui, tr!("Search library"), &mut self.search, hint, asked);
        let entered = search.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        ui.add_space(2.0);
        let words = words(&self.search);
        if entered && let Some(first) = self.first(&words) {
            actions.push(Action::Place {
                item: first.item.clone(),
                at_mm: None,
            });
        }
        ScrollArea::vertical()
            .id_salt("library")
            .auto_shrink([false, false])
            .show(ui, |ui| {
                let mut found = false;
                let mut pointed = None;
                let seek = self.sought.map(|(name, _)| name);
                let mut sought = Sought {
                    name: seek,
                    rect: None,
                };
                for group in &self.groups {
                    found |= group_ui(ui, group, &words, &mut pointed, &mut sought, actions);
                }
                self.sought = seek.map(|name| (name, sought.rect));
                if pointed != self.pointed {
                    // What follows it is worked out before the next frame.
                    ui.ctx().request_repaint();
                    self.pointed = pointed;
                }
                if !found {
                    ui.add_space(8.0);
                    ui.weak(tr!("Nothing in the library fits this search."));
                }
            });
    }
}

/// The words of a search, as they are compared.
pub fn words(search: &str) -> Vec<String> {
    search.split_whitespace().map(compared).collect()
}

/// In lower case, with the apostrophe that keyboards have.
pub fn compared(text: &str) -> String {
    text.to_lowercase().replace('’', "'")
}

/// Whether every word occurs in the text.
pub fn fits(text: &str, words: &[String]) -> bool {
    let text = compared(text);
    words.iter().all(|word| text.contains(word))
}

/// The entries of a group that fit a search: what is called so before what is only described so.
fn fitting<'a>(group: &'a Group, words: &[String]) -> Vec<&'a Entry> {
    let mut fitting: Vec<&Entry> = group
        .entries
        .iter()
        .filter(|entry| {
            // The English finds it in every language.
            let english = [group.title, &entry.item.name, &entry.summary];
            let text = || {
                english
                    .map(|text| format!("{text} {} ", words::text(text)))
                    .concat()
            };
            words.is_empty() || fits(&text(), words)
        })
        .collect();
    if !words.is_empty() {
        fitting.sort_by_key(|entry| !is_named(entry, words));
    }
    fitting
}

fn is_named(entry: &Entry, words: &[String]) -> bool {
    fits(&entry.item.name, words) || fits(entry.item.said(), words)
}

fn group_ui(
    ui: &mut Ui,
    group: &Group,
    words: &[String],
    pointed: &mut Option<LibraryItem>,
    sought: &mut Sought,
    actions: &mut Vec<Action>,
) -> bool {
    let fitting = fitting(group, words);
    if fitting.is_empty() {
        return false;
    }
    let title = RichText::new(format!("{}  ({})", words::text(group.title), fitting.len()))
        .color(theme::text_strong(ui.visuals()));
    CollapsingHeader::new(title)
        .id_salt(group.title)
        .default_open(group.open)
        .open((!words.is_empty()).then_some(true))
        .show_unindented(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            let out_of_reach = offscreen_rows::out_of_reach(ui);
            for entry in fitting {
                if out_of_reach && offscreen_rows::is_next(ui, entry.height()) {
                    ui.allocate_space(vec2(ui.available_width(), entry.height()));
                } else {
                    let row = entry_ui(ui, entry, actions);
                    if sought.name == Some(entry.item.name.as_str()) {
                        sought.rect = Some(row.rect);
                    }
                    if row.hovered() {
                        *pointed = Some(entry.item.clone());
                    }
                }
            }
        });
    true
}
