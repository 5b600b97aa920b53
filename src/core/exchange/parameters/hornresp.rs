//! Hornresp's record as text (File, Export, Hornresp Data): `Key = value`, in the units of its
//! window: cm², g, mH, m/N, N·s/m.

use super::{
    Number, Parameters,
    keys::{self, Row},
};
use crate::quantity::{Unit, text::rounded};

const ROWS: &[Row] = &[
    ("Sd", Number::Sd, 1e-4),
    ("Bl", Number::Bl, 1.0),
    ("Cms", Number::Cms, 1.0),
    ("Rms", Number::Rms, 1.0),
    ("Le", Number::Le, 1e-3),
    ("Re", Number::Re, 1.0),
    ("Xmax", Number::Xmax, 1e-3),
];

/// Density of air that Hornresp reckons with unless told otherwise, kg/m³.
const DENSITY: f64 = 1.205;

pub(super) fn read(text: &str) -> Option<Parameters> {
    let entries = keys::entries(text, None);
    let has = |key: &str| entries.iter().any(|entry| entry.key == key);
    if !(has("Mmd") && has("Sd") && (has("Ang") || has("Eg") || has("Cms"))) {
        return None;
    }
    let mut read = Parameters::new(tr!("a Hornresp record"));
    // A record describes a horn too: of that nothing is a driver's.
    let driver: Vec<_> = entries
        .iter()
        .copied()
        .filter(|entry| ROWS.iter().any(|(key, ..)| *key == entry.key))
        .collect();
    read.take(&driver, ROWS, &[]);
    let comma = keys::decimal_comma(entries.iter().map(|entry| entry.value));
    let find = |key: &str| {
        let entry = entries.iter().find(|entry| entry.key == key)?;
        Some((entry, keys::number(entry.value, comma)?))
    };
    if let Some((entry, mmd)) = find("Mmd") {
        match read.value(Number::Sd) {
            Some(sd) if mmd > 0.0 => {
                // The air on both faces of a piston in an infinite baffle, 8/3·ρa³ each (Beranek 1954).
                let radius = (sd / std::f64::consts::PI).sqrt();
                let air = 2.0 * 8.0 / 3.0 * DENSITY * radius.powi(3);
                read.put(Number::Mms, 1e-3 * mmd + air, entry.written(), entry.line);
                read.doubt(
                    entry.line,
                    tr!(
                        "Mmd is the moving mass without air: {} of air on both faces of a piston in an infinite baffle were added for Mms",
                        rounded(air, &Unit::MASS, 3)
                    ),
                );
            }
            _ if mmd <= 0.0 => {
                read.leave(entry, tr!("no mass is negative"));
                read.doubt(
                    entry.line,
                    tr!("Mmd is {mmd} g, and no moving mass is: without it there is no Mms"),
                );
            }
            _ => read.leave(
                entry,
                tr!("it is the mass without air, and without Sd none can be added"),
            ),
        }
    }
    if let Some((entry, count)) = find("Nd")
        && count > 1.0
    {
        read.doubt(
            entry.line,
            tr!("the record has {count} drivers: these are the numbers of one"),
        );
    }
    let horn = entries.len() - driver.len();
    if horn > 0 {
        read.note(tr!(
            "the record's other {horn} entries are its horn and source: they were not taken"
        ));
    }
    Some(read)
}
