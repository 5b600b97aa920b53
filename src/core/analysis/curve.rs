//! A curve: what a plot draws and a file holds.

use crate::design::{PartId, Subject};
use std::sync::Arc;

/// One curve over frequency or time.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// Name in legend and header.
    pub name: String,
    /// What it stands for, which decides colour and stroke.
    pub role: Role,
    /// Abscissa: Hz or s.
    pub x: Arc<[f64]>,
    /// Ordinate, in the unit of the view it belongs to. Finite or NaN (a gap).
    pub y: Vec<f64>,
}

/// What a curve stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The whole.
    Total,
    /// The share of the driver with this identity, the n-th in document order.
    Driver(PartId, usize),
    /// The target.
    Target,
    /// The lower bound of what listeners prefer; the band up to the upper one is filled.
    BoundLow,
    /// The upper bound of what listeners prefer.
    BoundHigh,
    /// A snapshot of the design, the n-th it keeps.
    Reference(usize),
    /// A kept curve, the n-th.
    Snapshot(usize),
    /// An embedded measurement, the n-th.
    Measurement(usize),
    /// Magnitude of an impedance.
    Magnitude,
    /// A phase belonging to the curve before.
    Phase,
    /// The state before a scrub began.
    Ghost,
    /// The least level of a family of ears; the band up to the greatest is filled.
    EarLow,
    /// The greatest level of a family of ears.
    EarHigh,
    /// One ear of a family, the n-th.
    Ear(usize),
    /// The ear of a family that changes the response most.
    WorstEar,
    /// The level that half of a population of ears stays below.
    EarMedian,
    /// The level that 5 % of built units stay below; the band up to the one that 5 % exceed is
    /// filled.
    BandLow,
    /// The level that 5 % of built units exceed.
    BandHigh,
    /// The level that half of built units stay below.
    BandMedian,
    /// A further curve, the n-th.
    Other(usize),
    /// A probe at a port, the n-th of its colours.
    Probe(usize),
    /// What the driver with this identity, the n-th in document order, must not exceed.
    Limit(PartId, usize),
    /// What belongs to this part or link, the n-th of its kind.
    Of(Subject, usize),
    /// One of a row of curves that belong together: the n-th of so many.
    Slice(usize, usize),
}

impl Role {
    /// Whether it bounds what listeners prefer: both are switched on and off as one.
    pub fn is_bound(self) -> bool {
        matches!(self, Self::BoundLow | Self::BoundHigh)
    }

    /// Whether it is of the band of built units, which is switched on and off as one.
    pub fn is_of_units(self) -> bool {
        matches!(self, Self::BandLow | Self::BandHigh | Self::BandMedian)
    }

    /// Whether it is of the family of ears, which is switched on and off as one.
    pub fn is_ear(self) -> bool {
        matches!(
            self,
            Self::EarLow | Self::EarHigh | Self::Ear(_) | Self::WorstEar | Self::EarMedian
        )
    }
}
