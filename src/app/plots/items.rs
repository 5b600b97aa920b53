//! What `egui_plot` draws for us: the grid, shades and traces, in places (`AxisScale::place`).

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a number of points, rounded"
)]

use super::colours::colour;
use crate::{
    app::thin::thinned,
    picture::{
        AxisScale, PlotModel, Side, Trace,
        style::{Palette, Stroke},
        ticks::{Tick, Weight},
    },
};
use egui::{Color32, Pos2, Rect, Shape, Ui, pos2};
use egui_plot::{PlotBounds, PlotGeometry, PlotItem, PlotItemBase, PlotPoint, PlotTransform};
use std::{ops::RangeInclusive, sync::Arc};

/// Most points of a trace on screen.
const MOST_POINTS: usize = 1000;

/// A trace's points as places of the plot, in pieces between gaps.
#[derive(Debug, Clone)]
pub(super) struct Points(Arc<Vec<Vec<[f64; 2]>>>);

impl Points {
    /// Those of every trace. Most of them share their abscissae.
    pub(super) fn of_all(model: &PlotModel) -> Vec<Self> {
        let mut last: Option<(&Arc<[f64]>, Vec<f64>)> = None;
        let traces = model.traces.iter();
        traces
            .map(|trace| {
                let known = last.take().filter(|(x, _)| Arc::ptr_eq(x, &trace.x));
                let (_, across) =
                    last.insert(known.unwrap_or_else(|| (&trace.x, places_across(model, trace))));
                Self::at(model, trace, across)
            })
            .collect()
    }

    pub(super) fn new(model: &PlotModel, trace: &Trace) -> Self {
        Self::at(model, trace, &places_across(model, trace))
    }

    fn at(model: &PlotModel, trace: &Trace, across: &[f64]) -> Self {
        let lift = trace.lift();
        let angle = model.axis_of(trace).scale == AxisScale::Angle;
        let mut pieces = vec![Vec::new()];
        let mut last = f64::NAN;
        for (x, y) in across.iter().zip(&trace.y) {
            let place = [*x, vertical_place(model, trace.side, *y + lift)];
            let wraps = angle && (y - last).abs() > 180.0;
            let gap = !(place[0].is_finite() && place[1].is_finite());
            if (gap || wraps) && pieces.last().is_some_and(|piece| !piece.is_empty()) {
                pieces.push(Vec::new());
            }
            if !gap && let Some(piece) = pieces.last_mut() {
                piece.push(place);
            }
            last = *y;
        }
        let count: usize = pieces.iter().map(Vec::len).sum();
        if count > MOST_POINTS {
            let share = count as f64 / MOST_POINTS as f64;
            pieces = pieces.iter().map(|piece| decimate(piece, share)).collect();
        }
        Self(Arc::new(pieces))
    }
}

fn places_across(model: &PlotModel, trace: &Trace) -> Vec<f64> {
    let scale = model.x.scale;
    trace.x.iter().map(|&x| scale.place(x)).collect()
}

/// Keeps the least and the greatest of every 2·`share` points.
fn decimate(points: &[[f64; 2]], share: f64) -> Vec<[f64; 2]> {
    let width = ((2.0 * share).ceil() as usize).max(1);
    points
        .chunks(width)
        .flat_map(|chunk| {
            let low = chunk.iter().copied().min_by(|a, b| a[1].total_cmp(&b[1]));
            let high = chunk.iter().copied().max_by(|a, b| a[1].total_cmp(&b[1]));
            let mut ends: Vec<[f64; 2]> = low.into_iter().chain(high).collect();
            ends.sort_by(|a, b| a[0].total_cmp(&b[0]));
            ends.dedup();
            ends
        })
        .collect()
}

/// The place on the left axis at which a value of either axis is drawn.
pub(super) fn vertical_place(model: &PlotModel, side: Side, value: f64) -> f64 {
    match (side, &model.right) {
        (Side::Right, Some(right)) => {
            let [low, high] = model.left.range.map(|end| model.left.scale.place(end));
            low + right.fraction(value) * (high - low)
        }
        _ => model.left.scale.place(value),
    }
}

/// The value of the right axis drawn at a place of the left one.
pub(super) fn right_value(model: &PlotModel, place: f64) -> Option<f64> {
    let right = model.right.as_ref()?;
    let [low, high] = model.left.range.map(|end| model.left.scale.place(end));
    let [from, to] = right.range.map(|end| right.scale.place(end));
    Some(
        right
            .scale
            .value(from + (place - low) / (high - low) * (to - from)),
    )
}

/// Grid lines and shades, under everything else.
pub(super) struct Ground {
    base: PlotItemBase,
    palette: &'static Palette,
    /// (place, weight) of vertical and of horizontal lines.
    lines: [Vec<(f64, Weight)>; 2],
    /// Places from and to.
    shades: Vec<[f64; 2]>,
}

