//! The drivers and designs that come with the program sound as they say.

use earwright::{
    analysis::{error, polarity, spl, target},
    design::{
        Design, Edit, Link, LinkEnd, LinkId, LinkKind, Part, PartId, PartKind, Severity,
        acoustic::Vent,
        check,
        drive::Drive,
        link::{InsertKind, Termination},
        path,
        target::Target,
    },
    library::{self, driver},
    network::{Solution, Solver, log_grid},
    quantity::series::Series,
};

fn solved(design: &Design) -> Solution {
    Solver::default().solve(design, &log_grid(256, 20.0, 20_000.0))
}

fn level_at(solution: &Solution, f: f64) -> f64 {
    let levels = spl::levels_db(solution.drum_pressure.as_ref().unwrap());
    earwright::analysis::interpolate::at_log(&solution.f, &levels, f).unwrap()
}

fn joined(design: &Design, from: (u32, &str), to: (u32, &str), kind: LinkKind) -> Design {
    let end = |(part, port): (u32, &str)| LinkEnd {
        part: PartId(part),
        port: port.to_owned(),
    };
    let link = Link {
        id: LinkId(design.next_id),
        name: String::new(),
        from: end(from),
        to: end(to),
        way_points_mm: Vec::new(),
        kind,
    };
    design.apply(&Edit::AddLink(Box::new(link))).unwrap()
}

/// A driver right at the 711, its rear wide open, driven by a stiff source.
fn bench(kind: &PartKind, emf: f64) -> Design {
    let mut design = Design::new();
    design.drive = Drive::Voltage { emf };
    let source = design.parts.get_mut(0).map(|part| &mut part.kind);
    if let Some(PartKind::Source(source)) = source {
        source.output_resistance = 0.0;
    }
    let wide_open = PartKind::Vent(Vent {
        length: 1e-4,
        bore: 20e-3,
        count: 1,
        inner: Termination::None,
        outer: Termination::None,
        mesh: None,
        resistance: 0.0,
    });
    for (kind, x) in [(kind.clone(), 0.0), (wide_open, -20.0)] {
        let part = Part::new(PartId(design.next_id), kind, [x, 0.0]);
        design = design.apply(&Edit::AddPart(Box::new(part))).unwrap();
    }
    design = joined(&design, (1, "+"), (3, "+"), LinkKind::Wire);
    design = joined(&design, (1, "-"), (3, "-"), LinkKind::Wire);
    design = joined(&design, (3, "front"), (2, "canal"), LinkKind::Joint);
    joined(&design, (3, "rear"), (4, "in"), LinkKind::Joint)
}

#[test]
fn dynamic_archetypes_reach_the_level_they_state() {
    let mut checked = 0;
    for preset in library::drivers() {
        let (Some(stated), PartKind::MovingCoil(coil)) = (preset.sealed_level, &preset.part) else {
            continue;
        };
        // Sealed below resonance, rear open.
        let gamma_p = 1.4 * 101_325.0;
        let k_air = gamma_p * coil.sd * coil.sd / (coil.front_volume + 1250e-9);
        let k_s = 1.0 / coil.cms;
        let p = coil.bl * stated.voltage / coil.re / coil.sd * k_air / (k_air + k_s);
        let formula_db = 20.0 * (p / 20e-6).log10();
        assert!(
            (formula_db - stated.level_db).abs() < 0.1,
            "{}: {formula_db}",
            preset.name()
        );
        let solution = solved(&bench(&preset.part, stated.voltage));
        let level = level_at(&solution, 30.0);
        assert!(
            (level - stated.level_db).abs() < 0.3,
            "{}: {level} dB",
            preset.name()
        );
        assert!(
            preset
                .provenance()
                .contains(&format!("{} dB", stated.level_db))
        );
        checked += 1;
    }
    assert!(checked >= 4);
}

#[test]
fn every_design_opens_clean_and_plays_at_a_plausible_level() {
    assert!(library::designs().len() >= 9);
    for preset in library::designs() {
        let design = &preset.design;
        let mut problems = check::check(design);
        let solution = solved(design);
        problems.extend(solution.problems.iter().cloned());
        problems.retain(|problem| problem.severity > Severity::Note);
        assert_eq!(problems, [], "{}", preset.file);
        assert!(
            preset.summary().len() > 20,
            "{} says too little",
            preset.file
        );
        for f in [50.0, 200.0, 1000.0, 3000.0] {
            let level = level_at(&solution, f);
            assert!(
                (88.0..126.0).contains(&level),
                "{}: {level} dB at {f} Hz",
                preset.file
            );
        }
        // Above 16 kHz the coupler says nothing.
        let mut holes = polarity::holes(&solution);
        holes.retain(|hole| hole.at < 16_000.0);
        assert_eq!(holes, [], "{}", preset.file);
    }
}

#[test]
fn the_design_that_opens_first_follows_its_target() {
    let design = library::default_design();
    assert_eq!(design.drivers().count(), 3);
    let solution = Solver::default().solve(&design, &log_grid(512, 20.0, 20_000.0));
    let response = spl::levels_db(solution.drum_pressure.as_ref().unwrap());
    let shape = target::shape_db(&design.target.target, &solution.f);
    let deviation = error::deviation_db(&solution.f, &response, &shape).unwrap();
    assert!(deviation < 1.2, "{deviation} dB from DF + bass");
    assert_eq!(polarity::holes(&solution), []);
    for driver in &solution.contributions {
        let loudest = spl::levels_db(&driver.pressure)
            .into_iter()
            .fold(0.0, f64::max);
        assert!(loudest > 90.0, "{} hardly plays: {loudest} dB", driver.name);
    }
}

