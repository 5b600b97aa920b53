//! `earwright render`: what it says, writes and refuses.

use super::{design, earwright, text};
use earwright::{design::file, library};
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Output,
};

fn run(arguments: &[&str]) -> Output {
    earwright(&[&["render"], arguments].concat())
}

fn object(arguments: &[&str]) -> Value {
    super::object(&[&["render"], arguments].concat())
}

/// Why nothing was rendered.
fn refused(arguments: &[&str]) -> String {
    let run = run(arguments);
    assert!(
        !run.status.success() && run.stdout.is_empty(),
        "{arguments:?}"
    );
    text(&run.stderr)
}

fn in_folder(folder: &Path, name: &str) -> String {
    folder.join(name).to_str().unwrap().to_owned()
}

#[test]
fn a_signal_is_rendered_and_what_was_done_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (hybrid, out) = (design("hybrid"), in_folder(folder.path(), "out.wav"));
    let signal = ["--signal", "music", "--seconds", "3"];
    let base = [&[hybrid.as_str(), "--out", &out][..], &signal].concat();
    let told = object(&base);
    assert_eq!(told["out"], out.as_str());
    assert_eq!(
        (&told["rate_hz"], &told["channels"]),
        (&48_000.into(), &2.into())
    );
    assert!(told["seconds"].as_f64().unwrap() > 3.3);
    let number = |name: &str| told[name].as_f64().unwrap();
    assert!((number("output_lufs") - number("input_lufs")).abs() < 0.1);
    assert!(number("peak_dbtp") <= -1.0 && number("reference_db") > 80.0);
    let reader = hound::WavReader::open(&out).unwrap();
    assert_eq!(
        (reader.spec().bits_per_sample, reader.spec().channels),
        (24, 2)
    );

    let lines = run(&base);
    let lines = text(&lines.stdout);
    assert!(
        lines.starts_with("rendered\t3.34 s, stereo, 48000 Hz\n"),
        "{lines}"
    );
    assert!(
        lines.contains("dB SPL\n") && lines.contains("\ntrue peak\t−"),
        "{lines}"
    );

    // A file again, otherwise: what was rendered is an input.
    let again = in_folder(folder.path(), "again.wav");
    let told = object(&[
        &hybrid,
        &out,
        "--out",
        &again,
        "--phase",
        "true",
        "--no-match",
        "--float",
        "--rate",
        "48000",
        "--against",
        "target",
    ]);
    assert_eq!(
        (&told["phase"], &told["delay_ms"]),
        (&"true".into(), &5.0.into())
    );
    let reader = hound::WavReader::open(&again).unwrap();
    assert_eq!(reader.spec().bits_per_sample, 32);
    let single = design("single_ba");
    let told = object(&[
        &hybrid,
        &out,
        "--out",
        &again,
        "--against",
        &single,
        "--loudness",
        "-31",
    ]);
    assert!((told["output_lufs"].as_f64().unwrap() + 31.0).abs() < 0.05);
}

#[test]
fn a_design_less_its_own_measured_curve_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let hybrid = design("hybrid");
    let [curve, out] = ["own.csv", "out.wav"].map(|name| in_folder(folder.path(), name));
    let solved = earwright(&[
        "solve", &hybrid, "--out", &curve, "--points", "2000", "--to", "24000",
    ]);
    assert!(solved.status.success());
    let told = object(&[
        &hybrid,
        "--signal",
        "pink",
        "--out",
        &out,
        "--correct",
        &curve,
        "--no-match",
        "--seconds",
        "5",
    ]);
    let [input, output] = ["input_lufs", "output_lufs"].map(|name| told[name].as_f64().unwrap());
    assert!((input - output).abs() < 0.05, "{input} {output}");
    assert_eq!(told["gain_db"], 0.0);
    assert!(told["reference_db"].as_f64().unwrap().abs() < 0.1);
}

#[test]
fn refusals_are_sentences_that_name_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| -> String {
        let path: PathBuf = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let hybrid = design("hybrid");
    let out = in_folder(folder.path(), "out.wav");
    let of = |input: &str| refused(&[&hybrid, input, "--out", &out]);
    let empty = file("empty.wav", b"");
    assert!(
        of(&empty).contains("empty.wav has no samples"),
        "{}",
        of(&empty)
    );
    let prose = file("prose.mp3", b"no sound at all, only words and more words");
    let said = of(&prose);
    assert!(said.contains("prose.mp3 cannot be decoded"), "{said}");
    assert!(of("nowhere.wav").contains("there is no file nowhere.wav"));

    let many = in_folder(folder.path(), "many.wav");
    let spec = hound::WavSpec {
        channels: 3,
        sample_rate: 44_100,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    for (channels, said) in [(3, "has 3 channels"), (1, "")] {
        let mut writer =
            hound::WavWriter::create(&many, hound::WavSpec { channels, ..spec }).unwrap();
        for _ in 0..3000 {
            writer.write_sample(100_i16).unwrap();
        }
        writer.finalize().unwrap();
        if !said.is_empty() {
            assert!(of(&many).contains(said), "{}", of(&many));
        }
    }
    let told = object(&[&hybrid, &many, "--out", &out, "--rate", "96000"]);
    assert_eq!(told["rate_hz"], 96_000);
    let spec = hound::WavReader::open(&out).unwrap().spec();
    assert_eq!(spec.sample_rate, 96_000);
    fs::remove_file(&out).unwrap();
    let rate = refused(&[&hybrid, &many, "--out", &out, "--rate", "47000"]);
    assert!(rate.contains("44100, 48000 or 96000"), "{rate}");
    let same = refused(&[&hybrid, &many, "--out", &many]);
    assert!(same.contains("is a file that is read"), "{same}");
    assert!(refused(&[&hybrid, "--out", &out]).contains("required"));

    let mut silent = library::designs()[0].design.clone();
    silent.links.clear();
    let path = folder.path().join("silent.ron");
    file::save(&path, &silent).unwrap();
    let said = refused(&[path.to_str().unwrap(), &many, "--out", &out]);
    assert!(said.contains("has no sound at the drum"), "{said}");
    assert!(!Path::new(&out).exists());
}
