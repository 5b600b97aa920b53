//! One part of the drawing: its symbol, its ports, its words.

use super::{
    Bounds, Drawn, Frame, Label, Point, label, links,
    pen::Pen,
    symbols::{self, Body},
};
use crate::{
    design::{Design, Domain, LinkEnd, Part, PartId},
    words,
};

/// A part as it is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct ScenePart {
    /// Which part.
    pub id: PartId,
    /// What a screen reader calls it: “Woofer, dynamic driver”.
    pub accessible: String,
    /// What stands beside it.
    pub label: Label,
    /// Its shapes, in order.
    pub drawn: Vec<Drawn>,
    /// Its frame on the canvas.
    pub frame: Frame,
    /// Its length and width in its own frame, mm.
    pub size: [f64; 2],
    /// The upright box around it and all it draws, mm.
    pub bounds: Bounds,
    /// Its ports.
    pub ports: Vec<ScenePort>,
    /// Radius of the room in which tubes run into each other without walls between them, mm.
    pub room: Option<f64>,
    /// Whether it can be turned: anything but a junction.
    pub turnable: bool,
    /// Whether it lies below the links: a space that others open into.
    pub below: bool,
    /// Half the bore of the widest tube that ends on it, mm.
    pub widest: f64,
    /// Whether it is a driver with an unlinked terminal or spout.
    pub unconnected: bool,
    /// What was done to it.
    pub state: PartState,
}

impl ScenePart {
    /// Whether another part is drawn the very same, at the same place and in the same layer.
    pub(super) fn looks_like(&self, other: &Self) -> bool {
        let ports = |part: &Self| {
            let ports = part.ports.iter();
            ports.map(|port| (port.at, port.linked)).collect::<Vec<_>>()
        };
        self.state == other.state
            && (self.below, self.room) == (other.below, other.room)
            && self.drawn == other.drawn
            && ports(self) == ports(other)
    }
}

/// What was done to a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartState {
    /// Left out of the total.
    pub muted: bool,
    /// Taken out.
    pub bypassed: bool,
    /// Gestures leave it alone.
    pub locked: bool,
}

/// A port as it is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct ScenePort {
    /// Which port.
    pub end: LinkEnd,
    /// Its domain.
    pub domain: Domain,
    /// Where it lies, mm.
    pub at: Point,
    /// Unit vector away from the part; zero where a link may leave any way.
    pub outward: Point,
    /// Whether a link ends on it.
    pub linked: bool,
    /// Whether leaving it unlinked is ordinary.
    pub optional: bool,
    /// What a screen reader calls it: “Woofer port front”.
    pub accessible: String,
}

impl ScenePart {
    /// A part that is not in the design yet, as it would be drawn.
    pub fn of(design: &Design, part: &Part) -> Self {
        lay_out(design, part, &links::Ends::of(design))
    }

    /// Its corners, mm, in order around it, `margin` mm outside its body.
    pub fn corners(&self, margin: f64) -> [Point; 4] {
        let [x, y] = self.size.map(|side| 0.5 * side + margin);
        [[-x, -y], [x, -y], [x, y], [-x, y]].map(|corner| self.frame.point(corner))
    }
}

/// Lays out one part.
pub(super) fn lay_out(design: &Design, part: &Part, ends: &links::Ends<'_>) -> ScenePart {
    let size = part.kind.size_mm(design.symbol_size_mm);
    let infos = part.kind.ports_at(design.symbol_size_mm);
    let frame = Frame::new(part.position_mm, part.rotation_deg, part.mirrored);
    let mut pen = Pen::default();
    let body = Body {
        part,
        half: size.map(|side| 0.5 * side),
        ports: &infos,
        widest: ends.widest(part.id),
    };
    symbols::draw(&mut pen, &body);
    let drawn = pen.placed(frame);
    let ports: Vec<ScenePort> = infos
        .iter()
        .map(|info| {
            let end = LinkEnd {
                part: part.id,
                port: info.name.to_owned(),
            };
            ScenePort {
                domain: info.domain,
                at: frame.point(info.place_mm),
                outward: frame.direction(info.outward),
                linked: ends.linked(&end),
                optional: info.optional,
                accessible: tr!("{} port {}", part.name, words::text(info.name)),
                end,
            }
        })
        .collect();
    let mut bounds = Bounds::of(ports.iter().map(|port| port.at));
    for piece in &drawn {
        bounds.join(piece.shape.bounds());
    }
    let driver = part.kind.is_driver();
    // A junction is a point in the document; it is taken hold of by the room it makes.
    let size = if part.kind.facts().point {
        [2.0 * body.widest; 2]
    } else {
        size
    };
    let mut placed = ScenePart {
        id: part.id,
        accessible: accessible(part),
        label: label::part(part),
        drawn,
        frame,
        size,
        bounds,
        unconnected: driver && ports.iter().any(|port| !port.linked && !port.optional),
        ports,
        room: body.room(),
        turnable: !part.kind.facts().point,
        below: part.kind.facts().drawn_below,
        widest: body.widest,
        state: PartState {
            muted: part.muted,
            bypassed: part.bypassed,
            locked: part.locked,
        },
    };
    for corner in placed.corners(0.0) {
        placed.bounds.include(corner);
    }
    placed
}

fn accessible(part: &Part) -> String {
    let mut name = format!("{}, {}", part.name, part.kind.word());
    if let Some(value) = label::value(part) {
        name.push(' ');
        name.push_str(&value);
    }
    for (flag, word) in [
        (part.muted, tr!(", muted")),
        (part.bypassed, tr!(", bypassed")),
        (part.locked, tr!(", locked")),
    ] {
        if flag {
            name.push_str(word);
        }
    }
    name
}
