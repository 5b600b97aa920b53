//! The equations of one set of terms, at every frequency or pair of frequencies that is asked for.

use super::{
    balance::{self, Motion},
    equations::{Equations, Laws, State},
    seen::Seen,
    tones::Tones,
};
use crate::{
    network::{Engine, Features, block::WIDTH, network::Network, read::series},
    physics::{
        complex::Complex,
        lanes::{Kernel, LANES, Lanes, Vector, dispatch},
        large_signal::Law,
    },
};
use num_complex::Complex64;
use rayon::prelude::*;
use std::{f64::consts::SQRT_2, sync::Arc};

/// What does not change, Hz: slow enough for air to pass through every leak.
const AT_REST: f64 = 1e-3;
/// Above this, Hz, nothing is asked of ears and ducts, and nothing answers.
const HIGHEST: f64 = 150e3;

/// A network between motors, at the terms of every frequency or pair of frequencies.
#[derive(Debug)]
pub(super) struct Set {
    pub(super) tones: Tones,
    laws: Vec<Law>,
    seen: Seen,
    /// Pressure at the drum at a drive of 1 V, without drivers that are muted, by frequency.
    drum: Vec<Complex64>,
    /// Whether a motor is heard.
    heard: Vec<bool>,
    /// How much of the drive's amplitude the first terms have.
    shares: [f64; 2],
    /// Where terms stand among the frequencies: those of one point after the other, the constant first.
    spots: Vec<Spot>,
}

/// Where a term stands.
#[derive(Debug, Clone, Copy)]
struct Spot {
    frequency: usize,
    /// Whether as its opposite.
    opposite: bool,
    /// Whether it is too high to be asked for.
    mute: bool,
}

impl Spot {
    fn turned(self, z: Complex64) -> Complex64 {
        match (self.mute, self.opposite) {
            (true, _) => Complex64::ZERO,
            (_, true) => z.conj(),
            _ => z,
        }
    }
}

/// A motion that solves the equations, and what is heard of it.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) motion: Motion,
    /// Pressure at the drum by term after the constant one, Pa peak.
    pub(super) pressure: Vec<Complex64>,
    /// How far each motor moves, over the reach of its law.
    pub(super) reached: Vec<f64>,
}

impl Set {
    /// Of tones at these frequencies, Hz; absent where the network has no solution.
    pub(super) fn of(
        network: &Network,
        sites: &[(usize, Law)],
        tones: Tones,
        (at, shares): (&[[f64; 2]], [f64; 2]),
    ) -> Option<Self> {
        let place = |f: f64| f.abs().clamp(AT_REST, HIGHEST);
        let terms = tones.turns.len();
        let mut f: Vec<f64> = Vec::with_capacity(at.len() * terms);
        for pair in at {
            f.extend((0..terms).map(|term| place(tones.frequency(term, *pair))));
        }
        f.sort_unstable_by(f64::total_cmp);
        f.dedup();
        // In a block of its own: what cancels at rest is repaired there, and not beside it.
        f.splice(0..0, [AT_REST; WIDTH]);
        let f: Arc<[f64]> = f.into();
        let mut engine = Engine::new(network.clone(), &f);
        engine.keep();
        let muted = (network.drivers.iter()).any(|driver| driver.muted);
        engine.solve(muted, Features::Dispatched);
        if !engine.is_trusted() || network.ear.is_none() {
            return None;
        }
        let elements: Vec<usize> = (sites.iter())
            .map(|(n, _)| network.drivers[*n].element)
            .collect();
        let rest = Spot {
            frequency: 0,
            opposite: false,
            mute: false,
        };
        let mut spots = Vec::with_capacity(at.len() * (terms + 1));
        for pair in at {
            spots.push(rest);
            spots.extend((0..terms).map(|term| {
                let own = tones.frequency(term, *pair);
                Spot {
                    frequency: f.partition_point(|f| *f < place(own)),
                    opposite: own < 0.0,
                    mute: own.abs() > HIGHEST,
                }
            }));
        }
        let per_volt = if network.emf > 0.0 {
            1.0 / network.emf
        } else {
            0.0
        };
        let drum = drum(network, &engine);
        Some(Self {
            tones,
            laws: sites.iter().map(|(_, law)| *law).collect(),
            seen: engine.solved_mut().seen(&elements),
            drum: drum.into_iter().map(|p| p * per_volt).collect(),
            heard: (sites.iter())
                .map(|(n, _)| !network.drivers[*n].muted)
                .collect(),
            shares,
            spots,
        })
    }

