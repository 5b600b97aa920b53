//! The ear: what the design plays into.

use crate::{
    design::{
        kinds::{Facts, Kind, Port, Side},
        parameter::{ParameterInfo, Parameters},
        parameters::{Visit, bore, length, volume},
        port::Role,
    },
    quantity::{text, unit_serde as q},
};
use serde::{Deserialize, Serialize};

/// The ear part. Port `canal`, where the sound enters; its output is the microphone or drum.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ear {
    /// Which ear.
    pub model: EarModel,
    /// Length of its canal between the port and its reference plane, m; negative: the port lies
    /// beyond that plane, nearer to the drum.
    #[serde(
        default,
        with = "q::length",
        skip_serializing_if = "crate::design::part::is_zero"
    )]
    pub insertion: f64,
}

/// The ears there are.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum EarModel {
    /// IEC 60318-4 (“711”), lumped, the default set.
    Iec711Lumped,
    /// IEC 60318-4 (“711”), distributed.
    Iec711Distributed,
    /// IEC 60318-4 (“711”), lumped, its half-wave resonance damped.
    Iec711Damped,
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
    /// The same canal made as long and as large as somebody's.
    CanalOfSize {
        /// Length of the whole canal from its entrance to its end, m.
        #[serde(with = "q::length")]
        canal_length: f64,
        /// Volume of the whole canal, m³.
        #[serde(with = "q::volume")]
        canal_volume: f64,
    },
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
    /// Where the sound enters.
    pub const CANAL: &'static str = "canal";

    /// Puts another ear in its place, at the same depth as far as that ear goes.
    pub fn become_model(&mut self, model: EarModel) {
        let (deepest, shallowest) = model.depths();
        self.insertion = self.insertion.clamp(deepest, shallowest);
        self.model = model;
    }
}

impl From<EarModel> for Ear {
    /// The ear from its reference plane on.
    fn from(model: EarModel) -> Self {
        Self {
            model,
            insertion: 0.0,
        }
    }
}

/// At which plane an ear is entered, in words: how much of its canal (m) lies ahead of its reference
/// plane.
pub fn plane_words(ahead: f64) -> String {
    let mm = text::bare_mm(ahead.abs());
    if ahead > 0.0 {
        tr!("{} mm before its reference plane", mm)
    } else if ahead < 0.0 {
        tr!("{} mm beyond its reference plane", mm)
    } else {
        tr!("at its reference plane").to_owned()
    }
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
    /// Depth and diameter of an average concha, m (Teranishi and Shaw 1968).
    pub const AVERAGE_CONCHA: [f64; 2] = [10e-3, 22e-3];

    /// An average outer ear.
    pub const AVERAGE_OUTER: Self = Self::OuterEar {
        concha_depth: Self::AVERAGE_CONCHA[0],
        concha_diameter: Self::AVERAGE_CONCHA[1],
    };

    /// The ears a driver may have been measured in: those without sizes of their own.
    pub const COUPLERS: [Self; 8] = [
        Self::Iec711Lumped,
        Self::Iec711Distributed,
        Self::Iec711Damped,
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
            Self::Iec711Damped => measured(
                "711-damped",
                ear(
                    tr!("711 coupler, damped"),
                    tr!("IEC 60318-4 (711), lumped, half-wave resonance damped"),
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
            Self::CanalOfSize { .. } => ear(
                tr!("real ear of its size"),
                tr!("Type 4.3 canal scaled in length and volume, drum after Hudde and Engel"),
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

impl EarModel {
    /// Whether it has a canal ahead of its reference plane, or beyond it.
    pub fn has_depth(&self) -> bool {
        let (deepest, shallowest) = self.depths();
        deepest < shallowest
    }

    /// How much of its canal may lie ahead of its reference plane, least and most, m. Both 0 where
    /// an ear is entered at that plane only.
    pub fn depths(&self) -> (f64, f64) {
        match *self {
            Self::Iec711Lumped | Self::Iec711Distributed | Self::Iec711Damped => (0.0, LONGEST),
            // Its stub may be filled by the tip; before it there is the pinna.
            Self::Type33 => (-10e-3, 0.0),
            // To 1 mm before the drum, and to the entrance.
            Self::Type43 | Self::RealCanal => (-12e-3, 13.67e-3),
            Self::CanalOfSize { canal_length, .. } => {
                let size = canal_length / 31e-3;
                (-12e-3 * size, 13.67e-3 * size)
            }
            Self::HuddeEngel { canal_length, .. } => (-0.9 * canal_length, LONGEST),
            Self::OuterEar { .. }
            | Self::TwoCc
            | Self::PointFourCc
            | Self::Anechoic { .. }
            | Self::FlatPlate { .. } => (0.0, 0.0),
        }
    }
}

/// Longest straight canal ahead of a reference plane, m.
const LONGEST: f64 = 20e-3;

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

const INSERTION: ParameterInfo = length(
    "insertion",
    "li",
    "Insertion: canal before the reference plane",
);
// Far beyond the canals of adults, whose lengths spread by 3.1 mm about 31.4 mm.
const SIZED_LENGTH: ParameterInfo =
    length("ear.canal_length", "lc", "Canal length").within(15e-3, 50e-3);
const SIZED_VOLUME: ParameterInfo =
    volume("ear.canal_volume", "Vc", "Canal volume").within(0.2e-6, 5e-6);

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
            EarModel::CanalOfSize {
                canal_length,
                canal_volume,
            } => {
                visit(&SIZED_LENGTH, canal_length);
                visit(&SIZED_VOLUME, canal_volume);
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
            | EarModel::Iec711Damped
            | EarModel::Type33
            | EarModel::Type43
            | EarModel::RealCanal
            | EarModel::TwoCc
            | EarModel::PointFourCc => {}
        }
        let (deepest, shallowest) = self.model.depths();
        // A depth that this ear has not is told of.
        if deepest < shallowest || self.insertion != 0.0 {
            visit(&INSERTION.within(deepest, shallowest), &mut self.insertion);
        }
    }
}
