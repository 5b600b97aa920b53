//! What lets a silent driver be heard: a volume behind its diaphragm, or links to source and ear.

use super::connect_driver;
use crate::{
    design::{Design, Edit, Part, PartId, PartKind, port::REAR},
    quantity::{Unit, text},
};

/// Diaphragms up to this area, m², sit in an ear; larger ones in a cup.
const IN_EAR_AREA: f64 = 200e-6;
/// How deep the air behind a diaphragm usually is in an in-ear shell, m.
const SHELL_DEPTH: f64 = 10e-3;
/// The same in the cup of a headphone, m.
const CUP_DEPTH: f64 = 40e-3;

/// The volume that usually stands behind a diaphragm of this area (m²), m³.
pub fn usual_back_volume(area: f64) -> f64 {
    let depth = if area <= IN_EAR_AREA {
        SHELL_DEPTH
    } else {
        CUP_DEPTH
    };
    text::round_to(area * depth, 2)
}

/// A driver whose rear would be closed without any volume, with the volume its kind usually has
/// there; absent where its diaphragm can move already. Without air behind it, no diaphragm can.
pub fn with_back_volume(kind: &PartKind) -> Option<PartKind> {
    let mut kind = kind.clone();
    let (area, volume) = kind.closed_back()?;
    if *volume > 0.0 {
        return None;
    }
    *volume = usual_back_volume(area);
    Some(kind)
}

/// What would let a driver be heard that is not, and what to call it: a back volume where its
/// diaphragm has none, else its links to the source and to the ear. `stands_still` says that its
/// diaphragm was found not to move, whatever is joined to its rear. Absent where neither helps.
pub fn enliven(design: &Design, driver: PartId, stands_still: bool) -> Option<(String, Edit)> {
    let part = design.part(driver)?;
    let closed = stands_still || design.links_at(driver, REAR).next().is_none();
    if let Some(mut kind) = with_back_volume(&part.kind).filter(|_| closed) {
        let volume = kind.closed_back().map_or(0.0, |(_, volume)| *volume);
        let volume = text::rounded(volume, &Unit::VOLUME, 3);
        let label = tr!("Give {} a back volume of {volume}", part.name);
        let edit = Edit::SetPart(Box::new(Part {
            kind,
            ..part.clone()
        }));
        return Some((label, edit));
    }
    let edit = connect_driver(design, driver).ok()?;
    Some((tr!("Connect {}", part.name), edit))
}
