//! Every ear as a load at its reference plane, worked out from the drum backwards.

use super::air::At;
use super::complex::{Complex, j, plain, turn};
use super::duct::{Duct, Load, behind, radiation, step_mass, through};
use super::functions::ln;
use super::real::{ONE, PI, Real, real};
use super::{coupler, drum};
use earwright::design::ear::{Ear, EarModel};

/// A drum of this admittance, its own pressure being the one that is read.
pub(super) fn at_drum(admittance: Complex) -> Load {
    Load {
        admittance,
        ratio: Complex::ONE,
    }
}

/// With this much more flowing off at the plane.
pub(super) fn beside(load: Load, admittance: Complex) -> Load {
    Load {
        admittance: load.admittance + admittance,
        ..load
    }
}

/// An ear.
pub(super) fn ear(at: &At, of: &Ear) -> Load {
    let ahead = real(of.insertion);
    let bore = |load: Load| {
        if ahead.is_zero() {
            load
        } else {
            Duct::round(at, ahead, real(CANAL_RADIUS)).ahead_of(load)
        }
    };
    match of.model {
        EarModel::Iec711Lumped => bore(lumped(at)),
        EarModel::Iec711Distributed => bore(coupler::distributed(at)),
        EarModel::Iec711Damped => bore(damped(at)),
        EarModel::Type33 => {
            Duct::round(at, real(10e-3) + ahead, real(CANAL_RADIUS)).ahead_of(lumped(at))
        }
        EarModel::Type43 => drum::in_canal(at, drum::surrogate(at), [ONE, ONE], ahead),
        EarModel::RealCanal => drum::in_canal(at, hudde_engel(at), [ONE, ONE], ahead),
        EarModel::CanalOfSize {
            canal_length,
            canal_volume,
        } => {
            let longer = real(canal_length) / real(31e-3);
            let area = real(canal_volume) / real(1.201e-6) / longer;
            drum::in_canal(at, hudde_engel(at), [longer, area.sqrt()], ahead)
        }
        EarModel::HuddeEngel {
            canal_length,
            canal_diameter,
        } => {
            let radius = real(canal_diameter).scaled(0.5);
            let canal = Duct::round(at, real(canal_length) + ahead, radius);
            canal.ahead_of(at_drum(hudde_engel(at).inverse()))
        }
        EarModel::OuterEar {
            concha_depth,
            concha_diameter,
        } => {
            let radius = real(concha_diameter).scaled(0.5);
            let mass = step_mass(at, real(CANAL_RADIUS), radius);
            let floor = behind(j(at.w * mass), type33(at));
            Duct::round(at, real(concha_depth), radius).ahead_of(floor)
        }
        EarModel::TwoCc => at_drum(at.cavity(real(2e-6), real(0.0))),
        EarModel::PointFourCc => {
            let volume = at_drum(at.cavity(real(0.4e-6), real(0.0)));
            Duct::round(at, real(50e-3), real(0.5e-3)).ahead_of(volume)
        }
        EarModel::Anechoic { bore } => {
            let radius = real(bore).scaled(0.5);
            let medium = at.round(radius);
            let specific = (medium.series / medium.shunt).sqrt();
            at_drum(specific.inverse().times(PI * radius.square()))
        }
        EarModel::FlatPlate { bore } => {
            at_drum(radiation(at, real(bore).scaled(0.5), true).inverse())
        }
    }
}

/// Radius of the canal of Type 3.3, m.
const CANAL_RADIUS: f64 = 3.75e-3;

fn type33(at: &At) -> Load {
    Duct::round(at, real(10e-3), real(CANAL_RADIUS)).ahead_of(lumped(at))
}

