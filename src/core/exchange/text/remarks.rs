//! What remarks and titles tell: the drive voltage where it is one, the quantity where a line says
//! nothing else, and that a microphone's calibration follows.

use super::{lines::words_of, words};
use crate::analysis::examine::Quantity;

/// The quantity of a line that says nothing else: `Z ohm at 0.5 V`. A figure with its unit says
/// nothing of the columns, and prose neither. Where columns are `named`, their heads are no such line.
pub(super) fn quantity(preface: &[&str], named: bool) -> Option<Quantity> {
    preface
        .iter()
        .rev()
        .take(3)
        .chain(preface.first())
        .filter(|line| !(named && may_be_heads(line)))
        .find_map(|line| {
            let words = words::split(words_of(line));
            let mut left: Vec<&str> = Vec::new();
            let mut figure = false;
            for word in &words {
                let numeric = word.starts_with(|c: char| c.is_ascii_digit());
                if !numeric
                    && !figure
                    && !matches!(word.as_str(), "at" | "and" | "vs" | "über" | "over")
                {
                    left.push(word);
                }
                figure = numeric;
            }
            let said = words::said(&left.join(" "));
            let quantity = if said.impedance || said.ohm.is_some() {
                Quantity::Impedance
            } else if said.level || said.decibel || said.response {
                Quantity::Level
            } else {
                return None;
            };
            // A level beside named columns may be that of the drive.
            let known = quantity == Quantity::Impedance || !named;
            (known && said.strange == 0 && !said.other).then_some(quantity)
        })
}

/// Whether a line is one of heads: separated, or one that names the frequency and is no “Z vs frequency”.
fn may_be_heads(line: &str) -> bool {
    let words = words::split(words_of(line));
    let title = |word: &String| matches!(word.as_str(), "vs" | "over" | "über" | "versus");
    line.contains(['\t', ';', ',', '|'])
        || (words::said(words_of(line)).frequency && !words.iter().any(title))
}

/// Whether one of these lines is a title that speaks of impedance and of no level: `Impedance of BA`.
/// Heads of columns are none.
pub(super) fn speaks_of_impedance(preface: &[&str]) -> bool {
    preface.iter().any(|line| {
        let line = words_of(line);
        let words = words::split(line);
        let said = words::said(line);
        let source = ["source", "output", "load", "amp", "generator"];
        words.len() <= TITLE_WORDS
            && !may_be_heads(line)
            && !line.contains(|c: char| c.is_ascii_digit())
            && words.iter().any(|word| words::names_impedance(word))
            && !words.iter().any(|word| source.contains(&word.as_str()))
            && !(said.level || said.decibel || said.response || said.other || said.phase)
    })
}

/// More words are a sentence.
const TITLE_WORDS: usize = 6;

/// Whether these lines are the head of a microphone's calibration.
pub(super) fn is_microphone(preface: &[&str], name: &str) -> bool {
    let says = |line: &str| {
        let line = line.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|words| line.contains(words));
        has(&[
            "sens factor",
            "sensfactor",
            "mv/pa",
            "dbv/pa",
            "microphone",
            "mikrofon",
            "mic cal",
            "serno",
            "umik",
            "calibration file",
            "kalibrier",
            "correction file",
        ]) || (has(&["mic"]) && has(&["cal", "type"]))
    };
    let name = name.to_lowercase();
    preface.iter().any(|line| says(line))
        || matches!(name.rsplit('.').next(), Some("cal" | "mic"))
        || (name.contains("mic") && name.contains("cal"))
}

/// Words beside a voltage that is the one at the driver.
const DRIVE: &[&str] = &[
    "drive",
    "drivin",
    "driven",
    "terminal",
    "voltage",
    "excit",
    "stimul",
    "source",
    "output",
    "generator",
    "spannung",
    "ansteuer",
    "tension",
    "v/1m",
    "v/1 m",
    " into ",
    "signal level",
    "amplifier",
];
/// Words beside a voltage that is another.
const NOT_DRIVE: &[&str] = &[
    "phantom",
    "suppl",
    "bias",
    "polar",
    "batter",
    "usb",
    "/pa",
    "per pa",
    "sens",
    "full scale",
    "dbfs",
    "dac",
    "calibr",
    "fullscale",
    "max",
    "clip",
    "range",
    "input",
    "adc",
    "power",
    "preamp",
    "mic",
    "speis",
    "limit",
    "rail",
    "versorg",
    "plug-in",
    "version",
];

