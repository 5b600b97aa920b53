//! Measured curves as a design keeps them.

use super::{Measurement, sentence};
use crate::{
    analysis::examine::Quantity,
    design::{CurveKind, StoredCurve},
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
            points: self.trace.points.clone(),
        }
    }
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
