//! How far a response is from a target, in one number.

use super::interpolate;
use crate::network::log_grid;

/// Where the error is taken unless stated otherwise, Hz.
pub const BAND: [f64; 2] = [50.0, 8000.0];
/// Number of logarithmic points it is taken on.
pub const POINTS: usize = 60;

/// Logarithmic points from `from` to `to`, both included exactly: a curve that ends there has a value
/// at the last of them.
pub fn log_points([from, to]: [f64; 2], count: usize) -> Vec<f64> {
    log_grid(count, from, to).to_vec()
}

/// Difference response − target at the points the error is taken on, dB; gaps left out.
pub fn difference_db(f: &[f64], response_db: &[f64], target_db: &[f64], at: &[f64]) -> Vec<f64> {
    at.iter()
        .filter_map(|&at| {
            let response = interpolate::at_log(f, response_db, at)?;
            Some(response - interpolate::at_log(f, target_db, at)?)
        })
        .collect()
}

/// What `deviation_db` is, in words for whoever reads “0.8 dB off”.
pub const DEVIATION_WORDS: &str = "“dB off” is the standard deviation of response minus target on \
    60 points in equal ratios from 50 Hz to 8 kHz: a difference in level alone counts nothing.";

/// Standard deviation, dB, of response − target on 60 logarithmic points from 50 Hz to 8 kHz: a
/// difference in level alone is no error. `None` where fewer than two points have a level.
pub fn deviation_db(f: &[f64], response_db: &[f64], target_db: &[f64]) -> Option<f64> {
    let points = log_points(BAND, POINTS);
    standard_deviation(&difference_db(f, response_db, target_db, &points))
}

/// Root mean square, dB, of response − target as they are aligned, on the same points.
pub fn rms_db(f: &[f64], response_db: &[f64], target_db: &[f64]) -> Option<f64> {
    let difference = difference_db(f, response_db, target_db, &log_points(BAND, POINTS));
    (!difference.is_empty())
        .then(|| (difference.iter().map(|e| e * e).sum::<f64>() / difference.len() as f64).sqrt())
}

/// Sample standard deviation.
pub fn standard_deviation(values: &[f64]) -> Option<f64> {
    if values.len() < 2 {
        return None;
    }
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    Some((squares / (count - 1.0)).sqrt())
}
