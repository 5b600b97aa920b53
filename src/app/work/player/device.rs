//! Plays takes on the system's sound device. From one take to the other of the same rendering, what is
//! heard changes and the place in the sound does not: so small differences can be told.

use super::{Player, SystemPlayer};
use hound::{SampleFormat, WavReader};
use rodio::{ChannelCount, DeviceSinkBuilder, MixerDeviceSink, SampleRate, Source};
use std::{
    cell::RefCell,
    fs::File,
    io::{self, BufReader},
    path::{Path, PathBuf},
    time::Duration,
};

/// Plays on the system's default device, from its beginning when its end is reached. Where there is no
/// device, the system's player is asked.
#[derive(Default)]
pub struct DevicePlayer {
    heard: RefCell<Option<Heard>>,
}

/// What is heard.
struct Heard {
    device: MixerDeviceSink,
    player: rodio::Player,
    file: PathBuf,
    /// Where in the sound it began.
    from: Duration,
}

impl Player for DevicePlayer {
    fn play(&self, file: &Path) -> Result<(), String> {
        let mut heard = self.heard.borrow_mut();
        let (device, from) = match heard.take() {
            Some(last) => {
                let same = last.file.parent() == file.parent();
                let at = last.from + last.player.get_pos();
                (last.device, if same { at } else { Duration::ZERO })
            }
            None => match DeviceSinkBuilder::open_default_sink() {
                Ok(mut device) => {
                    device.log_on_drop(false);
                    (device, Duration::ZERO)
                }
                Err(error) => {
                    log::warn!("no sound device: {error}");
                    return SystemPlayer.play(file);
                }
            },
        };
        let take = Looped::open(file, from)
            .map_err(|error| tr!("{} cannot be played: {error}", file.display()))?;
        let player = rodio::Player::connect_new(device.mixer());
        player.append(take);
        *heard = Some(Heard {
            device,
            player,
            file: file.to_owned(),
            from,
        });
        Ok(())
    }

    fn playing(&self) -> Option<PathBuf> {
        self.heard.borrow().as_ref().map(|heard| heard.file.clone())
    }

    fn stop(&self) {
        self.heard.borrow_mut().take();
    }
}

/// The samples of a WAV file, read as they are asked for, over and over.
pub struct Looped {
    reader: WavReader<BufReader<File>>,
    channels: ChannelCount,
    rate: SampleRate,
    /// Full scale of whole numbers.
    full: f32,
}

impl Looped {
    /// Opens a file at this time of its sound, or of its repetition.
    ///
    /// # Errors
    /// Where it cannot be read, or is no WAV file with samples.
    pub fn open(file: &Path, from: Duration) -> io::Result<Self> {
        let mut reader = WavReader::open(file).map_err(io::Error::other)?;
        let spec = reader.spec();
        let nothing = || io::Error::other(tr!("there are no samples in it"));
        let channels = ChannelCount::new(spec.channels).ok_or_else(nothing)?;
        let rate = SampleRate::new(spec.sample_rate).ok_or_else(nothing)?;
        let frames = u128::from(reader.duration());
        let at = from.as_nanos() * u128::from(rate.get()) / 1_000_000_000;
        let at = at.checked_rem(frames).ok_or_else(nothing)?;
        reader.seek(u32::try_from(at).unwrap_or(0))?;
        Ok(Self {
            reader,
            channels,
            rate,
            full: f32::from(spec.bits_per_sample.saturating_sub(1)).exp2(),
        })
    }

    fn read(&mut self) -> Option<f32> {
        match self.reader.spec().sample_format {
            SampleFormat::Float => self.reader.samples::<f32>().next()?.ok(),
            #[allow(clippy::cast_precision_loss, reason = "24 bits are exact")]
            SampleFormat::Int => {
                let sample = self.reader.samples::<i32>().next()?.ok()?;
                Some(sample as f32 / self.full)
            }
        }
    }
}

impl Iterator for Looped {
    type Item = f32;

    fn next(&mut self) -> Option<f32> {
        self.read().or_else(|| {
            self.reader.seek(0).ok()?;
            self.read()
        })
    }
}

impl Source for Looped {
    fn current_span_len(&self) -> Option<usize> {
        None
    }

    fn channels(&self) -> ChannelCount {
        self.channels
    }

    fn sample_rate(&self) -> SampleRate {
        self.rate
    }

    fn total_duration(&self) -> Option<Duration> {
        None
    }
}
