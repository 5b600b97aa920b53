//! Added masses where ducts of different bore meet at a node without volume.

use super::super::elements::{BranchMass, Kind, MainMass, Step};
use super::builder::{AMBIENT, Builder, DuctEnd, Raw, RawPins};
use std::collections::{BTreeMap, BTreeSet};

/// Puts the masses of steps (two ends) and side branches (three and more) between duct ends and the
/// nodes they meet at.
pub(super) fn add(build: &mut Builder<'_>) {
    let mut meetings: BTreeMap<Raw, Vec<DuctEnd>> = BTreeMap::new();
    for end in &build.duct_ends {
        meetings.entry(build.find(end.node)).or_default().push(*end);
    }
    let volumes: BTreeSet<Raw> = build
        .elements
        .iter()
        .filter(|element| matches!(element.kind, Kind::Cavity(_)))
        .filter_map(|element| element.pins.pairs().first().map(|pair| build.find(pair[0])))
        .collect();
    for (node, mut ends) in meetings {
        if node == AMBIENT || volumes.contains(&node) {
            continue;
        }
        // Widest first; a stable sort keeps document order among equals.
        ends.sort_by(|a, b| b.bore.total_cmp(&a.bore));
        match ends.as_slice() {
            [wide, narrow] => {
                let step = Step {
                    narrow: narrow.bore,
                    wide: wide.bore,
                };
                let mass = step.mass(&build.air);
                between(build, *narrow, Kind::Step(step), (mass, narrow.bore));
            }
            [main, other, branches @ ..] => {
                for &branch in branches {
                    let own = BranchMass {
                        branch: branch.bore,
                        main: main.bore,
                    };
                    let mass = own.mass(&build.air);
                    between(build, branch, Kind::BranchMass(own), (mass, branch.bore));
                }
                // Each main end takes its half for every branch; the widest branch rules.
                if let Some(branch) = branches.first() {
                    for &end in [main, other] {
                        let half = MainMass {
                            branch: branch.bore,
                            main: main.bore,
                        };
                        let mass = half.mass(&build.air);
                        between(build, end, Kind::MainMass(half), (mass, main.bore));
                    }
                }
            }
            _ => {}
        }
    }
}

/// Puts a mass before a duct's end, where it is any beside the bore (m) it is in.
fn between(build: &mut Builder<'_>, end: DuctEnd, kind: Kind, (mass, bore): (f64, f64)) {
    if !build.is_no_mass(mass, bore) {
        let inner = build.detach(end);
        build.element(end.owner, RawPins::One([end.node, inner]), kind);
    }
}
