//! An impulse response of the dialog: the window that is set, and the curve through it.

use super::curve::Curve;
use crate::quantity::order::SortByNumber as _;
use crate::{
    analysis::Role,
    app::work::{job::Runner, latest::Latest},
    exchange::{Impulse, impulse::Window},
    picture::{Axis, AxisScale, PlotModel, Side, Trace, View},
};
use std::collections::BTreeMap;

/// An impulse response, and what is taken of it.
pub(super) struct Sound {
    pub(super) impulse: Impulse,
    /// Where each channel has its peak, s.
    peaks: Vec<f64>,
    legend: String,
    file: String,
    pub(super) window: Window,
    /// The channels that are wanted, from 0.
    pub(super) wanted: Vec<bool>,
    pub(super) heard: Heard,
    pub(super) work: Latest<(), Heard>,
}

/// The curves of the wanted channels, and the response under its window.
#[derive(Default)]
pub(super) struct Heard {
    pub(super) curves: Vec<Curve>,
    pub(super) model: Option<PlotModel>,
}

impl Sound {
    /// All of the first channel.
    pub(super) fn of(impulse: Impulse, file: &str, legend: &str) -> Self {
        let channels = impulse.channels.len();
        let mut sound = Self {
            peaks: (0..channels)
                .map(|channel| impulse.peak(channel) as f64 / impulse.rate)
                .collect(),
            window: impulse.whole(),
            wanted: (0..channels).map(|channel| channel == 0).collect(),
            legend: legend.to_owned(),
            file: file.to_owned(),
            heard: Heard::default(),
            work: Latest::default(),
            impulse,
        };
        sound.heard = sound.question().answer();
        sound
    }

    /// What is to be worked out: a copy of what it takes, the samples shared.
    fn question(&self) -> Question {
        Question {
            impulse: self.impulse.clone(),
            peaks: self.peaks.clone(),
            window: self.window,
            wanted: self.wanted.clone(),
            legend: self.legend.clone(),
            file: self.file.clone(),
        }
    }

    /// Takes the curves anew, beside the window.
    pub(super) fn hear(&mut self, runner: &dyn Runner, wake: impl Fn() + Send + 'static) {
        let question = self.question();
        self.work
            .ask((), "spectrum", runner, wake, move |_| question.answer());
        self.poll();
    }

    pub(super) fn poll(&mut self) {
        if let Some(Ok(mut new)) = self.work.take() {
            super::curve::keep(&self.heard.curves, &mut new.curves);
            self.heard = new;
        }
    }
}

struct Question {
    impulse: Impulse,
    peaks: Vec<f64>,
    window: Window,
    wanted: Vec<bool>,
    legend: String,
    file: String,
}

impl Question {
    fn answer(&self) -> Heard {
        let wanted = || (0..self.wanted.len()).filter(|n| self.wanted.get(*n) == Some(&true));
        let several = self.wanted.len() > 1;
        let curve = |channel: usize| {
            let (name, legend) = if several {
                let name = tr!("Channel {}", channel + 1);
                let legend = format!("{} {}", self.legend, name.to_lowercase());
                (name, legend)
            } else {
                (tr!("Impulse response").to_owned(), self.legend.clone())
            };
            let ready = self.impulse.through(channel, self.window, &self.file);
            Curve::new((channel, 0), name, legend, ready.map_err(|e| e.to_string()))
        };
        Heard {
            curves: wanted().map(curve).collect(),
            model: wanted().next().map(|channel| self.model(channel)),
        }
    }

    /// The response around its window, and the window over it.
    fn model(&self, channel: usize) -> PlotModel {
        let (window, rate) = (self.window, self.impulse.rate);
        let room = 0.05 * window.length;
        let shown = [
            (window.start - room).max(0.0),
            (window.start + window.length + room).min(self.impulse.duration()),
        ];
        let samples = self.impulse.channels.get(channel);
        let samples = samples.map_or(&[][..], |samples| samples.as_slice());
        // One point above and one below a place: nothing that stands out is lost.
        let mut ends: BTreeMap<usize, [(f64, f64); 2]> = BTreeMap::new();
        let span = (shown[1] - shown[0]).max(1.0 / rate);
        for (n, sample) in samples.iter().enumerate() {
            let t = n as f64 / rate;
            if t < shown[0] || t > shown[1] {
                continue;
            }
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a place on the screen"
            )]
            let place = ((t - shown[0]) / span * PLACES) as usize;
            let point = (1e3 * t, *sample);
            let [low, high] = ends.entry(place).or_insert([point; 2]);
            if *sample < low.1 {
                *low = point;
            }
            if *sample > high.1 {
                *high = point;
            }
        }
        let mut points: Vec<(f64, f64)> = ends.into_values().flatten().collect();
        points.sort_by_number(|a| a.0);
        points.dedup();
        let most = points
            .iter()
            .map(|point| point.1.abs())
            .fold(1e-9, f64::max);
        let peak = self.peaks.get(channel).copied().unwrap_or(0.0);
        let weights = (0..=400).map(|n| shown[0] + span * f64::from(n) / 400.0);
        let weights = weights.map(|t| (1e3 * t, most * window.weight(t, peak)));
        PlotModel {
            view: View::Impulse,
            title: String::new(),
            x: Axis {
                label: tr!("Time [ms]").to_owned(),
                unit: "ms",
                decimals: 2,
                scale: AxisScale::Linear,
                range: shown.map(|t| 1e3 * t),
            },
            left: Axis {
                label: tr!("Re full scale").to_owned(),
                unit: "",
                decimals: 2,
                scale: AxisScale::Linear,
                range: [-1.1 * most, 1.1 * most],
            },
            right: None,
            traces: vec![
                trace(tr!("Impulse response"), Role::Other(0), points),
                trace(tr!("Window"), Role::Target, weights.collect()),
            ],
            shades: Vec::new(),
            footnotes: Vec::new(),
            empty_message: None,
        }
    }
}

/// Places across the plot of the response.
const PLACES: f64 = 700.0;

fn trace(name: &str, role: Role, points: Vec<(f64, f64)>) -> Trace {
    let (x, y): (Vec<f64>, Vec<f64>) = points.into_iter().unzip();
    Trace {
        name: name.to_owned(),
        role,
        side: Side::Left,
        faint: false,
        x: x.into(),
        y,
    }
}
