//! A lumped network against ngspice, where it is installed.

use crate::support::peer;
use crate::support::systems::{Bench, SOURCE};
use earwright::design::LinkEnd;
use earwright::network::{Solver, log_grid};
use num_complex::Complex64;

/// Complex voltages of one node that ngspice prints, in the order of its frequencies.
fn printed(text: &str) -> Vec<(f64, Complex64)> {
    text.lines()
        .filter_map(|line| {
            let mut cells = line.split_whitespace();
            cells.next()?.parse::<usize>().ok()?;
            let f: f64 = cells.next()?.parse().ok()?;
            let re: f64 = cells.next()?.trim_end_matches(',').parse().ok()?;
            let im: f64 = cells.next()?.parse().ok()?;
            Some((f, Complex64::new(re, im)))
        })
        .collect()
}

#[test]
fn a_crossover_agrees_with_ngspice() {
    let netlist = "crossover\nV1 s 0 AC 1\nR1 s a 3.3\nL1 a b 0.47m\nRL b c 1.2\nC1 c 0 6.8u\n\
                   R2 c 0 16\nC2 a d 2.2u\nL2 d 0 0.33m\nR3 d 0 27\n\
                   .options numdgt=12\n.ac dec 20 20 20k\n.print ac v(d)\n.end\n";
    if !peer::is_there("ngspice") {
        return;
    }
    let run = peer::ngspice(netlist);
    let theirs = printed(&String::from_utf8_lossy(&run.stdout));
    assert!(
        theirs.len() > 50,
        "{}",
        String::from_utf8_lossy(&run.stdout)
    );

    let mut b = Bench::new();
    let r1 = b.resistor("R1", 3.3);
    let l1 = b.inductor("L1", 0.47e-3, 1.2);
    let c1 = b.capacitor("C1", 6.8e-6, 0.0);
    let r2 = b.resistor("R2", 16.0);
    let c2 = b.capacitor("C2", 2.2e-6, 0.0);
    let l2 = b.inductor("L2", 0.33e-3, 0.0);
    let r3 = b.resistor("R3", 27.0);
    b.wire((SOURCE, "+"), (r1, "1"));
    for (part, at) in [(l1, r1), (c1, l1), (r2, l1), (c2, r1), (l2, c2), (r3, c2)] {
        b.wire((at, "2"), (part, "1"));
    }
    for part in [c1, r2, l2, r3] {
        b.wire((part, "2"), (SOURCE, "-"));
    }
    let f = log_grid(61, 20.0, 20e3);
    let probe = LinkEnd {
        part: r3,
        port: "1".to_owned(),
    };
    let (_, found) = Solver::default().solve_with_probes(&b.design, &f, &[probe]);
    let ours = found[0].as_ref().unwrap();
    for ((&f, ours), (their_f, theirs)) in f.iter().zip(ours).zip(&theirs) {
        assert!((f / their_f - 1.0).abs() < 1e-5, "{f} {their_f}");
        let expected = theirs * 0.1;
        // What is printed has seven digits at least, the frequency too.
        let off = (ours - expected).norm() / expected.norm();
        assert!(off < 2e-5, "{f} Hz: {ours} {expected}");
    }
}
