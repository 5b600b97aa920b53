//! Equaliser settings: what they do, and what their readers make of them.

use crate::support::{exported, peer};
use earwright::{
    analysis::{error::log_points, interpolate::at_log},
    design::Design,
    exchange::{Equaliser, Export, toward_target},
    library,
    network::{Solver, log_grid},
    tuning::equaliser::{Filter, Limits, Shape, fit, sum_db},
};
use std::{path::PathBuf, process::Command};

fn filter(shape: Shape, at: f64, gain: f64, q: f64) -> Filter {
    Filter { shape, at, gain, q }
}

#[test]
fn filters_that_made_a_curve_are_found_again_as_a_curve() {
    let f = log_points([20.0, 20e3], 481);
    let made = [
        filter(Shape::LowShelf, 105.0, 5.5, 0.7),
        filter(Shape::Peak, 230.0, -3.0, 1.1),
        filter(Shape::Peak, 2800.0, 4.0, 2.5),
        filter(Shape::Peak, 6200.0, -5.0, 3.0),
        filter(Shape::HighShelf, 8000.0, -2.0, 0.7),
    ];
    let wanted: Vec<f64> = f.iter().map(|f| sum_db(&made, *f)).collect();
    let found = fit(&f, &wanted, &Limits::default());
    assert!(found.len() <= 10);
    for (f, wanted) in f.iter().zip(&wanted).filter(|(f, _)| **f <= 10e3) {
        let off = sum_db(&found, *f) - wanted;
        assert!(off.abs() < 0.1, "{f} Hz: {off} dB");
    }
}

#[test]
fn a_shelf_has_half_its_gain_at_its_corner_and_a_peak_all_of_it_at_its_centre() {
    for gain in [-9.0, 6.0] {
        for at in [105.0, 2000.0] {
            let shelf = filter(Shape::LowShelf, at, gain, 0.7);
            assert!((shelf.db(at) - 0.5 * gain).abs() < 1e-9);
            assert!((shelf.db(1.0) - gain).abs() < 1e-3);
            let shelf = filter(Shape::HighShelf, at, gain, 0.7);
            assert!((shelf.db(at) - 0.5 * gain).abs() < 1e-9);
            let peak = filter(Shape::Peak, at, gain, 2.0);
            assert!((peak.db(at) - gain).abs() < 1e-9);
        }
    }
}

#[test]
fn limits_of_count_band_and_gain_hold() {
    let f = log_points([20.0, 20e3], 481);
    let wanted: Vec<f64> = f.iter().map(|f| 18.0 * (f.ln() * 2.0).sin()).collect();
    for count in [0, 1, 2, 3, 7] {
        let limits = Limits {
            count,
            band: [60.0, 6e3],
            gain: [-4.0, 4.0],
            ..Limits::default()
        };
        let found = fit(&f, &wanted, &limits);
        assert!(found.len() <= count);
        for filter in found {
            assert!((60.0..=6e3).contains(&filter.at), "{filter:?}");
            assert!(filter.gain.abs() <= 4.0, "{filter:?}");
        }
    }
    assert!(fit(&[], &[], &Limits::default()).is_empty());
    assert!(fit(&[100.0], &[f64::NAN], &Limits::default()).is_empty());
}

/// Every design of the library with its equaliser.
fn all() -> Vec<(&'static Design, Equaliser)> {
    let presets = library::designs().iter();
    presets
        .map(|preset| {
            let design = &preset.design;
            let solution = Solver::default().solve(design, &log_grid(481, 20.0, 20e3));
            let equaliser = toward_target(design, &solution, &Limits::default()).unwrap();
            (design, equaliser)
        })
        .collect()
}

#[test]
fn every_design_of_the_library_comes_nearer_to_its_target() {
    for (design, equaliser) in all() {
        let rms = |left: &dyn Fn(&[f64; 3]) -> f64| {
            let within = equaliser.curve.iter().filter(|row| row[0] <= 10e3);
            let squares: Vec<f64> = within.map(|row| left(row).powi(2)).collect();
            (squares.iter().sum::<f64>() / squares.len() as f64).sqrt()
        };
        let before = rms(&|[_, level, target]| level - target);
        let after = rms(&|[f, level, target]| level + sum_db(&equaliser.filters, *f) - target);
        println!(
            "{}: {before:.2} dB, with filters {after:.2} dB",
            design.name
        );
        assert!(
            after < 1.0 && after < 0.5 * before.max(0.2),
            "{}",
            design.name
        );
        // Nothing clips.
        let most = equaliser
            .curve
            .iter()
            .map(|row| sum_db(&equaliser.filters, row[0]));
        assert!(most.fold(f64::MIN, f64::max) + equaliser.preamp <= 0.0);
    }
}

