//! `earwright export`: a design in somebody else's words.

use super::{Outcome, input, output};
use crate::exchange;
use anyhow::Result;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Export what others need of a design.
#[derive(Debug, Args)]
pub struct Export {
    /// The design.
    file: PathBuf,
    /// What is exported.
    #[arg(long, value_enum, default_value = "parts")]
    what: What,
    /// Write into this file instead of printing.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// What to buy and to cut, tab-separated.
    Parts,
}

impl Export {
    /// Writes it.
    pub(super) fn run(&self) -> Result<Outcome> {
        let design = input::design(&self.file)?;
        let text = match self.what {
            What::Parts => exchange::parts_list(&design),
        };
        output::to(self.out.as_deref(), &text)?;
        Ok(Outcome::Success)
    }
}
