//! Which way round drivers are wired, seen on the drawing: a + at every driver's own + terminal, and
//! a word on a driver that is reversed.

use super::paint::Paint;
use crate::{
    design::{
        Design, PartId,
        polarity::{Polarity, polarities},
        port::{FRONT, MINUS, PLUS, SPOUT},
    },
    picture::scene::{Ink, Scene, ScenePart, ScenePort},
};
use egui::{Align2, FontId, Pos2, Rect, Stroke, pos2, vec2};
use std::{collections::BTreeMap, sync::Arc};

/// Half the length of a sign's strokes, window points.
const SIGN: f32 = 3.2;
/// How far a sign stands off its terminal, window points.
const OFF: f32 = 7.0;
/// Terminals nearer to each other than this, window points, have no room for a sign.
const LEAST_APART: f32 = 9.0;
/// A driver smaller than this on the window, points, carries no word.
const LEAST_SIZE: f32 = 22.0;

/// The polarities of a design, kept while the wiring stays.
#[derive(Debug, Default)]
pub struct Polarities {
    of: Option<Arc<Design>>,
    found: BTreeMap<PartId, Polarity>,
}

impl Polarities {
    /// Those of this design.
    pub(super) fn follow(&mut self, design: &Arc<Design>) {
        let same = |known: &Arc<Design>| Arc::ptr_eq(known, design) || known.is_wired_like(design);
        if !self.of.as_ref().is_some_and(same) {
            self.found = polarities(design);
        }
        self.of = Some(Arc::clone(design));
    }

    /// Whether a driver is wired the other way round.
    pub(in crate::app) fn is_reversed(&self, part: PartId) -> bool {
        self.found.get(&part) == Some(&Polarity::Reversed)
    }
}

/// The places of the words, which others keep clear of.
pub(super) fn marks(paint: &Paint<'_>, scene: &Scene, known: &Polarities) -> Vec<Rect> {
    let parts = scene.parts.iter().filter(|part| known.is_reversed(part.id));
    parts.filter_map(|part| word_rect(paint, part)).collect()
}

/// Paints signs and words of all drivers that are seen.
pub(super) fn show(paint: &Paint<'_>, scene: &Scene, known: &Polarities) {
    let seen = |part: &&Arc<ScenePart>| paint.shows(scene, part);
    for part in scene.parts.iter().filter(seen) {
        let Some((plus, minus)) = terminals(part) else {
            continue;
        };
        let reversed = known.is_reversed(part.id);
        let ink = if reversed {
            Ink::Warning
        } else {
            Ink::Electrical
        };
        let places = [plus, minus].map(|port| paint.at(port.at));
        if places[0].distance(places[1]) >= LEAST_APART {
            sign(paint, plus, places[0], ink);
        }
        if let Some(rect) = word_rect(paint, part).filter(|_| reversed) {
            let ground = paint.colour(Ink::Ground);
            let fill = paint.colour(Ink::Warning);
            paint.painter.rect_filled(rect, 3.0, fill);
            let font = FontId::proportional(10.0);
            let middle = rect.center();
            paint
                .painter
                .text(middle, Align2::CENTER_CENTER, tr!("reversed"), font, ground);
        }
    }
}

/// The terminals of a driver.
fn terminals(part: &ScenePart) -> Option<(&ScenePort, &ScenePort)> {
    let port = |name: &str| part.ports.iter().find(|port| port.end.port == name);
    let sounds = [FRONT, SPOUT].iter().any(|name| port(name).is_some());
    port(PLUS).zip(port(MINUS)).filter(|_| sounds)
}

/// A + beside a terminal: outside the part, on the side away from its wire.
fn sign(paint: &Paint<'_>, port: &ScenePort, at: Pos2, ink: Ink) {
    #[allow(clippy::cast_possible_truncation, reason = "a unit vector")]
    let out = vec2(port.outward[0] as f32, port.outward[1] as f32);
    // Beside the wire that leaves straight, on the upper or left side.
    let mut beside = out.rot90();
    if beside.y > 0.1 || (beside.y.abs() <= 0.1 && beside.x > 0.0) {
        beside = -beside;
    }
    let middle = at + (out + beside) * OFF;
    let middle = pos2(middle.x.round(), middle.y.round());
    let stroke = Stroke::new(1.6, paint.colour(ink));
    for arm in [vec2(SIGN, 0.0), vec2(0.0, SIGN)] {
        paint
            .painter
            .line_segment([middle - arm, middle + arm], stroke);
    }
}

/// Where the word of a reversed driver stands: on its lower left corner.
fn word_rect(paint: &Paint<'_>, part: &ScenePart) -> Option<Rect> {
    let around = paint.view.rect(paint.area, part.bounds);
    let large = around.width().max(around.height()) >= LEAST_SIZE;
    let rect = Rect::from_center_size(around.left_bottom() + vec2(20.0, 2.0), vec2(48.0, 13.0));
    (large && paint.area.intersects(rect)).then_some(rect)
}
