//! The library: searched, grouped, dragged onto the canvas or placed by a click.

use super::{
    item::{LibraryContent, LibraryItem},
    plain_parts,
};
use crate::{
    app::{
        actions::Action,
        canvas::picture::Symbol,
        inspector::trust_badge,
        theme,
        widgets::{offscreen_rows, text_field::text_ui},
    },
    design::{PartKind, driver::Trust},
    library::{self, DriverKind, DriverPreset, FitError, UserLibrary},
    quantity::{Unit, text},
    words,
};
use egui::{
    Align, Align2, CollapsingHeader, Color32, Key, Label, Layout, Rect, Response, RichText,
    ScrollArea, Sense, Ui, vec2,
};
use std::sync::Arc;

/// Room of a symbol before the name, points.
const SYMBOL: f32 = 26.0;

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

#[derive(Debug)]
struct Group {
    title: &'static str,
    open: bool,
    entries: Vec<Entry>,
}

/// What is looked for by its name.
struct Sought {
    name: Option<&'static str>,
    /// Where it is, once it was drawn.
    rect: Option<Rect>,
}

#[derive(Debug)]
struct Entry {
    item: LibraryItem,
    summary: String,
    /// Where it comes from, in words.
    origin: String,
    /// What its fit leaves.
    fit: Option<FitError>,
    trust: Option<Trust>,
    color: Option<Color32>,
    /// How it is drawn on the canvas: a part's symbol.
    symbol: Option<Symbol>,
}

impl Entry {
    /// Whether a line about it stands below its name.
    fn has_two_lines(&self) -> bool {
        !self.summary.is_empty() && self.color.is_none()
    }

    /// Height of its row, points.
    fn height(&self) -> f32 {
        if self.has_two_lines() { 36.0 } else { 22.0 }
    }
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
        let search = text_ui(
            ui,
            tr!("Search library"),
            &mut self.search,
            hint,
            f32::INFINITY,
        );
        if std::mem::take(&mut self.focus_search) {
            search.request_focus();
        }
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

fn entry_ui(ui: &mut Ui, entry: &Entry, actions: &mut Vec<Action>) -> Response {
    let response = entry_row(ui, entry);
    let response = response.on_hover_cursor(egui::CursorIcon::Grab);
    // The item is not copied in every frame.
    if response.drag_started() {
        response.dnd_set_drag_payload(entry.item.clone());
    }
    let response = response.on_hover_ui(|ui| hover_ui(ui, entry));
    if response.clicked() {
        actions.push(Action::Place {
            item: entry.item.clone(),
            at_mm: None,
        });
    }
    response
}

/// What there is to know of an entry: a line about it, its fit, where it comes from.
fn hover_ui(ui: &mut Ui, entry: &Entry) {
    ui.set_max_width(360.0);
    ui.label(RichText::new(entry.item.said()).strong());
    ui.label(words::text(&entry.summary));
    if let Some(fit) = &entry.fit {
        ui.label(RichText::new(fit.text()).strong());
        let words = tr!(
            "What its fit to measured curves leaves, rms over the fitted band: in the \
                     response, and in the impedance."
        );
        ui.label(RichText::new(words).small().weak());
    }
    if !entry.origin.is_empty() {
        ui.label(RichText::new(&entry.origin).small().weak());
    }
}

/// One row: a colour where it has one, the name, a line about it, the trust.
fn entry_row(ui: &mut Ui, entry: &Entry) -> Response {
    let size = vec2(ui.available_width(), entry.height());
    let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    let name = entry.item.said();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    let visuals = *ui.style().interact(&response);
    if response.hovered() || response.has_focus() {
        ui.painter()
            .rect_filled(rect, visuals.corner_radius, visuals.weak_bg_fill);
    }
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let mut inner = rect.shrink2(vec2(8.0, 2.0));
    if let Some(symbol) = &entry.symbol {
        let (picture, words) = inner.split_left_right_at_x(rect.left() + SYMBOL);
        let picture = picture.with_min_x(rect.left() + 2.0).shrink(1.0);
        symbol.paint(ui.painter(), picture, ui.visuals().dark_mode);
        inner = words.with_min_x(words.left() + 6.0);
    }
    ui.scope_builder(egui::UiBuilder::new().max_rect(inner), |ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 0.0);
        ui.horizontal(|ui| {
            if let Some(color) = entry.color {
                let (dot, _) = ui.allocate_exact_size(vec2(10.0, 16.0), Sense::hover());
                ui.painter().circle(
                    dot.center(),
                    5.0,
                    color,
                    egui::Stroke::new(1.0, theme::line_strong(ui.visuals())),
                );
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if let Some(trust) = entry.trust {
                    trust_badge(ui, trust);
                }
                if let Some(fit) = &entry.fit {
                    let error = format!("±{:.1} dB", fit.response_db);
                    ui.add(Label::new(RichText::new(error).small().weak()));
                }
                if entry.color.is_some() {
                    ui.add(Label::new(
                        RichText::new(words::text(&entry.summary)).weak(),
                    ));
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let name =
                        RichText::new(entry.item.said()).color(theme::text_strong(ui.visuals()));
                    ui.add(Label::new(name).truncate());
                });
            });
        });
        if entry.has_two_lines() {
            ui.add(
                Label::new(RichText::new(words::text(&entry.summary)).small().weak()).truncate(),
            );
        }
    });
    response
}

