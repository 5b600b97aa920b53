//! Every kind of part as elements.

use super::super::elements::{self, Kind, MultiportTable, multiport::Piece};
use super::armature::{armature, case_vent};
use super::builder::{AMBIENT, Builder, EMF, ONE_NODE, Raw, RawPins, wall_area};
use super::shunts::Shunts;
use crate::design::{
    Domain, Part, PartKind, Subject, Termination,
    acoustic::{Eartip, Horn, Leak, LeakShape, Mesh, Vent},
    driver::{Coil, Electrostatic, MovingCoil, Multiport, Piezo, Planar, Stroke},
    ear::{Ear, EarModel},
    electrical::{Source, Transformer},
    kinds::multiport::Admittances,
    port::{FIRST, FRONT, MINUS, PLUS, REAR, SECOND, SPOUT},
};
use crate::physics::{
    coil,
    large_signal::{Law, MovingCoilLaw, Shape},
    moving_coil,
};
use std::f64::consts::FRAC_PI_4;
use std::sync::Arc;

/// Adds a part. A bypassed one is a wire, a closed opening, or not there.
pub(super) fn part<'a>(build: &mut Builder<'a>, shunts: &Shunts, part: &'a Part) {
    let owner = Subject::Part(part.id);
    if part.bypassed {
        bypassed(build, shunts, part);
        return;
    }
    match &part.kind {
        PartKind::Source(source) => self::source(build, part, source),
        PartKind::Resistor(r) => electrical(build, part, r.resistance, 0.0),
        PartKind::Inductor(l) => electrical(build, part, l.dc_resistance, l.inductance),
        PartKind::Capacitor(c) => {
            // Without capacitance it is open: there is no element.
            if c.capacitance != 0.0 {
                let pins = build.two(part, [FIRST, SECOND]);
                let capacitor = elements::Capacitor {
                    capacitance: c.capacitance,
                    series_resistance: c.series_resistance,
                };
                build.element(owner, RawPins::One(pins), Kind::Capacitor(capacitor));
            }
        }
        PartKind::Transformer(t) => transformer(build, part, t),
        PartKind::MovingCoil(d) => moving_coil(build, part, d),
        PartKind::Planar(d) => planar(build, part, d),
        PartKind::Armature(d) => armature(build, part, d),
        PartKind::Electrostatic(d) => electrostatic(build, part, d),
        PartKind::Piezo(d) => piezo(build, part, d),
        PartKind::Measured(d) => match elements::MeasuredTable::new(d) {
            Ok(table) => {
                let spout = build.port(part, SPOUT);
                let kind = Kind::Measured(std::sync::Arc::new(table));
                driver(build, part, kind, [spout, AMBIENT], None);
            }
            Err(reason) => build.fail(owner, tr!("“{}” is left out: {reason}.", part.name)),
        },
        PartKind::Multiport(d) => multiport(build, part, d),
        PartKind::Chamber(c) => {
            let node = build.port(part, ONE_NODE);
            build.volume(owner, node, c.volume, c.wall_area);
        }
        PartKind::Junction(j) => {
            let node = build.port(part, ONE_NODE);
            if j.domain == Domain::Acoustic {
                build.volume(owner, node, j.volume, 0.0);
            }
        }
        PartKind::Vent(v) => vent(build, part, v),
        PartKind::Leak(l) => {
            let node = build.port(part, Leak::IN);
            leak(build, owner, node, &l.shape, l.mesh.as_ref());
        }
        PartKind::Horn(h) => {
            let [a, b] = build.two(part, [Horn::THROAT, Horn::MOUTH]);
            build.duct(owner, a, b, h.length, [h.throat, h.mouth]);
        }
        PartKind::PassiveRadiator(p) => {
            let pins = RawPins::One(build.two(part, [REAR, FRONT]));
            let radiator = elements::PassiveRadiator {
                mass: p.mmp,
                compliance: p.cmp,
                resistance: p.rmp,
                area: p.sp,
            };
            build.element(owner, pins, Kind::PassiveRadiator(radiator));
        }
        PartKind::Eartip(e) => eartip(build, part, e),
        PartKind::Ear(e) => ear(build, part, e),
    }
}

