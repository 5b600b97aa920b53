//! Harmonic balance: the periodic motion in which what motors do and what the network answers agree
//! at every frequency.
//!
//! With the variables z of all motors, their departures g(z) and the network between them,
//! z = z₀ + H g(z) at every frequency (Nakhla and Vlach 1976, IEEE Trans. Circuits Syst. 23): the
//! motors are evaluated over the period, the network at its frequencies. Newton's method solves it,
//! motor by motor while what they do to each other stays small beside what they do to themselves, all
//! at once where it does not.

use super::tones::Tones;
use crate::physics::large_signal::Law;
use nalgebra::{DMatrix, DVector, Dyn, LU};
use num_complex::Complex64;

/// What is left of the equations, relative, where they count as solved.
const SOLVED: f64 = 1e-11;
/// Rounds from one guess.
const ROUNDS: usize = 40;
/// What one solution may cost, multiplications: a state that snaps has none, and to find that out must
/// not take longer than all others together.
const COST: f64 = 4e8;
/// Slopes are found anew where a round leaves more than this of what there was.
const SLOW: f64 = 0.1;
/// The least step of Newton's method.
const LEAST_STEP: f64 = 1.0 / 16.0;
/// The least step in drive, over the drive.
const LEAST_RISE: f64 = 1.0 / 64.0;

/// The equations at one frequency or pair of frequencies.
#[derive(Debug)]
pub(super) struct Balance {
    /// What departures do to the variables: by term, the constant first, row and column.
    pub(super) response: Vec<Complex64>,
    /// What departures do at the drum, by term.
    pub(super) heard: Vec<Complex64>,
    /// Coefficients of the variables of the linear network at a drive of 1 V rms, signal by signal.
    pub(super) linear: Vec<f64>,
    /// Pressure at the drum of the linear network at a drive of 1 V rms, Pa peak, by term.
    pub(super) pressure: Vec<Complex64>,
}

/// A periodic motion.
#[derive(Debug, Clone)]
pub(super) struct Motion {
    /// The drive, V rms.
    pub(super) drive: f64,
    /// Coefficients of the variables, each over its scale, signal by signal.
    pub(super) z: Vec<f64>,
    /// Coefficients of a signal.
    pub(super) width: usize,
}

impl Motion {
    /// The same with so many coefficients of each signal: those that are not there are 0.
    pub(super) fn over(&self, width: usize) -> Self {
        let signals = self.z.chunks_exact(self.width);
        let z = signals
            .flat_map(|signal| (0..width).map(|n| signal.get(n).copied().unwrap_or_default()));
        Self {
            z: z.collect(),
            width,
            ..*self
        }
    }
}

/// Scratch and what all frequencies share.
pub(super) struct Balancer<'a> {
    pub(super) tones: &'a Tones,
    pub(super) laws: &'a [Law],
}

/// What motors do in a motion.
struct Done {
    /// Coefficients of the departures, signal by signal.
    departures: Vec<f64>,
    /// Slopes of the departures over the period, by motor, sample, departure and variable.
    slopes: Vec<[[f64; 2]; 2]>,
}

