//! Curves that mean nothing are neither drawn nor scored, and the plot says why; what is asked too
//! much of is told.

use crate::support::samples::{add, armature, join, moving_coil};
use earwright::{
    analysis::{Role, Solution, limits::limits, meaning},
    design::{
        Design, Edit, LinkKind, PartId, PartKind, Severity, Subject, check, drive::Drive,
        operations,
    },
    library,
    network::{Solver, log_grid},
    picture::{
        PlotModel, View,
        plots::{Input, plot_model},
    },
    quantity::{self, Unit},
};

fn solved(design: &Design) -> Solution {
    Solver::default().solve(design, &log_grid(128, 20.0, 20_000.0))
}

fn plot(design: &Design, view: View) -> PlotModel {
    plot_model(view, &Input::new(design, &solved(design)))
}

/// A driver wired to the source and joined to the ear by hand, as a beginner does.
fn wired(design: &mut Design, kind: PartKind) -> PartId {
    let sound = kind.sound_port().unwrap();
    let driver = add(design, kind, [0.0, 20.0 * design.parts.len() as f64]);
    let (source, ear) = (design.source().unwrap().id, design.ear().unwrap().id);
    join(design, (driver, "+"), (source, "+"));
    join(design, (driver, "-"), (source, "-"));
    join(design, (driver, sound), (ear, "canal"));
    driver
}

fn curves(model: &PlotModel) -> Vec<Role> {
    model.traces.iter().map(|trace| trace.role).collect()
}

#[test]
fn a_diaphragm_that_cannot_move_has_no_curve_and_the_plot_says_why() {
    let mut design = Design::new();
    let driver = wired(&mut design, moving_coil());
    for view in [View::Spl, View::Phase, View::Delay] {
        let model = plot(&design, view);
        assert_eq!(curves(&model), [], "{view:?}");
        let words = model.empty_message.unwrap();
        assert!(words.contains("cannot move"), "{view:?}: {words}");
        let scored = model.footnotes.iter().any(|note| note.contains("dB off"));
        assert!(!scored, "{:?}", model.footnotes);
    }
    let shown = meaning::without_noise(&solved(&design)).unwrap();
    assert_eq!(shown.drum_pressure, None, "nothing to score");
    assert!(
        shown
            .contributions
            .iter()
            .all(|share| share.excursion.is_none())
    );
    // What is offered lets it play, and with it both are there again.
    let (label, edit) = operations::enliven(&design, driver, true).unwrap();
    assert_eq!(label, "Give DD1 a back volume of 500 mm³");
    let design = design.apply(&edit).unwrap();
    let model = plot(&design, View::Spl);
    assert!(curves(&model).contains(&Role::Total));
    assert!(curves(&model).contains(&Role::Driver(driver, 0)));
    assert_eq!(model.empty_message, None);
    assert!(model.footnotes.iter().any(|note| note.contains("dB off")));
    assert!(meaning::without_noise(&solved(&design)).is_none());
}

#[test]
fn beside_a_driver_that_plays_a_silent_one_is_only_named() {
    let mut design = Design::new();
    let heard = wired(&mut design, armature());
    let still = wired(&mut design, moving_coil());
    let model = plot(&design, View::Spl);
    let roles = curves(&model);
    assert!(roles.contains(&Role::Total) && roles.contains(&Role::Driver(heard, 0)));
    assert!(!roles.contains(&Role::Driver(still, 1)), "{roles:?}");
    assert_eq!(model.empty_message, None);
    let first = &model.footnotes[0];
    assert!(
        first.starts_with("Not drawn: ") && first.contains("“DD1”"),
        "{first}"
    );
    // A muted driver is meant not to be heard: it is drawn faintly, as ever.
    let mut muted = design.part(heard).unwrap().clone();
    muted.muted = true;
    let design = design.apply(&Edit::SetPart(Box::new(muted))).unwrap();
    assert!(curves(&plot(&design, View::Spl)).contains(&Role::Driver(heard, 0)));
}

#[test]
fn drivers_for_ears_are_born_able_to_move() {
    let mut checked = 0;
    for preset in library::drivers() {
        let large = matches!(
            &preset.part,
            PartKind::MovingCoil(driver) if driver.sd > 300e-6
        ) || matches!(&preset.part, PartKind::Planar(driver) if driver.sd > 300e-6);
        // A headphone's driver gets the air of a usual cup when it is placed.
        let mended = operations::with_back_volume(&preset.part);
        assert!(large || mended.is_none(), "{}", preset.name());
        let mut design = Design::new();
        wired(&mut design, mended.unwrap_or_else(|| preset.part.clone()));
        let solution = solved(&design);
        assert_eq!(meaning::silent(&design, &solution), [], "{}", preset.name());
        checked += 1;
    }
    assert!(checked > 30);
    for (area, from, to) in [
        (19e-6, 100e-9, 400e-9),
        (78e-6, 500e-9, 1.2e-6),
        (1e-3, 20e-6, 80e-6),
    ] {
        let volume = operations::usual_back_volume(area);
        assert!((from..to).contains(&volume), "{area}: {volume}");
    }
}