    fn laws(&self) -> Laws<'_> {
        Laws {
            tones: &self.tones,
            laws: &self.laws,
        }
    }

    /// The terms of a point, the constant first; none where there is no such point.
    fn spots(&self, point: usize) -> &[Spot] {
        let count = self.tones.turns.len() + 1;
        self.spots.chunks_exact(count).nth(point).unwrap_or(&[])
    }

    /// Pressure at the drum of the linear network at a drive of 1 V rms, Pa peak, by term after the
    /// constant one.
    pub(super) fn linear(&self, point: usize) -> Vec<Complex64> {
        let spots = self.spots(point).iter().skip(1).enumerate();
        spots
            .map(|(n, spot)| {
                let share = self.shares.get(n).copied().unwrap_or(0.0);
                spot.turned(self.drum[spot.frequency]) * (share * SQRT_2)
            })
            .collect()
    }

    /// The equations of a point at a drive, V rms.
    fn equations(&self, point: usize, drive: f64) -> Equations<f64> {
        let spots = self.spots(point);
        let signals = 2 * self.laws.len();
        let width = self.tones.width();
        let own = |z: Complex64| Complex::new(z.re, z.im);
        let scales: Vec<f64> = self.laws.iter().flat_map(Law::scales).collect();
        let mut response = Vec::with_capacity(spots.len() * signals * signals);
        let mut heard = Vec::with_capacity(spots.len() * signals);
        let mut linear = vec![0.0; signals * width];
        for (term, spot) in spots.iter().enumerate() {
            for (row, scale) in scales.iter().enumerate() {
                for column in 0..signals {
                    let by = self.seen.response(spot.frequency, row, column) / scale;
                    let by = if term == 0 { by.re.into() } else { by };
                    response.push(own(spot.turned(by)));
                }
            }
            let Some(n) = term.checked_sub(1) else {
                continue;
            };
            for column in 0..signals {
                let by = spot.turned(self.seen.heard(spot.frequency, column));
                heard.push(if self.heard[column / 2] {
                    own(by)
                } else {
                    Complex::zero()
                });
            }
            let Some(share) = self.shares.get(n).filter(|share| **share > 0.0) else {
                continue;
            };
            for (row, scale) in scales.iter().enumerate() {
                let moved = spot.turned(self.seen.moved(spot.frequency, row));
                let moved = moved * (share * SQRT_2 / scale);
                linear[row * width + 1 + 2 * n] = moved.re;
                linear[row * width + 2 + 2 * n] = moved.im;
            }
        }
        Equations {
            response,
            linear,
            heard,
            pressure: self.linear(point).into_iter().map(own).collect(),
            drive,
        }
    }

    /// The motion of a point at a drive, V rms, from one at another drive or from rest; absent where
    /// none was found.
    pub(super) fn solve(&self, point: usize, drive: f64, from: Option<&Motion>) -> Option<Found> {
        if self.spots(point).is_empty() {
            return None;
        }
        let (mut of, laws) = (self.equations(point, drive), self.laws());
        let from = from.map(|from| from.over(self.tones.width()));
        let state = balance::solve(&mut of, laws, from.as_ref())?;
        let terms = 0..self.tones.turns.len();
        let motors = self.laws.iter().enumerate();
        Some(Found {
            pressure: terms
                .map(|n| state.pressure(&of, laws, n))
                .map(|p| Complex64::new(p.re, p.im))
                .collect(),
            reached: motors.map(|(n, law)| state.reached(n, law)).collect(),
            motion: Motion {
                drive,
                z: state.z,
                width: self.tones.width(),
            },
        })
    }

    /// The motions of all points at a drive, V rms, several side by side; `from` are motions at that
    /// drive with other terms.
    pub(super) fn solve_all(&self, drive: f64, from: Option<&[Motion]>) -> Vec<Option<Found>> {
        let count = self.spots.len() / (self.tones.turns.len() + 1);
        let points: Vec<usize> = (0..count).collect();
        let groups = points.par_chunks(LANES);
        groups
            .flat_map_iter(|points| {
                let equations: Vec<Equations<f64>> = (points.iter())
                    .map(|point| self.equations(*point, drive))
                    .collect();
                let starts: Vec<Vec<f64>> = (points.iter().zip(&equations))
                    .map(|(point, of)| match from.and_then(|from| from.get(*point)) {
                        Some(from) => from.over(self.tones.width()).z,
                        None => of.linear_motion(),
                    })
                    .collect();
                let settled = dispatch(Settle {
                    equations: &equations,
                    starts: &starts,
                    laws: self.laws(),
                });
                let all = points.iter().zip(settled);
                let all = all.map(|(point, settled)| {
                    let from = from.and_then(|from| from.get(*point));
                    settled.or_else(|| self.solve(*point, drive, from))
                });
                all.collect::<Vec<_>>()
            })
            .collect()
    }
}

