//! How the numbers of a network follow from variables that move.
//!
//! Most do so simply wherever the variables are: as a product of powers (a resistance, the area of a
//! bore), or as a straight line (a length with its end corrections). Such a law is learned once, by
//! assembling the design with one variable a little larger and smaller; from then on the network of
//! any other values is known without assembling it. What follows in no such way has the slope it
//! has there, and is learned again when the variables have gone far.

use crate::{
    network::{Element, Network, same_topology},
    noticed::OrNoticed as _,
};

/// Parts of a change within which a course is taken for a line or a power: far above the rounding
/// of numbers moved by a step of learning, and far below what a bend makes of it.
const STRAIGHT: f64 = 1e-7;
/// Parts of a number within which it is the foretold one.
const SAME: f64 = 1e-7;

/// How a number follows one variable.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Course {
    /// As a power of the variable, whatever else moves it.
    Power(f64),
    /// Along a line of this slope.
    Line(f64),
    /// With this slope, near where it was learned.
    Bend(f64),
}

/// A number of an element that moves with variables.
#[derive(Debug, Clone, PartialEq)]
struct Follows {
    element: usize,
    number: usize,
    /// What it was where it was learned.
    was: f64,
    /// Variables that move it, and how.
    by: Vec<(usize, Course)>,
}

impl Follows {
    fn at(&self, then: &[f64], now: &[f64]) -> f64 {
        let powers = self.by.iter().map(|(k, course)| match course {
            Course::Power(power) => Some((now[*k] / then[*k]).powf(*power)),
            Course::Line(_) | Course::Bend(_) => None,
        });
        if let Some(factor) = powers.product::<Option<f64>>() {
            return self.was * factor;
        }
        let lines = self.by.iter().map(|(k, course)| {
            let slope = match course {
                Course::Power(power) => power * self.was / then[*k],
                Course::Line(slope) | Course::Bend(slope) => *slope,
            };
            slope * (now[*k] - then[*k])
        });
        self.was + lines.sum::<f64>()
    }

    /// Whether [`Self::at`] holds anywhere.
    fn is_whole(&self) -> bool {
        let bends = |(_, course): &(usize, Course)| matches!(course, Course::Bend(_));
        let power = |(_, course): &(usize, Course)| matches!(course, Course::Power(_));
        self.by.iter().all(power) || (self.by.len() == 1 && !self.by.iter().any(bends))
    }
}

/// What variables do to the numbers of a network.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Laws {
    /// The values of variables where they were learned, SI.
    then: Vec<f64>,
    numbers: Vec<Follows>,
    /// Variables that make another network of it: told by solving that.
    rebuilds: Vec<usize>,
}

impl Laws {
    /// Learns at `values` (SI) with the network there. `moved` gives the network with one variable
    /// a step up or down (`±1.0`), and its value there.
    pub(super) fn learn(
        base: &Network,
        values: &[f64],
        mut moved: impl FnMut(usize, f64) -> (Network, f64),
    ) -> Self {
        let mut laws = Self {
            then: values.to_vec(),
            numbers: Vec::new(),
            rebuilds: Vec::new(),
        };
        for (k, &value) in values.iter().enumerate() {
            let (up, above) = moved(k, 1.0);
            let (down, below) = moved(k, -1.0);
            if same_topology(base, &up) && same_topology(base, &down) {
                let at = [below, value, above];
                laws.add(k, at, [&down, base, &up]);
            } else {
                laws.rebuilds.push(k);
            }
        }
        laws
    }

    fn add(&mut self, variable: usize, at: [f64; 3], networks: [&Network; 3]) {
        let [down, base, up] = networks.map(|network| network.elements.iter());
        for (element, ((down, base), up)) in down.zip(base).zip(up).enumerate() {
            if down.kind == up.kind && down.kind == base.kind {
                continue;
            }
            let [down, base, up] = [down, base, up].map(|element| element.kind.numbers());
            for (number, ((low, was), high)) in down.iter().zip(&base).zip(&up).enumerate() {
                let values = [*low, *was, *high];
                if low != high || low != was {
                    let course = course(at, values);
                    self.follow(element, number, *was, (variable, course));
                }
            }
        }
    }

