//! Parts: what stands on the canvas.

use super::{
    PartId,
    acoustic::{Chamber, Eartip, Horn, Junction, Leak, Vent},
    driver::{Armature, Electrostatic, Measured, MovingCoil, Origin, Piezo, Planar},
    ear::Ear,
    electrical::{Capacitor, Inductor, Resistor, Source, Transformer},
    port::Domain,
};
use serde::{Deserialize, Serialize};

/// A part: one thing with ports, at a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "four switches that are independent of each other"
)]
pub struct Part {
    /// Identity.
    pub id: PartId,
    /// Unique name: R1, C2, “Woofer”.
    pub name: String,
    /// What it is, with its parameters.
    pub kind: PartKind,
    /// Centre on the canvas, mm.
    pub position_mm: [f64; 2],
    /// Rotation, degrees, clockwise as seen.
    #[serde(default)]
    pub rotation_deg: f64,
    /// Whether it is mirrored (left and right exchanged, before the rotation).
    #[serde(default, skip_serializing_if = "is_false")]
    pub mirrored: bool,
    /// Height of its centre above the faceplate plane, mm.
    #[serde(default)]
    pub depth_mm: f64,
    /// Parts of one group are selected and moved together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<u32>,
    /// Whether gestures leave it alone.
    #[serde(default, skip_serializing_if = "is_false")]
    pub locked: bool,
    /// Driver: left out of the total. It goes on loading the others.
    #[serde(default, skip_serializing_if = "is_false")]
    pub muted: bool,
    /// Not there: a series part is a wire, a vent or leak is closed, a chamber has no volume.
    #[serde(default, skip_serializing_if = "is_false")]
    pub bypassed: bool,
    /// Free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// Flags that are off are left out of files.
#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature serde asks for"
)]
pub(super) fn is_false(flag: &bool) -> bool {
    !flag
}

/// Numbers that are usually 0 are left out of files where they are.
#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature serde asks for"
)]
pub(super) fn is_zero(value: &f64) -> bool {
    *value == 0.0
}

/// What a part is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each variant is documented at its own type")]
pub enum PartKind {
    Source(Source),
    Resistor(Resistor),
    Capacitor(Capacitor),
    Inductor(Inductor),
    Transformer(Transformer),
    MovingCoil(MovingCoil),
    Armature(Armature),
    Planar(Planar),
    Electrostatic(Electrostatic),
    Piezo(Piezo),
    Measured(Measured),
    Chamber(Chamber),
    Vent(Vent),
    Leak(Leak),
    Horn(Horn),
    Junction(Junction),
    Eartip(Eartip),
    Ear(Ear),
}

impl PartKind {
    /// Whether it makes sound.
    pub fn is_driver(&self) -> bool {
        self.origin().is_some()
    }

    /// Where a driver's numbers come from.
    pub fn origin(&self) -> Option<&Origin> {
        match self {
            Self::MovingCoil(driver) => Some(&driver.origin),
            Self::Armature(driver) => Some(&driver.origin),
            Self::Planar(driver) => Some(&driver.origin),
            Self::Electrostatic(driver) => Some(&driver.origin),
            Self::Piezo(driver) => Some(&driver.origin),
            Self::Measured(driver) => Some(&driver.origin),
            _ => None,
        }
    }

    /// Where a driver's numbers come from, to be changed.
    pub fn origin_mut(&mut self) -> Option<&mut Origin> {
        match self {
            Self::MovingCoil(driver) => Some(&mut driver.origin),
            Self::Armature(driver) => Some(&mut driver.origin),
            Self::Planar(driver) => Some(&mut driver.origin),
            Self::Electrostatic(driver) => Some(&mut driver.origin),
            Self::Piezo(driver) => Some(&mut driver.origin),
            Self::Measured(driver) => Some(&mut driver.origin),
            _ => None,
        }
    }

    /// Whether the air inside a driver exchanges heat with its walls; absent where it has no
    /// volumes.
    pub fn wall_exchange(&self) -> Option<bool> {
        match self {
            Self::MovingCoil(driver) => Some(driver.wall_exchange),
            Self::Armature(driver) => Some(driver.wall_exchange),
            Self::Planar(driver) => Some(driver.wall_exchange),
            Self::Electrostatic(driver) => Some(driver.wall_exchange),
            Self::Piezo(driver) => Some(driver.wall_exchange),
            _ => None,
        }
    }

