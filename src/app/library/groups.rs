//! What the library lists: every group, and what is known of its entries.

use super::{
    item::{LibraryContent, LibraryItem},
    plain_parts,
};
use crate::{
    app::canvas::picture::Symbol,
    design::driver::Trust,
    library::{self, DriverKind, DriverPreset, FitError, UserLibrary},
    quantity::{Unit, text},
};
use egui::Color32;
use std::sync::Arc;

#[derive(Debug)]
pub(super) struct Group {
    pub(super) title: &'static str,
    pub(super) open: bool,
    pub(super) entries: Vec<Entry>,
}

#[derive(Debug)]
pub(super) struct Entry {
    pub(super) item: LibraryItem,
    pub(super) summary: String,
    /// Where it comes from, in words.
    pub(super) origin: String,
    /// What its fit leaves.
    pub(super) fit: Option<FitError>,
    pub(super) trust: Option<Trust>,
    pub(super) color: Option<Color32>,
    /// How it is drawn on the canvas: a part's symbol.
    pub(super) symbol: Option<Symbol>,
}

impl Entry {
    /// Whether a line about it stands below its name.
    pub(super) fn has_two_lines(&self) -> bool {
        !self.summary.is_empty() && self.color.is_none()
    }

    /// Height of its row, points.
    pub(super) fn height(&self) -> f32 {
        if self.has_two_lines() { 36.0 } else { 22.0 }
    }
}

/// All groups, the user's own drivers first.
pub(super) fn groups(user: &UserLibrary) -> Vec<Group> {
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
