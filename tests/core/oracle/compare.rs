//! The program against the oracle on random complete systems.

use super::Answer;
use super::generate::{Scope, system};
use earwright::{
    design::{
        Design, Insert, LinkKind, PartKind, Section, Severity,
        check::check,
        file,
        parameter::{ParameterInfo, Parameters},
    },
    network::{Solution, Solver, log_grid},
};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use std::{fmt, ops::Range, sync::Arc};

/// What the systems of these tests have.
const SCOPE: Scope = Scope::FULL;

/// Greatest difference of a level at the drum, dB.
const BAR_DB: f64 = 1e-3;
/// Greatest relative difference of an impedance.
const BAR_IMPEDANCE: f64 = 1e-4;
/// A pressure so far below the greatest of its curve is compared with that floor: 100 dB.
const FLOOR: f64 = 1e-5;
/// Pa: −120 dB SPL, far below the noise of the air itself. What is below is silence.
const SILENCE: f64 = 20e-12;

/// Ω: what is below is a short.
const SHORT: f64 = 1e-12;

/// How far apart the two are.
#[derive(Clone, Copy, Debug, Default)]
struct Apart {
    db: f64,
    impedance: f64,
    /// Where the level is farthest, Hz.
    at: f64,
    /// What it should be there, dB SPL.
    level: f64,
}

impl Apart {
    fn is_right(&self) -> bool {
        self.db <= BAR_DB && self.impedance <= BAR_IMPEDANCE
    }
}

/// What came of one system.
enum Outcome {
    /// A curve, so far from the oracle's.
    Curve(Apart),
    /// A curve, and a sentence that it is doubtful.
    Doubted(Apart, String),
    /// No curve, and a sentence why.
    None(String),
    /// No curve and not a word.
    Silent,
    /// The oracle has no answer.
    Undecided,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Curve(apart) => write!(f, "{apart}"),
            Self::Doubted(apart, said) => write!(f, "{apart}, and says: {said}"),
            Self::None(said) => write!(f, "no curve: {said}"),
            Self::Silent => f.write_str("no curve, and not a word"),
            Self::Undecided => f.write_str("the oracle does not know"),
        }
    }
}

impl fmt::Display for Apart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            db,
            impedance,
            at,
            level,
        } = self;
        write!(
            f,
            "{db:.1e} dB at {at:.0} Hz (where it is {level:.0} dB SPL), {impedance:.1e} of Z"
        )
    }
}

/// Twelve frequencies over the audible range, and one anywhere.
fn frequencies(seed: u64) -> Arc<[f64]> {
    let mut r = ChaCha8Rng::seed_from_u64(seed ^ 0x5eed);
    let mut f = log_grid(12, 20.0, 20e3).to_vec();
    f.push(20.0 * 1000_f64.powf(r.random_range(0.0..1.0)));
    f.sort_by(f64::total_cmp);
    f.into()
}

fn apart(solution: &Solution, answers: &[Answer]) -> Option<Apart> {
    let pressures = solution.drum_pressure.as_ref()?;
    let impedances = solution.input_impedance.as_ref()?;
    let greatest = answers.iter().map(|a| a.pressure.norm());
    let floor = SILENCE.max(FLOOR * greatest.fold(0.0, f64::max));
    let mut apart = Apart::default();
    for (n, answer) in answers.iter().enumerate() {
        let (found, right) = (pressures[n].norm(), answer.pressure.norm());
        let db = if right >= floor {
            20.0 * (found / right).log10().abs()
        } else {
            20.0 * (1.0 + (pressures[n] - answer.pressure).norm() / floor).log10()
        };
        // Not a number is as far apart as can be.
        let db = if db.is_nan() { f64::INFINITY } else { db };
        if db > apart.db {
            (apart.db, apart.at) = (db, solution.f[n]);
            apart.level = 20.0 * (right / 20e-6).log10();
        }
        let right = answer.impedance;
        let off = (impedances[n] - right).norm() / right.norm().max(SHORT);
        apart.impedance = apart
            .impedance
            .max(if off.is_nan() { f64::INFINITY } else { off });
    }
    Some(apart)
}

