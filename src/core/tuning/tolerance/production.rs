//! Units of a design: what of it is made, and each unit's share of luck.
//!
//! Everything that is made in one step is one **draw**: both bores of a section, or the depth a tip is
//! pushed to. Unit n draws from its own stream of the seed, and from one that it shares with the other
//! unit of its pair (0 and 1, 2 and 3, …), so that the same seed gives the same units whoever builds
//! them, in whatever order.

use crate::design::{
    Design, LinkKind, PartId, Subject,
    acoustic::{Eartip, LeakShape},
    parameter::{ParameterInfo, Parameters},
    seat::Keep,
    tolerance::{Fit, Making, Shape, Spread, ToleranceClass},
};
use crate::tuning::ear_family;
use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution as _, StandardNormal};

/// Whether units differ by how they are worn, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worn {
    /// By their parts alone.
    Alike,
    /// By the design's fit as well.
    EachAnew,
}

/// One thing that production decides: a number, or several that are made in one step.
#[derive(Debug, Clone, PartialEq)]
pub struct Draw {
    /// Whose it is; of the design itself: the fit.
    pub subject: Subject,
    /// Name of the part or link.
    pub owner: String,
    /// What of it: “Bore”.
    pub what: String,
    /// How it is made.
    pub making: Making,
    /// Its value as drawn, in its unit; 0 for the fit.
    pub value: f64,
}

impl Draw {
    /// Its tolerance as a share of its value; infinite for the fit.
    pub fn share(&self) -> f64 {
        self.making.spread.at(self.value) / self.value.abs()
    }
}

/// What of an owner's numbers is drawn, in the order they are visited.
type Slots = Vec<Option<usize>>;

/// A design, ready to be built many times.
#[derive(Debug, Clone)]
pub struct Production {
    design: Design,
    draws: Vec<Draw>,
    /// By place of the part, or of the link.
    parts: Vec<(usize, Slots)>,
    links: Vec<(usize, Slots)>,
    /// The tip that is worn, and the first of its two draws.
    tip: Option<(PartId, usize, Fit)>,
}

/// Least length of the canal ahead of the reference plane, m: the solver leaves out what has none.
const LEAST_CANAL: f64 = 0.01e-3;
/// Least gap past a tip, m.
const LEAST_GAP: f64 = 2e-6;
/// Width and length of the slit past a tip, m.
const SLIT: f64 = 5e-3;

impl Production {
    /// What of a design is made.
    pub fn of(design: &Design, worn: Worn) -> Self {
        let mut draws = Vec::new();
        let mut list = |subject: Subject, owner: &str, rows: &[(ParameterInfo, f64)]| {
            let mut last: Option<((usize, ToleranceClass), Option<usize>)> = None;
            let slots: Slots = rows
                .iter()
                .map(|(info, value)| {
                    let making = design.tolerances.making(subject, info);
                    // What has an index and a class in common is made in one step.
                    let step = info.index.zip(info.class);
                    if let (Some(step), Some((known, draw))) = (step, last)
                        && step == known
                    {
                        return draw;
                    }
                    let making = making.filter(|making| making.spread.at(1.0) > 0.0);
                    let draw = making.map(|making| {
                        draws.push(Draw {
                            subject,
                            owner: owner.to_owned(),
                            what: info.words(),
                            making,
                            value: *value,
                        });
                        draws.len() - 1
                    });
                    last = step.map(|step| (step, draw));
                    draw
                })
                .collect();
            slots.iter().any(Option::is_some).then_some(slots)
        };
        let mut parts = Vec::new();
        for (place, part) in design.parts.iter().enumerate() {
            let found = list(Subject::Part(part.id), &part.name, &part.parameters());
            parts.extend(found.map(|slots| (place, slots)));
        }
        let mut links = Vec::new();
        for (place, link) in design.links.iter().enumerate() {
            let found = list(Subject::Link(link.id), &link.name, &link.parameters());
            links.extend(found.map(|slots| (place, slots)));
        }
        let mut design = design.clone();
        let fit = design.tolerances.fit();
        let tip = (worn == Worn::EachAnew)
            .then(|| ear_family::ensure_tip(&mut design))
            .flatten()
            .map(|tip| {
                let first = draws.len();
                // Of the two ears of a head, or of two seatings, neither knows of the other.
                let by = |what: &str, size| Draw {
                    subject: Subject::Design,
                    owner: tr!("Fit").to_owned(),
                    what: what.to_owned(),
                    making: Making {
                        spread: Spread::Amount(2.0 * size),
                        shape: Shape::Normal,
                        common: 0.0,
                    },
                    value: 0.0,
                };
                draws.push(by(tr!("insertion"), fit.depth));
                draws.push(by(tr!("seal"), fit.gap));
                (tip, first, fit)
            });
        Self {
            design,
            draws,
            parts,
            links,
            tip,
        }
    }

    /// What is drawn, in the order of the document; the fit last.
    pub fn draws(&self) -> &[Draw] {
        &self.draws
    }

    /// How many of the draws, the last ones, are of how it is worn.
    pub fn worn(&self) -> usize {
        if self.tip.is_some() { 2 } else { 0 }
    }

