//! Earwright: hybrid in-ear monitors and headphones, electrics and acoustics solved together.
//!
//! The window, `app`, and all that lies below it: `earwright_core` tells how data flows there, and in
//! which units.

// Said everywhere, as `format!` is.
#[macro_use(tr)]
extern crate earwright_tr;

pub use earwright_core::{
    analysis, cli, design, exchange, hear, library, network, noticed, physics, picture, quantity,
    tuning, validation, words,
};

#[cfg(feature = "window")]
pub mod app;
