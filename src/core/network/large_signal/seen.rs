//! What a linear network does between its motors: what each of them sees of it.
//!
//! One transposed solve with the factors of the last solve gives, for one thing that is read, what
//! flow drawn into any node does to it. With what the motors are inside, that makes the answer of every
//! variable of theirs, and of the drum, to every departure.

use super::inside::{Inside, inside};
use crate::network::{
    block::{Block, Reals, WIDTH, ZERO, keep, lane_of, load, load_reals},
    dense::complex,
    elements::formula::{MAX_VALUES, PRESSURE_UNIT},
    factor::Factors,
    kernel::{self, Store},
    network::{Network, Node},
    plan::Plan,
    potentials::across,
    simple::Coefficients,
    solved::Solved,
    transposed,
    values::Given,
};
use crate::{
    design::Domain,
    physics::{
        complex::Complex,
        lanes::{Both, Kernel, Vector, dispatch},
        number::Real,
    },
};
use nalgebra::DVector;
use num_complex::Complex64;

/// What comes of what the motors do and of the drive, at every frequency. Each motor has two signals:
/// the variables of its law, and its two departures.
#[derive(Debug)]
pub(super) struct Seen {
    signals: usize,
    values: Vec<Complex64>,
}

impl Seen {
    /// What a departure does to a variable.
    pub(super) fn response(&self, point: usize, row: usize, column: usize) -> Complex64 {
        self.values[point * stride(self.signals) + row * self.signals + column]
    }

    /// What a departure does at the drum, Pa.
    pub(super) fn heard(&self, point: usize, column: usize) -> Complex64 {
        self.response(point, self.signals, column)
    }

    /// A variable at an EMF of 1 V.
    pub(super) fn moved(&self, point: usize, row: usize) -> Complex64 {
        self.response(point, self.signals + 1, row)
    }
}

/// Numbers of a frequency.
fn stride(signals: usize) -> usize {
    (signals + 2) * signals
}

/// A motor, and between which pairs it sits.
#[derive(Debug, Clone, Copy)]
struct Site {
    element: usize,
    pairs: [[Node; 2]; 2],
}

/// A potential across a pair, or the pressure at the drum: which places are read, with which sign.
struct Read {
    places: Vec<(usize, f64)>,
    /// The pivots these places reach.
    reached: Vec<u32>,
}

impl Solved {
    /// What the last solve's network does between these motors, which have laws.
    pub(super) fn seen(&mut self, motors: &[usize]) -> Seen {
        let sites: Vec<Site> = (motors.iter())
            .map(|element| {
                let pairs = self.network.elements[*element].pins.pairs();
                Site {
                    element: *element,
                    pairs: [0, 1].map(|n| pairs.get(n).copied().unwrap_or([Node::Ground; 2])),
                }
            })
            .collect();
        let signals = 2 * sites.len();
        let mut reads: Vec<Read> = (sites.iter().flat_map(|site| site.pairs))
            .map(|pair| {
                let by = unit(&self.network, &pair);
                read(&self.plan, &[(pair[0], by), (pair[1], -by)])
            })
            .collect();
        let drum = self.network.ear.map(|(_, node)| (node, PRESSURE_UNIT));
        reads.push(read(&self.plan, drum.as_slice()));
        let all: Vec<u32> = self.store.all.clone();
        let mut values = vec![Complex64::ZERO; self.f.len() * stride(signals)];
        dispatch(SeenPass {
            network: &self.network,
            plan: &self.plan,
            coefficients: &self.coefficients,
            w: &self.w,
            refined: &self.output.refined,
            store: &mut self.store,
            sites: &sites,
            reads: &reads,
            all: &all,
            values: &mut values,
        });
        for point in 0..self.f.len() {
            if !self.output.repaired[point / WIDTH][point % WIDTH] {
                continue;
            }
            let at = point * stride(signals);
            let (before, out) = values.split_at_mut(at);
            let out = &mut out[..stride(signals)];
            if self.is_again(point / WIDTH, point % WIDTH) {
                out.copy_from_slice(&before[at - stride(signals)..]);
            } else {
                self.seen_densely(point, &sites, out);
            }
        }
        Seen { signals, values }
    }

