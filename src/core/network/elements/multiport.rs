//! A driver known by the admittances between its ports, as pieces of two ports each.

use super::formula::{ADMITTANCE_UNIT, Form, PRESSURE_UNIT, Values};
use crate::design::{
    Domain,
    kinds::multiport::{Admittances, Around},
};
use crate::physics::{air::AirConstants, complex::Complex};
use std::sync::Arc;

/// Which piece of the driver it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// All of a driver with a spout alone: terminals and spout.
    Whole,
    /// Of one with a rear: terminals and spout, what flows between spout and rear left out.
    Front,
    /// Terminals and rear, without what the terminals alone take.
    Rear,
    /// What flows between spout and rear: a branch.
    Across,
}

/// A piece of a driver's table.
///
/// With a rear, the three ports are three pieces whose flows add up to the table exactly where
/// spout and rear act alike on each other (y₂₃ = y₃₂):
///
/// ```text
///   Front: y11 y12         Rear:   0  y13         Across: −y23 from spout to rear
///          y21 y22 + y23          y31 y33 + y23
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct MultiportTable {
    piece: Piece,
    rows: Arc<[Admittances]>,
}

impl MultiportTable {
    /// A piece of these rows, which are valid and not empty.
    pub fn new(rows: Arc<[Admittances]>, piece: Piece) -> Self {
        debug_assert!(!rows.is_empty(), "an empty table");
        Self { piece, rows }
    }

    /// What the piece sits between.
    pub(super) fn form(&self) -> Form {
        match self.piece {
            Piece::Across => Form::Branch(Domain::Acoustic),
            Piece::Whole | Piece::Front | Piece::Rear => Form::Driver,
        }
    }

    /// Whether its values change with the air: that is in the table.
    #[allow(clippy::unused_self, reason = "a table of the other kind is asked too")]
    pub(in crate::network) fn follows_air(&self) -> bool {
        false
    }

    /// The piece's values at one angular frequency, scaled for the matrix. The air is in the table.
    pub(in crate::network) fn values(&self, _air: &AirConstants<f64>, w: f64) -> Values<f64> {
        let around = Around::of(&self.rows, w / std::f64::consts::TAU);
        let at = |n: usize| {
            let [re, im] = around.map_or([0.0; 2], |around| around.y(n));
            Complex::new(re, im)
        };
        let scaled = |[y11, y12, y21, y22]: Values<f64>| {
            [
                y11,
                y12.scale(PRESSURE_UNIT),
                y21.scale(PRESSURE_UNIT),
                y22.scale(ADMITTANCE_UNIT),
            ]
        };
        let zero = Complex::zero();
        // Their mean: the two differ by no more than the rounding of the table.
        let across = || (at(5) + at(7)).scale(0.5);
        match self.piece {
            Piece::Whole => scaled([at(0), at(1), at(2), at(3)]),
            Piece::Front => scaled([at(0), at(1), at(3), at(4) + across()]),
            Piece::Rear => scaled([zero, at(2), at(6), at(8) + across()]),
            Piece::Across => [-across().scale(ADMITTANCE_UNIT), zero, zero, zero],
        }
    }
}
