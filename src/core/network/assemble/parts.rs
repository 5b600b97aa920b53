//! Every kind of part as elements.

use super::super::network::Kind;
use super::armature::{armature, case_vent};
use super::builder::{AMBIENT, Builder, EMF, ONE_NODE, Raw, RawDriver, RawPins};
use super::shunts::Shunts;
use crate::design::{
    Domain, Part, PartId, PartKind, Severity, Subject, Termination,
    acoustic::{Eartip, Horn, Leak, LeakShape, Mesh, Vent},
    driver::{Coil, Electrostatic, MovingCoil, Piezo, Planar},
    ear::Ear,
    electrical::{Source, Transformer},
    port::{FIRST, FRONT, MINUS, PLUS, REAR, SECOND, SPOUT},
};
use crate::physics::cavity;
use std::f64::consts::FRAC_PI_4;

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
                let pins = two(build, part, [FIRST, SECOND]);
                let values = [c.capacitance, c.series_resistance];
                build.element(owner, RawPins::One(pins), Kind::Capacitor, &values);
            }
        }
        PartKind::Transformer(t) => transformer(build, part, t),
        PartKind::MovingCoil(d) => moving_coil(build, part, d),
        PartKind::Planar(d) => planar(build, part, d),
        PartKind::Armature(d) => armature(build, part, d),
        PartKind::Electrostatic(d) => electrostatic(build, part, d),
        PartKind::Piezo(d) => piezo(build, part, d),
        PartKind::Measured(d) => {
            let table = super::super::measured::MeasuredTable::new(d);
            match table {
                Ok(table) => {
                    let spout = build.port(part, SPOUT);
                    let kind = Kind::Measured(std::sync::Arc::new(table));
                    driver(build, part, kind, &[], [spout, AMBIENT], None);
                }
                Err(reason) => build.problem(
                    Severity::Error,
                    owner,
                    format!("“{}” is left out: {reason}.", part.name),
                ),
            }
        }
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
            let [a, b] = two(build, part, [Horn::THROAT, Horn::MOUTH]);
            build.duct(owner, a, b, h.length, [h.throat, h.mouth]);
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
        let [a, b] = two(build, part, ports);
        build.join(a, b);
    }
}

pub(super) fn two<'a>(
    build: &mut Builder<'a>,
    part: &'a Part,
    ports: [&'static str; 2],
) -> [Raw; 2] {
    ports.map(|port| build.port(part, port))
}

fn source<'a>(build: &mut Builder<'a>, part: &'a Part, s: &Source) {
    let owner = Subject::Part(part.id);
    let [plus, minus] = two(build, part, [PLUS, MINUS]);
    build.source = Some((part.id, plus, minus));
    let values = [s.output_resistance, s.cable_resistance, s.cable_inductance];
    if build
        .least
        .is_wire(s.output_resistance + s.cable_resistance, s.cable_inductance)
    {
        build.join(plus, EMF);
    } else {
        let element = build.element(owner, RawPins::One([EMF, plus]), Kind::Cable, &values);
        build.ahead.push(element);
    }
    if s.cable_capacitance != 0.0 {
        let pins = RawPins::One([plus, minus]);
        let element = build.element(owner, pins, Kind::Capacitor, &[s.cable_capacitance, 0.0]);
        build.ahead.push(element);
    }
}

fn electrical<'a>(build: &mut Builder<'a>, part: &'a Part, resistance: f64, inductance: f64) {
    let [a, b] = two(build, part, [FIRST, SECOND]);
    if build.least.is_wire(resistance, inductance) {
        build.join(a, b);
    } else {
        let owner = Subject::Part(part.id);
        let values = [resistance, inductance];
        build.element(owner, RawPins::One([a, b]), Kind::ElectricalSeries, &values);
    }
}

fn transformer<'a>(build: &mut Builder<'a>, part: &'a Part, t: &Transformer) {
    let primary = two(build, part, Transformer::PRIMARY);
    let secondary = two(build, part, Transformer::SECONDARY);
    build.element(
        Subject::Part(part.id),
        RawPins::Reciprocal(primary, secondary),
        Kind::Transformer,
        &[
            t.ratio,
            t.primary_resistance,
            t.secondary_resistance,
            t.leakage_inductance,
            t.magnetising_inductance.unwrap_or(0.0),
        ],
    );
}

/// Adds a driver's motor between its terminals and the nodes of its two faces.
fn driver<'a>(
    build: &mut Builder<'a>,
    part: &'a Part,
    kind: Kind,
    parameters: &[f64],
    faces: [Raw; 2],
    area: Option<f64>,
) {
    let terminals = two(build, part, [PLUS, MINUS]);
    motor(build, part.id, kind, parameters, (terminals, faces), area);
}

