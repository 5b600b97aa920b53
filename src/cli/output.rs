//! Where results and messages go.

use anyhow::{Context as _, Result};
use std::{
    fs,
    io::{self, Write as _},
    path::Path,
};

/// Prints a result.
pub(super) fn result(text: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// Prints a message. What cannot even be said is dropped.
pub(super) fn message(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Writes a result into a file, or prints it.
pub(super) fn to(out: Option<&Path>, text: &str) -> Result<()> {
    match out {
        Some(path) => file(path, text.as_bytes()),
        None => result(text),
    }
}

/// Writes a file.
pub(super) fn file(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

/// Whether the reader of stdout has gone.
pub(super) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<io::Error>()
        .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
