//! Impulse responses out of WAV files of every kind, against the response they are made of.

use earwright::exchange::{
    Impulse,
    impulse::{Shape, WavError, Window},
};
use num_complex::Complex64;
use std::f64::consts::PI;

const RATE: u32 = 48_000;
/// Where the impulse stands, samples.
const AT: usize = 480;

/// A resonance at 1 kHz, Q 2: b0 + b1 z⁻¹ + b2 z⁻² over the like (RBJ band pass).
const B: [f64; 3] = [0.031_603_5, 0.0, -0.031_603_5];
const A: [f64; 3] = [1.0, -1.920_210_2, 0.936_793];

/// Its impulse response behind `AT` samples, and an echo of a quarter 10 ms later where one is wanted.
fn response(echo: bool) -> Vec<f64> {
    let mut y = vec![0.0; 9600];
    let mut out = [0.0; 2];
    for (n, y) in y.iter_mut().enumerate().skip(AT) {
        let x = |back: usize| f64::from(u8::from(n == AT + back));
        let now = B[0] * x(0) + B[1] * x(1) + B[2] * x(2) - A[1] * out[0] - A[2] * out[1];
        *y = now;
        out = [now, out[0]];
    }
    if echo {
        let direct = y.clone();
        for (late, early) in y[480..].iter_mut().zip(&direct) {
            *late += 0.25 * early;
        }
    }
    y
}

/// What the resonance does at a frequency.
fn exact(f: f64) -> Complex64 {
    let z = Complex64::from_polar(1.0, -2.0 * PI * f / f64::from(RATE));
    let of = |c: [f64; 3]| c[0] + c[1] * z + c[2] * z * z;
    of(B) / of(A)
}

/// How samples are written.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Integer(u16),
    Float(u16),
    /// 24 bits at the top of 32.
    Narrow,
    /// 24 bits at the bottom of 32, as nobody should write them.
    Sunken,
}

/// A WAV file as its specification has it (Microsoft 1994; extensible 2007).
#[allow(clippy::cast_possible_truncation, reason = "samples within full scale")]
fn wav(channels: &[&[f64]], kind: Kind, extensible: bool) -> Vec<u8> {
    let (bits, valid, tag) = match kind {
        Kind::Integer(bits) => (bits, bits, 1_u16),
        Kind::Float(bits) => (bits, bits, 3),
        Kind::Narrow | Kind::Sunken => (32, 24, 1),
    };
    let count = u16::try_from(channels.len()).unwrap();
    let block = count * bits / 8;
    let mut format = Vec::new();
    format.extend(if extensible { 0xfffe } else { tag }.to_le_bytes());
    format.extend(count.to_le_bytes());
    format.extend(RATE.to_le_bytes());
    format.extend((RATE * u32::from(block)).to_le_bytes());
    format.extend(block.to_le_bytes());
    format.extend(bits.to_le_bytes());
    if extensible {
        format.extend(22_u16.to_le_bytes());
        format.extend(valid.to_le_bytes());
        format.extend(0_u32.to_le_bytes());
        format.extend(tag.to_le_bytes());
        format.extend(b"\x00\x00\x00\x00\x10\x00\x80\x00\x00\xaa\x00\x38\x9b\x71");
    }
    let mut data = Vec::new();
    for n in 0..channels[0].len() {
        for channel in channels {
            let sample = channel[n];
            let scaled = |bits: u16| (sample * 2_f64.powi(i32::from(bits) - 1)).round() as i64;
            match kind {
                Kind::Integer(8) => data.push(u8::try_from(scaled(8) + 128).unwrap()),
                Kind::Integer(bits) => {
                    data.extend(&scaled(bits).to_le_bytes()[..usize::from(bits / 8)]);
                }
                Kind::Sunken => data.extend(&scaled(24).to_le_bytes()[..4]),
                Kind::Narrow => data.extend(&(scaled(24) << 8).to_le_bytes()[..4]),
                Kind::Float(32) => data.extend((sample as f32).to_le_bytes()),
                Kind::Float(_) => data.extend(sample.to_le_bytes()),
            }
        }
    }
    let chunk = |name: &[u8; 4], body: &[u8]| {
        let length = u32::try_from(body.len()).unwrap().to_le_bytes();
        [name.as_slice(), &length, body].concat()
    };
    let body = [
        b"WAVE".to_vec(),
        chunk(b"fmt ", &format),
        chunk(b"LIST", b"INFO"),
        chunk(b"data", &data),
    ]
    .concat();
    chunk(b"RIFF", &body)
}

fn read(bytes: &[u8]) -> Impulse {
    Impulse::of(bytes).unwrap().unwrap()
}

fn said(read: &earwright::exchange::Ready) -> String {
    let findings = read.findings.iter();
    findings
        .map(|finding| finding.message.clone() + "\n")
        .collect()
}

