//! Every preset reads, says where it comes from, and is embedded.

use earwright::design::{
    PartKind,
    can::Units,
    driver::{Case, Trust},
};
use earwright::library::{self, DriverKind, DriverPreset, driver, embedded, user};
use std::{collections::BTreeSet, fs, path::Path};

fn files_under(folder: &Path, head: &str, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let inside = if head.is_empty() {
            name
        } else {
            format!("{head}/{name}")
        };
        if path.is_dir() {
            files_under(&path, &inside, found);
        } else if !inside.ends_with("README.md") {
            found.insert(inside);
        }
    }
}

#[test]
fn every_preset_file_is_embedded_and_listed_in_the_readme() {
    let presets = Path::new(env!("CARGO_MANIFEST_DIR")).join("presets");
    let mut there = BTreeSet::new();
    files_under(&presets, "", &mut there);
    let embedded: BTreeSet<_> = embedded::FILES.iter().map(|f| f.path.to_owned()).collect();
    // Recipes and sums are for people at the source.
    let outside = |path: &String| path.starts_with("recipes/") || path.ends_with("SHA256SUMS");
    let inside: BTreeSet<_> = there
        .iter()
        .filter(|path| !outside(path))
        .cloned()
        .collect();
    assert_eq!(inside, embedded);
    let readme = fs::read_to_string(presets.join("README.md")).unwrap();
    // Predictions are told by the day.
    let told = |path: &str| match path.split_once('/') {
        Some(("predictions", rest)) => path.replace(rest, rest.split('/').next().unwrap()),
        _ => path.to_owned(),
    };
    for file in &there {
        let file = told(file);
        let listed = [format!("`{file}`"), format!("presets/{file}")];
        assert!(
            listed.iter().any(|words| readme.contains(words)),
            "{file} is not in the README table"
        );
    }
}

#[test]
fn everything_embedded_reads() {
    assert_eq!(library::messages(), Vec::<String>::new());
    assert_eq!(library::catalogue().sources.len(), 6);
    for source in &library::catalogue().sources {
        assert!(
            source.provenance.len() > 30,
            "{} says too little",
            source.file
        );
    }
}

#[test]
fn drivers_have_unique_names_and_the_promised_kinds() {
    let names: BTreeSet<_> = library::drivers().iter().map(DriverPreset::name).collect();
    assert_eq!(names.len(), library::drivers().len());
    let count = |kind| {
        library::drivers()
            .iter()
            .filter(|d| d.kind() == kind)
            .count()
    };
    assert!(count(DriverKind::Dynamic) >= 4);
    assert!(count(DriverKind::Armature) >= 8);
    assert!(count(DriverKind::Headphone) >= 3);
}

#[test]
fn fitted_drivers_show_the_error_their_provenance_states() {
    let mut fitted = 0;
    for preset in library::drivers() {
        let Some(fit) = preset.fit else {
            assert!(!preset.provenance().contains("dB rms"), "{}", preset.name());
            continue;
        };
        fitted += 1;
        let words = preset.provenance();
        let response = format!("{:.2} dB rms", fit.response_db);
        // What is rounded twice may be a digit less.
        let impedance = [0.0, 0.04].map(|less| format!("{:.1} %", fit.impedance_percent - less));
        assert!(words.contains(&response), "{}: {response}", preset.name());
        assert!(
            impedance.iter().any(|told| words.contains(told)),
            "{}: {impedance:?}",
            preset.name()
        );
    }
    assert!(fitted >= 10);
}

