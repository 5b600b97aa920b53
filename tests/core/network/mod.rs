//! Tests of `network`.

mod adjoint;
mod cans;
mod elements;
mod judge;
mod lanes;
mod large_signal;
mod ngspice;
mod ports;
mod problems;
mod properties;
mod radiator;
mod scaling;
mod systems_reference;
mod thevenin;
