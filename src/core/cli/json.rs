//! What `--json` prints: one object, the same words for the same things everywhere.

use super::output;
use crate::{design::Severity, exchange::Finding};
use anyhow::Result;
use serde_json::{Value, json};

/// Prints the one object of a subcommand.
pub(super) fn print(object: &Value) -> Result<()> {
    output::result(&format!("{object}\n"))
}

/// How bad something is, in a word.
pub(super) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// Something found in a file: `severity`, `line`, `text`.
pub(super) fn finding(found: &Finding) -> Value {
    json!({ "severity": severity(found.severity), "line": found.line, "text": found.message })
}
