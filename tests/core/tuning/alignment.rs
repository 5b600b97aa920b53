//! Drivers that play against each other: told from phases, mended, and solved again.

use crate::support::samples::{add, armature, end};
use crate::support::systems::tuned_hybrid;
use approx::assert_relative_eq;
use earwright::{
    analysis::{
        Contribution, Solution, Validity,
        alignment::{mean_level_db, meetings, opposed},
    },
    design::{Design, Edit, Link, LinkId, LinkKind, PartId, Tube, operations},
    library,
    network::{Solver, log_grid},
    tuning::alignment::{lengthen, suggestions},
};
use num_complex::Complex64;
use std::f64::consts::TAU;

/// Two drivers that cross at 2 kHz, 12 dB an octave, in phase but for a delay (s) and a sign of the
/// second.
fn crossing(delay: f64, sign: f64) -> Solution {
    let f = log_grid(300, 20.0, 20_000.0);
    let low = |f: f64| Complex64::new(1.0 / (1.0 + (f / 2000.0).powi(2)), 0.0);
    let high = |f: f64| {
        let size = (f / 2000.0).powi(2) / (1.0 + (f / 2000.0).powi(2));
        Complex64::from_polar(sign * size, -TAU * f * delay)
    };
    let share = |part: u32, name: &str, pressure: Vec<Complex64>| Contribution {
        part: PartId(part),
        name: name.to_owned(),
        muted: false,
        voltage: vec![Complex64::ONE; pressure.len()],
        current: vec![Complex64::ZERO; pressure.len()],
        pressure,
        excursion: None,
        displaced: None,
    };
    let low: Vec<Complex64> = f.iter().map(|f| low(*f)).collect();
    let high: Vec<Complex64> = f.iter().map(|f| high(*f)).collect();
    Solution {
        f,
        drum_pressure: Some(low.iter().zip(&high).map(|(a, b)| a + b).collect()),
        input_impedance: None,
        contributions: vec![share(1, "Low", low), share(2, "High", high)],
        validity: Validity::default(),
        problems: Vec::new(),
        residual: 0.0,
        verdict: earwright::network::Verdict::default(),
        unknowns: 0,
    }
}

#[test]
fn they_meet_where_they_are_about_as_loud() {
    let solution = crossing(0.0, 1.0);
    let found = meetings(&solution);
    assert_eq!(found.len(), 2);
    // 12 dB an octave apart: within 6 dB of each other for half an octave on each side.
    let [from, to] = found[0].between;
    assert_relative_eq!(from, 2000.0 / 2_f64.sqrt(), max_relative = 0.05);
    assert_relative_eq!(to, 2000.0 * 2_f64.sqrt(), max_relative = 0.05);
    assert_eq!(found[0].neighbour, PartId(2));
    assert!(found.iter().all(|meeting| meeting.reversing_db < -10.0));
    assert!(opposed(&solution).is_empty());
}

#[test]
fn a_reversed_driver_is_named_once_and_reversing_it_adds_what_was_told() {
    let before = crossing(0.02e-3, -1.0);
    let found = opposed(&before);
    assert_eq!(found.len(), 1, "of two that meet, one is named");
    let after = crossing(0.02e-3, 1.0);
    let gained = found[0].level_db(&after).unwrap() - found[0].level_db(&before).unwrap();
    // Whichever of the two is reversed, the sum is the same but for its sign.
    assert_relative_eq!(found[0].reversing_db, gained, epsilon = 1e-9);
    assert!(gained > 10.0);
}

#[test]
fn a_known_delay_is_found_and_adds_what_was_told() {
    // 144° at the crossing: they play against each other.
    let before = crossing(0.2e-3, 1.0);
    assert_eq!(opposed(&before).len(), 1);
    let low = meetings(&before)
        .into_iter()
        .find(|m| m.part == PartId(1))
        .unwrap();
    let best = low.best_delay(&before, [-0.03e-3, 0.4e-3]);
    assert_relative_eq!(best.delay, 0.2e-3, max_relative = 0.02);
    // The low one delayed by as much: both late together, the sum as without any delay.
    let aligned = crossing(0.0, 1.0);
    let gained = low.level_db(&aligned).unwrap() - low.level_db(&before).unwrap();
    assert_relative_eq!(best.gain_db, gained, epsilon = 0.01);
    // The high one would have to be sooner: within a span that only allows later, nothing like it.
    let high = meetings(&before)
        .into_iter()
        .find(|m| m.part == PartId(2))
        .unwrap();
    let sooner = high.best_delay(&before, [-0.4e-3, 0.03e-3]);
    assert_relative_eq!(sooner.delay, -0.2e-3, max_relative = 0.02);
}

/// Two like armatures behind tubes of these lengths (m) on one ear, the second with its wires
/// crossed or not.
fn pair(lengths: [f64; 2], crossed: bool) -> Design {
    let mut design = Design::new();
    let source = design.source().unwrap().id;
    let ear = design.ear().unwrap().id;
    for (n, length) in lengths.into_iter().enumerate() {
        let driver = add(&mut design, armature(), [0.0, 10.0 * n as f64]);
        let turned = crossed && n == 1;
        let terminals = if turned { ["-", "+"] } else { ["+", "-"] };
        for (terminal, of_source) in terminals.into_iter().zip(["+", "-"]) {
            let wire = (
                end(driver, terminal),
                end(source, of_source),
                LinkKind::Wire,
            );
            link(&mut design, wire);
        }
        let mut tube = Tube::straight(length, 1.5e-3);
        tube.length = earwright::design::Length::Set;
        let tube = (
            end(driver, "spout"),
            end(ear, "canal"),
            LinkKind::Tube(tube),
        );
        link(&mut design, tube);
    }
    design
}

