//! Goals of the response and the impedance.

use super::Found;
use crate::{
    analysis::{Curve, Solution, error, interpolate, spl, target},
    design::Design,
    quantity::{Unit, text},
    words,
};
use num_complex::Complex64;

/// Why there is no response.
const SILENT: &str = "The design makes no sound at its ear";
/// Why there is no impedance.
const UNLOADED: &str = "Nothing is joined to the source";
/// Frequency of levels, Hz.
pub(super) const LEVEL_AT: f64 = 1000.0;

/// The response and the shape of the target at its frequencies, looked up once for all goals.
pub(super) struct Heard {
    total: Curve,
    shape_db: Vec<f64>,
}

impl Heard {
    pub(super) fn of(design: &Design, solution: &Solution) -> Option<Self> {
        let total = spl::total(solution)?;
        let shape_db = target::shape_db(&design.target.target, &total.x);
        Some(Self { total, shape_db })
    }

    /// Response minus target at one frequency, dB, not aligned.
    pub(super) fn error_at(&self, at: f64) -> Option<f64> {
        let level = interpolate::at_log(&self.total.x, &self.total.y, at)?;
        Some(level - interpolate::at_log(&self.total.x, &self.shape_db, at)?)
    }

    /// How far the target is raised to meet the response, dB.
    pub(super) fn lift(&self, design: &Design) -> Option<f64> {
        target::alignment_db(&design.target, &self.total.x, &self.total.y, &self.shape_db)
    }

    /// The same at logarithmic points of a band, which are given first.
    ///
    /// # Errors
    /// Where the band is not covered: a sentence.
    pub(super) fn errors(&self, band: [f64; 2]) -> Result<(Vec<f64>, Vec<f64>), String> {
        let points = error::log_points(band, error::POINTS);
        let errors: Option<Vec<f64>> = points.iter().map(|at| self.error_at(*at)).collect();
        if let Some(errors) = errors {
            return Ok((points, errors));
        }
        let ends = band.map(|f| text::rounded(f, &Unit::HERTZ, 3));
        Err(tr!(
            "Response and target do not both reach from {} to {}",
            ends[0],
            ends[1]
        ))
    }

    /// Level at 1 kHz, dB SPL.
    pub(super) fn level_at_1k(&self) -> Option<f64> {
        interpolate::at_log(&self.total.x, &self.total.y, LEVEL_AT)
    }
}

/// Where response and target are aligned, in words: “at 500 Hz”.
fn aligned_words(design: &Design) -> String {
    let hertz = |f: f64| text::rounded(f, &Unit::HERTZ, 3);
    let from = hertz(design.target.align_hz);
    match design.target.align_to_hz {
        Some(to) => tr!("by their mean from {from} to {}", hertz(to)),
        None => format!("at {from}"),
    }
}

/// The errors of what is heard, or why there are none.
fn errors(heard: Option<&Heard>, band: [f64; 2]) -> Result<(Vec<f64>, Vec<f64>), String> {
    heard
        .ok_or_else(|| words::text(SILENT).to_owned())?
        .errors(band)
}

pub(super) fn target(design: &Design, heard: Option<&Heard>, band: [f64; 2], within: f64) -> Found {
    let (points, errors) = match errors(heard, band) {
        Ok(found) => found,
        Err(why) => return Found::unknown(why),
    };
    let Some(deviation) = error::standard_deviation(&errors) else {
        return Found::unknown(words::text(SILENT));
    };
    let mean = errors.iter().sum::<f64>() / errors.len() as f64;
    let how = tr!(
        "Standard deviation of response minus {} on {} points in equal ratios",
        target::name(&design.target.target),
        points.len()
    );
    let found = Found::at_most(within, deviation, how);
    match farthest(&points, errors.iter().map(|error| error - mean)) {
        Some((f, _)) => found.decided_at(f),
        None => found,
    }
}

