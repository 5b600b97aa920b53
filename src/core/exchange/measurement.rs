//! A measured curve from a text to what a fit takes: the same way for the window and the command
//! line.

use super::{
    examine::Finding,
    response::{ImportError, Quantity, import_response},
};
use crate::{design::Severity, tuning::identify::Trace};
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
}

/// Why a text is not the curve that is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MeasurementError {
    /// It is no curve.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// It is a curve of something else.
    #[error("it holds another kind of curve: its heading says so")]
    WrongKind,
}

impl Measurement {
    /// Reads a text and looks at it.
    ///
    /// # Errors
    /// When the text holds no curve.
    pub fn read(text: &str) -> Result<Self, MeasurementError> {
        let read = import_response(text)?;
        Ok(Self {
            quantity: read.quantity,
            quantity_stated: read.quantity_stated,
            trace: Trace {
                points: read.points,
                voltage: read.voltage,
            },
            findings: read.findings,
        })
    }

    /// The same, taken for a curve of this kind.
    ///
    /// # Errors
    /// When its heading says that it is of the other kind.
    pub fn as_a(self, wanted: Quantity) -> Result<Self, MeasurementError> {
        if self.quantity_stated && self.quantity != wanted {
            return Err(MeasurementError::WrongKind);
        }
        Ok(self)
    }

    /// The worst of what was found.
    pub fn worst(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.severity).max()
    }
}
