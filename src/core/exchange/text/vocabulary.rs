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
    "주파수",
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
    "fază",
    "fázis",
    "위상",
];
/// Of phase, as whole words.
pub(super) const PHASE_WORDS: &[&str] = &[
    "arg",
    "winkel",
    "phasenwinkel",
    "fas",
    "fasen",
    "faz",
    "fazı",
    "theta",
    "θ",
    "zarg",
    "argz",
    "zphase",
    "zphi",
    "wphase",
    "uphase",
    "cphase",
];
/// Of phases that belong to no measured one: computed from the magnitude, or what is left of it.
pub(super) const COMPUTED_PHASE: &[&str] = &[
    "min",
    "minimum",
    "minimal",
    "minimale",
    "excess",
    "exzess",
    "minphas",
    "minimumphas",
    "minimalphas",
    "excessphas",
    "exzessphas",
];
/// Units of angles that are neither degrees nor radians.
pub(super) const OTHER_ANGLES: &[&str] = &[
    "gon", "mrad", "cycle", "cycles", "turn", "turns", "rev", "pi", "π",
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
    "zmod",
    "zabs",
    "zarg",
    "zphase",
    "zphi",
    "argz",
    "임피던스",
];
/// Of magnitudes, be it of a level or of an impedance.
pub(super) const NEUTRAL: &[&str] = &["magn", "ampl", "gain", "betrag", "mag", "幅"];
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
    "raw",
    "target",
    "gemessen",
    "измер",
    "attenuation",
    "loud",
    "ljudtryck",
    "nivå",
    "seviye",
    "szint",
    "음압",
    "레벨",
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
    "coh",
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
    "floor",
    "background",
    "imd",
    "capacit",
    "kapazit",
    "inductance",
    "induktivit",
    "conductance",
    "leitwert",
    "suscept",
    "admitt",
    "acceler",
    "beschleun",
    "reverb",
    "nachhall",
    "edt",
    "topt",
    "rt30",
    "swl",
    "schallleistung",
    "isolation",
];
/// Of curves beside the one that is meant: what it should be, what drives it, how far it varies.
pub(super) const BESIDE: &[&str] = &[
    "target",
    "ziel",
    "min",
    "minimum",
    "max",
    "maximum",
    "limit",
    "lower",
    "upper",
    "grenz",
    "sd",
    "diff",
    "delta",
    "balance",
    "correct",
    "korrekt",
    "compens",
    "calibr",
    "cal",
    "generator",
    "stimul",
    "input",
    "reference",
    "ideal",
    "rdc",
    "nominal",
    "nenn",
    "fit",
    "model",
    "simul",
    "offset",
    "nd",
    "rd",
];
/// Of impedances that are no electrical ones.
pub(super) const NOT_ELECTRICAL: &[&str] = &["mechan", "acoust", "akust", "radiation", "specific"];
/// Of magnitudes that are no levels.
pub(super) const LINEAR: &[&str] = &["linear", "lin", "ratio"];
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
pub(super) const REAL: &[&str] = &[
    "real", "re", "realteil", "réel", "reel", "reell", "实部", "rez", "zre", "zreal",
];
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
    "imz",
    "zim",
    "zimag",
];
/// Volts.
pub(super) const VOLTS: &[&str] = &[
    "v",
    "mv",
    "µv",
    "uv",
    "volt",
    "volts",
    "vrms",
    "mvrms",
    "veff",
    "vpp",
    "mvpp",
    "vpk",
    "mvpk",
    "millivolt",
    "millivolts",
    "microvolt",
    "microvolts",
    "voltage",
    "spannung",
    "vm",
    "tension",
    "voltaje",
];
/// Units of what no curve of this program's is in, as they stand in brackets.
const FOREIGN: &[&str] = &[
    "g",
    "kg",
    "mg",
    "H",
    "mH",
    "µH",
    "uH",
    "nH",
    "F",
    "mF",
    "µF",
    "uF",
    "nF",
    "pF",
    "W",
    "mW",
    "µW",
    "pW",
    "watt",
    "watts",
    "S",
    "mS",
    "µS",
    "uS",
    "siemens",
    "mA",
    "µA",
    "amp",
    "amps",
    "mm",
    "µm",
    "um",
    "cm",
    "m/s",
    "mm/s",
    "m/s2",
    "m/s^2",
    "m/s²",
    "Ns/m",
    "N·s/m",
    "N*s/m",
    "N s/m",
    "kg/s",
    "Pa s/m",
    "Pa·s/m",
    "Pa*s/m",
    "Pa s/m3",
    "Pa·s/m3",
    "Pa*s/m3",
    "Pa s/m^3",
    "Pa·s/m^3",
    "Pa*s/m^3",
    "Pa s/m³",
    "Pa·s/m³",
    "Pa*s/m³",
    "rayl",
    "rayls",
    "mV/Pa",
    "V/Pa",
    "norm",
];

/// What stands in the last brackets of a heading.
pub(super) fn bracketed(head: &str) -> Option<&str> {
    let open = head.rfind(['(', '['])?;
    let inside = head.get(open + 1..)?;
    Some(inside.split([')', ']']).next().unwrap_or(inside).trim())
}

/// Whether a heading's unit is one of something else.
pub(super) fn foreign(head: &str) -> bool {
    bracketed(head).is_some_and(|unit| FOREIGN.contains(&unit.replace('μ', "µ").as_str()))
}

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
        "pa" | "pascal" | "pascals" | "parms" | "па" | "パスカル" => 1.0,
        "mpa" | "millipascal" => 1e-3,
        "µpa" | "upa" | "micropascal" => 1e-6,
        _ => return None,
    })
}
