//! What lies behind the drawing and at its edges: millimetre grid, scale bar, pointer read-out.

use super::paint::Paint;
use crate::picture::scene::{Ink, Point};
use egui::{Align2, FontId, Rect, Shape, Stroke, pos2, vec2};

/// Steps the grid can have: fine and bold, mm.
const STEPS: [(f64, f64); 5] = [
    (0.1, 1.0),
    (0.5, 5.0),
    (1.0, 5.0),
    (5.0, 10.0),
    (10.0, 50.0),
];

/// The finest grid whose lines stand at least 8 points apart.
fn steps(zoom: f64) -> (f64, f64) {
    STEPS
        .into_iter()
        .find(|(fine, _)| fine * zoom >= 8.0)
        .unwrap_or((50.0, 100.0))
}

/// The ground and the grid.
pub(super) fn grid(paint: &Paint<'_>) {
    paint.put(Shape::rect_filled(
        paint.area,
        0.0,
        paint.colour(Ink::Ground),
    ));
    let (fine, bold) = steps(paint.view.zoom);
    let seen = paint.view.seen(paint.area);
    let fine_stroke = Stroke::new(1.0, paint.colour(Ink::GridFine));
    let bold_stroke = Stroke::new(1.0, paint.colour(Ink::GridBold));
    let stroke_of = |at: f64| {
        let on_bold = ((at / bold).round() * bold - at).abs() < 0.25 * fine;
        if on_bold { bold_stroke } else { fine_stroke }
    };
    let mut x = (seen.min[0] / fine).ceil() * fine;
    while x <= seen.max[0] {
        let screen = paint.at([x, 0.0]).x;
        paint.put(Shape::vline(screen, paint.area.y_range(), stroke_of(x)));
        x += fine;
    }
    let mut y = (seen.min[1] / fine).ceil() * fine;
    while y <= seen.max[1] {
        let screen = paint.at([0.0, y]).y;
        paint.put(Shape::hline(paint.area.x_range(), screen, stroke_of(y)));
        y += fine;
    }
}

/// What the scale and the pointer's place take of the window: words keep off them.
pub(super) fn captions(paint: &Paint<'_>) -> [Rect; 2] {
    let left = paint.area.left_bottom() + vec2(10.0, -22.0);
    let bar = vec2(paint.view.points(scale_length(paint)) + 60.0, 16.0);
    let right = paint.area.right_bottom() + vec2(-140.0, -22.0);
    [
        Rect::from_min_size(left, bar),
        Rect::from_min_size(right, vec2(130.0, 16.0)),
    ]
}

/// The round length of the scale's bar, mm.
fn scale_length(paint: &Paint<'_>) -> f64 {
    let wanted = 90.0 / paint.view.zoom;
    let decade = 10_f64.powf(wanted.log10().floor());
    [5.0, 2.0, 1.0]
        .into_iter()
        .map(|factor| factor * decade)
        .find(|&length| length <= wanted)
        .unwrap_or(decade)
}

/// A bar of a round length at the lower left, and where the pointer is at the lower right.
pub(super) fn scale(paint: &Paint<'_>, pointer: Option<Point>) {
    let length = scale_length(paint);
    let ink = paint.colour(Ink::TextSoft);
    let left = paint.area.left_bottom() + vec2(14.0, -14.0);
    let right = left + vec2(paint.view.points(length), 0.0);
    let stroke = Stroke::new(1.4, ink);
    paint.painter.line_segment([left, right], stroke);
    for end in [left, right] {
        paint
            .painter
            .line_segment([end - vec2(0.0, 4.0), end + vec2(0.0, 4.0)], stroke);
    }
    let font = FontId::proportional(11.0);
    paint.painter.text(
        pos2(right.x + 8.0, right.y),
        Align2::LEFT_CENTER,
        format!("{length} mm"),
        font.clone(),
        ink,
    );
    if let Some([x, y]) = pointer {
        paint.painter.text(
            paint.area.right_bottom() + vec2(-14.0, -14.0),
            Align2::RIGHT_CENTER,
            format!("{} , {} mm", signed(x), signed(y)),
            FontId::monospace(11.0),
            ink,
        );
    }
}

/// A coordinate to a tenth, with a real minus sign.
fn signed(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0 + 0.0;
    format!("{rounded:.1}").replace('-', "−")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grid_never_clots() {
        for zoom in [0.9, 2.0, 9.0, 33.0, 120.0, 240.0] {
            let (fine, bold) = steps(zoom);
            assert!(fine * zoom >= 8.0, "{zoom}");
            assert!((bold / fine).round() >= 2.0);
        }
        assert_eq!(signed(-0.04), "0.0");
        assert_eq!(signed(-3.25), "−3.3");
    }
}
