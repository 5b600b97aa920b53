//! `earwright library`: what the library holds.

use super::{
    Outcome,
    json::{self, Json},
    output,
};
use crate::{
    library::{self, DriverKind, DriverPreset, catalogue},
    quantity::{Unit, text},
};
use anyhow::Result;
use clap::{Args, ValueEnum};
use serde_json::json as object;
use std::fmt::Write as _;

/// List what the library holds.
#[derive(Debug, Args)]
#[command(
    after_help = "With --json one object: a list a shelf (`drivers`, `designs`, …), each entry with `name` \
                  and `what`; `messages`, about what of the own library cannot be read."
)]
pub struct Library {
    /// Which part of it; nothing lists everything.
    #[arg(value_enum)]
    shelf: Option<Shelf>,
    /// One object instead.
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shelf {
    Drivers,
    Designs,
    Dampers,
    Meshes,
    Tubes,
    Components,
    Shells,
    Ears,
}

impl Library {
    /// Prints the list.
    pub(super) fn run(&self) -> Result<Outcome> {
        let shelves = match &self.shelf {
            Some(shelf) => std::slice::from_ref(shelf),
            None => Shelf::value_variants(),
        };
        if self.json.json {
            let mut object = object!({ "messages": library::user_library().messages });
            for shelf in shelves {
                let entries = shelf.entries().into_iter();
                let entries = entries.map(|[name, what]| object!({ "name": name, "what": what }));
                object = json::with(object, &shelf.word(), entries.collect());
            }
            json::print(&object)?;
            return Ok(Outcome::Success);
        }
        let mut list = String::new();
        for (n, shelf) in shelves.iter().enumerate() {
            if shelves.len() > 1 {
                let gap = if n > 0 { "\n" } else { "" };
                let _ = writeln!(list, "{gap}{}", shelf.heading());
            }
            for [name, what] in shelf.entries() {
                let _ = writeln!(list, "{name}\t{what}");
            }
        }
        output::result(&list)?;
        for message in library::user_library().messages {
            output::message(&format!("warning: {message}"));
        }
        Ok(Outcome::Success)
    }
}

impl Shelf {
    /// Its name: the heading without its mark, in small letters.
    fn word(self) -> String {
        self.heading().trim_start_matches("# ").to_lowercase()
    }

    fn heading(self) -> &'static str {
        match self {
            Self::Drivers => "# Drivers",
            Self::Designs => "# Designs",
            Self::Dampers => "# Dampers",
            Self::Meshes => "# Meshes",
            Self::Tubes => "# Tubes",
            Self::Components => "# Components",
            Self::Shells => "# Shells",
            Self::Ears => "# Ears",
        }
    }

    /// Name and description of every entry.
    fn entries(self) -> Vec<[String; 2]> {
        match self {
            Self::Drivers => drivers(),
            Self::Designs => library::designs()
                .iter()
                .map(|preset| [preset.name().to_owned(), preset.summary().to_owned()])
                .collect(),
            Self::Dampers => library::dampers()
                .iter()
                .map(|d| [d.name.clone(), text::exact(d.resistance, &Unit::DAMPER)])
                .collect(),
            Self::Meshes => library::meshes()
                .iter()
                .map(|entry| {
                    let resistance = text::exact(entry.mesh.specific_resistance, &Unit::RAYL);
                    [entry.name.clone(), resistance]
                })
                .collect(),
            Self::Tubes => library::tubes()
                .iter()
                .map(|tube| {
                    let bore = text::exact(tube.bore, &Unit::LENGTH);
                    [tube.name.clone(), format!("bore {bore}, {}", tube.material)]
                })
                .collect(),
            Self::Components => components(),
            Self::Shells => library::shells()
                .iter()
                .map(|preset| [preset.shell.name.clone(), preset.summary.clone()])
                .collect(),
            Self::Ears => library::ears()
                .iter()
                .map(|preset| [preset.name.clone(), preset.summary.clone()])
                .collect(),
        }
    }
}

fn drivers() -> Vec<[String; 2]> {
    let own = library::user_library().drivers;
    let line = |preset: &DriverPreset, whose: &str| {
        let kind = DriverKind::label(preset.kind());
        [
            preset.name().to_owned(),
            format!(
                "{kind}{whose}, trust {:?}{}\t{}",
                preset.trust(),
                preset
                    .fit
                    .map_or_else(String::new, |fit| format!(", {}", fit.text())),
                preset.summary
            ),
        ]
    };
    library::drivers()
        .iter()
        .map(|preset| line(preset, ""))
        .chain(own.iter().map(|preset| line(preset, " (mine)")))
        .collect()
}

fn components() -> Vec<[String; 2]> {
    let range = |from: f64, to: f64, unit: &Unit, series| {
        format!(
            "{} to {}, {series:?}",
            text::exact(from, unit),
            text::exact(to, unit)
        )
    };
    let all = catalogue::catalogue();
    let resistors = all
        .resistors
        .iter()
        .map(|s| [s.name.clone(), range(s.from, s.to, &Unit::OHM, s.series)]);
    let capacitors = all
        .capacitors
        .iter()
        .map(|s| [s.name.clone(), range(s.from, s.to, &Unit::FARAD, s.series)]);
    let inductors = all
        .inductors
        .iter()
        .map(|s| [s.name.clone(), range(s.from, s.to, &Unit::HENRY, s.series)]);
    resistors.chain(capacitors).chain(inductors).collect()
}
