//! What the program without its window does to files: results whole, inputs untouched.

use super::program;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};

fn said(run: &Output) -> String {
    String::from_utf8(run.stderr.clone()).unwrap()
}

/// A copy of a design that a test may lose.
fn design(folder: &Path) -> PathBuf {
    let path = folder.join("design.ron");
    fs::copy(super::design("single_ba"), &path).unwrap();
    path
}

/// Every subcommand that reads a design and writes a result of another kind.
const WORKS: [&[&str]; 9] = [
    &["solve", "--points", "4"],
    &["export", "--what", "parts"],
    &["export", "--what", "frd"],
    &["export", "--what", "zma"],
    &["tolerance", "--units", "2"],
    &["ears", "--points", "4"],
    &["ears", "--points", "4", "--count", "2"],
    &["convert", "--from", "711", "--to", "type-4.3"],
    &["plot", "--what", "spl", "--points", "8"],
];

#[test]
fn a_result_never_takes_the_place_of_the_design_it_is_of() {
    let folder = tempfile::tempdir().unwrap();
    let path = design(folder.path());
    let before = fs::read(&path).unwrap();
    // A plot wants this ending; the others take any.
    let hard = folder.path().join("same.svg");
    fs::hard_link(&path, &hard).unwrap();
    let mut others = vec![hard];
    #[cfg(unix)]
    {
        let link = folder.path().join("link.svg");
        std::os::unix::fs::symlink("design.ron", &link).unwrap();
        others.push(link);
    }
    others.push(path.clone());
    let roundabout = folder.path().join(".").join("design.ron");
    others.push(roundabout);
    for work in WORKS {
        for out in &others {
            if work[0] == "plot" && out.extension().is_some_and(|ending| ending == "ron") {
                continue;
            }
            let mut command = program();
            command.arg(work[0]).arg(&path).args(&work[1..]);
            let run = command.arg("--out").arg(out).output().unwrap();
            assert_eq!(run.status.code(), Some(1), "{work:?} {out:?}");
            assert!(
                said(&run).contains("is a file that is read"),
                "{}",
                said(&run)
            );
            assert_eq!(fs::read(&path).unwrap(), before, "{work:?} {out:?}");
        }
    }
}

#[test]
fn a_fit_never_takes_the_place_of_a_measurement() {
    let folder = tempfile::tempdir().unwrap();
    let curve = folder.path().join("z.zma");
    let rows: String = (0..40)
        .map(|n| format!("{} 30 0\n", 20 * (n + 1)))
        .collect();
    fs::write(&curve, &rows).unwrap();
    let mut command = program();
    command.args(["fit", "--impedance"]).arg(&curve);
    let run = command.arg("--out").arg(&curve).output().unwrap();
    assert_eq!(run.status.code(), Some(1));
    assert!(
        said(&run).contains("is a file that is read"),
        "{}",
        said(&run)
    );
    assert_eq!(fs::read_to_string(&curve).unwrap(), rows);
}

#[cfg(unix)]
#[test]
fn a_result_goes_into_files_only() {
    let folder = tempfile::tempdir().unwrap();
    let path = design(folder.path());
    let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("socket.svg")).unwrap();
    let dangling = folder.path().join("dangling.svg");
    std::os::unix::fs::symlink("nothing.svg", &dangling).unwrap();
    for (out, why) in [
        ("socket.svg", "is a socket, not a file"),
        ("dangling.svg", "is a link to a file that is not there"),
        ("no/where.svg", "there is no folder"),
    ] {
        for work in WORKS {
            let mut command = program();
            command.arg(work[0]).arg(&path).args(&work[1..]);
            let run = command
                .arg("--out")
                .arg(folder.path().join(out))
                .output()
                .unwrap();
            assert_eq!(run.status.code(), Some(1), "{work:?} {out}");
            assert!(said(&run).contains(why), "{work:?}: {}", said(&run));
        }
    }
    assert!(fs::symlink_metadata(&dangling).unwrap().is_symlink());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
}

/// A search that takes minutes if it is let.
fn search(design: &Path, out: &Path) -> Command {
    let mut command = program();
    command.arg("optimize").arg(design).arg("--out").arg(out);
    command.args(["--draws", "100000"]);
    command
}

#[test]
fn a_search_that_could_not_be_written_does_not_begin() {
    let folder = tempfile::tempdir().unwrap();
    let path = design(folder.path());
    let run = search(&path, &folder.path().join("no/where.ron"))
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(1));
    assert!(said(&run).contains("there is no folder"), "{}", said(&run));
}

#[cfg(unix)]
fn interrupt(child: &Child) {
    let status = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(status.unwrap().success());
}

/// Whether the program has asked the system to be told of interrupts.
#[cfg(target_os = "linux")]
fn takes_interrupts(child: &Child) -> bool {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:"));
    caught
        .and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
        .is_some_and(|mask| mask & 0b10 != 0)
}

