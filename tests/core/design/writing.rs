//! Writing files: whole or not at all, only where files belong, and nothing left behind.

use crate::support::samples::hybrid;
use earwright::design::{
    Design, Edit,
    difference::differences,
    file::{self, FileError},
};
use std::{
    fs,
    path::Path,
    time::{Duration, SystemTime},
};

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn any_bytes_take_the_place_of_others_and_leave_nothing_beside() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plot.png");
    file::write(&path, b"one").unwrap();
    file::write(&path, &[0, 159, 255]).unwrap();
    assert_eq!(fs::read(&path).unwrap(), [0, 159, 255]);
    assert_eq!(names(folder.path()), ["plot.png"]);
}

#[test]
fn a_writable_place_is_told_without_a_trace() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new.csv");
    file::check_writable(&path).unwrap();
    assert!(names(folder.path()).is_empty());
    fs::write(&path, "kept").unwrap();
    file::check_writable(&path).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "kept");
    let nowhere = folder.path().join("no").join("where.csv");
    let said = file::check_writable(&nowhere).unwrap_err().to_string();
    let gone = folder.path().join("no");
    assert_eq!(said, format!("there is no folder {}", gone.display()));
    for no_name in ["", "/", ".."] {
        assert!(
            file::check_writable(Path::new(no_name)).is_err(),
            "{no_name}"
        );
    }
}

#[cfg(unix)]
#[test]
fn only_files_and_links_to_them_are_written() {
    use std::os::unix::{
        fs::{FileTypeExt as _, symlink},
        net::UnixListener,
    };
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let refusal = |path: &Path| {
        let write = file::write(path, b"x").unwrap_err().to_string();
        assert_eq!(file::check_writable(path).unwrap_err().to_string(), write);
        write
    };

    let _socket = UnixListener::bind(at("socket")).unwrap();
    assert!(refusal(&at("socket")).ends_with("is a socket, not a file"));
    assert!(
        fs::symlink_metadata(at("socket"))
            .unwrap()
            .file_type()
            .is_socket()
    );

    let made = std::process::Command::new("mkfifo")
        .arg(at("pipe"))
        .status();
    if made.is_ok_and(|status| status.success()) {
        assert!(refusal(&at("pipe")).ends_with("is a pipe, not a file"));
        assert!(
            fs::symlink_metadata(at("pipe"))
                .unwrap()
                .file_type()
                .is_fifo()
        );
        // By a link as well.
        symlink(at("pipe"), at("to_pipe")).unwrap();
        assert!(refusal(&at("to_pipe")).ends_with("is a pipe, not a file"));
    }

    assert!(refusal(Path::new("/dev/null")).ends_with("is a device, not a file"));
    assert!(
        fs::metadata("/dev/null")
            .unwrap()
            .file_type()
            .is_char_device()
    );
    assert!(refusal(folder.path()).ends_with("is a folder, not a file"));

    symlink(at("nothing"), at("dangling")).unwrap();
    let said = refusal(&at("dangling"));
    assert!(
        said.ends_with("is a link to a file that is not there"),
        "{said}"
    );
    assert!(fs::symlink_metadata(at("dangling")).unwrap().is_symlink());
    assert!(!at("nothing").exists());
    symlink(at("loop"), at("loop")).unwrap();
    assert!(refusal(&at("loop")).starts_with("cannot write "));
}

#[test]
fn what_a_failed_write_says_names_the_file_that_was_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let long = folder.path().join("x".repeat(300));
    let said = file::write(&long, b"x").unwrap_err().to_string();
    assert!(
        said.ends_with("the name is too long or not allowed there"),
        "{said}"
    );
    // A folder of the system where nobody, not even root, can make a file.
    #[cfg(target_os = "linux")]
    {
        let path = Path::new("/proc/self/curves.csv");
        let said = file::write(path, b"x").unwrap_err().to_string();
        assert!(said.contains("/proc/self/curves.csv"), "{said}");
        assert!(
            !said.contains(".tmp") && !said.contains(".earwright"),
            "{said}"
        );
    }
}

