//! The window in Chinese, through its main states: nothing of it is left in English.

use crate::support::{command, project, select_part, settle, window, window_with};
use earwright::{
    app::{
        Earwright,
        actions::command::{Command, commands},
        files::picker::Answer,
    },
    design::file,
    exchange::Export,
    library,
    picture::View,
    validation,
    words::{self, Language},
};
use egui_kittest::{Harness, kittest::NodeT as _};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
};

/// Words in Latin letters that are the same in Chinese: units and their parts, symbols of the field,
/// names of keys, of programs, of formats, of people and of makers.
const SAME: &[&str] = &[
    "dB",
    "Hz",
    "kHz",
    "mm",
    "ms",
    "µs",
    "Pa",
    "MPa",
    "kPa",
    "mW",
    "mA",
    "Vrms",
    "mV",
    "nF",
    "µF",
    "pF",
    "mH",
    "µH",
    "kΩ",
    "mΩ",
    "cgs",
    "rayl",
    "kg",
    "mg",
    "SPL",
    "re",
    "Xmax",
    "THD",
    "Bl",
    "Re",
    "Le",
    "Ks",
    "Sd",
    "Mms",
    "Cms",
    "Kms",
    "Imax",
    "Isat",
    "Umax",
    "DRP",
    "Rayl",
    "Butterworth",
    "Linkwitz",
    "Riley",
    "Type",
    "Rms",
    "Qts",
    "Qms",
    "Qes",
    "Fs",
    "fs",
    "Vas",
    "Vf",
    "Vb",
    "Ra",
    "Ma",
    "Ca",
    "ls",
    "ds",
    "dv",
    "lv",
    "Rc",
    "Rv",
    "Ri",
    "Rp",
    "Rs",
    "Ll",
    "Lm",
    "Cp",
    "Md",
    "Rd",
    "ESR",
    "DCR",
    "Pmax",
    "Rout",
    "Rcable",
    "Lcable",
    "Ccable",
    "Esc",
    "Ctrl",
    "Shift",
    "Alt",
    "Enter",
    "Space",
    "Delete",
    "Del",
    "Home",
    "End",
    "Plus",
    "Minus",
    "Equals",
    "Tab",
    "Earwright",
    "English",
    "Language",
    "Show",
    "the",
    "window",
    "in",
    "SVG",
    "PNG",
    "PDF",
    "CSV",
    "FRD",
    "ZMA",
    "REW",
    "WAV",
    "FIR",
    "FLAC",
    "MP3",
    "STL",
    "DXF",
    "CAD",
    "SPICE",
    "KiCad",
    "LTspice",
    "ngspice",
    "squiglink",
    "Equalizer",
    "APO",
    "CamillaDSP",
    "AutoEq",
    "Wavelet",
    "VituixCAD",
    "Thiele",
    "Small",
    "Zobel",
    "IEC",
    "ISO",
    "ITU",
    "711",
    "Knowles",
    "Sonion",
    "Bellsing",
    "DENON",
    "Tymphany",
    "Simscape",
    "Harman",
    "Hudde",
    "Engel",
    "Olive",
    "Welti",
    "Khonsaripour",
    "ron",
    "svg",
    "html",
    "URL",
    "DF",
    "EMF",
    "max",
    "min",
    "ARTA",
    "TXT",
    "Leach",
    "LR",
    "NP0",
    "C0G",
    "EST",
    "mks",
    "oct",
    "Lc",
    "dc",
    "lc",
    "li",
    "Ct",
    "Vc",
    "Ro",
    "Rl",
    "Vs",
    "Pr",
    "lf",
    "df",
    "Rf",
    "lr",
    "dr",
    "Rr",
    "Mmp",
    "Cmp",
    "Rmp",
    "Sp",
    "IEF",
    "Ω",
    "mΩ",
    "TWFK",
    "ED",
    "RAB",
    "RAF",
    "SR",
    "WBFK",
    "RAU",
    "RDI",
    "CI",
    "HODVTEC",
    "UAP",
    "AJ",
    "XJ",
    "PET",
    "HPD",
    "EST65DA01",
    "DA",
    "Hornresp",
    "Basta",
    "Klippel",
    "JSON",
    "WinISD",
    "subckt",
    "ends",
    "mN",
    "mPa",
    "rs",
    "Mi",
    "tan",
    "DD",
    "BA",
    "Custom",
    "GPa",
    "tau",
    "cm",
    "min",
];

