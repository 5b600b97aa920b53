//! Production: what classes make of designs, against pairs that were measured.

use earwright::{
    design::{
        Design, Edit, History, Number, ParameterKey, PartId, Subject,
        file::{from_text, to_text},
        number::numbers,
        tolerance::{Fit, Shape, Spread, ToleranceClass, ToleranceRow, Tolerances},
    },
    library,
    tuning::tolerance::{
        self, Run,
        production::{Production, Worn},
        statistics::Curves,
    },
};
use std::sync::Arc;

/// Frequencies at which pairs are compared, Hz.
const AT: [f64; 10] = [20.0, 100.0, 200.0, 500.0, 1e3, 2e3, 3e3, 5e3, 8e3, 10e3];
/// Median of |left − right| of real earphones there, dB, aligned from 200 Hz to 2 kHz: 45 pairs of
/// one public collection of measurements (HTangl) and 221 of another (kanzai1122, banzai1122),
/// seating included.
const PAIRS: [(f64, [f64; 10]); 2] = [
    (
        45.0,
        [0.41, 0.27, 0.20, 0.07, 0.15, 0.37, 0.48, 0.58, 0.55, 0.60],
    ),
    (
        221.0,
        [0.30, 0.44, 0.28, 0.08, 0.14, 0.28, 0.39, 0.59, 0.73, 0.66],
    ),
];
/// Standard deviation of the level re 1 kHz over reseatings, dB: 193 sweeps in 38 sets of earbuds
/// (HTangl), where leak and depth decide. Between 200 Hz and 8 kHz earbuds, which do not seal, stray
/// by 0.5 to 0.9 dB; what sits in the canal with a tip strays less.
const RESEATED: [(f64, f64); 4] = [(20.0, 2.3), (50.0, 1.7), (100.0, 1.2), (10e3, 0.7)];

/// Where curves are aligned: 200 Hz to 2 kHz in thirds of an octave.
fn aligned_on() -> Vec<f64> {
    (0..=10)
        .map(|n| 200.0 * 10f64.powf(f64::from(n) / 10.0))
        .collect()
}

fn sorted(mut f: Vec<f64>) -> Arc<[f64]> {
    f.sort_by(f64::total_cmp);
    f.dedup_by(|a, b| (*a / *b - 1.0).abs() < 1e-9);
    f.into()
}

fn place(f: &[f64], at: f64) -> usize {
    f.iter().position(|f| (f / at - 1.0).abs() < 1e-9).unwrap()
}

/// The presets that sit in the ear.
fn earphones() -> Vec<&'static Design> {
    (library::designs().iter().map(|preset| &preset.design))
        .filter(|design| design.ear_model().is_some_and(|ear| !ear.facts().over_ear))
        .collect()
}

/// Levels of units, dB, one row a unit.
fn levels(design: &Design, worn: Worn, units: usize, f: &Arc<[f64]>) -> Vec<Vec<f64>> {
    let production = Production::of(design, worn);
    let curves = tolerance::curves(design, &production, 11, 0..units, f).unwrap();
    let wide = |curve: &[f32]| curve.iter().map(|level| f64::from(*level)).collect();
    curves.iter().map(wide).collect()
}

#[test]
fn left_and_right_of_the_presets_differ_as_those_of_real_pairs_do() {
    const UNITS: usize = 240;
    let f = sorted(AT.iter().copied().chain(aligned_on()).collect());
    let on: Vec<usize> = aligned_on().iter().map(|at| place(&f, *at)).collect();
    let mut found = vec![Vec::new(); AT.len()];
    for design in earphones() {
        let units = levels(design, Worn::EachAnew, UNITS, &f);
        for pair in units.chunks(2) {
            let difference: Vec<f64> = pair[0].iter().zip(&pair[1]).map(|(l, r)| l - r).collect();
            let level = on.iter().map(|n| difference[*n]).sum::<f64>() / on.len() as f64;
            for (found, at) in found.iter_mut().zip(AT) {
                found.push((difference[place(&f, at)] - level).abs());
            }
        }
    }
    assert_eq!(found[0].len(), UNITS / 2 * 7, "seven earphones");
    let pairs: f64 = PAIRS.iter().map(|(count, _)| count).sum();
    for (n, found) in found.iter_mut().enumerate() {
        found.sort_by(f64::total_cmp);
        let ours = found[found.len() / 2];
        let real = PAIRS.iter().map(|(count, of)| count * of[n]).sum::<f64>() / pairs;
        let ratio = ours / real;
        assert!(
            (1.0 / 1.5..1.5).contains(&ratio),
            "{} Hz: {ours:.2} dB, real {real:.2}",
            AT[n]
        );
    }
}

