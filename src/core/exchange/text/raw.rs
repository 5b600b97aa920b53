//! Raw files of circuit simulators: ngspice's, ascii and binary, and LTspice's of `.ac`.
//!
//! A header in lines (in LTspice in UTF-16), then either text or little-endian doubles, two to a value
//! where it is complex. Voltages become levels re 1 V with their phase; in a netlist of this program's
//! 1 V stands for 1 Pa at the drum.

use super::{
    columns::Column,
    error::ImportError,
    meaning::{Angle, Meaning, Reference, Value},
    reading::Reading,
};
use crate::{design::Severity, exchange::Finding};
use encoding_rs::UTF_16LE;
use memchr::memmem;
use num_complex::Complex64;
use std::sync::Arc;

/// The node that is the sound pressure at the drum in this program's netlists, and the pressure that
/// levels are relative to, Pa.
const DRUM: &str = "v(drum)";
const REFERENCE: f64 = 20e-6;
/// Bytes that are looked through for the end of a header.
const HEAD: usize = 1 << 20;

/// What a header says.
struct Header {
    /// Whether it is a netlist of this program's that was solved.
    ours: bool,
    complex: bool,
    points: usize,
    /// Names and kinds.
    variables: Vec<(String, String)>,
}

/// The table of a raw file; none where these bytes are something else.
pub(super) fn read(bytes: &[u8]) -> Option<Result<Reading, ImportError>> {
    let narrow = bytes.starts_with(b"Title:");
    let wide = bytes.starts_with(b"T\0i\0t\0l\0e\0:\0");
    if !narrow && !wide {
        return None;
    }
    let head = bytes.get(..bytes.len().min(HEAD))?;
    let marks: [(&str, bool); 2] = [("Binary:", true), ("Values:", false)];
    let (at, mark, binary) = marks.into_iter().find_map(|(mark, binary)| {
        let mut wanted = Vec::new();
        for byte in mark.bytes().chain(*b"\n") {
            wanted.push(byte);
            wanted.extend(wide.then_some(0));
        }
        // A carriage return may stand before the line's end.
        let exact = memmem::find(head, &wanted).map(|at| (at, wanted.len()));
        let (at, length) = exact.or_else(|| {
            let plain = mark.as_bytes();
            let at = memmem::find(head, plain).filter(|_| narrow)?;
            Some((at, plain.len() + 2))
        })?;
        Some((at, at + length, binary))
    })?;
    let head = head.get(..at)?;
    let header = if wide {
        header(&UTF_16LE.decode_without_bom_handling(head).0)
    } else {
        header(&String::from_utf8_lossy(head))
    }?;
    if !header
        .variables
        .first()?
        .0
        .eq_ignore_ascii_case("frequency")
    {
        return Some(Err(ImportError::OverTime));
    }
    let body = bytes.get(mark..).unwrap_or_default();
    let rows = if binary {
        of_doubles(body, &header)
    } else {
        of_text(&String::from_utf8_lossy(body), &header)
    };
    Some(reading(&header, &rows))
}

fn header(text: &str) -> Option<Header> {
    let value = |key: &str| {
        let mut lines = text.lines();
        lines.find_map(|line| line.strip_prefix(key)).map(str::trim)
    };
    let count: usize = value("No. Variables:")?.parse().ok()?;
    let after = text
        .split_once("Variables:\n")
        .or_else(|| text.split_once("Variables:\r\n"));
    let list = text.rsplit_once("\nVariables:").or(after)?.1;
    let variables: Vec<(String, String)> = list
        .lines()
        .filter_map(|line| {
            let mut cells = line.split_whitespace();
            cells.next()?.parse::<usize>().ok()?;
            Some((cells.next()?.to_owned(), cells.next()?.to_lowercase()))
        })
        .take(count)
        .collect();
    if variables.len() != count {
        return None;
    }
    Some(Header {
        // ngspice writes titles in small letters.
        ours: value("Title:").is_some_and(|title| {
            let title = title.trim_start_matches("* ").to_lowercase();
            title.starts_with("earwright ")
        }),
        complex: value("Flags:")?.to_lowercase().contains("complex"),
        points: value("No. Points:")?.parse().ok()?,
        variables,
    })
}

