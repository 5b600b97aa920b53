//! What the user does in one go.

use crate::support::samples::{
    add, armature, capacitor, chamber, end, hybrid, join, moving_coil, resistor,
};
use earwright::design::{
    Design, Edit, InsertKind, Length, LinkKind, PartKind, Severity,
    acoustic::Eartip,
    check::check,
    operations::{self, Alignment},
};
use std::collections::BTreeSet;

fn serious(design: &Design) -> Vec<String> {
    check(design)
        .into_iter()
        .filter(|problem| problem.severity > Severity::Note)
        .map(|problem| problem.message)
        .collect()
}

fn connect(design: &Design, part: earwright::design::PartId) -> Design {
    let edit = operations::connect_driver(design, part).unwrap();
    design.apply(&edit).unwrap()
}

#[test]
fn the_first_driver_is_joined_to_the_ear_the_second_makes_a_junction_the_third_uses_it() {
    let mut design = Design::new();
    let first = add(&mut design, armature(), [0.0, -10.0]);
    let mut design = connect(&design, first);
    assert_eq!(serious(&design), [""; 0]);
    let ear = design.ear().unwrap().id;
    let tube = design.links_at(first, "spout").next().unwrap();
    assert_eq!(tube.to, end(ear, "canal"));
    let source = design.source().unwrap().id;
    assert_eq!(
        design.links_at(source, "+").next().unwrap().from,
        end(first, "+")
    );
    assert_eq!(
        design.links_at(source, "-").next().unwrap().from,
        end(first, "-")
    );

    let second = add(&mut design, armature(), [0.0, 0.0]);
    let mut design = connect(&design, second);
    assert_eq!(serious(&design), [""; 0]);
    let node = design.part_named("N1").expect("a junction appeared").id;
    assert_eq!(design.links_at(node, "node").count(), 3);

    let third = add(&mut design, armature(), [0.0, 10.0]);
    let design = connect(&design, third);
    assert_eq!(design.links_at(node, "node").count(), 4);
    assert!(design.part_named("N2").is_none());
    assert_eq!(serious(&design), [""; 0]);
    let again = operations::connect_driver(&design, third).unwrap_err();
    assert!(again.to_string().contains("connected already"));
}

#[test]
fn a_chamber_behind_the_eartip_is_used_as_the_merge() {
    let mut design = Design::new();
    let ear = design.ear().unwrap().id;
    let tip = add(
        &mut design,
        PartKind::Eartip(Eartip {
            length: 4e-3,
            bore: 3.5e-3,
            canal_length: 3e-3,
            canal_diameter: 7.5e-3,
            leak: None,
            wall: None,
        }),
        [25.0, 0.0],
    );
    let merge = add(&mut design, chamber(8e-9), [12.0, 0.0]);
    join(&mut design, (tip, "canal"), (ear, "canal"));
    join(&mut design, (merge, "east"), (tip, "nozzle"));
    let driver = add(&mut design, armature(), [0.0, 0.0]);
    let design = connect(&design, driver);
    assert_eq!(
        design.links_at(driver, "spout").next().unwrap().to,
        end(merge, "west"),
        "the nearest free side"
    );
}

#[test]
fn what_is_wired_already_stays() {
    let mut design = Design::new();
    let driver = add(&mut design, armature(), [0.0, 0.0]);
    let series = add(&mut design, capacitor(1e-6), [-15.0, -5.0]);
    join(&mut design, (series, "2"), (driver, "+"));
    let design = connect(&design, driver);
    assert_eq!(design.links_at(driver, "+").count(), 1);
    assert_eq!(design.links_at(driver, "-").count(), 1);
    let not_a_driver = operations::connect_driver(&design, series).unwrap_err();
    assert!(not_a_driver.to_string().contains("“C1” is not a driver"));
}

#[test]
fn a_copy_is_pasted_with_its_links_and_without_source_and_ear() {
    let design = hybrid();
    let all: BTreeSet<_> = design.parts.iter().map(|part| part.id).collect();
    let text = operations::copy(&design, &all);
    let pasted = operations::paste(&design, &text, Some([0.0, 40.0])).unwrap();
    let twice = design.apply(&pasted.edit).unwrap();
    assert_eq!(twice.parts.len(), 2 * design.parts.len() - 2);
    let source_and_ear = [design.source().unwrap().id, design.ear().unwrap().id];
    let inner = design
        .links
        .iter()
        .filter(|link| {
            link.ends()
                .iter()
                .all(|end| !source_and_ear.contains(&end.part))
        })
        .count();
    assert!(inner >= 3);
    assert_eq!(pasted.links.len(), inner);
    assert_eq!(twice.links.len(), design.links.len() + inner);
    // Into another, empty window.
    let other = Design::new();
    let pasted = operations::paste(&other, &text, None).unwrap();
    assert_eq!(other.apply(&pasted.edit).unwrap().links.len(), inner);
    let error = operations::paste(&other, "Hello", None)
        .unwrap_err()
        .to_string();
    assert!(error.contains("line 1"), "{error}");
}

