//! One channel as WAV, with a remark.

use hound::{Error, SampleFormat, WavSpec, WavWriter};
use std::io::{Cursor, Seek, Write};

/// The file: 24-bit integers or 32-bit floating point.
pub(super) fn file(
    samples: &[f64],
    rate: u32,
    float: bool,
    remark: &str,
) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let mut writer = WavWriter::new(Cursor::new(&mut bytes), spec(1, rate, float))?;
    for sample in samples {
        put(&mut writer, *sample, float)?;
    }
    writer.finalize()?;
    say(&mut bytes, remark);
    Ok(bytes)
}

/// How samples are written: as 24-bit integers or 32-bit floating point.
pub(crate) fn spec(channels: u16, rate: u32, float: bool) -> WavSpec {
    WavSpec {
        channels,
        sample_rate: rate,
        bits_per_sample: if float { 32 } else { 24 },
        sample_format: if float {
            SampleFormat::Float
        } else {
            SampleFormat::Int
        },
    }
}

/// Writes a sample, full scale ±1.
pub(crate) fn put<W: Write + Seek>(
    writer: &mut WavWriter<W>,
    sample: f64,
    float: bool,
) -> Result<(), Error> {
    #[allow(clippy::cast_possible_truncation, reason = "the format's numbers")]
    if float {
        writer.write_sample(sample as f32)
    } else {
        let most = f64::from((1 << 23) - 1);
        writer.write_sample((sample.clamp(-1.0, 1.0) * most).round() as i32)
    }
}

/// Puts a remark behind the samples (a LIST chunk of INFO) and counts it in.
fn say(bytes: &mut Vec<u8>, remark: &str) {
    let mut words = remark.as_bytes().to_vec();
    words.push(0);
    if words.len() % 2 == 1 {
        words.push(0);
    }
    let size = |length: usize| u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes();
    bytes.extend(b"LIST");
    bytes.extend(size(words.len() + 12));
    bytes.extend(b"INFOICMT");
    bytes.extend(size(words.len()));
    bytes.extend(words);
    let whole = size(bytes.len() - 8);
    if let Some(place) = bytes.get_mut(4..8) {
        place.copy_from_slice(&whole);
    }
}
