//! Moving-coil parameters from any sufficient subset of the Thiele–Small numbers (Thiele 1971; Small
//! 1972).
//!
//! fs = 1/(2π√(Mms Cms)), Qms = √(Mms/Cms)/Rms, Qes = √(Mms/Cms) Re/Bl², 1/Qts = 1/Qms + 1/Qes,
//! Vas = ρc² Sd² Cms. But for Qts these are products, so their logarithms are linear equations in
//! the logarithms of the six physical parameters: they are eliminated one after the other, the
//! physical ones first; an equation that brings nothing new is a check, and what it contradicts is
//! reported.

use std::f64::consts::PI;
use thiserror::Error;

/// What is known of a driver; every number positive.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Given {
    /// Voice-coil resistance Re, Ω.
    pub re: Option<f64>,
    /// Force factor Bl, T·m.
    pub bl: Option<f64>,
    /// Moving mass Mms, kg.
    pub mms: Option<f64>,
    /// Compliance Cms, m/N.
    pub cms: Option<f64>,
    /// Mechanical resistance Rms, N·s/m.
    pub rms: Option<f64>,
    /// Effective area Sd, m².
    pub sd: Option<f64>,
    /// Resonance fs, Hz.
    pub fs: Option<f64>,
    /// Mechanical quality factor.
    pub qms: Option<f64>,
    /// Electrical quality factor.
    pub qes: Option<f64>,
    /// Total quality factor.
    pub qts: Option<f64>,
    /// Volume of air as stiff as the suspension, m³.
    pub vas: Option<f64>,
}

/// A complete and consistent set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Set {
    /// Ω.
    pub re: f64,
    /// T·m.
    pub bl: f64,
    /// kg.
    pub mms: f64,
    /// m/N.
    pub cms: f64,
    /// N·s/m.
    pub rms: f64,
    /// m².
    pub sd: f64,
    /// Hz.
    pub fs: f64,
    /// Mechanical quality factor.
    pub qms: f64,
    /// Electrical quality factor.
    pub qes: f64,
    /// Total quality factor.
    pub qts: f64,
    /// m³.
    pub vas: f64,
}

/// The numbers of a set, by symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the symbols of `Given`")]
pub enum Symbol {
    Re,
    Bl,
    Mms,
    Cms,
    Rms,
    Sd,
    Fs,
    Qms,
    Qes,
    Qts,
    Vas,
}

impl Symbol {
    /// The usual spelling.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Re => "Re",
            Self::Bl => "Bl",
            Self::Mms => "Mms",
            Self::Cms => "Cms",
            Self::Rms => "Rms",
            Self::Sd => "Sd",
            Self::Fs => "fs",
            Self::Qms => "Qms",
            Self::Qes => "Qes",
            Self::Qts => "Qts",
            Self::Vas => "Vas",
        }
    }

    /// Unit shown with it, and what one SI unit is in it.
    const fn unit(self) -> (&'static str, f64) {
        match self {
            Self::Re => (" Ω", 1.0),
            Self::Bl => (" T·m", 1.0),
            Self::Mms => (" mg", 1e6),
            Self::Cms => (" mm/N", 1e3),
            Self::Rms => (" N·s/m", 1.0),
            Self::Sd => (" cm²", 1e4),
            Self::Fs => (" Hz", 1.0),
            Self::Qms | Self::Qes | Self::Qts => ("", 1.0),
            Self::Vas => (" cm³", 1e6),
        }
    }

    fn show(self, value: f64) -> String {
        let (unit, scale) = self.unit();
        let shown = value * scale;
        // Three significant digits.
        let bounds = [100.0, 10.0, 1.0, 0.1, 0.01, 0.001];
        let digits = bounds.iter().filter(|bound| shown < **bound).count();
        format!("{shown:.digits$}{unit}")
    }
}

/// A given number that the numbers before it do not allow.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contradiction {
    /// Which.
    pub symbol: Symbol,
    /// As given, SI.
    pub given: f64,
    /// As it follows from the others, SI.
    pub computed: f64,
}

impl std::fmt::Display for Contradiction {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            out,
            "{} {} given, {} computed from the others",
            self.symbol.text(),
            self.symbol.show(self.given),
            self.symbol.show(self.computed)
        )
    }
}

/// A completed set, and what in the given numbers contradicts it.
#[derive(Debug, Clone, PartialEq)]
pub struct Completion {
    /// The set: the given physical parameters as they are, the rest derived.
    pub set: Set,
    /// Given numbers off by more than [`ROUNDING`].
    pub contradictions: Vec<Contradiction>,
}