impl Balancer<'_> {
    fn signals(&self) -> usize {
        2 * self.laws.len()
    }

    /// Every number of a motion.
    fn size(&self) -> usize {
        self.signals() * self.tones.width()
    }

    fn scale(&self, signal: usize) -> f64 {
        self.laws[signal / 2].scales()[signal % 2]
    }

    /// The motion at a drive, from one at another drive or from rest; absent where none was found.
    pub(super) fn solve(&self, of: &Balance, drive: f64, from: Option<&Motion>) -> Option<Motion> {
        let width = self.tones.width();
        let linear = |drive: f64| Motion {
            drive,
            width,
            z: (of.linear.iter().enumerate())
                .map(|(n, z)| z * drive / self.scale(n / width))
                .collect(),
        };
        let guess = match from {
            Some(from) if from.drive > 0.0 => {
                let by = drive / from.drive;
                let z = from.z.iter().map(|z| z * by).collect();
                Motion { drive, z, width }
            }
            _ => linear(drive),
        };
        let mut left = COST;
        if let Some(found) = self.newton(of, guess, &mut left) {
            return Some(found);
        }
        // In smaller steps from what is known, each beginning where the last two point to.
        let mut known = from.cloned().unwrap_or_else(|| linear(0.0));
        if known.drive > drive {
            known = linear(0.0);
        }
        let mut before: Option<Motion> = None;
        let mut rise = (drive - known.drive) / 2.0;
        while known.drive < drive {
            let next = (known.drive + rise).min(drive);
            let guess = match &before {
                Some(before) if known.drive > before.drive => {
                    let by = (next - known.drive) / (known.drive - before.drive);
                    let along = known.z.iter().zip(&before.z);
                    Motion {
                        drive: next,
                        width,
                        z: along.map(|(z, before)| z + by * (z - before)).collect(),
                    }
                }
                _ if known.drive > 0.0 => Motion {
                    drive: next,
                    width,
                    z: known.z.iter().map(|z| z * next / known.drive).collect(),
                },
                _ => linear(next),
            };
            if let Some(found) = self.newton(of, guess, &mut left) {
                before = Some(std::mem::replace(&mut known, found));
                rise *= 1.5;
            } else {
                rise /= 2.0;
                if rise < LEAST_RISE * drive || left < 0.0 {
                    return None;
                }
            }
        }
        Some(known)
    }

    /// Newton's method from a guess, as long as there is something left to spend.
    fn newton(&self, of: &Balance, mut motion: Motion, left: &mut f64) -> Option<Motion> {
        let mut done = self.done(&motion.z);
        let mut rest = self.rest(of, &motion, &done);
        let mut size = norm(&rest);
        let mut blocks: Option<Vec<LU<f64, Dyn, Dyn>>> = None;
        // Motor by motor until that no longer helps.
        let mut apart = true;
        for _ in 0..ROUNDS {
            if size <= SOLVED * norm(&motion.z).max(f64::MIN_POSITIVE) {
                return Some(motion);
            }
            let fresh = blocks.is_none();
            *left -= self.cost(apart, fresh);
            if *left < 0.0 {
                return None;
            }
            let step = if apart {
                let by = blocks.get_or_insert_with(|| self.own_slopes(of, &done));
                self.own_step(by, &rest)?
            } else {
                let mut step = DVector::from_column_slice(&rest);
                let solved = self.all_slopes(of, &done).lu().solve_mut(&mut step);
                solved.then_some(step.as_slice().to_vec())?
            };
            let mut share = 1.0;
            let next = loop {
                let along = motion.z.iter().zip(&step);
                let next = Motion {
                    z: along.map(|(z, step)| z + share * step).collect(),
                    ..motion
                };
                let done = self.done(&next.z);
                let rest = self.rest(of, &next, &done);
                let left = norm(&rest);
                if left.is_finite() && left < size {
                    break Some((next, done, rest, left));
                }
                share /= 2.0;
                if share < LEAST_STEP {
                    break None;
                }
            };
            match next {
                Some(next) => {
                    if next.3 > SLOW * size {
                        blocks = None;
                    }
                    (motion, done, rest, size) = next;
                }
                // Slopes of another place mislead; slopes of this one do not see the other motors.
                None if apart && !fresh => blocks = None,
                None if apart && self.laws.len() > 1 => apart = false,
                None => return None,
            }
        }
        None
    }

    /// What a round costs, multiplications.
    fn cost(&self, apart: bool, fresh: bool) -> f64 {
        let [motors, width] = [self.laws.len(), self.tones.width()].map(|n| n as f64);
        let samples = self.tones.samples as f64;
        let evaluated = 4.0 * motors * width * samples + 2.0 * motors * motors * width * 8.0;
        let bent = 4.0 * motors * width * width * samples;
        let eliminated = |n: f64| n * n * n / 3.0;
        match (apart, fresh) {
            (true, false) => evaluated,
            (true, true) => evaluated + bent + motors * eliminated(2.0 * width),
            (false, _) => evaluated + bent + eliminated(2.0 * motors * width),
        }
    }

    /// The step of every motor by itself.
    fn own_step(&self, by: &[LU<f64, Dyn, Dyn>], rest: &[f64]) -> Option<Vec<f64>> {
        let parts = rest.chunks_exact(2 * self.tones.width());
        let mut all = Vec::with_capacity(rest.len());
        for (lu, part) in by.iter().zip(parts) {
            let mut step = DVector::from_column_slice(part);
            if !lu.solve_mut(&mut step) {
                return None;
            }
            all.extend(step.iter());
        }
        Some(all)
    }

    /// What the motors do over the period.
    fn done(&self, z: &[f64]) -> Done {
        let (width, samples) = (self.tones.width(), self.tones.samples);
        let mut departures = vec![0.0; z.len()];
        let mut slopes = Vec::with_capacity(self.laws.len() * samples);
        let mut values = [vec![0.0; samples], vec![0.0; samples]];
        for (motor, law) in self.laws.iter().enumerate() {
            let scales = law.scales();
            for (which, values) in values.iter_mut().enumerate() {
                let at = (2 * motor + which) * width;
                self.tones.values(&z[at..at + width], values);
            }
            let [first, second] = &mut values;
            for (a, b) in first.iter_mut().zip(second.iter_mut()) {
                let found = law.departure(*a * scales[0], *b * scales[1]);
                [*a, *b] = found.slopes;
                slopes.push(found.curvatures);
            }
            for (which, values) in values.iter().enumerate() {
                let at = (2 * motor + which) * width;
                self.tones
                    .coefficients(values, &mut departures[at..at + width]);
            }
        }
        Done { departures, slopes }
    }

    /// z₀ + H g − z, each over its scale.
    fn rest(&self, of: &Balance, motion: &Motion, done: &Done) -> Vec<f64> {
        let (width, signals) = (self.tones.width(), self.signals());
        let mut rest = vec![0.0; motion.z.len()];
        for row in 0..signals {
            let scale = self.scale(row);
            for term in 0..=self.tones.turns.len() {
                let mut sum = Complex64::ZERO;
                for column in 0..signals {
                    let by = of.response[(term * signals + row) * signals + column];
                    sum += by * coefficient(&done.departures[column * width..][..width], term);
                }
                let count = if term == 0 { 1 } else { 2 };
                for (n, part) in parts(term).into_iter().zip([sum.re, sum.im]).take(count) {
                    let n = row * width + n;
                    rest[n] = (of.linear[n] * motion.drive + part) / scale - motion.z[n];
                }
            }
        }
        rest
    }

    /// By motor: 1 − H g′ of what it does to itself.
    fn own_slopes(&self, of: &Balance, done: &Done) -> Vec<LU<f64, Dyn, Dyn>> {
        let size = 2 * self.tones.width();
        let motors = 0..self.laws.len();
        motors
            .map(|motor| {
                let mut matrix = DMatrix::identity(size, size);
                self.add_slopes(of, [motor, motor], &self.bends(motor, done), |r, c, by| {
                    matrix[(r, c)] -= by;
                });
                matrix.lu()
            })
            .collect()
    }

    /// 1 − H g′.
    fn all_slopes(&self, of: &Balance, done: &Done) -> DMatrix<f64> {
        let mut matrix = DMatrix::identity(self.size(), self.size());
        let block = 2 * self.tones.width();
        for column in 0..self.laws.len() {
            let bends = self.bends(column, done);
            for row in 0..self.laws.len() {
                self.add_slopes(of, [row, column], &bends, |r, c, by| {
                    matrix[(row * block + r, column * block + c)] -= by;
                });
            }
        }
        matrix
    }

    /// g′ of a motor between coefficients: those of its departures by those of its variables, which
    /// count in their scales.
    fn bends(&self, motor: usize, done: &Done) -> DMatrix<f64> {
        let (width, samples) = (self.tones.width(), self.tones.samples);
        let mut bends = DMatrix::zeros(2 * width, 2 * width);
        let scales = self.laws[motor].scales();
        let slopes = &done.slopes[motor * samples..][..samples];
        let mut values = vec![0.0; samples];
        let mut out = vec![0.0; width];
        for (departure, variable) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
            for c in 0..width {
                let shares = self.tones.synthesis.iter().skip(c).step_by(width);
                for ((value, slope), share) in values.iter_mut().zip(slopes).zip(shares) {
                    *value = slope[departure][variable] * share * scales[variable];
                }
                self.tones.coefficients(&values, &mut out);
                for (r, value) in out.iter().enumerate() {
                    bends[(departure * width + r, variable * width + c)] = *value;
                }
            }
        }
        bends
    }

    /// Gives every element of H g′ between two motors.
    fn add_slopes(
        &self,
        of: &Balance,
        [row, column]: [usize; 2],
        bends: &DMatrix<f64>,
        mut put: impl FnMut(usize, usize, f64),
    ) {
        let (width, signals) = (self.tones.width(), self.signals());
        for variable in 0..2 {
            let scale = self.scale(2 * row + variable);
            for term in 0..=self.tones.turns.len() {
                let by = [0, 1].map(|departure| {
                    let at = (term * signals + 2 * row + variable) * signals;
                    of.response[at + 2 * column + departure] / scale
                });
                for c in 0..2 * width {
                    let sum: Complex64 = (by.into_iter().enumerate())
                        .map(|(departure, by)| {
                            let [re, im] = parts(term);
                            let bend = |part: usize| bends[(departure * width + part, c)];
                            let im = if term == 0 { 0.0 } else { bend(im) };
                            by * Complex64::new(bend(re), im)
                        })
                        .sum();
                    let [re, im] = parts(term);
                    put(variable * width + re, c, sum.re);
                    if term > 0 {
                        put(variable * width + im, c, sum.im);
                    }
                }
            }
        }
    }

    /// Pressure at the drum, Pa peak, of every term after the constant one.
    pub(super) fn pressure(&self, of: &Balance, motion: &Motion) -> Vec<Complex64> {
        let (width, signals) = (self.tones.width(), self.signals());
        let done = self.done(&motion.z);
        let terms = of.pressure.iter().enumerate();
        terms
            .map(|(n, linear)| {
                let departures = (0..signals).map(|signal| {
                    let coefficients = &done.departures[signal * width..][..width];
                    of.heard[n * signals + signal] * coefficient(coefficients, n + 1)
                });
                linear * motion.drive + departures.sum::<Complex64>()
            })
            .collect()
    }

    /// The greatest value of the second variable of a motor over the period, either way, over the
    /// reach of its law.
    pub(super) fn reached(&self, motor: usize, motion: &Motion) -> f64 {
        let width = self.tones.width();
        let mut values = vec![0.0; self.tones.samples];
        let at = (2 * motor + 1) * width;
        self.tones.values(&motion.z[at..at + width], &mut values);
        let law = &self.laws[motor];
        let scale = law.scales()[1] / law.reach();
        values.iter().fold(0.0, |most: f64, z| most.max(z.abs())) * scale
    }
}

/// Where the two parts of a term stand among coefficients; those of the constant, which has one, are
/// the same.
fn parts(term: usize) -> [usize; 2] {
    match term {
        0 => [0, 0],
        n => [2 * n - 1, 2 * n],
    }
}

/// A term's coefficient.
fn coefficient(coefficients: &[f64], term: usize) -> Complex64 {
    let [re, im] = parts(term);
    let im = if term == 0 { 0.0 } else { coefficients[im] };
    Complex64::new(coefficients[re], im)
}

fn norm(values: &[f64]) -> f64 {
    values.iter().map(|value| value * value).sum::<f64>().sqrt()
}
