//! A driver from its measurement, through the dialog.

use crate::support::{drop_files, settle, shot};
use crate::window::explained::{place_of, said_at};
use earwright::{
    app::{
        Earwright, Recovery, Services,
        actions::{Action, command::Command},
        files::picker::{Answer, ScriptedDialogs},
        start::settings::Settings,
        work::{
            job::{AtOnce, Job, News, Runner, Threads},
            player::SystemPlayer,
            solve::SolveService,
        },
    },
    design::{
        Design, Insert, InsertKind, Length, Link, LinkEnd, LinkId, LinkKind, Part, PartId,
        PartKind, Section, Termination, Tube,
        drive::Drive,
        driver::{Armature, Case, Origin, Trust},
    },
    exchange::{frd, zma},
    library::user,
    network::{Solution, Solver, log_grid},
};
use egui::Role;
use egui_kittest::{Harness, kittest::Queryable as _};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, mpsc::channel},
    time::Duration,
};

type Window = Harness<'static, Earwright>;

/// What fits are called among other work, such as reading their curves.
const FIT: &str = "identification";

/// A runner that never gets round to a fit.
struct Never;

impl Runner for Never {
    fn run(&self, name: &str, work: Box<dyn FnOnce() + Send>) {
        if name != FIT {
            return work();
        }
        // Kept, so that the job goes on waiting.
        std::mem::forget(work);
    }
}

/// A runner of threads for fits that begin once the lock is free.
struct Held(Arc<Mutex<()>>);

impl Runner for Held {
    fn run(&self, name: &str, work: Box<dyn FnOnce() + Send>) {
        if name != FIT {
            return work();
        }
        let held = Arc::clone(&self.0);
        let begin = move || {
            drop(held.lock());
            work();
        };
        Threads.run(name, Box::new(begin));
    }
}

fn window(presets: &Path, runner: Box<dyn Runner>, answers: Vec<Answer>) -> Window {
    let presets = Some(presets.to_owned());
    let mut harness = Harness::builder()
        .with_size([1280.0, 800.0])
        .build_eframe(|creation| {
            let services = Services {
                dialogs: Box::new(ScriptedDialogs {
                    answers: answers.into(),
                }),
                solver: SolveService::synchronous(),
                time_solver: SolveService::synchronous(),
                weight_solver: SolveService::synchronous(),
                runner,
                player: Box::new(SystemPlayer),
                presets,
                recovery: Recovery::default(),
                settings: Settings::default(),
            };
            Earwright::new(&creation.egui_ctx, services, None)
        });
    settle(&mut harness);
    harness
}

/// The driver that is measured.
fn truth() -> PartKind {
    PartKind::Armature(Armature {
        origin: Origin {
            preset: "Truth".to_owned(),
            provenance: "made up".to_owned(),
            trust: Trust::C,
            modified: Vec::new(),
        },
        re: 26.4,
        inductance: 2.004e-3,
        semi_inductance: Some(0.8),
        tau: 1.868e5,
        mass: 5.733e4,
        resistance: 1.5e7,
        compliance: 2.174e-13,
        front_volume: 3.762e-9,
        back_volume: 30e-9,
        relief: Some(3.622e10),
        spout_length: 1.6e-3,
        spout_bore: 1.0e-3,
        case: Case::Box {
            length: 6.3e-3,
            width: 4.3e-3,
            height: 3e-3,
        },
        ..Armature::blank()
    })
}

/// A driver at 0.1 V behind tubes (length, bore, mm), with a damper (Ω cgs) in the middle of the
/// first.
fn design(driver: PartKind, tubes: &[(f64, f64)], damper: Option<f64>) -> Design {
    let mut design = Design::new();
    design.drive = Drive::Voltage { emf: 0.1 };
    for part in &mut design.parts {
        if let PartKind::Source(source) = &mut part.kind {
            source.output_resistance = 0.0;
        }
    }
    let id = PartId(design.next_id);
    let mut part = Part::new(id, driver, [0.0, 0.0]);
    part.name = "Driver".to_owned();
    design.parts.push(part);
    let [source, ear] = [PartId(1), PartId(2)];
    let mut link = |number: u32, from: (PartId, &str), to: (PartId, &str), kind: LinkKind| {
        let end = |(part, port): (PartId, &str)| LinkEnd {
            part,
            port: port.to_owned(),
        };
        design.links.push(Link {
            id: LinkId(design.next_id + number),
            name: format!("L{number}"),
            from: end(from),
            to: end(to),
            way_points_mm: Vec::new(),
            kind,
        });
    };
    link(1, (source, "+"), (id, "+"), LinkKind::Wire);
    link(2, (source, "-"), (id, "-"), LinkKind::Wire);
    let sections: Vec<Section> = tubes
        .iter()
        .map(|(length, bore)| Section {
            length: length * 1e-3,
            bore_in: bore * 1e-3,
            bore_out: bore * 1e-3,
        })
        .collect();
    let inserts = damper.map(|ohm| Insert {
        position: 0.5 * sections[0].length,
        kind: InsertKind::Damper {
            name: String::new(),
            resistance: ohm * 1e5,
            mass: 0.0,
        },
        bypassed: false,
    });
    let tube = Tube {
        sections,
        length: Length::Set,
        start: Termination::None,
        end: Termination::None,
        inserts: inserts.into_iter().collect(),
    };
    link(3, (id, "spout"), (ear, "canal"), LinkKind::Tube(tube));
    design.next_id += 10;
    design
}

