//! A family of ears changes a design in the directions nature does.

use crate::support::systems::{Bench, EAR, Motor, SOURCE, armature};
use earwright::{
    design::{Design, Edit, Part, PartId, PartKind, acoustic::Eartip, ear::EarModel},
    library,
    tuning::ear_family::{Depth, EarSettings, FamilyEar, Seal, ear_family, members},
};
use std::ops::ControlFlow;

fn single_armature() -> Design {
    library::designs()
        .iter()
        .map(|preset| &preset.design)
        .find(|design| {
            let mut drivers = design.drivers();
            matches!(
                (drivers.next().map(|d| &d.kind), drivers.next()),
                (Some(PartKind::Armature(_)), None)
            )
        })
        .unwrap()
        .clone()
}

fn family(design: &Design, settings: &EarSettings) -> earwright::analysis::EarFamily {
    ear_family(design, settings, None, &mut |_| ControlFlow::Continue(())).unwrap()
}

fn only(depths: &[Depth], seals: &[Seal]) -> EarSettings {
    EarSettings {
        depths: depths.to_vec(),
        seals: seals.to_vec(),
        ears: vec![FamilyEar::Iec711],
    }
}

fn level_at(family: &earwright::analysis::EarFamily, member: usize, f: f64) -> f64 {
    let place = family.f.partition_point(|x| *x < f);
    family.members[member].level_db[place]
}

#[test]
fn a_leak_takes_the_bass_away_and_leaves_the_middle() {
    for design in [single_armature(), library::default_design()] {
        let family = family(&design, &only(&[Depth::Deep], &Seal::ALL));
        assert_eq!(family.members[1].name, "deep, small leak, 711");
        let bass = [0, 1, 2].map(|n| level_at(&family, n, 25.0));
        assert!(bass[0] > bass[1] + 1.0, "{bass:?}");
        assert!(bass[1] > bass[2] + 6.0, "{bass:?}");
        let middle = [0, 1, 2].map(|n| level_at(&family, n, 2000.0));
        assert!((middle[0] - middle[2]).abs() < 2.0, "{middle:?}");
        let worst = family.worst_member().unwrap();
        assert_eq!(worst.name, "deep, large leak, 711");
        assert!(worst.deviation.unwrap().1 < -6.0, "{:?}", worst.deviation);
    }
}

#[test]
fn deeper_insertion_moves_the_resonance_of_the_closed_canal_up() {
    // A driver so stiff that nothing loads it: what is left is the canal.
    let mut bench = Bench::new();
    let motor = Motor([100.0, 1e-6, 1e3, 1e5, 1e3, 1e11, 1e-12]);
    let driver = bench.armature("Stiff", armature(&motor, [0.01, 1000.0], 1e13, [0.5, 2.0]));
    bench.terminals(driver, (SOURCE, "+"), false);
    bench.joint((driver, "spout"), (EAR, "canal"));
    let family = family(&bench.design, &only(&Depth::ALL, &[Seal::Sealed]));
    let peak = |member: usize| {
        let inside = |n: &usize| (5500.0..16_000.0).contains(&family.f[*n]);
        let level = &family.members[member].level_db;
        let top = (0..family.f.len())
            .filter(inside)
            .max_by(|a, b| level[*a].total_cmp(&level[*b]));
        family.f[top.unwrap()]
    };
    let peaks = [0, 1, 2].map(peak);
    println!("shallow, nominal, deep: {peaks:?} Hz");
    assert!(
        peaks[0] < 0.97 * peaks[1] && peaks[1] < 0.97 * peaks[2],
        "{peaks:?}"
    );
}

#[test]
fn deep_and_sealed_in_the_own_ear_is_the_design_as_drawn() {
    let family = family(&single_armature(), &only(&[Depth::Deep], &[Seal::Sealed]));
    for (drawn, member) in family.as_drawn.iter().zip(&family.members[0].level_db) {
        assert!((drawn - member).abs() < 1e-6);
    }
    assert!(family.notes.iter().any(|note| note.contains("no eartip")));
}

#[test]
fn the_eartip_of_a_design_is_the_one_that_is_moved() {
    let mut design = single_armature();
    let ear = design.ear().unwrap().id;
    let tip = PartId(design.next_id);
    let mut part = Part::new(
        tip,
        PartKind::Eartip(Eartip {
            length: 6e-3,
            bore: 4e-3,
            canal_length: 7e-3,
            canal_diameter: 7.5e-3,
            leak: None,
            wall: None,
        }),
        [0.0, 0.0],
    );
    part.name = "Tip".to_owned();
    let edit = Edit::AddPart(Box::new(part));
    design = design.apply(&edit).unwrap();
    for link in &mut design.links {
        for end in [&mut link.from, &mut link.to] {
            if end.part == ear {
                end.part = tip;
                end.port = "nozzle".to_owned();
            }
        }
    }
    let mut joint = design.links[0].clone();
    joint.id = earwright::design::LinkId(design.next_id);
    joint.name = "J9".to_owned();
    joint.from.part = tip;
    joint.from.port = "canal".to_owned();
    joint.to.part = ear;
    joint.to.port = "canal".to_owned();
    joint.way_points_mm.clear();
    joint.kind = earwright::design::LinkKind::Joint;
    design.links.push(joint);
    design.next_id += 1;
    let (made, notes) = members(&design, &only(&Depth::ALL, &[Seal::Sealed]));
    assert_eq!(notes, Vec::<String>::new());
    let lengths: Vec<f64> = made
        .iter()
        .map(|(_, member)| match &member.part(tip).unwrap().kind {
            PartKind::Eartip(tip) => tip.canal_length,
            _ => panic!("a tip"),
        })
        .collect();
    for (length, wanted) in lengths.iter().zip([11e-3, 7e-3, 3e-3]) {
        assert!((length - wanted).abs() < 1e-12, "{lengths:?}");
    }
    let family = family(&design, &only(&[Depth::Nominal], &[Seal::Sealed]));
    assert!(family.members[0].deviation.unwrap().1.abs() < 1e-6);
}

#[test]
fn a_headphone_leaks_at_its_pad_and_has_no_insertion() {
    let design = design_over_ear();
    let settings = EarSettings::of(&design);
    assert_eq!(settings.depths, [Depth::Nominal]);
    let family = family(&design, &settings);
    assert_eq!(family.members.len(), 9);
    assert_eq!(family.members[0].name, "sealed, Type 3.3");
    for n in 0..family.f.len() {
        assert!(family.low[n] <= family.high[n]);
    }
}

/// A headphone of the library, over the ear of Type 3.3.
fn design_over_ear() -> Design {
    let preset = library::designs()
        .iter()
        .find(|preset| preset.file.contains("headphone_closed"))
        .unwrap();
    let mut design = preset.design.clone();
    for part in &mut design.parts {
        if let PartKind::Ear(ear) = &mut part.kind {
            ear.model = EarModel::Type33;
        }
    }
    design
}

#[test]
fn a_family_can_be_stopped() {
    let design = single_armature();
    let settings = EarSettings::of(&design);
    assert_eq!(
        settings.depths.len() * settings.seals.len() * settings.ears.len(),
        27
    );
    let stopped = ear_family(&design, &settings, None, &mut |done| {
        if done > 0.2 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    assert!(stopped.is_none());
}
