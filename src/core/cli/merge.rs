//! `earwright merge`: joins the parts of a run that was shared out.

use super::{
    Outcome,
    choices::{self, By},
    output::Out,
    tolerance::{self, Told},
};
use crate::tuning::{
    choices::part::{self, Part},
    tolerance::part::Part as Units,
};
use anyhow::{Context as _, Error, Result, bail};
use clap::Args;
use std::path::{Path, PathBuf};

/// Join the parts of a run of `tolerance` or `choices` into what one run would have said.
#[derive(Debug, Args)]
#[command(
    after_help = "It says what the one run would have said: see `earwright tolerance --help` \
    and `earwright choices --help`."
)]
pub struct Merge {
    /// Files that --shard K/N wrote, all of one run.
    #[arg(required = true)]
    parts: Vec<PathBuf>,
    #[command(flatten)]
    told: Told,
    /// Of choices, tell the front instead of the best.
    #[arg(long, value_enum)]
    by: Option<By>,
}

impl Merge {
    /// Joins, and tells what one run would have told.
    pub(super) fn run(&self) -> Result<Outcome> {
        let inputs: Vec<&Path> = self.parts.iter().map(PathBuf::as_path).collect();
        let out = Out::to(self.told.out.as_deref(), &inputs)?;
        let read = |path: &PathBuf| -> Result<(String, Vec<u8>)> {
            let bytes = std::fs::read(path);
            let bytes = bytes.with_context(|| format!("cannot read {}", path.display()))?;
            Ok((path.display().to_string(), bytes))
        };
        let files: Vec<(String, Vec<u8>)> = self.parts.iter().map(read).collect::<Result<_>>()?;
        let of_choices = files
            .iter()
            .filter(|(_, bytes)| Part::is_one(bytes))
            .count();
        if of_choices == 0 && self.by.is_some() {
            bail!("--by: it is for parts of choices, these are parts of a tolerance band");
        }
        if of_choices > 0 && self.told.within.is_some() {
            bail!("--within: it is for parts of a tolerance band, these are parts of choices");
        }
        if of_choices == 0 {
            let parts = parts(files, |bytes| Units::from_bytes(bytes).map_err(Error::msg))?;
            return tolerance::merge(parts, &self.told, out);
        }
        if of_choices < files.len() {
            bail!("some of these are parts of choices and some are not: join the parts of one run");
        }
        let parts = parts(files, |bytes| {
            let text = str::from_utf8(bytes).context("it is cut off or changed")?;
            Part::from_text(text).map_err(Error::msg)
        })?;
        let (about, found) = part::join(parts).map_err(Error::msg)?;
        let (path, json) = (self.told.out.as_deref(), self.told.json);
        choices::told(out, path, json, self.by, &about, &found)
    }
}

/// What files hold, each beside its name.
fn parts<P>(
    files: Vec<(String, Vec<u8>)>,
    read: impl Fn(&[u8]) -> Result<P>,
) -> Result<Vec<(String, P)>> {
    let one = |(name, bytes): (String, Vec<u8>)| {
        let part = read(&bytes).with_context(|| name.clone())?;
        Ok((name, part))
    };
    files.into_iter().map(one).collect()
}