fn solved(design: &Design, points: usize) -> Solution {
    let f: Arc<[f64]> = log_grid(points, 20.0, 20_000.0);
    Solver::default().solve(design, &f)
}

fn levels(design: &Design) -> Vec<f64> {
    let pressure = solved(design, 200).drum_pressure.unwrap();
    pressure
        .iter()
        .map(|p| 20.0 * (p.norm() / 20e-6).log10())
        .collect()
}

/// Writes response and impedance as text, with noise of 0.5 dB and 1 %.
fn measured(folder: &Path, design: &Design) -> [PathBuf; 2] {
    let mut solution = solved(design, 400);
    let mut state = 7_u64;
    let mut normal = || {
        (0..12).fold(-6.0, |sum, _| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            sum + (state >> 11) as f64 / (1_u64 << 53) as f64
        })
    };
    let db = 0.5 / 8.686;
    for p in solution.drum_pressure.as_mut().unwrap() {
        *p *= num_complex::Complex64::from_polar((db * normal()).exp(), db * normal());
    }
    for z in solution.input_impedance.as_mut().unwrap() {
        *z *= num_complex::Complex64::from_polar((0.01 * normal()).exp(), 0.01 * normal());
    }
    let response = format!("* drive 100 mV\n{}", frd(&solution).unwrap());
    let paths = ["mid.frd", "mid.zma"].map(|name| folder.join(name));
    fs::write(&paths[0], response).unwrap();
    fs::write(&paths[1], zma(&solution).unwrap()).unwrap();
    paths
}

fn click(harness: &mut Window, label: &str) {
    harness
        .get_by_role_and_label(Role::Button, label)
        .click_accesskit();
    settle(harness);
}

fn set(harness: &mut Window, label: &str, text: &str) {
    harness
        .get_by_role_and_label(Role::TextInput, label)
        .set_text_value_accesskit(text);
    settle(harness);
}

fn open(harness: &mut Window) {
    harness.state_mut().push(Action::Command(Command::Identify));
    settle(harness);
    harness.get_by_label("Driver from measurement");
}

/// States the tubes 4.5 × 1.4 and 11 × 1.9 mm and goes on to the model.
fn state_fixture(harness: &mut Window) {
    click(harness, "Next");
    click(harness, "Add tube");
    click(harness, "Add tube");
    for (label, text) in [
        ("Length of piece 1", "4.5 mm"),
        ("Bore of piece 1", "1.4 mm"),
        ("Length of piece 2", "11 mm"),
        ("Bore of piece 2", "1.9 mm"),
    ] {
        set(harness, label, text);
    }
    harness.get_by_label("Driver  →  4.5 mm × Ø 1.4 mm  →  11 mm × Ø 1.9 mm  →  711 (IEC 60318-4)");
    click(harness, "Next");
}

