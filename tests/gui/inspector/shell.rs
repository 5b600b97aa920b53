//! The shell from a drawing, its budget, and the predicted preference, in the inspector.

use crate::support::{
    Held, command, design, drop_files, settle, shot, window, window_on, window_with,
};
use earwright::{
    app::{
        Earwright,
        actions::{Action, command::Command},
        files::picker::Answer,
    },
    design::{
        Design, Edit, LinkEnd, Part, PartId, PartKind,
        acoustic::Eartip,
        ear::EarModel,
        file,
        nozzle::{NOMINAL_MM, Nozzle},
        target::Target,
    },
    picture::scene::{Bounds, Scene},
};
use egui::Role;
use egui_kittest::{Harness, kittest::Queryable as _};
use std::path::{Path, PathBuf};

const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40mm\" height=\"30mm\" \
                       viewBox=\"0 0 40 30\"><path d=\"M 5 5 h 24 v 16 h -24 z\"/></svg>";

fn drawing(folder: &Path, content: &str) -> PathBuf {
    let path = folder.join("mine.svg");
    std::fs::write(&path, content).unwrap();
    path
}

fn take(harness: &mut Harness<'static, Earwright>) {
    harness.get_by_label("Take as the shell").click();
    settle(harness);
}

fn is_mine(harness: &Harness<'static, Earwright>) {
    let shell = design(harness).shell;
    assert_eq!(shell.name, "mine");
    assert_eq!(
        shell.outline_mm,
        [[-12.0, -8.0], [12.0, -8.0], [12.0, 8.0], [-12.0, 8.0]]
    );
}

#[test]
fn a_drawing_becomes_the_shell_and_can_be_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = drawing(folder.path(), DRAWING);
    let mut harness = window_with(vec![Answer::Path(path)], None);
    let bytes = file::to_text(&design(&harness));
    let depth = design(&harness).shell.depth_mm;
    harness.get_by_label("Drawing…").click();
    settle(&mut harness);
    harness.get_by_label("The outline is 24.0 × 16.0 mm.");
    assert_eq!(file::to_text(&design(&harness)), bytes, "not accepted yet");
    take(&mut harness);
    is_mine(&harness);
    assert_eq!(design(&harness).shell.depth_mm, depth);
    command(&mut harness, Command::Undo);
    assert_eq!(file::to_text(&design(&harness)), bytes);
}

#[test]
fn a_drawing_is_taken_by_its_typed_path() {
    let folder = tempfile::tempdir().unwrap();
    let path = drawing(folder.path(), DRAWING);
    let mut harness = window();
    command(&mut harness, Command::ShellFromSvgPath);
    harness
        .get_by_role_and_label(egui::Role::TextInput, "Path")
        .type_text(&path.display().to_string());
    settle(&mut harness);
    harness.key_press(egui::Key::Enter);
    settle(&mut harness);
    take(&mut harness);
    is_mine(&harness);
}

#[test]
fn a_drawing_is_dropped_on_the_window() {
    let folder = tempfile::tempdir().unwrap();
    let path = drawing(folder.path(), DRAWING);
    let mut harness = window();
    drop_files(&mut harness, &[&path]);
    take(&mut harness);
    is_mine(&harness);
}

#[test]
fn a_dxf_drawing_is_dropped_as_well() {
    let line = |from: [i32; 2], to: [i32; 2]| {
        let [[x, y], [to_x, to_y]] = [from, to];
        format!("0\nLINE\n8\n0\n10\n{x}\n20\n{y}\n11\n{to_x}\n21\n{to_y}\n")
    };
    let corners = [[5, 5], [29, 5], [29, 21], [5, 21]];
    let sides: String = [2, 0, 3, 1]
        .map(|n| line(corners[n], corners[(n + 1) % 4]))
        .concat();
    let text = format!(
        "0\nSECTION\n2\nHEADER\n9\n$INSUNITS\n70\n4\n0\nENDSEC\n0\nSECTION\n2\nENTITIES\n{sides}0\nENDSEC\n0\nEOF\n"
    );
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.dxf");
    std::fs::write(&path, text).unwrap();
    let mut harness = window();
    drop_files(&mut harness, &[&path]);
    harness.get_by_label("4 lines that meet were joined to the outline.");
    take(&mut harness);
    let shell = design(&harness).shell;
    assert_eq!((shell.name.as_str(), shell.outline_mm.len()), ("mine", 4));
    assert!(shell.outline_mm.contains(&[-12.0, -8.0]) && shell.outline_mm.contains(&[12.0, 8.0]));
}

