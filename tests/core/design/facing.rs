//! A vent that is joined faces what it is joined to.

use crate::support::samples::{add, chamber, end};
use earwright::design::{Design, Edit, Part, PartId, PartKind, geometry, operations};

fn vent() -> PartKind {
    let offered = PartKind::offered().into_iter();
    let mut vents = offered.filter(|(name, _)| *name == "Vent");
    vents.next().unwrap().1
}

/// A chamber in the middle, and a vent at a place.
fn apart(at_mm: [f64; 2]) -> (Design, PartId, PartId) {
    let mut design = Design::new();
    let room = add(&mut design, chamber(60e-9), [0.0, 0.0]);
    let vent = add(&mut design, vent(), at_mm);
    (design, room, vent)
}

fn part(design: &Design, id: PartId) -> &Part {
    design.part(id).unwrap()
}

#[test]
fn a_vent_turns_its_inlet_to_the_port_it_is_joined_to_from_any_side() {
    for (at_mm, side) in [
        ([-9.0, 0.0], "west"),
        ([9.0, 0.0], "east"),
        ([1.0, -9.0], "north"),
        ([-1.0, 9.0], "south"),
    ] {
        let (design, room, vent) = apart(at_mm);
        let ends = [end(vent, "in"), end(room, side)];
        for [from, to] in [[&ends[0], &ends[1]], [&ends[1], &ends[0]]] {
            let edit = operations::join_facing(&design, from, to).unwrap();
            let joined = design.apply(&edit).unwrap();
            let inlet = part(&joined, vent).placed_port(&joined, "in").unwrap();
            let there = part(&joined, room).placed_port(&joined, side).unwrap();
            // They face each other.
            let sum = geometry::add(inlet.outward, there.outward);
            assert!(geometry::distance(sum, [0.0, 0.0]) < 1e-9, "{side}");
            let near = geometry::distance(inlet.at_mm, there.at_mm);
            assert!(near < geometry::distance(at_mm, there.at_mm), "{side}");
            assert_eq!(part(&joined, vent).position_mm, at_mm);
            assert_eq!(joined.links_at(vent, "in").count(), 1);
        }
    }
}

#[test]
fn a_vent_that_was_turned_or_joined_before_stays_as_it_is() {
    let (design, room, vent) = apart([-9.0, 0.0]);
    let turn = Edit::Rotate {
        parts: vec![vent],
        about_mm: [-9.0, 0.0],
        by_deg: 90.0,
    };
    let turned = design.apply(&turn).unwrap();
    let [inlet, west, north] = [end(vent, "in"), end(room, "west"), end(room, "north")];
    let edit = operations::join_facing(&turned, &inlet, &west).unwrap();
    let joined = turned.apply(&edit).unwrap();
    assert_eq!(part(&joined, vent).rotation_deg, 90.0);

    let edit = operations::join(&design, &inlet, &west).unwrap();
    let joined = design.apply(&edit).unwrap();
    let edit = operations::join_facing(&joined, &inlet, &north).unwrap();
    let twice = joined.apply(&edit).unwrap();
    assert_eq!(part(&twice, vent).rotation_deg, 0.0);
}
