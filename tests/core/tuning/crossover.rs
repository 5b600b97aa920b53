//! Crossovers: closed forms on a resistance, corners on real drivers, values in stock, wiring.

use crate::support::systems::tuned_hybrid;
use approx::assert_relative_eq;
use earwright::{
    analysis::interpolate,
    design::{
        Design, History, LinkKind, Part, PartId, PartKind,
        branch::branch,
        electrical::{Capacitor, Dielectric, Inductor, Resistor},
        file, geometry,
        operations::{self, Stage},
        path,
    },
    library::{
        self,
        stock::{self, Component},
    },
    network::{Solver, log_grid},
    tuning::crossover::{
        Alignment, Chosen, Ends, Judge, Loss, Step, Topology, Value, Wish, choose, ends,
        frequencies, misses, preview, propose, transfer,
    },
};
use num_complex::Complex64;
use std::f64::consts::{SQRT_2, TAU};

fn wish(topology: Topology, f: f64) -> Wish {
    Wish {
        topology,
        f,
        to: 4.0 * f,
        alignment: Alignment::Butterworth,
        down_db: 6.0,
        q: 2.0,
    }
}

/// The same with the pass band lowered by so much.
fn lowered(topology: Topology, f: f64, down_db: f64) -> Wish {
    Wish {
        down_db,
        ..wish(topology, f)
    }
}

fn on_a_resistance(wish: &Wish, r: f64) -> Vec<Ends> {
    frequencies(wish)
        .into_iter()
        .map(|f| Ends {
            f,
            load: Complex64::new(r, 0.0),
            feed: Complex64::ZERO,
        })
        .collect()
}

fn ideal(wish: &Wish, r: f64) -> Vec<f64> {
    let ends = on_a_resistance(wish, r);
    Judge::new(wish, &ends).unwrap().ideal()
}

#[test]
fn on_a_resistance_the_values_are_those_of_the_books() {
    let (r, f) = (32.0, 1500.0);
    let w = TAU * f;
    let of = |topology| ideal(&wish(topology, f), r);
    let near = |found: Vec<f64>, book: &[f64]| {
        assert_eq!(found.len(), book.len());
        for (found, book) in found.iter().zip(book) {
            assert_relative_eq!(found, book, max_relative = 1e-4);
        }
    };
    near(of(Topology::LowPass1), &[r / w]);
    near(of(Topology::HighPass1), &[1.0 / (w * r)]);
    near(
        of(Topology::LowPass2),
        &[SQRT_2 * r / w, 1.0 / (SQRT_2 * r * w)],
    );
    near(
        of(Topology::HighPass2),
        &[1.0 / (SQRT_2 * r * w), SQRT_2 * r / w],
    );
    near(
        of(Topology::LowPass3),
        &[1.5 * r / w, 4.0 / (3.0 * r * w), 0.5 * r / w],
    );
    near(
        of(Topology::HighPass3),
        &[2.0 / (3.0 * r * w), 0.75 * r / w, 2.0 / (r * w)],
    );
    let linkwitz = Wish {
        alignment: Alignment::LinkwitzRiley,
        ..wish(Topology::LowPass2, f)
    };
    near(ideal(&linkwitz, r), &[2.0 * r / w, 1.0 / (2.0 * r * w)]);
    // A pad of 6 dB keeps the impedance: R (1 − g) in series, R g / (1 − g) across.
    let g = 10_f64.powf(-0.3);
    near(of(Topology::LPad), &[r * (1.0 - g), r * g / (1.0 - g)]);
    // Half the voltage or so through a resistor, then the corner with what the capacitor sees.
    let series = r * (1.0 / g - 1.0);
    near(
        of(Topology::LowPassRc),
        &[series, (series + r) / (series * r * w)],
    );
    near(
        of(Topology::HighPassRc),
        &[1.0 / ((series + r) * w), series],
    );
}

