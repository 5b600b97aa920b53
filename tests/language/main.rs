//! The window in Chinese. What is spoken is one setting of the process, so these tests have a program
//! of their own, in which everything is said in Chinese.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    unreachable_pub,
    reason = "tests"
)]

mod catalogue;
mod signs;
#[allow(dead_code, reason = "of the other tests of the window")]
#[path = "../gui/support/mod.rs"]
mod support;
mod window;