/// What the toolkit calls its own things.
const TOOLKIT: [&str; 3] = ["Resize panel", "Scroll tabs left", "Scroll tabs right"];

/// The words in Latin letters of a text that are neither the same in Chinese nor what the user wrote.
fn english_in(text: &str, own: &BTreeSet<String>) -> Vec<String> {
    let mut left = text.to_owned();
    for name in own.iter().rev() {
        left = without(&left, name);
    }
    // A line of what a field holds is a text of its own.
    if own.iter().any(|name| name.contains(text.trim())) || TOOLKIT.contains(&text) {
        return Vec::new();
    }
    let words = left.split(|letter: char| !letter.is_ascii_alphabetic());
    words
        .filter(|word| word.len() > 1 && !SAME.contains(word))
        .map(ToOwned::to_owned)
        .collect()
}

/// The text without a name where that is not part of a longer word.
fn without(text: &str, name: &str) -> String {
    let mut left = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(name) {
        let (before, after) = (&rest[..at], &rest[at + name.len()..]);
        let letter = |found: Option<char>| found.is_some_and(|sign| sign.is_ascii_alphanumeric());
        let inside = letter(before.chars().next_back()) || letter(after.chars().next());
        left.push_str(before);
        left.push_str(if inside { name } else { " " });
        rest = after;
    }
    left + rest
}

/// What of the designs is the user's: names, notes, where numbers come from.
fn own(harness: &Harness<'static, Earwright>) -> BTreeSet<String> {
    let mut own = BTreeSet::new();
    let open = harness.state().session().design();
    let known = library::designs().iter().map(|preset| &preset.design);
    for design in known.chain([&**open]) {
        own.extend(design.parts.iter().map(|part| part.name.clone()));
        own.extend(design.links.iter().map(|link| link.name.clone()));
        own.extend(design.parts.iter().map(|part| part.note.clone()));
        own.extend(design.kept.iter().map(|kept| kept.name.clone()));
        own.extend([design.name.clone(), design.notes.clone()]);
        own.extend([design.name.replace([' ', '+'], "_")]);
        own.extend(design.notes.split('\n').map(ToOwned::to_owned));
        for origin in design.parts.iter().filter_map(|part| part.kind.origin()) {
            own.insert(origin.provenance.clone());
            own.insert(origin.preset.clone());
        }
    }
    own.extend(published().iter().cloned());
    own.extend(["My driver", "Snapshot", "root", "earwright validate"].map(ToOwned::to_owned));
    own.retain(|name| name.chars().count() > 1);
    own
}

/// What published values are called, and where they stand: as their sources say it.
fn published() -> &'static [String] {
    static PUBLISHED: OnceLock<Vec<String>> = OnceLock::new();
    PUBLISHED.get_or_init(|| {
        let cases = validation::run().into_iter();
        let said = cases.flat_map(|case| {
            let about = [Some(case.source), case.known].into_iter().flatten();
            let about: Vec<String> = about.map(ToOwned::to_owned).collect();
            let checks = case.checks.into_iter().map(|check| check.what);
            checks.chain([case.name]).chain(about).collect::<Vec<_>>()
        });
        let predicted = validation::predictions().into_iter();
        let predicted = predicted.flat_map(|one| {
            [
                format!("{}  {}", one.day, one.name),
                format!("SHA-256 {}", one.sha256),
            ]
        });
        said.chain(predicted).collect()
    })
}

/// Every text of the accessibility tree.
fn texts(harness: &Harness<'static, Earwright>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut nodes = vec![harness.root()];
    while let Some(node) = nodes.pop() {
        let words = node.accesskit_node();
        found.extend(
            [words.label(), words.value(), words.description()]
                .into_iter()
                .flatten(),
        );
        nodes.extend(node.children());
    }
    found
}

/// Notes what is left in English in this state of the window.
fn note(found: &mut BTreeMap<String, String>, state: &str, harness: &Harness<'static, Earwright>) {
    let own = own(harness);
    for text in texts(harness) {
        let left = english_in(&text, &own);
        if !left.is_empty() {
            found
                .entry(text)
                .or_insert_with(|| format!("{state}: {left:?}"));
        }
    }
}

fn told(found: &BTreeMap<String, String>) -> String {
    let lines = found
        .iter()
        .map(|(text, what)| format!("{what} in {text:?}"));
    lines.collect::<Vec<_>>().join("\n")
}

