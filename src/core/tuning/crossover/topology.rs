//! The crossovers there are: their components, the shape each is to have, and the values it has on
//! a resistance.

use super::ladder::{Ladder, Step};
use crate::library::stock::Component::{self, Capacitor, Inductor, Resistor};
use num_complex::Complex64;
use std::f64::consts::{SQRT_2, TAU};

/// A crossover for one driver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named by `Topology::name`")]
pub enum Topology {
    LowPass1,
    LowPass2,
    LowPass3,
    HighPass1,
    HighPass2,
    HighPass3,
    BandPass1,
    BandPass2,
    LowPassRc,
    HighPassRc,
    BandPassRc,
    Notch,
    LPad,
    Zobel,
}

/// The family a filter's shape is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// Maximally flat: −3 dB at the corner.
    Butterworth,
    /// Two Butterworth filters of half the order in a row: −6 dB at the corner.
    LinkwitzRiley,
}

/// What is asked of a crossover. Fields that the topology has no use for are left alone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wish {
    /// Which.
    pub topology: Topology,
    /// Corner, lower corner, centre, or where a level is meant, Hz.
    pub f: f64,
    /// Upper corner of a band-pass, Hz.
    pub to: f64,
    /// Family of a second-order filter.
    pub alignment: Alignment,
    /// How far the pass band (a notch: its bottom) is to be lowered, dB, positive.
    pub down_db: f64,
    /// Q of a notch: its centre over its width.
    pub q: f64,
}

impl Topology {
    /// All of them, in the order a list shows them.
    pub const ALL: [Self; 14] = [
        Self::LowPassRc,
        Self::LowPass1,
        Self::LowPass2,
        Self::LowPass3,
        Self::HighPassRc,
        Self::HighPass1,
        Self::HighPass2,
        Self::HighPass3,
        Self::BandPassRc,
        Self::BandPass1,
        Self::BandPass2,
        Self::Notch,
        Self::LPad,
        Self::Zobel,
    ];

    /// Its name with its parts.
    pub fn name(self) -> &'static str {
        match self {
            Self::LowPass1 => tr!("Low-pass, first order (L)"),
            Self::LowPass2 => tr!("Low-pass, second order (L, C)"),
            Self::LowPass3 => tr!("Low-pass, third order (L, C, L)"),
            Self::HighPass1 => tr!("High-pass, first order (C)"),
            Self::HighPass2 => tr!("High-pass, second order (C, L)"),
            Self::HighPass3 => tr!("High-pass, third order (C, L, C)"),
            Self::BandPass1 => tr!("Band-pass, first order (C, L)"),
            Self::BandPass2 => tr!("Band-pass, second order (C, L, L, C)"),
            Self::LowPassRc => tr!("Low-pass without inductor (R, C)"),
            Self::HighPassRc => tr!("High-pass without inductor (C, R)"),
            Self::BandPassRc => tr!("Band-pass without inductor (C, R, C)"),
            Self::Notch => tr!("Notch (R, L, C side by side)"),
            Self::LPad => tr!("L-pad (R, R)"),
            Self::Zobel => tr!("Zobel (R, C across the driver)"),
        }
    }

    /// Its components and how they hang together.
    pub fn ladder(self) -> Ladder {
        use Step::{Series, Shunt, Trap};
        let (components, steps): (&'static [Component], &'static [Step]) = match self {
            Self::LowPass1 => (&[Inductor], &[Series(0)]),
            Self::LowPass2 => (&[Inductor, Capacitor], &[Series(0), Shunt(&[1])]),
            Self::LowPass3 => (
                &[Inductor, Capacitor, Inductor],
                &[Series(0), Shunt(&[1]), Series(2)],
            ),
            Self::HighPass1 => (&[Capacitor], &[Series(0)]),
            Self::HighPass2 => (&[Capacitor, Inductor], &[Series(0), Shunt(&[1])]),
            Self::HighPass3 => (
                &[Capacitor, Inductor, Capacitor],
                &[Series(0), Shunt(&[1]), Series(2)],
            ),
            Self::BandPass1 => (&[Capacitor, Inductor], &[Series(0), Series(1)]),
            Self::BandPass2 => (
                &[Capacitor, Inductor, Inductor, Capacitor],
                &[Series(0), Shunt(&[1]), Series(2), Shunt(&[3])],
            ),
            Self::LowPassRc => (&[Resistor, Capacitor], &[Series(0), Shunt(&[1])]),
            Self::HighPassRc => (&[Capacitor, Resistor], &[Series(0), Series(1)]),
            Self::BandPassRc => (
                &[Capacitor, Resistor, Capacitor],
                &[Series(0), Series(1), Shunt(&[2])],
            ),
            Self::Notch => (&[Resistor, Inductor, Capacitor], &[Trap(&[0, 1, 2])]),
            Self::LPad => (&[Resistor, Resistor], &[Series(0), Shunt(&[1])]),
            Self::Zobel => (&[Resistor, Capacitor], &[Shunt(&[0, 1])]),
        };
        Ladder { components, steps }
    }

    /// Whether it has a lower and an upper corner.
    pub fn is_band(self) -> bool {
        matches!(self, Self::BandPass1 | Self::BandPass2 | Self::BandPassRc)
    }

    /// Whether the family can be chosen.
    pub fn has_alignment(self) -> bool {
        matches!(self, Self::LowPass2 | Self::HighPass2)
    }

    /// Whether a level is asked for.
    pub fn has_level(self) -> bool {
        matches!(
            self,
            Self::LowPassRc | Self::HighPassRc | Self::BandPassRc | Self::Notch | Self::LPad
        )
    }

    fn is_high_pass(self) -> bool {
        matches!(
            self,
            Self::HighPass1 | Self::HighPass2 | Self::HighPass3 | Self::HighPassRc
        )
    }
}