/// A hollow box of 30 × 20 × 10 mm, its wall 1 mm thick.
fn hollow_box() -> String {
    let corner = |n: u8, [w, h, d]: [u8; 3], at: u8| {
        let side = |bit: u8, side: u8| at + if n & bit == 0 { 0 } else { side };
        format!("vertex {} {} {}\n", side(1, w), side(2, h), side(4, d))
    };
    let faces = [
        [0, 2, 3, 1],
        [4, 5, 7, 6],
        [0, 1, 5, 4],
        [2, 6, 7, 3],
        [0, 4, 6, 2],
        [1, 3, 7, 5],
    ];
    let mut text = "solid box\n".to_owned();
    for (sides, at) in [([30, 20, 10], 0), ([28, 18, 8], 1)] {
        for [a, b, c, d] in faces {
            for three in [[a, b, c], [a, c, d]] {
                let corners = three.map(|n| corner(n, sides, at)).concat();
                text += "facet normal 0 0 0\nouter loop\n";
                text += &corners;
                text += "endloop\nendfacet\n";
            }
        }
    }
    text + "endsolid box\n"
}

#[test]
fn a_dropped_mesh_gives_outline_depth_and_volume() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.stl");
    std::fs::write(&path, hollow_box()).unwrap();
    let mut harness = window();
    let before = file::to_text(&design(&harness));
    drop_files(&mut harness, &[&path]);
    harness.get_by_label_contains("The mesh states no unit of length");
    harness.get_by_label("1: 30.0 × 20.0 mm (the outer wall)");
    harness.get_by_label("inch: 711.2 × 457.2 mm");
    let size = "The outline is 28.0 × 18.0 mm; it is 8 mm deep inside and holds 4.03 cm³.";
    harness.get_by_label(size);
    // Along another side, and back; the unit stays as it was chosen.
    harness.get_by_label("inch: 711.2 × 457.2 mm").click();
    settle(&mut harness);
    harness
        .get_by_role_and_label(Role::RadioButton, "x")
        .click();
    settle(&mut harness);
    harness.get_by_label_contains("it is 711.2 mm deep inside");
    harness
        .get_by_role_and_label(Role::RadioButton, "z")
        .click();
    settle(&mut harness);
    harness.get_by_label("mm: 28.0 × 18.0 mm").click();
    settle(&mut harness);
    harness.get_by_label(size);
    take(&mut harness);
    let shell = design(&harness).shell;
    assert_eq!((shell.name.as_str(), shell.depth_mm), ("mine", 8.0));
    assert_eq!(shell.inner_volume, Some(4032e-9));
    // It is a number like others, and can be taken away again.
    assert!(harness.query_all_by_label("Inner volume").next().is_some());
    harness.get_by_label("Inner volume is stated").click();
    settle(&mut harness);
    assert_eq!(design(&harness).shell.inner_volume, None);
    for _ in 0..2 {
        command(&mut harness, Command::Undo);
    }
    assert_eq!(file::to_text(&design(&harness)), before);
}

/// Two shells beside each other on a page, without a unit.
const TWO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 172.91 116.22\">\
                   <rect width=\"172.91\" height=\"116.22\" fill=\"#fff\"/>\
                   <path id=\"left\" d=\"M 10 20 h 70 l -10 50 h -60 z\"/>\
                   <path id=\"right\" d=\"M 90 20 h 68 v 48 h -60 z\"/></svg>";

#[test]
fn an_outline_and_the_unit_are_chosen_before_anything_changes() {
    let folder = tempfile::tempdir().unwrap();
    let path = drawing(folder.path(), TWO);
    let mut harness = window_with(vec![Answer::Path(path)], None);
    let bytes = file::to_text(&design(&harness));
    command(&mut harness, Command::ShellFromSvg);
    // A page of 61 × 41 mm at 72 per inch: that is proposed, and said to be a guess.
    harness.get_by_label_contains("states no unit of length");
    harness.get_by_label("The rectangle of the page was not taken.");
    harness.get_by_label("The outline is 24.7 × 17.6 mm.");
    harness.get_by_label("1: 61.0 × 41.0 mm (the page)");
    harness.get_by_label("mm: 70.0 × 50.0 mm").click();
    settle(&mut harness);
    harness.get_by_label("The outline is 70.0 × 50.0 mm.");
    // By the keyboard as by the mouse.
    harness.get_by_label_contains("“right”").focus();
    harness.key_press(egui::Key::Space);
    settle(&mut harness);
    harness.get_by_label("The outline is 68.0 × 48.0 mm.");
    harness.get_by_label("Outlines of the drawing");
    assert_eq!(file::to_text(&design(&harness)), bytes);
    take(&mut harness);
    let shell = design(&harness).shell;
    assert_eq!(shell.outline_mm[0], [-34.0, -24.0]);
    command(&mut harness, Command::Undo);
    assert_eq!(file::to_text(&design(&harness)), bytes);
}