/// What stays of a bypassed part.
fn bypassed<'a>(build: &mut Builder<'a>, shunts: &Shunts, part: &'a Part) {
    // Across the line it is taken away; a wire there would be a short.
    if shunts.contains(part.id) {
        return;
    }
    for &ports in part.kind.facts().through {
        let [a, b] = build.two(part, ports);
        build.join(a, b);
    }
}

fn source<'a>(build: &mut Builder<'a>, part: &'a Part, s: &Source) {
    let owner = Subject::Part(part.id);
    let [plus, minus] = build.two(part, [PLUS, MINUS]);
    build.source = Some((part.id, plus, minus));
    let cable = elements::Cable {
        output_resistance: s.output_resistance,
        cable_resistance: s.cable_resistance,
        inductance: s.cable_inductance,
    };
    if build
        .least
        .is_wire(s.output_resistance + s.cable_resistance, s.cable_inductance)
    {
        build.join(plus, EMF);
    } else {
        let element = build.element(owner, RawPins::One([EMF, plus]), Kind::Cable(cable));
        build.ahead.push(element);
    }
    if s.cable_capacitance != 0.0 {
        let pins = RawPins::One([plus, minus]);
        let capacitor = elements::Capacitor {
            capacitance: s.cable_capacitance,
            series_resistance: 0.0,
        };
        let element = build.element(owner, pins, Kind::Capacitor(capacitor));
        build.ahead.push(element);
    }
}

fn electrical<'a>(build: &mut Builder<'a>, part: &'a Part, resistance: f64, inductance: f64) {
    let [a, b] = build.two(part, [FIRST, SECOND]);
    if build.least.is_wire(resistance, inductance) {
        build.join(a, b);
    } else {
        let owner = Subject::Part(part.id);
        let series = elements::ElectricalSeries {
            resistance,
            inductance,
        };
        build.element(owner, RawPins::One([a, b]), Kind::ElectricalSeries(series));
    }
}

fn transformer<'a>(build: &mut Builder<'a>, part: &'a Part, t: &Transformer) {
    let primary = build.two(part, Transformer::PRIMARY);
    let secondary = build.two(part, Transformer::SECONDARY);
    build.element(
        Subject::Part(part.id),
        RawPins::Reciprocal(primary, secondary),
        Kind::Transformer(elements::Transformer {
            ratio: t.ratio,
            primary_resistance: t.primary_resistance,
            secondary_resistance: t.secondary_resistance,
            leakage: t.leakage_inductance,
            magnetising: t.magnetising_inductance.unwrap_or(0.0),
        }),
    );
}

/// Adds a driver's motor between its terminals and the nodes of its two faces.
fn driver<'a>(
    build: &mut Builder<'a>,
    part: &'a Part,
    kind: Kind,
    faces: [Raw; 2],
    area: Option<f64>,
) {
    let terminals = build.two(part, [PLUS, MINUS]);
    build.motor(part.id, kind, (terminals, faces), area, None);
}

/// Adds the volumes before and behind a diaphragm, m³; where they exchange heat, with the walls of
/// cubes of their size.
fn inner_volumes(
    build: &mut Builder<'_>,
    owner: Subject,
    faces: [Raw; 2],
    volumes: [f64; 2],
    wall_exchange: bool,
) {
    for (face, volume) in faces.into_iter().zip(volumes) {
        build.volume(owner, face, volume, wall_area(volume, wall_exchange));
    }
}

fn moving_coil<'a>(build: &mut Builder<'a>, part: &'a Part, d: &MovingCoil) {
    let faces = build.two(part, [FRONT, REAR]);
    let lossy = |coil| {
        Kind::LossyCoil(elements::LossyCoil(moving_coil::MovingCoil {
            re: d.re,
            coil,
            bl: d.bl,
            mms: d.mms,
            cms: d.cms,
            rms: d.rms,
            sd: d.sd,
        }))
    };
    let kind = match d.coil {
        Coil::Plain { inductance } => Kind::MovingCoil(elements::MovingCoil {
            re: d.re,
            inductance,
            bl: d.bl,
            mms: d.mms,
            cms: d.cms,
            rms: d.rms,
            sd: d.sd,
        }),
        Coil::SemiInductance {
            inductance,
            semi_inductance,
        } => lossy(coil::Coil::SemiInductance {
            inductance,
            semi_inductance,
        }),
        Coil::Lr2 {
            inductance,
            second_inductance,
            second_resistance,
        } => lossy(coil::Coil::Lr2 {
            inductance,
            second_inductance,
            second_resistance,
        }),
        Coil::Leach { factor, exponent } => lossy(coil::Coil::Leach { factor, exponent }),
    };
    let terminals = build.two(part, [PLUS, MINUS]);
    let law = d.stroke.map(|stroke| law(d, &stroke));
    build.motor(part.id, kind, (terminals, faces), Some(d.sd), law);
    let owner = Subject::Part(part.id);
    inner_volumes(
        build,
        owner,
        faces,
        [d.front_volume, d.back_volume],
        d.wall_exchange,
    );
    for (face, vent) in faces.into_iter().zip([&d.front_vent, &d.rear_vent]) {
        if let Some(vent) = vent {
            case_vent(build, owner, face, vent, 1);
        }
    }
}

