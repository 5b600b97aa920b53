//! Grid lines and shades.

use super::Drawing;
use crate::{
    app::plots::colours::colour,
    picture::{
        AxisScale, PlotModel,
        style::Palette,
        ticks::{Tick, Weight},
    },
};
use egui::{Rect, Shape, Ui, pos2};
use egui_plot::PlotTransform;

/// Grid lines and shades, under everything else.
pub(in crate::app::plots) struct Ground {
    palette: &'static Palette,
    /// (place, weight) of vertical and of horizontal lines.
    lines: [Vec<(f64, Weight)>; 2],
    /// Places from and to.
    shades: Vec<[f64; 2]>,
}

impl Ground {
    pub(in crate::app::plots) fn new(
        model: &PlotModel,
        palette: &'static Palette,
        [across, up]: [&[Tick]; 2],
    ) -> Self {
        let places = |ticks: &[Tick], scale: AxisScale| {
            let mut lines: Vec<_> = ticks
                .iter()
                .map(|tick| (scale.place(tick.value), tick.weight))
                .collect();
            lines.sort_by_key(|(_, weight)| *weight);
            lines
        };
        Self {
            palette,
            lines: [places(across, model.x.scale), places(up, model.left.scale)],
            shades: model
                .shades
                .iter()
                .map(|shade| [shade.from, shade.to].map(|end| model.x.scale.place(end)))
                .collect(),
        }
    }
}

impl Drawing for Ground {
    fn draw(&self, _ui: &Ui, transform: &PlotTransform, shapes: &mut Vec<Shape>) {
        let frame = *transform.frame();
        for [from, to] in &self.shades {
            let area = Rect::from_x_y_ranges(
                transform.position_from_point_x(*from)..=transform.position_from_point_x(*to),
                frame.y_range(),
            );
            shapes.push(Shape::rect_filled(
                area.intersect(frame),
                0.0,
                colour(self.palette.shade),
            ));
        }
        let [across, up] = &self.lines;
        let strongest = |lines: &[(f64, Weight)], weight| -> Vec<f64> {
            lines
                .iter()
                .filter(|(_, own)| *own == weight)
                .map(|(place, _)| *place)
                .collect()
        };
        for (weight, line) in [Weight::Minor, Weight::Medium, Weight::Major]
            .into_iter()
            .zip(self.palette.grid)
        {
            let stroke = egui::Stroke::new(1.0, colour(line));
            for place in strongest(across, weight) {
                let x = transform.position_from_point_x(place).round() + 0.5;
                shapes.push(Shape::line_segment(
                    [pos2(x, frame.top()), pos2(x, frame.bottom())],
                    stroke,
                ));
            }
            for place in strongest(up, weight) {
                let y = transform.position_from_point_y(place).round() + 0.5;
                shapes.push(Shape::line_segment(
                    [pos2(frame.left(), y), pos2(frame.right(), y)],
                    stroke,
                ));
            }
        }
    }
}
