//! What the linker is told. On Linux, the list of addresses to be moved when the program is loaded is
//! a megabyte, and packed (DT_RELR) a few kilobytes; the loader reads it so from glibc 2.36 on. And
//! functions that are the same instructions under several names are kept once, by linkers that can.

use std::{
    env,
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

/// The first glibc whose loader reads packed relocations.
const GLIBC: [u32; 2] = [2, 36];
const PACK: &str = "-Wl,-z,pack-relative-relocs";
/// No function of ours is compared by its address.
const FOLD: &str = "-Wl,--icf=all";

fn main() {
    println!("cargo:rerun-if-changed=src/build.rs");
    // Of another machine's loader nothing is known here.
    let here = of("HOST") == of("TARGET");
    let gnu = of("CARGO_CFG_TARGET_OS") == "linux" && of("CARGO_CFG_TARGET_ENV") == "gnu";
    if !(here && gnu) {
        return;
    }
    if glibc().is_some_and(|found| found >= GLIBC) {
        tell(PACK);
    }
    if of("PROFILE") == "release" && links_with(FOLD) {
        tell(FOLD);
    }
}

fn of(name: &str) -> String {
    env::var(name).unwrap_or_default()
}

fn tell(flag: &str) {
    println!("cargo:rustc-link-arg-bin=earwright={flag}");
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

/// Whether a program of nothing links with such a flag: GNU's own linker, which some distributions
/// have Rust use, does not know every flag of LLVM's.
fn links_with(flag: &str) -> bool {
    let mut command = Command::new(of("RUSTC"));
    let linker = of("RUSTC_LINKER");
    if !linker.is_empty() {
        command.arg(format!("-Clinker={linker}"));
    }
    let flags = of("CARGO_ENCODED_RUSTFLAGS");
    command.args(flags.split('\x1f').filter(|flag| !flag.is_empty()));
    command.args([
        "--crate-name=probe",
        "-",
        &format!("-Clink-arg={flag}"),
        "-o",
    ]);
    command.arg(Path::new(&of("OUT_DIR")).join("probe"));
    command.stdin(Stdio::piped());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(mut compiler) = command.spawn() else {
        return false;
    };
    let source = compiler.stdin.take();
    let given = source.is_some_and(|mut stdin| stdin.write_all(b"fn main() {}").is_ok());
    compiler
        .wait()
        .is_ok_and(|status| given && status.success())
}
