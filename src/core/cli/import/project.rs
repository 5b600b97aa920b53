//! A project's values as rows or as an object.

use crate::{
    cli::{json, output},
    exchange::{Finding, project::Project},
};
use anyhow::Result;
use serde_json::{Value, json as object};
use std::{fmt::Write as _, path::Path};

/// Prints what a project holds.
pub(super) fn print(read: &Project, path: &Path, as_object: bool) -> Result<()> {
    let there = read.files_there(path);
    let what = format!(
        "this is {}: its values are told, and {} of the {} files of curves it refers to are there to be imported",
        read.from,
        there.len(),
        read.files.len()
    );
    let finding = Finding::note(what);
    if as_object {
        let values: Vec<Value> = (read.values.iter())
            .map(|held| object!({ "of": held.of, "name": held.name, "value": held.value }))
            .collect();
        let there: Vec<Value> = there.iter().map(|path| json::path_of(path)).collect();
        return json::print(&object!({
            "quantity": "project",
            "from": read.from,
            "values": values,
            "files": read.files,
            "files_there": there,
            "points": [],
            "curves": [],
            "findings": [json::finding(&finding)],
        }));
    }
    crate::cli::input::say(finding.severity, &finding.message);
    let mut rows = String::new();
    for held in &read.values {
        let _ = writeln!(rows, "{}\t{}\t{}", held.of, held.name, held.value);
    }
    for file in &read.files {
        let _ = writeln!(rows, "File\t{file}");
    }
    output::result(&rows)
}