impl Wish {
    /// Where the pass band is taken to be, Hz, which levels are counted from.
    pub fn reference(&self) -> f64 {
        match self.topology {
            topology if topology.is_band() => (self.f * self.to).sqrt(),
            topology if topology.is_high_pass() => (10.0 * self.f).min(HIGHEST),
            Topology::LPad | Topology::Zobel => self.f,
            _ => (self.f / 10.0).max(LOWEST),
        }
    }

    /// The frequencies at which the shape has to be met, Hz.
    pub fn corners(&self) -> Vec<f64> {
        match self.topology {
            topology if topology.is_band() => vec![self.f, self.to],
            Topology::Zobel => Vec::new(),
            _ => vec![self.f],
        }
    }

    /// The frequencies within which the shape is fitted, Hz.
    pub fn band(&self) -> [f64; 2] {
        let (from, to) = match self.topology {
            topology if topology.is_band() => (self.f / 4.0, self.to * 4.0),
            Topology::LPad => (self.f / 2.0, self.f * 2.0),
            Topology::Zobel => (self.f, HIGHEST),
            _ => (self.f / 4.0, self.f * 4.0),
        };
        [from.max(LOWEST), to.min(HIGHEST)]
    }

    /// The transfer that is wanted at a frequency, Hz.
    pub fn shape(&self, f: f64) -> Complex64 {
        let s = Complex64::new(0.0, f / self.f);
        let upper = Complex64::new(0.0, f / self.to);
        let gain = self.gain();
        let q = self.filter_q();
        let one = Complex64::ONE;
        match self.topology {
            Topology::LowPass1 => one / (one + s),
            Topology::LowPass2 => one / (one + s / q + s * s),
            Topology::LowPass3 => one / ((one + s) * (one + s + s * s)),
            Topology::HighPass1 => s / (one + s),
            Topology::HighPass2 => s * s / (one + s / q + s * s),
            Topology::HighPass3 => s * s * s / ((one + s) * (one + s + s * s)),
            Topology::BandPass1 => {
                let width = s * (self.to / self.f - 1.0);
                width / (s * s + width + self.to / self.f)
            }
            Topology::BandPass2 => {
                s * s / (one + s * SQRT_2 + s * s) / (one + upper * SQRT_2 + upper * upper)
            }
            Topology::LowPassRc => gain / (one + s),
            Topology::HighPassRc => s * gain / (one + s),
            Topology::BandPassRc => s * gain / (one + s) / (one + upper),
            Topology::Notch => (one + s * (gain / self.q) + s * s) / (one + s / self.q + s * s),
            Topology::LPad => Complex64::new(gain, 0.0),
            Topology::Zobel => one,
        }
    }

    /// The values it has on a resistance (Ω), in the order of the ladder's components. Exact on a
    /// resistance except for band-passes that are not of first order.
    pub fn values_on(&self, r: f64) -> Vec<f64> {
        let w = TAU * self.f;
        let to = TAU * self.to;
        let gain = self.gain();
        let q = self.filter_q();
        match self.topology {
            Topology::LowPass1 => vec![r / w],
            Topology::LowPass2 => vec![r / (q * w), q / (r * w)],
            Topology::LowPass3 => vec![1.5 * r / w, 4.0 / (3.0 * r * w), 0.5 * r / w],
            Topology::HighPass1 => vec![1.0 / (r * w)],
            Topology::HighPass2 => vec![q / (r * w), r / (q * w)],
            Topology::HighPass3 => vec![2.0 / (3.0 * r * w), 0.75 * r / w, 2.0 / (r * w)],
            Topology::BandPass1 => {
                let inductance = r / (to - w);
                vec![1.0 / (w * to * inductance), inductance]
            }
            Topology::BandPass2 => vec![
                1.0 / (SQRT_2 * r * w),
                SQRT_2 * r / w,
                SQRT_2 * r / to,
                1.0 / (SQRT_2 * r * to),
            ],
            Topology::LowPassRc => {
                let series = r * (1.0 / gain - 1.0);
                vec![series, (series + r) / (series * r * w)]
            }
            Topology::HighPassRc => {
                let series = r * (1.0 / gain - 1.0);
                vec![1.0 / ((series + r) * w), series]
            }
            Topology::BandPassRc => {
                let series = r * (1.0 / gain - 1.0);
                let shunt = (series + r) / (series * r * to);
                vec![1.0 / ((series + r) * w), series, shunt]
            }
            Topology::Notch => {
                let capacitance = self.q / ((1.0 - gain) * r * w);
                vec![
                    r * (1.0 - gain) / gain,
                    1.0 / (w * w * capacitance),
                    capacitance,
                ]
            }
            Topology::LPad => vec![r * (1.0 - gain), r * gain / (1.0 - gain)],
            // For a coil that has reached √2 of its resistance at the frequency.
            Topology::Zobel => vec![r, 1.0 / (r * w)],
        }
    }

    /// Voltage ratio of the level asked for.
    fn gain(&self) -> f64 {
        10_f64.powf(-self.down_db / 20.0)
    }

    /// Q of a second-order filter.
    fn filter_q(&self) -> f64 {
        match self.alignment {
            Alignment::LinkwitzRiley if self.topology.has_alignment() => 0.5,
            _ => 0.5 * SQRT_2,
        }
    }
}

/// Below and above, nothing is fitted, Hz.
const LOWEST: f64 = 20.0;
const HIGHEST: f64 = 20_000.0;
