//! Random edits and operations of every kind, fitting the design or not.

use crate::support::{
    random::Random,
    samples::{end, every_kind, section},
};
use earwright::design::{
    Design, Edit, EditError, Goal, Insert, InsertKind, Length, Link, LinkEnd, LinkId, LinkKind,
    Part, PartId, PartKind, Snapshot, Taken, TakenColumn, Tube,
    air::Air,
    document::{CurvePoint, StoredCurve},
    drive::Drive,
    operations::{self, Alignment},
    shell::Shell,
    target::{Generator, Target, TargetSetting},
};
use std::collections::BTreeSet;

fn any_part(design: &Design, random: &mut Random) -> PartId {
    random
        .pick(design.parts.shared())
        .map_or(PartId(0), |part| part.id)
}

fn any_link(design: &Design, random: &mut Random) -> LinkId {
    random
        .pick(design.links.shared())
        .map_or(LinkId(0), |link| link.id)
}

fn any_end(design: &Design, random: &mut Random) -> LinkEnd {
    let part = random.pick(design.parts.shared()).expect("never empty");
    let ports = part.kind.ports();
    end(
        part.id,
        random.pick(&ports).expect("every part has one").name,
    )
}

fn some_parts(design: &Design, random: &mut Random) -> Vec<PartId> {
    (0..=random.below(3))
        .map(|_| any_part(design, random))
        .collect()
}

fn any_kind(random: &mut Random) -> PartKind {
    random.pick(&every_kind()).expect("not empty").clone()
}

fn any_tube(random: &mut Random) -> LinkKind {
    let mut tube = Tube::straight(random.within(1e-3, 2e-2), random.within(5e-4, 3e-3));
    for _ in 0..random.below(3) {
        tube.sections
            .push(section(random.within(0.0, 1e-2), 1.2e-3));
    }
    let total = tube.total_length();
    for _ in 0..random.below(3) {
        tube.inserts.push(Insert {
            position: total * random.unit(),
            kind: InsertKind::Damper {
                name: "brown".to_owned(),
                resistance: 1e8,
                mass: 0.0,
            },
            bypassed: random.below(2) == 0,
        });
    }
    tube.length = *random
        .pick(&[Length::Drawn, Length::Set])
        .expect("not empty");
    LinkKind::Tube(tube)
}

fn changed_part(design: &Design, random: &mut Random) -> Option<Edit> {
    let mut part = design.part(any_part(design, random))?.clone();
    match random.below(5) {
        0 => part.name = format!("Part {}", random.below(9)),
        1 => part.locked = random.below(4) == 0,
        2 => part.rotation_deg = random.within(-300.0, 300.0),
        3 => part.kind = any_kind(random),
        _ => {
            use earwright::design::Parameters as _;
            let all = part.parameters();
            let (info, value) = random.pick(&all)?;
            part.set(&info.key(), value * random.within(-0.2, 3.0));
        }
    }
    Some(Edit::SetPart(Box::new(part)))
}

fn changed_link(design: &Design, random: &mut Random) -> Option<Edit> {
    let mut link = design.link(any_link(design, random))?.clone();
    match random.below(4) {
        0 => link.way_points_mm = (0..random.below(4)).map(|_| random.point()).collect(),
        1 => link.name = format!("Link {}", random.below(9)),
        2 => link = link.reversed(),
        _ => {
            if matches!(link.kind, LinkKind::Tube(_)) {
                link.kind = any_tube(random);
            }
        }
    }
    Some(Edit::SetLink(Box::new(link)))
}

/// An edit that may or may not fit the design.
pub(crate) fn any_edit(design: &Design, random: &mut Random, most_parts: usize) -> Option<Edit> {
    // Not always: what is left may be locked.
    let choice = if design.parts.len() > most_parts && random.below(4) > 0 {
        2
    } else {
        random.below(22)
    };
    Some(match choice {
        0 | 1 => Edit::AddPart(Box::new(Part::new(
            PartId(design.next_id),
            any_kind(random),
            random.point(),
        ))),
        2 => Edit::Remove {
            parts: some_parts(design, random),
            links: Vec::new(),
        },
        3 => Edit::Remove {
            parts: Vec::new(),
            links: vec![any_link(design, random)],
        },
        4 => Edit::Move {
            parts: some_parts(design, random),
            by_mm: random.point(),
        },
        5 => Edit::Rotate {
            parts: some_parts(design, random),
            about_mm: random.point(),
            by_deg: random.within(-400.0, 400.0),
        },
        6 => Edit::Mirror {
            parts: some_parts(design, random),
            about_x_mm: random.within(-5.0, 5.0),
        },
        7 => changed_part(design, random)?,
        8 => changed_link(design, random)?,
        9 | 10 => {
            operations::join(design, &any_end(design, random), &any_end(design, random)).ok()?
        }
        11 => Edit::AddLink(Box::new(Link {
            id: LinkId(design.next_id),
            name: String::new(),
            from: any_end(design, random),
            to: any_end(design, random),
            way_points_mm: Vec::new(),
            kind: any_tube(random),
        })),
        12 => Edit::Reconnect {
            link: any_link(design, random),
            from: random.below(2) == 0,
            end: any_end(design, random),
        },
        13 => Edit::JoinOnLink {
            from: any_end(design, random),
            onto: any_link(design, random),
            at_mm: random.point(),
            kind: any_tube(random),
        },
        14 => Edit::InsertOnLink {
            part: any_part(design, random),
            link: any_link(design, random),
        },
        15 => operations::connect_driver(design, any_part(design, random)).ok()?,
        16 => {
            let parts: BTreeSet<PartId> = some_parts(design, random).into_iter().collect();
            operations::duplicate(design, &parts, random.point())
                .ok()?
                .edit
        }
        17 => operations::remove_and_heal(design, &some_parts(design, random), &[]).ok()?,
        18 => arranged(design, random).ok()?,
        19 => on_links(design, random).ok()?,
        20 => pasted(design, random)?,
        _ if random.below(4) == 0 => kept(design, random),
        _ => setting(random),
    })
}

