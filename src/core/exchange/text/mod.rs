//! Curves from text, one stage a file: what else a file may be (`other`), its encoding
//! (`encoding`), its dialect (`dialect`, `judge`), the rows (`complex`, `table`, `sections`), the heads of columns
//! (`heading`, `words`, `meaning`, `columns`), the curves there are (`choice`), and the one
//! that is taken (`convert`, `curve`).
//!
//! Columns are chosen by their heads where there are any, in whatever order. A number is read whole or
//! its row is left out. What is doubtful comes back as findings.

mod candidates;
mod choice;
mod columns;
mod complex;
mod convert;
mod curve;
mod dialect;
mod encoding;
mod error;
mod heading;
mod judge;
mod left_out;
mod lines;
mod lists;
mod meaning;
mod meanings;
mod number;
mod other;
mod pairs;
mod raw;
mod reading;
mod remarks;
mod sections;
mod shape;
mod table;
mod vocabulary;
mod words;

pub use candidates::Candidate;
pub use choice::{Choice, Offer};
pub use columns::Column;
pub use dialect::{Dialect, Separator, Thousands};
pub use error::ImportError;
pub use meaning::{Angle, Meaning, Part, Reference, Value};
pub(super) use reading::listed;
pub use reading::{Imported, Reading};

/// Bytes as text, whatever they are written in; none where they are no text.
pub(super) fn decoded(bytes: &[u8]) -> Option<std::borrow::Cow<'_, str>> {
    encoding::decode(bytes).map(|decoded| decoded.text)
}

/// Reads a curve and examines it: the one that is taken where nobody chooses.
///
/// # Errors
/// When the text holds no curve.
pub fn import_response(text: &str) -> Result<Imported, ImportError> {
    let reading = Reading::of(text.as_bytes(), "")?;
    reading.take(&reading.choose(None)?)
}
