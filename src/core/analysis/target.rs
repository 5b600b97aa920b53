//! Targets: what a response is compared with.
//!
//! A target is a shape; a setting lays it over a response at one frequency or by a band. The generator is
//! the diffuse field of ISO 11904-1 plus a tilt and the magnitude responses of three
//! second-order filters.

use super::{
    biquad,
    compare::{self, Values},
    interpolate,
};
use crate::design::{
    ear::EarModel,
    target::{Generator, Rig, Shelves, Target, TargetSetting},
};
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
    second: None,
};

/// A generator others published the gains of.
#[derive(Debug, Clone, Copy)]
pub struct Recipe {
    /// Name in menus.
    pub name: &'static str,
    /// What it is, and what it is not.
    pub meaning: &'static str,
    /// The gains.
    pub gains: Generator,
}

/// Recipes of the field on the diffuse field of ISO 11904-1: their gains, not their authors' curves, whose
/// bases differ.
pub const RECIPES: [Recipe; 5] = [
    Recipe {
        name: "Tilt −0.8, bass +6",
        meaning: "A common start: −0.8 dB/octave about 1 kHz and a bass shelf of 6 dB",
        gains: gains(-0.8, 6.0, 0.0, 0.0),
    },
    Recipe {
        name: "Listeners 2013",
        meaning: "Bass +6.6, treble −1.4: gains that listeners chose in Harman’s test of 2013, over the ear",
        gains: gains(0.0, 6.6, 0.0, -1.4),
    },
    Recipe {
        name: "Listeners 2015",
        meaning: "Bass +6.6, treble −3, ear gain −1.8: Harman’s gains of 2015, over the ear",
        gains: gains(0.0, 6.6, -1.8, -3.0),
    },
    Recipe {
        name: "Listeners 2018",
        meaning: "Bass +4.8, treble −4.4: Harman’s gains of 2018, over the ear",
        gains: gains(0.0, 4.8, 0.0, -4.4),
    },
    Recipe {
        name: "Shelves 2025",
        meaning: "Low shelf +8 dB at 105 Hz, high shelf −4 dB at 2500 Hz, Q 0.4: the filters of IEF’s preference of 2025 on a 711",
        gains: Generator {
            second: Some(Shelves {
                low_hz: 105.0,
                low_q: 0.71,
                low_db: 8.0,
                high_hz: 2500.0,
                high_q: 0.4,
                high_db: -4.0,
            }),
            ..gains(0.0, 0.0, 0.0, 0.0)
        },
    },
];

/// The generator with these gains alone.
const fn gains(tilt_db_per_octave: f64, bass_db: f64, ear_db: f64, treble_db: f64) -> Generator {
    Generator {
        tilt_db_per_octave,
        bass_db,
        ear_db,
        treble_db,
        second: None,
    }
}

/// Bounds of what listeners prefer, the lower one first, relative to the diffuse field: shelves that meet
/// the public bounds at 100 Hz, 3, 8 and 10 kHz within 0.04 dB.
const BOUNDS: [Shelves; 2] = [
    Shelves {
        low_hz: 105.0,
        low_q: std::f64::consts::FRAC_1_SQRT_2,
        low_db: 3.8,
        high_hz: 2500.0,
        high_q: 0.5,
        high_db: -6.4,
    },
    Shelves {
        low_hz: 105.0,
        low_q: std::f64::consts::FRAC_1_SQRT_2,
        low_db: 8.0,
        high_hz: 2000.0,
        high_q: 0.4,
        high_db: -1.1,
    },
];

/// What the bounds add to the diffuse field at a frequency, dB re 1 kHz, the lower one first.
pub fn bounds_db(f: f64) -> [f64; 2] {
    let both = BOUNDS.map(|shelves| shelves_db(&shelves, f) - shelves_db(&shelves, 1000.0));
    [both[0].min(both[1]), both[0].max(both[1])]
}

