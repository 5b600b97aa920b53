//! The equations of a periodic motion, at one frequency or at several side by side.
//!
//! With the variables z of all motors, their departures g(z) and the network between them,
//! z = z₀ + H g(z) at every frequency. Every variable counts in the scale of its law.

use super::tones::Tones;
use crate::physics::{complex::Complex, large_signal::Law, number::Real};
use std::collections::VecDeque;

/// Rounds of the accelerated iteration: where they do not suffice Newton's method takes over.
const ROUNDS: usize = 30;
/// Rounds that are mixed with the newest.
const MIXED: usize = 5;
/// A step tells nothing new where so little of its square is not in former ones.
const ALIKE: f64 = 1e-10;
/// What is left of the equations, relative, where they count as solved.
pub(super) const SOLVED: f64 = 1e-11;

/// What all frequencies share.
#[derive(Clone, Copy)]
pub(super) struct Laws<'a> {
    pub(super) tones: &'a Tones,
    pub(super) laws: &'a [Law],
}

/// The network between the motors, and what drives it.
pub(super) struct Equations<R> {
    /// What departures do to the variables: by term, the constant first, row and column.
    pub(super) response: Vec<Complex<R>>,
    /// Coefficients of the variables of the linear network at a drive of 1 V rms, signal by signal.
    pub(super) linear: Vec<R>,
    /// What departures do at the drum: by term after the constant one, and signal.
    pub(super) heard: Vec<Complex<R>>,
    /// Pressure at the drum of the linear network at a drive of 1 V rms, Pa peak, by term after the
    /// constant one.
    pub(super) pressure: Vec<Complex<R>>,
    /// The drive, V rms.
    pub(super) drive: R,
}

/// A motion on its way, and what the motors do in it.
pub(super) struct State<R> {
    /// Coefficients of the variables, signal by signal.
    pub(super) z: Vec<R>,
    /// Those of the departures.
    departures: Vec<R>,
    /// z₀ + H g − z.
    pub(super) rest: Vec<R>,
    /// Of each motor the greatest value of its second variable, either way, in its scale.
    most: Vec<R>,
    /// Values over the period.
    values: [Vec<R>; 2],
}

/// From one round to the next.
struct Step<R> {
    /// What the motion changed by, and what was left of the equations with it.
    moved: Vec<R>,
    /// What the latter changed by.
    changed: Vec<R>,
}

impl<R: Real> Step<R> {
    fn new(count: usize) -> Self {
        let zero = vec![R::splat(0.0); count];
        Self {
            moved: zero.clone(),
            changed: zero,
        }
    }

    /// Takes off what former steps tell already and makes the rest of length 1; nothing of it is kept
    /// where hardly anything remains.
    #[inline(always)]
    fn set_apart(&mut self, former: &VecDeque<Self>) {
        let whole = dot(&self.changed, &self.changed);
        for other in former {
            let share = dot(&other.changed, &self.changed);
            let parts = self.moved.iter_mut().zip(&mut self.changed);
            let others = other.moved.iter().zip(&other.changed);
            for ((moved, changed), (by_moved, by_changed)) in parts.zip(others) {
                *moved = share.neg_mul_add(*by_moved, *moved);
                *changed = share.neg_mul_add(*by_changed, *changed);
            }
        }
        let own = dot(&self.changed, &self.changed);
        let zero = R::splat(0.0);
        let by = R::splat(1.0) / own.sqrt();
        let by = (own - whole * R::splat(ALIKE)).below(f64::MIN_POSITIVE, zero, by);
        for part in self.moved.iter_mut().chain(&mut self.changed) {
            *part = *part * by;
        }
    }
}

#[inline(always)]
fn dot<R: Real>(a: &[R], b: &[R]) -> R {
    let mut sum = R::splat(0.0);
    for (a, b) in a.iter().zip(b) {
        sum = a.mul_add(*b, sum);
    }
    sum
}

impl<R: Real> Equations<R> {
    /// The motion of the linear network.
    #[inline(always)]
    pub(super) fn linear_motion(&self) -> Vec<R> {
        let mut z = self.linear.clone();
        for z in &mut z {
            *z = *z * self.drive;
        }
        z
    }
}

impl<R: Real> State<R> {
    /// A motion whose equations were not looked at yet.
    pub(super) fn new(laws: Laws<'_>, z: Vec<R>) -> Self {
        let zero = R::splat(0.0);
        let samples = vec![zero; laws.tones.samples];
        Self {
            departures: vec![zero; z.len()],
            rest: vec![zero; z.len()],
            most: vec![zero; laws.laws.len()],
            values: [samples.clone(), samples],
            z,
        }
    }

