//! What a heading says, word by word.

use super::vocabulary::{
    BESIDE, CHANNEL, COMPUTED_PHASE, FREQUENCY, IMAGINARY, IMPEDANCE, LEVEL, LINEAR, NEUTRAL,
    NOT_ELECTRICAL, OTHER, OTHER_ANGLES, PHASE, PHASE_WORDS, REAL, RESPONSE, VOLTS, bracketed,
    case_of_milli, decibel, foreign, hertz, ohm, pascal,
};

/// What a heading says, word by word.
#[derive(Debug, Clone, Default, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "words that are there or not")]
pub(super) struct Said {
    pub(super) frequency: bool,
    /// Hz a unit.
    pub(super) hertz: Option<f64>,
    pub(super) response: bool,
    pub(super) level: bool,
    /// A magnitude, be it of a level or of an impedance.
    pub(super) neutral: bool,
    /// A magnitude that is no level.
    pub(super) linear: bool,
    pub(super) decibel: bool,
    pub(super) decibel_of_voltage: bool,
    pub(super) full_scale: bool,
    /// dBr: re something that is not said.
    pub(super) relative: bool,
    /// dB re 1 Pa.
    pub(super) decibel_of_pascal: bool,
    pub(super) phase: bool,
    pub(super) degree: bool,
    pub(super) radian: bool,
    pub(super) impedance: bool,
    /// Ω a unit.
    pub(super) ohm: Option<f64>,
    /// Pa a unit.
    pub(super) pascal: Option<f64>,
    pub(super) voltage: bool,
    pub(super) percent: bool,
    pub(super) real: bool,
    pub(super) imaginary: bool,
    pub(super) time: bool,
    pub(super) channel: bool,
    /// A vector of a circuit simulator, such as `vp(out)`.
    pub(super) simulated: bool,
    pub(super) other: bool,
    /// A curve beside the one that is meant, such as a target or a limit.
    pub(super) beside: bool,
    /// Words that are neither known nor a channel's.
    pub(super) strange: usize,
    /// Words that say nothing here: the name of a channel, a probe, a part.
    pub(super) name: Vec<String>,
}