/// How a moving coil departs from linear.
fn law(d: &MovingCoil, stroke: &Stroke) -> Law {
    let inductance = match d.coil {
        Coil::Plain { inductance }
        | Coil::SemiInductance { inductance, .. }
        | Coil::Lr2 { inductance, .. } => inductance,
        // What is no inductance has none to change.
        Coil::Leach { .. } => 0.0,
    };
    Law::MovingCoil(MovingCoilLaw {
        at: stroke.at,
        bl: d.bl,
        bl_shape: Shape::through(stroke.bl_out, stroke.bl_in),
        stiffness: 1.0 / d.cms,
        stiffness_shape: Shape::through(stroke.kms_out, stroke.kms_in),
        inductance,
        inductance_shape: Shape::through(stroke.le_out, stroke.le_in),
        per_ampere: stroke.le_per_ampere,
    })
}

fn planar<'a>(build: &mut Builder<'a>, part: &'a Part, d: &Planar) {
    let faces = build.two(part, [FRONT, REAR]);
    let motor = elements::MovingCoil {
        re: d.re,
        inductance: 0.0,
        bl: d.bl,
        mms: d.mms,
        cms: d.cms,
        rms: d.rms,
        sd: d.sd,
    };
    driver(build, part, Kind::MovingCoil(motor), faces, Some(d.sd));
    let owner = Subject::Part(part.id);
    inner_volumes(
        build,
        owner,
        faces,
        [d.front_volume, d.back_volume],
        d.wall_exchange,
    );
}

fn electrostatic<'a>(build: &mut Builder<'a>, part: &'a Part, d: &Electrostatic) {
    let owner = Subject::Part(part.id);
    let [spout, rear] = build.two(part, [SPOUT, REAR]);
    let front = build.node(Domain::Acoustic);
    let kind = Kind::Electrostatic(elements::Electrostatic {
        ratio: d.ratio,
        primary_resistance: d.primary_resistance,
        leakage: d.leakage_inductance,
        magnetising: d.magnetising_inductance,
        capacitance: d.capacitance,
        coupling: d.coupling,
        mass: d.mass,
        resistance: d.resistance,
        compliance: d.compliance,
    });
    driver(build, part, kind, [front, rear], None);
    let volumes = [d.front_volume, d.back_volume];
    inner_volumes(build, owner, [front, rear], volumes, d.wall_exchange);
    build.duct(owner, front, spout, d.spout_length, [d.spout_bore; 2]);
}

fn piezo<'a>(build: &mut Builder<'a>, part: &'a Part, d: &Piezo) {
    let faces = build.two(part, [FRONT, REAR]);
    let kind = Kind::Piezo(elements::Piezo {
        capacitance: d.capacitance,
        loss_factor: d.loss_factor,
        series_resistance: d.series_resistance,
        coupling: d.coupling,
        mass: d.mass,
        resistance: d.resistance,
        compliance: d.compliance,
    });
    driver(build, part, kind, faces, None);
    let owner = Subject::Part(part.id);
    inner_volumes(
        build,
        owner,
        faces,
        [d.front_volume, d.back_volume],
        d.wall_exchange,
    );
}

