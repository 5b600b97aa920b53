//! What is compiled in may be handed out: the licence of every crate is one that asks for no more
//! than to be told.

use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    process::{Command, Output},
};

/// Licences that ask for their text, or for the source of the crate itself, which is public.
const ALLOWED: [&str; 13] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MPL-2.0",
    "OFL-1.1",
    "Ubuntu-font-1.0",
    "Unicode-3.0",
    "Zlib",
];

/// Crates under MPL 2.0: they are used as they come, and README names them.
const SHARED_ALIKE: [&str; 2] = ["symphonia", "option-ext"];

fn metadata(more: &[&str]) -> Output {
    Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .args(more)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap()
}

/// The crates that end up in the program, by name with version, and the licence of each.
fn compiled_in() -> BTreeMap<String, String> {
    // Of all systems where their crates are at hand, which only `cargo fetch` makes sure of.
    let mut output = metadata(&[]);
    if !output.status.success() {
        let version = Command::new("rustc").arg("-vV").output().unwrap();
        let version = String::from_utf8(version.stdout).unwrap();
        let host = version
            .lines()
            .find_map(|line| line.strip_prefix("host: "))
            .unwrap();
        println!("the crates of other systems are not at hand: those of {host} are looked at");
        output = metadata(&["--filter-platform", host]);
    }
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let all: Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let packages: BTreeMap<String, &Value> = all["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|package| (text(&package["id"]), package))
        .collect();
    let nodes: BTreeMap<String, &Value> = all["resolve"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|node| (text(&node["id"]), node))
        .collect();
    let mut waiting = vec![text(&all["resolve"]["root"])];
    let mut seen = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if !seen.insert(id.clone()) {
            continue;
        }
        for needed in nodes[&id]["deps"].as_array().unwrap() {
            // Neither tests nor build scripts are handed out.
            let mut kinds = needed["dep_kinds"].as_array().unwrap().iter();
            if kinds.any(|kind| kind["kind"].is_null()) {
                waiting.push(text(&needed["pkg"]));
            }
        }
    }
    let told = |id: &String| {
        let package = packages[id];
        let name = format!("{} {}", text(&package["name"]), text(&package["version"]));
        (name, text(&package["license"]))
    };
    seen.iter().map(told).collect()
}

fn may_be_handed_out(licence: &str, allowed: &[&str]) -> bool {
    spdx::Expression::parse_mode(licence, spdx::ParseMode::LAX).is_ok_and(|expression| {
        expression.evaluate(|asked| {
            // Exceptions only ever allow more.
            let id = asked.license.id();
            id.is_some_and(|id| allowed.contains(&id.name))
        })
    })
}

#[test]
fn every_crate_may_be_handed_out() {
    let crates = compiled_in();
    assert!(
        crates.len() > 100,
        "only {} crates were found",
        crates.len()
    );
    let without_mpl: Vec<&str> = ALLOWED
        .into_iter()
        .filter(|licence| *licence != "MPL-2.0")
        .collect();
    let refused: Vec<_> = crates
        .iter()
        .filter(|(name, licence)| {
            let alike = SHARED_ALIKE.iter().any(|start| name.starts_with(start));
            let allowed: &[&str] = if alike { &ALLOWED } else { &without_mpl };
            !may_be_handed_out(licence, allowed)
        })
        .collect();
    assert!(
        refused.is_empty(),
        "these need another licence, another crate or a word in README: {refused:#?}"
    );
}

#[test]
fn the_readme_names_what_is_to_stay_open() {
    let readme = include_str!("../../README.md").to_lowercase();
    for name in SHARED_ALIKE {
        assert!(readme.contains(name), "{name}");
    }
}

#[test]
fn what_binds_the_program_itself_is_refused() {
    for licence in [
        "GPL-3.0-only",
        "MIT AND AGPL-3.0-only",
        "",
        "LicenseRef-own",
    ] {
        assert!(!may_be_handed_out(licence, &ALLOWED), "{licence}");
    }
    for licence in [
        "MIT/Apache-2.0",
        "GPL-2.0-only OR Apache-2.0 WITH LLVM-exception",
    ] {
        assert!(may_be_handed_out(licence, &ALLOWED), "{licence}");
    }
}

#[test]
fn what_comes_with_the_program_is_named() {
    let notices = include_str!("../../assets/notices.md");
    let targets = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/targets");
    for entry in std::fs::read_dir(targets).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(notices.contains(&name), "{name} is not told of");
    }
}
