//! Opening, saving, exporting, and the question about unsaved changes.

use crate::support::{
    bytes_of, command, design, drop_files, levels, saved_default, settle, type_into, window,
    window_of, window_with,
};
use earwright::{
    app::{
        Earwright,
        actions::{Action, command::Command},
        files::picker::{Answer, FileDialogs, OpenDialog, Purpose},
        work::job::AtOnce,
    },
    design::{Edit, LinkEnd, PartKind, file},
    exchange::Export,
};
use egui::{Key, Modifiers};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use std::{
    cell::RefCell,
    path::{Path, PathBuf},
    rc::Rc,
};

fn rename(harness: &mut Harness<'static, Earwright>, name: &str) {
    harness.state_mut().push(Action::Edit {
        label: "Name the design".to_owned(),
        edit: Edit::SetName(name.to_owned()),
    });
    settle(harness);
}

#[test]
fn a_saved_design_reopens_with_the_same_bytes_and_the_same_curve() {
    let folder = tempfile::tempdir().unwrap();
    let first = folder.path().join("first.ron");
    let second = folder.path().join("second.ron");
    let answers = vec![
        Answer::Path(first.clone()),
        Answer::Path(first.clone()),
        Answer::Path(second.clone()),
    ];
    let mut harness = window_with(answers, None);
    rename(&mut harness, "Kept");
    let before = levels(&harness);
    assert!(before.iter().all(|level| level.is_finite()) && before.len() == 512);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    settle(&mut harness);
    assert!(!harness.state().session().is_modified());
    command(&mut harness, Command::New);
    assert_ne!(design(&harness).name, "Kept");
    command(&mut harness, Command::Open);
    assert_eq!(design(&harness).name, "Kept");
    assert_eq!(levels(&harness), before);
    command(&mut harness, Command::SaveAs);
    assert_eq!(bytes_of(&first), bytes_of(&second));
    assert_eq!(harness.state().settings().recent.first(), Some(&second));
}

#[test]
fn a_broken_file_shows_its_error_and_leaves_the_open_design_alone() {
    let folder = tempfile::tempdir().unwrap();
    let good = saved_default(folder.path());
    let text = std::fs::read_to_string(&good).unwrap();
    let truncated = folder.path().join("truncated.ron");
    std::fs::write(&truncated, text.get(..text.len() / 2).unwrap()).unwrap();
    let unknown = folder.path().join("unknown.ron");
    std::fs::write(&unknown, text.replacen("name:", "nom:", 1)).unwrap();
    for broken in [truncated, unknown, folder.path().to_owned()] {
        let mut harness = window();
        let before = design(&harness);
        harness.state_mut().push(Action::OpenFile(broken.clone()));
        settle(&mut harness);
        harness.get_by_label("This file cannot be opened");
        let expected = file::load(&broken).unwrap_err().to_string();
        harness.get_by_label(&expected);
        harness.get_by_label("Close").click();
        settle(&mut harness);
        assert!(
            harness
                .query_by_label("This file cannot be opened")
                .is_none()
        );
        assert_eq!(design(&harness), before);
    }
}

#[test]
fn unsaved_changes_are_asked_about() {
    let mut harness = window();
    rename(&mut harness, "Changed");
    command(&mut harness, Command::New);
    harness.get_by_label("Unsaved changes");
    harness.get_by_label("Cancel").click();
    settle(&mut harness);
    assert_eq!(design(&harness).name, "Changed");
    command(&mut harness, Command::New);
    harness.get_by_label("Discard changes").click();
    settle(&mut harness);
    assert_ne!(design(&harness).name, "Changed");
    assert!(!harness.state().session().is_modified());
}

#[test]
fn saving_from_the_question_goes_on_afterwards() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("asked.ron");
    let mut harness = window_with(vec![Answer::Path(path.clone())], None);
    rename(&mut harness, "Asked");
    command(&mut harness, Command::New);
    harness.get_by_label("Save changes").click();
    settle(&mut harness);
    assert_eq!(file::load(&path).unwrap().0.name, "Asked");
    assert_ne!(design(&harness).name, "Asked");
}

