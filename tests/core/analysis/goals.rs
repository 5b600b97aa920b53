//! Goals: each figure against the same thing found another way, and the number that decides it against
//! a change of that number.

use approx::assert_relative_eq;
use earwright::{
    analysis::{
        Solution,
        goals::{Judged, Known, State, count_of_parts, decider, judge},
        limits::excursion_limit,
        spl,
    },
    design::{
        Design, Edit, Goal, History, LinkKind, Parameters as _, Subject,
        drive::Drive,
        file,
        kinds::{
            Armature, Source,
            common::units::{Coils, Spouts, Units},
        },
    },
    library,
    network::{Solver, log_grid},
};

fn preset(name: &str) -> Design {
    library::design(name).expect(name).design.clone()
}

fn solve(design: &Design) -> Solution {
    Solver::default().solve(design, &log_grid(512, 20.0, 20e3))
}

fn judged(design: &Design, goal: Goal) -> Judged {
    let design = design.apply(&Edit::SetGoals(vec![goal])).unwrap();
    judge(&design, &solve(&design), &Known::default()).remove(0)
}

fn with_source(design: &Design, ohms: f64) -> Design {
    let mut part = design.source().unwrap().clone();
    part.kind
        .downcast_mut::<Source>()
        .unwrap()
        .output_resistance = ohms;
    design.apply(&Edit::SetPart(Box::new(part))).unwrap()
}

/// A cable of every kind of impedance.
fn with_cable(design: &Design) -> Design {
    let mut part = design.source().unwrap().clone();
    let source = part.kind.downcast_mut::<Source>().unwrap();
    source.cable_resistance = 0.8;
    source.cable_inductance = 4e-6;
    source.cable_capacitance = 30e-9;
    design.apply(&Edit::SetPart(Box::new(part))).unwrap()
}

#[test]
fn the_swing_is_that_of_two_solves_with_two_sources() {
    for name in ["Hybrid 1 DD + 4 BA", "Single armature", "Single dynamic"] {
        for design in [preset(name), with_cable(&preset(name))] {
            let level = |ohms| spl::total(&solve(&with_source(&design, ohms))).unwrap().y;
            let (stiff, soft) = (level(0.0), level(100.0));
            let changes = soft.iter().zip(&stiff).map(|(soft, stiff)| soft - stiff);
            let most = changes.clone().fold(f64::MIN, f64::max);
            let least = changes.fold(f64::MAX, f64::min);
            let goal = Goal::Swing {
                source: 100.0,
                at_most: 3.0,
            };
            let found = judged(&design, goal);
            assert_relative_eq!(found.figure.unwrap(), most - least, epsilon = 1e-6);
            assert_relative_eq!(found.margin.unwrap(), 3.0 - (most - least), epsilon = 1e-6);
        }
    }
}

#[test]
fn headroom_at_a_level_is_what_a_solve_at_that_drive_leaves() {
    let design = preset("Hybrid 1 DD + 4 BA");
    let found = judged(&design, Goal::Excursion { level: 123.0 });
    let total = spl::total(&solve(&design)).unwrap();
    let now = earwright::analysis::interpolate::at_log(&total.x, &total.y, 1000.0).unwrap();
    let emf = design.drive.emf() * 10_f64.powf((123.0 - now) / 20.0);
    let loud = design
        .apply(&Edit::SetDrive(Drive::Voltage { emf }))
        .unwrap();
    let solution = solve(&loud);
    let share = solution
        .contributions
        .iter()
        .find(|share| share.name == "Woofer")
        .unwrap();
    let moved = share.excursion.as_ref().unwrap().iter();
    let peak = moved.map(|x| x.norm()).fold(0.0, f64::max) * 2_f64.sqrt();
    let part = loud.part(share.part).unwrap();
    let headroom = 20.0 * (excursion_limit(&part.kind).unwrap() / peak).log10();
    assert_relative_eq!(found.margin.unwrap(), headroom, epsilon = 1e-6);
    assert_eq!(found.subject, Some(Subject::Part(share.part)));
    // The armatures state none, and that is said.
    assert!(found.how.contains("Tweeter 2"), "{}", found.how);
    let armature = judged(&preset("Single armature"), Goal::Excursion { level: 100.0 });
    assert_eq!(armature.state(), State::Unknown);
    assert_eq!((armature.figure, armature.margin), (None, None));
}

/// The design with one number larger by a share.
fn moved(
    design: &Design,
    subject: Subject,
    key: &earwright::design::ParameterKey,
    by: f64,
) -> Design {
    let mut changed = design.clone();
    let edit = match subject {
        Subject::Part(id) => {
            let mut part = design.part(id).unwrap().clone();
            let old = part.get(key).unwrap();
            assert!(part.set(key, old * by));
            Edit::SetPart(Box::new(part))
        }
        Subject::Link(id) => {
            let mut link = design.link(id).unwrap().clone();
            let old = link.get(key).unwrap();
            assert!(link.set(key, old * by));
            // The bore of a straight section is one number.
            if key.key == "section.bore_in"
                && let LinkKind::Tube(tube) = &mut link.kind
            {
                let section = &mut tube.sections[key.index.unwrap()];
                if section.bore_out == old {
                    section.bore_out = old * by;
                }
            }
            Edit::SetLink(Box::new(link))
        }
        Subject::Design => panic!("air and drive decide nothing"),
    };
    changed = changed.apply(&edit).unwrap();
    changed
}

