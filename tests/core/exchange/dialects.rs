//! One known curve in hundreds of dialects: read right, or refused, or its doubt told. Never a wrong
//! curve without a word.

use earwright::{
    design::Severity,
    exchange::{Imported, Quantity, Reading},
};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

/// Texts that are made.
const TEXTS: u64 = 1200;
/// Points of the curve.
const POINTS: usize = 48;

/// The curve: Hz, dB SPL, degrees, Ω, degrees.
fn curve() -> Vec<[f64; 5]> {
    (0..POINTS)
        .map(|n| {
            let x = n as f64 / (POINTS - 1) as f64;
            let f = (20.0 * 1000_f64.powf(x) * 10.0).round() / 10.0;
            let level = 101.3 + 4.0 * (7.0 * x).sin() - 22.0 * x * x * x;
            let z = 18.7 + 3.0 * (5.0 * x).cos() + 1500.0 * x.powi(6);
            [f, level, 60.0 * (4.0 * x).cos() - 90.0 * x, z, 70.0 * x * x]
        })
        .collect()
}

/// How a text is written.
#[derive(Debug)]
struct Made {
    name: &'static str,
    quantity: Quantity,
    text: String,
    bytes: Vec<u8>,
    /// Rows that are spoilt.
    spoilt: usize,
    /// Whether a head names the phase.
    phase: bool,
    /// How far printed frequencies may be off, Hz.
    hertz: f64,
    /// Relative error of the printed digits, as a share of the value, and at least.
    digits: f64,
}

fn pick<'a, T: ?Sized>(random: &mut ChaCha8Rng, of: &[&'a T]) -> &'a T {
    of[random.random_range(0..of.len())]
}

/// A number by marks of decimals and thousands.
fn number(value: f64, places: usize, decimal: &str, thousands: &str) -> String {
    let plain = format!("{:.places$}", value.abs());
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut grouped = String::new();
    for (n, digit) in whole.chars().enumerate() {
        if n > 0 && (whole.len() - n).is_multiple_of(3) {
            grouped.push_str(thousands);
        }
        grouped.push(digit);
    }
    let sign = if value < 0.0 { "-" } else { "" };
    let part = if places == 0 {
        String::new()
    } else {
        format!("{decimal}{part}")
    };
    format!("{sign}{grouped}{part}")
}

