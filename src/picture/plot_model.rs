//! A plot as data: axes, traces, shades. Screen and files draw the same model.

use crate::analysis::Role;
use std::sync::Arc;

/// Which plot.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
pub enum View {
    /// Sound pressure at the drum.
    Spl,
    /// Electrical impedance, magnitude and phase.
    Impedance,
    /// Phase of the drum pressure.
    Phase,
    /// Group delay.
    Delay,
    /// Impulse response.
    Impulse,
    /// Step response.
    Step,
}

/// How an axis is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AxisScale {
    /// Logarithmic (frequency).
    Log,
    /// Linear.
    Linear,
}

/// An axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// Label with unit: `Frequency [Hz]`.
    pub label: String,
    /// How it is divided.
    pub scale: AxisScale,
    /// Shown range, in data units.
    pub range: [f64; 2],
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
