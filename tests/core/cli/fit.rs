//! `earwright fit` with a list of measurements.

use super::{earwright, object, text};
use crate::support::identify::noisy;
use crate::support::systems::{Motor, armature};
use earwright::{
    design::{CurvePoint, PartKind, ear::EarModel},
    exchange::{Quantity, curve},
    network::{Solver, log_grid},
    tuning::identify::{Data, Fixture, Trace},
};
use num_complex::Complex64;
use std::{fs, path::Path};

/// Writes response and impedance of a receiver in a fixture, with 0.5 dB and 1 % of noise.
fn measure(folder: &Path, name: &str, fixture: &Fixture, seed: u64) {
    let motor = Motor([26.4, 2.004e-3, 0.8, 1.868e5, 5.733e4, 1.5e7, 2.174e-13]);
    let driver = armature(&motor, [3.762, 30.0], 3.622e10, [1.6, 1.006]);
    let design = fixture.design(PartKind::Armature(driver));
    let f = log_grid(300, 20.0, 20_000.0);
    let solution = Solver::default().solve(&design, &f);
    let trace = |values: Vec<Complex64>, size: fn(Complex64) -> f64| {
        let points = f.iter().zip(values).map(|(f, z)| CurvePoint {
            f: *f,
            value: size(z),
            phase_deg: Some(z.arg().to_degrees()),
        });
        Trace {
            points: points.collect(),
            voltage: None,
        }
    };
    let level = |p: Complex64| 20.0 * (p.norm() / 20e-6).log10();
    let data = Data {
        response: solution.drum_pressure.map(|p| trace(p, level)),
        impedance: solution.input_impedance.map(|z| trace(z, Complex64::norm)),
    };
    let data = noisy(data, 0.5, 0.01, seed);
    let write = |end: &str, quantity, trace: Option<Trace>| {
        let text = curve(quantity, &trace.unwrap().points);
        fs::write(folder.join(format!("{name}.{end}")), text).unwrap();
    };
    write("frd", Quantity::Level, data.response);
    write("zma", Quantity::Impedance, data.impedance);
}

#[test]
fn a_list_of_measurements_makes_one_trusted_driver() {
    let folder = tempfile::tempdir().unwrap();
    let tubes = Fixture::coupler_711(0.1)
        .with_tube(4.5e-3, 1.4e-3)
        .with_tube(11e-3, 1.9e-3);
    measure(folder.path(), "tubes", &tubes, 1);
    let two_cc = Fixture {
        ear: EarModel::TwoCc,
        source_resistance: 10.0,
        ..Fixture::coupler_711(0.2)
            .with_tube(10e-3, 1e-3)
            .with_damper(1.5e8)
    };
    measure(folder.path(), "two", &two_cc, 2);
    let list = folder.path().join("all.ron");
    fs::write(
        &list,
        r#"(measurements: [
            (response: "tubes.frd", impedance: "tubes.zma", path: ["4.5x1.4", "11±0.2x1.9"], voltage: "0.1 V"),
            (name: "small", response: "two.frd", impedance: "two.zma", path: ["10x1", "1500"],
             coupler: "2cc", voltage: "0.2 V", source_resistance: "10 Ω", level_within: 0.5, weight: 2),
        ])"#,
    )
    .unwrap();
    let [list, out] =
        [list, folder.path().join("driver.ron")].map(|p| p.to_str().unwrap().to_owned());
    let found = object(&[
        "fit",
        "--measurements",
        &list,
        "--name",
        "Two loads",
        "--out",
        &out,
    ]);
    assert_eq!(found["trust"], "B");
    assert!(
        (0.9..1.1).contains(&found["misfit"].as_f64().unwrap()),
        "{found}"
    );
    assert_eq!(found["causes"].as_array().unwrap().len(), 0);
    let measurements = found["measurements"].as_array().unwrap();
    assert_eq!(measurements[0]["name"], "measurement 1");
    assert!(
        measurements[0]["freed"][0]
            .as_str()
            .unwrap()
            .contains("length of tube 2")
    );
    assert_eq!(measurements[1]["name"], "small");
    assert!(measurements[1]["offset_db"].as_f64().unwrap().abs() < 0.2);
    let re = &found["parameters"][0];
    assert_eq!(re["symbol"], "Re");
    assert!(re["deviation"].as_f64().unwrap() <= re["alone"].as_f64().unwrap());
    assert!(
        fs::read_to_string(&out)
            .unwrap()
            .contains("2 measurements at once")
    );
}

#[test]
fn a_list_that_is_wrong_is_refused_where_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("list.ron");
    let out = folder.path().join("out.ron");
    let refused = |text_of: &str| {
        fs::write(&list, text_of).unwrap();
        let [list, out] = [&list, &out].map(|path| path.to_str().unwrap());
        let run = earwright(&["fit", "--measurements", list, "--out", out]);
        assert_eq!(run.status.code(), Some(1));
        text(&run.stderr)
    };
    assert!(refused("nothing").contains("it is no list of measurements"));
    assert!(refused("(measurements: [()])").contains("measurement 1: it names no file"));
    let missing = refused(r#"(measurements: [(response: "gone.frd")])"#);
    assert!(
        missing.contains("measurement 1: cannot read gone.frd"),
        "{missing}"
    );
    fs::write(folder.path().join("a.frd"), "20 90\n200 91\n2000 92\n").unwrap();
    let coupler = refused(r#"(measurements: [(response: "a.frd", coupler: "ear")])"#);
    assert!(
        coupler.contains("ear is no coupler: there are 711"),
        "{coupler}"
    );
    let wide = refused(r#"(measurements: [(response: "a.frd", path: ["10±x1"])])"#);
    assert!(wide.contains("measurement 1"), "{wide}");
    let fit = |known: &str| {
        refused(&format!(
            r#"(fit: (name: "A", summary: "B", source: "C", case: Round(diameter: "6 mm", height: "4 mm"),
                model: Armature(), known: {{{known}}}), measurements: [(response: "a.frd")])"#
        ))
    };
    let nothing = fit(r#""Xy": "1""#);
    assert!(
        nothing.contains("its fit: the model has no parameter “Xy”"),
        "{nothing}"
    );
    let far = fit(r#""Re": "1 MΩ""#);
    assert!(far.contains("its fit: Re must lie between"), "{far}");
    assert!(!out.exists());
}
