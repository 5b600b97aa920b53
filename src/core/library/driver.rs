//! Driver presets.

use super::{embedded, read, read::PresetError};
use crate::design::{
    Design, Edit, Part, PartId, PartKind, driver::Trust, file, kinds::common::DriverKind,
};
use crate::quantity::{text, unit_serde as q};
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

/// Letters of a summary, which is shown in a line.
const LONGEST_SUMMARY: usize = 300;
/// Letters of a provenance.
const LONGEST_PROVENANCE: usize = 10_000;

/// A driver ready to be dropped on the canvas.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DriverPreset {
    /// What it is, in a line.
    pub summary: String,
    /// Level it was calibrated to, where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed_level: Option<SealedLevel>,
    /// How well it follows the curves it was fitted to, where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fit: Option<FitError>,
    /// The driver with its parameters, named by `origin.preset`.
    pub part: PartKind,
}

/// Level of a sealed driver below its resonance, rear open, on the lumped 711.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedLevel {
    /// Voltage at the terminals, V rms.
    #[serde(with = "q::volt")]
    pub voltage: f64,
    /// Level, dB SPL.
    pub level_db: f64,
}

/// What a fit leaves, rms over the fitted band; its provenance says which band.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FitError {
    /// Of the response, dB.
    pub response_db: f64,
    /// Of the impedance, percent.
    pub impedance_percent: f64,
}

impl FitError {
    /// Of these, dB and percent, as they are shown.
    pub fn rounded(response_db: f64, impedance_percent: f64) -> Self {
        Self {
            response_db: text::round_to(response_db, 2),
            impedance_percent: text::round_to(impedance_percent, 2),
        }
    }

    /// In words: “fit 0.5 dB, Z 3 %”.
    pub fn text(&self) -> String {
        tr!(
            "fit {:.1} dB, Z {:.0} %",
            self.response_db,
            self.impedance_percent
        )
    }
}

impl DriverPreset {
    /// Its name.
    pub fn name(&self) -> &str {
        self.part
            .origin()
            .map_or("", |origin| origin.preset.as_str())
    }

    /// Where its numbers come from, in words.
    pub fn provenance(&self) -> &str {
        self.part
            .origin()
            .map_or("", |origin| origin.provenance.as_str())
    }

    /// How far to trust it.
    pub fn trust(&self) -> Trust {
        self.part.origin().map_or(Trust::C, |origin| origin.trust)
    }

    /// What kind of driver it is.
    pub fn kind(&self) -> DriverKind {
        self.part.driver_kind().unwrap_or(DriverKind::Measured)
    }

    /// Reads the text of the preset file `file`.
    ///
    /// # Errors
    /// When the text is not a driver preset, or says not where its numbers come from.
    pub fn from_text(file: &str, text: &str) -> Result<Self, PresetError> {
        let preset: Self = read::from_text(file, text)?;
        let incomplete = |message: &str| PresetError::Incomplete {
            file: file.to_owned(),
            message: message.to_owned(),
        };
        let origin = preset
            .part
            .origin()
            .ok_or_else(|| incomplete(tr!("the part is not a driver, a preset must be one")))?;
        if origin.preset.trim().is_empty() {
            return Err(incomplete(tr!("the preset has no name (origin: preset)")));
        }
        if origin.provenance.trim().is_empty() {
            return Err(incomplete(tr!(
                "the preset does not say where its numbers come from (origin: provenance)"
            )));
        }
        preset.check().map_err(|message| incomplete(&message))?;
        Ok(preset)
    }

    /// Holds its values to the bounds of a design's, and its texts to what can be shown.
    fn check(&self) -> Result<(), String> {
        let design = Design::new();
        let part = Part {
            name: self.name().to_owned(),
            ..Part::new(PartId(design.next_id), self.part.clone(), [0.0, 0.0])
        };
        design
            .apply(&Edit::AddPart(Box::new(part)))
            .map_err(|refused| refused.to_string())?;
        let texts = [
            ("summary", self.summary.as_str(), LONGEST_SUMMARY),
            ("provenance", self.provenance(), LONGEST_PROVENANCE),
        ];
        for (what, text, most) in texts {
            if text.chars().nth(most).is_some() {
                return Err(tr!("the {what} has more than {most} characters"));
            }
        }
        let level = self
            .sealed_level
            .map(|sealed| [sealed.voltage, sealed.level_db]);
        let fit = self.fit.map(|fit| [fit.response_db, fit.impedance_percent]);
        let numbers = level.into_iter().chain(fit).flatten();
        if numbers.into_iter().any(|number| !(number.abs() <= 1e4)) {
            return Err(tr!("a number of its level or of its fit is not one").to_owned());
        }
        Ok(())
    }

    /// The text of a preset file.
    pub fn to_text(&self) -> String {
        file::ron_to_text(self)
    }
}

/// What was read, and what was not.
pub(super) struct Drivers {
    pub(super) presets: Vec<DriverPreset>,
    pub(super) messages: Vec<String>,
}

/// The embedded drivers, by kind and then in the order of their files.
pub(super) fn embedded_drivers() -> &'static Drivers {
    static DRIVERS: OnceLock<Drivers> = OnceLock::new();
    DRIVERS.get_or_init(|| {
        let mut found = Drivers {
            presets: Vec::new(),
            messages: Vec::new(),
        };
        for file in embedded::in_folder("drivers") {
            match DriverPreset::from_text(file.path, file.text) {
                Ok(preset) => found.presets.push(preset),
                Err(error) => found.messages.push(error.to_string()),
            }
        }
        found.presets.sort_by_key(DriverPreset::kind);
        found
    })
}

/// The drivers that come with the program, grouped by kind.
pub fn drivers() -> &'static [DriverPreset] {
    &embedded_drivers().presets
}

/// The driver of this name, among those that come with the program.
pub fn driver(name: &str) -> Option<&'static DriverPreset> {
    drivers().iter().find(|preset| preset.name() == name)
}
