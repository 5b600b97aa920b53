//! Every subcommand answers in one JSON object, which says what its text says.

use super::{design, earwright, object, text};
use serde_json::Value;
use std::path::Path;

/// The cells of a CSV beside the columns of an object.
fn same_table(csv: &str, object: &Value) {
    let columns = object["columns"].as_array().unwrap();
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let heads = reader.headers().unwrap().clone();
    assert_eq!(heads.len(), columns.len());
    for (head, column) in heads.iter().zip(columns) {
        assert_eq!(head, column["name"]);
    }
    let mut rows = 0;
    for (n, row) in reader.records().enumerate() {
        for (cell, column) in row.unwrap().iter().zip(columns) {
            let value = &column["values"][n];
            assert_eq!(cell.parse().ok(), value.as_f64(), "row {n}");
        }
        rows = n + 1;
    }
    let lengths = columns
        .iter()
        .map(|column| column["values"].as_array().unwrap().len());
    assert!(rows > 2 && lengths.into_iter().all(|length| length == rows));
}

#[test]
fn tables_hold_the_same_numbers_as_their_csv() {
    let design = design("hybrid");
    for command in [
        &["solve", &design, "--points", "9", "--probe", "Source.+"][..],
        &["ears", &design, "--points", "5"],
        &[
            "ears", &design, "--points", "5", "--count", "40", "--band", "6",
        ],
        &["convert", &design, "--from", "711", "--to", "5128"],
        &["tolerance", &design, "--units", "4"],
    ] {
        let csv = earwright(command);
        if csv.status.success() {
            same_table(&text(&csv.stdout), &object(command));
        } else {
            assert!(command[0] == "solve", "{}", text(&csv.stderr));
            let command = &command[..4];
            same_table(&text(&earwright(command).stdout), &object(command));
        }
    }
    let solved = object(&["solve", &design, "--points", "3"]);
    assert!(solved["problems"].is_array());
    let ears = object(&["ears", &design, "--points", "5"]);
    assert!(ears["worst"]["name"].is_string() && ears["worst"]["db"].is_f64());
    let units = object(&["tolerance", &design, "--units", "4"]);
    assert_eq!(units["units"], 4);
    for share in [
        "yield_everywhere",
        "yield_deviation",
        "pairs_everywhere",
        "pairs_deviation",
    ] {
        assert!(
            (0.0..=1.0).contains(&units[share].as_f64().unwrap()),
            "{share}"
        );
    }
    assert!(units["sensitive"][0]["name"].is_string());
}

#[test]
fn what_goes_into_a_file_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let design = design("hybrid");
    let csv = path("curves.csv");
    let solved = object(&["solve", &design, "--points", "3", "--out", &csv]);
    assert_eq!(solved["out"], csv);
    assert!(solved["columns"].is_null());
    assert!(std::fs::read_to_string(&csv).unwrap().starts_with("f_hz,"));
    let svg = path("spl.svg");
    let plot = object(&["plot", &design, "--what", "spl", "--out", &svg]);
    assert_eq!(
        (&plot["what"], &plot["width"]),
        (&Value::from("spl"), &Value::from(900.0))
    );
    assert_eq!(plot["traces"][0].as_str().map(str::is_empty), Some(false));
    let smooth = path("smooth.svg");
    let smoothed = [
        "plot",
        &design,
        "--what",
        "spl",
        "--out",
        &smooth,
        "--smoothing",
        "1/3",
    ];
    object(&smoothed);
    let drawing = std::fs::read_to_string(&smooth).unwrap();
    assert!(drawing.contains("Smoothed over 1/3 octave"));
    assert_ne!(drawing, std::fs::read_to_string(&svg).unwrap());
    assert!(
        !earwright(&[
            "plot",
            &design,
            "--what",
            "spl",
            "--out",
            &smooth,
            "--smoothing",
            "5"
        ])
        .status
        .success()
    );
    assert!(plot["empty"].is_null() && Path::new(&svg).is_file());
    let better = path("better.ron");
    let search = ["--draws", "6"];
    let found = object(&[&["optimize", &design, "--out", &better], &search[..]].concat());
    assert!(found["error_db"].as_f64().unwrap() <= found["was_db"].as_f64().unwrap());
    assert_eq!(found["interrupted"], false);
    let parts = object(&["export", &design]);
    assert_eq!(parts["what"], "parts");
    let printed = text(&earwright(&["export", &design]).stdout);
    assert_eq!(parts["text"], printed);
    let frd = path("a.frd");
    let exported = object(&["export", &design, "--what", "frd", "--out", &frd]);
    assert_eq!(exported["out"], frd);
}

