//! What raising a number does, as told, against a design in which it was raised.

use earwright::{
    analysis::{
        effect::{Change, Effect},
        spl,
    },
    design::{Design, Number, ParameterKey},
    library,
    network::{Include, Solution, Solver, log_grid},
};

/// The change at a frequency from one solution to another: dB of level, % of impedance.
fn changes(before: &Solution, after: &Solution, f: f64) -> (f64, f64) {
    let at = before.f.iter().position(|known| *known == f).unwrap();
    let level = |of: &Solution| spl::levels_db(of.drum_pressure.as_ref().unwrap())[at];
    let impedance = |of: &Solution| of.input_impedance.as_ref().unwrap()[at].norm();
    let percent = 100.0 * (impedance(after) / impedance(before) - 1.0);
    (level(after) - level(before), percent)
}

/// The bore of a straight section stands for both of its ends.
fn raised(design: &Design, number: &Number, share: f64) -> Design {
    let mut raised = design.clone();
    let (_, value) = number.find(design).unwrap();
    assert!(number.set(&mut raised, value * (1.0 + share)));
    if number.key.key == "section.bore_in" {
        let end = ParameterKey {
            key: "section.bore_out".into(),
            ..number.key.clone()
        };
        let end = Number {
            key: end,
            ..number.clone()
        };
        if end.find(design).is_some_and(|(_, bore)| bore == value) {
            assert!(end.set(&mut raised, value * (1.0 + share)));
        }
    }
    raised
}

#[test]
fn what_is_told_is_what_happens_when_a_number_is_raised() {
    let design = library::default_design();
    let f = log_grid(192, 20.0, 20_000.0);
    let mut solver = Solver::default();
    // Few enough that slopes carry, and half of the way from below to above: a resonance that moves by
    // a tenth leaves its own flank.
    let share = 0.01;
    let mut told = 0;
    for one in solver.sensitivities(&design, &f, Include::NonZero) {
        if one.one_sided {
            continue;
        }
        let number = one.number();
        let effect = Effect::of(&one, &f, share);
        let below = solver.solve(&raised(&design, &number, -share), &f);
        let above = solver.solve(&raised(&design, &number, share), &f);
        let off = |change: Option<Change>, happened: fn((f64, f64)) -> f64| {
            let Some(Change { f, by }) = change else {
                return;
            };
            let is = 0.5 * happened(changes(&below, &above, f));
            let near = (is - by).abs() < 0.06 * by.abs().max(0.1);
            assert!(near, "{number:?}: {by} told, {is} happens at {f} Hz");
        };
        off(effect.rise, |(level, _)| level);
        off(effect.fall, |(level, _)| level);
        off(effect.impedance, |(_, percent)| percent);
        told += usize::from(effect != Effect::default());
    }
    assert!(told > 15, "{told}");
}

#[test]
fn it_is_told_in_words() {
    let at = |f, by| Some(Change { f, by });
    let mut effect = Effect {
        rise: at(2900.0, 0.84),
        fall: at(100.0, -0.31),
        impedance: None,
    };
    assert_eq!(effect.words(), "+0.8 dB at 2.9 kHz, −0.3 dB at 100 Hz");
    effect.impedance = at(120.0, -4.2);
    effect.rise = None;
    assert_eq!(
        effect.words(),
        "−0.3 dB at 100 Hz; impedance −4 % at 120 Hz"
    );
    let nothing = Effect::default().words();
    assert_eq!(nothing, "the level stays within 0.05 dB");
}
