//! Sound files as they are opened, whatever is made of their samples.

use crate::words;
use symphonia::core::{
    codecs::audio::{AudioCodecParameters, AudioDecoder, AudioDecoderOptions},
    formats::{FormatOptions, FormatReader, TrackType, probe::Hint},
    io::{MediaSource, MediaSourceStream, MediaSourceStreamOptions},
    meta::MetadataOptions,
};

/// Why there is nothing to decode.
pub(super) const NOTHING: &str = "no sound in it is known";

/// A sound file that was opened.
pub(crate) struct Opened {
    /// Its packets.
    pub(crate) format: Box<dyn FormatReader>,
    /// Which of them are the sound's.
    pub(crate) track: u32,
    /// Samples a second.
    pub(crate) rate: u32,
    parameters: AudioCodecParameters,
}

/// Opens a sound file whose name has this ending.
///
/// # Errors
/// Why it cannot be decoded.
pub(crate) fn opened(source: Box<dyn MediaSource>, ending: Option<&str>) -> Result<Opened, String> {
    let source = MediaSourceStream::new(source, MediaSourceStreamOptions::default());
    let mut hint = Hint::new();
    if let Some(ending) = ending {
        hint.with_extension(ending);
    }
    let format = symphonia::default::get_probe()
        .probe(
            &hint,
            source,
            FormatOptions::default(),
            MetadataOptions::default(),
        )
        .map_err(|error| error.to_string())?;
    let track = format
        .default_track(TrackType::Audio)
        .ok_or(words::text(NOTHING))?;
    let id = track.id;
    let parameters = track.codec_params.as_ref().and_then(|known| known.audio());
    let parameters = parameters.ok_or(words::text(NOTHING))?.clone();
    let rate = parameters.sample_rate.ok_or(words::text(NOTHING))?;
    Ok(Opened {
        format,
        track: id,
        rate,
        parameters,
    })
}

impl Opened {
    /// What makes samples of its packets.
    ///
    /// # Errors
    /// Why it cannot be decoded.
    pub(crate) fn decoder(&self) -> Result<Box<dyn AudioDecoder>, String> {
        symphonia::default::get_codecs()
            .make_audio_decoder(&self.parameters, &AudioDecoderOptions::default())
            .map_err(|error| error.to_string())
    }
}
