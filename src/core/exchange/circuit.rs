//! A `.subckt` of a SPICE netlist as parts with wires: a crossover, or a driver's impedance as parts.
//!
//! Resistors, inductors and capacitors are taken. What else a circuit may hold is refused by name: a
//! part of it alone would play otherwise.

use super::{Finding, text};
use crate::design::{
    Format, Link, LinkEnd, LinkId, LinkKind, Part, PartId, PartKind, file,
    kinds::{Capacitor, Dielectric, Inductor, Resistor},
    operations::Fragment,
};
use std::collections::BTreeMap;
use thiserror::Error;

/// Most parts of a block.
const MOST: usize = 200;
/// Parts in a row, and how far they stand apart, mm.
const ROW: usize = 4;
const APART_MM: [f64; 2] = [12.0, 8.0];

/// Why a circuit is not taken.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CircuitError {
    /// Something other than a resistor, an inductor or a capacitor.
    #[error(
        "line {line} of this circuit, “{what}”, is no resistor, inductor or capacitor: only those can be taken"
    )]
    Other {
        /// Its line, from 1.
        line: usize,
        /// How it begins.
        what: String,
    },
    /// No two nodes with a value.
    #[error("line {line} of this circuit, “{what}”, has no two nodes with a number above 0 behind")]
    Value {
        /// Its line, from 1.
        line: usize,
        /// The line.
        what: String,
    },
    /// Nothing in it.
    #[error("the .subckt of this circuit holds no part")]
    Empty,
    /// Far more than a crossover.
    #[error("this circuit has more than {MOST} parts: no crossover has")]
    TooLarge,
}

/// A block of parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Circuit {
    /// What it is called.
    pub name: String,
    /// Its parts, and the wires between them.
    pub fragment: Fragment,
    /// What was found on the way.
    pub findings: Vec<Finding>,
}

impl Circuit {
    /// The first `.subckt` of a netlist; none where these bytes hold none.
    ///
    /// # Errors
    /// When it holds more than resistors, inductors and capacitors, or nothing.
    pub fn of(bytes: &[u8]) -> Option<Result<Self, CircuitError>> {
        let text = text::decoded(bytes)?;
        let lines = logical(&text);
        let is_head = |(_, line): &(usize, String)| has_word(line, ".subckt");
        let at = lines.iter().position(is_head)?;
        Some(read(lines.get(at..)?))
    }

    /// The parts as text that is pasted.
    pub fn text(&self) -> String {
        file::ron_to_text(&self.fragment)
    }
}

