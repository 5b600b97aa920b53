//! A Design as a Network: nodes are merged, elements placed, unconnected pieces left out.

mod armature;
mod builder;
mod ear_side;
mod links;
mod masses;
mod parts;
mod reach;
mod shunts;
mod tube;

use super::network::{DriverSite, Element, Network, Node};
use crate::design::{
    Design, Domain, Part, PartId, Problem, Subject,
    air::Air,
    nothing::{LEAST, Least},
    problem::Matter,
};
use crate::physics::air::AirConstants;
pub(super) use builder::ONE_NODE;
use builder::{AMBIENT, Builder, EMF, Raw};
pub(super) use ear_side::{Ends, assemble_ear_side, ends_at};
use std::collections::{BTreeMap, BTreeSet};

/// A network, what was found while making it, and where its nodes are in the design.
#[derive(Debug, Clone)]
pub struct Assembly {
    /// The network.
    pub network: Network,
    /// What is wrong or doubtful.
    pub problems: Vec<Problem>,
    /// The node of every port that takes part.
    pub ports: BTreeMap<(PartId, String), Node>,
}

/// The air constants a design is solved with.
pub fn air_constants(air: &Air) -> AirConstants<f64> {
    match *air {
        Air::Climate {
            temperature_c,
            pressure,
        } => AirConstants::from_climate(temperature_c, pressure),
        Air::Constants {
            density,
            speed_of_sound,
            viscosity,
            gamma,
            prandtl,
        } => AirConstants {
            density,
            speed_of_sound,
            viscosity,
            gamma,
            prandtl,
        },
    }
}

/// Turns a design into a network. Never fails: what cannot take part is named in the problems.
pub fn assemble(design: &Design) -> Assembly {
    assemble_above(design, LEAST)
}

/// The same with another rule for what is too little to be an element.
pub fn assemble_above(design: &Design, least: Least) -> Assembly {
    let mut build = joined(design, least);
    if design.junction_masses {
        masses::add(&mut build);
    }
    finish(build)
}

/// The elements of all parts and links, without the masses where ducts meet.
fn joined(design: &Design, least: Least) -> Builder<'_> {
    let mut build = Builder::new(design, least);
    let shunts = shunts::Shunts::new(design);
    for part in &design.parts {
        parts::part(&mut build, &shunts, part);
    }
    links::add(&mut build);
    build
}

/// Numbers the nodes and keeps what the source reaches.
fn finish(mut build: Builder<'_>) -> Assembly {
    let Some((source, plus, minus)) = build.source else {
        build.fail(
            Subject::Design,
            tr!("The design has no source: nothing drives it.").to_owned(),
        );
        return without_result(build);
    };
    let (plus, minus) = (build.find(plus), build.find(minus));
    if plus == minus || build.find(EMF) == minus {
        let name = part_name(build.design, source);
        build.fail(
            Subject::Part(source),
            tr!("The terminals of the source “{name}” are shorted: nothing is driven."),
        );
        return without_result(build);
    }
    let kept = reach::reached(&build, plus, minus);
    name_left_out(&mut build, &kept);
    let known = reach::ground(&mut build, &kept, minus);

    let mut numbers: BTreeMap<Raw, Node> = known;
    let mut domains = Vec::new();
    let mut renumbered = vec![usize::MAX; build.elements.len()];
    let mut elements = Vec::new();
    for (n, raw) in build.elements.iter().enumerate() {
        if !kept.elements.contains(&n) {
            continue;
        }
        let pins = raw.pins.map(|node| {
            let node = build.find(node);
            *numbers.entry(node).or_insert_with(|| {
                domains.push(build.domains[node.0]);
                Node::Unknown(domains.len() - 1)
            })
        });
        if let Some(to) = renumbered.get_mut(n) {
            *to = elements.len();
        }
        elements.push(Element {
            owner: raw.owner,
            pins,
            kind: raw.kind.clone(),
        });
    }
    let renumber = |n: usize| renumbered.get(n).copied().filter(|&to| to != usize::MAX);

    let drivers = build
        .drivers
        .iter()
        .filter_map(|driver| {
            let part = build.design.part(driver.part)?;
            Some(DriverSite {
                part: driver.part,
                name: part.name.clone(),
                muted: part.muted,
                element: renumber(driver.element)?,
                area: driver.area,
                law: driver.law,
            })
        })
        .collect();
    let ahead: Vec<usize> = build.ahead.iter().filter_map(|&n| renumber(n)).collect();
    let terminal = numbers.get(&plus).copied().filter(|_| kept.loaded);
    let ear = ear(&mut build, &numbers, &renumber);
    let ports = build
        .ports()
        .filter_map(|(part, port, raw)| {
            let node = numbers.get(&build.find(raw))?;
            Some(((part, port.to_owned()), *node))
        })
        .collect();
    Assembly {
        network: Network {
            domains,
            elements,
            drivers,
            terminal,
            ahead,
            ear,
            emf: build.design.drive.emf(),
            air: air_constants(&build.design.air),
        },
        problems: build.problems,
        ports,
    }
}