fn made(seed: u64) -> Made {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let r = &mut random;
    let quantity = if r.random_bool(0.6) {
        Quantity::Level
    } else {
        Quantity::Impedance
    };
    let separator = pick(
        r,
        &[
            "\t", ";", ",", "|", " ", "  ", ", ", "; ", "\t\t", " | ", ",\t",
        ],
    );
    let mark = separator.trim_matches(' ');
    let decimal = pick(r, &[".", ".", ","]);
    let thousands = loop {
        let mark = pick(
            r,
            &[
                "", "", "", ",", ".", " ", "\u{a0}", "\u{2009}", "\u{202f}", "'", "’",
            ],
        );
        if mark != decimal {
            break mark;
        }
    };
    let clash = mark.contains(',') && (decimal == "," || thousands == ",");
    let quotes =
        !mark.is_empty() && mark != "\t\t" && (clash && r.random_bool(0.8) || r.random_bool(0.1));
    let kilo = r.random_bool(0.15);
    let radians = r.random_bool(0.2);
    let pascal = quantity == Quantity::Level && r.random_bool(0.15);
    let with_phase = r.random_bool(0.6);
    // Frequencies without decimals, and phases of the other sign.
    let whole = seed % 7 == 3 && !kilo;
    let turned = seed % 5 == 2 && quantity == Quantity::Impedance;
    let headed = r.random_range(0..10) < 8;
    let cell_units = r.random_bool(0.1);
    let mut columns: Vec<&str> = vec!["f", "v"];
    if with_phase {
        columns.push("p");
    }
    if headed {
        for extra in ["coherence", "other", "second"] {
            if r.random_bool(0.15) {
                columns.push(extra);
            }
        }
        // Frequency and value change places, or the first column moves to the end.
        match r.random_range(0..6) {
            0 => columns.swap(0, 1),
            1 => columns.rotate_left(1),
            _ => {}
        }
    }
    let brackets = pick(r, &["()", "[]", " "]);
    let unit = |name: &str, unit: &str| match brackets {
        "()" => format!("{name} ({unit})"),
        "[]" => format!("{name}[{unit}]"),
        _ => format!("{name} {unit}"),
    };
    let hertz = if kilo { "kHz" } else { "Hz" };
    let f_name = pick(
        r,
        &[
            "Frequency",
            "Freq",
            "freq",
            "Frequenz",
            "Fréquence",
            "Frecuencia",
            "FREQUENCY",
            "频率",
            "Частота",
        ],
    );
    let v_name = if quantity == Quantity::Level {
        if pascal {
            pick(r, &["Pressure", "Sound pressure", "Schalldruck"])
        } else {
            pick(r, &["SPL", "Level", "Pegel", "Magnitude", "Niveau"])
        }
    } else {
        pick(
            r,
            &["Impedance", "Z", "|Z|", "Impedanz", "Impédance", "阻抗"],
        )
    };
    let v_unit = match quantity {
        Quantity::Level if pascal => "Pa",
        Quantity::Level => pick(r, &["dB", "dB", "dBSPL"]),
        Quantity::Impedance => pick(r, &["Ohm", "Ω", "ohms"]),
    };
    let p_name = pick(r, &["Phase", "phase", "Fase", "相位"]);
    let p_unit = if radians {
        "rad"
    } else {
        pick(r, &["deg", "°", "degrees", "Deg"])
    };
    let head = |column: &str| match column {
        "f" => unit(f_name, hertz),
        "v" => unit(v_name, v_unit),
        "p" => unit(p_name, p_unit),
        "coherence" => "Coherence".to_owned(),
        "other" if quantity == Quantity::Level => unit("Impedance", "ohm"),
        "other" => unit("SPL", "dB"),
        _ => unit(&format!("{v_name} B"), v_unit),
    };
    let comment = pick(r, &["*", "#", "%", "//", "!", ""]);
    let mut text = String::new();
    let end = pick(r, &["\n", "\n", "\r\n", "\r\n", "\r"]);
    let mut line = |words: &str| {
        text.push_str(words);
        text.push_str(end);
    };
    let remarks = [
        "Measured by hand, 32 ohm version",
        "48 V phantom",
        "Smoothing 1/24 octave",
        "über alles",
        "2026-11-28 10:33",
        "Driver A 711 coupler",
    ];
    for _ in 0..r.random_range(0..3) {
        let marker = if comment.is_empty() { "#" } else { comment };
        line(&format!("{marker} {}", pick(r, &remarks)));
    }
    if headed {
        let heads: Vec<String> = columns
            .iter()
            .map(|column| head(column))
            .map(|head| if quotes { format!("\"{head}\"") } else { head })
            .collect();
        let marker = if r.random_bool(0.3) {
            format!("{comment} ")
        } else {
            String::new()
        };
        let between = if mark.is_empty() { "  " } else { separator };
        line(&format!("{marker}{}", heads.join(between)));
    }
    let mut spoilt = 0;
    let f_places = match () {
        () if kilo => 4,
        () if whole => 0,
        () => 1,
    };
    let v_places = if pascal { 5 } else { r.random_range(1..4) };
    for row in curve() {
        let [f, level, phase, z, z_phase] = row;
        let value = match quantity {
            Quantity::Level if pascal => 20e-6 * 10_f64.powf(level / 20.0),
            Quantity::Level => level,
            Quantity::Impedance => z,
        };
        let angle = if quantity == Quantity::Level {
            phase
        } else {
            z_phase
        };
        let angle = if turned { -angle } else { angle };
        let angle = if radians { angle.to_radians() } else { angle };
        let cell = |column: &str| {
            let say = |value, places| number(value, places, decimal, thousands);
            let behind = |text: String, unit: &str| {
                if cell_units {
                    format!("{text} {unit}")
                } else {
                    text
                }
            };
            let text = match column {
                "f" => behind(say(if kilo { f / 1000.0 } else { f }, f_places), hertz),
                "v" => behind(say(value, v_places), v_unit),
                "p" => behind(say(angle, 4), if radians { "rad" } else { "deg" }),
                "coherence" => say(0.97, 2),
                "other" if quantity == Quantity::Level => say(z, 2),
                "other" => say(level, 2),
                _ => say(value * 0.99, v_places),
            };
            if quotes { format!("\"{text}\"") } else { text }
        };
        let mut cells: Vec<String> = columns.iter().map(|column| cell(column)).collect();
        let bad = r.random_bool(0.004);
        if bad {
            spoilt += 1;
            let at = r.random_range(0..cells.len());
            cells[at] = (*pick(r, &["", "?", "NaN", "4O2", "--"])).to_owned();
        }
        let tail = if !bad && r.random_bool(0.003) {
            " # by hand"
        } else {
            ""
        };
        line(&format!("{}{tail}", cells.join(separator)));
        if r.random_bool(0.004) {
            line("");
        }
    }
    if r.random_bool(0.1) {
        line("# end");
    }
    let bytes = encoded(r, &text);
    let name = match (r.random_range(0..4), quantity) {
        (0, Quantity::Level) => "made.frd",
        (0, Quantity::Impedance) => "made.zma",
        (1, _) => "made.csv",
        _ => "made.txt",
    };
    Made {
        name,
        quantity,
        text,
        bytes,
        spoilt,
        phase: headed && with_phase,
        hertz: if whole { 0.51 } else { 0.051 },
        digits: 0.6 * 10_f64.powi(-i32::try_from(v_places).unwrap()),
    }
}