    /// What unit `n` draws, in standard deviations of each draw.
    pub fn unit(&self, seed: u64, n: usize) -> Vec<f64> {
        let stream = |stream: u64| {
            let mut rng = ChaCha8Rng::seed_from_u64(seed);
            rng.set_stream(stream);
            rng
        };
        let mut own = stream(n as u64 + 1);
        // Streams from the upper half are pairs'.
        let mut pair = stream((1 << 63) | (n as u64 / 2));
        let normal = |rng: &mut ChaCha8Rng| -> f64 { StandardNormal.sample(rng) };
        (self.draws.iter())
            .map(|draw| {
                let (own, pair) = (normal(&mut own), normal(&mut pair));
                let common = draw.making.common;
                let z = common.sqrt() * pair + (1.0 - common).sqrt() * own;
                draw.making.shape.shaped(z)
            })
            .collect()
    }

    /// The unit with these draws, in standard deviations.
    pub fn build(&self, drawn: &[f64]) -> Design {
        let mut built = self.design.clone();
        for (place, slots) in &self.parts {
            if let Some(part) = built.parts.get_mut(*place) {
                self.vary(part, slots, drawn);
            }
        }
        for (place, slots) in &self.links {
            let Some(link) = built.links.get_mut(*place) else {
                continue;
            };
            let LinkKind::Tube(tube) = &mut link.kind else {
                continue;
            };
            let mut made = tube.clone();
            self.vary(&mut made, slots, drawn);
            // An insert is pressed in from the nearer end, however long the tube has become.
            let lengths: Vec<f64> = made.sections.iter().map(|s| s.length).collect();
            tube.set_lengths(&lengths, Keep::Distance);
            for (insert, seated) in made.inserts.iter_mut().zip(&tube.inserts) {
                insert.position = seated.position;
            }
            *tube = made;
        }
        if let Some((tip, first, fit)) = self.tip {
            let sigmas = [first, first + 1].map(|n| drawn.get(n).copied().unwrap_or(0.0));
            ear_family::change_tip(&mut built, tip, |tip| wear(tip, fit, sigmas));
        }
        built
    }

    /// Moves every number that is made, each by what was drawn for it.
    fn vary<T: Parameters>(&self, owner: &mut T, slots: &Slots, drawn: &[f64]) {
        let mut slots = slots.iter();
        owner.visit(&mut |info, value| {
            let Some(&Some(slot)) = slots.next() else {
                return;
            };
            if let (Some(draw), Some(&sigmas)) = (self.draws.get(slot), drawn.get(slot)) {
                *value = moved(draw.making, info, *value, sigmas);
            }
        });
    }
}

/// A value moved by `sigmas` standard deviations; it keeps a tenth of itself.
fn moved(making: Making, info: &ParameterInfo, value: f64, sigmas: f64) -> f64 {
    let sigma = making.spread.at(value) * making.shape.deviation();
    let new = (value + sigma * sigmas).max(0.1 * value);
    if new == value {
        value
    } else {
        info.clamped(new)
    }
}

impl Shape {
    /// How far a draw goes, in standard deviations.
    pub fn most(self) -> f64 {
        match self {
            Self::Normal => 3.0,
            Self::Uniform => 3.0_f64.sqrt(),
        }
    }

    /// One standard deviation, of half the width of what is written.
    pub fn deviation(self) -> f64 {
        match self {
            Self::Normal => 0.5,
            Self::Uniform => 1.0 / 3.0_f64.sqrt(),
        }
    }

    /// A standard normal draw in this shape, in standard deviations.
    fn shaped(self, z: f64) -> f64 {
        match self {
            Self::Normal => z.clamp(-self.most(), self.most()),
            Self::Uniform => self.most() * libm::erf(z * std::f64::consts::FRAC_1_SQRT_2),
        }
    }
}

/// A tip as it is worn once. At the reference plane nothing sits deeper: the canal only grows.
fn wear(tip: &mut Eartip, fit: Fit, [depth, gap]: [f64; 2]) {
    let canal = tip.canal_length + fit.depth * depth;
    let canal = if tip.canal_length > 3.0 * fit.depth {
        canal
    } else {
        tip.canal_length + (fit.depth * depth).abs()
    };
    tip.canal_length = canal.max(LEAST_CANAL);
    let extra = (fit.gap * gap).abs();
    tip.leak = Some(leaking(tip.leak, extra, [SLIT; 2]));
}

/// A leak that is wider by a slit of these sides, width and length in m, and this gap, m.
pub(in crate::tuning) fn leaking(
    leak: Option<LeakShape>,
    extra: f64,
    [wide, long]: [f64; 2],
) -> LeakShape {
    match leak {
        None => LeakShape::Slit {
            width: wide,
            length: long,
            gap: extra.max(LEAST_GAP),
        },
        // A tip that leaks as drawn leaks more or less.
        Some(LeakShape::Slit { width, length, gap }) => LeakShape::Slit {
            width,
            length,
            gap: (gap.powi(3) + extra.powi(3) * wide / width).cbrt(),
        },
        Some(LeakShape::Hole {
            diameter,
            thickness,
        }) => LeakShape::Hole {
            diameter: (diameter.powi(4) + extra.powi(3) * diameter).powf(0.25),
            thickness,
        },
    }
}
