//! What a new design begins with: a source, a shell, and an ear that its nozzle sits in.

use super::shells;
use crate::design::{
    Design, PartId,
    geometry::{Point, add, scaled, sin_cos_deg, subtract},
    kinds::Ear,
    nozzle::NOMINAL_MM,
};

/// The shell a new design begins with.
const SHELL: &str = "Universal medium";
/// How far left of the shell the source stands, mm.
const SOURCE_LEFT_MM: f64 = 20.0;

/// A new design: no driver yet, and a place for each.
pub fn new_design() -> Design {
    let mut design = Design::new();
    let preset = shells().iter().find(|preset| preset.shell.name == SHELL);
    let Some(preset) = preset.or_else(|| shells().first()) else {
        return design;
    };
    design.shell = preset.shell.clone();
    let outline = &design.shell.outline_mm;
    let left = outline.iter().map(|point| point[0]).fold(0.0, f64::min);
    // The nozzle's mouth is where the canal begins.
    let (sin, cos) = sin_cos_deg(design.shell.nozzle_deg);
    let mouth = add(design.shell.nozzle_mm, scaled([cos, sin], NOMINAL_MM));
    if let Some(ear) = design.ear()
        && let Some(canal) = ear.placed_port(&design, Ear::CANAL)
    {
        let (id, at) = (ear.id, ear.position_mm);
        put(&mut design, id, add(at, subtract(mouth, canal.at_mm)));
    }
    if let Some(source) = design.source() {
        let id = source.id;
        put(&mut design, id, [(left - SOURCE_LEFT_MM).round(), 0.0]);
    }
    design
}

fn put(design: &mut Design, part: PartId, at: Point) {
    if let Some(part) = design.parts.find_mut(|known| known.id == part) {
        part.position_mm = at;
    }
}