#[test]
fn where_no_dialog_answers_a_path_is_typed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("typed.ron");
    let mut harness = window_with(vec![Answer::NoService], None);
    rename(&mut harness, "Typed");
    command(&mut harness, Command::SaveAs);
    harness.get_by_label("No file dialog service answered; type the path instead.");
    type_into(&mut harness, "Path", &path.display().to_string());
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert_eq!(file::load(&path).unwrap().0.name, "Typed");
}

#[test]
fn a_typed_path_to_another_file_is_asked_about_before_it_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let (other, new) = (folder.path().join("other.ron"), folder.path().join("n.ron"));
    std::fs::write(&other, "somebody's").unwrap();
    let mut harness = window();
    let typed = |harness: &mut Harness<'static, Earwright>, path: &Path| {
        command(harness, Command::SaveAs);
        type_into(harness, "Path", &path.display().to_string());
        harness.key_press(Key::Enter);
        settle(harness);
    };
    typed(&mut harness, &other);
    harness.get_by_label_contains("is there already");
    assert_eq!(bytes_of(&other), b"somebody's");
    // Given up, nothing is lost; asked for once more, it is replaced.
    harness.get_by_label("Cancel").click();
    settle(&mut harness);
    assert_eq!(bytes_of(&other), b"somebody's");
    typed(&mut harness, &other);
    harness.get_by_label("Replace").click();
    settle(&mut harness);
    assert!(file::load(&other).is_ok());
    // Its own file and one that is not there are not asked about.
    for path in [&other, &new] {
        typed(&mut harness, path);
        assert!(
            harness
                .query_by_label_contains("is there already")
                .is_none()
        );
        assert!(file::load(path).is_ok());
    }
}

#[test]
fn a_path_to_open_begins_with_no_file_that_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved_default(folder.path());
    let mut harness = window_with(
        vec![Answer::NoService, Answer::NoService],
        Some(path.clone()),
    );
    let typed = |harness: &Harness<'static, Earwright>| {
        let field = harness.get_by_role_and_label(egui::Role::TextInput, "Path");
        field.accesskit_node().value().unwrap_or_default()
    };
    command(&mut harness, Command::ImportMeasurement);
    let here = format!("{}{}", folder.path().display(), std::path::MAIN_SEPARATOR);
    assert_eq!(typed(&harness), here);
    harness.key_press(Key::Escape);
    settle(&mut harness);
    command(&mut harness, Command::OpenPath);
    assert_eq!(typed(&harness), path.display().to_string());
    // What is typed or pasted takes its place.
    let missing = path.join("other.ron").display().to_string();
    harness
        .get_by_role_and_label(egui::Role::TextInput, "Path")
        .type_text(&missing);
    settle(&mut harness);
    assert_eq!(typed(&harness), missing);
    harness.key_press(Key::Enter);
    settle(&mut harness);
    harness.get_by_label("This file cannot be opened");
    let named = harness.query_all_by_label_contains(&missing).count();
    assert_eq!(named, 1, "the path is said once");
}

#[test]
fn a_file_given_at_the_start_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved_default(folder.path());
    let harness = window_with(Vec::new(), Some(path.clone()));
    assert_eq!(harness.state().session().path(), Some(path.as_path()));
}

#[test]
fn plots_and_curves_are_exported() {
    let folder = tempfile::tempdir().unwrap();
    let paths = ["plot.svg", "plot.png", "curves.csv"].map(|name| folder.path().join(name));
    let mut harness = window_with(paths.iter().cloned().map(Answer::Path).collect(), None);
    let ear = design(&harness)
        .parts
        .iter()
        .find(|part| matches!(part.kind, PartKind::Ear(_)))
        .map(|part| part.id)
        .unwrap();
    harness.state_mut().push(Action::ToggleProbe(LinkEnd {
        part: ear,
        port: "canal".to_owned(),
    }));
    for wanted in [
        Command::Export(Export::Svg),
        Command::Export(Export::Png),
        Command::Export(Export::Csv),
    ] {
        command(&mut harness, wanted);
    }
    let [svg, png, csv] = paths.map(|path| bytes_of(&path));
    assert!(svg.starts_with(b"<svg"));
    assert!(png.starts_with(b"\x89PNG"));
    let csv = String::from_utf8(csv).unwrap();
    assert!(csv.starts_with("f_hz,spl_db,phase_deg,z_ohm,z_phase_deg"));
    assert_eq!(csv.lines().count(), 513);
    let head = csv.lines().next().unwrap();
    let (probed, origin) = head.rsplit_once(",\"").unwrap();
    assert!(
        probed.ends_with(",flow_mm3_s:Ear canal,flow_phase_deg:Ear canal"),
        "{head}"
    );
    assert!(origin.starts_with("Earwright "), "{head}");
}

