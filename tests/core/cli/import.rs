//! `earwright import` reads a curve, tells what it understood, and lays it into a design.

use super::{design, earwright};
use earwright::{
    design::{CurveKind, PartKind, file},
    exchange::{Quantity, Reading, curves_csv, frd, import_response, zma},
    network::{Solver, log_grid},
};
use serde_json::Value;
use std::{fs, path::PathBuf, process::Output};

fn import(arguments: &[&str]) -> Output {
    earwright(&[&["import"], arguments].concat())
}

fn case(name: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/field-cases");
    folder.join(name).display().to_string()
}

fn object(arguments: &[&str]) -> Value {
    super::object(&[&["import"], arguments].concat())
}

#[test]
fn the_object_tells_the_curve_what_else_there_is_and_what_was_found() {
    let object = object(&[&case("own_curves.csv")]);
    assert_eq!(object["quantity"], "level");
    assert_eq!(object["points"][0], serde_json::json!([20.0, 101.2, 12.4]));
    assert_eq!(object["points"].as_array().unwrap().len(), 12);
    assert_eq!(object["curves"][0]["name"], "z_ohm");
    assert_eq!(object["curves"][0]["quantity"], "impedance");
    let finding = &object["findings"][0];
    assert!(finding["severity"].is_string() && finding["text"].is_string());
    assert!(finding["line"].is_null() || finding["line"].is_u64());
}

#[test]
fn another_curve_of_the_file_is_taken_by_kind_by_name_and_by_number() {
    let file = case("own_curves.csv");
    for choice in [
        ["--as", "impedance"],
        ["--column", "z_ohm"],
        ["--column", "4"],
    ] {
        let object = object(&[&file, choice[0], choice[1]]);
        assert_eq!(object["quantity"], "impedance", "{choice:?}");
        assert_eq!(
            object["points"][11],
            serde_json::json!([20000.0, 371.0, 61.7])
        );
    }
    let run = import(&[&file, "--column", "nothing"]);
    assert!(!run.status.success());
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(
        said.contains("has no column “nothing”, but f_hz, spl_db"),
        "{said}"
    );
    let second = object(&[&case("two_sweeps.frd"), "--sweep", "2"]);
    assert_eq!(second["points"][0], serde_json::json!([20.0, 98.2, 12.4]));
}

#[test]
fn a_refusal_is_a_sentence_and_no_success() {
    let run = import(&[&case("limp_binary.lim"), "--json"]);
    assert!(!run.status.success() && run.stdout.is_empty());
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(
        said.contains("a binary LIMP file") && said.contains("as text"),
        "{said}"
    );
}

#[test]
fn rows_that_are_printed_are_read_back_as_they_are() {
    for name in ["arta_frd.txt", "impedance_re_im.csv", "mic_calibration.txt"] {
        let run = import(&[&case(name)]);
        assert!(run.status.success());
        let bytes = fs::read(case(name)).unwrap();
        let reading = Reading::of(&bytes, name).unwrap();
        let read = reading.take(&reading.choose(None).unwrap()).unwrap();
        let again = import_response(&String::from_utf8(run.stdout).unwrap()).unwrap();
        assert_eq!(
            (again.quantity, &again.points),
            (read.quantity, &read.points)
        );
    }
}

#[test]
fn a_curve_is_laid_into_a_design_under_a_name_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("design.ron");
    fs::copy(design("hybrid"), &path).unwrap();
    let path = path.display().to_string();
    for name in ["arta_frd.txt", "arta_frd.txt", "rew_impedance.txt"] {
        let run = import(&[&case(name), "--design", &path]);
        assert!(
            run.status.success(),
            "{}",
            String::from_utf8_lossy(&run.stderr)
        );
        assert!(run.stdout.is_empty());
    }
    let kept = file::load(path.as_ref()).unwrap().0.measurements;
    let kept: Vec<(&str, CurveKind, usize)> = (kept.iter())
        .map(|curve| (curve.name.as_str(), curve.kind, curve.points.len()))
        .collect();
    assert_eq!(
        kept,
        [
            ("arta_frd", CurveKind::Level, 12),
            ("arta_frd 2", CurveKind::Level, 12),
            ("rew_impedance", CurveKind::Impedance, 12)
        ]
    );
}

