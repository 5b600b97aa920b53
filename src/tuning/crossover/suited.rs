//! What a driver is for, and the crossover that suits it to begin with.

use super::topology::{Alignment, Topology, Wish};
use crate::design::{Design, Part, PartId, PartKind, driver::Armature};
use std::f64::consts::TAU;

/// What of the band a driver is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The bass.
    Woofer,
    /// What lies between.
    Mid,
    /// The treble.
    Tweeter,
}

/// An armature that resonates below this, Hz, is for the bass.
const WOOFERS_BELOW: f64 = 2500.0;
/// One that resonates above this, Hz, is for the treble.
const TWEETERS_ABOVE: f64 = 3700.0;
/// ρc² of air, Pa: what makes a volume stiff.
const STIFFNESS_OF_AIR: f64 = 1.42e5;

/// What a driver is for: as it is called, on the drawing or in the library; else as it is built.
/// Absent for what is no driver.
pub fn role(part: &Part) -> Option<Role> {
    let origin = part.kind.origin()?;
    called(&part.name)
        .or_else(|| called(&origin.preset))
        .or_else(|| built(&part.kind))
}

/// The role a name speaks of.
fn called(name: &str) -> Option<Role> {
    let name = name.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if has(&["tweeter", "treble"]) {
        Some(Role::Tweeter)
    } else if has(&["woofer", "bass"]) {
        Some(Role::Woofer)
    } else if has(&["mid"]) {
        Some(Role::Mid)
    } else {
        None
    }
}

/// The role a kind and its resonance speak of.
fn built(kind: &PartKind) -> Option<Role> {
    match kind {
        PartKind::MovingCoil(_) | PartKind::Planar(_) => Some(Role::Woofer),
        PartKind::Electrostatic(_) | PartKind::Piezo(_) => Some(Role::Tweeter),
        PartKind::Armature(driver) => Some(match resonance(driver) {
            f if f < WOOFERS_BELOW => Role::Woofer,
            f if f > TWEETERS_ABOVE => Role::Tweeter,
            _ => Role::Mid,
        }),
        PartKind::Measured(_) => Some(Role::Mid),
        _ => None,
    }
}

/// Where an armature resonates on its own back volume, Hz.
fn resonance(driver: &Armature) -> f64 {
    let own = 1.0 / driver.compliance;
    let back = if driver.back_volume > 0.0 {
        STIFFNESS_OF_AIR / driver.back_volume
    } else {
        0.0
    };
    ((own + back) / driver.mass).sqrt() / TAU
}

/// The crossover to begin with for a driver: a low-pass for the bass, a high-pass for the treble, a
/// band between.
pub fn suited(design: &Design, driver: PartId) -> Wish {
    let role = design.part(driver).and_then(role);
    let (topology, f, to) = match role {
        Some(Role::Woofer) => (Topology::LowPass1, 1000.0, 4000.0),
        Some(Role::Mid) => (Topology::BandPass1, 500.0, 4000.0),
        Some(Role::Tweeter) | None => (Topology::HighPass1, 4000.0, 8000.0),
    };
    Wish {
        topology,
        f,
        to,
        alignment: Alignment::Butterworth,
        down_db: 6.0,
        q: 2.0,
    }
}