#[test]
fn goals_are_judged_and_the_exit_code_tells() {
    let folder = tempfile::tempdir().unwrap();
    let preset = |name: &str| format!("{}/presets/designs/{name}.ron", env!("CARGO_MANIFEST_DIR"));
    let met = object(&["goals", &preset("single_dynamic")]);
    assert_eq!(met["met"], true);
    let first = &met["goals"][0];
    assert_eq!(
        (&first["name"], &first["state"]),
        (&"Target".into(), &"met".into())
    );
    assert!(first["margin"].as_f64().unwrap() > 0.0);
    assert!(first["decided_by"]["per_percent"].is_f64());
    // One that is missed, and one of units that are built for it.
    let ended = earwright(&["goals", &preset("hybrid_1dd_4ba"), "--units", "8"]);
    assert_eq!(ended.status.code(), Some(1));
    let lines = text(&ended.stdout);
    let line = |word: &str| lines.lines().find(|line| line.contains(word)).unwrap();
    assert!(line("Impedance").starts_with("missed\t"), "{lines}");
    assert!(
        line("Yield").contains("of 8 units within 1.5 dB"),
        "{lines}"
    );
    // A price without and with a file.
    let path = folder.path().join("priced.ron");
    let file = path.to_str().unwrap();
    let mut design = earwright::library::default_design();
    design.goals = vec![earwright::design::Goal::Price { at_most: 1e4 }];
    earwright::design::file::save(&path, &design).unwrap();
    let unknown = earwright(&["goals", file]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(text(&unknown.stdout).contains("--prices"));
    let prices = folder.path().join("prices.tsv");
    std::fs::write(&prices, "part\tvalue\tprice\nResistor\t\t0.1\n").unwrap();
    let prices = prices.to_str().unwrap();
    let some = earwright(&["goals", file, "--prices", prices]);
    assert!(
        text(&some.stdout).contains("has no price of"),
        "{}",
        text(&some.stdout)
    );
}

#[test]
fn report_cards_stand_side_by_side() {
    let design = design("hybrid");
    let both = ["report", &design, "Single armature", "--hours", "2"];
    let told = object(&both);
    let [ours, theirs] = &told["designs"].as_array().unwrap()[..] else {
        panic!("two designs")
    };
    assert_eq!(theirs["name"], "Single armature");
    assert_eq!(ours["answers"].as_array().unwrap().len(), 8);
    assert_eq!(ours["answers"][6]["question"], "Cost");
    assert_eq!(ours["answers"][6]["figures"][3]["shown"], "2 h");
    assert_eq!(ours["answers"][6]["figures"][2]["value"], Value::Null);
    let table = text(&earwright(&both).stdout);
    let mut lines = table.lines();
    let heads: Vec<&str> = lines.next().unwrap().split('\t').collect();
    assert_eq!(heads.len(), 5);
    assert!(lines.clone().all(|line| line.split('\t').count() == 5));
    let corner = &ours["answers"][0]["figures"][1];
    let row = lines.find(|line| line.contains("−3 dB corner")).unwrap();
    assert_eq!(row.split('\t').nth(2), corner["shown"].as_str());
    let missing = earwright(&["report", "no such design"]);
    assert_eq!(missing.status.code(), Some(1));
}

#[test]
fn scores_are_of_designs_and_of_files() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("flat.txt");
    let file = path.to_str().unwrap();
    std::fs::write(&path, "20\t90\n500\t90\n20000\t90\n").unwrap();
    let flat = object(&["score", file, "--target", "flat"]);
    let all = flat["scores"].as_array().unwrap();
    let of = |name: &str| all.iter().find(|one| one["formula"] == name).unwrap()["score"].as_f64();
    // Nothing is off: the constants of the formulas, none above 100.
    assert_eq!(of("over-ear 2018"), Some(100.0));
    assert_eq!(of("in-ear, patent form"), Some(68.685));
    assert!(flat["warning"].is_string());
    let design = design("hybrid");
    let own = object(&["score", &design]);
    assert_eq!(own["scores"][1]["formula"], "in-ear, published form");
    assert!(own["deviation_db"].as_f64().unwrap() > 0.1);
    let other = object(&["score", &design, "--target", file]);
    assert_ne!(other["scores"][1]["score"], own["scores"][1]["score"]);
    let refused = earwright(&["score", file]);
    assert!(!refused.status.success());
    assert!(text(&refused.stderr).contains("state --target"));
}

