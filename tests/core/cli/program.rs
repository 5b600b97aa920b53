//! The real program without its window: what it prints, where, and how it ends.

use super::{design, earwright, program, text};
use crate::support::peer;
use earwright::picture::View;
use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The good hybrid with `from` replaced by `to`, in a file of its own.
fn spoilt(folder: &Path, name: &str, from: &str, to: &str) -> PathBuf {
    let good = fs::read_to_string(design("hybrid")).unwrap();
    assert!(good.contains(from), "the hybrid has no “{from}”");
    let path = folder.join(name);
    fs::write(&path, good.replacen(from, to, 1)).unwrap();
    path
}

#[test]
fn the_program_calls_itself_by_its_name() {
    let run = earwright(&["--version"]);
    let said = format!("earwright {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(text(&run.stdout), said);
}

#[test]
fn solve_prints_the_agreed_table() {
    let run = earwright(&[
        "solve",
        &design("hybrid"),
        "--points",
        "121",
        "--from",
        "20",
        "--to",
        "20000",
    ]);
    assert!(run.status.success(), "{}", text(&run.stderr));
    let table = text(&run.stdout);
    let lines: Vec<_> = table.lines().collect();
    assert_eq!(
        lines[0],
        "f_hz,spl_db,phase_deg,z_ohm,z_phase_deg,spl_db:Woofer,spl_db:Mid,spl_db:Tweeter"
    );
    assert_eq!(lines.len(), 122);
    assert!(lines[1].starts_with("20.000000,107.3069"), "{}", lines[1]);
    assert!(lines[121].starts_with("20000.000000,"), "{}", lines[121]);
    for line in &lines[1..] {
        let cells: Vec<_> = line.split(',').collect();
        assert_eq!(cells.len(), 8);
        let decimals = |cell: &str| cell.rsplit_once('.').map_or(0, |(_, part)| part.len());
        assert!(decimals(cells[1]) >= 6 && decimals(cells[3]) >= 6);
        assert!(decimals(cells[2]) >= 5 && decimals(cells[4]) >= 5);
        let phase: f64 = cells[2].parse().unwrap();
        assert!(phase > -180.0 && phase <= 180.0);
    }
}

#[test]
fn solve_has_512_points_unless_told_otherwise_and_writes_where_it_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("curves.csv");
    let run = earwright(&[
        "solve",
        &design("single_ba"),
        "--out",
        out.to_str().unwrap(),
    ]);
    assert!(run.status.success() && run.stdout.is_empty());
    let table = fs::read_to_string(out).unwrap();
    assert_eq!(table.lines().count(), 513);
    assert!(table.lines().last().unwrap().starts_with("20000.000000,"));
}

#[test]
fn a_part_name_with_a_comma_is_quoted() {
    let folder = tempfile::tempdir().unwrap();
    let path = spoilt(
        folder.path(),
        "names.ron",
        "\"Mid\"",
        "\"Mid, \\\"2356\\\"\"",
    );
    let run = earwright(&["solve", path.to_str().unwrap(), "--points", "2"]);
    let table = text(&run.stdout);
    assert!(
        table
            .lines()
            .next()
            .unwrap()
            .contains("\"spl_db:Mid, \"\"2356\"\"\""),
        "{table}{}",
        text(&run.stderr)
    );
}

#[test]
fn without_an_ear_the_levels_are_empty_and_the_impedance_stays() {
    let folder = tempfile::tempdir().unwrap();
    let good = fs::read_to_string(design("single_ba")).unwrap();
    // The one tube goes: the driver still loads the source.
    let links = good.find("links: [").unwrap();
    let tube = good[links..].find("Tube(").unwrap() + links;
    let start = good[..tube].rfind("\n        (").unwrap();
    let end = good[tube..].find("\n        ),").unwrap() + tube + "\n        ),".len();
    let path = folder.path().join("no_ear.ron");
    fs::write(&path, format!("{}{}", &good[..start], &good[end..])).unwrap();
    let run = earwright(&["solve", path.to_str().unwrap(), "--points", "3"]);
    assert!(run.status.success(), "{}", text(&run.stderr));
    let table = text(&run.stdout);
    let cells: Vec<_> = table.lines().nth(1).unwrap().split(',').collect();
    assert_eq!((cells[1], cells[2]), ("", ""));
    assert!(cells[3].parse::<f64>().unwrap() > 20.0);
    assert!(text(&run.stderr).contains("Ear"), "{}", text(&run.stderr));
}

