//! Every kind of part as elements, the drivers apart.

use super::air::At;
use super::circuit::{Circuit, Element, GROUND, Node, Source};
use super::complex::{Complex, complex, plain};
use super::drivers;
use super::duct::{Duct, end_mass, radiation};
use super::real::{ONE, PI, Real, ZERO, real};
use earwright::design::{
    Domain, LinkKind, Part, PartKind, Termination,
    acoustic::{Eartip, LeakShape, Mesh, Vent},
    electrical::Transformer,
};

/// Adds a part.
pub(super) fn add(circuit: &mut Circuit<'_>, part: &Part) {
    if part.bypassed {
        bypassed(circuit, part);
        return;
    }
    match &part.kind {
        PartKind::Source(_) => source(circuit, part),
        PartKind::Resistor(r) => series(circuit, part, r.resistance, 0.0),
        PartKind::Inductor(l) => series(circuit, part, l.dc_resistance, l.inductance),
        PartKind::Capacitor(c) => {
            let (capacitance, esr) = (real(c.capacitance), real(c.series_resistance));
            if !capacitance.is_zero() {
                let ends = circuit.two(part, ["1", "2"]);
                circuit.electrical(ends, move |at| complex(esr, -(ONE / (at.w * capacitance))));
            }
        }
        PartKind::Transformer(t) => transformer(circuit, part, t),
        PartKind::Chamber(c) => {
            let node = circuit.port(part, "west");
            circuit.volume(node, c.volume, c.wall_area);
        }
        PartKind::Junction(junction) => {
            let node = circuit.port(part, "node");
            if junction.domain == Domain::Acoustic {
                circuit.volume(node, junction.volume, 0.0);
            }
        }
        PartKind::Vent(v) => vent(circuit, part, v),
        PartKind::Leak(l) => {
            let node = circuit.port(part, "in");
            leak(circuit, node, l.shape, l.mesh);
        }
        PartKind::Horn(h) => {
            let ends = circuit.two(part, ["throat", "mouth"]);
            circuit.duct(ends, real(h.length), [h.throat, h.mouth]);
        }
        PartKind::Eartip(tip) => eartip(circuit, part, tip),
        PartKind::Ear(ear) => circuit.ear = Some((circuit.port(part, "canal"), ear.clone())),
        _ => drivers::add(circuit, part),
    }
}

/// A bypassed part that lies in the way is a wire or a joint; all others are not there.
fn bypassed(circuit: &mut Circuit<'_>, part: &Part) {
    let through: &[[&str; 2]] = match part.kind {
        PartKind::Resistor(_) | PartKind::Capacitor(_) | PartKind::Inductor(_) => {
            if lies_across(circuit, part) {
                &[]
            } else {
                &[["1", "2"]]
            }
        }
        PartKind::Transformer(_) => &[["p+", "s+"], ["p-", "s-"]],
        PartKind::Horn(_) => &[["throat", "mouth"]],
        PartKind::Eartip(_) => &[["nozzle", "canal"]],
        _ => &[],
    };
    for &ports in through {
        let [a, b] = circuit.two(part, ports);
        circuit.join(a, b);
    }
}

/// Whether one of a part's two ends, and not the other, is wired to the source's `-`.
fn lies_across(circuit: &Circuit<'_>, part: &Part) -> bool {
    let design = circuit.design;
    let source = design.source().expect("a source");
    let mut reached = vec![(source.id, "-")];
    let mut next = 0;
    while let Some(&at) = reached.get(next) {
        next += 1;
        for link in design.links.iter().filter(|l| l.kind == LinkKind::Wire) {
            let ends = [&link.from, &link.to].map(|end| (end.part, end.port.as_str()));
            for (a, b) in [(ends[0], ends[1]), (ends[1], ends[0])] {
                if a == at && !reached.contains(&b) {
                    reached.push(b);
                }
            }
        }
    }
    let is_reached = |port| reached.contains(&(part.id, port));
    is_reached("1") != is_reached("2")
}

fn source(circuit: &mut Circuit<'_>, part: &Part) {
    let PartKind::Source(s) = &part.kind else {
        return;
    };
    let [port, minus] = circuit.two(part, ["+", "-"]);
    circuit.join(minus, GROUND);
    let terminal = circuit.node();
    let resistance = real(s.output_resistance) + real(s.cable_resistance);
    let inductance = real(s.cable_inductance);
    let capacitance = real(s.cable_capacitance);
    circuit.elements.push(Element::Admittance {
        at: terminal,
        electrical: true,
        law: Box::new(move |at| complex(ZERO, at.w * capacitance)),
    });
    circuit.source = Some(Source {
        terminal,
        port,
        impedance: Box::new(move |at| at.rl(resistance, inductance)),
        emf: circuit.emf(),
    });
}

