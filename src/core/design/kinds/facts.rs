//! What holds of every part of a kind, whatever its numbers are.

use crate::design::port::{Domain, FIRST, FRONT, MINUS, PLUS, REAR, Role, SECOND, SPOUT};

/// What holds of every part of a kind.
#[derive(Debug, Clone, Copy)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "facts that are independent of each other"
)]
pub struct Facts {
    /// What it is called in sentences: “balanced armature”.
    pub word: &'static str,
    /// The letters its names begin with: R1, C2, BA3.
    pub prefix: &'static str,
    /// Its ports, in the order files and screens list them.
    pub ports: &'static [Port],
    /// Pairs of ports that current or sound passes between: wires, where it is bypassed.
    pub through: &'static [[&'static str; 2]],
    /// Pairs of terminals that current runs between, those next to the source first. A wire across
    /// one makes the part do nothing.
    pub across: &'static [[&'static str; 2]],
    /// Whether a design has exactly one.
    pub only_one: bool,
    /// Whether all its ports are one node.
    pub one_node: bool,
    /// Whether it is a point: without sides, without a name on the drawing.
    pub point: bool,
    /// Whether its body can collide.
    pub solid: bool,
    /// Whether it only takes sound: what lies beyond it is ambient.
    pub silent: bool,
    /// Whether it stands outside the shell.
    pub outside_shell: bool,
    /// Whether it is drawn below what else stands there.
    pub drawn_below: bool,
    /// Whether measured curves stand for it, which no formula differentiates.
    pub tabled: bool,
    /// Density of what is in its case, kg/m³; 0: it has no case.
    pub density: f64,
}

impl Facts {
    /// A part that nothing special holds of.
    pub const PART: Self = Self {
        word: "",
        prefix: "",
        ports: &[],
        through: &[],
        across: &[],
        only_one: false,
        one_node: false,
        point: false,
        solid: false,
        silent: false,
        outside_shell: false,
        drawn_below: false,
        tabled: false,
        density: 0.0,
    };

    /// A part with two terminals that current passes between.
    pub const TWO_TERMINALS: Self = Self {
        ports: &[
            Port::electrical(FIRST, Role::Entry, Side::West, 0.0),
            Port::electrical(SECOND, Role::Exit, Side::East, 0.0),
        ],
        through: &[[FIRST, SECOND]],
        across: &[[FIRST, SECOND]],
        ..Self::PART
    };

    /// A driver in a case like an armature's: steel, magnets and coil. The density is an estimate
    /// (trust C).
    pub const DRIVER: Self = Self {
        across: &[[PLUS, MINUS]],
        solid: true,
        density: 3500.0,
        ..Self::PART
    };

    /// A driver with a spout on one end of its case and its rear in one side.
    pub const SPOUTED: Self = Self {
        ports: &[
            Port::electrical(PLUS, Role::Plus, Side::West, -0.5),
            Port::electrical(MINUS, Role::Minus, Side::West, 0.5),
            Port::acoustic(SPOUT, Role::Sound, Side::East),
            Port::acoustic(REAR, Role::Rear, Side::South),
        ],
        ..Self::DRIVER
    };

    /// A driver in a round capsule: its front on one flat side, rear and terminals on the other, in
    /// it a magnet and mostly air. The density is an estimate (trust C).
    pub const CAPSULE: Self = Self {
        ports: &[
            Port::electrical(PLUS, Role::Plus, Side::West, -0.7),
            Port::electrical(MINUS, Role::Minus, Side::West, 0.7),
            Port::acoustic(FRONT, Role::Sound, Side::East),
            Port::acoustic(REAR, Role::Rear, Side::West),
        ],
        density: 2500.0,
        ..Self::DRIVER
    };
}

/// A port that every part of a kind has.
#[derive(Debug, Clone, Copy)]
pub struct Port {
    /// Name within the part, as files and links use it.
    pub name: &'static str,
    /// What flows through it, unless the part says otherwise.
    pub domain: Domain,
    /// What it is to its part.
    pub role: Role,
    /// The side of the outline it lies on.
    pub side: Side,
    /// How far from the middle of that side, as a share of half its length: −1 to 1.
    pub along: f64,
    /// Whether leaving it unconnected is always ordinary.
    pub optional: bool,
}

/// A side of a part's outline, in its own frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// −x.
    West,
    /// +x.
    East,
    /// −y.
    North,
    /// +y.
    South,
    /// The middle: it is a point and has no sides.
    Middle,
}

impl Port {
    /// A terminal.
    pub const fn electrical(name: &'static str, role: Role, side: Side, along: f64) -> Self {
        Self {
            name,
            domain: Domain::Electrical,
            role,
            side,
            along,
            optional: false,
        }
    }

    /// An opening in the middle of a side.
    pub const fn acoustic(name: &'static str, role: Role, side: Side) -> Self {
        Self {
            name,
            domain: Domain::Acoustic,
            role,
            side,
            along: 0.0,
            optional: false,
        }
    }

    /// The same port, where leaving it unconnected is ordinary.
    #[must_use]
    pub const fn optional(self) -> Self {
        Self {
            optional: true,
            ..self
        }
    }

    /// Its place on an outline of these half sides and the unit vector out of it, in the part's own
    /// frame, mm.
    pub fn place_mm(&self, [x, y]: [f64; 2]) -> ([f64; 2], [f64; 2]) {
        match self.side {
            Side::West => ([-x, self.along * y], [-1.0, 0.0]),
            Side::East => ([x, self.along * y], [1.0, 0.0]),
            Side::North => ([self.along * x, -y], [0.0, -1.0]),
            Side::South => ([self.along * x, y], [0.0, 1.0]),
            Side::Middle => ([0.0, 0.0], [0.0, 0.0]),
        }
    }
}
