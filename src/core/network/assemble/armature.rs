//! A balanced armature, alone in its can or several of them.

use super::super::elements::{self, ArmatureTwoModes, Kind, Vent};
use super::builder::{AMBIENT, Builder, Raw, wall_area};
use crate::design::{
    Domain, LinkEnd, Part, Subject, Termination,
    can::{Coils, Spouts, Units},
    driver::{Armature, CaseVent, Magnet, SecondMode},
    port::{MINUS, PLUS, REAR, SPOUT},
};
use crate::physics::{
    armature,
    large_signal::{ArmatureLaw, Law},
};

/// Adds an armature: motor, front volume, internal damper and spout, back volume, relief and vent.
///
/// Equal units in a can that move alike are one motor with their faces side by side. Units with
/// spouts of their own do not quite: where the masses of junctions count, the spouts of a port are
/// not alike to the sound (two of them are the main tube, the others branches), so each is a unit by
/// itself.
pub(super) fn armature<'a>(build: &mut Builder<'a>, part: &'a Part, single: &Armature) {
    let [spout, rear] = build.two(part, [SPOUT, REAR]);
    let [plus, minus] = build.two(part, [PLUS, MINUS]);
    let one = single.units.is_none_or(|units| units.count <= 1);
    match single.units {
        Some(units) if !one && units.spouts == Spouts::Separate && build.design.junction_masses => {
            let joined = has_link(build, part, REAR);
            let mut before = plus;
            for n in 1..=units.count {
                let (from, to) = match units.coils {
                    Coils::Parallel => (plus, minus),
                    Coils::Series if n == units.count => (before, minus),
                    Coils::Series => (before, build.node(Domain::Electrical)),
                };
                before = to;
                // What is joined to the back joins all of them.
                let rear = if joined {
                    rear
                } else {
                    build.node(Domain::Acoustic)
                };
                unit(build, part, &Can::single(single), [from, to], [spout, rear]);
            }
        }
        Some(units) => {
            unit(
                build,
                part,
                &Can::of(single, units),
                [plus, minus],
                [spout, rear],
            );
        }
        None => unit(
            build,
            part,
            &Can::single(single),
            [plus, minus],
            [spout, rear],
        ),
    }
}

/// Whether a link ends on a port of a part.
fn has_link(build: &Builder<'_>, part: &Part, port: &str) -> bool {
    let here = |end: &LinkEnd| end.part == part.id && end.port == port;
    (build.design.links.iter()).any(|link| here(&link.from) || here(&link.to))
}

/// One motor, and what surrounds it.
struct Can {
    motor: Armature,
    /// Wall areas of front and back volume, m².
    walls: [f64; 2],
    /// How many vents and spouts, each of the size of one.
    vents: u32,
    spouts: u32,
}

impl Can {
    /// A unit by itself.
    fn single(single: &Armature) -> Self {
        Self {
            walls: [single.front_volume, single.back_volume]
                .map(|volume| wall_area(volume, single.wall_exchange)),
            motor: single.clone(),
            vents: 1,
            spouts: 1,
        }
    }

    /// Units that move alike as one motor: with n of them in parallel every impedance and τ over n;
    /// in series, the electrical ones times n, the acoustic ones over n, and τ as it is.
    fn of(single: &Armature, units: Units) -> Self {
        let count = units.count.max(1);
        let n = f64::from(count);
        let (electrical, tau) = match units.coils {
            Coils::Parallel => (1.0 / n, 1.0 / n),
            Coils::Series => (n, 1.0),
        };
        let spouts = match units.spouts {
            Spouts::Shared => 1,
            Spouts::Separate => count,
        };
        let fronts = f64::from(spouts);
        let [front, back] = Self::single(single).walls;
        let magnet = single.magnet.map(|magnet| Magnet {
            gap: magnet.gap * n,
            saturation_current: match units.coils {
                Coils::Parallel => magnet.saturation_current * n,
                Coils::Series => magnet.saturation_current,
            },
            ..magnet
        });
        let motor = Armature {
            magnet,
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
        };
        Self {
            motor,
            walls: [front * fronts, back * n],
            vents: count,
            spouts,
        }
    }
}

impl Can {
    /// How its motor departs from linear, where that is stated.
    fn law(&self) -> Option<Law> {
        let magnet = self.motor.magnet?;
        Some(Law::Armature(ArmatureLaw::new(
            [self.motor.inductance, self.motor.tau],
            magnet.gap,
            magnet.gap_share,
            magnet.saturation_current,
            magnet.offset,
        )))
    }
}

/// Adds a motor between two terminals, its volumes, and its way to the spout's port.
fn unit(
    build: &mut Builder<'_>,
    part: &Part,
    can: &Can,
    terminals: [Raw; 2],
    [spout, rear]: [Raw; 2],
) {
    let owner = Subject::Part(part.id);
    let d = &can.motor;
    let front = build.node(Domain::Acoustic);
    let motor = elements::Armature {
        re: d.re,
        inductance: d.inductance,
        semi_inductance: d.semi_inductance,
        tau: d.tau,
        mass: d.mass,
        resistance: d.resistance,
        compliance: d.compliance,
    };
    let kind = match d.second_mode {
        None => Kind::Armature(motor),
        Some(mode) => Kind::ArmatureTwoModes(ArmatureTwoModes {
            motor,
            mode: armature::SecondMode {
                pin_compliance: mode.pin_compliance,
                mass: mode.mass,
                resistance: mode.resistance,
            },
        }),
    };
    let law = can.law();
    build.motor(part.id, kind, (terminals, [front, rear]), None, law);
    build.volume(owner, front, d.front_volume, can.walls[0]);
    build.volume(owner, rear, d.back_volume, can.walls[1]);
    if let Some(relief) = d.relief {
        build.series(owner, front, rear, relief, 0.0);
    }
    if let Some(duct) = &d.vent {
        case_vent(build, owner, rear, duct, can.vents);
    }
    let inner = build.node(Domain::Acoustic);
    build.series(owner, front, inner, d.internal_damper.unwrap_or(0.0), 0.0);
    for _ in 0..can.spouts {
        build.duct(owner, inner, spout, d.spout_length, [d.spout_bore; 2]);
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
    if build.least.is_none(vent.length) && build.least.is_open(vent.resistance, 0.0) {
        build.join(at, AMBIENT);
        return;
    }
    let vents = Vent {
        length: vent.length,
        bore: vent.bore,
        // A resistance there is that of all of them.
        resistance: vent.resistance / f64::from(count),
        mesh_resistance: 0.0,
        mesh_mass: 0.0,
        count,
        inner: Termination::None,
        outer: Termination::None,
    };
    build.shunt(owner, at, Kind::Vent(vents));
}
