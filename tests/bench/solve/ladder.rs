//! RLC ladders against ngspice on the same netlist.
//!
//! The floor, of a node at one frequency, all values drawn: about 50 multiplications, 45 additions
//! and 2 divisions, of which two thirds are the residual check. In vectors of four that is 24
//! instructions; about 85 more load, store and find the numbers, for sixteen frequencies at once.
//! Memory: 16 bytes of u are written and read again within a block (512 KiB for 1000 sections, the
//! size of a common L2), 16 bytes of potential are written for good (16 MB for all of them). What a
//! section costs more at 1000 than at 100 is these two leaving L2; the other 24 bytes a value, its
//! coefficients, are shared by all frequencies.

use crate::systems_support::{Bench, SOURCE};
use crate::timing::{figure, median, time};
use earwright::design::Design;
use earwright::network::{Engine, Features, Network, assemble, log_grid};
use std::fmt::Write as _;
use std::process::Command;

/// Sections of series R 10 Ω and L 1 mH, shunt C 1 µF ∥ 10 kΩ.
fn ladder(sections: usize) -> Design {
    let mut b = Bench::new();
    let mut at = (SOURCE, "+");
    for n in 0..sections {
        let r = b.resistor(&format!("Ra{n}"), 10.0);
        let l = b.inductor(&format!("L{n}"), 1e-3, 0.0);
        let c = b.capacitor(&format!("C{n}"), 1e-6, 0.0);
        let shunt = b.resistor(&format!("Rb{n}"), 10e3);
        b.wire(at, (r, "1"));
        b.wire((r, "2"), (l, "1"));
        b.wire((l, "2"), (c, "1"));
        b.wire((l, "2"), (shunt, "1"));
        b.wire((c, "2"), (SOURCE, "-"));
        b.wire((shunt, "2"), (SOURCE, "-"));
        at = (l, "2");
    }
    b.design
}

/// ngspice's own analysis time, s; none where it is not installed.
fn ngspice(sections: usize) -> Option<f64> {
    let mut net = String::from("ladder\nV1 n0 0 AC 1\n");
    for n in 0..sections {
        let next = n + 1;
        writeln!(net, "Ra{n} n{n} m{n} 10").unwrap();
        writeln!(net, "L{n} m{n} n{next} 1m").unwrap();
        writeln!(net, "C{n} n{next} 0 1u").unwrap();
        writeln!(net, "Rb{n} n{next} 0 10k").unwrap();
    }
    // 499 points: 3 decades less one step, as `ac lin` has no logarithmic count.
    net.push_str(".options acct\n.ac dec 166 20 20k\n.end\n");
    let folder = std::env::temp_dir();
    let file = folder.join(format!(
        "earwright_ladder_{sections}_{}.cir",
        std::process::id()
    ));
    std::fs::write(&file, net).unwrap();
    let raw = file.with_extension("raw");
    let mut times = Vec::new();
    for _ in 0..5 {
        let run = Command::new("ngspice")
            .args(["-b", "-r"])
            .arg(&raw)
            .arg(&file)
            .output()
            .ok()?;
        let text = String::from_utf8_lossy(&run.stdout).into_owned()
            + &String::from_utf8_lossy(&run.stderr);
        let line = text.lines().find(|l| l.contains("analysis time"))?;
        let value = line.split('=').nth(1)?.trim().parse::<f64>().ok()?;
        times.push(value);
    }
    let _ = std::fs::remove_file(&file);
    let _ = std::fs::remove_file(&raw);
    Some(median(times))
}

/// Largest relative error of the input impedance and of every node above 1e-12 of the source,
/// against a pivoted solve at a few frequencies.
fn error(engine: &Engine, network: &Network) -> f64 {
    use earwright::network::Node;
    let impedance = engine.input_impedance();
    let potentials: Vec<_> = (0..network.domains.len())
        .map(|n| engine.potential(Node::Unknown(n)))
        .collect();
    let mut worst = 0.0_f64;
    for point in [0, 150, 333, 498] {
        let (a, b) = engine.dense_system(point);
        let x = a.lu().solve(&b).unwrap();
        for (value, found) in x.iter().zip(&potentials) {
            if value.norm() > 1e-12 {
                let found = found[point] / network.emf;
                worst = worst.max((found - value).norm() / value.norm());
            }
        }
        let first = network.elements.iter().find(|e| e.parameters[0] == 10.0);
        assert!(first.is_some(), "the ladder begins with a resistor");
        let z = (1.0 / ((1.0 - x[0]) / 10.0)).inv().inv();
        worst = worst.max((impedance[point] - z).norm() / z.norm());
    }
    worst
}

/// Prints the figures of both ladders.
pub fn run() {
    let mut per_section = Vec::new();
    for sections in [100_usize, 1000] {
        let f = log_grid(499, 20.0, 20e3);
        let network = assemble(&ladder(sections)).network;
        let mut engine = Engine::new(network.clone(), &f);
        engine.solve(false, Features::Dispatched);
        let values: Vec<f64> = network.elements.iter().map(|e| e.parameters[0]).collect();
        let times = (0..40).map(|n| {
            time(|| {
                for (e, value) in values.iter().enumerate() {
                    engine.set(e, 0, value * (1.0 + 1e-3 * f64::from(n)));
                }
                engine.solve(false, Features::Dispatched);
            })
        });
        let own = median(times.collect());
        per_section.push(own / sections as f64);
        for (e, value) in values.iter().enumerate() {
            engine.set(e, 0, *value);
        }
        engine.solve(false, Features::Dispatched);
        assert!(!engine.pivoted() && engine.residual() < 1e-12);
        if sections == 100 {
            let error = error(&engine, &network);
            assert!(error < 1e-9, "ladder off by {error}");
        }
        let name = format!("ladder{sections}.times_ngspice");
        match ngspice(sections) {
            Some(theirs) => {
                println!(
                    "ladder of {sections}: {:.3} ms, ngspice {:.1} ms",
                    own * 1e3,
                    theirs * 1e3
                );
                figure(&name, theirs / own, "bar ≥ 20");
            }
            None => println!("{name}: not measured, ngspice is not installed"),
        }
    }
    figure(
        "ladder.growth",
        per_section[1] / per_section[0],
        "bar ≤ 1.3",
    );
}
