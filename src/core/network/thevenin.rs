//! A design as its ear side meets it: the pressure behind a closed port, and the impedance of what
//! drives it (the equivalent source of Thévenin 1883).
//!
//! The port is the one the eartip sits on. What lies before it is solved twice, once driven and once
//! with the drive off and a flow put into the port; what lies behind it (tip, canal, leak, ear) stays a
//! network of a few nodes, so that a thousand ears cost no more than their own few elements. Nothing is
//! lost: every ear gets the pressure that a solve of the whole design gives it.

use super::assemble::{Ends, ONE_NODE, assemble, assemble_ear_side, ends_at};
use super::elements::{MultiportTable, multiport::Piece};
use super::{Element, Engine, Features, Kind, Network, Node, Pins, engine_for};
use crate::design::{
    Design, Domain, LinkEnd, LinkKind, Part, PartId, Subject,
    acoustic::{Eartip, Junction},
    ear::Ear,
    kinds::multiport::Admittances,
};
use num_complex::Complex64;
use std::sync::Arc;

/// Flow put into the port with the drive off, m³/s per volt of the EMF.
const FLOW: f64 = 1e-8;

/// Why a design has no equivalent source at its ear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Inseparable {
    /// There is no ear with a tip before it.
    #[error("{}", tr!("it has no ear"))]
    NoEar,
    /// Something besides the tip is joined to the canal.
    #[error("{}", tr!("more than one path leads into the ear canal"))]
    SeveralWays,
    /// The masses of the ducts that meet at the tip depend on the tip.
    #[error("{}", tr!("several tubes meet at the tip"))]
    SeveralTubes,
    /// What is heard is a part of what sounds.
    #[error("{}", tr!("a driver is muted"))]
    Muted,
    /// No sound, or none that could be trusted, comes out of the port.
    #[error("{}", tr!("what feeds the tip cannot be solved by itself"))]
    Unsolved,
}

/// What a design is at the port that feeds its ear.
#[derive(Debug, Clone)]
pub struct Thevenin {
    f: Arc<[f64]>,
    /// Pressure at the closed port, Pa rms.
    pressure: Vec<Complex64>,
    /// Impedance of the source there, Pa·s/m³.
    impedance: Vec<Complex64>,
    /// Both as the short-circuit admittances of a driver.
    source: Kind,
    /// Bore of the one duct that ends at the port, m; absent where there is no single one, or where no
    /// mass stands between it and the tip.
    facing: Option<f64>,
    /// The tip, the ear and their joint alone.
    side: Design,
    tip: PartId,
}

impl Thevenin {
    /// Reduces a design at the port its eartip `tip` sits on, at the frequencies `f` (Hz, ascending,
    /// positive).
    ///
    /// # Errors
    /// Where no single port feeds the ear, or what feeds it has no solution.
    pub fn of(design: &Design, tip: PartId, f: &Arc<[f64]>) -> Result<Self, Inseparable> {
        let ear = design.ear().ok_or(Inseparable::NoEar)?.id;
        if design.drivers().any(|part| part.muted) {
            return Err(Inseparable::Muted);
        }
        let side = ear_side(design, tip, ear)?;
        let device = without_ear(design, tip, ear);
        let Ends { bores, volume } = ends_at(&device, tip, Junction::NODE);
        let masses = design.junction_masses && !volume;
        if masses && bores.len() > 1 {
            return Err(Inseparable::SeveralTubes);
        }
        let assembly = assemble(&device);
        let port = (assembly.ports.get(&(tip, ONE_NODE.to_owned())))
            .copied()
            .filter(|port| port.unknown().is_some())
            .ok_or(Inseparable::Unsolved)?;
        let emf = assembly.network.emf;
        let solved = |network: &Network| {
            let mut engine = Engine::new(network.clone(), f);
            engine.solve(false, Features::Dispatched);
            engine.is_trusted().then(|| engine.potential(port))
        };
        let pressure = solved(&assembly.network).ok_or(Inseparable::Unsolved)?;
        let raised = solved(&driven_at(&assembly.network, port)).ok_or(Inseparable::Unsolved)?;
        let impedance: Vec<Complex64> = raised.iter().map(|p| p / FLOW).collect();
        let rows: Vec<Admittances> = f
            .iter()
            .zip(pressure.iter().zip(&impedance))
            .map(|(&f, (pressure, impedance))| row(f, pressure / emf, *impedance))
            .collect();
        let finite = |row: &Admittances| row.y.iter().flatten().all(|part| part.is_finite());
        if rows.is_empty() || !rows.iter().all(finite) {
            return Err(Inseparable::Unsolved);
        }
        Ok(Self {
            f: f.clone(),
            pressure,
            impedance,
            source: Kind::Multiport(MultiportTable::new(rows.into(), Piece::Whole)),
            facing: bores.first().copied().filter(|_| masses),
            side,
            tip,
        })
    }

    /// The frequencies, Hz.
    pub fn f(&self) -> &Arc<[f64]> {
        &self.f
    }

    /// Pressure at the port while it is closed, Pa rms.
    pub fn pressure(&self) -> &[Complex64] {
        &self.pressure
    }

    /// Impedance of what drives the port, Pa·s/m³.
    pub fn impedance(&self) -> &[Complex64] {
        &self.impedance
    }
}

/// Solves one ear after the other behind an equivalent source. Holds only scratch and caches.
#[derive(Debug)]
pub struct EarSolver<'a> {
    source: &'a Thevenin,
    side: Design,
    engine: Option<Engine>,
}