/// What is spoken is one setting of the process: one test at a time.
static ALONE: Mutex<()> = Mutex::new(());

fn alone() -> MutexGuard<'static, ()> {
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn chinese() -> Harness<'static, Earwright> {
    words::speak(Language::Chinese);
    window()
}

#[test]
fn the_window_is_in_chinese_with_every_dialog_and_plot() {
    let _alone = alone();
    let mut found = BTreeMap::new();
    let mut harness = chinese();
    note(&mut found, "first", &harness);
    // Writing, asking the system, closing: they open nothing here.
    let skipped = [
        Command::Quit,
        Command::SpeakEnglish,
        Command::SpeakChinese,
        Command::Undo,
    ];
    for info in commands() {
        if skipped.contains(&info.command) || matches!(info.command, Command::Export(_)) {
            continue;
        }
        let driver = harness
            .state()
            .session()
            .design()
            .drivers()
            .next()
            .map(|part| part.id);
        if let Some(driver) = driver {
            select_part(&mut harness, driver);
        }
        let before = Arc::clone(harness.state().session().design());
        command(&mut harness, info.command);
        note(&mut found, &format!("{:?}", info.command), &harness);
        harness.key_press(egui::Key::Escape);
        settle(&mut harness);
        if !Arc::ptr_eq(&before, harness.state().session().design()) {
            harness.state_mut().set_design(library::default_design());
            settle(&mut harness);
        }
    }
    assert!(found.is_empty(), "{}\n{}", found.len(), told(&found));
}

#[test]
fn every_kind_of_part_is_shown_in_chinese() {
    let _alone = alone();
    let mut found = BTreeMap::new();
    let mut harness = chinese();
    let path = project("tests/designs/every_kind.ron");
    let (design, _) = file::load(&path).unwrap();
    harness.state_mut().set_design(design.clone());
    settle(&mut harness);
    for part in &design.parts {
        select_part(&mut harness, part.id);
        note(&mut found, &part.name, &harness);
    }
    for view in View::ALL {
        command(&mut harness, Command::Show(view));
        note(&mut found, view.id(), &harness);
    }
    assert!(found.is_empty(), "{}\n{}", found.len(), told(&found));
}

#[test]
fn the_language_changes_while_the_window_is_open() {
    let _alone = alone();
    let mut harness = chinese();
    assert!(texts(&harness).contains("文件"));
    command(&mut harness, Command::SpeakEnglish);
    let english = texts(&harness);
    assert!(english.contains("File"));
    // Nothing is kept of what was said before, but what the other language calls itself.
    let chinese: Vec<&String> = (english.iter())
        .filter(|text| {
            text.chars()
                .any(|sign| ('\u{4e00}'..'\u{9fff}').contains(&sign))
        })
        .filter(|text| !text.contains("中文"))
        .collect();
    assert!(chinese.is_empty(), "{chinese:?}");
    assert_eq!(harness.state().settings().language, Some(Language::English));
    let before = file::to_text(harness.state().session().design());
    command(&mut harness, Command::SpeakChinese);
    assert!(texts(&harness).contains("文件"));
    assert_eq!(harness.state().settings().language, Some(Language::Chinese));
    let after = file::to_text(harness.state().session().design());
    assert_eq!(before, after, "the design is as it was");
}

#[test]
fn files_are_the_same_in_every_language() {
    let _alone = alone();
    let folder = tempfile::tempdir().unwrap();
    // Those that ask nothing before they are written.
    let exports: Vec<Export> = (Export::ALL.into_iter())
        .filter(|export| export.takes().is_empty())
        .collect();
    assert!(exports.len() > 10);
    let [english, chinese] = Language::ALL.map(|language| {
        words::speak(language);
        let path = |export: &Export| {
            let name = format!("{}-{}.{}", language.tag(), export.id(), export.ending());
            folder.path().join(name)
        };
        let answers = exports
            .iter()
            .map(|export| Answer::Path(path(export)))
            .collect();
        let mut harness = window_with(answers, None);
        for export in &exports {
            command(&mut harness, Command::Export(*export));
        }
        exports
            .iter()
            .map(|export| fs::read(path(export)).unwrap())
            .collect::<Vec<_>>()
    });
    for ((export, english), chinese) in exports.iter().zip(english).zip(chinese) {
        assert!(english == chinese, "{export:?} depends on the language");
    }
}
