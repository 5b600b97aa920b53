//! Files as people bring them, each read as `tests/field-cases/readings.tsv` says, and told what it says.

use earwright::exchange::{Imported, Quantity, Reading};
use std::{fs, path::PathBuf};

/// Frequencies, and a level, its phase, an impedance and its phase, that most of the files hold.
pub const CURVE: [[f64; 5]; 12] = [
    [20.0, 101.2, 12.4, 21.3, 0.9],
    [31.5, 102.4, 8.1, 21.4, 1.4],
    [63.0, 103.1, 3.2, 21.7, 2.8],
    [125.0, 102.8, -2.6, 22.5, 5.5],
    [250.0, 101.6, -7.9, 24.1, 10.4],
    [500.0, 100.9, -15.3, 28.6, 19.2],
    [1000.0, 100.0, -28.8, 37.9, 31.0],
    [2000.0, 103.7, -61.5, 58.2, 44.1],
    [4000.0, 106.3, -118.2, 96.4, 53.8],
    [8000.0, 98.2, 150.7, 171.8, 59.6],
    [16000.0, 84.5, 44.9, 312.5, 62.2],
    [20000.0, 79.9, -21.6, 371.0, 61.7],
];

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/field-cases")
}

fn read(name: &str) -> Result<Imported, String> {
    let bytes = fs::read(folder().join(name)).unwrap();
    let reading = Reading::of(&bytes, name).map_err(|error| error.to_string())?;
    let taken = reading
        .choose(None)
        .and_then(|choice| reading.take(&choice));
    taken.map_err(|error| error.to_string())
}

fn wrong(row: &str) -> Option<String> {
    let cells: Vec<&str> = row.split('\t').collect();
    let [name, quantity, count, first, last, told, voltage] = cells[..] else {
        panic!("{row}")
    };
    let say = |what: String| Some(format!("{name}: {what}"));
    let read = read(name);
    let (read, said) = match (quantity, read) {
        ("refused", Err(message)) => (None, message),
        ("refused", Ok(read)) => return say(format!("taken: {:?}", read.points)),
        (_, Err(message)) => return say(format!("refused: {message}")),
        (_, Ok(read)) => {
            let said: Vec<&str> = read
                .findings
                .iter()
                .map(|finding| finding.message.as_str())
                .collect();
            let said = said.join("\n");
            (Some(read), said)
        }
    };
    for words in told.split('+').filter(|words| *words != "-") {
        if !said.contains(words) {
            return say(format!("“{words}” is not told: {said}"));
        }
    }
    let read = read?;
    let wanted = if quantity == "level" {
        Quantity::Level
    } else {
        Quantity::Impedance
    };
    if read.quantity != wanted {
        return say(format!("taken as {:?}: {said}", read.quantity));
    }
    if read.points.len().to_string() != count {
        return say(format!("{} points: {said}", read.points.len()));
    }
    if read
        .voltage
        .map_or("-".to_owned(), |voltage| voltage.to_string())
        != voltage
    {
        return say(format!("drive {:?}", read.voltage));
    }
    for (point, wanted) in [
        (&read.points[0], first),
        (&read.points[read.points.len() - 1], last),
    ] {
        let numbers: Vec<Option<f64>> = wanted.split(' ').map(|cell| cell.parse().ok()).collect();
        let near = |a: f64, b: f64| (a - b).abs() <= 1e-3 + 1e-4 * b.abs();
        let phase = match (point.phase_deg, numbers[2]) {
            (Some(a), Some(b)) => near(a, b) || (a - b).abs() < 0.01,
            (a, b) => a.is_none() && b.is_none(),
        };
        if point.f != numbers[0].unwrap() || !near(point.value, numbers[1].unwrap()) || !phase {
            return say(format!("{point:?} where {wanted} is: {said}"));
        }
    }
    // What lies between the ends.
    let (column, offset) = match read.points[0].value {
        v if (v - 101.2).abs() < 1e-3 => (1, 0.0),
        v if (v - 1.2).abs() < 1e-3 => (1, 100.0),
        v if (v - 21.3).abs() < 1e-3 => (3, 0.0),
        _ => return None,
    };
    for (point, row) in read.points.iter().zip(CURVE) {
        let phase = point
            .phase_deg
            .is_none_or(|phase| (phase - row[column + 1]).abs() < 0.01);
        if point.f != row[0] || (point.value + offset - row[column]).abs() > 1e-2 || !phase {
            return say(format!("{point:?} where {row:?} is"));
        }
    }
    None
}

#[test]
fn files_are_read_as_what_they_are_and_doubts_are_told() {
    let rows = fs::read_to_string(folder().join("readings.tsv")).unwrap();
    let rows: Vec<&str> = rows.lines().filter(|row| !row.starts_with('#')).collect();
    let files = fs::read_dir(folder())
        .unwrap()
        .map(|file| file.unwrap().path());
    // Drawings are no curves: `outlines.rs` has those.
    let files = files.filter(|file| file.extension().is_none_or(|ending| ending != "svg"));
    assert_eq!(rows.len(), files.count() - 1, "each file has its row");
    let wrong: Vec<String> = rows.iter().filter_map(|row| wrong(row)).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n\n"));
}