/// Solves a design both ways.
fn outcome(design: &Design, seed: u64) -> Outcome {
    let f = frequencies(seed);
    let solution = Solver::default().solve(design, &f);
    let said = solution
        .problems
        .iter()
        .filter(|problem| problem.severity >= Severity::Warning)
        .max_by_key(|problem| problem.severity)
        .map(|problem| problem.message.clone());
    let Some(answers) = super::solve(design, &f) else {
        return Outcome::Undecided;
    };
    let apart = apart(&solution, &answers);
    // Only an answer that is called wrong is worth another of the oracle's.
    let wrong = apart.is_some_and(|apart| !apart.is_right());
    if wrong && !super::is_sure(&answers, design, &f) {
        return Outcome::Undecided;
    }
    match (apart, said) {
        (Some(apart), Some(said)) => Outcome::Doubted(apart, said),
        (Some(apart), None) => Outcome::Curve(apart),
        (None, Some(said)) => Outcome::None(said),
        (None, None) => Outcome::Silent,
    }
}

/// Makes these systems, and what comes of them, on all cores.
fn outcomes(seeds: Range<u64>, make: impl Fn(u64) -> Design + Sync) -> Vec<(u64, Outcome)> {
    // Unoptimised, a solve needs nearly all the stack a thread has if nothing is said.
    let pool = rayon::ThreadPoolBuilder::new().stack_size(16 << 20).build();
    let one = |seed| {
        let design = make(seed);
        if let Err(why) = is_sound(&design) {
            panic!("system {seed} is not sound: {why}");
        }
        (seed, outcome(&design, seed))
    };
    pool.expect("threads")
        .install(|| seeds.into_par_iter().map(one).collect())
}

/// Whether a file could hold this design and nothing is wrong in it.
fn is_sound(design: &Design) -> Result<(), String> {
    let text = file::to_text(design);
    file::from_text(&text).map_err(|error| error.to_string())?;
    match check(design).iter().find(|p| p.severity == Severity::Error) {
        Some(problem) => Err(problem.message.clone()),
        None => Ok(()),
    }
}

#[test]
fn five_hundred_systems_are_as_the_oracle_has_them() {
    let outcomes = outcomes(0..500, |seed| system(seed, SCOPE));
    let mut worst = Apart::default();
    let mut wrong = Vec::new();
    for (seed, outcome) in &outcomes {
        match outcome {
            Outcome::Curve(apart) if apart.is_right() => {
                worst.db = worst.db.max(apart.db);
                worst.impedance = worst.impedance.max(apart.impedance);
            }
            other => wrong.push(format!("{seed}: {other}")),
        }
    }
    println!("worst {:.1e} dB, {:.1e} of Z", worst.db, worst.impedance);
    assert!(
        wrong.is_empty(),
        "{} of {} are wrong (the others at most {} dB and {} off):\n{}",
        wrong.len(),
        outcomes.len(),
        worst.db,
        worst.impedance,
        wrong.join("\n")
    );
}

/// A quarter of all numbers times or over 10⁴, as far as the document's bounds let them. The two
/// bores of a section or horn go together: 1 : 10⁴ is no cone that a wave knows anything of.
fn wild(design: &mut Design, seed: u64) {
    let mut r = ChaCha8Rng::seed_from_u64(seed ^ 0x0dd5);
    let mut change = |info: &ParameterInfo, value: &mut f64| {
        if r.random_bool(0.25) {
            let factor = if r.random_bool(0.5) { 1e4 } else { 1e-4 };
            *value = info.clamped(*value * factor);
        }
    };
    for part in design.parts.iter_mut() {
        let before = part.kind.clone();
        part.visit(&mut change);
        match (&mut part.kind, before) {
            (PartKind::Measured(driver), PartKind::Measured(before)) => {
                keep_shape(&mut driver.fixture, &before.fixture);
                keep_inside(&driver.fixture, &mut driver.fixture_inserts);
            }
            (PartKind::Horn(horn), PartKind::Horn(before)) => {
                horn.length = horn.length.min(LONGEST_CONE);
                horn.mouth = shaped(horn.throat, before.throat, before.mouth);
            }
            (PartKind::Ear(ear), _) => ear.become_model(ear.model),
            _ => {}
        }
    }
    for link in design.links.iter_mut() {
        let before = link.kind.clone();
        link.visit(&mut change);
        if let (LinkKind::Tube(tube), LinkKind::Tube(before)) = (&mut link.kind, before) {
            keep_shape(&mut tube.sections, &before.sections);
            keep_inside(&tube.sections, &mut tube.inserts);
        }
    }
}

/// The longest cone the oracle follows up to 20 kHz, m.
const LONGEST_CONE: f64 = 0.1;

