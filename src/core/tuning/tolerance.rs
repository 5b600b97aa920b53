//! What production does to a design: many units with every part drawn within its tolerance.
//!
//! A tolerance is taken as two standard deviations of a normal distribution cut off at three. Unit
//! n draws from its own stream of the seed, so the same seed gives the same statistics on any
//! number of threads.

use crate::noticed::OrNoticed as _;
use crate::{
    analysis::{error, meaning, spl},
    design::{
        Design, Link, LinkKind,
        parameter::{Parameters, ToleranceClass},
        seat::Keep,
    },
    network::Solver,
    quantity::text,
};
use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution as _, StandardNormal};
use rayon::prelude::*;
use std::sync::Arc;

/// Tolerances, as fractions unless the name says otherwise.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tolerances {
    /// Of resistors.
    pub resistor: f64,
    /// Of capacitors that hold their value (C0G, film); others have twice or four times that.
    pub capacitor: f64,
    /// Of inductors and their resistance.
    pub inductor: f64,
    /// Of dampers and meshes.
    pub damper: f64,
    /// Of tube lengths, m.
    pub length: f64,
    /// Of tube and vent bores, m.
    pub bore: f64,
    /// Of a driver's force factor.
    pub motor: f64,
    /// Of a driver's moving mass, compliance and resistance.
    pub mechanics: f64,
}

impl Default for Tolerances {
    fn default() -> Self {
        Self {
            resistor: 0.01,
            capacitor: 0.05,
            inductor: 0.1,
            damper: 0.1,
            length: 0.3e-3,
            bore: 0.05e-3,
            motor: 0.1,
            mechanics: 0.1,
        }
    }
}

impl Tolerances {
    /// A tolerance as it is written: “±5 %”, “±0.3 mm”.
    pub fn words(&self, class: ToleranceClass) -> String {
        match self.spread(class) {
            Spread::Share(share) => format!("±{} %", text::round_to(100.0 * share, 4)),
            Spread::Amount(amount) => format!("±{} mm", text::bare_mm(amount)),
        }
    }

    fn spread(&self, class: ToleranceClass) -> Spread {
        match class {
            ToleranceClass::Resistor => Spread::Share(self.resistor),
            ToleranceClass::Capacitor { times } => Spread::Share(self.capacitor * f64::from(times)),
            ToleranceClass::Inductor => Spread::Share(self.inductor),
            ToleranceClass::Damper => Spread::Share(self.damper),
            ToleranceClass::Length => Spread::Amount(self.length),
            ToleranceClass::Bore => Spread::Amount(self.bore),
            ToleranceClass::Motor => Spread::Share(self.motor),
            ToleranceClass::Mechanics => Spread::Share(self.mechanics),
        }
    }
}

/// How a value varies.
#[derive(Debug, Clone, Copy)]
enum Spread {
    /// By a fraction.
    Share(f64),
    /// By an amount in its unit.
    Amount(f64),
}

impl Spread {
    /// The value moved by `sigmas` standard deviations; a bore or length keeps a tenth of itself.
    fn moved(self, value: f64, sigmas: f64) -> f64 {
        match self {
            Self::Share(share) => value * (1.0 + 0.5 * share * sigmas),
            Self::Amount(amount) => (value + 0.5 * amount * sigmas).max(0.1 * value),
        }
    }
}

/// What units of a design do.
#[derive(Debug, Clone, PartialEq)]
pub struct Spreading {
    /// Frequencies, Hz.
    pub f: Arc<[f64]>,
    /// Level of the design as drawn, dB.
    pub nominal: Vec<f64>,
    /// Level that 5 % of the units stay below, dB.
    pub low: Vec<f64>,
    /// Median level, dB.
    pub median: Vec<f64>,
    /// Level that 5 % of the units exceed, dB.
    pub high: Vec<f64>,
    /// Distance of each unit from the nominal curve, standard deviation from 50 Hz to 8 kHz, dB,
    /// ascending.
    pub deviations: Vec<f64>,
    /// Distance within each pair of units, left and right, in the same measure, ascending.
    pub pairs: Vec<f64>,
    /// Units whose values give no curve that could be trusted: left out of all of these.
    pub without_curve: usize,
    /// How far one standard deviation of each part and link alone moves the curve, dB rms from
    /// 50 Hz to 8 kHz; the most sensitive first.
    pub culprits: Vec<(String, f64)>,
}

impl Spreading {
    /// Fraction of units within `db` of the nominal curve.
    pub fn yield_within(&self, db: f64) -> f64 {
        share_below(&self.deviations, db)
    }

    /// Fraction of pairs that match within `db`.
    pub fn pairs_within(&self, db: f64) -> f64 {
        share_below(&self.pairs, db)
    }
}

fn share_below(ascending: &[f64], limit: f64) -> f64 {
    if ascending.is_empty() {
        return 0.0;
    }
    ascending.partition_point(|value| *value <= limit) as f64 / ascending.len() as f64
}