#[test]
fn each_thing_is_told_once_and_in_the_words_of_its_domain() {
    let mut design = Design::new();
    let driver = wired(&mut design, moving_coil());
    let told = |design: &Design| {
        let solution = solved(design);
        check::merged(design, &check::check(design), &solution.problems)
    };
    let of = |design: &Design, part: PartId| -> Vec<String> {
        let all = told(design).into_iter();
        all.filter(|problem| problem.subject == Subject::Part(part))
            .filter(|problem| problem.severity > Severity::Note)
            .map(|problem| problem.message)
            .collect()
    };
    let still = of(&design, driver);
    assert_eq!(still.len(), 1, "{still:?}");
    assert!(still[0].contains("cannot move"));
    // Nothing wired at all: the sentence that says which key helps, and no second one.
    let loose = add(&mut design, armature(), [60.0, 60.0]);
    let words = of(&design, loose);
    assert_eq!(words.len(), 1, "{words:?}");
    assert!(words[0].contains("press C"));
    // A chamber on a tube to nowhere hears no driver; the source is not its business.
    let mut design = Design::new();
    wired(&mut design, armature());
    let a = add(
        &mut design,
        crate::support::samples::chamber(50e-9),
        [0.0, 60.0],
    );
    let b = add(
        &mut design,
        crate::support::samples::chamber(60e-9),
        [20.0, 60.0],
    );
    join(&mut design, (a, "east"), (b, "west"));
    for part in [a, b] {
        let words = of(&design, part);
        assert_eq!(words.len(), 1, "{words:?}");
        assert!(
            words[0].starts_with("No driver's sound reaches"),
            "{words:?}"
        );
    }
}

#[test]
fn estimated_numbers_are_one_line() {
    let mut design = Design::new();
    let estimate = |kind: PartKind| {
        let PartKind::Armature(mut driver) = kind else {
            unreachable!("an armature")
        };
        driver.origin.trust = earwright::design::driver::Trust::C;
        PartKind::Armature(driver)
    };
    for count in 1..=6 {
        wired(&mut design, estimate(armature()));
        let notes: Vec<String> = check::check(&design)
            .into_iter()
            .map(|problem| problem.message)
            .filter(|message| message.contains("estimated numbers"))
            .collect();
        assert_eq!(notes.len(), 1, "{notes:?}");
        match count {
            1 => assert!(notes[0].starts_with("“BA1” has")),
            2 => assert!(notes[0].starts_with("“BA1” and “BA2” have")),
            6 => assert!(notes[0].contains("“BA4” and 2 more have"), "{}", notes[0]),
            _ => {}
        }
    }
}

#[test]
fn excursion_power_and_an_absurd_drive_are_told() {
    let mut design = Design::new();
    let mut kind = moving_coil();
    kind = operations::with_back_volume(&kind).unwrap();
    let driver = wired(&mut design, kind);
    let told = |design: &Design| -> Vec<String> {
        let found = limits(design, &solved(design)).into_iter();
        found.map(|problem| problem.message).collect()
    };
    assert_eq!(told(&design), [""; 0], "at the drive a design begins with");
    design.drive = Drive::Voltage { emf: 55.0 };
    let words = told(&design);
    let any = |part: &str| words.iter().any(|word| word.contains(part));
    assert!(any("The drive is 55 V"), "{words:?}");
    assert!(any("beyond its Xmax of"), "{words:?}");
    assert!(any("would take up to 180 W"), "55² V² / 16.5 Ω: {words:?}");
    assert!(any("drivers do not play that loud"), "{words:?}");
    let of_driver = limits(&design, &solved(&design))
        .into_iter()
        .filter(|problem| problem.subject == Subject::Part(driver))
        .count();
    assert_eq!(of_driver, 2, "excursion and power name the driver");
    design.drive = Drive::Voltage { emf: 1e-6 };
    assert_eq!(told(&design).len(), 1);
    // No design of the library asks too much.
    for preset in library::designs() {
        assert_eq!(told(&preset.design), [""; 0], "{}", preset.file);
    }
    let tube = design
        .links
        .iter()
        .any(|link| matches!(link.kind, LinkKind::Tube(_)));
    assert!(tube, "it was joined to the ear by a tube");
}

#[test]
fn a_coil_is_held_to_the_power_it_is_rated_for() {
    let mut design = Design::new();
    let kind = operations::with_back_volume(&moving_coil()).unwrap();
    let driver = wired(&mut design, kind);
    // At most 0.8 V at 16.5 Ω: 39 mW, little for a coil of which nothing is stated.
    design.drive = Drive::Voltage { emf: 0.8 };
    let told = |rated: &str| -> Option<String> {
        let mut design = design.clone();
        let part = design.parts.find_mut(|part| part.id == driver).unwrap();
        if let PartKind::MovingCoil(driver) = &mut part.kind {
            driver.rated_power = quantity::parse(rated, &Unit::WATT).unwrap();
        }
        let found = limits(&design, &solved(&design)).into_iter();
        let mut words = found.map(|problem| problem.message);
        words.find(|word| word.contains("would take"))
    };
    assert_eq!(told("0"), None, "not stated");
    assert_eq!(told("100 mW"), None);
    let words = told("10 mW").unwrap();
    assert!(words.contains("its coil is rated for 10 mW"), "{words}");
}
