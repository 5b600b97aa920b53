//! Levels, phase, delay, targets, errors and scores against closed forms.

use approx::assert_relative_eq;
use earwright::{
    analysis::{
        biquad, delay, error, interpolate,
        minimum_phase::minimum_phase_deg,
        phase, polarity,
        score::{Figures, Formula, Levels, figures, score},
        smooth, spl, target,
    },
    design::{
        CurveKind, PartId, StoredCurve,
        ear::EarModel,
        target::{Generator, Rig, Target, TargetSetting},
    },
    network::{Contribution, Solution, Validity},
    physics::level,
};
use num_complex::Complex64;
use std::f64::consts::TAU;

fn grid(points: usize) -> Vec<f64> {
    error::log_points([20.0, 20e3], points)
}

fn low_pass(f: f64, corner: f64) -> Complex64 {
    1.0 / Complex64::new(1.0, f / corner)
}

#[test]
fn levels_are_re_20_micropascal_and_silence_is_a_gap() {
    assert_relative_eq!(
        spl::level_db(Complex64::new(0.0, 1.0)),
        93.979_400_086_720_37,
        epsilon = 1e-12
    );
    assert_relative_eq!(
        spl::level_db(Complex64::new(20e-6, 0.0)),
        0.0,
        epsilon = 1e-12
    );
    assert_relative_eq!(
        level::ln_pressure_of(spl::level_db(Complex64::new(3.0, 4.0))).exp(),
        5.0,
        epsilon = 1e-12
    );
    for silent in [0.0, f64::NAN, f64::INFINITY, 1e-20] {
        assert!(
            spl::level_db(Complex64::new(silent, 0.0)).is_nan(),
            "{silent}"
        );
    }
}

#[test]
fn phase_lies_in_the_half_open_turn_and_unwraps() {
    assert_eq!(phase::wrapped_deg(Complex64::new(-1.0, 0.0)), 180.0);
    assert_eq!(phase::wrapped_deg(Complex64::new(-1.0, -0.0)), 180.0);
    assert_eq!(phase::wrapped_deg(Complex64::new(0.0, -2.0)), -90.0);
    assert!(phase::wrapped_deg(Complex64::ZERO).is_nan());
    let f = grid(512);
    let delay = 1e-3;
    let delayed: Vec<Complex64> = f
        .iter()
        .map(|f| Complex64::from_polar(1e-9, -TAU * f * delay))
        .collect();
    let unwrapped = phase::unwrapped(&delayed);
    for (f, angle) in f.iter().zip(unwrapped) {
        assert_relative_eq!(angle, -360.0 * f * delay, epsilon = 1e-6);
    }
    for angle in phase::wrapped(&delayed) {
        assert!(angle > -180.0 && angle <= 180.0);
    }
}

#[test]
fn group_delay_of_a_pure_delay_and_of_a_low_pass() {
    let f = grid(512);
    let delayed: Vec<Complex64> = f
        .iter()
        .map(|f| Complex64::from_polar(2.0, -TAU * f * 1e-3))
        .collect();
    for delay in delay::group_delay(&f, &delayed) {
        assert_relative_eq!(delay, 1e-3, max_relative = 1e-9);
    }
    let corner = 700.0;
    let filtered: Vec<Complex64> = f.iter().map(|f| low_pass(*f, corner)).collect();
    for (f, delay) in f.iter().zip(delay::group_delay(&f, &filtered)) {
        let exact = 1.0 / (TAU * corner) / (1.0 + (f / corner).powi(2));
        assert_relative_eq!(delay, exact, max_relative = 1e-5);
    }
}

#[test]
fn interpolation_is_linear_in_log_f_and_turns_angles_the_short_way() {
    let (x, y) = ([100.0, 1000.0, 10e3], [1.0, 2.0, f64::NAN]);
    assert_relative_eq!(
        interpolate::at_log(&x, &y, 10_f64.powf(2.5)).unwrap(),
        1.5,
        epsilon = 1e-12
    );
    assert_eq!(interpolate::at_log(&x, &y, 1000.0), Some(2.0));
    assert_eq!(interpolate::at_log(&x, &y, 2000.0), None);
    assert_eq!(interpolate::at_log(&x, &y, 99.0), None);
    assert_eq!(interpolate::at_log(&x, &y, 20e3), None);
    let middle = interpolate::angle_at_log(&[1.0, 100.0], &[170.0, -170.0], 10.0).unwrap();
    assert_relative_eq!(middle, 180.0, epsilon = 1e-9);
}

