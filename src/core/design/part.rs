//! Parts: what stands on the canvas.

use super::{PartId, kinds::PartKind};
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

impl Part {
    /// A part of this kind at a place, with the flags a new part has and no name yet: `AddPart`
    /// names it.
    pub fn new(id: PartId, kind: impl Into<PartKind>, position_mm: [f64; 2]) -> Self {
        Self {
            id,
            name: String::new(),
            kind: kind.into(),
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
