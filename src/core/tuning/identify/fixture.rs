//! What a driver was measured in: what drives it, and what it plays into; and the design the two make.

use super::model::Model;
use crate::design::{
    Design, Insert, InsertKind, Length, Link, LinkEnd, LinkId, LinkKind, Part, PartId, PartKind,
    Section, Termination, Tube,
    acoustic::{Chamber, Eartip, LeakShape, Vent},
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
const SEAL: PartId = PartId(4);
/// Bore of a mouth where no tube states one, m: a spout's.
const MOUTH: f64 = 1.5e-3;
/// Air left ahead of a rigid wall, m³: next to nothing.
const WALL: f64 = 1e-15;

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
    /// What the path ends in.
    pub end: End,
    /// What leaks past the seal at the coupler.
    pub leak: Option<LeakShape>,
    /// The air.
    pub air: AirConstants<f64>,
}

/// What the path of a fixture ends in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum End {
    /// The coupler, with its microphone.
    #[default]
    Coupler,
    /// A rigid wall: nothing is heard, only the impedance is measured.
    Blocked,
    /// Free air, from a mouth without a flange.
    Open,
}

/// A number of a fixture that may be off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freed {
    /// The length of a tube of the path, by its place there.
    Length(usize),
    /// The resistance of a damper of the path, by its place there.
    Resistance(usize),
    /// The source resistance.
    Source,
}

impl Freed {
    /// The same in words.
    pub fn words(self, fixture: &Fixture) -> String {
        let piece = |place: usize| {
            let piece = fixture.path.get(place);
            piece.map_or_else(|| "?".to_owned(), ToString::to_string)
        };
        match self {
            Self::Length(place) => format!("length of tube {} ({})", place + 1, piece(place)),
            Self::Resistance(place) => format!("damper {} ({})", place + 1, piece(place)),
            Self::Source => "source resistance".to_owned(),
        }
    }

    /// Its unit.
    pub fn unit(self) -> &'static Unit {
        match self {
            Self::Length(_) => &Unit::LENGTH,
            Self::Resistance(_) => &Unit::DAMPER,
            Self::Source => &Unit::OHM,
        }
    }
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
            end: End::Coupler,
            leak: None,
            air: AirConstants::from_climate(23.0, 101_325.0),
        }
    }

    /// The same, ending otherwise.
    #[must_use]
    pub fn ending(mut self, end: End) -> Self {
        self.end = end;
        self
    }

    /// A number that may be off, SI; absent where there is no such piece.
    pub fn value(&self, freed: Freed) -> Option<f64> {
        match freed {
            Freed::Source => Some(self.source_resistance),
            Freed::Length(place) => match self.path.get(place)? {
                Piece::Tube { length, .. } => Some(*length),
                Piece::Damper { .. } => None,
            },
            Freed::Resistance(place) => match self.path.get(place)? {
                Piece::Damper { resistance } => Some(*resistance),
                Piece::Tube { .. } => None,
            },
        }
    }

    /// Sets it.
    pub(super) fn set(&mut self, freed: Freed, value: f64) {
        match freed {
            Freed::Source => self.source_resistance = value,
            Freed::Length(place) => {
                if let Some(Piece::Tube { length, .. }) = self.path.get_mut(place) {
                    *length = value;
                }
            }
            Freed::Resistance(place) => {
                if let Some(Piece::Damper { resistance }) = self.path.get_mut(place) {
                    *resistance = value;
                }
            }
        }
    }

    /// Whether a microphone hears it.
    pub fn is_heard(&self) -> bool {
        self.end == End::Coupler
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
        let path: Vec<Piece> = (model.adapter(values).into_iter())
            .chain(self.path.iter().copied())
            .collect();
        self.joined(model.driver(values), &path)
    }

    /// A design of a driver in it.
    pub fn design(&self, driver: PartKind) -> Design {
        self.joined(driver, &self.path)
    }

    fn joined(&self, driver: PartKind, path: &[Piece]) -> Design {
        let source = Source {
            output_resistance: self.source_resistance,
            cable_resistance: 0.0,
            cable_inductance: 0.0,
            cable_capacitance: 0.0,
            max_voltage: 0.0,
            max_current: 0.0,
        };
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
        let mouth = path.iter().rev().find_map(|piece| match piece {
            Piece::Tube { bore, .. } => Some(*bore),
            Piece::Damper { .. } => None,
        });
        let (end, port) = self.end_part(mouth.unwrap_or(MOUTH));
        let mut parts = vec![
            (SOURCE, PartKind::from(source)),
            (DRIVER, driver),
            (EAR, end),
        ];
        let mut ends = vec![
            (LinkKind::Wire, (SOURCE, PLUS), (DRIVER, PLUS)),
            (LinkKind::Wire, (SOURCE, MINUS), (DRIVER, MINUS)),
        ];
        let way = between(path);
        match self.leak.filter(|_| self.is_heard()) {
            None => ends.push((way, (DRIVER, sound), (EAR, port))),
            Some(shape) => {
                // A tip without length, of which only the leak counts.
                let seal = Eartip {
                    length: 0.0,
                    bore: MOUTH,
                    canal_length: 0.0,
                    canal_diameter: MOUTH,
                    leak: Some(shape),
                    wall: None,
                };
                parts.push((SEAL, PartKind::from(seal)));
                ends.push((way, (DRIVER, sound), (SEAL, Eartip::NOZZLE)));
                ends.push((LinkKind::Joint, (SEAL, Eartip::CANAL), (EAR, port)));
            }
        }
        for (id, kind) in parts {
            design.parts.push(Part::new(id, kind, [0.0, 0.0]));
        }
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

    /// What the path ends in, and its port. `mouth` is the bore it ends with, m.
    fn end_part(&self, mouth: f64) -> (PartKind, &'static str) {
        match self.end {
            End::Coupler => (PartKind::from(Ear::from(self.ear)), Ear::CANAL),
            End::Blocked => {
                let wall = Chamber {
                    volume: WALL,
                    wall_area: 0.0,
                    sides_mm: None,
                };
                (PartKind::from(wall), "west")
            }
            End::Open => {
                let mouth = Vent {
                    length: 0.0,
                    bore: mouth,
                    count: 1,
                    inner: Termination::None,
                    outer: Termination::Unflanged,
                    mesh: None,
                    resistance: 0.0,
                };
                (PartKind::from(mouth), Vent::IN)
            }
        }
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
