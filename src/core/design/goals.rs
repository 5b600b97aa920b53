//! What a design is to reach. None is set unless its user, or the preset it began as, set it.

use super::parameter::{ParameterInfo, Parameters, Step};
use super::parameters::{amount, length, ohm};
use crate::quantity::{Unit, unit_serde as q};
use serde::{Deserialize, Serialize};

/// Most goals a design has.
pub const MOST: usize = 32;

/// One goal.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Goal {
    /// Standard deviation of response minus target within a band: the level apart.
    Target {
        /// Where the band begins, Hz.
        #[serde(with = "q::hertz")]
        from: f64,
        /// Where it ends, Hz.
        #[serde(with = "q::hertz")]
        to: f64,
        /// Greatest deviation, dB.
        #[serde(with = "q::decibel")]
        within: f64,
    },
    /// Distance from the target at every frequency of a band, as the target is aligned.
    Mask {
        /// Where the band begins, Hz.
        #[serde(with = "q::hertz")]
        from: f64,
        /// Where it ends, Hz.
        #[serde(with = "q::hertz")]
        to: f64,
        /// Greatest distance, dB.
        #[serde(with = "q::decibel")]
        within: f64,
    },
    /// Level at 1 kHz with the design's drive.
    Level {
        /// Least level, dB SPL.
        #[serde(with = "q::decibel")]
        at_least: f64,
        /// Greatest level, dB SPL.
        #[serde(with = "q::decibel")]
        at_most: f64,
    },
    /// Smallest impedance from 20 Hz to 20 kHz.
    Impedance {
        /// Least of it, Ω.
        #[serde(with = "q::ohm")]
        at_least: f64,
    },
    /// How much the response bends from a source of 0 Ω to one of a stated resistance, 20 Hz to
    /// 20 kHz: the level that all frequencies lose alike counts nothing.
    Swing {
        /// The source's resistance, Ω.
        #[serde(with = "q::ohm")]
        source: f64,
        /// Greatest change less the least one, dB.
        #[serde(with = "q::decibel")]
        at_most: f64,
    },
    /// Excursion of every driver within its Xmax at a level.
    Excursion {
        /// The level at 1 kHz, dB SPL; the drive is that of 1 kHz at every frequency.
        #[serde(with = "q::decibel")]
        level: f64,
    },
    /// Power of every driver's coil within what it bears at a level.
    Power {
        /// The level at 1 kHz, dB SPL; the drive is that of 1 kHz at every frequency.
        #[serde(with = "q::decibel")]
        level: f64,
    },
    /// Drivers, electrical parts, dampers and meshes.
    Parts {
        /// Greatest count.
        #[serde(with = "q::number")]
        at_most: f64,
    },
    /// Price of all that is bought, by a price file.
    Price {
        /// Greatest sum, in the currency of the file.
        #[serde(with = "q::number")]
        at_most: f64,
    },
    /// Depth that the parts in the shell need.
    Depth {
        /// Greatest depth, m.
        #[serde(with = "q::length")]
        at_most: f64,
    },
    /// Share of built units near the design.
    Yield {
        /// Greatest deviation of a unit that is good from the design's curve, dB.
        #[serde(with = "q::decibel")]
        within: f64,
        /// Least share of good units.
        #[serde(with = "q::percent")]
        at_least: f64,
    },
}

impl Goal {
    /// One of every kind, with the values one begins from.
    pub const ALL: [Self; 11] = [
        Self::Target {
            from: 50.0,
            to: 8000.0,
            within: 2.0,
        },
        Self::Mask {
            from: 50.0,
            to: 8000.0,
            within: 4.0,
        },
        Self::Level {
            at_least: 94.0,
            at_most: 115.0,
        },
        Self::Impedance { at_least: 8.0 },
        Self::Swing {
            source: 100.0,
            at_most: 2.0,
        },
        Self::Excursion { level: 110.0 },
        Self::Power { level: 110.0 },
        Self::Parts { at_most: 12.0 },
        Self::Price { at_most: 50.0 },
        Self::Depth { at_most: 12e-3 },
        Self::Yield {
            within: 1.5,
            at_least: 0.9,
        },
    ];

