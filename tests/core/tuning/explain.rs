//! Which numbers explain what was measured of a unit that was made up.

use crate::support::random::Random;
use earwright::{
    analysis::{error, impedance, spl},
    design::{CurveKind, CurvePoint, Design, Number, StoredCurve, number::numbers},
    library,
    network::{Solver, log_grid},
    tuning::{
        explain::{Aligned, Alternative, Explained, Task, Unexplained, Verdict, explain},
        tolerance::production::{Production, Worn},
    },
};
use std::ops::ControlFlow;

fn preset(name: &str) -> Design {
    library::design(name).unwrap().design.clone()
}

/// A normal draw.
fn normal(random: &mut Random) -> f64 {
    (0..12).map(|_| random.unit()).sum::<f64>() - 6.0
}

/// What a unit would be measured as, with noise (dB, or a share) and raised by some dB.
fn measured(unit: &Design, kind: CurveKind, noise: f64, raised: f64, seed: u64) -> StoredCurve {
    let f = log_grid(500, 20.0, 20_000.0);
    let solution = Solver::default().solve(unit, &f);
    let curve = match kind {
        CurveKind::Level => spl::total(&solution),
        CurveKind::Impedance => impedance::magnitude(&solution),
    };
    let mut random = Random(seed);
    let points = (curve.unwrap().y.iter().zip(f.iter()))
        .map(|(value, f)| {
            let noise = noise * normal(&mut random);
            let value = match kind {
                CurveKind::Level => value + noise + raised,
                CurveKind::Impedance => value * (1.0 + noise),
            };
            CurvePoint {
                f: *f,
                value,
                phase_deg: None,
            }
        })
        .collect();
    StoredCurve {
        name: "Unit 1".to_owned(),
        origin: "made up".to_owned(),
        shown: true,
        kind,
        align_hz: None,
        align_to_hz: None,
        taken: None,
        points,
    }
}

fn found(design: &Design, curves: &[&StoredCurve], task: &Task) -> Explained {
    explain(design, curves, task, &mut |_| ControlFlow::Continue(())).unwrap()
}

/// The number of an owner.
fn number(design: &Design, owner: &str, key: &str) -> Number {
    let mut all = numbers(design).into_iter();
    let named =
        |number: &Number| design.name_of(number.subject) == Some(owner) && number.key.key == key;
    let (number, ..) = all.find(|(number, ..)| named(number)).unwrap();
    number
}

/// A unit with some numbers of its design moved by shares.
fn moved(design: &Design, by: &[(&Number, f64)]) -> Design {
    let mut unit = design.clone();
    for (number, share) in by {
        let (_, value) = number.find(design).unwrap();
        assert!(number.set(&mut unit, value * (1.0 + share)));
    }
    unit
}

/// Whether a number is among what moved, or named in the place of one.
fn is_named(found: &Explained, design: &Design, number: &Number) -> bool {
    let words = number.words(design).unwrap();
    found
        .moved
        .iter()
        .any(|moved| moved.name == words || moved.instead.iter().any(|other| other.name == words))
}

fn table(found: &Explained) -> String {
    let mut lines = vec![found.sentence(), found.unseen_words()];
    for moved in &found.moved {
        let instead: Vec<String> = moved.instead.iter().map(Alternative::words).collect();
        lines.push(format!(
            "{} {} -> {} {} without {:.2}; {instead:?} {:?}",
            moved.name,
            moved.was,
            moved.is,
            moved.sigma_words(),
            moved.without,
            moved.tied
        ));
    }
    lines.join("\n")
}

#[test]
fn what_was_moved_is_found_again_under_noise() {
    let design = preset("Hybrid 1 DD + 2 BA");
    let number = |owner, key| number(&design, owner, key);
    let damper = number("T1", "insert.resistance");
    let force = number("Tweeter", "tau");
    let length = number("T3", "section.length");
    let by = [(&damper, 0.12), (&force, -0.11), (&length, 0.03)];
    let unit = moved(&design, &by);
    let level = measured(&unit, CurveKind::Level, 0.2, 5.0, 1);
    let task = Task::default();
    let told = found(&design, &[&level], &task);
    println!("{}", table(&told));
    assert_eq!(told.verdict, Verdict::Explained);
    assert_eq!(told.moved.len(), 3);
    for (number, share) in by {
        let words = number.words(&design).unwrap();
        let moved = told.moved.iter().find(|moved| moved.name == words);
        let moved = moved.unwrap_or_else(|| panic!("{words} was not found"));
        let (_, was, is) = moved.number.clone().unwrap();
        let off = (is / was - 1.0 - share).abs();
        println!("{words}: {:.4} of {share}", is / was - 1.0);
        assert!(off < 0.25 * share.abs(), "{words}: {off}");
        assert!(!moved.beyond, "{words}");
        assert!(moved.without > 1.1 * told.after.noises, "{words}");
    }
    // What it cannot tell apart is named: a little longer, or a little narrower.
    let others = told.moved.iter().flat_map(|moved| &moved.instead);
    let others: Vec<&str> = others.map(|other| other.name.as_str()).collect();
    assert_eq!(others, ["T3: Bore"]);
    assert!((told.before.raised_db.unwrap() - -5.0).abs() < 1.0);
    assert!(told.after.level_db.unwrap() < 0.23);
    // The design that explains it is one edit away.
    let explained = design.apply(&told.edit).unwrap();
    assert_eq!(explained, told.design);
}

