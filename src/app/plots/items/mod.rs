//! What `egui_plot` draws for us: the grid, shades and traces, in places (`AxisScale::place`).

mod band;
mod ground;
mod kept;
mod line;
mod points;

pub(super) use band::Band;
pub(super) use ground::Ground;
pub(super) use line::Line;
pub(super) use points::Points;

use crate::picture::{PlotModel, Side};
use egui::{Color32, Shape, Ui};
use egui_plot::{PlotBounds, PlotGeometry, PlotItem, PlotItemBase, PlotTransform};
use std::ops::RangeInclusive;

/// Something that is drawn in a plot.
pub(super) trait Drawing {
    fn draw(&self, ui: &Ui, transform: &PlotTransform, shapes: &mut Vec<Shape>);
}

/// A drawing as `egui_plot` takes it. Ranges, crosshair and pointing are our own, so that it has
/// nothing else to tell.
pub(super) struct Item<T> {
    base: PlotItemBase,
    drawing: T,
}

impl<T> Item<T> {
    pub(super) fn new(name: &str, drawing: T) -> Self {
        Self {
            base: PlotItemBase::new(name.to_owned()),
            drawing,
        }
    }
}

impl<T: Drawing> PlotItem for Item<T> {
    fn shapes(&self, ui: &Ui, transform: &PlotTransform, shapes: &mut Vec<Shape>) {
        self.drawing.draw(ui, transform, shapes);
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
