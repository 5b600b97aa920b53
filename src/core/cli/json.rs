//! What `--json` prints: one object, the same words for the same things everywhere.

use super::output::{self, Out};
use crate::{
    design::{Design, Problem, Severity},
    exchange::Finding,
};
use anyhow::Result;
use clap::Args;
use serde_json::{Value, json};
use std::path::Path;

/// The switch of every subcommand.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct Json {
    /// Print one JSON object instead.
    #[arg(long)]
    pub(super) json: bool,
}

impl Json {
    /// Writes a table: as it is, or as the `columns` of an object with other fields. What goes into a
    /// file stays CSV, and the object names it as `out`.
    pub(super) fn table(
        self,
        out: Out<'_>,
        path: Option<&Path>,
        csv: &str,
        fields: Value,
    ) -> Result<()> {
        if !self.json || path.is_some() {
            out.write(csv)?;
        }
        if !self.json {
            return Ok(());
        }
        let (name, value) = match path {
            Some(path) => ("out", path_of(path)),
            None => ("columns", columns(csv)?),
        };
        print(&with(fields, name, value))
    }
}

/// Prints the one object of a subcommand.
pub(super) fn print(object: &Value) -> Result<()> {
    output::result(&format!("{object}\n"))
}

/// An object with one more field.
pub(super) fn with(mut object: Value, name: &str, value: Value) -> Value {
    if let Value::Object(fields) = &mut object {
        fields.insert(name.to_owned(), value);
    }
    object
}

/// A path as text.
pub(super) fn path_of(path: &Path) -> Value {
    path.display().to_string().into()
}

/// A number; null where it is not finite.
pub(super) fn number(value: f64) -> Value {
    serde_json::Number::from_f64(value).map_or(Value::Null, Value::Number)
}

/// A number; null where there is none, or it is not finite.
pub(super) fn option(value: Option<f64>) -> Value {
    value.map_or(Value::Null, number)
}

/// An object that names as `out` the file that was written, null where there was none.
pub(super) fn wrote(out: Option<&Path>, fields: Value) -> Value {
    with(fields, "out", out.map_or(Value::Null, path_of))
}

/// The columns of a table: `name`, and `values` with null for empty cells.
fn columns(csv: &str) -> Result<Value> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let names: Vec<String> = reader.headers()?.iter().map(ToOwned::to_owned).collect();
    let mut columns: Vec<Vec<Value>> = names.iter().map(|_| Vec::new()).collect();
    for row in reader.records() {
        for (cell, column) in row?.iter().zip(&mut columns) {
            column.push(cell.parse().map_or(Value::Null, number));
        }
    }
    let columns = names.into_iter().zip(columns);
    Ok(columns
        .map(|(name, values)| json!({ "name": name, "values": values }))
        .collect())
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

/// What is wrong with a design: `severity`, `about` (the part's name, or null), `text`.
pub(super) fn problems(design: &Design, problems: &[Problem]) -> Vec<Value> {
    let one = |problem: &Problem| {
        json!({
            "severity": severity(problem.severity),
            "about": design.name_of(problem.subject),
            "text": problem.message,
        })
    };
    problems.iter().map(one).collect()
}
