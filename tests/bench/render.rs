//! Rendering stereo through a design, file to file, against real time.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    unreachable_pub,
    reason = "a benchmark prints, and stops at the first surprise"
)]

#[path = "solve/timing.rs"]
mod timing;

use earwright::{
    hear::{Filter, Input, Options, Phase, Wanted, render},
    library,
};
use timing::{figure, median, time};

/// Samples a second.
const RATE: u32 = 48_000;
/// How long the sound lasts, s.
const SECONDS: u32 = 600;
/// Turns.
const TURNS: usize = 5;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let (sound, out) = (folder.path().join("in.wav"), folder.path().join("out.wav"));
    let spec = hound::WavSpec {
        channels: 2,
        sample_rate: RATE,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut writer = hound::WavWriter::create(&sound, spec).unwrap();
    let mut state = 1_u32;
    for _ in 0..2 * RATE * SECONDS {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        writer
            .write_sample((state >> 19).cast_signed() - 4096)
            .unwrap();
    }
    writer.finalize().unwrap();
    let designs = library::designs();
    let wanted = Wanted {
        design: &designs[0].design,
        against: None,
        correct: None,
        phase: Phase::Minimum,
    };
    let mut filter = None;
    let made = time(|| filter = Some(Filter::of(wanted, RATE).unwrap()));
    println!("filter: {:.0} ms", 1e3 * made);
    let filter = filter.unwrap();
    let input = Input::File(sound);
    let turn = || time(|| render(&input, &filter, Options::default(), &out).unwrap());
    let seconds = median((0..TURNS).map(|_| turn()).collect());
    figure(
        "render.times_real_time",
        f64::from(SECONDS) / seconds,
        "at least 200 on two cores",
    );
}