/// A snapshot taken, taken away or restored.
fn kept(design: &Design, random: &mut Random) -> Edit {
    match random.pick(&design.kept) {
        Some(one) if random.below(2) == 0 => Edit::Restore(Box::new(one.clone())),
        Some(one) if design.kept.len() > 2 => {
            let others = design.kept.iter().filter(|kept| kept.name != one.name);
            Edit::SetKept(others.cloned().collect())
        }
        _ => {
            let mut all = design.kept.clone();
            all.push(Snapshot::of(design, design.free_snapshot_name("Before")));
            Edit::SetKept(all)
        }
    }
}

/// What is done to several parts at once.
fn arranged(design: &Design, random: &mut Random) -> Result<Edit, EditError> {
    let parts = some_parts(design, random);
    match random.below(6) {
        0 => {
            let by = *random
                .pick(&[Alignment::Left, Alignment::CentreY, Alignment::Bottom])
                .expect("not empty");
            operations::align(design, &parts, by)
        }
        1 => operations::distribute(design, &parts, random.below(2) == 0),
        2 => operations::group(design, &parts),
        3 => operations::ungroup(design, &parts),
        4 => operations::set_locked(design, &parts, random.below(4) == 0),
        _ => operations::set_muted(design, &parts, random.below(2) == 0),
    }
}

/// What is done to links and what sits in them.
fn on_links(design: &Design, random: &mut Random) -> Result<Edit, EditError> {
    let link = any_link(design, random);
    match random.below(6) {
        0 => {
            let kind = InsertKind::Damper {
                name: "green".to_owned(),
                resistance: 1.5e8,
                mass: 0.0,
            };
            operations::insert_at(design, link, random.point(), kind)
        }
        1 => operations::move_insert(design, link, random.below(2), random.point()),
        2 => {
            let onto = any_link(design, random);
            operations::reconnect_onto(design, link, random.below(2) == 0, onto, random.point())
        }
        3 => {
            let copies = 1 + random.below(3);
            operations::duplicate_along(design, any_part(design, random), link, copies)
                .map(|pasted| pasted.edit)
        }
        4 => operations::flip_polarity(design, any_part(design, random)),
        _ => operations::replace_with(design, any_part(design, random), any_kind(random)),
    }
}

/// A piece of the design, copied and pasted.
fn pasted(design: &Design, random: &mut Random) -> Option<Edit> {
    let parts: BTreeSet<PartId> = some_parts(design, random).into_iter().collect();
    let text = operations::copy(design, &parts);
    let pasted = operations::paste(design, &text, Some(random.point())).ok()?;
    Some(pasted.edit)
}

fn curve(random: &mut Random) -> StoredCurve {
    StoredCurve {
        name: format!("Curve {}", random.below(10)),
        origin: "made up".to_owned(),
        shown: random.below(2) == 0,
        kind: earwright::design::CurveKind::Level,
        align_hz: None,
        align_to_hz: None,
        taken: (random.below(2) == 0).then(|| Taken {
            file: "made.csv".to_owned(),
            columns: vec![TakenColumn {
                at: 1,
                head: "f".to_owned(),
                meaning: "frequency, Hz".to_owned(),
            }],
            sweep: None,
            window: None,
            calibration: None,
        }),
        points: (1..=random.below(6))
            .map(|step| CurvePoint {
                f: 100.0 * step as f64,
                value: random.within(60.0, 110.0),
                phase_deg: (random.below(2) == 0).then(|| random.within(-180.0, 180.0)),
            })
            .collect(),
    }
}

fn setting(random: &mut Random) -> Edit {
    let which = random.below(20);
    match which % 10 {
        0 => Edit::SetName(format!("Design {}", random.below(100))),
        1 => Edit::SetAir(Air::Climate {
            temperature_c: random.within(-100.0, 120.0),
            pressure: 101_325.0,
        }),
        2 => Edit::SetDrive(Drive::Power {
            power: random.within(-1e-3, 1e-2),
            resistance: 32.0,
        }),
        3 => Edit::SetSymbolSize([random.within(0.0, 6.0), random.within(0.0, 3.0)]),
        4 => Edit::SetJunctionMasses(random.below(2) == 0),
        5 => Edit::SetShell(Shell {
            outline_mm: (0..random.below(6)).map(|_| random.point()).collect(),
            depth_mm: random.within(-1.0, 20.0),
            inner_volume: (random.below(2) == 0).then(|| random.within(-1e-6, 2e-6)),
            ..Shell::default()
        }),
        6 => Edit::SetTarget(Box::new(TargetSetting {
            target: Target::Generated(Generator {
                tilt_db_per_octave: random.within(-1.0, 1.0),
                bass_db: random.within(0.0, 70.0),
                ear_db: 0.0,
                treble_db: 0.0,
                second: None,
            }),
            ..TargetSetting::default()
        })),
        7 => Edit::SetSnapshots((0..random.below(3)).map(|_| curve(random)).collect()),
        8 => Edit::SetMeasurements((0..random.below(3)).map(|_| curve(random)).collect()),
        9 if which == 9 => Edit::SetHours(Some(random.within(-1.0, 12_000.0))),
        9 if which == 19 => Edit::SetGoals(Goal::ALL.to_vec()),
        _ => Edit::SetNotes("line\n\"quoted\" \\ µ\u{0}".to_owned()),
    }
}
