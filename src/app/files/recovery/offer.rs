//! Work that was left behind, as it is offered: when, of which file, and what would be gained.

use super::{
    copy::{self, Origin},
    seat::COPY,
};
use crate::design::{Design, difference::differences, file};
use std::{
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

/// Work that was left behind.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// The copy.
    pub path: PathBuf,
    /// When it was written, in words.
    pub when: String,
    /// What it is of.
    pub origin: Origin,
    /// What is in it.
    pub content: Content,
}

/// What is in a copy.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// A design.
    Work {
        /// It.
        design: Box<Design>,
        /// What it has that its file has not, a sentence each.
        gain: Vec<String>,
    },
    /// Nothing that can be read; why, in a sentence.
    Unreadable(String),
}

/// The copies in a folder, the latest first.
pub(super) fn copies_in(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut copies: Vec<(SystemTime, PathBuf)> = entries
        .flatten()
        .filter_map(|entry| {
            let path = entry.path();
            let metadata = entry.metadata().ok()?;
            let is_copy = metadata.is_file() && path.extension()? == COPY;
            is_copy.then_some((metadata.modified().ok()?, path))
        })
        .collect();
    copies.sort();
    copies.into_iter().rev().map(|(_, path)| path).collect()
}

impl Offer {
    /// What a copy offers; nothing where its file has all of it, or where it is gone.
    pub(super) fn of(path: &Path) -> Option<Self> {
        let bytes = match file::read(path) {
            Ok(bytes) => bytes,
            Err(file::FileError::Missing { .. }) => return None,
            Err(error) => return Some(Self::unreadable(path, Origin::default(), &error)),
        };
        let origin = copy::origin(&bytes);
        let design = match file::from_bytes(path, bytes) {
            Ok((design, _)) => design,
            Err(error) => return Some(Self::unreadable(path, origin, &error)),
        };
        let gain = match &origin.path {
            None => vec![tr!(
                "It was never saved: {} parts, {} links.",
                design.parts.len(),
                design.links.len()
            )],
            Some(of) => gain(of, &design, path)?,
        };
        Some(Self {
            path: path.to_owned(),
            when: ago(path),
            origin,
            content: Content::Work {
                design: Box::new(design),
                gain,
            },
        })
    }

    fn unreadable(path: &Path, origin: Origin, error: &file::FileError) -> Self {
        Self {
            path: path.to_owned(),
            when: ago(path),
            origin,
            content: Content::Unreadable(error.to_string()),
        }
    }
}

/// What a design has that the file it belongs to has not; nothing where that is nothing.
fn gain(of: &Path, design: &Design, copy: &Path) -> Option<Vec<String>> {
    let saved = match file::load(of) {
        Ok((saved, _)) => saved,
        Err(file::FileError::Missing { .. }) => {
            return Some(vec![tr!("Its file is gone.").to_owned()]);
        }
        Err(error) => return Some(vec![tr!("Its file cannot be opened: {error}")]),
    };
    if saved == *design {
        return None;
    }
    let mut lines = vec![tr!("Not in its file:").to_owned()];
    lines.extend(differences(&saved, design));
    if written(of) > written(copy) {
        lines.push(tr!("The file was written after this copy.").to_owned());
    }
    Some(lines)
}

fn written(path: &Path) -> Option<SystemTime> {
    std::fs::metadata(path).ok()?.modified().ok()
}

/// How long ago a file was written, in words: “3 minutes ago”.
pub fn ago(path: &Path) -> String {
    let age = written(path).and_then(|at| at.elapsed().ok());
    words(age.unwrap_or(Duration::ZERO))
}

fn words(age: Duration) -> String {
    let seconds = age.as_secs();
    match seconds {
        0..60 => tr!("less than a minute ago").to_owned(),
        60..120 => tr!("1 minute ago").to_owned(),
        120..3600 => tr!("{} minutes ago", seconds / 60),
        3600..7200 => tr!("1 hour ago").to_owned(),
        7200..86_400 => tr!("{} hours ago", seconds / 3600),
        86_400..172_800 => tr!("1 day ago").to_owned(),
        _ => tr!("{} days ago", seconds / 86_400),
    }
}
