//! Pages of text: shortcuts, the glossary, what cannot be modelled, about. What is typed into their
//! search is looked for in all of them.

mod gestures;
mod glossary;
mod limits;

use super::{
    dialog::{Ask, Dialog},
    host::room_for_list,
};
use crate::{
    app::{
        Earwright,
        actions::command::{Menu, commands},
        library::panel::{self, fits},
        theme,
        widgets::{
            buttons::{primary, title},
            text_field::search_ui,
        },
    },
    words,
};
use egui::{Context, Label, RichText, ScrollArea, Ui, vec2};
use gestures::GESTURES;
use glossary::TERMS;
use limits::LIMITS;

/// Width of what a row begins with, points.
const HEAD: f32 = 172.0;
/// Height of what stands around a page, points.
const BESIDE: f32 = 190.0;

/// Which page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    /// Keys and gestures.
    Shortcuts,
    /// The field's terms.
    Glossary,
    /// What the models leave out.
    Limits,
    /// Messages of this session.
    Messages,
    /// Version and origin.
    About,
}

impl Page {
    /// Those that are searched, in this order.
    const SEARCHED: [Self; 3] = [Self::Shortcuts, Self::Glossary, Self::Limits];

    fn title(self) -> &'static str {
        match self {
            Self::Shortcuts => tr!("Keyboard shortcuts"),
            Self::Glossary => tr!("Glossary"),
            Self::Limits => tr!("What this cannot model"),
            Self::Messages => tr!("Messages"),
            Self::About => tr!("About"),
        }
    }

    /// Its groups: a heading and rows.
    fn groups(self, ctx: &Context, all: bool) -> Vec<Group> {
        let fixed = |heading, rows: &[(&'static str, &'static str)]| Group {
            heading,
            rows: (rows.iter())
                .map(|(head, body)| (words::text(head).to_owned(), words::text(body).to_owned()))
                .collect(),
        };
        match self {
            Self::Shortcuts => {
                let menus = Menu::ALL.into_iter().chain([Menu::Export, Menu::Plots]);
                let of_menus = menus.map(|menu| keys(ctx, menu, all));
                of_menus.chain([fixed(tr!("Gestures"), GESTURES)]).collect()
            }
            Self::Glossary => vec![fixed(tr!("Terms"), TERMS)],
            Self::Limits => vec![fixed(tr!("Not modelled"), LIMITS)],
            Self::Messages | Self::About => Vec::new(),
        }
    }
}

/// Rows below one heading.
struct Group {
    heading: &'static str,
    rows: Vec<(String, String)>,
}

/// A page, and what is looked for.
struct Help {
    page: Page,
    search: String,
    /// Whether the search takes the keyboard.
    focus: bool,
}

impl Help {
    fn on(page: Page) -> Self {
        Self {
            page,
            search: String::new(),
            focus: page == Page::Glossary,
        }
    }
}

impl Dialog for Help {
    fn width(&self) -> f32 {
        match self.page {
            Page::About => 380.0,
            _ => 560.0,
        }
    }

    fn hangs(&self) -> bool {
        true
    }

    fn ui(&mut self, ui: &mut Ui, app: &Earwright) -> Ask {
        title(ui, self.page.title());
        let searched = Page::SEARCHED.contains(&self.page);
        if searched {
            let hint = tr!("Search keys, gestures, terms and limits");
            let asked = std::mem::take(&mut self.focus);
            search_ui(ui, tr!("Search help"), &mut self.search, hint, asked);
        }
        let sought = panel::words(&self.search);
        ScrollArea::vertical()
            .max_height(room_for_list(ui.ctx(), BESIDE))
            .auto_shrink([false, true])
            .show(ui, |ui| match self.page {
                Page::Messages => app.messages.list_ui(ui),
                Page::About => about_ui(ui),
                page if sought.is_empty() => page_ui(ui, &page.groups(ui.ctx(), false)),
                _ => found_ui(ui, &sought),
            });
        ui.add_space(8.0);
        if primary(ui, tr!("Close")).clicked() {
            Ask::Close
        } else {
            Ask::Stay
        }
    }
}

/// The keys of a menu's commands; `all`: also those without.
fn keys(ctx: &Context, menu: Menu, all: bool) -> Group {
    let own = commands().iter().filter(|info| info.menu.0 == menu);
    let rows = own.filter(|info| all || info.shortcut.is_some());
    Group {
        heading: menu.label(),
        rows: rows
            .map(|info| {
                let keys = info.command.shortcut_text(ctx);
                let head = match (all, keys.is_empty()) {
                    (false, _) => keys,
                    (true, true) => info.label().to_owned(),
                    (true, false) => format!("{}  {keys}", info.label()),
                };
                (head, info.tooltip().to_owned())
            })
            .collect(),
    }
}

/// All that fits a search, whatever page it is on.
fn found_ui(ui: &mut Ui, sought: &[String]) {
    let pages = Page::SEARCHED.into_iter();
    let mut groups: Vec<Group> = pages.flat_map(|page| page.groups(ui.ctx(), true)).collect();
    for group in &mut groups {
        (group.rows).retain(|(head, body)| fits(&format!("{head} {body}"), sought));
        // What is called so comes before what only speaks of it.
        (group.rows).sort_by_key(|(head, _)| !fits(head, sought));
    }
    if groups.iter().all(|group| group.rows.is_empty()) {
        ui.add_space(8.0);
        ui.weak(tr!("Nothing in the help fits this search."));
    }
    page_ui(ui, &groups);
}

/// Groups below their headings.
fn page_ui(ui: &mut Ui, groups: &[Group]) {
    for Group { heading, rows } in groups.iter().filter(|group| !group.rows.is_empty()) {
        ui.add_space(8.0);
        let ink = theme::accent(ui.visuals());
        ui.label(RichText::new(*heading).strong().color(ink));
        for (head, body) in rows {
            row_ui(ui, head, body);
        }
    }
}

/// What it is, and beside it what there is to say.
fn row_ui(ui: &mut Ui, head: &str, body: &str) {
    ui.horizontal_top(|ui| {
        let ink = theme::text_strong(ui.visuals());
        ui.allocate_ui(vec2(HEAD, 0.0), |ui| {
            ui.set_width(HEAD);
            ui.add(Label::new(RichText::new(head).color(ink)).wrap());
        });
        ui.vertical(|ui| ui.add(Label::new(body).wrap()));
    });
    ui.add_space(2.0);
}

/// Version and origin.
fn about_ui(ui: &mut Ui) {
    ui.label(
        RichText::new(tr!("Earwright {}", env!("CARGO_PKG_VERSION")))
            .heading()
            .color(theme::text_strong(ui.visuals())),
    );
    ui.add(Label::new(words::text(env!("CARGO_PKG_DESCRIPTION"))).wrap());
    ui.add_space(6.0);
    ui.add(
        Label::new(
            tr!("Designs are plain .ron files. Nothing leaves this computer: there is no network access."),
        )
        .wrap(),
    );
}

impl Earwright {
    pub(in crate::app) fn show_shortcuts(&mut self) {
        self.dialog.open(Help::on(Page::Shortcuts));
    }

    pub(in crate::app) fn show_glossary(&mut self) {
        self.dialog.open(Help::on(Page::Glossary));
    }

    pub(in crate::app) fn show_limits(&mut self) {
        self.dialog.open(Help::on(Page::Limits));
    }

    pub(in crate::app) fn show_messages(&mut self) {
        self.dialog.open(Help::on(Page::Messages));
    }

    pub(in crate::app) fn show_about(&mut self) {
        self.dialog.open(Help::on(Page::About));
    }
}
