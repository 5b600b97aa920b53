//! The family of ears behind the response: thin curves, the band they fill, the worst by name.

use crate::{
    analysis::{EarFamily, Role},
    picture::{Side, Trace},
};

/// The traces of a family, what stands back first.
pub(super) fn traces(family: &EarFamily) -> Vec<Trace> {
    let trace = |name: String, role: Role, y: &[f64]| Trace {
        name,
        role,
        side: Side::Left,
        faint: false,
        x: family.f.clone(),
        y: y.to_vec(),
    };
    let count = family.members.len();
    if count == 0 {
        return Vec::new();
    }
    let mut traces = vec![
        trace(tr!("Ear family of {count}"), Role::EarLow, &family.low),
        trace(tr!("Ear family").to_owned(), Role::EarHigh, &family.high),
    ];
    for (n, member) in family.members.iter().enumerate() {
        traces.push(trace(member.name.clone(), Role::Ear(n), &member.level_db));
    }
    if let Some(worst) = family.worst_member() {
        let name = tr!("Worst: {}", worst.name);
        traces.push(trace(name, Role::WorstEar, &worst.level_db));
    }
    traces
}

/// What the family says in the grey line under the plot.
pub(super) fn notes(family: &EarFamily) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(worst) = family.worst_member()
        && let Some((f, by)) = worst.deviation
    {
        let by = crate::picture::ticks::minus(&format!("{by:+.1}"));
        notes.push(tr!(
            "Worst ear: {}, {by} dB from the design as drawn at {f:.0} Hz",
            worst.name
        ));
    }
    notes.extend(
        family
            .notes
            .iter()
            .map(|note| note.trim_end_matches('.').to_owned()),
    );
    notes
}
