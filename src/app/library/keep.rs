//! Keeping a driver in the user's own folder.

use super::panel::LibraryPanel;
use crate::{
    app::Earwright,
    design::PartKind,
    library::{FitError, PresetError, user},
};
use std::path::PathBuf;

impl Earwright {
    /// Keeps a driver in the user's folder and shows it in the library; returns where.
    pub(in crate::app) fn save_driver(
        &mut self,
        part: &PartKind,
        name: &str,
        fit: Option<FitError>,
    ) -> Result<PathBuf, PresetError> {
        let folder = self.presets.clone().ok_or(PresetError::NoFolder)?;
        let path = user::save_driver_in(&folder, part, name, fit)?;
        self.library = LibraryPanel::new(&user::read_folder(&folder));
        Ok(path)
    }
}