#[test]
fn a_search_from_elsewhere_ends_at_the_same_values() {
    for topology in Topology::ALL {
        if topology == Topology::Zobel {
            continue;
        }
        let wish = wish(topology, 900.0);
        let ends = on_a_resistance(&wish, 16.0);
        let judge = Judge::new(&wish, &ends).unwrap();
        let best = judge.ideal();
        let start: Vec<f64> = best
            .iter()
            .zip([1.6, 0.6, 1.5, 0.7])
            .map(|(value, factor)| value * factor)
            .collect();
        let bounds: Vec<[f64; 2]> = start.iter().map(|v| [v / 100.0, v * 100.0]).collect();
        let found = judge.search(&start, &bounds, &vec![Loss::None; start.len()]);
        for (found, best) in found.iter().zip(&best) {
            assert_relative_eq!(found, best, max_relative = 1e-3);
        }
        // Those that are exact on a resistance have nothing left to gain.
        if !matches!(topology, Topology::BandPass2 | Topology::BandPassRc) {
            let values: Vec<Value> = best
                .iter()
                .map(|value| Value {
                    value: *value,
                    loss: 0.0,
                })
                .collect();
            assert!(judge.cost(&values) < 1e-6, "{topology:?}");
        }
    }
}

#[test]
fn a_zobel_on_a_coil_is_its_resistance_and_its_inductance_over_the_square() {
    let (r, l) = (16.0, 0.4e-3);
    let wish = wish(Topology::Zobel, 300.0);
    let ends: Vec<Ends> = frequencies(&wish)
        .into_iter()
        .map(|f| Ends {
            f,
            load: Complex64::new(r, TAU * f * l),
            feed: Complex64::ZERO,
        })
        .collect();
    let found = Judge::new(&wish, &ends).unwrap().ideal();
    assert_relative_eq!(found[0], r, max_relative = 1e-3);
    assert_relative_eq!(found[1], l / (r * r), max_relative = 1e-3);
}

/// The hybrid that is shown first, without any crossover.
fn bare() -> Design {
    let mut design = library::default_design();
    for driver in drivers(&design) {
        let edit = operations::insert_filter(&design, driver, &[], true).unwrap();
        design = design.apply(&edit).unwrap();
    }
    design
}

fn drivers(design: &Design) -> Vec<PartId> {
    design.drivers().map(|part| part.id).collect()
}

fn named(design: &Design, name: &str) -> PartId {
    design.part_named(name).unwrap().id
}

fn lossless(component: Component, value: f64) -> PartKind {
    match component {
        Component::Resistor => PartKind::Resistor(Resistor::of(value)),
        Component::Capacitor => PartKind::Capacitor(Capacitor {
            capacitance: value,
            series_resistance: 0.0,
            dielectric: Dielectric::Film,
            rated_voltage: 0.0,
        }),
        Component::Inductor => PartKind::Inductor(Inductor {
            inductance: value,
            dc_resistance: 0.0,
            saturation_current: 0.0,
        }),
    }
}

fn stages(wish: &Wish, values: &[f64]) -> Vec<Stage> {
    let ladder = wish.topology.ladder();
    let kind = |n: &usize| lossless(ladder.components[*n], values[*n]);
    ladder
        .steps
        .iter()
        .map(|step| match step {
            Step::Series(n) => Stage::Series(Box::new(kind(n))),
            Step::Trap(all) => Stage::Trap(all.iter().map(kind).collect()),
            Step::Shunt(all) => Stage::Shunt(all.iter().map(kind).collect()),
        })
        .collect()
}

/// The frequency at which a solved transfer has the level that the wish has at `corner`, both
/// counted from the reference; the one nearest to the corner.
fn solved_corner(wish: &Wish, design: &Design, driver: PartId, corner: f64) -> f64 {
    let f = log_grid(2000, 20.0, 20_000.0);
    let solved = transfer(&mut Solver::default(), design, driver, &f).unwrap();
    let level: Vec<f64> = solved.iter().map(|h| 20.0 * h.norm().log10()).collect();
    let wanted = |f: f64| 20.0 * wish.shape(f).norm().log10();
    let at = |at: f64| interpolate::at_log(&f, &level, at).unwrap();
    let goal = at(wish.reference()) + wanted(corner) - wanted(wish.reference());
    f.windows(2)
        .zip(level.windows(2))
        .filter(|(_, level)| (level[0] - goal) * (level[1] - goal) <= 0.0)
        .map(|(f, _)| f[0])
        .min_by(|a, b| (a / corner).ln().abs().total_cmp(&(b / corner).ln().abs()))
        .unwrap_or(f64::NAN)
}

