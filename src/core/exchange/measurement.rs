//! A measured curve from a file to what a fit takes: the same way for the window and the command
//! line.

use super::{
    finding::Finding,
    text::{Choice, ImportError, Imported, Meaning, Reading, Value},
};
use crate::{
    analysis::examine::Quantity,
    design::{
        Severity,
        file::{self, FileError},
    },
    tuning::identify::Trace,
};
use std::path::Path;
use thiserror::Error;

/// A measured curve, read and examined.
#[derive(Debug, Clone, PartialEq)]
pub struct Measurement {
    /// What its values are.
    pub quantity: Quantity,
    /// Whether the text says so, or it was guessed from the values.
    pub quantity_stated: bool,
    /// The curve, with the drive voltage where the heading states one.
    pub trace: Trace,
    /// What was found on the way, worst first.
    pub findings: Vec<Finding>,
    /// The table it is from.
    pub reading: Reading,
    /// The columns it was taken from.
    pub choice: Choice,
}

/// Why a file is not the curve that is wanted.
#[derive(Debug, Error)]
pub enum MeasurementError {
    /// It cannot be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// It is no curve.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// It is a curve of something else.
    #[error("{}", tr!("it holds another kind of curve: its heading says so"))]
    WrongKind,
    /// It is a voltage or a sound pressure, wanted as ohms.
    #[error("{}", tr!("what was taken is a voltage or a sound pressure, no impedance"))]
    NoImpedance,
}

impl Measurement {
    /// Reads a file and looks at it.
    ///
    /// # Errors
    /// When it cannot be read or holds no curve.
    pub fn open(path: &Path) -> Result<Self, MeasurementError> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Self::of(Reading::of(&file::read(path)?, &name)?)
    }

    /// Reads a text and looks at it.
    ///
    /// # Errors
    /// When the text holds no curve.
    pub fn read(text: &str) -> Result<Self, MeasurementError> {
        Self::of(Reading::of(text.as_bytes(), "")?)
    }

    fn of(reading: Reading) -> Result<Self, MeasurementError> {
        let choice = reading.choose(None)?;
        Ok(Self::taken(reading, choice)?)
    }

    /// The curve of a table that was chosen.
    ///
    /// # Errors
    /// When it has fewer than two points.
    pub fn taken(reading: Reading, choice: Choice) -> Result<Self, ImportError> {
        let Imported {
            quantity,
            quantity_stated,
            voltage,
            points,
            findings,
        } = reading.take(&choice)?;
        Ok(Self {
            quantity,
            quantity_stated,
            trace: Trace { points, voltage },
            findings,
            reading,
            choice,
        })
    }

    /// The same, taken for a curve of this kind; another of its table's curves where that is one.
    ///
    /// # Errors
    /// When its heading says that it is of the other kind.
    pub fn as_a(self, wanted: Quantity) -> Result<Self, MeasurementError> {
        if self.quantity == wanted {
            return Ok(self);
        }
        let other = self.reading.choose(Some(wanted))?;
        if other.quantity == wanted {
            return Ok(Self::taken(self.reading, other)?);
        }
        if self.quantity_stated {
            return Err(MeasurementError::WrongKind);
        }
        Self::taken_for(self.reading, self.choice, wanted)
    }

    /// The curve of a table that was chosen, for what the user says that it is: where its heading says
    /// otherwise, that is told.
    ///
    /// # Errors
    /// When it has fewer than two points, or its heading says that it is surely something else.
    pub fn taken_for(
        reading: Reading,
        choice: Choice,
        wanted: Quantity,
    ) -> Result<Self, MeasurementError> {
        let column = reading.columns.get(choice.value);
        let said = column.map_or(Meaning::Unstated, |column| column.meaning);
        let impedance = wanted == Quantity::Impedance;
        if impedance && said.is_no_impedance() {
            return Err(MeasurementError::NoImpedance);
        }
        let against = impedance && matches!(said, Meaning::Value(Value::Level(_)));
        let choice = Choice {
            quantity: wanted,
            stated: true,
            ..choice
        };
        let mut taken = Self::taken(reading, choice)?;
        if against {
            let doubt = tr!(
                "its heading says that these are levels in dB: they were taken as Ω, as you asked"
            );
            taken.findings.insert(0, Finding::doubt(doubt.to_owned()));
        }
        Ok(taken)
    }

    /// The worst of what was found.
    pub fn worst(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.severity).max()
    }
}
