//! The `.ron` file: bytes, errors, limits.

use earwright::design::{Design, file};

#[test]
fn shows() {
    println!("{}", file::to_text(&Design::new()));
}
