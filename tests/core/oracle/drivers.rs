//! Drivers: their motors, and the volumes, vents and spouts of their cases.

use super::circuit::{Circuit, Driver, Element, GROUND, Node};
use super::complex::{Complex, plain};
use super::duct::Duct;
use super::measured::Table;
use super::motors::{Armature, Charged, Coil, Motor, Moving};
use super::real::{ZERO, real};
use earwright::design::{
    LinkEnd, Part, PartKind,
    can::{Coils, Spouts},
    driver::{Armature as ArmaturePart, CaseVent, Coil as CoilPart},
};

/// Adds a driver.
pub(super) fn add(circuit: &mut Circuit<'_>, part: &Part) {
    match &part.kind {
        PartKind::MovingCoil(d) => {
            let coil = match d.coil {
                CoilPart::Plain { inductance } => Coil::Plain(real(inductance)),
                CoilPart::SemiInductance {
                    inductance,
                    semi_inductance,
                } => Coil::Semi(real(inductance), real(semi_inductance)),
                CoilPart::Lr2 {
                    inductance,
                    second_inductance,
                    second_resistance,
                } => Coil::Lr2(
                    real(inductance),
                    real(second_inductance),
                    real(second_resistance),
                ),
                CoilPart::Leach { factor, exponent } => Coil::Leach(real(factor), real(exponent)),
            };
            let numbers = [d.re, d.bl, d.mms, d.cms, d.rms, d.sd];
            let volumes = [d.front_volume, d.back_volume].map(|v| (v, walls(v, d.wall_exchange)));
            let faces = moving(circuit, part, coil, numbers, volumes);
            for (face, vent) in faces.into_iter().zip([d.front_vent, d.rear_vent]) {
                if let Some(vent) = vent {
                    case_vent(circuit, face, vent);
                }
            }
        }
        PartKind::Planar(d) => {
            let numbers = [d.re, d.bl, d.mms, d.cms, d.rms, d.sd];
            let volumes = [d.front_volume, d.back_volume].map(|v| (v, walls(v, d.wall_exchange)));
            moving(circuit, part, Coil::Plain(ZERO), numbers, volumes);
        }
        PartKind::Armature(d) => armature(circuit, part, d),
        PartKind::Electrostatic(d) => {
            let [spout, rear] = circuit.two(part, ["spout", "rear"]);
            let front = circuit.node();
            let charged = Charged {
                series: [real(d.primary_resistance), real(d.leakage_inductance)],
                magnetising: Some(real(d.magnetising_inductance)),
                ratio: real(d.ratio),
                capacitance: real(d.capacitance),
                loss_factor: ZERO,
                coupling: real(d.coupling),
                diaphragm: [d.resistance, d.mass, d.compliance].map(real),
            };
            single(circuit, part, [front, rear], Motor::Charged(charged));
            circuit.volume(
                front,
                d.front_volume,
                walls(d.front_volume, d.wall_exchange),
            );
            circuit.volume(rear, d.back_volume, walls(d.back_volume, d.wall_exchange));
            let bores = [d.spout_bore; 2];
            circuit.duct([front, spout], real(d.spout_length), bores);
        }
        PartKind::Piezo(d) => {
            let faces = circuit.two(part, ["front", "rear"]);
            let charged = Charged {
                series: [real(d.series_resistance), ZERO],
                magnetising: None,
                ratio: real(1.0),
                capacitance: real(d.capacitance),
                loss_factor: real(d.loss_factor),
                coupling: real(d.coupling),
                diaphragm: [d.resistance, d.mass, d.compliance].map(real),
            };
            single(circuit, part, faces, Motor::Charged(charged));
            circuit.volume(
                faces[0],
                d.front_volume,
                walls(d.front_volume, d.wall_exchange),
            );
            circuit.volume(
                faces[1],
                d.back_volume,
                walls(d.back_volume, d.wall_exchange),
            );
        }
        PartKind::Measured(d) => {
            let spout = circuit.port(part, "spout");
            let volume = real(d.source_volume);
            let motor = Motor::Measured(Table::new(d));
            single(circuit, part, [spout, GROUND], motor);
            // Not one of the volumes that do away with masses of a junction: the number stands for a
            // compliance.
            circuit.elements.push(Element::Admittance {
                at: spout,
                electrical: false,
                law: Box::new(move |at| at.cavity(volume, ZERO)),
            });
        }
        _ => {}
    }
}

