//! Earwright: hybrid in-ear monitors and headphones, electrics and acoustics solved together.
//!
//! # Conventions, stated once
//! - Inside, every number is a raw SI `f64`; the doc line of a field begins with its unit. Anything
//!   that is not SI carries a suffix: `_mm`, `_db`, `_deg`, `_cgs`.
//! - A frequency in hertz is `f`, angular frequency `w` in rad/s. Phasors are **rms** with the time
//!   factor e^{+jωt}.
//! - Acoustic potential is pressure in Pa, acoustic flow is volume velocity in m³/s (impedance
//!   analogy), positive **into** a port. Acoustic ground is ambient pressure.
//! - SPL is dB re 20 µPa rms. Phase is in radians inside, in degrees in (−180, 180] at the border.
//! - On the canvas x points right and y points down, in millimetres; angles are in degrees,
//!   clockwise as seen.
//!
//! # The way data flows
//! `Design` → (assemble) → `Network` → (plan, solve) → `Solution` → (read) → `Curve` → (draw) →
//! plot or file. Each room (module) knows only the rooms above it in this table;
//! `tests/core/rooms.rs` holds them to it.
//!
//! | room | what is in it | knows |
//! |---|---|---|
//! | [`noticed`] | what cannot be missing, and is noticed when it is | |
//! | [`words`] | what is said, in English or another language | |
//! | [`quantity`] | numbers with units, as people write them | |
//! | [`physics`] | one file per phenomenon, each formula once | |
//! | [`design`] | the document: parts, links, edits, history, file | quantity |
//! | [`network`] | a design as one linear network, and its solution | quantity, physics, design |
//! | [`analysis`] | curves and what is read from them: levels, targets, scores | network and what it knows |
//! | [`library`] | presets of parts, whole designs, targets | quantity, design |
//! | [`tuning`] | optimiser, tolerance, identification, crossovers | all above |
//! | [`picture`] | plots and scenes as data | design, analysis, library |
//! | [`exchange`] | files of others: measurements, drawings, tables | all above |
//! | [`hear`] | sound rendered through a design | all above |
//! | [`validation`] | the solver against what others published | all above |
//! | [`cli`] | the command line | all above |
//!
//! The window stands on all of them but the command line, in a crate of its own.

// Said everywhere, as `format!` is; it names this crate, here as well as in the window.
#[macro_use(tr)]
extern crate earwright_tr;
#[allow(unused_extern_crates, reason = "named by what `tr!` becomes")]
extern crate self as earwright_core;

pub mod analysis;
pub mod design;
pub mod exchange;
pub mod hear;
pub mod library;
pub mod network;
pub mod noticed;
pub mod physics;
pub mod picture;
pub mod quantity;
pub mod tuning;
pub mod validation;
pub mod words;

pub mod cli;
