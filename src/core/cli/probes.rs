//! Ports named on the command line, as probes.

use crate::{
    design::{Design, LinkEnd},
    picture::Probe,
};
use anyhow::{Context as _, Result, bail};
use clap::Args;

/// Ports that are read besides what is always told.
#[derive(Debug, Args)]
pub(super) struct Probes {
    /// A port whose curves are told as well, as `PART.PORT`; may be given several times.
    #[arg(long, value_name = "PART.PORT")]
    probe: Vec<String>,
}

impl Probes {
    /// Whether any was named.
    pub(super) fn are_given(&self) -> bool {
        !self.probe.is_empty()
    }

    /// The ports asked for.
    pub(super) fn find(&self, design: &Design) -> Result<Vec<Probe>> {
        let mut probes: Vec<Probe> = Vec::new();
        for wanted in &self.probe {
            // A part's name may hold a dot, a port's does not.
            let (name, port) = wanted
                .rsplit_once('.')
                .with_context(|| format!("--probe {wanted}: write PART.PORT"))?;
            let part = design
                .parts
                .iter()
                .find(|part| part.name == name)
                .with_context(|| format!("--probe {wanted}: no part is called “{name}”"))?;
            let ports: Vec<&str> = part.kind.ports().iter().map(|port| port.name).collect();
            if !ports.contains(&port) {
                bail!(
                    "--probe {wanted}: “{name}” has the ports {}",
                    ports.join(", ")
                );
            }
            let end = LinkEnd {
                part: part.id,
                port: port.to_owned(),
            };
            probes.push(Probe::new(design, end, &probes));
        }
        Ok(probes)
    }
}
