//! Tests of `cli`.

mod compare;
mod files;
mod fit;
mod impedance;
mod import;
mod json;
mod parallel;
mod program;
mod recipes;
mod render;

use serde_json::Value;
use std::{
    path::Path,
    process::{Command, Output, Stdio},
};

/// The real program, without input.
fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_earwright"));
    command.stdin(Stdio::null());
    command
}

/// How the program ends with these arguments, and what it says.
pub(crate) fn earwright(arguments: &[&str]) -> Output {
    program().args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The object a command prints, alone on stdout.
pub(crate) fn object(arguments: &[&str]) -> Value {
    let run = earwright(&[arguments, &["--json"]].concat());
    assert!(run.status.success(), "{}", text(&run.stderr));
    let read: Value = serde_json::from_slice(&run.stdout).unwrap();
    assert!(read.is_object(), "{arguments:?}");
    read
}

/// The path of a design among the tests'.
pub(crate) fn design(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/designs/{name}.ron"));
    path.to_str().unwrap().to_owned()
}
