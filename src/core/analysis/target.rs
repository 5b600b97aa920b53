//! Targets: what a response is compared with.
//!
//! A target is a shape; `Aligned` lays it over a response at one frequency. The generator is
//! the diffuse field of ISO 11904-1 plus a tilt and the magnitude responses of three
//! second-order filters.

use super::{biquad, interpolate};
use crate::design::target::{Generator, Target};
use std::{cell::RefCell, sync::LazyLock};

/// The diffuse field, (Hz, dB), 0 dB at 1 kHz. Attribution in the file.
static DIFFUSE_FIELD: LazyLock<(Vec<f64>, Vec<f64>)> = LazyLock::new(|| {
    include_str!("../../../assets/targets/iso_11904_1_diffuse_field.csv")
        .lines()
        .filter_map(|line| {
            let (f, level) = line.split_once(',')?;
            Some((f.parse::<f64>().ok()?, level.parse::<f64>().ok()?))
        })
        .unzip()
});

/// Corner and quality of the bass shelf.
const BASS: (f64, f64) = (105.0, std::f64::consts::FRAC_1_SQRT_2);
/// Centre and quality of the ear gain.
const EAR: (f64, f64) = (2750.0, 1.0);
/// Corner and quality of the treble shelf.
const TREBLE: (f64, f64) = (2500.0, 0.42);

/// The gains of the built-in “DF + bass”.
pub const DIFFUSE_FIELD_BASS: Generator = Generator {
    tilt_db_per_octave: -0.5,
    bass_db: 9.0,
    ear_db: 0.0,
    treble_db: 0.0,
};

/// The name a target has in menus and legends.
pub fn name(target: &Target) -> &str {
    match target {
        Target::Flat => "Flat",
        Target::DiffuseField => "Diffuse field (ISO 11904-1)",
        Target::DiffuseFieldBass => "DF + bass",
        Target::Generated(_) => "DF, own gains",
        Target::Imported(curve) => &curve.name,
    }
}

/// A target's shape at some frequencies.
struct Shaped {
    target: Target,
    f: Vec<f64>,
    shape_db: Vec<f64>,
}

thread_local! {
    /// The last one asked for. Curves are drawn anew with every move of the mouse, their target is
    /// the same over the same frequencies.
    static LAST: RefCell<Option<Shaped>> = const { RefCell::new(None) };
}

/// The target's shape at the frequencies `f` (Hz), dB, not yet aligned with anything. Beyond its
/// ends an imported curve has gaps; the diffuse field keeps its last value.
pub fn shape_db(target: &Target, f: &[f64]) -> Vec<f64> {
    LAST.with_borrow_mut(|last| {
        let known = last
            .take()
            .filter(|last| last.target == *target && last.f == f);
        let shaped = known.unwrap_or_else(|| Shaped {
            target: target.clone(),
            f: f.to_vec(),
            shape_db: computed_db(target, f),
        });
        last.insert(shaped).shape_db.clone()
    })
}

fn computed_db(target: &Target, f: &[f64]) -> Vec<f64> {
    match target {
        Target::Flat => vec![0.0; f.len()],
        Target::DiffuseField => diffuse_field_db(f),
        Target::DiffuseFieldBass => generated_db(&DIFFUSE_FIELD_BASS, f),
        Target::Generated(gains) => generated_db(gains, f),
        Target::Imported(curve) => {
            let (x, y): (Vec<f64>, Vec<f64>) = curve
                .points
                .iter()
                .map(|point| (point.f, point.value))
                .unzip();
            interpolate::resample_log(&x, &y, f)
        }
    }
}

/// The diffuse field of ISO 11904-1, dB, 0 at 1 kHz.
pub fn diffuse_field_db(f: &[f64]) -> Vec<f64> {
    let (x, y) = &*DIFFUSE_FIELD;
    interpolate::resample_smooth_held(x, y, f)
}

fn generated_db(gains: &Generator, f: &[f64]) -> Vec<f64> {
    diffuse_field_db(f)
        .into_iter()
        .zip(f)
        .map(|(base, &f)| base + gains_db(gains, f))
        .collect()
}

/// What the generator's gains add at one frequency, dB.
pub fn gains_db(gains: &Generator, f: f64) -> f64 {
    gains.tilt_db_per_octave * (f / 1000.0).log2()
        + biquad::low_shelf_db(f, BASS.0, BASS.1, gains.bass_db)
        + biquad::peak_db(f, EAR.0, EAR.1, gains.ear_db)
        + biquad::high_shelf_db(f, TREBLE.0, TREBLE.1, gains.treble_db)
}

/// How far, dB, a shape must be raised to meet a response at the frequency `at` (Hz).
pub fn alignment_db(f: &[f64], response_db: &[f64], shape_db: &[f64], at: f64) -> Option<f64> {
    let level = interpolate::at_log(f, response_db, at)?;
    let shape = interpolate::at_log(f, shape_db, at)?;
    Some(level - shape)
}

/// The target laid over a response: levels at the frequencies `f`, equal to the response at `at`.
pub fn aligned_db(target: &Target, f: &[f64], response_db: &[f64], at: f64) -> Option<Vec<f64>> {
    let shape = shape_db(target, f);
    let lift = alignment_db(f, response_db, &shape, at)?;
    Some(shape.into_iter().map(|level| level + lift).collect())
}
