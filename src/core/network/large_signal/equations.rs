//! The equations of a periodic motion, at one frequency or at several side by side.
//!
//! With the variables z of all motors, their departures g(z) and the network between them,
//! z = z₀ + H g(z) at every frequency. Every variable counts in the scale of its law.

use super::tones::Tones;
use crate::physics::{complex::Complex, large_signal::Law, number::Real};

/// Rounds of the accelerated iteration: where they do not suffice Newton's method takes over.
const ROUNDS: usize = 14;
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
    /// round mixes the last two so that least is left (Anderson 1965, J. ACM 12). Where motors depart
    /// little this soon solves the equations, and needs no slopes. What is solved stays.
    #[inline(always)]
    pub(super) fn settle(&mut self, of: &Equations<R>, laws: Laws<'_>) {
        let zero = R::splat(0.0);
        let mut last_z = self.z.clone();
        let mut last_rest = self.rest.clone();
        self.look(of, laws);
        for round in 0..ROUNDS {
            let excess = self.excess();
            if excess.all_below(f64::MIN_POSITIVE) {
                return;
            }
            let (mut over, mut under) = (zero, zero);
            if round > 0 {
                for (rest, last) in self.rest.iter().zip(&last_rest) {
                    let change = *rest - *last;
                    over = change.mul_add(*rest, over);
                    under = change.mul_add(change, under);
                }
            }
            let back = under.below(f64::MIN_POSITIVE, zero, over / under);
            for (n, z) in self.z.iter_mut().enumerate() {
                let rest = self.rest[n];
                let moved = (*z - last_z[n]) + (rest - last_rest[n]);
                let next = *z + back.neg_mul_add(moved, rest);
                last_z[n] = *z;
                last_rest[n] = rest;
                *z = excess.below(f64::MIN_POSITIVE, *z, next);
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
