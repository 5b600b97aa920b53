//! The cases as a picture: for every value how far ours lies off, in parts of what it may be.

use super::{
    Case, Check, count,
    text::{rounded, summary},
};
use crate::picture::xml::escaped;
use std::fmt::Write as _;

const WIDTH: f64 = 860.0;
const ROW: f64 = 17.0;
/// Where the bars begin and end, and their middle.
const LEFT: f64 = 430.0;
const RIGHT: f64 = 690.0;
const MIDDLE: f64 = 0.5 * (LEFT + RIGHT);
/// Differences are drawn up to so many times what is near enough.
const MOST: f64 = 2.0;
const HIT: &str = "#3b8f5a";
const MISS: &str = "#c2452d";

/// The picture, on white.
pub fn svg(cases: &[Case]) -> String {
    let rows: usize = cases.iter().map(|case| case.checks.len() + 2).sum();
    let height = 64.0 + ROW * rows as f64;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" \
         font-family=\"sans-serif\" font-size=\"12\" fill=\"#222\">\n\
         <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#fff\"/>\n"
    );
    words(
        &mut out,
        20.0,
        28.0,
        "font-size=\"16\" font-weight=\"bold\"",
        "Earwright against published values",
    );
    words(
        &mut out,
        20.0,
        48.0,
        "fill=\"#666\"",
        &summary(count(cases)),
    );
    let unit = (RIGHT - MIDDLE) / MOST;
    let _ = writeln!(
        out,
        "<rect x=\"{}\" y=\"56\" width=\"{}\" height=\"{}\" fill=\"#eef4ef\"/>",
        MIDDLE - unit,
        2.0 * unit,
        height - 64.0
    );
    let mut y = 56.0;
    for case in cases {
        y += ROW;
        words(&mut out, 20.0, y, "font-weight=\"bold\"", &case.name);
        for check in &case.checks {
            y += ROW;
            row(&mut out, y, unit, check);
        }
        y += ROW;
    }
    out.push_str("</svg>\n");
    out
}

fn row(out: &mut String, y: f64, unit: f64, check: &Check) {
    words(out, 32.0, y, "", &check.what);
    let off = (check.difference() / check.within).clamp(-MOST, MOST);
    let off = if off.is_finite() { off } else { MOST };
    // To a tenth of a unit of the drawing: the last bits of a solve would change the file.
    let wide = (off.abs() * unit * 10.0).round() / 10.0;
    let from = if off < 0.0 { MIDDLE - wide } else { MIDDLE };
    let (colour, verdict) = if check.is_hit() {
        (HIT, "hit")
    } else {
        (MISS, "miss")
    };
    let _ = writeln!(
        out,
        "<rect x=\"{from:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"9\" fill=\"{colour}\"/>",
        y - 9.0,
        wide.max(1.5)
    );
    let told = format!(
        "{verdict}: {}, not {} {}",
        rounded(check.ours),
        rounded(check.published),
        check.unit
    );
    let told = if check.is_hit() {
        format!(
            "{} for {} {}",
            rounded(check.ours),
            rounded(check.published),
            check.unit
        )
    } else {
        told
    };
    words(
        out,
        RIGHT + 10.0,
        y,
        &format!("fill=\"{colour}\" font-size=\"11\""),
        told.trim_end(),
    );
}

fn words(out: &mut String, x: f64, y: f64, how: &str, words: &str) {
    let _ = writeln!(
        out,
        "<text x=\"{x}\" y=\"{y:.1}\" {how}>{}</text>",
        escaped(words)
    );
}
