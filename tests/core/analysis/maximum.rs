//! The greatest level: at that drive the part that is named has just enough, and no other.

use approx::assert_relative_eq;
use earwright::{
    analysis::{
        Solution,
        maximum::{self, CREST_DB, Maximum, PROGRAMME_THIRDS},
        spl,
    },
    design::{
        Design, Edit, PartKind,
        drive::Drive,
        file,
        kinds::{
            Capacitor, Resistor, Source,
            burden::{Bound, Strain},
        },
    },
    library,
    network::{PortReading, Solver, log_grid},
    picture::{
        View,
        plots::{Input, plot_model},
    },
};
use num_complex::Complex64;
use std::f64::consts::{SQRT_2, TAU};

fn preset(name: &str) -> Design {
    library::design(name).expect(name).design.clone()
}

fn solved(design: &Design) -> (Solution, Vec<PortReading>) {
    let ports = maximum::ports(design);
    Solver::default().solve_with_readings(design, &log_grid(256, 20.0, 20e3), &ports)
}

fn found(design: &Design) -> Maximum {
    let (solution, readings) = solved(design);
    Maximum::of(design, &solution, &readings).unwrap()
}

fn changed(design: &Design, name: &str, change: impl FnOnce(&mut PartKind)) -> Design {
    let mut part = design
        .parts
        .iter()
        .find(|p| p.name == name)
        .unwrap()
        .clone();
    change(&mut part.kind);
    design.apply(&Edit::SetPart(Box::new(part))).unwrap()
}

fn driven(design: &Design, db: f64) -> Design {
    let emf = design.drive.emf() * 10_f64.powf(db / 20.0);
    design
        .apply(&Edit::SetDrive(Drive::Voltage { emf }))
        .unwrap()
}

#[test]
fn at_the_greatest_level_the_part_that_is_named_has_just_enough() {
    let design = preset("Hybrid 1 DD + 4 BA");
    let before = found(&design);
    for n in [3, 90, 200] {
        let loud = driven(&design, before.headroom_db[n]);
        let (solution, readings) = solved(&loud);
        let after = Maximum::of(&loud, &solution, &readings).unwrap();
        assert_relative_eq!(after.drive_db[n], before.level_db()[n], epsilon = 1e-9);
        assert_relative_eq!(after.headroom_db[n], 0.0, epsilon = 1e-9);
        let by = &after.strained[after.by[n].unwrap()];
        // The load found again by other ways: excursion of the share, I²R of the reading.
        let share = solution.contributions.iter().find(|s| s.part == by.part);
        let amount = match by.burden.strain {
            Strain::Excursion => share.unwrap().excursion.as_ref().unwrap()[n].norm() * SQRT_2,
            Strain::CoilHeat(resistance) => {
                let plus = |r: &&PortReading| r.end.part == by.part && r.end.port == "+";
                let reading = readings.iter().find(plus).unwrap();
                reading.flow.as_ref().unwrap()[n].norm_sqr() * resistance
            }
            other => panic!("{other:?}"),
        };
        assert_relative_eq!(
            amount,
            by.burden.bound.value().unwrap(),
            max_relative = 1e-9
        );
        assert!(after.strained.iter().all(|one| one.load[n] < 1.0 + 1e-9));
    }
}

#[test]
fn what_nobody_states_is_told_and_bounds_nothing() {
    let design = preset("Hybrid 1 DD + 4 BA");
    let all = found(&design);
    let unknown = |strain| all.unstated.iter().any(|one| one.strain == strain);
    assert!(unknown(Strain::Emf) && unknown(Strain::Current) && unknown(Strain::Voltage));
    let bounded = |one: &maximum::Strained| one.burden.bound != Bound::Unknown;
    assert!(all.strained.iter().all(bounded));
    // An amplifier of little voltage bounds everything once it is known.
    let weak = changed(&design, "Source", |kind| {
        kind.downcast_mut::<Source>().unwrap().max_voltage = design.drive.emf();
    });
    let weak = found(&weak);
    assert!(weak.headroom_db.iter().all(|db| *db < 1e-9));
    assert!(!weak.unstated.iter().any(|one| one.strain == Strain::Emf));
    let most: f64 = weak.headroom_db.iter().copied().fold(f64::MIN, f64::max);
    assert_relative_eq!(most, 0.0, epsilon = 1e-9);
}

