//! Measured curves as a design keeps them.

use super::{Measurement, sentence, text::Meaning};
use crate::{
    analysis::examine::Quantity,
    design::{CurveKind, StoredCurve, Taken, TakenColumn},
    quantity::text::cut,
};
use std::fmt::Write as _;

impl Measurement {
    /// The curve as a design keeps it, under a name, as its own kind and where it was measured; its
    /// origin tells the file it is from and what was found in it.
    pub fn stored(&self, name: &str, file: &str) -> StoredCurve {
        let mut origin = format!("Imported from {file}.");
        if let Some(voltage) = self.trace.voltage {
            let _ = write!(origin, " Taken at {voltage} V by its heading.");
        }
        for finding in &self.findings {
            origin.push(' ');
            origin.push_str(&sentence(&finding.message));
        }
        StoredCurve {
            name: name.to_owned(),
            origin,
            shown: true,
            kind: self.quantity.into(),
            align_hz: None,
            taken: Some(self.taken_of(file)),
            points: self.trace.points.clone(),
        }
    }
}

impl Measurement {
    /// What of its file it was taken of.
    fn taken_of(&self, file: &str) -> Taken {
        let choice = &self.choice;
        let columns = [Some(choice.frequency), Some(choice.value), choice.phase];
        let column = |at: usize| {
            let column = self.reading.columns.get(at)?;
            let meaning = match column.meaning {
                Meaning::Unstated => format!("{}, by its values", choice.quantity.word()),
                meaning => meaning.words().into_owned(),
            };
            Some(TakenColumn {
                at: at + 1,
                head: line(&column.head),
                meaning,
            })
        };
        Taken {
            file: line(file),
            columns: columns.into_iter().flatten().filter_map(column).collect(),
            sweep: (self.reading.sweeps(choice) > 1).then_some(choice.sweep + 1),
        }
    }
}

/// Letters of a head that are kept.
const LONGEST: usize = 120;

/// A text of somebody else's as a line.
fn line(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    cut(&plain, LONGEST).into_owned()
}

impl From<Quantity> for CurveKind {
    fn from(quantity: Quantity) -> Self {
        match quantity {
            Quantity::Level => Self::Level,
            Quantity::Impedance => Self::Impedance,
        }
    }
}

/// Curves with others behind them, each of those under a name of its own.
pub fn with_curves(present: &[StoredCurve], new: Vec<StoredCurve>) -> Vec<StoredCurve> {
    let mut all = present.to_vec();
    for mut curve in new {
        let taken = |name: &str| all.iter().any(|known| known.name == name);
        if taken(&curve.name) {
            let free = (2..=all.len() + 2)
                .map(|n| format!("{} {n}", curve.name))
                .find(|name| !taken(name));
            curve.name = free.unwrap_or(curve.name);
        }
        all.push(curve);
    }
    all
}
