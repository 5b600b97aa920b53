//! The rooms of the source, what each may not know, and how large a file may be.

use std::{collections::BTreeSet, fs, path::Path};

/// Rooms below the window never see the screen.
const SCREEN: [&str; 4] = ["egui", "eframe", "egui_plot", "rfd"];

/// A room (a folder or file of `src`), the rooms it must not know, and the crates it must not use
/// besides those of the screen.
struct Room {
    name: &'static str,
    never: &'static [&'static str],
    crates: &'static [&'static str],
}

const ROOMS: &[Room] = &[
    Room {
        name: "noticed",
        never: &[
            "quantity", "physics", "design", "network", "analysis", "tuning", "library", "picture",
            "exchange", "hear", "app", "cli",
        ],
        crates: &[],
    },
    Room {
        name: "quantity",
        never: &[
            "physics", "design", "network", "analysis", "tuning", "library", "picture", "exchange",
            "app", "cli",
        ],
        crates: &[],
    },
    Room {
        name: "physics",
        never: &[
            "design", "network", "analysis", "tuning", "library", "picture", "exchange", "hear",
            "app", "cli",
        ],
        crates: &["nalgebra"],
    },
    Room {
        name: "design",
        never: &[
            "physics", "network", "analysis", "tuning", "library", "picture", "exchange", "hear",
            "app", "cli",
        ],
        crates: &["nalgebra"],
    },
    Room {
        name: "network",
        never: &[
            "analysis", "tuning", "library", "picture", "exchange", "hear", "app", "cli",
        ],
        crates: &["std::fs"],
    },
    Room {
        name: "analysis",
        never: &["tuning", "picture", "exchange", "hear", "app", "cli"],
        crates: &["std::fs"],
    },
    Room {
        name: "tuning",
        never: &["picture", "hear", "app", "cli"],
        crates: &[],
    },
    Room {
        name: "library",
        never: &["picture", "hear", "app", "cli"],
        crates: &[],
    },
    Room {
        name: "picture",
        never: &["tuning", "exchange", "hear", "app", "cli"],
        crates: &[],
    },
    Room {
        name: "exchange",
        never: &["hear", "app", "cli"],
        crates: &[],
    },
    Room {
        name: "hear",
        never: &["app", "cli"],
        crates: &["std::fs"],
    },
    Room {
        name: "validation",
        never: &["exchange", "hear", "app", "cli"],
        crates: &["std::fs"],
    },
    Room {
        name: "cli",
        never: &["app"],
        crates: &[],
    },
];

/// Words that no room below the window may use: clocks, except where a room measures itself.
const CLOCK: [&str; 2] = ["SystemTime", "Instant::now"];

/// Longest source file, lines.
const LONGEST: usize = 800;

