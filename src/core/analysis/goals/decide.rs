//! Which number of the design decides a goal: the one whose change by 1 % moves the goal's figure
//! most, from exact derivatives at the few frequencies that the goal looks at.

use super::{
    Judged,
    response::{self, Heard},
};
use crate::{
    analysis::{Solution, sensitivity, target},
    design::{Design, Goal, ParameterInfo, Subject},
    network::{Include, Sensitivity, Solver},
};
use num_complex::Complex64;
use std::sync::Arc;

/// A number that decides a goal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Decider {
    /// Whose number it is.
    pub subject: Subject,
    /// The number.
    pub info: ParameterInfo,
    /// By how much the goal's figure rises when the number grows by 1 %, in the figure's unit.
    pub per_percent: f64,
}

impl Decider {
    /// “Woofer Bl”: its owner's name and its symbol.
    pub fn name(&self, design: &Design) -> String {
        sensitivity::number_name(design, self.subject, &self.info)
    }
}

/// The number with the largest weight on a goal; absent where the goal hangs on none. Solves the
/// design at a few frequencies.
pub fn decider(design: &Design, solution: &Solution, judged: &Judged) -> Option<Decider> {
    let look = Look::of(design, solution, judged)?;
    let mut f = look.frequencies();
    f.sort_by(f64::total_cmp);
    f.dedup();
    let f: Arc<[f64]> = f.into();
    let all = Solver::default().sensitivities(design, &f, Include::NonZero);
    let of_the_design = |one: &&Sensitivity| match one.subject {
        Subject::Design => false,
        // Source and ear are given.
        Subject::Part(id) => design
            .part(id)
            .is_some_and(|part| !part.kind.facts().only_one),
        Subject::Link(_) => true,
    };
    let weigh = |one: &Sensitivity| {
        let by = look.change(one, &f)?;
        by.is_finite().then_some(Decider {
            subject: one.subject,
            info: one.info,
            per_percent: by,
        })
    };
    all.iter()
        .filter(of_the_design)
        .filter_map(weigh)
        .filter(|found| found.per_percent != 0.0)
        // The first of equals.
        .reduce(|a, b| {
            if b.per_percent.abs() > a.per_percent.abs() {
                b
            } else {
                a
            }
        })
}

/// What a goal's figure hangs on.
enum Look {
    /// Levels, each with the figure's derivative by it, dB per dB.
    Levels(Vec<(f64, f64)>),
    /// |Z| at a frequency, Ω.
    Impedance(f64, f64),
    /// ln Z at frequencies, each with the figure's complex derivative by it: the real part of the
    /// product counts, dB.
    LogImpedance([(f64, Complex64); 2]),
}

impl Look {
    fn of(design: &Design, solution: &Solution, judged: &Judged) -> Option<Self> {
        let figure = judged.figure?;
        let heard = || Heard::of(design, solution);
        match judged.goal {
            Goal::Target { from, to, .. } => {
                let (points, errors) = heard()?.errors([from, to]).ok()?;
                let mean = errors.iter().sum::<f64>() / errors.len() as f64;
                let share = figure * (errors.len() as f64 - 1.0);
                let slopes = errors.iter().map(|error| (error - mean) / share);
                Some(Self::Levels(points.into_iter().zip(slopes).collect()))
            }
            Goal::Mask { from, to, .. } => {
                let at = judged.at?;
                let (points, errors) = heard()?.errors([from, to]).ok()?;
                let place = points.iter().position(|f| *f == at)?;
                let here = *errors.get(place)?;
                let sign = (here - heard()?.lift(design)?).signum();
                let aligned = target::alignment_points(&design.target);
                let share = -sign / aligned.len() as f64;
                let mut all = vec![(at, sign)];
                all.extend(aligned.into_iter().map(|f| (f, share)));
                Some(Self::Levels(all))
            }
            Goal::Level { .. } => Some(Self::Levels(vec![(response::LEVEL_AT, 1.0)])),
            Goal::Impedance { .. } => Some(Self::Impedance(judged.at?, figure)),
            Goal::Swing { source, .. } => {
                let ends = response::swing_ends(design, solution, source)?;
                let all = solution.input_impedance.as_ref()?;
                let mut slopes = [(0.0, Complex64::ZERO); 2];
                for ((slope, (f, _)), sign) in slopes.iter_mut().zip(ends).zip([-1.0, 1.0]) {
                    let place = solution.f.iter().position(|known| *known == f)?;
                    let z = *all.get(place)?;
                    let (seen, by_ln) = response::seen(design, f, z);
                    // d ln(W/(W + R)) = dW·R/(W·(W + R)).
                    *slope = (f, sign * by_ln * source / (seen * (seen + source)));
                }
                Some(Self::LogImpedance(slopes))
            }
            Goal::Excursion { .. }
            | Goal::Power { .. }
            | Goal::Parts { .. }
            | Goal::Price { .. }
            | Goal::Depth { .. }
            | Goal::Yield { .. } => None,
        }
    }

    fn frequencies(&self) -> Vec<f64> {
        match self {
            Self::Levels(all) => all.iter().map(|(f, _)| *f).collect(),
            Self::Impedance(f, _) => vec![*f],
            Self::LogImpedance(all) => all.iter().map(|(f, _)| *f).collect(),
        }
    }

    /// How the figure moves when a number grows by 1 %.
    fn change(&self, one: &Sensitivity, f: &[f64]) -> Option<f64> {
        let step = 0.01 * one.value;
        let place = |at: f64| f.iter().position(|known| *known == at);
        let by_impedance = |at: f64| Some(step * one.impedance.as_ref()?.get(place(at)?)?);
        match self {
            Self::Levels(all) => {
                let db = one.db_per_percent()?;
                let moved = all
                    .iter()
                    .map(|(at, slope)| Some(slope * db.get(place(*at)?)?));
                moved.sum()
            }
            Self::Impedance(at, size) => Some(size * by_impedance(*at)?.re),
            Self::LogImpedance(all) => {
                let moved = all.iter().map(|(at, slope)| {
                    let nepers = (slope * by_impedance(*at)?).re;
                    Some(nepers * crate::physics::level::DB_PER_NEPER)
                });
                moved.sum()
            }
        }
    }
}
