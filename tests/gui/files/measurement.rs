//! A measured curve laid over the plots.

use crate::support::{
    Held, command, design, drop_files, saved_default, settle, shot, window, window_on, window_with,
};
use earwright::{
    analysis::{error, spl, target},
    app::{
        Earwright,
        actions::{Action, command::Command},
        files::picker::Answer,
        work::job::Threads,
    },
    design::{CurveKind, Edit, file, target::Target},
    exchange::{frd, zma},
};
use egui::Role;
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use std::{fs, path::PathBuf};

type Window = Harness<'static, Earwright>;

/// What the first example would measure as, 3.2 dB too loud, without phase.
fn files(harness: &Window, folder: &tempfile::TempDir) -> [PathBuf; 2] {
    let mut solution = (**harness.state().session().solution()).clone();
    for p in solution.drum_pressure.as_mut().unwrap() {
        *p *= 10_f64.powf(3.2 / 20.0);
    }
    let level: String = frd(&solution)
        .unwrap()
        .lines()
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            match cells[..] {
                [f, level, _] if !line.starts_with('*') => format!("{f}\t{level}\t0\n"),
                _ => format!("{line}\n"),
            }
        })
        .collect();
    let paths = ["unit.frd", "unit.zma"].map(|name| folder.path().join(name));
    fs::write(&paths[0], level).unwrap();
    fs::write(&paths[1], zma(&solution).unwrap()).unwrap();
    paths
}

fn click(harness: &mut Window, role: Role, label: &str) {
    harness.get_by_role_and_label(role, label).click_accesskit();
    settle(harness);
}

#[test]
fn a_dropped_measurement_lies_over_the_response_and_is_aligned_openly() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = window();
    let [level, impedance] = files(&harness, &folder);
    let before = design(&harness);
    drop_files(&mut harness, &[&level, &impedance]);
    harness.get_by_label("Import measurement");
    shot(&mut harness, "measurement_dialog");
    // What was found is said before anything is added.
    harness.get_by_label_contains("The phase is zero at every frequency: it was not measured");
    assert_eq!(design(&harness), before);
    click(&mut harness, Role::Button, "Add to the plots");
    let kept = design(&harness).measurements;
    assert_eq!(
        kept.iter()
            .map(|curve| (curve.name.as_str(), curve.kind))
            .collect::<Vec<_>>(),
        [("unit", CurveKind::Level), ("unit 2", CurveKind::Impedance)]
    );
    assert!(kept[0].origin.contains("unit.frd") && kept[0].origin.contains("zero at every"));
    harness.get_by_label("unit in SPL");
    harness.get_by_label("unit 2 in Impedance");
    // Aligned, it says by how much.
    click(&mut harness, Role::Button, "Compare");
    click(&mut harness, Role::CheckBox, "Align unit");
    assert_eq!(design(&harness).measurements[0].align_hz, Some(1000.0));
    harness.get_by_label("unit (−3.2 dB at 1 kHz) in SPL");
    shot(&mut harness, "measurement_aligned");
    // It travels with the design, and goes again.
    let path = folder.path().join("kept.ron");
    file::save(&path, &design(&harness)).unwrap();
    assert_eq!(file::load(&path).unwrap().0, design(&harness));
    click(&mut harness, Role::Button, "Remove unit");
    assert_eq!(design(&harness).measurements.len(), 1);
    assert!(harness.query_by_label_contains("unit (").is_none());
    for _ in 0..3 {
        harness.state_mut().push(Action::Command(Command::Undo));
        settle(&mut harness);
    }
    assert_eq!(design(&harness), before);
}