/// The name of what is being dragged, beside the pointer.
pub fn drag_hint_ui(ctx: &egui::Context) {
    let Some(item) = egui::DragAndDrop::payload::<LibraryItem>(ctx) else {
        return;
    };
    let Some(at) = ctx.pointer_interact_pos() else {
        return;
    };
    egui::Area::new(egui::Id::unique("dragged item"))
        .order(egui::Order::Tooltip)
        .interactable(false)
        .fixed_pos(at + vec2(14.0, 10.0))
        .pivot(Align2::LEFT_TOP)
        .show(ctx, |ui| {
            egui::Frame::popup(ui.style()).show(ui, |ui| {
                ui.label(RichText::new(item.said()).strong());
            });
        });
}

fn groups(user: &UserLibrary) -> Vec<Group> {
    let mut groups = Vec::new();
    if !user.drivers.is_empty() {
        groups.push(Group {
            title: tr!("My drivers"),
            open: true,
            entries: user.drivers.iter().map(driver).collect(),
        });
    }
    for kind in DriverKind::ALL {
        let entries: Vec<Entry> = library::drivers()
            .iter()
            .filter(|preset| preset.kind() == kind)
            .map(driver)
            .collect();
        if !entries.is_empty() {
            groups.push(Group {
                title: kind.label(),
                open: matches!(kind, DriverKind::Dynamic | DriverKind::Armature),
                entries,
            });
        }
    }
    groups.push(plain(tr!("Electrical"), plain_parts::electrical()));
    groups.push(plain(tr!("Acoustic"), plain_parts::acoustic()));
    groups.push(Group {
        title: tr!("Dampers"),
        open: false,
        entries: library::dampers()
            .iter()
            .map(|damper| {
                let [r, g, b] = damper.colour;
                Entry {
                    item: LibraryItem::insert(
                        tr!("{} damper", damper.name),
                        damper.insert(0.0).kind,
                    ),
                    summary: text::rounded(damper.resistance, &Unit::DAMPER, 4),
                    origin: String::new(),
                    fit: None,
                    trust: None,
                    color: Some(Color32::from_rgb(r, g, b)),
                    symbol: None,
                }
            })
            .collect(),
    });
    groups.push(Group {
        title: tr!("Designs"),
        open: false,
        entries: library::designs()
            .iter()
            .map(|preset| Entry {
                item: LibraryItem {
                    name: preset.name().to_owned(),
                    content: LibraryContent::Design(Arc::new(preset.design.clone())),
                },
                summary: preset.summary().to_owned(),
                origin: String::new(),
                fit: None,
                trust: None,
                color: None,
                symbol: None,
            })
            .collect(),
    });
    groups
}

fn driver(preset: &DriverPreset) -> Entry {
    let item = LibraryItem::part(preset.name(), preset.part.clone());
    Entry {
        symbol: symbol(&item),
        item,
        summary: preset.summary.clone(),
        origin: preset.provenance().to_owned(),
        fit: preset.fit,
        trust: Some(preset.trust()),
        color: None,
    }
}

/// A part's symbol.
fn symbol(item: &LibraryItem) -> Option<Symbol> {
    match &item.content {
        LibraryContent::Part(kind) => Some(Symbol::of(Arc::clone(kind))),
        _ => None,
    }
}

fn plain(title: &'static str, items: Vec<LibraryItem>) -> Group {
    Group {
        title,
        open: true,
        entries: items
            .into_iter()
            .map(|item| Entry {
                symbol: symbol(&item),
                item,
                summary: String::new(),
                origin: String::new(),
                fit: None,
                trust: None,
                color: None,
            })
            .collect(),
    }
}