#[test]
fn random_units_are_explained_by_what_was_drawn() {
    let (mut named, mut right, mut of, mut wrong) = (0, 0, 0, 0);
    let mut random = Random(7);
    for name in ["Hybrid 1 DD + 2 BA", "Dual armature"] {
        let design = preset(name);
        let production = Production::of(&design, Worn::Alike);
        let draws = production.draws().len();
        let base = spl_of(&design);
        let is_heard = |draw: &usize| {
            let mut alone = vec![0.0; draws];
            alone[*draw] = 1.8;
            let unit = spl_of(&production.build(&alone));
            let off: Vec<f64> = unit.iter().zip(&base).map(|(a, b)| a - b).collect();
            error::standard_deviation(&off).unwrap() > 0.2
        };
        let heard: Vec<usize> = (0..draws).filter(is_heard).collect();
        assert!(heard.len() > 4, "{name}: {}", heard.len());
        for seed in 0..3 {
            // Two or three numbers of those that are heard.
            let mut open = heard.clone();
            let mut drawn = vec![0.0; draws];
            let mut picked: Vec<usize> = Vec::new();
            while picked.len() < 2 + seed % 2 {
                let draw = open.swap_remove(random.below(open.len()));
                drawn[draw] = if random.below(2) == 0 { 1.8 } else { -1.8 };
                picked.push(draw);
            }
            let unit = production.build(&drawn);
            let level = measured(&unit, CurveKind::Level, 0.2, -3.0, seed as u64);
            let impedance = measured(&unit, CurveKind::Impedance, 0.01, 0.0, seed as u64);
            let both = [&level, &impedance];
            let curves = if seed % 2 == 0 { &both[..1] } else { &both[..] };
            let told = found(&design, curves, &Task::default());
            println!("== {name} {seed}\n{}", table(&told));
            let numbers: Vec<Number> = picked
                .iter()
                .map(|draw| {
                    let mut alone = vec![0.0; draws];
                    alone[*draw] = 1.0;
                    let unit = production.build(&alone);
                    let pairs = numbers(&design).into_iter().zip(numbers(&unit));
                    let mut moved = pairs.filter(|((_, _, was), (_, _, is))| was != is);
                    moved.next().unwrap().0.0
                })
                .collect();
            for (number, draw) in numbers.iter().zip(&picked) {
                let words = number.words(&design).unwrap();
                let taken = told.moved.iter().any(|moved| moved.name == words);
                let is_named = is_named(&told, &design, number);
                println!("   {words} {} taken {taken} named {is_named}", drawn[*draw]);
                of += 1;
                right += usize::from(taken);
                named += usize::from(is_named);
            }
            wrong += told
                .moved
                .iter()
                .filter(|moved| {
                    !numbers
                        .iter()
                        .any(|number| number.words(&design).unwrap() == moved.name)
                })
                .count();
            assert_eq!(told.verdict, Verdict::Explained, "{name} {seed}");
        }
    }
    println!("{right} taken, {named} named of {of}, {wrong} others taken");
    assert!(named * 10 >= of * 9, "{named} of {of}");
}

/// Levels where measurements count, dB.
fn spl_of(design: &Design) -> Vec<f64> {
    let f = log_grid(128, 20.0, 10_000.0);
    let solution = Solver::default().solve(design, &f);
    spl::levels_db(&solution.drum_pressure.unwrap())
}

