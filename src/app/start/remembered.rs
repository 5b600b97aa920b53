//! A start that nothing remembered can spoil.
//!
//! What the toolkit remembers (window, panels, zoom) is handed to it before a line of ours runs, and
//! some values end the program there, at every start. So the file is looked through first, and starts
//! are counted until one has drawn a few frames: after two that did not, the program starts as new.

use crate::design::file;
use eframe::{Frame, Storage};
use egui::{Context, Ui};
use serde::Deserialize;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// The file of what is remembered, in the program's folder for data.
const REMEMBERED: &str = "app.ron";
/// Its name once it was put aside.
const ASIDE: &str = "app.old.ron";
/// The file that counts starts.
const COUNTER: &str = "starting";
/// Starts that may fail before standard settings are taken.
const PATIENCE: u32 = 2;
/// Frames after which a start has succeeded.
const FRAMES: u32 = 3;
/// Largest file of settings, bytes.
const LARGEST: u64 = 4 << 20;
/// Largest coordinate or size of anything remembered, points.
const FARTHEST: f64 = 1e6;

/// A start that is under way.
#[derive(Debug, Default)]
pub struct Start {
    /// The folder for data; absent: nothing is remembered.
    folder: Option<PathBuf>,
    /// What was put right, a sentence each.
    pub notes: Vec<String>,
}

impl Start {
    /// Counts a start and makes what is remembered in this folder harmless.
    pub fn begin(folder: Option<PathBuf>) -> Self {
        let mut start = Self {
            folder,
            notes: Vec::new(),
        };
        let Some(folder) = start.folder.clone() else {
            return start;
        };
        let remembered = folder.join(REMEMBERED);
        let failed = failed_starts(&folder);
        if failed >= PATIENCE && remembered.exists() {
            start.put_aside(&remembered, &tr!("The last {failed} starts failed"));
        } else {
            start.look_through(&remembered);
        }
        let counter = folder.join(COUNTER);
        let counted = fs::create_dir_all(&folder)
            .map_err(|error| error.to_string())
            .and_then(|()| {
                file::write_text(&counter, &(failed + 1).to_string())
                    .map_err(|error| error.to_string())
            });
        if let Err(error) = counted {
            log::warn!("starts are not counted: {error}");
        }
        start
    }

    /// The window was drawn.
    pub fn succeeded(&mut self) {
        Self::ended(self.folder.take());
    }

    /// Forgets the starts that failed: this one ended in order, or its window was drawn.
    pub fn ended(folder: Option<PathBuf>) {
        if let Some(folder) = folder {
            fs::remove_file(folder.join(COUNTER)).ok();
        }
    }

    /// Takes what no toolkit can stand out of the file.
    fn look_through(&mut self, path: &Path) {
        // A link that leads nowhere is nothing.
        let Ok(metadata) = fs::metadata(path) else {
            return;
        };
        let entries = metadata
            .is_file()
            .then(|| file::read_text_within(path, LARGEST).ok())
            .flatten()
            .and_then(|text| ron::from_str::<BTreeMap<String, String>>(&text).ok());
        let Some(mut entries) = entries else {
            self.put_aside(path, tr!("The settings could not be read"));
            return;
        };
        let before = entries.len();
        entries.retain(|key, value| is_sane(key, value));
        if entries.len() == before {
            return;
        }
        let text = ron::to_string(&entries).unwrap_or_default();
        match file::write_text(path, &text) {
            Ok(()) => self.notes.push(
                tr!("Some settings were out of every range: standard ones took their place")
                    .to_owned(),
            ),
            Err(error) => {
                log::warn!("{error}");
                self.put_aside(path, tr!("Some settings were out of every range"));
            }
        }
    }

