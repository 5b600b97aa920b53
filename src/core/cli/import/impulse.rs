//! The window of an impulse response, as it is said on the command line.

use crate::{
    cli::arguments,
    exchange::{
        Impulse,
        impulse::{Shape, Window},
    },
};
use clap::{Args, ValueEnum};

/// What of an impulse response is taken.
#[derive(Debug, Args)]
pub(super) struct Through {
    /// Channel of a WAV file, from 1.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    channel: u16,
    /// Where the window on an impulse response begins, as in “2 ms”.
    #[arg(long, value_name = "TIME", value_parser = arguments::second)]
    window_start: Option<f64>,
    /// How long that window is; all there is unless said.
    #[arg(long, value_name = "TIME", value_parser = arguments::second)]
    window_length: Option<f64>,
    /// How it closes.
    #[arg(long, value_enum)]
    window_shape: Option<Closing>,
}

/// How a window closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Closing {
    /// At once.
    Rectangular,
    /// Over its last quarter.
    Tapered,
    /// From the peak on.
    HalfHann,
}

impl From<Closing> for Shape {
    fn from(closing: Closing) -> Self {
        match closing {
            Closing::Rectangular => Self::Rectangular,
            Closing::Tapered => Self::Tapered,
            Closing::HalfHann => Self::HalfHann,
        }
    }
}

impl Through {
    /// Whether any of it was given.
    pub(super) fn is_given(&self) -> bool {
        self.channel != 1
            || self.window_start.is_some()
            || self.window_length.is_some()
            || self.window_shape.is_some()
    }

    /// The channel, from 0.
    pub(super) fn channel(&self) -> usize {
        usize::from(self.channel) - 1
    }

    /// The window, all of the response where nothing is said.
    pub(super) fn window(&self, impulse: &Impulse) -> Window {
        let whole = impulse.whole();
        let start = self.window_start.unwrap_or(whole.start);
        let rest = (impulse.duration() - start).clamp(0.0, whole.length);
        Window {
            start,
            length: self.window_length.unwrap_or(rest),
            shape: self.window_shape.map_or(whole.shape, Shape::from),
        }
    }
}