#[test]
fn a_driver_of_the_library_comes_out_of_a_measurement_and_plays_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let [response, impedance] = measured(
        folder.path(),
        &design(truth(), &[(4.5, 1.4), (11.0, 1.9)], None),
    );
    let presets = folder.path().join("presets");
    let answers = vec![Answer::Path(response)];
    let mut harness = window(&presets, Box::new(AtOnce), answers);
    open(&mut harness);
    // One by the file dialog, the other by its typed path.
    click(&mut harness, "Choose response file");
    set(
        &mut harness,
        "Impedance file",
        &impedance.display().to_string(),
    );
    click(&mut harness, "Read impedance file");
    harness
        .get_by_label_contains("mid.frd: 400 points, 20 Hz to 20 kHz, with phase, taken at 100 mV");
    harness.get_by_label_contains("mid.zma: 400 points");
    shot(&mut harness, "identify_curves");
    state_fixture(&mut harness);
    set(&mut harness, "Known spout length", "1.6 mm");
    set(&mut harness, "Known spout bore", "1 mm");
    set(&mut harness, "Driver name", "Mid of mine");
    set(&mut harness, "Fit to", "20 kHz");
    shot(&mut harness, "identify_model");
    click(&mut harness, "Start the fit");
    shot(&mut harness, "identify_result");
    harness.get_by_label_contains("as good as the stated noise allows");
    harness.get_by_label("Fit of the response");
    harness.get_by_label("Fit of the impedance");
    let at = place_of(&harness, "Response");
    let said = said_at(&mut harness, at);
    assert!(said.contains("model minus measurement"), "{said}");
    harness.get_by_label("What the data leave open");
    click(&mut harness, "Save to my library");
    let kept = user::read_folder(&presets);
    assert_eq!(kept.messages, Vec::<String>::new());
    let [preset] = &kept.drivers[..] else {
        panic!("one driver is kept: {kept:?}")
    };
    assert_eq!(preset.name(), "Mid of mine");
    let provenance = preset.provenance();
    assert!(
        provenance.contains("mid.frd and mid.zma")
            && provenance.contains("Known beforehand: ls, ds"),
        "{provenance}"
    );
    // What the fit left is kept with it and shown in the library.
    let fit = preset.fit.unwrap();
    let left = format!("response {:.2} dB rms", fit.response_db);
    assert!(provenance.contains(&left), "{left}: {provenance}");
    // The library panel lists it at once.
    click(&mut harness, "Close");
    assert!(harness.query_all_by_label("Mid of mine").count() > 0);
    // In other tubes, with a damper, it plays as the true one: within the stated half decibel.
    let elsewhere = |driver| levels(&design(driver, &[(14.0, 1.2), (6.0, 2.5)], Some(1000.0)));
    let (fitted, true_one) = (elsewhere(preset.part.clone()), elsewhere(truth()));
    let squares: f64 = fitted
        .iter()
        .zip(&true_one)
        .map(|(a, b)| (a - b).powi(2))
        .sum();
    let rms = (squares / fitted.len() as f64).sqrt();
    assert!(rms < 0.5, "{rms} dB rms");
}

#[test]
fn what_stands_behind_a_field_does_not_move_while_it_is_typed() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = window(folder.path(), Box::new(AtOnce), Vec::new());
    let [response, impedance] = measured(folder.path(), &design(truth(), &[], None));
    open(&mut harness);
    drop_files(&mut harness, &[&response, &impedance]);
    click(&mut harness, "Next");
    let place = |harness: &Window| {
        let hint = harness.get_by_label("rms, ahead of the source resistance");
        hint.rect().left()
    };
    let before = place(&harness);
    set(&mut harness, "Drive voltage", "0.1");
    assert!(harness.query_by_label("= 100 mV").is_some());
    assert!((place(&harness) - before).abs() < 0.5);
}

#[test]
fn the_driver_goes_into_the_design_as_one_undo_step() {
    let folder = tempfile::tempdir().unwrap();
    let [response, impedance] = measured(
        folder.path(),
        &design(truth(), &[(4.5, 1.4), (11.0, 1.9)], None),
    );
    let mut harness = window(folder.path(), Box::new(AtOnce), Vec::new());
    let before = harness.state().session().design().clone();
    open(&mut harness);
    drop_files(&mut harness, &[&response, &impedance]);
    state_fixture(&mut harness);
    harness
        .get_by_role_and_label(Role::RadioButton, "Keep as measured")
        .click_accesskit();
    settle(&mut harness);
    click(&mut harness, "Keep the curves");
    click(&mut harness, "Add to design");
    assert!(harness.query_by_label("Driver from measurement").is_none());
    let design = harness.state().session().design().clone();
    assert_eq!(design.parts.len(), before.parts.len() + 1);
    let PartKind::Measured(kept) = &design.parts.last().unwrap().kind else {
        panic!("a measured driver")
    };
    assert_eq!((kept.voltage, kept.fixture.len()), (0.1, 2));
    harness.state_mut().push(Action::Command(Command::Undo));
    settle(&mut harness);
    assert_eq!(*harness.state().session().design(), before);
}