#[test]
fn what_the_program_writes_is_read_back_but_for_its_printed_digits() {
    let design = file::load(design("hybrid").as_ref()).unwrap().0;
    let solution = Solver::default().solve(&design, &log_grid(240, 20.0, 20_000.0));
    let table = curves_csv::table(&solution, &[], &[]);
    let pressure = solution.drum_pressure.as_deref().unwrap();
    let impedance = solution.input_impedance.as_deref().unwrap();
    let texts = [
        (frd(&solution).unwrap(), Quantity::Level, 6e-4),
        (zma(&solution).unwrap(), Quantity::Impedance, 6e-4),
        (table.clone(), Quantity::Level, 1e-5),
        (table, Quantity::Impedance, 1e-5),
    ];
    for (text, quantity, digits) in texts {
        let reading = Reading::of(text.as_bytes(), "").unwrap();
        let read = reading
            .take(&reading.choose(Some(quantity)).unwrap())
            .unwrap();
        assert_eq!((read.quantity, read.points.len()), (quantity, 240));
        for (n, point) in read.points.iter().enumerate() {
            let (value, phase) = if quantity == Quantity::Level {
                (
                    earwright::analysis::spl::level_db(pressure[n]),
                    pressure[n].arg(),
                )
            } else {
                (impedance[n].norm(), impedance[n].arg())
            };
            assert!((point.f - solution.f[n]).abs() < digits, "{point:?}");
            assert!((point.value - value).abs() < digits, "{point:?} {value}");
            assert!(
                (point.phase_deg.unwrap() - phase.to_degrees()).abs() < 6e-4,
                "{point:?}"
            );
        }
    }
}

#[test]
fn parameters_are_told_with_their_units_and_are_no_curve() {
    let file = case("driver_parameters.wdr");
    let object = object(&[&file]);
    assert_eq!(object["quantity"], "parameters");
    assert_eq!(object["name"], "A B");
    let sd = &object["parameters"][3];
    assert_eq!(
        (&sd["symbol"], &sd["unit"]),
        (&Value::from("Sd"), &Value::from("m²"))
    );
    assert_eq!(
        (&sd["value"], &sd["line"]),
        (&Value::from(0.0531), &Value::from(7))
    );
    let findings = object["findings"].as_array().unwrap();
    let says = |words: &str| {
        let mut texts = findings
            .iter()
            .filter_map(|finding| finding["text"].as_str());
        texts.any(|text| text.contains(words))
    };
    assert!(says("driver parameters, not a curve") && says("do not determine"));
    let rows = import(&[&file]);
    let rows = String::from_utf8_lossy(&rows.stdout).into_owned();
    assert!(rows.starts_with("Qts\t0.407\nfs\t45.66 Hz\n"), "{rows}");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("design.ron");
    file::save(&path, &earwright::library::default_design()).unwrap();
    let run = import(&[&file, "--design", &path.display().to_string()]);
    assert!(!run.status.success());
    assert!(String::from_utf8_lossy(&run.stderr).contains("driver parameters, not a curve"));
}

#[test]
fn an_impulse_response_is_taken_through_the_window_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("impulse.wav");
    let mut bytes =
        b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x03\0\x01\0\x80\xbb\0\0\0\xee\x02\0\x04\0\x20\0data"
            .to_vec();
    bytes.extend((4 * 4800_u32).to_le_bytes());
    for n in 0..4800 {
        let sample: f32 = match n {
            480 => 0.5,
            720 => 0.25,
            _ => 0.0,
        };
        bytes.extend(sample.to_le_bytes());
    }
    fs::write(&path, bytes).unwrap();
    let path = path.display().to_string();
    let whole = object(&[&path]);
    assert_eq!(whole["quantity"], "level");
    assert_eq!(whole["taken"]["window"]["length_s"], 0.1);
    let window = ["--window-start", "9 ms", "--window-length", "4ms"];
    let direct = object(&[&[path.as_str()], &window[..]].concat());
    let points = direct["points"].as_array().unwrap();
    assert!(
        points
            .iter()
            .all(|p| (p[1].as_f64().unwrap() + 6.0206).abs() < 1e-4)
    );
    assert_eq!(direct["taken"]["window"]["shape"], "rectangular");
    let text = direct["findings"].to_string();
    assert!(text.contains("full scale (0 dB), not dB SPL"), "{text}");
    // Its rows say so too, and are read back as what they are.
    let rows = import(&[&path]).stdout;
    let read = Reading::of(&rows, "rows.txt").unwrap();
    let read = read.take(&read.choose(None).unwrap()).unwrap();
    assert_eq!(read.points.len(), whole["points"].as_array().unwrap().len());
    assert!(
        read.findings
            .iter()
            .any(|finding| finding.message.contains("full scale"))
    );
    for wrong in [
        ["--channel", "2"],
        ["--as", "impedance"],
        ["--window-start", "-1 ms"],
    ] {
        let run = import(&[&path, wrong[0], wrong[1]]);
        assert!(!run.status.success(), "{wrong:?}");
    }
}

