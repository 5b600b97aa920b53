//! One row a number: what it says of a number holds wherever the number goes.

use crate::support::samples::{add, every_kind, hybrid, section};
use earwright::{
    design::{
        Choices as _, Design, Edit, Insert, InsertKind, LinkKind, ParameterInfo, Parameters,
        Placement,
        acoustic::Mesh,
        air::Air,
        drive::Drive,
        file,
        parameter::Step,
        shell::Shell,
        target::{Generator, Shelves, Target, TargetSetting},
    },
    quantity::{Unit, text},
};

/// Something with numbers, and how a design holds it.
type Writes = Box<dyn Fn(&ParameterInfo, f64) -> (Edit, Design)>;

struct Owner {
    name: String,
    rows: Vec<(ParameterInfo, f64)>,
    /// The edit that sets a number, and the design with the number put in unseen.
    write: Writes,
}

fn owner<T: Parameters + Clone + 'static>(
    name: &str,
    design: &Design,
    of: &T,
    edit: impl Fn(T) -> Edit + 'static,
    put: impl Fn(&mut Design, T) + 'static,
) -> Owner {
    let (design, of) = (design.clone(), of.clone());
    Owner {
        name: name.to_owned(),
        rows: of.parameters(),
        write: Box::new(move |info, value| {
            let mut changed = of.clone();
            assert!(changed.set(&info.key(), value));
            let mut with = design.clone();
            put(&mut with, changed.clone());
            (edit(changed), with)
        }),
    }
}

/// Every owner of numbers there is, and the design all of them are in.
fn owners() -> (Design, Vec<Owner>) {
    let mut design = hybrid();
    for kind in every_kind() {
        add(&mut design, kind, [0.0, 0.0]);
    }
    let tube = design
        .links
        .iter_mut()
        .find_map(|link| match &mut link.kind {
            LinkKind::Tube(tube) => Some(tube),
            _ => None,
        })
        .unwrap();
    tube.sections = vec![section(5e-3, 1e-3), section(7e-3, 1.5e-3)];
    tube.sections[1].bore_out = 2e-3;
    tube.inserts = [
        InsertKind::Damper {
            name: String::new(),
            resistance: 1e8,
            mass: 0.0,
        },
        InsertKind::Mesh(Mesh {
            specific_resistance: 100.0,
            specific_mass: 0.0,
        }),
    ]
    .map(|kind| Insert {
        position: 0.0,
        kind,
        bypassed: false,
    })
    .to_vec();
    design.target = TargetSetting {
        target: Target::Generated(Generator {
            tilt_db_per_octave: 0.0,
            bass_db: 0.0,
            ear_db: 0.0,
            treble_db: 0.0,
            second: Some(Shelves::default()),
        }),
        ..TargetSetting::default()
    };
    let mut all = Vec::new();
    for part in &design.parts {
        let id = part.id;
        all.push(owner(
            &part.name,
            &design,
            part,
            |part| Edit::SetPart(Box::new(part)),
            move |design, part| *design.parts.find_mut(|part| part.id == id).unwrap() = part,
        ));
        let copy = part.clone();
        all.push(owner(
            &format!("place of {}", part.name),
            &design,
            &Placement::of(part),
            move |placement| {
                let mut part = copy.clone();
                placement.put(&mut part);
                Edit::SetPart(Box::new(part))
            },
            move |design, placement| {
                placement.put(design.parts.find_mut(|part| part.id == id).unwrap());
            },
        ));
    }
    for link in &design.links {
        let id = link.id;
        all.push(owner(
            &link.name,
            &design,
            link,
            |link| Edit::SetLink(Box::new(link)),
            move |design, link| *design.links.find_mut(|link| link.id == id).unwrap() = link,
        ));
    }
    let airs = [
        Air::default(),
        Air::Constants {
            density: 1.2,
            speed_of_sound: 345.0,
            viscosity: 1.8e-5,
            gamma: 1.4,
            prandtl: 0.7,
        },
    ];
    for air in airs {
        all.push(owner("air", &design, &air, Edit::SetAir, |d, air| {
            d.air = air;
        }));
    }
    let drives = [
        Drive::default(),
        Drive::Power {
            power: 1e-3,
            resistance: 16.0,
        },
    ];
    for drive in drives {
        all.push(owner(
            "drive",
            &design,
            &drive,
            Edit::SetDrive,
            |d, drive| {
                d.drive = drive;
            },
        ));
    }
    all.push(owner(
        "shell",
        &design,
        &Shell::default(),
        Edit::SetShell,
        |d, shell| d.shell = shell,
    ));
    all.push(owner(
        "target",
        &design,
        &design.target,
        |target| Edit::SetTarget(Box::new(target)),
        |d, target| d.target = target,
    ));
    (design, all)
}