/// A fit as its recipe left it, and the one it has to be no worse than.
struct Measured {
    preset: &'static str,
    /// Response, dB rms, up to this frequency, kHz.
    response: (f64, &'static str),
    /// Impedance, % rms.
    impedance: f64,
    /// The same of the values the library held before, on the same curves in the same range.
    before: (f64, f64),
}

const fn measured(
    preset: &'static str,
    response: (f64, &'static str),
    impedance: f64,
    before: (f64, f64),
) -> Measured {
    Measured {
        preset,
        response,
        impedance,
        before,
    }
}

/// The lumped 711 throughout, but for the tweeter's damped 711 and the 2 cm³ coupler of 28UAP01. The 2356
/// counts with all three curves of its recipe. The curves are no part of the product: who changes a driver's
/// values measures it anew.
const MEASURED: [Measured; 8] = [
    // As good within the reading of the curves, and not from a recipe before.
    measured("Knowles CI-22955", (0.70, "8000 Hz"), 1.83, (0.70, 1.84)),
    measured("Knowles RDI-34006", (0.73, "8000 Hz"), 4.6, (0.769, 4.68)),
    measured(
        "Knowles HODVTEC-31618",
        (0.41, "8000 Hz"),
        1.79,
        (0.427, 1.96),
    ),
    measured(
        "Knowles RAU-34832-B148",
        (0.37, "14000 Hz"),
        0.55,
        (0.373, 0.568),
    ),
    measured("Sonion 2356", (0.67, "9000 Hz"), 0.1, (1.04, 2.02)),
    measured("Sonion 28UAP01", (0.59, "7000 Hz"), 0.05, (0.59, 0.167)),
    measured("Sonion 33AJ007i/9", (0.88, "9500 Hz"), 0.26, (0.88, 0.8)),
    measured(
        "Sonion 38D1XJ007Mi/8a",
        (0.22, "16000 Hz"),
        0.08,
        (0.22, 0.3),
    ),
];

#[test]
fn fitted_armatures_claim_what_was_measured_and_are_no_worse_than_before() {
    for measured in &MEASURED {
        let preset = driver::driver(measured.preset).unwrap();
        let fit = preset.fit.unwrap();
        let (response, to) = measured.response;
        let name = preset.name();
        assert!((fit.response_db - response).abs() < 0.006, "{name}");
        assert!(
            (fit.impedance_percent - measured.impedance).abs() < 0.06,
            "{name}"
        );
        let range = format!(" to {to}; impedance");
        assert!(preset.provenance().contains(&range), "{name}");
        let (response_before, impedance_before) = measured.before;
        assert!(response <= response_before, "{name}");
        assert!(measured.impedance <= impedance_before, "{name}");
    }
}

#[test]
fn parts_without_curves_are_archetypes_in_their_real_case() {
    // Length, width, height, mm, as the makers' drawings have them.
    let cases = [
        ("Knowles ED-29689", [6.32, 4.31, 2.97]),
        ("Knowles TWFK-30017", [5.0, 2.73, 3.86]),
        ("Knowles WBFK-30095", [5.0, 2.73, 1.98]),
        ("Knowles RAB", [5.15, 2.96, 2.58]),
        ("Knowles RAF", [5.15, 2.96, 2.58]),
        ("Sonion 4100", [5.0, 2.7, 0.98]),
        ("Bellsing 29689 class", [6.32, 4.31, 2.97]),
        ("Bellsing 30017 class", [5.0, 2.73, 3.86]),
        ("Bellsing 30095 class", [5.0, 2.73, 1.98]),
    ];
    for (name, sides) in cases {
        let preset = driver::driver(&format!("{name} (archetype)")).expect(name);
        let found = preset.part.case().unwrap().extents_mm();
        for (found, wanted) in found.iter().zip(sides) {
            assert!((found - wanted).abs() < 1e-9, "{name}: {found} mm");
        }
        assert_eq!(preset.trust(), Trust::C);
        assert!(preset.provenance().starts_with("Archetype"), "{name}");
    }
    let round = driver::driver("Knowles SR-32453 (archetype)").unwrap();
    assert!(matches!(round.part.case(), Some(Case::Round { .. })));
    let dual = driver::driver("Knowles TWFK-30017 (archetype)").unwrap();
    assert!(matches!(&dual.part, PartKind::Armature(a) if a.units == Some(Units::DUAL)));
}

#[test]
fn a_driver_without_provenance_is_refused() {
    let text = embedded::text("drivers/dynamic_10mm.ron").unwrap();
    let start = text.find("provenance: \"").unwrap() + "provenance: \"".len();
    let end = start + text[start..].find('"').unwrap();
    let bare = format!("{}{}", &text[..start], &text[end..]);
    let error = DriverPreset::from_text("x.ron", &bare)
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("x.ron") && error.contains("provenance"),
        "{error}"
    );
    let without = text.replace("trust: C,", "");
    let error = DriverPreset::from_text("x.ron", &without)
        .unwrap_err()
        .to_string();
    assert!(error.contains("line") && error.contains("trust"), "{error}");
}

#[test]
fn the_damper_catalogue_is_in_pascal_seconds_per_cubic_metre() {
    let brown = library::dampers()
        .iter()
        .find(|d| d.name == "brown")
        .unwrap();
    assert_eq!(brown.resistance, 1000.0 * 1e5);
    let values: Vec<_> = library::dampers()
        .iter()
        .map(|d| d.resistance / 1e5)
        .collect();
    assert_eq!(
        values,
        [330.0, 680.0, 1000.0, 1500.0, 2200.0, 3300.0, 4700.0]
    );
}

#[test]
fn a_driver_of_ones_own_comes_back_as_it_was_saved() {
    let folder = tempfile::tempdir().unwrap();
    let preset = driver::driver("Sonion 2356").unwrap();
    let path =
        user::save_driver_in(folder.path(), &preset.part, "My mid, damped", preset.fit).unwrap();
    assert!(path.ends_with("drivers/my-mid-damped.ron"));
    fs::write(folder.path().join("drivers/broken.ron"), "(summary: 3").unwrap();
    let read = user::read_folder(folder.path());
    assert_eq!(read.drivers.len(), 1);
    assert_eq!(read.drivers[0].name(), "My mid, damped");
    assert_eq!(read.drivers[0].provenance(), preset.provenance());
    assert!(preset.fit.is_some());
    assert_eq!(read.drivers[0].fit, preset.fit);
    assert_eq!(read.messages.len(), 1);
    assert!(
        read.messages[0].contains("broken.ron, line 1"),
        "{}",
        read.messages[0]
    );
}

#[test]
fn shells_are_closed_outlines_with_the_nozzle_on_them() {
    assert!(library::shells().len() >= 4);
    for preset in library::shells() {
        let shell = &preset.shell;
        assert!(
            shell.outline_mm.contains(&shell.nozzle_mm),
            "{}",
            shell.name
        );
        // Shoelace: a plausible area in the sense every outline shares.
        let points = &shell.outline_mm;
        let area: f64 = (0..points.len())
            .map(|i| {
                let [x0, y0] = points[i];
                let [x1, y1] = points[(i + 1) % points.len()];
                0.5 * (x0 * y1 - x1 * y0)
            })
            .sum();
        assert!((150.0..500.0).contains(&area), "{}: {area} mm²", shell.name);
    }
}