#[test]
fn worn_again_levels_change_as_those_of_real_reseatings_do() {
    let f = sorted(RESEATED.iter().map(|(at, _)| *at).chain([1e3]).collect());
    let mut squares = [0.0; RESEATED.len()];
    for design in earphones() {
        let mut design = design.clone();
        for (number, info, _) in numbers(&design) {
            if info.class.is_some() {
                design.tolerances.put(ToleranceRow {
                    class: Some(ToleranceClass::AsDrawn),
                    ..ToleranceRow::new(number)
                });
            }
        }
        design.tolerances.fit = Some(Fit::WORN);
        let units = levels(&design, Worn::EachAnew, 200, &f);
        for (square, (at, _)) in squares.iter_mut().zip(RESEATED) {
            let re: Vec<f64> = (units.iter())
                .map(|unit| unit[place(&f, at)] - unit[place(&f, 1e3)])
                .collect();
            let deviation = earwright::analysis::error::standard_deviation(&re).unwrap();
            *square += deviation.powi(2) / earphones().len() as f64;
        }
    }
    let found: Vec<f64> = squares.iter().map(|square| square.sqrt()).collect();
    for (ours, (at, real)) in found.iter().zip(RESEATED) {
        assert!(
            (0.5..2.0).contains(&(ours / real)),
            "{at} Hz: {found:.2?}, real {RESEATED:?}"
        );
    }
}

pub(super) fn hybrid5() -> &'static Design {
    &library::design("Hybrid 1 DD + 4 BA").unwrap().design
}

pub(super) fn run(units: usize, worn: Worn) -> Run {
    Run {
        units,
        seed: 5,
        worn,
    }
}

/// A number of the hybrid's first inductor.
fn inductance() -> Number {
    let l1 = hybrid5().part_named("L1").unwrap().id;
    Number {
        subject: Subject::Part(l1),
        key: ParameterKey {
            key: "inductance".to_owned(),
            index: None,
        },
    }
}

fn tolerances(spread: Spread) -> Tolerances {
    let mut tolerances = Tolerances::default();
    tolerances.put(ToleranceRow {
        spread: Some(spread),
        shape: Some(Shape::Uniform),
        ..ToleranceRow::new(inductance())
    });
    tolerances
}

