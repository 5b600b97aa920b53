//! Files of a room that need each other in a circle: none of them can be read without the rest.

use crate::rooms::{sources, without_comments};
use std::collections::{BTreeMap, BTreeSet};

/// The rooms looked at, and how many files each has at least.
const ROOMS: [(&str, usize); 3] = [("app", 80), ("network", 50), ("physics", 30)];

/// What all of the window extends by methods of its own: naming it ties no circle.
const EXTENDED: [&str; 2] = ["app", "app::window"];

/// Files by their module's path, with what each of them uses: paths from the crate's root.
type Uses = BTreeMap<String, BTreeSet<String>>;

#[test]
fn no_files_of_a_room_need_each_other_in_a_circle() {
    let mut found = Vec::new();
    for (room, least) in ROOMS {
        let files: Vec<(String, String)> = sources(room)
            .into_iter()
            .map(|(path, text)| (module(&path), without_tests(&without_comments(&text))))
            .collect();
        assert!(
            files.len() > least,
            "{room}: the scan found {}",
            files.len()
        );
        found.extend(circles(&uses(&files)));
    }
    let found: Vec<String> = found.iter().map(|circle| circle.join(", ")).collect();
    assert!(found.is_empty(), "circles:\n{}", found.join("\n"));
}

#[test]
fn the_scan_finds_a_circle_through_what_a_folder_passes_on() {
    let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    let files = [
        file("app::a", "pub(super) use one::One;\nmod one;\nmod two;\n"),
        file("app::a::one", "use super::two::Two;\n"),
        file(
            "app::a::two",
            "use crate::{\n    app::b,\n    design::Part,\n};\n",
        ),
        file("app::b", "fn f() { super::a::One::new(); }\n"),
        file("app::c", "use super::b::{self, Thing as Other};\n"),
    ];
    assert_eq!(
        circles(&uses(&files)),
        [["app::a::one", "app::a::two", "app::b"]]
    );
}

/// `…/src/app/canvas/mod.rs` is `app::canvas`, `…/src/core/network/plan.rs` is `network::plan`.
fn module(path: &str) -> String {
    let path = path.replace('\\', "/");
    let inside = path.split("/src/").last().unwrap_or_default();
    let inside = inside.strip_prefix("core/").unwrap_or(inside);
    let inside = inside.trim_end_matches(".rs").trim_end_matches("/mod");
    inside.replace('/', "::")
}

/// Tests within a file stand at its end.
fn without_tests(code: &str) -> String {
    code.split("#[cfg(test)]")
        .next()
        .unwrap_or_default()
        .to_owned()
}

fn uses(files: &[(String, String)]) -> Uses {
    let known: BTreeSet<&str> = files.iter().map(|(module, _)| module.as_str()).collect();
    let named: Vec<(&str, Vec<Named>)> = files
        .iter()
        .map(|(module, code)| (module.as_str(), named(module, code, &known)))
        .collect();
    // What a folder passes on under its own name.
    let passed: BTreeMap<String, &str> = named
        .iter()
        .flat_map(|(module, named)| named.iter().map(move |named| (module, named)))
        .filter(|(_, named)| named.passed_on)
        .map(|(module, named)| {
            let name = named.path.rsplit("::").next().unwrap_or_default();
            (format!("{module}::{name}"), named.path.as_str())
        })
        .collect();
    let mut uses = Uses::new();
    for (module, named) in &named {
        let targets = named.iter().filter_map(|named| {
            let file = file_of(&named.path, &known, &passed)?;
            // A folder's own file may name what lies in the folder.
            let inside = file == *module || file.starts_with(&format!("{module}::"));
            (!inside && !EXTENDED.contains(&file.as_str())).then_some(file)
        });
        uses.insert((*module).to_owned(), targets.collect());
    }
    uses
}

