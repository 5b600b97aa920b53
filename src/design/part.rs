//! Parts: what stands on the canvas.

use super::{
    PartId,
    acoustic::{Chamber, Eartip, Horn, Junction, Leak, Vent},
    driver::{Armature, Electrostatic, Measured, MovingCoil, Piezo, Planar},
    ear::Ear,
    electrical::{Capacitor, Inductor, Resistor, Source, Transformer},
};
use serde::{Deserialize, Serialize};

/// A part: one thing with ports, at a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
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
    #[serde(default)]
    pub mirrored: bool,
    /// Height of its centre above the faceplate plane, mm.
    #[serde(default)]
    pub depth_mm: f64,
    /// Parts of one group are selected and moved together.
    #[serde(default)]
    pub group: Option<u32>,
    /// Whether gestures leave it alone.
    #[serde(default)]
    pub locked: bool,
    /// Driver: left out of the total. It goes on loading the others.
    #[serde(default)]
    pub muted: bool,
    /// Not there: a series part is a wire, a vent or leak is closed, a chamber has no volume.
    #[serde(default)]
    pub bypassed: bool,
    /// Free text.
    #[serde(default)]
    pub note: String,
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
