//! The ear: what the design plays into.

use crate::{
    design::{
        kinds::{Facts, Kind, Port, Side},
        parameter::Parameters,
        parameters::{Visit, bore, length},
        port::Role,
    },
    quantity::unit_serde as q,
};
use serde::{Deserialize, Serialize};

/// The ear part. Port `canal`, its reference plane; its output is the microphone or drum.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ear {
    /// Which ear.
    pub model: EarModel,
}

/// The ears there are.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum EarModel {
    /// IEC 60318-4 (“711”), lumped, the default set.
    Iec711Lumped,
    /// IEC 60318-4 (“711”), distributed.
    Iec711Distributed,
    /// ITU-T P.57 Type 3.3: a 10 mm × Ø7.5 mm canal ahead of the 711.
    Type33,
    /// ITU-T P.57 Type 4.3, B&K 5128 class.
    Type43,
    /// A straight canal ahead of the drum of Hudde and Engel.
    HuddeEngel {
        /// Canal length from the reference plane to the drum, m.
        #[serde(with = "q::length")]
        canal_length: f64,
        /// Canal diameter, m.
        #[serde(with = "q::length")]
        canal_diameter: f64,
    },
    /// The canal of Type 4.3, true in shape, ahead of the drum of Hudde and Engel.
    RealCanal,
    /// For headphones: a concha ahead of Type 3.3. The port is the concha's mouth.
    OuterEar {
        /// Depth of the concha, m.
        #[serde(with = "q::length")]
        concha_depth: f64,
        /// Diameter of the concha, m.
        #[serde(with = "q::length")]
        concha_diameter: f64,
    },
    /// 2 cm³ coupler.
    TwoCc,
    /// 0.4 cm³ coupler with its fine tube.
    PointFourCc,
    /// A bore that never ends.
    Anechoic {
        /// Bore (diameter), m.
        #[serde(with = "q::length")]
        bore: f64,
    },
    /// A bore in a large flat plate in free air, the pressure read in its mouth.
    FlatPlate {
        /// Bore (diameter), m.
        #[serde(with = "q::length")]
        bore: f64,
    },
}

/// Size of the ear symbol, mm.
const EAR_SYMBOL_MM: [f64; 2] = [12.0, 12.0];

impl Ear {
    /// Its reference plane.
    pub const CANAL: &'static str = "canal";
}

/// What holds of an ear, whatever its sizes are.
#[derive(Debug, Clone, Copy)]
pub struct EarFacts {
    /// What it is called beside the ear.
    pub word: &'static str,
    /// What it is called below a plot.
    pub description: &'static str,
    /// Whether its response can be held against a target made for a 711 ear.
    pub like_711: bool,
    /// Whether headphones are put on it.
    pub over_ear: bool,
    /// Its word on the command line, where a driver may have been measured in it.
    pub coupler: Option<&'static str>,
}

impl EarModel {
    /// The ears a driver may have been measured in: those without sizes of their own.
    pub const COUPLERS: [Self; 7] = [
        Self::Iec711Lumped,
        Self::Iec711Distributed,
        Self::TwoCc,
        Self::PointFourCc,
        Self::Type33,
        Self::Type43,
        Self::RealCanal,
    ];

    /// What holds of it.
    pub fn facts(&self) -> EarFacts {
        let ear = |word, description| EarFacts {
            word,
            description,
            like_711: true,
            over_ear: false,
            coupler: None,
        };
        let measured = |coupler, ear| EarFacts {
            coupler: Some(coupler),
            ..ear
        };
        let foreign = |word, description| EarFacts {
            like_711: false,
            ..ear(word, description)
        };
        match self {
            Self::Iec711Lumped => measured(
                "711",
                ear(
                    tr!("711 coupler"),
                    tr!("IEC 60318-4 (711), lumped, 1260 mm³ set"),
                ),
            ),
            Self::Iec711Distributed => measured(
                "711-distributed",
                ear(
                    tr!("711 coupler, distributed"),
                    tr!("IEC 60318-4 (711), distributed"),
                ),
            ),
            Self::Type33 => EarFacts {
                over_ear: true,
                ..measured(
                    "type-3.3",
                    ear(tr!("Type 3.3"), tr!("ITU-T P.57 Type 3.3 on a lumped 711")),
                )
            },
            Self::Type43 => measured(
                "type-4.3",
                foreign(tr!("Type 4.3"), tr!("ITU-T P.57 Type 4.3")),
            ),
            Self::HuddeEngel { .. } => ear(
                tr!("Hudde–Engel ear"),
                tr!("canal and drum after Hudde and Engel"),
            ),
            Self::RealCanal => measured(
                "real-canal",
                ear(
                    tr!("real ear"),
                    tr!("Type 4.3 canal, drum after Hudde and Engel"),
                ),
            ),
            Self::OuterEar { .. } => EarFacts {
                over_ear: true,
                ..ear(
                    tr!("outer ear"),
                    tr!("concha on Type 3.3, crude above 2 kHz"),
                )
            },
            Self::TwoCc => measured("2cc", foreign(tr!("2 cm³ coupler"), tr!("2 cm³ coupler"))),
            Self::PointFourCc => measured(
                "0.4cc",
                foreign(tr!("0.4 cm³ coupler"), tr!("0.4 cm³ coupler")),
            ),
            Self::Anechoic { .. } => foreign(tr!("anechoic end"), tr!("anechoic end")),
            Self::FlatPlate { .. } => EarFacts {
                over_ear: true,
                ..foreign(tr!("flat plate"), tr!("bore in a flat plate"))
            },
        }
    }
}

const FACTS: Facts = Facts {
    word: "ear",
    prefix: "Ear",
    ports: &[Port::acoustic(Ear::CANAL, Role::Exit, Side::West)],
    only_one: true,
    outside_shell: true,
    drawn_below: true,
    ..Facts::PART
};

impl Kind for Ear {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }

    fn size_mm(&self, _symbol_mm: [f64; 2]) -> [f64; 2] {
        EAR_SYMBOL_MM
    }

    fn value_text(&self) -> Option<String> {
        Some(self.model.facts().word.to_owned())
    }
}

impl Parameters for Ear {
    fn visit(&mut self, visit: Visit<'_>) {
        match &mut self.model {
            EarModel::HuddeEngel {
                canal_length,
                canal_diameter,
            } => {
                visit(
                    &length("ear.canal_length", "lc", "Canal length"),
                    canal_length,
                );
                visit(
                    &bore("ear.canal_diameter", "dc", "Canal diameter"),
                    canal_diameter,
                );
            }
            EarModel::OuterEar {
                concha_depth,
                concha_diameter,
            } => {
                visit(
                    &length("ear.concha_depth", "l", "Concha depth"),
                    concha_depth,
                );
                visit(
                    &bore("ear.concha_diameter", "d", "Concha diameter"),
                    concha_diameter,
                );
            }
            EarModel::Anechoic { bore: diameter } | EarModel::FlatPlate { bore: diameter } => {
                visit(&bore("ear.bore", "d", "Bore"), diameter);
            }
            EarModel::Iec711Lumped
            | EarModel::Iec711Distributed
            | EarModel::Type33
            | EarModel::Type43
            | EarModel::RealCanal
            | EarModel::TwoCc
            | EarModel::PointFourCc => {}
        }
    }
}