#[test]
fn smooth_curves_meet_their_points_and_never_overshoot() {
    let x = [100.0, 200.0, 400.0, 800.0, 1600.0];
    let y = [0.0, 1.0, 5.0, 5.0, 2.0];
    assert_eq!(interpolate::resample_smooth_held(&x, &y, &x), y);
    assert_eq!(
        interpolate::resample_smooth_held(&x, &y, &[20.0, 9e3]),
        [0.0, 2.0]
    );
    let fine = error::log_points([100.0, 1600.0], 300);
    for (f, level) in fine
        .iter()
        .zip(interpolate::resample_smooth_held(&x, &y, &fine))
    {
        let linear = interpolate::at_log(&x, &y, f.min(1600.0)).unwrap();
        assert!(
            (0.0..=5.0).contains(&level) && (level - linear).abs() < 1.0,
            "{f}: {level}"
        );
    }
    // A straight line stays straight.
    let line =
        interpolate::resample_smooth_held(&x, &[0.0, 1.0, 2.0, 3.0, 4.0], &[282.842_712_474_619]);
    assert_relative_eq!(line[0], 1.5, epsilon = 1e-9);
}

#[test]
fn minimum_phase_of_minimum_phase_systems() {
    // Second-order low-pass times a peak: the phase is known in closed form. Beyond 20 kHz the
    // slope is a guess, which costs up to 3° of 200.
    let f = grid(400);
    let response = |f: f64| {
        let s = Complex64::new(0.0, f / 900.0);
        let t = Complex64::new(0.0, f / 4000.0);
        (t * t + t * 1.5 + 1.0) / ((s * s + s * 0.8 + 1.0) * (t * t + t * 0.5 + 1.0))
    };
    let phasors: Vec<Complex64> = f.iter().map(|f| response(*f)).collect();
    let level: Vec<f64> = phasors.iter().map(|z| 20.0 * z.norm().log10()).collect();
    let found = minimum_phase_deg(&f, &level).unwrap();
    for ((f, exact), found) in f.iter().zip(phase::unwrapped(&phasors)).zip(found) {
        assert!((exact - found).abs() < 3.0, "{f} Hz: {found}, not {exact}");
    }
    // The same magnitude with a delay would be 3600° away at 20 kHz: the check can tell.
    assert!(minimum_phase_deg(&[20.0, 30.0, 40.0, 50.0], &[0.0, f64::NAN, 0.0, 0.0]).is_none());
}

#[test]
fn shelves_and_peak_have_their_gains_where_they_belong() {
    for gain in [9.0, -6.0] {
        assert_relative_eq!(
            biquad::low_shelf_db(0.01, 105.0, 0.707, gain),
            gain,
            epsilon = 1e-6
        );
        assert_relative_eq!(
            biquad::low_shelf_db(105.0, 105.0, 0.707, gain),
            gain / 2.0,
            epsilon = 1e-9
        );
        assert_relative_eq!(
            biquad::low_shelf_db(1e6, 105.0, 0.707, gain),
            0.0,
            epsilon = 1e-6
        );
        assert_relative_eq!(
            biquad::high_shelf_db(1e7, 2500.0, 0.42, gain),
            gain,
            epsilon = 1e-4
        );
        assert_relative_eq!(
            biquad::high_shelf_db(2500.0, 2500.0, 0.42, gain),
            gain / 2.0,
            epsilon = 1e-9
        );
        assert_relative_eq!(
            biquad::peak_db(2750.0, 2750.0, 1.0, gain),
            gain,
            epsilon = 1e-9
        );
        assert_relative_eq!(biquad::peak_db(1.0, 2750.0, 1.0, gain), 0.0, epsilon = 1e-5);
    }
}

