//! One frequency in twice the precision: what a solve is judged by, and what takes over where 53 bits
//! are not enough.
//!
//! A is put together from values of 106 bits, eliminated in the order of the plan, and by another row
//! where a diagonal is far smaller than its column. With λ from the transposed solve, the error of an
//! output is bounded to first order by ε Σ |λᵢ| |Aᵢⱼ| |xⱼ|, |A| summed before anything could cancel
//! (Higham 2002, 7.2): small where every digit of A counts, large where values drown each other.

use super::elements::formula::{MAX_VALUES, PRESSURE_UNIT, Values};
use super::limits::{ACTIVE, OPEN};
use super::network::{Element, Network, Node, Pins};
use super::plan::Plan;
use crate::physics::complex::Complex;
use crate::physics::twofold::Twofold;
use num_complex::Complex64;

/// A unit of rounding of 106 bits; what a complex operation loses is a few of them.
const UNIT: f64 = 4.0 / (1_u128 << 104) as f64;

/// How many times as much an operation of 53 bits loses.
pub(super) const TIMES: f64 = (1_u64 << 52) as f64;

/// A pressure below this is silence, Pa rms: 120 dB below the threshold of hearing. What rounding does
/// to it is nothing.
const SILENCE: f64 = 20e-12;

/// A power below this share of its terms is rounding.
const NOISE: f64 = 1e6 * UNIT;

/// A diagonal below this share of its column is passed over for the largest.
const WEAK: f64 = 1e-3;

type Number = Complex<Twofold>;

/// What one frequency gives, for an EMF of 1 V.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    /// Potentials by pivot.
    pub(super) potentials: Vec<Complex64>,
    /// Pa/V; 0 without an ear.
    pub(super) drum: Complex64,
    /// Ω; 0 where nothing is joined to the source.
    pub(super) impedance: Complex64,
    /// For every driver: share of the drum pressure, voltage at its terminals, flow out of its front.
    pub(super) drivers: Vec<[Complex64; 4]>,
    /// λ of drum pressure and impedance, by pivot: what a unit of a node's equation does to their
    /// logarithms.
    pub(super) lambda: [Vec<Complex64>; 2],
    /// Largest relative error that rounding may have made in drum pressure or impedance.
    pub(super) error: f64,
    /// The element whose values count most in it.
    pub(super) culprit: usize,
    /// An element that gives out more power than it takes.
    pub(super) active: Option<usize>,
}

/// Size as |re| + |im|.
fn size(z: &Number) -> f64 {
    z.re.rounded().abs() + z.im.rounded().abs()
}

fn rounded(z: &Number) -> Complex64 {
    Complex64::new(z.re.rounded(), z.im.rounded())
}

/// What a drum pressure has to be above to be heard, Pa/V.
pub(super) fn silence(network: &Network) -> f64 {
    SILENCE / network.emf
}

/// A number, or a floor where it is smaller; none where both are nothing or no number.
fn above(z: Number, floor: f64) -> Option<Number> {
    let held = if size(&z) < floor {
        Complex::real(Twofold::from(floor))
    } else {
        z
    };
    (size(&held) > 0.0 && size(&held).is_finite()).then_some(held)
}

/// A network's values at one frequency.
struct Point<'a> {
    network: &'a Network,
    plan: &'a Plan,
    values: Vec<Values<Twofold>>,
}

/// Solves one frequency (Hz), with the drivers' shares where they are asked for; `None` where there
/// is no unique answer.
pub(super) fn solve(network: &Network, plan: &Plan, f: f64, contributions: bool) -> Option<Answer> {
    let w = Twofold::from(std::f64::consts::TAU * f);
    let one = |element: &Element| {
        let values = element.kind.twofold(&network.air, w);
        let fine = |z: &Number| z.re.is_finite() && z.im.is_finite();
        if values.iter().all(fine) {
            values
        } else {
            [Complex::zero(); MAX_VALUES]
        }
    };
    let values = network.elements.iter().map(one).collect();
    let point = Point {
        network,
        plan,
        values,
    };
    point.answer(contributions)
}

