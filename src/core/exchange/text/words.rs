//! What a heading says, word by word.

use super::vocabulary::{
    CHANNEL, FREQUENCY, IMAGINARY, IMPEDANCE, LEVEL, OTHER, PHASE, REAL, RESPONSE, case_of_milli,
    decibel, hertz, ohm, pascal,
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
    pub(super) decibel: bool,
    pub(super) decibel_of_voltage: bool,
    pub(super) full_scale: bool,
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
            said.full_scale |= matches!(word, "dbfs" | "dbr");
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
        } else if matches!(
            word,
            "v" | "mv"
                | "volt"
                | "volts"
                | "vrms"
                | "voltage"
                | "spannung"
                | "vm"
                | "tension"
                | "voltaje"
        ) {
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
            || (ohm_x && matches!(word, "r" | "resistance" | "wirkwiderstand"))
        {
            // “dB re 20 µPa” names a reference.
            said.real |= n == 0 || !(has("db") || has("pa"));
        } else if IMAGINARY.contains(&word)
            || (ohm_x && matches!(word, "x" | "reactance" | "blindwiderstand"))
        {
            said.imaginary = true;
        } else if matches!(word, "zphase" | "zphi") {
            said.phase = true;
            said.impedance = true;
        } else if any(RESPONSE, word) {
            said.response = true;
        } else if any(FREQUENCY, word) || (alone && matches!(word, "f" | "fr")) {
            said.frequency = true;
        } else if any(PHASE, word) || matches!(word, "arg" | "winkel" | "phasenwinkel") {
            said.phase = true;
        } else if any(IMPEDANCE, word) || matches!(word, "z" | "ze" | "zin") {
            said.impedance = true;
        } else if OTHER.iter().any(|start| {
            if start.len() < 4 {
                word == *start
            } else {
                word.starts_with(start)
            }
        }) || (word.len() == 2
            && word.starts_with('h')
            && word.ends_with(|c: char| c.is_ascii_digit()))
        {
            said.other = true;
        } else if any(LEVEL, word) {
            said.level = true;
        } else if matches!(
            word,
            "time" | "zeit" | "temps" | "tiempo" | "tempo" | "время" | "时间" | "時間" | "ms"
        ) || (alone && matches!(word, "t" | "s"))
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
    let numbered = words
        .iter()
        .any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let named = said.decibel || said.impedance || said.frequency;
    if (said.radian || said.degree) && !numbered && !named {
        said.phase = true;
    }
    if numbered && !said.decibel && !said.phase {
        said.channel = true;
    }
    // dB re 1 V, but not dB at 2.83 V.
    said.decibel_of_voltage |= said.decibel && said.voltage && (has("re") || !numbered);
    // A group delay is no phase, and a pressure's level is no pressure.
    if said.decibel || has("groupdelay") {
        said.pascal = None;
    }
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

/// The words of a heading in small letters; signs of units are words.
pub(super) fn split(head: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before = ' ';
    // A column may be called by a whole sentence: what counts stands at its beginning.
    for c in head.chars().take(200).flat_map(char::to_lowercase) {
        let c = if c == 'º' || c == '˚' {
            '°'
        } else if c == 'μ' {
            'µ'
        } else {
            c
        };
        let sign = matches!(c, '°' | '%');
        let joins = (c.is_alphanumeric() && !(before.is_ascii_digit() && c.is_alphabetic()))
            && (before.is_alphanumeric() && before != '°');
        if c.is_alphanumeric() || sign {
            match words.last_mut().filter(|_| joins && !sign) {
                Some(word) => word.push(c),
                None => words.push(c.to_string()),
            }
        }
        before = c;
    }
    words
}
