//! A plot as SVG: our own writer, so that screen and file follow the same model, and the same
//! model gives the same bytes.

use super::{
    PlotModel, Side, Trace,
    layout::{Layout, Rect, text_width},
    style::{self, Palette, Rgba, Theme},
    ticks::{Tick, Weight, ticks},
    upright::Upright,
    xml::escaped,
};
use crate::analysis::Role;
use std::fmt::Write as _;

/// The font's family as SVG names it; `png` brings the font itself.
pub const FONT_FAMILY: &str = "Ubuntu";

/// Size of labels, points.
const LABEL: f64 = 12.0;

/// Writes a plot of `width` × `height` points.
pub fn svg(model: &PlotModel, width: f64, height: f64, theme: Theme) -> String {
    let palette = theme.palette();
    let layout = Layout::new(model, width, height);
    let mut out = String::with_capacity(64 * 1024);
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"{FONT_FAMILY}, 'Ubuntu Light', sans-serif\" \
         font-weight=\"300\" font-size=\"{LABEL}\">"
    );
    let plot = layout.plot;
    let _ = writeln!(
        out,
        "<title>{}</title>\n<clipPath id=\"plot\"><rect {}/></clipPath>",
        escaped(&model.title),
        area(plot)
    );
    let _ = writeln!(
        out,
        "<rect width=\"{width}\" height=\"{height}\" {}/>\n<rect {} {}/>",
        fill(palette.page),
        area(plot),
        fill(palette.ground)
    );
    heading(&mut out, model, &layout, theme);
    shades(&mut out, model, plot, palette);
    axes(&mut out, model, plot, palette);
    out.push_str("<g clip-path=\"url(#plot)\" fill=\"none\" stroke-linejoin=\"round\">\n");
    band(&mut out, model, plot, theme);
    for trace in &model.traces {
        draw(&mut out, model, trace, plot, theme);
    }
    out.push_str("</g>\n");
    if let Some(message) = &model.empty_message {
        let (x, y) = plot.centre();
        text(&mut out, [x, y], "middle", palette.faint, 14.0, message);
    } else {
        reasons(&mut out, model, plot, theme);
    }
    for (n, line) in layout.footnotes.iter().enumerate() {
        let y = layout.footnotes_from + 14.0 * n as f64;
        text(&mut out, [plot.left, y], "start", palette.faint, 10.5, line);
    }
    out.push_str("</svg>\n");
    out
}

fn heading(out: &mut String, model: &PlotModel, layout: &Layout<'_>, theme: Theme) {
    let palette = theme.palette();
    let left = layout.plot.left;
    text(out, [left, 24.0], "start", palette.text, 16.0, &model.title);
    for ([x, y], trace) in &layout.legend {
        let (x, y) = (*x, *y);
        let stroke = pen(trace, theme);
        let _ = writeln!(
            out,
            "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" {stroke}/>",
            n(x),
            n(y - 4.0),
            n(x + 22.0),
            n(y - 4.0)
        );
        text(
            out,
            [x + 28.0, y],
            "start",
            palette.text,
            LABEL,
            &trace.name,
        );
    }
}

fn shades(out: &mut String, model: &PlotModel, plot: Rect, palette: &Palette) {
    for shade in &model.shades {
        let from = plot.x(model.x.fraction(shade.from).clamp(0.0, 1.0));
        let to = plot.x(model.x.fraction(shade.to).clamp(0.0, 1.0));
        if to <= from {
            continue;
        }
        let part = Rect {
            left: from,
            right: to,
            ..plot
        };
        let _ = writeln!(out, "<rect {} {}/>", area(part), fill(palette.shade));
    }
}

/// Why ranges are shaded, upright where they hide the fewest curves, on a ground of their own over them.
fn reasons(out: &mut String, model: &PlotModel, plot: Rect, theme: Theme) {
    let traces = model.traces.iter();
    let curves: Vec<_> = traces.map(|trace| curve(model, trace, plot)).collect();
    for shade in &model.shades {
        let from = plot.x(model.x.fraction(shade.from).clamp(0.0, 1.0));
        let to = plot.x(model.x.fraction(shade.to).clamp(0.0, 1.0));
        let long = text_width(&shade.reason, 10.5);
        let upright = Upright {
            x: [from, to],
            y: [plot.top, plot.bottom],
            long,
            thick: 12.0,
        };
        let curves = curves.iter().map(|curve| curve.iter().copied());
        if let Some(place) = upright.place(curves, None) {
            let [x, foot] = place.at;
            let behind = Rect {
                left: x - 2.0,
                right: x + 12.0,
                top: foot - 3.0 - long,
                bottom: foot + 3.0,
            };
            let ground = fill(style::words_ground(theme, place.hides));
            let _ = writeln!(out, "<rect {} rx=\"3\" {ground}/>", area(behind));
            let _ = writeln!(
                out,
                "<text transform=\"translate({} {}) rotate(-90)\" font-size=\"10.5\" {}>{}</text>",
                n(x + 8.0),
                n(foot),
                fill(theme.palette().faint),
                escaped(&shade.reason)
            );
        }
    }
}