/// Builds `units` units of a design; absent where the design makes no sound.
pub fn spread(
    design: &Design,
    tolerances: &Tolerances,
    units: usize,
    seed: u64,
    f: &Arc<[f64]>,
) -> Option<Spreading> {
    let nominal = levels(&mut Solver::default(), design, f)?;
    let built: Vec<Option<Vec<f64>>> = (0..units)
        .into_par_iter()
        .map_init(Solver::default, |solver, unit| {
            levels(solver, &self::unit(design, tolerances, seed, unit), f)
        })
        .collect();
    let curves: Vec<&Vec<f64>> = built.iter().flatten().collect();
    let at = |share: f64| {
        (0..f.len())
            .map(|n| {
                let mut column: Vec<f64> =
                    curves.iter().filter_map(|c| c.get(n).copied()).collect();
                column.sort_by(f64::total_cmp);
                percentile(&column, share)
            })
            .collect::<Vec<f64>>()
    };
    let sorted = |mut values: Vec<f64>| {
        values.sort_by(f64::total_cmp);
        values
    };
    let deviations = curves
        .iter()
        .filter_map(|curve| error::deviation_db(f, curve, &nominal))
        .collect();
    let pairs = built
        .chunks_exact(2)
        .filter_map(|pair| match pair {
            [Some(left), Some(right)] => error::deviation_db(f, left, right),
            _ => None,
        })
        .collect();
    Some(Spreading {
        low: at(0.05),
        median: at(0.5),
        high: at(0.95),
        deviations: sorted(deviations),
        pairs: sorted(pairs),
        without_curve: built.len() - curves.len(),
        culprits: culprits(design, tolerances, f, &nominal),
        f: f.clone(),
        nominal,
    })
}

/// Unit `n` of a production: the design with every part drawn within its tolerance.
pub fn unit(design: &Design, tolerances: &Tolerances, seed: u64, n: usize) -> Design {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    rng.set_stream(n as u64 + 1);
    let mut draw = || {
        let sigmas: f64 = StandardNormal.sample(&mut rng);
        sigmas.clamp(-3.0, 3.0)
    };
    let mut built = design.clone();
    for part in &mut built.parts {
        vary(part, tolerances, &mut draw);
    }
    for link in &mut built.links {
        vary_link(link, tolerances, &mut draw);
    }
    built
}

fn levels(solver: &mut Solver, design: &Design, f: &Arc<[f64]>) -> Option<Vec<f64>> {
    let solution = solver.solve(design, f);
    let solution = meaning::without_noise(&solution).unwrap_or(solution);
    Some(spl::levels_db(solution.drum_pressure.as_ref()?))
}

/// A value of an ascending row by its share of the row.
fn percentile(ascending: &[f64], share: f64) -> f64 {
    let last = ascending.len().saturating_sub(1);
    let place = share * last as f64;
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an index within the row"
    )]
    let below = place.floor() as usize;
    let value = |n: usize| {
        let value = ascending.get(n).copied();
        value.or_noticed(f64::NAN, "a value at a place within the row")
    };
    let (a, b) = (value(below), value((below + 1).min(last)));
    a + (b - a) * place.fract()
}

/// How far each part and link alone moves the curve when all its values go up by one standard
/// deviation.
fn culprits(
    design: &Design,
    tolerances: &Tolerances,
    f: &Arc<[f64]>,
    nominal: &[f64],
) -> Vec<(String, f64)> {
    let mut solver = Solver::default();
    let mut found = Vec::new();
    let mut judge = |name: &str, changed: &Design| {
        let moved = levels(&mut solver, changed, f)
            .and_then(|curve| error::rms_db(f, &curve, nominal))
            .unwrap_or(0.0);
        if moved > 0.0 {
            found.push((name.to_owned(), moved));
        }
    };
    for n in 0..design.parts.len() {
        let mut changed = design.clone();
        if let Some(part) = changed.parts.get_mut(n) {
            vary(part, tolerances, &mut || 1.0);
            let name = part.name.clone();
            judge(&name, &changed);
        }
    }
    for n in 0..design.links.len() {
        let mut changed = design.clone();
        if let Some(link) = changed.links.get_mut(n) {
            vary_link(link, tolerances, &mut || 1.0);
            let name = link.name.clone();
            judge(&name, &changed);
        }
    }
    found.sort_by(|a, b| b.1.total_cmp(&a.1));
    found
}

/// Moves every number that production spreads, each by the standard deviations that are drawn.
fn vary<T: Parameters>(owner: &mut T, tolerances: &Tolerances, draw: &mut dyn FnMut() -> f64) {
    let mut last = None;
    owner.visit(&mut |info, value| {
        let Some(class) = info.class else { return };
        // What has an index and a class in common is made in one step.
        let step = info.index.map(|index| (index, class));
        let sigmas = match last {
            Some((known, sigmas)) if step == Some(known) => sigmas,
            _ => draw(),
        };
        last = step.map(|step| (step, sigmas));
        *value = tolerances.spread(class).moved(*value, sigmas);
    });
}

fn vary_link(link: &mut Link, tolerances: &Tolerances, draw: &mut dyn FnMut() -> f64) {
    let LinkKind::Tube(tube) = &mut link.kind else {
        return;
    };
    let mut made = tube.clone();
    vary(&mut made, tolerances, draw);
    // An insert is pressed in from the nearer end, however long the tube has become.
    let lengths: Vec<f64> = made.sections.iter().map(|section| section.length).collect();
    tube.set_lengths(&lengths, Keep::Distance);
    for (insert, seated) in made.inserts.iter_mut().zip(&tube.inserts) {
        insert.position = seated.position;
    }
    *tube = made;
}
