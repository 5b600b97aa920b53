//! What an export is when it is made: files, what is in doubt about them, or why there are none.

use crate::picture::png::ImageError;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// What an export is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// What is put behind the file's name, and what is in it. Most exports are one file with nothing
    /// behind its name.
    pub files: Vec<(String, Vec<u8>)>,
    /// What is in doubt about it, for people: a sentence each.
    pub remarks: Vec<String>,
}

impl From<Vec<u8>> for Product {
    fn from(bytes: Vec<u8>) -> Self {
        Self {
            files: vec![(String::new(), bytes)],
            remarks: Vec::new(),
        }
    }
}

impl From<String> for Product {
    fn from(text: String) -> Self {
        text.into_bytes().into()
    }
}

impl Product {
    /// Its files, where the user named one: “a.txt” is “a L.txt” and “a R.txt” where there are two.
    pub fn files_at(&self, path: &Path) -> Vec<(PathBuf, &[u8])> {
        // A name that has one of the ends already is not given two.
        let stem = path.file_stem().map(|stem| stem.to_string_lossy());
        let ended = stem.as_deref().and_then(|stem| {
            let mut ends = self.files.iter().map(|file| file.0.as_str());
            let end = ends.find(|end| !end.is_empty() && stem.ends_with(end))?;
            stem.strip_suffix(end)
        });
        let path = ended.map_or_else(|| path.to_owned(), |stem| with_stem(path, stem));
        let files = self.files.iter();
        files
            .map(|(behind, bytes)| (named(&path, behind), bytes.as_slice()))
            .collect()
    }
}

fn named(path: &Path, behind: &str) -> PathBuf {
    match path.file_stem() {
        Some(stem) if !behind.is_empty() => {
            with_stem(path, &format!("{}{behind}", stem.to_string_lossy()))
        }
        _ => path.to_owned(),
    }
}

fn with_stem(path: &Path, stem: &str) -> PathBuf {
    let name = match path.extension() {
        Some(ending) => format!("{stem}.{}", ending.to_string_lossy()),
        None => stem.to_owned(),
    };
    path.with_file_name(name)
}

/// Why there is nothing to export.
#[derive(Debug, Error)]
pub enum ExportError {
    /// The design has no such curve, or no plot was chosen.
    #[error("{}", tr!("there is no such curve in this design"))]
    NoCurve,
    /// The design has not what the export is made of.
    #[error("{}", tr!("this design has no {}", crate::words::text(_0)))]
    Lacks(&'static str),
    /// No sound could be written.
    #[error("{}", tr!("the sound could not be written: {}", _0))]
    Sound(String),
    /// No image could be made.
    #[error(transparent)]
    Image(#[from] ImageError),
}