#[test]
fn on_real_drivers_the_solved_corner_is_the_wanted_one() {
    let design = bare();
    let mut solver = Solver::default();
    for (driver, wish) in [
        ("Mid", wish(Topology::HighPass1, 400.0)),
        ("Mid", wish(Topology::HighPass2, 300.0)),
        ("Mid", wish(Topology::LowPass2, 3000.0)),
        ("Mid", wish(Topology::LowPass3, 2000.0)),
        ("Mid", lowered(Topology::HighPassRc, 500.0, 2.0)),
        ("Mid", wish(Topology::LowPassRc, 800.0)),
        ("Mid", wish(Topology::BandPass1, 600.0)),
        ("Mid", wish(Topology::BandPassRc, 300.0)),
        ("Tweeter", wish(Topology::HighPass1, 5000.0)),
        ("Tweeter", wish(Topology::HighPass2, 6000.0)),
        ("Tweeter", wish(Topology::HighPass3, 5000.0)),
        ("Woofer", wish(Topology::LowPass1, 250.0)),
        ("Woofer", wish(Topology::LowPass2, 250.0)),
    ] {
        let id = named(&design, driver);
        let ends = ends(&mut solver, &design, id, &frequencies(&wish))
            .unwrap()
            .unwrap();
        let values = Judge::new(&wish, &ends).unwrap().ideal();
        let edit = operations::insert_filter(&design, id, &stages(&wish, &values), false).unwrap();
        let with = design.apply(&edit).unwrap();
        for corner in wish.corners() {
            let found = solved_corner(&wish, &with, id, corner);
            let off = found / corner - 1.0;
            println!(
                "{driver} {:?} {corner}: {found:.1} ({:+.2} %)",
                wish.topology,
                100.0 * off
            );
            assert!(
                off.abs() < 0.04,
                "{driver} {:?} at {corner}: {found}",
                wish.topology
            );
        }
    }
}

#[test]
fn a_resistor_before_a_rising_impedance_is_a_high_pass_by_itself() {
    // What lowers the pass band by 6 dB where the coil has twice its impedance at 500 Hz lowers
    // 500 Hz by more than 3 dB again: no capacitor brings the corner down to there, and the largest
    // brings it nearest. With 3 dB less to lose there is room for the capacitor.
    let design = bare();
    let mid = named(&design, "Mid");
    let mut solver = Solver::default();
    let mut against_the_reference = |down_db: f64| {
        let wish = lowered(Topology::HighPassRc, 500.0, down_db);
        let ends = ends(&mut solver, &design, mid, &frequencies(&wish))
            .unwrap()
            .unwrap();
        let best = Judge::new(&wish, &ends).unwrap().ideal();
        let ladder = wish.topology.ladder();
        let level = |capacitance: f64, f: f64| {
            let values = [capacitance, best[1]].map(|value| Value { value, loss: 0.0 });
            let at = ends.iter().find(|ends| (ends.f / f - 1.0).abs() < 1e-9);
            20.0 * ladder.solve(&values, at.unwrap()).transfer.norm().log10()
        };
        let fall = |capacitance: f64| level(capacitance, 500.0) - level(capacitance, 5000.0);
        // Without a capacitor, and with the best one.
        (fall(1.0), fall(best[0]))
    };
    let (without, with) = against_the_reference(6.0);
    assert!(without < -3.3, "{without} dB");
    assert!((with - without).abs() < 0.1, "{with} dB");
    let (without, with) = against_the_reference(3.0);
    assert!(without > -2.7, "{without} dB");
    assert!((with + 2.97).abs() < 0.1, "{with} dB");
}

