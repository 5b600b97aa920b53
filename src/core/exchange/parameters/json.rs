//! Driver parameters in JSON, as Speakerbench and speaker simulators write them. Units are not stated
//! there: they are told by what the numbers must satisfy together, or the number is left.

use super::{Left, Number, Parameters};
use crate::design::air::PLAIN_STIFFNESS;
use serde_json::{Map, Value};
use std::f64::consts::PI;

/// Units that files keep a number in, as what one of them is in SI.
const fn units(number: Number) -> &'static [f64] {
    match number {
        Number::Mms | Number::Cms | Number::Le | Number::Xmax | Number::Diameter | Number::Vas => {
            &[1.0, 1e-3]
        }
        Number::Sd => &[1.0, 1e-4],
        _ => &[1.0],
    }
}

/// Relative difference within which numbers satisfy an equation.
const NEAR: f64 = 0.1;

pub(super) fn read(text: &str) -> Option<Parameters> {
    let text = text.trim_start();
    if !text.starts_with('{') {
        return None;
    }
    let Value::Object(object) = serde_json::from_str(text).ok()? else {
        return None;
    };
    let mut groups: Vec<Group> = Vec::new();
    gather(&object, &mut groups, 0);
    let (Group { found, unread }, others) = of_one_driver(&groups);
    if found.len() < super::FEWEST {
        return None;
    }
    let line = |key: &str| {
        let at = text.find(&format!("\"{key}\"")).unwrap_or(0);
        1 + text.get(..at).unwrap_or_default().matches('\n').count()
    };
    let mut read = Parameters::new(tr!("driver parameters in JSON"));
    read.name = ["name", "model", "usercomments", "comments"]
        .iter()
        .find_map(|key| object.get(*key)?.as_str())
        .filter(|name| !name.trim().is_empty())
        .map(|name| name.replace('_', " "));
    let value = |number: Number| {
        let mut values = found.iter();
        values
            .find(|(known, ..)| *known == number)
            .map(|(_, value, _)| *value)
    };
    for (number, raw, key) in &found {
        let (written, line) = (format!("{key} = {raw}"), line(key));
        match unit(*number, &value) {
            Some(unit) => read.put(*number, raw * unit, written, line),
            None => read.left.push(Left {
                written,
                line,
                why: tr!("its unit is not stated, and the other numbers do not tell it").to_owned(),
            }),
        }
    }
    for key in unread {
        read.left.push(Left {
            line: line(&key),
            written: key,
            why: tr!("its value is no plain number, or it is given twice").to_owned(),
        });
    }
    for key in &others {
        read.left.push(Left {
            line: line(key),
            written: key.clone(),
            why: tr!("it seems to be of another driver in this file").to_owned(),
        });
    }
    if !others.is_empty() {
        read.doubt(
            1,
            tr!(
                "the file holds the numbers of several drivers: the one with most numbers was taken"
            )
            .to_owned(),
        );
    }
    if read
        .values
        .iter()
        .any(|value| units(value.number).len() > 1)
    {
        read.doubt(
            1,
            tr!("the file does not state its units: they were told by what the numbers must satisfy together").to_owned(),
        );
    }
    Some(read)
}

/// The numbers that stand in one object.
#[derive(Default)]
struct Group {
    found: Vec<(Number, f64, String)>,
    /// Keys of numbers whose value cannot be read, or that stand there once more.
    unread: Vec<String>,
}

/// The numbers of an object, and of those within it.
fn gather(object: &Map<String, Value>, groups: &mut Vec<Group>, depth: usize) {
    let mut here = Group::default();
    for (key, value) in object {
        let Some(which) = Number::called(key) else {
            if let (Value::Object(inner), true) = (value, depth < 3) {
                gather(inner, groups, depth + 1);
            }
            continue;
        };
        let number = value
            .as_f64()
            .or_else(|| value.as_str()?.trim().parse().ok());
        match number {
            Some(number) if here.found.iter().all(|(known, ..)| *known != which) => {
                here.found.push((which, number, key.clone()));
            }
            _ => here.unread.push(key.clone()),
        }
    }
    groups.push(here);
}