#[test]
fn a_microphones_calibration_is_subtracted_where_it_is_said() {
    let file = case("rew_header_tab.txt");
    let calibration = case("mic_calibration.txt");
    let [plain, less] = [
        object(&[&file]),
        object(&[&file, "--calibration", &calibration]),
    ];
    let at = |object: &Value, n: usize| object["points"][n][1].as_f64().unwrap();
    // Its own points: −1.1 dB at 20 Hz.
    assert!((at(&less, 0) - at(&plain, 0) - 1.1).abs() < 1e-9);
    assert_eq!(less["taken"]["calibration"], "mic_calibration.txt");
    assert!(less["findings"].to_string().contains("was subtracted"));
    let run = import(&[&case("rew_impedance.txt"), "--calibration", &calibration]);
    assert!(!run.status.success());
    assert!(String::from_utf8_lossy(&run.stderr).contains("this is an impedance"));
}

#[test]
fn a_project_tells_its_values_and_is_no_curve() {
    for (name, from) in [
        ("vituix.vxp", "VituixCAD project"),
        ("xsim.dxo", "XSim project"),
    ] {
        let object = object(&[&case(name)]);
        assert_eq!(object["quantity"], "project");
        assert!(object["findings"].to_string().contains(from));
        assert!(object["values"][0]["value"].is_string(), "{object}");
        let run = import(&[&case(name), "--as", "level"]);
        assert!(!run.status.success());
        assert!(String::from_utf8_lossy(&run.stderr).contains(from));
    }
}

#[test]
fn what_is_surely_wrong_is_not_laid_into_a_design() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let design = path("design.ron");
    let preset =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("presets/designs/single_armature.ron");
    fs::copy(preset, &design).unwrap();
    let before = fs::read(&design).unwrap();
    let rows: String = (0..40)
        .map(|n| {
            format!(
                "{} {}\n",
                20.0 * 1.19_f64.powi(n),
                if n == 20 { -17 } else { 16 }
            )
        })
        .collect();
    fs::write(path("wrong.zma"), rows).unwrap();
    let wrong = path("wrong.zma").display().to_string();
    let into = design.display().to_string();
    let run = import(&[&wrong, "--design", &into]);
    assert!(!run.status.success());
    assert_eq!(fs::read(&design).unwrap(), before);
}

#[test]
fn options_of_other_kinds_of_files_are_refused() {
    for arguments in [
        vec![
            case("left_right.csv"),
            "--window-start".into(),
            "2ms".into(),
        ],
        vec![case("left_right.csv"), "--channel".into(), "2".into()],
        vec![
            case("driver_parameters.wdr"),
            "--calibration".into(),
            case("mic_calibration.txt"),
        ],
        vec![case("ltspice_polar.txt"), "--as".into(), "impedance".into()],
    ] {
        let given: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let run = import(&given);
        assert!(!run.status.success(), "{given:?}");
        assert!(!run.stderr.is_empty());
    }
    // A curve is no microphone's calibration, and levels are taken as ohms with a doubt only.
    let far = import(&[
        &case("left_right.csv"),
        "--calibration",
        &case("left_right.csv"),
    ]);
    assert!(String::from_utf8_lossy(&far.stderr).contains("from 0"));
    let asked = import(&[
        &case("own_curves.csv"),
        "--column",
        "spl_db",
        "--as",
        "impedance",
    ]);
    let said = String::from_utf8_lossy(&asked.stderr).into_owned();
    assert!(
        !asked.status.success() || said.contains("as you asked"),
        "{said}"
    );
    let netlist = tempfile::tempdir().unwrap();
    let path = netlist.path().join("a.cir");
    fs::write(
        &path,
        "* A\nR1 1 0 16\n1 2\n3 4\n5 6\n7 8\n.ac dec 10 20 20k\n.end\n",
    )
    .unwrap();
    let run = import(&[&path.display().to_string()]);
    assert!(String::from_utf8_lossy(&run.stderr).contains("netlist"));
    assert!(!run.status.success());
}

