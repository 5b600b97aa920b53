//! The catalogue holds what the source says, no more and no less.

use crate::support::project;
use earwright::{
    app::actions::command::{Menu, commands},
    design::{Choices as _, Parameters as _, PartKind},
    exchange::Export,
    library,
    picture::View,
    words::{self, Language, sentence},
};
use earwright_tr::tr;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
};

fn catalogue() -> BTreeMap<&'static str, &'static str> {
    Language::Chinese.catalogue().iter().copied().collect()
}

/// Files below a folder of the project that end so.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut folders = vec![project(folder)];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|known| known == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The text a literal stands for, from behind its first quote.
fn literal(source: &str) -> String {
    let mut text = String::new();
    let mut letters = source.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => break,
            '\\' => match letters.next().unwrap() {
                'n' => text.push('\n'),
                '\n' => while letters.next_if(|letter| letter.is_whitespace()).is_some() {},
                other => text.push(other),
            },
            other => text.push(other),
        }
    }
    text
}

/// Every sentence that stands in a `tr!`.
fn said() -> BTreeMap<String, PathBuf> {
    let mut said = BTreeMap::new();
    for path in files("src", "rs") {
        let source = fs::read_to_string(&path).unwrap();
        for (at, call) in source.match_indices("tr!(") {
            if source[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_') {
                continue;
            }
            let line = source[..at].rfind('\n').map_or(0, |end| end + 1);
            let within = source[at + call.len()..].trim_start();
            if !source[line..at].contains("//")
                && let Some(text) = within.strip_prefix('"')
            {
                said.insert(literal(text), path.clone());
            }
        }
    }
    said
}

/// What stands in tables and presets and is looked up where it is shown.
fn tabled() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut add = |text: &str| _ = found.insert(text.to_owned());
    words::in_english(|| {
        for info in commands() {
            add(info.label);
            add(info.tooltip);
        }
        for menu in Menu::ALL {
            add(menu.label());
        }
        for view in View::ALL {
            add(view.name());
        }
        for export in Export::ALL {
            add(export.files());
        }
        for (name, kind) in PartKind::offered() {
            add(name);
            add(kind.word());
        }
        let drivers = library::drivers().iter().map(|driver| &driver.part);
        let plain: Vec<PartKind> = PartKind::offered()
            .into_iter()
            .map(|(_, kind)| kind)
            .collect();
        for kind in plain.iter().chain(drivers) {
            add(kind.word());
            for (info, _) in kind.parameters() {
                add(info.label);
            }
            for (info, _) in kind.choices() {
                add(info.label);
                add(info.tooltip);
                info.options.iter().for_each(|word| add(word));
            }
        }
        for driver in library::drivers() {
            add(driver.name());
            add(&driver.summary);
        }
        for ear in library::ears() {
            add(&ear.name);
            add(&ear.summary);
            add(&ear.validity);
        }
        for shell in library::shells() {
            add(&shell.shell.name);
            add(&shell.summary);
        }
        for damper in library::dampers() {
            add(&damper.name);
            add(&tr!("{} damper", damper.name));
        }
        for design in library::designs() {
            add(design.name());
        }
    });
    found
}

/// Whether there is anything to translate: two letters that are no name of a maker or a symbol.
fn is_prose(text: &str) -> bool {
    const NAMES: [&str; 14] = [
        "CamillaDSP",
        "Equalizer APO",
        "AutoEq",
        "Leach",
        "C0G / NP0",
        "X7R",
        "X5R",
        "LR-2",
        "Knowles",
        "Sonion",
        "RJ",
        "Bl",
        "Re",
        "Esc",
    ];
    let name = NAMES.iter().any(|name| text.starts_with(name));
    let letters = |word: &str| word.chars().filter(char::is_ascii_lowercase).count();
    !name
        && text
            .split(' ')
            .any(|word| letters(word) > 1 && word.len() > 2)
}

#[test]
fn every_sentence_of_the_source_is_in_the_catalogue() {
    let catalogue = catalogue();
    let said = said();
    assert!(said.len() > 1500, "the scan finds them: {}", said.len());
    let missing: Vec<String> = (said.iter())
        .filter(|(text, _)| is_prose(text) && !catalogue.contains_key(text.as_str()))
        .map(|(text, path)| format!("{}: {text:?}", path.display()))
        .collect();
    assert!(
        missing.is_empty(),
        "{}\n{}",
        missing.len(),
        missing.join("\n")
    );
}

