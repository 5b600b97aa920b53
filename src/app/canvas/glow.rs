//! Parts and links that glow by how much they matter at the frequency under the crosshair.

use super::{marks::Marks, paint::Paint};
use crate::{
    design::Subject,
    picture::{
        scene::{Ink, Scene},
        style::Theme,
    },
};
use egui::{Align2, Color32, FontId, Rect, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

/// Below this share of the strongest nothing glows.
const LEAST: f64 = 0.02;
/// Room around a part, window points.
const AROUND: f32 = 5.0;

/// Under everything that is drawn: the light around what matters.
pub(super) fn light(paint: &Paint<'_>, scene: &Scene, marks: &Marks) {
    let Some(glow) = &marks.glow else { return };
    let most = glow.weights.values().copied().fold(0.0, f64::max);
    if most <= 0.0 {
        return;
    }
    for (subject, weight) in &glow.weights {
        let share = weight / most;
        if share < LEAST {
            continue;
        }
        let own = colour(paint, share);
        match subject {
            Subject::Design => {}
            Subject::Part(id) => {
                if let Some(part) = scene.part(*id) {
                    let corners = part.corners(paint.view.mm(AROUND));
                    let points = corners.into_iter().map(|at| paint.at(at)).collect();
                    let stroke = Stroke::new(1.5, own);
                    let fill = own.gamma_multiply(0.55);
                    paint
                        .painter
                        .add(Shape::convex_polygon(points, fill, stroke));
                }
            }
            Subject::Link(id) => {
                if let Some(link) = scene.link(*id) {
                    let width = 2.0 * paint.view.points(link.half_width) + 8.0;
                    let points = link.path.iter().map(|at| paint.at(*at)).collect();
                    let stroke = Stroke::new(width, own.gamma_multiply(0.7));
                    paint.painter.add(Shape::line(points, stroke));
                }
            }
        }
    }
}

/// What the light means, in the corner of the drawing.
pub(super) fn legend(ui: &Ui, paint: &Paint<'_>, marks: &Marks) {
    let Some(glow) = &marks.glow else { return };
    let most = glow.weights.values().copied().fold(0.0, f64::max);
    let words = tr!("at {}: 0 … {most:.3} dB per 1 %", glow.at);
    let font = FontId::proportional(12.0);
    let ink = paint.colour(Ink::Text);
    let galley = paint.painter.layout_no_wrap(words.clone(), font, ink);
    let bar = vec2(120.0, 10.0);
    let size = vec2(bar.x.max(galley.size().x), bar.y + galley.size().y + 4.0) + vec2(12.0, 10.0);
    let corner = paint.area.right_top() + vec2(-8.0 - size.x, 8.0);
    let plate = Rect::from_min_size(corner, size);
    let id = ui.scope_id().with("sensitivity legend");
    ui.interact(plate, id, Sense::hover())
        .widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, tr!("Sensitivity {words}")));
    paint.painter.rect(
        plate,
        4.0,
        paint.colour(Ink::CaseFill).gamma_multiply(0.95),
        Stroke::new(1.0, paint.colour(Ink::Detail)),
        egui::StrokeKind::Inside,
    );
    let left = plate.left() + 6.0;
    let top = plate.top() + 5.0;
    for step in 0..24_u8 {
        let from = left + bar.x * f32::from(step) / 24.0;
        let rect = Rect::from_min_size(pos2(from, top), vec2(bar.x / 24.0 + 0.5, bar.y));
        let own = colour(paint, f64::from(step) / 23.0);
        paint.painter.rect_filled(rect, 0.0, own);
    }
    let place = Align2::LEFT_TOP.anchor_size(pos2(left, top + bar.y + 3.0), galley.size());
    paint.painter.galley(place.min, galley, ink);
}

/// The ramp of `style`, strongest where it matters most.
fn colour(paint: &Paint<'_>, share: f64) -> Color32 {
    let theme = if paint.dark {
        Theme::Dark
    } else {
        Theme::Light
    };
    let [r, g, b, _] = theme.ramp(1.0 - share.clamp(0.0, 1.0).sqrt());
    Color32::from_rgb(r, g, b)
}