fn axes(out: &mut String, model: &PlotModel, plot: Rect, palette: &Palette) {
    let across = ticks(&model.x, model.x.range, plot.right - plot.left, 34.0);
    let up = ticks(&model.left, model.left.range, plot.bottom - plot.top, 30.0);
    for weight in [Weight::Minor, Weight::Medium, Weight::Major] {
        let mut path = String::new();
        for tick in across.iter().filter(|tick| tick.weight == weight) {
            let x = plot.x(model.x.fraction(tick.value));
            let _ = write!(path, "M{} {}V{}", n(x), n(plot.top), n(plot.bottom));
        }
        for tick in up.iter().filter(|tick| tick.weight == weight) {
            let y = plot.y(model.left.fraction(tick.value));
            let _ = write!(path, "M{} {}H{}", n(plot.left), n(y), n(plot.right));
        }
        let colour = palette.grid.get(weight as usize).copied();
        let _ = writeln!(
            out,
            "<path d=\"{path}\" fill=\"none\" {} stroke-width=\"1\"/>",
            stroke(colour.unwrap_or(palette.frame))
        );
    }
    let _ = writeln!(
        out,
        "<rect {} fill=\"none\" {} stroke-width=\"1\"/>",
        area(plot),
        stroke(palette.frame)
    );
    for tick in labelled(&across) {
        let x = plot.x(model.x.fraction(tick.value));
        let at = [x, plot.bottom + 16.0];
        text(out, at, "middle", palette.text, LABEL, &tick.label);
    }
    for tick in labelled(&up) {
        let y = plot.y(model.left.fraction(tick.value));
        let at = [plot.left - 7.0, y + 4.0];
        text(out, at, "end", palette.text, LABEL, &tick.label);
    }
    let (x, y) = plot.centre();
    let below = [x, plot.bottom + 33.0];
    text(out, below, "middle", palette.text, LABEL, &model.x.label);
    upright(out, [plot.left - 44.0, y], palette.text, &model.left.label);
    if let Some(right) = &model.right {
        for tick in labelled(&ticks(right, right.range, plot.bottom - plot.top, 30.0)) {
            let y = plot.y(right.fraction(tick.value));
            let _ = writeln!(
                out,
                "<path d=\"M{} {}h4\" {} stroke-width=\"1\"/>",
                n(plot.right),
                n(y),
                stroke(palette.frame)
            );
            let at = [plot.right + 8.0, y + 4.0];
            text(out, at, "start", palette.text, LABEL, &tick.label);
        }
        upright(out, [plot.right + 48.0, y], palette.text, &right.label);
    }
}

fn labelled(ticks: &[Tick]) -> impl Iterator<Item = &Tick> {
    ticks.iter().filter(|tick| !tick.label.is_empty())
}

/// The band of a family of curves, filled.
fn band(out: &mut String, model: &PlotModel, plot: Rect, theme: Theme) {
    for [low, high] in model.bands() {
        one_band(out, model, [low, high], plot, theme);
    }
}

fn one_band(
    out: &mut String,
    model: &PlotModel,
    [low, high]: [&Trace; 2],
    plot: Rect,
    theme: Theme,
) {
    let mut points = Vec::new();
    let mut walk = |trace: &Trace, back: bool| {
        let pairs = trace.x.iter().zip(&trace.y);
        let place = |(x, y): (&f64, &f64)| {
            let across = plot.x(model.x.fraction(*x));
            let up = plot.y(model.left.fraction(*y).clamp(-0.05, 1.05));
            (across.is_finite() && up.is_finite()).then(|| format!("{} {}", n(across), n(up)))
        };
        if back {
            points.extend(pairs.rev().filter_map(place));
        } else {
            points.extend(pairs.filter_map(place));
        }
    };
    walk(low, false);
    walk(high, true);
    let _ = writeln!(
        out,
        "<polygon class=\"band\" points=\"{}\" {}/>",
        points.join(" "),
        fill(style::band(low.role, theme))
    );
}

