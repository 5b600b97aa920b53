//! Rendered sound, looked at from outside: transfer, loudness, peaks.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "samples, and indices of them"
)]

use crate::support::exported;
use earwright::{
    analysis::{error::log_points, spl, target},
    design::Design,
    hear::{
        Against, Filter, Input, Level, Measured, Options, Phase, RenderError, Rendered, Signal,
        Wanted, render,
    },
    library,
    network::Solver,
};
use ebur128::{EbuR128, Mode};
use hound::{SampleFormat, WavReader, WavSpec, WavWriter};
use num_complex::Complex64;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use rustfft::FftPlanner;
use std::path::{Path, PathBuf};

/// Furthest apart two levels may be, dB.
const BAR_DB: f64 = 0.1;
/// Furthest apart two loudnesses may be, LU.
const BAR_LU: f64 = 0.1;

fn write(path: &Path, rate: u32, channels: &[Vec<f64>]) {
    let spec = WavSpec {
        channels: u16::try_from(channels.len()).unwrap(),
        sample_rate: rate,
        bits_per_sample: 32,
        sample_format: SampleFormat::Float,
    };
    let mut writer = WavWriter::create(path, spec).unwrap();
    for n in 0..channels[0].len() {
        for channel in channels {
            writer.write_sample(channel[n] as f32).unwrap();
        }
    }
    writer.finalize().unwrap();
}

fn read(path: &Path) -> (u32, Vec<Vec<f64>>) {
    let mut reader = WavReader::open(path).unwrap();
    let spec = reader.spec();
    let samples: Vec<f64> = match spec.sample_format {
        SampleFormat::Float => reader.samples::<f32>().map(|s| s.unwrap().into()).collect(),
        SampleFormat::Int => {
            assert_eq!(spec.bits_per_sample, 24);
            let most = f64::from((1 << 23) - 1);
            let all = reader.samples::<i32>();
            all.map(|s| f64::from(s.unwrap()) / most).collect()
        }
    };
    let count = usize::from(spec.channels);
    let channel = |n: usize| samples.iter().skip(n).step_by(count).copied().collect();
    (spec.sample_rate, (0..count).map(channel).collect())
}

/// White noise, a channel for each seed, `count` samples of it.
fn noise(seeds: &[u64], count: usize, level: f64) -> Vec<Vec<f64>> {
    let channel = |seed: &u64| {
        let mut rng = ChaCha8Rng::seed_from_u64(*seed);
        let mut next = || f64::from(rng.random_range(-level..level) as f32);
        (0..count).map(|_| next()).collect()
    };
    seeds.iter().map(channel).collect()
}

fn spectrum(samples: &[f64], count: usize) -> Vec<Complex64> {
    let mut bins = vec![Complex64::ZERO; count];
    for (bin, sample) in bins.iter_mut().zip(samples) {
        bin.re = *sample;
    }
    FftPlanner::new().plan_fft_forward(count).process(&mut bins);
    bins
}

/// What came out over what went in, at frequencies: of three bins about each the least-squares one.
fn transfer(input: &[f64], output: &[f64], rate: u32, at: &[f64], delay: f64) -> Vec<Complex64> {
    let count = 4 * output.len().next_power_of_two();
    let (x, y) = (spectrum(input, count), spectrum(output, count));
    let step = f64::from(rate) / count as f64;
    at.iter()
        .map(|f| {
            let middle = (f / step).round() as usize;
            let (mut over, mut under) = (Complex64::ZERO, 0.0);
            for n in middle - 1..=middle + 1 {
                let turned = Complex64::cis(std::f64::consts::TAU * n as f64 * step * delay);
                over += y[n] * turned * x[n].conj();
                under += x[n].norm_sqr();
            }
            over / under
        })
        .collect()
}

fn design(name: &str) -> Design {
    library::design(name).unwrap().design.clone()
}

fn wanted(design: &Design, phase: Phase) -> Wanted<'_> {
    Wanted {
        design,
        against: None,
        correct: None,
        phase,
    }
}

fn pressure(design: &Design, f: &[f64]) -> Vec<Complex64> {
    let solution = Solver::default().solve(design, &f.to_vec().into());
    solution.drum_pressure.unwrap()
}

const AS_IS: Options = Options {
    level: Level::Filter,
    float: true,
};