#[test]
fn a_measured_level_is_converted_to_another_rig_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = window();
    let [level, impedance] = files(&harness, &folder);
    drop_files(&mut harness, &[&level, &impedance]);
    click(&mut harness, Role::Button, "Add to the plots");
    let before = design(&harness);
    click(&mut harness, Role::Button, "Compare");
    // An impedance has no rig.
    assert!(harness.query_by_label_contains("Convert unit 2").is_none());
    click(&mut harness, Role::Button, "Convert unit to another rig");
    harness.get_by_label("Measured on the design’s ear: 711 coupler");
    shot(&mut harness, "measurement_convert");
    click(&mut harness, Role::Button, "Type 4.3");
    let kept = design(&harness).measurements;
    assert_eq!(kept.len(), 3);
    assert_eq!(kept[1].name, "unit → Type 4.3");
    for words in ["IEC 60318-4", "P.57 Type 4.3", &before.name, "unit.frd"] {
        assert!(kept[1].origin.contains(words), "{}", kept[1].origin);
    }
    harness.get_by_label("unit → Type 4.3 in SPL");
    // It is what the design gives on that rig, as much too loud as the measurement is.
    let ear = earwright::design::ear::EarModel::Type43;
    let f = harness.state().session().solution().f.clone();
    let other = earwright::network::Solver::default().solve(&before.in_ear(ear), &f);
    let other = spl::total(&other).unwrap();
    for point in &kept[1].points {
        let wanted = earwright::analysis::interpolate::at_log(&other.x, &other.y, point.f).unwrap();
        assert!(
            (point.value - wanted - 3.2).abs() < 0.01,
            "{point:?}: {wanted}"
        );
    }
    command(&mut harness, Command::Undo);
    assert_eq!(design(&harness), before);
}

#[test]
fn a_measurement_is_imported_by_the_menu_and_cancel_adds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let [level, _] = files(&window(), &folder);
    let answers = vec![Answer::Path(level.clone()), Answer::Path(level)];
    let mut harness = window_with(answers, None);
    let before = design(&harness);
    for (button, count) in [("Cancel", 0), ("Add to the plots", 1)] {
        harness
            .state_mut()
            .push(Action::Command(Command::ImportMeasurement));
        settle(&mut harness);
        click(&mut harness, Role::Button, button);
        assert_eq!(design(&harness).measurements.len(), count);
    }
    harness.state_mut().push(Action::Edit {
        label: "Remove".to_owned(),
        edit: Edit::SetMeasurements(Vec::new()),
    });
    settle(&mut harness);
    assert_eq!(design(&harness), before);
}

#[test]
fn what_is_no_curve_is_said_and_a_design_is_still_opened_by_a_drop() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("notes.txt");
    fs::write(&text, "nothing but words\n").unwrap();
    let mut harness = window();
    drop_files(&mut harness, &[&text]);
    harness.get_by_label_contains("There is no row of numbers in this text");
    assert!(
        harness
            .get_by_role_and_label(Role::Button, "Add to the plots")
            .accesskit_node()
            .is_disabled()
    );
    click(&mut harness, Role::Button, "Cancel");
    let path = saved_default(folder.path());
    drop_files(&mut harness, &[&path]);
    assert_eq!(harness.state().session().path(), Some(&*path));
}

/// Two curves and what belongs to neither, in one file.
const TABLE: &str = "Frequency (Hz);Left (dB);Phase (deg);Right (dB);Coherence\n\
    20;100.0;10;98.0;1\n200;101.0;-20;99.0;1\n2000;104.0;-90;102.0;0.9\n\
    8000;96.0;-170;95.0;0.9\n20000;80.0;-250;79.0;0.8\n";

fn table(folder: &tempfile::TempDir, text: &str) -> PathBuf {
    let path = folder.path().join("both.csv");
    fs::write(&path, text).unwrap();
    path
}

/// Chooses what a column is taken for.
fn mean(harness: &mut Window, column: usize, meaning: &str) {
    let label = format!("Meaning of column {column}");
    click(harness, Role::ComboBox, &label);
    click(harness, Role::Button, meaning);
}

