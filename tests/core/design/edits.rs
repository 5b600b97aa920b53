//! What edits accept and refuse.

use crate::support::samples::{
    add, armature, capacitor, chamber, end, hybrid, join, moving_coil, resistor,
};
use earwright::design::{
    Design, Edit, EditError, Insert, InsertKind, Length, Link, LinkId, LinkKind, Part, PartId,
    PartKind, Section, Tube,
};

fn refused(design: &Design, edit: &Edit) -> String {
    let before = design.clone();
    let error = design.apply(edit).expect_err("must be refused");
    assert_eq!(*design, before);
    error.to_string()
}

#[test]
fn names_are_numbered_by_kind() {
    let mut design = Design::new();
    for _ in 0..3 {
        add(&mut design, resistor(10.0), [0.0, 0.0]);
    }
    add(&mut design, capacitor(1e-6), [0.0, 0.0]);
    let names: Vec<&str> = design.parts.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(names, ["Source", "Ear", "R1", "R2", "R3", "C1"]);
    let second = design.part_named("R2").unwrap().id;
    let design = design
        .apply(&Edit::Remove {
            parts: vec![second],
            links: Vec::new(),
        })
        .unwrap();
    let mut woofer = Part::new(PartId(design.next_id), moving_coil(), [0.0, 0.0]);
    woofer.name = "Woofer".to_owned();
    let mut design = design
        .apply(&Edit::AddPart(Box::new(woofer.clone())))
        .unwrap();
    woofer.id = PartId(design.next_id);
    design = design.apply(&Edit::AddPart(Box::new(woofer))).unwrap();
    add(&mut design, resistor(10.0), [0.0, 0.0]);
    assert!(design.part_named("Woofer 2").is_some());
    assert!(design.part_named("R2").is_some(), "the first free number");
}

#[test]
fn identities_are_never_used_again() {
    let mut design = Design::new();
    let gone = add(&mut design, resistor(10.0), [0.0, 0.0]);
    let design = design
        .apply(&Edit::Remove {
            parts: vec![gone],
            links: Vec::new(),
        })
        .unwrap();
    let again = Part::new(gone, resistor(10.0), [0.0, 0.0]);
    let said = refused(&design, &Edit::AddPart(Box::new(again)));
    assert!(said.contains("taken or was once used"), "{said}");
}

#[test]
fn there_is_exactly_one_source_and_one_ear() {
    let design = hybrid();
    let source = design.source().unwrap().clone();
    let ear = design.ear().unwrap().clone();
    for part in [&source, &ear] {
        let mut second = part.clone();
        second.id = PartId(design.next_id);
        let said = refused(&design, &Edit::AddPart(Box::new(second)));
        assert!(said.contains("exactly one"), "{said}");
        let edit = Edit::Remove {
            parts: vec![part.id],
            links: Vec::new(),
        };
        assert!(refused(&design, &edit).contains("cannot be deleted"));
        let mut other = part.clone();
        other.kind = resistor(1.0);
        assert!(refused(&design, &Edit::SetPart(Box::new(other))).contains("exactly one"));
    }
    let everything = Edit::Remove {
        parts: design.parts.iter().map(|part| part.id).collect(),
        links: Vec::new(),
    };
    let bare = design.apply(&everything).unwrap();
    assert_eq!(
        bare.parts,
        vec![source, ear].into(),
        "select all and delete leaves these"
    );
    assert!(bare.links.is_empty());
}

