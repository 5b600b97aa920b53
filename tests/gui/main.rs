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

mod arrangement;
mod building;
mod canvas_bench;
mod canvas_gestures;
mod canvas_links;
mod canvas_look;
mod clipboard;
mod crossover;
mod drawn;
mod ears;
mod enlarged;
mod escape;
mod explained;
mod fields;
mod files;
mod frozen;
mod gestures;
mod hand;
mod highlight;
mod identify;
mod inspector;
mod keyboard;
mod library_look;
mod long_names;
mod measurement;
mod moves;
mod newcomer;
mod opening;
mod pixels;
mod plots;
mod polarity;
mod probes;
mod recovery;
mod saving;
mod sensitivity;
mod shell;
mod start;
mod support;
mod unseen;
mod window;
mod window_look;
