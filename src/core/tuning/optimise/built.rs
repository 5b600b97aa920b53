//! Values found, put into a design.

use super::super::variable::{self, Variable};
use crate::{
    design::{Design, Edit, Subject},
    quantity::text::round_to,
};
use std::collections::BTreeSet;

/// Digits of a value that is not bought.
const DIGITS: usize = 5;

/// A design with its free numbers at these values: what is bought at the value in stock itself, not
/// at what its logarithm comes back to.
pub(in crate::tuning) fn written(
    design: &Design,
    variables: &[Variable],
    values: &[f64],
) -> Design {
    let mut design = design.clone();
    for (variable, &value) in variables.iter().zip(values) {
        let stock = variable.nearest(value).and_then(|n| variable.values.get(n));
        let (low, high) = variable.range;
        let any = round_to(value, DIGITS).clamp(low, high);
        variable.write(&mut design, stock.copied().unwrap_or(any));
    }
    variable::tidy(&mut design, variables);
    design
}

/// What brings a design to the values another one of the same parts has.
pub(in crate::tuning) fn edits(variables: &[Variable], to: &Design) -> Vec<Edit> {
    edits_of(variables.iter().map(|v| v.number.subject).collect(), to)
}

/// The same of all numbers of some owners.
pub(in crate::tuning) fn edits_of(owners: BTreeSet<Subject>, to: &Design) -> Vec<Edit> {
    let edits = |owner| match owner {
        Subject::Part(id) => to
            .part(id)
            .map(|part| Edit::SetPart(Box::new(part.clone()))),
        Subject::Link(id) => to
            .link(id)
            .map(|link| Edit::SetLink(Box::new(link.clone()))),
        Subject::Design => Some(Edit::Batch(vec![
            Edit::SetAir(to.air.clone()),
            Edit::SetDrive(to.drive.clone()),
        ])),
    };
    owners.into_iter().filter_map(edits).collect()
}