#[test]
fn a_drawing_tells_its_outlines_and_becomes_the_shell_of_a_design() {
    let read = object(&[&case("svg_page_background.svg")]);
    assert_eq!(read["quantity"], "outline");
    assert_eq!(
        (&read["taken"], &read["unit_stated"]),
        (&2.into(), &true.into())
    );
    assert_eq!(read["outlines"][0]["not_taken"], "the page");
    let size = |read: &Value, n: usize| -> Vec<f64> {
        let size = read["outlines"][n]["size_mm"].as_array().unwrap();
        size.iter()
            .map(|side| (side.as_f64().unwrap() * 100.0).round() / 100.0)
            .collect()
    };
    assert_eq!(size(&read, 1), [23.0, 18.0]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("design.ron");
    fs::copy(design("hybrid"), &path).unwrap();
    let before = fs::read(&path).unwrap();
    let depth_mm = file::load(&path).unwrap().0.shell.depth_mm;
    let laid = path.display().to_string();
    // The unit is asked for, not guessed.
    let asked = case("svg_ai_72dpi.svg");
    let run = import(&[&asked, "--design", &laid]);
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(!run.status.success() && fs::read(&path).unwrap() == before);
    assert!(said.contains("72 per inch: 23.0 × 18.0 mm"), "{said}");
    let run = import(&[&asked, "--design", &laid, "--unit", "72"]);
    assert!(run.status.success() && run.stdout.is_empty());
    let shell = file::load(&path).unwrap().0.shell;
    assert_eq!(
        (shell.name.as_str(), shell.depth_mm),
        ("svg_ai_72dpi", depth_mm)
    );
    let [low, high] = earwright::design::geometry::bounds(shell.outline_mm).unwrap();
    assert!((high[0] - low[0] - 23.0).abs() < 0.01 && (high[1] - low[1] - 18.0).abs() < 0.01);
    // Another outline, where the user says so.
    let other = case("svg_lines_and_letter.svg");
    let read = object(&[&other, "--outline", "2"]);
    assert_eq!(
        (size(&read, 1), &read["taken"]),
        (vec![9.0, 9.0], &2.into())
    );
    assert_eq!(object(&[&asked])["unit"], "72 per inch");
    for refused in [&["--outline", "7"][..], &["--as", "level"]] {
        let run = import(&[&[other.as_str()], refused].concat());
        assert!(
            !run.status.success() && !run.stderr.is_empty(),
            "{refused:?}"
        );
    }
}

#[test]
fn a_circuit_of_parts_goes_into_a_design_and_another_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let [block, laid] = ["xo.cir", "design.ron"].map(|name| folder.path().join(name));
    fs::write(&block, ".subckt xo a b\nR1 a m 10\nC1 m b 2u\n.ends\n").unwrap();
    fs::copy(design("hybrid"), &laid).unwrap();
    let [block, laid] = [block, laid].map(|path| path.display().to_string());
    let before = file::load(laid.as_ref()).unwrap().0;
    let told = object(&[&block]);
    assert_eq!(
        (&told["quantity"], &told["wires"]),
        (&"circuit".into(), &1.into())
    );
    assert_eq!(told["parts"][1]["value"], 2e-6);
    let run = import(&[&block, "--design", &laid]);
    assert!(run.status.success() && run.stdout.is_empty());
    assert!(String::from_utf8_lossy(&run.stderr).contains("pin “a” is R1 1"));
    let after = file::load(laid.as_ref()).unwrap().0;
    assert_eq!(after.parts.len(), before.parts.len() + 2);
    assert_eq!(after.links.len(), before.links.len() + 1);
    fs::write(&block, ".subckt drv a b\nR1 a m 10\nX1 m b other\n.ends\n").unwrap();
    let kept = fs::read(&laid).unwrap();
    let run = import(&[&block, "--design", &laid]);
    assert!(!run.status.success() && fs::read(&laid).unwrap() == kept);
    assert!(String::from_utf8_lossy(&run.stderr).contains("line 3"));
    assert!(!import(&[&block, "--as", "level"]).status.success());
}