/// One path a trace; a gap, or an angle that wraps, lifts the pen.
fn draw(out: &mut String, model: &PlotModel, trace: &Trace, plot: Rect, theme: Theme) {
    let axis = model.axis_of(trace);
    let wraps = axis.scale == super::AxisScale::Angle;
    let lift = trace.lift();
    let mut path = String::new();
    let mut before = f64::NAN;
    for (x, value) in trace.x.iter().zip(&trace.y) {
        let (across, up) = (model.x.fraction(*x), axis.fraction(*value + lift));
        // Far outside there is nothing to see; the clip path cuts the rest at the frame.
        if !(across.is_finite() && up.is_finite() && (-0.01..=1.01).contains(&across)) {
            before = f64::NAN;
            continue;
        }
        let jump = !before.is_finite() || (wraps && (value - before).abs() > 180.0);
        let up = up.clamp(-0.05, 1.05);
        let _ = write!(
            path,
            "{}{} {}",
            if jump { 'M' } else { 'L' },
            n(plot.x(across)),
            n(plot.y(up))
        );
        before = *value;
    }
    let side = match trace.side {
        Side::Left => "left",
        Side::Right => "right",
    };
    if let (Role::Slice(..), Some(area)) = (trace.role, hidden(&path, plot)) {
        let ground = fill(theme.palette().ground);
        let _ = writeln!(out, "<path d=\"{area}\" {ground} stroke=\"none\"/>");
    }
    let _ = writeln!(
        out,
        "<path class=\"trace {side}\" d=\"{path}\" {}><title>{}</title></path>",
        pen(trace, theme),
        escaped(&trace.name)
    );
}

/// A curve on the page, with NaN where it has a gap.
fn curve(model: &PlotModel, trace: &Trace, plot: Rect) -> Vec<[f64; 2]> {
    let axis = model.axis_of(trace);
    let lift = trace.lift();
    let points = trace.x.iter().zip(&trace.y);
    points
        .map(|(x, value)| {
            let (across, up) = (model.x.fraction(*x), axis.fraction(*value + lift));
            [plot.x(across), plot.y(up)]
        })
        .collect()
}

/// The area below a slice, which hides what lies behind it.
fn hidden(path: &str, plot: Rect) -> Option<String> {
    let end = path.rfind(['M', 'L'])?;
    let last = path.get(end + 1..)?.split_once(' ')?.0;
    let first = path.get(1..)?.split_once(' ')?.0;
    let bottom = n(plot.bottom + 2.0);
    Some(format!("{path}L{last} {bottom}L{first} {bottom}Z"))
}

fn pen(trace: &Trace, theme: Theme) -> String {
    let own = style::trace_stroke(trace, theme);
    let mut pen = format!("{} stroke-width=\"{}\"", stroke(own.colour), own.width);
    if !own.dash.is_empty() {
        let dashes: Vec<String> = own.dash.iter().map(f32::to_string).collect();
        let _ = write!(pen, " stroke-dasharray=\"{}\"", dashes.join(" "));
    }
    pen
}

fn text(out: &mut String, [x, y]: [f64; 2], anchor: &str, ink: Rgba, size: f64, words: &str) {
    let _ = writeln!(
        out,
        "<text x=\"{}\" y=\"{}\" text-anchor=\"{anchor}\" font-size=\"{size}\" {}>{}</text>",
        n(x),
        n(y),
        fill(ink),
        escaped(words)
    );
}

fn upright(out: &mut String, [x, y]: [f64; 2], ink: Rgba, words: &str) {
    let _ = writeln!(
        out,
        "<text transform=\"translate({} {}) rotate(-90)\" text-anchor=\"middle\" {}>{}</text>",
        n(x),
        n(y),
        fill(ink),
        escaped(words)
    );
}

fn area(rect: Rect) -> String {
    format!(
        "x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
        n(rect.left),
        n(rect.top),
        n(rect.right - rect.left),
        n(rect.bottom - rect.top)
    )
}

fn fill(colour: Rgba) -> String {
    paint("fill", colour)
}

fn stroke(colour: Rgba) -> String {
    paint("stroke", colour)
}

fn paint(what: &str, [r, g, b, a]: Rgba) -> String {
    if a == u8::MAX {
        format!("{what}=\"#{r:02x}{g:02x}{b:02x}\"")
    } else {
        let opacity = (f64::from(a) / 255.0 * 1000.0).round() / 1000.0;
        format!("{what}=\"#{r:02x}{g:02x}{b:02x}\" {what}-opacity=\"{opacity}\"")
    }
}

/// A coordinate to a hundredth of a point.
fn n(value: f64) -> f64 {
    let rounded = (value * 100.0).round() / 100.0;
    if rounded == 0.0 { 0.0 } else { rounded }
}
