//! Components in stock: every standard value the catalogue offers, with its losses.

use super::catalogue::catalogue;
use crate::quantity::order::SortByNumber as _;
use crate::{
    design::{
        PartKind,
        electrical::{Capacitor, Dielectric, Inductor, Resistor},
    },
    quantity::{Unit, series::Series, text::round_to},
};
use std::sync::OnceLock;

/// Kinds of component a crossover is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Component {
    /// A resistor.
    Resistor,
    /// A capacitor.
    Capacitor,
    /// An inductor.
    Inductor,
}

impl Component {
    /// The unit of its value.
    pub fn unit(self) -> &'static Unit {
        match self {
            Self::Resistor => &Unit::OHM,
            Self::Capacitor => &Unit::FARAD,
            Self::Inductor => &Unit::HENRY,
        }
    }

    /// What it is called.
    pub fn word(self) -> &'static str {
        match self {
            Self::Resistor => "Resistor",
            Self::Capacitor => "Capacitor",
            Self::Inductor => "Inductor",
        }
    }
}

/// A component that can be bought.
#[derive(Debug, Clone, PartialEq)]
pub struct Stocked {
    /// Its value: Ω, F or H.
    pub value: f64,
    /// Its series resistance, Ω: 0 for a resistor.
    pub series_resistance: f64,
    /// The part to place.
    pub kind: PartKind,
    /// The series of the catalogue it belongs to.
    pub series: &'static str,
}

/// Every value of a component, ascending; of equal values the one that behaves best.
pub fn stocked(component: Component) -> &'static [Stocked] {
    static ALL: OnceLock<[Vec<Stocked>; 3]> = OnceLock::new();
    let [resistors, capacitors, inductors] =
        ALL.get_or_init(|| [resistors(), capacitors(), inductors()].map(sorted));
    match component {
        Component::Resistor => resistors,
        Component::Capacitor => capacitors,
        Component::Inductor => inductors,
    }
}

/// Up to `reach` stocked values on each side of `value`, ascending; one of that very value counts
/// as below. Beyond the ends of the stock, those nearest to it.
pub fn neighbours(component: Component, value: f64, reach: usize) -> &'static [Stocked] {
    let all = stocked(component);
    let above = all.partition_point(|part| part.value <= value * (1.0 + 1e-9));
    let from = above.saturating_sub(reach);
    let to = (above + reach).min(all.len());
    all.get(from..to).unwrap_or_default()
}

/// The stocked component nearest to a value by ratio.
pub fn nearest(component: Component, value: f64) -> Option<&'static Stocked> {
    let away = |part: &Stocked| (part.value / value).ln().abs();
    neighbours(component, value, 1)
        .iter()
        .min_by(|a, b| away(a).total_cmp(&away(b)))
}

fn values(series: Series, from: f64, to: f64) -> impl Iterator<Item = f64> {
    let first = series.nearest(from);
    std::iter::successors(Some(first), move |value| Some(series.next(*value)))
        .take_while(move |value| *value <= to * (1.0 + 1e-9))
}

/// Ascending, the first of equal values only.
fn sorted(mut all: Vec<Stocked>) -> Vec<Stocked> {
    all.sort_by_number(|a| a.value);
    all.dedup_by(|later, first| (later.value / first.value - 1.0).abs() < 1e-9);
    all
}

fn resistors() -> Vec<Stocked> {
    let series = catalogue().resistors.iter();
    series
        .flat_map(|stock| {
            values(stock.series, stock.from, stock.to).map(move |value| Stocked {
                value,
                series_resistance: 0.0,
                kind: Resistor::of(value).into(),
                series: &stock.name,
            })
        })
        .collect()
}

fn capacitors() -> Vec<Stocked> {
    let mut series: Vec<_> = catalogue().capacitors.iter().collect();
    // What keeps its value under voltage comes first, then what loses least.
    series.sort_by(|a, b| {
        let rank = |dielectric| match dielectric {
            Dielectric::C0g => 0,
            Dielectric::Film => 1,
            Dielectric::Tantalum => 2,
            Dielectric::X7r => 3,
            Dielectric::X5r => 4,
            Dielectric::Electrolytic => 5,
        };
        rank(a.dielectric)
            .cmp(&rank(b.dielectric))
            .then(a.series_resistance.total_cmp(&b.series_resistance))
    });
    series
        .into_iter()
        .flat_map(|stock| {
            values(stock.series, stock.from, stock.to).map(move |value| Stocked {
                value,
                series_resistance: stock.series_resistance,
                kind: Capacitor {
                    capacitance: value,
                    series_resistance: stock.series_resistance,
                    dielectric: stock.dielectric,
                    rated_voltage: 0.0,
                }
                .into(),
                series: &stock.name,
            })
        })
        .collect()
}

fn inductors() -> Vec<Stocked> {
    let mut series: Vec<_> = catalogue().inductors.iter().collect();
    series.sort_by_number(|a| a.resistance_per_henry);
    series
        .into_iter()
        .flat_map(|stock| {
            values(stock.series, stock.from, stock.to).map(move |value| {
                let dc_resistance = round_to(value * stock.resistance_per_henry, 2);
                Stocked {
                    value,
                    series_resistance: dc_resistance,
                    kind: Inductor {
                        inductance: value,
                        dc_resistance,
                        saturation_current: 0.0,
                    }
                    .into(),
                    series: &stock.name,
                }
            })
        })
        .collect()
}