#[test]
fn the_columns_and_the_curve_with_its_phase_are_shown_before_anything_is_added() {
    let folder = tempfile::tempdir().unwrap();
    let path = table(&folder, TABLE);
    for dark in [true, false] {
        let mut harness = window();
        let theme = if dark {
            egui::Theme::Dark
        } else {
            egui::Theme::Light
        };
        harness.ctx.set_theme(theme);
        let before = design(&harness);
        drop_files(&mut harness, &[&path]);
        shot(&mut harness, &format!("import_columns_{dark}"));
        for (at, meaning) in [
            (1, "frequency, Hz"),
            (2, "level, dB"),
            (3, "phase, degrees"),
            (4, "level, dB"),
            (5, "not used"),
        ] {
            let label = format!("Meaning of column {at}");
            let box_of = harness.get_by_role_and_label(Role::ComboBox, &label);
            assert_eq!(box_of.value().as_deref(), Some(meaning), "column {at}");
        }
        harness.get_by_label("Frequency (Hz)");
        harness.get_by_label("100  101  104");
        harness.get_by_label("Curve of both.csv: Left (dB) (level)");
        harness.get_by_label_contains("“Right (dB)” (level)");
        assert_eq!(design(&harness), before);
    }
}

#[test]
fn several_curves_of_one_file_are_added_at_once_and_tell_how_they_were_taken() {
    let folder = tempfile::tempdir().unwrap();
    let path = table(&folder, TABLE);
    let mut harness = window();
    drop_files(&mut harness, &[&path]);
    click(&mut harness, Role::CheckBox, "Right (dB) (level)");
    harness.get_by_label("Curve of both.csv: Right (dB) (level)");
    shot(&mut harness, "import_two_curves");
    click(&mut harness, Role::Button, "Add to the plots");
    let kept = design(&harness).measurements;
    assert_eq!(kept.len(), 2);
    let [left, right] = [&kept[0], &kept[1]];
    assert_eq!(
        (left.name.as_str(), right.name.as_str()),
        ("both", "both Right (dB)")
    );
    assert_eq!(
        (left.points[2].value, right.points[2].value),
        (104.0, 102.0)
    );
    assert_eq!(left.points[2].phase_deg, Some(-90.0));
    assert_eq!(right.points[2].phase_deg, None);
    let taken = left.taken.as_ref().unwrap();
    assert_eq!(
        taken.words(),
        "both.csv: “Frequency (Hz)” as frequency, Hz; “Left (dB)” as level, dB; \
         “Phase (deg)” as phase, degrees"
    );
    // It travels with the design, and is told where the curves are compared.
    let saved = folder.path().join("kept.ron");
    file::save(&saved, &design(&harness)).unwrap();
    assert_eq!(file::load(&saved).unwrap().0, design(&harness));
    click(&mut harness, Role::Button, "Compare");
    harness.get_by_label(&taken.words());
    shot(&mut harness, "import_compare");
}

#[test]
fn a_meaning_is_changed_and_the_curve_is_taken_anew() {
    let folder = tempfile::tempdir().unwrap();
    let path = table(&folder, TABLE);
    let mut harness = window();
    drop_files(&mut harness, &[&path]);
    // The left column were ohms after all, and its phase is none.
    mean(&mut harness, 2, "impedance, Ω");
    mean(&mut harness, 3, "not used");
    harness.get_by_label("Curve of both.csv: Left (dB) (impedance)");
    click(&mut harness, Role::Button, "Add to the plots");
    let kept = design(&harness).measurements;
    assert_eq!(kept[0].kind, CurveKind::Impedance);
    assert!(kept[0].points.iter().all(|point| point.phase_deg.is_none()));
    let words = kept[0].taken.as_ref().unwrap().words();
    assert!(words.ends_with("“Left (dB)” as impedance, Ω"), "{words}");
}

#[test]
fn a_table_without_a_curve_is_shown_and_its_meaning_can_be_said() {
    let folder = tempfile::tempdir().unwrap();
    let text = "f (Hz),Voltage (V)\n20,1.0\n200,2.0\n2000,2.0\n20000,1.0\n";
    let path = table(&folder, text);
    let mut harness = window();
    drop_files(&mut harness, &[&path]);
    harness.get_by_label_contains("It holds no level and no impedance, but voltage");
    let disabled = |harness: &Window| {
        let add = harness.get_by_role_and_label(Role::Button, "Add to the plots");
        add.accesskit_node().is_disabled()
    };
    assert!(disabled(&harness));
    mean(&mut harness, 2, "pressure, Pa");
    click(&mut harness, Role::CheckBox, "Voltage (V) (level)");
    assert!(!disabled(&harness));
    click(&mut harness, Role::Button, "Add to the plots");
    let level = design(&harness).measurements[0].points[0].value;
    assert!((level - 93.979).abs() < 0.01, "1 Pa are {level} dB");
}

