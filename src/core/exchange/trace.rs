//! The line by which a file that left the program can be traced: program, design, hash.

use crate::design::{Design, file};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// Hexadecimal digits of the hash that are told.
const DIGITS: usize = 12;

/// “Earwright 0.1.0, design “name”, 0123456789ab”: the first digits of the SHA-256 of the program's
/// version and of the design as it is saved.
pub fn line(design: &Design) -> String {
    let version = env!("CARGO_PKG_VERSION");
    format!(
        "Earwright {version}, design “{}”, {}",
        design.name,
        hash(design)
    )
}

/// The same in plain letters and at most `most` bytes: the name gives way.
pub(super) fn short(design: &Design, most: usize) -> String {
    let whole = plain(&line(design));
    let over = whole.len().saturating_sub(most);
    if over == 0 {
        return whole;
    }
    let mut named = design.clone();
    let kept = plain(&design.name).len().saturating_sub(over);
    named.name = plain(&design.name).chars().take(kept).collect();
    let line = plain(&line(&named));
    // The hash is that of the design, not of the shortened name.
    line.replace(&hash(&named), &hash(design))
}

/// One line in plain letters, for formats that know no others.
pub(super) fn plain(text: &str) -> String {
    let letter = |c: char| match c {
        'µ' | 'μ' => 'u',
        '“' | '”' => '"',
        c if c.is_ascii() && !c.is_ascii_control() => c,
        _ => '?',
    };
    text.replace('Ω', "Ohm").chars().map(letter).collect()
}

/// A table with this line as one more heading, nothing below it: what reads tables by their headings
/// leaves it alone.
pub(super) fn beside(table: &str, separator: char, design: &Design) -> String {
    let line = line(design).replace(['"', '\t'], "'");
    let mut out = String::with_capacity(table.len() + line.len() + 8);
    for (n, row) in table.lines().enumerate() {
        out.push_str(row);
        out.push(separator);
        if n == 0 && separator == ',' {
            let _ = write!(out, "\"{line}\"");
        } else if n == 0 {
            out.push_str(&line);
        }
        out.push('\n');
    }
    out
}

/// The hash alone.
pub fn hash(design: &Design) -> String {
    let mut hasher = Sha256::new();
    hasher.update(env!("CARGO_PKG_VERSION"));
    hasher.update([0]);
    hasher.update(file::to_text(design));
    let mut digits = String::new();
    for byte in hasher.finalize() {
        let _ = write!(digits, "{byte:02x}");
    }
    digits.truncate(DIGITS);
    digits
}
