//! What others hand to the program: preset folders, long texts, command lines without sense.

use crate::{
    cli::{design as sample, earwright},
    support::samples::hybrid,
};
use earwright::{
    design::file,
    exchange::import_response,
    library::{embedded, user},
    quantity::{self, Unit},
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::mpsc,
    thread,
    time::Duration,
};

fn said(run: &Output) -> String {
    String::from_utf8_lossy(&run.stderr).into_owned()
}

/// A preset folder with these files.
fn presets(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("drivers")).unwrap();
    for (name, text) in files {
        fs::write(folder.path().join("drivers").join(name), text).unwrap();
    }
    folder
}

fn good_preset() -> &'static str {
    embedded::text("drivers/dynamic_10mm.ron").unwrap()
}

/// Reads a folder that may keep its reader waiting.
fn read_folder(folder: &Path) -> user::UserLibrary {
    let folder = folder.to_owned();
    let (send, receive) = mpsc::channel();
    thread::spawn(move || send.send(user::read_folder(&folder)));
    let read = receive.recv_timeout(Duration::from_secs(30));
    read.expect("it waits for something in the folder")
}

#[cfg(unix)]
#[test]
fn pipes_and_endless_files_among_the_presets_are_named_and_left_alone() {
    let folder = presets(&[("good.ron", good_preset())]);
    let drivers = folder.path().join("drivers");
    let made = Command::new("mkfifo")
        .arg(drivers.join("pipe.ron"))
        .status();
    assert!(made.unwrap().success());
    std::os::unix::fs::symlink("/dev/zero", drivers.join("endless.ron")).unwrap();
    fs::create_dir(drivers.join("folder.ron")).unwrap();
    // Sparse: a gigabyte that must not be read.
    let large = fs::File::create(drivers.join("large.ron")).unwrap();
    large.set_len(1 << 30).unwrap();
    let read = read_folder(folder.path());
    assert_eq!(read.drivers.len(), 1);
    assert_eq!(read.messages.len(), 4, "{:?}", read.messages);
    for name in ["pipe.ron", "endless.ron", "folder.ron", "large.ron"] {
        let named = read.messages.iter().any(|message| message.contains(name));
        assert!(named, "{name}: {:?}", read.messages);
    }
    let large = read.messages.iter().find(|said| said.contains("large.ron"));
    assert!(large.unwrap().contains("the limit is 1048576"));
}

#[test]
fn values_of_a_preset_are_held_to_the_bounds_of_a_design() {
    let spoilt = |old: &str, new: &str| {
        assert!(good_preset().contains(old), "no {old}");
        good_preset().replacen(old, new, 1)
    };
    let name = good_preset().split("preset: \"").nth(1).unwrap();
    let name = name.split('"').next().unwrap();
    let resistance = good_preset().split("re: \"").nth(1).unwrap();
    let resistance = format!("re: \"{}\"", resistance.split('"').next().unwrap());
    let long = "x".repeat(100_000);
    let folder = presets(&[
        ("a.ron", &spoilt(&resistance, "re: \"-3 Ω\"")),
        ("b.ron", &spoilt(&format!("\"{name}\""), "\"two\\nlines\"")),
        (
            "c.ron",
            &spoilt(&format!("\"{name}\""), &format!("\"{long}\"")),
        ),
        ("d.ron", good_preset()),
    ]);
    let read = read_folder(folder.path());
    assert_eq!(read.drivers.len(), 1);
    assert_eq!(read.messages.len(), 3, "{:?}", read.messages);
    let said = &read.messages[0];
    assert!(
        said.contains("a.ron") && said.contains("must be at least"),
        "{said}"
    );
    assert!(
        read.messages[1].contains("is not a name"),
        "{:?}",
        read.messages[1]
    );
    assert!(read.messages.iter().all(|message| message.len() < 1000));
}

#[test]
fn a_folder_full_of_broken_presets_is_not_told_file_by_file() {
    let names: Vec<String> = (0..40).map(|n| format!("broken{n:02}.ron")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "(")).collect();
    let read = read_folder(presets(&files).path());
    assert_eq!(read.messages.len(), 9, "{:?}", read.messages);
    assert!(
        read.messages[8].contains("32 more files"),
        "{:?}",
        read.messages
    );
}

#[test]
fn lines_that_are_no_numbers_are_one_remark() {
    let mut text = String::from("* Hz dB\n");
    for n in 0..2000 {
        use std::fmt::Write as _;
        let _ = writeln!(text, "{}\t{}", 20 + 10 * n, 90);
        let _ = writeln!(text, "?{}\t90", "x".repeat(5000));
        let _ = writeln!(text, "-{n}\t90");
    }
    let read = import_response(&text).unwrap();
    let left_out: Vec<&str> = read
        .findings
        .iter()
        .map(|finding| finding.message.as_str())
        .filter(|message| message.contains("left out"))
        .collect();
    assert_eq!(left_out.len(), 2, "{left_out:?}");
    assert!(left_out[0].starts_with("2000 lines were left out, first line 3: “?xxx"));
    assert!(
        left_out[1].starts_with("2000 lines were left out, first line 4: -0 Hz"),
        "{left_out:?}"
    );
    assert!(left_out.iter().all(|message| message.len() < 200));
}