/// Numbers the driver and gives the nodes of its terminals.
fn terminals(circuit: &mut Circuit<'_>, part: &Part) -> [Node; 2] {
    let terminals = circuit.two(part, ["+", "-"]);
    circuit.drivers.push(Driver {
        terminals,
        muted: part.muted,
    });
    terminals
}

/// Adds the only motor of a driver.
fn single(circuit: &mut Circuit<'_>, part: &Part, faces: [Node; 2], motor: Motor) {
    let terminals = terminals(circuit, part);
    circuit.elements.push(Element::Motor {
        driver: circuit.drivers.len() - 1,
        terminals,
        faces,
        motor: Box::new(motor),
    });
}

/// A moving coil or a planar; gives its faces.
fn moving(
    circuit: &mut Circuit<'_>,
    part: &Part,
    coil: Coil,
    numbers: [f64; 6],
    volumes: [(f64, f64); 2],
) -> [Node; 2] {
    let faces = circuit.two(part, ["front", "rear"]);
    let [re, bl, mms, cms, rms, sd] = numbers.map(real);
    let motor = Moving {
        re,
        coil,
        bl,
        mms,
        cms,
        rms,
        sd,
    };
    single(circuit, part, faces, Motor::Moving(motor));
    for (face, (volume, walls)) in faces.into_iter().zip(volumes) {
        circuit.volume(face, volume, walls);
    }
    faces
}

/// Walls of a volume inside a driver, m²: those of a cube, where it loses heat to them.
fn walls(volume: f64, exchange: bool) -> f64 {
    if exchange {
        6.0 * volume.powf(2.0 / 3.0)
    } else {
        0.0
    }
}

/// One armature, or several of them in a can: each with its own motor, back volume, relief and vent,
/// and with a front volume and spout of its own, or all on one.
fn armature(circuit: &mut Circuit<'_>, part: &Part, d: &ArmaturePart) {
    let [plus, minus] = terminals(circuit, part);
    let driver = circuit.drivers.len() - 1;
    let [spout, joined] = circuit.two(part, ["spout", "rear"]);
    let here = |end: &LinkEnd| end.part == part.id && end.port == "rear";
    let links = &circuit.design.links;
    let is_joined = links.iter().any(|link| here(&link.from) || here(&link.to));
    let count = d.units.map_or(1, |units| units.count.max(1));
    let in_series = d.units.is_some_and(|units| units.coils == Coils::Series);
    let shared = d.units.is_none_or(|units| units.spouts == Spouts::Shared);
    let mut front = 0;
    let mut from = plus;
    for unit in 0..count {
        let to = if in_series && unit + 1 < count {
            circuit.node()
        } else {
            minus
        };
        // Their backs are their own, but for what is joined to the can's.
        let rear = if is_joined { joined } else { circuit.node() };
        let owns_spout = unit == 0 || !shared;
        if owns_spout {
            front = circuit.node();
            circuit.volume(
                front,
                d.front_volume,
                walls(d.front_volume, d.wall_exchange),
            );
        }
        circuit.elements.push(Element::Motor {
            driver,
            terminals: [from, to],
            faces: [front, rear],
            motor: Box::new(Motor::Armature(Armature::new(d))),
        });
        if in_series {
            from = to;
        }
        circuit.volume(rear, d.back_volume, walls(d.back_volume, d.wall_exchange));
        if let Some(relief) = d.relief {
            circuit.acoustic([front, rear], move |_| plain(real(relief)));
        }
        if let Some(vent) = d.vent {
            case_vent(circuit, rear, vent);
        }
        if owns_spout {
            let inner = circuit.node();
            match d.internal_damper {
                Some(damper) if damper != 0.0 => {
                    circuit.acoustic([front, inner], move |_| plain(real(damper)));
                }
                _ => circuit.join(front, inner),
            }
            let bores = [d.spout_bore; 2];
            circuit.duct([inner, spout], real(d.spout_length), bores);
        }
    }
}

/// A duct to ambient with a cloth over it.
fn case_vent(circuit: &mut Circuit<'_>, at: Node, vent: CaseVent) {
    if vent.length == 0.0 && vent.resistance == 0.0 {
        circuit.join(at, GROUND);
        return;
    }
    circuit.acoustic([at, GROUND], move |at| {
        let radius = real(vent.bore).scaled(0.5);
        let duct = Duct::round(at, real(vent.length), radius);
        duct.ended(Complex::ZERO) + plain(real(vent.resistance))
    });
}
