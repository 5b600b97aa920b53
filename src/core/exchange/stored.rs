//! Measured curves as a design keeps them.

use super::{
    Finding, Measurement,
    text::{Meaning, Part, Reference, Value},
};
use crate::{
    analysis::examine::Quantity,
    design::{CurveKind, Severity, StoredCurve, Taken, TakenColumn},
    quantity::text::cut,
    tuning::identify::Trace,
    words::{self, sentence},
};
use thiserror::Error;

/// A curve as it is taken: what it is, what was found in it, and what of its file it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Ready {
    /// What its values are.
    pub quantity: Quantity,
    /// Whether the file says so, or it was guessed from the values.
    pub stated: bool,
    /// The curve, with the drive voltage where the file states one.
    pub trace: Trace,
    /// What was found on the way, worst first.
    pub findings: Vec<Finding>,
    /// What of its file it is.
    pub taken: Taken,
    /// What 0 dB of a level are.
    pub reference: Reference,
}

/// A curve that is not laid into a design: it would look right there.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", tr!("not laid into the design: {}", _0))]
pub struct SurelyWrong(String);

impl Ready {
    /// Looks whether something in it is surely wrong.
    ///
    /// # Errors
    /// When something is.
    pub fn sound(&self) -> Result<(), SurelyWrong> {
        let mut findings = self.findings.iter();
        let wrong = findings.find(|finding| finding.severity == Severity::Error);
        wrong.map_or(Ok(()), |wrong| Err(SurelyWrong(wrong.message.clone())))
    }

    /// The curve as a design keeps it, under a name, as its own kind and where it was measured; its
    /// origin tells the file it is from and what was found in it.
    ///
    /// # Errors
    /// When something in it is surely wrong.
    pub fn stored(&self, name: &str) -> Result<StoredCurve, SurelyWrong> {
        self.sound()?;
        let mut origin = tr!("Imported from {}.", self.taken.file);
        if let Some(voltage) = self.trace.voltage {
            origin.push(' ');
            origin.push_str(&tr!("Taken at {voltage} V by its heading."));
        }
        for finding in &self.findings {
            origin.push(' ');
            origin.push_str(&sentence(&finding.message));
        }
        // What was found is said in the language of whoever imports it; what is kept is English.
        let origin = words::in_english(|| words::retold(&origin));
        Ok(StoredCurve {
            name: name.to_owned(),
            origin,
            shown: true,
            kind: self.quantity.into(),
            align_hz: None,
            align_to_hz: None,
            taken: Some(self.taken.clone()),
            points: self.trace.points.clone(),
        })
    }
}

impl Measurement {
    /// The curve as it is taken of a file of this name.
    pub fn ready(self, file: &str) -> Ready {
        Ready {
            taken: self.taken_of(file),
            reference: self.reference(),
            quantity: self.quantity,
            stated: self.quantity_stated,
            trace: self.trace,
            findings: self.findings,
        }
    }
}

impl Measurement {
    /// What 0 dB are.
    fn reference(&self) -> Reference {
        let column = self.reading.columns.get(self.choice.value);
        match column.map(|column| column.meaning) {
            // They were converted.
            Some(Meaning::Value(Value::Level(Reference::Pascal))) => Reference::Usual,
            Some(Meaning::Value(Value::Level(reference))) => reference,
            Some(Meaning::Value(Value::Voltage) | Meaning::Real(Part::Voltage)) => {
                Reference::Voltage
            }
            _ => Reference::Usual,
        }
    }

    /// What of its file it was taken of.
    fn taken_of(&self, file: &str) -> Taken {
        let choice = &self.choice;
        let columns = [Some(choice.frequency), Some(choice.value), choice.phase];
        // What is kept in files is English.
        let column = |at: usize| {
            let column = self.reading.columns.get(at)?;
            let meaning = match column.meaning {
                Meaning::Unstated => tr!("{}, by its values", choice.quantity.word()),
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
            columns: words::in_english(|| {
                columns.into_iter().flatten().filter_map(column).collect()
            }),
            window: None,
            calibration: None,
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
