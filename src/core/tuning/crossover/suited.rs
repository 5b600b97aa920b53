//! What a driver is for, and the crossover that suits it to begin with.

use super::topology::{Alignment, Topology, Wish};
use crate::design::{Design, Part, PartId, PartKind, kinds::common::Band};

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

/// The role a driver's build speaks of.
fn built(kind: &PartKind) -> Option<Role> {
    Some(match kind.band()? {
        Band::Low => Role::Woofer,
        Band::Middle => Role::Mid,
        Band::High => Role::Tweeter,
    })
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