#[test]
fn what_may_be_chosen_of_an_export_is_asked_before_its_file_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let paths = ["eq.txt", "again.txt", "fir.wav"].map(|name| folder.path().join(name));
    let mut harness = window_with(paths.iter().cloned().map(Answer::Path).collect(), None);
    command(&mut harness, Command::Export(Export::EqApo));
    assert!(
        !paths[0].exists(),
        "the file is asked for behind the choices"
    );
    for label in ["From", "To", "Greatest gain to either side"] {
        assert!(
            harness.query_all_by_label(label).next().is_some(),
            "{label}"
        );
    }
    harness
        .get_by_role_and_label(egui::Role::SpinButton, "Most filters")
        .set_value_accesskit(3.0);
    settle(&mut harness);
    harness.get_by_label("Choose the file…").click();
    settle(&mut harness);
    let filters = |path: &Path| {
        String::from_utf8(bytes_of(path))
            .unwrap()
            .matches("Filter ")
            .count()
    };
    assert_eq!(filters(&paths[0]), 3);
    // What was chosen is there the next time, and closing the dialog writes nothing.
    command(&mut harness, Command::Export(Export::EqApo));
    harness.get_by_label("Choose the file…").click();
    settle(&mut harness);
    assert_eq!(filters(&paths[1]), 3);
    command(&mut harness, Command::Export(Export::Fir));
    harness.get_by_label("32-bit floating point").click();
    settle(&mut harness);
    harness.get_by_label("Cancel").click();
    settle(&mut harness);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn a_dropped_circuit_is_pasted_and_one_of_other_elements_says_why_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("xo.cir");
    std::fs::write(&path, ".subckt xo a b\nR1 a m 10\nC1 m b 2u\n.ends\n").unwrap();
    let mut harness = window();
    let before = design(&harness);
    drop_files(&mut harness, &[&path]);
    settle(&mut harness);
    let after = design(&harness);
    assert_eq!(after.parts.len(), before.parts.len() + 2);
    assert_eq!(after.links.len(), before.links.len() + 1);
    let told = harness.state().messages().all();
    assert!(told.iter().any(|said| said.text.contains("Pin “b” is")));
    command(&mut harness, Command::Undo);
    assert_eq!(file::to_text(&design(&harness)), file::to_text(&before));
    std::fs::write(&path, ".subckt xo a b\nX1 a b other\n.ends\n").unwrap();
    drop_files(&mut harness, &[&path]);
    settle(&mut harness);
    let told = harness.state().messages().all();
    assert!(
        told.iter()
            .any(|said| said.text.contains("line 2 of this circuit"))
    );
    assert_eq!(file::to_text(&design(&harness)), file::to_text(&before));
}