    /// What the motors do, and what is left of the equations then.
    #[inline(always)]
    pub(super) fn look(&mut self, of: &Equations<R>, laws: Laws<'_>) {
        self.depart(laws);
        let width = laws.tones.width();
        let signals = 2 * laws.laws.len();
        for (n, rest) in self.rest.iter_mut().enumerate() {
            *rest = of.linear[n] * of.drive - self.z[n];
        }
        let mut rows = of.response.chunks_exact(signals);
        for row in 0..signals {
            if let Some(by) = rows.next() {
                let mut sum = R::splat(0.0);
                for (column, by) in by.iter().enumerate() {
                    sum = by.re.mul_add(self.departures[column * width], sum);
                }
                self.rest[row * width] += sum;
            }
        }
        for term in 0..laws.tones.turns.len() {
            for row in 0..signals {
                let Some(by) = rows.next() else { continue };
                let mut sum = Complex::zero();
                for (column, by) in by.iter().enumerate() {
                    let at = column * width + 1 + 2 * term;
                    let done = Complex::new(self.departures[at], self.departures[at + 1]);
                    sum = sum.plus_product(*by, done);
                }
                let at = row * width + 1 + 2 * term;
                self.rest[at] += sum.re;
                self.rest[at + 1] += sum.im;
            }
        }
    }

    /// What the motors do over the period.
    #[inline(always)]
    fn depart(&mut self, Laws { tones, laws }: Laws<'_>) {
        let width = tones.width();
        let [first, second] = &mut self.values;
        for (motor, law) in laws.iter().enumerate() {
            let at = 2 * motor * width;
            tones.values(&self.z[at..at + width], first);
            tones.values(&self.z[at + width..at + 2 * width], second);
            let scales = law.scales().map(R::splat);
            let mut most = R::splat(0.0);
            for (a, b) in first.iter_mut().zip(second.iter_mut()) {
                let size = b.abs();
                most = (most - size).below(0.0, size, most);
                [*a, *b] = law.slopes(*a * scales[0], *b * scales[1]);
            }
            self.most[motor] = most;
            tones.coefficients(first, &mut self.departures[at..at + width]);
            tones.coefficients(second, &mut self.departures[at + width..at + 2 * width]);
        }
    }

    /// |z₀ + H g − z|² less what may be left of it: below 0 where the equations are solved.
    #[inline(always)]
    pub(super) fn excess(&self) -> R {
        let (mut rest, mut size) = (R::splat(0.0), R::splat(f64::MIN_POSITIVE));
        for (r, z) in self.rest.iter().zip(&self.z) {
            rest = r.mul_add(*r, rest);
            size = z.mul_add(*z, size);
        }
        rest - size * R::splat(SOLVED * SOLVED)
    }

    /// Puts what the network answers in the place of the motion again and again, accelerated: every
    /// round mixes the last ones so that least is left (Anderson 1965, J. ACM 12; their changes made
    /// orthogonal to each other as Vinsome 1976 does, SPE 5729). Where motors depart little this soon
    /// solves the equations, and needs no slopes. What is solved stays.
    #[inline(always)]
    pub(super) fn settle(&mut self, of: &Equations<R>, laws: Laws<'_>) {
        let (mut last_z, mut last_rest) = (self.z.clone(), self.rest.clone());
        let mut steps: VecDeque<Step<R>> = VecDeque::with_capacity(MIXED);
        self.look(of, laws);
        for round in 0..ROUNDS {
            let excess = self.excess();
            if excess.all_below(f64::MIN_POSITIVE) {
                return;
            }
            if round > 0 {
                let oldest = (steps.len() == MIXED).then(|| steps.pop_front()).flatten();
                let mut step = oldest.unwrap_or_else(|| Step::new(self.z.len()));
                for (n, (z, rest)) in self.z.iter().zip(&self.rest).enumerate() {
                    step.changed[n] = *rest - last_rest[n];
                    step.moved[n] = (*z - last_z[n]) + step.changed[n];
                }
                step.set_apart(&steps);
                steps.push_back(step);
            }
            last_z.copy_from_slice(&self.z);
            last_rest.copy_from_slice(&self.rest);
            for (z, rest) in self.z.iter_mut().zip(&self.rest) {
                *z += *rest;
            }
            for step in &steps {
                let back = dot(&step.changed, &self.rest);
                for (z, moved) in self.z.iter_mut().zip(&step.moved) {
                    *z = back.neg_mul_add(*moved, *z);
                }
            }
            for (z, last) in self.z.iter_mut().zip(&last_z) {
                *z = excess.below(f64::MIN_POSITIVE, *last, *z);
            }
            self.look(of, laws);
        }
    }

    /// Pressure at the drum, Pa peak, of the n-th term after the constant one.
    #[inline(always)]
    pub(super) fn pressure(&self, of: &Equations<R>, laws: Laws<'_>, n: usize) -> Complex<R> {
        let (width, signals) = (laws.tones.width(), 2 * laws.laws.len());
        let mut sum = of.pressure[n].scale(of.drive);
        for (signal, by) in of.heard[n * signals..][..signals].iter().enumerate() {
            let at = signal * width + 1 + 2 * n;
            let done = Complex::new(self.departures[at], self.departures[at + 1]);
            sum = sum.plus_product(*by, done);
        }
        sum
    }

    /// The greatest value of the second variable of a motor over the period, either way, over the
    /// reach of its law.
    #[inline(always)]
    pub(super) fn reached(&self, motor: usize, law: &Law) -> R {
        self.most[motor] * R::splat(law.scales()[1] / law.reach())
    }
}