    /// The same at one frequency with pivots, where those that were planned lost too many digits.
    fn seen_densely(&self, point: usize, sites: &[Site], out: &mut [Complex64]) {
        let (matrix, _) = self.dense_system(point);
        let w = std::f64::consts::TAU * self.f[point];
        let network = &self.network;
        let pairs: Vec<[Node; 2]> = sites.iter().flat_map(|site| site.pairs).collect();
        let count = pairs.len();
        let own = |z: Complex64| Complex::new(z.re, z.im);
        let mut seen = vec![Complex::zero(); (count + 1) * count];
        let lu = matrix.lu();
        for (column, pair) in pairs.iter().enumerate() {
            let mut flow = DVector::zeros(network.domains.len());
            for (node, sign) in [(pair[0], 1.0), (pair[1], -1.0)] {
                if let Some(node) = node.unknown() {
                    flow[node] += Complex64::from(sign * unit(network, pair));
                }
            }
            let Some(x) = lu.solve(&flow) else { continue };
            let potential = |node: Node| node.unknown().map_or(Complex64::ZERO, |n| x[n]);
            for (row, read) in pairs.iter().enumerate() {
                let across = potential(read[0]) - potential(read[1]);
                seen[row * count + column] = own(across * unit(network, read));
            }
            if let Some((ear, node)) = network.ear {
                let ratio = network.elements[ear].kind.values(&network.air, w)[1];
                let drum = complex(ratio) * potential(node) * PRESSURE_UNIT;
                seen[count * count + column] = own(drum);
            }
        }
        let potentials = self.store.potentials.chunks_exact(self.plan.unknowns + 1);
        let potential = |node: Node| {
            let block = potentials.clone().nth(point / WIDTH)?;
            Some(lane_of(&block[self.plan.place(node)?], point % WIDTH))
        };
        let across: Vec<Complex<f64>> = (pairs.iter())
            .map(|pair| {
                let [a, b] = pair.map(|node| potential(node).unwrap_or(Complex64::ZERO));
                own((a - b) * unit(network, pair))
            })
            .collect();
        let insides: Vec<Inside<f64>> = (sites.iter())
            .map(|site| {
                let kind = &network.elements[site.element].kind;
                inside(kind, &kind.values(&network.air, w), w)
            })
            .collect();
        let mut made = vec![Complex::zero(); out.len()];
        join(&insides, &seen, &across, &mut made);
        for (out, made) in out.iter_mut().zip(made) {
            *out = complex(made);
        }
    }
}

/// What a potential across a pair is counted in.
fn unit(network: &Network, pair: &[Node; 2]) -> f64 {
    let acoustic = |node: &Node| {
        let n = node.unknown();
        n.is_some_and(|n| network.domains.get(n) == Some(&Domain::Acoustic))
    };
    if pair.iter().any(acoustic) {
        PRESSURE_UNIT
    } else {
        1.0
    }
}

/// What is read of these nodes, so much of each.
fn read(plan: &Plan, nodes: &[(Node, f64)]) -> Read {
    let known = |node: Node| plan.place(node).filter(|place| *place < plan.unknowns);
    let places: Vec<(usize, f64)> = (nodes.iter())
        .filter_map(|(node, by)| Some((known(*node)?, *by)))
        .collect();
    let from: Vec<usize> = places.iter().map(|(place, _)| *place).collect();
    let mut reached = Vec::new();
    transposed::closure(plan, &from, plan.unknowns, &mut reached);
    Read { places, reached }
}

/// Joins what the motors are inside with what flows drawn at their pairs do across these pairs and at
/// the drum (`seen`, row after row), and with the potentials across them at an EMF of 1 V: the numbers
/// of a frequency.
#[inline(always)]
fn join<R: Real>(
    insides: &[Inside<R>],
    seen: &[Complex<R>],
    across: &[Complex<R>],
    out: &mut [Complex<R>],
) {
    let signals = 2 * insides.len();
    for (c, drawing) in insides.iter().enumerate() {
        for departure in 0..2 {
            let column = 2 * c + departure;
            let draws = [drawing[0][2 + departure], drawing[1][2 + departure]];
            for (r, moving) in insides.iter().enumerate() {
                let first = &seen[2 * r * signals + 2 * c..][..2];
                let second = &seen[(2 * r + 1) * signals + 2 * c..][..2];
                let voltage = (first[0] * draws[0]).plus_product(first[1], draws[1]);
                let pressure = (second[0] * draws[0]).plus_product(second[1], draws[1]);
                for variable in 0..2 {
                    let by = &moving[2 + variable];
                    let through = (by[0] * voltage).plus_product(by[1], pressure);
                    out[(2 * r + variable) * signals + column] = if r == c {
                        by[2 + departure] - through
                    } else {
                        -through
                    };
                }
            }
            let drum = &seen[signals * signals + 2 * c..][..2];
            let heard = (drum[0] * draws[0]).plus_product(drum[1], draws[1]);
            out[signals * signals + column] = -heard;
            let by = &drawing[2 + departure];
            out[(signals + 1) * signals + column] =
                (by[0] * across[2 * c]).plus_product(by[1], across[2 * c + 1]);
        }
    }
}

