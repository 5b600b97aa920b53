//! Predicted preferences beside autoeq (`PyPI`), through the command line, on ten made-up curves.

use crate::{
    cli::object,
    support::{peer, random::Random},
};
use serde_json::Value;
use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Ten responses as they are published: a slope, a bump of bass, an ear's peak, sharp peaks and dips of
/// the treble, and the roughness of a measurement. Odd ones begin at 20.3 Hz, as squiglink's do.
fn responses() -> Vec<Vec<(f64, f64)>> {
    let mut random = Random(11);
    (0..10)
        .map(|n| {
            let from = if n % 2 == 1 { 20.3 } else { 20.0 };
            let points = [479, 384, 200, 127][n % 4];
            let slope = random.within(-1.5, 1.0);
            let bass = random.within(-4.0, 12.0);
            let peaks: Vec<[f64; 3]> = (0..5)
                .map(|_| {
                    let at = 10_f64.powf(random.within(3.0, 4.2));
                    [at, random.within(-9.0, 9.0), random.within(0.03, 0.5)]
                })
                .collect();
            let rough = random.within(0.0, 0.6);
            (0..points)
                .map(|i| {
                    let f = from * (20e3_f64 / from).powf(f64::from(i) / f64::from(points - 1));
                    let octaves = (f / 1000.0).log2();
                    let low = bass / (1.0 + (f / 120.0).powi(2));
                    let ear = 9.0 * (-(f / 2900.0).log2().powi(2) / 0.6).exp();
                    let sharp: f64 = (peaks.iter())
                        .map(|[at, by, width]| by * (-((f / at).log2() / width).powi(2)).exp())
                        .sum();
                    let level = 94.0 + slope * octaves + low + ear + sharp;
                    (f, level + random.within(-rough, rough))
                })
                .collect()
        })
        .collect()
}

fn written(folder: &Path, name: &str, head: &str, by: char, curve: &[(f64, f64)]) -> PathBuf {
    let mut text = head.to_owned();
    for (f, level) in curve {
        let _ = writeln!(text, "{f:.4}{by}{level:.5}");
    }
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path
}

/// Scores by the formula's name.
fn ours(response: &Path, target: &Path) -> Value {
    let [response, target] = [response, target].map(|path| path.to_str().unwrap());
    object(&["score", response, "--target", target])
}

#[test]
fn scores_are_autoeqs_on_ten_curves() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let all = responses();
    let target: Vec<(f64, f64)> = (all[0].iter())
        .map(|(f, _)| {
            let ear = 11.0 * (-(f / 3000.0).log2().powi(2) / 0.5).exp();
            (*f, 7.0 / (1.0 + (f / 105.0).powi(2)) + ear)
        })
        .collect();
    let square = written(folder, "target.csv", "frequency,raw\n", ',', &target);
    let mut pairs = Vec::new();
    for (n, curve) in all.iter().enumerate() {
        let csv = written(folder, &format!("{n}.csv"), "frequency,raw\n", ',', curve);
        pairs.extend([csv, square.clone()]);
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/peers/autoeq_scores.py");
    let Ok(run) = Command::new("python3").arg(script).args(&pairs).output() else {
        return peer::missing("Python");
    };
    let errors = String::from_utf8_lossy(&run.stderr).into_owned();
    if errors.contains("ModuleNotFoundError") {
        return peer::missing("autoeq (PyPI)");
    }
    assert!(run.status.success(), "autoeq failed: {errors}");
    let theirs = String::from_utf8(run.stdout).unwrap();
    let mut compared = 0;
    for (n, (line, curve)) in theirs.lines().zip(&all).enumerate() {
        let them: Vec<f64> = line.split(',').map(|cell| cell.parse().unwrap()).collect();
        let text = written(folder, &format!("{n}.txt"), "", '\t', curve);
        let found = ours(&text, &square);
        for (formula, at) in [("over-ear 2018", 0), ("in-ear, published form", 3)] {
            let list = found["scores"].as_array().unwrap();
            let one = list.iter().find(|one| one["formula"] == formula).unwrap();
            let said = one["score"].as_f64().unwrap();
            // Theirs is not held between 0 and 100.
            let off = (said - them[at].clamp(0.0, 100.0)).abs();
            assert!(
                off < 0.1,
                "curve {n}, {formula}: {said} here, {} there",
                them[at]
            );
            let figure = one["deviation_db"].as_f64().unwrap();
            assert!((figure - them[at + 1]).abs() < 0.02, "curve {n}: {figure}");
            compared += 1;
        }
    }
    assert_eq!(compared, 20);
}
