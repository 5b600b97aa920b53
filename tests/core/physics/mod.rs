//! Tests of `physics`.

mod air;
mod drivers;
mod dual;
mod ducts;
mod ears;
mod gradient;
mod loss;
mod motor_gradient;
mod openings;
mod peer;
mod thiele_small;