#[test]
fn what_decides_a_goal_moves_it_as_told() {
    let design = preset("Hybrid 1 DD + 2 BA");
    let goals = [
        Goal::ALL[0],
        Goal::ALL[1],
        Goal::ALL[2],
        Goal::Impedance { at_least: 8.0 },
        Goal::Swing {
            source: 30.0,
            at_most: 2.0,
        },
    ];
    for goal in goals {
        let design = design.apply(&Edit::SetGoals(vec![goal])).unwrap();
        let figure = |design: &Design| {
            let found = judge(design, &solve(design), &Known::default()).remove(0);
            found.figure.unwrap()
        };
        let solution = solve(&design);
        let here = judge(&design, &solution, &Known::default()).remove(0);
        let found = decider(&design, &solution, &here).unwrap();
        let step = 1e-3;
        let ends = [1.0 - step, 1.0 + step]
            .map(|by| figure(&moved(&design, found.subject, &found.info.key(), by)));
        let slope = (ends[1] - ends[0]) / (200.0 * step);
        assert_relative_eq!(
            found.per_percent,
            slope,
            max_relative = 0.02,
            epsilon = 2e-3
        );
        assert!(found.per_percent.abs() > 1e-3, "{goal:?}");
    }
}

#[test]
fn what_cannot_be_told_is_unknown_and_says_why() {
    let silent = Design::new();
    for goal in Goal::ALL {
        let found = judged(&silent, goal);
        if goal.is_like(&Goal::Parts { at_most: 0.0 }) {
            assert_eq!((found.state(), found.figure), (State::Met, Some(0.0)));
        } else {
            assert_eq!(found.state(), State::Unknown, "{goal:?}");
            assert!(found.how.len() > 20 && found.margin_text().is_none());
        }
    }
    let design = silent
        .apply(&Edit::SetGoals(vec![Goal::ALL[8], Goal::ALL[10]]))
        .unwrap();
    let price = Ok(49.0);
    let known = Known {
        price: Some(&price),
        deviations: Some(&[0.2, 0.4, 1.4, 3.0]),
    };
    let all = judge(&design, &solve(&design), &known);
    assert_eq!(all[0].margin_text().unwrap(), "+1.00");
    assert_eq!(all[1].figure_text().unwrap(), "75%");
    assert_eq!(all[1].margin_text().unwrap(), "−15%");
    let price = Err("the price file has no price of: R".to_owned());
    let known = Known {
        price: Some(&price),
        ..known
    };
    let why = &judge(&design, &solve(&design), &known)[0].how;
    assert!(why.contains("no price of"), "{why}");
}

#[test]
fn a_goal_missed_by_little_has_the_digits_that_tell_it_from_its_bound() {
    let design = preset("Single dynamic");
    let target = |within| Goal::Target {
        from: 50.0,
        to: 8000.0,
        within,
    };
    let off = judged(&design, target(3.0)).figure.unwrap();
    for short in [0.3, 0.03, 0.003] {
        let missed = judged(&design, target(off - short));
        let bound = format!("{:.4} dB", off - short);
        let figure = missed.figure_text().unwrap();
        let digits = figure.trim_end_matches(" dB").len();
        assert!(
            bound[..digits] != figure[..digits],
            "{figure} beside {bound}"
        );
        let margin = missed.margin_text().unwrap();
        assert!(margin.starts_with('−') && margin.contains('3'), "{margin}");
    }
    // What is met is as short as ever.
    let met = judged(&design, target(off + 0.003)).figure_text();
    assert_eq!(met.unwrap(), format!("{off:.1} dB"));
}

#[test]
fn presets_bring_goals_that_they_meet_or_miss_honestly() {
    let mut missed = Vec::new();
    for preset in library::designs() {
        let design = &preset.design;
        assert!(design.goals.len() >= 5, "{}", design.name);
        for judged in judge(design, &solve(design), &Known::default()) {
            let name = judged.goal.name();
            match judged.state() {
                State::Met => {}
                State::Missed => missed.push(format!("{}: {name}", design.name)),
                State::Unknown => assert_eq!(name, "Yield", "{}", design.name),
            }
        }
    }
    assert!(missed.len() <= 9, "{missed:?}");
    assert_eq!(count_of_parts(&preset("Single dynamic")), 2);
}

