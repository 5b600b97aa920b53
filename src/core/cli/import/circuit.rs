//! A circuit's parts: printed, or laid into a design.

use crate::{
    cli::{fit, input, json, output},
    design::{Parameters as _, file, operations},
    exchange::Circuit,
};
use anyhow::{Context as _, Result};
use serde_json::{Value, json as object};
use std::{fmt::Write as _, path::Path};

/// Between a design and a block below it, mm.
const BELOW_MM: f64 = 20.0;

/// Prints the parts, or adds them below a design.
pub(super) fn run(read: &Circuit, design: Option<&Path>, as_object: bool) -> Result<()> {
    if let Some(path) = design {
        let before = input::design(path)?;
        let at = before
            .bounds_mm()
            .map(|[low, high]| [f64::midpoint(low[0], high[0]), high[1] + BELOW_MM]);
        let pasted = operations::paste(&before, &read.text(), at).context("--design")?;
        let after = before.apply(&pasted.edit).context("--design")?;
        file::save(path, &after).context("--design")?;
    }
    let parts = read.fragment.parts.iter();
    let chief =
        |part: &crate::design::Part| part.kind.parameters().first().map(|(_, value)| *value);
    if as_object {
        let parts: Vec<Value> = parts
            .map(|part| object!({ "name": part.name, "kind": part.kind.word(), "value": chief(part) }))
            .collect();
        return json::print(&object!({
            "quantity": "circuit",
            "from": read.name,
            "parts": parts,
            "wires": read.fragment.links.len(),
            "points": [],
            "curves": [],
            "findings": read.findings.iter().map(json::finding).collect::<Vec<_>>(),
        }));
    }
    for finding in &read.findings {
        fit::say(finding.severity, &finding.message);
    }
    if design.is_some() {
        return Ok(());
    }
    let mut rows = "part\tkind\tvalue\n".to_owned();
    for part in parts {
        let value = chief(part).unwrap_or_default();
        let _ = writeln!(rows, "{}\t{}\t{value}", part.name, part.kind.word());
    }
    output::result(&rows)
}
