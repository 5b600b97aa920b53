//! What a driver's crossover works between: the driver's own impedance with everything its sound
//! runs into, and the impedance of what feeds it.
//!
//! Both are read off the whole network, the source silent and short: other drivers stay in place
//! behind their own crossovers, so that what they do to the sound they share is in the figures.

use super::ladder::Ends;
use crate::{
    design::{
        Design, EditError, Link, LinkEnd, LinkId, LinkKind, Part, PartId,
        acoustic::Junction,
        branch::{Branch, branch},
        port::Domain,
        port::{MINUS, PLUS},
    },
    network::{Solution, Solver},
};
use num_complex::Complex64;
use std::sync::Arc;

/// The driver's and the feed's impedance at frequencies (Hz, ascending); absent where the driver
/// draws no current.
///
/// # Errors
/// When the part is not a driver.
pub fn ends(
    solver: &mut Solver,
    design: &Design,
    driver: PartId,
    f: &[f64],
) -> Result<Option<Vec<Ends>>, EditError> {
    let branch = branch(design, driver)?;
    let f: Arc<[f64]> = f.into();
    let Some(load) = impedance(solver, design, &branch, Seen::Driver, &f) else {
        return Ok(None);
    };
    // Without a feed of its own yet, it will be fed by the source itself.
    let feed = impedance(solver, design, &branch, Seen::Feed, &f)
        .filter(|_| !branch.feeds.is_empty())
        .unwrap_or_else(|| vec![Complex64::ZERO; f.len()]);
    let ends = f.iter().zip(load).zip(feed);
    Ok(Some(
        ends.map(|((f, load), feed)| Ends { f: *f, load, feed })
            .collect(),
    ))
}

/// Voltage at a driver's terminals over the voltage at the source's, as solved.
pub fn transfer(
    solver: &mut Solver,
    design: &Design,
    driver: PartId,
    f: &Arc<[f64]>,
) -> Option<Vec<Complex64>> {
    let source = design.source()?.id;
    let probes = [
        (driver, PLUS),
        (driver, MINUS),
        (source, PLUS),
        (source, MINUS),
    ]
    .map(|(part, port)| LinkEnd {
        part,
        port: port.to_owned(),
    });
    let (_, read): (Solution, _) = solver.solve_with_probes(design, f, &probes);
    let [Some(plus), Some(minus), Some(high), Some(low)] = read.as_slice() else {
        return None;
    };
    let across = plus.iter().zip(minus).map(|(a, b)| a - b);
    let source = high.iter().zip(low).map(|(a, b)| a - b);
    Some(across.zip(source).map(|(a, b)| a / b).collect())
}

/// From which side the driver's hot terminal is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seen {
    /// Into the driver, and what hangs across it.
    Driver,
    /// Into what feeds it.
    Feed,
}

/// The impedance between the place where the feed ends and the driver's cold terminal.
fn impedance(
    solver: &mut Solver,
    design: &Design,
    branch: &Branch,
    seen: Seen,
    f: &Arc<[f64]>,
) -> Option<Vec<Complex64>> {
    let mut probe = design.clone();
    let source = design.source()?.id;
    let node = PartId(probe.next_id);
    let short = LinkEnd {
        part: node,
        port: Junction::NODE.to_owned(),
    };
    probe.parts.push(Part {
        name: "short".to_owned(),
        ..Part::new(
            node,
            Junction {
                domain: Domain::Electrical,
                volume: 0.0,
            },
            [0.0, 0.0],
        )
    });
    // The source is taken out and its place shorted, then it looks into the place of interest.
    for link in &mut probe.links {
        for end in [&mut link.from, &mut link.to] {
            if end.part == source {
                *end = short.clone();
            }
        }
    }
    let hot = LinkEnd {
        part: branch.driver,
        port: branch.hot.to_owned(),
    };
    let terminal = |port: &str| LinkEnd {
        part: source,
        port: port.to_owned(),
    };
    match seen {
        Seen::Driver => probe.links.retain(|link| !branch.feeds.contains(&link.id)),
        Seen::Feed => {
            for link in &mut probe.links {
                if branch.feeds.contains(&link.id) {
                    for end in [&mut link.from, &mut link.to] {
                        if *end == hot {
                            *end = terminal(PLUS);
                        }
                    }
                }
            }
        }
    }
    let mut wire = |number: u32, from: LinkEnd, to: LinkEnd| {
        probe.links.push(Link {
            id: LinkId(probe.next_id.saturating_add(number)),
            name: format!("probe {number}"),
            from,
            to,
            way_points_mm: Vec::new(),
            kind: LinkKind::Wire,
        });
    };
    let cold = LinkEnd {
        part: branch.driver,
        port: branch.cold.to_owned(),
    };
    wire(1, terminal(MINUS), cold.clone());
    if seen == Seen::Driver {
        wire(2, terminal(PLUS), hot);
    }
    if branch.returns_to_source {
        wire(3, terminal(MINUS), short);
    }
    probe.next_id = probe.next_id.saturating_add(4);
    solver.solve(&probe, f).input_impedance
}
