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
//! plot or file. Each room (module) knows only the rooms before it; `tests/core/rooms.rs` holds
//! them to it.

pub mod analysis;
pub mod design;
pub mod exchange;
pub mod library;
pub mod network;
pub mod physics;
pub mod picture;
pub mod quantity;
pub mod tuning;

pub mod cli;
