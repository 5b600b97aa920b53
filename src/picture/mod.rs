//! What a plot or the canvas shows, as data: the window paints it, `svg` writes it.

pub mod plot_model;

pub use plot_model::{Axis, AxisScale, PlotModel, Shade, Side, Trace, View};