#[test]
fn a_click_in_the_picture_chooses_and_cancel_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = drawing(folder.path(), TWO);
    let mut harness = window_with(vec![Answer::Path(path)], None);
    let bytes = file::to_text(&design(&harness));
    command(&mut harness, Command::ShellFromSvg);
    let picture = harness.get_by_label("Outlines of the drawing").rect();
    // In the right one of the two: at three quarters of the page's width, 44 of 113 of its height.
    let at = picture.center() + egui::vec2(0.23 * picture.width(), -10.0);
    for pressed in [true, false] {
        harness.event(egui::Event::PointerMoved(at));
        harness.event(egui::Event::PointerButton {
            pos: at,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: egui::Modifiers::NONE,
        });
        harness.step();
    }
    settle(&mut harness);
    harness.get_by_label("The outline is 24.0 × 16.9 mm.");
    harness.get_by_label("Cancel").click();
    settle(&mut harness);
    assert_eq!(file::to_text(&design(&harness)), bytes);
}

#[test]
fn a_drawing_that_is_none_says_so_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let open = "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M 0 0 L 9 9\"/></svg>";
    for (content, words) in [
        ("not a drawing", "not an SVG drawing"),
        (open, "no closed outline"),
    ] {
        let path = drawing(folder.path(), content);
        let mut harness = window_with(vec![Answer::Path(path)], None);
        let bytes = file::to_text(&design(&harness));
        command(&mut harness, Command::ShellFromSvg);
        harness.get_by_label_contains(words);
        assert_eq!(file::to_text(&design(&harness)), bytes);
    }
    let missing = folder.path().join("nowhere.svg");
    let mut harness = window_with(vec![Answer::Path(missing)], None);
    let bytes = file::to_text(&design(&harness));
    command(&mut harness, Command::ShellFromSvg);
    harness.get_by_label_contains("nowhere.svg");
    assert_eq!(file::to_text(&design(&harness)), bytes);
}

#[test]
fn a_drawing_is_read_beside_the_window_and_given_up_when_it_takes_too_long() {
    let folder = tempfile::tempdir().unwrap();
    let path = drawing(folder.path(), DRAWING);
    let held = Held::default();
    let answers = vec![Answer::Path(path.clone())];
    let mut harness = window_on(Box::new(held.clone()), answers, None);
    let bytes = file::to_text(&design(&harness));
    command(&mut harness, Command::ShellFromSvg);
    assert_eq!(file::to_text(&design(&harness)), bytes);
    held.release(&mut harness);
    take(&mut harness);
    is_mine(&harness);
    // The next one is never read to its end: a step is a quarter of a second.
    let held = Held::default();
    let mut harness = window_on(Box::new(held.clone()), vec![Answer::Path(path)], None);
    command(&mut harness, Command::ShellFromSvg);
    harness.run_steps(45);
    harness.get_by_label_contains("mine.svg was given up after 10 seconds");
    held.release(&mut harness);
    assert_eq!(file::to_text(&design(&harness)), bytes, "it came too late");
}

#[test]
fn the_inspector_shows_how_full_the_shell_is_and_where_its_nozzle() {
    let mut harness = window();
    for label in ["Free volume", "Mass of the drivers", "Nozzle across"] {
        assert!(
            harness.query_all_by_label(label).next().is_some(),
            "{label}"
        );
    }
    harness.state_mut().set_design(Design::new());
    settle(&mut harness);
    assert!(harness.query_by_label("Free volume").is_none());
    command(&mut harness, Command::New);
    assert!(
        harness.query_by_label("Free volume").is_some(),
        "a new design begins with a shell"
    );
}

