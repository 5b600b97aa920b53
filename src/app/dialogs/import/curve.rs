//! A curve that is taken of a file: what it is called, where it is laid, and how it looks.

use super::file::{self, Key};
use crate::{
    app::dialogs::identify::curves,
    design::StoredCurve,
    exchange::{Candidate, Measurement, Quantity, Reading},
    picture::PlotModel,
};

/// Where a measurement meets the response unless said otherwise, Hz.
const ALIGN_HZ: f64 = 1000.0;

/// A curve that is taken.
pub(super) struct Curve {
    pub(super) key: Key,
    /// What it is, in words.
    pub(super) name: String,
    /// The curve with its plot, or why there is none.
    pub(super) read: Result<(Measurement, PlotModel), String>,
    /// Name in the legend.
    pub(super) legend: String,
    /// Whether it is moved in level to meet the response, and at which frequency, Hz.
    pub(super) align: bool,
    pub(super) at: f64,
}

impl Curve {
    /// Takes a curve of a table.
    pub(super) fn of(reading: &Reading, candidate: &Candidate, legend: &str) -> Self {
        let key = file::key(&candidate.choice);
        // The one that is taken unless said otherwise has the file's name alone.
        let legend = if reading
            .choose(None)
            .is_ok_and(|first| file::key(&first) == key)
        {
            legend.to_owned()
        } else {
            format!("{legend} {}", candidate.short)
        };
        let read = Measurement::taken(reading.clone(), candidate.choice)
            .map(|read| {
                let model = curves::as_read(&read.trace.points, read.quantity);
                (read, model)
            })
            .map_err(|error| error.to_string());
        Self {
            key,
            name: candidate.name.clone(),
            read,
            legend,
            align: false,
            at: ALIGN_HZ,
        }
    }

    /// What the user has said of the same curve before.
    pub(super) fn keep(&mut self, known: &Self) {
        self.legend.clone_from(&known.legend);
        self.align = known.align;
        self.at = known.at;
    }

    /// The curve as the design keeps it.
    pub(super) fn stored(&self, file: &str) -> Option<StoredCurve> {
        let (read, _) = self.read.as_ref().ok()?;
        let name = match self.legend.trim() {
            "" => file,
            legend => legend,
        };
        let align = self.align && read.quantity == Quantity::Level;
        Some(StoredCurve {
            align_hz: align.then_some(self.at),
            ..read.stored(name, file)
        })
    }
}
