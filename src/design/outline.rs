//! Outlines and ports of every part kind in its own frame: millimetres, centre at (0, 0).
//!
//! Drivers, tubes and chambers have their real size; electrical symbols have the size the design
//! sets; the ear is a symbol of fixed size. A driver is seen from the side with its sound axis
//! along +x: an armature's spout on one short end and its terminals on the other, a round capsule's
//! front on one flat side and its rear and terminals on the other.

use super::{
    PartKind, PortInfo,
    acoustic::{Chamber, Eartip, LeakShape, Vent},
    driver::Case,
    port::Domain,
};

/// Size of an electrical symbol unless a design says otherwise, length and width in mm.
pub const DEFAULT_SYMBOL_MM: [f64; 2] = [4.0, 2.0];

/// Size of the ear symbol, mm.
pub const EAR_SYMBOL_MM: [f64; 2] = [12.0, 12.0];

/// Longest spout that is drawn, mm: fitted spouts may hold an adapter as well.
const LONGEST_SPOUT_MM: f64 = 3.0;

const WEST: [f64; 2] = [-1.0, 0.0];
const EAST: [f64; 2] = [1.0, 0.0];
const NORTH: [f64; 2] = [0.0, -1.0];
const SOUTH: [f64; 2] = [0.0, 1.0];

fn mm(metres: f64) -> f64 {
    metres * 1e3
}

fn port(name: &'static str, domain: Domain, place_mm: [f64; 2], outward: [f64; 2]) -> PortInfo {
    PortInfo {
        name,
        domain,
        place_mm,
        outward,
        optional: false,
    }
}

fn optional(info: PortInfo, optional: bool) -> PortInfo {
    PortInfo { optional, ..info }
}

impl Case {
    /// Length along the sound axis, width across it, and height out of the drawing, mm.
    pub fn extents_mm(&self) -> [f64; 3] {
        match *self {
            Self::Box {
                length,
                width,
                height,
            } => [mm(length), mm(width), mm(height)],
            Self::Round { diameter, height } => [mm(height), mm(diameter), mm(diameter)],
        }
    }
}

impl PartKind {
    /// A driver's case.
    pub fn case(&self) -> Option<&Case> {
        match self {
            Self::MovingCoil(driver) => Some(&driver.case),
            Self::Armature(driver) => Some(&driver.case),
            Self::Planar(driver) => Some(&driver.case),
            Self::Electrostatic(driver) => Some(&driver.case),
            Self::Piezo(driver) => Some(&driver.case),
            Self::Measured(driver) => Some(&driver.case),
            _ => None,
        }
    }

    /// Length and bore of the drawn spout that sticks out of the case at +x, mm.
    pub fn spout_mm(&self) -> Option<[f64; 2]> {
        let (length, bore) = match self {
            Self::Armature(driver) => (driver.spout_length, driver.spout_bore),
            Self::Electrostatic(driver) => (driver.spout_length, driver.spout_bore),
            _ => return None,
        };
        Some([mm(length).clamp(0.0, LONGEST_SPOUT_MM), mm(bore)])
    }

    /// Length (along x) and width (along y) of the body in the part's own frame, mm.
    ///
    /// `symbol_mm` is the size of a two-terminal electrical symbol (`Design::symbol_size_mm`). A
    /// junction is a point.
    pub fn size_mm(&self, symbol_mm: [f64; 2]) -> [f64; 2] {
        let [length, width] = symbol_mm;
        if let Some(case) = self.case() {
            let [length, width, _] = case.extents_mm();
            return [length, width];
        }
        match self {
            Self::Source(_) | Self::Transformer(_) => [length, 2.0 * width],
            Self::Chamber(chamber) => chamber.size_mm(),
            Self::Vent(vent) => vent.size_mm(),
            Self::Leak(leak) => leak.shape.size_mm(),
            Self::Horn(horn) => [mm(horn.length), mm(horn.throat.max(horn.mouth))],
            Self::Junction(_) => [0.0, 0.0],
            Self::Eartip(tip) => tip.size_mm(),
            Self::Ear(_) => EAR_SYMBOL_MM,
            _ => symbol_mm,
        }
    }

    /// Height out of the drawing, mm; 0 for what has none.
    pub fn height_mm(&self) -> f64 {
        if let Some(case) = self.case() {
            return case.extents_mm()[2];
        }
        match self {
            Self::Chamber(chamber) => chamber.height_mm(),
            Self::Vent(vent) => mm(vent.bore),
            Self::Leak(leak) => match leak.shape {
                LeakShape::Slit { gap, .. } => mm(gap),
                LeakShape::Hole { diameter, .. } => mm(diameter),
            },
            Self::Horn(horn) => mm(horn.throat.max(horn.mouth)),
            _ => 0.0,
        }
    }

    /// Every port, places for electrical symbols of the default size.
    pub fn ports(&self) -> Vec<PortInfo> {
        self.ports_at(DEFAULT_SYMBOL_MM)
    }