#[test]
fn a_running_fit_shows_its_progress_and_cancel_leaves_everything_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let files = measured(
        folder.path(),
        &design(truth(), &[(4.5, 1.4), (11.0, 1.9)], None),
    );
    let presets = folder.path().join("presets");
    let mut harness = window(&presets, Box::new(Never), Vec::new());
    let before = harness.state().session().design().clone();
    open(&mut harness);
    drop_files(&mut harness, &[&files[0], &files[1]]);
    state_fixture(&mut harness);
    click(&mut harness, "Start the fit");
    harness.get_by_role_and_label(Role::ProgressIndicator, "Progress of the fit");
    shot(&mut harness, "identify_running");
    // Stopped, it goes back to the model; then all of it is given up.
    click(&mut harness, "Stop the fit");
    harness.get_by_label("Known beforehand");
    click(&mut harness, "Start the fit");
    click(&mut harness, "Cancel");
    assert!(harness.query_by_label("Driver from measurement").is_none());
    assert_eq!(*harness.state().session().design(), before);
    assert!(!harness.state().session().is_modified());
    assert!(!presets.exists());
}

#[test]
fn curves_are_read_beside_the_window() {
    let folder = tempfile::tempdir().unwrap();
    let files = measured(folder.path(), &design(truth(), &[(4.5, 1.4)], None));
    let held = crate::support::Held::default();
    let mut harness = window(folder.path(), Box::new(held.clone()), Vec::new());
    open(&mut harness);
    drop_files(&mut harness, &[&files[0], &files[1]]);
    assert!(harness.query_by_label_contains("400 points").is_none());
    held.release(&mut harness);
    for name in ["mid.frd: 400 points", "mid.zma: 400 points"] {
        harness.get_by_label_contains(name);
    }
    // With the dialog gone, nobody takes them.
    drop_files(&mut harness, &[&files[0]]);
    click(&mut harness, "Cancel");
    held.release(&mut harness);
    assert!(!harness.state().session().is_modified());
}

#[test]
fn on_a_thread_of_its_own_the_fit_leaves_the_window_free() {
    let folder = tempfile::tempdir().unwrap();
    let files = measured(
        folder.path(),
        &design(truth(), &[(4.5, 1.4), (11.0, 1.9)], None),
    );
    let lock = Arc::new(Mutex::new(()));
    let runner = Held(Arc::clone(&lock));
    let mut harness = window(folder.path(), Box::new(runner), Vec::new());
    open(&mut harness);
    drop_files(&mut harness, &[&files[0], &files[1]]);
    state_fixture(&mut harness);
    set(&mut harness, "Known spout length", "1.6 mm");
    set(&mut harness, "Known spout bore", "1 mm");
    // However fast a fit is: until it is let go, the window draws and tells how far it is.
    let held = lock.lock().unwrap();
    click(&mut harness, "Start the fit");
    for _ in 0..4 {
        harness.step();
        harness.get_by_role_and_label(Role::ProgressIndicator, "Progress of the fit");
    }
    drop(held);
    let mut frames = 0;
    while harness.query_by_label("Add to design").is_none() {
        frames += 1;
        assert!(frames < 3000, "the fit has not ended after a minute");
        std::thread::sleep(Duration::from_millis(20));
        harness.step();
    }
    harness.get_by_label("What the data leave open");
}

#[test]
fn work_that_nobody_waits_for_any_more_is_stopped() {
    let (said, heard) = channel();
    let job = Job::<u32, ()>::start(
        &Threads,
        "test",
        || {},
        move |tell| {
            let mut steps = 0;
            while tell(steps).is_continue() {
                steps += 1;
                std::thread::sleep(Duration::from_millis(1));
            }
            said.send(steps).unwrap();
        },
    );
    while job.news() == News::None {
        std::thread::sleep(Duration::from_millis(1));
    }
    drop(job);
    heard.recv_timeout(Duration::from_secs(20)).unwrap();
}