#[test]
fn a_row_has_the_bounds_the_document_has() {
    let (design, all) = owners();
    for owner in &all {
        for (info, _) in &owner.rows {
            let of = |what: &str| format!("{} {} {what}", owner.name, info.words());
            let apply = |value: f64| design.apply(&(owner.write)(info, value).0);
            for (bound, beyond) in [(info.min, -1.0), (info.max, 1.0)] {
                let at = bound.abs().max(1e-6);
                if let Err(refused) = apply(bound) {
                    panic!("{}: {refused}", of("at a bound"));
                }
                // A rotation is turned back first.
                if info.key == "rotation_deg" {
                    continue;
                }
                let outside = if info.step == Step::Whole {
                    bound + beyond
                } else {
                    bound + beyond * 1e-2 * at
                };
                assert!(apply(outside).is_err(), "{}", of("beyond a bound"));
                let text = file::to_text(&(owner.write)(info, outside).1);
                let read = file::from_text(&text);
                assert!(read.is_err(), "{}", of("beyond a bound in a file"));
            }
            assert!(apply(f64::NAN).is_err(), "{}", of("without a value"));
        }
    }
}

/// How a file holds a value of this row under its field's name.
fn in_file(info: &ParameterInfo, value: f64) -> String {
    let bare = |value: f64| format!("{value:?}");
    let field = info.key.rsplit('.').next().unwrap();
    let units: [(&str, &Unit, f64); 5] = [
        ("_mm", &Unit::LENGTH, 1e3),
        ("_deg", &Unit::DEGREE, 1.0),
        ("_hz", &Unit::HERTZ, 1.0),
        ("_db", &Unit::DECIBEL, 1.0),
        ("_db_per_octave", &Unit::DECIBEL_PER_OCTAVE, 1.0),
    ];
    for (ending, unit, scale) in units {
        if field.ends_with(ending) {
            assert_eq!(info.unit, unit, "{field}");
            return bare((value * scale * 1e6).round() / 1e6);
        }
    }
    match info.step {
        Step::Whole => format!("{field}: {value}"),
        _ if info.unit == &Unit::NUMBER => format!("{field}: {}", bare(value)),
        _ => {
            let text = text::exact(value, info.unit);
            // Optional numbers stand in `Some`, without the name repeated.
            format!("\"{text}\"")
        }
    }
}

#[test]
fn a_file_holds_a_number_in_the_unit_of_its_row() {
    let (design, all) = owners();
    let before = file::to_text(&design);
    let mut seen = 0;
    for owner in &all {
        for (info, _) in &owner.rows {
            let size = info.unit.shown.get(info.unit.bare).unwrap().exponent;
            let value = match info.step {
                Step::Whole => 917.0,
                _ => format!("1.23457e{size}").parse().unwrap(),
            };
            let after = file::to_text(&(owner.write)(info, value).1);
            let expected = in_file(info, value);
            assert!(
                after.contains(&expected) && !before.contains(&expected),
                "{} {} is not written as {expected}",
                owner.name,
                info.words()
            );
            seen += 1;
        }
    }
    assert!(seen > 150, "{seen}");
}

#[test]
fn whatever_is_chosen_the_design_takes_and_keeps() {
    let (design, _) = owners();
    let mut seen = 0;
    for part in &design.parts {
        for (info, _) in part.kind.choices() {
            for place in 0..info.options.len().max(2) {
                let mut changed = part.clone();
                assert!(changed.kind.choose(info.key, place));
                let edit = Edit::SetPart(Box::new(changed));
                let after = match design.apply(&edit) {
                    Ok(after) => after,
                    Err(refused) => panic!("{} {}: {refused}", part.name, info.label),
                };
                let choices = after.part(part.id).unwrap().kind.choices();
                let kept = choices.iter().find(|(known, _)| known.key == info.key);
                assert_eq!(kept, Some(&(info, place)), "{}", part.name);
                seen += 1;
            }
        }
    }
    for link in &design.links {
        let LinkKind::Tube(tube) = &link.kind else {
            continue;
        };
        for (info, _) in tube.choices() {
            for place in 0..info.options.len() {
                let mut tube = tube.clone();
                assert!(tube.choose(info.key, place));
                assert!(tube.choices().contains(&(info, place)), "{}", info.label);
                seen += 1;
            }
        }
    }
    assert!(seen > 60, "{seen}");
}
