//! Colours and strokes of plots: one table, for the window and for files.

use super::{Side, Trace};
use crate::analysis::Role;

/// Dark or light.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Theme {
    /// Light lines on a dark ground.
    Dark,
    /// Dark lines on a light ground.
    Light,
}

/// Red, green, blue, opacity.
pub type Rgba = [u8; 4];

/// How a line is drawn; widths and dashes in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// Colour.
    pub colour: Rgba,
    /// Width.
    pub width: f32,
    /// Dashes and gaps in turn; empty: a full line.
    pub dash: &'static [f32],
}

/// The colours of everything around the traces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// Around the plot.
    pub page: Rgba,
    /// Behind the traces.
    pub ground: Rgba,
    /// Frame of the plot.
    pub frame: Rgba,
    /// Grid lines: minor, medium, major.
    pub grid: [Rgba; 3],
    /// Labels.
    pub text: Rgba,
    /// Footnotes and reasons of shades.
    pub faint: Rgba,
    /// Shaded ranges.
    pub shade: Rgba,
    /// Cursor.
    pub cursor: Rgba,
}

const DARK: Palette = Palette {
    page: [27, 29, 32, 255],
    ground: [18, 20, 23, 255],
    frame: [92, 98, 106, 255],
    grid: [[34, 37, 41, 255], [48, 52, 58, 255], [72, 78, 86, 255]],
    text: [200, 205, 212, 255],
    faint: [138, 145, 154, 255],
    shade: [150, 160, 175, 22],
    cursor: [235, 235, 235, 150],
};

const LIGHT: Palette = Palette {
    page: [248, 249, 250, 255],
    ground: [255, 255, 255, 255],
    frame: [140, 146, 154, 255],
    grid: [
        [238, 240, 242, 255],
        [220, 223, 227, 255],
        [184, 189, 196, 255],
    ],
    text: [45, 50, 56, 255],
    faint: [105, 112, 120, 255],
    shade: [70, 85, 105, 20],
    cursor: [20, 20, 20, 150],
};

/// Colours that people with any kind of colour vision can tell apart: after Okabe and Ito, then
/// moved until every pair keeps its distance in all simulated kinds (tested), brightened for a dark
/// ground and darkened for a light one.
const DRIVERS_DARK: [Rgba; 7] = [
    [99, 193, 243, 255],
    [248, 170, 11, 255],
    [20, 155, 103, 255],
    [188, 102, 158, 255],
    [151, 251, 130, 255],
    [202, 95, 22, 255],
    [130, 150, 255, 255],
];
const DRIVERS_LIGHT: [Rgba; 7] = [
    [2, 109, 184, 255],
    [205, 124, 0, 255],
    [15, 169, 122, 255],
    [167, 137, 179, 255],
    [92, 58, 0, 255],
    [226, 38, 73, 255],
    [58, 54, 179, 255],
];

/// Colours of what a design is compared with: as far from each other and from the drivers' as those
/// are among themselves, so that a snapshot is never taken for a driver (tested).
const COMPARED_DARK: [Rgba; 4] = [
    [128, 88, 248, 255],
    [240, 24, 80, 255],
    [248, 208, 176, 255],
    [152, 96, 184, 255],
];
const COMPARED_LIGHT: [Rgba; 4] = [
    [128, 0, 248, 255],
    [160, 0, 72, 255],
    [72, 16, 112, 255],
    [176, 72, 248, 255],
];

const SOLID: &[f32] = &[];
const DASHED: &[f32] = &[8.0, 4.0];
const DOTTED: &[f32] = &[2.0, 3.0];
const PROBE: &[f32] = &[12.0, 3.0];
const SHORT: &[f32] = &[5.0, 3.0];
const DASH_DOT: &[f32] = &[9.0, 3.0, 2.0, 3.0];
const LONG: &[f32] = &[16.0, 6.0];

impl Theme {
    /// The colours around the traces.
    pub fn palette(self) -> &'static Palette {
        match self {
            Self::Dark => &DARK,
            Self::Light => &LIGHT,
        }
    }

    fn drivers(self) -> &'static [Rgba; 7] {
        match self {
            Self::Dark => &DRIVERS_DARK,
            Self::Light => &DRIVERS_LIGHT,
        }
    }

    fn compared(self) -> &'static [Rgba; 4] {
        match self {
            Self::Dark => &COMPARED_DARK,
            Self::Light => &COMPARED_LIGHT,
        }
    }

    /// A colour along a ramp, from what stands out most at 0 to what stands out least at 1: its
    /// lightness changes steadily, so that any kind of colour vision can tell its order.
    pub fn ramp(self, at: f64) -> Rgba {
        let stops: [[f64; 3]; 3] = match self {
            Self::Dark => [
                [253.0, 231.0, 110.0],
                [60.0, 175.0, 165.0],
                [82.0, 92.0, 170.0],
            ],
            Self::Light => [
                [60.0, 15.0, 95.0],
                [25.0, 115.0, 150.0],
                [120.0, 185.0, 120.0],
            ],
        };
        let place = at.clamp(0.0, 1.0) * 2.0;
        let (from, to, share) = if place < 1.0 {
            (stops[0], stops[1], place)
        } else {
            (stops[1], stops[2], place - 1.0)
        };
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between two bytes"
        )]
        let mixed = |n: usize| (from[n] + (to[n] - from[n]) * share).round() as u8;
        [mixed(0), mixed(1), mixed(2), 255]
    }

    fn ink(self) -> Rgba {
        match self {
            Self::Dark => [242, 244, 246, 255],
            Self::Light => [16, 18, 20, 255],
        }
    }
}

