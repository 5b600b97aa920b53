//! What is marked on the drawing besides the design itself: probes.

use super::{labels::LEAST_ZOOM, paint::Paint};
use crate::{
    analysis::Role,
    app::widgets::elide,
    design::Subject,
    picture::{
        Probe,
        scene::Scene,
        style::{self, Theme},
    },
};
use egui::{Align2, Color32, FontId, Pos2, Rect, Stroke, Ui, Vec2, WidgetInfo, vec2};
use std::collections::BTreeMap;

/// Width of the longest name, points.
const NAME: f32 = 130.0;

/// Marks of the session.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    /// Probes, each at its port.
    pub probes: Vec<Probe>,
    /// How much each part and link matters at the crosshair.
    pub glow: Option<Glow>,
}

/// How much each part and link matters at a frequency.
#[derive(Debug, Clone)]
pub struct Glow {
    /// The frequency in words.
    pub at: String,
    /// By how many dB the level changes with 1 % of its numbers.
    pub weights: BTreeMap<Subject, f64>,
}

/// A ring in the probe's colour about its port, and its name beside it.
pub(super) fn probes(ui: &Ui, paint: &Paint<'_>, scene: &Scene, marks: &Marks) {
    let theme = if paint.dark {
        Theme::Dark
    } else {
        Theme::Light
    };
    let mut named = Vec::new();
    for probe in &marks.probes {
        let Some(port) = scene.port(&probe.end) else {
            continue;
        };
        let at = paint.at(port.at);
        if !paint.area.contains(at) {
            continue;
        }
        let [r, g, b, _] = style::stroke(Role::Probe(probe.number), theme).colour;
        let own = Color32::from_rgb(r, g, b);
        paint.painter.circle_stroke(at, 8.0, Stroke::new(2.5, own));
        paint.painter.circle_filled(at, 2.5, own);
        let id = ui.scope_id().with(("probe mark", &probe.end));
        let rect = Rect::from_center_size(at, vec2(16.0, 16.0));
        let sense = egui::Sense::focusable_noninteractive();
        ui.interact(rect, id, sense).widget_info(|| {
            WidgetInfo::labeled(egui::Role::Image, true, tr!("Probe {}", probe.name))
        });
        if paint.view.zoom < LEAST_ZOOM {
            continue;
        }
        let font = FontId::proportional(11.0);
        let galley = elide::line(ui, &probe.name, font, own, NAME);
        let Some(place) = free(at, galley.size(), &named) else {
            continue;
        };
        let plate = plate(place);
        named.push(plate);
        let ground = paint.colour(crate::picture::scene::Ink::Ground);
        paint
            .painter
            .rect_filled(plate, 3.0, ground.gamma_multiply(0.85));
        paint.painter.galley(place.min, galley, own);
    }
}

/// The ground of words.
fn plate(words: Rect) -> Rect {
    words.expand2(vec2(3.0, 1.0))
}

/// Where a probe's name of this size stands beside its mark, off the names that stand already; none
/// where they leave no room: its colour is that of its curve.
fn free(at: Pos2, size: Vec2, named: &[Rect]) -> Option<Rect> {
    let corners = [
        (Align2::LEFT_BOTTOM, vec2(8.0, -6.0)),
        (Align2::LEFT_TOP, vec2(8.0, 6.0)),
        (Align2::RIGHT_BOTTOM, vec2(-8.0, -6.0)),
        (Align2::RIGHT_TOP, vec2(-8.0, 6.0)),
    ];
    let places = corners.map(|(corner, off)| corner.anchor_size(at + off, size));
    let is_free = |place: &Rect| !named.iter().any(|other| other.intersects(plate(*place)));
    places.into_iter().find(is_free)
}

#[cfg(test)]
mod tests {
    use super::{free, plate};
    use egui::{pos2, vec2};

    #[test]
    fn names_of_probes_side_by_side_do_not_lie_on_each_other() {
        let mut named = Vec::new();
        for x in [100.0, 112.0, 124.0, 136.0] {
            let place = free(pos2(x, 50.0), vec2(70.0, 12.0), &named);
            named.extend(place.map(plate));
        }
        assert!(named.len() >= 2, "half of them find room");
        for (n, one) in named.iter().enumerate() {
            assert!(
                named
                    .iter()
                    .skip(n + 1)
                    .all(|other| !one.intersects(*other))
            );
        }
    }
}