/// Why a set could not be completed.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum Incomplete {
    /// Something is not positive.
    #[error("{}", tr!("{} must be positive, is {value}", symbol.text()))]
    NotPositive {
        /// Which.
        symbol: Symbol,
        /// Its value, SI.
        value: f64,
    },
    /// Qts above Qms or Qes.
    #[error("{}", tr!("Qts {qts} must be smaller than {} {other}", symbol.text()))]
    TotalTooLarge {
        /// Qts.
        qts: f64,
        /// Qms or Qes.
        symbol: Symbol,
        /// Its value.
        other: f64,
    },
    /// The numbers do not determine these.
    #[error("{}", tr!("The numbers given do not determine {}", list(symbols)))]
    Undetermined {
        /// Which physical parameters.
        symbols: Vec<Symbol>,
    },
}

fn list(symbols: &[Symbol]) -> String {
    let texts: Vec<_> = symbols.iter().map(|symbol| symbol.text()).collect();
    texts.join(", ")
}

/// Relative difference that rounding on a data sheet explains.
pub const ROUNDING: f64 = 0.02;

/// The physical parameters, in the order of the columns below.
const PHYSICAL: [Symbol; 6] = [
    Symbol::Re,
    Symbol::Bl,
    Symbol::Mms,
    Symbol::Cms,
    Symbol::Rms,
    Symbol::Sd,
];

/// Σ coefficient·ln(parameter) = value.
#[derive(Debug, Clone, Copy)]
struct Equation {
    coefficients: [f64; 6],
    value: f64,
}

/// Logarithm of a number as a sum over the physical parameters' logarithms, plus a constant.
fn relation(symbol: Symbol, bulk_modulus: f64) -> ([f64; 6], f64) {
    match symbol {
        Symbol::Re => ([1.0, 0.0, 0.0, 0.0, 0.0, 0.0], 0.0),
        Symbol::Bl => ([0.0, 1.0, 0.0, 0.0, 0.0, 0.0], 0.0),
        Symbol::Mms => ([0.0, 0.0, 1.0, 0.0, 0.0, 0.0], 0.0),
        Symbol::Cms => ([0.0, 0.0, 0.0, 1.0, 0.0, 0.0], 0.0),
        Symbol::Rms => ([0.0, 0.0, 0.0, 0.0, 1.0, 0.0], 0.0),
        Symbol::Sd => ([0.0, 0.0, 0.0, 0.0, 0.0, 1.0], 0.0),
        Symbol::Fs => ([0.0, 0.0, -0.5, -0.5, 0.0, 0.0], -(2.0 * PI).ln()),
        Symbol::Qms => ([0.0, 0.0, 0.5, -0.5, -1.0, 0.0], 0.0),
        // Qts enters as the Qes it leaves.
        Symbol::Qes | Symbol::Qts => ([1.0, -2.0, 0.5, -0.5, 0.0, 0.0], 0.0),
        Symbol::Vas => ([0.0, 0.0, 0.0, 1.0, 0.0, 2.0], bulk_modulus.ln()),
    }
}

/// Equations in reduced form: each has a pivot column that no other has.
#[derive(Debug, Default)]
struct Elimination {
    rows: Vec<(usize, Equation)>,
}

/// Coefficients are small multiples of ½: anything below is 0.
const ZERO: f64 = 1e-9;

impl Elimination {
    /// What the rows so far leave of an equation.
    fn reduce(&self, mut equation: Equation) -> Equation {
        for (pivot, row) in &self.rows {
            let factor = equation.coefficients[*pivot];
            for (left, right) in equation.coefficients.iter_mut().zip(row.coefficients) {
                *left -= factor * right;
            }
            equation.value -= factor * row.value;
        }
        equation
    }

    /// The value of Σ coefficient·ln(parameter), where determined.
    fn value(&self, coefficients: [f64; 6]) -> Option<f64> {
        let value = 0.0;
        let rest = self.reduce(Equation {
            coefficients,
            value,
        });
        let known = rest.coefficients.iter().all(|c| c.abs() < ZERO);
        known.then_some(-rest.value)
    }

    /// Takes in an equation that brings something new.
    fn add(&mut self, equation: Equation) {
        let mut new = self.reduce(equation);
        let Some(pivot) = new.coefficients.iter().position(|c| c.abs() > ZERO) else {
            return;
        };
        let scale = new.coefficients[pivot];
        new.coefficients = new.coefficients.map(|c| c / scale);
        new.value /= scale;
        for (_, row) in &mut self.rows {
            let factor = row.coefficients[pivot];
            for (left, right) in row.coefficients.iter_mut().zip(new.coefficients) {
                *left -= factor * right;
            }
            row.value -= factor * new.value;
        }
        self.rows.push((pivot, new));
    }
}

