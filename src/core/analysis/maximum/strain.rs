//! How much every part is strained at the drive, beside what it bears.

use crate::{
    analysis::{Contribution, PortReading, Solution},
    design::{
        Design, LinkEnd, Part, PartId,
        kinds::burden::{Bound, Burden, Strain},
    },
    quantity::{Unit, text},
    words,
};
use num_complex::Complex64;
use std::f64::consts::SQRT_2;

/// A strain, and what is borne of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Strained {
    /// The part.
    pub part: PartId,
    /// Its name.
    pub name: String,
    /// The strain, and how much the part bears.
    pub burden: Burden,
    /// The amplitude of a sine at the drive over that which is just borne, at every frequency.
    pub load: Vec<f64>,
}

/// A strain of which nobody says how much is borne.
#[derive(Debug, Clone, PartialEq)]
pub struct Unstated {
    /// The part.
    pub part: PartId,
    /// Its name.
    pub name: String,
    /// The strain.
    pub strain: Strain,
}

impl Strain {
    /// What it is called: “excursion”.
    pub fn word(self) -> &'static str {
        match self {
            Self::Excursion => "excursion",
            Self::Gap => "gap",
            Self::CoilHeat(_) => "coil power",
            Self::Heat(_) => "power",
            Self::Voltage => "voltage",
            Self::Current => "current",
            Self::Emf => "output voltage",
        }
    }

    /// What it is counted in.
    pub fn unit(self) -> &'static Unit {
        match self {
            Self::Excursion => &Unit::LENGTH,
            Self::Gap => &Unit::VOLUME,
            Self::CoilHeat(_) | Self::Heat(_) => &Unit::WATT,
            Self::Voltage | Self::Emf => &Unit::VOLT,
            Self::Current => &Unit::AMPERE,
        }
    }

    /// Whether it is borne on average, as heat is, rather than at any moment.
    pub fn is_heat(self) -> bool {
        matches!(self, Self::CoilHeat(_) | Self::Heat(_))
    }
}

impl Strained {
    /// How much the drive may be raised for it, dB, at every frequency.
    pub fn headroom_db(&self) -> Vec<f64> {
        self.load.iter().map(|load| super::db(*load)).collect()
    }

    /// Part and strain: “Woofer, excursion”.
    pub fn title(&self) -> String {
        tr!("{}, {}", self.name, words::text(self.burden.strain.word()))
    }

    /// How much is borne, and who says so: “0.3 mm”, “about 30 mW, as its kind bears”.
    pub fn bound_text(&self) -> String {
        let unit = self.burden.strain.unit();
        let written = |value| {
            let value = text::rounded(value, unit, 3);
            if self.burden.strain.is_heat() {
                value
            } else {
                tr!("{value} peak")
            }
        };
        match self.burden.bound {
            Bound::Stated(value) => written(value),
            Bound::Customary(value) => tr!("about {}, as its kind bears", written(value)),
            Bound::Unknown => tr!("unknown").to_owned(),
        }
    }
}

impl Unstated {
    /// Part and strain: “Tweeter, gap”.
    pub fn title(&self) -> String {
        tr!("{}, {}", self.name, words::text(self.strain.word()))
    }
}

/// The ports that have to be read to know how parts are strained.
pub fn ports(design: &Design) -> Vec<LinkEnd> {
    let strained = |part: &&Part| {
        let burdens = part.kind.burdens();
        burdens.iter().any(|burden| needs_ports(burden.strain))
    };
    let parts = design.parts.iter().filter(strained);
    parts
        .flat_map(|part| terminals(part).into_iter().flatten())
        .collect()
}

fn needs_ports(strain: Strain) -> bool {
    match strain {
        Strain::CoilHeat(_) | Strain::Heat(_) | Strain::Voltage | Strain::Current => true,
        Strain::Excursion | Strain::Gap | Strain::Emf => false,
    }
}

