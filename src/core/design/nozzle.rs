//! The shell's nozzle: where it points, how wide and long it is, and how the eartip sits on it.
//!
//! The document holds where the nozzle leaves the shell and its direction. Its bore is that of the
//! tube within it, the one that ends on the eartip or else on the ear; its length reaches to the
//! eartip.

use super::{
    Design, Edit, LinkKind, Part, PartId,
    geometry::{Point, distance, edges, nearest_on_segment, sin_cos_deg},
    kinds::{Ear, Eartip},
};

/// How far from the outline a nozzle may begin, mm: one that begins in the middle is none, as in the
/// cup of a headphone.
const AT_OUTLINE_MM: f64 = 2.5;

/// How long a nozzle is drawn that no eartip ends, mm.
pub const NOMINAL_MM: f64 = 4.0;

/// The nozzle of a design's shell.
#[derive(Debug, Clone, PartialEq)]
pub struct Nozzle {
    /// Where it leaves the shell, mm.
    pub at_mm: Point,
    /// The unit vector it points along.
    pub along: Point,
    /// Its bore, mm; absent where no tube leads out.
    pub bore_mm: Option<f64>,
    /// Its length, mm.
    pub length_mm: f64,
    /// The eartip, where there is one.
    pub tip: Option<Tip>,
}

/// How the eartip sits.
#[derive(Debug, Clone, PartialEq)]
pub struct Tip {
    /// The eartip.
    pub part: PartId,
    /// Where its bore begins, mm.
    pub at_mm: Point,
    /// How far that is beside the nozzle's axis, mm.
    pub beside_mm: f64,
    /// By how much it is turned from the axis, degrees in (−180, 180].
    pub turned_deg: f64,
}

impl Tip {
    /// Whether it sits on the nozzle, as far as a drawing tells.
    pub fn is_seated(&self) -> bool {
        self.beside_mm.abs() < 0.05 && self.turned_deg.abs() < 0.5
    }
}

impl Nozzle {
    /// The nozzle, where the design has a shell with one.
    pub fn of(design: &Design) -> Option<Self> {
        let shell = &design.shell;
        let leaves = edges(&shell.outline_mm).any(|(a, b)| {
            let (nearest, _) = nearest_on_segment(a, b, shell.nozzle_mm);
            distance(nearest, shell.nozzle_mm) <= AT_OUTLINE_MM
        });
        if !leaves {
            return None;
        }
        let (sin, cos) = sin_cos_deg(shell.nozzle_deg);
        let along = [cos, sin];
        let eartip = (design.parts.iter()).find(|part| part.kind.is::<Eartip>());
        let tip = eartip.and_then(|part| tip(design, part, shell.nozzle_mm, along));
        let length_mm = tip
            .as_ref()
            .map(|(_, ahead)| *ahead)
            .filter(|ahead| *ahead > 0.0)
            .unwrap_or(NOMINAL_MM);
        let outlet = eartip.or_else(|| design.parts.iter().find(|part| is_ear(part)));
        Some(Self {
            at_mm: shell.nozzle_mm,
            along,
            bore_mm: outlet.and_then(|part| bore(design, part)),
            length_mm,
            tip: tip.map(|(tip, _)| tip),
        })
    }

    /// Puts the eartip on the nozzle's axis, as far out as it is; absent where it sits there.
    pub fn seat_eartip(&self) -> Option<Edit> {
        let tip = self.tip.as_ref().filter(|tip| !tip.is_seated())?;
        let end = [0, 1].map(|axis| self.at_mm[axis] + self.along[axis] * self.length_mm);
        Some(Edit::Batch(vec![
            Edit::Rotate {
                parts: vec![tip.part],
                about_mm: tip.at_mm,
                by_deg: -tip.turned_deg,
            },
            Edit::Move {
                parts: vec![tip.part],
                by_mm: [0, 1].map(|axis| end[axis] - tip.at_mm[axis]),
            },
        ]))
    }
}

/// An eartip against the nozzle's axis, and how far ahead it begins, mm.
fn tip(design: &Design, part: &Part, from: Point, [x, y]: Point) -> Option<(Tip, f64)> {
    let port = part.placed_port(design, Eartip::NOZZLE)?;
    let [dx, dy] = [port.at_mm[0] - from[0], port.at_mm[1] - from[1]];
    // The port faces the shell.
    let [px, py] = port.outward.map(|way| -way);
    let turned_deg = (x * py - y * px).atan2(x * px + y * py).to_degrees();
    let tip = Tip {
        part: part.id,
        at_mm: port.at_mm,
        beside_mm: x * dy - y * dx,
        turned_deg,
    };
    Some((tip, dx * x + dy * y))
}

fn is_ear(part: &Part) -> bool {
    part.kind.is::<Ear>()
}

/// The bore of the tube that ends on an eartip's nozzle port or on the ear, mm.
fn bore(design: &Design, outlet: &Part) -> Option<f64> {
    design.links.iter().find_map(|link| {
        let LinkKind::Tube(tube) = &link.kind else {
            return None;
        };
        let ends_here = |end: &super::LinkEnd| {
            end.part == outlet.id && (is_ear(outlet) || end.port == Eartip::NOZZLE)
        };
        let bore = if ends_here(&link.to) {
            tube.sections.last()?.bore_out
        } else if ends_here(&link.from) {
            tube.sections.first()?.bore_in
        } else {
            return None;
        };
        Some(bore * 1e3)
    })
}
