//! What is kept of a trace from one frame to the next.

use crate::picture::style::Stroke;
use egui::{Color32, Mesh, Rect, epaint::TessellationOptions};
use egui_plot::PlotBounds;
use std::sync::Arc;

/// The triangles of a trace that is drawn as it was in the frame before. They are made when it is
/// drawn so for the second time: a curve that follows the mouse is another one in every frame.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub(super) look: Option<Look>,
    pub(super) mesh: Option<Arc<Mesh>>,
}

/// What triangles depend on besides the points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Look {
    pub(super) frame: Rect,
    pub(super) bounds: PlotBounds,
    pub(super) stroke: Stroke,
    pub(super) hides: Option<Color32>,
    pub(super) pixels_per_point: f32,
    pub(super) options: TessellationOptions,
}