pub(super) fn mask(design: &Design, heard: Option<&Heard>, band: [f64; 2], within: f64) -> Found {
    let (points, errors) = match errors(heard, band) {
        Ok(found) => found,
        Err(why) => return Found::unknown(why),
    };
    let Some(lift) = heard.and_then(|heard| heard.lift(design)) else {
        return Found::unknown(tr!(
            "Response and target do not meet where they are aligned"
        ));
    };
    let how = tr!(
        "Greatest distance from {} on {} points in equal ratios, aligned {}",
        target::name(&design.target.target),
        points.len(),
        aligned_words(design)
    );
    match farthest(&points, errors.iter().map(|error| error - lift)) {
        Some((f, most)) => Found::at_most(within, most.abs(), how).decided_at(f),
        None => Found::unknown(words::text(SILENT)),
    }
}

/// Where a value is farthest from zero.
fn farthest(points: &[f64], values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    (points.iter().copied().zip(values)).max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()))
}

pub(super) fn level(heard: Option<&Heard>, [at_least, at_most]: [f64; 2]) -> Found {
    let Some(level) = heard.and_then(Heard::level_at_1k) else {
        return Found::unknown(words::text(SILENT));
    };
    let how = tr!("Level at 1 kHz with the design’s drive");
    Found {
        margin: Some((level - at_least).min(at_most - level)),
        ..Found::at_least(at_least, level, how)
    }
    .decided_at(LEVEL_AT)
}

pub(super) fn impedance(solution: &Solution, at_least: f64) -> Found {
    let Some(all) = &solution.input_impedance else {
        return Found::unknown(words::text(UNLOADED));
    };
    let squares = solution.f.iter().zip(all).map(|(f, z)| (*f, z.norm_sqr()));
    let least = squares
        .filter(|(_, square)| square.is_finite())
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(f, square)| (f, square.sqrt()));
    let Some((f, least)) = least else {
        return Found::unknown(words::text(UNLOADED));
    };
    let how = tr!("Smallest |Z|, at {}", text::rounded(f, &Unit::HERTZ, 2));
    Found::at_least(at_least, least, how).decided_at(f)
}

/// What a source without resistance sees of an impedance behind the cable, Ω, and by how much that
/// rises with ln of the impedance.
pub(in crate::analysis) fn seen(design: &Design, f: f64, z: Complex64) -> (Complex64, Complex64) {
    let w = std::f64::consts::TAU * f;
    let Some(feed) = design.feed() else {
        return (z, z);
    };
    let at_terminals = if feed.cable_capacitance == 0.0 {
        z
    } else {
        (z.inv() + Complex64::new(0.0, w * feed.cable_capacitance)).inv()
    };
    let along = Complex64::new(feed.cable_resistance, w * feed.cable_inductance);
    (at_terminals + along, at_terminals * at_terminals / z)
}

/// Frequencies where the source's resistance takes least and most, with what it takes there, dB: the
/// design is linear and has one source, so its level follows Z/(Z + R) exactly.
pub(super) fn swing_ends(
    design: &Design,
    solution: &Solution,
    source: f64,
) -> Option<[(f64, f64); 2]> {
    let all = solution.input_impedance.as_ref()?;
    // Squares are compared: a logarithm a frequency is felt in every frame.
    let mut ends: Option<[(f64, f64); 2]> = None;
    for (f, z) in solution.f.iter().zip(all) {
        let (seen, _) = seen(design, *f, *z);
        let square = seen.norm_sqr() / (seen + source).norm_sqr();
        if !(square.is_finite() && square > 0.0) {
            continue;
        }
        let [low, high] = ends.get_or_insert([(*f, square); 2]);
        if square < low.1 {
            *low = (*f, square);
        }
        if square > high.1 {
            *high = (*f, square);
        }
    }
    ends.map(|ends| ends.map(|(f, square)| (f, 10.0 * square.log10())))
}

pub(super) fn swing(design: &Design, solution: &Solution, source: f64, at_most: f64) -> Found {
    let Some([low, high]) = swing_ends(design, solution, source) else {
        return Found::unknown(words::text(UNLOADED));
    };
    let how = tr!(
        "From 0 Ω to {}, level falls by {:.1} dB at {} and by {:.1} dB at {}",
        text::rounded(source, &Unit::OHM, 3),
        -low.1,
        text::rounded(low.0, &Unit::HERTZ, 2),
        -high.1,
        text::rounded(high.0, &Unit::HERTZ, 2),
    );
    Found::at_most(at_most, high.1 - low.1, how).decided_at(low.0)
}
