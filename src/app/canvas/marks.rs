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
use egui::{Align2, Color32, FontId, Stroke, Ui, WidgetInfo, vec2};
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
        let rect = egui::Rect::from_center_size(at, vec2(16.0, 16.0));
        let sense = egui::Sense::focusable_noninteractive();
        ui.interact(rect, id, sense).widget_info(|| {
            WidgetInfo::labeled(egui::Role::Image, true, tr!("Probe {}", probe.name))
        });
        if paint.view.zoom < LEAST_ZOOM {
            continue;
        }
        let font = FontId::proportional(11.0);
        let galley = elide::line(ui, &probe.name, font, own, NAME);
        let place = Align2::LEFT_BOTTOM.anchor_size(at + vec2(8.0, -6.0), galley.size());
        let plate = place.expand2(vec2(3.0, 1.0));
        let ground = paint.colour(crate::picture::scene::Ink::Ground);
        paint
            .painter
            .rect_filled(plate, 3.0, ground.gamma_multiply(0.85));
        paint.painter.galley(place.min, galley, own);
    }
}