/// Completes a set; `bulk_modulus` is ρc² in Pa, for Vas.
///
/// # Errors
/// When a number is not positive, Qts exceeds Qms or Qes, or the numbers do not suffice.
pub fn complete(given: &Given, bulk_modulus: f64) -> Result<Completion, Incomplete> {
    let numbers = [
        (Symbol::Re, given.re),
        (Symbol::Bl, given.bl),
        (Symbol::Mms, given.mms),
        (Symbol::Cms, given.cms),
        (Symbol::Rms, given.rms),
        (Symbol::Sd, given.sd),
        (Symbol::Fs, given.fs),
        (Symbol::Qms, given.qms),
        (Symbol::Qes, given.qes),
        (Symbol::Vas, given.vas),
        (Symbol::Qts, given.qts),
    ];
    let mut elimination = Elimination::default();
    let mut contradictions = Vec::new();
    for (symbol, value) in numbers {
        let Some(value) = value else { continue };
        if !(value > 0.0 && value.is_finite()) {
            return Err(Incomplete::NotPositive { symbol, value });
        }
        if symbol == Symbol::Qts {
            take_total(value, &mut elimination, &mut contradictions, bulk_modulus)?;
            continue;
        }
        let (coefficients, constant) = relation(symbol, bulk_modulus);
        match elimination.value(coefficients) {
            Some(known) => {
                compare(symbol, value, (known + constant).exp(), &mut contradictions);
            }
            None => elimination.add(Equation {
                coefficients,
                value: value.ln() - constant,
            }),
        }
    }
    let find = |symbol| {
        let (coefficients, constant) = relation(symbol, bulk_modulus);
        elimination
            .value(coefficients)
            .map(|known| (known + constant).exp())
    };
    let symbols: Vec<_> = PHYSICAL
        .into_iter()
        .filter(|symbol| find(*symbol).is_none())
        .collect();
    let all = (
        find(Symbol::Re),
        find(Symbol::Bl),
        find(Symbol::Mms),
        find(Symbol::Cms),
        find(Symbol::Rms),
        find(Symbol::Sd),
    );
    let (Some(re), Some(bl), Some(mms), Some(cms), Some(rms), Some(sd)) = all else {
        return Err(Incomplete::Undetermined { symbols });
    };
    Ok(Completion {
        set: physical(re, bl, mms, cms, rms, sd, bulk_modulus),
        contradictions,
    })
}

/// The set of these physical parameters, SI.
pub fn physical(re: f64, bl: f64, mms: f64, cms: f64, rms: f64, sd: f64, bulk_modulus: f64) -> Set {
    let root = (mms / cms).sqrt();
    let (qms, qes) = (root / rms, root * re / (bl * bl));
    Set {
        re,
        bl,
        mms,
        cms,
        rms,
        sd,
        fs: 1.0 / (2.0 * PI * (mms * cms).sqrt()),
        qms,
        qes,
        qts: qms * qes / (qms + qes),
        vas: bulk_modulus * sd * sd * cms,
    }
}

fn compare(symbol: Symbol, given: f64, computed: f64, found: &mut Vec<Contradiction>) {
    if (given / computed - 1.0).abs() > ROUNDING {
        found.push(Contradiction {
            symbol,
            given,
            computed,
        });
    }
}

/// Qts is no product: with Qms known it is the Qes it leaves, with Qes the Qms, with both a check.
fn take_total(
    qts: f64,
    elimination: &mut Elimination,
    contradictions: &mut Vec<Contradiction>,
    bulk_modulus: f64,
) -> Result<(), Incomplete> {
    let [mechanical, electrical] = [Symbol::Qms, Symbol::Qes].map(|symbol| {
        let (coefficients, _) = relation(symbol, bulk_modulus);
        (coefficients, elimination.value(coefficients).map(f64::exp))
    });
    let (symbol, other, missing) = match (mechanical.1, electrical.1) {
        (Some(qms), Some(qes)) => {
            compare(Symbol::Qts, qts, qms * qes / (qms + qes), contradictions);
            return Ok(());
        }
        (Some(qms), None) => (Symbol::Qms, qms, electrical.0),
        (None, Some(qes)) => (Symbol::Qes, qes, mechanical.0),
        (None, None) => return Ok(()),
    };
    if qts >= other {
        return Err(Incomplete::TotalTooLarge { qts, symbol, other });
    }
    elimination.add(Equation {
        coefficients: missing,
        value: (other * qts / (other - qts)).ln(),
    });
    Ok(())
}