/// The voltage at the driver that these lines state, V rms; none where they state several.
pub(super) fn voltage(preface: &[&str]) -> Option<f64> {
    let mut found: Option<f64> = None;
    for line in preface {
        for voltage in clauses(&line.to_lowercase()).filter_map(in_clause) {
            if found.is_some_and(|known| (known / voltage - 1.0).abs() > 1e-3) {
                return None;
            }
            found = Some(voltage);
        }
    }
    found
}

/// Parts of a line between commas that are no decimal marks.
fn clauses(line: &str) -> impl Iterator<Item = &str> {
    let bytes = line.as_bytes();
    let mut start = 0;
    let digit = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at))
            .is_some_and(u8::is_ascii_digit)
    };
    let mut parts = Vec::new();
    for (at, &byte) in bytes.iter().enumerate() {
        if byte == b';' || (byte == b',' && !(digit(at.checked_sub(1)) && digit(Some(at + 1)))) {
            parts.extend(line.get(start..at));
            start = at + 1;
        }
    }
    parts.extend(line.get(start..));
    parts.into_iter()
}

/// `0.1 V`, `100mVrms`, `-20 dBV` beside a word of the drive. A version (`V5.20`) is none.
fn in_clause(clause: &str) -> Option<f64> {
    if NOT_DRIVE.iter().any(|word| clause.contains(word)) {
        return None;
    }
    let words: Vec<&str> = clause
        .split(|c: char| c.is_whitespace() || "()[]=:;@/".contains(c))
        .filter(|word| !word.is_empty())
        .collect();
    words.iter().enumerate().find_map(|(at, word)| {
        let figure = |c: char| c.is_ascii_digit() || "+-.,".contains(c);
        let digits = word.find(|c: char| !figure(c)).unwrap_or(word.len());
        let exponent = word.get(digits..).and_then(|rest| rest.strip_prefix('e'));
        let digits = match exponent {
            Some(rest) if rest.starts_with(figure) => {
                digits + 1 + rest.find(|c: char| !figure(c)).unwrap_or(rest.len())
            }
            _ => digits,
        };
        let (number, unit) = word.split_at(digits);
        let number: f64 = number.replace(',', ".").parse().ok()?;
        let behind = usize::from(unit.is_empty()) + 1;
        let unit = if unit.is_empty() {
            words.get(at + 1)?
        } else {
            unit
        };
        let unit = unit.trim_end_matches([',', '.']);
        let effective = unit.ends_with("rms");
        // Of a sine.
        let (unit, crest) = match unit {
            "vpp" | "mvpp" => (unit.trim_end_matches("pp"), 8_f64.sqrt()),
            "vp" | "mvp" | "vpk" | "mvpk" => (unit.trim_end_matches(['p', 'k']), 2_f64.sqrt()),
            _ => match words.get(at + behind).copied().unwrap_or_default() {
                "pp" | "p-p" | "pk-pk" | "peak-to-peak" => (unit, 8_f64.sqrt()),
                "peak" | "pk" | "spitze" | "p" => (unit, 2_f64.sqrt()),
                _ => (unit, 1.0),
            },
        };
        let voltage = match unit.trim_end_matches("rms") {
            "v" => number / crest,
            "mv" => number / 1000.0 / crest,
            "dbv" => 10_f64.powf(number / 20.0),
            // Re the voltage of 1 mW in 600 Ω.
            "dbu" => 0.6_f64.sqrt() * 10_f64.powf(number / 20.0),
            _ => return None,
        };
        let before = at
            .checked_sub(1)
            .and_then(|before| words.get(before))
            .copied()
            .unwrap_or_default();
        let beside = effective
            || DRIVE.iter().any(|word| clause.contains(word))
            || matches!(before, "at" | "level" | "bei" | "à" | "a" | "with" | "mit")
            || before.starts_with("db")
            || clause.contains('@');
        (beside && (1e-4..=100.0).contains(&voltage)).then_some(voltage)
    })
}
