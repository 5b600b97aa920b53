//! Reading a measurement of a megabyte against the `csv` crate reading the same file into floats, by
//! turns.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    unreachable_pub,
    reason = "a benchmark prints, and stops at the first surprise"
)]

#[path = "solve/timing.rs"]
mod timing;

use earwright::exchange::Reading;
use std::fmt::Write as _;
use timing::{figure, median, time};

/// Rows of the text.
const ROWS: usize = 30_000;
/// Turns.
const TURNS: usize = 41;

fn main() {
    let mut text = String::from("Frequency (Hz),SPL (dB),Phase (deg)\n");
    for n in 0..ROWS {
        let x = n as f64 / ROWS as f64;
        let _ = writeln!(
            text,
            "{:.6},{:.6},{:.7}",
            20.0 * 1000_f64.powf(x),
            95.0 + 8.0 * (30.0 * x).sin(),
            170.0 * (40.0 * x).cos()
        );
    }
    println!("{} bytes, {ROWS} rows", text.len());
    let ours = || {
        let reading = Reading::of(text.as_bytes(), "sweep.csv").unwrap();
        let read = reading.take(&reading.choose(None).unwrap()).unwrap();
        assert_eq!(read.points.len(), ROWS);
        read.points.len()
    };
    let theirs = || {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let mut record = csv::StringRecord::new();
        let mut columns: [Vec<f64>; 3] = Default::default();
        while reader.read_record(&mut record).unwrap() {
            for (column, cell) in columns.iter_mut().zip(&record) {
                column.push(cell.parse().unwrap());
            }
        }
        columns[0].len()
    };
    let (mut a, mut b) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        a.push(time(ours));
        b.push(time(theirs));
    }
    let (a, b) = (median(a), median(b));
    println!("import: {:.2} ms, csv: {:.2} ms", 1e3 * a, 1e3 * b);
    figure("import.ratio", a / b, "at most 3");

    // What cannot be read at all must not take long either.
    let bad: String = (0..100_000).map(|n| format!("{n}x;7?{n}\n")).collect();
    let refused = time(|| assert!(Reading::of(bad.as_bytes(), "bad.txt").is_err()));
    println!("import.unreadable: {:.1} ms (at most 100)", 1e3 * refused);
    let half: String = (0..100_000)
        .map(|n| format!("{n};7{}\n", if n < 50 { "" } else { "?" }))
        .collect();
    let refused = time(|| Reading::of(half.as_bytes(), "half.txt").is_ok());
    println!(
        "import.mostly_unreadable: {:.1} ms (at most 100)",
        1e3 * refused
    );
}