    /// Says whether the air inside a driver exchanges heat with its walls.
    pub fn set_wall_exchange(&mut self, on: bool) {
        match self {
            Self::MovingCoil(driver) => driver.wall_exchange = on,
            Self::Armature(driver) => driver.wall_exchange = on,
            Self::Planar(driver) => driver.wall_exchange = on,
            Self::Electrostatic(driver) => driver.wall_exchange = on,
            Self::Piezo(driver) => driver.wall_exchange = on,
            _ => {}
        }
    }

    /// Whether every one of its ports is electrical.
    pub fn is_electrical(&self) -> bool {
        match self {
            Self::Source(_)
            | Self::Resistor(_)
            | Self::Capacitor(_)
            | Self::Inductor(_)
            | Self::Transformer(_) => true,
            Self::Junction(junction) => junction.domain == Domain::Electrical,
            _ => false,
        }
    }

    /// The letters its names begin with: R1, C2, BA3.
    pub fn prefix(&self) -> &'static str {
        match self {
            Self::Source(_) => "Source",
            Self::Resistor(_) => "R",
            Self::Capacitor(_) => "C",
            Self::Inductor(_) => "L",
            Self::Transformer(_) => "TR",
            Self::MovingCoil(_) => "DD",
            Self::Armature(_) => "BA",
            Self::Planar(_) => "PL",
            Self::Electrostatic(_) => "EST",
            Self::Piezo(_) => "PZ",
            Self::Measured(_) => "M",
            Self::Chamber(_) => "V",
            Self::Vent(_) => "Vent",
            Self::Leak(_) => "Leak",
            Self::Horn(_) => "H",
            Self::Junction(_) => "N",
            Self::Eartip(_) => "Tip",
            Self::Ear(_) => "Ear",
        }
    }

    /// What it is called in sentences: “balanced armature”.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Source(_) => "source",
            Self::Resistor(_) => "resistor",
            Self::Capacitor(_) => "capacitor",
            Self::Inductor(_) => "inductor",
            Self::Transformer(_) => "transformer",
            Self::MovingCoil(_) => "dynamic driver",
            Self::Armature(_) => "balanced armature",
            Self::Planar(_) => "planar driver",
            Self::Electrostatic(_) => "electrostatic driver",
            Self::Piezo(_) => "piezo driver",
            Self::Measured(_) => "measured driver",
            Self::Chamber(_) => "chamber",
            Self::Vent(_) => "vent",
            Self::Leak(_) => "leak",
            Self::Horn(_) => "horn",
            Self::Junction(_) => "junction",
            Self::Eartip(_) => "eartip",
            Self::Ear(_) => "ear",
        }
    }

    /// The port its sound leaves through: `spout` or `front`; none for anything but a driver.
    pub fn sound_port(&self) -> Option<&'static str> {
        match self {
            Self::Armature(_) | Self::Electrostatic(_) | Self::Measured(_) => Some("spout"),
            Self::MovingCoil(_) | Self::Planar(_) | Self::Piezo(_) => Some("front"),
            _ => None,
        }
    }

    /// Bore of the opening at an acoustic port, m, where the part has one.
    pub fn port_bore(&self, port: &str) -> Option<f64> {
        match (self, port) {
            (Self::Armature(driver), "spout") => Some(driver.spout_bore),
            (Self::Electrostatic(driver), "spout") => Some(driver.spout_bore),
            (Self::Horn(horn), "throat") => Some(horn.throat),
            (Self::Horn(horn), "mouth") => Some(horn.mouth),
            (Self::Vent(vent), _) => Some(vent.bore),
            (Self::Eartip(tip), "nozzle") => Some(tip.bore),
            (Self::Eartip(tip), _) => Some(tip.canal_diameter),
            _ => None,
        }
    }
}

impl Part {
    /// A part of this kind at a place, with the flags a new part has and no name yet: `AddPart`
    /// names it.
    pub fn new(id: PartId, kind: PartKind, position_mm: [f64; 2]) -> Self {
        Self {
            id,
            name: String::new(),
            kind,
            position_mm,
            rotation_deg: 0.0,
            mirrored: false,
            depth_mm: 0.0,
            group: None,
            locked: false,
            muted: false,
            bypassed: false,
            note: String::new(),
        }
    }
}
