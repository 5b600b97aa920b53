//! Gestures through the accessibility tree, without a display.
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

mod canvas;
mod dialogs;
mod files;
mod frozen;
mod guide;
mod inspector;
mod library;
mod panels;
mod plots;
mod remedies;
mod start;
mod support;
mod widgets;
mod window;
