//! What a search may change, and the values it may take: real parts, not any number.

use crate::design::{
    Design, InsertKind, Link, LinkId, LinkKind, PartId, PartKind, Tube,
    parameter::{ParameterKey, Parameters as _, Stock},
    port::{MINUS, PLUS},
    seat::{Keep, Seat},
};
use crate::library;
use crate::quantity::series::Series;

/// One thing a search may change.
#[derive(Debug, Clone, PartialEq)]
pub struct Variable {
    /// What it is.
    pub what: What,
    /// The values it may take, in the SI unit of the parameter, ascending. For a polarity: 0 as
    /// drawn, 1 reversed.
    pub values: Vec<f64>,
}

/// What a variable changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A number of a part.
    Part(PartId, ParameterKey),
    /// A number of a link.
    Link(LinkId, ParameterKey),
    /// The bore of a whole tube.
    Bore(LinkId),
    /// The sense in which a driver's terminals are wired.
    Polarity(PartId),
}

fn key(key: &str, index: Option<usize>) -> ParameterKey {
    ParameterKey {
        key: key.to_owned(),
        index,
    }
}

/// Values of a series from `from` to `to`, both included.
fn series(series: Series, from: f64, to: f64) -> Vec<f64> {
    let mut values = Vec::new();
    let mut value = series.nearest(from);
    while value <= to * (1.0 + 1e-9) {
        values.push(value);
        value = series.next(value);
    }
    values
}

/// Multiples of `step_mm` from `from_mm` to `to_mm`, m.
fn lengths(from_mm: f64, to_mm: f64, step_mm: f64) -> Vec<f64> {
    let first = (from_mm / step_mm).round();
    let mut values = Vec::new();
    let mut n = first;
    while n * step_mm <= to_mm + 1e-9 {
        // Through text, so that 3.6 mm is the number everybody else calls 3.6 mm.
        let text = format!("{:.3}e-3", n * step_mm);
        values.push(text.parse().unwrap_or(n * step_mm * 1e-3));
        n += 1.0;
    }
    values
}

/// Every value a catalogue offers for this design: resistors, capacitors and inductors in standard
/// values between a fifth and five times what they are, dampers of the catalogue, tube lengths on
/// half millimetres between half and twice, bores in stock, and the sense of every driver.
pub fn catalogue_variables(design: &Design) -> Vec<Variable> {
    let mut found = Vec::new();
    for part in &design.parts {
        for (info, value) in part.parameters() {
            found.extend(
                info.stock
                    .and_then(|stock| stocked(stock, value))
                    .map(|values| Variable {
                        what: What::Part(part.id, info.key()),
                        values,
                    }),
            );
        }
        if part.kind.is_driver() {
            found.push(Variable {
                what: What::Polarity(part.id),
                values: vec![0.0, 1.0],
            });
        }
    }
    for link in &design.links {
        let rows = link.parameters();
        for wanted in [Stock::Dampers, Stock::Lengths] {
            for (info, value) in rows.iter().filter(|(info, _)| info.stock == Some(wanted)) {
                found.extend(stocked(wanted, *value).map(|values| Variable {
                    what: What::Link(link.id, info.key()),
                    values,
                }));
            }
        }
        // One tube, one bore.
        if let Some((_, bore)) = rows
            .iter()
            .find(|(info, _)| info.stock == Some(Stock::Bores))
        {
            found.extend(stocked(Stock::Bores, *bore).map(|values| Variable {
                what: What::Bore(link.id),
                values,
            }));
        }
    }
    found
}

/// The values of a number, now `value`, that can be bought; absent where none is near it.
fn stocked(stock: Stock, value: f64) -> Option<Vec<f64>> {
    match stock {
        Stock::Series(of) => (value > 0.0).then(|| series(of, value / 5.0, value * 5.0)),
        Stock::Dampers => Some(library::dampers().iter().map(|d| d.resistance).collect()),
        Stock::Lengths => {
            let mm = value * 1e3;
            Some(lengths((mm / 2.0).max(1.0), mm * 2.0, 0.5))
        }
        Stock::Bores => Some(library::tubes().iter().map(|tube| tube.bore).collect()),
    }
}