#[test]
fn checks_shelves_and_fits_answer_in_objects() {
    let good = object(&["check", &design("hybrid")]);
    assert_eq!(good["wrong"], false);
    assert!(good["problems"].is_array());
    // What is wrong is an object too, and no success.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("silent.ron");
    earwright::design::file::save(&path, &earwright::design::Design::new()).unwrap();
    let bad = earwright(&["check", path.to_str().unwrap(), "--json"]);
    let told: Value = serde_json::from_slice(&bad.stdout).unwrap();
    assert_eq!(told["wrong"], !bad.status.success());
    let problem = &told["problems"][0];
    assert!(problem["severity"].is_string() && problem["text"].is_string());
    let all = object(&["library"]);
    for shelf in [
        "drivers",
        "designs",
        "dampers",
        "meshes",
        "tubes",
        "components",
        "shells",
        "ears",
    ] {
        let entries = all[shelf].as_array().unwrap();
        assert!(
            entries.iter().all(|entry| entry["name"].is_string()),
            "{shelf}"
        );
        assert!(!entries.is_empty(), "{shelf}");
    }
    let one = object(&["library", "dampers"]);
    assert!(one["drivers"].is_null() && one["dampers"][0]["what"].is_string());
    let response = folder.path().join("r.frd");
    let rows: String = (0..60)
        .map(|n| 20.0 * 1000_f64.powf(f64::from(n) / 59.0))
        .map(|f| format!("{f:.2} {:.3}\n", 100.0 - (f / 1e3).ln().abs()))
        .collect();
    std::fs::write(&response, format!("* f SPL dB\n{rows}")).unwrap();
    let out = folder.path().join("fitted.ron").display().to_string();
    let response = response.display().to_string();
    let band = ["--from", "100", "--to", "5000", "--model", "dynamic"];
    let files = ["fit", "--response", &response, "--out", &out];
    let fit = object(&[&files[..], &band].concat());
    assert_eq!(fit["out"], out);
    assert!(fit["response_db"].is_f64() && fit["impedance_percent"].is_null());
    let parameters = fit["parameters"].as_array().unwrap();
    let told = |fitted: &Value| fitted["value"].is_f64() && fitted["standing"].is_string();
    assert!(parameters.len() > 3 && parameters.iter().all(told));
}

#[test]
fn refusals_stay_sentences_on_stderr() {
    for command in [
        &["solve", "nowhere.ron"][..],
        &["check", "nowhere.ron"],
        &["ears", "nowhere.ron"],
        &["ears", "nowhere.ron", "--count", "9"],
        &["convert", "nowhere.ron", "--from", "711", "--to", "5128"],
        &["tolerance", "nowhere.ron"],
        &["export", "nowhere.ron"],
        &["import", "nowhere.frd"],
        &["plot", "nowhere.ron", "--what", "spl", "--out", "x.svg"],
        &["optimize", "nowhere.ron", "--out", "x.ron"],
        &["fit", "--response", "nowhere.frd", "--out", "x.ron"],
    ] {
        let run = earwright(&[command, &["--json"]].concat());
        assert_eq!(run.status.code(), Some(1), "{command:?}");
        assert!(run.stdout.is_empty(), "{command:?}");
        assert!(text(&run.stderr).starts_with("error: "), "{command:?}");
    }
}

#[test]
fn the_help_of_every_subcommand_tells_the_fields() {
    for (command, field) in [
        ("solve", "`columns`"),
        ("plot", "`traces`"),
        ("check", "`wrong`"),
        ("optimize", "`error_db`"),
        ("fit", "`response_db`"),
        ("import", "`findings`"),
        ("tolerance", "`sensitive`"),
        ("ears", "`worst`"),
        ("ears", "`octaves`"),
        ("convert", "`left_out`"),
        ("export", "`text`"),
        ("impedance", "`z_ohm`"),
        ("validate", "`published`"),
        ("compare", "`raised_db`"),
        ("explain", "`sigmas`"),
        ("library", "`messages`"),
    ] {
        let help = text(&earwright(&[command, "--help"]).stdout);
        assert!(
            help.contains("--json") && help.contains(field),
            "{command}: {help}"
        );
    }
}

