//! A population of ears behind the response: the band that most of them fill, its quarters and its
//! middle.

use crate::{
    analysis::{EarPopulation, Role},
    picture::{Side, Trace},
};

/// The traces of a population, what stands back first.
pub(super) fn traces(of: &EarPopulation) -> Vec<Trace> {
    let trace = |name: &str, role: Role, y: &[f64]| Trace {
        name: name.to_owned(),
        role,
        side: Side::Left,
        faint: false,
        x: of.f.clone(),
        y: y.to_vec(),
    };
    let [low, quarter, median, three_quarters, high] = &of.levels;
    let name = tr!("5 to 95 % of {} ears", of.count);
    vec![
        trace(&name, Role::EarLow, low),
        trace(tr!("95 % of ears"), Role::EarHigh, high),
        trace(tr!("25 % of ears"), Role::Ear(0), quarter),
        trace(tr!("75 % of ears"), Role::Ear(1), three_quarters),
        trace(tr!("Median ear"), Role::EarMedian, median),
    ]
}

/// What the population says in the grey line under the plot.
pub(super) fn notes(of: &EarPopulation) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(inside) = &of.inside {
        let percent = 100.0 * inside.share;
        notes.push(tr!("{percent:.0} % of the ears within {}", inside.words));
    }
    let cut = |note: &String| note.trim_end_matches('.').to_owned();
    notes.extend(of.notes.iter().map(cut));
    notes
}
