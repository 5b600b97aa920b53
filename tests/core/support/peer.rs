//! Programs nobody here wrote, to be compared with.

use std::{
    io::Write as _,
    process::{Command, Output},
};

/// Where this is set, a peer that is missing is a failure: CI has them all.
const ALL_WANTED: &str = "EARWRIGHT_PEERS";

/// Says out loud that a peer is missing.
pub(crate) fn missing(peer: &str) {
    assert!(
        std::env::var_os(ALL_WANTED).is_none(),
        "{peer} is not installed, and {ALL_WANTED} says that all peers are"
    );
    // Straight to the terminal: the test harness would keep it to itself.
    writeln!(
        std::io::stderr(),
        "{peer} is not installed: nothing is compared with it"
    )
    .ok();
}

/// Whether a program is there; says so where it is not.
pub(crate) fn is_there(program: &str) -> bool {
    let there = Command::new(program).arg("--version").output().is_ok();
    if !there {
        missing(program);
    }
    there
}

/// What ngspice, which has to be there, makes of a netlist.
pub(crate) fn ngspice(netlist: &str) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("netlist.cir");
    std::fs::write(&file, netlist).unwrap();
    let mut batch = Command::new("ngspice");
    batch.arg("-b").arg(&file).output().unwrap()
}