/// Renders noise through a filter; what it did at the frequencies, of the first and last channel.
fn done(filter: &Filter, seeds: &[u64], at: &[f64]) -> (Rendered, Vec<Vec<Complex64>>) {
    let folder = tempfile::tempdir().unwrap();
    let [sound, out] = ["in.wav", "out.wav"].map(|name| folder.path().join(name));
    // No multiple of anything, and longer than is worked on at a time.
    let inputs = noise(seeds, 70_001, 0.05);
    write(&sound, filter.rate, &inputs);
    let rendered = render(&Input::File(sound), filter, AS_IS, &out).unwrap();
    let (rate, outputs) = read(&out);
    assert_eq!((rate, outputs.len()), (filter.rate, seeds.len()));
    assert_eq!(outputs[0].len(), 70_001 + filter.taps.len() - 1);
    assert_eq!(outputs[0].len(), rendered.frames);
    let all = inputs.iter().zip(&outputs);
    let all = all.map(|(x, y)| transfer(x, y, rate, at, filter.delay));
    (rendered, all.collect())
}

/// Frequencies that are looked at: those of the bar, and 1 kHz last.
fn looked_at() -> Vec<f64> {
    let mut f = log_points([20.0, 20e3], 161);
    f.push(1000.0);
    f
}

/// Holds what was done to levels that are wanted, both relative to 1 kHz, and to the gain.
fn hold(name: &str, rendered: &Rendered, done: &[Vec<Complex64>], db: &[f64], f: &[f64]) {
    let reference = db.last().unwrap();
    for channel in done {
        for ((h, db), f) in channel.iter().zip(db).zip(f) {
            let found = 20.0 * h.norm().log10() - rendered.gain_db;
            let off = found - (db - reference);
            assert!(off.abs() <= BAR_DB, "{name}: {off:.3} dB off at {f:.1} Hz");
        }
    }
}

#[test]
fn what_comes_out_over_what_goes_in_is_the_solved_curve() {
    let f = looked_at();
    let rates = [44_100, 48_000, 96_000];
    for (n, entry) in library::designs().iter().enumerate() {
        let design = &entry.design;
        let p = pressure(design, &f);
        let db = spl::levels_db(&p);
        for (m, phase) in [Phase::Minimum, Phase::True].into_iter().enumerate() {
            let filter = Filter::of(wanted(design, phase), rates[(n + m) % 3]).unwrap();
            assert!((filter.reference_db - db.last().unwrap()).abs() < 0.02);
            let (rendered, all) = done(&filter, &[1, 2], &f);
            let name = format!("{} {phase:?} {}", design.name, filter.rate);
            hold(&name, &rendered, &all, &db, &f);
            if phase == Phase::True {
                for (h, (p, f)) in all[1].iter().zip(p.iter().zip(&f)) {
                    let off = (h / p).arg().to_degrees();
                    assert!(off.abs() < 0.7, "{name}: {off:.2}° off at {f:.1} Hz");
                }
            }
        }
    }
}

#[test]
fn a_filter_of_minimum_phase_does_not_wait() {
    let design = design("Single dynamic");
    let filter = Filter::of(wanted(&design, Phase::Minimum), 48_000).unwrap();
    let energy = |taps: &[f64]| taps.iter().map(|tap| tap * tap).sum::<f64>();
    assert_eq!(filter.delay, 0.0);
    // Of all with its level it has the most of its energy first: the true one, without its travel,
    // has no more at any time.
    let real = Filter::of(wanted(&design, Phase::True), 48_000).unwrap();
    let lead = (real.delay * 48_000.0).round() as usize;
    assert!((real.delay - 5e-3).abs() < 1e-5);
    for n in [1, 4, 16, 64, 256] {
        let (least, real) = (
            energy(&filter.taps[..n]),
            energy(&real.taps[lead..lead + n]),
        );
        assert!(least > 0.98 * real, "{n}: {least} {real}");
    }
}