/// The file that holds what a path names.
fn file_of(path: &str, known: &BTreeSet<&str>, passed: &BTreeMap<String, &str>) -> Option<String> {
    let parts: Vec<&str> = path.split("::").collect();
    for count in (1..=parts.len()).rev() {
        let head = parts[..count].join("::");
        // A file may pass on a thing of its own name: the file comes first.
        if known.contains(head.as_str()) {
            return Some(head);
        }
        if let Some(on) = passed.get(&head) {
            return file_of(
                &[&[*on], &parts[count..]].concat().join("::"),
                known,
                passed,
            );
        }
    }
    None
}

/// A path that a file names.
struct Named {
    path: String,
    passed_on: bool,
}

fn named(module: &str, code: &str, known: &BTreeSet<&str>) -> Vec<Named> {
    let mut found = Vec::new();
    let mut rest = String::new();
    let mut lines = code.lines();
    while let Some(line) = lines.next() {
        let Some((before, tree)) = line.split_once("use ").filter(|(before, _)| {
            before.is_empty() || (before.starts_with("pub") && before.ends_with(' '))
        }) else {
            rest.push_str(line);
            rest.push('\n');
            continue;
        };
        let mut tree = tree.to_owned();
        while !tree.contains(';') {
            tree.push_str(lines.next().unwrap_or(";"));
        }
        let tree: String = tree
            .trim_end_matches(';')
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        for path in flat(&tree) {
            found.push((path, !before.is_empty()));
        }
    }
    for start in ["super::", "crate::"] {
        for (at, _) in rest.match_indices(start) {
            let inside =
                rest[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
            let path: String = rest[at..]
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_' || *c == ':')
                .collect();
            if !inside {
                found.push((path.trim_end_matches(':').to_owned(), false));
            }
        }
    }
    found
        .into_iter()
        .filter_map(|(path, passed_on)| {
            let path = from_root(module, &path, known)?;
            Some(Named { path, passed_on })
        })
        .collect()
}

/// The paths of a tree of `use`.
fn flat(tree: &str) -> Vec<String> {
    let Some((head, group)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap_or_default().trim();
        return vec![path.trim_end_matches("::self").to_owned()];
    };
    let group = group.rsplit_once('}').map_or(group, |(inside, _)| inside);
    let mut found = Vec::new();
    let (mut depth, mut begin) = (0, 0);
    for (at, c) in group.char_indices().chain([(group.len(), ',')]) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                let branch = group[begin..at].trim();
                if !branch.is_empty() {
                    found.extend(flat(&format!("{}{branch}", head.trim())));
                }
                begin = at + 1;
            }
            _ => {}
        }
    }
    found
}

fn from_root(module: &str, path: &str, known: &BTreeSet<&str>) -> Option<String> {
    if let Some(path) = path.strip_prefix("crate::") {
        return Some(path.to_owned());
    }
    if let Some(path) = path.strip_prefix("super::") {
        let (parent, _) = module.rsplit_once("::")?;
        return match path.strip_prefix("super::") {
            Some(_) => from_root(parent, path, known),
            None => Some(format!("{parent}::{path}")),
        };
    }
    let child = format!("{module}::{}", path.split("::").next()?);
    known
        .contains(child.as_str())
        .then(|| format!("{module}::{path}"))
}

/// Files that reach each other, of every circle in order.
fn circles(uses: &Uses) -> Vec<Vec<String>> {
    let reached: BTreeMap<&str, BTreeSet<&str>> = uses
        .keys()
        .map(|file| (file.as_str(), reach(uses, file)))
        .collect();
    let mut found: BTreeSet<Vec<String>> = BTreeSet::new();
    for (file, far) in &reached {
        let circle: Vec<String> = far
            .iter()
            .filter(|other| reached.get(*other).is_some_and(|back| back.contains(file)))
            .map(|other| (*other).to_owned())
            .collect();
        if circle.len() > 1 {
            found.insert(circle);
        }
    }
    found.into_iter().collect()
}

fn reach<'a>(uses: &'a Uses, file: &str) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&str> = uses[file].iter().map(String::as_str).collect();
    while let Some(next) = open.pop() {
        if found.insert(next) {
            open.extend(uses.get(next).into_iter().flatten().map(String::as_str));
        }
    }
    found
}
