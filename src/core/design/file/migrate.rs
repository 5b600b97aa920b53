//! Bringing files of older formats up to the present one.

use super::{FileError, Note};
use crate::design::Format;

/// One step from a format to the next, made on the text.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// The format it leads on from.
    pub from: u32,
    /// What changes, in a sentence for the user.
    pub what: &'static str,
    /// The text in the next format, with that format's number in it.
    pub change: fn(&str) -> String,
}

/// Every migration there is, in order. Format 1 is the first one.
pub const MIGRATIONS: &[Migration] = &[];

/// The text in the present format.
pub(super) fn migrate(
    text: &str,
    mut format: u32,
    migrations: &[Migration],
    notes: &mut Vec<Note>,
) -> Result<String, FileError> {
    let mut text = text.to_owned();
    while format < Format::NUMBER {
        let step = migrations
            .iter()
            .find(|step| step.from == format)
            .ok_or(FileError::UnknownFormat { format })?;
        text = (step.change)(&text);
        notes.push(Note {
            message: tr!(
                "opened from format {format}, now format {}: {}",
                format + 1,
                step.what
            ),
        });
        format += 1;
    }
    Ok(text)
}