#[test]
fn no_room_names_what_it_must_not_know() {
    let mut found = Vec::new();
    let mut files = 0;
    for room in ROOMS {
        for (path, text) in sources(room.name) {
            files += 1;
            let code = without_comments(&text);
            let rooms = rooms_named(&code)
                .into_iter()
                .filter(|(_, named)| room.never.contains(&named.as_str()));
            let clock = CLOCK.iter().filter(|_| room.name != "cli");
            let words = SCREEN.iter().chain(room.crates).chain(clock);
            let words =
                words.flat_map(|word| whole_words(&code, word).map(|at| (at, (*word).to_owned())));
            for (at, word) in rooms.chain(words) {
                let line = 1 + code[..at].matches('\n').count();
                found.push(format!("{path}:{line} names {word}"));
            }
        }
    }
    assert!(files > 50, "the scan found the source: {files} files");
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn every_room_knows_only_those_above_it_in_the_table() {
    let text =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/core/lib.rs")).unwrap();
    let row = |line: &str| Some(line.strip_prefix("//! | ")?.split_once('`')?.1.to_owned());
    let rooms: Vec<String> = (text.lines().filter_map(row))
        .map(|rest| word(&rest))
        .collect();
    let inside = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/core")).unwrap();
    let names = inside.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let there = names.filter(|name| name != "lib.rs" && name != "Cargo.toml");
    assert_eq!(rooms.len(), there.count(), "{rooms:?}");
    let mut found = Vec::new();
    for (n, room) in rooms.iter().enumerate() {
        for (path, text) in sources(room) {
            for (_, named) in rooms_named(&without_comments(&text)) {
                if rooms[n + 1..].contains(&named) {
                    found.push(format!("{path} names {named}"));
                }
            }
        }
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

/// Files of `physics` that hold no formula of anybody's: kinds of numbers, and what ties files together.
const NO_PHYSICS: [&str; 5] = [
    "physics/mod.rs",
    "physics/ear/mod.rs",
    "physics/number.rs",
    "physics/lanes/both.rs",
    "physics/lanes/x86.rs",
];

#[test]
fn every_file_of_physics_names_its_source() {
    let year = |text: &str| {
        let digits = |word: &str| word.len() == 4 && word.starts_with(['1', '2']);
        let mut words = text.split(|c: char| !c.is_ascii_digit());
        words.any(|word| digits(word) && (1800..2100).contains(&word.parse().unwrap_or(0)))
    };
    for (path, text) in sources("physics") {
        let head: String = text.lines().take_while(|l| l.starts_with("//!")).collect();
        let exempt = NO_PHYSICS.iter().any(|file| path.ends_with(file));
        assert!(exempt || year(&head), "{path} names no author and year");
    }
}

#[test]
fn no_source_file_is_longer_than_800_lines() {
    let long: Vec<String> = sources("")
        .into_iter()
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(_, lines)| *lines > LONGEST)
        .map(|(path, lines)| format!("{path}: {lines} lines"))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

/// What writes files, and the two files that may: the one writer, and the locks of recovery copies,
/// which hold nothing.
const WRITES: [&str; 5] = [
    "fs::write",
    "File::create",
    "File::options",
    "OpenOptions",
    "NamedTempFile",
];
const WRITERS: [&str; 2] = ["design/file/write.rs", "app/files/recovery/seat.rs"];

#[test]
fn every_file_is_written_by_the_one_writer() {
    let mut found = Vec::new();
    let mut writers = 0;
    for (path, text) in sources("") {
        let code = without_comments(&text);
        let writes = WRITES.iter().filter(|word| code.contains(**word));
        if WRITERS.iter().any(|writer| path.ends_with(writer)) {
            writers += writes.count();
        } else {
            found.extend(writes.map(|word| format!("{path} uses {word}")));
        }
    }
    assert!(writers >= 2, "the scan found the writers");
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The only files that may tell kinds of part apart: by a variant of `PartKind`, or by asking a part
/// for one kind. The list only shrinks: everything else is asked of the kind.
const TELL_KINDS_APART: [&str; 8] = [
    "app/inspector/kinds.rs",
    "design/document.rs",
    "design/nozzle.rs",
    "design/validate/whole.rs",
    "network/assemble/parts.rs",
    "picture/scene/symbols/mod.rs",
    "tuning/ear_family.rs",
    "tuning/variable.rs",
];

#[test]
fn few_files_tell_kinds_of_part_apart() {
    let mut telling = BTreeSet::new();
    let mut found = Vec::new();
    for (path, text) in sources("") {
        let name = path.rsplit_once("/src/").unwrap().1;
        let name = name.strip_prefix("core/").unwrap_or(name).to_owned();
        let code = without_comments(&text);
        if name.starts_with("design/kinds/") || !tells_kinds_apart(&code) {
            continue;
        }
        if !TELL_KINDS_APART.contains(&name.as_str()) {
            found.push(format!("{name} tells kinds apart: ask a fact of the kind"));
        }
        telling.insert(name);
    }
    for listed in TELL_KINDS_APART {
        if !telling.contains(listed) {
            found.push(format!(
                "{listed} tells no kinds apart: take it off the list"
            ));
        }
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

/// Whether code names a variant of `PartKind`, or asks a part for one kind.
fn tells_kinds_apart(code: &str) -> bool {
    let named = code.match_indices("PartKind::").any(|(at, start)| {
        let next = code[at + start.len()..].chars().next();
        next.is_some_and(char::is_uppercase)
    });
    let asked = ["kind.is::<", "kind.downcast_ref", "kind.downcast_mut"];
    named || asked.iter().any(|words| code.contains(words))
}

#[test]
fn no_match_over_kinds_of_part_has_an_arm_for_the_rest() {
    let mut found = Vec::new();
    let mut matches = 0;
    for (path, text) in sources("") {
        let code = without_comments(&text);
        for (line, arms) in matches_over_kinds(&code) {
            matches += 1;
            if arms
                .iter()
                .any(|arm| arm.starts_with('_') || !arm.contains("PartKind::"))
            {
                found.push(format!("{path}:{line}"));
            }
        }
    }
    assert!(matches >= 2, "the scan found {matches} matches");
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

/// Every `match` with an arm that names a variant of `PartKind`: its line, and the patterns of its
/// arms.
fn matches_over_kinds(code: &str) -> Vec<(usize, Vec<String>)> {
    let mut found = Vec::new();
    for at in whole_words(code, "match") {
        let Some(open) = code[at..].find('{') else {
            continue;
        };
        let arms = patterns(&code[at + open + 1..]);
        if arms.iter().any(|arm| arm.contains("PartKind::")) {
            found.push((1 + code[..at].matches('\n').count(), arms));
        }
    }
    found
}

/// The patterns of the arms of a `match`, from behind its opening brace.
fn patterns(body: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut depth = 0;
    let mut pattern = Some(String::new());
    let mut before = ' ';
    for c in body.chars() {
        let closes = matches!(c, '}' | ')' | ']');
        if closes && depth == 0 {
            break;
        }
        match &mut pattern {
            Some(text) if depth == 0 && before == '=' && c == '>' => {
                text.pop();
                found.push(text.trim().to_owned());
                pattern = None;
            }
            Some(text) => text.push(c),
            None => {}
        }
        if closes {
            depth -= 1;
        }
        // An arm ends with its block or with a comma.
        if pattern.is_none() && depth == 0 && (c == ',' || c == '}') {
            pattern = Some(String::new());
        }
        if matches!(c, '{' | '(' | '[') {
            depth += 1;
        }
        before = c;
    }
    for text in &mut found {
        *text = text.trim_start_matches([',', ' ', '\n']).to_owned();
    }
    found
}

#[test]
fn the_scan_knows_the_arms_of_a_match() {
    let code =
        "match kind {\n PartKind::A(x) => x.f(),\n PartKind::B { y } => {\n y\n }\n _ => 0,\n}";
    let [(1, arms)] = &matches_over_kinds(code)[..] else {
        panic!("one match at line 1")
    };
    assert_eq!(arms, &["PartKind::A(x)", "PartKind::B { y }", "_"]);
    assert!(matches_over_kinds("match x { Kind::A => 1, _ => 0 }").is_empty());
}

#[test]
fn the_scan_knows_code_from_prose() {
    let words = |code: &str, word| whole_words(&without_comments(code), word).count();
    assert_eq!(words("use egui::Ui;", "egui"), 1);
    assert_eq!(
        words("//! Nothing of egui here.\nlet x = 1; // egui", "egui"),
        0
    );
    assert_eq!(words("let eguitar = 1;", "egui"), 0);
    let rooms = |code: &str| -> Vec<String> {
        let code = without_comments(code);
        rooms_named(&code)
            .into_iter()
            .map(|(_, room)| room)
            .collect()
    };
    assert_eq!(rooms("let plot = crate::app::plots::new();"), ["app"]);
    assert_eq!(
        rooms("use crate::{\n    app::canvas,\n    design::{Part, network},\n    quantity,\n};"),
        ["app", "design", "quantity"]
    );
}

/// The text with comments blanked out, every other character where it was.
pub(crate) fn without_comments(text: &str) -> String {
    let blanked = text.lines().map(|line| {
        // A `//` in a string is taken for a comment too; that only hides what follows it.
        let code = line.split("//").next().unwrap_or_default();
        format!("{code}\n")
    });
    blanked.collect()
}

/// Places where code names a room of this crate, `use crate::{a, b}` included.
fn rooms_named(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, start) in code.match_indices("crate::") {
        let rest = &code[at + start.len()..];
        match rest.strip_prefix('{') {
            None => found.push((at, word(rest))),
            Some(group) => {
                let mut depth = 1;
                let mut begins = true;
                for (index, c) in group.char_indices() {
                    match c {
                        '{' => depth += 1,
                        '}' => depth -= 1,
                        ',' => begins = true,
                        c if begins && depth == 1 && c.is_alphabetic() => {
                            found.push((at, word(&group[index..])));
                            begins = false;
                        }
                        _ => {}
                    }
                    if depth == 0 {
                        break;
                    }
                }
            }
        }
    }
    found
}

fn word(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

fn whole_words<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    code.match_indices(word)
        .map(|(at, _)| at)
        .filter(move |&at| {
            let before = code[..at].chars().next_back();
            let after = code[at + word.len()..].chars().next();
            let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
            !joins(before) && !joins(after)
        })
}

/// Every source file of a room with its text; of all rooms for an empty name.
pub(crate) fn sources(room: &str) -> Vec<(String, String)> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let core = source.join("core");
    let mut found = Vec::new();
    let folder = match room {
        "" => source,
        _ if core.join(room).is_dir() => core.join(room),
        _ => source.join(room),
    };
    let file = core.join(format!("{room}.rs"));
    if file.is_file() {
        read(&file, &mut found);
    }
    if folder.is_dir() {
        walk(&folder, &mut found);
    }
    found
}

fn walk(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            read(&path, found);
        }
    }
}

fn read(path: &Path, found: &mut Vec<(String, String)>) {
    found.push((
        path.display().to_string(),
        fs::read_to_string(path).unwrap(),
    ));
}
