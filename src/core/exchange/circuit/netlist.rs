//! Lines and numbers of a SPICE netlist.

use crate::exchange::{Finding, text};

/// The first `.subckt` of a netlist.
pub(super) struct Block {
    /// What it is called.
    pub(super) name: String,
    /// Its pins, in small letters.
    pub(super) pins: Vec<String>,
    /// The lines between its head and its `.ends`, with their numbers.
    pub(super) body: Vec<(usize, String)>,
    /// Whether another `.subckt` follows.
    has_others: bool,
}

impl Block {
    /// The first of these bytes; none where they hold none.
    pub(super) fn first(bytes: &[u8]) -> Option<Self> {
        let text = text::decoded(bytes)?;
        let mut lines = logical(&text).into_iter();
        let (_, head) = lines.find(|(_, line)| has_word(line, ".subckt"))?;
        let mut words = head.split_whitespace().skip(1);
        let name = words.next().unwrap_or("circuit").to_owned();
        let pins = words
            .take_while(|word| !word.contains('=') && !word.to_lowercase().starts_with("params"))
            .map(str::to_lowercase)
            .collect();
        let body = lines.by_ref();
        let body = body.take_while(|(_, line)| !has_word(line, ".ends"));
        let body = body.collect();
        Some(Self {
            name,
            pins,
            body,
            has_others: lines.any(|(_, line)| has_word(&line, ".subckt")),
        })
    }

    /// A doubt where more than one was there.
    pub(super) fn others(&self) -> Option<Finding> {
        let name = &self.name;
        self.has_others.then(|| {
            Finding::doubt(tr!(
                "the netlist has more than one .subckt: “{name}” was taken"
            ))
        })
    }
}

/// The ground of every circuit.
pub(super) const GROUND: &str = "0";

/// A node's name as nodes are compared: small letters, and one name for ground, which has two.
pub(super) fn node(name: &str) -> String {
    if name.eq_ignore_ascii_case("gnd") {
        GROUND.to_owned()
    } else {
        name.to_lowercase()
    }
}

/// Whether a line begins with this word.
pub(super) fn has_word(line: &str, word: &str) -> bool {
    let first = line.split_whitespace().next();
    first.is_some_and(|first| first.eq_ignore_ascii_case(word))
}

/// Lines with those that continue them, without comments; each with its number from 1.
fn logical(text: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (n, line) in text.lines().enumerate() {
        let bare = line.split([';', '$']).next().unwrap_or("").trim();
        if bare.is_empty() || bare.starts_with('*') {
            continue;
        }
        match (bare.strip_prefix('+'), lines.last_mut()) {
            (Some(more), Some((_, before))) => {
                before.push(' ');
                before.push_str(more);
            }
            _ => lines.push((n + 1, bare.to_owned())),
        }
    }
    lines
}

/// A number with SPICE's factor behind it, letters behind that ignored: `10u`, `4.7MEG`, `100nF`.
/// `M` is a thousandth and `F` a femto, as simulators have it.
pub(super) fn number(word: &str) -> Option<f64> {
    let lower = word
        .trim_matches(['{', '}'])
        .to_lowercase()
        .replace('µ', "u");
    let end = lower
        .char_indices()
        .find(|(n, c)| {
            let exponent = *c == 'e'
                && lower.get(n + 1..).is_some_and(|rest| {
                    rest.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '+')
                });
            let sign = matches!(c, '+' | '-') && (*n == 0 || lower.get(n - 1..*n) == Some("e"));
            !(c.is_ascii_digit() || *c == '.' || exponent || sign)
        })
        .map_or(lower.len(), |(n, _)| n);
    let (digits, rest) = lower.split_at_checked(end)?;
    let value: f64 = digits.parse().ok()?;
    let factors: [(&str, f64); 10] = [
        ("meg", 1e6),
        ("mil", 25.4e-6),
        ("t", 1e12),
        ("g", 1e9),
        ("k", 1e3),
        ("m", 1e-3),
        ("u", 1e-6),
        ("n", 1e-9),
        ("p", 1e-12),
        ("f", 1e-15),
    ];
    if !rest.chars().all(char::is_alphabetic) {
        return None;
    }
    let factor = factors
        .iter()
        .find(|(letters, _)| rest.starts_with(letters));
    // Through the digits, so that 10u is the number that others call 10 µ.
    let value = match factor {
        Some((_, factor)) if *factor < 1.0 => value / (1.0 / factor).round(),
        Some((_, factor)) => value * factor,
        None => value,
    };
    value.is_finite().then_some(value)
}