#[test]
fn links_join_ports_of_one_domain_once() {
    let mut design = Design::new();
    let a = add(&mut design, armature(), [0.0, 0.0]);
    let b = add(&mut design, resistor(10.0), [-10.0, 0.0]);
    let c = add(&mut design, chamber(8e-9), [10.0, 0.0]);
    let link = |from, to, kind| {
        Edit::AddLink(Box::new(Link {
            id: LinkId(design.next_id),
            name: String::new(),
            from,
            to,
            way_points_mm: Vec::new(),
            kind,
        }))
    };
    let tube = || LinkKind::Tube(Tube::straight(5e-3, 1e-3));
    let spout = || end(a, "spout");
    let said = refused(&design, &link(spout(), end(b, "1"), tube()));
    assert!(
        said.contains("one is electrical and the other acoustic"),
        "{said}"
    );
    let said = refused(&design, &link(spout(), spout(), tube()));
    assert!(said.contains("the same port"), "{said}");
    let said = refused(&design, &link(spout(), end(c, "west"), LinkKind::Wire));
    assert!(
        said.contains("a wire joins electrical ports only"),
        "{said}"
    );
    let said = refused(&design, &link(end(a, "+"), end(b, "1"), tube()));
    assert!(said.contains("joined by a wire"), "{said}");
    let said = refused(&design, &link(end(a, "plus"), end(b, "1"), LinkKind::Wire));
    assert!(said.contains("“BA1” has no port “plus”"), "{said}");
    let said = refused(
        &design,
        &link(end(PartId(99), "+"), end(b, "1"), LinkKind::Wire),
    );
    assert!(said.contains("no part with number 99"), "{said}");
    join(&mut design, (a, "+"), (b, "1"));
    let again = Link {
        id: LinkId(design.next_id),
        name: String::new(),
        from: end(b, "1"),
        to: end(a, "+"),
        way_points_mm: Vec::new(),
        kind: LinkKind::Wire,
    };
    let said = refused(&design, &Edit::AddLink(Box::new(again)));
    assert!(said.contains("“W1” joins them already"), "{said}");
}

#[test]
fn two_tubes_in_parallel_are_two_tubes_when_drawn_apart() {
    let mut design = Design::new();
    let a = add(&mut design, armature(), [0.0, 0.0]);
    let c = add(&mut design, chamber(8e-9), [20.0, 0.0]);
    let first = join(&mut design, (a, "spout"), (c, "west"));
    let mut second = design.link(first).unwrap().clone();
    second.id = LinkId(design.next_id);
    assert!(refused(&design, &Edit::AddLink(Box::new(second.clone()))).contains("already"));
    second.way_points_mm = vec![[10.0, 5.0]];
    assert_eq!(
        design
            .apply(&Edit::AddLink(Box::new(second)))
            .unwrap()
            .links
            .len(),
        2
    );
}

#[test]
fn numbers_out_of_bounds_are_refused_with_the_part_and_the_bound() {
    let mut design = Design::new();
    let id = add(&mut design, armature(), [0.0, 0.0]);
    let with = |change: &dyn Fn(&mut Part)| {
        let mut part = design.part(id).unwrap().clone();
        change(&mut part);
        refused(&design, &Edit::SetPart(Box::new(part)))
    };
    let driver = |part: &mut Part, set: &dyn Fn(&mut earwright::design::driver::Armature)| {
        if let PartKind::Armature(driver) = &mut part.kind {
            set(driver);
        }
    };
    let said = with(&|part| driver(part, &|driver| driver.re = -3.0));
    assert!(
        said.contains("“BA1”: Coil resistance must be at least 1 mΩ, is -3 Ω"),
        "{said}"
    );
    let said = with(&|part| driver(part, &|driver| driver.tau = f64::NAN));
    assert!(said.contains("finite"), "{said}");
    let said = with(&|part| driver(part, &|driver| driver.relief = Some(f64::INFINITY)));
    assert!(said.contains("Relief vent"), "{said}");
    assert!(with(&|part| part.position_mm = [f64::NAN, 0.0]).contains("finite"));
    assert!(with(&|part| part.rotation_deg = f64::INFINITY).contains("finite"));
    assert!(with(&|part| part.name = "Ear".to_owned()).contains("already a part or link"));
    assert!(with(&|part| part.name = " ".to_owned()).contains("must not be empty"));
    assert!(with(&|part| part.name = "a\nb".to_owned()).contains("not a name"));
    let none = Edit::Move {
        parts: vec![id],
        by_mm: [0.0, f64::INFINITY],
    };
    assert!(refused(&design, &none).contains("finite"));
    let far = Edit::Move {
        parts: vec![id],
        by_mm: [1e9, 0.0],
    };
    assert!(refused(&design, &far).contains("Across must be at most 10000 mm"));
}