impl Point<'_> {
    /// A and −(the column of the EMF) by pivot, rows and columns below `limit`.
    fn matrix(&self, limit: usize) -> (Vec<Vec<Number>>, Vec<Number>) {
        let mut a = vec![vec![Complex::zero(); limit]; limit];
        let mut b = vec![Complex::zero(); limit];
        for (element, values) in self.network.elements.iter().zip(&self.values) {
            for (row, column, value, sign) in element.pins.stamps() {
                let Some(row) = self.pivot(row).filter(|&row| row < limit) else {
                    continue;
                };
                let y = values[value].scale(Twofold::from(sign));
                match column {
                    Node::Ground => {}
                    Node::Emf => b[row] = b[row] - y,
                    Node::Unknown(n) => {
                        let column = self.plan.pivot_of[n];
                        if column < limit {
                            a[row][column] = a[row][column] + y;
                        }
                    }
                }
            }
        }
        (a, b)
    }

    /// The pivot of an unknown.
    fn pivot(&self, node: Node) -> Option<usize> {
        node.unknown().map(|n| self.plan.pivot_of[n])
    }

    fn potential(&self, x: &[Number], node: Node) -> Number {
        match node {
            Node::Ground => Complex::zero(),
            Node::Emf => Complex::one(),
            Node::Unknown(n) => x[self.plan.pivot_of[n]],
        }
    }

    fn across(&self, x: &[Number], pair: [Node; 2]) -> Number {
        self.potential(x, pair[0]) - self.potential(x, pair[1])
    }

    fn answer(&self, contributions: bool) -> Option<Answer> {
        let network = self.network;
        let n = self.plan.unknowns;
        let (a, b) = self.matrix(n);
        let whole = Factors::of(a)?;
        let x = whole.solve(&b);
        let mut weights = [vec![Complex::zero(); n], vec![Complex::zero(); n]];
        let mut drum = Complex::zero();
        if let Some((ear, node)) = network.ear {
            let ratio = self.values[ear][1].scale(Twofold::from(PRESSURE_UNIT));
            drum = ratio * self.potential(&x, node);
            if let Some(pivot) = self.pivot(node)
                && let Some(heard) = above(drum, silence(network))
            {
                weights[0][pivot] = ratio / heard;
            }
        }
        let (impedance, lost) = self.impedance(&x, &mut weights[1]);
        let lambda = weights.map(|g| whole.transposed(g));
        let (error, culprit) = self.error(&x, &lambda);
        Some(Answer {
            drum: rounded(&drum),
            impedance: rounded(&impedance),
            drivers: if contributions {
                self.shares(&x)
            } else {
                Vec::new()
            },
            active: self.active(&x),
            potentials: x.iter().map(rounded).collect(),
            lambda: lambda.map(|all| all.iter().map(rounded).collect()),
            error: error.max(lost),
            culprit,
        })
    }

    /// Impedance behind the source's terminals, the weights with which its logarithm reads the
    /// potentials, and the error its own sum may have made.
    fn impedance(&self, x: &[Number], weights: &mut [Number]) -> (Number, f64) {
        let Some(terminal) = self.network.terminal else {
            return (Complex::zero(), 0.0);
        };
        let mut current = Complex::zero();
        let mut terms = 0.0;
        let mut all = Vec::new();
        for (e, element) in self.network.elements.iter().enumerate() {
            if self.network.ahead.contains(&e) {
                continue;
            }
            for (row, column, value, sign) in element.pins.stamps() {
                if row == terminal {
                    let y = self.values[e][value].scale(Twofold::from(sign));
                    let term = y * self.potential(x, column);
                    terms += size(&term);
                    current = current + term;
                    all.extend(self.pivot(column).map(|pivot| (pivot, y)));
                }
            }
        }
        let voltage = self.potential(x, terminal);
        let least = 1.0 / OPEN;
        let floors = [least * size(&current), least * size(&voltage)];
        let (Some(over_voltage), Some(over_current)) =
            (above(voltage, floors[0]), above(current, floors[1]))
        else {
            return (voltage / current, 0.0);
        };
        if let Some(pivot) = self.pivot(terminal) {
            weights[pivot] = weights[pivot] + over_voltage.inverse();
        }
        let inverse = over_current.inverse();
        for (pivot, y) in all {
            weights[pivot] = weights[pivot] - y * inverse;
        }
        (voltage / current, UNIT * terms / size(&over_current))
    }

    /// ε Σ |λ| |A| |x| of the worse output, and the element that adds most to it.
    fn error(&self, x: &[Number], lambda: &[Vec<Number>; 2]) -> (f64, usize) {
        let mut totals = [0.0; 2];
        let mut worst = (0.0, 0);
        for (e, element) in self.network.elements.iter().enumerate() {
            let mut own = [0.0; 2];
            for (row, column, value, _) in element.pins.stamps() {
                let Some(row) = self.pivot(row) else { continue };
                let term = size(&self.values[e][value]) * size(&self.potential(x, column));
                for (own, lambda) in own.iter_mut().zip(lambda) {
                    *own += size(&lambda[row]) * term;
                }
            }
            for (total, own) in totals.iter_mut().zip(own) {
                *total += own;
                if own > worst.0 {
                    worst = (own, e);
                }
            }
        }
        (UNIT * totals[0].max(totals[1]), worst.1)
    }

    /// The element that gives out most power, where that is more than a rounding of what the EMF
    /// gives. A driver known by measured curves is a source by itself.
    fn active(&self, x: &[Number]) -> Option<usize> {
        let mut given = 0.0;
        let mut most = (0.0, None);
        for (e, (element, values)) in self.network.elements.iter().zip(&self.values).enumerate() {
            let (mut power, mut terms) = (Twofold::from(0.0), 0.0);
            for (row, column, value, sign) in element.pins.stamps() {
                let flow = (values[value] * self.potential(x, column)).scale(Twofold::from(sign));
                let potential = self.potential(x, row);
                power += (potential.conjugate() * flow).re;
                terms += size(&potential) * size(&flow);
                if row == Node::Emf {
                    given += flow.re.rounded();
                }
            }
            let power = power.rounded();
            if -power > most.0 && -power > NOISE * terms && !element.kind.is_source() {
                most = (-power, Some(e));
            }
        }
        most.1.filter(|_| most.0 > ACTIVE * given.abs())
    }

    /// Every driver's share of the drum pressure, voltage, and flow out of its front.
    fn shares(&self, x: &[Number]) -> Vec<[Complex64; 4]> {
        // Voltages are held: only the acoustic equations remain.
        let limit = self.plan.acoustic;
        let mut sensitivity = vec![Complex::zero(); limit];
        if let Some((ear, node)) = self.network.ear
            && let Some(pivot) = self.pivot(node)
            && let Some(factors) = Factors::of(self.matrix(limit).0)
        {
            let mut g = vec![Complex::zero(); limit];
            g[pivot] = self.values[ear][1].scale(Twofold::from(PRESSURE_UNIT));
            sensitivity = factors.transposed(g);
        }
        let read = |node: Node| match self.pivot(node) {
            Some(pivot) if pivot < limit => sensitivity[pivot],
            _ => Complex::zero(),
        };
        let drivers = self.network.drivers.iter();
        drivers
            .map(|driver| {
                let Pins::General(terminals, faces) = self.network.elements[driver.element].pins
                else {
                    debug_assert!(false, "a driver has terminals and faces");
                    return [Complex64::ZERO; 4];
                };
                let [i_per_v, i_per_p, q_per_v, q_per_p] = self.values[driver.element];
                let voltage = self.across(x, terminals);
                let pressure = self.across(x, faces);
                let current = i_per_v * voltage + i_per_p * pressure;
                let into_front = q_per_v * voltage;
                let share = (read(faces[1]) - read(faces[0])) * into_front;
                let flow = into_front + q_per_p * pressure;
                [
                    rounded(&share),
                    rounded(&voltage),
                    rounded(&current),
                    rounded(&flow) / -PRESSURE_UNIT,
                ]
            })
            .collect()
    }
}

