//! Small things drawn in many places.

pub(super) mod buttons;
pub(super) mod elide;
pub(super) mod form;
pub(super) mod icon;
pub(super) mod offscreen_rows;
pub(super) mod simplify_path;
pub(super) mod text_field;
pub(super) mod triangles;