/// The first design with an eartip between its last tube and the ear, turned and beside the axis.
fn with_eartip() -> Design {
    let design = earwright::library::default_design();
    let ear = design.ear().unwrap().id;
    let tip = PartId(design.next_id);
    let outlet = design
        .links
        .iter()
        .find(|link| link.to.part == ear)
        .unwrap();
    let mut part = Part::new(
        tip,
        PartKind::Eartip(Eartip {
            length: 6e-3,
            bore: 3e-3,
            canal_length: 4e-3,
            canal_diameter: 7.5e-3,
            leak: None,
            wall: None,
        }),
        [26.0, 2.0],
    );
    part.rotation_deg = 20.0;
    let end = LinkEnd {
        part: tip,
        port: "nozzle".to_owned(),
    };
    let edit = Edit::Batch(vec![
        Edit::AddPart(Box::new(part)),
        Edit::Reconnect {
            link: outlet.id,
            from: false,
            end,
        },
    ]);
    design.apply(&edit).unwrap()
}

#[test]
fn the_nozzle_is_drawn_dimensioned_and_the_eartip_put_on_it() {
    let bare = earwright::library::default_design();
    let nozzle = Nozzle::of(&bare).unwrap();
    assert_eq!((nozzle.length_mm, &nozzle.tip), (NOMINAL_MM, &None));
    let scene = Scene::of(&bare);
    let walls = Bounds::of([nozzle.at_mm]);
    assert_eq!(scene.nozzle.len(), 2);
    let end = nozzle.at_mm[0] + NOMINAL_MM;
    for wall in &scene.nozzle {
        let wall = wall.bounds();
        assert!((wall.max[0] - end).abs() < 1e-9 && wall.min[0] == walls.min[0]);
        // Around the bore, not in it.
        let inner = wall.min[1].abs().min(wall.max[1].abs());
        assert!((inner - 0.5 * nozzle.bore_mm.unwrap()).abs() < 1e-9);
    }

    let mut harness = window();
    harness.get_by_label("Nozzle bore");
    harness.get_by_label("no eartip");
    harness.state_mut().set_design(with_eartip());
    settle(&mut harness);
    let tip = Nozzle::of(&design(&harness)).unwrap().tip.unwrap();
    assert!((tip.turned_deg - 20.0).abs() < 1e-9 && !tip.is_seated());
    shot(&mut harness, "nozzle_off");
    harness.get_by_label("Put the eartip on the nozzle").click();
    settle(&mut harness);
    let nozzle = Nozzle::of(&design(&harness)).unwrap();
    assert!(nozzle.tip.unwrap().is_seated());
    assert!(nozzle.length_mm > 1.0);
    assert!(
        harness
            .query_by_label("Put the eartip on the nozzle")
            .is_none()
    );
    shot(&mut harness, "nozzle_on");

    // The cup of a headphone has none.
    let cups = earwright::library::designs().iter();
    for preset in cups.filter(|preset| preset.design.name.contains("eadphone")) {
        assert_eq!(Nozzle::of(&preset.design), None, "{}", preset.design.name);
    }
}

fn set_target(harness: &mut Harness<'static, Earwright>, target: Target) {
    let mut setting = design(harness).target;
    setting.target = target;
    harness.state_mut().push(Action::Edit {
        label: "Target".to_owned(),
        edit: Edit::SetTarget(Box::new(setting)),
    });
    settle(harness);
}

#[test]
fn the_predicted_preference_names_its_form_and_warns_of_another_ear() {
    let mut harness = window();
    set_target(&mut harness, Target::DiffuseFieldBass);
    harness.get_by_label("Preference");
    harness.get_by_label_contains("in-ear, published form");
    let warning = "The target is made for a 711 ear, not for this one";
    assert!(harness.query_by_label(warning).is_none());
    set_ear(&mut harness, EarModel::Type43);
    harness.get_by_label(warning);
    set_target(&mut harness, Target::Flat);
    assert!(harness.query_by_label("Preference").is_none());
    set_target(&mut harness, Target::DiffuseField);
    set_ear(
        &mut harness,
        EarModel::OuterEar {
            concha_depth: 10e-3,
            concha_diameter: 22e-3,
        },
    );
    harness.get_by_label_contains("over-ear 2018");
}

fn set_ear(harness: &mut Harness<'static, Earwright>, model: EarModel) {
    let mut part = design(harness).ear().unwrap().clone();
    part.kind = earwright::design::PartKind::Ear(earwright::design::ear::Ear::from(model));
    harness.state_mut().push(Action::Edit {
        label: "Ear".to_owned(),
        edit: Edit::SetPart(Box::new(part)),
    });
    settle(harness);
}
