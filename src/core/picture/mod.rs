//! What a plot or the canvas shows, as data: the window paints it, `svg` writes it.

mod layout;
pub mod pdf;
pub mod plot_model;
pub mod plots;
pub mod png;
pub mod probe;
pub mod range;
pub mod reference;
pub mod scene;
pub mod style;
pub mod svg;
pub mod ticks;
pub mod upright;
mod view;
pub(crate) mod xml;

pub use layout::text_width;
pub use plot_model::{Axis, AxisScale, PlotModel, Shade, Side, Trace};
pub use plots::{Abscissa, Distorted, Input, SMOOTHINGS, plot_model};
pub use probe::Probe;
pub use reference::Reference;
pub use view::View;
