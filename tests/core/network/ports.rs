//! What is read at ports: Kirchhoff's laws, impedances, the ear.

use earwright::{
    analysis::port,
    design::{Design, Domain, LinkEnd, LinkKind, PartKind},
    library,
    network::{PortReading, Solution, Solver, air_constants, ear_at, log_grid},
};
use num_complex::Complex64;
use std::f64::consts::TAU;

/// Every port of a design, read.
fn read(design: &Design) -> (Solution, Vec<PortReading>) {
    let ports: Vec<LinkEnd> = design
        .parts
        .iter()
        .flat_map(|part| {
            part.kind.ports().into_iter().map(|port| LinkEnd {
                part: part.id,
                port: port.name.to_owned(),
            })
        })
        .collect();
    Solver::default().solve_with_readings(design, &log_grid(37, 20.0, 20e3), &ports)
}

fn at<'r>(readings: &'r [PortReading], end: &LinkEnd) -> &'r PortReading {
    readings
        .iter()
        .find(|reading| reading.end == *end)
        .unwrap_or_else(|| panic!("{end:?} was not read"))
}

fn end(part: earwright::design::PartId, port: &str) -> LinkEnd {
    LinkEnd {
        part,
        port: port.to_owned(),
    }
}

fn near(a: Complex64, b: Complex64, what: &str) {
    let off = (a - b).norm() / a.norm().max(b.norm()).max(1e-300);
    assert!(off < 1e-9, "{what}: {a} and {b}, off by {off:e}");
}

#[test]
fn the_source_gives_its_voltage_over_the_impedance() {
    for preset in library::designs() {
        let design = &preset.design;
        let (solution, readings) = read(design);
        let source = design.source().unwrap().id;
        let plus = at(&readings, &end(source, "+"));
        let seen = port::impedance(plus, true).unwrap();
        for (seen, told) in seen.iter().zip(solution.input_impedance.as_ref().unwrap()) {
            near(*seen, *told, preset.name());
        }
        let minus = at(&readings, &end(source, "-"));
        let back = minus.flow.as_ref().unwrap();
        for (out, back) in plus.flow.as_ref().unwrap().iter().zip(back) {
            near(*out, -back, "what leaves at + comes back at -");
        }
    }
}

#[test]
fn electrical_power_of_all_ports_together_is_nothing() {
    // Tellegen: it takes both of Kirchhoff's laws.
    for preset in library::designs() {
        let (solution, readings) = read(&preset.design);
        for n in 0..solution.f.len() {
            let powers: Vec<Complex64> = readings
                .iter()
                .filter(|reading| reading.domain == Domain::Electrical)
                .filter_map(|reading| Some(reading.potential[n] * reading.flow.as_ref()?[n].conj()))
                .collect();
            let sum: Complex64 = powers.iter().sum();
            let most = powers.iter().map(|power| power.norm()).fold(0.0, f64::max);
            assert!(
                most > 0.0 && sum.norm() < 1e-9 * most,
                "{}: {sum} of {most}",
                preset.name()
            );
        }
    }
}

#[test]
fn the_ear_takes_what_its_load_says_and_its_pressure_makes_the_drums() {
    for preset in library::designs() {
        let design = &preset.design;
        let (solution, readings) = read(design);
        let part = design.ear().unwrap();
        let PartKind::Ear(ear) = &part.kind else {
            panic!("not an ear")
        };
        let reading = at(&readings, &end(part.id, "canal"));
        let air = air_constants(&design.air);
        let seen = port::impedance(reading, false).unwrap();
        for (n, f) in solution.f.iter().enumerate() {
            let load = ear_at(ear.model, TAU * f, &air);
            let admittance = Complex64::new(load.admittance.re, load.admittance.im);
            near(seen[n], 1.0 / admittance, preset.name());
            let ratio = Complex64::new(load.drum_ratio.re, load.drum_ratio.im);
            let drum = solution.drum_pressure.as_ref().unwrap()[n];
            near(reading.potential[n] * ratio, drum, preset.name());
        }
    }
}

#[test]
fn joined_ports_exchange_what_flows_and_chambers_hold_what_flows_in() {
    let mut joints = 0;
    let mut chambers = 0;
    for preset in library::designs() {
        let design = &preset.design;
        let (solution, readings) = read(design);
        for link in design
            .links
            .iter()
            .filter(|link| link.kind == LinkKind::Joint)
        {
            let alone = |end: &LinkEnd| design.links_at(end.part, &end.port).count() == 1;
            let plain = |end: &LinkEnd| {
                !matches!(
                    design.part(end.part).unwrap().kind,
                    PartKind::Chamber(_) | PartKind::Junction(_)
                )
            };
            if ![&link.from, &link.to]
                .into_iter()
                .all(|end| alone(end) && plain(end))
            {
                continue;
            }
            joints += 1;
            let [from, to] = [&link.from, &link.to].map(|end| at(&readings, end));
            let flows = from
                .flow
                .as_ref()
                .unwrap()
                .iter()
                .zip(to.flow.as_ref().unwrap());
            for (from, to) in flows {
                near(*from, -to, &link.name);
            }
        }
        let air = air_constants(&design.air);
        for part in &design.parts {
            let PartKind::Chamber(chamber) = &part.kind else {
                continue;
            };
            let linked: Vec<&PortReading> = readings
                .iter()
                .filter(|reading| reading.end.part == part.id)
                .filter(|reading| design.links_at(part.id, &reading.end.port).count() > 0)
                .collect();
            let tubes = design.links.iter().filter(|link| {
                link.kind == LinkKind::Joint
                    && (link.from.part == part.id || link.to.part == part.id)
            });
            if chamber.wall_area != 0.0 || tubes.count() > 0 || linked.is_empty() {
                continue;
            }
            chambers += 1;
            let square = air.density * air.speed_of_sound * air.speed_of_sound;
            for (n, f) in solution.f.iter().enumerate() {
                let sum: Complex64 = linked
                    .iter()
                    .map(|reading| reading.flow.as_ref().unwrap()[n])
                    .sum();
                let held =
                    Complex64::new(0.0, TAU * f * chamber.volume / square) * linked[0].potential[n];
                near(sum, held, &part.name);
            }
        }
    }
    println!("{joints} joints, {chambers} chambers");
    assert!(joints + chambers > 0);
}

#[test]
fn drivers_take_real_power_and_the_spout_of_one_gives_it() {
    let preset = library::default_design();
    let (solution, readings) = read(&preset);
    for share in &solution.contributions {
        let plus = at(&readings, &end(share.part, "+"));
        let power = port::power(&share.voltage, plus.flow.as_ref().unwrap());
        // A driver may be driven by the others, but it takes power where it plays.
        let loudest = share
            .pressure
            .iter()
            .enumerate()
            .max_by(|a, b| a.1.norm().total_cmp(&b.1.norm()))
            .unwrap()
            .0;
        assert!(power[loudest] > 0.0, "{}: {}", share.name, power[loudest]);
    }
    assert!(
        Solver::default()
            .solve_with_readings(
                &preset,
                &log_grid(3, 100.0, 1e3),
                &[end(preset.ear().unwrap().id, "nothing")]
            )
            .1
            .is_empty()
    );
}