#[cfg(target_os = "linux")]
#[test]
fn an_interrupted_search_keeps_its_best() {
    let folder = tempfile::tempdir().unwrap();
    let path = design(folder.path());
    let out = folder.path().join("better.ron");
    let child = search(&path, &out).stderr(Stdio::piped()).spawn().unwrap();
    let begun = Instant::now();
    while !takes_interrupts(&child) {
        assert!(
            begun.elapsed() < Duration::from_mins(1),
            "interrupts are not taken"
        );
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(
        !out.exists(),
        "nothing is written before there is something"
    );
    interrupt(&child);
    let run = child.wait_with_output().unwrap();
    assert_eq!(run.status.code(), Some(130), "{}", said(&run));
    assert!(
        said(&run).contains("interrupted: the best so far is in"),
        "{}",
        said(&run)
    );
    let check = program().arg("check").arg(&out).output().unwrap();
    assert!(check.status.success(), "{}", said(&check));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

/// Kills at moments spread over the writing: the file is the old one or a new one, to the last byte.
#[test]
fn a_killed_command_leaves_results_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = design(folder.path());
    let out = folder.path().join("curves.csv");
    let table = |points: &str| {
        let mut command = program();
        command.arg("solve").arg(&path).args(["--points", points]);
        let run = command.output().unwrap();
        assert!(run.status.success());
        run.stdout
    };
    let whole = [table("20000"), table("19999")];
    fs::write(&out, &whole[0]).unwrap();
    let write = |points: &str| {
        let mut command = program();
        command.arg("solve").arg(&path).args(["--points", points]);
        command.arg("--out").arg(&out).spawn().unwrap()
    };
    let begun = Instant::now();
    assert!(write("20000").wait().unwrap().success());
    let takes = begun.elapsed();
    for n in 0..24 {
        let mut child = write(if n % 2 == 0 { "19999" } else { "20000" });
        // From half its time on: the writing comes last.
        std::thread::sleep(takes.mul_f64(0.5 + 0.03 * f64::from(n)));
        child.kill().ok();
        child.wait().unwrap();
        let now = fs::read(&out).unwrap();
        assert!(
            whole.contains(&now),
            "half a file after {n} kills: {} bytes",
            now.len()
        );
    }
}

/// Runs this and expects it to refuse to write over what it reads, which stays as it is.
fn spares(kept: &Path, work: &[&std::ffi::OsStr]) {
    let before = fs::read(kept).unwrap();
    let run = program().args(work).output().unwrap();
    assert_eq!(run.status.code(), Some(1), "{work:?}: {}", said(&run));
    assert!(
        said(&run).contains("is a file that is read"),
        "{work:?}: {}",
        said(&run)
    );
    assert_eq!(fs::read(kept).unwrap(), before, "{work:?}");
}

#[test]
fn no_result_takes_the_place_of_anything_that_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = design(folder.path());
    let prices = folder.path().join("prices.tsv");
    fs::write(&prices, "part\tvalue\tprice\nResistor\t\t0.1\n").unwrap();
    let rows = |at: &str| -> String { (1..=60).map(|n| format!("{} {at} 0\n", 20 * n)).collect() };
    let (level, impedance) = (folder.path().join("a.frd"), folder.path().join("a.zma"));
    fs::write(&level, rows("100")).unwrap();
    fs::write(&impedance, rows("30")).unwrap();
    let list = folder.path().join("list.ron");
    fs::write(
        &list,
        "(measurements: [(response: \"a.frd\", impedance: \"a.zma\")])",
    )
    .unwrap();
    let words = |words: &[&str]| -> Vec<std::ffi::OsString> {
        words.iter().map(std::ffi::OsString::from).collect()
    };
    let (design, prices_word) = (path.as_os_str(), prices.as_os_str());
    let try_all = [
        (
            &prices,
            words(&[
                "export", "D", "--what", "parts", "--prices", "P", "--out", "P",
            ]),
        ),
        (
            &prices,
            words(&["choices", "D", "--prices", "P", "--out", "P"]),
        ),
        (&path, words(&["explain", "D", "F", "--out", "D"])),
        (&level, words(&["explain", "D", "F", "--out", "F"])),
        (&level, words(&["fit", "--measurements", "L", "--out", "F"])),
        (
            &impedance,
            words(&["fit", "--measurements", "L", "--out", "Z"]),
        ),
    ];
    for (kept, work) in try_all {
        let work: Vec<&std::ffi::OsStr> = work
            .iter()
            .map(|word| match word.to_str().unwrap() {
                "D" => design,
                "P" => prices_word,
                "F" => level.as_os_str(),
                "Z" => impedance.as_os_str(),
                "L" => list.as_os_str(),
                _ => word,
            })
            .collect();
        spares(kept, &work);
    }
}

#[test]
fn two_results_do_not_go_into_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let one = folder.path().join("one");
    let again = folder.path().join(".").join("one");
    let run = program()
        .args(["validate", "--out"])
        .arg(&one)
        .arg("--svg")
        .arg(&again)
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(1));
    assert!(said(&run).contains("are both"), "{}", said(&run));
}