fn has_word(line: &str, word: &str) -> bool {
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

fn read(lines: &[(usize, String)]) -> Result<Circuit, CircuitError> {
    let head = lines.first().map_or("", |(_, line)| line.as_str());
    let mut words = head.split_whitespace().skip(1);
    let name = words.next().unwrap_or("circuit").to_owned();
    let pins: Vec<String> = words
        .take_while(|word| !word.contains('=') && !word.to_lowercase().starts_with("params"))
        .map(str::to_lowercase)
        .collect();
    let mut parts: Vec<Part> = Vec::new();
    let mut nodes: BTreeMap<String, Vec<LinkEnd>> = BTreeMap::new();
    let mut findings = Vec::new();
    let mut ended = None;
    for (n, (line, content)) in lines.iter().enumerate().skip(1) {
        if has_word(content, ".ends") {
            ended = Some(n);
            break;
        }
        let element = element(*line, content)?;
        if let Some(rest) = element.left {
            findings.push(Finding::doubt(format!(
                "line {line}: “{rest}” behind the value was not taken"
            )));
        }
        if element.nodes[0] == element.nodes[1] {
            findings.push(Finding::doubt(format!(
                "line {line}: “{}” has both ends on one node and was left out",
                element.name
            )));
            continue;
        }
        if parts.len() == MOST {
            return Err(CircuitError::TooLarge);
        }
        let (column, row) = (parts.len() % ROW, parts.len() / ROW);
        let number = u32::try_from(parts.len()).unwrap_or(u32::MAX);
        let at = [column as f64 * APART_MM[0], row as f64 * APART_MM[1]];
        let mut part = Part::new(PartId(number), element.kind, at);
        part.name = element.name;
        for (node, port) in element.nodes.into_iter().zip(["1", "2"]) {
            nodes.entry(node).or_default().push(LinkEnd {
                part: part.id,
                port: port.to_owned(),
            });
        }
        parts.push(part);
    }
    if parts.is_empty() {
        return Err(CircuitError::Empty);
    }
    if lines
        .iter()
        .skip(1)
        .any(|(_, line)| has_word(line, ".subckt"))
        && ended.is_some()
    {
        findings.push(Finding::doubt(format!(
            "the netlist has more than one .subckt: “{name}” was taken"
        )));
    }
    let called = |end: &LinkEnd| {
        let part = parts.iter().find(|part| part.id == end.part);
        part.map_or_else(String::new, |part| format!("{} {}", part.name, end.port))
    };
    for pin in &pins {
        let at = nodes.get(pin).and_then(|ends| ends.first());
        findings.push(match at {
            Some(end) => Finding::note(format!("pin “{pin}” is {}: wire it up", called(end))),
            None => Finding::doubt(format!("pin “{pin}” leads to no part")),
        });
    }
    let mut links = Vec::new();
    for ends in nodes.values() {
        for pair in ends.windows(2) {
            let [from, to] = pair else { continue };
            let number = u32::try_from(links.len()).unwrap_or(u32::MAX);
            links.push(Link {
                id: LinkId(number),
                name: format!("W{}", number.saturating_add(1)),
                from: from.clone(),
                to: to.clone(),
                way_points_mm: Vec::new(),
                kind: LinkKind::Wire,
            });
        }
    }
    Ok(Circuit {
        name,
        fragment: Fragment {
            format: Format,
            parts,
            links,
        },
        findings,
    })
}

/// An element of a netlist.
struct Element {
    name: String,
    nodes: [String; 2],
    kind: PartKind,
    /// What stands behind that was not understood.
    left: Option<String>,
}

fn element(line: usize, content: &str) -> Result<Element, CircuitError> {
    let first = content.chars().next().map(|c| c.to_ascii_uppercase());
    if !matches!(first, Some('R' | 'L' | 'C')) {
        let what = crate::quantity::text::cut(content, 40).into_owned();
        return Err(CircuitError::Other { line, what });
    }
    let wrong = || CircuitError::Value {
        line,
        what: crate::quantity::text::cut(content, 60).into_owned(),
    };
    let mut words = content.split_whitespace();
    let name = words.next().unwrap_or("").chars().take(60).collect();
    let nodes = [words.next(), words.next()].map(|node| node.map(str::to_lowercase));
    let [Some(from), Some(to)] = nodes else {
        return Err(wrong());
    };
    let value = words.next().and_then(number).filter(|value| *value > 0.0);
    let value = value.ok_or_else(wrong)?;
    let (mut series, mut left) = (0.0, Vec::new());
    for word in words {
        let resistance = word
            .split_once('=')
            .filter(|(key, _)| key.eq_ignore_ascii_case("rser") && first != Some('R'));
        match resistance.and_then(|(_, typed)| number(typed)) {
            Some(typed) if typed >= 0.0 => series = typed,
            _ => left.push(word),
        }
    }
    let kind = match first {
        Some('L') => Inductor {
            inductance: value,
            dc_resistance: series,
        }
        .into(),
        Some('C') => Capacitor {
            capacitance: value,
            series_resistance: series,
            dielectric: Dielectric::Film,
        }
        .into(),
        _ => Resistor { resistance: value }.into(),
    };
    Ok(Element {
        name,
        nodes: [from, to],
        kind,
        left: (!left.is_empty()).then(|| left.join(" ")),
    })
}

/// A number with SPICE's factor behind it, letters behind that ignored: `10u`, `4.7MEG`, `100nF`.
/// `M` is a thousandth and `F` a femto, as simulators have it.
fn number(word: &str) -> Option<f64> {
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
