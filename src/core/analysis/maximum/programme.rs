//! How loud music plays: many frequencies at once, with peaks above their average.
//!
//! The spectrum is that of the simulated programme signal of IEC 60268-1:1985, clause 7, by which
//! players and earphones are judged (EN 50332-1): pink noise, less at both ends as music is. Powers of
//! all frequencies add up; what is borne at any moment must hold the peaks, which stand the crest
//! factor above the average of what is looked at, and heat only its average.

use super::{Maximum, Strained, db};
use crate::analysis::interpolate;

/// Crest factor of music as it is mastered, dB.
pub const CREST_DB: f64 = 12.0;

/// How loud a programme plays before something is too much.
#[derive(Debug, Clone, PartialEq)]
pub struct Programme<'a> {
    /// Crest factor of the programme, dB.
    pub crest_db: f64,
    /// Its level at the drum where its rms voltage is that of the drive, dB SPL.
    pub drive_db: f64,
    /// How much it may be raised, dB.
    pub headroom_db: f64,
    /// What bounds it.
    pub by: &'a Strained,
}

/// Level of the programme in bands of a third of an octave: Hz, and dB re its flat part
/// (IEC 60268-1:1985, table II).
pub const PROGRAMME_THIRDS: [(f64, f64); 31] = [
    (20.0, -13.5),
    (25.0, -10.2),
    (31.5, -7.4),
    (40.0, -5.2),
    (50.0, -3.5),
    (63.0, -2.3),
    (80.0, -1.4),
    (100.0, -0.9),
    (125.0, -0.5),
    (160.0, -0.2),
    (200.0, -0.1),
    (250.0, 0.0),
    (315.0, 0.0),
    (400.0, 0.0),
    (500.0, 0.0),
    (630.0, 0.0),
    (800.0, 0.0),
    (1000.0, -0.1),
    (1250.0, -0.3),
    (1600.0, -0.6),
    (2000.0, -1.0),
    (2500.0, -1.6),
    (3150.0, -2.5),
    (4000.0, -3.7),
    (5000.0, -5.1),
    (6300.0, -7.0),
    (8000.0, -9.4),
    (10_000.0, -11.9),
    (12_500.0, -14.8),
    (16_000.0, -18.2),
    (20_000.0, -21.6),
];

impl Maximum {
    /// How loud a programme of this crest factor, dB, plays. Absent where nothing is known to bound
    /// it, or where too little of the audible band was solved to say.
    pub fn programme(&self, crest_db: f64) -> Option<Programme<'_>> {
        let shares = shares(&self.f)?;
        // Bounds are those of a sine, whose peaks stand 3 dB above its average.
        let peaks = 10_f64.powf(crest_db / 20.0) * std::f64::consts::FRAC_1_SQRT_2;
        let load = |one: &Strained| {
            let squares = shares
                .iter()
                .zip(&one.load)
                .map(|(share, load)| share * load * load);
            let average = squares.sum::<f64>().sqrt();
            if one.burden.strain.is_heat() {
                average
            } else {
                average * peaks
            }
        };
        let loads = self.strained.iter().map(|one| (one, load(one)));
        let (by, load) = loads
            .filter(|(_, load)| load.is_finite() && *load > 0.0)
            .max_by(|a, b| a.1.total_cmp(&b.1))?;
        let powers = shares.iter().zip(&self.drive_db);
        let power: f64 = powers
            .map(|(share, level)| share * 10_f64.powf(level / 10.0))
            .sum();
        (power > 0.0).then(|| Programme {
            crest_db,
            drive_db: 10.0 * power.log10(),
            headroom_db: db(load),
            by,
        })
    }
}

/// Which share of the programme's power each frequency stands for; absent where they leave out more
/// than an octave of what matters of it.
fn shares(f: &[f64]) -> Option<Vec<f64>> {
    if !(*f.first()? <= 80.0 && *f.last()? >= 8000.0) || f.len() < 16 {
        return None;
    }
    let (x, y): (Vec<f64>, Vec<f64>) = PROGRAMME_THIRDS.into_iter().unzip();
    let mut shares = Vec::with_capacity(f.len());
    for (n, at) in f.iter().enumerate() {
        let before = n.checked_sub(1).and_then(|n| f.get(n)).unwrap_or(at);
        let after = f.get(n + 1).unwrap_or(at);
        let width = (after / before).ln() / 2.0;
        let level = interpolate::at_log(&x, &y, *at);
        shares.push(level.map_or(0.0, |db| 10_f64.powf(db / 10.0) * width));
    }
    let whole: f64 = shares.iter().sum();
    Some(shares.into_iter().map(|share| share / whole).collect())
}
