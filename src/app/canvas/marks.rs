//! What is marked on the drawing besides the design itself: probes.

use super::{
    labels::{self, LEAST_ZOOM, Taken},
    paint::Paint,
};
use crate::{
    analysis::Role,
    design::Subject,
    picture::{
        Probe,
        scene::Scene,
        style::{self, Theme},
    },
};
use egui::{Color32, Pos2, Rect, Stroke, Ui, Vec2, WidgetInfo};
use std::collections::BTreeMap;

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

/// Radius of a probe's ring, points.
const RING: f32 = 8.0;

/// What the rings of probes cover, which words keep off.
pub(super) fn rings(paint: &Paint<'_>, scene: &Scene, marks: &Marks) -> Vec<Rect> {
    let ports = marks
        .probes
        .iter()
        .filter_map(|probe| scene.port(&probe.end));
    let seen = ports
        .map(|port| paint.at(port.at))
        .filter(|at| paint.area.contains(*at));
    seen.map(ring).collect()
}

fn ring(at: Pos2) -> Rect {
    Rect::from_center_size(at, Vec2::splat(2.0 * RING))
}

/// A ring in the probe's colour about its port, and its name beside it: a line leads to a name that
/// finds no room there.
pub(super) fn probes(ui: &Ui, paint: &Paint<'_>, scene: &Scene, marks: &Marks, taken: &mut Taken) {
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
        paint.painter.circle_stroke(at, RING, Stroke::new(2.5, own));
        paint.painter.circle_filled(at, 2.5, own);
        let id = ui.scope_id().with(("probe mark", &probe.end));
        let sense = egui::Sense::focusable_noninteractive();
        ui.interact(ring(at), id, sense).widget_info(|| {
            WidgetInfo::labeled(egui::Role::Image, true, tr!("Probe {}", probe.name))
        });
        if paint.view.zoom < LEAST_ZOOM {
            continue;
        }
        // A line may be as light as on the plot, letters may not.
        let ink = if paint.dark {
            own
        } else {
            own.lerp_to_gamma(Color32::BLACK, 0.35)
        };
        labels::mark(ui, paint, taken, (&probe.name, ink), ring(at));
    }
}
