//! Who wears a design: what differs from ear to ear, how far, and by whose figures.
//!
//! | what | distribution | source |
//! |---|---|---|
//! | canal, tip to drum | normal, s.d. 3.1 mm, about the Type 4.3 canal | Balouch et al. 2023: canal length 31.4 ± 3.1 mm, 66 ears |
//! | canal area | log-normal, mean 53, s.d. 18 mm² | the same: area at the first bend 53 ± 18 mm² |
//! | concha depth | normal, s.d. 16 % | Algazi et al. 2001: cavum concha depth 10.2 ± 1.6 mm, 45 subjects |
//! | concha diameter | normal, s.d. 13 % | the same: height 19.1 ± 1.8 mm (9 %), width 15.8 ± 2.8 mm (18 %); their mean |
//! | insertion | normal, s.d. 1.5 mm between people | own choice: no statistics of it were found |
//! | leak | a slit whose gap is half-normal | own choice; see [`Fit`] |
//! | leak that is drawn, put on again | its gap log-normal, s.d. 13 % | fitted: with it a loose seat of the in-ear examples differs as 193 published sweeps of reseated earbuds do, within 1.8 times in every band |
//! | tip bore and length | normal, s.d. 5 % and 0.3 mm | own choice: what tips of one make and size differ by |
//!
//! The drum is one and the same in all of them (Hudde and Engel 1998): what middle ears differ by is
//! left out, so that the population is too narrow below 1 kHz.

use crate::design::{
    Design,
    acoustic::{Eartip, LeakShape},
    ear::{Ear, EarModel},
    tolerance::Fit,
};
use crate::physics::ear::type43;
use crate::tuning::tolerance::production;
use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution as _, StandardNormal};

/// Whose ears are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Who {
    /// Many people: ear, insertion, seal and tip differ.
    #[default]
    People,
    /// One ear again and again: insertion and seal differ.
    Reseated,
}

/// What differs from ear to ear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// How deep the tip is pushed.
    Depth,
    /// How well it seals.
    Leak,
    /// Length of the canal, or depth of the concha.
    Length,
    /// Width of the canal, or of the concha.
    Width,
    /// Bore of the tip.
    TipBore,
    /// Length of the tip.
    TipLength,
}

impl Cause {
    /// Every cause, in the order in which they are drawn.
    pub const ALL: [Self; 6] = [
        Self::Depth,
        Self::Leak,
        Self::Length,
        Self::Width,
        Self::TipBore,
        Self::TipLength,
    ];

    /// In a word or two.
    pub fn word(self, over_ear: bool) -> &'static str {
        match (self, over_ear) {
            (Self::Depth, _) => tr!("insertion depth"),
            (Self::Leak, _) => tr!("leak"),
            (Self::Length, false) => tr!("canal length"),
            (Self::Length, true) => tr!("concha depth"),
            (Self::Width, false) => tr!("canal width"),
            (Self::Width, true) => tr!("concha width"),
            (Self::TipBore, _) => tr!("tip bore"),
            (Self::TipLength, _) => tr!("tip length"),
        }
    }
}

/// What one ear draws of every cause, in standard deviations.
pub type Drawn = [f64; Cause::ALL.len()];

/// One ear: the tip as it sits, and what is behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct Wearer {
    /// The tip, with its canal and its leak.
    pub tip: Eartip,
    /// The ear.
    pub ear: Ear,
}

/// Standard deviation of the canal's length between people, m.
const CANAL_LENGTH: f64 = 3.1e-3;
/// Area of the canal: mean and standard deviation, m².
const CANAL_AREA: [f64; 2] = [53e-6, 18e-6];
/// From the reference plane to the drum of the Type 4.3 canal, m.
const PLANE_TO_DRUM: f64 = type43::REFERENCE_PLANE - type43::DRUM;
/// Least length of canal between tip and drum, m: nobody touches the drum.
const LEAST_CANAL: f64 = 4e-3;
/// Standard deviation of the insertion between people, m.
const INSERTION: f64 = 1.5e-3;
/// Standard deviations of a concha's depth and diameter, as shares of an average one.
const CONCHA_SPREAD: [f64; 2] = [0.16, 0.13];
/// Standard deviation of a tip's bore, as a share, and of its length, m.
const TIP: (f64, f64) = (0.05, 0.3e-3);
/// Width and length of the slit past a tip, m.
const TIP_SLIT: [f64; 2] = [5e-3, 5e-3];
/// The same past a pad.
const PAD_SLIT: [f64; 2] = [30e-3, 10e-3];
/// Standard deviation of the gap past a pad, m: own choice, half of what the slit that plays at 522 Hz
/// has.
const PAD_GAP: f64 = 0.5e-3;
/// Standard deviation of the gap of a leak that is there as drawn, as a share.
const LEAKING: f64 = 0.13;
/// Draws go so far, in standard deviations.
const MOST: f64 = 3.0;

/// What ears are drawn about.
#[derive(Debug, Clone, PartialEq)]
pub struct Wearing {
    /// Whose ears.
    pub who: Who,
    /// Whether the design is a headphone.
    pub over_ear: bool,
    /// The tip as it is drawn in the design.
    tip: Eartip,
    /// The ear of the design.
    ear: Ear,
    fit: Fit,
}