#[test]
fn duplicating_moves_the_copy_and_gives_it_its_own_group() {
    let design = hybrid();
    let drivers: Vec<_> = design.drivers().map(|part| part.id).collect();
    let design = design
        .apply(&operations::group(&design, &drivers).unwrap())
        .unwrap();
    let wanted = drivers.iter().copied().collect();
    let pasted = operations::duplicate(&design, &wanted, [5.0, 3.0]).unwrap();
    let twice = design.apply(&pasted.edit).unwrap();
    for (old, new) in drivers.iter().zip(&pasted.parts) {
        let (old, new) = (twice.part(*old).unwrap(), twice.part(*new).unwrap());
        assert_eq!(
            new.position_mm,
            [old.position_mm[0] + 5.0, old.position_mm[1] + 3.0]
        );
        assert_eq!((old.group, new.group), (Some(1), Some(2)));
        assert_ne!(old.name, new.name);
    }
    let ear = BTreeSet::from([design.ear().unwrap().id]);
    assert!(operations::duplicate(&design, &ear, [1.0, 1.0]).is_err());
}

#[test]
fn replacing_keeps_links_by_name_and_role() {
    let design = hybrid();
    let tweeter = design.part_named("BA1").unwrap().id;
    let linked = |design: &Design, port: &str| design.links_at(tweeter, port).count();
    let edit = operations::replace_with(&design, tweeter, moving_coil()).unwrap();
    let replaced = design.apply(&edit).unwrap();
    assert_eq!(replaced.links.len(), design.links.len());
    assert_eq!(linked(&replaced, "+"), linked(&design, "+"));
    assert_eq!(linked(&replaced, "front"), linked(&design, "spout"));
    let back = operations::replace_with(&replaced, tweeter, armature()).unwrap();
    let back = replaced.apply(&back).unwrap();
    assert_eq!(back.links.len(), design.links.len());
    assert_eq!(linked(&back, "spout"), 1);
    let nothing_fits = operations::replace_with(&design, tweeter, chamber(1e-8)).unwrap();
    let nothing_fits = design.apply(&nothing_fits).unwrap();
    assert_eq!(nothing_fits.links.len(), design.links.len() - 3);
}

#[test]
fn deleting_a_series_part_heals_its_wire() {
    let design = hybrid();
    let (series, tweeter) = (
        design.part_named("C1").unwrap().id,
        design.part_named("BA1").unwrap().id,
    );
    let edit = operations::remove_and_heal(&design, &[series], &[]).unwrap();
    let healed = design.apply(&edit).unwrap();
    assert_eq!(healed.links.len(), design.links.len() - 1);
    let wire = healed.links_at(tweeter, "+").next().unwrap();
    let source = healed.source().unwrap().id;
    assert!(wire.ends().contains(&&end(source, "+")), "{wire:?}");
}

#[test]
fn a_chain_heals_and_a_split_tube_becomes_whole() {
    let mut design = Design::new();
    let a = add(&mut design, armature(), [0.0, 0.0]);
    let b = add(&mut design, chamber(8e-9), [25.75, 0.0]);
    let id = join(&mut design, (a, "spout"), (b, "west"));
    let damped = operations::insert_at(
        &design,
        id,
        [8.75, 0.0],
        InsertKind::Damper {
            name: "brown".to_owned(),
            resistance: 1e8,
            mass: 0.0,
        },
    )
    .unwrap();
    let whole = design.apply(&damped).unwrap();
    let LinkKind::Tube(before) = whole.link(id).unwrap().kind.clone() else {
        unreachable!()
    };
    assert!((before.inserts[0].position - 4e-3).abs() < 1e-12);
    let mut split = whole;
    let other = add(&mut split, armature(), [0.0, 30.0]);
    for x in [11.0, 18.0] {
        let onto = split.links_at(b, "west").next().unwrap().id;
        split = split
            .apply(&Edit::JoinOnLink {
                from: end(other, "spout"),
                onto,
                at_mm: [x, 0.0],
                kind: LinkKind::Joint,
            })
            .unwrap();
    }
    let nodes: Vec<_> = ["N1", "N2"]
        .iter()
        .map(|name| split.part_named(name).unwrap().id)
        .collect();
    // Without the second armature, each junction has two links left.
    let alone = split
        .apply(&Edit::Remove {
            parts: vec![other],
            links: Vec::new(),
        })
        .unwrap();
    let healed = alone
        .apply(&operations::remove_and_heal(&alone, &nodes, &[]).unwrap())
        .unwrap();
    assert_eq!(healed.links.len(), 1);
    let LinkKind::Tube(after) = &healed.links[0].kind else {
        unreachable!()
    };
    assert_eq!(after.sections.len(), 1, "{after:?}");
    assert!((after.total_length() - before.total_length()).abs() < 1e-9);
    assert!((after.inserts[0].position - before.inserts[0].position).abs() < 1e-9);
}

