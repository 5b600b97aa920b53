//! What the inspector says of every part and link, kept while its shape changes: the names and values
//! a screen reader is told, for every preset and test design.
//!
//! `EARWRIGHT_FREEZE=1 cargo test --test gui frozen` writes `tests/frozen` anew, where the change is
//! meant.

use crate::support::{project, settle, window};
use earwright::{
    app::{Earwright, actions::Action},
    design::{Subject, file},
};
use egui::Role;
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _, by},
};
use std::{fmt::Write as _, fs, path::Path};

/// The window: high, so that the whole inspector is in it. Width and height, points.
const WINDOW: [f32; 2] = [1280.0, 1600.0];
/// What of it the inspector takes: from the left, between the menu and the status bar, points.
const INSPECTOR: f32 = 990.0;
const BARS: f32 = 34.0;

/// Roles, names and values in the inspector, top down.
fn told(harness: &Harness<'static, Earwright>) -> String {
    let mut rows: Vec<_> = harness
        .get_all(by().predicate(|node| node.label().is_some() || node.value().is_some()))
        .filter(|node| {
            let rect = node.rect();
            rect.left() >= INSPECTOR
                && rect.top() > BARS
                && rect.bottom() < WINDOW[1] - BARS
                && node.accesskit_node().role() != Role::TextRun
        })
        .map(|node| {
            let (rect, told) = (node.rect(), node.accesskit_node());
            let words = format!(
                "{:?} {} = {}",
                told.role(),
                told.label().unwrap_or_default(),
                told.value().unwrap_or_default()
            );
            (rect.top().round(), rect.left().round(), words)
        })
        .collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    rows.into_iter().map(|(.., words)| words + "\n").collect()
}

fn of_design(path: &Path) -> String {
    let (design, _) = file::load(path).unwrap();
    let mut harness = window();
    harness.set_size(WINDOW.into());
    harness.state_mut().set_design(design.clone());
    settle(&mut harness);
    let parts = design.parts.iter().map(|part| Subject::Part(part.id));
    let links = design.links.iter().map(|link| Subject::Link(link.id));
    let mut text = String::new();
    for subject in [Subject::Design].into_iter().chain(parts).chain(links) {
        if subject != Subject::Design {
            harness.state_mut().push(Action::Reveal(subject));
        }
        settle(&mut harness);
        let name = design.name_of(subject).unwrap_or("the design");
        let _ = write!(text, "== {name}\n{}", told(&harness));
    }
    text
}

#[test]
fn what_the_inspector_says_is_what_it_said() {
    let mut wrong = String::new();
    for name in [
        "presets/designs/hybrid_1dd_2ba.ron",
        "presets/designs/headphone_closed.ron",
        "tests/designs/every_kind.ron",
    ] {
        let path = &project(name);
        let stem = path.file_stem().unwrap().to_string_lossy();
        let kept_at = project("tests/frozen").join(format!("{stem}.inspector.txt"));
        let now = of_design(path);
        if std::env::var_os("EARWRIGHT_FREEZE").is_some() {
            fs::write(&kept_at, &now).unwrap();
            continue;
        }
        let kept = fs::read_to_string(&kept_at).unwrap();
        if kept != now {
            let _ = writeln!(wrong, "{name}:");
            let pairs = kept.lines().zip(now.lines());
            for (before, after) in pairs.filter(|(before, after)| before != after).take(6) {
                let _ = writeln!(wrong, "- {before}\n+ {after}");
            }
            let _ = writeln!(
                wrong,
                "{} lines, kept {}",
                now.lines().count(),
                kept.lines().count()
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
