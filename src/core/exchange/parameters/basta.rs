//! Basta!'s driver elements (`.bastaelement`): INI, SI units, some keys in small letters.

use super::{
    Number, Parameters,
    keys::{self, Entry, Row},
};

const ROWS: &[Row] = &[
    ("fs", Number::Fs, 1.0),
    ("Fs", Number::Fs, 1.0),
    ("Re", Number::Re, 1.0),
    ("Qms", Number::Qms, 1.0),
    ("Qes", Number::Qes, 1.0),
    ("Qts", Number::Qts, 1.0),
    ("Vas", Number::Vas, 1.0),
    ("ss", Number::Sd, 1.0),
    ("mms", Number::Mms, 1.0),
    ("cms", Number::Cms, 1.0),
    ("Rms", Number::Rms, 1.0),
    ("bl", Number::Bl, 1.0),
    ("Le", Number::Le, 1.0),
];

/// The section that says how its figures are drawn.
const FIGURES: &str = "[fgprio]";

pub(super) fn read(text: &str) -> Option<Parameters> {
    let element = text.split(FIGURES).next().unwrap_or_default();
    let entries: Vec<Entry<'_>> = keys::entries(element, None);
    let has = |key: &str| entries.iter().any(|entry| entry.key == key);
    if !(has("ss") && has("cms") && has("mms")) {
        return None;
    }
    let mut read = Parameters::new(tr!("a Basta! driver"));
    let name = entries
        .iter()
        .find(|entry| matches!(entry.key, "name" | "Name"));
    read.name = name.map(|entry| entry.value.to_owned());
    read.take(&entries, ROWS, &[]);
    Some(read)
}