#[test]
fn what_is_wrong_with_a_file_is_said_as_soon_as_it_is_chosen() {
    let folder = tempfile::tempdir().unwrap();
    let bad = folder.path().join("tweeter.zma");
    let rows: String = (0..40)
        .map(|n| format!("{} 0.11 0\n", 20.0 * 1.195_f64.powi(n)))
        .collect();
    fs::write(&bad, format!("* Z ohm\n{rows}")).unwrap();
    let louder = folder.path().join("loud.frd");
    let rows: String = (0..40)
        .map(|n| format!("{} 100 {}\n", 20.0 * 1.195_f64.powi(n), -n))
        .collect();
    fs::write(&louder, format!("* SPL dB, drive 0.5 V\n{rows}")).unwrap();
    let mut harness = window(folder.path(), Box::new(AtOnce), vec![Answer::NoService]);
    open(&mut harness);
    click(&mut harness, "Choose response file");
    harness.get_by_label("No file dialog service answered; type the path instead.");
    drop_files(&mut harness, &[&bad, &louder]);
    harness.get_by_label_contains("0.11 Ω, below the resistance of any driver's coil");
    harness.get_by_label_contains("The phase is zero at every frequency");
    click(&mut harness, "Next");
    // The heading's voltage was taken over; another one contradicts it.
    assert!(harness.query_by_label_contains("dB apart").is_none());
    set(&mut harness, "Drive voltage", "0.1 V");
    shot(&mut harness, "identify_doubts");
    harness.get_by_label_contains("taken at 0.5 V, the fixture says 0.1 V: 14.0 dB apart");
    set(&mut harness, "Drive voltage", "0.5 V");
    click(&mut harness, "Next");
    click(&mut harness, "Start the fit");
    harness.get_by_label_contains("below the resistance of any driver's coil");
}

#[test]
fn several_loads_are_fitted_at_once_and_told_one_by_one() {
    let folder = tempfile::tempdir().unwrap();
    let [short, long] = ["short", "long"].map(|name| folder.path().join(name));
    for path in [&short, &long] {
        fs::create_dir(path).unwrap();
    }
    let tubes = [(4.5, 1.4), (11.0, 1.9)];
    let first = measured(&short, &design(truth(), &tubes, None));
    let second = measured(&long, &design(truth(), &[(20.0, 1.5)], Some(1000.0)));
    let mut harness = window(folder.path(), Box::new(AtOnce), Vec::new());
    open(&mut harness);
    drop_files(&mut harness, &[&first[0], &first[1]]);
    click(&mut harness, "Another measurement");
    // Nothing is measured of the second yet.
    assert!(
        harness
            .query_by_label_contains("mid.frd: 400 points")
            .is_none()
    );
    drop_files(&mut harness, &[&second[0], &second[1]]);
    harness.get_by_label("Measurement 1").click_accesskit();
    settle(&mut harness);
    click(&mut harness, "Next");
    for (length, bore) in tubes {
        click(&mut harness, "Add tube");
        let number = if bore < 1.5 { 1 } else { 2 };
        set(
            &mut harness,
            &format!("Length of piece {number}"),
            &format!("{length} mm"),
        );
        set(
            &mut harness,
            &format!("Bore of piece {number}"),
            &format!("{bore} mm"),
        );
    }
    set(&mut harness, "Tolerance of piece 2", "0.3 mm");
    harness.get_by_label("Measurement 2").click_accesskit();
    settle(&mut harness);
    harness.get_by_label_contains("Nothing: the spout opens into the coupler.");
    click(&mut harness, "Add tube");
    set(&mut harness, "Length of piece 1", "10 mm");
    set(&mut harness, "Bore of piece 1", "1.5 mm");
    click(&mut harness, "Add damper");
    set(&mut harness, "Resistance of piece 2", "1000");
    click(&mut harness, "Add tube");
    set(&mut harness, "Length of piece 3", "10 mm");
    set(&mut harness, "Bore of piece 3", "1.5 mm");
    set(&mut harness, "Level within", "0.5");
    shot(&mut harness, "identify_several_fixture");
    click(&mut harness, "Next");
    set(&mut harness, "Fit to", "20 kHz");
    click(&mut harness, "Start the fit");
    shot(&mut harness, "identify_several_result");
    harness.get_by_label_contains("as good as the stated noise allows");
    harness.get_by_label("Fit of the response");
    harness.get_by_label("Fit of the impedance, measurement 2");
    // The tube that was not quite known is told; so is the level.
    harness.get_by_label_contains("length of tube 2 (11 mm × Ø 1.9 mm) found 1");
    let told = harness.query_all_by_label_contains(", level ").count();
    assert_eq!(told, 1);
    click(&mut harness, "Add to design");
    let design = harness.state().session().design().clone();
    let origin = design.parts.last().unwrap().kind.origin().unwrap().clone();
    assert_eq!(origin.trust, Trust::B);
    assert!(
        origin.provenance.contains("2 measurements at once"),
        "{}",
        origin.provenance
    );
    // Back at one measurement, the second is gone.
    open(&mut harness);
    click(&mut harness, "Another measurement");
    click(&mut harness, "Remove this one");
    assert!(harness.query_by_label("Measurement 1").is_none());
}
