//! One page about a design: its drawing, its curves, its figures and its parts, as SVG and PDF.

use super::{parts_list, product::ExportError, trace};
use crate::{
    analysis::{error, interpolate, spl, target},
    design::Design,
    network::Solution,
    picture::{
        Input, View,
        pdf::{About, pdf},
        plot_model, scene,
        style::Theme,
        svg::{FONT_FAMILY, svg},
        text_width,
        xml::escaped,
    },
    quantity::{Unit, text},
};
use num_complex::Complex64;
use std::fmt::Write as _;

/// A page of A4, mm.
const PAGE: [f64; 2] = [210.0, 297.0];
const MARGIN: f64 = 12.0;
/// Size of words, mm.
const SIZE: f64 = 2.7;
/// Lines of parts in a column, and columns.
const LINES: usize = 8;
const COLUMNS: usize = 2;

/// The page as SVG.
pub(super) fn as_svg(design: &Design, solution: &Solution) -> String {
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}mm\" height=\"{1}mm\" viewBox=\"0 0 {0} {1}\" \
         font-family=\"{FONT_FAMILY}, 'Ubuntu Light', sans-serif\" font-weight=\"300\">\n\
         <title>{2}</title>\n<desc>{3}</desc>\n<rect width=\"{0}\" height=\"{1}\" fill=\"#ffffff\"/>\n",
        PAGE[0],
        PAGE[1],
        escaped(&design.name),
        escaped(&trace::line(design)),
    );
    let mut words = |[x, y]: [f64; 2], size: f64, words: &str| {
        let _ = writeln!(
            out,
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"#1a1f26\">{}</text>",
            escaped(words)
        );
    };
    let width = PAGE[0] - 2.0 * MARGIN;
    words(
        [MARGIN, 20.0],
        fitting(&design.name, 7.0, width),
        &design.name,
    );
    words([MARGIN, PAGE[1] - 8.0], 2.2, &trace::line(design));
    for (n, (name, value)) in figures(design, solution).iter().enumerate() {
        let y = 36.0 + 5.2 * n as f64;
        words([134.0, y], SIZE, name);
        words([166.0, y], fitting(value, SIZE, 32.0), value);
    }
    let parts = parts_list::in_words(design);
    let room = LINES * COLUMNS;
    let (shown, more) = match parts.len().checked_sub(room) {
        Some(over) if over > 0 => (room - 1, over + 1),
        _ => (parts.len(), 0),
    };
    let mut lines: Vec<String> = parts.into_iter().take(shown).collect();
    if more > 0 {
        lines.push(format!("and {more} lines more in the parts list"));
    }
    words([MARGIN, 246.0], 3.4, "Parts");
    for (n, line) in lines.iter().enumerate() {
        let at = [
            MARGIN + 95.0 * (n / LINES) as f64,
            251.0 + 4.1 * (n % LINES) as f64,
        ];
        words(at, fitting(line, 2.3, 91.0), line);
    }
    let drawing = scene::svg::write(&scene::Scene::of(design), false);
    out.push_str(&nested(&drawing, [MARGIN, 26.0, 116.0, 66.0], "drawing"));
    let plot = |view: View, size: [f64; 2]| {
        // The page bears the name already, and longer than there is room here.
        let mut unnamed = design.clone();
        unnamed.name.clear();
        let model = plot_model(view, &Input::new(&unnamed, solution));
        svg(&model, size[0], size[1], Theme::Light)
    };
    let level = plot(View::Spl, [1000.0, 450.0]);
    out.push_str(&nested(
        &level,
        [MARGIN, 95.0, width, 0.45 * width],
        "level",
    ));
    let half = 0.5 * (width - 4.0);
    for (n, view) in [View::Impedance, View::Deviation].into_iter().enumerate() {
        let x = MARGIN + (half + 4.0) * n as f64;
        let small = plot(view, [620.0, 380.0]);
        let height = half * 380.0 / 620.0;
        out.push_str(&nested(&small, [x, 182.0, half, height], view.id()));
    }
    out.push_str("</svg>\n");
    out
}

/// The size at which words have room, mm: theirs, or smaller.
fn fitting(words: &str, size: f64, room: f64) -> f64 {
    let needs = text_width(words, size);
    let size = size * (room / needs.max(room));
    (1e3 * size).round() / 1e3
}

/// The page as PDF.
pub(super) fn as_pdf(design: &Design, solution: &Solution) -> Result<Vec<u8>, ExportError> {
    let about = About {
        title: &design.name,
        origin: &trace::line(design),
    };
    Ok(pdf(&as_svg(design, solution), about)?)
}

/// What is read of a design in numbers: name and value.
fn figures(design: &Design, solution: &Solution) -> Vec<(&'static str, String)> {
    let f = &solution.f;
    let drive = text::rounded(design.drive.emf(), &Unit::VOLT, 4);
    let drivers = design.drivers().filter(|part| !part.bypassed).count();
    let mut all = vec![
        ("Drivers", drivers.to_string()),
        ("Drive", format!("{drive} rms")),
    ];
    if let Some(ear) = design.ear_model() {
        all.push(("Ear", ear.facts().word.to_owned()));
    }
    let level = solution.drum_pressure.as_deref().map(spl::levels_db);
    if let Some(level) = &level {
        for (name, at) in [("At 500 Hz", 500.0), ("At 1 kHz", 1e3)] {
            if let Some(db) = interpolate::at_log(f, level, at) {
                all.push((name, format!("{db:.1} dB SPL")));
            }
        }
        let setting = &design.target;
        let target = target::aligned_db(setting, f, level);
        if let Some(off) = target.and_then(|target| error::deviation_db(f, level, &target)) {
            all.push(("Off its target", format!("{off:.2} dB, 50 Hz–8 kHz")));
        }
    }
    if let Some(z) = solution.input_impedance.as_deref() {
        let sizes: Vec<f64> = z.iter().map(|z: &Complex64| z.norm()).collect();
        if let Some(ohm) = interpolate::at_log(f, &sizes, 1e3) {
            all.push(("Impedance, 1 kHz", text::rounded(ohm, &Unit::OHM, 3)));
        }
        let pairs = || f.iter().zip(&sizes).filter(|(_, ohm)| ohm.is_finite());
        for (name, found) in [
            (
                "Impedance, least",
                pairs().min_by(|a, b| a.1.total_cmp(b.1)),
            ),
            ("Impedance, most", pairs().max_by(|a, b| a.1.total_cmp(b.1))),
        ] {
            if let Some((at, ohm)) = found {
                let at = text::rounded(*at, &Unit::HERTZ, 3);
                all.push((
                    name,
                    format!("{} at {at}", text::rounded(*ohm, &Unit::OHM, 3)),
                ));
            }
        }
    }
    all
}

/// A drawing within another, fitted into a place. Its names get an ending of their own: those of two
/// drawings must not be one.
fn nested(drawing: &str, [x, y, width, height]: [f64; 4], name: &str) -> String {
    let Some((head, rest)) = drawing.split_once('>') else {
        return String::new();
    };
    let kept = head.split("\" ").map(|pair| pair.trim_end_matches('"'));
    let kept = kept.filter(|pair| {
        !["<svg", "width=", "height="]
            .iter()
            .any(|start| pair.trim_start().starts_with(start))
    });
    let mut out = format!("<svg x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"");
    for pair in kept {
        let _ = write!(out, " {}\"", pair.trim_start());
    }
    let rest = rest
        .replace("id=\"plot\"", &format!("id=\"plot-{name}\""))
        .replace("url(#plot)", &format!("url(#plot-{name})"));
    format!("{out}>{rest}")
}
