//! The recipes that receivers of the library are fitted by: that they say what the library holds, and that
//! who has the curves gets the driver from them. The published curves are not ours to ship; curves of the
//! same shape, made from the driver itself, stand for them.

use super::object;
use earwright::{
    design::{CurvePoint, Parameters as _},
    exchange::{
        Quantity, curve,
        measurement_list::{self, Listing},
    },
    library::{self, DriverPreset, driver},
    network::{Solver, log_grid},
    tuning::identify::Take,
};
use num_complex::Complex64;
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("presets/recipes")
}

/// Every recipe: its name, and where it lies.
fn recipes() -> Vec<(String, PathBuf)> {
    let files = fs::read_dir(folder()).unwrap();
    let paths = files.map(|file| file.unwrap().path());
    let recipes = paths.filter(|path| path.extension().is_some_and(|end| end == "ron"));
    let name = |path: &PathBuf| path.file_stem().unwrap().to_str().unwrap().to_owned();
    let mut found: Vec<_> = recipes.map(|path| (name(&path), path)).collect();
    found.sort();
    found
}

/// The files a recipe names, holding curves that anything could be.
fn blank(name: &str, curves: &Path) {
    for end in ["", "_example", "_example_damped"] {
        fs::write(curves.join(format!("{name}{end}.frd")), "20 90\n9000 91\n").unwrap();
    }
    fs::write(curves.join(format!("{name}.zma")), "500 30\n1000 40\n").unwrap();
}

fn opened(path: &Path, curves: &Path) -> Listing {
    measurement_list::open(path, Some(curves), 1.0).unwrap()
}

/// The library's driver of this name.
fn preset(name: &str) -> &'static DriverPreset {
    driver::driver(name).unwrap()
}

#[test]
fn the_library_says_which_drivers_come_from_a_recipe_and_holds_what_these_state() {
    let curves = tempfile::tempdir().unwrap();
    let mut named = BTreeSet::new();
    for (name, path) in recipes() {
        blank(&name, curves.path());
        let listing = opened(&path, curves.path());
        let recipe = listing.recipe.unwrap();
        let text = &recipe.options.text;
        let preset = preset(&text.name);
        assert_eq!(preset.summary, recipe.summary, "{name}");
        assert_eq!(preset.part.case(), text.case.as_ref(), "{name}");
        let words = preset.provenance();
        assert!(
            words.starts_with(&format!("Fitted to {}", text.source)),
            "{name}"
        );
        assert!(words.ends_with(&text.remarks), "{name}");
        let own = format!("Recipe: presets/recipes/{name}.ron");
        assert!(text.remarks.ends_with(&own), "{name}");
        let model = recipe.options.model;
        let held = preset.part.parameters();
        for (symbol, value) in &recipe.options.known {
            let parameters = model.parameters();
            let known = parameters.iter().find(|one| one.symbol == *symbol).unwrap();
            let held = held.iter().find(|(info, _)| info.key == known.key);
            let held = held.unwrap().1;
            assert!(
                (held / value - 1.0).abs() < 1e-9,
                "{name}: {symbol} is {held}"
            );
        }
        // Each states its drive.
        assert!(listing.takes.iter().all(|take| take.fixture.voltage < 0.5));
        named.insert(text.name.clone());
    }
    assert!(named.len() >= 8, "{named:?}");
    for preset in library::drivers() {
        let says = preset.provenance().contains("presets/recipes/");
        assert_eq!(says, named.contains(preset.name()), "{}", preset.name());
    }
}

/// Writes what a driver plays in the fixture of a measurement, at the points a data sheet would be read at.
fn measure(preset: &DriverPreset, take: &Take, stem: &str, curves: &Path) {
    let design = take.fixture.design(preset.part.clone());
    let write = |end: &str, quantity, f: std::sync::Arc<[f64]>| {
        let solution = Solver::default().solve(&design, &f);
        let level = |p: Complex64| 20.0 * (p.norm() / 20e-6).log10();
        let values: Vec<f64> = match quantity {
            Quantity::Level => solution
                .drum_pressure
                .unwrap()
                .into_iter()
                .map(level)
                .collect(),
            Quantity::Impedance => solution
                .input_impedance
                .unwrap()
                .into_iter()
                .map(Complex64::norm)
                .collect(),
        };
        let points = f.iter().zip(values).map(|(f, value)| CurvePoint {
            f: *f,
            value,
            phase_deg: None,
        });
        let points: Vec<CurvePoint> = points.collect();
        fs::write(
            curves.join(format!("{stem}.{end}")),
            curve(quantity, &points),
        )
        .unwrap();
    };
    write("frd", Quantity::Level, log_grid(60, 25.0, 9000.0));
    if take.data.impedance.is_some() {
        write("zma", Quantity::Impedance, [500.0, 1000.0].into());
    }
}

#[test]
fn the_driver_comes_out_of_its_recipe_again() {
    let curves = tempfile::tempdir().unwrap();
    let recipe = folder().join("sonion_2356.ron");
    blank("sonion_2356", curves.path());
    let takes = opened(&recipe, curves.path()).takes;
    assert_eq!(takes.len(), 3);
    let preset = preset("Sonion 2356");
    for (take, end) in takes.iter().zip(["", "_example", "_example_damped"]) {
        measure(preset, take, &format!("sonion_2356{end}"), curves.path());
    }
    let out = curves.path().join("driver.ron");
    let paths = [recipe.as_path(), curves.path(), out.as_path()];
    let [recipe, folder, to] = paths.map(|path| path.to_str().unwrap());
    let found = object(&[
        "fit",
        "--measurements",
        recipe,
        "--curves",
        folder,
        "--out",
        to,
    ]);
    assert_eq!(found["trust"], "B", "{found}");
    let left = found["response_db"].as_f64().unwrap();
    assert!(left < 0.1, "{left} dB");
    let fitted = DriverPreset::from_text("driver.ron", &fs::read_to_string(&out).unwrap()).unwrap();
    assert_eq!(fitted.name(), preset.name());
    assert_eq!(fitted.summary, preset.summary);
    // What the curves tell comes back; what they hardly tell may differ.
    for ((info, was), (_, is)) in preset
        .part
        .parameters()
        .iter()
        .zip(fitted.part.parameters())
    {
        if ["Re", "τ"].contains(&info.symbol) {
            assert!(
                (is / was - 1.0).abs() < 0.1,
                "{}: {is}, not {was}",
                info.symbol
            );
        }
    }
}
