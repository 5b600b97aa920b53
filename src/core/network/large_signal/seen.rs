//! What a linear network does between pairs of its nodes: what its motors see of it.
//!
//! One transposed solve with the factors of the last solve gives, for one thing that is read, what
//! flow drawn into any node does to it.

use crate::network::{
    block::{Block, ZERO, keep, lane_of, load},
    elements::formula::PRESSURE_UNIT,
    factor::Factors,
    kernel::{self, Store},
    network::{Network, Node},
    plan::Plan,
    simple::Coefficients,
    solved::Solved,
    transposed,
    values::Given,
};
use crate::{
    design::Domain,
    network::block::{Reals, WIDTH},
    physics::{
        complex::Complex,
        lanes::{Both, Kernel, Vector, dispatch},
        number::Real as _,
    },
};
use nalgebra::DVector;
use num_complex::Complex64;

/// What is read, by what is given: for every frequency, row after row. Rows are the potentials across
/// the pairs, then the pressure at the drum; columns are flows into the pairs (in at the first node,
/// out at the second). Ω, Pa/A, V·s/m³, Pa·s/m³.
#[derive(Debug)]
pub(super) struct Seen {
    pairs: usize,
    values: Vec<Complex64>,
}

impl Seen {
    /// What a flow into the pair `column` does across the pair `row`; to the drum where `row` is the
    /// number of pairs.
    pub(super) fn at(&self, point: usize, row: usize, column: usize) -> Complex64 {
        self.values[(point * (self.pairs + 1) + row) * self.pairs + column]
    }
}

impl Solved {
    /// What the last solve's network does between these pairs of nodes.
    pub(super) fn seen(&mut self, pairs: &[[Node; 2]]) -> Seen {
        let points = self.f.len();
        let mut values = vec![Complex64::ZERO; points * (pairs.len() + 1) * pairs.len()];
        if pairs.is_empty() {
            return Seen { pairs: 0, values };
        }
        let limit = self.plan.unknowns;
        let all: Vec<u32> = self.store.all.clone();
        let reached = (0..=pairs.len()).map(|row| {
            let from: Vec<usize> = (reads(&self.network, &self.plan, pairs, row).into_iter())
                .map(|(place, _)| place)
                .collect();
            let mut reached = Vec::new();
            transposed::closure(&self.plan, &from, limit, &mut reached);
            reached
        });
        let reached: Vec<Vec<u32>> = reached.collect();
        dispatch(SeenPass {
            network: &self.network,
            plan: &self.plan,
            coefficients: &self.coefficients,
            w: &self.w,
            refined: &self.output.refined,
            store: &mut self.store,
            pairs,
            reached: &reached,
            all: &all,
            points,
            values: &mut values,
        });
        let stride = (pairs.len() + 1) * pairs.len();
        for point in 0..points {
            if self.output.repaired[point / WIDTH][point % WIDTH] {
                self.seen_densely(point, pairs, &mut values[point * stride..][..stride]);
            }
        }
        Seen {
            pairs: pairs.len(),
            values,
        }
    }

    /// The same at one frequency with pivots, where those that were planned lost too many digits.
    fn seen_densely(&self, point: usize, pairs: &[[Node; 2]], out: &mut [Complex64]) {
        let (matrix, _) = self.dense_system(point);
        let w = std::f64::consts::TAU * self.f[point];
        let lu = matrix.lu();
        for (column, pair) in pairs.iter().enumerate() {
            let mut flow = DVector::zeros(self.network.domains.len());
            for (node, sign) in [(pair[0], 1.0), (pair[1], -1.0)] {
                if let Some(node) = node.unknown() {
                    flow[node] += Complex64::from(sign * unit(&self.network, pair));
                }
            }
            let Some(x) = lu.solve(&flow) else { continue };
            let potential = |node: Node| node.unknown().map_or(Complex64::ZERO, |n| x[n]);
            for (row, read) in pairs.iter().enumerate() {
                let across = potential(read[0]) - potential(read[1]);
                out[row * pairs.len() + column] = across * unit(&self.network, read);
            }
            if let Some((ear, node)) = self.network.ear {
                let element = &self.network.elements[ear];
                let ratio = element.kind.values(&self.network.air, w)[1];
                let ratio = Complex64::new(ratio.re, ratio.im);
                out[pairs.len() * pairs.len() + column] = ratio * potential(node) * PRESSURE_UNIT;
            }
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

/// Which places a row reads, and with which sign; the drum's ratio is put in by the pass.
fn reads(network: &Network, plan: &Plan, pairs: &[[Node; 2]], row: usize) -> Vec<(usize, f64)> {
    let known = |node: Node| plan.place(node).filter(|place| *place < plan.unknowns);
    match pairs.get(row) {
        Some(pair) => [(pair[0], 1.0), (pair[1], -1.0)]
            .into_iter()
            .filter_map(|(node, sign)| Some((known(node)?, sign)))
            .collect(),
        None => (network.ear)
            .and_then(|(_, node)| known(node))
            .map(|place| (place, 1.0))
            .into_iter()
            .collect(),
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
    pairs: &'a [[Node; 2]],
    reached: &'a [Vec<u32>],
    all: &'a [u32],
    points: usize,
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
            pairs,
            ..
        } = self;
        let n = plan.unknowns;
        let mut lambda = vec![ZERO; n];
        let mut g = vec![ZERO; n];
        for (block, w) in self.w.iter().enumerate() {
            if !store.kept {
                kernel::factor::<V>((network, plan, self.coefficients), w, store);
            }
            let at = if store.kept { block } else { 0 };
            let factors = &Factors {
                slots: &mut store.slots[at * plan.slots..][..plan.slots],
                inverses: &mut store.inverses[at * n..][..n],
            };
            let values = &store.values[at * plan.values..][..plan.values];
            let values = &Given::<V>::new(values, self.coefficients, w);
            for row in 0..=pairs.len() {
                let read = |g: &mut [Block]| {
                    g.fill(ZERO);
                    for (place, sign) in reads(network, plan, pairs, row) {
                        let weight = match (pairs.get(row), network.ear) {
                            (Some(pair), _) => {
                                Complex::real(Both::splat(sign * unit(network, pair)))
                            }
                            (None, Some((ear, _))) => values
                                .value(plan.first_value[ear] + 1)
                                .scale(Both::splat(PRESSURE_UNIT)),
                            (None, None) => Complex::zero(),
                        };
                        g[place] = keep(load::<V>(&g[place]) + weight);
                    }
                };
                read(&mut lambda);
                let by = (values, factors);
                transposed::solve::<V>(plan, by, n, &self.reached[row], &mut lambda);
                if self.refined[block] {
                    read(&mut g);
                    transposed::refined(plan, by, n, self.all, &mut lambda, &mut g);
                }
                for (column, pair) in pairs.iter().enumerate() {
                    let share = |node: Node| match plan.place(node).and_then(|p| lambda.get(p)) {
                        Some(block) => load::<V>(block),
                        None => Complex::zero(),
                    };
                    let scale = Both::splat(unit(network, pair));
                    let found = keep((share(pair[0]) - share(pair[1])).scale(scale));
                    for lane in 0..WIDTH.min(self.points - block * WIDTH) {
                        let point = block * WIDTH + lane;
                        let at = (point * (pairs.len() + 1) + row) * pairs.len() + column;
                        self.values[at] = lane_of(&found, lane);
                    }
                }
            }
        }
    }
}
