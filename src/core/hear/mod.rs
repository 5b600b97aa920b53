//! Sound through a design: music or noise, as it would be heard at the drum.
//!
//! A [`Filter`] is made of the solved response, an [`Input`] is a file or a signal of our own, and
//! [`render()`] joins them into a WAV file, in memory that does not grow with the length.

mod convolve;
mod decode;
mod error;
mod filter;
mod input;
mod loudness;
mod music;
mod pink;
mod render;
mod resample;
mod wav;

pub use error::RenderError;
pub use filter::{Against, Filter, Measured, Phase, Wanted};
pub use input::{Input, Signal};
pub use render::{Level, Options, Rendered, render};