#[test]
fn what_is_taken_away_is_another_design_the_target_or_a_measured_curve() {
    let f = looked_at();
    let (one, other) = (design("Single dynamic"), design("Hybrid 1 DD + 1 BA"));
    let level = |design: &Design| spl::levels_db(&pressure(design, &f));
    let shape = target::shape_db(&one.target.target, &f);
    let points = log_points([20.0, 20e3], 2000);
    let curve = spl::levels_db(&pressure(&other, &points));
    let less = |b: &[f64]| -> Vec<f64> {
        let a = level(&one);
        a.iter().zip(b).map(|(a, b)| a - b).collect()
    };
    for phase in [Phase::Minimum, Phase::True] {
        let alone = wanted(&one, phase);
        let designs = Wanted {
            against: Some(Against::Design(&other)),
            ..alone
        };
        let own = Wanted {
            against: Some(Against::Target),
            ..alone
        };
        let measured = Wanted {
            correct: Some(Measured {
                f: &points,
                db: &curve,
            }),
            ..alone
        };
        let cases = [
            (designs, less(&level(&other))),
            (own, less(&shape)),
            (measured, less(&level(&other))),
        ];
        for (n, (wanted, db)) in cases.iter().enumerate() {
            let filter = Filter::of(*wanted, 48_000).unwrap();
            let (rendered, all) = done(&filter, &[3], &f);
            hold(&format!("{n} {phase:?}"), &rendered, &all, db, &f);
            assert!(filter.remarks.is_empty(), "{:?}", filter.remarks);
            assert!((filter.reference_db - db.last().unwrap()).abs() < 0.05);
        }
        // Between designs the phase is the difference of theirs.
        if phase == Phase::True {
            let filter = Filter::of(designs, 48_000).unwrap();
            let (_, all) = done(&filter, &[4], &f);
            let (a, b) = (pressure(&one, &f), pressure(&other, &f));
            for ((h, f), (a, b)) in all[0].iter().zip(&f).zip(a.iter().zip(&b)) {
                let off = (h * b / a).arg().to_degrees();
                // What is held below 12 Hz turns the lowest octaves.
                assert!(*f < 200.0 || off.abs() < 2.0, "{off:.2}° at {f:.0} Hz");
            }
        }
    }
}

#[test]
fn a_notch_that_is_taken_away_is_not_raised_without_end() {
    let design = design("Single armature");
    let f = [20.0, 3000.0, 3100.0, 3200.0, 20e3];
    let curve = Measured {
        f: &f,
        db: &[90.0, 90.0, 30.0, 90.0, 90.0],
    };
    let wanted = Wanted {
        correct: Some(curve),
        ..wanted(&design, Phase::Minimum)
    };
    let filter = Filter::of(wanted, 48_000).unwrap();
    assert!(
        filter.remarks[0].contains("more than 30 dB between 3."),
        "{:?}",
        filter.remarks
    );
    let at = [3100.0, 1000.0];
    let (_, all) = done(&filter, &[5], &at);
    let p = spl::levels_db(&pressure(&design, &at));
    let raised = 20.0 * (all[0][0] / all[0][1]).norm().log10() - (p[0] - p[1]);
    assert!((raised - 30.0).abs() < BAR_DB, "{raised}");
}

fn loudness(path: &Path) -> (f64, f64) {
    let (rate, channels) = read(path);
    let count = u32::try_from(channels.len()).unwrap();
    let mut meter = EbuR128::new(count, rate, Mode::I | Mode::TRUE_PEAK).unwrap();
    let all: Vec<&[f64]> = channels.iter().map(Vec::as_slice).collect();
    meter.add_frames_planar_f64(&all).unwrap();
    let peaks = (0..count).map(|n| meter.true_peak(n).unwrap());
    let peak = peaks.fold(0.0, f64::max);
    (meter.loudness_global().unwrap(), 20.0 * peak.log10())
}

fn made(signal: Signal, seconds: f64) -> Input {
    Input::Made {
        signal,
        rate: 48_000,
        seconds,
        seed: 7,
    }
}

/// The spectrum of sampled sound at a frequency, Pa·s: alike at every sample rate.
fn line(samples: &[f64], rate: u32, f: f64) -> Complex64 {
    let step = Complex64::cis(-std::f64::consts::TAU * f / f64::from(rate));
    let sum = (samples.iter().rev()).fold(Complex64::ZERO, |sum, sample| sum * step + sample);
    sum / f64::from(rate)
}

/// What a file becomes at another sample rate, and nothing else.
fn converted(samples: &[f64], from: u32, to: u32) -> Vec<f64> {
    let folder = tempfile::tempdir().unwrap();
    let [sound, out] = ["in.wav", "out.wav"].map(|name| folder.path().join(name));
    write(&sound, from, &[samples.to_vec()]);
    let filter = Filter {
        taps: vec![1.0],
        rate: to,
        delay: 0.0,
        reference_db: 0.0,
        remarks: Vec::new(),
    };
    let input = Input::Converted {
        file: sound,
        rate: to,
    };
    assert_eq!(input.rate().unwrap(), to);
    render(&input, &filter, AS_IS, &out).unwrap();
    let (rate, mut channels) = read(&out);
    assert_eq!(rate, to);
    channels.remove(0)
}