#[test]
fn goals_are_edited_undone_saved_and_refused_as_anything_else() {
    let mut history = History::new(preset("Single dynamic"));
    let before = history.present().clone();
    let goals = Goal::ALL.to_vec();
    history
        .edit("Goals", &Edit::SetGoals(goals.clone()))
        .unwrap();
    let design = history.present().clone();
    let text = file::to_text(&design);
    assert_eq!(file::from_text(&text).unwrap().0.goals, goals);
    assert!(text.contains("within: \"1.5 dB\""), "{text}");
    history.undo();
    assert_eq!(**history.present(), *before);
    // A design without goals has no word of them.
    let none = before.apply(&Edit::SetGoals(Vec::new())).unwrap();
    assert!(!file::to_text(&none).contains("goals"));

    let refused = |goals: Vec<Goal>| {
        before
            .apply(&Edit::SetGoals(goals))
            .unwrap_err()
            .to_string()
    };
    let upside_down = Goal::Target {
        from: 1000.0,
        to: 100.0,
        within: 1.0,
    };
    assert!(refused(vec![upside_down]).contains("upper end"));
    assert!(
        refused(vec![Goal::Yield {
            within: 1.0,
            at_least: 1.5
        }])
        .contains("at most 100%")
    );
    assert!(refused(vec![Goal::ALL[0]; 33]).contains("at most 32"));
    let spoilt = text.replace("at_most: \"115 dB\"", "at_most: \"15 dB\"");
    let error = file::from_text(&spoilt).unwrap_err().to_string();
    assert!(error.contains("upper end"), "{error}");
}

#[test]
fn a_goal_reaches_to_the_very_end_of_its_band() {
    // The last of the points a goal is judged at is its end, not a rounding above it.
    for from in 100..700 {
        let points = earwright::analysis::error::log_points([f64::from(from), 20e3], 60);
        assert_eq!(
            (points[0], *points.last().unwrap()),
            (f64::from(from), 20e3)
        );
    }
    let design = preset("Hybrid 1 DD + 2 BA");
    for from in [145.0, 261.0, 290.0, 303.0, 522.0] {
        let goal = Goal::Target {
            from,
            to: 20e3,
            within: 3.0,
        };
        assert!(judged(&design, goal).figure.is_some(), "from {from} Hz");
    }
}

#[test]
fn a_coil_heats_by_the_current_through_it() {
    use earwright::analysis::maximum::{Maximum, ports};
    // The goal's headroom at the present level is that of the greatest level, coil by coil.
    for name in ["Hybrid 1 DD + 2 BA", "Single armature", "Single dynamic"] {
        let design = preset(name);
        let f = log_grid(512, 20.0, 20e3);
        let (solution, readings) =
            Solver::default().solve_with_readings(&design, &f, &ports(&design));
        for share in &solution.contributions {
            let is_plus = |reading: &&earwright::network::PortReading| {
                reading.end.part == share.part && reading.end.port == "+"
            };
            let reading = readings.iter().find(is_plus).unwrap();
            for (ours, read) in share.current.iter().zip(reading.flow.as_ref().unwrap()) {
                assert!((ours - read).norm() < 1e-9 * read.norm().max(1e-12));
            }
        }
        let maximum = Maximum::of(&design, &solution, &readings).unwrap();
        let heat = maximum.strained.iter().filter(|strained| {
            use earwright::design::kinds::burden::Strain;
            matches!(strained.burden.strain, Strain::CoilHeat(_))
        });
        let most = heat.flat_map(|strained| &strained.load).copied();
        let most = most.filter(|load| load.is_finite()).fold(0.0, f64::max);
        let level = spl::total(&solution).unwrap();
        let at_1k = earwright::analysis::interpolate::at_log(&level.x, &level.y, 1000.0).unwrap();
        let found = judged(&design, Goal::Power { level: at_1k });
        assert_relative_eq!(found.figure.unwrap(), -20.0 * most.log10(), epsilon = 0.02);
    }
}

#[test]
fn the_cans_of_one_case_share_its_power() {
    let design = preset("Single armature");
    let driver = design.drivers().next().unwrap().clone();
    for coils in [Coils::Series, Coils::Parallel] {
        let mut part = driver.clone();
        let armature = part.kind.downcast_mut::<Armature>().unwrap();
        armature.units = Some(Units {
            count: 2,
            coils,
            spouts: Spouts::Shared,
        });
        let doubled = design.apply(&Edit::SetPart(Box::new(part))).unwrap();
        let solution = solve(&doubled);
        let share = &solution.contributions[0];
        let (resistance, bound) =
            earwright::analysis::limits::coil(&doubled.part(driver.id).unwrap().kind).unwrap();
        // What goes into the terminals is at least what all coils turn into heat.
        for (volt, ampere) in share.voltage.iter().zip(&share.current) {
            let taken = (volt * ampere.conj()).re;
            assert!(
                ampere.norm_sqr() * resistance <= taken * (1.0 + 1e-9),
                "{coils:?}"
            );
        }
        assert!(bound.value().unwrap() > 0.0);
    }
}