/// Reads the words of a heading.
pub(super) fn said(head: &str) -> Said {
    let mut said = Said::default();
    let words = split(head);
    let has = |wanted: &str| words.iter().any(|word| word == wanted);
    let any = |starts: &[&str], word: &str| starts.iter().any(|start| word.starts_with(start));
    let ohm_x = words.iter().any(|word| ohm(word).is_some());
    let letters = words
        .iter()
        .filter(|word| word.chars().any(char::is_alphabetic))
        .count();
    let numbered = words
        .iter()
        .any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    said.beside = words.iter().any(|word| whole_or_begun(BESIDE, word));
    said.linear = words.iter().any(|word| whole_or_begun(LINEAR, word))
        || bracketed(head).is_some_and(|unit| unit.eq_ignore_ascii_case("x"));
    for (n, word) in words.iter().enumerate() {
        let word = word.as_str();
        let alone = letters == 1;
        if let Some(hertz) = hertz(word) {
            said.frequency = true;
            said.hertz = Some(hertz);
        } else if decibel(word) {
            said.decibel = true;
            said.decibel_of_voltage |=
                matches!(word, "dbv" | "dbu" | "dbmv" | "dbµv" | "vdb" | "dbm");
            said.full_scale |= word == "dbfs";
            said.relative |= word.starts_with("dbr");
            said.simulated |= word == "vdb";
        } else if matches!(
            word,
            "rad" | "radian" | "radians" | "radiant" | "弧度" | "рад"
        ) {
            said.radian = true;
        } else if matches!(
            word,
            "deg"
                | "degree"
                | "degrees"
                | "°"
                | "grad"
                | "grados"
                | "gradi"
                | "degrés"
                | "градус"
                | "度"
                | "degs"
                | "graus"
        ) {
            said.degree = true;
        } else if let Some(ohm) = ohm(word) {
            said.ohm = Some(case_of_milli(head, ohm));
        } else if let Some(pascal) = pascal(word) {
            said.pascal = Some(pascal);
        } else if VOLTS.contains(&word) {
            said.voltage = true;
        } else if matches!(word, "vp" | "vr" | "vi" | "ph") {
            said.phase |= word == "vp" || word == "ph";
            said.real |= word == "vr";
            said.imaginary |= word == "vi";
            said.voltage |= word != "ph";
            said.simulated |= word != "ph";
        } else if matches!(word, "%" | "percent" | "prozent") {
            said.percent = true;
        } else if REAL.contains(&word)
            || (ohm_x && matches!(word, "r" | "rs" | "resistance" | "wirkwiderstand"))
        {
            // “dB re 20 µPa” names a reference.
            said.real |= n == 0 || !(has("db") || has("pa"));
        } else if IMAGINARY.contains(&word)
            || (ohm_x && matches!(word, "x" | "xs" | "reactance" | "blindwiderstand"))
        {
            said.imaginary = true;
        } else if matches!(word, "zphase" | "zphi") {
            said.phase = true;
            said.impedance = true;
        } else if any(RESPONSE, word) {
            said.response = true;
        } else if any(FREQUENCY, word) || (alone && matches!(word, "f" | "fr")) {
            said.frequency = true;
        } else if any(PHASE, word) || PHASE_WORDS.contains(&word) || (word == "angle" && !numbered)
        {
            said.phase = true;
            said.impedance |= any(IMPEDANCE, word);
        } else if any(IMPEDANCE, word) || matches!(word, "z" | "ze" | "zin") {
            said.impedance = true;
        } else if whole_or_begun(OTHER, word) || is_harmonic(word) || (alone && word == "q") {
            said.other = true;
        } else if any(LEVEL, word) {
            said.level = true;
        } else if any(NEUTRAL, word) {
            said.neutral = true;
        } else if matches!(
            word,
            "time"
                | "zeit"
                | "temps"
                | "tiempo"
                | "tempo"
                | "время"
                | "时间"
                | "時間"
                | "ms"
                | "period"
        ) || (alone && matches!(word, "t" | "s"))
            || (word == "s" && bracketed(head) == Some("s"))
        {
            said.time = true;
        } else {
            let channel = CHANNEL.contains(&word);
            said.channel |= channel;
            said.strange += usize::from(!channel);
            if !matches!(
                word,
                "x" | "y" | "of" | "the" | "at" | "re" | "in" | "angle"
            ) {
                said.name.push(word.to_owned());
            }
        }
    }
    // rad/s are frequencies; degrees alone are a phase, beside a number an angle of the microphone.
    if said.radian && has("s") {
        said.frequency = true;
        said.hertz = Some(std::f64::consts::TAU.recip());
        said.radian = false;
    }
    let named = said.decibel || said.ohm.is_some() || said.frequency;
    if (said.radian || said.degree) && !numbered && !named {
        said.phase = true;
    }
    if numbered && !said.decibel && !said.phase {
        said.channel = true;
    }
    said.decibel_of_pascal = said.decibel && is_re_pascal(&words);
    // dB re 1 V, but not dB at 2.83 V.
    said.decibel_of_voltage |=
        said.decibel && said.voltage && !said.decibel_of_pascal && (has("re") || !numbered);
    // A group delay is no phase, and a pressure's level is no pressure.
    if said.decibel || has("groupdelay") {
        said.pascal = None;
    }
    // Of a sine, from its peak.
    if let Some(pascal) = &mut said.pascal {
        let whole = has("pp") || (has("peak") && has("to"));
        if whole {
            *pascal /= 8_f64.sqrt();
        } else if has("peak") || has("pk") || has("spitze") {
            *pascal /= 2_f64.sqrt();
        }
    }
    // log f needs no unit.
    let logarithm = |word: &String| matches!(word.as_str(), "log" | "log10" | "lg");
    said.frequency |= has("f") && words.len() == 2 && words.iter().any(logarithm);
    // ω in 1/s, and the parts of Z as electrochemists write them.
    let plain = head.to_lowercase();
    let holds = |marks: &[&str]| marks.iter().any(|mark| plain.contains(mark));
    let omega = matches!(words.first().map(String::as_str), Some("w" | "ω" | "omega"));
    if omega && holds(&["1/s", "s^-1", "s-1", "s⁻¹"]) {
        said.frequency = true;
        said.hertz = Some(std::f64::consts::TAU.recip());
        said.ohm = None;
    }
    if holds(&["z''", "z\"", "z″"]) {
        said.imaginary = true;
    } else if holds(&["z'", "z′"]) {
        said.real = true;
    }
    let any_of = |starts: &[&str]| words.iter().any(|word| whole_or_begun(starts, word));
    said.other |= (said.phase && (any_of(COMPUTED_PHASE) || any_of(OTHER_ANGLES)))
        || words.iter().any(|word| {
            COMPUTED_PHASE
                .iter()
                .any(|start| start.ends_with("phas") && word.starts_with(start))
        })
        || (said.impedance && any_of(NOT_ELECTRICAL))
        || (has("power") && (has("sound") || letters == 1))
        || (said.decibel && has("pw"))
        || holds(&["pa^2", "pa²", "v^2", "v²"])
        || (!said.decibel && !said.frequency && foreign(head));
    said
}

