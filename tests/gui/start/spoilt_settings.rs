//! Starts with spoilt settings: what the toolkit cannot stand never reaches it.

use earwright::app::start::remembered::Start;
use std::{collections::BTreeMap, fs, path::Path};

const WINDOW: &str = "(normal_geometry:(outer_position_pixels:Some((x:0.0,y:0.0)),scale_factor:1.0,inner_size_points:(x:1440.0,y:900.0)),fullscreen:false,maximized:false)";
const MEMORY: &str =
    "(options:(zoom_factor:1.0),data:{},areas:[(size:(x:200.0,y:10.5),id:18446744073709551615)])";

fn remember(folder: &Path, entries: &[(&str, &str)]) {
    let entries: BTreeMap<&str, &str> = entries.iter().copied().collect();
    fs::write(folder.join("app.ron"), ron::to_string(&entries).unwrap()).unwrap();
}

fn keys(folder: &Path) -> Vec<String> {
    let text = fs::read_to_string(folder.join("app.ron")).unwrap();
    let entries: BTreeMap<String, String> = ron::from_str(&text).unwrap();
    entries.into_keys().collect()
}

#[test]
fn ordinary_settings_are_left_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    remember(
        folder.path(),
        &[("app", "()"), ("egui", MEMORY), ("window", WINDOW)],
    );
    let before = fs::read(folder.path().join("app.ron")).unwrap();
    let start = Start::begin(Some(folder.path().to_owned()));
    assert_eq!(start.notes, [""; 0]);
    assert_eq!(fs::read(folder.path().join("app.ron")).unwrap(), before);
}

#[test]
fn values_that_no_toolkit_can_stand_are_taken_out() {
    let folder = tempfile::tempdir().unwrap();
    let spoilt = |text: &str, old: &str, new: &str| {
        assert!(text.contains(old));
        text.replace(old, new)
    };
    for new in ["NaN", "-1.0", "inf", "0.0", "1e30"] {
        for window in [
            spoilt(WINDOW, "x:1440.0", &format!("x:{new}")),
            spoilt(WINDOW, "scale_factor:1.0", &format!("scale_factor:{new}")),
        ] {
            remember(
                folder.path(),
                &[("app", "()"), ("egui", MEMORY), ("window", &window)],
            );
            let mut start = Start::begin(Some(folder.path().to_owned()));
            assert_eq!(start.notes.len(), 1, "{window}");
            start.succeeded();
            assert_eq!(keys(folder.path()), ["app", "egui"], "{window}");
        }
    }
    for memory in [
        spoilt(MEMORY, "zoom_factor:1.0", "zoom_factor:0"),
        spoilt(MEMORY, "zoom_factor:1.0", "zoom_factor:NaN"),
        spoilt(MEMORY, "zoom_factor:1.0", "zoom_factor:40.0"),
        spoilt(MEMORY, "x:200.0", "x:NaN"),
        spoilt(MEMORY, "x:200.0", "x:-1e9"),
        spoilt(MEMORY, "{}", "{1:\"(open:true,height:NaN)\"}"),
    ] {
        remember(
            folder.path(),
            &[("app", "()"), ("egui", &memory), ("window", WINDOW)],
        );
        Start::begin(Some(folder.path().to_owned())).succeeded();
        assert_eq!(keys(folder.path()), ["app", "window"], "{memory}");
    }
}

#[test]
fn after_two_starts_that_came_to_nothing_the_third_is_as_new() {
    let folder = tempfile::tempdir().unwrap();
    remember(folder.path(), &[("app", "()"), ("window", WINDOW)]);
    let begin = || Start::begin(Some(folder.path().to_owned()));
    let settings = || folder.path().join("app.ron").exists();
    // One that came to nothing, one that was drawn: nothing is counted any more.
    drop(begin());
    begin().succeeded();
    drop(begin());
    drop(begin());
    assert!(settings());
    let third = begin();
    assert!(!settings());
    assert!(folder.path().join("app.old.ron").exists());
    assert!(
        third.notes[0].contains("The last 2 starts failed"),
        "{:?}",
        third.notes
    );
}

#[test]
fn what_is_no_file_of_settings_is_put_aside() {
    let folder = tempfile::tempdir().unwrap();
    for content in [vec![0xff, 0xfe], b"(".repeat(100_000), b"hello".to_vec()] {
        fs::write(folder.path().join("app.ron"), content).unwrap();
        let mut start = Start::begin(Some(folder.path().to_owned()));
        assert!(start.notes[0].contains("could not be read"));
        assert!(!folder.path().join("app.ron").exists());
        start.succeeded();
    }
    // Nothing remembered is nothing to complain of, nor is a folder that is not there yet.
    let none = folder.path().join("none");
    assert_eq!(Start::begin(Some(none)).notes, [""; 0]);
    assert_eq!(Start::begin(None).notes, [""; 0]);
}

/// A pipe that nobody writes to keeps whoever opens it waiting for ever.
#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_settings_is_not_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("app.ron");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    let path = folder.path().to_owned();
    let (send, receive) = std::sync::mpsc::channel();
    std::thread::spawn(move || send.send(Start::begin(Some(path)).notes.len()));
    let told = receive.recv_timeout(std::time::Duration::from_secs(20));
    assert_eq!(told.expect("it waits for a pipe"), 1);
    assert!(!pipe.exists());
}
