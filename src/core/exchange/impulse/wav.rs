//! Samples out of a WAV file: integers of 8 to 32 bits, floats of 32 and 64, plain and extensible.

use super::{
    Impulse,
    opened::{NOTHING, opened},
};
use std::{io::Cursor, sync::Arc};
use symphonia::core::errors::Error;
use thiserror::Error as ThisError;

/// Why a WAV file is no impulse response.
#[derive(Debug, Clone, PartialEq, ThisError)]
pub enum WavError {
    /// It cannot be decoded.
    #[error("{}", tr!("this WAV file cannot be decoded ({}): save it as PCM or float", _0))]
    Undecoded(String),
    /// Nothing but zeros, or no samples.
    #[error("{}", tr!("this WAV file is silent where it was looked at: there is no response in it"))]
    Silent,
    /// Another channel has the sound.
    #[error("{}", tr!("channel {channel} of this WAV file is silent: the sound is on {heard}, take that one"))]
    SilentChannel {
        /// The one that is wanted, from 1.
        channel: usize,
        /// Those with sound, in words.
        heard: String,
    },
    /// Floats that are no numbers.
    #[error("{}", tr!("{} samples of this WAV file are no numbers (NaN or infinite): record or export it again", _0))]
    NoNumbers(usize),
    /// A channel that is not there.
    #[error("{}", tr!("there is no channel {channel}: the file has {channels}"))]
    NoChannel {
        /// The one that is wanted, from 1.
        channel: usize,
        /// How many there are.
        channels: usize,
    },
    /// More than is transformed.
    #[error("{}", tr!("the window is too long: it may last {seconds:.1} s"))]
    TooLong {
        /// How long it may be, s.
        seconds: f64,
    },
}

/// Reads all channels.
pub(super) fn read(bytes: &[u8]) -> Result<Impulse, WavError> {
    let undecoded = |error: Error| WavError::Undecoded(error.to_string());
    let nothing = || WavError::Undecoded(NOTHING.to_owned());
    let (bytes, samples, container) = header(bytes).ok_or_else(nothing)?;
    let source = Box::new(Cursor::new(bytes));
    let mut opened = opened(source, Some("wav")).map_err(WavError::Undecoded)?;
    let rate = f64::from(opened.rate);
    if rate <= 0.0 {
        return Err(nothing());
    }
    let mut decoder = opened.decoder().map_err(WavError::Undecoded)?;
    let mut channels: Vec<Vec<f64>> = Vec::new();
    let mut block: Vec<Vec<f64>> = Vec::new();
    // What is missing at the end of a file that was cut off is no reason to refuse the rest.
    while let Ok(Some(packet)) = opened.format.next_packet() {
        let decoded = decoder.decode(&packet).map_err(undecoded)?;
        decoded.copy_to_vecs_planar(&mut block);
        channels.resize_with(channels.len().max(block.len()), Vec::new);
        for (all, new) in channels.iter_mut().zip(&block) {
            all.extend_from_slice(new);
        }
    }
    let length = channels.iter().map(Vec::len).min().unwrap_or(0);
    for samples in &mut channels {
        samples.truncate(length);
    }
    // Floats may be anything.
    let odd = channels
        .iter()
        .flatten()
        .filter(|sample| !sample.is_finite());
    match odd.count() {
        0 => {}
        count => return Err(WavError::NoNumbers(count)),
    }
    if !channels.iter().flatten().any(|sample| *sample != 0.0) {
        return Err(WavError::Silent);
    }
    Ok(Impulse {
        rate,
        samples,
        container,
        channels: channels.into_iter().map(Arc::new).collect(),
    })
}

/// Most channels of a measurement.
const CHANNELS: u16 = 16;
/// Tags of the format chunk.
const FLOAT: u16 = 3;
const EXTENSIBLE: u16 = 0xfffe;

/// A copy of a file to decode, how its samples are written, and in how many bits each. Which loudspeaker a channel is for is
/// blanked out: it is not asked here, and the decoder wants it to be consistent.
fn header(bytes: &[u8]) -> Option<(Vec<u8>, String, u16)> {
    let number = |at: usize| Some(u16::from_le_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
    let mut at = 12;
    while bytes.get(at..at + 4)? != b"fmt " {
        let length = usize::from(number(at + 4)?) | usize::from(number(at + 6)?) << 16;
        at = at.checked_add(8 + length + length % 2)?;
    }
    let format = at + 8;
    let (tag, channels, bits) = (number(format)?, number(format + 2)?, number(format + 14)?);
    if !(1..=CHANNELS).contains(&channels) {
        return None;
    }
    let mut copy = bytes.to_vec();
    // Programs that write as they record leave the length of the whole open.
    let length = u32::try_from(bytes.len() - 8).unwrap_or(u32::MAX);
    copy.get_mut(4..8)?.copy_from_slice(&length.to_le_bytes());
    let container = bits;
    let (tag, bits) = if tag == EXTENSIBLE {
        copy.get_mut(format + 20..format + 24)?.fill(0);
        let valid = number(format + 18)?;
        (number(format + 24)?, if valid > 0 { valid } else { bits })
    } else {
        (tag, bits)
    };
    let kind = if tag == FLOAT { "floats" } else { "integers" };
    Some((copy, format!("{bits}-bit {kind}"), container))
}