/// R and L in series.
fn series(circuit: &mut Circuit<'_>, part: &Part, resistance: f64, inductance: f64) {
    let [a, b] = circuit.two(part, ["1", "2"]);
    if resistance == 0.0 && inductance == 0.0 {
        circuit.join(a, b);
        return;
    }
    let (resistance, inductance) = (real(resistance), real(inductance));
    circuit.electrical([a, b], move |at| at.rl(resistance, inductance));
}

fn transformer(circuit: &mut Circuit<'_>, part: &Part, t: &Transformer) {
    let primary = circuit.two(part, ["p+", "p-"]);
    let secondary = circuit.two(part, ["s+", "s-"]);
    let (resistance, leakage) = (real(t.primary_resistance), real(t.leakage_inductance));
    let magnetising = real(t.magnetising_inductance.unwrap_or(0.0));
    circuit.elements.push(Element::Transformer {
        primary,
        secondary,
        ratio: real(t.ratio),
        series: Box::new(move |at| at.rl(resistance, leakage)),
        across: Box::new(move |at| {
            if magnetising.is_zero() {
                Complex::ZERO
            } else {
                at.rl(ZERO, magnetising).inverse()
            }
        }),
        resistance: real(t.secondary_resistance),
    });
}

/// A mesh over an area.
pub(super) fn mesh(at: &At, mesh: Option<Mesh>, area: Real) -> Complex {
    mesh.map_or(Complex::ZERO, |mesh| {
        at.rl(real(mesh.specific_resistance), real(mesh.specific_mass))
            .times(ONE / area)
    })
}

/// Area of a bore.
pub(super) fn area(bore: Real) -> Real {
    PI * bore.square().scaled(0.25)
}

fn vent(circuit: &mut Circuit<'_>, part: &Part, v: &Vent) {
    let node = circuit.port(part, "in");
    let v = v.clone();
    circuit.acoustic([node, GROUND], move |at| {
        let bore = real(v.bore);
        let radius = bore.scaled(0.5);
        let outside = match v.outer {
            Termination::None => Complex::ZERO,
            end => radiation(at, radius, end == Termination::Flanged),
        };
        let duct = Duct::round(at, real(v.length), radius).ended(outside);
        let inside = match v.inner {
            Termination::None => Complex::ZERO,
            end => end_mass(at, radius, end == Termination::Flanged),
        };
        let one = inside + mesh(at, v.mesh, area(bore)) + duct;
        one.times(ONE / real(f64::from(v.count))) + plain(real(v.resistance))
    });
}

fn leak(circuit: &mut Circuit<'_>, node: Node, shape: LeakShape, cloth: Option<Mesh>) {
    circuit.acoustic([node, GROUND], move |at| match shape {
        LeakShape::Slit { width, length, gap } => {
            let (width, length, gap) = (real(width), real(length), real(gap));
            let slit = Duct::slit(at, length, width, gap).ended(Complex::ZERO);
            slit + mesh(at, cloth, width * gap)
        }
        LeakShape::Hole {
            diameter,
            thickness,
        } => {
            let bore = real(diameter);
            let face = hole_face(at, bore.scaled(0.5));
            let duct = Duct::round(at, real(thickness), bore.scaled(0.5));
            face + duct.ended(face) + mesh(at, cloth, area(bore))
        }
    });
}

/// Mass ρ(8a/3π)/S and resistance 0.75 √(μρω/2)/S at each face of a hole.
fn hole_face(at: &At, radius: Real) -> Complex {
    let area = PI * radius.square();
    let mass = at.air.density * radius.scaled(8.0) / (PI * real(3.0)) / area;
    let skin = (at.air.viscosity * at.air.density * at.w.scaled(0.5)).sqrt();
    at.rl(real(0.75) * skin / area, mass)
}

fn eartip(circuit: &mut Circuit<'_>, part: &Part, tip: &Eartip) {
    let [nozzle, canal] = circuit.two(part, ["nozzle", "canal"]);
    let seal = circuit.node();
    circuit.duct([nozzle, seal], real(tip.length), [tip.bore; 2]);
    let bores = [tip.canal_diameter; 2];
    circuit.duct([seal, canal], real(tip.canal_length), bores);
    if let Some(shape) = tip.leak {
        leak(circuit, seal, shape, None);
    }
    if let Some(wall) = tip.wall.filter(|wall| wall.compliance > 0.0) {
        let (compliance, loss) = (real(wall.compliance), real(wall.loss_factor));
        // (1 + jη)/(jωC) in series: a reactance with a resistance of η times its size.
        circuit.acoustic([seal, GROUND], move |at| {
            let reactance = ONE / (at.w * compliance);
            complex(loss * reactance, -reactance)
        });
    }
}