#[test]
fn what_stands_behind_the_first_circuit_makes_no_driver_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let block = folder.path().join("xo.cir").display().to_string();
    let crossover = ".subckt xo in out com\nL1 in out 0.5m\nC1 out com 2u\n.ends xo\n";
    for (behind, others) in [
        ("V1 in 0 AC 1\nX1 in out 0 xo\n.end\n", false),
        (
            ".subckt amp a b\nE1 b 0 a 0 2\nG1 a 0 b 0 1m\n.ends\n",
            true,
        ),
    ] {
        fs::write(&block, format!("{crossover}{behind}")).unwrap();
        let told = object(&[&block]);
        assert_eq!(told["quantity"], "circuit", "{behind}");
        assert_eq!(told["parts"].as_array().unwrap().len(), 2, "{behind}");
        let found = told["findings"].to_string();
        let doubted = found.contains("more than one .subckt: “xo” was taken");
        assert_eq!(doubted, others, "{found}");
    }
}

#[test]
fn a_circuit_with_sources_goes_into_a_design_as_a_driver_by_the_pins_that_are_stated() {
    let folder = tempfile::tempdir().unwrap();
    let [block, laid] = ["rcv.cir", "design.ron"].map(|name| folder.path().join(name));
    let text = ".subckt rcv plus minus out vent\nRe plus 1 200\nVi 1 2 0\nH1 2 minus Vq 1e5\n\
                H2 a vent Vi 1e5\nVq a b 0\nL1 b c 3e4\nR1 c d 3e7\nC1 d out 0.4p\n\
                C2 out 0 40f\nC3 vent 0 0.5p\n.ends\n";
    fs::write(&block, text).unwrap();
    fs::copy(design("hybrid"), &laid).unwrap();
    let [block, laid] = [block, laid].map(|path| path.display().to_string());
    let told = object(&[&block]);
    assert_eq!(told["quantity"], "driver");
    assert_eq!(
        (&told["pins"]["front"], &told["pins"]["back"]),
        (&"out".into(), &"vent".into())
    );
    let row = &told["admittances"][0];
    assert!(row["f"].as_f64().unwrap() <= 5.0 && row["y"].as_array().unwrap().len() == 9);
    // Without its back, in other units, whatever is guessed.
    let stated = [
        "--as",
        "driver",
        "--pins",
        "plus,minus,out",
        "--acoustic",
        "cgs",
    ];
    let run = import(&[&[block.as_str(), "--design", &laid], &stated[..]].concat());
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success() && run.stdout.is_empty(), "{said}");
    for words in ["“vent” is none of", "choose these units", "dyn/cm²"] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let after = file::load(laid.as_ref()).unwrap().0;
    let placed = after.parts.last().unwrap();
    assert_eq!(placed.name, "rcv");
    assert!(matches!(&placed.kind, PartKind::Multiport(driver) if !driver.has_rear()));
    for refused in [
        &["--as", "crossover"][..],
        &["--as", "level"],
        &["--pins", "plus,minus"],
        &["--pins", "plus,minus,mouth"],
        &["--as", "crossover", "--acoustic", "si"],
    ] {
        let run = import(&[&[block.as_str()], refused].concat());
        assert!(
            !run.status.success() && !run.stderr.is_empty(),
            "{refused:?}"
        );
    }
    let curve = folder.path().join("a.frd");
    fs::write(&curve, "20 90\n200 91\n2000 92\n").unwrap();
    let run = import(&[&curve.display().to_string(), "--as", "driver"]);
    assert!(String::from_utf8_lossy(&run.stderr).contains("this is no circuit"));
}
