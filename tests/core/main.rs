//! Tests of everything below the window.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unreadable_literal,
    clippy::assigning_clones,
    unreachable_pub,
    reason = "tests"
)]

mod analysis;
mod circles;
mod cli;
mod design;
mod exchange;
mod frozen;
mod hear;
mod library;
mod licences;
mod limits;
mod network;
mod oracle;
mod physics;
mod picture;
mod quantity;
mod rooms;
mod support;
mod tuning;
mod validation;