fn multiport<'a>(build: &mut Builder<'a>, part: &'a Part, d: &Multiport) {
    let rows: Arc<[Admittances]> = d.table.as_slice().into();
    let piece = |piece| Kind::Multiport(MultiportTable::new(rows.clone(), piece));
    let owner = Subject::Part(part.id);
    if rows.is_empty() {
        let said = tr!("“{}” is left out: it has no admittances.", part.name);
        build.fail(owner, said);
        return;
    }
    let spout = build.port(part, SPOUT);
    if !d.has_rear() {
        driver(build, part, piece(Piece::Whole), [spout, AMBIENT], None);
        return;
    }
    let rear = build.port(part, REAR);
    driver(build, part, piece(Piece::Front), [spout, AMBIENT], None);
    driver(build, part, piece(Piece::Rear), [rear, AMBIENT], None);
    build.element(owner, RawPins::One([spout, rear]), piece(Piece::Across));
}

fn mesh_values(mesh: Option<&Mesh>) -> [f64; 2] {
    mesh.map_or([0.0; 2], |m| [m.specific_resistance, m.specific_mass])
}

fn vent<'a>(build: &mut Builder<'a>, part: &'a Part, v: &Vent) {
    let owner = Subject::Part(part.id);
    let node = build.port(part, Vent::IN);
    let [rayl, mass] = mesh_values(v.mesh.as_ref());
    let area = FRAC_PI_4 * v.bore * v.bore;
    let open = build.least.is_none(v.length)
        && build.least.is_open(v.resistance + rayl / area, mass / area)
        && v.inner == Termination::None
        && v.outer == Termination::None;
    if v.count == 0 {
        return;
    }
    if open {
        build.warn(
            owner,
            tr!(
                "“{}” has no length, no resistance and no end correction: it ties its port to \
                 ambient pressure.",
                part.name
            ),
        );
        build.join(node, AMBIENT);
        return;
    }
    let vents = elements::Vent {
        length: v.length,
        bore: v.bore,
        resistance: v.resistance,
        mesh_resistance: rayl,
        mesh_mass: mass,
        count: v.count,
        inner: v.inner,
        outer: v.outer,
    };
    build.shunt(owner, node, Kind::Vent(vents));
}

fn leak(build: &mut Builder<'_>, owner: Subject, at: Raw, shape: &LeakShape, mesh: Option<&Mesh>) {
    let [mesh_resistance, mesh_mass] = mesh_values(mesh);
    match *shape {
        LeakShape::Slit { width, length, gap } => {
            // A slit without width or gap is closed.
            if width != 0.0 && gap != 0.0 {
                let slit = elements::LeakSlit {
                    width,
                    length,
                    gap,
                    mesh_resistance,
                    mesh_mass,
                };
                build.shunt(owner, at, Kind::LeakSlit(slit));
            }
        }
        LeakShape::Hole {
            diameter,
            thickness,
        } => {
            if diameter != 0.0 {
                let hole = elements::LeakHole {
                    diameter,
                    thickness,
                    mesh_resistance,
                    mesh_mass,
                };
                build.shunt(owner, at, Kind::LeakHole(hole));
            }
        }
    }
}

fn eartip<'a>(build: &mut Builder<'a>, part: &'a Part, e: &Eartip) {
    let owner = Subject::Part(part.id);
    let [nozzle, canal] = build.two(part, [Eartip::NOZZLE, Eartip::CANAL]);
    let seal = build.node(Domain::Acoustic);
    build.duct(owner, nozzle, seal, e.length, [e.bore; 2]);
    build.duct(owner, seal, canal, e.canal_length, [e.canal_diameter; 2]);
    if let Some(shape) = &e.leak {
        leak(build, owner, seal, shape, None);
    }
    // A front without compliance is rigid.
    if let Some(wall) = e.wall.filter(|wall| wall.compliance != 0.0) {
        let wall = elements::Wall {
            compliance: wall.compliance,
            loss_factor: wall.loss_factor,
        };
        build.shunt(owner, seal, Kind::Wall(wall));
    }
}

fn ear<'a>(build: &mut Builder<'a>, part: &'a Part, e: &Ear) {
    let plane = build.port(part, Ear::CANAL);
    let kind = match e.model {
        EarModel::Iec711Lumped if e.insertion == 0.0 => Kind::Lumped711(elements::Lumped711),
        _ => Kind::Ear(e.into()),
    };
    let pins = RawPins::One([plane, AMBIENT]);
    let element = build.element(Subject::Part(part.id), pins, kind);
    build.ear = Some((element, plane));
}