impl Wearing {
    /// About a design with this tip and ear.
    pub(super) fn new(design: &Design, who: Who, tip: Eartip, ear: Ear) -> Self {
        Self {
            who,
            over_ear: ear.model.facts().over_ear,
            tip,
            ear,
            fit: design.tolerances.fit.unwrap_or(Fit::WORN),
        }
    }

    /// What differs from ear to ear.
    pub fn causes(&self) -> Vec<Cause> {
        let differs = |cause: &Cause| match cause {
            Cause::Leak => true,
            Cause::Depth => !self.over_ear,
            Cause::Length | Cause::Width => self.who == Who::People,
            Cause::TipBore | Cause::TipLength => {
                self.who == Who::People && !self.over_ear && self.tip.length > 0.0
            }
        };
        Cause::ALL.into_iter().filter(differs).collect()
    }

    /// What ear `n` draws: the same for the same seed, whatever else is drawn.
    pub fn drawn(seed: u64, n: usize) -> Drawn {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(n as u64 + 1);
        std::array::from_fn(|_| {
            let z: f64 = StandardNormal.sample(&mut rng);
            z.clamp(-MOST, MOST)
        })
    }

    /// The ear with these draws.
    pub fn wearer(&self, drawn: &Drawn) -> Wearer {
        let [depth, leak, length, width, bore, tip_length] = *drawn;
        let mut tip = self.tip.clone();
        let (slit, gap) = if self.over_ear {
            (PAD_SLIT, PAD_GAP)
        } else {
            (TIP_SLIT, self.fit.gap)
        };
        tip.leak = Some(match (self.who, tip.leak) {
            (Who::Reseated, Some(drawn)) => wider(drawn, (LEAKING * leak).exp()),
            (_, drawn) => production::leaking(drawn, (gap * leak).abs(), slit),
        });
        let mut ear = self.ear.clone();
        match (self.who, self.over_ear) {
            (Who::Reseated, true) => {}
            (Who::Reseated, false) => {
                // At the reference plane nothing sits deeper: the mean seat is as far ahead of it as
                // draws go.
                let drawn = tip.canal_length + ear.insertion.max(0.0);
                let mean = drawn.max(MOST * self.fit.depth);
                tip.canal_length = mean - ear.insertion.max(0.0) + self.fit.depth * depth;
                tip.canal_length = tip.canal_length.max(0.0);
            }
            (Who::People, true) => {
                let [concha_depth, concha_diameter] = EarModel::AVERAGE_CONCHA;
                let [by_depth, by_diameter] = CONCHA_SPREAD;
                ear = Ear::from(EarModel::OuterEar {
                    concha_depth: concha_depth * (1.0 + by_depth * length),
                    concha_diameter: concha_diameter * (1.0 + by_diameter * width),
                });
            }
            (Who::People, false) => {
                if tip.length > 0.0 {
                    let (by_bore, by_length) = TIP;
                    tip.bore *= 1.0 + by_bore * bore;
                    tip.length = (tip.length + by_length * tip_length).max(0.1 * tip.length);
                }
                let canal = tip.canal_length + ear.insertion + PLANE_TO_DRUM;
                let canal = canal + CANAL_LENGTH * length + INSERTION * depth;
                let canal = canal.max(LEAST_CANAL);
                let diameter = diameter(width);
                // One duct, of which each of the two models has a half.
                tip.canal_length = 0.5 * canal;
                tip.canal_diameter = diameter;
                ear = Ear::from(EarModel::HuddeEngel {
                    canal_length: 0.5 * canal,
                    canal_diameter: diameter,
                });
            }
        }
        Wearer { tip, ear }
    }

    /// How the ears were drawn: sentences.
    pub(super) fn notes(&self) -> Vec<String> {
        let what = match (self.who, self.over_ear) {
            (Who::People, false) => tr!(
                "People: canals 31 ± 3.1 mm long and 53 ± 18 mm² wide (Balouch et al. 2023), the drum of Hudde and Engel in all of them; insertion ±1.5 mm and what tips differ by were chosen for this program."
            ),
            (Who::People, true) => tr!(
                "People: conchas 10 mm deep ±16 % (Algazi et al. 2001) and Ø22 mm ±13 % ahead of Type 3.3; how pads leak was chosen for this program."
            ),
            (Who::Reseated, false) => {
                tr!("One ear, put on again and again: insertion and seal differ.")
            }
            (Who::Reseated, true) => {
                tr!("One ear, put on again and again: the seal differs.")
            }
        };
        vec![what.to_owned()]
    }
}

/// A leak whose gap or diameter is so many times as wide.
fn wider(leak: LeakShape, times: f64) -> LeakShape {
    match leak {
        LeakShape::Slit { width, length, gap } => LeakShape::Slit {
            width,
            length,
            gap: gap * times,
        },
        LeakShape::Hole {
            diameter,
            thickness,
        } => LeakShape::Hole {
            diameter: diameter * times,
            thickness,
        },
    }
}

/// Diameter of a canal by its draw, m.
fn diameter(z: f64) -> f64 {
    let [mean, deviation] = CANAL_AREA;
    // Mean and deviation of a log-normal area give those of its logarithm.
    let square = (1.0 + (deviation / mean).powi(2)).ln();
    let area = mean * (square.sqrt() * z - 0.5 * square).exp();
    2.0 * (area / std::f64::consts::PI).sqrt()
}
