//! The rooms of the source, what each may not know, and how large a file may be.

use std::{fs, path::Path};

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
            "design", "network", "analysis", "tuning", "library", "picture", "exchange", "app",
            "cli",
        ],
        crates: &["nalgebra"],
    },
    Room {
        name: "design",
        never: &[
            "physics", "network", "analysis", "tuning", "library", "picture", "exchange", "app",
            "cli",
        ],
        crates: &["nalgebra"],
    },
    Room {
        name: "network",
        never: &[
            "analysis", "tuning", "library", "picture", "exchange", "app", "cli",
        ],
        crates: &["std::fs"],
    },
    Room {
        name: "analysis",
        never: &["tuning", "picture", "exchange", "app", "cli"],
        crates: &["std::fs"],
    },
    Room {
        name: "tuning",
        never: &["picture", "app", "cli"],
        crates: &[],
    },
    Room {
        name: "library",
        never: &["picture", "app", "cli"],
        crates: &[],
    },
    Room {
        name: "picture",
        never: &["tuning", "exchange", "app", "cli"],
        crates: &[],
    },
    Room {
        name: "exchange",
        never: &["app", "cli"],
        crates: &[],
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