    /// Puts the file aside, so that the program starts as new.
    fn put_aside(&mut self, path: &Path, why: &str) {
        let aside = path.with_file_name(ASIDE);
        match fs::rename(path, &aside) {
            Ok(()) => self.notes.push(tr!(
                "{why}: standard ones are used, the old ones are in {}",
                aside.display()
            )),
            Err(error) => log::warn!("{} cannot be put aside: {error}", path.display()),
        }
    }
}

/// How many starts came to nothing since the last that did not.
fn failed_starts(folder: &Path) -> u32 {
    file::read_text_within(&folder.join(COUNTER), 16)
        .ok()
        .and_then(|text| text.trim().parse().ok())
        .unwrap_or(0)
}

/// Whether the toolkit can stand what is remembered under this key.
fn is_sane(key: &str, value: &str) -> bool {
    match key {
        "window" => ron::from_str::<Window>(value).is_ok_and(|window| window.is_sane()),
        "egui" => numbers(value).all(|(name, number)| match name {
            "zoom_factor" => (0.2..=5.0).contains(&number),
            // Whole numbers without a point are identities.
            _ => number.abs() <= FARTHEST,
        }),
        // Ours: each value is held to its range where it is used.
        _ => true,
    }
}

/// The window as the toolkit remembers it.
#[derive(Debug, Deserialize)]
struct Window {
    normal_geometry: Geometry,
}

#[derive(Debug, Deserialize)]
struct Geometry {
    outer_position_pixels: Option<Pair>,
    scale_factor: f64,
    inner_size_points: Pair,
}

#[derive(Debug, Deserialize)]
struct Pair {
    x: f64,
    y: f64,
}

impl Window {
    fn is_sane(&self) -> bool {
        let Geometry {
            outer_position_pixels,
            scale_factor,
            inner_size_points: size,
        } = &self.normal_geometry;
        let at_hand = |place: &Pair| place.x.abs() <= 1e5 && place.y.abs() <= 1e5;
        let is_size = |side: f64| (50.0..=2e4).contains(&side);
        outer_position_pixels.as_ref().is_none_or(at_hand)
            && (0.2..=20.0).contains(scale_factor)
            && is_size(size.x)
            && is_size(size.y)
    }
}

/// The numbers with a fraction in a text, and what of `zoom_factor` stands there, each with the name
/// before it. Texts within the text are looked through as well.
fn numbers(text: &str) -> impl Iterator<Item = (&str, f64)> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "_+-.".contains(c);
    let mut name = "";
    text.split(move |c| !is_part(c))
        .filter(|word| !word.is_empty())
        .filter_map(move |word| {
            let first = word.trim_start_matches(['-', '+']).chars().next()?;
            let is_number = first.is_ascii_digit() || first == '.';
            let words = ["NaN", "inf", "Inf"];
            let is_none = words.contains(&word.trim_start_matches(['-', '+']));
            if !is_number && !is_none {
                name = word;
                return None;
            }
            let has_fraction = is_none || word.contains(['.', 'e', 'E']);
            let number: f64 = word.parse().ok()?;
            (has_fraction || name == "zoom_factor").then_some((name, number))
        })
}

/// The application, whose first frames end the start.
pub(in crate::app) struct Starting<A> {
    pub(in crate::app) app: A,
    pub(in crate::app) start: Start,
    pub(in crate::app) frames: u32,
}

impl<A: eframe::App> eframe::App for Starting<A> {
    fn logic(&mut self, ctx: &Context, frame: &mut Frame) {
        self.app.logic(ctx, frame);
    }

    fn ui(&mut self, ui: &mut Ui, frame: &mut Frame) {
        self.app.ui(ui, frame);
        if self.frames < FRAMES {
            self.frames += 1;
            // There may be nothing else to draw.
            ui.ctx().request_repaint();
            if self.frames == FRAMES {
                self.start.succeeded();
            }
        }
    }

    fn save(&mut self, storage: &mut dyn Storage) {
        self.app.save(storage);
    }

    fn persist_egui_memory(&self) -> bool {
        self.app.persist_egui_memory()
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        self.app.clear_color(visuals)
    }
}