#[test]
fn targets_follow_the_diffuse_field_and_its_gains() {
    let f = [20.0, 100.0, 500.0, 1000.0, 2000.0, 3150.0, 10e3];
    let diffuse = target::shape_db(&Target::DiffuseField, &f);
    // ISO 11904-1, normalised at 1 kHz.
    for (level, standard) in diffuse.iter().zip([-4.1, -4.1, -2.01, 0.0, 6.9, 11.55]) {
        assert_relative_eq!(*level, standard, epsilon = 1e-9);
    }
    assert!(
        target::shape_db(&Target::Flat, &f)
            .iter()
            .all(|level| *level == 0.0)
    );
    let bass = target::shape_db(&Target::DiffuseFieldBass, &f);
    // 20 Hz: all of the 9 dB shelf but 0.02 dB, and 0.5 dB for each of 5.64 octaves below 1 kHz.
    assert!(
        (bass[0] - (-4.1 + 9.0 + 0.5 * 50_f64.log2())).abs() < 0.03,
        "{}",
        bass[0]
    );
    assert!((bass[4] - (6.9 - 0.5)).abs() < 0.01, "{}", bass[4]);
    let gains = Generator {
        tilt_db_per_octave: -1.0,
        bass_db: 0.0,
        ear_db: 4.0,
        treble_db: 0.0,
        second: None,
    };
    assert_relative_eq!(
        target::gains_db(&gains, 2750.0),
        4.0 - 2.75_f64.log2(),
        epsilon = 1e-9
    );
    let response = [90.0, 91.0, 92.0, 93.0, 94.0, 95.0, 96.0];
    let mut setting = TargetSetting {
        target: Target::DiffuseField,
        ..TargetSetting::default()
    };
    let aligned = target::aligned_db(&setting, &f, &response).unwrap();
    assert_relative_eq!(aligned[2], 92.0, epsilon = 1e-9);
    assert_relative_eq!(aligned[4] - aligned[3], 6.9, epsilon = 1e-9);
    // By a band: the mean distance in it is none.
    setting.align_hz = 200.0;
    setting.align_to_hz = Some(4000.0);
    let aligned = target::aligned_db(&setting, &f, &response).unwrap();
    let points = error::log_points([200.0, 4000.0], 24);
    let off = error::difference_db(&f, &response, &aligned, &points);
    assert_relative_eq!(off.iter().sum::<f64>(), 0.0, epsilon = 1e-9);
    assert!(off.iter().any(|off| off.abs() > 0.5));
}

/// Check values: what others published, relative to 1 kHz.
#[test]
fn recipes_and_bounds_meet_what_was_published() {
    let at = [100.0, 3000.0, 8000.0, 10e3];
    let (low, high) = ([2.98, -2.84, -4.92, -5.12], [4.64, -0.40, -0.67, -0.72]);
    for (n, f) in at.into_iter().enumerate() {
        let [lower, upper] = target::bounds_db(f);
        assert!((lower - low[n]).abs() < 0.05, "{f} Hz: {lower}");
        assert!((upper - high[n]).abs() < 0.05, "{f} Hz: {upper}");
    }
    let gains = |name: &str| {
        let mut recipes = target::RECIPES.iter();
        recipes.find(|recipe| recipe.name == name).unwrap().gains
    };
    // Far below its corner a shelf has all of its gain, far above none.
    let of = |name, f| target::gains_db(&gains(name), f);
    assert!((of("Listeners 2013", 5.0) - 6.6).abs() < 0.05);
    assert!((of("Listeners 2018", 5.0) - 4.8).abs() < 0.1);
    assert!((of("Listeners 2018", 200e3) + 4.4).abs() < 0.1);
    assert!((of("Listeners 2015", 200e3) + 3.0).abs() < 0.1);
    assert!((of("Shelves 2025", 5.0) - 8.0).abs() < 0.05);
    assert!((of("Shelves 2025", 105.0) - 4.0).abs() < 0.1);
    assert!((of("Shelves 2025", 2500.0) + 2.0).abs() < 0.1);
    assert_relative_eq!(of("Tilt −0.8, bass +6", 4000.0), -1.6, epsilon = 0.01);
}

