//! Distortion as CSV.

use super::curves_csv::number;
use crate::analysis::distortion::{Distortion, Greatest, HARMONICS, Heard, Intermodulation, Rise};
use std::fmt::Write as _;

/// Decimals of Hz, V and dB.
const DECIMALS: usize = 6;
/// Decimals of percent.
const PERCENT_DECIMALS: usize = 6;

/// A header and one row a frequency: `f_hz`, the fundamental `h1_db` and the harmonics `h2_db` to
/// `h5_db` (dB SPL), `thd_percent` of the whole sound, `compression_db`, and `reached`: how far a
/// driver moves over how far it is known. Cells are empty where no steady sound was found.
pub fn over_frequency(found: &Distortion) -> String {
    table("f_hz", &found.f, &found.heard)
}

/// The same over the drive at one frequency: `drive_v` comes first.
pub fn over_level(rise: &Rise) -> String {
    table("drive_v", &rise.drives, &rise.heard)
}

fn table(first: &str, at: &[f64], heard: &[Option<Heard>]) -> String {
    let mut columns = vec![first.to_owned(), "h1_db".to_owned()];
    columns.extend((2..2 + HARMONICS).map(|n| format!("h{n}_db")));
    columns.extend(["thd_percent", "compression_db", "reached"].map(ToOwned::to_owned));
    let mut text = columns.join(",");
    text.push('\n');
    for (at, heard) in at.iter().zip(heard) {
        text.push_str(&number(*at, DECIMALS));
        let cells = match heard {
            Some(heard) => cells(heard),
            None => vec![String::new(); columns.len() - 1],
        };
        for cell in cells {
            text.push(',');
            text.push_str(&cell);
        }
        text.push('\n');
    }
    text
}

fn cells(heard: &Heard) -> Vec<String> {
    let mut cells = vec![number(heard.fundamental_db, DECIMALS)];
    cells.extend(heard.harmonics_db.map(|level| number(level, DECIMALS)));
    cells.push(number(100.0 * heard.thd, PERCENT_DECIMALS));
    cells.push(number(heard.compression_db, DECIMALS));
    cells.push(number(heard.reached, DECIMALS));
    cells
}

/// A header and one row a frequency: for each allowed distortion the greatest level of the fundamental,
/// dB SPL, and the drive that makes it, V rms. Cells are empty where so much is not reached.
pub fn greatest(all: &[Greatest]) -> String {
    let mut text = "f_hz".to_owned();
    for curve in all {
        let percent = 100.0 * curve.thd;
        let _ = write!(text, ",max_spl_db:{percent} %,drive_v:{percent} %");
    }
    text.push('\n');
    let f = all.first().map_or(&[][..], |curve| &curve.f);
    for (row, f) in f.iter().enumerate() {
        text.push_str(&number(*f, DECIMALS));
        for curve in all {
            let found = curve.at.get(row).copied().flatten();
            for value in found.map_or([f64::NAN; 2], |(level, drive)| [level, drive]) {
                text.push(',');
                text.push_str(&number(value, DECIMALS));
            }
        }
        text.push('\n');
    }
    text
}

/// A header and one row a product of two tones, loudest first: how often each tone turns in it, its
/// frequency, Hz, and its level, dB SPL.
pub fn products(found: &Intermodulation) -> String {
    let mut text = "first,second,f_hz,spl_db\n".to_owned();
    for product in &found.products {
        let [first, second] = product.turns;
        let (f, level) = (
            number(product.f, DECIMALS),
            number(product.level_db, DECIMALS),
        );
        let _ = writeln!(text, "{first},{second},{f},{level}");
    }
    text
}
