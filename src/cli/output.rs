//! Where results and messages go.

use crate::design::file;
use anyhow::{Context as _, Result, bail};
use std::{
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

/// Where a result goes, looked at before the work that makes it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Out<'a>(Option<&'a Path>);

impl<'a> Out<'a> {
    /// A result that goes into `out`, or is printed. `inputs` are the files that it is made from:
    /// none of them is written over.
    pub(super) fn to(out: Option<&'a Path>, inputs: &[&Path]) -> Result<Self> {
        if let Some(path) = out {
            for input in inputs {
                // By what they are, not by how they are called: links and “./” lead there too.
                if same_file::is_same_file(path, input).unwrap_or(false) {
                    bail!(
                        "--out {} is the file that is read: the result would destroy it, name another",
                        path.display()
                    );
                }
            }
            file::check_writable(path).context("--out")?;
        }
        Ok(Self(out))
    }

    /// Writes the result, all of it or nothing.
    pub(super) fn write(self, text: &str) -> Result<()> {
        match self.0 {
            Some(_) => self.write_bytes(text.as_bytes()),
            None => result(text),
        }
    }

    /// Writes a result that is no text.
    pub(super) fn write_bytes(self, bytes: &[u8]) -> Result<()> {
        match self.0 {
            Some(path) => {
                file::write(path, bytes).context("--out")?;
                let folder = path
                    .parent()
                    .filter(|folder| !folder.as_os_str().is_empty());
                // Of writes that were killed, long ago.
                file::remove_leftovers(folder.unwrap_or(Path::new(".")));
                Ok(())
            }
            None => Ok(io::stdout().lock().write_all(bytes)?),
        }
    }
}

/// Whether the reader of stdout has gone.
pub(super) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<io::Error>()
        .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
