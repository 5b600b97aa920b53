//! A design as text.

use super::{FileError, MIGRATIONS, Migration, Note, locate, migrate::migrate};
use crate::{
    design::{Design, Format, ParameterKey, validate},
    quantity::text::cut,
};
use ron::{Options, error::SpannedError, extensions::Extensions, ser::PrettyConfig};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// How this program reads and writes RON: `kind: Resistor(resistance: "10 Ω")`, `group: 3`.
fn options() -> Options {
    Options::default()
        .with_default_extension(Extensions::UNWRAP_VARIANT_NEWTYPES | Extensions::IMPLICIT_SOME)
}

fn pretty() -> PrettyConfig {
    PrettyConfig::new()
        .new_line("\n")
        .indentor("    ")
        .struct_names(false)
        .depth_limit(5)
}

/// Any value as the program writes RON, ending in a line break.
pub fn ron_to_text<T: Serialize>(value: &T) -> String {
    // Writing to a string can only fail on types that RON has no form for, and these have one.
    // Erased: written out for every field of every type, RON's writer is a megabyte.
    let value: &dyn erased_serde::Serialize = value;
    let text = options().to_string_pretty(value, pretty());
    text.map_or_else(
        |failure| format!("// could not be written: {failure}\n"),
        |text| text + "\n",
    )
}

/// Any value from RON text.
///
/// # Errors
/// When the text is broken, a field is unknown, missing or of the wrong kind; with line, column
/// and the item's name.
pub fn ron_from_text<T: DeserializeOwned>(text: &str) -> Result<T, FileError> {
    options()
        .from_str(text)
        .map_err(|failure| located(text, &failure))
}

/// A design as text: the same design always gives the same bytes.
pub fn to_text(design: &Design) -> String {
    ron_to_text(design)
}

/// A design from text, with what is worth telling about it.
///
/// # Errors
/// When the text is not a design of this or an older format; the message says where and why.
pub fn from_text(text: &str) -> Result<(Design, Vec<Note>), FileError> {
    from_text_with(text, MIGRATIONS)
}

/// Like `from_text`, with these migrations.
///
/// # Errors
/// As `from_text`.
pub fn from_text_with(
    text: &str,
    migrations: &[Migration],
) -> Result<(Design, Vec<Note>), FileError> {
    /// The one field that says how to read the others.
    #[derive(Deserialize)]
    struct Head {
        #[serde(default)]
        format: Option<u32>,
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut notes = Vec::new();
    let head: Head = ron_from_text(text)?;
    let format = head.format.ok_or(FileError::NoFormat)?;
    if format > Format::NUMBER {
        return Err(FileError::Newer {
            format,
            known: Format::NUMBER,
        });
    }
    let text = migrate(text, format, migrations, &mut notes)?;
    let mut design: Design = ron_from_text(&text)?;
    validate::design(&design).map_err(|invalid| placed(&text, &invalid))?;
    validate::repair(&mut design, &mut notes);
    Ok((design, notes))
}

/// Letters of a complaint: what it quotes may be megabytes.
const COMPLAINT: usize = 400;
/// Letters of a name in one.
const OWNER: usize = 120;

/// A reader's complaint with the name of the item it is in.
fn located(text: &str, failure: &SpannedError) -> FileError {
    // The complaint is about what was read last: its start, where the reader gives one.
    let position = failure.span.start;
    let at = locate::offset(text, position.line, position.col);
    FileError::Syntax {
        line: position.line,
        column: position.col,
        owner: locate::owner_at(text, at).map(|name| cut(&name, OWNER).into_owned()),
        message: cut(&failure.code.to_string(), COMPLAINT).into_owned(),
    }
}

/// A complaint about what the text says, with its line.
fn placed(text: &str, invalid: &validate::Invalid) -> FileError {
    let items = locate::items(text);
    let item = items
        .iter()
        .filter(|item| item.list == invalid.list)
        .nth(invalid.index);
    let (start, end) = match item {
        Some(item) => (item.start, item.end),
        None => (
            locate::field(text, 0, text.len(), invalid.list, 0).unwrap_or(0),
            text.len(),
        ),
    };
    let key = invalid.key.as_ref();
    let at = key.and_then(|key| place_of(text, start, end, key));
    let at = at.unwrap_or(start);
    let name = item.and_then(|item| item.name.as_ref());
    FileError::Invalid {
        line: locate::line_of(text, at),
        column: locate::column_of(text, at),
        owner: name.map(|name| cut(name, OWNER).into_owned()),
        message: cut(&invalid.message, COMPLAINT).into_owned(),
    }
}

/// Where a field stands between two bytes: `re`, an element of `outline_mm`, or `section.length` of
/// one of the sections.
fn place_of(text: &str, start: usize, end: usize, key: &ParameterKey) -> Option<usize> {
    let (of, field) = key.key.rsplit_once('.').unwrap_or(("", &key.key));
    let Some(index) = key.index else {
        return locate::field(text, start, end, field, 0);
    };
    let lists: &[&str] = match of {
        "section" => &["sections", "fixture"],
        "insert" => &["inserts", "fixture_inserts"],
        _ => &[field],
    };
    let element = |list: &&str| {
        let at = locate::field(text, start, end, list, 0)?;
        locate::element(text, at, index)
    };
    match lists.iter().find_map(element) {
        Some(at) if of.is_empty() => Some(at),
        Some(at) => locate::field(text, at, end, field, 0).or(Some(at)),
        None => locate::field(text, start, end, field, index),
    }
}