/// How far each design is from DF + bass, 50 Hz to 8 kHz, dB at most.
const DEVIATIONS: [(&str, f64); 9] = [
    ("single_dynamic", 1.6),
    ("single_armature", 2.5),
    ("dual_armature", 2.7),
    ("triple_armature", 1.7),
    ("hybrid_1dd_1ba", 1.4),
    ("hybrid_1dd_2ba", 1.2),
    ("hybrid_1dd_4ba", 1.5),
    ("headphone_closed", 1.6),
    ("headphone_open", 3.2),
];

#[test]
fn every_design_follows_its_target() {
    assert_eq!(DEVIATIONS.len(), library::designs().len());
    for (name, most) in DEVIATIONS {
        let file = format!("designs/{name}.ron");
        let preset = library::designs().iter().find(|d| d.file == file).unwrap();
        let solution = solved(&preset.design);
        let response = spl::levels_db(solution.drum_pressure.as_ref().unwrap());
        let shape = target::shape_db(&Target::DiffuseFieldBass, &solution.f);
        let deviation = error::deviation_db(&solution.f, &response, &shape).unwrap();
        assert!(deviation < most, "{name}: {deviation} dB from DF + bass");
    }
}

#[test]
fn every_driver_of_every_design_is_heard() {
    for preset in library::designs() {
        let solution = solved(&preset.design);
        let total = spl::levels_db(solution.drum_pressure.as_ref().unwrap());
        for driver in &solution.contributions {
            let own = spl::levels_db(&driver.pressure);
            let inside = |n: &usize| solution.f[*n] < 12_000.0;
            let loudest = (0..own.len())
                .filter(inside)
                .map(|n| own[n])
                .fold(0.0, f64::max);
            assert!(
                loudest > 90.0,
                "{}: {} hardly plays: {loudest} dB",
                preset.file,
                driver.name
            );
            // Somewhere it is the sound, or half of it.
            let below = (0..own.len())
                .filter(inside)
                .map(|n| total[n] - own[n])
                .fold(f64::INFINITY, f64::min);
            assert!(
                below < 10.0,
                "{}: {} is {below} dB under the whole",
                preset.file,
                driver.name
            );
        }
    }
}

#[test]
fn headphones_are_as_loud_as_headphones_at_a_milliwatt() {
    let mut checked = 0;
    for preset in library::designs() {
        if !preset.file.contains("headphone") {
            continue;
        }
        let Drive::Power { power, resistance } = preset.design.drive else {
            panic!("{}: not driven by power", preset.file);
        };
        assert_eq!((power, resistance), (1e-3, 32.0));
        let level = level_at(&solved(&preset.design), 1000.0);
        assert!(
            (96.0..107.0).contains(&level),
            "{}: {level} dB",
            preset.file
        );
        checked += 1;
    }
    assert_eq!(checked, 2);
}

#[test]
fn tubes_are_as_long_as_they_are_drawn() {
    for preset in library::designs() {
        for link in &preset.design.links {
            let LinkKind::Tube(tube) = &link.kind else {
                continue;
            };
            let drawn = path::polyline_length(&path::path(&preset.design, link));
            let length = tube.total_length() * 1e3;
            assert!(
                (length - drawn).abs() < 0.1,
                "{}, {}: {length} mm, drawn {drawn} mm",
                preset.file,
                link.name
            );
        }
    }
}

#[test]
fn in_ear_designs_can_be_built_from_stock() {
    let designs = library::designs();
    for preset in designs.iter().filter(|d| !d.file.contains("headphone")) {
        in_stock(preset.file, &preset.design);
    }
}

fn in_stock(file: &str, design: &Design) {
    let in_series = |value: f64, series: Series| (series.nearest(value) / value - 1.0).abs() < 1e-9;
    for part in &design.parts {
        let fits = match &part.kind {
            PartKind::Resistor(r) => in_series(r.resistance, Series::E24),
            PartKind::Capacitor(c) => in_series(c.capacitance, Series::E24),
            PartKind::Inductor(l) => in_series(l.inductance, Series::E12),
            _ => true,
        };
        assert!(fits, "{file}: {} is no standard value", part.name);
    }
    for link in &design.links {
        let LinkKind::Tube(tube) = &link.kind else {
            continue;
        };
        for section in &tube.sections {
            let stocked = library::tubes()
                .iter()
                .any(|t| (t.bore - section.bore_in).abs() < 1e-9);
            assert!(
                stocked,
                "{file}, {}: no tubing of {} m",
                link.name, section.bore_in
            );
            let tenths = section.length * 1e4;
            assert!(
                (tenths - tenths.round()).abs() < 1e-6,
                "{file}, {}",
                link.name
            );
        }
        for insert in &tube.inserts {
            let InsertKind::Damper {
                name, resistance, ..
            } = &insert.kind
            else {
                continue;
            };
            let listed = library::dampers()
                .iter()
                .any(|d| d.name == *name && d.resistance == *resistance);
            assert!(
                listed,
                "{file}, {}: {name} is not in the catalogue",
                link.name
            );
        }
    }
}

#[test]
fn fitted_armatures_name_a_case_and_a_fit() {
    for name in ["Knowles CI-22955", "Sonion 2356", "Knowles RAU-34832-B148"] {
        let preset = driver::driver(name).unwrap();
        assert!(preset.provenance().contains("dB rms"), "{name}");
        assert!(
            preset
                .part
                .case()
                .unwrap()
                .extents_mm()
                .iter()
                .all(|side| *side > 1.0)
        );
    }
}