/// The second bore of a pair whose first one changed.
fn shaped(first: f64, before: f64, second: f64) -> f64 {
    if first == before {
        second
    } else {
        (second * (first / before)).clamp(1e-6, 10.0)
    }
}

/// Straight sections stay straight and cones keep their shape.
fn keep_shape(sections: &mut [Section], before: &[Section]) {
    for (section, before) in sections.iter_mut().zip(before) {
        if before.bore_in == before.bore_out {
            section.bore_out = section.bore_in;
        } else {
            section.bore_out = shaped(section.bore_in, before.bore_in, before.bore_out);
            section.length = section.length.min(LONGEST_CONE);
        }
    }
}

/// What sits in a tube stays in it.
fn keep_inside(sections: &[Section], inserts: &mut [Insert]) {
    let length = sections.iter().map(|section| section.length).sum();
    for insert in inserts {
        insert.position = insert.position.min(length);
    }
}

/// Most wild systems the oracle itself may have no answer to, such as cones that do not converge.
const UNDECIDED_AT_MOST: usize = 20;

#[test]
fn wild_systems_are_right_or_say_that_they_are_not() {
    let outcomes = outcomes(10_000..10_200, |seed| {
        let mut design = system(seed, SCOPE);
        wild(&mut design, seed);
        design
    });
    let count = |which: &dyn Fn(&Outcome) -> bool| outcomes.iter().filter(|o| which(&o.1)).count();
    let right = count(&|o| matches!(o, Outcome::Curve(apart) if apart.is_right()));
    let doubted = count(&|o| matches!(o, Outcome::Doubted(..)));
    let none = count(&|o| matches!(o, Outcome::None(_)));
    let undecided = count(&|o| matches!(o, Outcome::Undecided));
    let wrong: Vec<String> = outcomes
        .iter()
        .filter(|(_, outcome)| match outcome {
            Outcome::Curve(apart) => !apart.is_right(),
            Outcome::Silent => true,
            _ => false,
        })
        .map(|(seed, outcome)| format!("{seed}: {outcome}"))
        .collect();
    println!("{right} right, {doubted} doubted, {none} without a curve, {undecided} undecided");
    assert!(undecided <= UNDECIDED_AT_MOST, "{undecided} undecided");
    assert!(
        wrong.is_empty(),
        "{right} are right, {doubted} doubted, {none} without a curve, {undecided} undecided, and \
         silently wrong are {}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// As wide as physics allows: bores of 20 µm, cups of 30 cm³, 1 pF beside 1 F, 1 µΩ beside 1 GΩ, a
/// moving coil and an armature side by side.
#[test]
fn the_widest_network_is_as_the_oracle_has_it() {
    use crate::support::systems::{Bench, CI_22955, EAR, SOURCE, armature, damper, tube_mm};
    let mut b = Bench::new();
    let big = b.capacitor("C1", 1.0, 0.0);
    let small = b.capacitor("C2", 1e-12, 0.0);
    let tiny = b.resistor("R1", 1e-6);
    let huge = b.resistor("R2", 1e9);
    b.wire((SOURCE, "+"), (big, "1"));
    b.wire((big, "2"), (tiny, "1"));
    for part in [small, huge] {
        b.wire((tiny, "2"), (part, "1"));
        b.wire((part, "2"), (SOURCE, "-"));
    }
    let coil = b.dd10("Coil", 30e3, 30e3);
    let motor = armature(&CI_22955, [5.0, 100.0], 7e9, [2.0, 1.6]);
    let armature = b.armature("Armature", motor);
    for driver in [coil, armature] {
        b.terminals(driver, (tiny, "2"), false);
    }
    let vent = b.vent_mm("Vent", 5.0, 0.02, 0.0);
    b.joint((coil, "rear"), (vent, "in"));
    let cup = b.chamber_mm3("Cup", 30e3);
    b.tube(tube_mm(3.0, 0.02), (coil, "front"), (cup, "node"));
    let mut spout = tube_mm(8.0, 1.5);
    spout.inserts.push(damper(8.0, 1500.0));
    b.tube(spout, (armature, "spout"), (cup, "node"));
    b.tube(tube_mm(8.0, 7.5), (cup, "node"), (EAR, "canal"));
    for masses in [false, true] {
        b.design.junction_masses = masses;
        let outcome = outcome(&b.design, 1);
        let right = matches!(&outcome, Outcome::Curve(apart) if apart.is_right());
        assert!(right, "masses {masses}: {outcome}");
    }
}
