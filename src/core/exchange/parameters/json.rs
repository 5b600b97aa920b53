//! Driver parameters in JSON, as Speakerbench and speaker simulators write them. Units are not stated
//! there: they are told by what the numbers must satisfy together, or the number is left.

use super::{Left, Number, Parameters};
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
/// ρc² of air, Pa.
const STIFFNESS_OF_AIR: f64 = 1.42e5;

pub(super) fn read(text: &str) -> Option<Parameters> {
    let text = text.trim_start();
    if !text.starts_with('{') {
        return None;
    }
    let Value::Object(object) = serde_json::from_str(text).ok()? else {
        return None;
    };
    let mut found: Vec<(Number, f64, String)> = Vec::new();
    gather(&object, &mut found, 0);
    if found.len() < super::FEWEST {
        return None;
    }
    let line = |key: &str| {
        let at = text.find(&format!("\"{key}\"")).unwrap_or(0);
        1 + text.get(..at).unwrap_or_default().matches('\n').count()
    };
    let mut read = Parameters::new("driver parameters in JSON");
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
                why: "its unit is not stated, and the other numbers do not tell it".to_owned(),
            }),
        }
    }
    if read
        .values
        .iter()
        .any(|value| units(value.number).len() > 1)
    {
        read.doubt(
            1,
            "the file does not state its units: they were told by what the numbers must satisfy together".to_owned(),
        );
    }
    Some(read)
}

/// The numbers of an object and of those within it.
fn gather(object: &Map<String, Value>, found: &mut Vec<(Number, f64, String)>, depth: usize) {
    for (key, value) in object {
        match value {
            Value::Object(inner) if depth < 3 => gather(inner, found, depth + 1),
            _ => {
                let number = value
                    .as_f64()
                    .or_else(|| value.as_str()?.trim().parse().ok());
                if let (Some(number), Some(which)) = (number, Number::called(key))
                    && found.iter().all(|(known, ..)| *known != which)
                {
                    found.push((which, number, key.clone()));
                }
            }
        }
    }
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
        near(STIFFNESS_OF_AIR * area * area * compliance, volume * pair.1)
    })
}
