//! A driver known by the admittances between its ports.

use crate::design::{
    EditError,
    kinds::{
        Facts, Kind, Port, Side,
        burden::{Bound, Burden, Strain},
        common::{Band, Case, DriverKind, Origin, driver_fields},
    },
    parameter::Parameters,
    parameters::Visit,
    port::{MINUS, PLUS, REAR, Role, SPOUT},
};
use serde::{Deserialize, Serialize};

/// A driver known by the admittances between its ports over frequency, as a maker's circuit states
/// them. Ports `+`, `-`, `spout`, and `rear` where the table has one. Unlike the curves of a
/// measured driver they hold in any load, which acts back on the impedance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Multiport {
    /// Where the numbers come from.
    pub origin: Origin,
    /// The admittances, in ascending order of frequency, as many at each.
    pub table: Vec<Admittances>,
    /// Case.
    pub case: Case,
}

/// The short-circuit admittances of a driver at one frequency (Y-parameters).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Admittances {
    /// Frequency, Hz.
    pub f: f64,
    /// Real and imaginary parts, row by row: the flow into each port per potential at each. Ports
    /// are terminals, spout and, where there is one, rear: 4 or 9 pairs. Between terminals S, from
    /// volts to volume velocity m³/(s·V), from pascals to current A/Pa, between acoustic ports
    /// m³/(s·Pa).
    pub y: Vec<[f64; 2]>,
}

/// The rows around a frequency and how much of each is there: cubic in ln f through the table's rows
/// (Hermite, with the slopes of parabolas through three rows), held beyond its ends.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    rows: [&'a Admittances; 4],
    shares: [f64; 4],
}

impl<'a> Around<'a> {
    /// Around the frequency `f`, Hz; none where the table is empty.
    pub fn of(table: &'a [Admittances], f: f64) -> Option<Self> {
        let (first, last) = (table.first()?, table.last()?);
        let held = |row| Self {
            rows: [row; 4],
            shares: [1.0, 0.0, 0.0, 0.0],
        };
        let after = table.partition_point(|row| row.f <= f);
        let (Some(a), Some(b)) = (
            after.checked_sub(1).and_then(|n| table.get(n)),
            table.get(after),
        ) else {
            return Some(held(if after == 0 { first } else { last }));
        };
        let before = after.checked_sub(2).and_then(|n| table.get(n));
        let beyond = table.get(after + 1);
        let width = (b.f / a.f).ln();
        let t = (f / a.f).ln() / width;
        // The slope at a row, of the rises to it and from it; widths are those of the intervals.
        let slope = |own: f64, other: Option<f64>| match other {
            Some(other) => [other / (own * (own + other)), own / (other * (own + other))],
            None => [1.0 / own, 0.0],
        };
        let [from_a, to_a] = slope(width, before.map(|row| (a.f / row.f).ln()));
        let [to_b, from_b] = slope(width, beyond.map(|row| (row.f / b.f).ln()));
        let tangent_a = t * (1.0 - t) * (1.0 - t) * width;
        let tangent_b = t * t * (t - 1.0) * width;
        let at_b = t * t * (3.0 - 2.0 * t);
        Some(Self {
            rows: [before.unwrap_or(a), a, b, beyond.unwrap_or(b)],
            shares: [
                -tangent_a * to_a,
                1.0 - at_b + tangent_a * (to_a - from_a) - tangent_b * to_b,
                at_b + tangent_a * from_a + tangent_b * (to_b - from_b),
                tangent_b * from_b,
            ],
        })
    }

    /// The n-th admittance there, real and imaginary part.
    pub fn y(&self, n: usize) -> [f64; 2] {
        let mut sum = [0.0; 2];
        for (row, share) in self.rows.iter().zip(self.shares) {
            let [re, im] = row.y.get(n).map_or([0.0; 2], |y| *y);
            sum[0] += share * re;
            sum[1] += share * im;
        }
        sum
    }
}

/// Entries of a driver with one acoustic port, and with two.
const ENTRIES: [usize; 2] = [4, 9];

impl Admittances {
    /// Ports that they lie between: terminals, spout and, where there is one, rear.
    pub fn ports(&self) -> usize {
        if self.y.len() == ENTRIES[1] { 3 } else { 2 }
    }
}

impl Multiport {
    /// Whether the table has a rear.
    pub fn has_rear(&self) -> bool {
        self.table.first().is_some_and(|row| row.ports() == 3)
    }
}

const PORTS: [Port; 4] = [
    Port::electrical(PLUS, Role::Plus, Side::West, -0.5),
    Port::electrical(MINUS, Role::Minus, Side::West, 0.5),
    Port::acoustic(SPOUT, Role::Sound, Side::East),
    Port::acoustic(REAR, Role::Rear, Side::South).optional(),
];

const FRONT_ONLY: Facts = Facts {
    word: "driver from a circuit",
    prefix: "MP",
    ports: PORTS.split_at(3).0,
    tabled: true,
    ..Facts::DRIVER
};

const WITH_REAR: Facts = Facts {
    ports: &PORTS,
    ..FRONT_ONLY
};

impl Kind for Multiport {
    fn facts(&self) -> &'static Facts {
        if self.has_rear() {
            &WITH_REAR
        } else {
            &FRONT_ONLY
        }
    }

    fn validate(&self, owner: &str) -> Result<(), EditError> {
        let wrong = |what: String| Err(EditError::Other(format!("“{owner}”: {what}")));
        let entries = self.table.first().map_or(ENTRIES[0], |row| row.y.len());
        for row in &self.table {
            if !(row.f > 0.0 && row.f.is_finite()) {
                return wrong(tr!("{} Hz in its table is no frequency", row.f));
            }
            if !ENTRIES.contains(&entries) || row.y.len() != entries {
                return wrong(tr!(
                    "its table has {} admittances at {} Hz: 4 with a spout alone, 9 with a rear, \
                     and as many at every frequency",
                    row.y.len(),
                    row.f
                ));
            }
            if !row.y.iter().flatten().all(|part| part.is_finite()) {
                return wrong(tr!("an admittance at {} Hz is not finite", row.f));
            }
        }
        let mut pairs = self.table.iter().zip(self.table.iter().skip(1));
        match pairs.find(|(a, b)| a.f >= b.f) {
            Some((_, bad)) => wrong(tr!(
                "the table's frequencies must ascend, {} Hz does not",
                bad.f
            )),
            None => Ok(()),
        }
    }

    driver_fields!(case);

    fn lacks(&self) -> Option<&'static str> {
        (self.table.is_empty()).then_some(tr!("has no admittances: import a circuit"))
    }

    fn burdens(&self) -> Vec<Burden> {
        vec![Burden::new(Strain::Voltage, Bound::Unknown)]
    }

    fn band(&self) -> Option<Band> {
        Some(Band::Middle)
    }

    fn driver_kind(&self) -> Option<DriverKind> {
        Some(DriverKind::Measured)
    }
}

impl Parameters for Multiport {
    fn visit(&mut self, visit: Visit<'_>) {
        self.case.visit(visit);
    }
}