impl Variable {
    /// The index of the value nearest to what the design has; absent when the design lacks it.
    pub fn index_in(&self, design: &Design) -> Option<usize> {
        let now = match &self.what {
            What::Part(id, key) => design.part(*id)?.get(key)?,
            What::Link(id, key) => design.link(*id)?.get(key)?,
            What::Bore(id) => design.link(*id)?.get(&key("section.bore_in", Some(0)))?,
            What::Polarity(_) => 0.0,
        };
        let distance = |value: f64| {
            if now > 0.0 && value > 0.0 {
                (value / now).ln().abs()
            } else {
                (value - now).abs()
            }
        };
        (0..self.values.len()).min_by(|&a, &b| {
            let at = |n: usize| self.values.get(n).map_or(f64::INFINITY, |v| distance(*v));
            at(a).total_cmp(&at(b))
        })
    }

    /// Puts the value with this index into a design.
    pub fn write(&self, design: &mut Design, index: usize) {
        let Some(&value) = self.values.get(index) else {
            return;
        };
        match &self.what {
            What::Part(id, key) => {
                if let Some(part) = design.parts.find_mut(|part| part.id == *id) {
                    let before = part.get(key);
                    part.set(key, value);
                    keep_winding(&mut part.kind, before);
                }
            }
            What::Link(id, key) => {
                if let Some(link) = design.links.find_mut(|link| link.id == *id) {
                    let before = link.clone();
                    link.set(key, value);
                    if let (LinkKind::Tube(tube), LinkKind::Tube(before)) =
                        (&mut link.kind, &before.kind)
                    {
                        settle(tube, before);
                    }
                }
            }
            What::Bore(id) => {
                let link = design.links.find_mut(|link| link.id == *id);
                if let Some(LinkKind::Tube(tube)) = link.map(|link| &mut link.kind) {
                    for section in &mut tube.sections {
                        section.bore_in = value;
                        section.bore_out = value;
                    }
                }
            }
            What::Polarity(id) => {
                if value > 0.5 {
                    reverse(design, *id);
                }
            }
        }
    }
}

/// An inductor of another value in the same winding window: resistance and inductance both grow
/// with the square of the turns.
fn keep_winding(kind: &mut PartKind, before: Option<f64>) {
    if let (PartKind::Inductor(inductor), Some(before)) = (kind, before)
        && before > 0.0
    {
        let resistance = inductor.dc_resistance * inductor.inductance / before;
        inductor.dc_resistance = crate::quantity::text::round_to(resistance, 2);
    }
}

/// Names dampers by their new value, and keeps an insert on its border or at its share of its
/// section.
fn settle(tube: &mut Tube, before: &Tube) {
    let lengths: Vec<f64> = tube.sections.iter().map(|s| s.length).collect();
    let mut seated = before.clone();
    seated.set_lengths(&lengths, Keep::Share);
    let total = tube.total_length();
    let moved: Vec<f64> = (seated.inserts.iter().zip(&before.inserts))
        .map(|(now, then)| match before.seat(then.position) {
            Seat::Within(..) if now.position != then.position => {
                crate::quantity::text::round_to(now.position, 3).min(total)
            }
            _ => now.position,
        })
        .collect();
    for (insert, position) in tube.inserts.iter_mut().zip(moved) {
        insert.position = position;
        if let InsertKind::Damper {
            name, resistance, ..
        } = &mut insert.kind
        {
            *name = library::damper_name(*resistance);
        }
    }
}

/// Exchanges the wires at `+` and `-` of a driver.
fn reverse(design: &mut Design, id: PartId) {
    let ends_here = |link: &Link| link.ends().into_iter().any(|end| end.part == id);
    design.links.change_where(ends_here, |link| {
        for end in [&mut link.from, &mut link.to] {
            if end.part == id {
                match end.port.as_str() {
                    PLUS => MINUS.clone_into(&mut end.port),
                    MINUS => PLUS.clone_into(&mut end.port),
                    _ => {}
                }
            }
        }
    });
}