#[test]
fn reading_goes_on_beside_the_window_and_is_given_up_with_the_dialog() {
    let folder = tempfile::tempdir().unwrap();
    let path = table(&folder, TABLE);
    let held = Held::default();
    let mut harness = window_on(Box::new(held.clone()), Vec::new(), None);
    let before = held.count();
    drop_files(&mut harness, &[&path]);
    harness.get_by_label("Reading…");
    assert_eq!(held.count(), before + 1);
    click(&mut harness, Role::Button, "Cancel");
    held.release(&mut harness);
    assert!(harness.query_by_label("Import measurement").is_none());
    drop_files(&mut harness, &[&path]);
    held.release(&mut harness);
    harness.get_by_label("Curve of both.csv: Left (dB) (level)");
    // A changed meaning is understood beside the window too; meanwhile nothing can be added.
    mean(&mut harness, 2, "impedance, Ω");
    let add = harness.get_by_role_and_label(Role::Button, "Add to the plots");
    assert!(add.accesskit_node().is_disabled());
    held.release(&mut harness);
    harness.get_by_label("Curve of both.csv: Left (dB) (impedance)");
}

#[test]
fn a_file_of_bad_rows_opens_its_dialog_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = table(&folder, &"nothing, but; words 1.2.3 x\n".repeat(100_000));
    let mut harness = window_on(Box::new(Threads), Vec::new(), None);
    drop_files(&mut harness, &[&path]);
    harness.get_by_label("Import measurement");
    // However long it takes: frames go on meanwhile, and in the end it is said.
    for _ in 0..3000 {
        if harness.query_by_label("Reading…").is_none() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
        harness.step();
    }
    harness.get_by_label_contains("There is no row of numbers");
}

/// A driver file of WinISD whose total Q contradicts the others.
const DRIVER: &str = "[Driver]\nBrand=Test\nModel=D 10\nQts=0,5\nFs=177,94\nRe=32\nBL=0,9\n\
    Cms=0,02\nQms=2,2361\nQes=1,7668\nRms=0,02\nMms=4E-5\nSd=5E-5\nPe=0,1\n";

#[test]
fn a_dropped_driver_file_opens_the_dialog_of_numbers_filled_in() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("d10.wdr");
    fs::write(&path, DRIVER).unwrap();
    for light in [false, true] {
        let mut harness = window();
        if light {
            harness.ctx.set_theme(egui::Theme::Light);
        }
        drop_files(&mut harness, &[&path]);
        harness.get_by_label("New driver from numbers");
        let field = |harness: &Window, label: &str| {
            let field = harness.get_by_role_and_label(Role::TextInput, label);
            field.value().unwrap_or_default()
        };
        assert_eq!(field(&harness, "Driver name"), "Test D 10");
        assert_eq!(field(&harness, "Resonance"), "177.94 Hz");
        assert_eq!(field(&harness, "Moving mass"), "40 mg");
        harness.get_by_label_contains("d10.wdr is a WinISD driver file: Qts, fs, Re, Bl, Cms");
        harness.get_by_label_contains("“Pe = 0,1” (a driver here has no such number)");
        harness.get_by_label_contains("These numbers disagree: Qts");
        shot(&mut harness, &format!("parameters_{light}"));
        click(&mut harness, Role::Button, "Place driver");
        let placed = design(&harness);
        let part = placed
            .parts
            .iter()
            .find(|part| part.name.starts_with("Test D 10"));
        assert!(part.is_some());
    }
    // Beside a curve it is offered, and does not take the curve's place.
    let curve = table(&folder, TABLE);
    let mut harness = window();
    drop_files(&mut harness, &[&path, &curve]);
    harness.get_by_label("Curve of both.csv: Left (dB) (level)");
    harness.get_by_label("A WinISD driver file, not a curve.");
    click(&mut harness, Role::Button, "New driver from these numbers…");
    harness.get_by_label("New driver from numbers");
}