/// Sound that begins and ends softly (a Blackman–Harris window): what would begin or end at once has
/// no band.
fn soft(count: u32, sample: impl Fn(u32) -> f64) -> Vec<f64> {
    let window = |n: u32| {
        let along = std::f64::consts::TAU * f64::from(n) / f64::from(count);
        let [a, b, c] = [1.0, 2.0, 3.0].map(|k: f64| (k * along).cos());
        0.358_75 - 0.488_29 * a + 0.141_28 * b - 0.011_68 * c
    };
    (0..count).map(|n| window(n) * sample(n)).collect()
}

#[test]
fn a_file_of_another_sample_rate_keeps_its_band_and_gains_no_images() {
    let rates = [8000, 22_050, 32_000, 44_100, 88_200, 176_400, 192_000];
    let plain = &noise(&[9], 20_011, 0.5)[0];
    let noise = soft(20_011, |n| plain[n as usize]);
    let mut judged = 0;
    for (n, from) in rates.into_iter().enumerate() {
        let to = [44_100, 48_000, 96_000][n % 3];
        let to = if from == to { 48_000 } else { to };
        let [a, b] = [from, to].map(f64::from);
        let out = converted(&noise, from, to);
        assert_eq!(out.len(), (20_011.0 * b / a).ceil() as usize);
        for f in log_points([20.0, 0.9 * a.min(b) / 2.0], 24) {
            let by = line(&out, to, f) / line(&noise, from, f);
            let (db, phase) = (20.0 * by.norm().log10(), by.arg().to_degrees());
            let case = format!("{from} to {to}, {f:.0} Hz");
            assert!(db.abs() < BAR_DB, "{case}: {db:.3} dB");
            assert!(phase.abs() < 1.0, "{case}: {phase:.2}°");
        }
        // A tone above the band that is left, or whose image lies in the band that is new.
        let f = if b < a { 0.57 * b } else { 0.43 * a };
        let image = a.min(b) - f;
        if image < b / 2.0 && f < a / 2.0 {
            let turn = std::f64::consts::TAU * f / a;
            let tone = soft(16_384, |n| (turn * f64::from(n)).sin());
            let out = converted(&tone, from, to);
            let by = line(&out, to, image).norm() / line(&tone, from, f).norm();
            assert!(by < 10_f64.powf(-90.0 / 20.0), "{from} to {to}: {by:e}");
            judged += 1;
        }
    }
    assert!(judged >= 5, "{judged}");
}

#[test]
fn two_designs_are_rendered_equally_loud() {
    let folder = tempfile::tempdir().unwrap();
    for signal in [Signal::Music, Signal::Pink] {
        let input = made(signal, 3.0);
        let mut found = Vec::new();
        for name in ["Single dynamic", "Single armature"] {
            let design = design(name);
            let filter = Filter::of(wanted(&design, Phase::Minimum), 48_000).unwrap();
            let out = folder.path().join("out.wav");
            for level in [Level::At(-30.0), Level::Matched] {
                let options = Options {
                    level,
                    float: false,
                };
                let rendered = render(&input, &filter, options, &out).unwrap();
                let (lufs, peak) = loudness(&out);
                assert!((lufs - rendered.output_lufs.unwrap()).abs() < 0.02);
                assert!((peak - rendered.peak_dbtp.unwrap()).abs() < 0.02);
                assert!(peak < -0.99);
                let aim = match level {
                    Level::At(aim) => aim,
                    _ => rendered.input_lufs.unwrap(),
                };
                assert_eq!(rendered.lowered_db, 0.0, "{name} {signal:?} {level:?}");
                assert!((lufs - aim).abs() <= BAR_LU, "{name}: {lufs} {aim}");
                found.push(lufs);
            }
        }
        assert!((found[0] - found[2]).abs() <= BAR_LU, "{found:?}");
        assert!((found[1] - found[3]).abs() <= BAR_LU, "{found:?}");
    }
}

