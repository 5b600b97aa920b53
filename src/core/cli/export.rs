//! `earwright export`: a design in somebody else's words.

use super::{Outcome, input, output::Out};
use crate::{
    analysis::meaning,
    design::Design,
    exchange,
    network::{Solver, log_grid},
};
use anyhow::{Result, anyhow};
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
    #[value(help = "The level at the ear, as text that REW, VituixCAD and squiglink read")]
    Frd,
    #[value(help = "The impedance, as text that REW and VituixCAD read")]
    Zma,
}

/// Points of an exported curve: 1/48 octave.
const POINTS: usize = 480;

impl Export {
    /// Writes it.
    pub(super) fn run(&self) -> Result<Outcome> {
        let design = input::design(&self.file)?;
        let out = Out::to(self.out.as_deref(), &[&self.file])?;
        let text = match self.what {
            What::Parts => exchange::parts_list(&design),
            What::Frd | What::Zma => self.curve(&design)?,
        };
        out.write(&text)?;
        Ok(Outcome::Success)
    }

    /// Solves and writes one curve.
    fn curve(&self, design: &Design) -> Result<String> {
        let grid = log_grid(POINTS, 20.0, 20_000.0);
        let solution = Solver::default().solve(design, &grid);
        input::tell(design, &solution.problems);
        let solution = meaning::without_noise(&solution).unwrap_or(solution);
        let text = match self.what {
            What::Zma => exchange::zma(&solution),
            What::Parts | What::Frd => exchange::frd(&solution),
        };
        text.ok_or_else(|| anyhow!("{} has no such curve", self.file.display()))
    }
}
