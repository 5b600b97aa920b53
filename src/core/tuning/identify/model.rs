//! The driver models that can be fitted: what they are made of and what they give in a fixture.
//!
//! The formulas are those of `physics`, joined as the network joins them: front volume at the
//! spout, back volume, relief between the two, spout into the fixture. They are generic over the
//! number, so that on duals they give their exact sensitivities.

use super::{fixture::Fixture, parameter::Parameter};
use crate::noticed::OrNoticed as _;
use crate::physics::{
    air::AirConstants,
    armature::{Armature, SecondMode},
    cavity,
    coil::Coil,
    complex::Complex,
    ear::EarLoad,
    moving_coil::MovingCoil,
    number::Real,
    transducer::Transducer,
    two_port::Chain,
};

/// Which model to fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Model {
    /// A balanced armature with front volume, spout, back volume and relief.
    Armature {
        /// The back volume opens to ambient through a duct.
        vented: bool,
        /// The pin between armature and diaphragm gives: a second internal resonance.
        second_mode: bool,
        /// A tube of unknown length and bore lies between spout and fixture.
        adapter: bool,
    },
    /// A moving coil with a front volume.
    MovingCoil {
        /// The coil has a semi-inductance.
        semi_inductance: bool,
        /// The rear is a closed volume, to be found; else it is open.
        sealed_rear: bool,
    },
}

impl Model {
    /// A plain armature.
    pub const ARMATURE: Self = Self::Armature {
        vented: false,
        second_mode: false,
        adapter: false,
    };

    /// A plain moving coil with an open rear.
    pub const MOVING_COIL: Self = Self::MovingCoil {
        semi_inductance: false,
        sealed_rear: false,
    };

    /// Its parameters, in the order `Model::at` takes them.
    pub fn parameters(self) -> Vec<&'static Parameter> {
        let all = match self {
            Self::Armature { .. } => super::parameter::ARMATURE,
            Self::MovingCoil { .. } => super::parameter::MOVING_COIL,
        };
        all.iter()
            .filter(|parameter| self.has(parameter.symbol))
            .collect()
    }

    fn has(self, symbol: &str) -> bool {
        match self {
            Self::Armature {
                vented,
                second_mode,
                adapter,
            } => match symbol {
                "la" | "da" => adapter,
                "lv" | "dv" => vented,
                "Cp" | "Md" | "Rd" => second_mode,
                _ => true,
            },
            Self::MovingCoil {
                semi_inductance,
                sealed_rear,
            } => match symbol {
                "Ks" => semi_inductance,
                "Vb" => sealed_rear,
                _ => true,
            },
        }
    }

    /// Symbol of the parameter that sets the level and little else.
    pub(super) fn level_symbol(self) -> &'static str {
        match self {
            Self::Armature { .. } => "τ",
            Self::MovingCoil { .. } => "Bl",
        }
    }

    /// Length and bore of each duct, as places in the parameters.
    pub(super) fn ducts(self) -> Vec<[usize; 2]> {
        let parameters = self.parameters();
        let place = |symbol: &str| parameters.iter().position(|p| p.symbol == symbol);
        [["ls", "ds"], ["la", "da"], ["lv", "dv"]]
            .iter()
            .filter_map(|[length, bore]| Some([place(length)?, place(bore)?]))
            .collect()
    }

    /// What the driver does at one frequency, with its ducts (spout, adapter, vent) computed.
    pub(super) fn at<R: Real>(self, p: &[R], ducts: &[Chain<R>], site: &Site<'_>) -> Output<R> {
        let mut next = Take { p, at: 0 };
        match self {
            Self::Armature {
                vented,
                second_mode,
                adapter,
            } => armature(&mut next, ducts, site, [vented, second_mode, adapter]),
            Self::MovingCoil {
                semi_inductance,
                sealed_rear,
            } => moving_coil(&mut next, site, semi_inductance, sealed_rear),
        }
    }
}

/// Reads parameters one after the other.
struct Take<'a, R> {
    p: &'a [R],
    at: usize,
}

impl<R: Real> Take<'_, R> {
    #[inline(always)]
    fn next(&mut self) -> R {
        let value = self.p.get(self.at).copied();
        self.at += 1;
        value.or_noticed(R::splat(1.0), "a value for every parameter of the model")
    }
}

/// One frequency in the fixture.
#[derive(Debug, Clone, Copy)]
pub(super) struct Site<'a> {
    /// Angular frequency, rad/s.
    pub w: f64,
    /// What the fixture is there, seen from the driver.
    pub load: EarLoad<f64>,
    /// The fixture itself.
    pub fixture: &'a Fixture,
}