impl<'a> EarSolver<'a> {
    /// For the ears behind this source.
    pub fn new(source: &'a Thevenin) -> Self {
        Self {
            source,
            side: source.side.clone(),
            engine: None,
        }
    }

    /// Levels at the drum of an ear behind a tip, dB SPL; `false` where none could be trusted.
    pub fn levels(&mut self, tip: &Eartip, ear: &Ear, out: &mut [f64]) -> bool {
        let engine = self.solve(tip, ear);
        engine.levels(out);
        heard(engine) && !out.iter().any(|level| level.is_nan())
    }

    /// Pressure at the drum of an ear behind a tip, Pa rms; absent where it could not be trusted.
    pub fn pressure(&mut self, tip: &Eartip, ear: &Ear) -> Option<Vec<Complex64>> {
        let engine = self.solve(tip, ear);
        heard(engine).then(|| engine.drum_pressure())
    }

    fn solve(&mut self, tip: &Eartip, ear: &Ear) -> &Engine {
        for part in &mut self.side.parts {
            part.kind = if part.id == self.source.tip {
                tip.clone().into()
            } else {
                ear.clone().into()
            };
        }
        let Thevenin { source, facing, .. } = self.source;
        let assembly = assemble_ear_side(&self.side, self.source.tip, source.clone(), *facing);
        let engine = engine_for(&mut self.engine, &assembly.network, &self.source.f);
        engine.solve(false, Features::Dispatched);
        engine
    }
}

fn heard(engine: &Engine) -> bool {
    engine.is_trusted() && engine.network().ear.is_some()
}

/// The tip, the ear and the joint between them, and nothing else that meets there.
fn ear_side(design: &Design, tip: PartId, ear: PartId) -> Result<Design, Inseparable> {
    let is_tip = |part: &Part| part.id == tip && !part.bypassed;
    let ear_sounds = |part: &Part| part.id == ear && !part.bypassed;
    if !design.parts.iter().any(is_tip) || !design.parts.iter().any(ear_sounds) {
        return Err(Inseparable::NoEar);
    }
    let at = |end: &LinkEnd, part: PartId, port: &str| end.part == part && end.port == port;
    let in_canal = |end: &LinkEnd| at(end, tip, Eartip::CANAL) || end.part == ear;
    let mut side = design.clone();
    side.parts.retain(|part| part.id == tip || part.id == ear);
    side.links
        .retain(|link| in_canal(&link.from) || in_canal(&link.to));
    let between = |from: &LinkEnd, to: &LinkEnd| at(from, tip, Eartip::CANAL) && to.part == ear;
    let mut links = side.links.iter();
    match (links.next(), links.next()) {
        (Some(joint), None)
            if matches!(joint.kind, LinkKind::Joint)
                && (between(&joint.from, &joint.to) || between(&joint.to, &joint.from)) => {}
        _ => return Err(Inseparable::SeveralWays),
    }
    // What is of no use here is not copied for every ear.
    side.snapshots.clear();
    side.kept.clear();
    side.measurements.clear();
    Ok(side)
}

/// The design with a bare node in place of its tip, and no ear.
fn without_ear(design: &Design, tip: PartId, ear: PartId) -> Design {
    let mut device = design.clone();
    let in_canal =
        |end: &LinkEnd| end.part == ear || (end.part == tip && end.port == Eartip::CANAL);
    device
        .links
        .retain(|link| !in_canal(&link.from) && !in_canal(&link.to));
    device.parts.retain(|part| part.id != ear);
    let of_tip = |end: &LinkEnd| end.part == tip;
    device.links.change_where(
        |link| of_tip(&link.from) || of_tip(&link.to),
        |link| {
            for end in [&mut link.from, &mut link.to] {
                if end.part == tip {
                    Junction::NODE.clone_into(&mut end.port);
                }
            }
        },
    );
    if let Some(part) = device.parts.find_mut(|part| part.id == tip) {
        let node = Junction {
            domain: Domain::Acoustic,
            volume: 0.0,
        };
        *part = Part::new(tip, node, part.position_mm);
    }
    device
}

/// The network with its drive off and a flow put into a node in its place.
fn driven_at(network: &Network, port: Node) -> Network {
    let mut driven = network.clone();
    let off = |node: Node| {
        if node == Node::Emf {
            Node::Ground
        } else {
            node
        }
    };
    for element in &mut driven.elements {
        element.pins = match element.pins {
            Pins::One(a) => Pins::One(a.map(off)),
            Pins::Reciprocal(a, b) => Pins::Reciprocal(a.map(off), b.map(off)),
            Pins::General(a, b) => Pins::General(a.map(off), b.map(off)),
        };
    }
    let mut into = [[0.0; 2]; 4];
    into[2] = [-FLOW, 0.0];
    let rows = vec![Admittances {
        f: 1.0,
        y: into.to_vec(),
    }];
    driven.elements.push(Element {
        owner: Subject::Design,
        pins: Pins::General([Node::Emf, Node::Ground], [port, Node::Ground]),
        kind: Kind::Multiport(MultiportTable::new(rows.into(), Piece::Whole)),
    });
    Network {
        drivers: Vec::new(),
        terminal: None,
        ahead: Vec::new(),
        emf: 1.0,
        ..driven
    }
}

/// The source as a driver: what flows into the port is (p − p₀)/Z, and nothing flows at the EMF.
fn row(f: f64, pressure_per_volt: Complex64, impedance: Complex64) -> Admittances {
    let own = impedance.inv();
    let by_emf = -own * pressure_per_volt;
    let pair = |value: Complex64| [value.re, value.im];
    Admittances {
        f,
        y: vec![[0.0; 2], [0.0; 2], pair(by_emf), pair(own)],
    }
}
