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
    assert_eq!(there, embedded);
    let readme = fs::read_to_string(presets.join("README.md")).unwrap();
    for file in &there {
        assert!(
            readme.contains(&format!("`{file}`")),
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
        let response = format!("({:.2} dB rms", fit.response_db);
        let impedance = format!("{:.1} %", fit.impedance_percent);
        assert!(words.contains(&response), "{}: {response}", preset.name());
        assert!(words.contains(&impedance), "{}: {impedance}", preset.name());
    }
    assert!(fitted >= 10);
}

/// A fit as it was measured on the part's published curves, and the fit it has to be no worse than.
struct Measured {
    preset: &'static str,
    /// Response, dB rms, up to this frequency, kHz.
    response: (f64, u32),
    /// Impedance, % rms.
    impedance: f64,
    /// The same of the one-mode fits the library began with, in the same range.
    before: (f64, f64),
}

/// The lumped 711 throughout, but for the tweeter's damped 711 and the 2 cm³ coupler of 28UAP01. The
/// curves are no part of the product: who changes a driver's values measures it anew.
const MEASURED: [Measured; 6] = [
    Measured {
        preset: "Knowles CI-22955",
        response: (0.696, 8),
        impedance: 1.84,
        before: (1.356, 2.797),
    },
    Measured {
        preset: "Knowles RDI-34006",
        response: (0.769, 8),
        impedance: 4.68,
        before: (0.78, 4.967),
    },
    Measured {
        preset: "Knowles HODVTEC-31618",
        response: (0.427, 8),
        impedance: 1.96,
        before: (0.6812, 2.313),
    },
    Measured {
        preset: "Knowles RAU-34832-B148",
        response: (0.373, 14),
        impedance: 0.568,
        before: (0.379, 1.456),
    },
    Measured {
        preset: "Sonion 2356",
        response: (0.498, 9),
        impedance: 2.02,
        before: (0.5042, 2.092),
    },
    Measured {
        preset: "Sonion 28UAP01",
        response: (0.587, 7),
        impedance: 0.167,
        before: (1.536, 3.426),
    },
];

#[test]
fn fitted_armatures_claim_what_was_measured_and_beat_the_fits_before_them() {
    for measured in &MEASURED {
        let preset = driver::driver(measured.preset).unwrap();
        let fit = preset.fit.unwrap();
        let (response, khz) = measured.response;
        assert!(
            (fit.response_db - response).abs() < 0.006,
            "{}",
            preset.name()
        );
        assert!(
            (fit.impedance_percent - measured.impedance).abs() < 0.06,
            "{}",
            preset.name()
        );
        let range = format!("to {khz} kHz");
        assert!(preset.provenance().contains(&range), "{}", preset.name());
        let (response_before, impedance_before) = measured.before;
        assert!(response <= response_before, "{}", preset.name());
        assert!(measured.impedance <= impedance_before, "{}", preset.name());
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