/// What a microphone and an impedance meter would read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Output<R> {
    /// Pressure at the microphone, Pa rms.
    pub pressure: Complex<R>,
    /// Impedance at the terminals, Ω.
    pub impedance: Complex<R>,
}

fn armature<R: Real>(
    next: &mut Take<'_, R>,
    ducts: &[Chain<R>],
    site: &Site<'_>,
    [vented, second_mode, adapter]: [bool; 3],
) -> Output<R> {
    let w = R::splat(site.w);
    let air: AirConstants<R> = site.fixture.air.splat();
    let motor = Armature {
        re: next.next(),
        inductance: next.next(),
        semi_inductance: Some(next.next()),
        tau: next.next(),
        mass: next.next(),
        resistance: next.next(),
        compliance: next.next(),
    };
    let [front_volume, back_volume, relief] = [next.next(), next.next(), next.next()];
    // The ducts' lengths and bores, already computed.
    next.at += 2 * ducts.len();
    let transducer = if second_mode {
        let mode = SecondMode {
            pin_compliance: next.next(),
            mass: next.next(),
            resistance: next.next(),
        };
        motor.transducer_with(w, &mode)
    } else {
        motor.transducer(w)
    };
    let mut load = widened(&site.load);
    let mut ducts = ducts.iter();
    let spout = ducts.next();
    if adapter && let Some(duct) = ducts.next() {
        load = load.behind(duct);
    }
    if let Some(duct) = spout {
        load = load.behind(duct);
    }
    let front = load.beside(cavity::lossless(w, front_volume, &air));
    let mut back = cavity::lossless(w, back_volume, &air);
    if vented && let Some(duct) = ducts.next() {
        // Ambient pressure at the far end.
        back = back + duct.d / duct.b;
    }
    let relief = Complex::real(R::splat(1.0) / relief);
    played(&transducer, &front, Some(back), relief, site)
}

fn moving_coil<R: Real>(
    next: &mut Take<'_, R>,
    site: &Site<'_>,
    semi_inductance: bool,
    sealed_rear: bool,
) -> Output<R> {
    let w = R::splat(site.w);
    let air: AirConstants<R> = site.fixture.air.splat();
    let [re, inductance, bl, mms] = [next.next(), next.next(), next.next(), next.next()];
    let [cms, rms, sd, front_volume] = [next.next(), next.next(), next.next(), next.next()];
    let coil = if semi_inductance {
        Coil::SemiInductance {
            inductance,
            semi_inductance: next.next(),
        }
    } else {
        Coil::Plain { inductance }
    };
    let driver = MovingCoil {
        re,
        coil,
        bl,
        mms,
        cms,
        rms,
        sd,
    };
    let back = sealed_rear.then(|| cavity::lossless(w, next.next(), &air));
    let front = widened(&site.load).beside(cavity::lossless(w, front_volume, &air));
    played(&driver.transducer(w), &front, back, Complex::zero(), site)
}

#[inline(always)]
fn widened<R: Real>(load: &EarLoad<f64>) -> EarLoad<R> {
    EarLoad {
        admittance: Complex::splat(load.admittance.re, load.admittance.im),
        drum_ratio: Complex::splat(load.drum_ratio.re, load.drum_ratio.im),
    }
}

/// A driver between its front and its back (absent: open to ambient), a relief between the two.
///
/// With Yc the diaphragm's own admittance and the relief, s = −q V: p_front Yf + p_back Yb = 0 and
/// p_front Yf + Yc (p_front − p_back) = s.
fn played<R: Real>(
    driver: &Transducer<R>,
    front: &EarLoad<R>,
    back: Option<Complex<R>>,
    relief: Complex<R>,
    site: &Site<'_>,
) -> Output<R> {
    let across = driver.q_per_p + relief;
    let (front_per_source, drop_per_source) = match back {
        Some(back) => {
            let sum = front.admittance + back;
            let scale = (front.admittance * back + across * sum).inverse();
            (back * scale, sum * scale)
        }
        None => {
            let scale = (front.admittance + across).inverse();
            (scale, scale)
        }
    };
    let source = -driver.q_per_v;
    let admittance = driver.i_per_v + driver.i_per_p * source * drop_per_source;
    let impedance = admittance.inverse();
    let series = Complex::real(R::splat(site.fixture.source_resistance));
    let voltage = (Complex::one() + series * admittance)
        .inverse()
        .scale(R::splat(site.fixture.voltage));
    Output {
        pressure: source * front_per_source * front.drum_ratio * voltage,
        impedance,
    }
}
