//! Settings: what the window remembers between runs. Nothing here belongs to a design.

use crate::{
    app::{
        guide::Bookmark, panels::arrangement::PanelSizes, plots::PlotsLayout, theme::ThemeChoice,
    },
    words::Language,
};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// Everything remembered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Settings {
    /// The language of the window; absent until one is chosen: the system's.
    #[serde(with = "tag")]
    pub language: Option<Language>,
    /// Dark or light.
    pub theme: ThemeChoice,
    /// Size of text and everything with it; 1 is its own size.
    pub text_size: f32,
    /// Whether the library is shown.
    pub library_shown: bool,
    /// Whether inspector and problems are shown.
    pub inspector_shown: bool,
    /// Whether the plots are shown.
    pub plots_shown: bool,
    /// Whether the plots stand beside the canvas instead of below it.
    pub plots_beside: bool,
    /// Sizes of the panels the user chose.
    pub panels: PanelSizes,
    /// How the plots are laid out.
    pub plots: PlotsLayout,
    /// The table that says what parts cost.
    pub prices: Option<PathBuf>,
    /// Whether the start page is shown at a start without a file.
    pub start_page: bool,
    /// How far a guided design is; absent where none was begun or it was ended.
    pub guide: Option<Bookmark>,
    /// Files opened or saved last, latest first.
    pub recent: Vec<PathBuf>,
}

/// How many recent files are kept.
const RECENT: usize = 10;

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: None,
            theme: ThemeChoice::Dark,
            text_size: 1.0,
            library_shown: true,
            inspector_shown: true,
            plots_shown: true,
            plots_beside: false,
            panels: PanelSizes::default(),
            plots: PlotsLayout::default(),
            prices: None,
            start_page: true,
            guide: None,
            recent: Vec::new(),
        }
    }
}

impl Settings {
    /// Reads them from the program's storage; anything unreadable gives the defaults.
    pub fn load(storage: Option<&dyn eframe::Storage>) -> Self {
        storage
            .and_then(|storage| eframe::get_value(storage, eframe::APP_KEY))
            .unwrap_or_default()
    }

    /// Writes them to the program's storage.
    pub fn save(&self, storage: &mut dyn eframe::Storage) {
        eframe::set_value(storage, eframe::APP_KEY, self);
    }

    /// Size of text in steps of a tenth, within what can be read and fits.
    pub fn text_scale(&self) -> f32 {
        let size = (10.0 * self.text_size).round() / 10.0;
        if size.is_finite() {
            size.clamp(0.7, 2.0)
        } else {
            1.0
        }
    }

    /// Puts a file at the head of the recent ones, by a path that holds from any folder.
    pub fn remember(&mut self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.forget(&path);
        self.recent.insert(0, path);
        self.recent.truncate(RECENT);
    }

    /// Takes a file that is gone out of the recent ones.
    pub fn forget(&mut self, path: &Path) {
        self.recent.retain(|known| known != path);
    }
}

/// A language by its tag. One that is not known, of a newer version, is none.
mod tag {
    use crate::words::Language;
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    #[allow(
        clippy::ref_option,
        clippy::trivially_copy_pass_by_ref,
        reason = "as serde asks for it"
    )]
    pub(super) fn serialize<S: Serializer>(
        language: &Option<Language>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        language.map(Language::tag).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Language>, D::Error> {
        let tag = Option::<String>::deserialize(deserializer)?;
        Ok(tag.as_deref().and_then(Language::from_tag))
    }
}
