//! What the error of a combination is held against.

use crate::quantity::{Unit, text};
use serde::{Deserialize, Serialize};

/// What a combination costs besides error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Axis {
    /// Sum of the parts list by a price file.
    Price,
    /// Drivers, electrical parts, dampers and meshes.
    Parts,
    /// Smallest magnitude of the input impedance, Ω: the larger, the better.
    Impedance,
    /// Depth that parts need within a shell, m.
    Depth,
}

impl Axis {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Price, Self::Parts, Self::Impedance, Self::Depth];

    /// Its name on the command line and in files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Price => "price",
            Self::Parts => "parts",
            Self::Impedance => "impedance",
            Self::Depth => "depth",
        }
    }

    /// In words, as the title of an axis.
    pub fn words(self) -> &'static str {
        match self {
            Self::Price => tr!("Price"),
            Self::Parts => tr!("Parts"),
            Self::Impedance => tr!("Smallest impedance, Ω"),
            Self::Depth => tr!("Depth, mm"),
        }
    }

    /// What a figure is multiplied by where it is drawn: depth is in millimetres there.
    pub fn scale(self) -> f64 {
        match self {
            Self::Depth => 1e3,
            Self::Price | Self::Parts | Self::Impedance => 1.0,
        }
    }

    /// A figure as it is written.
    pub fn amount(self, value: f64) -> String {
        match self {
            Self::Price => format!("{value:.2}"),
            Self::Parts => format!("{value:.0} parts"),
            Self::Impedance => text::rounded(value, &Unit::OHM, 3),
            Self::Depth => text::rounded(value, &Unit::LENGTH, 3),
        }
    }

    pub(super) fn place(self) -> usize {
        self as usize
    }

    /// The figure, so that less is better.
    pub(super) fn burden(self, value: f64) -> f64 {
        match self {
            Self::Impedance => -value,
            Self::Price | Self::Parts | Self::Depth => value,
        }
    }

    /// The cell of the map a figure lies in: whole parts, tenths of a millimetre, 2 % of price or
    /// impedance.
    pub(super) fn cell(self, value: f64) -> i32 {
        let place = match self {
            Self::Parts => value,
            Self::Depth => value * 1e4,
            Self::Price | Self::Impedance => value.max(1e-9).ln() * 50.0,
        };
        #[allow(clippy::cast_possible_truncation, reason = "held within its range")]
        let cell = place.round().clamp(-1e9, 1e9) as i32;
        cell
    }
}