/// Everything a solve left, and where what is seen goes.
struct SeenPass<'a> {
    network: &'a Network,
    plan: &'a Plan,
    coefficients: &'a [Coefficients],
    w: &'a [Reals],
    refined: &'a [bool],
    store: &'a mut Store,
    sites: &'a [Site],
    reads: &'a [Read],
    all: &'a [u32],
    values: &'a mut [Complex64],
}

impl Kernel for SeenPass<'_> {
    type Output = ();

    #[inline(always)]
    fn run<V: Vector>(self) {
        let Self {
            network,
            plan,
            store,
            sites,
            ..
        } = self;
        let n = plan.unknowns;
        let signals = 2 * sites.len();
        let mut lambda = vec![ZERO; n];
        let mut g = vec![ZERO; n];
        let mut seen = Vec::with_capacity((signals + 1) * signals);
        let mut insides = Vec::with_capacity(sites.len());
        let mut potentials = Vec::with_capacity(signals);
        let mut made = vec![Complex::<Both<V>>::zero(); stride(signals)];
        for (block, w) in self.w.iter().enumerate() {
            if !store.kept {
                kernel::factor::<V>((network, plan, self.coefficients), w, store);
            }
            let at = if store.kept { block } else { 0 };
            let factors = &Factors {
                slots: &mut store.slots[at * plan.slots..][..plan.slots],
                inverses: &mut store.inverses[at * n..][..n],
            };
            let x = &store.potentials[block * (n + 1)..][..=n];
            let values = &store.values[at * plan.values..][..plan.values];
            let values = &Given::<V>::new(values, self.coefficients, w);
            seen.clear();
            for (row, of) in self.reads.iter().enumerate() {
                weigh::<V>(network, plan, (row == signals, of), values, &mut lambda);
                let by = (values, factors);
                transposed::solve::<V>(plan, by, n, &of.reached, &mut lambda);
                if self.refined[block] {
                    weigh::<V>(network, plan, (row == signals, of), values, &mut g);
                    transposed::refined(plan, by, n, self.all, &mut lambda, &mut g);
                }
                for column in &self.reads[..signals] {
                    let mut sum = Complex::<Both<V>>::zero();
                    for (place, by) in &column.places {
                        sum = sum + load::<V>(&lambda[*place]).scale(Both::splat(*by));
                    }
                    seen.push(sum);
                }
            }
            insides.clear();
            potentials.clear();
            for site in sites {
                let first = plan.first_value[site.element];
                let mut own = [Complex::zero(); MAX_VALUES];
                for (n, own) in own.iter_mut().enumerate() {
                    *own = values.value(first + n);
                }
                let kind = &network.elements[site.element].kind;
                insides.push(inside(kind, &own, load_reals::<V>(w)));
                for pair in site.pairs {
                    let by = Both::splat(unit(network, &pair));
                    potentials.push(across::<V>(plan, x, pair).scale(by));
                }
            }
            join(&insides, &seen, &potentials, &mut made);
            let first = block * WIDTH * made.len();
            for (n, made) in made.iter().enumerate() {
                let made: Block = keep(*made);
                let places = self.values[first..].iter_mut().skip(n);
                for (lane, out) in places.step_by(stride(signals)).take(WIDTH).enumerate() {
                    *out = lane_of(&made, lane);
                }
            }
        }
    }
}

/// The weights with which a row reads the potentials.
#[inline(always)]
fn weigh<V: Vector>(
    network: &Network,
    plan: &Plan,
    (drum, of): (bool, &Read),
    values: &Given<'_, V>,
    g: &mut [Block],
) {
    g.fill(ZERO);
    let ratio = match network.ear {
        Some((ear, _)) if drum => values.value(plan.first_value[ear] + 1),
        _ => Complex::one(),
    };
    for (place, by) in &of.places {
        let weight = ratio.scale(Both::splat(*by));
        g[*place] = keep(load::<V>(&g[*place]) + weight);
    }
}