/// Two channels of 16 bits at 48 kHz: an impulse at 10 ms, in the second with an echo 5 ms later.
fn wav(folder: &tempfile::TempDir) -> PathBuf {
    let mut bytes =
        b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x02\0\x80\xbb\0\0\0\xee\x02\0\x04\0\x10\0data"
            .to_vec();
    let samples = 4800_u32;
    bytes.extend((4 * samples).to_le_bytes());
    for n in 0..samples {
        let direct = if n == 480 { 16_384_i16 } else { 0 };
        let echo = if n == 720 { 8192 } else { 0 };
        bytes.extend(direct.to_le_bytes());
        bytes.extend((direct + echo).to_le_bytes());
    }
    let path = folder.path().join("impulse.wav");
    fs::write(&path, bytes).unwrap();
    path
}

#[test]
fn an_impulse_response_is_taken_through_a_window_that_is_shown_and_set() {
    let folder = tempfile::tempdir().unwrap();
    let path = wav(&folder);
    for light in [false, true] {
        let mut harness = window();
        if light {
            harness.ctx.set_theme(egui::Theme::Light);
        }
        drop_files(&mut harness, &[&path]);
        harness.get_by_label("16-bit integers, 48000 Hz, 100.0 ms, 2 channels");
        harness.get_by_label_contains("The whole response was taken, with every reflection in it");
        harness.get_by_label_contains("relative to the file's full scale");
        click(&mut harness, Role::CheckBox, "Channel 2");
        shot(&mut harness, &format!("import_impulse_{light}"));
        // With the echo in it the second channel is a comb; a window of 4 ms from 9 ms is not.
        for (label, typed) in [("Window start", "9"), ("Window length", "4")] {
            harness
                .get_by_role_and_label(Role::SpinButton, label)
                .click_accesskit();
            settle(&mut harness);
            harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
            harness
                .input_mut()
                .events
                .push(egui::Event::Text(typed.to_owned()));
            settle(&mut harness);
            harness.key_press(egui::Key::Enter);
            settle(&mut harness);
        }
        click(&mut harness, Role::ComboBox, "Window shape");
        click(&mut harness, Role::Button, "half Hann");
        shot(&mut harness, &format!("import_window_{light}"));
        click(&mut harness, Role::Button, "Add to the plots");
        let kept = design(&harness).measurements;
        assert_eq!(kept.len(), 2);
        for (curve, channel) in kept.iter().zip(1..) {
            // Half of full scale at every frequency, and no phase left at the peak.
            let flat = |p: &earwright::design::CurvePoint| {
                (p.value + 6.0206).abs() < 1e-6 && p.phase_deg.unwrap().abs() < 1e-6
            };
            assert!(curve.points.iter().all(flat), "{:?}", curve.points[0]);
            let words = curve.taken.as_ref().unwrap().words();
            assert_eq!(
                words,
                format!("impulse.wav: channel {channel} from 9 ms for 4 ms, half Hann")
            );
        }
    }
}

#[test]
fn a_calibration_that_is_dropped_too_is_offered_and_subtracted() {
    let folder = tempfile::tempdir().unwrap();
    let path = table(&folder, TABLE);
    let calibration = folder.path().join("mic.txt");
    let text = "* Microphone calibration\n20 -1\n200 1\n2000 2\n8000 3\n20000 4\n";
    fs::write(&calibration, text).unwrap();
    let mut harness = window();
    drop_files(&mut harness, &[&path]);
    assert!(harness.query_by_label_contains("Subtract").is_none());
    // Dropped on the open dialog it joins the file that is there.
    drop_files(&mut harness, &[&calibration]);
    click(
        &mut harness,
        Role::CheckBox,
        "Subtract the calibration mic.txt",
    );
    harness.get_by_label_contains("The microphone's calibration mic.txt was subtracted");
    shot(&mut harness, "import_calibration");
    // It stays subtracted when something else is changed.
    mean(&mut harness, 5, "level, dB");
    click(&mut harness, Role::Button, "Add to the plots");
    let kept = design(&harness).measurements;
    let values: Vec<f64> = kept[0].points.iter().map(|point| point.value).collect();
    assert_eq!(values, [101.0, 100.0, 102.0, 93.0, 76.0]);
    let words = kept[0].taken.as_ref().unwrap().words();
    assert!(words.ends_with("less the calibration mic.txt"), "{words}");
}