#[test]
fn the_load_is_what_the_network_says() {
    let design = bare();
    let driver = named(&design, "Mid");
    let f = [200.0, 1000.0, 5000.0];
    let found = ends(&mut Solver::default(), &design, driver, &f)
        .unwrap()
        .unwrap();
    // Alone at the source, the source sees the same.
    let mut alone = design.clone();
    for part in &alone.parts {
        if part.kind.is_driver() && part.id != driver {
            alone.links.retain(|link| {
                let at = |end: &earwright::design::LinkEnd| {
                    end.part == part.id && ["+", "-"].contains(&end.port.as_str())
                };
                !at(&link.from) && !at(&link.to)
            });
        }
    }
    let solved = Solver::default()
        .solve(&alone, &f.to_vec().into())
        .input_impedance
        .unwrap();
    for (ends, z) in found.iter().zip(&solved) {
        assert!(ends.feed.norm() < 1e-9);
        // The other drivers are open there and short here: a small difference through the air.
        assert!((ends.load / z - 1.0).norm() < 0.1, "{} {z}", ends.load);
        assert!(ends.load.re > 0.0);
    }
}

#[test]
fn taken_values_are_in_stock_and_no_worse_than_each_rounded_for_itself() {
    let design = bare();
    let mut solver = Solver::default();
    for topology in Topology::ALL {
        let wish = wish(topology, 1200.0);
        let driver = named(&design, "Mid");
        let ends = ends(&mut solver, &design, driver, &frequencies(&wish))
            .unwrap()
            .unwrap();
        let judge = Judge::new(&wish, &ends).unwrap();
        let chosen = choose(&wish, &judge).unwrap();
        assert_eq!(chosen.len(), topology.ladder().components.len());
        let value = |value: f64, loss: f64| Value { value, loss };
        let taken: Vec<Value> = chosen
            .iter()
            .map(|part| value(part.stocked.value, part.stocked.series_resistance))
            .collect();
        let rounded: Vec<Value> = chosen
            .iter()
            .map(|part| {
                let near = stock::nearest(part.component, part.ideal).unwrap();
                value(near.value, near.series_resistance)
            })
            .collect();
        for part in &chosen {
            assert!(stock::stocked(part.component).contains(&part.stocked));
        }
        let judge = judge.of_stock();
        assert!(
            judge.cost(&taken) <= judge.cost(&rounded) + 1e-9,
            "{topology:?}"
        );
    }
}

#[test]
fn the_stock_has_every_value_once_with_its_loss() {
    let capacitors = stock::stocked(Component::Capacitor);
    assert!(
        capacitors
            .windows(2)
            .all(|pair| pair[0].value < pair[1].value)
    );
    let film = stock::nearest(Component::Capacitor, 1e-6).unwrap();
    assert_eq!((film.value, film.series), (1e-6, "Film 1812"));
    let coil = stock::nearest(Component::Inductor, 1.05e-3).unwrap();
    assert_eq!((coil.value, coil.series_resistance), (1e-3, 4.5));
    let beyond = stock::neighbours(Component::Inductor, 1.0, 2);
    assert_eq!(beyond.last().unwrap().value, 10e-3);
    assert_eq!(
        stock::nearest(Component::Resistor, 4700.0).unwrap().value,
        4700.0
    );
}

#[test]
fn what_is_not_in_stock_is_said() {
    let design = bare();
    let woofer = named(&design, "Woofer");
    let deep = wish(Topology::LowPass1, 60.0);
    let found = propose(&mut Solver::default(), &design, woofer, &deep, false).unwrap();
    let coil = &found.chosen[0];
    assert!(coil.out_of_stock && coil.ideal > 20e-3);
    assert_eq!(coil.stocked.value, 10e-3);
}

#[test]
fn only_a_missing_inductor_is_answered_by_a_topology_without_one() {
    let design = bare();
    let woofer = named(&design, "Woofer");
    let cures = |topology, missing| {
        let deep = wish(topology, 60.0);
        let found = preview(&mut Solver::default(), &design, woofer, &deep, false).unwrap();
        let mut absent = found
            .proposal
            .chosen
            .iter()
            .filter(|part| part.out_of_stock);
        assert!(absent.all(|part| part.component == missing), "{topology:?}");
        let cures = misses(&found, &deep, false).into_iter();
        let cures: Vec<String> = cures.map(|miss| miss.cure).collect();
        assert!(
            cures.iter().any(|cure| cure.contains("no such value")),
            "{cures:?}"
        );
        cures.join(" ")
    };
    let without = "without an inductor";
    assert!(cures(Topology::LowPass1, Component::Inductor).contains(without));
    assert!(!cures(Topology::LowPassRc, Component::Capacitor).contains(without));
}

