//! The numbers of a driver that files state.

use crate::{
    design::{
        ParameterInfo,
        kinds::{
            common::{coil, numbers},
            moving_coil,
        },
    },
    quantity::Unit,
};
use std::ops::RangeInclusive;

/// A number of a driver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// Resonance, Hz.
    Fs,
    /// Voice-coil resistance, Ω.
    Re,
    /// Mechanical quality factor.
    Qms,
    /// Electrical quality factor.
    Qes,
    /// Total quality factor.
    Qts,
    /// Volume of air as stiff as the suspension, m³.
    Vas,
    /// Effective area, m².
    Sd,
    /// Moving mass with its air, kg.
    Mms,
    /// Compliance, m/N.
    Cms,
    /// Mechanical resistance, N·s/m.
    Rms,
    /// Force factor, T·m.
    Bl,
    /// Voice-coil inductance, H.
    Le,
    /// Greatest linear peak excursion, m.
    Xmax,
    /// Diameter of the case, m.
    Diameter,
}

impl Number {
    /// All, in the order in which they are asked for.
    pub const ALL: [Self; 14] = [
        Self::Fs,
        Self::Re,
        Self::Qms,
        Self::Qes,
        Self::Qts,
        Self::Vas,
        Self::Sd,
        Self::Mms,
        Self::Cms,
        Self::Rms,
        Self::Bl,
        Self::Le,
        Self::Xmax,
        Self::Diameter,
    ];

    /// Symbol, words and unit.
    pub const fn row(self) -> (&'static str, &'static str, &'static Unit) {
        const fn of(number: ParameterInfo) -> (&'static str, &'static str, &'static Unit) {
            (number.symbol, number.label, number.unit)
        }
        match self {
            Self::Fs => ("fs", "Resonance", &Unit::HERTZ),
            Self::Re => of(moving_coil::RE),
            Self::Qms => ("Qms", "Mechanical Q", &Unit::NUMBER),
            Self::Qes => ("Qes", "Electrical Q", &Unit::NUMBER),
            Self::Qts => ("Qts", "Total Q", &Unit::NUMBER),
            Self::Vas => ("Vas", "Equivalent volume", &Unit::VOLUME),
            Self::Sd => of(numbers::SD),
            Self::Mms => of(numbers::MMS),
            Self::Cms => of(numbers::CMS),
            Self::Rms => of(numbers::RMS),
            Self::Bl => of(numbers::BL),
            Self::Le => of(coil::LE),
            Self::Xmax => of(numbers::XMAX),
            Self::Diameter => ("Ø", "Case diameter", &Unit::LENGTH),
        }
    }

    /// Its symbol.
    pub const fn symbol(self) -> &'static str {
        self.row().0
    }

    /// Its unit.
    pub const fn unit(self) -> &'static Unit {
        self.row().2
    }

    /// The name of the SI unit of its values.
    pub const fn si(self) -> &'static str {
        match self {
            Self::Fs => "Hz",
            Self::Re => "Ω",
            Self::Qms | Self::Qes | Self::Qts => "",
            Self::Vas => "m³",
            Self::Sd => "m²",
            Self::Mms => "kg",
            Self::Cms => "m/N",
            Self::Rms => "N·s/m",
            Self::Bl => "T·m",
            Self::Le => "H",
            Self::Xmax | Self::Diameter => "m",
        }
    }

    /// What drivers have, from the smallest of earphones to the largest of cinemas, SI: beyond it the
    /// unit is another one than was thought.
    pub(super) const fn usual(self) -> RangeInclusive<f64> {
        match self {
            Self::Fs => 3.0..=30e3,
            Self::Re => 0.05..=20e3,
            Self::Qms | Self::Qes | Self::Qts | Self::Bl => 0.01..=200.0,
            Self::Vas => 1e-10..=20.0,
            Self::Sd | Self::Cms => 1e-7..=1.0,
            Self::Mms => 1e-7..=2.0,
            Self::Rms => 1e-6..=200.0,
            Self::Le => 1e-8..=0.2,
            Self::Xmax => 1e-6..=0.2,
            Self::Diameter => 1e-3..=1.0,
        }
    }

    /// The number a file calls so, whatever the letters' case.
    pub(super) fn called(name: &str) -> Option<Self> {
        // R_e and R(e), with the index as it is printed.
        let plain: String = name
            .to_lowercase()
            .chars()
            .filter(|c| !matches!(c, '_' | '(' | ')'))
            .collect();
        Some(match plain.as_str() {
            "fs" | "f0" | "fo" => Self::Fs,
            "re" | "rdc" | "revc" => Self::Re,
            "qms" | "qm" => Self::Qms,
            "qes" | "qe" => Self::Qes,
            "qts" | "qt" => Self::Qts,
            "vas" => Self::Vas,
            "sd" => Self::Sd,
            "mms" => Self::Mms,
            "cms" => Self::Cms,
            "rms" => Self::Rms,
            "bl" | "bxl" => Self::Bl,
            "le" => Self::Le,
            "xmax" => Self::Xmax,
            _ => return None,
        })
    }
}
