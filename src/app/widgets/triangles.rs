//! Shapes as triangles, to be kept while they stay what they are.

use egui::{
    Mesh, Shape,
    epaint::{TessellationOptions, Tessellator},
};

/// The triangles of shapes without text.
pub(in crate::app) fn triangles(
    pixels_per_point: f32,
    options: TessellationOptions,
    shapes: Vec<Shape>,
) -> Mesh {
    // Without text and prepared discs no place in the font texture is needed.
    let mut tessellator = Tessellator::new(pixels_per_point, options, [1, 1], Vec::new());
    let mut mesh = Mesh::default();
    for shape in shapes {
        tessellator.tessellate_shape(shape, &mut mesh);
    }
    mesh
}