    /// A short name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Target { .. } => tr!("Target"),
            Self::Mask { .. } => tr!("Mask"),
            Self::Level { .. } => tr!("Level"),
            Self::Impedance { .. } => tr!("Impedance"),
            Self::Swing { .. } => tr!("Swing"),
            Self::Excursion { .. } => tr!("Excursion"),
            Self::Power { .. } => tr!("Power"),
            Self::Parts { .. } => tr!("Parts"),
            Self::Price { .. } => tr!("Price"),
            Self::Depth { .. } => tr!("Depth"),
            Self::Yield { .. } => tr!("Yield"),
        }
    }

    /// What is looked at, as a sentence without its numbers.
    pub fn meaning(&self) -> &'static str {
        match self {
            Self::Target { .. } => {
                tr!("Standard deviation of response minus target: level alone is no error")
            }
            Self::Mask { .. } => tr!("Distance from the aligned target at every frequency"),
            Self::Level { .. } => tr!("Level at 1 kHz with the design’s drive"),
            Self::Impedance { .. } => tr!("Smallest impedance, 20 Hz to 20 kHz"),
            Self::Swing { .. } => {
                tr!("How much the response bends from a source of 0 Ω to this one")
            }
            Self::Excursion { .. } => {
                tr!(
                    "Excursion of every driver within its Xmax, with the drive that gives this level at 1 kHz"
                )
            }
            Self::Power { .. } => {
                tr!(
                    "Power of every coil within what it bears, with the drive that gives this level at 1 kHz"
                )
            }
            Self::Parts { .. } => tr!("Drivers, electrical parts, dampers and meshes, counted"),
            Self::Price { .. } => tr!("Sum of the parts list by your price file"),
            Self::Depth { .. } => tr!("Depth that the parts in the shell need"),
            Self::Yield { .. } => tr!("Share of built units that keep near the design’s curve"),
        }
    }

    /// Whether two goals are of one kind.
    pub fn is_like(&self, other: &Self) -> bool {
        core::mem::discriminant(self) == core::mem::discriminant(other)
    }
}

const FROM: ParameterInfo = amount("from", "", "From", &Unit::HERTZ, 1e5).at_least(1.0);
const TO: ParameterInfo = amount("to", "", "To", &Unit::HERTZ, 1e5).at_least(1.0);
const WITHIN: ParameterInfo = amount("within", "", "Within", &Unit::DECIBEL, 60.0)
    .at_least(0.01)
    .stepped(Step::Tenth);
const LEVEL: ParameterInfo =
    amount("level", "", "At a level of", &Unit::DECIBEL, 180.0).stepped(Step::Tenth);

impl Parameters for Goal {
    fn visit(&mut self, visit: &mut dyn FnMut(&ParameterInfo, &mut f64)) {
        const AT_LEAST: &str = "At least";
        const AT_MOST: &str = "At most";
        let level = |key, label| amount(key, "", label, &Unit::DECIBEL, 180.0).stepped(Step::Tenth);
        match self {
            Self::Target { from, to, within } | Self::Mask { from, to, within } => {
                visit(&FROM, from);
                visit(&TO, to);
                visit(&WITHIN, within);
            }
            Self::Level { at_least, at_most } => {
                visit(&level("at_least", AT_LEAST), at_least);
                visit(&level("at_most", AT_MOST), at_most);
            }
            Self::Impedance { at_least } => {
                visit(&ohm("at_least", "", AT_LEAST), at_least);
            }
            Self::Swing { source, at_most } => {
                visit(&ohm("source", "", tr!("Source of")).at_least(0.01), source);
                visit(
                    &amount("at_most", "", AT_MOST, &Unit::DECIBEL, 60.0).stepped(Step::Tenth),
                    at_most,
                );
            }
            Self::Excursion { level } | Self::Power { level } => visit(&LEVEL, level),
            Self::Parts { at_most } => {
                visit(&amount("at_most", "", AT_MOST, &Unit::NUMBER, 1e4), at_most);
            }
            Self::Price { at_most } => {
                visit(&amount("at_most", "", AT_MOST, &Unit::NUMBER, 1e7), at_most);
            }
            Self::Depth { at_most } => visit(&length("at_most", "", AT_MOST), at_most),
            Self::Yield { within, at_least } => {
                visit(&WITHIN, within);
                visit(
                    &amount("at_least", "", AT_LEAST, &Unit::PERCENT, 1.0),
                    at_least,
                );
            }
        }
    }
}
