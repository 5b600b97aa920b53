//! A curve that is taken of a file: what it is called, where it is laid, and how it looks.

use crate::{
    app::dialogs::identify::curves,
    design::StoredCurve,
    exchange::{Candidate, Choice, Measurement, Quantity, Reading, Ready, text::Reference},
    picture::PlotModel,
};

/// Where a measurement meets the response unless said otherwise, Hz.
const ALIGN_HZ: f64 = 1000.0;

/// What tells the curves of a file apart: the column of values and the sweep, or the channel.
pub(super) type Key = (usize, usize);

/// The key of a curve.
pub(super) fn key(choice: &Choice) -> Key {
    (choice.value, choice.sweep)
}

/// A curve that is taken.
pub(super) struct Curve {
    pub(super) key: Key,
    /// What it is, in words.
    pub(super) name: String,
    /// The curve with its plot, or why there is none.
    pub(super) read: Result<(Ready, PlotModel), String>,
    /// The curve less the calibration that is chosen, with its plot.
    less: Option<(Ready, PlotModel)>,
    /// The calibration that is chosen.
    by: Option<Ready>,
    /// Name in the legend.
    pub(super) legend: String,
    /// Whether it is moved in level to meet the response, and at which frequency, Hz.
    pub(super) align: bool,
    pub(super) at: f64,
}

impl Curve {
    /// Takes a curve of a table.
    pub(super) fn of(reading: &Reading, candidate: &Candidate, file: &str, legend: &str) -> Self {
        let own = key(&candidate.choice);
        // The one that is taken unless said otherwise has the file's name alone.
        let legend = if reading.choose(None).is_ok_and(|first| key(&first) == own) {
            legend.to_owned()
        } else {
            format!("{legend} {}", candidate.short)
        };
        let ready = Measurement::taken(reading.clone(), candidate.choice)
            .map(|read| read.ready(file))
            .map_err(|error| error.to_string());
        Self::new(own, candidate.name.clone(), legend, ready)
    }

    /// A curve that was taken, or why it was not.
    pub(super) fn new(key: Key, name: String, legend: String, read: Result<Ready, String>) -> Self {
        let read = read.map(drawn);
        Self {
            key,
            name,
            read,
            less: None,
            by: None,
            legend,
            align: false,
            at: ALIGN_HZ,
        }
    }

    /// The curve as it will be added, with its plot.
    pub(super) fn shown(&self) -> Result<&(Ready, PlotModel), &String> {
        match (&self.less, &self.read) {
            (Some(less), Ok(_)) => Ok(less),
            (_, read) => read.as_ref(),
        }
    }

    /// The file of the calibration that is subtracted.
    pub(super) fn calibration(&self) -> Option<&str> {
        Some(self.by.as_ref()?.taken.file.as_str())
    }

    /// Subtracts a calibration from the curve as it was read, or none.
    pub(super) fn subtract(&mut self, calibration: Option<&Ready>) {
        let read = self.read.as_ref().ok();
        self.less = read
            .zip(calibration)
            .map(|((ready, _), calibration)| drawn(ready.clone().less(calibration)));
        self.by = calibration.cloned();
    }

    /// What the user has said of the same curve before.
    fn keep(&mut self, known: &Self) {
        self.legend.clone_from(&known.legend);
        self.align = known.align;
        self.at = known.at;
        self.subtract(known.by.as_ref());
    }

    /// What the values are of a curve that the design would keep.
    pub(super) fn quantity(&self) -> Option<Quantity> {
        let (read, _) = self.shown().ok()?;
        read.sound().ok().map(|()| read.quantity)
    }

    /// The curve as the design keeps it; or why it does not.
    pub(super) fn stored(&self, file: &str) -> Result<StoredCurve, String> {
        let (read, _) = self.shown().map_err(Clone::clone)?;
        let name = match self.legend.trim() {
            "" => file,
            legend => legend,
        };
        let align = self.align && read.quantity == Quantity::Level;
        let stored = read.stored(name).map_err(|wrong| wrong.to_string())?;
        Ok(StoredCurve {
            align_hz: align.then_some(self.at),
            ..stored
        })
    }
}

/// A curve with its plot.
fn drawn(ready: Ready) -> (Ready, PlotModel) {
    let mut model = curves::as_read(&ready.trace.points, ready.quantity);
    match ready.reference {
        _ if ready.quantity != Quantity::Level => {}
        Reference::Usual | Reference::Pascal | Reference::Relative => {}
        Reference::FullScale => tr!("Level [dB re full scale]").clone_into(&mut model.left.label),
        Reference::Voltage => tr!("Level [dB re 1 V]").clone_into(&mut model.left.label),
    }
    (ready, model)
}

/// What the user has said of curves before is kept for those that are still wanted.
pub(super) fn keep(before: &[Curve], now: &mut [Curve]) {
    for curve in now {
        if let Some(known) = before.iter().find(|known| known.key == curve.key) {
            curve.keep(known);
        }
    }
}