/// A = P⁻¹ L U, rows exchanged where they must be; nearly all of it is zero and passed over.
struct Factors {
    /// U on and above the diagonal, L below it.
    rows: Vec<Vec<Number>>,
    /// Which row of A each row is.
    order: Vec<usize>,
    inverses: Vec<Number>,
}

fn is_zero(z: &Number) -> bool {
    size(z) == 0.0
}

impl Factors {
    /// `None` for a singular matrix.
    fn of(mut a: Vec<Vec<Number>>) -> Option<Self> {
        let n = a.len();
        let mut order: Vec<usize> = (0..n).collect();
        let mut inverses = Vec::with_capacity(n);
        for k in 0..n {
            let largest = (k..n)
                .filter(|&i| !is_zero(&a[i][k]))
                .max_by(|&i, &j| size(&a[i][k]).total_cmp(&size(&a[j][k])))?;
            if size(&a[k][k]) < WEAK * size(&a[largest][k]) {
                a.swap(k, largest);
                order.swap(k, largest);
            }
            let inverse = a[k][k].inverse();
            if !(inverse.re.is_finite() && inverse.im.is_finite()) {
                return None;
            }
            inverses.push(inverse);
            let (done, below) = a.split_at_mut(k + 1);
            let top = done.last()?;
            let columns: Vec<usize> = (k + 1..n).filter(|&j| !is_zero(&top[j])).collect();
            for row in below.iter_mut().filter(|row| !is_zero(&row[k])) {
                let factor = row[k] * inverse;
                row[k] = factor;
                for &j in &columns {
                    row[j] = row[j] - factor * top[j];
                }
            }
        }
        Some(Self {
            rows: a,
            order,
            inverses,
        })
    }

    /// x of A x = b.
    fn solve(&self, b: &[Number]) -> Vec<Number> {
        let n = b.len();
        let mut x: Vec<Number> = self.order.iter().map(|&row| b[row]).collect();
        for k in 0..n {
            for j in (0..k).filter(|&j| !is_zero(&self.rows[k][j])) {
                x[k] = x[k] - self.rows[k][j] * x[j];
            }
        }
        for k in (0..n).rev() {
            for j in (k + 1..n).filter(|&j| !is_zero(&self.rows[k][j])) {
                x[k] = x[k] - self.rows[k][j] * x[j];
            }
            x[k] = x[k] * self.inverses[k];
        }
        x
    }

    /// λ of Aᵀ λ = g.
    fn transposed(&self, mut g: Vec<Number>) -> Vec<Number> {
        let n = g.len();
        for k in 0..n {
            g[k] = g[k] * self.inverses[k];
            let here = g[k];
            for j in (k + 1..n).filter(|&j| !is_zero(&self.rows[k][j])) {
                g[j] = g[j] - self.rows[k][j] * here;
            }
        }
        for k in (0..n).rev() {
            let here = g[k];
            for j in (0..k).filter(|&j| !is_zero(&self.rows[k][j])) {
                g[j] = g[j] - self.rows[k][j] * here;
            }
        }
        let mut lambda = vec![Complex::zero(); n];
        for (value, &row) in g.into_iter().zip(&self.order) {
            lambda[row] = value;
        }
        lambda
    }
}