#[test]
fn what_is_wished_is_drawn_as_far_from_the_outcome_as_is_said() {
    let design = bare();
    let woofer = named(&design, "Woofer");
    let wish = wish(Topology::LowPass1, 1000.0);
    for replace in [false, true] {
        let found = preview(&mut Solver::default(), &design, woofer, &wish, replace).unwrap();
        assert!(found.off_db < -1.5, "{}", found.off_db);
        let at = |curve: &[f64]| interpolate::at_log(&found.f, curve, wish.reference()).unwrap();
        let drawn = at(&found.after) - at(&found.wanted);
        assert!(
            (drawn - found.off_db).abs() < 0.01,
            "{drawn} {}",
            found.off_db
        );
    }
}

#[test]
fn numbers_that_cannot_be_are_refused_in_a_sentence() {
    let design = tuned_hybrid();
    let driver = named(&design, "Mid");
    let refused = |wish: Wish| {
        propose(&mut Solver::default(), &design, driver, &wish, false)
            .unwrap_err()
            .to_string()
    };
    assert!(refused(wish(Topology::LowPass1, 5.0)).contains("from 20 Hz to 20 kHz"));
    let narrow = Wish {
        to: 1100.0,
        ..wish(Topology::BandPass1, 1000.0)
    };
    assert!(refused(narrow).contains("upper corner"));
    let ear = design.ear().unwrap().id;
    let no_driver = propose(
        &mut Solver::default(),
        &design,
        ear,
        &wish(Topology::LowPass1, 500.0),
        false,
    );
    assert!(
        no_driver
            .unwrap_err()
            .to_string()
            .contains("“Ear” is not a driver")
    );
}

#[test]
fn a_crossover_is_one_step_and_its_undo_gives_the_same_bytes() {
    for design in library::designs() {
        let design = &design.design;
        for driver in drivers(design) {
            for (topology, replace) in [(Topology::HighPass3, false), (Topology::BandPass2, true)] {
                let wish = wish(topology, 800.0);
                let mut history = History::new(design.clone());
                let bytes = file::to_text(history.present());
                let found =
                    propose(&mut Solver::default(), design, driver, &wish, replace).unwrap();
                history.edit("Crossover", &found.edit).unwrap();
                assert_ne!(file::to_text(history.present()), bytes);
                let made = (**history.present()).clone();
                history.undo();
                assert_eq!(file::to_text(history.present()), bytes);
                history.redo();
                assert_eq!(**history.present(), made);
            }
        }
    }
}

#[test]
fn own_parts_stay_in_series_or_go() {
    let design = tuned_hybrid();
    let mid = named(&design, "Mid");
    let own = |design: &Design| -> Vec<String> {
        let own = branch(design, mid).unwrap().own;
        own.iter()
            .map(|id| design.part(*id).unwrap().name.clone())
            .collect()
    };
    assert_eq!(own(&design), ["C1", "R1"]);
    let wish = wish(Topology::LowPass2, 4000.0);
    let with = |replace| {
        let found = propose(&mut Solver::default(), &design, mid, &wish, replace).unwrap();
        design.apply(&found.edit).unwrap()
    };
    let kept = with(false);
    assert_eq!(own(&kept), ["C1", "R1", "L2", "C3"]);
    assert_eq!(kept.parts.len(), design.parts.len() + 2);
    let replaced = with(true);
    assert_eq!(replaced.parts.len(), design.parts.len());
    assert!(replaced.part_named("R1").is_none());
    let names: Vec<String> = own(&replaced);
    assert_eq!(names.len(), 2, "{names:?}");
    // Other drivers hear of it through the air only.
    for name in ["Woofer", "Tweeter"] {
        let driver = named(&design, name);
        assert_eq!(
            branch(&replaced, driver).unwrap().own,
            branch(&design, driver).unwrap().own
        );
    }
    // Polarity is as it was, the tweeter's terminals wired the other way round.
    let tweeter = named(&design, "Tweeter");
    assert_eq!(branch(&design, tweeter).unwrap().hot, "-");
    let found = propose(
        &mut Solver::default(),
        &design,
        tweeter,
        &Wish {
            topology: Topology::HighPass2,
            f: 7000.0,
            ..wish
        },
        true,
    )
    .unwrap();
    let turned = design.apply(&found.edit).unwrap();
    assert_eq!(branch(&turned, tweeter).unwrap().hot, "-");
    assert!(branch(&turned, tweeter).unwrap().returns_to_source);
}