/// Pressure at the drum of the drivers that are not muted, Pa rms.
fn drum(network: &Network, engine: &Engine) -> Vec<Complex64> {
    let muted = |n: usize| network.drivers.get(n).is_some_and(|driver| driver.muted);
    let mut drum = engine.drum_pressure();
    for (n, blocks) in engine.output.drivers.iter().enumerate() {
        if muted(n) {
            let pressures = blocks.iter().map(|block| block.pressure);
            let share = series(pressures, drum.len(), network.emf);
            for (sum, share) in drum.iter_mut().zip(share) {
                *sum -= share;
            }
        }
    }
    drum
}

/// The accelerated iteration at as many points as there are lanes; nothing where it does not suffice.
struct Settle<'a> {
    equations: &'a [Equations<f64>],
    starts: &'a [Vec<f64>],
    laws: Laws<'a>,
}

impl Kernel for Settle<'_> {
    type Output = Vec<Option<Found>>;

    #[inline(always)]
    fn run<V: Vector>(self) -> Vec<Option<Found>> {
        let Self {
            equations,
            starts,
            laws,
        } = self;
        let Some(first) = equations.first() else {
            return Vec::new();
        };
        let of = Equations::<V> {
            response: side_by_side(equations, |of| &of.response),
            linear: beside(equations, |of| &of.linear),
            heard: side_by_side(equations, |of| &of.heard),
            pressure: side_by_side(equations, |of| &of.pressure),
            drive: V::splat(first.drive),
        };
        let mut state = State::new(laws, beside(starts, |start| start));
        state.settle(&of, laws);
        let excess = state.excess().store();
        let (width, terms) = (laws.tones.width(), laws.tones.turns.len());
        let mut found: Vec<Option<Found>> = (equations.iter().zip(excess.0))
            .map(|(of, excess)| {
                (excess < f64::MIN_POSITIVE).then(|| Found {
                    motion: Motion {
                        drive: of.drive,
                        z: Vec::with_capacity(state.z.len()),
                        width,
                    },
                    pressure: Vec::with_capacity(terms),
                    reached: Vec::with_capacity(laws.laws.len()),
                })
            })
            .collect();
        for z in &state.z {
            for (found, z) in found.iter_mut().zip(z.store().0) {
                if let Some(found) = found {
                    found.motion.z.push(z);
                }
            }
        }
        for n in 0..terms {
            let Complex { re, im } = state.pressure(&of, laws, n);
            let parts = re.store().0.into_iter().zip(im.store().0);
            for (found, (re, im)) in found.iter_mut().zip(parts) {
                if let Some(found) = found {
                    found.pressure.push(Complex64::new(re, im));
                }
            }
        }
        for (motor, law) in laws.laws.iter().enumerate() {
            let reached = state.reached(motor, law).store().0;
            for (found, reached) in found.iter_mut().zip(reached) {
                if let Some(found) = found {
                    found.reached.push(reached);
                }
            }
        }
        found
    }
}

/// The numbers of several lists, in lanes; those that are missing are the last ones again.
#[inline(always)]
fn beside<T, V: Vector>(all: &[T], list: impl Fn(&T) -> &Vec<f64>) -> Vec<V> {
    let last = all.len() - 1;
    let lists: [&Vec<f64>; LANES] = std::array::from_fn(|lane| list(&all[lane.min(last)]));
    let count = lists[0].len();
    let mut out = Vec::with_capacity(count);
    for n in 0..count {
        let mut lanes = Lanes([0.0; LANES]);
        for (lane, list) in lanes.0.iter_mut().zip(lists) {
            *lane = list[n];
        }
        out.push(V::load(lanes));
    }
    out
}

/// The same of complex numbers.
#[inline(always)]
fn side_by_side<T, V: Vector>(
    all: &[T],
    list: impl Fn(&T) -> &Vec<Complex<f64>>,
) -> Vec<Complex<V>> {
    let last = all.len() - 1;
    let lists: [&Vec<Complex<f64>>; LANES] = std::array::from_fn(|lane| list(&all[lane.min(last)]));
    let count = lists[0].len();
    let mut out = Vec::with_capacity(count);
    for n in 0..count {
        let (mut re, mut im) = (Lanes([0.0; LANES]), Lanes([0.0; LANES]));
        for (lane, list) in lists.iter().enumerate() {
            (re.0[lane], im.0[lane]) = (list[n].re, list[n].im);
        }
        out.push(Complex::new(V::load(re), V::load(im)));
    }
    out
}
