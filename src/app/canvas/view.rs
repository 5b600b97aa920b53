//! Pan and zoom: our own transform between the canvas in millimetres and the window in points.
//!
//! Not `egui::Scene`: there accessible bounds and text would be in scene coordinates.

use crate::picture::scene::{Bounds, Point};
use egui::{Pos2, Rect, Vec2, pos2, vec2};
use serde::{Deserialize, Serialize};

/// Least and greatest zoom, window points per mm.
const ZOOM: std::ops::RangeInclusive<f64> = 0.8..=240.0;

/// Window points per mm from which the two ports of a resistor are 5 points apart.
const PORTS: f64 = 2.5;

/// Which piece of the canvas is seen.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// The point of the canvas in the middle of the window, mm.
    pub centre_mm: Point,
    /// Window points per mm.
    pub zoom: f64,
}

impl Default for View {
    fn default() -> Self {
        Self {
            centre_mm: [0.0, 0.0],
            zoom: 12.0,
        }
    }
}

impl View {
    /// A point of the canvas, in the window whose canvas area is `area`.
    #[allow(
        clippy::cast_possible_truncation,
        reason = "window points are f32 in egui"
    )]
    pub fn screen_from_canvas(&self, area: Rect, at: Point) -> Pos2 {
        let middle = area.center();
        pos2(
            middle.x + ((at[0] - self.centre_mm[0]) * self.zoom) as f32,
            middle.y + ((at[1] - self.centre_mm[1]) * self.zoom) as f32,
        )
    }

    /// A point of the window, on the canvas.
    pub fn canvas_from_screen(&self, area: Rect, at: Pos2) -> Point {
        let off = at - area.center();
        [
            self.centre_mm[0] + f64::from(off.x) / self.zoom,
            self.centre_mm[1] + f64::from(off.y) / self.zoom,
        ]
    }

    /// Whether ports, and so links, are far enough apart to be told from each other.
    pub fn parts_ports(&self) -> bool {
        self.zoom >= PORTS
    }

    /// A length on the canvas (mm) in window points.
    #[allow(
        clippy::cast_possible_truncation,
        reason = "window points are f32 in egui"
    )]
    pub fn points(&self, mm: f64) -> f32 {
        (mm * self.zoom) as f32
    }

    /// A length in window points, in mm.
    pub fn mm(&self, points: f32) -> f64 {
        f64::from(points) / self.zoom
    }

    /// The box of the canvas that `area` shows, mm.
    pub fn seen(&self, area: Rect) -> Bounds {
        Bounds::of([
            self.canvas_from_screen(area, area.min),
            self.canvas_from_screen(area, area.max),
        ])
    }

    /// A box of the canvas, in the window.
    pub fn rect(&self, area: Rect, bounds: Bounds) -> Rect {
        Rect::from_two_pos(
            self.screen_from_canvas(area, bounds.min),
            self.screen_from_canvas(area, bounds.max),
        )
    }

    /// Moves the drawing by a way of the pointer in the window.
    pub fn pan(&mut self, by: Vec2) {
        self.centre_mm[0] -= f64::from(by.x) / self.zoom;
        self.centre_mm[1] -= f64::from(by.y) / self.zoom;
    }

    /// Moves the drawing as little as brings a box of the window well into the canvas area; one that
    /// is larger than that into its middle.
    pub fn bring_in(&mut self, area: Rect, wanted: Rect) {
        const MARGIN: f32 = 28.0;
        let way = |low: f32, high: f32, from: f32, to: f32| {
            let (low, high) = (low - MARGIN, high + MARGIN);
            if high - low > to - from {
                f32::midpoint(from, to) - f32::midpoint(low, high)
            } else {
                (from - low).max(0.0) + (to - high).min(0.0)
            }
        };
        self.pan(vec2(
            way(wanted.left(), wanted.right(), area.left(), area.right()),
            way(wanted.top(), wanted.bottom(), area.top(), area.bottom()),
        ));
    }

    /// Zooms by a factor; the point of the canvas under `at` stays under it.
    pub fn zoom_at(&mut self, area: Rect, at: Pos2, factor: f64) {
        if !(factor.is_finite() && factor > 0.0) {
            return;
        }
        let before = self.canvas_from_screen(area, at);
        self.zoom = (self.zoom * factor).clamp(*ZOOM.start(), *ZOOM.end());
        let after = self.canvas_from_screen(area, at);
        self.centre_mm[0] += before[0] - after[0];
        self.centre_mm[1] += before[1] - after[1];
    }

    /// Shows a box of the canvas with a margin around it, never nearer than 40 points per mm.
    pub fn fit(&mut self, area: Rect, bounds: Bounds) {
        if bounds.is_empty() || !area.is_positive() {
            return;
        }
        let margin = vec2(area.width() * 0.06 + 12.0, area.height() * 0.06 + 18.0);
        let room = area.size() - 2.0 * margin;
        let [width, height] = bounds.size();
        let zoom = (f64::from(room.x) / width.max(0.1)).min(f64::from(room.y) / height.max(0.1));
        self.zoom = zoom.clamp(*ZOOM.start(), 40.0);
        self.centre_mm = bounds.centre();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area() -> Rect {
        Rect::from_min_size(pos2(200.0, 40.0), vec2(800.0, 600.0))
    }

    #[test]
    fn window_and_canvas_are_inverse() {
        let view = View {
            centre_mm: [3.0, -7.0],
            zoom: 17.0,
        };
        let at = view.canvas_from_screen(area(), pos2(333.0, 444.0));
        assert!(
            view.screen_from_canvas(area(), at)
                .distance(pos2(333.0, 444.0))
                < 1e-3
        );
    }

    #[test]
    fn zooming_keeps_the_point_under_the_pointer() {
        let mut view = View::default();
        let pointer = pos2(250.0, 555.0);
        let before = view.canvas_from_screen(area(), pointer);
        for factor in [1.3, 1.3, 0.2, 5.0, 1e9, 1e-9] {
            view.zoom_at(area(), pointer, factor);
            let after = view.canvas_from_screen(area(), pointer);
            assert!((before[0] - after[0]).hypot(before[1] - after[1]) < 1e-9);
            assert!(ZOOM.contains(&view.zoom));
        }
    }

    #[test]
    fn what_is_brought_in_comes_from_any_side_and_no_farther_than_it_has_to() {
        let middle = area().center();
        for way in [
            [-1.0, 0.0],
            [1.0, 0.0],
            [0.0, -1.0],
            [0.0, 1.0],
            [1.0, -1.0],
        ] {
            let mut view = View::default();
            let off = vec2(way[0] * 700.0, way[1] * 520.0);
            let wanted = Rect::from_center_size(middle + off, vec2(60.0, 30.0));
            let at = view.canvas_from_screen(area(), wanted.center());
            view.bring_in(area(), wanted);
            let now = Rect::from_center_size(view.screen_from_canvas(area(), at), wanted.size());
            assert!(area().contains_rect(now), "{way:?}: {now}");
            let again = view;
            view.bring_in(area(), now);
            assert_eq!(view, again, "what is in stays where it is");
            let moved = now.center() - wanted.center();
            assert!(moved.x * off.x <= 0.0 && moved.y * off.y <= 0.0, "{moved}");
            assert!(off.x != 0.0 || moved.x == 0.0);
        }
        let mut view = View::default();
        view.bring_in(
            area(),
            Rect::from_center_size(pos2(0.0, 340.0), vec2(2000.0, 20.0)),
        );
        let left = view.screen_from_canvas(
            area(),
            View::default().canvas_from_screen(area(), pos2(0.0, 340.0)),
        );
        assert!((left.x - middle.x).abs() < 1e-3, "too wide: its middle");
    }

    #[test]
    fn fitting_shows_everything() {
        let mut view = View::default();
        let bounds = Bounds::of([[-30.0, 4.0], [50.0, 90.0]]);
        view.fit(area(), bounds);
        assert!(view.seen(area()).encloses(bounds));
    }
}
