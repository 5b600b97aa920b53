//! WinISD's driver files (`.wdr`) and projects: INI, SI units, decimal commas by the locale.

use super::{
    Number, Parameters,
    keys::{self, Row},
};

const ROWS: &[Row] = &[
    ("Fs", Number::Fs, 1.0),
    ("Re", Number::Re, 1.0),
    ("Qms", Number::Qms, 1.0),
    ("Qes", Number::Qes, 1.0),
    ("Qts", Number::Qts, 1.0),
    ("Vas", Number::Vas, 1.0),
    ("Sd", Number::Sd, 1.0),
    ("Mms", Number::Mms, 1.0),
    ("Cms", Number::Cms, 1.0),
    ("Rms", Number::Rms, 1.0),
    ("BL", Number::Bl, 1.0),
    ("Le", Number::Le, 1.0),
    ("Xmax", Number::Xmax, 1.0),
];

/// What it works out of the others, and what is no parameter.
const SILENT: &[&str] = &[
    "DateAdded",
    "DateModified",
    "Vd",
    "Dd",
    "no",
    "EBP",
    "SPL",
    "SPLmax",
    "SPLmaxLF",
    "USPL",
    "numVC",
    "VCCon",
    "Model",
];

pub(super) fn read(text: &str) -> Option<Parameters> {
    let entries = keys::entries(text, Some("Driver"));
    let has = |key: &str| entries.iter().any(|entry| entry.key == key);
    if !(has("Fs") || has("Qts") || has("BL")) {
        return None;
    }
    let mut read = Parameters::new(tr!("a WinISD driver file"));
    let named = |key: &str| {
        let entry = entries.iter().find(|entry| entry.key == key)?;
        (!entry.value.is_empty()).then_some(entry.value)
    };
    let name: Vec<&str> = [named("Brand"), named("Model")]
        .into_iter()
        .flatten()
        .collect();
    read.name = (!name.is_empty()).then(|| name.join(" "));
    read.take(&entries, ROWS, SILENT);
    if let Some(coils) = entries
        .iter()
        .find(|entry| entry.key == "numVC" && !matches!(entry.value, "" | "0" | "1"))
    {
        read.doubt(
            coils.line,
            tr!(
                "the driver has {} voice coils: Re, Bl and Le are those of their wiring in that file",
                coils.value
            ),
        );
    }
    Some(read)
}