#[test]
fn parts_of_the_crossover_bound_it_as_ohms_law_says() {
    let design = preset("Hybrid 1 DD + 4 BA");
    let part = |is: fn(&PartKind) -> bool| {
        let mut parts = design.parts.iter();
        parts.find(|part| is(&part.kind)).unwrap().name.clone()
    };
    let resistor = part(|kind| kind.is::<Resistor>());
    let capacitor = part(|kind| kind.is::<Capacitor>());
    let small = changed(&design, &resistor, |kind| {
        kind.downcast_mut::<Resistor>().unwrap().rated_power = 1e-9;
    });
    let small = changed(&small, &capacitor, |kind| {
        kind.downcast_mut::<Capacitor>().unwrap().rated_voltage = 1e-6;
    });
    let (solution, readings) = solved(&small);
    let all = Maximum::of(&small, &solution, &readings).unwrap();
    let of = |name: &str| all.strained.iter().find(|one| one.name == name).unwrap();
    let across = |name: &str, n: usize| {
        let id = small.parts.iter().find(|p| p.name == name).unwrap().id;
        let ends: Vec<_> = readings.iter().filter(|r| r.end.part == id).collect();
        assert_eq!(ends.len(), 2, "{name}");
        (
            ends[0].potential[n] - ends[1].potential[n],
            ends[0].flow.as_ref().unwrap()[n],
        )
    };
    for n in [10, 128, 240] {
        let (_, current) = across(&resistor, n);
        let ohms = small.parts.iter().find(|p| p.name == resistor).unwrap();
        let ohms = ohms.kind.downcast_ref::<Resistor>().unwrap().resistance;
        let power = current.norm_sqr() * ohms;
        assert_relative_eq!(
            of(&resistor).load[n].powi(2),
            power / 1e-9,
            max_relative = 1e-6
        );
        let (voltage, _) = across(&capacitor, n);
        let peak = voltage.norm() * SQRT_2;
        assert_relative_eq!(of(&capacitor).load[n], peak / 1e-6, max_relative = 1e-9);
    }
}

#[test]
fn music_is_bounded_by_its_peaks_and_by_its_heat() {
    let design = preset("Single dynamic");
    // Only the amplifier bounds: then everything is known by heart.
    let only = changed(&design, "Source", |kind| {
        kind.downcast_mut::<Source>().unwrap().max_voltage = 1e-4 * design.drive.emf();
    });
    let all = found(&only);
    let music = all.programme(CREST_DB).unwrap();
    let sine = 20.0 * 1e-4_f64.log10();
    assert_eq!(music.by.burden.strain, Strain::Emf);
    let excess = CREST_DB - 20.0 * SQRT_2.log10();
    assert_relative_eq!(music.headroom_db, sine - excess, epsilon = 1e-9);
    // Of a sine's crest factor it is a sine of all frequencies.
    let flat = all.programme(20.0 * SQRT_2.log10()).unwrap();
    assert_relative_eq!(flat.headroom_db, sine, epsilon = 1e-9);
    // Its level lies between the least and the greatest at the drive.
    let (low, high) = all
        .drive_db
        .iter()
        .fold((f64::MAX, f64::MIN), |(low, high), db| {
            (low.min(*db), high.max(*db))
        });
    assert!(music.drive_db > low && music.drive_db < high);
    // Higher peaks cost headroom only where peaks count.
    let strong = changed(&design, "Source", |kind| {
        kind.downcast_mut::<Source>().unwrap().max_voltage = 10.0 * design.drive.emf();
    });
    let heat = found(&strong);
    let (calm, wild) = (heat.programme(3.0).unwrap(), heat.programme(30.0).unwrap());
    assert!(wild.headroom_db <= calm.headroom_db);
    assert!(!wild.by.burden.strain.is_heat());
    // Too little of the band says nothing of music.
    let ports = maximum::ports(&design);
    let f = log_grid(64, 1000.0, 20e3);
    let (solution, readings) = Solver::default().solve_with_readings(&design, &f, &ports);
    let part = Maximum::of(&design, &solution, &readings).unwrap();
    assert!(part.programme(CREST_DB).is_none());
}

/// Tolerance of a band of the programme, dB (IEC 60268-1:1985, table II).
fn tolerance(f: f64) -> f64 {
    match f {
        ..22.0 => 3.0,
        ..28.0 => 2.0,
        ..90.0 => 1.0,
        ..110.0 => 0.8,
        ..140.0 => 0.6,
        ..900.0 => 0.5,
        ..1100.0 => 0.6,
        ..1400.0 => 0.7,
        ..1800.0 => 0.8,
        ..11e3 => 1.0,
        ..14e3 => 1.5,
        ..18e3 => 2.0,
        _ => 3.0,
    }
}