/// Colour, width and dashes of a curve with this role.
pub fn stroke(role: Role, theme: Theme) -> Stroke {
    let in_turn = |colours: &[Rgba], n: usize| {
        let colour = colours.get(n % colours.len()).copied();
        colour.unwrap_or_else(|| theme.ink())
    };
    let nth = |n: usize| in_turn(theme.drivers(), n);
    let compared = |n: usize| in_turn(theme.compared(), n);
    // From the eighth curve on colours come again, told apart by their dashes.
    let round = |n: usize, first: &'static [f32]| match n / theme.drivers().len() {
        0 => first,
        1 => DASH_DOT,
        _ => DOTTED,
    };
    let (colour, width, dash) = match role {
        Role::Total => (theme.ink(), 2.4, SOLID),
        Role::Driver(_, n) | Role::Of(_, n) => (nth(n), 1.5, round(n, SOLID)),
        Role::Target => (theme.palette().faint, 1.6, DASHED),
        Role::BoundLow | Role::BoundHigh => (with_opacity(theme.palette().faint, 150), 0.8, SOLID),
        Role::Reference(n) => (compared(n), 1.5, SHORT),
        Role::Snapshot(n) => (compared(n + 1), 1.5, DOTTED),
        Role::Measurement(n) => (compared(n + 2), 1.5, DASH_DOT),
        Role::Magnitude => (nth(0), 2.2, SOLID),
        Role::Phase => (nth(1), 1.5, DASHED),
        Role::EarLow | Role::EarHigh => (with_opacity(nth(0), 150), 1.0, SOLID),
        Role::Ear(_) => (with_opacity(nth(0), 70), 0.8, SOLID),
        Role::EarMedian => (with_opacity(nth(0), 200), 1.2, DASHED),
        Role::WorstEar => (nth(5), 1.5, DASHED),
        Role::BandLow | Role::BandHigh => (with_opacity(nth(2), 150), 1.0, SOLID),
        Role::BandMedian => (with_opacity(nth(2), 200), 1.0, DASHED),
        Role::Ghost => (with_opacity(theme.ink(), 90), 1.4, SOLID),
        Role::Other(n) => (nth(n + 2), 1.5, round(n, SOLID)),
        // From the other end of the colours than the drivers, and dashed.
        Role::Probe(n) => (nth(6 + 6 * n), 1.8, round(n, PROBE)),
        Role::Limit(_, n) => (with_opacity(nth(n), 200), 1.2, DASHED),
        Role::Slice(n, of) => {
            let width = if n % 5 == 0 { 1.5 } else { 0.9 };
            (theme.ramp(n as f64 / (of.max(2) - 1) as f64), width, SOLID)
        }
    };
    Stroke {
        colour,
        width,
        dash,
    }
}

/// The colour a band is filled with above its lower curve.
pub fn band(low: Role, theme: Theme) -> Rgba {
    with_opacity(
        stroke(low, theme).colour,
        if low == Role::BandLow { 40 } else { 26 },
    )
}

/// The ground that words in a plot stand on, by how many curves run beneath: those are to be seen
/// through it.
pub fn words_ground(theme: Theme, hides: usize) -> Rgba {
    let opacity = if hides == 0 { 217 } else { 120 };
    with_opacity(theme.palette().ground, opacity)
}

/// The same colour, more transparent.
pub fn with_opacity([r, g, b, _]: Rgba, opacity: u8) -> Rgba {
    [r, g, b, opacity]
}

/// How a trace is drawn: its role's stroke, or a fainter one where it stands back. What is compared with
/// has two quantities in one plot where they differ: that of the right axis has long dashes.
pub fn trace_stroke(trace: &Trace, theme: Theme) -> Stroke {
    let mut own = stroke(trace.role, theme);
    if trace.side == Side::Right && matches!(trace.role, Role::Reference(_) | Role::Measurement(_))
    {
        own.dash = LONG;
    }
    if trace.faint {
        own.colour = with_opacity(own.colour, 90);
    }
    own
}
