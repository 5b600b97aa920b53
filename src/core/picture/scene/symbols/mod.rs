//! The symbols of the parts, one file a family, in the part's own frame.

mod armature;
mod capsule;
mod duct;
mod ear;
mod electrical;
mod flat;
mod leak;
mod source;
mod volume;

use super::{
    ink::Ink,
    pen::Pen,
    shape::{Point, Weight},
};
use crate::design::{Domain, Part, PartKind, PortInfo, Role};

/// What a symbol is drawn from.
pub(super) struct Body<'a> {
    /// The part.
    pub part: &'a Part,
    /// Half its length and width, mm.
    pub half: [f64; 2],
    /// Its ports.
    pub ports: &'a [PortInfo],
    /// Half the bore of the widest tube that ends on it, mm.
    pub widest: f64,
}

impl Body<'_> {
    /// Radius of the round room it is as a merge: a junction of tubes, or a chamber that a tube is at
    /// least as wide as.
    pub(super) fn room(&self) -> Option<f64> {
        let [x, y] = self.half;
        let facts = self.part.kind.facts();
        if facts.point {
            (!self.part.kind.is_electrical()).then(|| self.widest.max(0.3))
        } else {
            let merges = facts.one_node && self.widest > 0.0 && self.widest >= x.min(y);
            merges.then(|| self.widest.max(x.hypot(y)))
        }
    }

    /// The place of a port, mm.
    fn port(&self, name: &str) -> Option<Point> {
        self.ports
            .iter()
            .find(|port| port.name == name)
            .map(|port| port.place_mm)
    }
}

/// Draws a part's symbol.
pub(super) fn draw(pen: &mut Pen, body: &Body<'_>) {
    match &body.part.kind {
        PartKind::Source(_) => source::draw(pen, body),
        PartKind::Resistor(_) => electrical::resistor(pen, body),
        PartKind::Capacitor(_) => electrical::capacitor(pen, body),
        PartKind::Inductor(_) => electrical::inductor(pen, body),
        PartKind::Transformer(_) => electrical::transformer(pen, body),
        PartKind::MovingCoil(driver) => capsule::draw(pen, body, driver),
        PartKind::Armature(driver) => armature::draw(pen, body, driver),
        PartKind::Planar(_) => flat::planar(pen, body),
        PartKind::Electrostatic(_) => flat::electrostatic(pen, body),
        PartKind::Piezo(_) => flat::piezo(pen, body),
        PartKind::Measured(_) | PartKind::Multiport(_) => armature::measured(pen, body),
        PartKind::Chamber(_) => volume::chamber(pen, body),
        PartKind::Junction(_) => volume::junction(pen, body),
        PartKind::Vent(vent) => duct::vent(pen, body, vent),
        PartKind::Horn(horn) => duct::horn(pen, body, horn),
        PartKind::PassiveRadiator(_) => capsule::radiator(pen, body),
        PartKind::Eartip(tip) => duct::eartip(pen, body, tip),
        PartKind::Leak(leak) => leak::draw(pen, body, leak),
        PartKind::Ear(_) => ear::draw(pen, body),
    }
}

/// Solder pads and polarity signs of a driver's terminals, on the side they leave from.
fn terminals(pen: &mut Pen, body: &Body<'_>) {
    let narrow = body.half[0].min(body.half[1]);
    for port in body.ports {
        if port.domain != Domain::Electrical {
            continue;
        }
        let [x, y] = port.place_mm;
        let pad = [0.16 * narrow, 0.32 * narrow].map(|side| side.clamp(0.12, 0.8));
        let inset = x - port.outward[0] * 0.5 * pad[0];
        pen.plate(
            [inset, y],
            pad,
            0.0,
            Ink::Electrical,
            Some((Weight::Hair, Ink::Case)),
        );
        pen.detail(5.0);
        let sign = (0.3 * narrow).clamp(0.25, 0.9);
        let off = pad[0] + 0.75 * sign;
        pen.sign(
            [x - port.outward[0] * off, y],
            sign,
            port.role == Role::Plus,
            Ink::Electrical,
        );
        pen.detail(0.0);
    }
}
