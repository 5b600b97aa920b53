//! RLC ladders against ngspice on the same netlist.
//!
//! The floor, of a node at one frequency, all values drawn: about 50 multiplications, 45 additions
//! and 2 divisions, of which two thirds are the residual check. In vectors of four that is 24
//! instructions; about 85 more load, store and find the numbers, for sixteen frequencies at once.
//! Memory: 16 bytes of u are written and read again within a block (512 KiB for 1000 sections, the
//! size of a common L2), 16 bytes of potential are written for good (16 MB for all of them). What a
//! section costs more at 1000 than at 100 is these two leaving L2; the other 24 bytes a value, its
//! coefficients, are shared by all frequencies.

use crate::support::systems::{Bench, SOURCE};
use crate::timing::{figure, median, time};
use earwright::design::Design;
use earwright::network::{Element, Engine, Features, Network, assemble, log_grid};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
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

/// The first number of an element.
fn first(element: &Element) -> f64 {
    element.kind.numbers()[0]
}

/// A ladder ready to be solved, here and by ngspice.
struct Rival {
    sections: usize,
    network: Network,
    engine: Engine,
    /// Of every element: its first number.
    values: Vec<f64>,
    netlist: PathBuf,
    own: Vec<f64>,
    theirs: Vec<f64>,
}

impl Rival {
    fn new(sections: usize) -> Self {
        let network = assemble(&ladder(sections)).network;
        let mut engine = Engine::new(network.clone(), &log_grid(499, 20.0, 20e3));
        engine.solve(false, Features::Dispatched);
        Self {
            sections,
            values: network.elements.iter().map(first).collect(),
            network,
            engine,
            netlist: netlist(sections),
            own: Vec::new(),
            theirs: Vec::new(),
        }
    }

    /// Sets every value to this many times what it is, and solves.
    fn solve(&mut self, times: f64) {
        for (e, value) in self.values.iter().enumerate() {
            self.engine.set(e, 0, value * times);
        }
        self.engine.solve(false, Features::Dispatched);
    }

    /// A few solves here and one by ngspice, one after the other: the machine may be slower later.
    fn round(&mut self) {
        for n in 0..8 {
            let times = 1.0 + 1e-3 * f64::from(n);
            let took = time(|| self.solve(times));
            self.own.push(took);
        }
        self.theirs.extend(ngspice(&self.netlist));
    }
}

fn netlist(sections: usize) -> PathBuf {
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
    let name = format!("earwright_ladder_{sections}_{}.cir", std::process::id());
    let file = std::env::temp_dir().join(name);
    std::fs::write(&file, net).unwrap();
    file
}

/// ngspice's own analysis time, s; none where it is not installed.
fn ngspice(netlist: &Path) -> Option<f64> {
    let raw = netlist.with_extension("raw");
    let run = Command::new("ngspice")
        .args(["-b", "-r"])
        .arg(&raw)
        .arg(netlist)
        .output()
        .ok()?;
    let _ = std::fs::remove_file(&raw);
    let text =
        String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
    let line = text.lines().find(|l| l.contains("analysis time"))?;
    line.split('=').nth(1)?.trim().parse().ok()
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
        let first = network.elements.iter().find(|e| first(e) == 10.0);
        assert!(first.is_some(), "the ladder begins with a resistor");
        let z = (1.0 / ((1.0 - x[0]) / 10.0)).inv().inv();
        worst = worst.max((impedance[point] - z).norm() / z.norm());
    }
    worst
}

/// Prints the figures of both ladders.
pub fn run() {
    let mut rivals = [100, 1000].map(Rival::new);
    for _ in 0..5 {
        rivals.iter_mut().for_each(Rival::round);
    }
    let per_section = rivals.map(|mut rival| {
        rival.solve(1.0);
        let engine = &rival.engine;
        assert!(engine.verdict().repeated == 0 && engine.residual() < 1e-12);
        if rival.sections == 100 {
            let error = error(engine, &rival.network);
            assert!(error < 1e-9, "ladder off by {error}");
        }
        let _ = std::fs::remove_file(&rival.netlist);
        let own = median(rival.own);
        let name = format!("ladder{}.times_ngspice", rival.sections);
        if rival.theirs.is_empty() {
            println!("{name}: not measured, ngspice is not installed");
        } else {
            let theirs = median(rival.theirs);
            println!(
                "ladder of {}: {:.3} ms, ngspice {:.1} ms",
                rival.sections,
                own * 1e3,
                theirs * 1e3
            );
            figure(&name, theirs / own, "bar ≥ 20");
        }
        own / rival.sections as f64
    });
    figure(
        "ladder.growth",
        per_section[1] / per_section[0],
        "bar ≤ 1.3",
    );
}