/// The 711's ladder.
fn lumped(at: &At) -> Load {
    let leak = real(4.22e5);
    let shunt = |compliance: f64| {
        let y = j(at.w * real(compliance));
        // R in series with C.
        (y.inverse() + plain(leak)).inverse()
    };
    let branch = |resistance: f64, mass: f64, compliance: f64| {
        at.resonator(real(resistance), real(mass), real(compliance))
            .inverse()
    };
    let arm = |mass: f64| j(at.w * real(mass));
    let load = at_drum(shunt(1.517e-12));
    let load = behind(arm(133.4), load);
    let load = beside(load, shunt(1.50e-12) + branch(27.99e6, 983.8, 2.73e-12));
    let load = behind(arm(130.3), load);
    let load = beside(load, shunt(0.70e-12) + branch(55.66e6, 9400.0, 2.34e-12));
    behind(arm(82.9), load)
}

/// The same ladder with resistances in its arms, and none in its shunts.
fn damped(at: &At) -> Load {
    let shunt = |compliance: f64| j(at.w * real(compliance));
    let branch = |resistance: f64, mass: f64, compliance: f64| {
        at.resonator(real(resistance), real(mass), real(compliance))
            .inverse()
    };
    let arm = |resistance: f64, mass: f64| at.rl(real(resistance), real(mass));
    let load = behind(arm(3.22e6, 133.4), at_drum(shunt(1.517e-12)));
    let load = beside(load, shunt(1.50e-12) + branch(27.99e6, 983.8, 2.73e-12));
    let load = behind(arm(4.22e5, 130.3), load);
    let load = beside(load, shunt(0.70e-12) + branch(55.66e6, 9400.0, 2.34e-12));
    behind(arm(4.22e5, 82.9), load)
}

/// The drum's impedance after Hudde and Engel.
pub(super) fn hudde_engel(at: &At) -> Complex {
    let f = at.frequency();
    let volume = |cm3: f64| real(cm3) * real(1e-6) / at.air.bulk();
    // Cavities.
    let s = f / real(3500.0);
    let cells = (plain(ONE - s.square()) + j(s / real(0.4))) / j(at.w * volume(8.0));
    let antrum = j(at.w * volume(0.8));
    let passage = at.rl(real(1.7e6), real(880.0)) + (antrum + cells.inverse()).inverse();
    let front = plain(real(2e6)) + j(at.w * volume(0.5)).inverse();
    let cavity = (front.inverse() + passage.inverse()).inverse();
    // The drum beside the ossicles.
    let mass = real(2400.0) * (ONE + (f / real(1900.0)).sqrt());
    let phase = real(1.4) * ln(ONE + f / real(8000.0));
    let bypass = turn(phase) / at.resonator(real(4e7), mass, real(5e-12));
    // Its area.
    let q = f / real(2200.0);
    let shape = plain(ONE - q.square()) + j(q / real(1.3));
    let mut area = plain(real(38e-6) + real(2e-6)) / shape - plain(real(2e-6));
    if f.hi >= 1500.0 {
        let phase = real(-1.2) * ln(f / real(1500.0)) - real(0.8038);
        area = turn(phase).times(area.norm());
    }
    // The ossicles.
    let part = |resistance: f64, mass: f64, compliance: f64| {
        at.resonator(real(resistance), real(mass), real(compliance))
    };
    let coupled = part(0.08, 0.0, 0.5e-3).inverse();
    let free = at.rl(real(0.02), real(12e-6)).inverse();
    let drum = part(0.0, 7e-6, 3e-3) + (coupled + free).inverse();
    let third = |z: Complex, n: f64| z.times(real(n) / real(3.0));
    let inner = third(drum, 1.0) + part(0.018, 3e-6, 1.2e-3) + part(0.07, 1e-5, 11e-3);
    let joint = part(1.0, 0.0, 0.04e-3);
    let ossicles = third(drum, 2.0) + (joint.inverse() + inner.inverse()).inverse();
    cavity + (bypass + area * area / ossicles).inverse()
}

/// A chain of ducts of any shape, each a matrix, ahead of a load.
pub(super) fn chained(chains: impl DoubleEndedIterator<Item = [Complex; 4]>, load: Load) -> Load {
    chains.rev().fold(load, |load, chain| through(chain, load))
}

/// Half of a number given as f64 in mm, in m.
pub(super) fn mm(value: f64) -> Real {
    real(value) / real(1000.0)
}