/// Rows of doubles: as many as there are whole.
fn of_doubles(body: &[u8], header: &Header) -> Vec<Vec<Complex64>> {
    let double = |bytes: &[u8]| bytes.try_into().map_or(f64::NAN, f64::from_le_bytes);
    let size = if header.complex { 16 } else { 8 };
    let row = |row: &[u8]| {
        let values = row.chunks_exact(size);
        values
            .map(|value| match value.split_at_checked(8) {
                Some((re, im)) if header.complex => Complex64::new(double(re), double(im)),
                _ => Complex64::new(double(value), 0.0),
            })
            .collect()
    };
    let rows = body.chunks_exact(size * header.variables.len());
    rows.take(header.points).map(row).collect()
}

/// Rows of text: the row's number, then a value a variable, `re,im` where it is complex.
fn of_text(body: &str, header: &Header) -> Vec<Vec<Complex64>> {
    let number = |cell: &str| cell.parse().unwrap_or(f64::NAN);
    let value = |cell: &str| match cell.split_once(',') {
        Some((re, im)) => Complex64::new(number(re), number(im)),
        None => Complex64::new(number(cell), 0.0),
    };
    let cells: Vec<&str> = body.split_whitespace().collect();
    let rows = cells.chunks_exact(header.variables.len() + 1);
    rows.take(header.points)
        .map(|row| row.iter().skip(1).map(|cell| value(cell)).collect())
        .collect()
}

fn reading(header: &Header, rows: &[Vec<Complex64>]) -> Result<Reading, ImportError> {
    if rows.len() < 2 {
        return Err(ImportError::TooFew { points: rows.len() });
    }
    let column = |head: &str, meaning, of: &dyn Fn(Complex64) -> f64, at: usize| Column {
        head: head.to_owned(),
        meaning,
        values: Arc::new(
            rows.iter()
                .map(|row| row.get(at).map_or(f64::NAN, |value| of(*value)))
                .collect(),
        ),
    };
    // The imaginary part of the frequency may be anything.
    let mut columns = vec![column("frequency", Meaning::Frequency(1.0), &|f| f.re, 0)];
    let is_drum = |name: &str| header.ours && name.eq_ignore_ascii_case(DRUM);
    // The drum comes first: it is what is taken unless something else is wanted.
    let numbered = || header.variables.iter().enumerate().skip(1);
    let drum = numbered().filter(|(_, (name, _))| is_drum(name));
    let others = numbered().filter(|(_, (name, _))| !is_drum(name));
    for (at, (name, kind)) in drum.chain(others) {
        let pressure = is_drum(name);
        let reference = if pressure { REFERENCE } else { 1.0 };
        let level = move |value: Complex64| {
            let level = 20.0 * (value.norm() / reference).log10();
            if level.is_finite() { level } else { f64::NAN }
        };
        let meaning = match () {
            () if pressure => Meaning::Value(Value::Level(Reference::Usual)),
            () if kind == "voltage" => Meaning::Value(Value::Level(Reference::Voltage)),
            () => Meaning::Other,
        };
        columns.push(column(name, meaning, &level, at));
        if header.complex {
            let meaning = match meaning {
                Meaning::Other => Meaning::Other,
                _ => Meaning::Phase(Angle::Degrees),
            };
            columns.push(column(name, meaning, &|value| value.arg().to_degrees(), at));
        }
    }
    let mut findings = vec![Finding::new(
        Severity::Note,
        tr!("this is a raw file of a circuit simulator: voltages were read as levels re 1 V with their phase").to_owned(),
    )];
    if header.ours {
        findings.push(Finding::new(
            Severity::Note,
            tr!("it is of a netlist of this program's: v(drum) is the sound pressure at the drum, 1 V for 1 Pa").to_owned(),
        ));
    }
    if rows.len() < header.points {
        findings.push(Finding::new(
            Severity::Warning,
            tr!(
                "the file was cut off: {} of {} points are there",
                rows.len(),
                header.points
            ),
        ));
    }
    Ok(Reading::of_columns(columns, rows.len(), findings))
}
