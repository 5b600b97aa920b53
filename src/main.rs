//! The `earwright` program: the window, or the same work without it.

fn main() {}