/// The numbers of all objects where none is given twice, else those of the object that has most; and
/// the keys that are another driver's.
fn of_one_driver(groups: &[Group]) -> (Group, Vec<String>) {
    let all = || groups.iter().flat_map(|group| &group.found);
    let twice = all()
        .enumerate()
        .any(|(n, (number, ..))| all().take(n).any(|(known, ..)| known == number));
    // The first of those that have most.
    let most = groups.iter().map(|group| group.found.len()).max();
    let fullest = groups
        .iter()
        .position(|group| Some(group.found.len()) == most);
    let is_taken = |n: usize| !twice || Some(n) == fullest;
    let (mut taken, mut others) = (Group::default(), Vec::new());
    for (n, group) in groups.iter().enumerate() {
        if is_taken(n) {
            taken.found.extend(group.found.iter().cloned());
            taken.unread.extend(group.unread.iter().cloned());
        } else {
            others.extend(group.found.iter().map(|(_, _, key)| key.clone()));
        }
    }
    (taken, others)
}

/// The unit a number is in, where the others tell it: what one of it is in SI.
fn unit(number: Number, raw: &impl Fn(Number) -> Option<f64>) -> Option<f64> {
    match number {
        Number::Mms => mass(raw),
        Number::Cms => compliance(raw),
        Number::Sd => area_and_volume(raw).map(|(area, _)| area),
        Number::Vas => area_and_volume(raw).map(|(_, volume)| volume),
        _ => match units(number) {
            [only] => Some(*only),
            _ => None,
        },
    }
}

fn near(a: f64, b: f64) -> bool {
    (a / b - 1.0).abs() < NEAR
}

/// 2πfs.
fn omega(raw: &impl Fn(Number) -> Option<f64>) -> Option<f64> {
    raw(Number::Fs).map(|fs| 2.0 * PI * fs)
}

/// Grams or kilograms: by Qms = ωMms/Rms or Qes = ωMms·Re/Bl², else by fs with a compliance in units
/// of the same kind.
fn mass(raw: &impl Fn(Number) -> Option<f64>) -> Option<f64> {
    let (omega, mass) = (omega(raw)?, raw(Number::Mms)?);
    let mechanical = raw(Number::Qms).zip(raw(Number::Rms));
    let electrical = raw(Number::Qes).zip(raw(Number::Re)).zip(raw(Number::Bl));
    let mut units = units(Number::Mms).iter().copied();
    units.find(|unit| {
        let mass = mass * unit;
        mechanical.is_some_and(|(q, rms)| near(omega * mass / rms, q))
            || electrical.is_some_and(|((q, re), bl)| near(omega * mass * re / (bl * bl), q))
            || raw(Number::Cms).is_some_and(|cms| near(omega * omega * mass * cms * unit, 1.0))
    })
}

/// The compliance that resonates with the mass at fs.
fn compliance(raw: &impl Fn(Number) -> Option<f64>) -> Option<f64> {
    let (omega, compliance) = (omega(raw)?, raw(Number::Cms)?);
    let mass = raw(Number::Mms)? * mass(raw)?;
    let mut units = units(Number::Cms).iter().copied();
    units.find(|unit| near(omega * omega * mass * compliance * unit, 1.0))
}

/// The area and the volume of Vas = ρc²Sd²Cms.
fn area_and_volume(raw: &impl Fn(Number) -> Option<f64>) -> Option<(f64, f64)> {
    let compliance = raw(Number::Cms)? * compliance(raw)?;
    let (area, volume) = (raw(Number::Sd)?, raw(Number::Vas)?);
    let volumes = units(Number::Vas);
    let areas = units(Number::Sd).iter();
    let mut pairs = areas.flat_map(|area| volumes.iter().map(move |volume| (*area, *volume)));
    pairs.find(|pair| {
        let area = area * pair.0;
        near(PLAIN_STIFFNESS * area * area * compliance, volume * pair.1)
    })
}
