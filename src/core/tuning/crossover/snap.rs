//! Values in stock: the best combination of the neighbours of the best values.

use super::{
    fit::{Judge, Loss},
    ladder::Value,
    topology::Wish,
};
use crate::library::stock::{self, Component, Stocked};

/// How many stocked values on each side of the best one are tried.
const REACH: usize = 2;

/// One component of a crossover.
#[derive(Debug, Clone, PartialEq)]
pub struct Chosen {
    /// What it is.
    pub component: Component,
    /// Its best value if it could have any and had no loss: Ω, F or H.
    pub ideal: f64,
    /// What is taken.
    pub stocked: Stocked,
    /// Whether the ideal value lies outside what is in stock.
    pub out_of_stock: bool,
}

/// The components in stock that meet a wish best together; `None` where nothing is in stock.
pub fn choose(wish: &Wish, judge: &Judge<'_>) -> Option<Vec<Chosen>> {
    let components = wish.topology.ladder().components;
    let ideal = judge.ideal();
    // With the losses such values have in stock, within what is in stock, the best are others.
    let mut bounds = Vec::new();
    let mut losses = Vec::new();
    let mut start = Vec::new();
    for (component, ideal) in components.iter().zip(&ideal) {
        let all = stock::stocked(*component);
        let (first, last) = (all.first()?, all.last()?);
        let near = stock::nearest(*component, *ideal)?;
        bounds.push([first.value, last.value]);
        start.push(ideal.clamp(first.value, last.value));
        losses.push(match component {
            Component::Inductor => Loss::PerUnit(near.series_resistance / near.value),
            Component::Resistor | Component::Capacitor => Loss::Fixed(near.series_resistance),
        });
    }
    let best = judge.search(&start, &bounds, &losses);
    let tried: Vec<&[Stocked]> = components
        .iter()
        .zip(&best)
        .map(|(component, value)| stock::neighbours(*component, *value, REACH))
        .collect();
    let taken = best_of(&judge.clone().of_stock(), &tried)?;
    let chosen = components.iter().zip(&ideal).zip(taken);
    chosen
        .map(|((component, ideal), stocked)| {
            let all = stock::stocked(*component);
            // Within the half of a step beyond its ends, the stock serves.
            let out_of_stock =
                *ideal < 0.9 * all.first()?.value || *ideal > 1.1 * all.last()?.value;
            Some(Chosen {
                component: *component,
                ideal: *ideal,
                stocked: stocked.clone(),
                out_of_stock,
            })
        })
        .collect()
}

/// The combination that costs least, of one from each list.
fn best_of<'a>(judge: &Judge<'_>, tried: &[&'a [Stocked]]) -> Option<Vec<&'a Stocked>> {
    let count: usize = tried.iter().map(|list| list.len()).product();
    let combination = |mut number: usize| -> Option<Vec<&'a Stocked>> {
        tried
            .iter()
            .map(|list| {
                let one = list.get(number % list.len())?;
                number /= list.len();
                Some(one)
            })
            .collect()
    };
    let cost = |parts: &[&Stocked]| {
        let values: Vec<Value> = parts
            .iter()
            .map(|part| Value {
                value: part.value,
                loss: part.series_resistance,
            })
            .collect();
        judge.cost(&values)
    };
    (0..count)
        .filter_map(combination)
        .map(|parts| (cost(&parts), parts))
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, parts)| parts)
}