#[test]
fn limits_say_how_loud_and_what_has_enough() {
    let design = design("hybrid");
    let command = ["limits", &design, "--points", "200"];
    let csv = earwright(&command);
    assert!(csv.status.success(), "{}", text(&csv.stderr));
    let found = object(&command);
    let columns = found["columns"].as_array().unwrap();
    assert_eq!(columns[2]["name"], "max_spl_db");
    // The greatest level is that of the drive and the headroom, and the headroom the least of all.
    for n in [0, 90, 199] {
        let value = |column: usize| columns[column]["values"][n].as_f64().unwrap();
        assert!((value(2) - value(1) - value(3)).abs() < 2e-6);
        let least = (4..columns.len()).map(value).fold(f64::MAX, f64::min);
        assert!((value(3) - least).abs() < 2e-6);
    }
    let least = found["least"]["headroom_db"].as_f64().unwrap();
    assert!(found["programme"]["headroom_db"].as_f64().unwrap() <= least + 40.0);
    assert_eq!(found["programme"]["crest_db"], 12.0);
    let stretches = found["stretches"].as_array().unwrap();
    assert_eq!(stretches[0]["from_hz"], 20.0);
    assert!(
        stretches
            .iter()
            .all(|s| s["part"].is_string() && s["strain"].is_string())
    );
    let unknown = found["unknown"].as_array().unwrap();
    assert!(unknown.iter().any(|one| one["strain"] == "output voltage"));
    let said = text(&csv.stderr);
    assert!(said.contains("least headroom") && said.contains("unknown, and not counted"));
    let refused = earwright(&["limits", &design, "--crest", "90 dB"]);
    assert!(text(&refused.stderr).contains("the crest factor must lie between"));
}

#[test]
fn distortion_is_told_over_frequency_level_and_tones() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("loud.ron");
    let plain = std::fs::read_to_string(design("single_ba")).unwrap();
    let magnet = "magnet: (gap: \"0.3 mm³\", gap_share: \"80%\", saturation_current: \"6 mA\", offset: \"5%\"),";
    let stated = plain.replacen(
        "spout_bore:",
        &format!("{magnet}\n            spout_bore:"),
        1,
    );
    assert_ne!(plain, stated);
    std::fs::write(&path, &stated).unwrap();
    let loud = path.to_str().unwrap();
    let refused = earwright(&["distortion", &design("single_ba")]);
    assert!(text(&refused.stderr).contains("no driver states how it distorts"));
    let command = ["distortion", loud, "--points", "9", "--drive", "0.2"];
    let csv = earwright(&command);
    assert!(csv.status.success(), "{}", text(&csv.stderr));
    same_table(&text(&csv.stdout), &object(&command));
    let found = object(&command);
    assert_eq!(found["of"][0], "BA1");
    assert!(found["worst"]["thd"].as_f64().unwrap() > 1e-4);
    let rise = object(&["distortion", loud, "--level", "500"]);
    let thd = rise["columns"][6]["values"].as_array().unwrap();
    let known: Vec<f64> = thd.iter().filter_map(Value::as_f64).collect();
    assert!(known.len() > 20, "{known:?}");
    assert!(
        known[..12].windows(2).all(|two| two[0] < two[1]),
        "{known:?}"
    );
    let greatest = object(&[
        "distortion",
        loud,
        "--greatest",
        "--points",
        "3",
        "--from",
        "200",
        "--to",
        "2000",
    ]);
    let levels = |n: usize| greatest["columns"][n]["values"][1].as_f64().unwrap();
    assert_eq!(greatest["columns"][1]["name"], "max_spl_db:1 %");
    assert!(levels(1) < levels(3) && levels(2) < levels(4));
    let tones = object(&["distortion", loud, "--tones", "70", "900", "--ratio", "4"]);
    assert!(tones["products"].as_array().unwrap().len() > 8);
    assert!(tones["modulation"].as_f64().unwrap() > 0.0);
    let svg = folder.path().join("distortion.svg");
    let svg = svg.to_str().unwrap();
    for what in ["distortion", "distortion-level", "maximum-level"] {
        let plot = object(&["plot", loud, "--what", what, "--points", "24", "--out", svg]);
        assert!(plot["empty"].is_null(), "{what}: {plot}");
        assert!(!plot["traces"].as_array().unwrap().is_empty());
    }
}
