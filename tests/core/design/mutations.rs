//! Ten thousand spoilt files: each is opened or refused, with its place and a reason.

use crate::support::random::Random;
use earwright::{
    design::{Snapshot, check::check, file},
    library::{DriverPreset, embedded},
};
use std::{fs, process::Command};

/// What a file may take: processor time, s, and memory of the whole process, MiB.
const LONGEST: f64 = 1.0;
const MOST_MEMORY: u64 = 256;

/// Set in the process of its own in which the files are read, so that its memory is theirs alone.
const ALONE: &str = "EARWRIGHT_MUTATIONS_ALONE";

/// Processor time of this thread, s; absent where the system does not tell.
fn thread_time() -> Option<f64> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let ns: f64 = told.split_whitespace().next()?.parse().ok()?;
    Some(1e-9 * ns)
}

/// The most memory this process ever held, MiB; absent where the system does not tell.
fn memory() -> Option<u64> {
    let told = fs::read_to_string("/proc/self/status").ok()?;
    let line = told.lines().find(|line| line.starts_with("VmHWM"))?;
    let kib: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib / 1024)
}

/// Values that are no values, and some that are only just.
const NASTY: [&str; 22] = [
    "NaN",
    "inf",
    "-inf",
    "1e999",
    "-1",
    "0",
    "-0.0",
    "1e-320",
    "18446744073709551616",
    "\"\"",
    "\"1e308 m\"",
    "\"-3 Ω\"",
    "\"NaN µF\"",
    "\"4u7\"",
    "\"1,500 mm\"",
    "Some(1)",
    "None",
    "()",
    "[]",
    "\"\\u{0}\"",
    "'",
    "\"",
];

/// Pieces of a text between which there is something: words, numbers, strings, marks.
fn tokens(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut end = start + c.len_utf8();
        let is_word = |c: char| c.is_alphanumeric() || "_.+-".contains(c);
        if c == '"' {
            for (at, c) in rest.by_ref() {
                end = at + c.len_utf8();
                if c == '"' {
                    break;
                }
            }
        } else if is_word(c) {
            while let Some((at, c)) = rest.next_if(|(_, c)| is_word(*c)) {
                end = at + c.len_utf8();
            }
        }
        found.push((start, end));
    }
    found
}