#[test]
fn a_batch_is_all_or_nothing() {
    let design = hybrid();
    let woofer = design.drivers().next().unwrap().id;
    let batch = Edit::Batch(vec![
        Edit::SetName("Half done".to_owned()),
        Edit::Move {
            parts: vec![woofer],
            by_mm: [1.0, 0.0],
        },
        Edit::Remove {
            parts: vec![PartId(4711)],
            links: Vec::new(),
        },
    ]);
    assert_eq!(design.apply(&batch), Err(EditError::NoPart(4711)));
    assert_eq!(design, hybrid());
}

#[test]
fn moving_takes_along_the_way_points_between_the_moved() {
    let mut design = Design::new();
    let a = add(&mut design, armature(), [0.0, 0.0]);
    let b = add(&mut design, chamber(8e-9), [20.0, 0.0]);
    let id = join(&mut design, (a, "spout"), (b, "west"));
    let mut link = design.link(id).unwrap().clone();
    link.way_points_mm = vec![[10.0, 4.0]];
    let design = design.apply(&Edit::SetLink(Box::new(link))).unwrap();
    let one = Edit::Move {
        parts: vec![a],
        by_mm: [1.0, 2.0],
    };
    let both = Edit::Move {
        parts: vec![a, b],
        by_mm: [1.0, 2.0],
    };
    let way_points = |edit| {
        design
            .apply(edit)
            .unwrap()
            .link(id)
            .unwrap()
            .way_points_mm
            .clone()
    };
    assert_eq!(way_points(&one), [[10.0, 4.0]]);
    assert_eq!(way_points(&both), [[11.0, 6.0]]);
}

/// A drawn tube of 5 + 15 mm, bore 1 then 2 mm, with a damper at 4 mm, between an armature and a
/// chamber whose facing ports are 20 mm apart.
fn two_sections() -> (Design, LinkId) {
    let mut design = Design::new();
    let a = add(&mut design, armature(), [0.0, 0.0]);
    let b = add(&mut design, chamber(8e-9), [25.75, 0.0]);
    let id = join(&mut design, (a, "spout"), (b, "west"));
    let mut link = design.link(id).unwrap().clone();
    if let LinkKind::Tube(tube) = &mut link.kind {
        let piece = |length, bore| Section {
            length,
            bore_in: bore,
            bore_out: bore,
        };
        tube.sections = vec![piece(5e-3, 1e-3), piece(15e-3, 2e-3)];
        tube.inserts = vec![Insert {
            position: 4e-3,
            kind: InsertKind::Damper {
                name: "brown".to_owned(),
                resistance: 1e8,
                mass: 0.0,
            },
            bypassed: false,
        }];
    }
    (design.apply(&Edit::SetLink(Box::new(link))).unwrap(), id)
}

fn tube_of(design: &Design, id: LinkId) -> &Tube {
    match &design.link(id).unwrap().kind {
        LinkKind::Tube(tube) => tube,
        other => panic!("{other:?}"),
    }
}

#[test]
fn sections_and_inserts_keep_their_proportions_when_drawn_longer() {
    let (design, id) = two_sections();
    let chamber = design.part_named("V1").unwrap().id;
    let design = design
        .apply(&Edit::Move {
            parts: vec![chamber],
            by_mm: [20.0, 0.0],
        })
        .unwrap();
    let tube = tube_of(&design, id);
    let lengths: Vec<f64> = tube.sections.iter().map(|section| section.length).collect();
    assert!((lengths[0] - 10e-3).abs() < 1e-12 && (lengths[1] - 30e-3).abs() < 1e-12);
    assert!((tube.inserts[0].position - 8e-3).abs() < 1e-12);
    assert_eq!(tube.length, Length::Drawn);
}

#[test]
fn a_tube_drawn_together_and_apart_again_is_as_before() {
    let (design, id) = two_sections();
    let chamber = design.part_named("V1").unwrap().id;
    let shift = |x| Edit::Move {
        parts: vec![chamber],
        by_mm: [x, 0.0],
    };
    let mut now = design.clone();
    for x in [-10.0, 10.0, 7.0, -7.0, -16.0, 16.0] {
        now = now.apply(&shift(x)).unwrap();
    }
    assert_eq!(tube_of(&now, id), tube_of(&design, id));
}