/// What the filter of IEC 60268-1:1985, figure 2, makes of pink noise: 430 Ω and 2.2 µF into 3.3 kΩ and
/// 91 nF, 330 Ω and 2.2 µF into 3.3 kΩ and 68 nF, 0.47 µF into 10 kΩ.
fn filtered(f: f64) -> f64 {
    let jw = Complex64::new(0.0, TAU * f);
    let series = [(430.0, 2.2e-6), (330.0, 2.2e-6), (0.0, 0.47e-6)];
    let shunts = [(3300.0, 91e-9), (3300.0, 68e-9), (10e3, 0.0)];
    // From its end: the voltage and current that give 1 V there.
    let (mut volts, mut amperes) = (Complex64::ONE, Complex64::ZERO);
    for ((r, c), (across, beside)) in series.into_iter().zip(shunts).rev() {
        amperes += volts * (1.0 / across + jw * beside);
        volts += amperes * (r + 1.0 / (jw * c));
    }
    1.0 / volts.norm_sqr()
}

#[test]
fn the_programme_is_that_of_the_standard() {
    // The note to the table: all of it together is about 12.5 dB above a band of its flat part.
    let whole: f64 = (PROGRAMME_THIRDS
        .iter()
        .map(|(_, db)| 10_f64.powf(db / 10.0)))
    .sum();
    assert_relative_eq!(10.0 * whole.log10(), 12.5, epsilon = 0.1);
    // The filter the standard offers keeps every band within its tolerance, at one level of all.
    let band = |f: f64| {
        let steps = (-50..=50).map(|n| filtered(f * 10_f64.powf(f64::from(n) / 1000.0)));
        10.0 * (steps.sum::<f64>() / 101.0).log10()
    };
    let off = PROGRAMME_THIRDS.map(|(f, db)| {
        // Bands stand at tenths of a decade, whatever they are called.
        let exact = 10_f64.powf((10.0 * f.log10()).round() / 10.0);
        (db - band(exact), tolerance(f))
    });
    let [low, high] = off
        .iter()
        .fold([f64::MIN, f64::MAX], |[low, high], (off, by)| {
            [low.max(off - by), high.min(off + by)]
        });
    assert!(low < high, "{low} {high}: {off:?}");
}

#[test]
fn the_plot_names_every_stretch_and_says_what_is_unknown() {
    let design = preset("Hybrid 1 DD + 4 BA");
    let (solution, readings) = solved(&design);
    let all = Maximum::of(&design, &solution, &readings).unwrap();
    let input = Input {
        readings: &readings,
        ..Input::new(&design, &solution)
    };
    let model = plot_model(View::Maximum, &input);
    assert_eq!(model.empty_message, None);
    let level = all.level_db();
    for (n, by) in all.by.iter().enumerate() {
        let title = all.strained[by.unwrap()].title();
        let trace = model
            .traces
            .iter()
            .find(|trace| trace.name == title)
            .unwrap();
        assert_relative_eq!(trace.y[n], level[n]);
    }
    let stretches = all.stretches();
    assert!(stretches.windows(2).all(|two| two[0].0[1] < two[1].0[0]));
    let total = spl::total(&solution).unwrap();
    let drive = model
        .traces
        .iter()
        .find(|trace| trace.name == "At the drive");
    assert_eq!(drive.unwrap().y, total.y);
    let told = |words: &str| model.footnotes.iter().any(|note| note.contains(words));
    assert!(
        told("Least headroom")
            && told("Music with peaks 12 dB")
            && told("Unknown, and not counted")
    );
}

#[test]
fn what_parts_bear_is_kept_in_files_and_left_out_where_nothing_is_stated() {
    let design = preset("Hybrid 1 DD + 4 BA");
    let plain = file::to_text(&design);
    for key in [
        "rated_power",
        "rated_voltage",
        "saturation_current",
        "max_voltage",
        "max_current",
    ] {
        assert!(!plain.contains(key), "{key}");
    }
    let stated = changed(&design, "Source", |kind| {
        let source = kind.downcast_mut::<Source>().unwrap();
        (source.max_voltage, source.max_current) = (2.0, 0.05);
    });
    let text = file::to_text(&stated);
    assert!(text.contains("max_voltage: \"2 V\"") && text.contains("max_current: \"50 mA\""));
    assert_eq!(file::from_text(&text).unwrap().0, stated);
}