#[test]
fn bad_files_end_with_a_sentence_that_says_where() {
    let folder = tempfile::tempdir().unwrap();
    let good = fs::read_to_string(design("hybrid")).unwrap();
    let truncated = folder.path().join("truncated.ron");
    fs::write(&truncated, &good[..good.len() / 2]).unwrap();
    let large = folder.path().join("large.ron");
    fs::File::create(&large)
        .unwrap()
        .set_len(16 * 1024 * 1024 + 1)
        .unwrap();
    let binary = folder.path().join("binary.ron");
    fs::write(&binary, [0xff, 0xfe, 0x00, 0x80]).unwrap();
    let empty = folder.path().join("empty.ron");
    fs::write(&empty, "").unwrap();
    let cases: Vec<(PathBuf, &[&str])> = vec![
        (
            spoilt(folder.path(), "field.ron", "spout_bore:", "spout_boree:"),
            &["line", "spout_boree"],
        ),
        (
            spoilt(
                folder.path(),
                "unit.ron",
                "inductance: \"2 mH\"",
                "inductance: \"2 mF\"",
            ),
            &["line", "mF", "L1"],
        ),
        (
            spoilt(
                folder.path(),
                "negative.ron",
                "length: \"12 mm\"",
                "length: \"-12 mm\"",
            ),
            &["line", "-12"],
        ),
        (
            spoilt(
                folder.path(),
                "nan.ron",
                "rotation_deg: 0.0",
                "rotation_deg: NaN",
            ),
            &["line"],
        ),
        (
            spoilt(
                folder.path(),
                "value.ron",
                "bl: \"0.35 T·m\"",
                "bl: \"NaN\"",
            ),
            &["line", "Woofer"],
        ),
        (
            spoilt(folder.path(), "newer.ron", "format: 1", "format: 999"),
            &["999", "newer"],
        ),
        (truncated, &["line"]),
        (large, &["too large"]),
        (binary, &["not a text file"]),
        (empty, &["empty.ron"]),
        (folder.path().to_owned(), &["folder"]),
        (folder.path().join("missing.ron"), &["no file"]),
    ];
    for (path, words) in cases {
        for work in ["solve", "check"] {
            let run = earwright(&[work, path.to_str().unwrap()]);
            let said = text(&run.stderr);
            assert_eq!(
                run.status.code(),
                Some(1),
                "{work} {}: {said}",
                path.display()
            );
            assert!(run.stdout.is_empty(), "{work} {}", path.display());
            assert!(said.starts_with("error: "), "{said}");
            assert!(said.contains(path.to_str().unwrap()), "{said}");
            assert!(!said.contains("panicked"), "{said}");
            for word in words {
                assert!(
                    said.contains(word),
                    "{work} {}: no “{word}” in: {said}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn check_is_content_with_a_good_design_and_not_with_a_shorted_one() {
    let run = earwright(&["check", &design("hybrid")]);
    assert!(
        run.status.success(),
        "{}{}",
        text(&run.stdout),
        text(&run.stderr)
    );
    let folder = tempfile::tempdir().unwrap();
    let good = fs::read_to_string(design("single_ba")).unwrap();
    // The driver's minus lead moves to the source's plus: both leads on one node.
    let path = folder.path().join("short.ron");
    let plus = "port: \"+\"";
    let minus = good.rfind("(part: 1, port: \"-\")").map_or_else(
        || good.rfind("port: \"-\"").unwrap(),
        |at| at + "(part: 1, ".len(),
    );
    let shorted = format!("{}{plus}{}", &good[..minus], &good[minus + plus.len()..]);
    fs::write(&path, shorted).unwrap();
    let run = earwright(&["check", path.to_str().unwrap()]);
    assert!(!text(&run.stdout).is_empty(), "{}", text(&run.stderr));
}

#[test]
fn plots_are_drawn_into_svg_and_png() {
    let folder = tempfile::tempdir().unwrap();
    for what in ["spl", "impedance", "phase", "delay"] {
        let out = folder.path().join(format!("{what}.svg"));
        let run = earwright(&[
            "plot",
            &design("hybrid"),
            "--what",
            what,
            "--out",
            out.to_str().unwrap(),
        ]);
        assert!(run.status.success(), "{}", text(&run.stderr));
        let drawn = fs::read_to_string(out).unwrap();
        assert!(
            drawn.starts_with("<svg")
                && drawn.matches("<path").count() + drawn.matches("<polyline").count() > 0
        );
        assert!(what != "spl" || drawn.contains("Tweeter"));
    }
    let out = folder.path().join("spl.png");
    let run = earwright(&[
        "plot",
        &design("single_ba"),
        "--what",
        "spl",
        "--out",
        out.to_str().unwrap(),
    ]);
    assert!(run.status.success(), "{}", text(&run.stderr));
    assert!(fs::read(out).unwrap().starts_with(b"\x89PNG"));
    let run = earwright(&["plot", &design("hybrid"), "--what", "spl", "--out", "x.jpg"]);
    assert_eq!(run.status.code(), Some(1));
    assert!(text(&run.stderr).contains(".svg, .pdf or .png"));
}

#[test]
fn solve_adds_four_columns_for_every_probe() {
    let hybrid = design("hybrid");
    let run = earwright(&[
        "solve",
        &hybrid,
        "--points",
        "31",
        "--probe",
        "Woofer.front",
        "--probe",
        "Woofer.+",
    ]);
    assert!(run.status.success(), "{}", text(&run.stderr));
    let table = text(&run.stdout);
    let rows: Vec<Vec<&str>> = table
        .lines()
        .map(|line| line.split(',').collect())
        .collect();
    let column = |name: &str| rows[0].iter().position(|cell| *cell == name).unwrap();
    assert_eq!(
        &rows[0][8..],
        [
            "spl_db:Woofer front",
            "spl_phase_deg:Woofer front",
            "flow_mm3_s:Woofer front",
            "flow_phase_deg:Woofer front",
            "voltage_v:Woofer +",
            "voltage_phase_deg:Woofer +",
            "current_ma:Woofer +",
            "current_phase_deg:Woofer +",
        ]
    );
    assert_eq!(rows.len(), 32);
    for row in &rows[1..] {
        assert_eq!(row.len(), 16);
        let value = |name: &str| -> f64 { row[column(name)].parse().unwrap() };
        assert!(value("flow_mm3_s:Woofer front") > 0.0);
        let ohm = 1e3 * value("voltage_v:Woofer +") / value("current_ma:Woofer +");
        assert!((5.0..1000.0).contains(&ohm), "{ohm}");
    }
    // At the lowest frequency the whole air moves as one: as loud there as at the drum.
    let lowest = |name: &str| -> f64 { rows[1][column(name)].parse().unwrap() };
    let difference = lowest("spl_db:Woofer front") - lowest("spl_db");
    assert!(difference.abs() < 1.0, "{difference}");
    let run = earwright(&["solve", &hybrid, "--probe", "Woofer.nose"]);
    assert!(!run.status.success());
    assert!(text(&run.stderr).contains("has the ports"));
}

#[test]
fn every_plot_of_the_window_is_drawn_and_ports_are_probed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plot.svg");
    let out = path.to_str().unwrap();
    let plot = |what: &str, probe: &str| {
        let _ = fs::remove_file(&path);
        let hybrid = design("hybrid");
        let mut work = vec![
            "plot", &hybrid, "--what", what, "--out", out, "--points", "61",
        ];
        if !probe.is_empty() {
            work.extend(["--probe", probe]);
        }
        earwright(&work)
    };
    for (what, curve) in [
        ("impulse", "Total"),
        ("step", "Total"),
        ("waterfall", "0.0 ms"),
        ("voltage", "Woofer"),
        ("current", "Woofer"),
        ("power", "Tweeter"),
        ("excursion", "Woofer"),
        ("volume-velocity", "Woofer front"),
        ("acoustic-impedance", "Woofer front"),
        ("spl", "Woofer front"),
    ] {
        let mut views = View::ALL.into_iter();
        let probed = views.find(|view| view.id() == what).unwrap().draws_probes();
        let probe = "Woofer.front";
        if !probed {
            let refused = plot(what, probe);
            assert!(!refused.status.success());
            let told = text(&refused.stderr);
            assert!(told.contains("--probe changes nothing of --what"), "{told}");
        }
        let run = plot(what, if probed { probe } else { "" });
        assert!(run.status.success(), "{what}: {}", text(&run.stderr));
        let drawing = fs::read_to_string(&path).unwrap();
        assert!(
            drawing.contains(&format!("<title>{curve}</title>")),
            "{what}"
        );
    }
    for (probe, told) in [
        ("Woofer", "write PART.PORT"),
        ("Wofer.front", "no part is called “Wofer”"),
        ("Woofer.spout", "has the ports +, -, front, rear"),
    ] {
        let run = plot("spl", probe);
        assert!(!run.status.success());
        assert!(text(&run.stderr).contains(told), "{}", text(&run.stderr));
    }
}

#[test]
fn the_parts_list_counts_what_to_buy_and_to_cut() {
    let run = earwright(&["export", &design("hybrid")]);
    assert!(run.status.success(), "{}", text(&run.stderr));
    let list = text(&run.stdout);
    let lines: Vec<_> = list.lines().collect();
    assert!(lines[0].starts_with(
        "quantity\tpart\tvalue\treference\ttolerance\tdielectric\tcase\tprice each\tprice\tEarwright "
    ));
    for line in [
        "1\tResistor\t500 mΩ\tR1\t±1 %\t\t\t\t",
        "1\tCapacitor, X7R\t2.2 µF\tC1\t±10 %\tX7R\t0805\t\t",
        "1\tInductor\t2 mH, at most 8 Ω\tL1\t±10 %\t\t1812\t\t",
        "1\tDamper, white\t680 Ω cgs\tT2 at 5 mm\t±15 %\t\t\t\t",
        "1\tTube, cut\t12 mm × Ø1 mm\tT1\t±0.3 mm\t\t\t\t",
        "1\tDriver, balanced armature\tSonion 2356\tMid\t\t\t",
    ] {
        assert!(
            lines.iter().any(|told| told.starts_with(line)),
            "no “{line}” in:\n{list}"
        );
    }
}

#[test]
fn the_library_is_listed() {
    let run = earwright(&["library", "drivers"]);
    assert!(run.status.success());
    let list = text(&run.stdout);
    for name in ["Dynamic 10 mm", "Sonion 2356", "Knowles HODVTEC-31618"] {
        assert!(list.contains(name), "{list}");
    }
    let dampers = text(&earwright(&["library", "dampers"]).stdout);
    assert!(dampers.contains("green\t1500 Ω cgs"), "{dampers}");
}

#[test]
fn a_command_line_that_makes_no_sense_is_refused_with_code_2() {
    for arguments in [
        &["solve"][..],
        &["solve", "x.ron", "--points", "0"],
        &["solve", "x.ron", "--from", "-20"],
        &["solve", "x.ron", "--from", "nan"],
        &["library", "cheese"],
    ] {
        let run = earwright(arguments);
        assert_eq!(run.status.code(), Some(2), "{arguments:?}");
        assert!(run.stdout.is_empty());
    }
    let run = earwright(&["solve", &design("hybrid"), "--from", "2k", "--to", "200"]);
    assert_eq!(run.status.code(), Some(1));
    assert!(text(&run.stderr).contains("must be below"));
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut child = program()
        .args(["solve", &design("single_ba"), "--points", "5000"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let end = child.wait_with_output().unwrap();
    assert!(text(&end.stderr).is_empty(), "{}", text(&end.stderr));
    assert!(end.status.success());
}

#[test]
fn a_driver_is_fitted_from_curves_the_program_itself_solved_in_another_design() {
    // The reference armature, its tubes stated; what comes out is held to the reference's values.
    let folder = tempfile::tempdir().unwrap();
    let table = text(&earwright(&["solve", &design("single_ba"), "--points", "160"]).stdout);
    let (mut response, mut impedance) = ("* SPL dB\n".to_owned(), "* Z ohm\n".to_owned());
    for line in table.lines().skip(1) {
        let cells: Vec<_> = line.split(',').collect();
        let _ = writeln!(response, "{} {} {}", cells[0], cells[1], cells[2]);
        let _ = writeln!(impedance, "{} {} {}", cells[0], cells[3], cells[4]);
    }
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(path("r.frd"), response).unwrap();
    fs::write(path("z.zma"), impedance).unwrap();
    let out = path("fitted.ron");
    let run = earwright(&[
        "fit",
        "--response",
        &path("r.frd"),
        "--impedance",
        &path("z.zma"),
        "--path",
        "10x1.5,1500,6x2",
        "--name",
        "My armature",
        "--out",
        &out,
    ]);
    assert!(run.status.success(), "{}", text(&run.stderr));
    let said = text(&run.stdout);
    let re = said.lines().find(|line| line.starts_with("Re\t")).unwrap();
    assert!(
        re.contains("22.5") && re.contains("determined by the data"),
        "{said}"
    );
    let rms: f64 = said
        .lines()
        .next()
        .unwrap()
        .split(['\t', ' '])
        .nth(1)
        .unwrap()
        .parse()
        .unwrap();
    assert!(rms < 0.1, "{said}");
    let kept = fs::read_to_string(out).unwrap();
    let preset = earwright::library::DriverPreset::from_text("fitted.ron", &kept).unwrap();
    assert_eq!(preset.name(), "My armature");
    let kept = path("measured.ron");
    let run = earwright(&[
        "fit",
        "--response",
        &path("r.frd"),
        "--impedance",
        &path("z.zma"),
        "--model",
        "measured",
        "--path",
        "10x1.5",
        "--out",
        &kept,
    ]);
    assert!(run.status.success(), "{}", text(&run.stderr));
    assert!(fs::read_to_string(kept).unwrap().contains("Measured("));
    let run = earwright(&["fit", "--out", &path("none.ron")]);
    assert_eq!(run.status.code(), Some(1));
    assert!(text(&run.stderr).contains("neither a response nor an impedance"));
}

#[test]
fn a_better_design_and_the_band_of_many_units_come_out_of_the_real_program() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("better.ron");
    let run = earwright(&[
        "optimize",
        &design("hybrid"),
        "--out",
        out.to_str().unwrap(),
        "--draws",
        "6",
        "--keep",
        "R1,Vent1",
    ]);
    let said = text(&run.stderr);
    assert!(run.status.success() && run.stdout.is_empty(), "{said}");
    let last = said.lines().last().unwrap();
    let numbers: Vec<f64> = last
        .split(' ')
        .filter_map(|word| word.parse().ok())
        .collect();
    assert!(numbers[0] <= numbers[1], "{last}");
    assert!(
        earwright(&["check", out.to_str().unwrap()])
            .status
            .success()
    );
    let run = earwright(&[
        "optimize",
        &design("hybrid"),
        "--out",
        "x.ron",
        "--keep",
        "R99",
    ]);
    assert_eq!(run.status.code(), Some(1));
    assert!(text(&run.stderr).contains("no part or link “R99”"));

    let run = earwright(&["tolerance", &design("hybrid"), "--units", "8"]);
    assert!(run.status.success(), "{}", text(&run.stderr));
    let table = text(&run.stdout);
    assert_eq!(
        table.lines().next().unwrap(),
        "f_hz,spl_db,spl_db:5 %,spl_db:50 %,spl_db:95 %"
    );
    assert_eq!(table.lines().count(), 257);
    assert!(text(&run.stderr).contains("most sensitive: "));
    assert_eq!(
        text(&earwright(&["tolerance", &design("hybrid"), "--units", "8"]).stdout),
        table
    );
    let said = text(&run.stderr);
    assert!(
        said.contains("at every frequency") && said.contains("standard deviation"),
        "{said}"
    );
}

/// What is said while the jobs of a script work on the hybrid in a folder, and leave there parts of
/// which one alone is refused.
fn jobs(folder: &Path, script: &str) -> String {
    let joined = Command::new("sh")
        .args(["-c", script])
        .env("EARWRIGHT", env!("CARGO_BIN_EXE_earwright"))
        .env("DESIGN", design("hybrid"))
        .current_dir(folder)
        .output()
        .unwrap();
    let said = text(&joined.stderr);
    assert!(joined.status.success(), "{said}");
    let part = folder.join("part-1");
    let alone = earwright(&["merge", part.to_str().unwrap()]);
    assert_eq!(alone.status.code(), Some(1));
    assert!(text(&alone.stderr).contains("part 2 of 3 is missing"));
    said
}

/// As README has it: an array of jobs, and one that joins what they wrote.
#[test]
fn jobs_of_an_array_build_parts_and_one_more_joins_them() {
    let folder = tempfile::tempdir().unwrap();
    let script = "for SLURM_ARRAY_TASK_ID in 1 2 3; do
        \"$EARWRIGHT\" tolerance \"$DESIGN\" --units 14 --fit \\
            --shard \"$SLURM_ARRAY_TASK_ID/3\" --out \"part-$SLURM_ARRAY_TASK_ID\" || exit 1
    done
    \"$EARWRIGHT\" merge part-3 part-1 part-2 --out joined.csv";
    let said = jobs(folder.path(), script);
    let whole = earwright(&["tolerance", &design("hybrid"), "--units", "14", "--fit"]);
    let csv = std::fs::read_to_string(folder.path().join("joined.csv")).unwrap();
    assert_eq!(csv, text(&whole.stdout));
    assert!(said.ends_with(&text(&whole.stderr)), "{said}");
}

/// As README has it: an array of jobs ranks the combinations, and one more joins what they wrote.
#[test]
fn jobs_of_an_array_rank_parts_and_one_more_joins_them() {
    let folder = tempfile::tempdir().unwrap();
    let script = "for SLURM_ARRAY_TASK_ID in 1 2 3; do
        \"$EARWRIGHT\" choices \"$DESIGN\" --all rc --nearest 2 --best 5 \\
            --shard \"$SLURM_ARRAY_TASK_ID/3\" --out \"part-$SLURM_ARRAY_TASK_ID\" || exit 1
    done
    \"$EARWRIGHT\" merge part-3 part-1 part-2 --out joined.csv
    \"$EARWRIGHT\" merge part-3 part-1 part-2 --by impedance --out front.csv";
    jobs(folder.path(), script);
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    let of = design("hybrid");
    let run = [
        "choices",
        &of,
        "--all",
        "rc",
        "--nearest",
        "2",
        "--best",
        "5",
    ];
    let whole = earwright(&run);
    assert_eq!(read("joined.csv"), text(&whole.stdout));
    let by = earwright(&[&run[..], &["--by", "impedance"]].concat());
    assert_eq!(read("front.csv"), text(&by.stdout));
    // The best of them, as a design.
    let table = text(&whole.stdout);
    let mut best = table.lines().nth(1).unwrap().split(',').skip(1);
    let (index, error) = (best.next().unwrap(), best.next().unwrap());
    let better = folder.path().join("better.ron");
    let better = better.to_str().unwrap();
    let take = earwright(&[&run[..], &["--take", index, "--out", better]].concat());
    assert!(take.status.success(), "{}", text(&take.stderr));
    let (design, _) =
        earwright::design::file::from_text(&std::fs::read_to_string(better).unwrap()).unwrap();
    let objective = earwright::tuning::Objective::new(&design);
    let score = objective.score(&mut earwright::network::Solver::default(), &design);
    assert_eq!(format!("{:.6}", score.error_db), error);
}

#[test]
fn too_many_choices_are_refused_with_what_to_do() {
    let run = earwright(&["choices", &design("hybrid")]);
    assert_eq!(run.status.code(), Some(1));
    let said = text(&run.stderr);
    assert!(
        said.contains("are too many") || said.contains("more combinations than"),
        "{said}"
    );
    let count = earwright(&[
        "choices",
        &design("hybrid"),
        "--nearest",
        "2",
        "--count",
        "--json",
    ]);
    let object: serde_json::Value = serde_json::from_str(&text(&count.stdout)).unwrap();
    let slots = object["chosen"].as_array().unwrap();
    let expected: u64 = slots
        .iter()
        .map(|slot| slot["alternatives"].as_array().unwrap().len() as u64)
        .product();
    assert_eq!(object["combinations"].as_u64(), Some(expected));
    let none = earwright(&["choices", &design("hybrid"), "--by", "price"]);
    assert!(
        text(&none.stderr).contains("--prices"),
        "{}",
        text(&none.stderr)
    );
}

#[test]
fn exported_curves_are_read_back_as_what_they_are() {
    use earwright::exchange::{Quantity, import_response};
    for (what, quantity, at_20_hz) in [
        ("frd", Quantity::Level, 107.307),
        ("zma", Quantity::Impedance, 24.5017),
    ] {
        let run = earwright(&["export", &design("hybrid"), "--what", what]);
        assert!(run.status.success(), "{}", text(&run.stderr));
        let read = import_response(&text(&run.stdout)).unwrap();
        assert_eq!((read.quantity, read.quantity_stated), (quantity, true));
        assert_eq!(read.findings, []);
        assert_eq!(read.points.len(), 480);
        // The reference tables' first row.
        assert!(
            (read.points[0].value - at_20_hz).abs() < 1e-3,
            "{:?}",
            read.points[0]
        );
        assert!(read.points[0].phase_deg.is_some());
    }
}

#[test]
fn the_exported_target_meets_the_exported_level_where_they_are_aligned() {
    use earwright::exchange::{Quantity, import_response};
    let curve = |what: &str| {
        let run = earwright(&["export", &design("hybrid"), "--what", what]);
        assert!(run.status.success(), "{}", text(&run.stderr));
        let read = import_response(&text(&run.stdout)).unwrap();
        assert_eq!(read.quantity, Quantity::Level);
        assert_eq!(read.points.len(), 480);
        read.points
    };
    let (level, target) = (curve("frd"), curve("target"));
    let setting = {
        let path = design("hybrid");
        earwright::design::file::load(Path::new(&path))
            .unwrap()
            .0
            .target
    };
    let nearest = (0..level.len())
        .min_by(|a, b| {
            let off = |n: usize| (level[n].f / setting.align_hz).ln().abs();
            off(*a).total_cmp(&off(*b))
        })
        .unwrap();
    // Between two points of the grid.
    assert!((level[nearest].value - target[nearest].value).abs() < 0.1);
    assert!(
        level
            .iter()
            .zip(&target)
            .any(|(level, target)| level.value != target.value)
    );
}

#[test]
fn a_family_of_ears_is_printed_and_its_worst_member_named() {
    let run = earwright(&["ears", &design("hybrid"), "--points", "40"]);
    assert!(run.status.success(), "{}", text(&run.stderr));
    let table = text(&run.stdout);
    let header = table.lines().next().unwrap();
    assert!(
        header.starts_with("f_hz,spl_db,spl_db:least,spl_db:most,\"spl_db:shallow, sealed, 711\""),
        "{header}"
    );
    assert_eq!(table.lines().count(), 41);
    // 4 columns, 27 ears; the commas within names are quoted.
    assert_eq!(table.lines().nth(1).unwrap().split(',').count(), 31);
    let said = text(&run.stderr);
    assert!(
        said.contains("worst of 27: ") && said.contains("large leak"),
        "{said}"
    );
}

#[test]
fn a_population_of_ears_says_how_many_a_band_holds_and_why_they_differ() {
    let design = design("hybrid");
    let command = ["ears", &design, "--points", "40", "--count", "200"];
    let with = |more: &[&str]| {
        let run = earwright(&[&command[..], more].concat());
        assert!(run.status.success(), "{}", text(&run.stderr));
        (text(&run.stdout), text(&run.stderr))
    };
    let (table, said) = with(&["--band", "9"]);
    assert!(
        table.starts_with(
            "f_hz,spl_db,spl_db:5 %,spl_db:25 %,spl_db:50 %,spl_db:75 %,spl_db:95 %,deviation_db\n"
        ),
        "{table}"
    );
    assert_eq!(table.lines().count(), 41);
    for words in [
        "% of 200 ears stay within ±9 dB about DF + bass from 50 Hz to 8 kHz",
        "octave of 31.5 Hz",
        "leak",
        "Balouch",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert_eq!(with(&["--seed", "1"]).0, table, "a seed is a population");
    assert_ne!(with(&["--seed", "2"]).0, table);
    let reseated = with(&["--of", "reseated"]);
    assert_ne!(reseated.0, table);
    assert!(!reseated.1.contains("canal length"), "{}", reseated.1);
    for refused in [
        &["ears", &design, "--seed", "2"][..],
        &["ears", &design, "--count", "1"],
    ] {
        assert_eq!(earwright(refused).status.code(), Some(2), "{refused:?}");
    }
}

#[test]
fn a_measured_curve_is_converted_to_another_rig() {
    let folder = tempfile::tempdir().unwrap();
    let design = design("hybrid");
    // What the program solves on one rig, read as a measurement, becomes what it solves on the other.
    let solved = |rig: &str| {
        let run = earwright(&["convert", &design, "--from", rig, "--to", rig]);
        assert!(run.status.success(), "{}", text(&run.stderr));
        let rows = text(&run.stdout);
        let row = |line: &str| -> [f64; 3] {
            let cells: Vec<f64> = line.split(',').map(|cell| cell.parse().unwrap()).collect();
            assert_eq!(cells[3], 0.0, "a rig is itself");
            [cells[0], cells[1], cells[2]]
        };
        rows.lines().skip(1).map(row).collect::<Vec<_>>()
    };
    let (own, wanted) = (solved("711"), solved("5128"));
    let path = folder.path().join("own.frd");
    let rows: String = (own.iter())
        .map(|[f, level, phase]| format!("{f:.6} {level:.9} {phase:.6}\n"))
        .collect();
    std::fs::write(&path, format!("5 90 0\n{rows}")).unwrap();
    let path = path.display().to_string();
    let run = earwright(&["convert", &design, &path, "--from", "711", "--to", "5128"]);
    assert!(run.status.success(), "{}", text(&run.stderr));
    let converted = text(&run.stdout);
    for (line, [f, level, _]) in converted.lines().skip(1).zip(&wanted) {
        let cells: Vec<f64> = line.split(',').map(|cell| cell.parse().unwrap()).collect();
        assert!((cells[0] - f).abs() < 1e-5);
        // As near as the digits of the file are.
        assert!((cells[1] - level).abs() < 1e-5, "{line}: {level}");
    }
    let said = text(&run.stderr);
    for words in [
        "1 points lie outside",
        "its plane being",
        "100 Hz to 10 kHz",
        "Type 4.3",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let refused = earwright(&["convert", &design, "--from", "711", "--to", "nothing"]);
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn what_is_no_text_is_not_written_to_a_terminal() {
    // `script` (util-linux) gives the program one.
    if !peer::is_there("script") {
        return;
    }
    let design = design("hybrid");
    for (what, is_text) in [("stl", false), ("parts", true)] {
        let line = format!(
            "'{}' export '{design}' --what {what}",
            env!("CARGO_BIN_EXE_earwright")
        );
        let run = Command::new("script")
            .args(["-qec", &line, "/dev/null"])
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&run.stdout);
        assert_eq!(run.status.success(), is_text, "{told}");
        assert_eq!(told.contains("name a file with --out"), !is_text, "{told}");
    }
    // Into a pipe it goes as it is.
    let run = earwright(&["export", &design, "--what", "stl"]);
    assert!(run.status.success() && run.stdout.len() > 1000);
}

#[test]
fn options_that_would_change_nothing_of_an_export_are_refused() {
    let design = design("hybrid");
    for (what, option, names) in [
        ("csv", &["--gain", "3"][..], "eq-apo"),
        ("parts", &["--filters", "3"], "eq-camilla"),
        ("fir", &["--filters", "3"], "eq-graphic"),
        ("frd", &["--band", "20", "5000"], "fir"),
        ("stl", &["--wall", "0.5mm"], "stl-tubes"),
        ("eq-apo", &["--rate", "48000"], "impulse"),
        ("eq-apo", &["--float"], "impulse"),
        ("frd", &["--seed", "2"], "squiglink"),
        ("cuts", &["--prices", "nowhere.csv"], "parts"),
        ("zma", &["--probe", "DD1.front"], "csv"),
    ] {
        let run = earwright(&[&["export", &design, "--what", what], option].concat());
        let said = text(&run.stderr);
        let told = format!("{} changes nothing of --what {what}", option[0]);
        assert!(!run.status.success() && run.stdout.is_empty(), "{what}");
        assert!(said.contains(&told) && said.contains(names), "{said}");
    }
    let run = earwright(&["export", &design, "--what", "eq-apo", "--filters", "2"]);
    assert!(run.status.success() && text(&run.stdout).matches("Filter ").count() == 2);
}

#[test]
fn a_command_that_is_none_and_a_missing_display_are_told_in_words() {
    let without_display = |work: &[&str]| {
        let mut command = program();
        for name in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
            command.env_remove(name);
        }
        command.args(work).output().unwrap()
    };
    let mistyped = without_display(&["sovle"]);
    assert_eq!(mistyped.status.code(), Some(2));
    let told = text(&mistyped.stderr);
    assert!(told.contains("no command and no file “sovle”"), "{told}");
    if cfg!(target_os = "linux") {
        let run = without_display(&[&design("hybrid")]);
        assert_eq!(run.status.code(), Some(1));
        let told = text(&run.stderr);
        assert!(
            told.contains("there is no display") && !told.contains(".rs:"),
            "{told}"
        );
    }
}
