//! What a search may change, and the values it may take: real parts, or any number in a range.

use crate::design::{
    Design, InsertKind, LinkKind, Number, ParameterInfo, PartKind, Section, Subject, Tube, number,
    parameter::{ParameterKey, Parameters as _, Stock},
    seat::{Keep, Seat},
};
use crate::library;
use crate::quantity::series::Series;

/// A number a search may change.
#[derive(Debug, Clone, PartialEq)]
pub struct Variable {
    /// Which one. The bore where a section begins moves the whole section: its cone stays as
    /// steep as it is.
    pub number: Number,
    /// The least and the greatest value it may take, SI.
    pub range: (f64, f64),
    /// What of that can be bought, SI, ascending; empty: any value in the range.
    pub values: Vec<f64>,
}

/// Which numbers go free together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// Every resistor, capacitor and inductor.
    Crossover,
    /// Every tube's sections, and the dampers in them.
    Tubes,
}

impl Family {
    /// Whether a number belongs to it.
    fn has(self, info: &ParameterInfo) -> bool {
        match (self, info.stock) {
            (Self::Crossover, Some(Stock::Series(_)))
            | (Self::Tubes, Some(Stock::Dampers | Stock::Lengths | Stock::Bores)) => true,
            (_, _) => false,
        }
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

/// Every number of a design that a catalogue offers values for: resistors, capacitors and inductors
/// in standard values between a fifth and five times what they are, dampers of the catalogue, tube
/// lengths on half millimetres between half and twice, and bores in stock.
pub fn catalogue_variables(design: &Design) -> Vec<Variable> {
    let mut found = family(design, Family::Crossover, true);
    found.extend(family(design, Family::Tubes, true));
    found
}

/// What is free in a design, as its rows say.
pub fn free(design: &Design) -> Vec<Variable> {
    let all = design.free.iter().filter_map(|free| {
        let found = variable(design, &free.number, !free.any_value)?;
        let Some(range) = free.range else {
            return Some(found);
        };
        let bought = !found.values.is_empty();
        let found = found.between(range);
        // Where nothing in the range can be bought, it stays as it is.
        (bought != found.values.is_empty()).then_some(found)
    });
    all.collect()
}

/// The numbers of a family, at values in stock or at any.
pub fn family(design: &Design, family: Family, stock: bool) -> Vec<Variable> {
    number::numbers(design)
        .into_iter()
        .filter(|(_, info, _)| family.has(info))
        .filter_map(|(number, info, value)| of(design, number, &info, value, stock))
        .collect()
}

/// What is free where one number is: as far as a search goes from what it is now. Absent where it is
/// 0, which has no neighbourhood, and where the design has no such number.
pub fn variable(design: &Design, number: &Number, stock: bool) -> Option<Variable> {
    let (info, value) = number.find(design)?;
    of(design, number.clone(), &info, value, stock)
}

fn of(
    design: &Design,
    number: Number,
    info: &ParameterInfo,
    value: f64,
    stock: bool,
) -> Option<Variable> {
    // A cone is drawn, not bought.
    let bought = info
        .stock
        .filter(|of| *of != Stock::Bores || is_straight(design, &number));
    let values = bought
        .and_then(|stock| stocked(stock, value))
        .unwrap_or_default();
    let within = |(from, to): (f64, f64)| (from.max(info.min), to.min(info.max));
    let range = match (values.first(), values.last(), info.key) {
        (Some(first), Some(last), _) if stock || bought == Some(Stock::Dampers) => (*first, *last),
        (_, _, POSITION) => (0.0, info.max),
        // A plane in the canal lies on either side of the reference plane.
        (_, _, INSERTION) => (info.min, info.max),
        _ => within((value / WIDER, value * WIDER)),
    };
    let values = if stock { values } else { Vec::new() };
    (range.1 > range.0).then_some(Variable {
        number,
        range,
        values,
    })
}

/// How many times as large or small a number may become that is not bought.
const WIDER: f64 = 3.0;

const POSITION: &str = "insert.position";
const INSERTION: &str = "insertion";
const BORE_IN: &str = "section.bore_in";

/// The section of which this is the bore where it begins.
fn section<'a>(design: &'a Design, number: &Number) -> Option<&'a Section> {
    let Subject::Link(id) = number.subject else {
        return None;
    };
    let LinkKind::Tube(tube) = &design.link(id)?.kind else {
        return None;
    };
    (number.key.key == BORE_IN).then(|| tube.sections.get(number.key.index?))?
}