/// The text in an encoding that has all of its letters.
fn encoded(r: &mut ChaCha8Rng, text: &str) -> Vec<u8> {
    let wide = |big: bool, marked: bool| -> Vec<u8> {
        let marked = if marked { "\u{feff}" } else { "" };
        let units = marked.encode_utf16().chain(text.encode_utf16());
        units
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    };
    match r.random_range(0..10) {
        0 => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        1 => wide(false, true),
        2 => wide(true, true),
        3 => wide(false, false),
        4 => wide(true, false),
        5 | 6 => {
            for encoding in [
                encoding_rs::WINDOWS_1252,
                encoding_rs::GBK,
                encoding_rs::WINDOWS_1251,
            ] {
                let (bytes, _, lost) = encoding.encode(text);
                if !lost {
                    return bytes.into_owned();
                }
            }
            text.as_bytes().to_vec()
        }
        _ => text.as_bytes().to_vec(),
    }
}

enum Outcome {
    Right,
    Refused,
    Told,
    Silent(String),
}

fn judged(made: &Made) -> Outcome {
    let reading = Reading::of(&made.bytes, made.name);
    let read = reading.and_then(|reading| {
        let choice = reading.choose(None)?;
        reading.take(&choice)
    });
    let Ok(read) = read else {
        return Outcome::Refused;
    };
    match difference(made, &read) {
        None => Outcome::Right,
        // How long a curve is says nothing of how it was read.
        Some(_)
            if read.findings.iter().any(|finding| {
                finding.severity > Severity::Note
                    && ![
                        "inside the audio band",
                        "few for a curve",
                        "left out",
                        "another curve",
                        "other curves",
                    ]
                    .iter()
                    .any(|words| finding.message.contains(words))
            }) =>
        {
            Outcome::Told
        }
        Some(what) => Outcome::Silent(what),
    }
}

fn difference(made: &Made, read: &Imported) -> Option<String> {
    if read.quantity != made.quantity {
        return Some(format!("{:?}", read.quantity));
    }
    if read.points.len() + made.spoilt < POINTS || read.points.len() > POINTS {
        return Some(format!("{} points", read.points.len()));
    }
    if read.voltage.is_some() {
        return Some("a drive voltage".to_owned());
    }
    let curve = curve();
    for point in &read.points {
        let Some(row) = curve
            .iter()
            .find(|row| (row[0] - point.f).abs() < made.hertz)
        else {
            return Some(format!("{point:?}"));
        };
        let (value, phase) = if made.quantity == Quantity::Level {
            (row[1], row[2])
        } else {
            (row[3], row[4])
        };
        // Of a level the digits of its pressure count.
        let error = made.digits.max(2e-3);
        if (point.value - value).abs() > error {
            return Some(format!("{point:?} where {value} is"));
        }
        match point.phase_deg {
            Some(read) if (read - phase).abs() > 0.01 => {
                return Some(format!("{point:?} where {phase}° is"));
            }
            None if made.phase && made.spoilt == 0 => return Some("no phase".to_owned()),
            _ => {}
        }
    }
    None
}

#[test]
fn a_curve_in_any_dialect_is_right_or_refused_or_its_doubt_told() {
    let (mut right, mut refused, mut told) = (0, 0, 0);
    let mut silent = Vec::new();
    for seed in 0..TEXTS {
        let made = made(seed);
        match judged(&made) {
            Outcome::Right => right += 1,
            Outcome::Refused => {
                refused += 1;
                if std::env::var_os("SHOW").is_some() {
                    println!(
                        "refused {seed}: {}",
                        made.text.lines().take(5).collect::<Vec<_>>().join("\n")
                    );
                }
            }
            Outcome::Told => {
                told += 1;
                if std::env::var_os("SHOW").is_some() {
                    println!(
                        "told {seed}: {}",
                        made.text.lines().take(5).collect::<Vec<_>>().join("\n")
                    );
                }
            }
            Outcome::Silent(what) => {
                let rows: Vec<&str> = made.text.lines().take(6).collect();
                silent.push(format!(
                    "{seed} {} {:?}: {what}\n{}",
                    made.name,
                    made.quantity,
                    rows.join("\n")
                ));
            }
        }
    }
    println!("{right} right, {refused} refused, {told} told of {TEXTS}");
    assert!(
        silent.is_empty(),
        "{} silent:\n{}",
        silent.len(),
        silent[..silent.len().min(12)].join("\n\n")
    );
    assert!(
        right * 100 >= 85 * TEXTS,
        "{right} right, {refused} refused, {told} told of {TEXTS}"
    );
}