#[test]
fn what_two_drivers_share_belongs_to_neither() {
    // Both mids hang on C1 and R1; a filter in front of one is its own.
    let design = &library::design("Hybrid 1 DD + 4 BA").unwrap().design;
    let own = |design: &Design, name: &str| branch(design, named(design, name)).unwrap().own;
    assert!(own(design, "Mid 1").is_empty() && own(design, "Mid 2").is_empty());
    assert_eq!(own(design, "Woofer").len(), 1);
    let wish = wish(Topology::LowPass2, 2000.0);
    let mid = named(design, "Mid 1");
    let found = propose(&mut Solver::default(), design, mid, &wish, true).unwrap();
    let with = design.apply(&found.edit).unwrap();
    assert_eq!(own(&with, "Mid 1").len(), 2);
    assert!(own(&with, "Mid 2").is_empty());
    let again = propose(&mut Solver::default(), &with, mid, &wish, true).unwrap();
    let again = with.apply(&again.edit).unwrap();
    assert_eq!(again.parts.len(), with.parts.len());
    let f = log_grid(20, 100.0, 10_000.0);
    let levels = |design: &Design, name: &str| {
        transfer(&mut Solver::default(), design, named(design, name), &f).unwrap()
    };
    // The one filtered alone leaves the other as it was, but for what they share.
    for name in ["Mid 1", "Mid 2"] {
        for (a, b) in levels(&with, name).iter().zip(levels(&again, name)) {
            assert!((a / b - 1.0).norm() < 0.2, "{name}: {a} {b}");
        }
    }
}

#[test]
fn kept_parts_are_reckoned_with() {
    // Behind its own C1 and R1, the low-pass still turns where it is told to, relative to before.
    let design = tuned_hybrid();
    let mid = named(&design, "Mid");
    let wish = wish(Topology::LowPass2, 4000.0);
    let mut solver = Solver::default();
    let at = ends(&mut solver, &design, mid, &frequencies(&wish))
        .unwrap()
        .unwrap();
    let feed = at.iter().find(|ends| ends.f == 4000.0).unwrap().feed;
    // 47 Ω, the capacitor's 0.5 Ω and its reactance at 7.5 µF.
    assert_relative_eq!(feed.re, 47.5, max_relative = 1e-6);
    assert_relative_eq!(feed.im, -1.0 / (TAU * 4000.0 * 7.5e-6), max_relative = 1e-6);
    let values = Judge::new(&wish, &at).unwrap().ideal();
    let edit = operations::insert_filter(&design, mid, &stages(&wish, &values), false).unwrap();
    let with = design.apply(&edit).unwrap();
    let f = log_grid(400, 400.0, 16_000.0);
    let after = transfer(&mut solver, &with, mid, &f).unwrap();
    let before = transfer(&mut solver, &design, mid, &f).unwrap();
    let level: Vec<f64> = after
        .iter()
        .zip(&before)
        .map(|(a, b)| 20.0 * (a / b).norm().log10())
        .collect();
    let drop = interpolate::at_log(&f, &level, 400.0).unwrap()
        - interpolate::at_log(&f, &level, 4000.0).unwrap();
    assert!((drop - 3.01).abs() < 0.3, "{drop}");
}

#[test]
fn rows_are_clear_of_everything_and_wires_of_parts() {
    for preset in library::designs() {
        let mut design = preset.design.clone();
        for (driver, topology) in drivers(&design)
            .into_iter()
            .zip(Topology::ALL.iter().cycle().skip(1))
        {
            clear(&design, driver, *topology, [true, false]);
            let found = propose(
                &mut Solver::default(),
                &design,
                driver,
                &wish(*topology, 800.0),
                false,
            )
            .unwrap();
            design = design.apply(&found.edit).unwrap();
        }
        for driver in drivers(&preset.design) {
            for (n, topology) in Topology::ALL.into_iter().enumerate() {
                clear(&preset.design, driver, topology, [n % 2 == 1, true]);
            }
        }
    }
}

