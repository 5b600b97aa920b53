//! How a stored curve was taken out of the file it is from.

use crate::{
    quantity::{Unit, text::rounded},
    words,
};
use serde::{Deserialize, Serialize};

/// What of a file became a curve, and what it was taken for: read again, the same comes out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Taken {
    /// The file's name.
    pub file: String,
    /// The columns, in the order frequency, value, phase.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<TakenColumn>,
    /// Which of several sweeps one after the other, from 1; absent: there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sweep: Option<usize>,
    /// The window on an impulse response; absent: it was no impulse response.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<TakenWindow>,
    /// The file of the microphone's calibration that was subtracted; absent: none was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calibration: Option<String>,
}

/// What of an impulse response was taken.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakenWindow {
    /// The channel, from 1.
    pub channel: usize,
    /// From the start of the file, s.
    pub start_s: f64,
    /// Its length, s.
    pub length_s: f64,
    /// How it closes, in words.
    pub shape: String,
}

/// A column of a table, and what it was taken for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakenColumn {
    /// Its place, from 1.
    pub at: usize,
    /// Its head; empty where it has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub head: String,
    /// What it was taken for, in words.
    pub meaning: String,
}

impl Taken {
    /// In a sentence: “unit.frd: “SPL(dB)” as level, dB; …”.
    pub fn words(&self) -> String {
        let column = |column: &TakenColumn| {
            let name = if column.head.is_empty() {
                tr!("column {}", column.at)
            } else {
                format!("“{}”", column.head)
            };
            tr!("{name} as {}", words::text(&column.meaning))
        };
        let mut said: Vec<String> = self.columns.iter().map(column).collect();
        said.extend(self.sweep.map(|sweep| tr!("sweep {sweep}")));
        said.extend(self.window.as_ref().map(|window| {
            tr!(
                "channel {} from {} for {}, {}",
                window.channel,
                rounded(window.start_s, &Unit::SECOND, 4),
                rounded(window.length_s, &Unit::SECOND, 4),
                words::text(&window.shape)
            )
        }));
        let calibration = self.calibration.as_ref();
        said.extend(calibration.map(|file| tr!("less the calibration {file}")));
        format!("{}: {}", self.file, said.join("; "))
    }
}
