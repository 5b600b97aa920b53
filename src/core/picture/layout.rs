//! Where the pieces of an exported plot stand.

use super::{PlotModel, Trace};

/// A rectangle; y points down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rect {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

impl Rect {
    /// Abscissa of a fraction of the axis.
    pub(super) fn x(&self, fraction: f64) -> f64 {
        self.left + fraction * (self.right - self.left)
    }

    /// Ordinate of a fraction of the axis, which points up.
    pub(super) fn y(&self, fraction: f64) -> f64 {
        self.bottom - fraction * (self.bottom - self.top)
    }

    pub(super) fn centre(&self) -> (f64, f64) {
        (self.x(0.5), self.y(0.5))
    }
}

/// Places of everything but the labels of the divisions.
#[derive(Debug, Clone)]
pub(super) struct Layout<'a> {
    /// The plot itself.
    pub(super) plot: Rect,
    /// Start of each legend entry's base line, and the trace it stands for.
    pub(super) legend: Vec<([f64; 2], &'a Trace)>,
    /// Lines under the plot.
    pub(super) footnotes: Vec<String>,
    /// Base line of the first.
    pub(super) footnotes_from: f64,
}

const LEFT: f64 = 64.0;
const RIGHT: f64 = 20.0;
const RIGHT_AXIS: f64 = 64.0;
/// Room for the labels of the abscissa and its name.
const BELOW: f64 = 40.0;
const LEGEND_LINE: f64 = 18.0;
const FOOTNOTE_LINE: f64 = 14.0;

impl<'a> Layout<'a> {
    pub(super) fn new(model: &'a PlotModel, width: f64, height: f64) -> Self {
        let right = width
            - if model.right.is_some() {
                RIGHT_AXIS
            } else {
                RIGHT
            };
        let mut legend = Vec::new();
        let (mut x, mut y) = (LEFT, 46.0);
        for trace in model.legend() {
            let long = 28.0 + text_width(&trace.name, 12.0) + 18.0;
            if x > LEFT && x + long > right {
                x = LEFT;
                y += LEGEND_LINE;
            }
            legend.push(([x, y], trace));
            x += long;
        }
        let footnotes = fold(&model.footnotes, right - LEFT, 10.5);
        let below = BELOW + FOOTNOTE_LINE * footnotes.len() as f64 + 6.0;
        let top = y + 14.0;
        let bottom = (height - below).max(top + 20.0);
        Self {
            plot: Rect {
                left: LEFT,
                right: right.max(LEFT + 20.0),
                top,
                bottom,
            },
            legend,
            footnotes,
            footnotes_from: bottom + BELOW + 10.0,
        }
    }
}

/// Joins notes into lines no wider than `room`, breaking between notes.
fn fold(notes: &[String], room: f64, size: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for note in notes {
        match lines.last_mut() {
            Some(line) if text_width(&format!("{line} · {note}"), size) <= room => {
                line.push_str(" · ");
                line.push_str(note);
            }
            _ => lines.push(note.clone()),
        }
    }
    lines
}

/// About how wide a text is: narrow, ordinary and wide letters of the font told apart.
pub fn text_width(text: &str, size: f64) -> f64 {
    let ems: f64 = text
        .chars()
        .map(|c| match c {
            'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 0.26,
            'f' | 'r' | 't' | '(' | ')' | '[' | ']' | ' ' | '-' | '/' => 0.36,
            'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.85,
            c if c.is_uppercase() => 0.66,
            _ => 0.56,
        })
        .sum();
    ems * size
}