#[test]
fn what_killed_writes_left_goes_once_it_is_old() {
    let folder = tempfile::tempdir().unwrap();
    let old = SystemTime::now() - Duration::from_hours(2);
    for (name, age) in [
        (".earwright-aB3dE9.tmp", Some(old)),
        (".earwright-fresh1.tmp", None),
        (".other-aB3dE9.tmp", Some(old)),
        ("design.ron", Some(old)),
    ] {
        let file = fs::File::create(folder.path().join(name)).unwrap();
        if let Some(age) = age {
            file.set_modified(age).unwrap();
        }
    }
    assert_eq!(file::remove_leftovers(folder.path()), 1);
    let left = [".earwright-fresh1.tmp", ".other-aB3dE9.tmp", "design.ron"];
    assert_eq!(names(folder.path()), left);
    assert_eq!(file::remove_leftovers(&folder.path().join("gone")), 0);
}

#[test]
fn a_file_that_is_no_design_says_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("some.ron");
    let frd = "* measured\n20 95.1 -10\n25 95.3 -12\n";
    let driver = "(\n    summary: \"x\",\n    part: MovingCoil(),\n)\n";
    let zip = b"PK\x03\x04\x14\x00\x00\x00\x08\x00";
    let cases: [(&[u8], &str); 13] = [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPG image"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
        (zip, "a ZIP archive"),
        (b"\x1f\x8b\x08\0\0\0\0\0", "a GZ archive"),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "an ELF program"),
        (b"\xff\xfe(\0", "UTF-16 text"),
        (frd.as_bytes(), "a measured curve: "),
        (b"f_hz,spl_db\n20,1\n", "a table of curves: "),
        (b"<?xml version=\"1.0\"?>\n<svg xmlns=\"x\"/>", "an SVG drawing: "),
        (b"{\"a\": 1}", "JSON"),
        (driver.as_bytes(), "a driver of the library"),
        (b" \n", "empty"),
    ];
    for (bytes, what) in cases {
        fs::write(&path, bytes).unwrap();
        let said = file::load(&path).unwrap_err().to_string();
        let expected = format!("{} is no design, it is {what}", path.display());
        assert!(said.starts_with(&expected), "{said}\nnot: {expected}");
    }
    // A design that is only broken is told where.
    let text = file::to_text(&hybrid());
    for broken in [
        text.replacen("notes:", "nodes:", 1),
        text[..text.floor_char_boundary(900)].to_owned(),
    ] {
        fs::write(&path, broken).unwrap();
        let error = file::load(&path).unwrap_err();
        assert!(matches!(error, FileError::Syntax { .. }), "{error}");
    }
    fs::write(&path, b"(\n  format: 1,\n  name: \"\xff\"").unwrap();
    let said = file::load(&path).unwrap_err().to_string();
    assert!(said.contains("line 3, byte 24 is not UTF-8"), "{said}");
}

#[test]
fn the_difference_of_two_designs_is_told_by_name() {
    let old = hybrid();
    assert!(differences(&old, &old).is_empty());
    let r = old.part_named("DD1").unwrap().id;
    let moved = Edit::Move {
        parts: vec![r],
        by_mm: [1.0, 0.0],
    };
    let new = old.apply(&moved).unwrap();
    let new = new.apply(&Edit::SetNotes("hm".to_owned())).unwrap();
    let lines = differences(&old, &new);
    assert!(
        lines.iter().any(|line| line.starts_with("changed: “DD1”")),
        "{lines:?}"
    );
    assert!(
        lines.contains(&"set otherwise: the notes".to_owned()),
        "{lines:?}"
    );
    let lines = differences(&Design::new(), &old);
    let added = lines
        .iter()
        .find(|line| line.starts_with("added: "))
        .unwrap();
    assert!(
        added.contains("“DD1”") && added.contains(" more"),
        "{added}"
    );
    let back = differences(&old, &Design::new());
    assert!(
        back.iter().any(|line| line.starts_with("taken away: ")),
        "{back:?}"
    );
}