#[test]
fn flipping_exchanges_the_wires_and_flipping_again_restores_them() {
    let design = hybrid();
    let tweeter = design.part_named("BA1").unwrap().id;
    let flipped = design
        .apply(&operations::flip_polarity(&design, tweeter).unwrap())
        .unwrap();
    let source = design.source().unwrap().id;
    assert!(
        flipped
            .links_at(tweeter, "+")
            .any(|link| link.ends().contains(&&end(source, "-")))
    );
    assert_eq!(flipped.links_at(tweeter, "-").count(), 1);
    let again = flipped
        .apply(&operations::flip_polarity(&flipped, tweeter).unwrap())
        .unwrap();
    assert_eq!(again, design);
}

#[test]
fn a_damper_can_be_dragged_along_its_tube() {
    let mut design = Design::new();
    let a = add(&mut design, armature(), [0.0, 0.0]);
    let b = add(&mut design, chamber(8e-9), [25.75, 0.0]);
    let id = join(&mut design, (a, "spout"), (b, "west"));
    let damper = |name: &str| InsertKind::Damper {
        name: name.to_owned(),
        resistance: 1e8,
        mass: 0.0,
    };
    for (name, x) in [("far", 20.0), ("near", 5.0)] {
        let edit = operations::insert_at(&design, id, [x, 1.0], damper(name)).unwrap();
        design = design.apply(&edit).unwrap();
    }
    let names = |design: &Design| -> Vec<String> {
        let LinkKind::Tube(tube) = &design.link(id).unwrap().kind else {
            unreachable!()
        };
        tube.inserts
            .iter()
            .map(|insert| match &insert.kind {
                InsertKind::Damper { name, .. } => name.clone(),
                InsertKind::Mesh(_) => String::new(),
            })
            .collect()
    };
    assert_eq!(names(&design), ["near", "far"], "in order of position");
    let past = operations::move_insert(&design, id, 0, [99.0, 0.0]).unwrap();
    let design = design.apply(&past).unwrap();
    assert_eq!(names(&design), ["far", "near"]);
    let LinkKind::Tube(tube) = &design.link(id).unwrap().kind else {
        unreachable!()
    };
    assert_eq!(
        tube.inserts[1].position,
        tube.total_length(),
        "stops at the end"
    );
    assert!(operations::move_insert(&design, id, 7, [0.0, 0.0]).is_err());
}

#[test]
fn parts_line_up_and_spread_out() {
    let mut design = Design::new();
    let ids = [[0.0, 3.0], [30.0, -5.0], [7.0, 11.0]].map(|at| add(&mut design, resistor(1.0), at));
    let places = |design: &Design| ids.map(|id| design.part(id).unwrap().position_mm);
    let top = design
        .apply(&operations::align(&design, &ids, Alignment::Top).unwrap())
        .unwrap();
    assert_eq!(places(&top), [[0.0, -5.0], [30.0, -5.0], [7.0, -5.0]]);
    let spread = design
        .apply(&operations::distribute(&design, &ids, false).unwrap())
        .unwrap();
    assert_eq!(places(&spread), [[0.0, 3.0], [30.0, -5.0], [15.0, 11.0]]);
    let right = design
        .apply(&operations::align(&design, &ids, Alignment::Right).unwrap())
        .unwrap();
    assert!(places(&right).iter().all(|at| at[0] == 30.0));
}

#[test]
fn a_length_that_was_set_is_not_lost_to_the_drawing() {
    for order in [[Length::Drawn, Length::Set], [Length::Set, Length::Drawn]] {
        let mut design = Design::new();
        let a = add(&mut design, armature(), [0.0, 0.0]);
        let node = add(&mut design, chamber(2e-9), [12.0, 0.0]);
        let b = add(&mut design, chamber(8e-9), [25.75, 0.0]);
        for (from, to, length) in [
            ((a, "spout"), (node, "west"), order[0]),
            ((node, "east"), (b, "west"), order[1]),
        ] {
            let id = join(&mut design, from, to);
            let mut link = design.link(id).unwrap().clone();
            let LinkKind::Tube(tube) = &mut link.kind else {
                unreachable!()
            };
            tube.length = length;
            if length == Length::Set {
                tube.sections[0].length = 20e-3;
            }
            design = design.apply(&Edit::SetLink(Box::new(link))).unwrap();
        }
        let whole: f64 = design
            .links
            .iter()
            .map(|link| match &link.kind {
                LinkKind::Tube(tube) => tube.total_length(),
                _ => 0.0,
            })
            .sum();
        let edit = operations::remove_and_heal(&design, &[node], &[]).unwrap();
        let healed = design.apply(&edit).unwrap();
        let LinkKind::Tube(tube) = &healed.links.iter().next().unwrap().kind else {
            unreachable!()
        };
        assert_eq!(tube.length, Length::Set, "{order:?}");
        assert!((tube.total_length() - whole).abs() < 1e-9, "{order:?}");
    }
}