#[test]
fn joining_on_a_tube_splits_it_at_a_junction() {
    let (mut design, id) = two_sections();
    let other = add(&mut design, armature(), [0.0, 30.0]);
    let joined = design
        .apply(&Edit::JoinOnLink {
            from: end(other, "spout"),
            onto: id,
            // 10 mm behind the spout at 4.75 mm, a little off the path.
            at_mm: [14.75, 0.4],
            kind: LinkKind::Tube(Tube::straight(1e-3, 1e-3)),
        })
        .unwrap();
    let node = joined.part_named("N1").unwrap();
    assert_eq!(node.position_mm, [14.75, 0.0]);
    assert_eq!(joined.links_at(node.id, "node").count(), 3);
    let first = tube_of(&joined, id);
    assert_eq!(first.sections.len(), 2);
    assert!((first.total_length() - 10e-3).abs() < 1e-12);
    assert_eq!(first.inserts.len(), 1);
    let second = joined
        .links_at(node.id, "node")
        .find(|link| link.from.part == node.id)
        .unwrap();
    let second = tube_of(&joined, second.id);
    assert!((second.total_length() - 10e-3).abs() < 1e-12);
    assert_eq!(second.sections[0].bore_in, 2e-3);
    assert_eq!(second.inserts, []);
}

#[test]
fn a_two_port_part_goes_into_a_link_the_right_way_round() {
    let mut design = Design::new();
    let driver = add(&mut design, armature(), [0.0, 0.0]);
    let source = design.source().unwrap().id;
    let wire = join(&mut design, (source, "+"), (driver, "+"));
    let series = add(&mut design, resistor(22.0), [-20.0, 0.0]);
    let design = design
        .apply(&Edit::InsertOnLink {
            part: series,
            link: wire,
        })
        .unwrap();
    let first = design.link(wire).unwrap();
    // Port 1 faces the source on the left.
    assert_eq!(
        (&first.from, &first.to),
        (&end(source, "+"), &end(series, "1"))
    );
    let second = design.links_at(series, "2").next().unwrap();
    assert_eq!(second.to, end(driver, "+"));
    let again = Edit::InsertOnLink {
        part: series,
        link: second.id,
    };
    assert!(refused(&design, &again).contains("it ends there"));
}

#[test]
fn what_cannot_go_into_a_link_is_refused() {
    let (mut design, tube) = two_sections();
    let driver = add(&mut design, moving_coil(), [5.0, 0.0]);
    let part = add(&mut design, resistor(1.0), [5.0, 0.0]);
    let into = |part| Edit::InsertOnLink { part, link: tube };
    assert!(refused(&design, &into(driver)).contains("a driver is the end of a tube"));
    assert!(refused(&design, &into(part)).contains("does not have two ports"));
}

#[test]
fn editing_a_driver_notes_what_was_modified() {
    let mut design = Design::new();
    let id = add(&mut design, armature(), [0.0, 0.0]);
    let mut part = design.part(id).unwrap().clone();
    if let PartKind::Armature(driver) = &mut part.kind {
        driver.re = 21.0;
        driver.back_volume = 25e-9;
    }
    part.note = "tried another".to_owned();
    let design = design
        .apply(&Edit::SetPart(Box::new(part.clone())))
        .unwrap();
    let modified = |design: &Design| {
        design
            .part(id)
            .unwrap()
            .kind
            .origin()
            .unwrap()
            .modified
            .clone()
    };
    assert_eq!(modified(&design), ["Re", "Vb"]);
    // The same number again, and a third one.
    if let PartKind::Armature(driver) = &mut part.kind {
        driver.re = 22.0;
        driver.tau = 2e5;
        driver.origin.modified = modified(&design);
    }
    let design = design.apply(&Edit::SetPart(Box::new(part))).unwrap();
    assert_eq!(modified(&design), ["Re", "Vb", "τ"]);
}
