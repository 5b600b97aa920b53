//! Tables in the shapes that programs and people give them: titles over heads, counts beside rows, tables
//! below tables, complex values. Each is read right, or refused, or its doubt told.

use super::field_cases::CURVE;
use earwright::exchange::{ImportError, Imported, Quantity, Reading};

/// A column of the curve, or something beside it, in cells.
fn column(of: impl Fn(&[f64; 5]) -> String) -> Vec<String> {
    CURVE.iter().map(of).collect()
}

fn frequencies() -> Vec<String> {
    column(|row| row[0].to_string())
}

fn level() -> [Vec<String>; 2] {
    [
        column(|row| row[1].to_string()),
        column(|row| row[2].to_string()),
    ]
}

fn impedance() -> [Vec<String>; 2] {
    [
        column(|row| row[3].to_string()),
        column(|row| row[4].to_string()),
    ]
}

/// Heads, and rows with a separator.
fn table(heads: &str, columns: &[Vec<String>], separator: &str) -> String {
    let mut text = format!("{heads}\n");
    for row in 0..CURVE.len() {
        let cells: Vec<&str> = columns.iter().map(|column| &*column[row]).collect();
        text += &(cells.join(separator) + "\n");
    }
    text
}

fn read(name: &str, text: &[u8], wanted: Option<Quantity>) -> Result<Imported, ImportError> {
    let reading = Reading::of(text, name)?;
    reading.take(&reading.choose(wanted)?)
}

/// What is wrong with a text that holds the curve: its level or impedance, with the phase or without.
fn wrong(name: &str, text: &[u8], quantity: Quantity, phase: bool, told: &str) -> Option<String> {
    let shown = String::from_utf8_lossy(&text[..text.len().min(90)]).into_owned();
    let say = |what: String| Some(format!("{name} {shown:?}: {what}"));
    let read = match read(name, text, Some(quantity)) {
        Ok(read) => read,
        Err(error) => return say(error.to_string()),
    };
    let said: Vec<&str> = read.findings.iter().map(|found| &*found.message).collect();
    let said = said.join("\n");
    let at = if quantity == Quantity::Level { 1 } else { 3 };
    let near = |a: f64, b: f64| (a - b).abs() < 2e-3 * b.abs().max(1.0);
    let same = read.points.len() == CURVE.len()
        && read.points.iter().zip(CURVE).all(|(point, row)| {
            let angle = match point.phase_deg {
                Some(angle) => phase && near(angle, row[at + 1]),
                None => !phase,
            };
            near(point.f, row[0]) && near(point.value, row[at]) && angle
        });
    if read.quantity != quantity || !same {
        return say(format!("{:?} {:?}\n{said}", read.quantity, read.points));
    }
    if !said.contains(told) {
        return say(format!("“{told}” is not told: {said}"));
    }
    None
}

#[test]
fn numbers_lines_and_letters_may_be_written_otherwise() {
    use Quantity::{Impedance, Level};
    let [spl, phase] = level();
    let [size, _] = impedance();
    let head = "Frequency\tSPL";
    let plain = table(head, &[frequencies(), spl.clone()], "\t");
    let row_marked = plain.replacen('\n', "\n\u{feff}", 1);
    let padded = [plain.as_bytes(), &[0; 512]].concat();
    let wide: Vec<u8> = "\u{feff}"
        .chars()
        .chain(plain.chars())
        .flat_map(|c| u32::from(c).to_le_bytes())
        .collect();
    let unit = column(|row| if row[0] < 1000.0 { "Hz" } else { "kHz" }.to_owned());
    let own = column(|row| {
        (if row[0] < 1000.0 {
            row[0]
        } else {
            row[0] / 1000.0
        })
        .to_string()
    });
    let thousands = column(|row| {
        let f = row[0].round();
        if f < 1000.0 {
            f.to_string()
        } else {
            format!("{}.000", f / 1000.0)
        }
    });
    let short = column(|row| {
        let f = row[0];
        if f < 1000.0 {
            f.to_string()
        } else {
            format!("{}k0", f / 1000.0)
        }
    });
    let ls = table(
        "Frequency\tSPL\tPhase",
        &[frequencies(), spl.clone(), phase],
        "\t",
    )
    .replace('\n', "\u{2028}");
    for wrong in [
        wrong("a.txt", row_marked.as_bytes(), Level, false, ""),
        wrong("a.txt", &padded, Level, false, ""),
        wrong("a.txt", &wide, Level, false, ""),
        wrong("a.txt", ls.as_bytes(), Level, true, ""),
        wrong(
            "a.txt",
            table("Frequency: Level", &[frequencies(), spl.clone()], ": ").as_bytes(),
            Level,
            false,
            "",
        ),
        wrong(
            "a.csv",
            table("f,Unit,SPL", &[own, unit, spl.clone()], ",").as_bytes(),
            Level,
            false,
            "",
        ),
        wrong(
            "a.csv",
            table("f,Z", &[short, size], ",").as_bytes(),
            Impedance,
            false,
            "",
        ),
    ] {
        assert_eq!(wrong, None);
    }
    let rounded = column(|row| row[1].round().to_string());
    let grouped = table("Frequenz\tPegel", &[thousands, rounded], "\t");
    let read = read("a.txt", grouped.as_bytes(), None).unwrap();
    assert_eq!((read.points.len(), read.points[6].f), (12, 1000.0));
    assert!(
        read.findings
            .iter()
            .any(|found| found.message.contains("taken for one of thousands"))
    );
}
