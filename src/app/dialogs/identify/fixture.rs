//! What the fixture was, as typed.

use super::field::positive;
use crate::{
    library,
    quantity::{Unit, parse},
    tuning::identify::{Fixture, Piece},
};

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
}

/// One piece of the way from driver to coupler.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PieceForm {
    pub(super) kind: PieceKind,
    /// Length of a tube.
    pub(super) length: String,
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
        }
    }
}

impl PieceForm {
    pub(super) fn tube() -> Self {
        Self {
            kind: PieceKind::Tube,
            length: "10 mm".to_owned(),
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
            ..Fixture::coupler_711(positive(tr!("Drive voltage"), &self.voltage, &Unit::VOLT)?)
        })
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
        words.push(ear.to_owned());
        words.join("  →  ")
    }
}