#[test]
fn every_kind_of_wav_gives_the_response_it_was_made_of() {
    let response = response(false);
    for (kind, extensible, words, accuracy) in [
        (Kind::Integer(16), false, "16-bit integers", 0.05),
        (Kind::Integer(24), false, "24-bit integers", 1e-3),
        (Kind::Integer(32), false, "32-bit integers", 1e-3),
        (Kind::Integer(16), true, "16-bit integers", 0.05),
        (Kind::Integer(24), true, "24-bit integers", 1e-3),
        (Kind::Narrow, true, "24-bit integers", 1e-3),
        (Kind::Float(32), false, "32-bit floats", 1e-3),
        (Kind::Float(64), false, "64-bit floats", 1e-3),
        (Kind::Float(64), true, "64-bit floats", 1e-3),
    ] {
        let impulse = read(&wav(&[&response], kind, extensible));
        assert_eq!(impulse.samples, words, "{kind:?}");
        assert!((impulse.rate, impulse.channels[0].len()) == (48_000.0, 9600));
        let curve = impulse.through(0, impulse.whole(), "a.wav").unwrap();
        let points = &curve.trace.points;
        assert!(points.len() > 700, "{}", points.len());
        for point in points.iter().filter(|point| point.f > 50.0) {
            let exact = exact(point.f);
            let level = 20.0 * exact.norm().log10();
            // Down at −50 dB sixteen bits have their own noise.
            let accuracy = accuracy * 10_f64.powf((-level).max(0.0) / 30.0);
            assert!(
                (point.value - level).abs() < accuracy,
                "{kind:?} {point:?} {level}"
            );
            // The phase is relative to the peak, which is at or behind the impulse.
            let late = (impulse.peak(0) - AT) as f64;
            let turn = Complex64::from_polar(1.0, 2.0 * PI * point.f * late / 48e3);
            let off = ((exact * turn).arg().to_degrees() - point.phase_deg.unwrap()).abs();
            assert!(
                off.min(360.0 - off) < 20.0 * accuracy,
                "{kind:?} {point:?} {off}"
            );
        }
        assert!(said(&curve).contains("relative to the file's full scale (0 dB), not dB SPL"));
        assert!(said(&curve).contains("with every reflection in it"));
    }
}

#[test]
fn a_window_before_the_reflection_leaves_it_out_and_is_kept_with_the_curve() {
    let impulse = read(&wav(&[&response(true)], Kind::Float(64), false));
    let whole = impulse.through(0, impulse.whole(), "a.wav").unwrap();
    let window = Window {
        start: 0.005,
        length: 0.0145,
        shape: Shape::Rectangular,
    };
    let direct = impulse.through(0, window, "a.wav").unwrap();
    let worst = |curve: &earwright::exchange::Ready| {
        let points = curve.trace.points.iter();
        let points = points.filter(|point| (300.0..10e3).contains(&point.f));
        let off = points.map(|p| (p.value - 20.0 * exact(p.f).norm().log10()).abs());
        off.fold(0.0, f64::max)
    };
    // A quarter back makes ±2 dB of comb.
    assert!(
        worst(&whole) > 1.5 && worst(&direct) < 0.1,
        "{} {}",
        worst(&whole),
        worst(&direct)
    );
    let first = direct.trace.points[0].f;
    assert!((first - 1.0 / window.length).abs() < 2.0, "{first}");
    assert!(
        said(&direct).contains("nothing below 68.966 Hz is resolved"),
        "{}",
        said(&direct)
    );
    let kept = direct.stored("direct").unwrap();
    assert_eq!(
        kept.taken.unwrap().words(),
        "a.wav: channel 1 from 5 ms for 14.5 ms, rectangular"
    );
}

#[test]
fn windows_close_behind_the_peak_alone() {
    let of = |shape| Window {
        start: 1.0,
        length: 4.0,
        shape,
    };
    for shape in Shape::ALL {
        let window = of(shape);
        assert_eq!([0.99, 5.0].map(|t| window.weight(t, 2.0)), [0.0, 0.0]);
        assert_eq!(
            [1.0, 2.0].map(|t| window.weight(t, 2.0)),
            [1.0, 1.0],
            "{shape:?}"
        );
    }
    assert!((of(Shape::Tapered).weight(4.5, 2.0) - 0.5).abs() < 1e-12);
    assert!((of(Shape::HalfHann).weight(3.5, 2.0) - 0.5).abs() < 1e-12);
    assert_eq!(of(Shape::Rectangular).weight(4.99, 2.0), 1.0);
}

