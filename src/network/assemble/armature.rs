//! A balanced armature, alone in its can or several of them.

use super::super::network::Kind;
use super::builder::{AMBIENT, Builder, Raw};
use super::parts::{driver, two};
use crate::design::{
    Domain, Part, Subject, Termination,
    can::{Coils, Spouts, Units},
    driver::{Armature, CaseVent, SecondMode},
};

/// Adds an armature: motor, front volume, internal damper and spout, back volume, relief and vent.
///
/// Equal units in a can move alike, so that they are one motor with their faces side by side: with n
/// of them in parallel every impedance and τ over n; in series, the electrical ones times n, the
/// acoustic ones over n, and τ as it is.
pub(super) fn armature<'a>(build: &mut Builder<'a>, part: &'a Part, single: &Armature) {
    let owner = Subject::Part(part.id);
    let [spout, rear] = two(build, part, ["spout", "rear"]);
    let front = build.node(Domain::Acoustic);
    let count = single.units.map_or(1, |units| units.count.max(1));
    let joined;
    let d = match single.units {
        Some(units) => {
            joined = together(single, units);
            &joined
        }
        None => single,
    };
    let mut p = vec![
        d.re,
        d.inductance,
        d.tau,
        d.mass,
        d.resistance,
        d.compliance,
    ];
    let eddy = d.semi_inductance.is_some();
    let kind = if let Some(mode) = d.second_mode {
        p.push(d.semi_inductance.unwrap_or(0.0));
        p.extend([mode.pin_compliance, mode.mass, mode.resistance]);
        Kind::ArmatureTwoModes { eddy }
    } else {
        p.extend(d.semi_inductance);
        Kind::Armature { eddy }
    };
    driver(build, part, kind, &p, [front, rear], None);
    build.volume(owner, front, d.front_volume, 0.0);
    build.volume(owner, rear, d.back_volume, 0.0);
    if let Some(relief) = d.relief {
        build.series(owner, front, rear, relief, 0.0);
    }
    if let Some(duct) = &d.vent {
        case_vent(build, owner, rear, duct, count);
    }
    let inner = build.node(Domain::Acoustic);
    build.series(owner, front, inner, d.internal_damper.unwrap_or(0.0), 0.0);
    let spouts = match single.units.map(|units| units.spouts) {
        Some(Spouts::Separate) => count,
        _ => 1,
    };
    for _ in 0..spouts {
        build.duct(owner, inner, spout, d.spout_length, [d.spout_bore; 2]);
    }
}

/// The equal units of a can as one motor with one front and one back volume. Vents and spouts keep
/// the size of one.
fn together(single: &Armature, units: Units) -> Armature {
    let n = f64::from(units.count.max(1));
    let (electrical, tau) = match units.coils {
        Coils::Parallel => (1.0 / n, 1.0 / n),
        Coils::Series => (n, 1.0),
    };
    let fronts = match units.spouts {
        Spouts::Shared => 1.0,
        Spouts::Separate => n,
    };
    Armature {
        re: single.re * electrical,
        inductance: single.inductance * electrical,
        semi_inductance: single.semi_inductance.map(|ks| ks * electrical),
        tau: single.tau * tau,
        mass: single.mass / n,
        resistance: single.resistance / n,
        compliance: single.compliance * n,
        second_mode: single.second_mode.map(|mode| SecondMode {
            pin_compliance: mode.pin_compliance * n,
            mass: mode.mass / n,
            resistance: mode.resistance / n,
        }),
        front_volume: single.front_volume * fronts,
        back_volume: single.back_volume * n,
        relief: single.relief.map(|relief| relief / n),
        internal_damper: single.internal_damper.map(|damper| damper / fronts),
        ..single.clone()
    }
}

/// Opens a volume of a driver to ambient, so many times.
pub(super) fn case_vent(
    build: &mut Builder<'_>,
    owner: Subject,
    at: Raw,
    vent: &CaseVent,
    count: u32,
) {
    if vent.length == 0.0 && vent.resistance == 0.0 {
        build.join(at, AMBIENT);
        return;
    }
    let kind = Kind::Vent {
        count,
        inner: Termination::None,
        outer: Termination::None,
    };
    // A resistance there is that of all of them.
    let values = [vent.length, vent.bore, vent.resistance / f64::from(count)];
    build.shunt(owner, at, kind, &values);
}