#[test]
fn a_peak_is_kept_below_full_scale_and_it_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let [sound, out] = ["in.wav", "out.wav"].map(|name| folder.path().join(name));
    write(&sound, 48_000, &noise(&[1], 96_000, 0.99));
    let design = design("Single dynamic");
    let filter = Filter::of(wanted(&design, Phase::Minimum), 48_000).unwrap();
    for level in [Level::Matched, Level::Filter, Level::At(-1.0)] {
        let options = Options {
            level,
            float: false,
        };
        let rendered = render(&Input::File(sound.clone()), &filter, options, &out).unwrap();
        assert!(rendered.lowered_db > 0.1, "{level:?}");
        let said = format!("lowered by {:.1} dB", rendered.lowered_db);
        assert!(
            rendered.remarks[0].starts_with(&said),
            "{:?}",
            rendered.remarks
        );
        // Between the samples too: the band-limited curve through them, eight times as fine.
        let samples = &read(&out).1[0];
        let count = samples.len().next_power_of_two();
        let mut bins = spectrum(samples, count);
        let tail = bins.split_off(count / 2);
        bins.resize(8 * count - tail.len(), Complex64::ZERO);
        bins.extend(tail);
        let transform = FftPlanner::new().plan_fft_inverse(8 * count);
        transform.process(&mut bins);
        let most = bins.iter().map(|z| z.re.abs()).fold(0.0, f64::max);
        let peak = 20.0 * (most / count as f64).log10();
        // Four points a sample, as the recommendation has it, miss some of it.
        assert!((-1.3..-0.6).contains(&peak), "{level:?}: {peak} dB");
    }
}

#[test]
fn silence_stays_silence_and_has_no_loudness() {
    let folder = tempfile::tempdir().unwrap();
    let [sound, out] = ["in.wav", "out.wav"].map(|name| folder.path().join(name));
    write(&sound, 48_000, &[vec![0.0; 48_000]]);
    let design = design("Single dynamic");
    let filter = Filter::of(wanted(&design, Phase::Minimum), 48_000).unwrap();
    let rendered = render(&Input::File(sound), &filter, Options::default(), &out).unwrap();
    assert_eq!((rendered.input_lufs, rendered.peak_dbtp), (None, None));
    assert!(
        rendered.remarks[0].contains("no loudness"),
        "{:?}",
        rendered.remarks
    );
    assert!(read(&out).1[0].iter().all(|sample| *sample == 0.0));
}

#[test]
fn the_same_is_rendered_again_and_another_seed_is_another_sound() {
    let folder = tempfile::tempdir().unwrap();
    let design = design("Single armature");
    let filter = Filter::of(wanted(&design, Phase::True), 48_000).unwrap();
    let bytes = |seed| {
        let out = folder.path().join("out.wav");
        let input = Input::Made {
            signal: Signal::Music,
            rate: 48_000,
            seconds: 3.0,
            seed,
        };
        render(&input, &filter, Options::default(), &out).unwrap();
        std::fs::read(out).unwrap()
    };
    let first = bytes(1);
    assert!(first == bytes(1) && first != bytes(2));
}

/// A signal as it is: through a filter of a single tap.
fn plain(signal: Signal) -> Vec<Vec<f64>> {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.wav");
    let filter = Filter {
        taps: vec![1.0],
        rate: 48_000,
        delay: 0.0,
        reference_db: 0.0,
        remarks: Vec::new(),
    };
    let rendered = render(&made(signal, 10.0), &filter, AS_IS, &out).unwrap();
    assert_eq!((rendered.gain_db, rendered.frames), (0.0, 480_000));
    read(&out).1
}

/// Level of a band, dB.
fn band(samples: &[f64], from: f64, to: f64) -> f64 {
    let count = samples.len().next_power_of_two();
    let bins = spectrum(samples, count);
    let place = |f: f64| (f * count as f64 / 48_000.0) as usize;
    let power: f64 = bins[place(from)..place(to)]
        .iter()
        .map(Complex64::norm_sqr)
        .sum();
    10.0 * power.log10()
}

