//! The report card: figures against the same thing found another way.

use approx::assert_relative_eq;
use earwright::{
    analysis::{
        interpolate,
        report::{Beside, Question, Report, UNKNOWN, best, reading, report, strengths},
        spl,
    },
    design::{Design, Edit, LinkKind, drive::Drive},
    library,
    network::{Solver, log_grid},
};

fn preset(name: &str) -> Design {
    library::design(name).expect(name).design.clone()
}

fn card(design: &Design) -> Report {
    report(design, &Beside::default())
}

fn value(report: &Report, question: Question, key: &str) -> f64 {
    let figure = report.figure(question, key).unwrap();
    figure
        .value
        .unwrap_or_else(|| panic!("{key}: {}", figure.shown))
}

/// Level at 1 kHz, dB SPL.
fn level(design: &Design) -> f64 {
    let solution = Solver::default().solve(design, &log_grid(512, 20.0, 20e3));
    let total = spl::total(&solution).unwrap();
    interpolate::at_log(&total.x, &total.y, 1000.0).unwrap()
}

#[test]
fn every_question_is_answered_of_every_preset_and_each_figure_says_how() {
    for preset in library::designs() {
        let card = card(&preset.design);
        assert_eq!(card.answers.len(), 8);
        for (answer, question) in card.answers.iter().zip(Question::ALL) {
            assert_eq!(answer.question, question);
            assert!(answer.figures.len() >= 2);
            for figure in &answer.figures {
                let of = format!("{}, {}: {}", card.name, figure.name, figure.how);
                assert!(figure.how.len() > 10, "{of}");
                assert!(
                    !figure.shown.is_empty() && !figure.shown.contains("NaN"),
                    "{of}"
                );
                assert!(figure.value.is_none_or(f64::is_finite), "{of}");
            }
        }
    }
}

#[test]
fn the_drive_for_110_db_gives_110_db() {
    for name in [
        "Hybrid 1 DD + 4 BA",
        "Single armature",
        "Closed-back headphone",
    ] {
        let design = preset(name);
        let card = card(&design);
        // The amplifier's voltage is that at the terminals: behind a source without resistance.
        let volts = value(&card, Question::Power, "amplifier");
        let mut source = design.source().unwrap().clone();
        let kind = source
            .kind
            .downcast_mut::<earwright::design::kinds::Source>();
        kind.unwrap().output_resistance = 0.0;
        let stiff = design.apply(&Edit::SetPart(Box::new(source))).unwrap();
        let loud = stiff
            .apply(&Edit::SetDrive(Drive::Voltage { emf: volts }))
            .unwrap();
        assert_relative_eq!(level(&loud), 110.0, epsilon = 1e-3);
        let db = value(&card, Question::Power, "db_per_volt");
        assert_relative_eq!(db, 110.0 - 20.0 * volts.log10(), epsilon = 1e-9);
        let watts =
            value(&card, Question::Power, "for_110") / value(&card, Question::Power, "for_94");
        assert_relative_eq!(watts, 10_f64.powf(1.6), epsilon = 1e-9);
    }
}

#[test]
fn what_is_not_known_says_so() {
    let silent = card(&Design::new());
    for (question, key) in [
        (Question::Bass, "corner"),
        (Question::Detail, "decay"),
        (Question::NaturalSound, "error"),
        (Question::Range, "to"),
        (Question::Power, "db_per_volt"),
        (Question::Power, "amplifier"),
        (Question::Size, "free"),
        (Question::Cost, "price"),
        (Question::Cost, "hours"),
        (Question::Durability, "excursion"),
        (Question::Durability, "yield"),
    ] {
        let figure = silent.figure(question, key).unwrap();
        assert_eq!(
            (figure.value, figure.shown.as_str()),
            (None, UNKNOWN),
            "{key}"
        );
    }
    let one = card(&preset("Single dynamic"));
    let phase = one.figure(Question::NaturalSound, "phase").unwrap();
    assert_eq!((phase.value, phase.shown.as_str()), (None, "no crossover"));
    let armature = card(&preset("Single armature"));
    let moved = armature.figure(Question::Bass, "moved").unwrap();
    assert_eq!(moved.shown, UNKNOWN);
    assert!(
        moved.how.contains("nothing is stated for BA1"),
        "{}",
        moved.how
    );
}

#[test]
fn readings_name_who_is_best_alone() {
    let all = [
        card(&preset("Single dynamic")),
        card(&preset("Single armature")),
    ];
    let both: Vec<&Report> = all.iter().collect();
    let lines = strengths(&both);
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[0].starts_with("Single dynamic ") && lines[0].contains("minds the source least"));
    assert!(lines[1].contains("is loudest for a milliwatt") && lines[1].ends_with('.'));
    let power = reading(&both, Question::Power);
    let shown = &all[1]
        .figure(Question::Power, "db_per_milliwatt")
        .unwrap()
        .shown;
    assert!(power.contains(&format!(
        "Single armature is loudest for a milliwatt ({shown})"
    )));
    assert_eq!(best(&both, Question::Power, "bend"), [0]);
    // One alone, or two alike, have none that is better.
    assert!(strengths(&both[..1]).is_empty());
    assert!(strengths(&[&all[0], &all[0].clone()]).is_empty());
    assert_eq!(reading(&[&all[0], &all[0].clone()], Question::Power), "");
}

#[test]
fn what_is_told_beside_the_design_is_shown() {
    let price = Ok(42.5);
    let beside = Beside {
        price: Some(&price),
        hours: Some(3.5),
        good: Some((0.875, "within a dB")),
    };
    let card = report(&preset("Single dynamic"), &beside);
    let shown = |question, key: &str| card.figure(question, key).unwrap().shown.clone();
    assert_eq!(shown(Question::Cost, "price"), "42.50");
    assert_eq!(shown(Question::Cost, "hours"), "3.5 h");
    assert_eq!(shown(Question::Durability, "yield"), "87.5%");
}

#[test]
fn wax_reaches_a_driver_through_tubes_without_damper_or_mesh() {
    let design = preset("Single armature");
    let open = |design: &Design| value(&card(design), Question::Durability, "open");
    let guarded = open(&design);
    let mut bare = design.clone();
    for link in &design.links {
        if let LinkKind::Tube(tube) = &link.kind {
            let mut link = (*link).clone();
            link.kind = LinkKind::Tube(earwright::design::Tube {
                inserts: Vec::new(),
                ..tube.clone()
            });
            bare = bare.apply(&Edit::SetLink(Box::new(link))).unwrap();
        }
    }
    assert_eq!((guarded, open(&bare)), (0.0, 1.0));
}

#[test]
fn a_dynamic_driver_moves_more_and_armatures_are_smaller() {
    // What the field says of them, told by the figures of the presets.
    let (dynamic, armature) = (
        card(&preset("Single dynamic")),
        card(&preset("Single armature")),
    );
    let both = |question, key| {
        (
            value(&dynamic, question, key),
            value(&armature, question, key),
        )
    };
    let (a, b) = both(Question::Size, "drivers");
    assert!(a > 2.0 * b, "{a} {b}");
    let (a, b) = both(Question::Power, "db_per_milliwatt");
    assert!(b > a, "{a} {b}");
    let (a, b) = both(Question::Power, "bend");
    assert!(a < 1.0 && b > 2.0, "{a} {b}");
    assert!(value(&dynamic, Question::Bass, "moved") > 1e-9);
}
