//! XSim projects (`.dxo`): sections of `count //kind` and `n //Lines`, then n lines an item, each a
//! value and behind `//` what it is, which may be said at the first item alone.

use super::Project;

/// What only says how it is drawn.
const DRAWING: &[&str] = &[
    "position", "rotat", "color", "colour", "label", "flip", "width",
];

pub(super) fn read(text: &str) -> Option<Project> {
    let lines: Vec<(&str, &str)> = text
        .lines()
        .map(|line| {
            let (value, said) = line.split_once("//").unwrap_or((line, ""));
            (value.trim(), said.trim())
        })
        .collect();
    let is_lines = |at: usize| lines.get(at).is_some_and(|(_, said)| *said == "Lines");
    let heads: Vec<usize> = (0..lines.len()).filter(|at| is_lines(at + 1)).collect();
    let kind = |at: &usize| lines.get(*at).map_or("", |(_, said)| *said);
    if !heads
        .iter()
        .any(|at| matches!(kind(at), "VoltageSource" | "Driver"))
    {
        return None;
    }
    let mut project = Project::new(tr!("an XSim project"));
    for (n, at) in heads.iter().enumerate() {
        let number = |at: usize| {
            lines
                .get(at)
                .and_then(|(value, _)| value.parse::<usize>().ok())
        };
        let (Some(count), Some(length)) = (number(*at), number(at + 1)) else {
            continue;
        };
        let end = heads.get(n + 1).copied().unwrap_or(lines.len());
        let body = lines.get(at + 2..end).unwrap_or_default();
        if length == 0 {
            continue;
        }
        let mut names: Vec<&str> = vec![""; length.min(body.len())];
        for (item, of) in body.chunks(length).take(count).enumerate() {
            let title = format!("{} {}", kind(at), item + 1);
            for ((value, said), name) in of.iter().zip(&mut names) {
                if !said.is_empty() {
                    *name = said;
                }
                let lower = value.to_lowercase();
                if [".frd", ".zma", ".txt"]
                    .iter()
                    .any(|ending| lower.ends_with(ending))
                {
                    project.refer(value);
                } else if !name.is_empty()
                    && !DRAWING
                        .iter()
                        .any(|word| name.to_lowercase().contains(word))
                {
                    project.hold(&title, name, value);
                }
            }
        }
    }
    Some(project)
}