#[test]
fn the_texts_are_as_their_readers_have_them() {
    let equaliser = Equaliser {
        filters: vec![
            filter(Shape::LowShelf, 105.0, 5.5, 0.7),
            filter(Shape::Peak, 2800.0, -4.25, 2.5),
            filter(Shape::HighShelf, 8000.0, -2.0, 0.7),
        ],
        preamp: -5.6,
        curve: vec![[20.0, 100.0, 101.5]],
    };
    let design = Design::new();
    let apo = equaliser.apo(&design);
    assert!(apo.starts_with("# Earwright "), "{apo}");
    let rest = apo.split_once('\n').unwrap().1;
    assert_eq!(
        rest,
        "Preamp: -5.6 dB\nFilter 1: ON LSC Fc 105.0 Hz Gain 5.50 dB Q 0.700\n\
         Filter 2: ON PK Fc 2800.0 Hz Gain -4.25 dB Q 2.500\n\
         Filter 3: ON HSC Fc 8000.0 Hz Gain -2.00 dB Q 0.700\n"
    );
    let graphic = equaliser.graphic();
    assert!(graphic.starts_with("GraphicEQ: 20 -0."), "{graphic}");
    assert_eq!(graphic.matches(';').count(), 126);
    assert!(
        equaliser
            .autoeq()
            .starts_with("frequency,raw,target,error,parametric_eq\n20.00,100.00,101.50,-1.50,")
    );
    let camilla = equaliser.camilla(&design);
    assert!(
        camilla.contains(
            "      type: Peaking\n      freq: 2800.0\n      gain: -4.25\n      q: 2.500\n"
        )
    );
}

/// What AutoEq reads and computes of the filters and of the curve.
#[test]
fn autoeq_computes_the_same_filters() {
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/peers/autoeq_filters.py");
    let folder = tempfile::tempdir().unwrap();
    for (design, equaliser) in all().into_iter().take(3) {
        let [apo, csv] = ["eq.txt", "curve.csv"].map(|name| folder.path().join(name));
        std::fs::write(&apo, equaliser.apo(design)).unwrap();
        std::fs::write(&csv, equaliser.autoeq()).unwrap();
        let run = Command::new("python3")
            .arg(&script)
            .args([&apo, &csv])
            .output();
        let Ok(run) = run else {
            return peer::missing("Python");
        };
        let errors = String::from_utf8_lossy(&run.stderr).into_owned();
        if errors.contains("ModuleNotFoundError") {
            return peer::missing("autoeq (PyPI)");
        }
        assert!(run.status.success(), "autoeq failed: {errors}");
        let rows: Vec<[f64; 3]> = String::from_utf8(run.stdout)
            .unwrap()
            .lines()
            .map(|line| {
                let mut cells = line.split(',').map(|cell| cell.parse().unwrap());
                [(); 3].map(|()| cells.next().unwrap())
            })
            .collect();
        assert!(rows.len() > 100);
        let column = |n: usize| equaliser.curve.iter().map(|row| row[n]).collect();
        let (grid, levels): (Vec<f64>, Vec<f64>) = (column(0), column(1));
        for [f, gain, raw] in rows {
            let ours = sum_db(&equaliser.filters, f);
            assert!(
                (gain - ours).abs() < 0.1,
                "{f} Hz: {ours} here, {gain} there"
            );
            let level = at_log(&grid, &levels, f).unwrap();
            assert!(
                (raw - level).abs() < 0.1,
                "{f} Hz: {level} here, {raw} there"
            );
        }
    }
}

/// What CamillaDSP's own check says of a text: its filters, or what is wrong. Nothing where the check
/// is missing.
fn camilladsp(text: &str) -> Option<Result<usize, String>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("eq.yml");
    std::fs::write(&path, text).unwrap();
    let Ok(run) = Command::new("camilladsp_check").arg(&path).output() else {
        peer::missing("camilladsp_check (tests/peers/camilladsp)");
        return None;
    };
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Some(if run.status.success() {
        Ok(said(&run.stdout).lines().count())
    } else {
        Err(said(&run.stderr))
    })
}

#[test]
fn camilladsp_itself_checks_and_takes_every_preset() {
    let mut first = None;
    for entry in library::designs() {
        let text = exported::one(&entry.design, Export::EqCamilla);
        let text = String::from_utf8(text).unwrap();
        let Some(checked) = camilladsp(&text) else {
            return;
        };
        let filters = text.matches("\n    type: ").count();
        assert_eq!(checked, Ok(filters), "{}", entry.design.name);
        first.get_or_insert(text);
    }
    // It does look: what is wrong it refuses.
    let first = first.unwrap();
    for (from, to) in [
        ("Peaking", "Peeking"),
        ("q: ", "q: -"),
        ("- filter_1", "- filter_99"),
    ] {
        let wrong = first.replacen(from, to, 1);
        assert_ne!(wrong, first);
        assert!(matches!(camilladsp(&wrong), Some(Err(_))), "{from}");
    }
}