#[test]
fn every_word_of_tables_and_presets_is_in_the_catalogue() {
    let catalogue = catalogue();
    let missing: Vec<String> = tabled()
        .into_iter()
        .filter(|text| is_prose(text) && !catalogue.contains_key(text.as_str()))
        .collect();
    assert!(
        missing.is_empty(),
        "{}\n{}",
        missing.len(),
        missing.join("\n")
    );
}

#[test]
fn nothing_in_the_catalogue_is_said_no_more() {
    let said = said();
    let tabled = tabled();
    let plain = |text: &str| {
        let text = text.replace("\\\"", "\"").replace("\\'", "'");
        let text = text
            .replace("\\n", "\n")
            .replace("\\\n", " ")
            .replace("///", " ");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let sources = files("src", "rs")
        .into_iter()
        .chain(files("presets", "ron"));
    let manifest = project("Cargo.toml");
    let everything: String = sources
        .chain([manifest])
        .map(|path| plain(&fs::read_to_string(path).unwrap()) + "\n")
        .collect();
    let stale: Vec<&str> = catalogue()
        .into_keys()
        .filter(|key| !said.contains_key(*key) && !tabled.contains(*key))
        .filter(|key| !everything.contains(&plain(key)))
        .collect();
    assert!(stale.is_empty(), "{}\n{}", stale.len(), stale.join("\n"));
}

#[test]
fn a_translation_fills_the_places_of_its_sentence() {
    let mut wrong = Vec::new();
    for (english, chinese) in catalogue() {
        let there: Vec<&str> = words::places(english).collect();
        // A name that stands twice is one value.
        let first = |at: usize| match there[at] {
            "" => at,
            name => there.iter().position(|known| *known == name).unwrap(),
        };
        let mut unnamed = (0..there.len()).filter(|&at| there[at].is_empty());
        let filled = words::places(chinese).map(|name| match name {
            "" => unnamed.next(),
            name => (there.iter().position(|known| *known == name)).or_else(|| name.parse().ok()),
        });
        let filled: BTreeSet<Option<usize>> = filled.collect();
        let all: BTreeSet<Option<usize>> = (0..there.len()).map(|at| Some(first(at))).collect();
        if filled != all {
            wrong.push(format!("{english:?} → {chinese:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn sentences_are_filled_where_the_other_language_puts_them() {
    let (name, part) = ("R1", "T2");
    words::speak(Language::Chinese);
    assert_eq!(tr!("Duplicate {} along {}", name, part), "沿 T2 复制 R1");
    assert_eq!(tr!("{name} in {}", part), "T2 中的 R1");
    let english = words::in_english(|| tr!("Duplicate {} along {}", name, part));
    assert_eq!(english, "Duplicate R1 along T2");
    assert_eq!(tr!("File"), "文件");
    assert_eq!(words::text("No such sentence"), "No such sentence");
}

#[test]
fn what_was_kept_in_one_language_is_told_in_the_other() {
    words::speak(Language::Chinese);
    let (voltage, along) = (0.1, "z");
    let kept = || {
        [
            tr!("Imported from {}.", "mine v1.5.csv"),
            tr!("Taken at {voltage} V by its heading."),
            sentence(&tr!("it is seen along its {along} axis, as you chose")),
            sentence(tr!(
                "the phase is zero at every frequency: it was not measured, and was left out"
            )),
        ]
        .join(" ")
    };
    let (chinese, english) = (kept(), words::in_english(kept));
    assert_eq!(words::in_english(|| words::retold(&chinese)), english);
    assert_eq!(words::in_english(|| words::retold(&english)), english);
    // Full stops differ by hand.
    let plain = |text: &str| text.replace(['.', '。', ' '], "");
    assert_eq!(plain(&words::retold(&english)), plain(&chinese));
    let own = "Measured by me. Second line, 1.5 V.";
    assert_eq!(words::retold(own), own);
    for odd in ["", " ", "。", "...", "{}", "a. ", "测得。的"] {
        words::retold(odd);
    }
}
