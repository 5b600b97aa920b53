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

fn level_alone() -> [Vec<String>; 2] {
    let [level, _] = level();
    [frequencies(), level]
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

/// Levels with their phase under these heads.
fn levels(heads: &str, separator: &str) -> String {
    let [level, phase] = level();
    table(heads, &[frequencies(), level, phase], separator)
}

fn impedances(heads: &str, separator: &str) -> String {
    let [size, phase] = impedance();
    table(heads, &[frequencies(), size, phase], separator)
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
fn titles_are_no_heads() {
    use Quantity::{Impedance, Level};
    let [size, angle] = impedance();
    let [spl, _] = level();
    let padded = |title: &str, separator: &str| {
        let heads = ["Frequency (Hz)", "SPL (dB)", "Phase (deg)", ""].join(separator);
        let [level, phase] = level();
        let empty = vec![String::new(); CURVE.len()];
        let columns = [frequencies(), level, phase, empty];
        let pad = separator.repeat(3);
        table(&format!("{title}{pad}\n{heads}"), &columns, separator)
    };
    let units = "Frequency,Impedance,Phase,\nHz,Ohm,deg,";
    let empty = vec![String::new(); CURVE.len()];
    let mut cases = vec![
        (
            "a.zma",
            impedances("* Frequency Response", " "),
            Impedance,
            true,
        ),
        (
            "a.zma",
            impedances("* Frequency Amplitude", "\t"),
            Impedance,
            true,
        ),
        (
            "a.zma",
            impedances("# columns: frequency, impedance", "\t"),
            Impedance,
            true,
        ),
        (
            "a.frd",
            levels("# Frequency in Hz, level in dB", "\t"),
            Level,
            true,
        ),
        (
            "a.txt",
            levels("# Frequency 20-20000 Hz", "\t"),
            Level,
            true,
        ),
        (
            "a.zma",
            table("Frequency Response", &[frequencies(), size.clone()], "\t"),
            Impedance,
            false,
        ),
        (
            "a.txt",
            table("# Frequency in Hz", &[frequencies(), spl.clone()], "\t"),
            Level,
            false,
        ),
        (
            "a.txt",
            table("# Frequency, Hz", &[frequencies(), spl.clone()], ","),
            Level,
            false,
        ),
        (
            "a.frd",
            table("* Time 10:00", &[frequencies(), spl.clone()], " "),
            Level,
            false,
        ),
        (
            "a.txt",
            table("* Time, 12:00", &[frequencies(), spl.clone()], "\t"),
            Level,
            false,
        ),
        (
            "a.txt",
            table(
                "X-Axis:\tHz\nY-Axis:\tOhm",
                &[frequencies(), size.clone()],
                "\t",
            ),
            Impedance,
            false,
        ),
        (
            "a.csv",
            table(
                &format!("Frequency Response,,,\n{units}"),
                &[frequencies(), size, angle, empty],
                ",",
            ),
            Impedance,
            true,
        ),
        (
            "a.csv",
            impedances(
                "RMS Level,,\nFrequency (Hz),Impedance (Ohm),Phase (deg)",
                ",",
            ),
            Impedance,
            true,
        ),
        (
            "a.csv",
            levels("Impedance,,\nFrequency (Hz),Level (dB),Phase (deg)", ","),
            Level,
            true,
        ),
        (
            "a.txt",
            table("1/3 Oct Hz\tLevel dB", &[frequencies(), spl], "\t"),
            Level,
            false,
        ),
    ];
    for title in [
        "Frequency Response",
        "THD",
        "Noise",
        "Error log",
        "EQ off",
        "Delay 1.2 ms",
        "Frequency",
    ] {
        cases.push(("a.csv", padded(title, ","), Level, true));
        cases.push(("a.txt", padded(title, "\t"), Level, true));
    }
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(name, text, quantity, phase)| {
            wrong(name, text.as_bytes(), *quantity, *phase, "")
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n\n"));
    // A title tells what a unit alone does not.
    let [spl, _] = level();
    let noise = table(
        "THD Level,\nCh1,\nX,Y\nHz,dBSPL",
        &[frequencies(), spl],
        ",",
    );
    let refused = read("a.csv", noise.as_bytes(), None).unwrap_err();
    assert!(refused.to_string().contains("THD Level"), "{refused}");
}

#[test]
fn heads_between_blanks_may_have_words_that_mean_nothing() {
    let ones = column(|_| "0.98".to_owned());
    let with = |heads: &str| {
        let [level, phase] = level();
        table(heads, &[frequencies(), level, phase, ones.clone()], " ")
    };
    let both = || {
        let ([spl, _], [size, angle]) = (level(), impedance());
        table("freq spl Z Zphase", &[frequencies(), spl, size, angle], " ")
    };
    let cases = [
        wrong(
            "a.txt",
            with("Freq(Hz) SPL(dB) Phase(deg) Foo").as_bytes(),
            Quantity::Level,
            true,
            "Foo",
        ),
        wrong(
            "a.txt",
            with("# Freq [Hz] Mag [dB] Phase [deg] Foo").as_bytes(),
            Quantity::Level,
            true,
            "Foo",
        ),
        wrong(
            "a.txt",
            with("* Freq(Hz) SPL(dB) Phase(degrees) Min Phase(degrees)").as_bytes(),
            Quantity::Level,
            true,
            "not used: “Min Phase(degrees)”",
        ),
        wrong("a.zma", both().as_bytes(), Quantity::Impedance, true, "spl"),
        wrong(
            "a.frd",
            table("SPL (dB) over frequency (Hz)", &level_alone(), " ").as_bytes(),
            Quantity::Level,
            false,
            "",
        ),
        wrong(
            "a.csv",
            impedances("Scale,dB\nFrequency (Hz),Impedance (Ohm),Phase (deg)", ",").as_bytes(),
            Quantity::Impedance,
            true,
            "",
        ),
        // Prose is none, as many words as it may have.
        wrong(
            "a.zma",
            impedances("Frequency and impedance", " ").as_bytes(),
            Quantity::Impedance,
            true,
            "",
        ),
        wrong(
            "a.frd",
            levels("Level over frequency", " ").as_bytes(),
            Quantity::Level,
            true,
            "",
        ),
    ];
    let wrong: Vec<String> = cases.into_iter().flatten().collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n\n"));
}

#[test]
fn heads_stand_over_their_own_columns() {
    use Quantity::{Impedance, Level};
    let count: Vec<String> = (0..CURVE.len()).map(|n| n.to_string()).collect();
    let names: Vec<String> = (1..=CURVE.len()).map(|n| format!("\"{n}\"")).collect();
    let edge = |by: f64| column(move |row| (row[0] * by).to_string());
    let ([spl, phase], [size, angle]) = (level(), impedance());
    let empty = vec![String::new(); CURVE.len()];
    let cases = [
        (
            table(
                "\tFrequency\tLevel",
                &[count.clone(), frequencies(), spl.clone()],
                "\t",
            ),
            Level,
            false,
            "",
        ),
        (
            table(
                ";Frequency;Level",
                &[count.clone(), frequencies(), spl.clone()],
                ";",
            ),
            Level,
            false,
            "",
        ),
        (
            table(
                "   Freq(Hz)  Z(Ohm)",
                &[count.clone(), frequencies(), size.clone()],
                "  ",
            ),
            Impedance,
            false,
            "",
        ),
        (
            table(
                "\"freq\" \"spl\"",
                &[names, frequencies(), spl.clone()],
                " ",
            ),
            Level,
            false,
            "",
        ),
        (
            table(
                "\tFrequency\tImpedance\tPhase",
                &[empty.clone(), frequencies(), size, angle],
                "\t",
            ),
            Impedance,
            true,
            "",
        ),
        (
            table(
                "# dB",
                &[empty, frequencies(), spl.clone(), phase.clone()],
                "\t",
            ),
            Level,
            true,
            "",
        ),
        (
            table("# dB", &[count, frequencies(), spl.clone(), phase], "\t"),
            Level,
            true,
            "",
        ),
        (
            table(
                "Lower (Hz),Center (Hz),Upper (Hz),Level (dB)",
                &[edge(0.9), frequencies(), edge(1.1), spl.clone()],
                ",",
            ),
            Level,
            false,
            "“Center (Hz)” was taken as the frequencies, not “Lower (Hz)”, “Upper (Hz)”",
        ),
        (
            table(
                "Start (Hz),Stop (Hz),Level (dB)",
                &[frequencies(), edge(1.1), spl.clone()],
                ",",
            ),
            Level,
            false,
            "“Start (Hz)” was taken as the frequencies, not “Stop (Hz)”",
        ),
        (
            table(
                "Frequency,2024-01-03,2024-02-04",
                &[frequencies(), spl.clone(), spl],
                ",",
            ),
            Level,
            false,
            "“2024-01-03” was taken",
        ),
    ];
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(text, quantity, phase, told)| {
            wrong("a.txt", text.as_bytes(), *quantity, *phase, told)
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n\n"));
}

/// How a complex value is written.
type Way = fn(f64, f64) -> String;

#[test]
fn cells_of_complex_values_are_read_as_such() {
    let parts = |of: Way| {
        column(move |row| {
            let (sin, cos) = row[4].to_radians().sin_cos();
            of(row[3] * cos, row[3] * sin)
        })
    };
    let ways: [(Way, &str); 8] = [
        (|re, im| format!("{re:.6}{im:+.6}i"), ","),
        (|re, im| format!("{re:.6} + {im:.6}i"), ","),
        (|re, im| format!("{re:.6} +j{im:.6}"), "\t"),
        (|re, im| format!("({re:.6e}{im:+.6e}j)"), ","),
        (|re, im| format!("\"({re:.6}, {im:.6})\""), ","),
        (|re, im| format!("{re:.6}+{im:.6}*i"), " "),
        (
            |re, im| format!("{re:.6} + j {im:.6}").replace('.', ","),
            ";",
        ),
        (|re, im| format!("{re:.6e},\t{im:.6e}"), "\t"),
    ];
    for (way, separator) in ways {
        let mut columns = vec![frequencies(), parts(way)];
        let mut heads = vec!["Frequency (Hz)", "Impedance (Ohm)"];
        if separator == ";" {
            columns[0] = column(|row| row[0].to_string().replace('.', ","));
        }
        if way(1.0, 1.0).contains(",\t") {
            columns.insert(0, (0..CURVE.len()).map(|n| n.to_string()).collect());
            heads.insert(0, "Index");
        }
        let text = table(&heads.join(separator), &columns, separator);
        let wrong = wrong(
            "a.txt",
            text.as_bytes(),
            Quantity::Impedance,
            true,
            "real and imaginary",
        );
        assert_eq!(wrong, None);
    }
    // A voltage's vector that ngspice names twice.
    let twice = levels("frequency v(drum) v(drum)", " ");
    let refused = read("a.txt", twice.as_bytes(), None)
        .unwrap_err()
        .to_string();
    assert!(
        refused.contains("real and imaginary parts of a voltage"),
        "{refused}"
    );
}

#[test]
fn tables_below_each_other_have_heads_of_their_own() {
    use Quantity::{Impedance, Level};
    let [spl, phase] = level();
    let thd = column(|_| "0.5".to_owned());
    let two = table("Freq(Hz)\tSPL(dB)", &[frequencies(), spl.clone()], "\t");
    let both = format!(
        "{two}\n{}",
        impedances("Freq(Hz)\tZ(Ohm)\tPhase(deg)", "\t")
    );
    let thd_first = format!(
        "{}\nRMS Level\nCh1\nX,Y\nHz,dBSPL{}",
        table("THD Ratio\nCh1\nX,Y\nHz,%", &[frequencies(), thd], ","),
        table("", &[frequencies(), spl.clone()], ",")
    );
    let kilo = column(|row| (row[0] / 1000.0).to_string());
    let other = column(|row| (row[1] - 1.0).to_string());
    let in_kilo = format!(
        "{two}\n{}",
        table("Freq(kHz)\tSPL(dB)", &[kilo, other], "\t")
    );
    let pages = {
        let whole = table("", &[frequencies(), spl.clone(), phase], "\t");
        let rows: Vec<&str> = whole.trim().lines().collect();
        let heads = "Frequency\tSPL\tPhase";
        format!(
            "{heads}\n{}\n\x0c\nPage 2\n{heads}\n{}\n",
            rows[..6].join("\n"),
            rows[6..].join("\n")
        )
    };
    for wrong in [
        wrong(
            "a.txt",
            both.as_bytes(),
            Level,
            false,
            "“Z(Ohm)” (impedance)",
        ),
        wrong(
            "a.txt",
            both.as_bytes(),
            Impedance,
            true,
            "“SPL(dB)” (level)",
        ),
        wrong(
            "a.csv",
            thd_first.as_bytes(),
            Level,
            false,
            "not used: “THD Ratio Y %”",
        ),
        wrong(
            "a.txt",
            in_kilo.as_bytes(),
            Level,
            false,
            "“SPL(dB)” in column 4",
        ),
        wrong(
            "a.txt",
            pages.as_bytes(),
            Level,
            true,
            "heads stand before line 11 once more",
        ),
    ] {
        assert_eq!(wrong, None);
    }
    let reading = Reading::of(in_kilo.as_bytes(), "a.txt").unwrap();
    let choice = reading.offers()[1].choice.unwrap();
    let second = reading.take(&choice).unwrap();
    assert_eq!(
        (
            second.points.len(),
            second.points[0].f,
            second.points[0].value
        ),
        (12, 20.0, 100.2)
    );
}

#[test]
fn what_cannot_be_read_is_told() {
    let [spl, _] = level();
    let words = column(|row| format!("{} grd", row[2]));
    let wordy = table(
        "Frequency (Hz),SPL (dB),Phase (deg)",
        &[frequencies(), spl.clone(), words],
        ",",
    );
    let counted = format!(
        "12 1\n{}",
        table("", &[frequencies(), spl.clone()], " ").trim_start()
    );
    let row = |of: usize| -> String {
        let cells: Vec<String> = CURVE.iter().map(|row| row[of].to_string()).collect();
        cells.join(",")
    };
    for wrong in [
        wrong(
            "a.csv",
            wordy.as_bytes(),
            Quantity::Level,
            false,
            "the column “Phase (deg)” could not be read: “12.4 grd” is not a number",
        ),
        wrong(
            "a.txt",
            counted.as_bytes(),
            Quantity::Level,
            false,
            "line 1 was left out: it counts the rows",
        ),
    ] {
        assert_eq!(wrong, None);
    }
    for text in [
        format!("Frequency (Hz),{}\nSPL (dB),{}\n", row(0), row(1)),
        format!("{}\n{}\n", row(0), row(1)),
        "Frequencies: 20 31.5 63\nLevels: 101.2 102.4 103.1\n".to_owned(),
    ] {
        assert_eq!(
            read("a.csv", text.as_bytes(), None).unwrap_err(),
            ImportError::Turned
        );
    }
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