/// Whether a heading is a unit in dB or % without the name of a quantity.
pub(super) fn is_unit_alone(head: &str) -> bool {
    let said = said(head);
    (said.decibel || said.percent)
        && !(said.level || said.response || said.impedance || said.phase || said.frequency)
}

/// Whether a heading names a quantity and its unit.
pub(super) fn is_quantity_with_unit(head: &str) -> bool {
    let said = said(head);
    let unit = said.decibel || said.degree || said.radian || said.ohm.is_some();
    unit && (said.level || said.response || said.impedance || said.phase)
}

/// Whether a word is one of impedance.
pub(super) fn names_impedance(word: &str) -> bool {
    IMPEDANCE.iter().any(|start| word.starts_with(start))
}

/// Whether a word is one of these, or begins like one that is long enough to tell.
fn whole_or_begun(these: &[&str], word: &str) -> bool {
    these.iter().any(|start| {
        if start.len() < 4 {
            word == *start
        } else {
            word.starts_with(start)
        }
    })
}

/// `h2`, `hd3`: but `hd600` is a name.
fn is_harmonic(word: &str) -> bool {
    let order = word.strip_prefix("hd").or_else(|| word.strip_prefix('h'));
    order.is_some_and(|order| order.len() == 1 && order.starts_with(|c: char| c.is_ascii_digit()))
}

/// The letter of the weighting that a level's heading names: `dBA`, `dB(A)`, `L(A)`, `LAeq`.
pub(super) fn weighting(head: &str) -> Option<char> {
    let plain: String = head.to_lowercase().split_whitespace().collect();
    ['a', 'c'].into_iter().find_map(|letter| {
        // As a word, not within a longer one; what follows a bracket may be anything.
        let names = |name: &str| {
            plain.match_indices(name).any(|(at, name)| {
                let before = plain.get(..at).unwrap_or_default();
                let behind = plain.get(at + name.len()..).unwrap_or_default();
                (name.starts_with('d') || !before.ends_with(char::is_alphanumeric))
                    && (name.ends_with(')') || !behind.starts_with(char::is_alphanumeric))
            })
        };
        let weighted = ["weight", "bewert"]
            .iter()
            .any(|word| plain.contains(&format!("{letter}-{word}")));
        let named = [
            format!("db{letter}"),
            format!("dbspl{letter}"),
            format!("db({letter})"),
            format!("l({letter})"),
            format!("l{letter}eq"),
        ];
        (weighted || named.iter().any(|name| names(name))).then_some(letter.to_ascii_uppercase())
    })
}

/// Whether these words name 1 Pa as what 0 dB are.
fn is_re_pascal(words: &[String]) -> bool {
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    (0..words.len()).any(|at| {
        let figure = usize::from(word(at + 1) == "1");
        word(at).starts_with("dbpa")
            || (matches!(word(at), "re" | "ref" | "rel")
                && matches!(word(at + 1 + figure), "pa" | "pascal"))
    })
}

/// The words of a heading in small letters; signs of units are words.
pub(super) fn split(head: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before = ' ';
    // A column may be called by a whole sentence: what counts stands at its beginning.
    let letters: Vec<char> = head.chars().take(200).collect();
    for (at, &letter) in letters.iter().enumerate() {
        // phaseRad are two words; dBV and kHz are one each.
        let hump = at
            .checked_sub(1)
            .and_then(|at| letters.get(at))
            .is_some_and(|last| {
                last.is_lowercase() && letter.is_uppercase()
                    || last.is_alphabetic() && letter == 'd' && letters.get(at + 1) == Some(&'B')
            });
        let hump = hump
            && words
                .last()
                .is_some_and(|word| word.chars().count() >= 2 && !word.starts_with("db"));
        for c in letter.to_lowercase() {
            let c = match c {
                'º' | '˚' => '°',
                'μ' => 'µ',
                c => c,
            };
            let sign = matches!(c, '°' | '%');
            let joins = !hump
                && (c.is_alphanumeric() && !(before.is_ascii_digit() && c.is_alphabetic()))
                && (before.is_alphanumeric() && before != '°');
            if c.is_alphanumeric() || sign {
                match words.last_mut().filter(|_| joins && !sign) {
                    Some(word) => word.push(c),
                    None => words.push(c.to_string()),
                }
            }
            before = c;
        }
    }
    words
}
