//! Sound: what a reader of WAV finds, and what it transforms back to.

use crate::support::exported;
use earwright::{
    analysis::{error::log_points, interpolate::at_log, spl, target},
    exchange::{
        Export,
        export::Options,
        sound::{Format, RATES},
        trace,
    },
    library,
    network::{Solver, log_grid},
    tuning::equaliser::Limits,
};
use std::fmt::Write as _;

/// Furthest apart two levels may be, dB.
const BAR_DB: f64 = 0.1;

struct Sound {
    head: String,
    comment: String,
    /// dB at the frequencies asked for.
    db: Vec<f64>,
}

fn read(bytes: &[u8], at: &[f64]) -> Option<Sound> {
    let folder = tempfile::tempdir().unwrap();
    let [wav, list] = ["a.wav", "f.txt"].map(|name| folder.path().join(name));
    std::fs::write(&wav, bytes).unwrap();
    let mut text = String::new();
    for f in at {
        writeln!(text, "{f}").unwrap();
    }
    std::fs::write(&list, text).unwrap();
    let told = exported::asked("soundfile_response.py", "soundfile", &[&wav, &list])?;
    let mut lines = told.lines().map(str::to_owned);
    let (head, comment) = (lines.next().unwrap(), lines.next().unwrap());
    let db = lines.map(|line| line.split_once(',').unwrap().1.parse().unwrap());
    Some(Sound {
        head,
        comment,
        db: db.collect(),
    })
}

fn options(rate: u32, float: bool) -> Options {
    Options {
        sound: Format {
            rate: Some(rate),
            float,
        },
        ..Options::default()
    }
}

#[test]
fn an_impulse_response_transforms_back_to_the_level() {
    let f = log_points([20.0, 19.9e3], 97);
    for entry in library::designs() {
        let design = &entry.design;
        let grid: std::sync::Arc<[f64]> = f.clone().into();
        let solution = Solver::default().solve(design, &grid);
        let level = spl::levels_db(solution.drum_pressure.as_deref().unwrap());
        for (rate, float) in RATES.into_iter().zip([false, true, false]) {
            let product = exported::with(design, Export::Impulse, &options(rate, float));
            let Some(sound) = read(&product.files[0].1, &f) else {
                return;
            };
            let kind = if float { "FLOAT" } else { "PCM_24" };
            assert!(
                sound.head.starts_with(&format!("{rate} 1 {kind} ")),
                "{}",
                sound.head
            );
            assert!(
                sound.comment.ends_with(&trace::hash(design)),
                "{}",
                sound.comment
            );
            // What 0 dB is stands in the remark.
            let told = product.remarks[0].split(' ').nth(5).unwrap();
            let zero: f64 = told.parse().unwrap();
            for ((f, level), db) in f.iter().zip(&level).zip(&sound.db) {
                let off = db + zero - level;
                // The remark has one decimal; silence has no level.
                assert!(
                    off.abs() < BAR_DB + 0.05 || *level < zero - 70.0,
                    "{} at {rate}, {f} Hz: {off} dB",
                    design.name
                );
            }
        }
    }
}

#[test]
fn a_filter_of_taps_is_the_way_to_the_target() {
    for entry in library::designs().iter().skip(1).take(2) {
        let design = &entry.design;
        let grid = log_grid(481, 20.0, 20e3);
        let solution = Solver::default().solve(design, &grid);
        let level = spl::levels_db(solution.drum_pressure.as_deref().unwrap());
        let setting = &design.target;
        let target = target::aligned_db(setting, &grid, &level).unwrap();
        let limits = Limits::default();
        let wanted: Vec<f64> = (target.iter().zip(&level))
            .map(|(target, level)| (target - level).clamp(limits.gain[0], limits.gain[1]))
            .collect();
        let f = log_points([limits.band[0].max(20.0), limits.band[1].min(19e3)], 61);
        for rate in RATES {
            let product = exported::with(design, Export::Fir, &options(rate, true));
            let Some(sound) = read(&product.files[0].1, &f) else {
                return;
            };
            let told = product.remarks[0].split(' ').nth(5).unwrap();
            let lowered: f64 = told.parse().unwrap();
            let mut worst = 0.0_f64;
            for (f, db) in f.iter().zip(&sound.db) {
                let wanted = at_log(&grid, &wanted, *f).unwrap();
                let off = (db + lowered - wanted).abs();
                if off > BAR_DB {
                    println!("{f} Hz: {db} dB for {}", wanted - lowered);
                }
                worst = worst.max(off);
            }
            println!("{} at {rate}: {worst} dB", design.name);
            assert!(
                worst < BAR_DB + 0.05,
                "{} at {rate}: {worst} dB",
                design.name
            );
        }
    }
}

#[test]
fn without_a_rate_there_is_a_file_for_each() {
    let design = &library::designs()[0].design;
    let product = exported::with(design, Export::Fir, &Options::default());
    let names: Vec<&str> = product.files.iter().map(|file| file.0.as_str()).collect();
    assert_eq!(names, [" 44.1 kHz", " 48 kHz", " 96 kHz"]);
    for (_, bytes) in &product.files {
        assert!(bytes.starts_with(b"RIFF"));
        let size = u32::from_le_bytes(bytes[4..8].try_into().unwrap()) as usize;
        assert_eq!(size + 8, bytes.len());
    }
}
