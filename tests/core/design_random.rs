//! Random edits: whatever happens, the design stays sound, reads back and can be undone.

use crate::design_samples::{end, every_kind, hybrid, section};
use earwright::design::{
    Design, Edit, History, Insert, InsertKind, Length, Link, LinkEnd, LinkId, LinkKind, Part,
    PartId, PartKind, Tube, air::Air, drive::Drive, file, operations,
};
use std::collections::BTreeSet;

/// A small generator of random numbers (splitmix64), the same on every machine.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() % count.max(1) as u64).expect("below a count")
    }

    /// Uniform in [0, 1).
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn within(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    fn point(&mut self) -> [f64; 2] {
        [self.within(-50.0, 50.0), self.within(-50.0, 50.0)]
    }

    fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.below(items.len()))
    }
}

fn any_part(design: &Design, random: &mut Random) -> PartId {
    random.pick(&design.parts).map_or(PartId(0), |part| part.id)
}

fn any_link(design: &Design, random: &mut Random) -> LinkId {
    random.pick(&design.links).map_or(LinkId(0), |link| link.id)
}

fn any_end(design: &Design, random: &mut Random) -> LinkEnd {
    let part = random.pick(&design.parts).expect("never empty");
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
fn any_edit(design: &Design, random: &mut Random) -> Option<Edit> {
    let choice = if design.parts.len() > 16 {
        2
    } else {
        random.below(19)
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
        _ => setting(random),
    })
}

fn setting(random: &mut Random) -> Edit {
    match random.below(5) {
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
        _ => Edit::SetNotes("line\n\"quoted\" \\ µ\u{0}".to_owned()),
    }
}

#[test]
fn ten_thousand_edits_can_be_undone_to_the_first_byte_and_redone_to_the_last() {
    let mut random = Random(20_260_801);
    let mut history = History::new(hybrid());
    let first = file::to_text(history.present());
    let (mut accepted, mut refused) = (0, 0);
    for step in 0..10_000 {
        let before = history.present().clone();
        let Some(edit) = any_edit(&before, &mut random) else {
            continue;
        };
        let label = format!("step {step}");
        if history.edit(&label, &edit).is_ok() {
            accepted += 1;
        } else {
            refused += 1;
            assert_eq!(
                **history.present(),
                *before,
                "a refused edit changes nothing"
            );
        }
    }
    assert!(
        accepted > 3000 && refused > 500,
        "{accepted} accepted, {refused} refused"
    );
    let last = file::to_text(history.present());
    assert_ne!(first, last);
    let mut undone = 0;
    while history.undo().is_some() {
        undone += 1;
    }
    assert_eq!(file::to_text(history.present()), first);
    assert!(!history.is_modified(), "back where it was saved");
    let mut redone = 0;
    while history.redo().is_some() {
        redone += 1;
    }
    assert_eq!(undone, redone);
    assert_eq!(file::to_text(history.present()), last);
}

#[test]
fn random_designs_are_sound_and_round_trip_byte_for_byte() {
    for seed in 0..40 {
        let mut random = Random(seed);
        let mut design = hybrid();
        for _ in 0..80 {
            if let Some(edit) = any_edit(&design, &mut random)
                && let Ok(next) = design.apply(&edit)
            {
                design = next;
            }
        }
        let text = file::to_text(&design);
        // Reading checks every rule an edit has to keep.
        let (read, notes) =
            file::from_text(&text).unwrap_or_else(|error| panic!("seed {seed}: {error}\n{text}"));
        assert!(notes.is_empty(), "seed {seed}: {notes:?}");
        assert_eq!(read, design, "seed {seed}");
        assert_eq!(file::to_text(&read), text, "seed {seed}");
    }
}

#[test]
fn a_locked_part_stays_where_it_is_whatever_is_tried() {
    for seed in 0..20 {
        let mut random = Random(1000 + seed);
        let mut design = hybrid();
        let locked = design.drivers().next().unwrap().id;
        design = design
            .apply(&operations::set_locked(&design, &[locked], true).unwrap())
            .unwrap();
        let placed = |design: &Design| {
            let part = design.part(locked).expect("cannot be deleted");
            (part.position_mm, part.rotation_deg, part.mirrored)
        };
        let before = placed(&design);
        for _ in 0..100 {
            // An edit of the part itself may unlock it; everything else may not move it.
            match any_edit(&design, &mut random) {
                Some(Edit::SetPart(part)) if part.id == locked => {}
                Some(edit) => {
                    if let Ok(next) = design.apply(&edit) {
                        design = next;
                    }
                }
                None => {}
            }
            assert_eq!(placed(&design), before, "seed {seed}");
        }
    }
}
