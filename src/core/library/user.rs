//! The user's own drivers: files of the same format in the configuration folder.

use super::{
    driver::{DriverPreset, FitError},
    read::PresetError,
};
use crate::design::{PartKind, file};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// Largest preset that is read, bytes: those with measured curves have some ten thousand.
const LARGEST: u64 = 1 << 20;
/// Files of a folder that are read.
const MOST_FILES: usize = 2000;
/// Files that are told one by one when they cannot be read.
const TOLD: usize = 8;

/// What the user's folder holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct UserLibrary {
    /// The drivers, by file name.
    pub drivers: Vec<DriverPreset>,
    /// One sentence for each file that could not be read.
    pub messages: Vec<String>,
}

/// The folder of the user's presets, `earwright/presets` in the system's configuration folder.
pub fn folder() -> Option<PathBuf> {
    Some(dirs::config_dir()?.join("earwright").join("presets"))
}

/// Reads the user's folder. A missing folder is an empty library; a broken file is a message.
pub fn user_library() -> UserLibrary {
    folder().map_or_else(UserLibrary::default, |folder| read_folder(&folder))
}

/// Reads the drivers in `presets/drivers`.
pub fn read_folder(presets: &Path) -> UserLibrary {
    let mut found = UserLibrary::default();
    let folder = presets.join("drivers");
    let mut paths = match fs::read_dir(&folder) {
        Ok(entries) => entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|extension| extension == "ron"))
            .collect::<Vec<_>>(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return found,
        Err(error) => {
            let path = folder;
            found
                .messages
                .push(PresetError::System { path, error }.to_string());
            return found;
        }
    };
    paths.sort();
    let mut unread = paths.len().saturating_sub(MOST_FILES);
    let mut first_unread = paths.get(MOST_FILES).cloned();
    for path in paths.into_iter().take(MOST_FILES) {
        match read_driver(&path) {
            Ok(preset) => found.drivers.push(preset),
            Err(error) if found.messages.len() < TOLD => found.messages.push(error.to_string()),
            Err(_) => {
                unread += 1;
                first_unread.get_or_insert(path);
            }
        }
    }
    if let Some(first) = first_unread {
        found.messages.push(tr!(
            "{unread} more files of {} were left out, {} among them",
            folder.display(),
            first.file_name().unwrap_or_default().to_string_lossy()
        ));
    }
    found
}

/// Reads one driver: a regular file of ordinary size, for a pipe or a device would keep the start
/// waiting.
fn read_driver(path: &Path) -> Result<DriverPreset, PresetError> {
    let text = file::read_text_within(path, LARGEST).map_err(PresetError::File)?;
    DriverPreset::from_text(&path.display().to_string(), &text)
}

/// Keeps a driver in the user's library under its preset name; returns where. A driver of the same
/// name is replaced.
///
/// # Errors
/// When the part is no driver, or the file cannot be written.
pub fn save_user_driver(part: &PartKind, name: &str) -> Result<PathBuf, PresetError> {
    let folder = folder().ok_or(PresetError::NoFolder)?;
    save_driver_in(&folder, part, name, None)
}

/// Keeps a driver in `presets/drivers`, named `name`, with what its fit left where it is fitted.
///
/// # Errors
/// As [`save_user_driver`].
pub fn save_driver_in(
    presets: &Path,
    part: &PartKind,
    name: &str,
    fit: Option<FitError>,
) -> Result<PathBuf, PresetError> {
    let origin = part
        .origin()
        .ok_or_else(|| PresetError::NotADriver(name.to_owned()))?;
    let mut provenance = origin.provenance.clone();
    if !origin.modified.is_empty() {
        provenance = format!(
            "{} with {} changed by hand. {provenance}",
            origin.preset,
            origin.modified.join(", ")
        );
    }
    if provenance.trim().is_empty() {
        "Entered by hand".clone_into(&mut provenance);
    }
    let mut part = part.clone();
    if let Some(origin) = part.origin_mut() {
        name.trim().clone_into(&mut origin.preset);
        origin.provenance = provenance;
        origin.modified.clear();
    }
    let preset = DriverPreset {
        summary: "From my library".to_owned(),
        sealed_level: None,
        fit,
        part,
    };
    let folder = presets.join("drivers");
    let path = folder.join(format!("{}.ron", file_stem(name)));
    fs::create_dir_all(&folder).map_err(|error| PresetError::System {
        path: folder.clone(),
        error,
    })?;
    file::write_text(&path, &preset.to_text())?;
    Ok(path)
}

/// A file name made of a preset's name: letters, digits and hyphens.
fn file_stem(name: &str) -> String {
    let mut stem = String::new();
    for character in name.chars() {
        if character.is_alphanumeric() {
            stem.extend(character.to_lowercase());
        } else if !stem.ends_with('-') && !stem.is_empty() {
            stem.push('-');
        }
    }
    let stem = stem.trim_end_matches('-');
    if stem.is_empty() { "driver" } else { stem }.to_owned()
}