impl Ground {
    pub(super) fn new(
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
            base: PlotItemBase::new("ground".to_owned()),
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

impl PlotItem for Ground {
    fn shapes(&self, _ui: &Ui, transform: &PlotTransform, shapes: &mut Vec<Shape>) {
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

    fn initialize(&mut self, _x_range: RangeInclusive<f64>) {}

    fn color(&self) -> Color32 {
        Color32::TRANSPARENT
    }

    fn geometry(&self) -> PlotGeometry<'_> {
        PlotGeometry::None
    }

    fn bounds(&self) -> PlotBounds {
        PlotBounds::NOTHING
    }

    fn base(&self) -> &PlotItemBase {
        &self.base
    }

    fn base_mut(&mut self) -> &mut PlotItemBase {
        &mut self.base
    }
}

/// What lies between two curves, filled.
pub(super) struct Band {
    base: PlotItemBase,
    low: Points,
    high: Points,
    fill: Color32,
}

impl Band {
    pub(super) fn new(low: Points, high: Points, fill: Color32) -> Self {
        Self {
            base: PlotItemBase::new("band".to_owned()),
            low,
            high,
            fill,
        }
    }
}

impl PlotItem for Band {
    fn shapes(&self, _ui: &Ui, transform: &PlotTransform, shapes: &mut Vec<Shape>) {
        let mut mesh = egui::Mesh::default();
        for (low, high) in self.low.0.iter().zip(self.high.0.iter()) {
            let start = u32::try_from(mesh.vertices.len()).unwrap_or(u32::MAX);
            let mut columns = 0;
            for (low, high) in low.iter().zip(high) {
                for [x, y] in [low, high] {
                    let point = PlotPoint::new(*x, *y);
                    mesh.colored_vertex(transform.position_from_point(&point), self.fill);
                }
                columns += 1;
            }
            for column in 1..columns {
                let corner = start + 2 * column;
                mesh.add_triangle(corner - 2, corner - 1, corner);
                mesh.add_triangle(corner - 1, corner, corner + 1);
            }
        }
        shapes.push(Shape::mesh(mesh));
    }

    fn initialize(&mut self, _x_range: RangeInclusive<f64>) {}

    fn color(&self) -> Color32 {
        self.fill
    }

    fn geometry(&self) -> PlotGeometry<'_> {
        PlotGeometry::None
    }

    fn bounds(&self) -> PlotBounds {
        PlotBounds::NOTHING
    }

    fn base(&self) -> &PlotItemBase {
        &self.base
    }

    fn base_mut(&mut self) -> &mut PlotItemBase {
        &mut self.base
    }
}

/// One trace.
pub(super) struct Line {
    base: PlotItemBase,
    points: Points,
    stroke: Stroke,
    /// What lies behind the trace, below it, is hidden by this colour.
    hides: Option<Color32>,
}

impl Line {
    pub(super) fn new(name: &str, points: Points, stroke: Stroke) -> Self {
        Self {
            base: PlotItemBase::new(name.to_owned()),
            points,
            stroke,
            hides: None,
        }
    }

    /// Hides what lies behind it by this colour.
    pub(super) fn hiding(self, ground: Color32) -> Self {
        Self {
            hides: Some(ground),
            ..self
        }
    }
}

/// The area below a path.
fn below(path: &[Pos2], bottom: f32, colour: Color32) -> Shape {
    let mut mesh = egui::Mesh::default();
    for at in path {
        mesh.colored_vertex(*at, colour);
        mesh.colored_vertex(pos2(at.x, bottom.max(at.y)), colour);
    }
    for n in 0..path.len().saturating_sub(1) as u32 {
        mesh.add_triangle(2 * n, 2 * n + 1, 2 * n + 2);
        mesh.add_triangle(2 * n + 1, 2 * n + 2, 2 * n + 3);
    }
    Shape::mesh(mesh)
}

impl PlotItem for Line {
    fn shapes(&self, _ui: &Ui, transform: &PlotTransform, shapes: &mut Vec<Shape>) {
        let stroke = egui::Stroke::new(self.stroke.width, colour(self.stroke.colour));
        for piece in self.points.0.iter().filter(|piece| piece.len() > 1) {
            let path = thinned(
                piece
                    .iter()
                    .map(|[x, y]| transform.position_from_point(&PlotPoint::new(*x, *y))),
            );
            if let Some(ground) = self.hides {
                shapes.push(below(&path, transform.frame().bottom(), ground));
            }
            if self.stroke.dash.is_empty() {
                shapes.push(Shape::line(path, stroke));
                continue;
            }
            let (dashes, gaps): (Vec<f32>, Vec<f32>) = self
                .stroke
                .dash
                .chunks_exact(2)
                .filter_map(|pair| Some((*pair.first()?, *pair.get(1)?)))
                .unzip();
            shapes.extend(Shape::dashed_line_with_offset(
                &path, stroke, &dashes, &gaps, 0.0,
            ));
        }
    }

    fn initialize(&mut self, _x_range: RangeInclusive<f64>) {}

    fn color(&self) -> Color32 {
        colour(self.stroke.colour)
    }

    fn geometry(&self) -> PlotGeometry<'_> {
        PlotGeometry::None
    }

    fn bounds(&self) -> PlotBounds {
        PlotBounds::NOTHING
    }

    fn base(&self) -> &PlotItemBase {
        &self.base
    }

    fn base_mut(&mut self) -> &mut PlotItemBase {
        &mut self.base
    }
}
