//! A driver's parameters as rows or as an object.

use crate::{
    cli::{json, output},
    design::air::Air,
    exchange::{
        Finding,
        parameters::{Parameter, Parameters},
    },
    quantity::text::exact,
};
use anyhow::Result;
use serde_json::{Value, json as object};
use std::fmt::Write as _;

/// Prints what was read.
pub(super) fn print(read: &Parameters, as_object: bool) -> Result<()> {
    let findings = findings(read);
    if as_object {
        return json::print(&of(read, &findings));
    }
    for finding in &findings {
        crate::cli::input::say(finding.severity, &finding.message);
    }
    let mut rows = String::new();
    for Parameter { number, value, .. } in &read.values {
        let _ = writeln!(
            rows,
            "{}\t{}",
            number.symbol(),
            exact(*value, number.unit())
        );
    }
    output::result(&rows)
}

/// What the file is, what was found in it, what contradicts itself and what is missing.
fn findings(read: &Parameters) -> Vec<Finding> {
    let (contradictions, missing) = read.contradictions(&Air::default());
    let what = format!("this is {}: driver parameters, not a curve", read.from);
    let said = contradictions
        .iter()
        .map(|words| Finding::doubt(format!("the numbers contradict each other: {words}")));
    std::iter::once(Finding::note(what))
        .chain(said)
        .chain(missing.map(Finding::note))
        .chain(read.findings.iter().cloned())
        .collect()
}

fn of(read: &Parameters, findings: &[Finding]) -> Value {
    let values: Vec<Value> = (read.values.iter())
        .map(|value| {
            object!({
                "symbol": value.number.symbol(),
                "value": value.value,
                "unit": value.number.si(),
                "written": value.written,
                "line": value.line,
            })
        })
        .collect();
    let left: Vec<Value> = (read.left.iter())
        .map(|left| object!({ "written": left.written, "line": left.line, "why": left.why }))
        .collect();
    object!({
        "quantity": "parameters",
        "from": read.from,
        "name": read.name,
        "parameters": values,
        "not_taken": left,
        "points": [],
        "curves": [],
        "findings": findings.iter().map(json::finding).collect::<Vec<_>>(),
    })
}