#[test]
fn pink_noise_has_the_same_level_in_every_octave() {
    let [samples] = &plain(Signal::Pink)[..] else {
        panic!("mono")
    };
    let rms = (samples.iter().map(|s| s * s).sum::<f64>() / samples.len() as f64).sqrt();
    assert!((20.0 * rms.log10() + 20.0).abs() < 0.5, "{rms}");
    let middle = band(samples, 707.0, 1414.0);
    for n in -4..=4 {
        let f = 1000.0 * 2_f64.powi(n);
        let (from, to) = (f / 2_f64.sqrt(), (f * 2_f64.sqrt()).min(20e3));
        let octaves = (to / from).log2();
        let off = band(samples, from, to) - 10.0 * octaves.log10() - middle;
        assert!(off.abs() < 1.0, "{off:.2} dB at {f} Hz");
    }
}

#[test]
fn music_is_stereo_and_has_bass_voices_and_treble() {
    let [left, right] = &plain(Signal::Music)[..] else {
        panic!("stereo")
    };
    assert_ne!(left, right);
    let most = left
        .iter()
        .chain(right)
        .fold(0.0, |most: f64, s| most.max(s.abs()));
    assert!((0.2..0.95).contains(&most), "{most}");
    let all = band(left, 20.0, 20e3);
    for (from, to, least) in [
        (40.0, 120.0, -15.0),
        (200.0, 1000.0, -15.0),
        (1000.0, 4000.0, -25.0),
        (4000.0, 16e3, -35.0),
    ] {
        let part = band(left, from, to) - all;
        assert!(part > least, "{from} to {to} Hz: {part:.1} dB");
    }
}

/// What soundfile writes of a WAV; nothing where it is missing.
fn encoded(sound: &Path, end: &str) -> Option<PathBuf> {
    let path = sound.with_extension(end);
    let told = exported::asked("soundfile_encode.py", "soundfile", &[sound, &path])?;
    assert!(told.trim().parse::<usize>().unwrap() > 0);
    Some(path)
}

#[test]
fn flac_and_mp3_are_read_as_the_wav_they_were_made_of() {
    let folder = tempfile::tempdir().unwrap();
    let [sound, out] = ["in.wav", "out.wav"].map(|name| folder.path().join(name));
    let design = design("Single dynamic");
    let filter = Filter::of(wanted(&design, Phase::Minimum), 48_000).unwrap();
    let plain = Filter {
        taps: vec![1.0],
        ..filter.clone()
    };
    let options = Options {
        level: Level::Filter,
        float: false,
    };
    render(&made(Signal::Music, 6.0), &plain, options, &sound).unwrap();
    let rendered = |path: &Path| {
        let rendered = render(&Input::File(path.to_owned()), &filter, options, &out).unwrap();
        (rendered, std::fs::read(&out).unwrap())
    };
    let (wav, bytes) = rendered(&sound);
    let (Some(flac), Some(mp3)) = (encoded(&sound, "flac"), encoded(&sound, "mp3")) else {
        return;
    };
    let (same, same_bytes) = rendered(&flac);
    assert_eq!(wav, same);
    assert!(bytes == same_bytes, "FLAC loses nothing");
    let (like, _) = rendered(&mp3);
    assert!((like.output_lufs.unwrap() - wav.output_lufs.unwrap()).abs() < 0.3);
    let more = like.frames.abs_diff(wav.frames);
    assert!(more < 4000, "{more} samples");
}

#[test]
fn what_cannot_be_rendered_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let sound = folder.path().join("in.wav");
    write(&sound, 48_000, &[vec![0.0, f64::NAN, 0.0]]);
    let design = design("Single dynamic");
    let filter = Filter::of(wanted(&design, Phase::Minimum), 48_000).unwrap();
    let out = folder.path().join("out.wav");
    let refused = |input: &Input| {
        let refused = render(input, &filter, Options::default(), &out);
        assert!(!out.exists());
        refused.unwrap_err()
    };
    let odd = refused(&Input::File(sound.clone()));
    assert!(matches!(odd, RenderError::NoNumbers { .. }), "{odd}");
    write(&sound, 48_000, &[vec![]]);
    let empty = refused(&Input::File(sound.clone()));
    assert!(matches!(empty, RenderError::Empty { .. }), "{empty}");
    let never = Filter::of(wanted(&design, Phase::Minimum), 4000).unwrap_err();
    assert!(never.to_string().contains("8000 to 192000 Hz"), "{never}");
    let gap = Wanted {
        correct: Some(Measured { f: &[], db: &[] }),
        ..wanted(&design, Phase::Minimum)
    };
    let gap = Filter::of(gap, 48_000).unwrap_err();
    assert!(
        gap.to_string().contains("measured curve has no level"),
        "{gap}"
    );
}