fn link(
    design: &mut Design,
    (from, to, kind): (
        earwright::design::LinkEnd,
        earwright::design::LinkEnd,
        LinkKind,
    ),
) {
    *design = design
        .apply(&Edit::AddLink(Box::new(Link {
            id: LinkId(design.next_id),
            name: String::new(),
            from,
            to,
            way_points_mm: Vec::new(),
            kind,
        })))
        .unwrap();
}

fn solve(design: &Design) -> Solution {
    Solver::default().solve(design, &log_grid(512, 20.0, 20_000.0))
}

#[test]
fn crossed_wires_are_found_and_the_solved_sum_gains_what_was_told() {
    let design = pair([6e-3, 12e-3], true);
    let solution = solve(&design);
    let found = suggestions(&mut Solver::default(), &design, &solution);
    assert_eq!(found.len(), 1);
    let meeting = &found[0].meeting;
    let reversed = found[0].reversed.as_ref().unwrap();
    let mended = solve(&design.apply(&reversed.edit).unwrap());
    let gained = meeting.level_db(&mended).unwrap() - meeting.level_db(&solution).unwrap();
    println!(
        "told by phases {:.2} dB, as solved {:.2} dB, gained {gained:.2} dB",
        meeting.reversing_db, reversed.gain_db
    );
    assert!(gained > 6.0);
    assert_relative_eq!(reversed.gain_db, gained, epsilon = 1e-6);
    // The phases leave out that drivers load each other through the source; here that is little.
    assert_relative_eq!(meeting.reversing_db, gained, epsilon = 0.5);
    assert!(opposed(&mended).is_empty());
}

#[test]
fn another_length_gains_what_was_told() {
    // The tweeter of the first design behind ever longer tubes: now and then it plays against the
    // others, and another length mends it.
    let start = tuned_hybrid();
    let tweeter = start.part_named("Tweeter").unwrap().id;
    let tube = start.links_at(tweeter, "spout").next().unwrap();
    let mut told = 0;
    for longer_mm in [5.0, 10.0, 15.0, 20.0, 25.0] {
        let design = start.apply(&lengthen(tube, longer_mm).unwrap()).unwrap();
        let solution = solve(&design);
        for suggestion in suggestions(&mut Solver::default(), &design, &solution) {
            let Some(tube) = &suggestion.lengthened else {
                continue;
            };
            told += 1;
            let mended = solve(&design.apply(&tube.remedy.edit).unwrap());
            let meeting = &suggestion.meeting;
            let gained = meeting.level_db(&mended).unwrap() - meeting.level_db(&solution).unwrap();
            println!(
                "{longer_mm}: {} by {} mm: {gained:.2} dB",
                tube.name, tube.by_mm
            );
            assert_relative_eq!(tube.remedy.gain_db, gained, epsilon = 1e-6);
            assert!(gained >= 0.5);
        }
    }
    assert!(told > 0);
}

#[test]
fn a_lengthened_tube_is_set_and_never_vanishes() {
    let design = pair([5e-3, 8e-3], false);
    let tube = design.links.iter().find(|link| link.name == "T1").unwrap();
    let with = design.apply(&lengthen(tube, 2.5).unwrap()).unwrap();
    let LinkKind::Tube(longer) = &with.link(tube.id).unwrap().kind else {
        panic!("not a tube");
    };
    assert_relative_eq!(longer.total_length(), 7.5e-3, epsilon = 1e-12);
    assert!(
        lengthen(tube, -4.5).is_none(),
        "half a millimetre would be left"
    );
    assert!(lengthen(tube, 0.0).is_none());
    let wire = design.links.iter().find(|link| link.name == "W1").unwrap();
    assert!(lengthen(wire, 1.0).is_none());
}

#[test]
fn presets_play_together_and_a_reversed_driver_of_theirs_is_noticed() {
    let mut noticed = 0;
    for preset in library::designs() {
        let solution = solve(&preset.design);
        let names: Vec<String> = opposed(&solution)
            .iter()
            .map(|meeting| {
                format!(
                    "{} {:?} {:.1}",
                    meeting.name, meeting.between, meeting.reversing_db
                )
            })
            .collect();
        assert!(names.is_empty(), "{}: {names:?}", preset.design.name);
        for driver in preset.design.drivers() {
            let edit = operations::flip_polarity(&preset.design, driver.id).unwrap();
            let turned = solve(&preset.design.apply(&edit).unwrap());
            noticed += usize::from(!opposed(&turned).is_empty());
            for meeting in opposed(&turned) {
                assert!(mean_level_db(turned.drum_pressure.as_ref().unwrap()).is_some());
                assert!(meeting.reversing_db >= 1.0);
            }
        }
    }
    println!("noticed {noticed}");
    assert!(noticed >= 4);
}