#[test]
fn a_dropped_circuit_with_sources_becomes_a_driver_between_the_pins_that_are_chosen() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("driver.cir");
    let text = ".subckt dd plus minus p1 p2\n\
        Re plus 1 16\nLe 1 2 20u\nE1 2 3 u 0 0.35\nVi 3 minus 0\n\
        F1 0 u Vi 0.35\nCm u 0 22u\nLm u 0 0.8m\nRm u 0 167\n\
        G1 u 0 p1 p2 5e-5\nG2 p2 p1 u 0 5e-5\n.ends\n";
    std::fs::write(&path, text).unwrap();
    let mut harness = window();
    let before = design(&harness);
    drop_files(&mut harness, &[&path]);
    settle(&mut harness);
    harness.get_by_label("New driver from a circuit");
    // Its pins have no usual names: taken by their order, which is told.
    harness.get_by_label_contains("by their order");
    harness.get_by_label_contains("Impedance in free air");
    // It moves as a whole between two ports of its diaphragm, and may have its back left out.
    harness.get_by_label("Back: p2").click();
    settle(&mut harness);
    harness.get_by_label("none").click();
    settle(&mut harness);
    assert!(harness.query_by_label_contains("by their order").is_none());
    harness.get_by_label_contains("stays open");
    harness.get_by_label("Back: none").click();
    settle(&mut harness);
    harness.get_all_by_label("p2").last().unwrap().click();
    settle(&mut harness);
    harness.get_by_label("Place driver").click();
    settle(&mut harness);
    let after = design(&harness);
    let placed = after.parts.last().unwrap();
    assert_eq!(
        (after.parts.len(), placed.name.as_str()),
        (before.parts.len() + 1, "dd")
    );
    let PartKind::Multiport(driver) = &placed.kind else {
        panic!("{placed:?}")
    };
    assert!(driver.has_rear());
    command(&mut harness, Command::Undo);
    assert_eq!(file::to_text(&design(&harness)), file::to_text(&before));
}

#[test]
fn a_circuit_among_measurements_offers_a_driver_and_its_parts() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("coil.txt");
    let text = ".subckt coil in+ in- out\nR1 in+ in- 16\nR2 in+ out 8\nC1 out 0 1u\n.ends\n";
    std::fs::write(&path, text).unwrap();
    let mut harness = window();
    let before = design(&harness).parts.len();
    drop_files(&mut harness, &[&path]);
    settle(&mut harness);
    harness.get_by_label_contains("A circuit (SPICE)");
    harness
        .get_by_label("New driver from this circuit…")
        .click();
    settle(&mut harness);
    // A circuit of resistors: the front would be a terminal's voltage, which is told in its units.
    harness.get_by_label("Front: out");
    harness.get_by_label_contains("by their names");
    harness
        .get_by_label("Acoustic V and A are: Pa and m³/s (SI)")
        .click();
    settle(&mut harness);
    harness.get_by_label("dyn/cm² and cm³/s (cgs)").click();
    settle(&mut harness);
    harness.get_by_label_contains("choose these units");
    harness.get_by_label("Cancel").click();
    settle(&mut harness);
    assert_eq!(design(&harness).parts.len(), before);
    drop_files(&mut harness, &[&path]);
    settle(&mut harness);
    harness.get_by_label("Place as parts").click();
    settle(&mut harness);
    assert_eq!(design(&harness).parts.len(), before + 3);
}

/// A dialog of the system that stays open until a test answers it.
#[derive(Clone, Default)]
struct Open(Rc<RefCell<Option<Answer>>>);

impl FileDialogs for Open {
    fn ask(
        &mut self,
        _purpose: Purpose,
        _start: Option<&Path>,
        _wake: Box<dyn Fn() + Send>,
    ) -> Box<dyn OpenDialog> {
        Box::new(self.clone())
    }
}

impl OpenDialog for Open {
    fn poll(&mut self) -> Option<Answer> {
        self.0.borrow_mut().take()
    }
}

fn window_asking(file: Option<PathBuf>) -> (Harness<'static, Earwright>, Open) {
    let open = Open::default();
    let dialogs = open.clone();
    let harness = window_of(Box::new(AtOnce), Vec::new(), file, |services| {
        services.dialogs = Box::new(dialogs);
    });
    (harness, open)
}