/// A place between two letters.
fn place(text: &str, random: &mut Random) -> usize {
    let mut at = random.below(text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The text with something wrong in it, on the whole.
fn spoilt(text: &str, random: &mut Random) -> String {
    let tokens = tokens(text);
    let token = |random: &mut Random| *random.pick(&tokens).expect("not empty");
    let put = |(start, end): (usize, usize), new: &str| {
        format!("{}{new}{}", &text[..start], &text[end..])
    };
    let (start, end) = token(random);
    match random.below(16) {
        0 => text[..place(text, random)].to_owned(),
        1 => {
            let at = place(text, random);
            let letter = random.pick(&['(', ')', ',', ':', '"', '\0', 'é', '9', '/', '\u{feff}']);
            put((at, at), &letter.expect("not empty").to_string())
        }
        2 => {
            let (a, b) = (place(text, random), place(text, random));
            put((a.min(b), a.max(b)), "")
        }
        3 => put((start, end), ""),
        4 => put((end, end), &text[start..end]),
        5..=7 => put((start, end), random.pick(&NASTY).expect("not empty")),
        8 | 9 => {
            let (from, to) = token(random);
            put((start, end), &text[from..to])
        }
        10 => {
            // A number with another sign or size.
            let numbers: Vec<(usize, usize)> = tokens
                .iter()
                .copied()
                .filter(|(start, _)| text[*start..].starts_with(|c: char| c.is_ascii_digit()))
                .collect();
            let which = random.pick(&numbers).copied().unwrap_or((start, end));
            let exponent = random.within(-350.0, 350.0).round();
            put(which, &format!("{}e{}", &text[which.0..which.1], exponent))
        }
        11 => put((start, start), &"[(".repeat(random.below(400))),
        _ => {
            // Another digit: mostly another value that is one.
            let is_digit = |at: &usize| text.as_bytes()[*at].is_ascii_digit();
            let digits: Vec<usize> = (0..text.len()).filter(is_digit).collect();
            match random.pick(&digits) {
                Some(&at) => put((at, at + 1), &random.below(10).to_string()),
                None => text.to_owned(),
            }
        }
    }
}

#[test]
fn ten_thousand_spoilt_files_are_opened_or_refused_with_place_and_reason() {
    if std::env::var_os(ALONE).is_some() {
        read_spoilt_files();
        return;
    }
    let (_, room) = module_path!()
        .split_once("::")
        .expect("a module of a crate");
    let name =
        format!("{room}::ten_thousand_spoilt_files_are_opened_or_refused_with_place_and_reason");
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", &name, "--nocapture", "--test-threads", "1"])
        .env(ALONE, "1")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && said.contains("1 passed"),
        "{said}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    println!("{said}");
}

fn read_spoilt_files() {
    let mut designs: Vec<&str> = embedded::in_folder("designs")
        .map(|file| file.text)
        .collect();
    // One that keeps itself as it was.
    let (mut keeper, _) = file::from_text(designs[0]).unwrap();
    keeper.kept.push(Snapshot::of(&keeper, "Before"));
    let keeper = file::to_text(&keeper);
    designs.push(&keeper);
    let drivers: Vec<&str> = embedded::in_folder("drivers")
        .map(|file| file.text)
        .collect();
    let mut random = Random(2026);
    let (mut opened, mut refused) = (0, 0);
    let mut longest = 0.0_f64;
    for n in 0..10_000 {
        let of_driver = n % 4 == 3;
        let texts = if of_driver { &drivers } else { &designs };
        let mut text = (*random.pick(texts).expect("not empty")).to_owned();
        for _ in 0..=random.below(2) {
            text = spoilt(&text, &mut random);
            if text.is_empty() {
                break;
            }
        }
        let begun = thread_time();
        let said = if of_driver {
            match DriverPreset::from_text("mine.ron", &text) {
                Ok(preset) => {
                    // What was taken is taken again.
                    assert!(DriverPreset::from_text("mine.ron", &preset.to_text()).is_ok());
                    None
                }
                Err(error) => Some(error.to_string()),
            }
        } else {
            match file::from_text(&text) {
                Ok((design, _)) => {
                    check(&design);
                    let written = file::to_text(&design);
                    assert!(written.len() < 4 * text.len() + 10_000, "{n}");
                    let again = file::from_text(&written);
                    let (again, _) = again.unwrap_or_else(|error| panic!("{n}: {error}\n{text}"));
                    assert_eq!(file::to_text(&again), written, "{n}");
                    None
                }
                Err(error) => Some(error.to_string()),
            }
        };
        if let (Some(begun), Some(ended)) = (begun, thread_time()) {
            let took = ended - begun;
            assert!(took < LONGEST, "{n}: {took:.2} s");
            longest = longest.max(took);
        }
        match said {
            None => opened += 1,
            Some(said) => {
                refused += 1;
                assert!(said.len() < 2000, "{n}: {} letters", said.len());
                let located = said.contains("line ") && said.contains("column ");
                let told = ["format", "preset", "driver", "“", "number"];
                let reason = told.iter().any(|word| said.contains(word));
                assert!(located || reason, "{n}: {said}");
            }
        }
    }
    // Neither side of the question is empty.
    assert!(
        opened > 500 && refused > 5000,
        "{opened} opened, {refused} refused"
    );
    println!("{opened} opened, {refused} refused, the slowest in {longest:.3} s");
    if let Some(memory) = memory() {
        println!("{memory} MiB at most");
        assert!(memory < MOST_MEMORY, "{memory} MiB");
    }
}
