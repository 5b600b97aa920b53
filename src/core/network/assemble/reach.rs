//! What the source reaches, and what has no reference potential.

use super::super::network::Node;
use super::builder::{AMBIENT, Builder, EMF, Raw};
use crate::{
    design::{
        Domain, Problem, Subject,
        groups::Groups,
        port::{FRONT, REAR},
        problem::Matter,
    },
    words,
};
use std::collections::{BTreeMap, BTreeSet};

/// The elements that take part.
pub(super) struct Reach {
    pub(super) elements: BTreeSet<usize>,
    /// Whether anything is joined to the source's `+`.
    pub(super) loaded: bool,
}

/// Follows every element from the source; ambient does not conduct.
pub(super) fn reached(build: &Builder<'_>, plus: Raw, minus: Raw) -> Reach {
    let mut groups = Groups::new(build.domains.len());
    groups.join(plus.0, minus.0);
    groups.join(EMF.0, minus.0);
    let pins: Vec<Vec<Raw>> = build
        .elements
        .iter()
        .map(|element| {
            let pairs = element.pins.pairs();
            pairs
                .into_iter()
                .flatten()
                .map(|node| build.find(node))
                .filter(|&node| node != AMBIENT)
                .collect()
        })
        .collect();
    for nodes in &pins {
        for pair in nodes.windows(2) {
            groups.join(pair[0].0, pair[1].0);
        }
    }
    let home = groups.find(minus.0);
    let elements: BTreeSet<usize> = pins
        .iter()
        .enumerate()
        .filter(|(_, nodes)| {
            nodes
                .first()
                .is_some_and(|&node| groups.find(node.0) == home)
        })
        .map(|(n, _)| n)
        .collect();
    let loaded = elements.iter().any(|n| {
        !build.ahead.contains(n)
            && build.elements[*n].pins.pairs().iter().any(|pair| {
                let [a, b] = pair.map(|node| build.find(node));
                a != b && (a == plus || b == plus)
            })
    });
    Reach { elements, loaded }
}

/// The nodes of known potential. Every island of nodes without one gets one; a driver that cannot
/// move for want of volume is named.
pub(super) fn ground(build: &mut Builder<'_>, kept: &Reach, minus: Raw) -> BTreeMap<Raw, Node> {
    let mut known = BTreeMap::from([
        (AMBIENT, Node::Ground),
        (minus, Node::Ground),
        (EMF, Node::Emf),
    ]);
    // Driver elements first: their numbers, to leave them out of the second grouping.
    let motors: BTreeSet<usize> = build.drivers.iter().map(|driver| driver.element).collect();
    let mut islands = Groups::new(build.domains.len());
    let mut still = Groups::new(build.domains.len());
    for &n in &kept.elements {
        for pair in build.elements[n].pins.pairs() {
            let [a, b] = pair.map(|node| build.find(node));
            islands.join(a.0, b.0);
            // A measured driver carries its own compliance; other motors cannot fill a volume.
            if !motors.contains(&n) || build.elements[n].kind.is_source() {
                still.join(a.0, b.0);
            }
        }
    }
    blocked(
        build,
        kept,
        &still,
        &known.keys().copied().collect::<Vec<_>>(),
    );
    let mut reached: BTreeSet<usize> = known.keys().map(|&node| islands.find(node.0)).collect();
    for &n in &kept.elements {
        for pair in build.elements[n].pins.pairs() {
            let last = build.find(pair[1]);
            if reached.insert(islands.find(last.0)) {
                known.insert(last, Node::Ground);
            }
        }
    }
    known
}

/// Names drivers with a face on a closed space without volume.
fn blocked(build: &mut Builder<'_>, kept: &Reach, still: &Groups, known: &[Raw]) {
    let open: BTreeSet<usize> = known.iter().map(|&node| still.find(node.0)).collect();
    let mut found = Vec::new();
    for driver in &build.drivers {
        if !kept.elements.contains(&driver.element) {
            continue;
        }
        let faces = build.elements[driver.element].pins.pairs();
        let Some(faces) = faces.get(1) else { continue };
        for (face, side) in faces.iter().zip([FRONT, REAR]) {
            let node = build.find(*face);
            if build.domains[node.0] == Domain::Acoustic && !open.contains(&still.find(node.0)) {
                found.push((driver.part, side));
            }
        }
    }
    for (part, side) in found {
        let side = words::text(side);
        let name = super::part_name(build.design, part).to_owned();
        let message = tr!(
            "The {side} of “{name}” opens into a closed space without volume: its diaphragm \
             cannot move. Give it a volume, a tube or a vent."
        );
        let problem = Problem::error(Subject::Part(part), message);
        build.problems.push(problem.about(Matter::StandsStill));
    }
}