#[test]
fn a_project_shows_its_values_and_brings_its_curves() {
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path().join("speaker.vxp");
    let text = "<?xml version=\"1.0\"?>\n<!--VituixCAD PROJECT-->\n<SPEAKER><DRIVER><Model>Tweeter</Model>\
        <RESPONSE><FileName>both.csv</FileName></RESPONSE></DRIVER><CROSSOVER><PART><Type>Capacitor</Type>\
        <PartID>C1</PartID><PARAM><Name>C</Name><Value>4.7</Value><Unit>uF</Unit></PARAM></PART></CROSSOVER>\
        </SPEAKER>";
    fs::write(&project, text).unwrap();
    let mut harness = window();
    drop_files(&mut harness, &[&project]);
    harness.get_by_label("Capacitor C1");
    harness.get_by_label("4.7 uF");
    harness.get_by_label("Curves it refers to: both.csv");
    click(&mut harness, Role::Button, "Import those that are there");
    assert!(
        harness
            .query_by_label_contains("Curve of both.csv")
            .is_none()
    );
    table(&folder, TABLE);
    click(&mut harness, Role::Button, "Import those that are there");
    harness.get_by_label("Curve of both.csv: Left (dB) (level)");
    shot(&mut harness, "import_project");
}

#[test]
fn a_curve_from_a_file_becomes_the_target_and_is_kept_to_be_chosen_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = window();
    let [level, impedance] = files(&harness, &folder);
    let before = design(&harness);
    // Two curves, or one of impedance, are no target.
    drop_files(&mut harness, &[&level, &impedance]);
    let disabled = |harness: &Window| {
        let button = harness.get_by_role_and_label(Role::Button, "Use as target");
        button.accesskit_node().is_disabled()
    };
    assert!(disabled(&harness));
    click(&mut harness, Role::Button, "Cancel");
    drop_files(&mut harness, &[&level]);
    assert!(!disabled(&harness));
    click(&mut harness, Role::Button, "Use as target");
    let open = design(&harness);
    let Target::Imported(curve) = &open.target.target else {
        panic!("an imported target")
    };
    assert_eq!((curve.name.as_str(), open.target.rig), ("unit", None));
    assert!(
        !open.measurements[0].shown,
        "it is no curve to compare with"
    );
    // The response is its own target, but for the level.
    let off = |harness: &Window| {
        let session = harness.state().session();
        let (design, solution) = (session.design(), session.solution());
        let levels = spl::levels_db(solution.drum_pressure.as_ref().unwrap());
        let wanted = target::aligned_db(&design.target, &solution.f, &levels).unwrap();
        error::deviation_db(&solution.f, &levels, &wanted).unwrap()
    };
    assert!(off(&harness) < 0.05, "{}", off(&harness));
    harness.get_by_label("Target: unit");
    // Another one takes its place, and it is chosen again.
    for (name, at_least) in [("DF + bass", 0.5), ("unit", 0.0)] {
        harness.get_by_label_contains("Target: ").click();
        settle(&mut harness);
        click(&mut harness, Role::RadioButton, name);
        assert!(off(&harness) >= at_least, "{name}");
        harness.key_press(egui::Key::Escape);
        settle(&mut harness);
    }
    assert!(off(&harness) < 0.05);
    for _ in 0..3 {
        command(&mut harness, Command::Undo);
    }
    assert_eq!(design(&harness), before);
}