#[test]
fn what_is_changed_while_a_file_is_chosen_is_asked_about() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved_default(folder.path());
    let (mut harness, open) = window_asking(None);
    command(&mut harness, Command::Open);
    rename(&mut harness, "Changed meanwhile");
    *open.0.borrow_mut() = Some(Answer::Path(path.clone()));
    settle(&mut harness);
    harness.get_by_label("Unsaved changes");
    assert_eq!(design(&harness).name, "Changed meanwhile");
    harness.get_by_label("Discard changes").click();
    settle(&mut harness);
    assert_eq!(design(&harness), file::load(&path).unwrap().0);
    // What was given up before the file was chosen is not asked about twice.
    rename(&mut harness, "Given up");
    command(&mut harness, Command::Open);
    harness.get_by_label("Discard changes").click();
    settle(&mut harness);
    *open.0.borrow_mut() = Some(Answer::Path(path.clone()));
    settle(&mut harness);
    assert!(harness.query_by_label("Unsaved changes").is_none());
    assert_eq!(design(&harness), file::load(&path).unwrap().0);
}

#[test]
fn what_waited_for_a_save_that_was_left_does_not_come_with_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let [first, second] = ["first.ron", "second.ron"].map(|name| folder.path().join(name));
    let (mut harness, open) = window_asking(None);
    rename(&mut harness, "Mine");
    command(&mut harness, Command::New);
    harness.get_by_label("Save changes").click();
    settle(&mut harness);
    // Left standing, and something else is asked for.
    command(&mut harness, Command::SaveAs);
    *open.0.borrow_mut() = Some(Answer::Path(first.clone()));
    settle(&mut harness);
    assert_eq!(file::load(&first).unwrap().0.name, "Mine");
    assert_eq!(design(&harness).name, "Mine", "nothing new was made of it");
    // Asked for anew, it comes.
    rename(&mut harness, "Mine again");
    command(&mut harness, Command::New);
    harness.get_by_label("Save changes").click();
    settle(&mut harness);
    assert_eq!(file::load(&first).unwrap().0.name, "Mine again");
    assert_ne!(design(&harness).name, "Mine again");
    assert!(!second.exists());
}

#[test]
fn a_name_without_its_ending_is_asked_about_as_the_file_it_becomes() {
    let folder = tempfile::tempdir().unwrap();
    let other = folder.path().join("other.ron");
    std::fs::write(&other, "somebody's").unwrap();
    let mut harness = window();
    command(&mut harness, Command::SaveAs);
    let typed = folder.path().join("other").display().to_string();
    type_into(&mut harness, "Path", &typed);
    harness.key_press(Key::Enter);
    settle(&mut harness);
    harness.get_by_label_contains("other.ron is there already");
    assert_eq!(bytes_of(&other), b"somebody's");
}

#[test]
fn files_of_an_export_that_nobody_named_are_asked_about() {
    let folder = tempfile::tempdir().unwrap();
    let named = folder.path().join("pair.txt");
    let left = folder.path().join("pair L.txt");
    std::fs::write(&left, "somebody's").unwrap();
    let answers = vec![Answer::Path(named.clone()), Answer::Path(named)];
    let mut harness = window_with(answers, None);
    let export = |harness: &mut Harness<'static, Earwright>| {
        command(harness, Command::Export(Export::Squiglink));
        if let Some(go_on) = harness.query_by_label("Choose the file…") {
            go_on.click();
            settle(harness);
        }
    };
    export(&mut harness);
    harness.get_by_label("Replace what is there?");
    assert_eq!(bytes_of(&left), b"somebody's");
    harness.get_by_label("Cancel").click();
    settle(&mut harness);
    assert!(!folder.path().join("pair R.txt").exists());
    export(&mut harness);
    harness.get_by_label("Replace").click();
    settle(&mut harness);
    assert!(bytes_of(&left).starts_with(b"*"));
    assert!(folder.path().join("pair R.txt").exists());
}

#[test]
fn an_exported_plot_has_the_snapshots_that_are_shown() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plot.svg");
    let mut harness = window_with(vec![Answer::Path(path.clone())], None);
    command(&mut harness, Command::TakeSnapshot);
    settle(&mut harness);
    let kept = design(&harness).kept;
    assert!(kept.iter().any(|kept| kept.shown), "{kept:?}");
    command(&mut harness, Command::Export(Export::Svg));
    let drawing = String::from_utf8(bytes_of(&path)).unwrap();
    let title = format!("<title>{}</title>", kept[0].name);
    assert!(drawing.contains(&title), "{title} is not in the picture");
}