/// Adds a motor between two terminals and the nodes of its two faces.
pub(super) fn motor(
    build: &mut Builder<'_>,
    part: PartId,
    kind: Kind,
    parameters: &[f64],
    (terminals, faces): ([Raw; 2], [Raw; 2]),
    area: Option<f64>,
) {
    let element = build.element(
        Subject::Part(part),
        RawPins::General(terminals, faces),
        kind,
        parameters,
    );
    build.drivers.push(RawDriver {
        part,
        element,
        area,
    });
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

/// Wall area of a volume (m³) inside a driver, m²: 0 where it exchanges no heat.
pub(super) fn wall_area(volume: f64, wall_exchange: bool) -> f64 {
    if wall_exchange {
        cavity::cube_wall_area(volume)
    } else {
        0.0
    }
}

fn moving_coil<'a>(build: &mut Builder<'a>, part: &'a Part, d: &MovingCoil) {
    let faces = two(build, part, [FRONT, REAR]);
    let mut p = vec![d.re, 0.0, d.bl, d.mms, d.cms, d.rms, d.sd];
    let kind = match d.coil {
        Coil::Plain { inductance } => {
            p[1] = inductance;
            Kind::MovingCoilPlain
        }
        Coil::SemiInductance {
            inductance,
            semi_inductance,
        } => {
            p[1] = inductance;
            p.push(semi_inductance);
            Kind::MovingCoilSemi
        }
        Coil::Lr2 {
            inductance,
            second_inductance,
            second_resistance,
        } => {
            p[1] = inductance;
            p.extend([second_inductance, second_resistance]);
            Kind::MovingCoilLr2
        }
        Coil::Leach { factor, exponent } => {
            p.extend([factor, exponent]);
            Kind::MovingCoilLeach
        }
    };
    driver(build, part, kind, &p, faces, Some(d.sd));
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

fn planar<'a>(build: &mut Builder<'a>, part: &'a Part, d: &Planar) {
    let faces = two(build, part, [FRONT, REAR]);
    let p = [d.re, 0.0, d.bl, d.mms, d.cms, d.rms, d.sd];
    driver(build, part, Kind::MovingCoilPlain, &p, faces, Some(d.sd));
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
    let [spout, rear] = two(build, part, [SPOUT, REAR]);
    let front = build.node(Domain::Acoustic);
    let p = [
        d.ratio,
        d.primary_resistance,
        d.leakage_inductance,
        d.magnetising_inductance,
        d.capacitance,
        d.coupling,
        d.mass,
        d.resistance,
        d.compliance,
    ];
    driver(build, part, Kind::Electrostatic, &p, [front, rear], None);
    let volumes = [d.front_volume, d.back_volume];
    inner_volumes(build, owner, [front, rear], volumes, d.wall_exchange);
    build.duct(owner, front, spout, d.spout_length, [d.spout_bore; 2]);
}

fn piezo<'a>(build: &mut Builder<'a>, part: &'a Part, d: &Piezo) {
    let faces = two(build, part, [FRONT, REAR]);
    let p = [
        d.capacitance,
        d.loss_factor,
        d.series_resistance,
        d.coupling,
        d.mass,
        d.resistance,
        d.compliance,
    ];
    driver(build, part, Kind::Piezo, &p, faces, None);
    let owner = Subject::Part(part.id);
    inner_volumes(
        build,
        owner,
        faces,
        [d.front_volume, d.back_volume],
        d.wall_exchange,
    );
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
        build.problem(
            Severity::Warning,
            owner,
            format!(
                "“{}” has no length, no resistance and no end correction: it ties its port to \
                 ambient pressure.",
                part.name
            ),
        );
        build.join(node, AMBIENT);
        return;
    }
    let kind = Kind::Vent {
        count: v.count,
        inner: v.inner,
        outer: v.outer,
    };
    build.shunt(
        owner,
        node,
        kind,
        &[v.length, v.bore, v.resistance, rayl, mass],
    );
}

fn leak(build: &mut Builder<'_>, owner: Subject, at: Raw, shape: &LeakShape, mesh: Option<&Mesh>) {
    let [rayl, mass] = mesh_values(mesh);
    match *shape {
        LeakShape::Slit { width, length, gap } => {
            // A slit without width or gap is closed.
            if width != 0.0 && gap != 0.0 {
                let values = [width, length, gap, rayl, mass];
                build.shunt(owner, at, Kind::LeakSlit, &values);
            }
        }
        LeakShape::Hole {
            diameter,
            thickness,
        } => {
            if diameter != 0.0 {
                let values = [diameter, thickness, rayl, mass];
                build.shunt(owner, at, Kind::LeakHole, &values);
            }
        }
    }
}

fn eartip<'a>(build: &mut Builder<'a>, part: &'a Part, e: &Eartip) {
    let owner = Subject::Part(part.id);
    let [nozzle, canal] = two(build, part, [Eartip::NOZZLE, Eartip::CANAL]);
    let seal = build.node(Domain::Acoustic);
    build.duct(owner, nozzle, seal, e.length, [e.bore; 2]);
    build.duct(owner, seal, canal, e.canal_length, [e.canal_diameter; 2]);
    if let Some(shape) = &e.leak {
        leak(build, owner, seal, shape, None);
    }
}

fn ear<'a>(build: &mut Builder<'a>, part: &'a Part, e: &Ear) {
    let plane = build.port(part, Ear::CANAL);
    let values = super::super::element::ear_parameters(e.model);
    let element = build.element(
        Subject::Part(part.id),
        RawPins::One([plane, AMBIENT]),
        Kind::Ear(e.model),
        &values,
    );
    build.ear = Some((element, plane));
}
