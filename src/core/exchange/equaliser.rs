//! Equaliser settings toward the target, as the field's players read them.

use super::trace;
use crate::{
    analysis::{error::log_points, spl, target},
    design::Design,
    network::Solution,
    tuning::equaliser::{Filter, Limits, Shape, fit, sum_db},
};
use std::fmt::Write as _;

/// Filters and what they need ahead of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Equaliser {
    /// The filters, by frequency, each with the digits that are written.
    pub filters: Vec<Filter>,
    /// Gain ahead of them, dB, so that nothing clips: never above 0.
    pub preamp: f64,
    /// Frequency (Hz), level at the ear and its target (dB SPL).
    pub curve: Vec<[f64; 3]>,
}

/// Filters that bring a design to its own target, to be laid over the level at the ear; absent without
/// a joined ear.
pub fn toward_target(design: &Design, solution: &Solution, limits: &Limits) -> Option<Equaliser> {
    let f = &solution.f;
    let level = spl::levels_db(solution.drum_pressure.as_deref()?);
    let setting = &design.target;
    let target = target::aligned_db(setting, f, &level)?;
    let wanted: Vec<f64> = target.iter().zip(&level).map(|(t, l)| t - l).collect();
    let filters: Vec<Filter> = fit(f, &wanted, limits).into_iter().map(written).collect();
    let most = log_points([20.0, 20e3], 481)
        .into_iter()
        .map(|f| sum_db(&filters, f))
        .fold(0.0, f64::max);
    Some(Equaliser {
        filters,
        preamp: round(-most - 0.05, 1),
        curve: (f.iter().zip(&level).zip(&target))
            .filter(|((_, level), target)| level.is_finite() && target.is_finite())
            .map(|((f, level), target)| [*f, *level, *target])
            .collect(),
    })
}

/// What a design lacks of its own target: frequency (Hz) and dB, where both are known.
pub(super) fn wanted(design: &Design, solution: &Solution) -> Option<(Vec<f64>, Vec<f64>)> {
    let f = &solution.f;
    let level = spl::levels_db(solution.drum_pressure.as_deref()?);
    let setting = &design.target;
    let target = target::aligned_db(setting, f, &level)?;
    let rows = f.iter().zip(target.iter().zip(&level));
    let rows = rows.map(|(f, (target, level))| (*f, target - level));
    let (f, wanted): (Vec<f64>, Vec<f64>) = rows.filter(|row| row.1.is_finite()).unzip();
    (f.len() > 1).then_some((f, wanted))
}

/// A filter with the digits that are written of it.
fn written(filter: Filter) -> Filter {
    Filter {
        at: round(filter.at, 1),
        gain: round(filter.gain, 2),
        q: round(filter.q, 3),
        ..filter
    }
}

fn round(x: f64, digits: i32) -> f64 {
    let unit = 10_f64.powi(digits);
    // Never −0.
    (x * unit).round() / unit + 0.0
}

impl Equaliser {
    /// Equalizer APO's text, which AutoEq, REW and most players read as well; `#` lines are remarks.
    pub fn apo(&self, design: &Design) -> String {
        let mut out = format!("# {}\n", trace::line(design));
        let _ = writeln!(out, "Preamp: {:.1} dB", self.preamp);
        for (n, filter) in self.filters.iter().enumerate() {
            let word = match filter.shape {
                Shape::LowShelf => "LSC",
                Shape::Peak => "PK",
                Shape::HighShelf => "HSC",
            };
            let Filter { at, gain, q, .. } = filter;
            let n = n + 1;
            let _ = writeln!(
                out,
                "Filter {n}: ON {word} Fc {at:.1} Hz Gain {gain:.2} dB Q {q:.3}"
            );
        }
        out
    }

    /// A pipeline of CamillaDSP 2 and later for two channels, without devices.
    pub fn camilla(&self, design: &Design) -> String {
        let mut out = format!(
            "# {}\n# Your own `devices:` belong here.\nfilters:\n",
            trace::line(design)
        );
        let _ = write!(
            out,
            "  preamp:\n    type: Gain\n    parameters:\n      gain: {:.1}\n      inverted: false\n",
            self.preamp
        );
        let mut names = vec!["preamp".to_owned()];
        for (n, filter) in self.filters.iter().enumerate() {
            let word = match filter.shape {
                Shape::LowShelf => "Lowshelf",
                Shape::Peak => "Peaking",
                Shape::HighShelf => "Highshelf",
            };
            let Filter { at, gain, q, .. } = filter;
            let name = format!("filter_{}", n + 1);
            let _ = write!(
                out,
                "  {name}:\n    type: Biquad\n    parameters:\n      type: {word}\n      freq: {at:.1}\n      gain: {gain:.2}\n      q: {q:.3}\n"
            );
            names.push(name);
        }
        out.push_str("pipeline:\n  - type: Filter\n    channels: [0, 1]\n    names:\n");
        for name in names {
            let _ = writeln!(out, "      - {name}");
        }
        out
    }

    /// Wavelet's and Equalizer APO's graphic equaliser: one line of frequencies and gains.
    pub fn graphic(&self) -> String {
        let mut out = "GraphicEQ: ".to_owned();
        let points = GRAPHIC_HZ.iter();
        let gains = points.map(|&f| (f, self.preamp + sum_db(&self.filters, f.into())));
        let cells: Vec<String> = gains
            .map(|(f, gain)| format!("{f} {:.1}", round(gain, 1)))
            .collect();
        out.push_str(&cells.join("; "));
        out.push('\n');
        out
    }

    /// AutoEq's columns, ascending: frequency (Hz), level, target, their difference and the filters'
    /// gain (dB).
    pub fn autoeq(&self) -> String {
        let mut out = "frequency,raw,target,error,parametric_eq\n".to_owned();
        for [f, level, target] in &self.curve {
            let [level, target, gain] =
                [*level, *target, sum_db(&self.filters, *f)].map(|db| round(db, 2));
            let error = round(level - target, 2);
            let _ = writeln!(out, "{f:.2},{level:.2},{target:.2},{error:.2},{gain:.2}");
        }
        out
    }
}

/// The 127 bands Wavelet writes and reads, Hz: whole numbers in equal steps of pitch, 20 Hz to 19 871 Hz.
const GRAPHIC_HZ: [u16; 127] = [
    20, 21, 22, 23, 24, 26, 27, 29, 30, 32, 34, 36, 38, 40, 43, 45, 48, 50, 53, 56, 59, 63, 66, 70,
    74, 78, 83, 87, 92, 97, 103, 109, 115, 121, 128, 136, 143, 151, 160, 169, 178, 188, 199, 210,
    222, 235, 248, 262, 277, 292, 309, 326, 345, 364, 385, 406, 429, 453, 479, 506, 534, 565, 596,
    630, 665, 703, 743, 784, 829, 875, 924, 977, 1032, 1090, 1151, 1216, 1284, 1357, 1433, 1514,
    1599, 1689, 1784, 1885, 1991, 2103, 2221, 2347, 2479, 2618, 2766, 2921, 3086, 3260, 3443, 3637,
    3842, 4058, 4287, 4528, 4783, 5052, 5337, 5637, 5955, 6290, 6644, 7018, 7414, 7831, 8272, 8738,
    9230, 9749, 10298, 10878, 11490, 12137, 12821, 13543, 14305, 15110, 15961, 16860, 17809, 18812,
    19871,
];