#[test]
fn doubts_about_a_sound_are_told() {
    let response = response(false);
    let loud: Vec<f64> = response
        .iter()
        .map(|x| (60.0 * x).clamp(-1.0, 32767.0 / 32768.0))
        .collect();
    let impulse = read(&wav(&[&response, &loud], Kind::Integer(16), false));
    let second = impulse.through(1, impulse.whole(), "a.wav").unwrap();
    assert!(said(&second).contains("channel 2 of 2") && said(&second).contains("clipped"));
    let first = impulse.through(0, impulse.whole(), "a.wav").unwrap();
    assert!(!said(&first).contains("clipped") && !said(&first).contains("sweep"));
    let outside = Window {
        start: 0.015,
        ..impulse.whole()
    };
    assert!(said(&impulse.through(0, outside, "a.wav").unwrap()).contains("outside the window"));
    assert!(matches!(
        impulse.through(2, impulse.whole(), "a.wav"),
        Err(WavError::NoChannel {
            channel: 3,
            channels: 2
        })
    ));
    let sweep: Vec<f64> = (0..48_000)
        .map(|n| 0.5 * (0.2 * f64::from(n) * (1.0 + f64::from(n) / 48e3)).sin())
        .collect();
    let sweep = read(&wav(&[&sweep], Kind::Integer(16), false));
    let sweep = sweep.through(0, sweep.whole(), "s.wav").unwrap();
    assert!(said(&sweep).contains("not an impulse response"));
}

#[test]
fn what_is_no_sound_is_refused_in_a_sentence() {
    assert_eq!(Impulse::of(b"RIFF\0\0\0\0AVI "), None);
    assert_eq!(Impulse::of(b"20 100\n200 101\n"), None);
    let silent = wav(&[&[0.0; 100]], Kind::Integer(16), false);
    assert_eq!(Impulse::of(&silent), Some(Err(WavError::Silent)));
    let whole = wav(&[&response(false)], Kind::Integer(24), true);
    // However it is cut or spoilt: no panic, and a sentence where nothing comes of it.
    for end in (0..whole.len()).step_by(whole.len() / 40) {
        let _ = Impulse::of(&whole[..end]);
        let mut spoilt = whole.clone();
        spoilt[end] ^= 0x55;
        if let Some(Ok(read)) = Impulse::of(&spoilt) {
            let _ = read.through(0, read.whole(), "a.wav");
        }
    }
    for at in 0..72 {
        for value in [0, 1, 0x7f, 0xff] {
            let mut spoilt = whole[..600].to_vec();
            spoilt[at] = value;
            if let Some(Ok(read)) = Impulse::of(&spoilt) {
                let _ = read.through(0, read.whole(), "a.wav");
            }
        }
    }
}

/// What is said of the first channel of a file through all of its length.
fn told(file: &[u8]) -> String {
    let impulse = read(file);
    said(&impulse.through(0, impulse.whole(), "a.wav").unwrap())
}

#[test]
fn samples_at_the_wrong_end_of_their_word_are_told() {
    let response = response(false);
    for extensible in [true, false] {
        let sunken = told(&wav(&[&response], Kind::Sunken, extensible));
        assert!(sunken.contains("wrong end of 32"), "{sunken}");
        let right = told(&wav(&[&response], Kind::Narrow, extensible));
        assert!(!right.contains("wrong end"), "{right}");
    }
    let quiet: Vec<f64> = response.iter().map(|sample| 1e-3 * sample).collect();
    for kind in [Kind::Integer(24), Kind::Float(32)] {
        assert!(!told(&wav(&[&quiet], kind, false)).contains("wrong end"));
    }
}

#[test]
fn an_offset_is_told_and_noise_is_none() {
    let response = response(false);
    // What a converter's noise is, without a mean (numbers of a linear congruence).
    let mut state = 1_u32;
    let noise: Vec<f64> = (response.iter())
        .map(|sample| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            sample + 1e-4 * (f64::from(state) / f64::from(u32::MAX) - 0.5)
        })
        .collect();
    for (samples, offset) in [(&response, 0.0), (&noise, 0.0), (&noise, 3e-4)] {
        let standing: Vec<f64> = samples.iter().map(|sample| sample + offset).collect();
        let told = told(&wav(&[&standing], Kind::Float(32), false));
        assert_eq!(told.contains("an offset"), offset > 0.0, "{told}");
    }
}

#[test]
fn a_silent_channel_is_named_and_never_taken() {
    let response = response(false);
    let silence = vec![0.0; response.len()];
    let file = wav(&[&silence, &response], Kind::Float(32), false);
    let impulse = read(&file);
    let refused = impulse.through(0, impulse.whole(), "a.wav").unwrap_err();
    assert!(refused.to_string().contains("the sound is on channel 2"));
    let taken = impulse.through(1, impulse.whole(), "a.wav").unwrap();
    assert!(said(&taken).contains("channel 1 of the file is silent"));
}
