//! The README's runs on several machines by GNU parallel: here each of them is a shell of its own.

use super::{design, earwright, text};
use crate::support::peer;
use std::{fs, path::Path, process::Command};

/// Reaches a machine as ssh does: what follows its name, in a shell that begins at home.
const SSH: &str = "#!/bin/sh
while [ \"${1#-}\" != \"$1\" ]; do shift; done
shift
[ \"$1\" = -- ] && shift
cd \"$HOME\" && exec sh -c \"$*\"
";

/// The README's line for GNU parallel about a subcommand, and the one after it, which joins.
fn lines(subcommand: &str) -> [&'static str; 2] {
    let mut lines = include_str!("../../../README.md").lines().map(str::trim);
    let begins = |line: &&str| {
        line.starts_with("parallel ") && line.contains(&format!(" earwright {subcommand} "))
    };
    let shared = lines.find(begins).unwrap();
    [shared, lines.next().unwrap()]
}

/// Runs both lines in a folder below the home that all machines share, with some words exchanged for
/// what takes a test's time; false where there is no GNU parallel.
fn runs(home: &Path, subcommand: &str, exchanged: (&str, &str)) -> bool {
    let version = Command::new("parallel").arg("--version").output();
    if !version.is_ok_and(|told| text(&told.stdout).starts_with("GNU parallel")) {
        peer::missing("GNU parallel");
        return false;
    }
    let [shared, joined] = lines(subcommand);
    assert!(shared.contains(exchanged.0), "{shared}");
    assert!(joined.starts_with("earwright merge part-* "), "{joined}");
    let work = home.join("work");
    fs::create_dir_all(&work).unwrap();
    fs::copy(design("hybrid"), work.join("design.ron")).unwrap();
    let ssh = home.join("ssh.sh");
    fs::write(&ssh, SSH).unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_earwright"));
    let path = std::env::var("PATH").unwrap();
    let run = Command::new("sh")
        .arg("-ec")
        .arg(format!(
            "{}\n{joined}",
            shared.replacen(exchanged.0, exchanged.1, 1)
        ))
        .current_dir(&work)
        .env("HOME", home)
        .env("PWD", &work)
        // As sshd sets it: without it GNU parallel 20221122 runs no job, and ends without a word.
        .env("SHELL", "/bin/sh")
        .env("PARALLEL_SSH", format!("sh {}", ssh.display()))
        .env(
            "PATH",
            format!("{}:{path}", program.parent().unwrap().display()),
        )
        .output()
        .unwrap();
    assert!(run.status.success(), "{shared}: {}", text(&run.stderr));
    assert!(work.join("part-8").is_file(), "the eighth part is missing");
    true
}

#[test]
fn parallel_builds_units_on_several_machines_as_one_run_does() {
    let home = tempfile::tempdir().unwrap();
    if !runs(home.path(), "tolerance", ("--units 50000", "--units 24")) {
        return;
    }
    let whole = earwright(&["tolerance", &design("hybrid"), "--units", "24"]);
    let joined = fs::read_to_string(home.path().join("work/band.csv")).unwrap();
    assert_eq!(joined, text(&whole.stdout));
}

#[test]
fn parallel_ranks_choices_on_several_machines_as_one_run_does() {
    let home = tempfile::tempdir().unwrap();
    let few = "--all rc --nearest 2";
    if !runs(home.path(), "choices", ("--nearest 5", few)) {
        return;
    }
    let of = design("hybrid");
    let run = [
        "choices",
        &of,
        "--all",
        "rc",
        "--nearest",
        "2",
        "--by",
        "impedance",
    ];
    let joined = fs::read_to_string(home.path().join("work/front.csv")).unwrap();
    assert_eq!(joined, text(&earwright(&run).stdout));
}