#[test]
fn a_target_of_another_rig_is_warned_of() {
    let of = |target: Target, rig: Option<Rig>, ear: EarModel| {
        let setting = TargetSetting {
            target,
            rig,
            ..TargetSetting::default()
        };
        target::rig_warning(&setting, ear)
    };
    let imported = || {
        Target::Imported(StoredCurve {
            name: "theirs".to_owned(),
            origin: String::new(),
            shown: true,
            kind: CurveKind::Level,
            align_hz: None,
            align_to_hz: None,
            taken: None,
            points: Vec::new(),
        })
    };
    let (coupler, head) = (EarModel::Iec711Lumped, EarModel::Type43);
    assert_eq!(of(Target::Flat, None, head), None);
    assert_eq!(of(Target::DiffuseField, None, coupler), None);
    assert!(
        of(Target::DiffuseField, None, head)
            .unwrap()
            .contains("711")
    );
    assert!(
        of(imported(), None, coupler)
            .unwrap()
            .starts_with("Holds only if")
    );
    assert_eq!(of(imported(), Some(Rig::Coupler711), coupler), None);
    assert_eq!(of(imported(), Some(Rig::Type43), head), None);
    assert!(
        of(imported(), Some(Rig::Type43), coupler)
            .unwrap()
            .contains("Type 4.3")
    );
    assert!(
        of(imported(), Some(Rig::OuterEar), coupler)
            .unwrap()
            .contains("outer ears")
    );
}

#[test]
fn errors_ignore_level_and_know_their_band() {
    let f = grid(512);
    let target: Vec<f64> = f.iter().map(|f| 3.0 * (f / 1000.0).log2()).collect();
    let louder: Vec<f64> = target.iter().map(|level| level + 7.0).collect();
    assert_relative_eq!(
        error::deviation_db(&f, &louder, &target).unwrap(),
        0.0,
        epsilon = 1e-9
    );
    assert_relative_eq!(
        error::rms_db(&f, &louder, &target).unwrap(),
        7.0,
        epsilon = 1e-9
    );
    // ±2 dB in turn on 60 points: the sample deviation is 2·√(60/59).
    let points = error::log_points(error::BAND, 60);
    let zero = vec![0.0; 60];
    let waves: Vec<f64> = (0..60)
        .map(|i| if i % 2 == 0 { 2.0 } else { -2.0 })
        .collect();
    let exact = 2.0 * (60.0_f64 / 59.0).sqrt();
    assert_relative_eq!(
        error::deviation_db(&points, &waves, &zero).unwrap(),
        exact,
        epsilon = 1e-9
    );
    // Outside 50 Hz–8 kHz nothing counts.
    let wild: Vec<f64> = f
        .iter()
        .zip(&target)
        .map(|(f, level)| {
            if *f > 8500.0 || *f < 45.0 {
                0.0
            } else {
                *level
            }
        })
        .collect();
    assert!(error::deviation_db(&f, &wild, &target).unwrap() < 1e-9);
}