    /// Every port, with electrical symbols of this size.
    pub fn ports_at(&self, symbol_mm: [f64; 2]) -> Vec<PortInfo> {
        let [x, y] = self.size_mm(symbol_mm).map(|side| side / 2.0);
        let acoustic = |name, place, outward| port(name, Domain::Acoustic, place, outward);
        match self {
            Self::Resistor(_) | Self::Capacitor(_) | Self::Inductor(_) => vec![
                port("1", Domain::Electrical, [-x, 0.0], WEST),
                port("2", Domain::Electrical, [x, 0.0], EAST),
            ],
            Self::Source(_) => vec![
                port("+", Domain::Electrical, [x, -y / 2.0], EAST),
                port("-", Domain::Electrical, [x, y / 2.0], EAST),
            ],
            Self::Transformer(_) => vec![
                port("p+", Domain::Electrical, [-x, -y / 2.0], WEST),
                port("p-", Domain::Electrical, [-x, y / 2.0], WEST),
                port("s+", Domain::Electrical, [x, -y / 2.0], EAST),
                port("s-", Domain::Electrical, [x, y / 2.0], EAST),
            ],
            Self::MovingCoil(driver) => {
                capsule(x, y, driver.back_volume > 0.0 || driver.rear_vent.is_some())
            }
            Self::Planar(driver) => capsule(x, y, driver.back_volume > 0.0),
            Self::Piezo(driver) => capsule(x, y, driver.back_volume > 0.0),
            Self::Armature(driver) => self.spouted(x, y, Some(driver.back_volume > 0.0)),
            Self::Electrostatic(driver) => self.spouted(x, y, Some(driver.back_volume > 0.0)),
            Self::Measured(_) => self.spouted(x, y, None),
            Self::Chamber(_) => [
                ("west", [-x, 0.0], WEST),
                ("east", [x, 0.0], EAST),
                ("north", [0.0, -y], NORTH),
                ("south", [0.0, y], SOUTH),
            ]
            .into_iter()
            .map(|(name, place, outward)| optional(acoustic(name, place, outward), true))
            .collect(),
            Self::Vent(_) | Self::Leak(_) => vec![acoustic("in", [-x, 0.0], WEST)],
            Self::Horn(_) => vec![
                acoustic("throat", [-x, 0.0], WEST),
                acoustic("mouth", [x, 0.0], EAST),
            ],
            // A point has no side: a link leaves it the shortest way.
            Self::Junction(junction) => {
                vec![port("node", junction.domain, [0.0, 0.0], [0.0, 0.0])]
            }
            Self::Eartip(_) => vec![
                acoustic("nozzle", [-x, 0.0], WEST),
                acoustic("canal", [x, 0.0], EAST),
            ],
            Self::Ear(_) => vec![acoustic("canal", [-x, 0.0], WEST)],
        }
    }

    /// The domain of the port with this name.
    pub fn port_domain(&self, name: &str) -> Option<Domain> {
        self.ports()
            .into_iter()
            .find(|port| port.name == name)
            .map(|port| port.domain)
    }

    /// Ports of a case with a spout; `rear` (sealed or not) where it has one.
    fn spouted(&self, x: f64, y: f64, rear: Option<bool>) -> Vec<PortInfo> {
        let stub = self.spout_mm().map_or(0.0, |[length, _]| length);
        let mut ports = vec![
            port("+", Domain::Electrical, [-x, -y / 2.0], WEST),
            port("-", Domain::Electrical, [-x, y / 2.0], WEST),
            port("spout", Domain::Acoustic, [x + stub, 0.0], EAST),
        ];
        if let Some(sealed) = rear {
            ports.push(optional(
                port("rear", Domain::Acoustic, [0.0, y], SOUTH),
                sealed,
            ));
        }
        ports
    }
}

/// Ports of a round capsule: front on one flat side, rear and terminals on the other.
fn capsule(x: f64, y: f64, sealed_rear: bool) -> Vec<PortInfo> {
    vec![
        port("+", Domain::Electrical, [-x, -0.7 * y], WEST),
        port("-", Domain::Electrical, [-x, 0.7 * y], WEST),
        port("front", Domain::Acoustic, [x, 0.0], EAST),
        optional(port("rear", Domain::Acoustic, [-x, 0.0], WEST), sealed_rear),
    ]
}

impl Chamber {
    /// Drawn length and width, mm: its sides, or a cube of its volume.
    pub fn size_mm(&self) -> [f64; 2] {
        let edge = (self.volume.max(0.0) * 1e9).cbrt();
        self.sides_mm.unwrap_or([edge, edge])
    }

    /// Height that makes up the volume, mm.
    pub fn height_mm(&self) -> f64 {
        let [length, width] = self.size_mm();
        let area = length * width;
        if area > 0.0 {
            self.volume * 1e9 / area
        } else {
            0.0
        }
    }
}

impl Vent {
    /// Drawn length and width, mm: the bores side by side, one wall of half a bore between them.
    fn size_mm(&self) -> [f64; 2] {
        let count = f64::from(self.count.max(1));
        [mm(self.length), mm(self.bore) * (1.5 * count - 0.5)]
    }
}

impl LeakShape {
    fn size_mm(&self) -> [f64; 2] {
        match *self {
            Self::Slit { width, length, .. } => [mm(length), mm(width)],
            Self::Hole {
                diameter,
                thickness,
            } => [mm(thickness), mm(diameter)],
        }
    }
}

impl Eartip {
    /// Drawn length and width, mm: the tip with the canal ahead of the reference plane.
    fn size_mm(&self) -> [f64; 2] {
        [
            mm(self.length + self.canal_length),
            mm(self.bore.max(self.canal_diameter)),
        ]
    }
}