/// The ear's element and node, or a problem that says why there is none.
fn ear(
    build: &mut Builder<'_>,
    numbers: &BTreeMap<Raw, Node>,
    renumber: &impl Fn(usize) -> Option<usize>,
) -> Option<(usize, Node)> {
    let Some(part) = build.design.ear() else {
        build.fail(
            Subject::Design,
            tr!("The design has no ear: there is no sound pressure to show.").to_owned(),
        );
        return None;
    };
    let subject = Subject::Part(part.id);
    let (element, plane) = build.ear?;
    let plane = build.find(plane);
    if plane == AMBIENT {
        build.fail(
            subject,
            tr!(
                "“{}” opens straight into ambient pressure: no sound pressure builds up.",
                part.name
            ),
        );
        return None;
    }
    let place = numbers.get(&plane).copied().zip(renumber(element));
    if let Some((node, element)) = place {
        return Some((element, node));
    }
    build.warn(
        subject,
        tr!(
            "No sound path leads from a driver to “{}”: join its port to see sound pressure.",
            part.name
        ),
    );
    None
}

/// Names every part that the source does not reach.
fn name_left_out(build: &mut Builder<'_>, kept: &reach::Reach) {
    let mut out: BTreeSet<PartId> = BTreeSet::new();
    for (n, element) in build.elements.iter().enumerate() {
        if let (Subject::Part(part), false) = (element.owner, kept.elements.contains(&n)) {
            out.insert(part);
        }
    }
    for element in &kept.elements {
        if let Some(Subject::Part(part)) = build.elements.get(*element).map(|e| e.owner) {
            out.remove(&part);
        }
    }
    let names: Vec<(PartId, String)> = build
        .design
        .parts
        .iter()
        .filter(|part| out.contains(&part.id) && !is_end(part))
        .map(|part| (part.id, part.name.clone()))
        .collect();
    for (part, name) in names {
        let message = tr!("“{name}” is not connected to the source and is left out.");
        let problem = Problem::warning(Subject::Part(part), message);
        build.problems.push(problem.about(Matter::LeftOut));
    }
}

/// Source and ear have sentences of their own.
fn is_end(part: &Part) -> bool {
    part.kind.facts().only_one
}

fn part_name(design: &Design, id: PartId) -> &str {
    design.part(id).map_or("", |part| part.name.as_str())
}

fn without_result(build: Builder<'_>) -> Assembly {
    Assembly {
        network: Network {
            domains: Vec::<Domain>::new(),
            elements: Vec::new(),
            drivers: Vec::new(),
            terminal: None,
            ahead: Vec::new(),
            ear: None,
            emf: build.design.drive.emf(),
            air: air_constants(&build.design.air),
        },
        problems: build.problems,
        ports: BTreeMap::new(),
    }
}
