//! Added masses where ducts of different bore meet at a node without volume.

use super::super::network::Kind;
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
        .filter(|element| matches!(element.kind, Kind::Cavity))
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
                between(build, *narrow, Kind::Step, [narrow.bore, wide.bore]);
            }
            [main, other, branches @ ..] => {
                for &branch in branches {
                    let bores = [branch.bore, main.bore];
                    between(build, branch, Kind::BranchMass, bores);
                }
                // Each main end takes its half for every branch; the widest branch rules.
                if let Some(branch) = branches.first() {
                    for &end in [main, other] {
                        let bores = [branch.bore, main.bore];
                        between(build, end, Kind::MainMass, bores);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Puts a mass before a duct's end, where it is any.
fn between(build: &mut Builder<'_>, end: DuctEnd, kind: Kind, bores: [f64; 2]) {
    if !build.is_no_mass(&kind, &bores) {
        let inner = build.detach(end);
        build.element(end.owner, RawPins::One([end.node, inner]), kind, &bores);
    }
}