#[test]
fn preference_scores_are_the_published_sums() {
    let figures_of = |deviation, slope, mean| Figures {
        deviation,
        slope,
        mean,
    };
    let typical = figures_of(4.0, 1.0, 3.0);
    assert_relative_eq!(
        score(Formula::OverEar2018, &typical),
        114.490_443 - 50.48 - 15.516_386,
        epsilon = 1e-9
    );
    assert_relative_eq!(
        score(Formula::InEarPublished, &typical),
        48.8585,
        epsilon = 1e-9
    );
    assert_relative_eq!(
        score(Formula::InEarPatent, &typical),
        43.286,
        epsilon = 1e-9
    );
    assert_eq!(
        score(Formula::InEarPublished, &figures_of(0.0, 0.0, 0.0)),
        100.0
    );
    assert_eq!(
        score(Formula::InEarPublished, &figures_of(30.0, 0.0, 0.0)),
        0.0
    );
    // An error of 1.5·ln(f/500) has that slope exactly, and is zero at 500 Hz.
    let f = grid(512);
    let zero = vec![0.0; f.len()];
    let tilted: Vec<f64> = f.iter().map(|f| 80.0 + 1.5 * (f / 500.0).ln()).collect();
    let levels = |db| Levels { f: &f, db };
    let found = figures(Formula::InEarPublished, levels(&tilted), levels(&zero)).unwrap();
    assert_relative_eq!(found.slope, 1.5, epsilon = 1e-6);
    // Uniform in ln f over ln 500: the deviation is 1.5·ln 500/√12 but for the sampling.
    assert_relative_eq!(
        found.deviation,
        1.5 * 500_f64.ln() / 12_f64.sqrt(),
        max_relative = 0.02
    );
    // A file that begins a little above 20 Hz is carried on, one that begins at 25 Hz is not.
    let from = |least: f64| {
        let kept = f.partition_point(|f| *f < least);
        let part = |all: &'_ [f64]| all.get(kept..).unwrap_or_default().to_vec();
        let (f, tilted, zero) = (part(&f), part(&tilted), part(&zero));
        let [response, target] = [&tilted, &zero].map(|db| Levels { f: &f, db });
        figures(Formula::InEarPublished, response, target)
    };
    assert_relative_eq!(from(20.3).unwrap().slope, 1.5, epsilon = 1e-6);
    assert!(from(25.0).is_none());
    let short = Levels {
        f: &[100.0, 9000.0],
        db: &[0.0, 0.0],
    };
    assert!(figures(Formula::OverEar2018, short, short).is_none());
}

#[test]
fn smoothing_keeps_a_level_and_spreads_a_spike() {
    let f = grid(512);
    let flat = vec![70.0; f.len()];
    for level in smooth::octave_db(&f, &flat, 3.0) {
        assert_relative_eq!(level, 70.0, epsilon = 1e-9);
    }
    let mut spike = flat;
    spike[256] = 90.0;
    let smoothed = smooth::octave_db(&f, &spike, 3.0);
    // One of about 17 points in a third of an octave carries 100 times the energy.
    let spread = 10.0 * (1.0 + 99.0 / 17.0_f64).log10();
    assert!(
        (smoothed[256] - 70.0 - spread).abs() < 0.3,
        "{}",
        smoothed[256]
    );
    assert_relative_eq!(smoothed[200], 70.0, epsilon = 1e-9);
}

fn two_drivers(second: impl Fn(f64) -> Complex64) -> Solution {
    let f = grid(200);
    let share = |id, name: &str, pressure: Vec<Complex64>| Contribution {
        part: PartId(id),
        name: name.to_owned(),
        muted: false,
        voltage: vec![Complex64::ONE; pressure.len()],
        current: vec![Complex64::ZERO; pressure.len()],
        pressure,
        excursion: None,
        displaced: None,
    };
    let first: Vec<Complex64> = f.iter().map(|f| low_pass(*f, 1000.0)).collect();
    let second: Vec<Complex64> = f.iter().map(|f| second(*f)).collect();
    Solution {
        drum_pressure: Some(first.iter().zip(&second).map(|(a, b)| a + b).collect()),
        input_impedance: None,
        f: f.into(),
        contributions: vec![share(1, "Low", first), share(2, "High", second)],
        validity: Validity::default(),
        problems: Vec::new(),
        residual: 0.0,
        verdict: earwright::network::Verdict::default(),
        unknowns: 0,
    }
}

#[test]
fn a_reversed_driver_makes_a_hole_at_the_crossover_only() {
    let high_pass = |f: f64| Complex64::ONE - low_pass(f, 1000.0);
    assert!(polarity::holes(&two_drivers(high_pass)).is_empty());
    // Low-pass minus high-pass is an all-pass: level, no hole either. Second order does cancel.
    let holes = polarity::holes(&two_drivers(|f| -0.9 * low_pass(f, 1000.0)));
    assert_eq!(holes.len(), 1);
    assert_eq!(holes[0].drivers, ["Low", "High"]);
    assert_relative_eq!(holes[0].depth_db, 20.0, epsilon = 1e-6);
    let mut muted = two_drivers(|f| -0.9 * low_pass(f, 1000.0));
    muted.contributions[1].muted = true;
    assert!(polarity::holes(&muted).is_empty());
}
