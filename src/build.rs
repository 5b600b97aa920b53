//! What the linker is told: on Linux, the list of addresses to be moved when the program is loaded is
//! a megabyte, and packed (DT_RELR) a few kilobytes. The loader reads it so from glibc 2.36 on.

use std::{env, process::Command};

/// The first glibc whose loader reads packed relocations.
const GLIBC: [u32; 2] = [2, 36];

fn main() {
    println!("cargo:rerun-if-changed=src/build.rs");
    let of = |name: &str| env::var(name).unwrap_or_default();
    // Of another machine's loader nothing is known here.
    let here = of("HOST") == of("TARGET");
    let gnu = of("CARGO_CFG_TARGET_OS") == "linux" && of("CARGO_CFG_TARGET_ENV") == "gnu";
    if here && gnu && glibc().is_some_and(|found| found >= GLIBC) {
        println!("cargo:rustc-link-arg-bin=earwright=-Wl,-z,pack-relative-relocs");
    }
}

/// The version of this machine's glibc, from `glibc 2.36`.
fn glibc() -> Option<[u32; 2]> {
    let said = Command::new("getconf")
        .arg("GNU_LIBC_VERSION")
        .output()
        .ok()?;
    let said = String::from_utf8(said.stdout).ok()?;
    let (major, minor) = said.trim().strip_prefix("glibc ")?.split_once('.')?;
    let minor = minor.split('.').next()?;
    Some([major.parse().ok()?, minor.parse().ok()?])
}
