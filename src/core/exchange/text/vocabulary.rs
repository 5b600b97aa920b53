//! The words of headings: units and names, in English and some of the field's other languages.

/// Words of frequency, however they go on.
pub(super) const FREQUENCY: &[&str] = &[
    "freq",
    "fréq",
    "frec",
    "frequ",
    "frekv",
    "часто",
    "频率",
    "頻率",
    "周波数",
    "częst",
    "taajuu",
    "jaksoluku",
    "frekans",
    "kreisfreq",
    "frek",
];
/// Of phase.
pub(super) const PHASE: &[&str] = &[
    "phas",
    "fase",
    "faza",
    "fáze",
    "фаз",
    "相位",
    "位相",
    "vaihe",
    "φ",
    "phi",
    "nullphas",
    "fasvinkel",
];
/// Of impedance.
pub(super) const IMPEDANCE: &[&str] = &[
    "imped",
    "impéd",
    "imped",
    "импед",
    "阻抗",
    "インピーダンス",
    "impedâ",
    "impedan",
    "betragsimped",
    "zmag",
];
/// Of levels and curves in general.
pub(super) const LEVEL: &[&str] = &[
    "spl",
    "level",
    "pegel",
    "schalldruckpegel",
    "schallpegel",
    "niveau",
    "nivel",
    "nível",
    "livello",
    "poziom",
    "уров",
    "声压级",
    "聲壓級",
    "音圧",
    "magn",
    "ampl",
    "gain",
    "betrag",
    "raw",
    "target",
    "mag",
    "幅",
    "gemessen",
    "измер",
    "attenuation",
    "loud",
];
/// Of a response.
pub(super) const RESPONSE: &[&str] = &[
    "response",
    "frequenzgang",
    "amplitudengang",
    "réponse",
    "respuesta",
    "risposta",
    "resposta",
    "ачх",
    "频响",
    "antwort",
    "vaste",
    "特性",
];
/// Of what is no curve of this program's: the short ones are whole words.
pub(super) const OTHER: &[&str] = &[
    "coher",
    "kohär",
    "cohér",
    "γ",
    "thd",
    "distort",
    "klirr",
    "harmon",
    "noise",
    "rausch",
    "error",
    "fehler",
    "delay",
    "laufzeit",
    "excur",
    "displac",
    "auslenk",
    "veloc",
    "schnelle",
    "toler",
    "index",
    "idx",
    "count",
    "std",
    "stdev",
    "deviation",
    "sigma",
    "flow",
    "current",
    "strom",
    "equaliz",
    "equalis",
    "parametric",
    "eq",
    "uncertainty",
    "snr",
    "quality",
    "rt60",
    "bruit",
    "efficiency",
];
/// Names of channels.
pub(super) const CHANNEL: &[&str] = &[
    "left",
    "right",
    "l",
    "r",
    "ch",
    "ch1",
    "ch2",
    "ch3",
    "ch4",
    "channel",
    "links",
    "rechts",
    "gauche",
    "droite",
    "izquierda",
    "derecha",
    "sinistra",
    "destra",
    "левый",
    "правый",
    "average",
    "avg",
    "mean",
    "mittelwert",
    "左",
    "右",
    "horizontal",
    "vertical",
];
/// Real parts.
pub(super) const REAL: &[&str] = &["real", "re", "realteil", "réel", "reel", "reell", "实部"];
/// Imaginary parts.
pub(super) const IMAGINARY: &[&str] = &[
    "imag",
    "im",
    "imaginary",
    "imaginär",
    "imaginärteil",
    "imaginaire",
    "虚部",
    "imaginario",
];

/// Hz a unit.
pub(super) fn hertz(word: &str) -> Option<f64> {
    Some(match word {
        "hz" | "hertz" | "гц" | "赫兹" | "ヘルツ" | "freqhz" => 1.0,
        "khz" | "kilohertz" | "кгц" => 1e3,
        "mhz" => 1e6,
        _ => return None,
    })
}

/// Whether a word is a unit in dB.
pub(super) fn decibel(word: &str) -> bool {
    word == "дб"
        || word == "vdb"
        || word == "decibel"
        || word == "spldb"
        || (word.starts_with("db") && word.len() <= 6)
}

/// Ω a unit.
pub(super) fn ohm(word: &str) -> Option<f64> {
    Some(match word {
        "ω" | "ohm" | "ohms" | "ohmios" | "ом" | "オーム" | "欧姆" | "欧" => 1.0,
        "kω" | "kohm" | "kohms" | "ком" => 1e3,
        "mω" | "mohm" | "mohms" => 1e-3,
        _ => return None,
    })
}

/// Small letters make MΩ and mΩ the same.
pub(super) fn case_of_milli(head: &str, ohm: f64) -> f64 {
    let mega = ["MΩ", "M\u{2126}", "MOhm", "MOHM", "Mohm"];
    if ohm < 1.0 && mega.iter().any(|mega| head.contains(mega)) {
        1e6
    } else {
        ohm
    }
}

/// Pa a unit.
pub(super) fn pascal(word: &str) -> Option<f64> {
    Some(match word {
        "pa" | "pascal" | "pascals" | "па" | "パスカル" => 1.0,
        "mpa" | "millipascal" => 1e-3,
        "µpa" | "upa" | "micropascal" => 1e-6,
        _ => return None,
    })
}
