//! What a driver was measured in: what drives it, and what it plays into.

use crate::design::ear::EarModel;
use crate::network::ear_at;
use crate::physics::{
    air::AirConstants, complex::Complex, duct::Duct, ear::EarLoad, two_port::Chain,
};
use crate::quantity::{self, Unit, text};
use std::{fmt, str::FromStr};

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
                Err(format!(
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

    /// What the driver sees at the angular frequency `w`, rad/s.
    pub fn load(&self, w: f64) -> EarLoad<f64> {
        let mut load = ear_at(self.ear, w, &self.air);
        for piece in self.path.iter().rev() {
            let chain = match *piece {
                Piece::Tube { length, bore } => {
                    Duct::round(w, length, 0.5 * bore, &self.air).chain()
                }
                Piece::Damper { resistance } => Chain::series(Complex::real(resistance)),
            };
            load = load.behind(&chain);
        }
        load
    }
}
