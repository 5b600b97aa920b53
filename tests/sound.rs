//! What the feature `sound` plays: the samples of a take, over and over, from any place.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

use earwright::app::work::player::{
    Player as _,
    device::{DevicePlayer, Looped},
};
use hound::{SampleFormat, WavSpec, WavWriter};
use rodio::Source as _;
use std::{env, fs, thread, time::Duration};

/// Stereo of four frames at 8 Hz: the left counts up in quarters of full scale, the right is silent.
fn written(
    sample_format: SampleFormat,
    bits_per_sample: u16,
) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("A.wav");
    let spec = WavSpec {
        channels: 2,
        sample_rate: 8,
        bits_per_sample,
        sample_format,
    };
    let mut writer = WavWriter::create(&path, spec).unwrap();
    for quarter in 0..4_i32 {
        for value in [quarter, 0] {
            match sample_format {
                SampleFormat::Int => writer.write_sample(value << (bits_per_sample - 3)).unwrap(),
                SampleFormat::Float => writer.write_sample(value as f32 / 4.0).unwrap(),
            }
        }
    }
    writer.finalize().unwrap();
    (folder, path)
}

#[test]
fn a_take_is_played_over_and_over_from_where_the_other_was() {
    for (format, bits) in [
        (SampleFormat::Int, 24),
        (SampleFormat::Int, 16),
        (SampleFormat::Float, 32),
    ] {
        let (_folder, path) = written(format, bits);
        let from_start = Looped::open(&path, Duration::ZERO).unwrap();
        assert_eq!(
            (from_start.channels().get(), from_start.sample_rate().get()),
            (2, 8)
        );
        let left: Vec<f32> = from_start.step_by(2).take(6).collect();
        assert_eq!(left, [0.0, 0.25, 0.5, 0.75, 0.0, 0.25], "{format:?}");
        // Three quarters of a second are six frames: two in the repetition.
        let later = Looped::open(&path, Duration::from_millis(750)).unwrap();
        let both: Vec<f32> = later.take(6).collect();
        assert_eq!(both, [0.5, 0.0, 0.75, 0.0, 0.0, 0.0], "{format:?}");
    }
}

#[test]
fn what_has_no_samples_is_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("A.wav");
    let spec = WavSpec {
        channels: 1,
        sample_rate: 48_000,
        bits_per_sample: 24,
        sample_format: SampleFormat::Int,
    };
    WavWriter::create(&path, spec).unwrap().finalize().unwrap();
    let refused = Looped::open(&path, Duration::ZERO).map(|_| ()).unwrap_err();
    assert_eq!(refused.to_string(), "there are no samples in it");
    fs::write(&path, "no sound").unwrap();
    assert!(Looped::open(&path, Duration::ZERO).is_err());
}

/// `EARWRIGHT_HEARD` names the file into which the system's device writes what it is given.
#[test]
fn on_a_device_one_take_follows_the_other_until_it_is_stopped() {
    let Some(heard) = env::var_os("EARWRIGHT_HEARD") else {
        println!("no device is listened to: EARWRIGHT_HEARD is not set");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let spec = WavSpec {
        channels: 2,
        sample_rate: 48_000,
        bits_per_sample: 24,
        sample_format: SampleFormat::Int,
    };
    let [a, b] = [("A.wav", 1 << 20), ("B.wav", 1 << 21)].map(|(name, value)| {
        let path = folder.path().join(name);
        let mut writer = WavWriter::create(&path, spec).unwrap();
        (0..96_000).for_each(|_| writer.write_sample(value).unwrap());
        writer.finalize().unwrap();
        path
    });
    let player = DevicePlayer::default();
    assert_eq!(player.playing(), None);
    for take in [&a, &b] {
        player.play(take).unwrap();
        assert_eq!(player.playing().as_ref(), Some(take));
        thread::sleep(Duration::from_millis(500));
    }
    player.stop();
    assert_eq!(player.playing(), None);
    // Whatever its format is: an eighth and a quarter of full scale are no bytes of silence.
    let bytes = fs::read(heard).unwrap();
    let loud = bytes.iter().filter(|byte| **byte != 0).count();
    assert!(loud > 10_000, "{loud} of {}", bytes.len());
}