/// The first two ports of a part.
fn terminals(part: &Part) -> [Option<LinkEnd>; 2] {
    let ports = part.kind.facts().ports;
    [0, 1].map(|n| {
        ports.get(n).map(|port| LinkEnd {
            part: part.id,
            port: port.name.to_owned(),
        })
    })
}

/// Every strain of the parts that take part: those with a bound, and those without. A part that
/// nothing strains is in neither list.
pub fn strains(
    design: &Design,
    solution: &Solution,
    readings: &[PortReading],
) -> (Vec<Strained>, Vec<Unstated>) {
    let (mut strained, mut unstated) = (Vec::new(), Vec::new());
    let look = Look {
        design,
        solution,
        readings,
    };
    for part in &design.parts {
        for burden in part.kind.burdens() {
            let amplitudes = look.amplitude(part, burden.strain);
            let quiet = (amplitudes.iter()).any(|all| all.iter().all(|size| *size == 0.0));
            if quiet || !look.takes_part(part) {
                continue;
            }
            let name = part.name.clone();
            match (burden.bound.value(), amplitudes) {
                (Some(bound), Some(amplitudes)) => {
                    let bound = amplitude_of(burden.strain, bound);
                    strained.push(Strained {
                        part: part.id,
                        name,
                        burden,
                        load: amplitudes.into_iter().map(|size| size / bound).collect(),
                    });
                }
                _ => unstated.push(Unstated {
                    part: part.id,
                    name,
                    strain: burden.strain,
                }),
            }
        }
    }
    (strained, unstated)
}

/// A bound as an amplitude: what heats grows with the square of what flows.
fn amplitude_of(strain: Strain, bound: f64) -> f64 {
    if strain.is_heat() {
        bound.sqrt()
    } else {
        bound
    }
}

struct Look<'a> {
    design: &'a Design,
    solution: &'a Solution,
    readings: &'a [PortReading],
}

impl Look<'_> {
    /// A strain at every frequency at the drive: a peak, or the root of a power. Absent where the
    /// part takes no part, or its model does not say.
    fn amplitude(&self, part: &Part, strain: Strain) -> Option<Vec<f64>> {
        let peaks = |spectrum: &[Complex64]| spectrum.iter().map(|v| v.norm() * SQRT_2).collect();
        match strain {
            Strain::Excursion => Some(peaks(self.share(part)?.excursion.as_deref()?)),
            Strain::Gap => Some(peaks(self.share(part)?.displaced.as_deref()?)),
            Strain::CoilHeat(resistance) => {
                let current = self.reading(part, 0)?.flow.as_deref()?;
                let root = resistance.sqrt();
                Some(current.iter().map(|i| i.norm() * root).collect())
            }
            Strain::Heat(resistance) => {
                let root = resistance.sqrt();
                Some(self.across(part)?.iter().map(|u| u.norm() / root).collect())
            }
            Strain::Voltage => Some(peaks(&self.across(part)?)),
            Strain::Current => Some(peaks(self.reading(part, 0)?.flow.as_deref()?)),
            Strain::Emf => {
                let peak = self.design.drive.emf() * SQRT_2;
                Some(vec![peak; self.solution.f.len()])
            }
        }
    }

    /// A driver's share of the solution.
    fn share(&self, part: &Part) -> Option<&Contribution> {
        let mut shares = self.solution.contributions.iter();
        shares.find(|share| share.part == part.id)
    }

    /// Whether anything was read of a part.
    fn takes_part(&self, part: &Part) -> bool {
        (self.readings.iter()).any(|reading| reading.end.part == part.id)
    }

    /// What was read at the n-th port of a part.
    fn reading(&self, part: &Part, n: usize) -> Option<&PortReading> {
        let end = terminals(part).into_iter().nth(n)??;
        self.readings.iter().find(|reading| reading.end == end)
    }

    /// The voltage between the first two ports of a part, V rms.
    fn across(&self, part: &Part) -> Option<Vec<Complex64>> {
        let [from, to] = [0, 1].map(|n| self.reading(part, n));
        let both = from?.potential.iter().zip(&to?.potential);
        Some(both.map(|(a, b)| a - b).collect())
    }
}
