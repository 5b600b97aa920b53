//! Tests of `library`.

mod designs;
mod headphones;
mod levels;
mod presets;