fn is_straight(design: &Design, number: &Number) -> bool {
    section(design, number).is_some_and(|section| section.bore_in == section.bore_out)
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
    /// The same between other bounds, SI.
    #[must_use]
    pub fn between(mut self, range: (f64, f64)) -> Self {
        self.values.retain(|v| (range.0..=range.1).contains(v));
        self.range = range;
        self
    }

    /// What the design has; absent where it has no such number.
    pub fn value_in(&self, design: &Design) -> Option<f64> {
        self.number.find(design).map(|(_, value)| value)
    }

    /// The index of the value in stock nearest to this one; absent where any value will do.
    pub fn nearest(&self, value: f64) -> Option<usize> {
        let distance = |known: f64| {
            if value > 0.0 && known > 0.0 {
                (known / value).ln().abs()
            } else {
                (known - value).abs()
            }
        };
        let distances = self.values.iter().copied().map(distance).enumerate();
        let nearest = distances.min_by(|(_, a), (_, b)| a.total_cmp(b));
        nearest.map(|(index, _)| index)
    }

    /// Puts a value into a design. What goes with it follows: the resistance of a winding, the names
    /// of dampers, the seats of what sits in a tube, the other end of a section's bore.
    pub fn write(&self, design: &mut Design, value: f64) {
        let key = &self.number.key;
        match self.number.subject {
            Subject::Design => {
                self.number.set(design, value);
            }
            Subject::Part(id) => {
                if let Some(part) = design.parts.find_mut(|part| part.id == id) {
                    let before = part.get(key);
                    part.set(key, value);
                    keep_winding(&mut part.kind, before, value);
                }
            }
            Subject::Link(id) => {
                let Some(link) = design.links.find_mut(|link| link.id == id) else {
                    return;
                };
                let LinkKind::Tube(tube) = &mut link.kind else {
                    return;
                };
                match key.key.as_str() {
                    BORE_IN => set_bore(tube, key.index, value),
                    _ => {
                        let before = tube.clone();
                        tube.set(key, value);
                        settle(tube, &before, key);
                    }
                }
            }
        }
    }
}

/// Gives a section another bore where it begins; its other end follows in proportion.
fn set_bore(tube: &mut Tube, index: Option<usize>, value: f64) {
    let Some(section) = index.and_then(|n| tube.sections.get_mut(n)) else {
        return;
    };
    section.bore_out = if section.bore_out == section.bore_in {
        value
    } else {
        section.bore_out * (value / section.bore_in)
    };
    section.bore_in = value;
}

/// An inductor of another value in the same winding window: resistance and inductance both grow
/// with the square of the turns.
fn keep_winding(kind: &mut PartKind, before: Option<f64>, now: f64) {
    if let (PartKind::Inductor(inductor), Some(before)) = (kind, before)
        && before > 0.0
        && inductor.inductance == now
    {
        inductor.dc_resistance *= inductor.inductance / before;
    }
}

/// Keeps an insert on its border or at its share of its section, and names dampers by their value.
fn settle(tube: &mut Tube, before: &Tube, key: &ParameterKey) {
    if key.key == "section.length" {
        let lengths: Vec<f64> = tube.sections.iter().map(|s| s.length).collect();
        let mut seated = before.clone();
        seated.set_lengths(&lengths, Keep::Share);
        for (insert, seated) in tube.inserts.iter_mut().zip(&seated.inserts) {
            insert.position = seated.position;
        }
    }
    for insert in &mut tube.inserts {
        if let InsertKind::Damper {
            name, resistance, ..
        } = &mut insert.kind
        {
            *name = library::damper_name(*resistance);
        }
    }
}

/// Brings what follows from other numbers to what can be made: windings to hundredths of an ohm,
/// seats of inserts to whole micrometres.
pub fn tidy(design: &mut Design, variables: &[Variable]) {
    use crate::quantity::text::round_to;
    for variable in variables {
        match variable.number.subject {
            Subject::Part(id) => {
                let inductor = |part: &crate::design::Part| {
                    part.id == id && matches!(part.kind, PartKind::Inductor(_))
                };
                if let Some(part) = design.parts.find_mut(inductor)
                    && let PartKind::Inductor(inductor) = &mut part.kind
                {
                    inductor.dc_resistance = round_to(inductor.dc_resistance, 2);
                }
            }
            Subject::Link(id) => {
                let link = design.links.find_mut(|link| link.id == id);
                if let Some(LinkKind::Tube(tube)) = link.map(|link| &mut link.kind) {
                    let total = tube.total_length();
                    let seats: Vec<Seat> =
                        tube.inserts.iter().map(|i| tube.seat(i.position)).collect();
                    for (insert, seat) in tube.inserts.iter_mut().zip(seats) {
                        if matches!(seat, Seat::Within(..)) {
                            insert.position = round_to(insert.position, 3).min(total);
                        }
                    }
                }
            }
            Subject::Design => {}
        }
    }
}
