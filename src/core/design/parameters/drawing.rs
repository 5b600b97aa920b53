//! Numbers of the drawing: where parts lie, the shell, and the points of lines.
//!
//! Files hold them as bare millimetres and degrees; their rows speak of metres, like those of every
//! other length.

use super::{Visit, amount, length};
use crate::{
    design::{
        Part,
        parameter::{ParameterInfo, Parameters, Step},
        shell::Shell,
    },
    quantity::Unit,
};

/// How far from the origin anything may be drawn, m.
const FARTHEST: f64 = 10.0;

/// A coordinate in the drawing.
const fn coordinate(key: &'static str, label: &'static str) -> ParameterInfo {
    length(key, "", label).within(-FARTHEST, FARTHEST)
}

/// A direction in the drawing, degrees.
const fn direction(key: &'static str, label: &'static str) -> ParameterInfo {
    ParameterInfo {
        unit: &Unit::DEGREE,
        ..length(key, "", label).within(-360.0, 360.0)
    }
}

/// Across and down of a point, two numbers under one key whose words tell them apart.
const fn point(key: &'static str, across: &'static str, down: &'static str) -> [ParameterInfo; 2] {
    [
        ParameterInfo {
            index: Some(0),
            ..coordinate(key, across)
        },
        ParameterInfo {
            index: Some(1),
            ..coordinate(key, down)
        },
    ]
}

/// A coordinate of a point a link is drawn through.
pub(in crate::design) const WAY_POINT: ParameterInfo = coordinate("way_points_mm", "Way-point");
/// A coordinate of a point of the shell's outline.
pub(in crate::design) const OUTLINE_POINT: ParameterInfo =
    coordinate("outline_mm", "Outline point");
/// A side of a drawn electrical symbol.
pub(in crate::design) const SYMBOL_SIDE: ParameterInfo =
    length("symbol_size_mm", "", "Symbol size").within(0.2e-3, 0.1);
/// A drawn side of a chamber.
pub(in crate::design) const CHAMBER_SIDE: ParameterInfo =
    length("sides_mm", "", "Side").within(1e-5, 1.0);

/// Metres of a number of millimetres.
pub(in crate::design) fn metres(mm: f64) -> f64 {
    // Divided, so that 0.01 mm is the number everybody else calls 10 µm.
    mm / 1e3
}

/// Visits a number that is stored in millimetres.
fn visit_mm(info: &ParameterInfo, mm: &mut f64, visit: Visit<'_>) {
    let before = metres(*mm);
    let mut value = before;
    visit(info, &mut value);
    if value != before {
        // To the nanometre, without the dust of a change of unit.
        *mm = (value * 1e9).round() / 1e6;
    }
}

fn visit_point(infos: &[ParameterInfo; 2], point_mm: &mut [f64; 2], visit: Visit<'_>) {
    for (info, mm) in infos.iter().zip(point_mm) {
        visit_mm(info, mm, visit);
    }
}

/// Where a part lies in the drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placement {
    /// Centre, mm.
    pub position_mm: [f64; 2],
    /// Height of its centre above the faceplate plane, mm.
    pub depth_mm: f64,
    /// Rotation, degrees, clockwise.
    pub rotation_deg: f64,
}

impl Placement {
    /// Where this part lies.
    pub fn of(part: &Part) -> Self {
        Self {
            position_mm: part.position_mm,
            depth_mm: part.depth_mm,
            rotation_deg: part.rotation_deg,
        }
    }

    /// Puts a part there.
    pub fn put(self, part: &mut Part) {
        part.position_mm = self.position_mm;
        part.depth_mm = self.depth_mm;
        part.rotation_deg = self.rotation_deg;
    }
}

impl Parameters for Placement {
    fn visit(&mut self, visit: Visit<'_>) {
        const POSITION: [ParameterInfo; 2] = point("position_mm", "Across", "Down");
        const DEPTH: ParameterInfo = length("depth_mm", "", "Depth").within(-1.0, 1.0);
        const ROTATION: ParameterInfo = direction("rotation_deg", "Rotation");
        visit_point(&POSITION, &mut self.position_mm, visit);
        visit_mm(&DEPTH, &mut self.depth_mm, visit);
        visit(&ROTATION, &mut self.rotation_deg);
    }
}

impl Parameters for Shell {
    fn visit(&mut self, visit: Visit<'_>) {
        const DEPTH: ParameterInfo = length("depth_mm", "", "Inner depth").within(0.0, 1.0);
        const NOZZLE: [ParameterInfo; 2] = point("nozzle_mm", "Nozzle across", "Nozzle down");
        const TURN: ParameterInfo =
            direction("nozzle_deg", "Nozzle direction").stepped(Step::Whole);
        const VOLUME: ParameterInfo =
            amount("inner_volume", "", "Inner volume", &Unit::VOLUME, 1e-2).at_least(1e-9);
        visit_mm(&DEPTH, &mut self.depth_mm, visit);
        if let Some(volume) = &mut self.inner_volume {
            visit(&VOLUME, volume);
        }
        visit_point(&NOZZLE, &mut self.nozzle_mm, visit);
        visit(&TURN, &mut self.nozzle_deg);
    }
}
