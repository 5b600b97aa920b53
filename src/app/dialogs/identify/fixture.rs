//! What the fixture was, as typed.

use super::field::positive;
use crate::{
    design::acoustic::LeakShape,
    library,
    quantity::{Unit, parse},
    tuning::identify::{End, Fixture, Freed, Piece},
};

/// Thickness of the wall a leak goes through, m.
const WALL: f64 = 1e-3;

/// The fixture as typed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FixtureForm {
    pub(super) voltage: String,
    /// Whether the voltage was typed, and is no longer the heading's.
    pub(super) own_voltage: bool,
    pub(super) source_resistance: String,
    /// Place in the library's ears.
    pub(super) ear: usize,
    pub(super) path: Vec<PieceForm>,
    /// What the path ends in.
    pub(super) end: End,
    /// Diameter of a hole past the seal, where it leaks.
    pub(super) leak: String,
    /// How far the level may be off, dB, where it was not kept.
    pub(super) offset: String,
}

/// One piece of the way from driver to coupler.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PieceForm {
    pub(super) kind: PieceKind,
    /// Length of a tube.
    pub(super) length: String,
    /// How far that length may be off.
    pub(super) tolerance: String,
    /// Bore of a tube.
    pub(super) bore: String,
    /// Resistance of a damper.
    pub(super) resistance: String,
}

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PieceKind {
    Tube,
    Damper,
}

impl Default for FixtureForm {
    fn default() -> Self {
        Self {
            voltage: "100 mV".to_owned(),
            own_voltage: false,
            source_resistance: "0 Ω".to_owned(),
            ear: 0,
            path: Vec::new(),
            end: End::Coupler,
            leak: String::new(),
            offset: String::new(),
        }
    }
}

impl PieceForm {
    pub(super) fn tube() -> Self {
        Self {
            kind: PieceKind::Tube,
            length: "10 mm".to_owned(),
            tolerance: String::new(),
            bore: "2 mm".to_owned(),
            resistance: tr!("1500 Ω cgs").to_owned(),
        }
    }

    pub(super) fn damper() -> Self {
        Self {
            kind: PieceKind::Damper,
            ..Self::tube()
        }
    }

    fn read(&self) -> Result<Piece, String> {
        Ok(match self.kind {
            PieceKind::Tube => Piece::Tube {
                length: positive(tr!("Length"), &self.length, &Unit::LENGTH)?,
                bore: positive(tr!("Bore"), &self.bore, &Unit::LENGTH)?,
            },
            PieceKind::Damper => Piece::Damper {
                resistance: positive(tr!("Damper"), &self.resistance, &Unit::DAMPER)?,
            },
        })
    }
}

impl FixtureForm {
    /// The fixture, or what is wrong with what was typed.
    pub(super) fn read(&self) -> Result<Fixture, String> {
        let source_resistance = parse(&self.source_resistance, &Unit::OHM)
            .map_err(|error| tr!("Source resistance: {error}"))?;
        if source_resistance < 0.0 {
            return Err(tr!("The source resistance cannot be negative").to_owned());
        }
        let ear = library::ears()
            .get(self.ear)
            .ok_or_else(|| tr!("Choose the coupler").to_owned())?;
        Ok(Fixture {
            source_resistance,
            path: self
                .path
                .iter()
                .map(PieceForm::read)
                .collect::<Result<_, _>>()?,
            ear: ear.model,
            end: self.end,
            leak: match self.leak.trim() {
                "" => None,
                typed => Some(LeakShape::Hole {
                    diameter: positive(tr!("Leak"), typed, &Unit::LENGTH)?,
                    thickness: WALL,
                }),
            },
            ..Fixture::coupler_711(positive(tr!("Drive voltage"), &self.voltage, &Unit::VOLT)?)
        })
    }

    /// What of it is known only to within a tolerance.
    pub(super) fn freed(&self) -> Result<Vec<(Freed, f64)>, String> {
        let tolerance = |(place, piece): (usize, &PieceForm)| {
            let typed = piece.tolerance.trim();
            if typed.is_empty() || piece.kind == PieceKind::Damper {
                return Ok(None);
            }
            let what = tr!("Tolerance of piece {}", place + 1);
            let deviation = positive(&what, typed, &Unit::LENGTH)?;
            Ok(Some((Freed::Length(place), deviation)))
        };
        let all = self.path.iter().enumerate().map(tolerance);
        let all: Vec<Option<(Freed, f64)>> = all.collect::<Result<_, String>>()?;
        Ok(all.into_iter().flatten().collect())
    }

    /// How far the level may be off, dB: 0 where it was kept.
    pub(super) fn offset_db(&self) -> Result<f64, String> {
        match self.offset.trim() {
            "" => Ok(0.0),
            typed => positive(tr!("Level within"), typed, &Unit::NUMBER),
        }
    }

    /// The way of the sound in a line.
    pub(super) fn chain(&self) -> String {
        let ear = library::ears()
            .get(self.ear)
            .map_or("?", |ear| ear.name.as_str());
        let pieces = self.path.iter().map(|piece| {
            piece
                .read()
                .map_or("?".to_owned(), |piece| piece.to_string())
        });
        let mut words = vec![tr!("Driver").to_owned()];
        words.extend(pieces);
        words.push(match self.end {
            End::Coupler => ear.to_owned(),
            End::Blocked => tr!("a rigid wall").to_owned(),
            End::Open => tr!("free air").to_owned(),
        });
        words.join("  →  ")
    }
}
