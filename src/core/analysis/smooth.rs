//! 1/n-octave smoothing.

/// Smooths levels (dB) over 1/`parts` octave: the mean of the energies inside the window, each
/// point weighed by its share of the logarithmic axis. `f` ascends; a gap stays out.
pub fn octave_db(f: &[f64], level_db: &[f64], parts: f64) -> Vec<f64> {
    let half = 2_f64.powf(0.5 / parts);
    let widths = log_widths(f);
    // Once a point, not once a window.
    let energies: Vec<f64> = (level_db.iter())
        .map(|level| 10_f64.powf(level / 10.0))
        .collect();
    f.iter()
        .map(|&centre| {
            let first = f.partition_point(|f| *f < centre / half * (1.0 - 1e-12));
            let last = f.partition_point(|f| *f <= centre * half * (1.0 + 1e-12));
            let (mut energy, mut weight) = (0.0, 0.0);
            for i in first..last {
                let (Some(point), Some(width)) = (energies.get(i), widths.get(i)) else {
                    continue;
                };
                if point.is_finite() {
                    energy += width * point;
                    weight += width;
                }
            }
            10.0 * (energy / weight).log10()
        })
        .collect()
}

/// The share of the logarithmic axis each point stands for.
fn log_widths(f: &[f64]) -> Vec<f64> {
    let last = f.len().saturating_sub(1);
    (0..f.len())
        .map(|i| {
            (f[(i + 1).min(last)] / f[i.saturating_sub(1)])
                .ln()
                .max(1e-12)
        })
        .collect()
}
