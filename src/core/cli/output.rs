//! Where results and messages go.

use crate::{design::file, quantity::text::cut};
use anyhow::{Context as _, Result, bail};
use std::{
    io::{self, IsTerminal as _, Write as _},
    path::Path,
};

/// Letters of a word that are shown: what a message quotes may be kilometres long.
const LONGEST_WORD: usize = 300;

/// A text as a terminal may show it: a name in it can neither move the cursor, colour what follows nor
/// turn its letters round. Everything that is printed goes through here.
fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' => shown.push(c),
            // Marks of the direction of writing.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => shown.extend(c.escape_unicode()),
            c if c.is_control() => shown.extend(c.escape_default()),
            c => shown.push(c),
        }
    }
    shown
}

/// A message without words that fill a screen.
fn shortened(text: &str) -> String {
    text.split_inclusive(char::is_whitespace)
        .map(|word| match word.char_indices().nth(LONGEST_WORD) {
            Some(_) => {
                let end = word.chars().next_back().filter(|c| c.is_whitespace());
                let end = end.map_or_else(String::new, String::from);
                format!("{}{end}", cut(word, LONGEST_WORD))
            }
            None => word.to_owned(),
        })
        .collect()
}

/// Prints a result: as it is into a file or a pipe, as it may be shown on a terminal.
pub(super) fn result(text: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    if out.is_terminal() {
        out.write_all(shown(text).as_bytes())?;
    } else {
        out.write_all(text.as_bytes())?;
    }
    out.flush()?;
    Ok(())
}

/// Prints a message. What cannot even be said is dropped.
pub(super) fn message(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", shown(&shortened(text)));
}

/// Where a result goes, looked at before the work that makes it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Out<'a> {
    /// The option that names it.
    option: &'static str,
    path: Option<&'a Path>,
}

impl<'a> Out<'a> {
    /// A result that goes where `--out` says, or is printed. `inputs` are the files that it is made
    /// from: none of them is written over.
    pub(super) fn to(out: Option<&'a Path>, inputs: &[&Path]) -> Result<Self> {
        Self::named("--out", out, inputs)
    }

    /// The same of another option.
    pub(super) fn named(
        option: &'static str,
        path: Option<&'a Path>,
        inputs: &[&Path],
    ) -> Result<Self> {
        if let Some(path) = path {
            // By what they are, not by how they are called: links and “./” lead there too.
            let is_read = |input: &&Path| same_file::is_same_file(path, input).unwrap_or(false);
            if inputs.iter().any(is_read) {
                bail!(
                    "{option} {} is a file that is read: the result would destroy it, name another",
                    path.display()
                );
            }
            file::check_writable(path).context(option)?;
        }
        Ok(Self { option, path })
    }

    /// This and another result of one run: they cannot go into one file.
    pub(super) fn beside(self, other: Self) -> Result<Self> {
        if let (Some(path), Some(others)) = (self.path, other.path)
            && (std::path::absolute(path).ok() == std::path::absolute(others).ok()
                || same_file::is_same_file(path, others).unwrap_or(false))
        {
            bail!(
                "{} and {} are both {}: the second would destroy the first, name another",
                other.option,
                self.option,
                path.display()
            );
        }
        Ok(self)
    }

    /// Writes the result, all of it or nothing.
    pub(super) fn write(self, text: &str) -> Result<()> {
        match self.path {
            Some(_) => self.write_bytes(text.as_bytes()),
            None => result(text),
        }
    }

    /// Writes a result that is no text.
    pub(super) fn write_bytes(self, bytes: &[u8]) -> Result<()> {
        match self.path {
            Some(path) => {
                file::write(path, bytes).context(self.option)?;
                self.sweep();
                Ok(())
            }
            None => {
                let mut out = io::stdout().lock();
                if out.is_terminal() && str::from_utf8(bytes).is_err() {
                    bail!("this is no text, and a terminal shows text: name a file with --out");
                }
                Ok(out.write_all(bytes)?)
            }
        }
    }

    /// Takes away what writes that were killed left beside the result, long ago.
    pub(super) fn sweep(self) {
        if let Some(path) = self.path {
            let folder = path
                .parent()
                .filter(|folder| !folder.as_os_str().is_empty());
            file::remove_leftovers(folder.unwrap_or(Path::new(".")));
        }
    }
}

/// Whether the reader of stdout has gone.
pub(super) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<io::Error>()
        .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use super::{shortened, shown};

    #[test]
    fn control_codes_are_shown_escaped() {
        assert_eq!(
            shown("a\u{1b}[31mred\u{7}\r\u{9b}2J\u{202e}x\tµ\n"),
            "a\\u{1b}[31mred\\u{7}\\r\\u{9b}2J\\u{202e}x\tµ\n"
        );
    }

    #[test]
    fn words_without_end_are_cut() {
        let path = "x/".repeat(5000);
        let said = shortened(&format!("cannot open {path} at all"));
        assert!(said.starts_with("cannot open x/") && said.ends_with("… at all"));
        assert!(said.len() < 350);
    }
}
