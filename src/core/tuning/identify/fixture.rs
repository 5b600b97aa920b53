//! What a driver was measured in: what drives it, and what it plays into; and the design the two make.

use super::model::Model;
use crate::design::{
    Design, Insert, InsertKind, Length, Link, LinkEnd, LinkId, LinkKind, Part, PartId, PartKind,
    Section, Termination, Tube,
    air::Air,
    drive::Drive,
    ear::{Ear, EarModel},
    electrical::Source,
    port::{MINUS, PLUS},
};
use crate::noticed::OrNoticed as _;
use crate::physics::air::AirConstants;
use crate::quantity::{self, Unit, text};
use std::{fmt, str::FromStr};

const SOURCE: PartId = PartId(1);
const DRIVER: PartId = PartId(2);
const EAR: PartId = PartId(3);

/// The fixture of a measurement. The fit takes it away again, so what is stated here must be what
/// was there.
#[derive(Debug, Clone, PartialEq)]
pub struct Fixture {
    /// EMF ahead of the source resistance, V rms: the voltage at the terminals where that is 0.
    pub voltage: f64,
    /// Resistance of amplifier and cable, Ω.
    pub source_resistance: f64,
    /// What lies between the driver and the coupler, from the driver on.
    pub path: Vec<Piece>,
    /// The coupler or ear.
    pub ear: EarModel,
    /// The air.
    pub air: AirConstants<f64>,
}

/// One piece of the way from driver to coupler.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Piece {
    /// A round tube.
    Tube {
        /// Length, m.
        length: f64,
        /// Bore (diameter), m.
        bore: f64,
    },
    /// A damper.
    Damper {
        /// Resistance, Pa·s/m³.
        resistance: f64,
    },
}

impl FromStr for Piece {
    type Err = String;

    /// A tube as length x bore (`11x1.9`, mm unless said otherwise), a damper as its resistance
    /// (`1500`, Ω cgs unless said otherwise).
    fn from_str(typed: &str) -> Result<Self, String> {
        let positive = |typed: &str, unit: &Unit, most: f64| {
            let value = quantity::parse(typed, unit).map_err(|error| error.to_string())?;
            if value > 0.0 && value <= most {
                Ok(value)
            } else {
                Err(tr!(
                    "“{}” must be positive and at most {}",
                    text::cut(typed.trim(), 60),
                    text::exact(most, unit)
                ))
            }
        };
        Ok(match typed.split_once(['x', '×']) {
            Some((length, bore)) => Self::Tube {
                length: positive(length, &Unit::LENGTH, 10.0)?,
                bore: positive(bore.trim_start_matches([' ', 'Ø']), &Unit::LENGTH, 1.0)?,
            },
            None => Self::Damper {
                resistance: positive(typed, &Unit::DAMPER, 1e12)?,
            },
        })
    }
}

impl fmt::Display for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Tube { length, bore } => write!(
                f,
                "{} × Ø {}",
                text::rounded(length, &Unit::LENGTH, 4),
                text::rounded(bore, &Unit::LENGTH, 4)
            ),
            Self::Damper { resistance } => {
                f.write_str(&text::rounded(resistance, &Unit::DAMPER, 4))
            }
        }
    }
}

impl Fixture {
    /// A lumped 711 at 23 °C with nothing ahead of it.
    pub fn coupler_711(voltage: f64) -> Self {
        Self {
            voltage,
            source_resistance: 0.0,
            path: Vec::new(),
            ear: EarModel::Iec711Lumped,
            air: AirConstants::from_climate(23.0, 101_325.0),
        }
    }

    /// The same with a tube more, at the coupler's end; length and bore in m.
    #[must_use]
    pub fn with_tube(mut self, length: f64, bore: f64) -> Self {
        self.path.push(Piece::Tube { length, bore });
        self
    }

    /// The same with a damper more, at the coupler's end; resistance in Pa·s/m³.
    #[must_use]
    pub fn with_damper(mut self, resistance: f64) -> Self {
        self.path.push(Piece::Damper { resistance });
        self
    }

    /// A design of a driver with these values (SI, one for each parameter of the model) in it.
    pub(super) fn around(&self, model: Model, values: &[f64]) -> Design {
        let driver = model.driver(values);
        let source = Source {
            output_resistance: self.source_resistance,
            cable_resistance: 0.0,
            cable_inductance: 0.0,
            cable_capacitance: 0.0,
        };
        let ear = Ear { model: self.ear };
        let path: Vec<Piece> = (model.adapter(values).into_iter())
            .chain(self.path.iter().copied())
            .collect();
        let sound = driver.sound_port();
        let sound = sound.or_noticed("", "a port a driver sounds at");
        let mut design = Design::new();
        design.parts.clear();
        design.drive = Drive::Voltage { emf: self.voltage };
        design.air = Air::Constants {
            density: self.air.density,
            speed_of_sound: self.air.speed_of_sound,
            viscosity: self.air.viscosity,
            gamma: self.air.gamma,
            prandtl: self.air.prandtl,
        };
        for (id, kind) in [
            (SOURCE, PartKind::from(source)),
            (DRIVER, driver),
            (EAR, PartKind::from(ear)),
        ] {
            design.parts.push(Part::new(id, kind, [0.0, 0.0]));
        }
        let ends = [
            (LinkKind::Wire, (SOURCE, PLUS), (DRIVER, PLUS)),
            (LinkKind::Wire, (SOURCE, MINUS), (DRIVER, MINUS)),
            (between(&path), (DRIVER, sound), (EAR, Ear::CANAL)),
        ];
        for (id, (kind, from, to)) in (1..).zip(ends) {
            let end = |(part, port): (PartId, &str)| LinkEnd {
                part,
                port: port.to_owned(),
            };
            design.links.push(Link {
                id: LinkId(id),
                name: String::new(),
                from: end(from),
                to: end(to),
                way_points_mm: Vec::new(),
                kind,
            });
        }
        design
    }
}

/// What joins driver and ear.
fn between(path: &[Piece]) -> LinkKind {
    let (mut sections, inserts) = way(path);
    if sections.is_empty() {
        if inserts.is_empty() {
            return LinkKind::Joint;
        }
        // Dampers sit in a tube, be it of no length. No bore matters to them.
        sections.push(Section {
            length: 0.0,
            bore_in: 1e-3,
            bore_out: 1e-3,
        });
    }
    LinkKind::Tube(Tube {
        sections,
        length: Length::Set,
        start: Termination::None,
        end: Termination::None,
        inserts,
    })
}

/// The pieces of a way as tubes, and as what sits in them.
pub(super) fn way(path: &[Piece]) -> (Vec<Section>, Vec<Insert>) {
    let (mut sections, mut inserts) = (Vec::new(), Vec::new());
    let mut position = 0.0;
    for piece in path {
        match *piece {
            Piece::Tube { length, bore } => {
                sections.push(Section {
                    length,
                    bore_in: bore,
                    bore_out: bore,
                });
                position += length;
            }
            Piece::Damper { resistance } => inserts.push(Insert {
                position,
                kind: InsertKind::Damper {
                    name: String::new(),
                    resistance,
                    mass: 0.0,
                },
                bypassed: false,
            }),
        }
    }
    (sections, inserts)
}