/// The bounds laid over a response as its target is: levels at the frequencies `f`.
pub fn aligned_bounds_db(
    setting: &TargetSetting,
    f: &[f64],
    response_db: &[f64],
) -> Option<[Vec<f64>; 2]> {
    let base = diffuse_field_db(f);
    // Their middle meets the response: a bound alone would hide that the other is farther.
    let rows = f.iter().zip(base).map(|(f, base)| (base, bounds_db(*f)));
    let rows: Vec<(f64, [f64; 2])> = rows.collect();
    let middle: Vec<f64> = (rows.iter())
        .map(|(base, [low, high])| base + 0.5 * (low + high))
        .collect();
    let lift = alignment_db(setting, f, response_db, &middle)?;
    let side = |n: usize| {
        let levels = rows.iter().map(|(base, both)| base + lift + both[n.min(1)]);
        levels.collect::<Vec<f64>>()
    };
    Some([side(0), side(1)])
}

/// The rig a target is of; none for what is no ear's, or where nobody said.
pub fn rig(setting: &TargetSetting) -> Option<Rig> {
    match &setting.target {
        Target::Flat => None,
        Target::Imported(_) => setting.rig,
        Target::DiffuseField | Target::DiffuseFieldBass | Target::Generated(_) => {
            Some(Rig::Coupler711)
        }
    }
}

/// Why a response of this ear should not be held against this target: a target is a curve of the
/// ear it was measured on.
pub fn rig_warning(setting: &TargetSetting, ear: EarModel) -> Option<&'static str> {
    if setting.target == Target::Flat {
        return None;
    }
    let facts = ear.facts();
    match rig(setting) {
        None => Some(tr!(
            "Holds only if the target was measured on an ear like this one"
        )),
        Some(Rig::Coupler711) if facts.like_711 => None,
        Some(Rig::Coupler711) => Some(tr!("The target is made for a 711 ear, not for this one")),
        Some(Rig::Type43) if ear == EarModel::Type43 => None,
        Some(Rig::Type43) => Some(tr!(
            "The target is made for a Type 4.3 ear, not for this one"
        )),
        Some(Rig::OuterEar) if facts.over_ear && facts.like_711 => None,
        Some(Rig::OuterEar) => Some(tr!("The target is made for outer ears, not for this one")),
    }
}

/// The name a target has in menus and legends.
pub fn name(target: &Target) -> &str {
    match target {
        Target::Flat => tr!("Flat"),
        Target::DiffuseField => tr!("Diffuse field (ISO 11904-1)"),
        Target::DiffuseFieldBass => tr!("DF + bass"),
        Target::Generated(_) => tr!("DF, own gains"),
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
        + gains.second.map_or(0.0, |second| shelves_db(&second, f))
}

/// What a pair of shelves adds at one frequency, dB.
fn shelves_db(shelves: &Shelves, f: f64) -> f64 {
    biquad::low_shelf_db(f, shelves.low_hz, shelves.low_q, shelves.low_db)
        + biquad::high_shelf_db(f, shelves.high_hz, shelves.high_q, shelves.high_db)
}

/// Where a setting aligns, Hz: one frequency, or points of a band that count alike.
pub fn alignment_points(setting: &TargetSetting) -> Vec<f64> {
    compare::alignment_points(setting.align_hz, setting.align_to_hz)
}

/// How far, dB, a shape must be raised to meet a response as the setting says.
pub fn alignment_db(
    setting: &TargetSetting,
    f: &[f64],
    response_db: &[f64],
    shape_db: &[f64],
) -> Option<f64> {
    let (level, shape) = (Values::new(f, response_db), Values::new(f, shape_db));
    compare::lift_db(level, shape, &alignment_points(setting))
}

/// The setting's target laid over a response: levels at the frequencies `f`.
pub fn aligned_db(setting: &TargetSetting, f: &[f64], response_db: &[f64]) -> Option<Vec<f64>> {
    let shape = shape_db(&setting.target, f);
    let lift = alignment_db(setting, f, response_db, &shape)?;
    Some(shape.into_iter().map(|level| level + lift).collect())
}