/// Places a crossover and looks at what is new.
///
/// Wires are looked at where they have room: where rows are piled up in front of five drivers, they
/// may find no way round.
fn clear(design: &Design, driver: PartId, topology: Topology, [replace, wires]: [bool; 2]) {
    let wish = wish(topology, 800.0);
    let found = propose(&mut Solver::default(), design, driver, &wish, replace).unwrap();
    let with = design.apply(&found.edit).unwrap();
    let about = format!("{} {topology:?} replace {replace}", design.name);
    let is_new = |part: &&Part| design.part(part.id).is_none();
    let box_of = |part: &Part| geometry::bounds(part.outline_mm(&with)).unwrap();
    let meets = |a: [[f64; 2]; 2], b: [[f64; 2]; 2]| {
        a[0][0] < b[1][0] && b[0][0] < a[1][0] && a[0][1] < b[1][1] && b[0][1] < a[1][1]
    };
    for part in with.parts.iter().filter(is_new) {
        for other in with.parts.iter().filter(|other| other.id != part.id) {
            assert!(
                !meets(box_of(part), box_of(other)),
                "{about}: {} {}",
                part.name,
                other.name
            );
            // Between rows there is room for names and wires.
            let [low, high] = box_of(part);
            let around = [low.map(|at| at - 2.9), high.map(|at| at + 2.9)];
            assert!(
                is_new(&other) || !meets(around, box_of(other)),
                "{about}: {} is tight on {}",
                part.name,
                other.name
            );
        }
        assert!(
            !geometry::inside(&with.shell.outline_mm, part.position_mm),
            "{about}: {} in the shell",
            part.name
        );
    }
    let new_links = with
        .links
        .iter()
        .filter(|link| design.link(link.id) != Some(link));
    for link in new_links.filter(|link| wires && link.kind == LinkKind::Wire) {
        let points = path::path(&with, link);
        for part in &with.parts {
            if [link.from.part, link.to.part].contains(&part.id)
                || matches!(part.kind, PartKind::Junction(_))
            {
                continue;
            }
            let body = box_of(part);
            // A part close to a terminal cannot be led round.
            let room = body[0].map(|x| x - 2.0);
            let room = [room, body[1].map(|x| x + 2.0)];
            let terminals = [points.first().unwrap(), points.last().unwrap()];
            if terminals.iter().any(|at| meets([**at, **at], room)) {
                continue;
            }
            for (a, b) in path::segments(&points) {
                let line = geometry::bounds([a, b]).unwrap();
                let grown = [line[0].map(|x| x - 1e-6), line[1].map(|x| x + 1e-6)];
                assert!(
                    !meets(grown, body),
                    "{about}: {} through {}",
                    link.name,
                    part.name
                );
            }
        }
    }
    let serious = |design: &Design| {
        earwright::design::check::check(design)
            .into_iter()
            .filter(|problem| problem.severity > earwright::design::Severity::Note)
            .count()
    };
    assert!(
        serious(&with) <= serious(design),
        "{about}: {:?}",
        earwright::design::check::check(&with)
    );
}

#[test]
fn the_chosen_parts_meet_the_wish() {
    let design = bare();
    let tweeter = named(&design, "Tweeter");
    let wish = wish(Topology::HighPass2, 6000.0);
    let found = propose(&mut Solver::default(), &design, tweeter, &wish, false).unwrap();
    let with = design.apply(&found.edit).unwrap();
    let corner = solved_corner(&wish, &with, tweeter, 6000.0);
    let off = corner / 6000.0 - 1.0;
    let values: Vec<String> = found
        .chosen
        .iter()
        .map(|part: &Chosen| format!("{:.3e}", part.stocked.value))
        .collect();
    println!("{values:?}: {corner:.0} Hz");
    assert!(off.abs() < 0.12, "{corner}");
}