#[test]
fn a_design_that_agrees_and_one_that_nothing_explains_say_so() {
    let design = preset("Hybrid 1 DD + 2 BA");
    let agreeing = measured(&design, CurveKind::Level, 0.2, 0.0, 3);
    let told = found(&design, &[&agreeing], &Task::default());
    println!("{}", table(&told));
    assert_eq!((told.verdict, told.moved.len()), (Verdict::Agrees, 0));
    assert!(told.sentence().contains("nothing to explain"));

    // A level that rises and falls as none of its numbers makes it.
    let mut wavy = agreeing.clone();
    for point in &mut wavy.points {
        point.value += 2.0 * (6.0 * point.f.ln()).sin();
    }
    let told = found(&design, &[&wavy], &Task::default());
    println!("{}", table(&told));
    assert!(matches!(told.verdict, Verdict::Nothing | Verdict::Partly));
    assert!(told.after.noises > 3.0);

    let mut short = agreeing.clone();
    short.points.truncate(2);
    let stop = &mut |_| ControlFlow::Continue(());
    let ask = |curve: &StoredCurve, task: &Task, tell: &mut dyn FnMut(_) -> ControlFlow<()>| {
        explain(&design, &[curve], task, tell).unwrap_err()
    };
    assert_eq!(ask(&short, &Task::default(), stop), Unexplained::NoData);
    let beyond = Task {
        aligned: Aligned::Band(5.0, None),
        ..Task::default()
    };
    assert_eq!(ask(&agreeing, &beyond, stop), Unexplained::NotAligned);
    let ended = ask(&wavy, &Task::default(), &mut |_| ControlFlow::Break(()));
    assert_eq!(ended, Unexplained::Stopped);
    let nothing = Design::new();
    let silent = explain(&nothing, &[&agreeing], &Task::default(), stop);
    assert_eq!(silent.unwrap_err(), Unexplained::Silent);
}

#[test]
fn how_it_was_worn_may_explain_it_and_is_not_taken() {
    let design = preset("Single armature");
    let production = Production::of(&design, Worn::EachAnew);
    let mut drawn = vec![0.0; production.draws().len()];
    let insertion = drawn.len() - 2;
    drawn[insertion] = 2.0;
    drawn[insertion + 1] = 2.5;
    let unit = production.build(&drawn);
    // What wearing it so adds to the design as drawn, which has no tip.
    let plain = production.build(&vec![0.0; drawn.len()]);
    let [unit, plain, own] = [&unit, &plain, &design].map(|of| {
        let quiet = measured(of, CurveKind::Level, 0.0, 0.0, 5);
        quiet
            .points
            .iter()
            .map(|point| point.value)
            .collect::<Vec<f64>>()
    });
    let mut level = measured(&design, CurveKind::Level, 0.1, 0.0, 5);
    for (n, point) in level.points.iter_mut().enumerate() {
        point.value += unit[n] - plain[n];
    }
    let step = plain
        .iter()
        .zip(&own)
        .map(|(plain, own)| (plain - own).abs());
    assert!(
        step.fold(0.0, f64::max) > 0.1,
        "a tip is a step in the bore"
    );
    let task = Task {
        worn: true,
        aligned: Aligned::AsMeasured,
        ..Task::default()
    };
    let told = found(&design, &[&level], &task);
    println!("{}", table(&told));
    let fit: Vec<&str> = told.moved.iter().map(|moved| moved.name.as_str()).collect();
    assert_eq!(fit, ["Fit: seal", "Fit: insertion"]);
    // The tip sits as deep as the reference plane: it can only sit less deep.
    assert_eq!(told.moved[0].is, "a gap of 0.063 mm");
    assert!(
        told.moved[1].is.ends_with("less deep"),
        "{}",
        told.moved[1].is
    );
    assert!(
        told.moved
            .iter()
            .all(|moved| moved.number.is_some() || moved.was == "as drawn")
    );
    assert!(design.apply(&told.edit).is_ok());
}

#[test]
fn a_unit_worn_as_drawn_is_explained_by_its_parts_alone() {
    // A design without a tip has no step there that one with a tip has: that is no difference of the
    // unit.
    let design = preset("Hybrid 1 DD + 2 BA");
    let damper = number(&design, "T1", "insert.resistance");
    let unit = moved(&design, &[(&damper, 0.14)]);
    let level = measured(&unit, CurveKind::Level, 0.2, 4.0, 9);
    let task = Task {
        worn: true,
        ..Task::default()
    };
    let told = found(&design, &[&level], &task);
    println!("{}", table(&told));
    assert_eq!(told.moved.len(), 1);
    assert_eq!(told.moved[0].number.as_ref().unwrap().0, damper);
    assert_eq!(told.verdict, Verdict::Explained);
}