    fn follow(&mut self, element: usize, number: usize, was: f64, by: (usize, Course)) {
        let known = (self.numbers.iter_mut()).find(|f| f.element == element && f.number == number);
        match known {
            Some(known) => known.by.push(by),
            None => self.numbers.push(Follows {
                element,
                number,
                was,
                by: vec![by],
            }),
        }
    }

    /// The same courses, begun at another network of like elements, with its values.
    pub(super) fn rebased(&self, network: &Network, values: &[f64]) -> Self {
        let mut laws = self.clone();
        laws.then = values.to_vec();
        for follows in &mut laws.numbers {
            let element = network.elements.get(follows.element);
            let numbers = element.map(|element| element.kind.numbers());
            let number = numbers.and_then(|numbers| numbers.get(follows.number).copied());
            follows.was = number.or_noticed(follows.was, "a number of an element");
        }
        laws
    }

    /// Whether the network is known wherever the variables are.
    pub(super) fn are_whole(&self) -> bool {
        self.rebuilds.is_empty() && self.numbers.iter().all(Follows::is_whole)
    }

    /// Variables that make another network of it.
    pub(super) fn rebuilds(&self) -> &[usize] {
        &self.rebuilds
    }

    /// Every number that moves, at these values of the variables: element, number, value.
    pub(super) fn at<'a>(
        &'a self,
        now: &'a [f64],
    ) -> impl Iterator<Item = (usize, usize, f64)> + 'a {
        let numbers = self.numbers.iter();
        numbers.map(|f| (f.element, f.number, f.at(&self.then, now)))
    }

    /// What a variable moves, and ∂ number/∂ value at these values: element, number, slope.
    pub(super) fn slopes<'a>(
        &'a self,
        variable: usize,
        now: &'a [f64],
    ) -> impl Iterator<Item = (usize, usize, f64)> + 'a {
        self.numbers.iter().flat_map(move |f| {
            let of = f.by.iter().filter(move |(k, _)| *k == variable);
            of.map(move |(k, course)| {
                let slope = match course {
                    Course::Power(power) => power * f.at(&self.then, now) / now[*k],
                    Course::Line(slope) | Course::Bend(slope) => *slope,
                };
                (f.element, f.number, slope)
            })
        })
    }
}

/// The course through three values of a number, at three values of a variable.
fn course(at: [f64; 3], values: [f64; 3]) -> Course {
    let [below, here, above] = at;
    let [low, was, high] = values;
    let change = high - low;
    let slope = change / (above - below);
    let near = |a: f64, b: f64| (a - b).abs() <= STRAIGHT * change.abs();
    if below > 0.0 && low * was > 0.0 && high * was > 0.0 {
        let power = (high / low).ln() / (above / below).ln();
        // Powers of the equations are whole, or halves.
        let power = match (2.0 * power).round() / 2.0 {
            round if (round - power).abs() < 1e-6 => round,
            _ => power,
        };
        let goes_on = |to: f64| was * (to / here).powf(power);
        if near(goes_on(above), high) && near(goes_on(below), low) {
            return Course::Power(power);
        }
    }
    if near(low + slope * (here - below), was) {
        Course::Line(slope)
    } else {
        Course::Bend(slope)
    }
}

/// Whether laws of one network are those of the other, as far as can be told from its elements: how
/// they are joined is another matter.
pub(super) fn fit(a: &Network, b: &Network) -> bool {
    let of = |network: &Network| network.elements.len();
    let pairs = a.elements.iter().zip(&b.elements);
    let alike = |(a, b): (&Element, &Element)| {
        std::mem::discriminant(&a.kind) == std::mem::discriminant(&b.kind)
            && a.kind.count() == b.kind.count()
    };
    of(a) == of(b) && pairs.into_iter().all(alike)
}

/// Whether two networks are one, but for rounding.
pub(super) fn same(a: &Network, b: &Network) -> bool {
    let near = |(a, b): (f64, f64)| (a - b).abs() <= SAME * a.abs().max(b.abs());
    same_topology(a, b)
        && a.air == b.air
        && a.emf == b.emf
        && a.drivers == b.drivers
        && (a.elements.iter().zip(&b.elements)).all(|(a, b)| {
            let numbers = || a.kind.numbers().into_iter().zip(b.kind.numbers());
            a.kind == b.kind || numbers().all(near)
        })
}
