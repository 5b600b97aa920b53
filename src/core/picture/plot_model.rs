//! A plot as data: axes, traces, shades. Screen and files draw the same model.

use super::View;
use crate::analysis::{Role, interpolate};
use std::sync::Arc;

/// How an axis is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AxisScale {
    /// Logarithmic (frequency).
    Log,
    /// Linear.
    Linear,
    /// Linear, in degrees: divided into parts of a turn.
    Angle,
}

impl AxisScale {
    /// Where a value stands on the axis: in equal steps along it.
    pub fn place(self, value: f64) -> f64 {
        match self {
            Self::Log => value.log10(),
            Self::Linear | Self::Angle => value,
        }
    }

    /// The value at a place.
    pub fn value(self, place: f64) -> f64 {
        match self {
            Self::Log => 10_f64.powf(place),
            Self::Linear | Self::Angle => place,
        }
    }
}

/// An axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// Label with unit: `Frequency [Hz]`.
    pub label: String,
    /// Unit of a value read off: `dB`.
    pub unit: &'static str,
    /// Decimals of a value read off.
    pub decimals: usize,
    /// How it is divided.
    pub scale: AxisScale,
    /// Shown range, in data units.
    pub range: [f64; 2],
}

impl Axis {
    /// How far along the shown range a value stands, 0 to 1 inside it.
    pub fn fraction(&self, value: f64) -> f64 {
        let [from, to] = self.range.map(|end| self.scale.place(end));
        (self.scale.place(value) - from) / (to - from)
    }

    /// A value read off, without its unit.
    pub fn number(&self, value: f64) -> String {
        super::ticks::minus(&format!("{value:.*}", self.decimals))
    }

    /// A value read off, with its unit.
    pub fn read(&self, value: f64) -> String {
        let number = self.number(value);
        match self.unit {
            "°" => format!("{number}°"),
            "" => number,
            unit => format!("{number} {unit}"),
        }
    }
}

/// Which vertical axis a trace belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The left one.
    Left,
    /// The right one.
    Right,
}

/// One line of a plot.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    /// Name in the legend.
    pub name: String,
    /// What it stands for: decides colour and stroke (`picture::style`).
    pub role: Role,
    /// Which vertical axis.
    pub side: Side,
    /// Whether it stands back: the share of a muted driver.
    pub faint: bool,
    /// Abscissae in data units (Hz, s).
    pub x: Arc<[f64]>,
    /// Ordinates; NaN is a gap.
    pub y: Vec<f64>,
}

/// A range of the abscissa in which the result is not to be trusted.
#[derive(Debug, Clone, PartialEq)]
pub struct Shade {
    /// From, data units.
    pub from: f64,
    /// To, data units.
    pub to: f64,
    /// Why, in a few words.
    pub reason: String,
}

/// A whole plot.
#[derive(Debug, Clone, PartialEq)]
pub struct PlotModel {
    /// Which plot.
    pub view: View,
    /// Title.
    pub title: String,
    /// Horizontal axis.
    pub x: Axis,
    /// Left axis.
    pub left: Axis,
    /// Right axis, where a trace uses it.
    pub right: Option<Axis>,
    /// Traces, drawn in this order.
    pub traces: Vec<Trace>,
    /// Shaded ranges.
    pub shades: Vec<Shade>,
    /// Grey footnotes: parts of trust C, what the model leaves out.
    pub footnotes: Vec<String>,
    /// What to say where there is nothing to draw.
    pub empty_message: Option<String>,
}

/// How much higher each slice of a waterfall is drawn than the one before it, dB.
pub const SLICE_LIFT_DB: f64 = -1.3;

impl PlotModel {
    /// The axis a trace belongs to.
    pub fn axis_of(&self, trace: &Trace) -> &Axis {
        match (trace.side, &self.right) {
            (Side::Right, Some(right)) => right,
            _ => &self.left,
        }
    }

    /// The traces in the order a legend lists them: the total, the drivers in document order, what
    /// they are compared with. Of many slices every fifth is listed.
    pub fn legend(&self) -> Vec<&Trace> {
        // A family of ears is one entry, and its worst member.
        let listed = |trace: &&Trace| match trace.role {
            Role::EarHigh | Role::Ear(_) | Role::BoundHigh | Role::BandHigh | Role::BandMedian => {
                false
            }
            Role::Slice(n, _) => n % 5 == 0,
            _ => true,
        };
        let mut traces: Vec<&Trace> = self.traces.iter().filter(listed).collect();
        traces.sort_by_key(|trace| match trace.role {
            Role::Total | Role::Magnitude => (0, 0),
            Role::Phase => (1, 0),
            Role::Driver(_, n) => (2, 2 * n),
            Role::Limit(_, n) => (2, 2 * n + 1),
            Role::Other(n) | Role::Slice(n, _) | Role::Of(_, n) => (3, n),
            Role::Target => (4, 0),
            Role::BoundLow | Role::BoundHigh => (4, 1),
            Role::Measurement(n) => (5, n),
            Role::Reference(n) => (6, n),
            Role::Snapshot(n) => (7, n),
            Role::Probe(n) => (8, n),
            Role::Ghost => (9, 0),
            Role::EarLow | Role::EarHigh | Role::Ear(_) => (10, 0),
            Role::EarMedian | Role::WorstEar => (11, 0),
            Role::BandLow | Role::BandHigh | Role::BandMedian => (12, 0),
        });
        traces
    }

    /// The lower and the upper curve of every band that is filled.
    pub fn bands(&self) -> Vec<[&Trace; 2]> {
        let curve = |role: Role| self.traces.iter().find(|trace| trace.role == role);
        let pairs = [
            [Role::BoundLow, Role::BoundHigh],
            [Role::EarLow, Role::EarHigh],
            [Role::BandLow, Role::BandHigh],
        ];
        let both = pairs.into_iter();
        both.filter_map(|[low, high]| Some([curve(low)?, curve(high)?]))
            .collect()
    }

    /// The least and greatest abscissa there is anything to see at.
    pub fn reach(&self) -> [f64; 2] {
        let ends = self.traces.iter().filter_map(|trace| {
            let (first, last) = (trace.x.first()?, trace.x.last()?);
            matches!(self.x.scale, AxisScale::Linear).then_some([*first, *last])
        });
        ends.fold(self.x.range, |[from, to], [first, last]| {
            [from.min(first), to.max(last)]
        })
    }
}

impl Trace {
    /// How much higher it is drawn than its values say, data units: each slice of a waterfall stands
    /// lower than the one before it, and hides what lies behind it.
    pub fn lift(&self) -> f64 {
        match self.role {
            Role::Slice(n, _) => SLICE_LIFT_DB * n as f64,
            _ => 0.0,
        }
    }

    /// Its value at an abscissa, between its points; `None` in a gap or beyond its ends.
    pub fn value_at(&self, x: f64, model: &PlotModel) -> Option<f64> {
        match (model.axis_of(self).scale, model.x.scale) {
            (AxisScale::Angle, _) => interpolate::angle_at_log(&self.x, &self.y, x),
            (_, AxisScale::Log) => interpolate::at_log(&self.x, &self.y, x),
            _ => interpolate::at_linear(&self.x, &self.y, x),
        }
    }
}