#[test]
fn a_tolerance_is_saved_undone_and_goes_with_its_part() {
    let mut history = History::new(hybrid5().clone());
    let set = Edit::SetTolerances(Box::new(tolerances(Spread::Share(0.02))));
    history.edit("Tolerance", &set).unwrap();
    let text = to_text(history.present());
    assert!(text.contains(r#"spread: "2%""#));
    assert_eq!(from_text(&text).unwrap().0, **history.present());
    let PartId(id) = hybrid5().part_named("L1").unwrap().id;
    let remove = Edit::Remove {
        parts: vec![PartId(id)],
        links: Vec::new(),
    };
    history.edit("Delete", &remove).unwrap();
    assert!(
        history.present().tolerances.is_default(),
        "it goes with its part"
    );
    history.undo();
    assert_eq!(history.present().tolerances.numbers.len(), 1);
    history.undo();
    assert!(!to_text(history.present()).contains("tolerances"));
}

#[test]
fn impossible_tolerances_are_refused_in_words() {
    let refused = |spread| {
        let edit = Edit::SetTolerances(Box::new(tolerances(spread)));
        hybrid5().apply(&edit).unwrap_err().to_string()
    };
    assert!(refused(Spread::Amount(1e-3)).contains("only lengths have one in mm"));
    assert!(refused(Spread::Share(1.5)).contains("0 to 100 %"));
    assert!(refused(Spread::Share(f64::NAN)).contains("0 to 100 %"));
    let text = to_text(
        &hybrid5()
            .apply(&Edit::SetTolerances(Box::new(tolerances(Spread::Share(
                0.02,
            )))))
            .unwrap(),
    );
    for (good, bad) in [("2%", "200%"), ("2%", "2 mm")] {
        let broken = text.replace(
            &format!("spread: \"{good}\""),
            &format!("spread: \"{bad}\""),
        );
        assert_ne!(broken, text);
        let error = from_text(&broken).unwrap_err().to_string();
        assert!(error.contains("L1"), "{error}");
    }
    for (words, expected) in [
        ("5 %", Some(Spread::Share(0.05))),
        ("±5%", Some(Spread::Share(0.05))),
        ("2.5", Some(Spread::Share(0.025))),
        ("0.3 mm", Some(Spread::Amount(0.3e-3))),
        (
            "±0.05 mm, at most ±5 %",
            Some(Spread::Lesser(0.05e-3, 0.05)),
        ),
        ("-1 %", None),
        ("5 Ω", None),
        ("", None),
    ] {
        assert_eq!(Spread::parse(words).ok(), expected, "{words}");
        if let Some(spread) = expected {
            assert_eq!(Spread::parse(&spread.words()).unwrap(), spread, "{words}");
        }
    }
}

#[test]
fn a_uniform_number_stays_within_its_tolerance_and_a_pair_shares_what_it_has_in_common() {
    let spread_of = |common: f64| {
        let mut design = hybrid5().clone();
        design.tolerances = tolerances(Spread::Share(0.02));
        design.tolerances.numbers[0].common = Some(common);
        let production = Production::of(&design, Worn::Alike);
        let value = |unit: usize| {
            let built = production.build(&production.unit(3, unit));
            inductance().find(&built).unwrap().1 / inductance().find(&design).unwrap().1 - 1.0
        };
        (0..2000).map(value).collect::<Vec<f64>>()
    };
    let apart = spread_of(0.0);
    assert!(apart.iter().all(|share| share.abs() <= 0.02));
    let inner = apart.iter().filter(|share| share.abs() <= 0.01).count();
    assert!(
        (900..1100).contains(&inner),
        "half of them lie in half of it: {inner}"
    );
    let together = spread_of(1.0);
    assert!(
        together
            .chunks(2)
            .all(|pair| (pair[0] - pair[1]).abs() < 1e-12)
    );
    assert!(together.chunks(2).any(|pair| pair[0].abs() > 0.01));
}

#[test]
fn parts_of_a_run_join_to_the_very_run() {
    use tolerance::part::{Part, Shard, join};
    let f = tolerance::grid();
    let design = library::designs()[0].design.clone();
    let run = run(26, Worn::Alike);
    let production = Production::of(&design, run.worn);
    let whole = tolerance::curves(&design, &production, run.seed, 0..run.units, &f).unwrap();
    let part = |part: usize| {
        let shard = Shard { part, of: 3 };
        let which = shard.range(run.units);
        assert_eq!(which.start % 2, 0, "no pair is torn apart");
        let curves = tolerance::curves(&design, &production, run.seed, which, &f).unwrap();
        let part = Part {
            design: to_text(&design),
            run,
            shard,
            curves,
        };
        let bytes = part.to_bytes().unwrap();
        let read = Part::from_bytes(&bytes).unwrap();
        assert_eq!(read, part);
        for cut in [0, 10, 60, bytes.len() / 2, bytes.len() - 1] {
            assert!(Part::from_bytes(&bytes[..cut]).is_err(), "cut at {cut}");
        }
        (format!("part {}", shard.part), read)
    };
    let parts = [2, 3, 1].map(part);
    let (joined, of, curves): (Design, Run, Curves) = join(parts.to_vec()).unwrap();
    assert_eq!((joined, of, curves), (design.clone(), run, whole));
    let why = |parts: Vec<(String, Part)>| join(parts).unwrap_err();
    assert!(why(parts[..2].to_vec()).contains("part 1 of 3 is missing"));
    assert!(why([&parts[..], &parts[..1]].concat()).contains("are both part 2 of 3"));
    let mut other = parts.to_vec();
    other[1].1.run.seed += 1;
    assert!(why(other).contains("not of one run"));
    assert!(why(Vec::new()).contains("no part"));
    assert!(
        ["0/3", "4/3", "x", "1/0", "1"]
            .iter()
            .all(|bad| Shard::parse(bad).is_err())
    );
}

#[test]
fn two_or_three_units_have_percentiles_between_them() {
    let design = &library::design("Single dynamic").unwrap().design;
    let f = tolerance::grid();
    for units in [2, 3, 4] {
        let found = tolerance::spread(design, &run(units, Worn::Alike), &f).unwrap();
        assert_eq!(found.units.deviations.len(), units);
        let three = [&found.levels.low, &found.levels.median, &found.levels.high];
        let apart = |n: usize| three.map(|levels| levels[n]);
        for n in 0..f.len() {
            let [low, median, high] = apart(n);
            assert!(low <= median && median <= high);
            if units == 2 {
                // A twentieth, a half and nineteen twentieths of the way from one to the other.
                assert!(
                    (low + high - 2.0 * median).abs() < 1e-4,
                    "{low} {median} {high}"
                );
            }
        }
        assert!(
            (0..f.len()).any(|n| apart(n)[2] - apart(n)[0] > 1e-3),
            "{units} units"
        );
    }
}
