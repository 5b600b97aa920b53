//! Exports of a design, and scripts of other programs that read them.

use super::peer;
use earwright::{
    design::Design,
    exchange::{
        Export,
        export::{Input, Options, Product},
    },
    network::{Solver, log_grid},
};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// An export with these options.
pub(crate) fn with(design: &Design, export: Export, options: &Options) -> Product {
    let solution = Solver::default().solve(design, &log_grid(481, 20.0, 20e3));
    let written = export.write(&Input {
        design,
        solution: Some(&solution),
        probes: &[],
        readings: &[],
        plot: None,
        options,
    });
    written.unwrap_or_else(|error| panic!("{} of {}: {error}", export.id(), design.name))
}

/// An export that is one file: its bytes.
pub(crate) fn one(design: &Design, export: Export) -> Vec<u8> {
    let product = with(design, export, &Options::default());
    let [(behind, bytes)] = &product.files[..] else {
        panic!("{} is {} files", export.id(), product.files.len())
    };
    assert_eq!(behind, "");
    bytes.clone()
}

/// What a script of `tests/peers` prints about files; nothing where its package is missing.
pub(crate) fn asked(script: &str, package: &str, files: &[&Path]) -> Option<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/peers");
    let run = Command::new("python3")
        .arg(path.join(script))
        .args(files)
        .output();
    let Ok(run) = run else {
        peer::missing("Python");
        return None;
    };
    let errors = String::from_utf8_lossy(&run.stderr);
    if errors.contains("ModuleNotFoundError") {
        peer::missing(&format!("{package} (PyPI)"));
        return None;
    }
    assert!(run.status.success(), "{package} failed: {errors}");
    Some(String::from_utf8(run.stdout).unwrap())
}

/// What an export of a design alone is made from.
pub(crate) fn bare(design: &Design) -> Input<'_> {
    static STANDARD: std::sync::LazyLock<Options> = std::sync::LazyLock::new(Options::default);
    Input {
        design,
        solution: None,
        probes: &[],
        readings: &[],
        plot: None,
        options: &STANDARD,
    }
}