#[test]
fn megabytes_in_the_place_of_a_value_are_quoted_cut() {
    let long = "9".repeat(3 << 20);
    let refused = quantity::parse(&format!("{long} parsec"), &Unit::LENGTH).unwrap_err();
    assert!(refused.to_string().len() < 400);
    assert!(
        quantity::parse(&long, &Unit::LENGTH)
            .unwrap_err()
            .to_string()
            .len()
            < 400
    );
    let text = file::to_text(&hybrid());
    for (old, new) in [
        ("\"2.2 µF\"", format!("\"{long}\"")),
        ("name: \"C1\"", format!("name: \"{long}\"")),
        ("name: \"C1\"", format!("name: \"C1\", {long}: 1")),
        ("port: \"spout\"", format!("port: \"{long}\"")),
        ("kind: Source(", format!("kind: S{long}(")),
        ("notes: \"\"", format!("notes: \"\", remarks: \"{long}\"")),
    ] {
        assert!(text.contains(old), "no {old}");
        let refused = file::from_text(&text.replacen(old, &new, 1)).unwrap_err();
        let said = refused.to_string();
        assert!(said.len() < 1500, "{} letters for {old}", said.len());
        assert!(
            said.starts_with("line "),
            "{}",
            &said[..200.min(said.len())]
        );
    }
    // Notes are the user's own text, however long.
    let notes = text.replacen("notes: \"\"", &format!("notes: \"{long}\""), 1);
    assert_eq!(file::from_text(&notes).unwrap().0.notes.len(), long.len());
}

#[test]
fn arguments_without_sense_are_refused_with_the_range() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.png");
    let out = out.to_str().unwrap();
    let design = sample("hybrid");
    let curve = folder.path().join("z.zma");
    fs::write(&curve, "20 30\n200 31\n2000 33\n20000 60\n").unwrap();
    let curve = curve.to_str().unwrap();
    let fit = |more: &[&'static str]| -> Vec<String> {
        let all = ["fit", "--impedance", curve, "--out", out];
        let all = all.iter().chain(more).map(|word| (*word).to_owned());
        all.collect()
    };
    let with = |words: &[&str]| -> Vec<String> { words.iter().map(|&w| w.to_owned()).collect() };
    let long = "n".repeat(5000);
    let endless = "p".repeat(100_000);
    for (arguments, words) in [
        (
            with(&["tolerance", &design, "--units", "1000000"]),
            "2..=50000",
        ),
        (with(&["tolerance", &design, "--units", "1"]), "2..=50000"),
        (
            with(&["tolerance", &design, "--within", "NaN"]),
            "between 0.001 dB and 100 dB",
        ),
        (
            with(&["tolerance", &design, "--within=-1"]),
            "between 0.001 dB and 100 dB",
        ),
        (
            with(&["optimize", &design, "--out", out, "--draws", "0"]),
            "1..=100000",
        ),
        (
            with(&["optimize", &design, "--out", out, "--keep", ""]),
            "no part or link “”",
        ),
        (with(&["solve", &design, "--points", "0"]), "1..=100000"),
        (with(&["solve", &design, "--from", "NaN"]), "not a number"),
        (
            with(&["ears", &design, "--from", "2k", "--to", "200"]),
            "must be below --to",
        ),
        (
            with(&[
                "plot", &design, "--what", "spl", "--out", out, "--width", "8000", "--height",
                "8000",
            ]),
            "may have 4 million points",
        ),
        (
            with(&[
                "plot",
                &design,
                "--what",
                "sensitivity",
                "--out",
                out,
                "--points",
                "20001",
            ]),
            "at 1 to 20000 frequencies",
        ),
        (fit(&["--source-resistance=-1"]), "between 0 Ω and"),
        (
            fit(&["--source-volume=-1mm3"]),
            "the volume must lie between",
        ),
        (fit(&["--voltage", "0"]), "the voltage must lie between"),
        (fit(&["--from", "NaN"]), "not a number"),
        (fit(&["--from", "9k", "--to", "90"]), "must be below --to"),
        (fit(&["--name", ""]), "line of 1 to 120 characters"),
        (fit(&["--known", "Re=-4"]), "Re must lie between"),
        (fit(&["--path", "3x-1"]), "must be positive"),
        (
            with(&["fit", "--impedance", curve, "--out", out, "--name", &long]),
            "line of 1 to 120",
        ),
        (with(&["check", &endless]), "cannot open ppp"),
    ] {
        let words_given: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let run = earwright(&words_given);
        let said = said(&run);
        assert!(!run.status.success() && run.status.code().is_some());
        assert!(said.contains(words), "{:?}: {said}", &words_given[..3]);
        assert!(
            said.len() < 2000,
            "{} letters: {:?}",
            said.len(),
            &words_given[..1]
        );
        assert!(!Path::new(out).exists(), "{words}");
    }
}

#[cfg(unix)]
#[test]
fn names_cannot_command_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let path: PathBuf = folder.path().join("evil\u{1b}]0;title\u{7}\u{1b}[2J.ron");
    let text = file::to_text(&hybrid()).replacen("\"2.2 µF\"", "\"2.2 \u{1b}[31mµF\"", 1);
    fs::write(&path, text).unwrap();
    let path = path.to_str().unwrap();
    for arguments in [
        vec!["check", path],
        vec!["solve", path],
        vec!["check", &path[..path.len() - 4]],
    ] {
        let run = earwright(&arguments);
        assert!(!run.status.success());
        let said = said(&run);
        assert!(said.contains("\\u{"), "{said}");
        assert!(
            !said.chars().any(|c| c.is_control() && c != '\n'),
            "{said:?}"
        );
    }
}

#[test]
fn a_licence_stands_at_the_top() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest = fs::read_to_string(top.join("Cargo.toml")).unwrap();
    assert!(manifest.contains("license = \"MIT OR Apache-2.0\""));
    for (name, words) in [
        ("LICENSE-MIT", "MIT License"),
        ("LICENSE-APACHE", "Apache License"),
    ] {
        assert!(fs::read_to_string(top.join(name)).unwrap().contains(words));
    }
}
