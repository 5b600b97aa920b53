//! Tests of `canvas`.

mod building;
mod clipboard;
mod escape;
mod gestures;
mod highlight;
mod labels;
mod links;
mod look;
mod moves;
mod parts;
mod pile;
pub(crate) mod pixels;
mod placing;
